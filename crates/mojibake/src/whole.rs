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
    bytes.reserve(line.len());
    let mut rest = line.as_bytes();
    while let [first, after @ ..] = rest {
        // Nearly all are ASCII, or take two bytes and are one of the first 256.
        rest = match (first, after) {
            (..0x80, _) => {
                bytes.push(*first);
                after
            }
            (0xc2 | 0xc3, [second, after @ ..]) => {
                bytes.push(first << 6 | second & 0x3f);
                after
            }
            _ => {
                let c = line[line.len() - rest.len()..].chars().next()?;
                bytes.push(windows1252::byte(c).filter(|_| !turkish(c))?);
                &rest[c.len_utf8()..]
            }
        }
    }
    Some(())
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
    for chunk in bytes[..bytes.len().min(SAMPLE)].utf8_chunks() {
        for c in chunk.valid().chars().filter(|c| !c.is_ascii()) {
            let length = c.len_utf8();
            *(if length > 2 { &mut once } else { &mut twice }) += length;
            all += length;
        }
        all += chunk.invalid().len();
    }
    (once, twice, all)
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
