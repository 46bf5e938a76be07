//! Words that a person looks for: where they stand, and where that is drawn.

use std::ops::Range;

use dafu::{Finder, Hit, Searchable, wire};

use super::opened::{Opened, Walk};
use crate::protocol::*;

/// How many code points of context a match is shown with, before it and after it.
const CONTEXT: [u32; 2] = [12, 24];
/// So many chunks before that of the nearest match and after it are marked with it: as many as are drawn together.
const MARKED: usize = 4;
/// So many are sent with it: what is seen of them, and what is drawn about that comes when it is asked for.
const SENT: usize = 1;

/// The text as it is searched, and what a hit is told by.
pub(super) struct Searched {
    text: Searchable,
    runs: Vec<Run>,
    /// For each entry of the outline, where its heading begins in the normal form.
    headings: Vec<u32>,
    /// The units that are drawn together.
    chunks: Vec<Range<u32>>,
}

/// Text that is drawn without anything between, though it may go on over units.
struct Run {
    /// Where it begins in the normal form.
    normal: u32,
    /// Code points.
    span: wire::Span,
    /// The unit in which it begins.
    unit: u32,
    /// The code point of that unit, as drawn, at which it begins.
    drawn: u32,
}

/// Where a match stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct MatchAt {
    /// Code points.
    start: u32,
    end: u32,
    /// The unit in which it begins.
    unit: u32,
    /// The code point of that unit, as drawn, at which it begins.
    drawn: u32,
}

impl Opened {
    /// Folds the text, so that it need not be at the first key of a search.
    pub fn prepare_find(&mut self) {
        if self.searched.is_none() {
            self.searched = Some(self.searched());
        }
    }

    /// Finds words, and keeps where they stand for [`matches`](Self::matches) and [`marks`](Self::marks).
    pub fn find(&mut self, words: String, near: u32) -> Found {
        self.prepare_find();
        let hits = match (&self.searched, Finder::new(&words)) {
            (Some(searched), Some(finder)) => searched.text.find(&finder).take(MATCHES).collect(),
            _ => Vec::new(),
        };
        let total = hits.len() as u32;
        let after = hits.partition_point(|&hit| self.place(hit).unit < near) as u32;
        let nearest = (total > 0).then_some(if after < total { after } else { 0 });
        let sections = self.counted(&hits);
        self.found = Some((words.clone(), hits));
        let first = nearest.map_or(0, |nearest| nearest / TOGETHER * TOGETHER);
        let matches = self.matches(&words, first..first + TOGETHER).unwrap_or_default();
        let mut found = Found { total, nearest, matches, sections, ..Found::default() };
        if let Some(nearest) = found.matches.iter().find(|found| nearest == Some(found.number)) {
            let unit = nearest.place.unit;
            let about = self.about(unit, MARKED);
            if let (Some(first), Some(last)) = (about.first(), about.last()) {
                found.marked = self.marks(&words, first.start..last.end).unwrap_or_default();
            }
            // Of a small document, the page has all.
            if self.searched.as_ref().is_some_and(|searched| searched.chunks.len() > WHOLE) {
                found.chunks = self.about(unit, SENT).iter().map(|chunk| self.units(chunk.clone())).collect();
            }
        }
        Found { words, ..found }
    }

    /// The chunk that a unit is in, with so many before it and after it.
    fn about(&self, unit: u32, more: usize) -> &[Range<u32>] {
        let chunks = self.searched.as_ref().map_or(&[][..], |searched| &searched.chunks);
        let at = chunks.partition_point(|chunk| chunk.end <= unit);
        &chunks[at.saturating_sub(more)..chunks.len().min(at + more + 1)]
    }

    /// How many of the hits stand in each section, in order.
    fn counted(&self, hits: &[Hit]) -> Vec<(Option<u32>, u32)> {
        let headings = self.searched.as_ref().map_or(&[][..], |searched| &searched.headings);
        let mut sections = Vec::new();
        let mut rest = hits;
        while let (Some(hit), true) = (rest.first(), sections.len() < SECTIONS) {
            let next = headings.partition_point(|&heading| heading <= hit.start);
            let end = headings.get(next).copied().unwrap_or(u32::MAX);
            let count = rest.partition_point(|hit| hit.start < end);
            sections.push((next.checked_sub(1).map(|entry| entry as u32), count as u32));
            rest = &rest[count..];
        }
        sections
    }

    /// Matches of the words that were found last; none where those are others.
    pub fn matches(&self, words: &str, range: Range<u32>) -> Option<Vec<Match>> {
        let hits = self.found_of(words)?;
        let end = (range.end as usize).min(hits.len());
        let start = (range.start as usize).min(end);
        Some((start..end).map(|number| self.found_match(number as u32, self.place(hits[number]))).collect())
    }

    /// Where matches of the words that were found last are drawn in units.
    pub fn marks(&self, words: &str, units: Range<u32>) -> Option<Marked> {
        let hits = self.found_of(words)?;
        // A match that begins in the unit before may go on into the first of these.
        let first = hits.partition_point(|&hit| self.place(hit).unit.saturating_add(1) < units.start);
        let places = hits[first..].iter().map(|&hit| self.place(hit));
        let near = places.take_while(|place| place.unit < units.end);
        let places = near.flat_map(|place| self.drawn(place)).filter(|mark| units.contains(&mark.unit));
        Some(Marked { from: units.start, to: units.end, places: places.collect() })
    }

    /// A match as it is drawn: in one unit, or going on over some.
    fn drawn(&self, place: MatchAt) -> Vec<Drawn> {
        let mut drawn = Vec::with_capacity(1);
        let (mut unit, mut start, mut left) = (place.unit, place.drawn, place.end - place.start);
        while let Some(at) = self.units.get(unit as usize) {
            let room = if self.goes_on(unit) { at.end - at.start - start } else { left };
            let end = start + left.min(room);
            drawn.push(Drawn { unit, start, end });
            left -= end - start;
            if left == 0 {
                break;
            }
            (unit, start) = (unit + 1, 0);
        }
        drawn
    }

    /// Whether the text of a unit goes on in the next one without anything between.
    fn goes_on(&self, unit: u32) -> bool {
        self.units[unit as usize].rows.is_empty()
            && self.units.get(unit as usize + 1).is_some_and(|next| next.continued)
    }

    fn found_of(&self, words: &str) -> Option<&[Hit]> {
        self.found.as_ref().filter(|(found, _)| found == words).map(|(_, hits)| &**hits)
    }

    /// The text as it is searched: one walk over it.
    fn searched(&self) -> Searched {
        let source = &*self.reading.text;
        let mut walk = Walk { text: source, place: 0, byte: 0 };
        let (mut text, mut runs) = (Searchable::default(), Vec::new());
        let mut unit = 0;
        while unit < self.units.len() {
            let next = unit + 1 + self.units[unit + 1..].iter().take_while(|unit| unit.continued).count();
            for mut run in self.runs(unit..next) {
                walk.to(run.span.start);
                let (start, code_point) = (walk.byte, walk.place);
                walk.to(run.span.end);
                run.normal = text.push(&source[start..walk.byte], start, code_point);
                runs.push(run);
            }
            unit = next;
        }
        let headings = self.outline.iter().map(|at| text.normal_at(source, at.heading.start)).collect();
        Searched { text, runs, headings, chunks: ChunkAt::ranges(&self.chunks()).collect() }
    }

    /// Where a hit stands.
    fn place(&self, hit: Hit) -> MatchAt {
        let Some(searched) = &self.searched else { return MatchAt { start: 0, end: 0, unit: 0, drawn: 0 } };
        let Range { start, end } = searched.text.place(&self.reading.text, hit).code_points;
        let run = searched.runs.partition_point(|run| run.normal <= hit.start).saturating_sub(1);
        let Run { span, unit, drawn, .. } = searched.runs[run];
        let (unit, origin) = if self.goes_on(unit) {
            let unit = self.units.partition_point(|unit| unit.end <= start) as u32;
            (unit, self.units[unit as usize].start)
        } else {
            (unit, span.start.wrapping_sub(drawn))
        };
        MatchAt { start, end, unit, drawn: start.wrapping_sub(origin) }
    }

    /// What is drawn of units that are one block, in the order of the text.
    fn runs(&self, units: Range<usize>) -> Vec<Run> {
        let (first, last) = (&self.units[units.start], &self.units[units.end - 1]);
        let Some(table) = &self.reading.blocks[first.block as usize].table else {
            let span = wire::Span { start: first.start, end: last.end };
            return vec![Run { normal: 0, span, unit: units.start as u32, drawn: 0 }];
        };
        let mut runs = Vec::new();
        for (unit, at) in (units.start as u32..).zip(&self.units[units.clone()]) {
            let above = if at.continued { [None, None] } else { [table.caption, table.unit] };
            let cells = table.rows[at.rows.clone()].iter().flatten().copied();
            let mut drawn = 0;
            for span in above.into_iter().flatten().chain(cells) {
                runs.push(Run { normal: 0, span, unit, drawn });
                drawn += span.end - span.start;
            }
        }
        order::by_number(&mut runs, |run| run.span.start.into());
        runs
    }

    fn found_match(&self, number: u32, place: MatchAt) -> Match {
        let MatchAt { start, end, unit, .. } = place;
        let block = &self.reading.blocks[self.units[unit as usize].block as usize];
        let [before, after] = CONTEXT;
        let from = start.saturating_sub(before).max(block.start);
        let context = [(from, start), (start, end), (end, (end + after).min(block.end))];
        Match {
            number,
            place: self.drawn(place)[0],
            section: self.section_at(start),
            context: context.map(|(from, to)| self.slice(from, to.max(from)).replace(['\n', '\t'], " ")),
        }
    }

    /// The entry of the outline that a code point stands in.
    fn section_at(&self, place: u32) -> Option<u32> {
        self.outline
            .partition_point(|entry| entry.heading.start <= place)
            .checked_sub(1)
            .map(|entry| entry as u32)
    }
}
