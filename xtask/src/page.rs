//! Makes `dist/`: trunk builds the page, and what trunk leaves undone is finished here.
//!
//! Trunk neither hashes the workers' files, so that a browser may keep a stale worker beside a new page, nor writes a content
//! security policy, which has to name the hash of each inline script.

mod offline;
pub(crate) mod single;

use crate::Result;
use crate::shell::{self, path, say};
use crate::tools::Tools;
use anyhow::{Context, ensure};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use single::Worker;
use std::fs;
use std::path::{Path, PathBuf};

/// Where trunk's work lies before it is finished.
const TRUNK: &str = "target/trunk";

/// The workers' files as trunk names them; each may name those before it.
const WORKERS: [&str; 6] = [
    "worker_bg.wasm",
    "worker.js",
    "worker_loader.js",
    "converter_bg.wasm",
    "converter.js",
    "converter_loader.js",
];

/// What a worker's script begins with: of a promise that fails, as of a download that does, a browser tells the page nothing.
const TELL: &str = "addEventListener('unhandledrejection',event=>setTimeout(()=>{throw event.reason}));";

/// The folder that goes on a static host.
pub(crate) fn dist() -> PathBuf {
    path("dist")
}

/// Builds the page into [`dist`].
pub(crate) fn build() -> Result {
    let tools = Tools::for_page()?;
    say("Building the page (the first time 3 to 4 minutes on two cores)");
    // Trunk takes `NO_COLOR=1` for a malformed flag.
    shell::run(tools.program("trunk").arg("build").env_remove("NO_COLOR"))?;
    finish(&path(TRUNK), &dist())
}

/// Copies what trunk has built from `built` to `dist`, with the workers' files named by their content and the content security
/// policy in place.
fn finish(built: &Path, dist: &Path) -> Result {
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("{} cannot be replaced", dist.display()))?;
    }
    copy(built, dist)?;
    let mut renamed: Vec<(&str, String)> = Vec::new();
    for name in WORKERS {
        let mut content = fs::read(dist.join(name)).with_context(|| format!("trunk has not built {name}"))?;
        if name.ends_with(".js") {
            content = rename(&String::from_utf8(content)?, &renamed).into_bytes();
        }
        if name.ends_with("_loader.js") {
            content = [TELL.as_bytes(), &content].concat();
        }
        let new = hashed(name, &content);
        fs::write(dist.join(&new), content)?;
        fs::remove_file(dist.join(name))?;
        renamed.push((name, new));
    }
    let index = dist.join("index.html");
    let html = rename(&fs::read_to_string(&index)?, &renamed);
    for (loader, new) in renamed.iter().filter(|(name, _)| name.ends_with("_loader.js")) {
        ensure!(html.contains(new), "index.html does not name the worker {loader}");
    }
    let html = with_boot(&with_icon(&html, dist)?, dist)?;
    let names: Vec<&str> = renamed.iter().map(|(_, new)| new.as_str()).collect();
    let workers: Vec<Worker<'_>> =
        names.chunks(3).map(|files| Worker { wasm: files[0], script: files[1], loader: files[2] }).collect();
    single::write(&html, dist, &workers)?;
    fs::write(index, with_policy(&html, &policy(&html))?)?;
    offline::write(dist)
}

fn with_policy(html: &str, policy: &str) -> Result<String> {
    let (before, after) = html.split_once("<head>").context("the page has no <head>")?;
    Ok(format!("{before}<head><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"))
}

/// The page with its icon in it: a browser would ask for it after everything else, when the page asks for nothing any more.
fn with_icon(html: &str, dist: &Path) -> Result<String> {
    let icon = BASE64_STANDARD.encode(fs::read(dist.join("icon.svg"))?);
    let linked = "rel=\"icon\" href=\"./icon.svg\"";
    ensure!(html.contains(linked), "index.html links to no icon");
    Ok(html.replace(linked, &format!("rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\"")))
}

/// The page with its first script in it: opened from a disk, where a browser loads no script of a page's own, it can still say so.
fn with_boot(html: &str, dist: &Path) -> Result<String> {
    let (before, tag) = html.split_once("<script src=\"./boot-").context("index.html has no boot script")?;
    let (hash, _) = tag.split_once('"').context("the boot script has no end")?;
    let (_, after) = tag.split_once("</script>").context("the boot script has no end")?;
    let file = dist.join(format!("boot-{hash}"));
    let script = fs::read_to_string(&file)?;
    fs::remove_file(file)?;
    Ok(format!("{before}<script>{script}</script>{after}"))
}

/// The content security policy for a page of this HTML: its own files and nothing else, no inline style, and of inline scripts those it has.
///
/// It holds no character that HTML would have escaped.
pub(crate) fn policy(html: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'",
        hashes(html, "script")
    )
}

/// A policy's sources for all elements of a name whose text stands in the page itself and is run.
fn hashes(html: &str, name: &str) -> String {
    let (begin, end) = (format!("<{name}"), format!("</{name}"));
    let elements = html.split(&begin).skip(1).filter_map(|element| {
        let (attributes, rest) = element.split_once('>')?;
        let text = rest.split(&end).next()?;
        (!attributes.contains("src=") && !attributes.contains("text/plain")).then_some(text)
    });
    elements.map(|text| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))).collect()
}

/// `worker_bg.wasm` → `worker_bg-0123456789abcdef.wasm`.
fn hashed(name: &str, content: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let hash: String = Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{stem}-{hash}.{extension}")
}

fn rename(text: &str, names: &[(&str, String)]) -> String {
    names.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
}

fn copy(from: &Path, to: &Path) -> Result {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_every_inline_script_and_no_other() {
        let html = r#"<script src="a.js"></script><script type="module">let a = 1;</script>"#;
        let hash = BASE64_STANDARD.encode(Sha256::digest("let a = 1;"));
        let policy = policy(html);
        assert!(
            policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}';")),
            "{policy}"
        );
        assert_eq!(policy.matches("sha256").count(), 1);
        assert!(!policy.contains("unsafe-inline"));
    }

    #[test]
    fn a_worker_with_other_content_has_another_name() {
        assert_eq!(hashed("worker_bg.wasm", b"a"), "worker_bg-ca978112ca1bbdca.wasm");
        assert_ne!(hashed("worker.js", b"a"), hashed("worker.js", b"b"));
    }
}
