use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, Range};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::Change;
use crate::protocol::*;

/// Chunks of the document that are kept at most; the farthest go first.
const KEPT: usize = 80;
/// Lines of the table that are asked for together.
pub const LINES: u32 = 50;

/// Something shared between states. Two are equal if they are the same, whatever they hold.
#[derive(Debug)]
pub struct Shared<T: ?Sized>(Rc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: ?Sized> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// The view of one document.
#[derive(Clone, PartialEq)]
pub struct View {
    /// The document at a glance.
    pub overview: Shared<Overview>,
    /// The units of drawing.
    pub index: Shared<UnitIndex>,
    /// The units that are asked for and drawn together.
    pub chunks: Shared<Vec<Range<u32>>>,
    /// The chunks that are there.
    pub units: BTreeMap<usize, Shared<Vec<Unit>>>,
    /// The outline, as far as it is there.
    pub outline: Shared<Vec<Rc<Entry>>>,
    /// Entries of the outline whose lower entries are folded away.
    pub folded: BTreeSet<u32>,
    /// Which rows the table shows.
    pub query: Query,
    /// The table under that query, as far as it is there.
    pub table: Table,
    /// The chosen figure, and the sentence it stands in.
    pub chosen: Option<(u32, u32)>,
    /// All about it, once it is there.
    pub figure: Option<Shared<FigureDetail>>,
    /// The sentence that is pointed at.
    pub hovered: Option<u32>,
    /// The repair that is shown.
    pub repair: Option<Shared<RepairDetail>>,
    /// The unit at the top of the document's pane.
    pub here: u32,
    /// Where the document is to go.
    pub aim: Option<Aim>,
    /// Which repairs are marked.
    pub marks: Marks,
    /// Whether the text is shown as received.
    pub received: bool,
    /// How the file begins in each charset.
    pub previews: Option<Shared<Vec<Preview>>>,
}

/// The indicator table, as far as it is there.
#[derive(Clone, Default, PartialEq)]
pub struct Table {
    /// How many lines there are.
    pub total: u32,
    /// How many of them are rows.
    pub rows: u32,
    /// The lines, [`LINES`] to a page.
    pub pages: BTreeMap<usize, Shared<Vec<Line>>>,
}

/// Where the document is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aim {
    /// Tells one going from the next, though both go to the same place.
    pub serial: u32,
    /// The unit.
    pub unit: u32,
    /// What stands there.
    pub target: Target,
}

/// What stands at the place to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The unit itself, from its beginning.
    Unit,
    /// An entry of the outline.
    Section(u32),
    /// A figure.
    Figure(u32),
    /// A repair.
    Repair(u32),
}

/// Which repairs are marked in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Marks {
    /// All.
    #[default]
    All,
    /// Doubtful and unresolved ones.
    Doubtful,
    /// None.
    None,
}

impl View {
    pub(super) fn new(overview: Overview) -> Self {
        let index = UnitIndex::from_bytes(&overview.index);
        Self {
            chunks: Shared::new(index.chunks()),
            index: Shared::new(index),
            overview: Shared::new(overview),
            units: BTreeMap::new(),
            outline: Shared::new(Vec::new()),
            folded: BTreeSet::new(),
            query: Query::default(),
            table: Table::default(),
            chosen: None,
            figure: None,
            hovered: None,
            repair: None,
            here: 0,
            aim: None,
            marks: Marks::default(),
            received: false,
            previews: None,
        }
    }

    /// The same document, read again: what a person was looking at stays.
    pub(super) fn again(self, overview: Overview) -> Self {
        let serial = self.aim.map_or(0, |aim| aim.serial) + 1;
        Self {
            aim: Some(Aim { serial, unit: self.here, target: Target::Unit }),
            here: self.here,
            folded: self.folded,
            marks: self.marks,
            received: self.received,
            previews: self.previews,
            ..Self::new(overview)
        }
    }

    /// The entry of the outline that a unit stands in.
    pub fn section_at(&self, unit: u32) -> Option<u32> {
        self.outline.partition_point(|entry| entry.unit <= unit).checked_sub(1).map(|entry| entry as u32)
    }

    /// The chunk that holds a unit.
    pub fn chunk_of(&self, unit: u32) -> usize {
        self.chunks.partition_point(|chunk| chunk.end <= unit)
    }

    /// The first code point of a unit, nearly: what lies between units is not counted.
    pub fn place_of(&self, unit: u32) -> u32 {
        self.index.units.iter().take(unit as usize).map(|unit| unit.0).sum()
    }

    pub(super) fn take(&mut self, reply: Reply) {
        match reply {
            Reply::Units(units) => self.take_units(units),
            Reply::Outline(entries) => {
                let outline = self.outline.iter().cloned().chain(entries.into_iter().map(Rc::new)).collect();
                self.outline = Shared::new(outline);
            }
            Reply::Lines(lines) if lines.query == self.query => self.take_lines(lines),
            Reply::Figure(figure) => {
                self.chosen = Some((figure.figure, figure.sentence));
                self.repair = None;
                self.go(figure.unit, Target::Figure(figure.figure));
                self.figure = Some(Shared::new(*figure));
            }
            Reply::Repair(repair) => {
                if let Some(repair) = &repair {
                    self.go(repair.unit, Target::Repair(repair.repair));
                }
                self.repair = repair.map(|repair| Shared::new(*repair));
            }
            Reply::Charsets(previews) => self.previews = Some(Shared::new(previews)),
            _ => (),
        }
    }

    fn take_units(&mut self, units: Vec<Unit>) {
        let Some(first) = units.first() else { return };
        let chunk = self.chunk_of(first.number);
        self.units.insert(chunk, Shared::new(units));
        while self.units.len() > KEPT {
            let here = self.chunk_of(self.here);
            let Some(farthest) = self.units.keys().copied().max_by_key(|chunk| chunk.abs_diff(here)) else {
                break;
            };
            self.units.remove(&farthest);
        }
    }

    fn take_lines(&mut self, lines: Lines) {
        self.table.total = lines.total;
        self.table.rows = lines.rows;
        let first = (lines.from / LINES) as usize;
        let pages = lines.lines.chunks(LINES as usize).map(|page| Shared::new(page.to_vec()));
        self.table.pages.extend((first..).zip(pages));
    }

    fn go(&mut self, unit: u32, target: Target) {
        let serial = self.aim.map_or(0, |aim| aim.serial) + 1;
        self.aim = Some(Aim { serial, unit, target });
    }

    /// Whether anything has changed.
    pub(super) fn change(&mut self, change: &Change) -> bool {
        match change {
            Change::Here(unit) if self.here == *unit => return false,
            Change::Here(unit) => self.here = *unit,
            Change::FoldEntry(entry) => {
                if !self.folded.remove(entry) {
                    self.folded.insert(*entry);
                }
            }
            Change::Go(unit, target) => self.go(*unit, *target),
            Change::Release => {
                self.chosen = None;
                self.figure = None;
                self.repair = None;
            }
            Change::Hover(sentence) if self.hovered == *sentence => return false,
            Change::Hover(sentence) => self.hovered = *sentence,
            Change::Query(query) => {
                self.query = query.clone();
                self.table.pages.clear();
            }
            Change::CloseRepair => self.repair = None,
            Change::Marks(marks) => self.marks = *marks,
            Change::Received(received) => self.received = *received,
            Change::Restore(memory) => {
                self.folded = memory.folded.clone();
                self.marks = memory.marks;
                if memory.unit > 0 {
                    self.go(memory.unit, Target::Unit);
                }
            }
        }
        true
    }
}
