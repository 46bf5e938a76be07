//! `cargo xtask serve`: a small static server, which the browser tests use as well.

use crate::shell::{path, say};
use crate::{Command, Result, options::Options, page};
use anyhow::Context;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

pub(crate) const COMMAND: Command = Command {
    name: "serve",
    about: "Builds the page and serves it on http://127.0.0.1:8080",
    help: "[--port N] [--no-build]

Installs the tools that are missing (the first time 6 to 8 minutes), builds the page as it is shipped, and serves dist/
until you press Ctrl+C. When a source has changed, reloading the page in the browser builds it again first.

  --port N     another port than 8080
  --no-build   serve dist/ as it is",
    run: |arguments| {
        let mut options = Options::new(arguments);
        let port = options.value("--port")?.unwrap_or(8080);
        let rebuild = !options.flag("--no-build");
        options.done()?;
        serve(port, rebuild)
    },
};

fn serve(port: u16, rebuild: bool) -> Result {
    let listener = TcpListener::bind(("127.0.0.1", port))
        .with_context(|| format!("port {port} cannot be used; `--port N` takes another"))?;
    let built = Mutex::new(None);
    let refresh = move || {
        let mut built = built.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if rebuild && built.is_none_or(|time| newest_source().is_none_or(|source| source > time)) {
            let started = SystemTime::now();
            page::build()?;
            *built = Some(started);
        }
        Ok(())
    };
    refresh()?;
    say(&format!("Serving dist/ on http://127.0.0.1:{port}/  (Ctrl+C ends it)"));
    answer_all(&listener, Arc::new(Site { base: "/".into(), headers: true, refresh: Box::new(refresh) }));
    Ok(())
}

/// A folder's pages under a path.
pub(crate) struct Site {
    /// The path it lies under; begins and ends with `/`.
    pub(crate) base: String,
    /// Whether the response headers of the README are sent: a bare static host sends none.
    pub(crate) headers: bool,
    /// Called before the page itself is sent; an error is shown in its place.
    pub(crate) refresh: Box<dyn Fn() -> Result + Send + Sync>,
}

impl Site {
    /// `dist/` as it is, under `base`, answered in the background on a port of its own. Gives its address.
    pub(crate) fn in_background(base: &str, headers: bool) -> Result<String> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = format!("http://{}{base}", listener.local_addr()?);
        let site = Arc::new(Self { base: base.to_owned(), headers, refresh: Box::new(|| Ok(())) });
        std::thread::spawn(move || answer_all(&listener, site));
        Ok(address)
    }

    fn answer(&self, method: &str, target: &str) -> Answer {
        if method != "GET" && method != "HEAD" {
            return Answer::text(405, "Only GET and HEAD.");
        }
        let below = target.split(['?', '#']).next().and_then(|path| path.strip_prefix(&self.base));
        let Some(file) = below.and_then(file_below_dist) else {
            return Answer::text(404, &format!("Nothing here; the page is at {}", self.base));
        };
        if file.ends_with("index.html")
            && let Err(error) = (self.refresh)()
        {
            eprintln!("\n✗ {error:#}");
            return Answer::text(
                500,
                &format!("The page could not be built: {error:#}\nThe terminal says more."),
            );
        }
        match fs::read(&file) {
            Ok(body) => Answer { status: 200, mime: mime(&file), body },
            Err(_) => Answer::text(404, "There is no such file."),
        }
    }
}

struct Answer {
    status: u16,
    mime: &'static str,
    body: Vec<u8>,
}

impl Answer {
    fn text(status: u16, text: &str) -> Self {
        Self { status, mime: "text/plain; charset=utf-8", body: text.as_bytes().to_vec() }
    }
}

fn answer_all(listener: &TcpListener, site: Arc<Site>) {
    for stream in listener.incoming().flatten() {
        let site = Arc::clone(&site);
        // A connection that breaks off concerns nobody else.
        std::thread::spawn(move || drop(converse(stream, &site)));
    }
}

fn converse(mut stream: TcpStream, site: &Site) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let Answer { status, mime, body } = site.answer(method, target);
    let reason = if status == 200 { "OK" } else { "Failed" };
    write!(
        stream,
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {mime}\r\nContent-Length: {}\r\n",
        body.len()
    )?;
    write!(stream, "Connection: close\r\nCache-Control: no-cache\r\n")?;
    if site.headers {
        write!(stream, "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n")?;
        if let Ok(html) = fs::read_to_string(page::dist().join("index.html")) {
            write!(stream, "Content-Security-Policy: {}; frame-ancestors 'none'\r\n", page::policy(&html))?;
        }
    }
    stream.write_all(b"\r\n")?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file of `dist/` that a path names; none where it would leave the folder.
fn file_below_dist(below: &str) -> Option<PathBuf> {
    let below = Path::new(if below.is_empty() { "index.html" } else { below });
    below.components().all(|part| matches!(part, Component::Normal(_))).then(|| page::dist().join(below))
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// When the youngest source of the page was written; none where that cannot be told.
fn newest_source() -> Option<SystemTime> {
    let mut folders: Vec<PathBuf> = ["src", "static", "crates"].map(path).into();
    let mut newest = ["index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock"]
        .into_iter()
        .filter_map(|file| fs::metadata(path(file)).and_then(|metadata| metadata.modified()).ok())
        .max()?;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).ok()?.flatten() {
            let metadata = entry.metadata().ok()?;
            if metadata.is_dir() {
                folders.push(entry.path());
            } else {
                newest = newest.max(metadata.modified().ok()?);
            }
        }
    }
    Some(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_dist() {
        assert_eq!(file_below_dist(""), Some(page::dist().join("index.html")));
        assert_eq!(file_below_dist("a/b.js"), Some(page::dist().join("a/b.js")));
        assert_eq!(file_below_dist("../Cargo.toml"), None);
        assert_eq!(file_below_dist("/etc/hostname"), None);
    }
}
