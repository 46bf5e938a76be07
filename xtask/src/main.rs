//! Builds, serves, tests and measures Dafu: `cargo xtask <command>`.
//!
//! One module for each command, and three below them: [`shell`] runs programs and tells what it runs, [`tools`] finds or
//! installs what is needed, [`page`] makes `dist/`. What is tested and served is always what [`page`] has made.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]

mod bench;
mod browser;
mod compare;
mod corpus;
mod dist;
mod model;
mod options;
mod page;
mod schema;
mod screenshots;
mod serve;
mod shell;
mod size;
mod test;
mod tools;

use std::process::ExitCode;

/// What a command gives back; the error is told to the person who called it.
type Result<T = ()> = anyhow::Result<T>;

/// One `cargo xtask` command.
struct Command {
    name: &'static str,
    /// One line for the list.
    about: &'static str,
    /// Everything after the name: the usage line first, then what a person wants to know.
    help: &'static str,
    run: fn(&[String]) -> Result,
}

const COMMANDS: [Command; 9] = [
    serve::COMMAND,
    test::COMMAND,
    dist::COMMAND,
    size::COMMAND,
    screenshots::COMMAND,
    bench::COMMAND,
    schema::COMMAND,
    model::COMMAND,
    compare::COMMAND,
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match call(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn call(arguments: &[String]) -> Result {
    let Some((name, rest)) = arguments.split_first() else {
        print_overview();
        return Ok(());
    };
    if ["help", "--help", "-h"].contains(&name.as_str()) {
        match rest.first() {
            Some(topic) => print_help(command(topic)?),
            None => print_overview(),
        }
        return Ok(());
    }
    let command = command(name)?;
    let ours = rest.split(|argument| argument == "--").next().unwrap_or_default();
    if ours.iter().any(|argument| argument == "--help" || argument == "-h") {
        print_help(command);
        return Ok(());
    }
    (command.run)(rest)
}

fn command(name: &str) -> Result<&'static Command> {
    COMMANDS
        .iter()
        .find(|command| command.name == name)
        .ok_or_else(|| anyhow::anyhow!("there is no command `{name}`; `cargo xtask` lists them"))
}

fn print_overview() {
    println!("Builds, serves, tests and measures Dafu.\n\nUsage: cargo xtask <command> [options]\n");
    for command in &COMMANDS {
        println!("  {:<12} {}", command.name, command.about);
    }
    println!(
        "\n`cargo xtask <command> --help` tells more. Tools that are missing are installed into target/tools."
    );
}

fn print_help(command: &Command) {
    println!("{}.\n\nUsage: cargo xtask {} {}", command.about, command.name, command.help);
}
