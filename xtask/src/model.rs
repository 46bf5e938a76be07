//! `cargo xtask model`.

use crate::Command;
use crate::options::Options;
use crate::shell::{self, cargo};

pub(crate) const COMMAND: Command = Command {
    name: "model",
    about: "Builds the character model from the corpus, or measures it on what was held out",
    help: "model [--evaluate] [CORPUS]

CORPUS is a folder, ../shared/corpus unless told. Building takes some minutes and replaces crates/mojibake/model.bin;
the same corpus gives the same file.

  --evaluate   accuracy by file and by length of the piece, and a table of how far confidences can be trusted",
    run: |arguments| {
        let mut options = Options::new(arguments);
        let command = if options.flag("--evaluate") { "evaluate" } else { "model" };
        let corpus = options.words();
        options.done()?;
        shell::run(cargo().args(["run", "--release", "-p", "mojibake-train", "--", command]).args(corpus))
    },
};
