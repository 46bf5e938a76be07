//! A line taken to pieces, and what it shows at one look.

use std::ops::Range;

use super::chinese;
use super::losses::{Seen, Trace, hole};
use crate::model::Model;
use crate::windows1252::{byte, turkish};

/// So many characters that stand complete tell whether a line is written in traditional characters.
const TELLING: usize = 16;

/// A received character, the byte it looks like, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    pub(crate) c: char,
    pub(crate) byte: Option<u8>,
    /// How many units from this one on are a character whose UTF-8 stands complete; 0 where none does.
    pub(crate) whole: u8,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Unit {
    /// Whether it is no byte, but a hanzi or another character that damage does not make.
    pub(super) fn is_hanzi(&self) -> bool {
        self.c >= '\u{4e00}' && self.c != '\u{fffd}' && self.byte.is_none()
    }

    /// Whether the character was received as it is: what became of it when a damage was undone is shorter than what
    /// was received.
    pub(super) fn is_received(&self) -> bool {
        (self.end - self.start) as usize == self.c.len_utf8()
    }
}

/// What a line shows at one look.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub(super) trace: Trace,
    /// What stands in it.
    pub(super) seen: Seen,
    /// Complete sequences that are traditional characters.
    pub(super) traditional: usize,
    /// Whether there is a soft hyphen, a no-break space, or what only Windows-1254 makes.
    pub(super) hyphen: bool,
    pub(super) blank: bool,
    pub(super) turkish: bool,
    /// How many units look like bytes, and how many of them make up complete characters of at least three.
    pub(crate) bytes: usize,
    inside: usize,
    /// How many of them may be what the first byte of a character became that was damaged twice, and how many stand in pairs as
    /// all of its bytes would.
    leads: usize,
    pairs: usize,
}

/// A line as the characters that were received, and what they show.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(crate) units: Vec<Unit>,
    pub(crate) shape: Shape,
}

impl Line {
    /// Takes a text that was read as a charset of single bytes to pieces.
    pub(crate) fn read(&mut self, model: &Model, text: &str, offset: usize) {
        split(text, offset, false, &mut self.units);
        self.shape = Shape::of(model, &mut self.units);
    }

    /// Like [`Line::read`] where only its shape is asked for: of hanzi in a row there is one.
    pub(crate) fn glance(&mut self, model: &Model, text: &str) {
        split(text, 0, true, &mut self.units);
        self.shape = Shape::of(model, &mut self.units);
    }

    /// One damage undone: the characters whose UTF-8 stands complete, as units for another look.
    pub(crate) fn undone(&self, model: &Model) -> Line {
        let units = &self.units;
        let mut out = Vec::with_capacity(units.len());
        let mut at = 0;
        while at < units.len() {
            let (c, length) = intact(units, at).unwrap_or((units[at].c, 1));
            let (start, end) = (units[at].start, units[at + length - 1].end);
            out.push(Unit { c, byte: byte(c), whole: 0, start, end });
            at += length;
        }
        let shape = Shape::of(model, &mut out);
        Line { units: out, shape }
    }
}

impl Shape {
    /// Looks at the units of a line, and marks those with which a complete character begins.
    fn of(model: &Model, units: &mut [Unit]) -> Self {
        let mut shape = Shape::default();
        // What the first place shows that tells.
        let (mut told, mut cut) = (None, false);
        for at in 0..units.len() {
            let Unit { c, byte, .. } = units[at];
            let Some(byte) = byte else {
                if c == '\u{fffd}' {
                    told.get_or_insert(Trace::Replaced);
                }
                continue;
            };
            shape.bytes += 1;
            shape.turkish |= turkish(c);
            if byte < 0xc0 {
                shape.seen.anywhere[usize::from(byte >= 0xa0)] += 1;
                shape.hyphen |= byte == 0xad;
                shape.blank |= byte == 0xa0;
                continue;
            }
            shape.leads += usize::from(byte == 0xc3);
            if let Some((c, length)) = whole(&units[at..]) {
                units[at].whole = length as u8;
                let character = &units[at..at + length];
                if character.iter().any(|unit| unit.byte.is_some_and(hole)) {
                    told.get_or_insert(Trace::Kept);
                }
                shape.inside += if length > 2 { length } else { 0 };
                shape.pairs +=
                    if matches!(byte, 0xc2 | 0xc3 | 0xc5 | 0xc6 | 0xcb | 0xe2) { length } else { 0 };
                if chinese(model, c) {
                    shape.seen.character(c);
                    shape.traditional += usize::from(model.is_twin(c));
                }
            } else {
                cut |= matches!(byte, 0xe2..=0xef);
            }
        }
        shape.trace = told.unwrap_or(if cut { Trace::Dropped } else { Trace::Kept });
        shape
    }

    /// Whether complete sequences make up most of what looks like bytes.
    pub(crate) fn is_mostly_intact(&self) -> bool {
        self.inside * 2 > self.bytes
    }

    /// Whether the damage may have been done twice.
    pub(crate) fn may_be_doubled(&self) -> bool {
        // The three bytes of one character are then a lead byte behind C3 and two that stand behind C2, or behind one of
        // C5 C6 CB E2 where Windows-1252 puts a sign of its own: nearly all is complete once over.
        self.leads > 0 && self.pairs >= 4 && self.pairs * 2 > self.bytes
    }

    /// Whether the line is written in traditional characters; `None` where too few of it stand complete.
    pub(super) fn is_traditional(&self) -> Option<bool> {
        let all = self.seen.sequences;
        (all >= TELLING).then_some(self.traditional * 20 > all)
    }
}

/// The characters of a text that was read as a charset of single bytes; the first alone of each run of hanzi if it is `short`.
fn split(text: &str, offset: usize, short: bool, out: &mut Vec<Unit>) {
    out.clear();
    let mut rest = text.as_bytes();
    let mut start = offset as u32;
    loop {
        // Of those that take three bytes, only punctuation and the like stand for one.
        let (c, byte, after) = match *rest {
            [] => break,
            [ascii @ ..0x80, ref after @ ..] => (char::from(ascii), None, after),
            [lead @ (0xc2 | 0xc3), next, ref after @ ..] => {
                let byte = lead << 6 | next & 0x3f;
                (char::from(byte), Some(byte), after)
            }
            [lead @ 0xe0..=0xef, second, third, ref after @ ..] => {
                let code =
                    u32::from(lead & 0xf) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f);
                let c = char::from_u32(code).unwrap_or_default();
                let mut after = after;
                while short
                    && lead > 0xe4
                    && let [0xe5..=0xee, _, _, ref next @ ..] = *after
                {
                    after = next;
                }
                (c, if lead == 0xe2 { byte(c) } else { None }, after)
            }
            _ => match text[text.len() - rest.len()..].chars().next() {
                Some(c) => (c, byte(c), &rest[c.len_utf8()..]),
                None => break,
            },
        };
        let end = start + (rest.len() - after.len()) as u32;
        out.push(Unit { c, byte, whole: 0, start, end });
        (rest, start) = (after, end);
    }
}

/// The character whose UTF-8 stands complete at the first unit, and how many units it takes.
fn whole(units: &[Unit]) -> Option<(char, usize)> {
    let lead = units.first()?.byte?;
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut code = u32::from(lead) & (0x7f >> length);
    for unit in units.get(1..length)? {
        let byte = unit.byte.filter(|byte| (0x80..0xc0).contains(byte))?;
        code = code << 6 | u32::from(byte & 0x3f);
    }
    // Longer than need be is no UTF-8.
    char::from_u32(code).filter(|c| c.len_utf8() == length).map(|c| (c, length))
}

/// The character whose UTF-8 stands complete at a place, and how many units it takes.
pub(crate) fn intact(units: &[Unit], at: usize) -> Option<(char, usize)> {
    let length = usize::from(units[at].whole);
    let bits = |code, unit: &Unit| code << 6 | u32::from(unit.byte.unwrap_or(0) & 0x3f);
    let (lead, rest) = units[at..at + length].split_first()?;
    let lead = u32::from(lead.byte?) & (0x7f >> length);
    Some((char::from_u32(rest.iter().fold(lead, bits))?, length))
}

/// Where some units were received.
pub(super) fn source(units: &[Unit], from: usize, to: usize) -> Range<usize> {
    units[from].start as usize..units[to - 1].end as usize
}
