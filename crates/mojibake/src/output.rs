//! The repaired text as it grows, with the record of what was done.

use std::ops::Range;

use crate::{Alternatives, Damage, Kind, Repair, Repairs};

#[derive(Debug)]
pub(crate) struct Output<'a> {
    received: &'a str,
    /// Whole once the output is [finished](Output::finish).
    pub(crate) text: String,
    pub(crate) repairs: Repairs,
    /// What is to be taken as it is, but was not copied yet: most of it goes on, and a text without repairs needs no copy.
    waiting: Range<usize>,
}

impl<'a> Output<'a> {
    pub(crate) fn new(received: &'a str) -> Self {
        Output { received, text: String::new(), repairs: Repairs::default(), waiting: 0..0 }
    }

    pub(crate) fn received(&self) -> &'a str {
        self.received
    }

    /// Takes a stretch as it is.
    pub(crate) fn copy(&mut self, source: Range<usize>) {
        if source.start != self.waiting.end {
            self.write_waiting();
            self.waiting.start = source.start;
        }
        self.waiting.end = source.end;
    }

    fn write_waiting(&mut self) {
        if self.text.capacity() == 0 {
            self.text.reserve(self.received.len());
        }
        self.text.push_str(&self.received[self.waiting.clone()]);
        self.waiting.start = self.waiting.end;
    }

    /// Writes what is left to copy; `false` if nothing was repaired, and the text is what was received.
    pub(crate) fn finish(&mut self) -> bool {
        let repaired = !self.repairs.is_empty();
        if repaired {
            self.write_waiting();
        }
        repaired
    }

    /// Writes what an undamaged inverse gave; it joins the repair before it where that is of the same kind.
    pub(crate) fn reversed(&mut self, source: Range<usize>, text: &str, damage: Damage) {
        let range = self.push(text);
        if !self.repairs.join(&range, &source, damage) {
            self.record(range, source, Kind::Reversed, damage, 1.0, Alternatives::default());
        }
    }

    /// Like [`Output::reversed`] for a whole line; what its ends share with the text stays out of the repair.
    pub(crate) fn reversed_trimmed(&mut self, source: Range<usize>, text: &str, damage: Damage) {
        let line = &self.received[source.clone()];
        let before = line.len() - line.trim_ascii_start().len();
        let after = line.len() - line.trim_ascii_end().len();
        self.copy(source.start..source.start + before);
        self.reversed(source.start + before..source.end - after, text.trim_ascii(), damage);
        self.copy(source.end - after..source.end);
    }

    /// Writes a character that was chosen by its context.
    pub(crate) fn inferred(
        &mut self,
        source: Range<usize>,
        c: char,
        damage: Damage,
        confidence: f32,
        alternatives: Alternatives,
    ) {
        let range = self.push(c.encode_utf8(&mut [0; 4]));
        self.record(range, source, Kind::Inferred, damage, confidence, alternatives);
    }

    /// Takes a stretch as it is, since it could not be restored.
    pub(crate) fn unresolved(&mut self, source: Range<usize>, damage: Damage) {
        let received = self.received;
        let range = self.push(&received[source.clone()]);
        self.record(range, source, Kind::Unresolved, damage, 0.0, Alternatives::default());
    }

    /// Puts what was received back for an inferred character, which takes as many bytes.
    pub(crate) fn give_up(&mut self, index: usize) {
        let Some(repair) = self.repairs.get(index) else { return };
        let Some(stood) = self.text[repair.range.clone()].chars().next() else { return };
        self.text.replace_range(repair.range, &self.received[repair.source]);
        self.repairs.give_up(index, stood);
    }

    fn push(&mut self, text: &str) -> Range<usize> {
        self.write_waiting();
        let start = self.text.len();
        self.text.push_str(text);
        start..self.text.len()
    }

    fn record(
        &mut self,
        range: Range<usize>,
        source: Range<usize>,
        kind: Kind,
        damage: Damage,
        confidence: f32,
        alternatives: Alternatives,
    ) {
        self.repairs.push(Repair { range, source, kind, damage, confidence, alternatives });
    }
}
