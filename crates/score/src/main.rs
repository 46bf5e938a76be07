//! `score READING.json GOLD`: compares the JSON that `dafu read` prints with what people annotated.

use std::process::ExitCode;

use dafu::wire::Reading;
use score::{Row, Tally};

const USAGE: &str = "\
score READING.json GOLD [--text CLEAN.txt] [--errors N]
  GOLD  .obs.jsonl figures, .txt clean text, .tsv outline, .json metadata
  --text    the text that the offsets of the figures count in, where the reading's own may differ
  --errors  how many disagreements to print (10)
score CASES.txt
  prints the rows of a file of cases in the form of .obs.jsonl";

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]
fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<String>) -> Result<String, String> {
    let (mut files, mut clean, mut errors) = (Vec::new(), None, 10);
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        match &*argument {
            "--text" => clean = Some(file(&rest.next().ok_or(USAGE)?)?),
            "--errors" => errors = rest.next().and_then(|n| n.parse().ok()).ok_or(USAGE)?,
            _ => files.push(argument),
        }
    }
    match &files[..] {
        [cases] => gold(&file(cases)?),
        [reading, gold] => {
            let reading: Reading = serde_json::from_str(&file(reading)?).map_err(|e| e.to_string())?;
            compare(&reading, gold, clean.as_deref(), errors)
        }
        _ => Err(USAGE.to_owned()),
    }
}

fn file(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))
}

fn compare(reading: &Reading, path: &str, clean: Option<&str>, errors: usize) -> Result<String, String> {
    let gold = file(path)?;
    let told = |e: score::Error| e.of(path.as_ref()).to_string();
    let (disagreements, summary): (Vec<String>, String) = match path.rsplit('.').next() {
        Some("jsonl") => {
            let rows = Row::read_all(&gold).map_err(told)?;
            let outcome = score::observations(reading, &rows, clean);
            (outcome.disagreements().collect(), figures(&outcome))
        }
        Some("txt") => {
            let characters = score::text(reading, &gold);
            (characters.disagreements.clone(), characters.to_string())
        }
        Some("tsv") => {
            let headings = score::outline(reading, &gold).map_err(told)?;
            (headings.disagreements.clone(), headings.to_string())
        }
        Some("json") => {
            let metadata = score::metadata(reading, &gold).map_err(told)?;
            (metadata.disagreements.clone(), metadata.to_string())
        }
        _ => return Err(USAGE.to_owned()),
    };
    let mut lines: Vec<String> = disagreements.into_iter().take(errors).collect();
    lines.push(summary);
    Ok(lines.join("\n"))
}

fn figures(outcome: &score::Outcome<'_>) -> String {
    let mut lines = vec![format!("{:<9}{}", "", Tally::HEADER)];
    lines.extend(outcome.by_measure().iter().map(|(measure, tally)| {
        let measure = format!("{measure:?}").to_lowercase();
        format!("{measure:<9}{tally}")
    }));
    lines.push(format!("{:<9}{}", "all", outcome.tally()));
    lines.push(outcome.reliability().to_string());
    lines.join("\n")
}

fn gold(cases: &str) -> Result<String, String> {
    let cases = score::cases::parse(cases, "", score::cases::Half::Open).map_err(|e| e.to_string())?;
    let rows = cases.iter().flat_map(|case| &case.rows);
    let lines: Result<Vec<String>, _> = rows.map(serde_json::to_string).collect();
    lines.map(|lines| lines.join("\n")).map_err(|e| e.to_string())
}
