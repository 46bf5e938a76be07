//! What a line has lost, as the lines of its document show that are like it.

use super::candidates::signature;
use super::chinese;
use super::line::{Line, Unit};
use crate::model::Model;
use crate::windows1252::HOLES;

/// Stands for a byte that became U+FFFD.
pub(super) const WILD: u8 = 1;
/// The share of characters of Chinese prose that have a byte AD, which is often 中.
const HYPHENS: f32 = 0.022;
/// The share of characters of Chinese prose that have a byte 8E or 9E, which Windows-1254 lacks.
const TURKISH: f32 = 0.045;
/// From so many characters on that stand complete it is no chance that none has one.
const TURKISH_SURE: usize = 80;
/// What speaks against it that a line has lost its own, in steps of a score: where others have theirs or too few stand
/// complete to tell, and where as many do as nearly tell.
const TURKISH_AGAINST: [i16; 2] = [8, 2];
/// So many characters take a step off it.
const TURKISH_STEP: i16 = 4;
/// From so many bytes A0 to BF on it is no chance that there are none from 80 to 9F.
const CONTROLS: usize = 6;

/// What became of the bytes that did not survive, as far as lines of one kind show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Losses {
    /// The holes of Windows-1252 vanished.
    holes: bool,
    /// They became U+FFFD.
    replaced: bool,
    /// What speaks against it that those of Windows-1254, 8E and 9E, went the same way; `None` where they did not.
    pub(super) turkish: Option<i16>,
    /// All of 80 to 9F vanished (ISO-8859-1 without its control characters).
    pub(super) controls: bool,
    /// The soft hyphen vanished.
    hyphen: bool,
    /// The no-break space became a space.
    pub(super) space: bool,
}

impl Losses {
    /// Without what may have been lost, but speaks against it.
    pub(super) fn certain(self) -> Losses {
        Losses { turkish: self.turkish.filter(|&against| against == 0), ..self }
    }

    /// What is left of a byte: `None` where nothing is.
    fn left_of(self, byte: u8) -> Option<u8> {
        let hole = hole(byte) || self.turkish.is_some() && matches!(byte, 0x8e | 0x9e);
        match byte {
            0x80..=0x9f if self.controls => None,
            0xad if self.hyphen => None,
            0xa0 if self.space => Some(b' '),
            _ if hole && self.replaced => Some(WILD),
            _ if hole && self.holes => None,
            _ => Some(byte),
        }
    }

    /// The signature of a character that has lost some of its bytes; `None` for one that is whole.
    pub(super) fn signature(self, c: char) -> Option<u32> {
        let mut buffer = [0; 4];
        let (&lead, rest) = c.encode_utf8(&mut buffer).as_bytes().split_first()?;
        let (mut left, mut length, mut whole) = ([0; 3], 0, true);
        for &byte in rest {
            let kept = self.left_of(byte);
            whole &= kept == Some(byte);
            if let Some(kept) = kept {
                left[length] = kept;
                length += 1;
            }
        }
        (!whole).then(|| signature(lead, &left[..length]))
    }
}

/// What a line shows of its lost bytes. Lines of one file may have gone different ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Trace {
    /// Holes stand as control characters, or nothing is lost.
    #[default]
    Kept,
    /// There is U+FFFD.
    Replaced,
    /// Characters are incomplete.
    Dropped,
}

/// Whether a space stands where a byte of a character is missing.
fn cut_by_space(units: &[Unit]) -> bool {
    let lead = |unit: &Unit| matches!(unit.byte, Some(0xe2..=0xef));
    let follows = |unit: &Unit| matches!(unit.byte, Some(0x80..=0xbf));
    let blank = |unit: &Unit| unit.c == ' ';
    let three = |w: &[Unit]| lead(&w[0]) && (blank(&w[1]) || follows(&w[1]) && blank(&w[2]));
    let two = |w: &[Unit]| w[0].byte == Some(0xc2) && blank(&w[1]);
    units.windows(3).any(three) || units.windows(2).any(two)
}

pub(super) fn hole(byte: u8) -> bool {
    const BITS: u32 = {
        let (mut bits, mut at) = (0, 0);
        while at < HOLES.len() {
            bits |= 1 << (HOLES[at] - 0x80);
            at += 1;
        }
        bits
    };
    (0x80..0xa0).contains(&byte) && BITS >> (byte - 0x80) & 1 == 1
}

/// What the whole document shows of this damage.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// By the trace of the line.
    traces: [Seen; 3],
    /// Complete sequences that read as Chinese.
    pub(super) intact: usize,
    /// Traditional characters that stand complete.
    traditional: usize,
}

/// What complete sequences hold.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) sequences: usize,
    /// How often each byte behind the first stands in one, from 80 on.
    bytes: [usize; 64],
    /// How many bytes 80 to 9F, and A0 to BF, stand anywhere.
    pub(super) anywhere: [usize; 2],
}

impl Default for Seen {
    fn default() -> Self {
        Seen { sequences: 0, bytes: [0; 64], anywhere: [0; 2] }
    }
}

impl Seen {
    fn add(&mut self, other: &Seen) {
        self.sequences += other.sequences;
        let more = |(count, more): (&mut usize, usize)| *count += more;
        self.bytes.iter_mut().zip(other.bytes).for_each(more);
        self.anywhere.iter_mut().zip(other.anywhere).for_each(more);
    }

    fn count(&mut self, bytes: impl Iterator<Item = u8>) {
        bytes
            .filter(|byte| matches!(byte, 0x80..=0xbf))
            .for_each(|byte| self.anywhere[usize::from(byte >= 0xa0)] += 1);
    }

    /// Counts a complete sequence: a character of three bytes.
    pub(super) fn character(&mut self, c: char) {
        self.sequences += 1;
        for bits in [c as u32 >> 6, c as u32] {
            self.bytes[(bits & 0x3f) as usize] += 1;
        }
    }

    /// Whether there are fewer soft hyphens than Chinese prose has.
    fn lacks_hyphens(&self) -> bool {
        (self.bytes[0xad - 0x80] as f32) < HYPHENS * 0.6 * self.sequences as f32
    }

    /// How many bytes there are that Windows-1254 lacks.
    fn turkish(&self) -> usize {
        self.bytes[0x8e - 0x80] + self.bytes[0x9e - 0x80]
    }

    /// What speaks against it that a line without 8E and 9E has lost them, in steps; `None` where it has not.
    fn against_turkish(&self) -> Option<i16> {
        let [most, least] = TURKISH_AGAINST;
        let (count, usual) = (self.turkish() as f32, TURKISH * self.sequences as f32);
        match self.sequences {
            _ if count > 0.0 => (count + usual.sqrt() < usual).then_some(most),
            TURKISH_SURE.. => Some(0),
            few => Some((most - few as i16 / TURKISH_STEP).max(least)),
        }
    }
}

impl Evidence {
    pub(crate) fn gather(&mut self, line: &Line) {
        self.add(line.shape.trace, &line.shape.seen, line.shape.traditional);
    }

    fn add(&mut self, trace: Trace, seen: &Seen, traditional: usize) {
        self.traces[trace as usize].add(seen);
        self.intact += seen.sequences;
        self.traditional += traditional;
    }

    /// Like [`Evidence::gather`] for the bytes of a line of which every character stands for one.
    pub(crate) fn gather_bytes(&mut self, model: &Model, bytes: &[u8]) {
        let (mut cut, mut whole, mut traditional) = (false, true, 0);
        let mut seen = Seen::default();
        seen.count(bytes.iter().copied());
        for chunk in bytes.utf8_chunks() {
            cut |= chunk.invalid().iter().any(|byte| matches!(byte, 0xe2..=0xef));
            whole &= !chunk.valid().bytes().any(hole);
            for c in chunk.valid().chars().filter(|&c| chinese(model, c)) {
                traditional += usize::from(model.is_twin(c));
                seen.character(c);
            }
        }
        self.add(if cut && whole { Trace::Dropped } else { Trace::Kept }, &seen, traditional);
    }

    /// Whether no line has lost anything.
    pub(crate) fn is_complete(&self) -> bool {
        let [_, replaced, dropped] = &self.traces;
        replaced.sequences + dropped.sequences == 0
    }

    /// Whether the text is written in traditional characters; `None` where it has not one of them.
    pub(crate) fn traditional(&self) -> Option<bool> {
        (self.traditional > 0).then_some(self.traditional * 20 > self.intact)
    }

    /// What other lines like one that lost nothing have lost; `bytes` are its own.
    pub(crate) fn losses_beside(&self, bytes: &[u8]) -> Losses {
        let lacks_hyphens = self.traces[Trace::Kept as usize].lacks_hyphens();
        Losses { hyphen: lacks_hyphens && !bytes.contains(&0xad), ..Losses::default() }
    }

    /// What a line has lost, as lines like it show.
    pub(crate) fn losses(&self, Line { units, shape }: &Line) -> Losses {
        let trace = shape.trace;
        let seen = &self.traces[trace as usize];
        let enough = trace == Trace::Dropped && seen.sequences >= 8;
        let may_be_turkish = trace != Trace::Kept && shape.seen.turkish() == 0;
        Losses {
            holes: trace != Trace::Kept,
            replaced: trace == Trace::Replaced,
            turkish: seen.against_turkish().filter(|_| may_be_turkish).map(|against| -against),
            controls: trace == Trace::Dropped && seen.anywhere[0] == 0 && seen.anywhere[1] >= CONTROLS,
            // Some lines of a file may have kept theirs.
            hyphen: seen.lacks_hyphens() && !shape.hyphen,
            space: seen.bytes[0xa0 - 0x80] == 0 && (enough || !shape.blank && cut_by_space(units)),
        }
    }
}
