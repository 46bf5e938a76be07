//! UTF-8 that was read as Windows-1252, ISO-8859-1 or Windows-1254, with bytes lost on the way.

use std::collections::HashMap;
use std::mem::take;
use std::ops::Range;

use crate::hash::Mixed;
use crate::lattice::{Arc, Lattice};
use crate::model::{EDGE, FIRST, Id, Model, UNKNOWN};
use crate::output::Output;
use crate::windows1252::{HOLES, at_home, byte, turkish};
use crate::{Alternatives, Choice, Damage};

/// Stands for a byte that became U+FFFD.
const WILD: u8 = 1;
/// What it costs to leave a character standing that is at home in Chinese text, but looks like a byte: like all scores
/// here in steps of the model, a quarter of a natural logarithm.
const AT_HOME: i32 = -8;
/// What it costs to leave a space standing behind what looks like bytes, where spaces stand for bytes.
const SPACE: i32 = -32;
/// What it costs to leave a character standing that is not.
const STRAY: i32 = -120;
/// What it costs to read a digit or a letter of full width, since the model counts it with its ASCII form.
const WIDE: i32 = -56;
/// So many characters that stand complete tell whether a line is written in traditional characters.
const TELLING: usize = 16;
/// So many damaged digits in a row may stand between a place and a digit that stands complete.
const LONGEST_RUN: usize = 8;
/// The most characters that are considered for one place; only where nearly all bytes are lost are there more.
const WIDEST: usize = 24;
/// What it costs to read a character that the model knows only by its simplified twin.
const TWIN: i32 = -4;

/// What became of the bytes that did not survive, as far as lines of one kind show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Losses {
    /// The holes of Windows-1252 vanished.
    holes: bool,
    /// They became U+FFFD.
    replaced: bool,
    /// What speaks against it that those of Windows-1254, 8E and 9E, went the same way; `None` where they did not.
    turkish: Option<i16>,
    /// All of 80 to 9F vanished (ISO-8859-1 without its control characters).
    controls: bool,
    /// The soft hyphen vanished.
    hyphen: bool,
    /// The no-break space became a space.
    space: bool,
}

impl Losses {
    /// What is left of a byte: `None` where nothing is.
    fn left_of(self, byte: u8) -> Option<u8> {
        let hole = HOLES.contains(&byte) || self.turkish.is_some() && matches!(byte, 0x8e | 0x9e);
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
    fn signature(self, c: char) -> Option<u32> {
        let mut buffer = [0; 4];
        let (&lead, rest) = c.encode_utf8(&mut buffer).as_bytes().split_first()?;
        let (mut left, mut length) = ([0; 3], 0);
        for byte in rest.iter().filter_map(|&byte| self.left_of(byte)) {
            left[length] = byte;
            length += 1;
        }
        (left[..length] != *rest).then(|| signature(lead, &left[..length]))
    }
}

/// What a line shows of its lost bytes. Lines of one file may have gone different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trace {
    /// Holes stand as control characters, or nothing is lost.
    Kept,
    /// There is U+FFFD.
    Replaced,
    /// Characters are incomplete.
    Dropped,
}

impl Trace {
    fn of(units: &[Unit]) -> Self {
        let mut trace = Trace::Kept;
        let mut rest = units;
        while let [unit, after @ ..] = rest {
            if unit.whole > 0 {
                let (character, after) = rest.split_at(unit.whole.into());
                if character.iter().any(|unit| unit.byte.is_some_and(hole)) {
                    return Trace::Kept;
                }
                rest = after;
                continue;
            }
            match unit.byte {
                None if unit.c == '\u{fffd}' => return Trace::Replaced,
                Some(0xe2..=0xef) => trace = Trace::Dropped,
                _ => {}
            }
            rest = after;
        }
        trace
    }
}

/// Whether a space stands where a byte of a character is missing, and no byte A0 stands at all.
fn cut_by_space(units: &[Unit]) -> bool {
    let lead = |unit: &Unit| matches!(unit.byte, Some(0xe2..=0xef));
    let follows = |unit: &Unit| matches!(unit.byte, Some(0x80..=0xbf));
    let blank = |unit: &Unit| unit.c == ' ';
    let three = |w: &[Unit]| lead(&w[0]) && (blank(&w[1]) || follows(&w[1]) && blank(&w[2]));
    let two = |w: &[Unit]| w[0].byte == Some(0xc2) && blank(&w[1]);
    (units.windows(3).any(three) || units.windows(2).any(two))
        && !units.iter().any(|unit| unit.byte == Some(0xa0))
}

fn hole(byte: u8) -> bool {
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

/// The share of characters of Chinese prose that have a byte AD, which is often 中.
const HYPHENS: f32 = 0.022;
/// From so many characters on that stand complete it is no chance that none has a byte 8E or 9E.
const TURKISH: usize = 80;
/// So many of them count as much as one step of a score.
const TURKISH_STEP: i16 = 4;

/// From so many bytes A0 to BF on it is no chance that there are none from 80 to 9F.
const CONTROLS: usize = 6;

/// What the whole document shows of this damage.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// By the trace of the line.
    traces: [Seen; 3],
    /// Complete sequences that read as Chinese.
    intact: usize,
    /// Traditional characters that stand complete.
    traditional: usize,
}

/// What complete sequences hold.
#[derive(Debug)]
struct Seen {
    sequences: usize,
    /// How often each byte behind the first stands in one, from 80 on.
    bytes: [usize; 64],
    /// How many bytes 80 to 9F, and A0 to BF, stand anywhere.
    anywhere: [usize; 2],
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

    /// Whether there are fewer soft hyphens than Chinese prose has.
    fn lacks_hyphens(&self) -> bool {
        (self.bytes[0xad - 0x80] as f32) < HYPHENS * 0.6 * self.sequences as f32
    }
}

impl Evidence {
    pub(crate) fn gather(&mut self, model: &Model, units: &[Unit]) {
        let seen = &mut self.traces[Trace::of(units) as usize];
        seen.count(units.iter().filter_map(|unit| unit.byte));
        for at in (0..units.len()).filter(|&at| units[at].whole == 3) {
            if let Some((c, _)) = intact(units, at).filter(|&(c, _)| chinese(model, c)) {
                self.intact += 1;
                self.traditional += usize::from(model.is_twin(c));
                seen.sequences += 1;
                for unit in &units[at + 1..at + 3] {
                    seen.bytes[usize::from(unit.byte.unwrap_or(0) & 0x3f)] += 1;
                }
            }
        }
    }

    /// Like [`Evidence::gather`] for the bytes of a line of which every character stands for one.
    pub(crate) fn gather_bytes(&mut self, model: &Model, bytes: &[u8]) {
        let [kept, _, dropped] = &mut self.traces;
        let (mut cut, mut whole) = (false, true);
        let mut seen = Seen::default();
        seen.count(bytes.iter().copied());
        for chunk in bytes.utf8_chunks() {
            cut |= chunk.invalid().iter().any(|byte| matches!(byte, 0xe2..=0xef));
            whole &= !chunk.valid().bytes().any(hole);
            for c in chunk.valid().chars().filter(|&c| c.len_utf8() == 3 && chinese(model, c)) {
                self.intact += 1;
                self.traditional += usize::from(model.is_twin(c));
                seen.sequences += 1;
                for bits in [c as u32 >> 6, c as u32] {
                    seen.bytes[(bits & 0x3f) as usize] += 1;
                }
            }
        }
        (if cut && whole { dropped } else { kept }).add(&seen);
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
    pub(crate) fn losses(&self, units: &[Unit]) -> Losses {
        let trace = Trace::of(units);
        let seen = &self.traces[trace as usize];
        let none =
            |from: usize, to: usize| seen.bytes[from - 0x80..=to - 0x80].iter().all(|&count| count == 0);
        let enough = trace == Trace::Dropped && seen.sequences >= 8;
        let may_be_turkish = trace != Trace::Kept && none(0x8e, 0x8e) && none(0x9e, 0x9e);
        let lacking = TURKISH.saturating_sub(seen.sequences) as i16;
        Losses {
            holes: trace != Trace::Kept,
            replaced: trace == Trace::Replaced,
            turkish: may_be_turkish.then_some(-lacking / TURKISH_STEP),
            controls: trace == Trace::Dropped && seen.anywhere[0] == 0 && seen.anywhere[1] >= CONTROLS,
            // Some lines of a file may have kept theirs.
            hyphen: seen.lacks_hyphens() && !units.iter().any(|unit| unit.byte == Some(0xad)),
            space: none(0xa0, 0xa0) && (enough || cut_by_space(units)),
        }
    }
}

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

/// The characters of a text that was read as a charset of single bytes.
pub(crate) fn units(text: &str, offset: usize, out: &mut Vec<Unit>) {
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
    mark_whole(out);
}

/// One damage undone: the characters whose UTF-8 stands complete, as units for another look.
pub(crate) fn undone(units: &[Unit]) -> Vec<Unit> {
    let mut out = Vec::with_capacity(units.len());
    let mut at = 0;
    while at < units.len() {
        let (c, length) = intact(units, at).unwrap_or((units[at].c, 1));
        let (start, end) = (units[at].start, units[at + length - 1].end);
        out.push(Unit { c, byte: byte(c), whole: 0, start, end });
        at += length;
    }
    mark_whole(&mut out);
    out
}

fn mark_whole(units: &mut [Unit]) {
    for at in 0..units.len() {
        if units[at].byte >= Some(0xc2) {
            units[at].whole = whole(&units[at..]).unwrap_or(0);
        }
    }
}

/// How many units, from the first on, are a character whose UTF-8 stands complete.
fn whole(units: &[Unit]) -> Option<u8> {
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
    char::from_u32(code).filter(|c| c.len_utf8() == length).map(|_| length as u8)
}

/// The character whose UTF-8 stands complete at a place, and how many units it takes.
pub(crate) fn intact(units: &[Unit], at: usize) -> Option<(char, usize)> {
    let length = usize::from(units[at].whole);
    let bits = |code, unit: &Unit| code << 6 | u32::from(unit.byte.unwrap_or(0) & 0x3f);
    let (lead, rest) = units[at..at + length].split_first()?;
    let lead = u32::from(lead.byte?) & (0x7f >> length);
    Some((char::from_u32(rest.iter().fold(lead, bits))?, length))
}

/// Whether a character says that the text is Chinese: a hanzi the model knows, or punctuation of full width.
pub(crate) fn chinese(model: &Model, c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}' | '\u{4e00}'..='\u{9fff}')
        && model.id(c).is_some_and(|id| id >= FIRST)
        || matches!(c, '“' | '”' | '—')
}

/// Whether a line is written in traditional characters; `None` where too few of it stand complete.
fn written_traditional(model: &Model, units: &[Unit]) -> Option<bool> {
    let (mut all, mut traditional) = (0, 0);
    for at in (0..units.len()).filter(|&at| units[at].whole > 0) {
        if let Some((c, _)) = intact(units, at).filter(|&(c, _)| chinese(model, c)) {
            all += 1;
            traditional += usize::from(model.is_twin(c));
        }
    }
    (all >= TELLING).then_some(traditional * 20 > all)
}

/// Whether a character is a digit or a letter of full width.
fn wide(c: char) -> bool {
    matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
}

/// Whether what may be a digit or letter of full width follows one that stands complete, with none but its like between:
/// １０００年. None begins with a zero.
fn goes_on_wide(units: &[Unit], at: usize) -> bool {
    // All but the last of its bytes.
    let damaged = |at: usize| {
        units[at].byte == Some(0xef)
            && matches!(units[at + 1].byte, Some(0xbc | 0xbd))
            && intact(units, at).is_none()
    };
    let mut before = at;
    for _ in 0..LONGEST_RUN {
        before -= if before >= 2 && damaged(before - 2) { 2 } else { 0 };
    }
    before >= 3 && intact(units, before - 3).is_some_and(|(c, _)| wide(c))
}

/// Whether complete sequences make up most of what looks like bytes.
pub(crate) fn mostly_intact(units: &[Unit]) -> bool {
    let (mut at, mut inside, mut all) = (0, 0, 0);
    while let Some(unit) = units.get(at) {
        let length = usize::from(unit.whole);
        inside += if length > 2 { length } else { 0 };
        all += length.max(usize::from(unit.byte.is_some()));
        at += length.max(1);
    }
    inside * 2 > all
}

/// Whether the damage may have been done twice.
pub(crate) fn may_be_doubled(units: &[Unit]) -> bool {
    // The three bytes of one character are then a lead byte behind C3 and two that stand behind C2, or behind one of
    // C5 C6 CB E2 where Windows-1252 puts a sign of its own: nearly all is complete once over.
    let (mut leads, mut pairs, mut bytes) = (0, 0, 0);
    for unit in units {
        bytes += usize::from(unit.byte.is_some());
        leads += usize::from(unit.byte == Some(0xc3));
        if matches!(unit.byte, Some(0xc2 | 0xc3 | 0xc5 | 0xc6 | 0xcb | 0xe2)) {
            pairs += usize::from(unit.whole);
        }
    }
    leads > 0 && pairs >= 4 && pairs * 2 > bytes
}

/// Whether one of the first 256 characters, as the first byte of a character may have become, stands before one that the
/// second may have. Text that holds no such pair has no character that stands complete.
pub(crate) fn may_stand_complete(text: &[u8]) -> bool {
    memchr::memchr_iter(0xc3, text).any(|lead| may_follow(text.get(lead + 2)))
}

/// Whether a character that begins with a byte may be what a byte 80 to BF became.
fn may_follow(byte: Option<&u8>) -> bool {
    matches!(byte, Some(0xc2 | 0xc5 | 0xc6 | 0xcb | 0xe2))
}

/// Whether a line of which not all characters stand for bytes may [show](shows) this damage, or another of single bytes. It
/// takes less time than to take it to pieces, and few lines pass that only hold accents and signs: these are no
/// character that stands complete, and hardly ever two of them lead bytes beside a hanzi.
pub(crate) fn may_show<'e>(line: &str, document: impl Fn() -> &'e Evidence) -> bool {
    let bytes = line.as_bytes();
    let beyond = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii());
    let mut beside = 0;
    // Windows-1254 has some of these.
    if memchr::memchr3(0xc4, 0xc5, 0xc5, bytes).is_some() {
        return true;
    }
    for at in memchr::memchr_iter(0xc3, bytes) {
        let (before, after) = (at.checked_sub(1).map(|before| &bytes[before]), bytes.get(at + 2));
        if may_follow(after) {
            return true;
        }
        let lead = matches!(bytes[at + 1], 0xa2..=0xa9 | 0xaf);
        beside += usize::from(lead && (beyond(before) || beyond(after)));
    }
    beside > 1
        || beside > 0 && document().intact >= 2
        || document().intact >= 4 && !bytes.iter().any(u8::is_ascii_alphabetic)
}

/// Whether a line shows the damage well enough to be repaired.
pub(crate) fn shows(model: &Model, units: &[Unit], document: &Evidence) -> bool {
    let mut sure = 0;
    // Lead bytes beside hanzi, and whether one has a byte behind it: é alone is a letter far more often than 遍 that lost both.
    let (mut beside, mut followed) = (0, false);
    let hanzi = |c: char| ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff01}'..='\u{ff5e}').contains(&c);
    let mut at = 0;
    while at < units.len() {
        let before = at.checked_sub(1).map(|b| units[b].c);
        if let Some((c, length)) = intact(units, at) {
            let alone = before.is_some_and(|b| b.is_ascii_alphabetic());
            let counts = match length {
                // Two spaces of full width begin a paragraph, whatever follows.
                3 => {
                    chinese(model, c) && !alone
                        || (chinese(model, c) || c == '\u{3000}') && document.intact > 2
                }
                4 => true,
                _ => false,
            };
            sure += usize::from(counts);
            if sure >= 2 {
                return true;
            }
            at += length;
            continue;
        }
        let lead = units[at].byte.is_some_and(|b| matches!(b, 0xe2..=0xe9 | 0xef));
        let after = units.get(at + 1).map(|unit| unit.c);
        beside += usize::from(lead && (before.is_some_and(hanzi) || after.is_some_and(hanzi)));
        followed |= lead && units.get(at + 1).is_some_and(|unit| matches!(unit.byte, Some(0x80..=0xbf)));
        at += 1;
    }
    all_cut(units)
        || sure == 1 && (document.intact >= 4 || units.len() <= 8 || beside > 0)
        || beside > 0 && document.intact >= 2
        || beside > 1 && followed
        || document.intact >= 4
            && units.iter().any(|unit| unit.byte.is_some())
            && !units.iter().any(|unit| unit.c.is_ascii_alphabetic())
}

/// Whether a line is hanzi that have lost bytes, and nothing that is not: a few of which every one did show no other way.
fn all_cut(units: &[Unit]) -> bool {
    let (mut hanzi, mut others, mut behind) = (0, 0, 0);
    // How many bytes of the character at hand may follow.
    let mut left = 0_usize;
    for unit in units {
        match unit.byte {
            Some(lead @ (0xe2..=0xe9 | 0xef)) => {
                *(if matches!(lead, 0xe4..=0xe9) { &mut hanzi } else { &mut others }) += 1;
                left = 2;
            }
            Some(0x80..=0xbf) if left > 0 => {
                behind += 1;
                left -= 1;
            }
            None if unit.c == ' ' => left = left.saturating_sub(1),
            None if unit.c.is_ascii() && !unit.c.is_ascii_alphabetic() => left = 0,
            _ => return false,
        }
    }
    hanzi >= 4 && hanzi > others * 2 && behind * 2 >= hanzi
}

/// Repairs lines that show the damage.
pub(crate) struct Repairer<'a> {
    model: &'a Model,
    choices: &'a [Choice],
    pub(crate) losses: Losses,
    candidates: Candidates,
    /// Whether the document is written in traditional characters; `None` where it has not one of them.
    document_traditional: Option<bool>,
    /// Whether readings in traditional characters count in the line.
    traditional: bool,
    /// The last two characters written.
    left: [Id; 2],
    lattice: Lattice<'a>,
    /// The readings of the stretch at hand, and which of its places any leads to.
    arcs: Vec<Arc>,
    reached: Vec<bool>,
    /// What was reversed last.
    text: String,
}

/// A character, its id, and its score by itself.
type Candidate = (Id, char, i16);

/// The characters that leave the same signature.
struct Candidates {
    /// Group by group.
    all: Vec<Candidate>,
    groups: HashMap<u32, Range<usize>, Mixed>,
}

impl Candidates {
    fn new(model: &Model, traditional: bool, losses: Losses) -> Self {
        let widest = if losses.controls { WIDEST / 3 } else { WIDEST };
        let certain = Losses { turkish: losses.turkish.filter(|&against| against == 0), ..losses };
        let mut signed: Vec<(u32, Candidate)> = Vec::new();
        for (id, c, twin) in model.characters().filter(|&(_, _, twin)| traditional || !twin) {
            // ASCII is never damaged; its forms of full width are, and the model takes them for the same.
            let c = if c.is_ascii() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c };
            let wide = match c {
                '\u{ff0d}' | '\u{ff0f}' => WIDE / 2,
                '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff5a}' => WIDE,
                _ => 0,
            };
            let score = (model.prior_steps(id) + wide + if twin { TWIN } else { 0 }) as i16;
            let left = certain.signature(c);
            signed.extend(left.map(|signature| (signature, (id, c, score))));
            // Forms of full width lose the same bytes as digits, which are what a text may hold.
            if let Some(against) = losses.turkish.filter(|&against| against < 0 && c < '\u{ff00}') {
                let turkish = losses.signature(c).filter(|&signature| left != Some(signature));
                signed.extend(turkish.map(|signature| (signature, (id, c, score + against))));
            }
        }
        order::by_number(&mut signed, |&(signature, _)| signature.into());
        let mut candidates = Candidates { all: Vec::with_capacity(signed.len()), groups: HashMap::default() };
        for group in signed.chunk_by_mut(|a, b| a.0 == b.0) {
            if group.len() > widest {
                order::by_number(group, |&(_, (_, _, score))| order::highest_first(score.into()));
            }
            let begin = candidates.all.len();
            candidates.all.extend(group.iter().take(widest).map(|&(_, candidate)| candidate));
            candidates.groups.insert(group[0].0, begin..candidates.all.len());
        }
        candidates
    }

    fn of(&self, signature: u32) -> &[Candidate] {
        self.groups.get(&signature).map_or(&[], |group| &self.all[group.clone()])
    }
}

/// What stands at a place, if that is beyond doubt.
#[derive(Clone, Copy)]
struct Sure {
    c: char,
    id: Id,
    length: usize,
    literal: bool,
}

impl<'a> Repairer<'a> {
    pub(crate) fn new(
        model: &'a Model,
        losses: Losses,
        traditional: Option<bool>,
        choices: &'a [Choice],
    ) -> Self {
        let candidates = Candidates::new(model, traditional.is_some(), losses);
        Repairer {
            model,
            choices,
            losses,
            candidates,
            document_traditional: traditional,
            traditional: true,
            left: [EDGE; 2],
            lattice: Lattice::new(model),
            arcs: Vec::new(),
            reached: Vec::new(),
            text: String::new(),
        }
    }

    fn sure(&self, units: &[Unit], at: usize) -> Option<Sure> {
        let unit = units[at];
        if self.choices.iter().any(|choice| choice.source == unit.start as usize) {
            return None;
        }
        if unit.whole > 2 {
            return self.sure_whole(units, at);
        }
        // A no-break space, or what became of it, can be the last byte of the character before.
        let a_byte = unit.byte.is_some() || self.losses.space && unit.c == ' ';
        if !a_byte && unit.c >= '\u{4e00}' && unit.c != '\u{fffd}' {
            let id = self.model.id(unit.c).unwrap_or(UNKNOWN);
            return Some(Sure { c: unit.c, id, length: 1, literal: true });
        }
        let blank = |unit: &Unit| {
            let itself = (unit.end - unit.start) as usize == unit.c.len_utf8();
            itself && self.model.id(unit.c) == Some(EDGE) && !matches!(unit.byte, Some(0x80..0xa0))
        };
        let inside = || a_byte && units[at.saturating_sub(2)..at].iter().any(|unit| unit.byte >= Some(0xc2));
        if blank(&unit) && !inside() {
            let length = units[at..].iter().take_while(|unit| blank(unit)).count();
            return Some(Sure { c: unit.c, id: EDGE, length, literal: true });
        }
        if !a_byte && unit.c != '\u{fffd}' {
            let id = self.model.id(unit.c).unwrap_or(UNKNOWN);
            return Some(Sure { c: unit.c, id, length: 1, literal: true });
        }
        self.sure_whole(units, at)
    }

    /// The character that stands complete at a place, if that is beyond doubt.
    fn sure_whole(&self, units: &[Unit], at: usize) -> Option<Sure> {
        let (c, length) = intact(units, at)?;
        let id = self.model.id(c).filter(|&id| id >= FIRST && (length > 2 || self.model.knows(c)))?;
        let ends_at_home = at_home(units[at + length - 1].c);
        (!ends_at_home || self.model.is_common(c)).then_some(Sure { c, id, length, literal: false })
    }

    pub(crate) fn line(&mut self, units: &[Unit], damage: Damage, out: &mut Output<'_>) {
        let damage = match damage {
            Damage::Utf8AsWindows1252 if units.iter().any(|unit| turkish(unit.c)) => {
                Damage::Utf8AsWindows1254
            }
            damage => damage,
        };
        if let Some(document) = self.document_traditional {
            self.traditional = written_traditional(self.model, units).unwrap_or(document);
        }
        let mut at = 0;
        while at < units.len() {
            match self.sure(units, at) {
                Some(Sure { c, id, length, literal }) => {
                    let source = source(units, at, at + length);
                    // Of what was damaged twice some stands complete once the first damage is undone.
                    if literal && out.received()[source.clone()].starts_with(c) {
                        out.copy(source);
                        self.left = [self.left[1], id];
                        at += length;
                    } else {
                        at = self.reverse(units, at, damage, out);
                    }
                }
                None => at = self.doubtful(units, at, damage, out),
            }
        }
        if self.left[1] != EDGE {
            self.left = [self.left[1], EDGE];
        }
    }

    /// Goes past a line that was repaired without it; `text` is what it was.
    pub(crate) fn pass(&mut self, text: &str) {
        let ids = text.chars().rev().map(|c| self.model.id(c).unwrap_or(UNKNOWN));
        if let Some(last) = ids.into_iter().find(|&id| id != EDGE) {
            self.left = [last, EDGE];
        }
    }

    /// Reverses from a place that is sure to where none is, or what stands was received so.
    fn reverse(&mut self, units: &[Unit], start: usize, damage: Damage, out: &mut Output<'_>) -> usize {
        let mut text = take(&mut self.text);
        text.clear();
        let mut at = start;
        while let Some(sure) = units.get(at).and_then(|_| self.sure(units, at)) {
            if sure.literal && at > start {
                break;
            }
            text.push(sure.c);
            self.left = [self.left[1], sure.id];
            at += sure.length;
        }
        out.reversed(source(units, start, at), &text, damage);
        self.text = text;
        at
    }

    /// Repairs from the first doubtful place to where two characters in a row are beyond doubt again.
    fn doubtful(&mut self, units: &[Unit], start: usize, damage: Damage, out: &mut Output<'_>) -> usize {
        let (mut arcs, mut reached) = (take(&mut self.arcs), take(&mut self.reached));
        arcs.clear();
        reached.clear();
        reached.push(true);
        let mut end = start + 1;
        let mut at = start;
        let mut right = [EDGE, UNKNOWN];
        while at < units.len() {
            if at >= end
                && let Some(first) = self.sure(units, at)
            {
                let next = at + first.length;
                if next == units.len() {
                    right = [first.id, EDGE];
                    break;
                }
                if let Some(second) = self.sure(units, next) {
                    right = [first.id, second.id];
                    break;
                }
            }
            if reached.get(at - start) == Some(&true) {
                let known = arcs.len();
                self.readings(units, at, start, &mut arcs);
                for arc in &arcs[known..] {
                    let to = arc.to as usize;
                    reached.resize(reached.len().max(to + 1), false);
                    reached[to] = true;
                    end = end.max(start + to);
                }
            }
            at += 1;
        }
        let end = at.max(end).min(units.len());
        self.lattice.solve(&arcs, (end - start) as u32, self.left, right);
        for &index in self.lattice.path() {
            let arc = arcs[index];
            let (from, to) = (start + arc.from as usize, start + arc.to as usize);
            self.write(units, from..to, index, &arcs, damage, out);
            self.left = [self.left[1], arc.id];
        }
        (self.arcs, self.reached) = (arcs, reached);
        end
    }

    /// Adds all readings of what begins at a place.
    fn readings(&self, units: &[Unit], at: usize, start: usize, arcs: &mut Vec<Arc>) {
        let from = (at - start) as u32;
        let first = arcs.len();
        if let Some(sure) = self.sure(units, at) {
            arcs.push(Arc { from, to: from + sure.length as u32, id: sure.id, c: sure.c, score: 0 });
            return;
        }
        let unit = units[at];
        if let Some((c, length)) = intact(units, at) {
            let id = self.model.id(c).filter(|&id| id != EDGE).unwrap_or(UNKNOWN);
            arcs.push(Arc {
                from,
                to: from + length as u32,
                id,
                c,
                score: self.model.prior_steps(id) as i16,
            });
        }
        if let Some(lead) = unit.byte.filter(|&b| b >= 0xc2) {
            let (follow, count) = self.follow(units, at);
            for length in 0..=count {
                // A byte that cannot stand for itself has to be read.
                let next = at + 1 + length;
                if length < count && !at_home(units[next].c) && units[next].c != ' ' {
                    continue;
                }
                let found = self.candidates.of(signature(lead, &follow[..length]));
                let to = (next - start) as u32;
                let found = found.iter().filter(|&&(_, c, _)| self.traditional || !self.model.is_twin(c));
                arcs.extend(found.map(|&(id, c, score)| Arc { from, to, id, c, score }));
            }
            if self.losses.space && lead == 0xc2 && units.get(at + 1).is_some_and(|next| next.c == ' ') {
                let score = self.model.prior_steps(EDGE) as i16;
                arcs.push(Arc { from, to: from + 2, id: UNKNOWN, c: '\u{a0}', score });
            }
            if lead == 0xef && goes_on_wide(units, at) {
                let wide = arcs[first..].iter_mut().filter(|arc| wide(arc.c));
                wide.for_each(|arc| arc.score -= WIDE as i16);
            }
        }
        // A stray byte stands for itself only where it can be nothing else.
        if at_home(unit.c) || arcs.len() == first {
            let literal = match unit.c {
                ' ' if self.losses.space => SPACE,
                c if at_home(c) => AT_HOME,
                _ => STRAY,
            };
            let id = self.model.id(unit.c).unwrap_or(UNKNOWN);
            let score = (self.model.prior_steps(id) + literal) as i16;
            arcs.push(Arc { from, to: from + 1, id, c: unit.c, score });
        }
        if let Some(choice) = self.choices.iter().find(|choice| choice.source == unit.start as usize) {
            self.choose(&choice.text, first, arcs);
        }
    }

    /// The bytes that may belong to the lead byte at a place, and how many there are.
    fn follow(&self, units: &[Unit], at: usize) -> ([u8; 2], usize) {
        let (mut bytes, mut count) = ([0; 2], 0);
        while let Some(unit) = units.get(at + 1 + count).filter(|_| count < 2) {
            bytes[count] = match unit.byte {
                Some(b) if (0x80..0xc0).contains(&b) => b,
                None if unit.c == '\u{fffd}' => WILD,
                None if unit.c == ' ' && self.losses.space => b' ',
                _ => break,
            };
            count += 1;
        }
        (bytes, count)
    }

    /// Leaves only the reading that a person chose.
    fn choose(&self, text: &str, first: usize, arcs: &mut Vec<Arc>) {
        let Some(c) = text.chars().next() else { return };
        if !arcs[first..].iter().any(|arc| arc.c == c) {
            let longest = arcs[first..].iter().copied().max_by_key(|arc| arc.to);
            arcs.extend(longest.map(|arc| Arc { c, id: self.model.id(c).unwrap_or(UNKNOWN), ..arc }));
        }
        let mut place = first;
        for index in first..arcs.len() {
            if arcs[index].c == c {
                arcs[place] = arcs[index];
                place += 1;
            }
        }
        arcs.truncate(place);
    }

    #[allow(clippy::too_many_arguments)]
    fn write(
        &self,
        units: &[Unit],
        span: Range<usize>,
        chosen: usize,
        arcs: &[Arc],
        damage: Damage,
        out: &mut Output<'_>,
    ) {
        let arc = arcs[chosen];
        let posterior = |arc: usize| self.lattice.posterior(arc);
        let source = source(units, span.start, span.end);
        let literal = span.len() == 1 && units[span.start].c == arc.c || arc.id == EDGE;
        if literal {
            let unit = units[span.start];
            if source.is_empty() {
                // The second half of something that already stands.
            } else if unit.byte.is_some() && !at_home(unit.c) || unit.c == '\u{fffd}' {
                out.unresolved(source, damage);
            } else if out.received()[source.clone()].starts_with(unit.c) {
                out.copy(source);
            } else {
                out.reversed(source, unit.c.encode_utf8(&mut [0; 4]), damage);
            }
            return;
        }
        if intact(units, span.start) == Some((arc.c, span.len())) {
            out.reversed(source, arc.c.encode_utf8(&mut [0; 4]), damage);
            return;
        }
        let mut alternatives = Alternatives::default();
        // A reading of another length in UTF-8 could not take its place.
        let others = self.lattice.others(arcs, chosen);
        for i in others.filter(|&i| arcs[i].c.len_utf8() == arc.c.len_utf8()) {
            alternatives.push(arcs[i].c, posterior(i));
        }
        out.inferred(source, arc.c, damage, posterior(chosen).min(1.0), alternatives);
    }
}

fn source(units: &[Unit], from: usize, to: usize) -> Range<usize> {
    units[from].start as usize..units[to - 1].end as usize
}

fn signature(lead: u8, left: &[u8]) -> u32 {
    let at = |index: usize| left.get(index).map_or(0, |&b| u32::from(b));
    u32::from(lead) | at(0) << 8 | at(1) << 16 | at(2) << 24
}
