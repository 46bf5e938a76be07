//! `cargo xtask compare`.

use crate::options::Options;
use crate::shell::{self, program};
use crate::{Command, Result};
use anyhow::bail;

/// What is compared with, at the versions that the table was made with; `seed` is the history of ftfy 6.2.3.
const PACKAGES: [&str; 5] =
    ["ftfy==6.2.3", "plsfix==0.1.8", "charset-normalizer==3.5.2", "chardet==7.7.0", "faust-cchardet==3.2.0"];

pub(crate) const COMMAND: Command = Command {
    name: "compare",
    about: "Runs other repair tools and charset detectors beside mojibake, on the same files",
    help: "compare mojibake CLEAN.txt…

Damages the clean files (UTF-8) in several ways with ../shared/tools/damage.py, has mojibake, ftfy, plsfix, chardet,
charset-normalizer and faust-cchardet read them, and prints the share of characters that are right, and the speed, as
the table of docs/COMPARE.md. The other tools come from PyPI into a virtual environment below target/; what does not
install is named and left out.",
    run: |arguments| {
        let mut options = Options::new(arguments);
        let words = options.words();
        options.done()?;
        match &words[..] {
            [subject, files @ ..] if subject == "mojibake" && !files.is_empty() => mojibake(files),
            _ => bail!("compare what? `cargo xtask compare --help` tells"),
        }
    },
};

fn mojibake(files: &[String]) -> Result {
    let venv = shell::path("target/compare");
    let python = venv.join("bin/python");
    if !python.exists() {
        shell::run(program("python3").args(["-m", "venv"]).arg(&venv))?;
    }
    for package in PACKAGES {
        if shell::run(program(&python).args(["-m", "pip", "install", "--quiet", package])).is_err() {
            shell::note(format!("{package} does not install here"));
        }
    }
    shell::run(shell::cargo().args(["build", "--release", "-p", "mojibake", "--example", "restore"]))?;
    let script = shell::path("xtask/compare.py");
    let restore = shell::path("target/release/examples/restore");
    shell::run(program(python).arg(script).arg(restore).arg(env!("CARGO_PKG_VERSION")).args(files))
}
