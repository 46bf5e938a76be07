//! `cargo xtask test`: everything that must hold before a change lands.

use crate::shell::{self, cargo, program, say};
use crate::{Command, Result, browser, options::Options, page, schema, size, tools};
use anyhow::{anyhow, bail};
use std::time::{Duration, Instant};

pub(crate) const COMMAND: Command = Command {
    name: "test",
    about: "Checks everything: style, tests, documentation, licences, the page and its sizes, the browser",
    help: "[STEP…] [-- ARGUMENTS FOR PLAYWRIGHT]

Runs the steps below in order, or those that are named, and ends with what each took; every step runs even where one has failed.
Installs the tools that are missing. All of it takes about 20 minutes from a clean clone on two cores, a few after that.

  fmt       the formatting of the sources
  clippy    lints, natively and for WebAssembly; warnings are errors
  unit      unit, integration and documentation tests
  doc       the API documentation; warnings are errors
  schema    docs/dafu.reading.schema.json is what the types say
  deny      licences, sources and known weaknesses of the dependencies
  page      builds the page into dist/
  size      the page's sizes against their budgets
  browser   the page in Chromium

While working on the page:  cargo xtask test page browser -- first-screen.spec.mjs",
    run,
};

struct Step {
    name: &'static str,
    does: &'static str,
    run: fn(&[String]) -> Result,
}

const STEPS: [Step; 9] = [
    Step { name: "fmt", does: "Checking the formatting", run: |_| fmt() },
    Step { name: "clippy", does: "Linting, natively and for WebAssembly", run: |_| clippy() },
    Step { name: "unit", does: "Running unit, integration and documentation tests", run: |_| unit() },
    Step { name: "doc", does: "Building the API documentation", run: |_| doc() },
    Step { name: "schema", does: "Comparing the JSON Schema with the types", run: |_| schema::check() },
    Step { name: "deny", does: "Checking the dependencies' licences and sources", run: |_| deny() },
    Step { name: "page", does: "Building the page", run: |_| page::build() },
    Step { name: "size", does: "Measuring the page", run: |_| size::check() },
    Step { name: "browser", does: "Testing the page in Chromium", run: browser::test },
];

fn run(arguments: &[String]) -> Result {
    let mut options = Options::new(arguments);
    let chosen = options.words();
    let playwright = std::mem::take(&mut options.passed_on);
    options.done()?;
    if let Some(unknown) = chosen.iter().find(|name| STEPS.iter().all(|step| step.name != *name)) {
        bail!("there is no step `{unknown}`; `cargo xtask test --help` lists them");
    }
    let mut outcomes = Vec::new();
    for step in STEPS.iter().filter(|step| chosen.is_empty() || chosen.iter().any(|name| name == step.name)) {
        say(step.does);
        let started = Instant::now();
        let outcome = (step.run)(&playwright);
        if let Err(error) = &outcome {
            eprintln!("\n✗ {}: {error:#}", step.name);
        }
        outcomes.push((step.name, started.elapsed(), outcome));
    }
    summary(&outcomes)
}

fn summary(outcomes: &[(&str, Duration, Result)]) -> Result {
    println!();
    for (name, took, outcome) in outcomes {
        let mark = if outcome.is_ok() { "✓" } else { "✗" };
        println!("{mark} {name:<8} {:>5} s", took.as_secs());
    }
    for note in shell::notes() {
        println!("! {note}");
    }
    let failed: Vec<&str> =
        outcomes.iter().filter(|(.., outcome)| outcome.is_err()).map(|(name, ..)| *name).collect();
    if failed.is_empty() {
        println!("\nEverything holds.");
        return Ok(());
    }
    Err(anyhow!("failed: {}; `cargo xtask test {}` runs it again", failed.join(", "), failed.join(" ")))
}

fn fmt() -> Result {
    tools::rust_component("rustfmt", "fmt")?;
    shell::run(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result {
    tools::rust_component("clippy", "clippy")?;
    tools::wasm_target()?;
    let native =
        ["clippy", "--workspace", "--all-targets", "--all-features", "--quiet", "--", "--deny", "warnings"];
    shell::run(cargo().args(native))?;
    let page = [
        "clippy",
        "--package",
        "dafu-viewer",
        "--target",
        tools::WASM,
        "--quiet",
        "--",
        "--deny",
        "warnings",
    ];
    shell::run(cargo().args(page))
}

fn unit() -> Result {
    if let Err(error) = tools::office() {
        shell::note(format!("NOT CHECKED: whether LibreOffice opens the exports; {error:#}."));
    }
    let tests = ["test", "--workspace", "--all-features", "--no-fail-fast"];
    // The same cases every time, so that a change fails by what it does; a plain `cargo test` tries new ones.
    shell::run(cargo().args(tests).env("PROPTEST_RNG_SEED", "20250607"))
}

fn doc() -> Result {
    let doc = ["doc", "--workspace", "--all-features", "--no-deps", "--quiet"];
    shell::run(cargo().args(doc).env("RUSTDOCFLAGS", "--deny warnings"))
}

/// Where the list of known weaknesses lies.
const ADVISORIES: &str = "https://github.com/rustsec/advisory-db";

/// Licences, bans and sources are told from files that are here; known weaknesses from a list that lies in the network.
fn deny() -> Result {
    let tools = tools::Tools::for_deny()?;
    let deny = |checks: &[&str]| {
        shell::run(tools.program("cargo-deny").args(["--all-features", "check"]).args(checks))
    };
    deny(&["--hide-inclusion-graph", "licenses", "bans", "sources"])?;
    let list = program("git")
        .args(["ls-remote", "--quiet", ADVISORIES, "HEAD"])
        .env("GIT_TERMINAL_PROMPT", "0")
        .output()?;
    if list.status.success() {
        return deny(&["advisories"]);
    }
    shell::note(format!(
        "NOT CHECKED: known weaknesses of the dependencies; their list, {ADVISORIES}, cannot be reached."
    ));
    Ok(())
}
