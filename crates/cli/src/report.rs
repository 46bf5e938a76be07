//! What is said of a file on standard error.

use anstyle::{AnsiColor, Style};
use dafu::wire::{Diagnostic, Reading, Severity};
use phrases::Language;
use std::fmt::Write;
use std::path::Path;

/// A line for each diagnostic: file, line and column, how much it matters, and the sentence. Colours are written in;
/// the stream takes them out where it is no terminal.
pub(crate) fn diagnostics(file: &Path, reading: &Reading, quiet: bool, language: Language) -> String {
    let told = |d: &&Diagnostic| !quiet || d.severity == Severity::Error;
    let mut lines = String::new();
    let mut places = Places { rest: reading.text.chars(), offset: 0, line: 1, column: 1 };
    let mut diagnostics: Vec<_> = reading.diagnostics.iter().filter(told).collect();
    diagnostics.sort_by_key(|d| d.start);
    for diagnostic in diagnostics {
        let place = diagnostic.start.map_or(String::new(), |start| {
            let (line, column) = places.find(start);
            format!(":{line}:{column}")
        });
        let sentence = phrases::diagnostic(diagnostic, language);
        lines.push_str(&line(
            &format!("{}{place}", file.display()),
            diagnostic.severity,
            &sentence,
            language,
        ));
    }
    lines
}

/// One line of a report.
pub(crate) fn line(place: &str, severity: Severity, sentence: &str, language: Language) -> String {
    let colour = match severity {
        Severity::Info => AnsiColor::Cyan,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Error => AnsiColor::Red,
    };
    let style = Style::new().fg_color(Some(colour.into())).bold();
    let mut line = String::new();
    let word = phrases::severity(severity, language);
    let colon = language.pick("：", ": ");
    let _ = writeln!(line, "{}: {style}{word}{style:#}{colon}{}", printable(place), printable(sentence));
    line
}

/// Names of files and words of the text may hold what would steer a terminal; it is shown as U+FFFD.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Lines and columns, counted from 1, of offsets that only grow.
struct Places<'a> {
    rest: std::str::Chars<'a>,
    offset: u32,
    line: u32,
    column: u32,
}

impl Places<'_> {
    fn find(&mut self, offset: u32) -> (u32, u32) {
        while self.offset < offset {
            let Some(c) = self.rest.next() else { break };
            self.offset += 1;
            (self.line, self.column) =
                if c == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        }
        (self.line, self.column)
    }
}
