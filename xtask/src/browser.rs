//! What runs in a browser: the tests, the screenshots and the benchmark of the page.

use crate::shell::{self, cargo, path, program};
use crate::{Result, serve::Site, tools};
use std::path::PathBuf;
use std::process::Command;

/// A node program that knows where the page is served: as the README advises, and bare under a sub-path.
fn node(script: &str) -> Result<Command> {
    tools::node_packages()?;
    tools::browser()?;
    let mut node = program("node");
    node.arg(script)
        .env("DAFU_URL", Site::in_background("/", true)?)
        .env("DAFU_SUBPATH_URL", Site::in_background("/some/where/", false)?)
        .env("DAFU_CHROMIUM", tools::CHROMIUM);
    Ok(node)
}

/// The browser tests, on `dist/` as it is. `arguments` go to Playwright.
pub(crate) fn test(arguments: &[String]) -> Result {
    shell::run(
        node("node_modules/@playwright/test/cli.js")?
            .args(["test", "--config", "tests/browser/playwright.config.mjs"])
            .args(arguments)
            .env("DAFU_CLI", command_line()?),
    )
}

/// A script of `tests/browser`, on `dist/` as it is.
pub(crate) fn script(script: &str, arguments: &[String]) -> Result {
    shell::run(node(script)?.args(arguments))
}

/// The command line, built as it is shipped but for its speed: what the page reads is compared with what it reads.
fn command_line() -> Result<PathBuf> {
    shell::run(cargo().args(["build", "--package", "dafu-cli", "--quiet"]))?;
    Ok(path("target/debug/dafu"))
}
