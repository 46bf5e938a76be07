//! A reading, prepared for drawing by parts.

use std::collections::HashMap;
use std::ops::Range;

use dafu::Hit;
use dafu::wire::{self, RepairKind};

use super::charts::{self, ChartAt};
use super::find::Searched;
use super::lines::LineAt;
use crate::protocol::*;

/// A block longer than this many code points is drawn in parts, cut at the end of a sentence where there is one.
const PART: u32 = 1_500;
/// No part is longer than this.
const LONGEST_PART: u32 = 3_000;
/// A table is drawn so many rows at a time.
const TABLE_ROWS: usize = 40;
/// How many code points of a long repair are shown.
const EXCERPT: usize = 120;
/// How many code points of context a repair is shown with.
const CONTEXT: u32 = 12;

/// In place of a row's number.
const NO_ROW: u32 = u32::MAX;

/// A reading, and the indexes from which any part of it is drawn.
pub struct Opened {
    pub(super) reading: wire::Reading,
    pub(super) units: Vec<UnitAt>,
    pub(super) outline: Vec<EntryAt>,
    /// The sentences that have figures, in their order, each told by the first of these.
    pub(super) sentences: Vec<u32>,
    /// The figures in the order of their places.
    pub(super) evidence: Vec<u32>,
    /// For each figure, the number of the first figure in its sentence.
    pub(super) sentence_of: Vec<u32>,
    /// For each figure, its row; [`NO_ROW`] where it has none.
    row_of: Vec<u32>,
    /// The rows of all tables: table and row.
    pub(super) rows: Vec<(u32, u32)>,
    /// For each table, the entry of the outline that it belongs to.
    pub(super) sections: Vec<Option<u32>>,
    /// The repairs that are doubtful or unresolved.
    doubts: Vec<u32>,
    /// The series that can be drawn.
    pub(super) charts: Vec<ChartAt>,
    pub(super) shown: Option<(Query, Vec<LineAt>)>,
    /// The text as it is searched, once it is.
    pub(super) searched: Option<Searched>,
    /// The words that were looked for last, and where they stand.
    pub(super) found: Option<(String, Vec<Hit>)>,
}

/// Where a unit of drawing stands.
#[derive(Clone, Debug)]
pub(super) struct UnitAt {
    pub(super) block: u32,
    pub(super) continued: bool,
    /// Code points.
    pub(super) start: u32,
    pub(super) end: u32,
    /// The same in bytes.
    pub(super) bytes: Range<usize>,
    /// Rows of the block's table.
    pub(super) rows: Range<usize>,
}

/// Where an entry of the outline stands.
pub(super) struct EntryAt {
    pub(super) entry: Entry,
    /// Marker and title.
    pub(super) heading: Stretch,
}

/// Code points that have something in common, and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) number: u32,
}

impl Opened {
    /// Prepares a reading.
    pub fn new(reading: wire::Reading) -> Self {
        let (sentences, sentence_of) = sentences(&reading.observations);
        let mut evidence: Vec<u32> = (0..reading.observations.len() as u32).collect();
        order::by_number(&mut evidence, |&figure| {
            reading.observations[figure as usize].evidence.start.into()
        });
        let units = units(&reading);
        let charts = charts::charts(&reading);
        let outline = outline(&reading, &units, &charts);
        let all_rows = reading.tables.iter().map(|table| table.rows.len()).sum();
        let (mut rows, mut row_of) = (Vec::with_capacity(all_rows), vec![NO_ROW; reading.observations.len()]);
        for (table, t) in (0..).zip(&reading.tables) {
            for (row, r) in (0..).zip(&t.rows) {
                let number = rows.len() as u32;
                for figure in r.cells.ids().filter_map(|id| figure_of(&reading, id)) {
                    row_of[figure as usize] = number;
                }
                rows.push((table, row));
            }
        }
        let entry = |table: &wire::IndicatorTable| entry_of(&outline, table.section.as_deref()?);
        let sections = reading.tables.iter().map(entry).collect();
        let doubts = reading
            .repairs
            .iter()
            .zip(0..)
            .filter(|(repair, _)| is_doubt(repair))
            .map(|(_, number)| number)
            .collect();
        Self {
            reading,
            units,
            outline,
            sentences,
            evidence,
            sentence_of,
            row_of,
            rows,
            sections,
            doubts,
            charts,
            shown: None,
            searched: None,
            found: None,
        }
    }

    /// The reading in the wire format.
    pub fn reading(&self) -> &wire::Reading {
        &self.reading
    }

    /// The document at a glance.
    pub fn overview(&self) -> Overview {
        let reading = &self.reading;
        let mut measures: Vec<(wire::Measure, u32)> = wire::Measure::ALL.iter().map(|&m| (m, 0)).collect();
        let mut periods: HashMap<&str, u32> = HashMap::new();
        for observation in &reading.observations {
            measures[observation.measure as usize].1 += 1;
            if let Some(period) = &observation.period {
                *periods.entry(&period.text).or_default() += 1;
            }
        }
        measures.retain(|&(_, count)| count > 0);
        let mut periods: Vec<_> = periods.into_iter().collect();
        order::by(&mut periods, |a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let severities = [wire::Severity::Error, wire::Severity::Warning, wire::Severity::Info];
        let notes = severities.into_iter().flat_map(|severity| {
            reading.diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity)
        });
        Overview {
            source: reading.source.clone(),
            saved: false,
            kind: reading.kind,
            metadata: reading.metadata.iter().take(FIELDS).map(|m| self.entered(m)).collect(),
            notes: notes
                .take(NOTES)
                .map(|d| Note { diagnostic: d.clone(), unit: d.start.and_then(|start| self.unit_at(start)) })
                .collect(),
            repairs: repairs(&reading.repairs),
            sections: self.outline.len() as u32,
            figures: reading.observations.len() as u32,
            charts: self.charts.len() as u32,
            measures,
            periods: periods.into_iter().take(PERIODS).map(|(text, _)| text.to_owned()).collect(),
            chunks: self.chunks(),
        }
    }

    /// The units in chunks that are asked for and drawn together.
    pub(super) fn chunks(&self) -> Vec<ChunkAt> {
        ChunkAt::of(self.units.iter().map(|unit| unit.end - unit.start))
    }

    fn entered(&self, metadata: &wire::Metadata) -> Entered {
        Entered {
            field: metadata.field,
            label: metadata.label.clone(),
            value: metadata.value.clone(),
            unit: self.unit_at(metadata.start),
        }
    }

    /// Entries of the outline.
    pub fn entries(&self, range: Range<usize>) -> Vec<Entry> {
        let end = range.end.min(self.outline.len());
        self.outline[range.start.min(end)..end].iter().map(|at| at.entry.clone()).collect()
    }

    /// A figure, and where it stands in each pane under a query.
    pub fn figure(&mut self, figure: u32, query: &Query) -> Option<FigureDetail> {
        let observation = self.reading.observations.get(figure as usize)?.clone();
        let row = self.row_of.get(figure as usize).copied().filter(|&row| row != NO_ROW);
        let line = row.and_then(|row| self.ordered(query).iter().position(|line| line.row() == Some(row)));
        let (sentence, evidence) = (observation.sentence, observation.evidence);
        let quote = [
            self.slice(sentence.start, evidence.start.max(sentence.start)),
            self.slice(evidence.start, evidence.end),
            self.slice(evidence.end, sentence.end.max(evidence.end)),
        ];
        Some(FigureDetail {
            figure,
            quote: quote.map(str::to_owned),
            sentence: self.sentence_of[figure as usize],
            unit: self.unit_at(evidence.start)?,
            section: observation.section.as_deref().and_then(|id| self.entry_of(id)),
            line: line.map(|line| line as u32),
            row,
            part_of: observation.part_of.and_then(|id| self.figure_of(id)),
            observation,
        })
    }

    /// A repair.
    pub fn repair(&self, number: u32) -> Option<RepairDetail> {
        let repair = self.reading.repairs.get(number as usize)?;
        let before = self.slice(repair.start.saturating_sub(CONTEXT), repair.start);
        let after = self.slice(repair.end, repair.end.saturating_add(CONTEXT));
        Some(RepairDetail {
            repair: number,
            unit: self.unit_at(repair.start)?,
            start: repair.start,
            text: self.slice(repair.start, repair.end).chars().take(EXCERPT).collect(),
            original: repair.original.chars().take(EXCERPT).collect(),
            source: repair.source,
            kind: repair.kind,
            damage: repair.damage,
            confidence: repair.confidence,
            alternatives: repair.alternatives.clone(),
            context: [before, after].map(|text| text.replace('\n', " ")),
            doubt: self.doubts.binary_search(&number).ok().map(|place| place as u32 + 1),
        })
    }

    /// The doubtful character after the code point `from`, or before it; the first follows the last.
    pub fn doubt(&self, from: u32, backwards: bool) -> Option<RepairDetail> {
        let start = |&number: &u32| self.reading.repairs[number as usize].start;
        let next = if backwards {
            let before = self.doubts.partition_point(|number| start(number) < from);
            before.checked_sub(1).unwrap_or(self.doubts.len().checked_sub(1)?)
        } else {
            let after = self.doubts.partition_point(|number| start(number) <= from);
            if after < self.doubts.len() { after } else { 0 }
        };
        self.repair(*self.doubts.get(next)?)
    }

    pub(super) fn figure_of(&self, id: wire::Id) -> Option<u32> {
        figure_of(&self.reading, id)
    }

    /// The entry of the outline with this id.
    pub(super) fn entry_of(&self, id: &str) -> Option<u32> {
        entry_of(&self.outline, id)
    }

    /// The code point before a unit.
    pub fn before(&self, unit: u32) -> u32 {
        self.units.get(unit as usize).map_or(0, |unit| unit.start.saturating_sub(1))
    }

    /// The unit that holds a code point, or the next one where none does.
    pub(super) fn unit_at(&self, place: u32) -> Option<u32> {
        let unit = self.units.partition_point(|unit| unit.end <= place);
        let last = self.units.len().checked_sub(1)?;
        Some(unit.min(last) as u32)
    }

    /// The text of code points `start..end`, as far as there is any.
    pub(super) fn slice(&self, start: u32, end: u32) -> &str {
        let from = self.byte_of(start);
        let rest = &self.reading.text[from..];
        let length =
            rest.char_indices().nth(end.saturating_sub(start) as usize).map_or(rest.len(), |(at, _)| at);
        &rest[..length]
    }

    fn byte_of(&self, place: u32) -> usize {
        let before = self.units.partition_point(|unit| unit.start <= place);
        let (start, byte) =
            before.checked_sub(1).map_or((0, 0), |u| (self.units[u].start, self.units[u].bytes.start));
        let rest = &self.reading.text[byte..];
        rest.char_indices().nth((place - start) as usize).map_or(self.reading.text.len(), |(at, _)| byte + at)
    }
}

fn is_doubt(repair: &wire::Repair) -> bool {
    match repair.kind {
        RepairKind::Reversed => false,
        RepairKind::Inferred => repair.confidence < DOUBT,
        RepairKind::Unresolved => true,
    }
}

fn repairs(repairs: &[wire::Repair]) -> Repairs {
    let mut counts = Repairs::default();
    let mut damages: Vec<(wire::Damage, u32)> = wire::Damage::ALL.iter().map(|&d| (d, 0)).collect();
    for repair in repairs {
        let characters = repair.end - repair.start;
        damages[repair.damage as usize].1 += characters;
        match repair.kind {
            RepairKind::Reversed => counts.reversed += characters,
            RepairKind::Inferred => counts.inferred += characters,
            RepairKind::Unresolved => counts.unresolved += characters,
        }
        if repair.kind == RepairKind::Inferred && is_doubt(repair) {
            counts.doubtful += characters;
        }
    }
    damages.retain(|&(_, count)| count > 0);
    order::by_number(&mut damages, |&(_, count)| u64::MAX - u64::from(count));
    counts.damages = damages;
    counts
}

/// The sentences that have figures, in order, each told by its first figure; and the sentence of each figure.
fn sentences(observations: &[wire::Observation]) -> (Vec<u32>, Vec<u32>) {
    let place = |figure: u32| {
        let wire::Span { start, end } = observations[figure as usize].sentence;
        u64::from(start) << 32 | u64::from(end)
    };
    let mut figures: Vec<u32> = (0..observations.len() as u32).collect();
    order::by_number(&mut figures, |&figure| place(figure));
    let (mut sentences, mut of) = (Vec::new(), vec![0; observations.len()]);
    for figures in figures.chunk_by(|&a, &b| place(a) == place(b)) {
        sentences.push(figures[0]);
        figures.iter().for_each(|&figure| of[figure as usize] = figures[0]);
    }
    sentences.shrink_to_fit();
    (sentences, of)
}

/// The units of drawing: blocks, long ones in parts. One walk over the text.
fn units(reading: &wire::Reading) -> Vec<UnitAt> {
    let mut units = Vec::with_capacity(reading.blocks.len());
    let mut walk = Walk { text: &reading.text, place: 0, byte: 0 };
    for (block, b) in (0..).zip(&reading.blocks) {
        walk.to(b.start);
        let mut continued = false;
        let mut cut = |walk: &mut Walk<'_>, end: u32, rows: Range<usize>| {
            let (start, byte) = (walk.place, walk.byte);
            walk.to(end);
            units.push(UnitAt { block, continued, start, end: walk.place, bytes: byte..walk.byte, rows });
            continued = true;
        };
        match &b.table {
            Some(table) => {
                let starts = |row: usize| table.rows.get(row)?.first().map(|cell| cell.start);
                for first in (0..table.rows.len().max(1)).step_by(TABLE_ROWS) {
                    let next = first + TABLE_ROWS;
                    let end = starts(next).unwrap_or(b.end).clamp(walk.place, b.end.max(walk.place));
                    cut(&mut walk, end, first..next.min(table.rows.len()));
                }
            }
            None => loop {
                let end = walk.part(b.end);
                cut(&mut walk, end, 0..0);
                if end >= b.end {
                    break;
                }
            },
        }
    }
    units
}

/// A place in a text, in code points and in bytes.
pub(super) struct Walk<'a> {
    pub(super) text: &'a str,
    pub(super) place: u32,
    pub(super) byte: usize,
}

impl Walk<'_> {
    /// Goes on to a code point, or to the end of the text.
    pub(super) fn to(&mut self, place: u32) {
        let steps = place.saturating_sub(self.place);
        let mut rest = self.text[self.byte..].chars();
        self.place += (&mut rest).take(steps as usize).count() as u32;
        self.byte = self.text.len() - rest.as_str().len();
    }

    /// Where a part that begins here ends, in a block that ends at `end`.
    fn part(&self, end: u32) -> u32 {
        if end.saturating_sub(self.place) <= LONGEST_PART {
            return end;
        }
        let ends = |c: char| matches!(c, '。' | '\n' | '；' | '！' | '？');
        let candidates = self.text[self.byte..].chars().zip(self.place + 1..);
        let sentence = candidates
            .take(LONGEST_PART as usize)
            .skip(PART as usize)
            .find_map(|(c, after)| ends(c).then_some(after));
        sentence.unwrap_or(self.place + LONGEST_PART).min(end)
    }
}

/// The sections, each before those below it.
fn outline(reading: &wire::Reading, units: &[UnitAt], charts: &[ChartAt]) -> Vec<EntryAt> {
    let mut figures: HashMap<&str, u32> = HashMap::new();
    let mut drawn: HashMap<&str, u32> = HashMap::new();
    for section in charts.iter().filter_map(|chart| Opened::section_of_chart(reading, chart)) {
        *drawn.entry(section).or_default() += 1;
    }
    for section in reading.observations.iter().filter_map(|o| o.section.as_deref()) {
        *figures.entry(section).or_default() += 1;
    }
    let mut outline: Vec<EntryAt> = Vec::new();
    let mut open: Vec<(usize, std::slice::Iter<'_, wire::Section>)> =
        vec![(usize::MAX, reading.sections.iter())];
    while let Some((parent, sections)) = open.last_mut() {
        let parent = *parent;
        if let Some(section) = sections.next() {
            let number = outline.len();
            let unit = units.partition_point(|u| u.end <= section.start).min(units.len().saturating_sub(1));
            let entry = Entry {
                id: section.id.clone(),
                level: section.level,
                marker: section.marker.clone(),
                title: section.title.clone(),
                unit: unit as u32,
                below: 0,
                figures: figures.get(&*section.id).copied().unwrap_or(0),
                charts: drawn.get(&*section.id).copied().unwrap_or(0),
            };
            let heading = Stretch { start: section.start, end: section.heading_end, number: number as u32 };
            outline.push(EntryAt { entry, heading });
            open.push((number, section.children.iter()));
        } else {
            open.pop();
            let Some(&(above, _)) = open.last() else { break };
            if above != usize::MAX {
                let Entry { below, figures, .. } = outline[parent].entry;
                outline[above].entry.below += below + 1;
                outline[above].entry.figures += figures;
            }
        }
    }
    outline
}

/// The number of the figure with this id. Ids count figures in their order; in a saved reading that somebody changed they may
/// not, and no figure is better than another one.
pub(super) fn figure_of(reading: &wire::Reading, id: wire::Id) -> Option<u32> {
    reading.observations.get(id.index()).filter(|observation| observation.id == id).map(|_| id.index() as u32)
}

fn entry_of(outline: &[EntryAt], id: &str) -> Option<u32> {
    outline.binary_search_by(|at| compare_paths(&at.entry.id, id)).ok().map(|place| place as u32)
}

/// The order of two paths such as `1.2` and `1.10`.
fn compare_paths(a: &str, b: &str) -> std::cmp::Ordering {
    let number = |n: &str| n.parse::<u32>().unwrap_or(0);
    a.split('.').map(number).cmp(b.split('.').map(number))
}
