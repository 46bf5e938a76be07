//! Restored text, outline and metadata against what people wrote down.

use std::collections::BTreeMap;
use std::fmt;

use dafu::wire::{Reading, Section};

use crate::Error;
use crate::align::{Piece, pieces};
use crate::words::norm;

/// How a restored text compares with the clean one. Spaces, width and quotation marks do not count: what damage did to
/// them cannot be known.
#[derive(Clone, Debug, PartialEq)]
pub struct Characters {
    /// Length of the clean text.
    pub characters: usize,
    /// Characters that are wrong, missing or too many.
    pub wrong: usize,
    /// Each disagreement with what stands around it.
    pub disagreements: Vec<String>,
}

impl Characters {
    /// Wrong characters for each character of the clean text.
    pub fn error_rate(&self) -> f64 {
        self.wrong as f64 / self.characters.max(1) as f64
    }
}

impl fmt::Display for Characters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} characters, {} wrong: {:.6}", self.characters, self.wrong, self.error_rate())
    }
}

/// Compares the text of a reading with `clean`.
pub fn text(reading: &Reading, clean: &str) -> Characters {
    let read: Vec<char> = norm(&reading.text).chars().collect();
    let clean: Vec<char> = norm(clean).chars().collect();
    let differing: Vec<Piece> = pieces(&read, &clean).into_iter().filter(|piece| !piece.equal).collect();
    let around = |text: &[char], range: &std::ops::Range<usize>| -> String {
        text[range.start.saturating_sub(6)..(range.end + 6).min(text.len())].iter().collect()
    };
    Characters {
        characters: clean.len(),
        wrong: differing.iter().map(|piece| piece.a.len().max(piece.b.len())).sum(),
        disagreements: differing
            .iter()
            .map(|piece| {
                format!("{:>5} {} ≠ {}", piece.a.start, around(&read, &piece.a), around(&clean, &piece.b))
            })
            .collect(),
    }
}

/// How an outline compares with the one written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Headings {
    /// Headings and points there are.
    pub gold: usize,
    /// Those that were read.
    pub found: usize,
    /// Those whose level, marker and title agree.
    pub right: usize,
    /// Each stretch that disagrees.
    pub disagreements: Vec<String>,
}

impl Headings {
    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

impl fmt::Display for Headings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} headings, {} found, {} right: F1 {:.4}", self.gold, self.found, self.right, self.f1())
    }
}

/// Level, marker and title of a heading.
type Heading = (u32, String, String);

/// Compares the outline of a reading with `gold`: a heading a line, its level, marker and title separated by tabs.
pub fn outline(reading: &Reading, gold: &str) -> Result<Headings, Error> {
    let read = flat(&reading.sections);
    let gold = gold
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            heading(line).ok_or(Error::new(index + 1, "not level, marker, title".to_owned()))
        })
        .collect::<Result<Vec<Heading>, Error>>()?;
    let (equal, differing): (Vec<Piece>, Vec<Piece>) =
        pieces(&read, &gold).into_iter().partition(|piece| piece.equal);
    Ok(Headings {
        gold: gold.len(),
        found: read.len(),
        right: equal.iter().map(|piece| piece.a.len()).sum(),
        disagreements: differing
            .into_iter()
            .map(|piece| format!("{:?} ≠ {:?}", &read[piece.a], &gold[piece.b]))
            .collect(),
    })
}

fn heading(line: &str) -> Option<Heading> {
    let mut cells = line.split('\t');
    let level = cells.next()?.trim().parse().ok()?;
    Some((level, norm(cells.next()?), norm(cells.next()?)))
}

/// The headings of the tree in the order of the text. Works with a list of its own, since trees may be deep.
fn flat(sections: &[Section]) -> Vec<Heading> {
    let mut out = Vec::new();
    let mut open: Vec<&Section> = sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        out.push((u32::from(section.level), norm(&section.marker), norm(&section.title)));
        open.extend(section.children.iter().rev());
    }
    out
}

/// How the metadata of a reading compare with those written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Metadata {
    /// Fields there are.
    pub gold: usize,
    /// Those whose value agrees.
    pub right: usize,
    /// Fields read that have a value and should not be there.
    pub extra: Vec<String>,
    /// Each field that disagrees.
    pub disagreements: Vec<String>,
}

impl fmt::Display for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} fields, {} right, {} extra", self.gold, self.right, self.extra.len())
    }
}

/// Compares the metadata of a reading with `gold`: a JSON object of field and value. A missing field is an empty one.
pub fn metadata(reading: &Reading, gold: &str) -> Result<Metadata, Error> {
    let gold: BTreeMap<String, String> =
        serde_json::from_str(gold).map_err(|e| Error::new(e.line(), e.to_string()))?;
    let field = |entry: &dafu::wire::Metadata| {
        serde_json::to_value(entry.field).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let read: BTreeMap<String, &str> = reading.metadata.iter().map(|m| (field(m), &*m.value)).collect();
    let disagreements: Vec<String> = gold
        .iter()
        .map(|(field, value)| (field, value, read.get(field).copied().unwrap_or("")))
        .filter(|(_, value, read)| norm(value) != norm(read))
        .map(|(field, value, read)| format!("{field} {read:?} ≠ {value:?}"))
        .collect();
    let extra: Vec<String> = read
        .iter()
        .filter(|(field, value)| !gold.contains_key(*field) && !norm(value).is_empty())
        .map(|(field, _)| field.clone())
        .collect();
    Ok(Metadata { gold: gold.len(), right: gold.len() - disagreements.len(), extra, disagreements })
}
