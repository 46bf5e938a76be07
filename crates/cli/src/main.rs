//! `dafu`: reads Chinese government replies on the command line.

mod args;
mod explain;
mod help;
mod in_order;
mod inputs;
mod messages;
mod report;

use args::{Args, Command, Forced};
use clap::FromArgMatches;
use dafu::wire::{Reading, Severity};
use exports::Export;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use inputs::Input;
use phrases::Language;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The exit codes that `--help` documents; the worst of all files is given. clap itself exits with 2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Read = 0,
    NotADocument = 3,
    Usage = 2,
    Failed = 1,
}

impl Outcome {
    /// From good to bad, which is not the order of the codes.
    fn worse(self, other: Outcome) -> Outcome {
        let rank = |outcome| match outcome {
            Outcome::Read => 0,
            Outcome::NotADocument => 1,
            Outcome::Failed => 2,
            Outcome::Usage => 3,
        };
        if rank(self) < rank(other) { other } else { self }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let language = messages::language_asked(&arguments).unwrap_or_else(messages::language_of_environment);
    let matches = help::command(language).try_get_matches_from(arguments);
    let args = match matches.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => return unusable(&error, language),
    };
    let outcome = match args.command {
        Command::Read(read) => self::read(&read, language),
        Command::Explain { file, forced } => explain(file, forced, language),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut help::command(language), "dafu", &mut script);
            print(&script, language)
        }
        Command::Man => match help::manual(language) {
            Ok(page) => print(&page, language),
            Err(_) => Outcome::Failed,
        },
    };
    ExitCode::from(outcome as u8)
}

/// Says what is wrong with the command line; or the help or the version, where that was asked for.
fn unusable(error: &clap::Error, language: Language) -> ExitCode {
    match help::complaint(error).filter(|_| language == Language::Chinese) {
        Some(complaint) => {
            say(&report::line(
                "dafu",
                Severity::Error,
                &format!("{complaint}用法见 dafu --help。"),
                language,
            ));
            ExitCode::from(Outcome::Usage as u8)
        }
        None => {
            let _ = error.print();
            ExitCode::from(error.exit_code() as u8)
        }
    }
}

/// What became of one file.
struct Result {
    output: Output,
    /// What goes to standard error.
    report: String,
    outcome: Outcome,
}

/// What goes to the output.
enum Output {
    Bytes(Vec<u8>),
    /// The one reading there is: it is written as its bytes are made, for they may be many times as many as the file's.
    Reading(Box<Reading>),
}

impl Output {
    fn write(&self, export: Export, language: Language, mut out: impl Write) -> io::Result<()> {
        match self {
            Output::Bytes(bytes) => out.write_all(bytes),
            Output::Reading(reading) => export.write_to(reading, language, out),
        }
    }
}

fn read(args: &args::Read, language: Language) -> Outcome {
    let mut outcome = Outcome::Read;
    let inputs = find(&args.files, language, &mut outcome);
    let several = inputs.len() > 1 || args.files.iter().any(|file| file.is_dir());
    if let Err(message) = check(args, &inputs, several, language) {
        say(&report::line("dafu", Severity::Error, &message, language));
        return Outcome::Usage;
    }
    let progress = progress(inputs.len());
    let jobs = args
        .jobs
        .or_else(|| std::thread::available_parallelism().ok())
        .unwrap_or(std::num::NonZeroUsize::MIN);
    let headed = several && args.format == args::Format::Text;
    let mut first = true;
    in_order::in_order(
        &inputs,
        jobs,
        |input| read_one(input, args, several, language),
        |input, result| {
            progress.inc(1);
            progress.suspend(|| say(&result.report));
            outcome = outcome.worse(result.outcome);
            let write = |out: &mut dyn Write| result.output.write(args.format.export(), language, out);
            let written = match &args.output {
                Some(output) if several => write_file(&target(output, input, args), write),
                Some(output) => write_file(output, write),
                None if headed => write_headed(input, write, std::mem::take(&mut first)),
                None => write(&mut io::stdout().lock()),
            };
            let Err(error) = written else { return ControlFlow::Continue(()) };
            outcome = outcome.worse(unwritten(args.output.as_deref(), &error, language));
            ControlFlow::Break(())
        },
    );
    progress.finish_and_clear();
    outcome
}

/// All files that the arguments name; what cannot be found is reported.
fn find(paths: &[PathBuf], language: Language, outcome: &mut Outcome) -> Vec<Input> {
    let mut all = Vec::new();
    for path in paths {
        let problem = match inputs::inputs(path) {
            Ok(inputs) if inputs.is_empty() => messages::no_files(language).to_owned(),
            Ok(inputs) => {
                all.extend(inputs);
                continue;
            }
            Err(error) => messages::cannot_read(&error, language),
        };
        say(&report::line(&path.display().to_string(), Severity::Error, &problem, language));
        *outcome = outcome.worse(Outcome::Failed);
    }
    all
}

/// Whether each reading has a place to go.
fn check(
    args: &args::Read,
    inputs: &[Input],
    several: bool,
    language: Language,
) -> std::result::Result<(), String> {
    match &args.output {
        None if several && !args.format.is_stream() => Err(messages::needs_folder(language).to_owned()),
        Some(output) if several => {
            let mut targets = HashSet::new();
            let twice =
                inputs.iter().map(|input| target(output, input, args)).find(|t| !targets.insert(t.clone()));
            twice.map_or(Ok(()), |path| Err(messages::same_output(&path, language)))
        }
        _ => Ok(()),
    }
}

/// The file below the folder `output` that a reading goes to: `a/b.txt` becomes `a/b.txt.csv`.
fn target(output: &Path, input: &Input, args: &args::Read) -> PathBuf {
    let mut name = input.relative.clone().into_os_string();
    name.push(".");
    name.push(args.format.export().extension());
    output.join(name)
}

fn read_one(input: &Input, args: &args::Read, several: bool, language: Language) -> Result {
    let bytes = match input.read() {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = messages::cannot_read(&error, language);
            let report = report::line(&input.path.display().to_string(), Severity::Error, &message, language);
            return Result { output: Output::Bytes(Vec::new()), report, outcome: Outcome::Failed };
        }
    };
    let (reading, is_document) = reading(bytes.into(), input.name(), args.forced);
    let is_json = matches!(args.format, args::Format::Json | args::Format::Jsonl);
    let report = report::diagnostics(&input.path, &reading, args.quiet, language);
    let output = match is_document || is_json {
        false => Output::Bytes(Vec::new()),
        true if several => Output::Bytes(args.format.export().write(&reading, language)),
        true => Output::Reading(Box::new(reading)),
    };
    Result { output, report, outcome: if is_document { Outcome::Read } else { Outcome::NotADocument } }
}

fn reading(bytes: Cow<'_, [u8]>, name: Option<String>, forced: Forced) -> (Reading, bool) {
    if dafu::wire::is_saved(&bytes) {
        let reading = Reading::reopen(&bytes);
        let is_document = reading.source.charset.is_some();
        return (reading, is_document);
    }
    let reading = dafu::read(bytes, &forced.hints(name));
    let is_document = reading.is_document();
    (Reading::from(reading), is_document)
}

fn explain(file: PathBuf, forced: Forced, language: Language) -> Outcome {
    let mut outcome = Outcome::Read;
    for input in find(&[file], language, &mut outcome) {
        let result = match input.read() {
            Ok(bytes) => {
                let (reading, is_document) = reading((&bytes).into(), input.name(), forced);
                say(&report::diagnostics(&input.path, &reading, false, language));
                outcome = outcome.worse(if is_document { Outcome::Read } else { Outcome::NotADocument });
                let why = is_document.then(|| dafu::explain(&bytes, &forced.hints(None)));
                print(explain::explain(&reading, why.as_ref(), language).as_bytes(), language)
            }
            Err(error) => {
                let message = messages::cannot_read(&error, language);
                say(&report::line(&input.path.display().to_string(), Severity::Error, &message, language));
                Outcome::Failed
            }
        };
        outcome = outcome.worse(result);
    }
    outcome
}

/// Texts of several files follow each other under their names, as `head` sets them.
fn write_headed(
    input: &Input,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    first: bool,
) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let gap = if first { "" } else { "\n" };
    writeln!(out, "{gap}==> {} <==", report::printable(&input.path.display().to_string()))?;
    write(&mut out)
}

fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write(&mut std::fs::File::create(path)?)
}

fn print(bytes: &[u8], language: Language) -> Outcome {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Outcome::Read,
        Err(error) => unwritten(None, &error, language),
    }
}

/// A reader that has seen enough closes the pipe; that is no failure and nothing to talk about.
fn unwritten(path: Option<&Path>, error: &io::Error, language: Language) -> Outcome {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Outcome::Read;
    }
    let message = messages::cannot_write(path.unwrap_or(Path::new("stdout")), error, language);
    say(&report::line("dafu", Severity::Error, &message, language));
    Outcome::Failed
}

/// Writes to standard error; where that is closed there is no one to tell.
fn say(report: &str) {
    let _ = anstream::stderr().lock().write_all(report.as_bytes());
}

/// A bar where a person waits at a terminal for several files and the output goes elsewhere.
fn progress(files: usize) -> ProgressBar {
    if files < 2 || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec} {eta}")
        .map_or(bar.clone(), |style| bar.with_style(style))
}
