//! Running programs, and telling what runs.

use crate::Result;
use anyhow::{Context, bail};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace")
}

/// A path below the root of the workspace.
pub(crate) fn path(below: &str) -> PathBuf {
    root().join(below)
}

/// `path` as a person at the root of the workspace would write it.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Says what happens next.
pub(crate) fn say(what: &str) {
    println!("\n── {what}");
}

/// What a person has to know at the end, too: what could not be done.
static NOTES: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Says `what`, and keeps it for [`notes`].
pub(crate) fn note(what: String) {
    println!("   {what}");
    NOTES.lock().unwrap_or_else(PoisonError::into_inner).push(what);
}

/// What was noted so far.
pub(crate) fn notes() -> Vec<String> {
    NOTES.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// A program that starts in the root of the workspace.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// `cargo`, the one that runs this.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs `command` and lets it write to the terminal.
pub(crate) fn run(command: &mut Command) -> Result {
    let line = line(command);
    println!("   $ {line}");
    let status = command.status().with_context(|| format!("`{line}` could not be started"))?;
    if !status.success() {
        bail!("`{line}` failed ({status}); what it says stands above");
    }
    Ok(())
}

/// What `command` writes to standard output; none where it is not there or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| quoted(&word.to_string_lossy())).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) { format!("'{word}'") } else { word.to_owned() }
}
