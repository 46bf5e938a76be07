//! Measures a reading against what people annotated: figures, restored text, outline and metadata.
//!
//! The rules are those of the annotation guideline's own scorer, so that figures can be compared with others'. A figure
//! that was read is a *hit* where its evidence overlaps the quote of a gold row and number, unit and measure agree.
//! Among the hits, the other fields are judged: label and basis by the characters they share, period, direction,
//! qualifier and status by equality.
//!
//! Development only: nothing that is shipped depends on this crate.

mod align;
pub mod calibrate;
pub mod cases;
mod document;
mod figures;
mod gold;
mod words;

pub use document::{Characters, Headings, Metadata, metadata, outline, text};
pub use figures::{Agreement, False, Hit, Outcome, Reliability, Share, Tally, observations};
pub use gold::{Interval, Row};

use std::path::{Path, PathBuf};

/// What is wrong with a gold file or a file of cases.
#[derive(Debug)]
pub struct Error {
    /// The file, where it is known.
    pub file: Option<PathBuf>,
    /// Line of the file, from 1; 0 where it could not be read at all.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl Error {
    fn new(line: usize, reason: String) -> Self {
        Error { file: None, line, reason }
    }

    /// The same error, which is one of `file`.
    pub fn of(self, file: &Path) -> Self {
        Error { file: Some(file.to_owned()), ..self }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}: ", file.display())?;
        }
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Error {}
