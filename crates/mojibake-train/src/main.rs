//! `mojibake-train model` builds the model that ships with the crate; `mojibake-train evaluate` measures it on what was
//! held out. Both read the corpus at `../shared/corpus`, or at the path given.
#![allow(clippy::print_stdout, reason = "a tool for the terminal")]

mod evaluate;

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use mojibake_train::{Plan, build, read};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let corpus = arguments.get(1).map_or_else(|| root.join("../shared/corpus"), PathBuf::from);
    let parts = read(&corpus)?;
    match arguments.first().map(String::as_str) {
        Some("model") => {
            let model = build(&parts, &jieba()?, &Plan::default(), |line| println!("{line}"));
            println!("{} bytes", model.len());
            let path = root.join("crates/mojibake/model.bin");
            std::fs::write(&path, model).with_context(|| format!("cannot write {}", path.display()))
        }
        Some("evaluate") => {
            evaluate::evaluate(&parts, &root.join("../shared"));
            Ok(())
        }
        _ => bail!("mojibake-train model|evaluate [CORPUS]"),
    }
}

/// The dictionary in the source of jieba-rs (MIT), wherever cargo keeps it.
fn jieba() -> Result<String> {
    let output = Command::new("cargo").args(["metadata", "--format-version", "1"]).output()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let package =
        packages.iter().find(|package| package["name"] == "jieba-rs").context("jieba-rs is not there")?;
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap_or_default());
    let path = manifest.with_file_name("src/data/dict.txt");
    std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}
