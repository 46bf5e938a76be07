//! The repaired text as it grows, with the record of what was done.

use std::ops::Range;

use crate::{Alternative, Damage, Kind, Repair};

#[derive(Debug)]
pub(crate) struct Output<'a> {
    received: &'a str,
    pub(crate) text: String,
    pub(crate) repairs: Vec<Repair>,
}

impl<'a> Output<'a> {
    pub(crate) fn new(received: &'a str) -> Self {
        Output { received, text: String::with_capacity(received.len()), repairs: Vec::new() }
    }

    pub(crate) fn received(&self) -> &'a str {
        self.received
    }

    /// Takes a stretch as it is.
    pub(crate) fn copy(&mut self, source: Range<usize>) {
        self.text.push_str(&self.received[source]);
    }

    /// Writes what an undamaged inverse gave; it joins the repair before it where that is of the same kind.
    pub(crate) fn reversed(&mut self, source: Range<usize>, text: &str, damage: Damage) {
        let range = self.push(text);
        if let Some(last) = self.repairs.last_mut()
            && (last.kind, last.damage) == (Kind::Reversed, damage)
            && (last.range.end, last.source.end) == (range.start, source.start)
        {
            last.range.end = range.end;
            last.source.end = source.end;
            return;
        }
        self.repairs.push(Repair {
            range,
            source,
            kind: Kind::Reversed,
            damage,
            confidence: 1.0,
            alternatives: Vec::new(),
        });
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
        text: &str,
        damage: Damage,
        confidence: f32,
        alternatives: Vec<Alternative>,
    ) {
        let range = self.push(text);
        self.repairs.push(Repair { range, source, kind: Kind::Inferred, damage, confidence, alternatives });
    }

    /// Takes a stretch as it is, since it could not be restored.
    pub(crate) fn unresolved(&mut self, source: Range<usize>, damage: Damage) {
        let received = self.received;
        let range = self.push(&received[source.clone()]);
        self.repairs.push(Repair {
            range,
            source,
            kind: Kind::Unresolved,
            damage,
            confidence: 0.0,
            alternatives: Vec::new(),
        });
    }

    fn push(&mut self, text: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(text);
        start..self.text.len()
    }
}
