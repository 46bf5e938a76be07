//! Lines of UTF-8 read as a charset of single bytes that lost nothing: undone at one stroke.

use crate::Damage;
use crate::model::{EDGE, FIRST, Model};
use crate::output::Output;
use crate::utf8_as_latin::chinese;
use crate::windows1252::{self, at_home, turkish};

/// What a line was before it was read as Windows-1252 or ISO-8859-1, written into `bytes`; `None` unless every character
/// stands for a byte and they are UTF-8.
pub(crate) fn undone<'b>(line: &str, bytes: &'b mut Vec<u8>) -> Option<&'b str> {
    read_back(line, bytes)?;
    simdutf8::basic::from_utf8(bytes).ok()
}

/// Writes the bytes that the characters of a line stand for; `None` if any stands for none.
pub(crate) fn read_back(line: &str, bytes: &mut Vec<u8>) -> Option<()> {
    bytes.clear();
    bytes.resize(line.len(), 0);
    let (mut rest, mut count) = (line.as_bytes(), 0);
    while let [first, second, ..] = *rest {
        if let Some(four) = rest.first_chunk().and_then(|&eight| four_pairs(eight)) {
            bytes[count..count + 4].copy_from_slice(&four);
            (rest, count) = (&rest[8..], count + 4);
            continue;
        }
        let length;
        // Nearly all are ASCII, or take two bytes and are one of the first 256; which of both cannot be foretold.
        if first < 0xc4 {
            let pair = first >= 0x80;
            bytes[count] = if pair { first << 6 | second & 0x3f } else { first };
            length = 1 + usize::from(pair);
        } else {
            let c = line[line.len() - rest.len()..].chars().next()?;
            bytes[count] = windows1252::byte(c).filter(|_| !turkish(c))?;
            length = c.len_utf8();
        }
        (rest, count) = (&rest[length..], count + 1);
    }
    bytes.truncate(count);
    bytes.extend(rest);
    Some(())
}

/// The bytes that four characters of the first 256 stand for, all beyond ASCII; `None` where others stand.
#[inline]
fn four_pairs(pairs: [u8; 8]) -> Option<[u8; 4]> {
    const EACH: u64 = 0x0001_0001_0001_0001;
    let pairs = u64::from_le_bytes(pairs);
    if pairs & (EACH * 0xfe) != EACH * 0xc2 {
        return None;
    }
    let bytes = (pairs >> 8 & (EACH * 0xff)) + ((pairs & EACH) << 6);
    let two = bytes | bytes >> 8;
    Some(((two & 0xffff | two >> 16 & 0xffff_0000) as u32).to_le_bytes())
}

/// So many bytes of a line tell what all of it is.
const SAMPLE: usize = 128;

/// Whether UTF-8 accounts for hardly any of the bytes behind a line, neither once nor twice over.
pub(crate) fn is_no_utf8(bytes: &[u8]) -> bool {
    let (once, twice, all) = shares(bytes);
    (once + twice) * 2 <= all
}

/// Whether a long line has hardly a character of UTF-8 once over, even if many of them had lost a byte.
pub(crate) fn is_far_from_utf8(bytes: &[u8]) -> bool {
    let (once, _, all) = shares(bytes);
    bytes.len() > SAMPLE && once * 8 <= all
}

/// How many of the first bytes beyond ASCII are characters of UTF-8, once and twice over, and how many there are.
fn shares(bytes: &[u8]) -> (usize, usize, usize) {
    let (mut once, mut twice, mut all) = (0, 0, 0);
    let mut rest = &bytes[..bytes.len().min(SAMPLE)];
    while let [first, ..] = rest {
        let length = length(rest);
        match length {
            3.. => once += length,
            2 => twice += length,
            _ => {}
        }
        all += if first.is_ascii() { 0 } else { length.max(1) };
        rest = &rest[length.max(1)..];
    }
    (once, twice, all)
}

/// How many bytes the character of UTF-8 takes that some bytes begin with; 0 where none does.
fn length(bytes: &[u8]) -> usize {
    match *bytes {
        [..0x80, ..] => 1,
        [0xc2..=0xdf, 0x80..=0xbf, ..] => 2,
        [0xe0, 0xa0..=0xbf, 0x80..=0xbf, ..] => 3,
        [0xed, 0x80..=0x9f, 0x80..=0xbf, ..] => 3,
        [0xe1..=0xec | 0xee..=0xef, 0x80..=0xbf, 0x80..=0xbf, ..] => 3,
        [0xf0, 0x90..=0xbf, 0x80..=0xbf, 0x80..=0xbf, ..] => 4,
        [0xf1..=0xf3, 0x80..=0xbf, 0x80..=0xbf, 0x80..=0xbf, ..] => 4,
        [0xf4, 0x80..=0x8f, 0x80..=0xbf, 0x80..=0xbf, ..] => 4,
        _ => 0,
    }
}

/// Whether what a line was is beyond doubt: ASCII and characters that the model knows, and at least two of these say that
/// it is Chinese. What may be two characters, one of which lost bytes, is doubtful unless the document is `complete`. Any
/// other line is taken to pieces.
pub(crate) fn is_sure(model: &Model, text: &str, complete: bool) -> bool {
    let (mut telling, mut behind_letter) = (0, false);
    for c in text.chars() {
        if !c.is_ascii() {
            let known = model.id(c).is_some_and(|id| id >= FIRST || complete && id == EDGE);
            if !known || c.len_utf8() != 3 && !(complete && at_home(c)) {
                return false;
            }
            let last = c as u8 & 0x3f | 0x80;
            let may_stand = at_home(char::from(last)) || at_home(windows1252::char_of(last));
            if may_stand && !complete && !model.is_common(c) {
                return false;
            }
            telling += usize::from(!behind_letter && chinese(model, c));
        }
        behind_letter = c.is_ascii_alphabetic();
    }
    telling >= 2
}

/// Writes what a line that was received at `offset` was; ASCII is as it was received.
pub(crate) fn write(line: &str, offset: usize, mut text: &str, damage: Damage, out: &mut Output<'_>) {
    let mut at = 0;
    while at < line.len() {
        let ascii = ascii(&line[at..]);
        if ascii > 0 {
            out.copy(offset + at..offset + at + ascii);
            (at, text) = (at + ascii, &text[ascii..]);
        }
        let beyond = (beyond_ascii(&line[at..]), beyond_ascii(text));
        if beyond.0 > 0 {
            out.reversed(offset + at..offset + at + beyond.0, &text[..beyond.1], damage);
            (at, text) = (at + beyond.0, &text[beyond.1..]);
        }
    }
}

/// How much of the beginning of a text is ASCII, and how much is none.
fn ascii(text: &str) -> usize {
    text.bytes().position(|byte| !byte.is_ascii()).unwrap_or(text.len())
}

fn beyond_ascii(text: &str) -> usize {
    text.bytes().position(|byte| byte.is_ascii()).unwrap_or(text.len())
}
