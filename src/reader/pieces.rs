//! Units of drawing: text cut into pieces that are drawn alike.

use std::ops::Range;

use dafu::wire::{self, RepairKind};

use super::opened::{Opened, Stretch, UnitAt};
use crate::protocol::*;

impl Opened {
    /// Units of drawing, as far as there are any.
    pub fn units(&self, range: Range<u32>) -> Vec<Unit> {
        let end = (range.end as usize).min(self.units.len());
        let start = (range.start as usize).min(end);
        (start..end).map(|number| self.unit(number)).collect()
    }

    fn unit(&self, number: usize) -> Unit {
        let at = &self.units[number];
        let block = &self.reading.blocks[at.block as usize];
        let heading = self.outline.partition_point(|entry| entry.heading.end <= at.start);
        let level = (block.kind == wire::BlockKind::Heading)
            .then(|| self.outline.get(heading))
            .flatten()
            .filter(|entry| entry.heading.start < at.end)
            .map(|entry| entry.entry.level);
        let (pieces, table) = match &block.table {
            None => (self.pieces(at, at.start, at.end), None),
            Some(table) => self.table(at, table),
        };
        Unit { number: number as u32, kind: block.kind, continued: at.continued, level, pieces, table }
    }

    fn table(&self, at: &UnitAt, table: &wire::Table) -> (Vec<Piece>, Option<Table>) {
        let cell = |span: &wire::Span| self.pieces(at, span.start, span.end);
        let rows = table.rows[at.rows.clone()].iter().map(|row| row.iter().map(cell).collect()).collect();
        let header_rows = if at.continued { 0 } else { table.header_rows };
        let above = if at.continued { [None, None] } else { [table.caption, table.unit] };
        let pieces = above.iter().flatten().flat_map(cell).collect();
        (pieces, Some(Table { header_rows, rows }))
    }

    /// The pieces of the code points `start..end`, which begin in the unit or before it.
    fn pieces(&self, at: &UnitAt, start: u32, end: u32) -> Vec<Piece> {
        let observation = |figure: u32| &self.reading.observations[figure as usize];
        let sentences = Layer::of(&self.sentences, &|figure| observation(figure).sentence, start, end);
        let figures = Layer::of(&self.evidence, &|figure| observation(figure).evidence, start, end);
        let headings = self.outline.partition_point(|entry| entry.heading.end <= start);
        let headings = self.outline[headings..].iter().map(|entry| entry.heading);
        let headings = Layer(headings.take_while(|h| h.start < end).collect());
        let first = self.reading.repairs.partition_point(|r| r.end <= start);
        let repairs = self.reading.repairs[first..].iter().zip(first as u32..);
        let repairs = repairs.take_while(|(r, _)| r.start < end);
        let repairs =
            Layer(repairs.map(|(r, number)| Stretch { start: r.start, end: r.end, number }).collect());

        let layers = [&sentences, &figures, &headings, &repairs];
        let mut cuts: Vec<u32> = layers.iter().flat_map(|l| &l.0).flat_map(|s| [s.start, s.end]).collect();
        cuts.push(end);
        cuts.retain(|&cut| start < cut && cut <= end);
        order::by_number(&mut cuts, |&cut| cut.into());
        cuts.dedup();

        let mut rest = match start.checked_sub(at.start) {
            Some(offset) => {
                let text = &self.reading.text[at.bytes.start..];
                &text[text.char_indices().nth(offset as usize).map_or(text.len(), |(byte, _)| byte)..]
            }
            None => self.slice(start, end),
        };
        let mut place = start;
        let mut pieces = Vec::with_capacity(cuts.len());
        for cut in cuts {
            let (text, after) = split_at_char(rest, (cut - place) as usize);
            pieces.push(Piece {
                text: text.to_owned(),
                sentence: sentences.at(place),
                figure: figures.at(place),
                section: headings.at(place),
                mark: repairs.at(place).map(|number| self.mark(number, place, cut)),
            });
            (rest, place) = (after, cut);
        }
        pieces
    }

    fn mark(&self, number: u32, start: u32, end: u32) -> Mark {
        let repair = &self.reading.repairs[number as usize];
        let original = if (start, end) == (repair.start, repair.end) {
            repair.original.clone()
        } else {
            let text = self.slice(repair.start, repair.end);
            let part = (start - repair.start) as usize..(end - repair.start) as usize;
            original_of_part(text, &repair.original, part)
        };
        let doubtful = repair.kind == RepairKind::Inferred && repair.confidence < DOUBT;
        Mark { repair: number, kind: repair.kind, doubtful, confidence: repair.confidence, original }
    }
}

/// Stretches in order, asked for by places in order.
struct Layer(Vec<Stretch>);

impl Layer {
    /// Those of `numbers`, in the order of their spans, that share a code point with `start..end`; where some overlap, the first.
    fn of(numbers: &[u32], span: &dyn Fn(u32) -> wire::Span, start: u32, end: u32) -> Self {
        // A stretch is short, so that few that begin earlier can reach in here.
        const REACH: usize = 8;
        let first = numbers.partition_point(|&number| span(number).start < start).saturating_sub(REACH);
        let mut kept: Vec<Stretch> = Vec::new();
        for &number in &numbers[first..] {
            let wire::Span { start: from, end: to } = span(number);
            if from >= end {
                break;
            }
            if to > start && kept.last().is_none_or(|last| last.end <= from) {
                kept.push(Stretch { start: from, end: to, number });
            }
        }
        Self(kept)
    }

    fn at(&self, place: u32) -> Option<u32> {
        let after = self.0.partition_point(|s| s.end <= place);
        self.0.get(after).filter(|s| s.start <= place).map(|s| s.number)
    }
}

fn split_at_char(text: &str, characters: usize) -> (&str, &str) {
    text.split_at(text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte))
}

/// What the characters `part` of `text` were received as, where `original` is what all of it was received as.
///
/// Where the received text has a character for every byte, as UTF-8 read in a single-byte charset has, the answer is
/// exact; elsewhere it is in proportion.
fn original_of_part(text: &str, original: &str, part: Range<usize>) -> String {
    let received = original.chars().count();
    let characters = text.chars().count();
    let place = |offset: usize| {
        if text.len() == received {
            text.char_indices().nth(offset).map_or(received, |(byte, _)| byte)
        } else {
            (offset * received).checked_div(characters).unwrap_or(0)
        }
    };
    let (from, to) = (place(part.start), place(part.end));
    original.chars().skip(from).take(to.saturating_sub(from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn part_of_a_reversed_stretch_has_its_own_original() {
        assert_eq!(original_of_part("全a市", "å…¨aå¸‚", 1..2), "a");
        assert_eq!(original_of_part("全a市", "å…¨aå¸‚", 2..3), "å¸‚");
    }
}
