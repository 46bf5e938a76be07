//! Floors for the reference file, read by the built program. They are raised as the reading gets better.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use dafu::wire::Reading;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The reference file's folder and its reading; none, with a message, where the checkout has no shared data.
fn reference() -> Option<(PathBuf, Reading)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/seed");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    let mut dafu = Command::new(env!("CARGO_BIN_EXE_dafu"));
    let output =
        dafu.args(["read", "--format", "json"]).arg(folder.join("seed.txt")).output().expect("dafu runs");
    assert!(output.status.success());
    let json = String::from_utf8(output.stdout).expect("UTF-8");
    Some((folder, Reading::from_json(&json).expect("a reading")))
}

fn gold(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("a gold file")
}

#[test]
fn text_is_restored() {
    let Some((folder, reading)) = reference() else { return };
    let characters = score::text(&reading, &gold(&folder, "clean.txt"));
    assert!(characters.error_rate() <= 0.002, "{characters}\n{}", characters.disagreements.join("\n"));
}

#[test]
fn outline_is_found() {
    let Some((folder, reading)) = reference() else { return };
    let headings = score::outline(&reading, &gold(&folder, "outline.tsv")).expect("an outline");
    assert!(headings.f1() >= 0.98, "{}", headings.disagreements.join("\n"));
}

#[test]
fn metadata_are_found() {
    let Some((folder, reading)) = reference() else { return };
    let metadata = score::metadata(&reading, &gold(&folder, "metadata.json")).expect("metadata");
    assert!(metadata.right >= 18 && metadata.extra.is_empty(), "{}", metadata.disagreements.join("\n"));
}

#[test]
fn figures_are_found() {
    let Some((folder, reading)) = reference() else { return };
    let rows = score::Row::read_all(&gold(&folder, "seed.obs.jsonl")).expect("rows");
    let clean = gold(&folder, "clean.txt");
    let outcome = score::observations(&reading, &rows, Some(&clean));
    assert!(outcome.tally().f1() >= 0.97, "{}", outcome.disagreements().collect::<Vec<_>>().join("\n"));
}
