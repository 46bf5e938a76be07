//! `cargo xtask compare`.

use crate::Command;
use crate::options::Options;
use crate::shell::{self, program};
use anyhow::bail;

pub(crate) const COMMAND: Command = Command {
    name: "compare",
    about: "Runs other repair tools and charset detectors beside mojibake, on the same files",
    help: "compare mojibake CLEAN.txt…

Damages each clean file (UTF-8) in several ways with ../shared/tools/damage.py, has dafu, ftfy, plsfix, chardet and
charset-normalizer read it, and prints the share of characters that are right, and the speed. Needs python3 with
`pip install ftfy==6.2.3 plsfix chardet charset-normalizer`; a tool that is not installed is named and left out.",
    run: |arguments| {
        let mut options = Options::new(arguments);
        let words = options.words();
        options.done()?;
        match &words[..] {
            [subject, files @ ..] if subject == "mojibake" && !files.is_empty() => {
                shell::run(shell::cargo().args(["build", "--release", "-p", "dafu-cli"]))?;
                shell::run(program("python3").arg(shell::path("xtask/compare.py")).args(files))
            }
            _ => bail!("compare what? `cargo xtask compare --help` tells"),
        }
    },
};
