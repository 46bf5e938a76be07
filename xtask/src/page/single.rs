//! The whole page in one HTML file, for a machine without any server.
//!
//! A browser gives a page on a disk nothing that lies beside it: no module, no worker, no wasm. So styles and scripts stand in the page,
//! wasm as base64, and `static/single.mjs` makes the workers of what stands there.

use super::{TELL, hashes, with_policy};
use crate::{Result, shell::path};
use anyhow::{Context, ensure};
use base64::{Engine, prelude::BASE64_STANDARD};
use std::fs;
use std::path::Path;

/// Its name in `dist/`.
pub(crate) const NAME: &str = "dafu.html";

/// The files of a worker, as they are named in `dist/`.
pub(super) struct Worker<'a> {
    pub(super) wasm: &'a str,
    pub(super) script: &'a str,
    pub(super) loader: &'a str,
}

/// Writes it into `dist`, from the page there, which is `html` while it has no policy.
pub(super) fn write(html: &str, dist: &Path, workers: &[Worker<'_>]) -> Result {
    let text =
        |name: &str| fs::read_to_string(dist.join(name)).with_context(|| format!("{name} cannot be read"));
    let base64 = |name: &str| anyhow::Ok(BASE64_STANDARD.encode(fs::read(dist.join(name))?));
    let mut html = replace(html, "<link rel=\"stylesheet\"", ">", |sheet| {
        Ok(format!("<style>{}</style>", text(linked(sheet)?)?))
    })?;
    html = replace(&html, "<link rel=\"manifest\"", ">", |_| Ok(String::new()))?;
    let (mut glue, mut program) = (String::new(), String::new());
    html = replace(&html, "<link rel=\"modulepreload\"", ">", |ahead| {
        let name = linked(ahead)?;
        if name.starts_with("viewer-") {
            glue = text(name)?;
        }
        Ok(String::new())
    })?;
    html = replace(&html, "<link rel=\"preload\"", ">", |ahead| {
        program = base64(linked(ahead)?)?;
        Ok(String::new())
    })?;
    html = replace(&html, "<script type=\"module\"", "</script>", |_| Ok(String::new()))?;
    ensure!(!glue.is_empty() && !program.is_empty(), "index.html does not name the program");

    let mut scripts = carried("program", &program)?;
    for (number, Worker { wasm, script, loader }) in workers.iter().enumerate() {
        let id = format!("worker-{number}");
        html = html.replace(&format!("\"./{loader}\""), &format!("\"#{id}\""));
        let wasm = base64(wasm)?;
        let start =
            format!("wasm_bindgen({{module_or_path:Uint8Array.from(atob(\"{wasm}\"),c=>c.charCodeAt(0))}});");
        scripts += &carried(&id, &format!("{TELL}{};{start}", text(script)?))?;
    }
    ensure!(!html.contains("=\"./"), "the single file still names another");
    let start = fs::read_to_string(path("static/single.mjs"))?;
    scripts += &format!("<script type=\"module\">{}\n{start}</script>", harmless(&glue)?);
    let (before, after) = html.rsplit_once("</body>").context("index.html has no end")?;
    let html = format!("{before}{scripts}</body>{after}");
    let policy = policy(&html);
    fs::write(dist.join(NAME), with_policy(&html, &policy)?)?;
    Ok(())
}

/// Like that of the page in many files, but of its styles and scripts only those that stand in it.
fn policy(html: &str) -> String {
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval'{}; style-src{}; img-src data: blob:; worker-src blob:; base-uri 'none'; \
         form-action 'none'",
        hashes(html, "script"),
        hashes(html, "style")
    )
}

/// Text that the page carries and does not run.
fn carried(id: &str, text: &str) -> Result<String> {
    Ok(format!("<script type=\"text/plain\" id=\"{id}\">{}</script>", harmless(text)?))
}

/// Text that may stand in a script element as it is.
fn harmless(text: &str) -> Result<&str> {
    ensure!(
        !text.contains("</script") && !text.contains("<!--"),
        "a script holds what would end it in a page"
    );
    Ok(text)
}

/// The file that an element of `dist/index.html` links to.
fn linked(element: &str) -> Result<&str> {
    let (_, href) = element.split_once("href=\"./").with_context(|| format!("{element} links to no file"))?;
    Ok(href.split('"').next().unwrap_or(href))
}

/// Puts something else for each element from `begin` to `end`.
fn replace(html: &str, begin: &str, end: &str, mut by: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut replaced = String::new();
    let mut rest = html;
    while let Some(from) = rest.find(begin) {
        let to = from + rest[from..].find(end).with_context(|| format!("{begin} has no {end}"))? + end.len();
        replaced += &rest[..from];
        replaced += &by(&rest[from..to])?;
        rest = &rest[to..];
    }
    Ok(replaced + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_element_is_replaced_and_nothing_else() {
        let html = "<p><link a href=\"./a.css\"/>b<link c href=\"./c.css\"/></p>";
        let replaced = replace(html, "<link", ">", |link| Ok(linked(link)?.to_owned())).unwrap();
        assert_eq!(replaced, "<p>a.cssbc.css</p>");
        assert!(replace("<link", "<link", ">", |_| Ok(String::new())).is_err());
    }

    #[test]
    fn what_is_carried_ends_where_it_should() {
        assert_eq!(carried("a", "1 < 2").unwrap(), r#"<script type="text/plain" id="a">1 < 2</script>"#);
        assert!(carried("a", "'</script>'").is_err());
    }
}
