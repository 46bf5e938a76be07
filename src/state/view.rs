use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, Range};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Change, Entries, Find, Looking};
use crate::protocol::*;

/// Chunks of the document that are kept at most; the farthest from the one that has come go first.
const KEPT: usize = 160;

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
    /// The units that are asked for and drawn together.
    pub chunks: Shared<Vec<Range<u32>>>,
    /// The chunks that are there.
    pub units: BTreeMap<usize, Shared<Vec<Unit>>>,
    /// The outline, as far as it is there.
    pub outline: Entries,
    /// Entries of the outline whose lower entries are folded away.
    pub folded: BTreeSet<u32>,
    /// Which rows the table shows.
    pub query: Query,
    /// The table under that query, as far as it is there.
    pub table: Table,
    /// Whether charts are shown in place of the table.
    pub charting: bool,
    /// The section whose charts are to be gone to.
    pub charts_of: Option<u32>,
    /// The charts, once they are there.
    pub charts: Option<Shared<Vec<Rc<Chart>>>>,
    /// All that is printed: of a small document when it is prepared, of a large one as long as it is printed.
    pub report: Option<Shared<Report>>,
    /// Who prints, while that is done.
    pub printing: Option<Printing>,
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
    /// The entry of the outline whose marker is the first to be seen in that unit, where it has any.
    pub point: Option<u32>,
    /// Where the document is to go.
    pub aim: Option<Aim>,
    /// Which repairs are marked.
    pub marks: Marks,
    /// Whether the text is shown as received.
    pub received: bool,
    /// What is looked for.
    pub find: Find,
    /// How the file begins in each charset.
    pub previews: Option<Shared<Vec<Preview>>>,
}

/// What the indicators' pane shows of a view: it is drawn anew for nothing else.
#[derive(Clone, PartialEq)]
pub struct Indicated {
    pub overview: Shared<Overview>,
    pub outline: Entries,
    pub query: Query,
    pub table: Table,
    pub charting: bool,
    pub charts_of: Option<u32>,
    pub charts: Option<Shared<Vec<Rc<Chart>>>>,
    pub chosen: Option<(u32, u32)>,
    pub figure: Option<Shared<FigureDetail>>,
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
    /// A match of words.
    Match(Drawn),
}

/// Who prints a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printing {
    /// The page: it draws the report bit by bit, then has the browser print it.
    Page,
    /// The browser, asked in its own menu: what is not drawn when it has told so is not printed.
    Browser,
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
    pub(super) fn new(opening: Opening) -> Self {
        let Opening { overview, units, outline, lines } = opening;
        let mut view = Self {
            chunks: Shared::new(ChunkAt::ranges(&overview.chunks).collect()),
            overview: Shared::new(overview),
            units: BTreeMap::new(),
            outline: Entries::default(),
            folded: BTreeSet::new(),
            query: Query::default(),
            table: Table::default(),
            charting: false,
            charts_of: None,
            charts: None,
            report: None,
            printing: None,
            chosen: None,
            figure: None,
            hovered: None,
            repair: None,
            here: 0,
            point: None,
            aim: None,
            marks: Marks::default(),
            received: false,
            find: Find::default(),
            previews: None,
        };
        view.take_units(units);
        view.outline.add(outline);
        view.take_lines(lines);
        view
    }

    /// The same document, read again: what a person was looking at stays.
    pub(super) fn again(self, opening: Opening) -> Self {
        let serial = self.aim.map_or(0, |aim| aim.serial) + 1;
        Self {
            aim: Some(Aim { serial, unit: self.here, target: Target::Unit }),
            here: self.here,
            folded: self.folded,
            marks: self.marks,
            charting: self.charting,
            received: self.received,
            find: self.find.again(),
            previews: self.previews,
            ..Self::new(opening)
        }
    }

    /// The view as far as the document's pane draws it: where that is scrolled to draws nothing anew, nor do words before they are found.
    pub fn of_document(&self) -> Self {
        let find = self.find.in_text();
        Self {
            here: 0,
            point: None,
            table: Table::default(),
            outline: Entries::default(),
            find,
            ..self.clone()
        }
    }

    /// The entry of the outline that the top of the document's pane stands in.
    pub fn section(&self) -> Option<u32> {
        self.point.or_else(|| self.outline.at(self.here).map(|entry| entry as u32))
    }

    /// What the indicators' pane shows.
    pub fn indicated(&self) -> Indicated {
        Indicated {
            overview: self.overview.clone(),
            outline: self.outline.clone(),
            query: self.query.clone(),
            table: self.table.clone(),
            charting: self.charting,
            charts_of: self.charts_of,
            charts: self.charts.clone(),
            chosen: self.chosen,
            figure: self.figure.clone(),
        }
    }

    /// Whether the document is so small that all of it is here, and what is printed of it as well.
    pub fn is_whole(&self) -> bool {
        self.chunks.len() <= WHOLE
    }

    /// The chunk that holds a unit.
    pub fn chunk_of(&self, unit: u32) -> usize {
        self.chunks.partition_point(|chunk| chunk.end <= unit)
    }

    pub(super) fn take(&mut self, reply: Reply) {
        match reply {
            Reply::Units(units) => self.take_units(units),
            Reply::Outline(entries) => self.outline.add(entries),
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
            Reply::Found(mut found) => {
                let chunks = std::mem::take(&mut found.chunks);
                if let Some(nearest) = self.find.take(found) {
                    chunks.into_iter().for_each(|units| self.take_units(units));
                    self.go_to_match(&nearest);
                }
            }
            Reply::Matches(words, matches) if words == self.find.words => {
                let wanted = self.find.current().is_none();
                self.find.take_matches(matches);
                if let Some(current) = self.find.current().filter(|_| wanted).cloned() {
                    self.go_to_match(&current);
                }
            }
            Reply::Marks(words, marks) if words == self.find.words => {
                self.find.marks = Some(Shared::new(marks))
            }
            Reply::Report(report) => self.report = Some(Shared::new(*report)),
            Reply::Charts(charts) => {
                self.charts = Some(Shared::new(charts.into_iter().map(Rc::new).collect()));
            }
            Reply::Charsets(previews) => self.previews = Some(Shared::new(previews)),
            _ => (),
        }
    }

    fn take_units(&mut self, units: Vec<Unit>) {
        let Some(first) = units.first() else { return };
        let chunk = self.chunk_of(first.number);
        // What is there already is the same, and would only be drawn anew.
        self.units.entry(chunk).or_insert_with(|| Shared::new(units));
        while self.units.len() > KEPT {
            let Some(farthest) = self.units.keys().copied().max_by_key(|other| other.abs_diff(chunk)) else {
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

    /// Matches are places of the repaired text.
    fn go_to_match(&mut self, found: &Match) {
        self.received = false;
        self.go(found.place.unit, Target::Match(found.place));
    }

    /// Whether anything has changed.
    pub(super) fn change(&mut self, change: &Change) -> bool {
        match change {
            Change::Here(unit, point) if (self.here, self.point) == (*unit, *point) => return false,
            Change::Here(unit, point) => (self.here, self.point) = (*unit, *point),
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
            Change::Print(printing) => self.printing = Some(*printing),
            Change::Printed => {
                self.printing = None;
                if !self.is_whole() {
                    self.report = None;
                }
            }
            Change::Charts(shown, section) => {
                self.charting = *shown;
                self.charts_of = *section;
            }
            Change::CloseRepair => self.repair = None,
            Change::Marks(marks) => self.marks = *marks,
            Change::Received(received) => self.received = *received,
            Change::Find(looking) => {
                self.find.change(looking, self.here);
                if let (Looking::To(_), Some(current)) = (looking, self.find.current().cloned()) {
                    self.go_to_match(&current);
                }
            }
            Change::Restore(memory) => {
                let before = (self.folded.clone(), self.marks, self.charting);
                self.folded = memory.folded.clone();
                self.marks = memory.marks;
                self.charting = memory.charting && self.overview.charts > 0;
                if memory.unit > 0 {
                    self.go(memory.unit, Target::Unit);
                } else {
                    return before != (self.folded.clone(), self.marks, self.charting);
                }
            }
        }
        true
    }
}
