//! Observations: the figures of official prose, in the terms of official statistics.

mod cells;
mod clause;
mod confidence;
mod document;
mod doubt;
mod label;
mod lexicon;
mod prose;
mod scan;
mod table;
pub(crate) mod words;

pub use confidence::{Caveat, Grounds, Holding};
pub use document::read;

use std::sync::Arc;

use arcstr::ArcStr;

use crate::{Diagnostic, Span};

/// A text that figures share: what many of them are about is kept once. It is as large as a pointer.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Name(ArcStr);

impl std::ops::Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Name {
    fn borrow(&self) -> &str {
        self
    }
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl From<String> for Name {
    fn from(name: String) -> Self {
        name.as_str().into()
    }
}

impl From<Name> for ArcStr {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self)
    }
}

impl std::fmt::Debug for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

/// What [`read`] gives.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The figures, in the order of the text.
    pub observations: Vec<Observation>,
    /// The figures by section.
    pub tables: Vec<IndicatorTable>,
    /// Figures that can be compared.
    pub series: Vec<Series>,
    /// What the reader should know.
    pub diagnostics: Vec<Diagnostic>,
}

/// One figure: an indicator, what it refers to, a time period, a value with its unit, and how it was formed.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Prose, or a cell of a table.
    pub source: Source,
    /// Path of the section it stands in, from 1: `[1, 2]` is the second child of the first section.
    pub section: Arc<[usize]>,
    /// The thing measured: 规模以上工业增加值.
    pub indicator: Name,
    /// Reference area as written: 全市.
    pub area: Option<Name>,
    /// Whose figure it is: 智能装备产业.
    pub subject: Option<Name>,
    /// The bound that defines the group counted: 净入库税收大于1亿元.
    pub criterion: Option<Name>,
    /// The time it refers to.
    pub period: Option<Period>,
    /// What kind of value it is.
    pub measure: Measure,
    /// The value, or the lower end of a range, in the unit as written.
    pub number: f64,
    /// The upper end of a range; few figures have one.
    pub upper: Option<Box<f64>>,
    /// The unit as written, with its multiplier: 亿元.
    pub unit: Name,
    /// The same value in the base unit.
    pub si: Option<Si>,
    /// How exact the text says it is.
    pub qualifier: Qualifier,
    /// Up or down, for growth and change.
    pub direction: Option<Direction>,
    /// What it is measured against: 同比, or the whole that a share is of.
    pub basis: Option<Name>,
    /// Whether it is, is to be, or is expected.
    pub status: Status,
    /// Index of the observation that this one breaks down.
    pub part_of: Option<usize>,
    /// Entities listed as examples of the group.
    pub members: Vec<String>,
    /// Where the value stands.
    pub evidence: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// Probability that the row is right, 0 to 1.
    pub confidence: f32,
    /// What its reading rests on.
    pub grounds: Holding,
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// In a sentence.
    Prose,
    /// In a cell of a table.
    Table,
}

/// A time period as written and, where the document allows it, as days of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// As written: 2019年.
    pub text: Name,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Year, such as 2019.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A value in its base unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Si {
    /// The value.
    pub number: f64,
    /// The base unit.
    pub unit: &'static str,
}

/// What kind of value a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// A quantity.
    Level,
    /// A rate against a base period.
    Growth,
    /// A difference.
    Change,
    /// A part of a whole.
    Share,
    /// A place in an order.
    Rank,
    /// A ratio of its own: 覆盖率.
    Rate,
    /// So many times another value.
    Multiple,
}

/// How exact the text says a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// As written.
    Exact,
    /// 约, 左右.
    About,
    /// 超, 突破, 余, 多.
    Over,
    /// 不足, 近.
    Under,
    /// 以上, 不低于.
    AtLeast,
    /// 以内.
    AtMost,
    /// From one value to another.
    Range,
}

/// Which way a growth or a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// It rose.
    Up,
    /// It fell.
    Down,
    /// 持平.
    Flat,
}

/// Whether a figure is, is to be, or is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It was so.
    Actual,
    /// It is aimed at.
    Target,
    /// It is expected.
    Estimate,
}

/// The figures of one section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorTable {
    /// Path of the section.
    pub section: Arc<[usize]>,
    /// The measures that have a column, in a fixed order.
    pub columns: Vec<Measure>,
    /// A row for each (area, subject, indicator, criterion, period).
    pub rows: Vec<IndicatorRow>,
}

/// What figures have in common, and the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorRow {
    /// Area, subject, criterion and indicator in one phrase.
    pub label: Name,
    /// Observations by measure, as indices.
    pub cells: Cells,
}

/// The figures of a row, with their measures, of which no two are the same; it is used like a slice of them. Most rows have one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cells {
    /// A single one.
    One([(Measure, u32); 1]),
    /// Some.
    Some(Vec<(Measure, u32)>),
}

impl Cells {
    /// Adds a figure.
    pub(super) fn push(&mut self, measure: Measure, at: usize) {
        let cell = (measure, at as u32);
        match self {
            Cells::One([first]) => *self = Cells::Some(vec![*first, cell]),
            Cells::Some(cells) => cells.push(cell),
        }
    }
}

impl std::ops::Deref for Cells {
    type Target = [(Measure, u32)];

    fn deref(&self) -> &[(Measure, u32)] {
        match self {
            Cells::One(cell) => cell,
            Cells::Some(cells) => cells,
        }
    }
}

/// Figures that differ in subject or period only.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Their indicator.
    pub indicator: Name,
    /// Their measure.
    pub measure: Measure,
    /// Their unit.
    pub unit: Name,
    /// Their period, where they share one.
    pub period: Option<Name>,
    /// The figures, as indices.
    pub observations: Vec<usize>,
}
