//! The tools that are not Rust's own: found in the right version, or installed.
//!
//! `package.json` holds every version but one: wasm-bindgen-cli must be what `Cargo.lock` says of wasm-bindgen.

use crate::Result;
use crate::shell::{self, cargo, path, program, say};
use anyhow::{Context, bail};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the page is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// A tool that cargo installs, and how to know it.
struct CargoTool {
    /// The crate.
    name: &'static str,
    /// The program.
    program: &'static str,
    /// What the crate can be built without, here.
    flags: &'static [&'static str],
    /// How long that takes on two cores.
    minutes: &'static str,
}

const TRUNK: CargoTool = CargoTool {
    name: "trunk",
    program: "trunk",
    // It is to download nothing, so it needs no TLS.
    flags: &["--locked", "--no-default-features"],
    minutes: "4 minutes",
};
const WASM_BINDGEN: CargoTool =
    CargoTool { name: "wasm-bindgen-cli", program: "wasm-bindgen", flags: &[], minutes: "2 minutes" };
const CARGO_DENY: CargoTool = CargoTool {
    name: "cargo-deny",
    program: "cargo-deny",
    flags: &["--locked", "--no-default-features"],
    minutes: "3 to 4 minutes",
};

/// Debian's Chromium, which the browser tests drive.
pub(crate) const CHROMIUM: &str = "/usr/bin/chromium";

/// A search path that has the tools first.
pub(crate) struct Tools {
    path: OsString,
}

impl Tools {
    /// What building the page needs: the wasm target, trunk, wasm-bindgen and wasm-opt.
    pub(crate) fn for_page() -> Result<Self> {
        wasm_target()?;
        node_packages()?;
        let folders = [path("node_modules/.bin"), installed(&TRUNK)?, installed(&WASM_BINDGEN)?];
        Ok(Self { path: search_path(folders)? })
    }

    /// What checking the dependencies needs.
    pub(crate) fn for_deny() -> Result<Self> {
        Ok(Self { path: search_path([installed(&CARGO_DENY)?])? })
    }

    /// `name`, found among the tools first.
    pub(crate) fn program(&self, name: &str) -> Command {
        let found =
            std::env::split_paths(&self.path).map(|folder| folder.join(name)).find(|file| file.is_file());
        let mut command = program(found.unwrap_or_else(|| name.into()));
        command.env("PATH", &self.path);
        command
    }
}

/// Node, in a version that will do.
pub(crate) fn node() -> Result {
    let needed = 20;
    let version = shell::output(program("node").arg("--version")).unwrap_or_default();
    let major =
        version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= needed => Ok(()),
        Some(_) => {
            bail!("node {needed} or newer is needed, here is {}; see https://nodejs.org", version.trim())
        }
        None => bail!(
            "node is needed ({needed} or newer, with npm); install it from https://nodejs.org or with your system's packages"
        ),
    }
}

/// Components that come with Rust but not with every installation of it.
pub(crate) fn rust_component(component: &str, subcommand: &str) -> Result {
    if shell::output(cargo().args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    say(&format!("Adding Rust's {component} (a few seconds)"));
    shell::run(program("rustup").args(["component", "add", component]))
        .with_context(|| format!("{component} is needed: `rustup component add {component}`"))
}

/// The browser and the Chinese fonts that its tests need.
pub(crate) fn browser() -> Result {
    let fonts = shell::output(program("fc-list").arg(":lang=zh-cn"));
    debian_packages(
        "the browser tests",
        &[
            ("chromium", Path::new(CHROMIUM).exists()),
            ("fonts-noto-cjk", fonts.is_some_and(|fonts| !fonts.is_empty())),
        ],
    )
}

/// LibreOffice, in which the tests open what was exported.
pub(crate) fn office() -> Result {
    let version = shell::output(program("soffice").arg("--version"));
    debian_packages("the tests of exports", &[("libreoffice-calc", version.is_some())])
}

/// Those packages of Debian that are not there yet.
fn debian_packages(needed_by: &str, packages: &[(&str, bool)]) -> Result {
    let missing: Vec<&str> =
        packages.iter().filter(|(_, there)| !there).map(|(package, _)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    say(&format!("Installing {} with apt (about a minute)", missing.join(" and ")));
    let install = || -> Result {
        shell::run(program("apt-get").args(["update", "--quiet"]))?;
        let flags = ["install", "--yes", "--quiet", "--no-install-recommends"];
        shell::run(program("apt-get").args(flags).args(&missing))
    };
    install()
        .with_context(|| format!("{needed_by} need {0}: as root, `apt-get install {0}`", missing.join(" ")))
}

/// Rust's standard library for [`WASM`].
pub(crate) fn wasm_target() -> Result {
    let folder = shell::output(program("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| Path::new(folder.trim()).exists()) {
        return Ok(());
    }
    say("Adding Rust's WebAssembly target (a few seconds)");
    shell::run(program("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("Rust's WebAssembly target is needed: `rustup target add {WASM}`"))
}

/// `npm ci`, unless `node_modules` was made from the same lock file.
pub(crate) fn node_packages() -> Result {
    node()?;
    let lock = std::fs::read(path("package-lock.json")).context("package-lock.json cannot be read")?;
    let stamp = path("node_modules/.package-lock-of-dafu.json");
    if std::fs::read(&stamp).is_ok_and(|made_from| made_from == lock) {
        return Ok(());
    }
    say("Installing wasm-opt and Playwright with npm (about half a minute)");
    shell::run(
        program("npm").args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )
    .context("npm and the npm registry are needed")?;
    std::fs::write(stamp, lock)?;
    Ok(())
}

/// The folder that has `tool` in the version wanted, after installing it where there is none.
fn installed(tool: &CargoTool) -> Result<PathBuf> {
    let version = wanted_version(tool.name)?;
    let root = path("target/tools").join(format!("{}-{version}", tool.name));
    let own = root.join("bin");
    let on_path = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect::<Vec<_>>();
    let found =
        std::iter::once(own.clone()).chain(on_path).find(|folder| has(&folder.join(tool.program), &version));
    if let Some(folder) = found {
        return Ok(folder);
    }
    say(&format!("Installing {} {version} into {} ({})", tool.name, shell::shown(&root), tool.minutes));
    let install = || {
        shell::run(
            cargo()
                .args(["install", tool.name, "--version", &version, "--quiet"])
                .args(tool.flags)
                .arg("--root")
                .arg(&root)
                .arg("--target-dir")
                .arg(path("target/tools/build"))
                // They run for seconds: compiling them fast matters more than their speed.
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "0"),
        )
    };
    install().with_context(|| {
        format!("{0} {version} could not be installed; `cargo install {0} --version {version}` by hand will do as well", tool.name)
    })?;
    Ok(own)
}

/// Whether `file` is a program that calls itself `version`.
fn has(file: &Path, version: &str) -> bool {
    file.is_file()
        && shell::output(Command::new(file).arg("--version"))
            .is_some_and(|says| says.split_whitespace().any(|word| word == version))
}

fn wanted_version(tool: &str) -> Result<String> {
    if tool == WASM_BINDGEN.name {
        return locked_version("wasm-bindgen");
    }
    let package = std::fs::read_to_string(path("package.json")).context("package.json cannot be read")?;
    let package: serde_json::Value = serde_json::from_str(&package).context("package.json is not JSON")?;
    let version = package["cargoTools"][tool].as_str();
    version
        .map(str::to_owned)
        .with_context(|| format!("package.json names no version of {tool} in `cargoTools`"))
}

/// The version of a crate in `Cargo.lock`.
fn locked_version(name: &str) -> Result<String> {
    let lock = std::fs::read_to_string(path("Cargo.lock")).context("Cargo.lock cannot be read")?;
    let entry = format!("[[package]]\nname = \"{name}\"\nversion = \"");
    let version = lock.split(&entry).nth(1).and_then(|rest| rest.split('"').next());
    version.map(str::to_owned).with_context(|| format!("Cargo.lock has no {name}"))
}

fn search_path(first: impl IntoIterator<Item = PathBuf>) -> Result<OsString> {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(first.into_iter().chain(std::env::split_paths(&rest)))?)
}
