//! `cargo xtask schema`: the JSON Schema of readings, written from the types.

use crate::shell::{self, cargo, path};
use crate::{Command, Result, options::Options};
use anyhow::{Context, ensure};
use std::fs;

pub(crate) const COMMAND: Command = Command {
    name: "schema",
    about: "Writes docs/dafu.reading.schema.json from the types of the wire format",
    help: "[--check]

  --check   write nothing; fail where the file is not what the types say",
    run: |arguments| {
        let mut options = Options::new(arguments);
        let only_check = options.flag("--check");
        options.done()?;
        if only_check { check() } else { write() }
    },
};

const FILE: &str = "docs/dafu.reading.schema.json";

fn write() -> Result {
    fs::create_dir_all(path("docs"))?;
    fs::write(path(FILE), generated()?)?;
    println!("Wrote {FILE}.");
    Ok(())
}

/// Fails where the file is not what the types say.
pub(crate) fn check() -> Result {
    let file = fs::read_to_string(path(FILE)).with_context(|| format!("{FILE} cannot be read"))?;
    ensure!(file == generated()?, "{FILE} is not what the types say; `cargo xtask schema` writes it");
    println!("{FILE} is what the types say.");
    Ok(())
}

fn generated() -> Result<String> {
    let example = ["run", "--quiet", "--package", "dafu", "--features", "schema", "--example", "schema"];
    shell::output(cargo().args(example)).context("crates/dafu/examples/schema.rs failed")
}
