//! What the page keeps of itself in the browser, so that it opens without a network.

use super::single;
use crate::{Result, shell::path};
use anyhow::{Context, ensure};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// Its name in `dist/`. It has no hash: a browser asks for it under this name to see whether there is a newer page.
const NAME: &str = "service-worker.js";

/// Writes the service worker into `dist`, which names all files that lie there; the single-file page is not one of this page's.
pub(super) fn write(dist: &Path) -> Result {
    let mut names = Vec::new();
    for entry in fs::read_dir(dist)? {
        let name = entry?.file_name().into_string().ok().context("a file of dist/ has no plain name")?;
        if name != single::NAME && name != "index.html" {
            names.push(name);
        }
    }
    names.sort();
    let mut version = Sha256::new();
    for name in names.iter().map(String::as_str).chain(["index.html"]) {
        version.update(fs::read(dist.join(name))?);
    }
    let version: String = version.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let script = fs::read_to_string(path("static").join(NAME))?;
    fs::write(dist.join(NAME), with_files(&script, &names, &version)?)?;
    Ok(())
}

/// The script with the names of the files, the page itself first, and what tells this page from a newer one.
fn with_files(script: &str, names: &[String], version: &str) -> Result<String> {
    let files: String = names.iter().map(|name| format!(", \"./{name}\"")).collect();
    let (no_files, no_version) = ("FILES = []", "VERSION = \"\"");
    ensure!(
        script.contains(no_files) && script.contains(no_version),
        "the service worker has no place for its files"
    );
    Ok(script
        .replace(no_files, &format!("FILES = [\"./\"{files}]"))
        .replace(no_version, &format!("VERSION = \"{version}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_named_the_page_first() {
        let script = "const FILES = [];\nconst VERSION = \"\";";
        let files = with_files(script, &["a.css".to_owned(), "b.js".to_owned()], "1f").unwrap();
        assert_eq!(files, "const FILES = [\"./\", \"./a.css\", \"./b.js\"];\nconst VERSION = \"1f\";");
        assert!(with_files("const FILES = 1;", &[], "1f").is_err());
    }
}
