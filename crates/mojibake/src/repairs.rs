//! The record of all repairs, kept small: a damaged file of 100 MB has seven million of them.

use std::fmt;
use std::ops::Range;

use crate::{Alternatives, Damage, Kind, Repair};

/// What was repaired, in the order of the text; ranges do not overlap.
///
/// Each [`Repair`] is made when it is asked for: what is kept takes 24 bytes, and 6 for each alternative. So offsets end
/// at 4 GB, and probabilities are kept to 1 in 65,535.
#[derive(Clone, Default, PartialEq)]
pub struct Repairs {
    records: Vec<Record>,
    /// The alternatives of all records, in their order.
    characters: Vec<char>,
    probabilities: Vec<u16>,
}

#[derive(Clone, PartialEq)]
struct Record {
    range: Range<u32>,
    source: Range<u32>,
    /// Index of its first alternative; they end where those of the next record begin.
    alternatives: u32,
    confidence: u16,
    kind: Kind,
    damage: Damage,
}

/// Probability 1.
const CERTAIN: f32 = u16::MAX as f32;

fn packed(probability: f32) -> u16 {
    (probability * CERTAIN).round() as u16
}

fn unpacked(probability: u16) -> f32 {
    f32::from(probability) / CERTAIN
}

fn narrow(range: &Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}

fn wide(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

impl Repairs {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether nothing was repaired.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> Iter<'_> {
        Iter { repairs: self, left: 0..self.len() }
    }

    /// One of them; `None` beyond the last.
    pub fn get(&self, index: usize) -> Option<Repair> {
        let Record { range, source, confidence, kind, damage, .. } = self.records.get(index)?;
        let mut alternatives = Alternatives::default();
        for at in self.alternatives(index) {
            alternatives.push(self.characters[at], unpacked(self.probabilities[at]));
        }
        Some(Repair {
            range: wide(range),
            source: wide(source),
            kind: *kind,
            damage: *damage,
            confidence: unpacked(*confidence),
            alternatives,
        })
    }

    /// Indices of those that were chosen by their context.
    pub(crate) fn inferred(&self, among: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        among.filter(|&index| self.records[index].kind == Kind::Inferred)
    }

    /// The byte range in the text of one of them.
    pub(crate) fn range(&self, index: usize) -> Range<usize> {
        wide(&self.records[index].range)
    }

    /// The first of them.
    pub fn first(&self) -> Option<Repair> {
        self.get(0)
    }

    /// Where the alternatives of a repair are.
    fn alternatives(&self, index: usize) -> Range<usize> {
        let end =
            self.records.get(index + 1).map_or(self.characters.len(), |next| next.alternatives as usize);
        self.records[index].alternatives as usize..end
    }

    /// Adds one behind the last.
    pub(crate) fn push(&mut self, repair: Repair) {
        self.records.push(Record {
            range: narrow(&repair.range),
            source: narrow(&repair.source),
            alternatives: self.characters.len() as u32,
            confidence: packed(repair.confidence),
            kind: repair.kind,
            damage: repair.damage,
        });
        for other in repair.alternatives.iter() {
            self.characters.push(other.character);
            self.probabilities.push(packed(other.confidence));
        }
    }

    /// Lets the last repair go on over what was reversed right behind it; `false` if it is not of that kind.
    pub(crate) fn join(&mut self, range: &Range<usize>, source: &Range<usize>, damage: Damage) -> bool {
        let (range, source) = (narrow(range), narrow(source));
        let alike = |last: &&mut Record| {
            (last.kind, last.damage) == (Kind::Reversed, damage)
                && (last.range.end, last.source.end) == (range.start, source.start)
        };
        let Some(last) = self.records.last_mut().filter(alike) else { return false };
        (last.range.end, last.source.end) = (range.end, source.end);
        true
    }

    /// Gives a repair other readings, likeliest first, as many as it has: first the one that stands, then the others.
    pub(crate) fn reread(&mut self, index: usize, readings: &[(char, f32)]) {
        let [(_, confidence), others @ ..] = readings else { return };
        self.records[index].confidence = packed(*confidence);
        for (at, &(character, probability)) in self.alternatives(index).zip(others) {
            (self.characters[at], self.probabilities[at]) = (character, packed(probability));
        }
    }

    /// Says how probable the reading of a repair is.
    pub(crate) fn trust(&mut self, index: usize, confidence: f32) {
        self.records[index].confidence = packed(confidence);
    }

    /// Makes an inferred character one that could not be restored: what stood there is the first of its alternatives.
    pub(crate) fn give_up(&mut self, index: usize, stood: char) {
        let others = self.alternatives(index);
        if !others.is_empty() {
            self.characters[others.clone()].rotate_right(1);
            self.probabilities[others.clone()].rotate_right(1);
            self.characters[others.start] = stood;
            self.probabilities[others.start] = self.records[index].confidence;
        }
        let record = &mut self.records[index];
        (record.kind, record.confidence) = (Kind::Unresolved, 0);
    }

    /// Makes a repair less sure.
    pub(crate) fn doubt(&mut self, index: usize, factor: f32) {
        let confidence = &mut self.records[index].confidence;
        *confidence = packed(unpacked(*confidence) * factor);
    }

    /// Moves all ranges of the text; `moved` is asked in the order of the text.
    pub(crate) fn shift(&mut self, mut moved: impl FnMut(usize) -> usize) {
        for Record { range, .. } in &mut self.records {
            let from = moved(range.start as usize);
            *range = narrow(&(from..moved(range.end as usize)));
        }
    }
}

impl fmt::Debug for Repairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<'a> IntoIterator for &'a Repairs {
    type Item = Repair;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl FromIterator<Repair> for Repairs {
    fn from_iter<I: IntoIterator<Item = Repair>>(all: I) -> Self {
        let mut repairs = Repairs::default();
        all.into_iter().for_each(|repair| repairs.push(repair));
        repairs
    }
}

/// Goes through [`Repairs`].
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    repairs: &'a Repairs,
    left: Range<usize>,
}

impl Iterator for Iter<'_> {
    type Item = Repair;

    fn next(&mut self) -> Option<Repair> {
        self.repairs.get(self.left.next()?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Repair> {
        self.repairs.get(self.left.next_back()?)
    }
}

impl ExactSizeIterator for Iter<'_> {}
