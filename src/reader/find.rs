//! Words that a person looks for: where they stand, and where that is drawn.

use std::ops::Range;

use dafu::{Finder, wire};

use super::opened::{Opened, Walk};
use crate::protocol::*;

/// How many code points of context a match is shown with, before it and after it.
const CONTEXT: [u32; 2] = [12, 24];
/// How many matches are sent together.
const TOGETHER: u32 = 100;

/// Where a match stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MatchAt {
    /// Code points.
    start: u32,
    end: u32,
    /// The unit in which it begins.
    unit: u32,
    /// The code point of that unit, as drawn, at which it begins.
    drawn: u32,
}

/// Text that is drawn without anything between, though it may go on over units.
struct Run {
    /// Code points.
    span: wire::Span,
    /// The unit in which it begins.
    unit: u32,
    /// The code point of that unit, as drawn, at which it begins.
    drawn: u32,
}

impl Opened {
    /// Finds words, and keeps where they stand for [`matches`](Self::matches) and [`marks`](Self::marks).
    pub fn find(&mut self, words: String, near: u32) -> Found {
        let places = Finder::new(&words).map(|finder| self.places(&finder)).unwrap_or_default();
        let total = places.len() as u32;
        let after = places.partition_point(|place| place.unit < near) as u32;
        let nearest = (total > 0).then_some(if after < total { after } else { 0 });
        let mut sections: Vec<(Option<u32>, u32)> = Vec::new();
        for place in &places {
            let section = self.section_at(place.start);
            match sections.last_mut() {
                Some((last, count)) if *last == section => *count += 1,
                _ => sections.push((section, 1)),
            }
        }
        sections.truncate(SECTIONS);
        self.found = Some((words.clone(), places));
        let first = nearest.map_or(0, |nearest| nearest / TOGETHER * TOGETHER);
        let mut matches = self.matches(&words, 0..TOGETHER).unwrap_or_default();
        if first > 0 {
            matches.extend(self.matches(&words, first..first + TOGETHER).unwrap_or_default());
        }
        Found { words, total, nearest, matches, sections }
    }

    /// Matches of the words that were found last; none where those are others.
    pub fn matches(&self, words: &str, range: Range<u32>) -> Option<Vec<Match>> {
        let places = self.found_of(words)?;
        let end = (range.end as usize).min(places.len());
        let start = (range.start as usize).min(end);
        Some((start..end).map(|number| self.found_match(number as u32, places[number])).collect())
    }

    /// Where matches of the words that were found last are drawn in units.
    pub fn marks(&self, words: &str, units: Range<u32>) -> Option<Vec<Drawn>> {
        let places = self.found_of(words)?;
        // A match that begins in the unit before may go on into the first of these.
        let first = places.partition_point(|place| place.unit.saturating_add(1) < units.start);
        let near = places[first..].iter().take_while(|place| place.unit < units.end);
        Some(near.flat_map(|&place| self.drawn(place)).filter(|mark| units.contains(&mark.unit)).collect())
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

    fn found_of(&self, words: &str) -> Option<&[MatchAt]> {
        self.found.as_ref().filter(|(found, _)| found == words).map(|(_, places)| &**places)
    }

    fn places(&self, finder: &Finder) -> Vec<MatchAt> {
        let mut walk = Walk { text: &self.reading.text, place: 0, byte: 0 };
        let mut places = Vec::new();
        let mut unit = 0;
        while unit < self.units.len() && places.len() < MATCHES {
            let next = unit + 1 + self.units[unit + 1..].iter().take_while(|unit| unit.continued).count();
            for run in self.runs(unit..next) {
                walk.to(run.span.start);
                let mut end = Walk { ..walk };
                end.to(run.span.end);
                let first = walk.byte;
                let (mut unit, mut origin) = (run.unit, run.span.start.wrapping_sub(run.drawn));
                for found in finder.find(&walk.text[first..end.byte]) {
                    let start = walk.go_to_byte(first + found.start);
                    let end = walk.go_to_byte(first + found.end);
                    while self.goes_on(unit) && self.units[unit as usize].end <= start {
                        unit += 1;
                        origin = self.units[unit as usize].start;
                    }
                    places.push(MatchAt { start, end, unit, drawn: start.wrapping_sub(origin) });
                }
            }
            unit = next;
        }
        places.truncate(MATCHES);
        places
    }

    /// What is drawn of units that are one block, in the order of the text.
    fn runs(&self, units: Range<usize>) -> Vec<Run> {
        let (first, last) = (&self.units[units.start], &self.units[units.end - 1]);
        let Some(table) = &self.reading.blocks[first.block as usize].table else {
            let span = wire::Span { start: first.start, end: last.end };
            return vec![Run { span, unit: units.start as u32, drawn: 0 }];
        };
        let mut runs = Vec::new();
        for (unit, at) in (units.start as u32..).zip(&self.units[units.clone()]) {
            let above = if at.continued { [None, None] } else { [table.caption, table.unit] };
            let cells = table.rows[at.rows.clone()].iter().flatten().copied();
            let mut drawn = 0;
            for span in above.into_iter().flatten().chain(cells) {
                runs.push(Run { span, unit, drawn });
                drawn += span.end - span.start;
            }
        }
        runs.sort_by_key(|run| run.span.start);
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
