//! Figures as people annotated them.

use dafu::wire::{Direction, Measure, Qualifier, Status};
use serde::{Deserialize, Serialize};

use crate::Error;

/// One annotated figure: a line of an `.obs.jsonl` file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The value as written.
    pub quote: String,
    /// Where it begins in the clean text, in code points.
    pub start: usize,
    /// The value, or the lower end of a range, in the unit as written.
    pub number: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The unit as written; null for 持平.
    pub unit: Option<String>,
    /// What kind of value it is.
    pub measure: Measure,
    /// How exact the text says it is.
    pub qualifier: Qualifier,
    /// Which way a growth or a change goes.
    pub direction: Option<Direction>,
    /// Area, subject, criterion and indicator in one natural phrase.
    pub label: String,
    /// The time as written.
    pub period: Option<String>,
    /// The days that time covers, where the annotator says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// What it is measured against.
    pub basis: Option<String>,
    /// Whether it is, is to be, or is expected.
    #[serde(default = "actual")]
    pub status: Status,
    /// Finding it is neither rewarded nor punished.
    #[serde(default)]
    pub optional: bool,
}

/// Days of the calendar, ISO 8601, the last included; an open end is null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// First day.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
}

fn actual() -> Status {
    Status::Actual
}

impl Row {
    /// Reads an `.obs.jsonl` file: one row a line, empty lines between them allowed.
    pub fn read_all(jsonl: &str) -> Result<Vec<Row>, Error> {
        let numbered = jsonl.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        numbered
            .map(|(index, line)| serde_json::from_str(line).map_err(|e| Error::new(index + 1, e.to_string())))
            .collect()
    }

    /// One past the last code point of the quote.
    pub(crate) fn end(&self) -> usize {
        self.start + self.quote.chars().count()
    }
}
