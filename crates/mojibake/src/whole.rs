//! Lines of UTF-8 read as a charset of single bytes that lost nothing: undone at one stroke.

use crate::Damage;
use crate::model::{EDGE, FIRST, Model};
use crate::output::Output;
use crate::utf8_as_latin::chinese;
use crate::windows1252::{self, at_home};

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
    while let [first, after @ ..] = rest {
        let (length, byte);
        if let Some((four, taken)) = rest.first_chunk().and_then(|&eight| four(eight)) {
            bytes[count..count + 4].copy_from_slice(&four);
            (rest, count) = (&rest[taken..], count + 4);
            continue;
        }
        if *first < 0xe0 {
            let second = after.first().copied().unwrap_or(0);
            (byte, length) = short(*first, second);
            if byte == 0 && *first != 0 {
                return None;
            }
        } else {
            let c = line[line.len() - rest.len()..].chars().next()?;
            (byte, length) = (windows1252::byte(c)?, c.len_utf8());
        }
        bytes[count] = byte;
        (rest, count) = (&rest[length..], count + 1);
    }
    bytes.truncate(count);
    Some(())
}

/// The byte that a character of one or two bytes stands for, 0 if it is none, and how many it has. Which it is cannot be
/// foretold, so there is no branch.
#[inline]
fn short(first: u8, second: u8) -> (u8, usize) {
    let pair = first >> 7;
    let code = if pair == 1 { u16::from(first & 0x1f) << 6 | u16::from(second & 0x3f) } else { first.into() };
    (windows1252::BYTES[usize::from(code & 0x7ff)], 1 + usize::from(pair))
}

/// The bytes that the first four characters in these eight bytes stand for, and how many they take; `None` unless each has
/// one or two bytes, as nearly all have, and stands for one.
#[inline]
fn four(eight: [u8; 8]) -> Option<([u8; 4], usize)> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const EACH: u64 = 0x0001_0001_0001_0001;
    let mut rest = u64::from_le_bytes(eight);
    if rest & (EACH * 0xfe) == EACH * 0xc2 {
        // Two bytes each, and one of the first 256.
        let bytes = (rest >> 8 & (EACH * 0xff)) + ((rest & EACH) << 6);
        let two = bytes | bytes >> 8;
        return Some((((two & 0xffff | two >> 16 & 0xffff_0000) as u32).to_le_bytes(), 8));
    }
    if rest & rest << 1 & rest << 2 & HIGH != 0 {
        return None;
    }
    let (mut four, mut taken) = ([0; 4], 0);
    for byte in &mut four {
        let length;
        (*byte, length) = short(rest as u8, (rest >> 8) as u8);
        taken += length;
        rest >>= 8 * length;
    }
    (!four.contains(&0)).then_some((four, taken))
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

/// How many of the first bytes beyond ASCII are characters of UTF-8, once and twice over, and how many there are. A character
/// begins wherever its bytes stand, so none has to wait for the one before it.
fn shares(bytes: &[u8]) -> (usize, usize, usize) {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut padded = [0; SAMPLE + 3];
    padded[..sample.len()].copy_from_slice(sample);
    let [mut two, mut three, mut four, mut all] = [0u8; 4];
    for at in 0..SAMPLE {
        let [first, second, third, fourth] = [0, 1, 2, 3].map(|behind| padded[at + behind]);
        let follow = |byte: u8| byte & 0xc0 == 0x80;
        let longer = follow(second) & follow(third);
        two += u8::from((0xc2..=0xdf).contains(&first) & follow(second));
        let too_long = (first == 0xe0) & (second < 0xa0);
        let surrogate = (first == 0xed) & (second >= 0xa0);
        three += u8::from((first & 0xf0 == 0xe0) & longer & !too_long & !surrogate);
        let too_long = (first == 0xf0) & (second < 0x90);
        let beyond = (first == 0xf4) & (second >= 0x90);
        four += u8::from((0xf0..=0xf4).contains(&first) & longer & follow(fourth) & !too_long & !beyond);
        all += u8::from(first >= 0x80);
    }
    let [two, three, four, all] = [two, three, four, all].map(usize::from);
    (three * 3 + four * 4, two * 2, all)
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
