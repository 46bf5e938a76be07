//! Damage that leaves hanzi behind: UTF-8 read as GBK, and GBK and Big5 read as each other or as Windows-1252.

use crate::double_byte::{BIG5, DoubleByte, GB18030};
use crate::model::Model;
use crate::utf8_as_latin::{ANY, LEAD, Unit, WILD, intact};
use crate::windows1252;

/// How much better a repaired line must read, per character, in natural logarithms.
const MARGIN: f32 = 2.0;
/// The worst that Chinese prose reads, per character.
const FLUENT: f32 = -8.5;

/// Whether a line of hanzi is worth a closer look: many of its first characters are rare, or unknown.
pub(crate) fn odd(model: &Model, line: &str) -> bool {
    let (mut rare, mut all) = (0, 0);
    for c in line.chars().take(32) {
        if c >= '\u{80}' {
            all += 1;
            let usual = model.id(c).is_some_and(|id| model.prior(id) > -10.5);
            rare += usize::from(!usual || c == '\u{fffd}');
        }
    }
    rare * 5 > all && rare > 0
}

/// A line as the bytes that GBK would have made it from, where they read as UTF-8 that was Chinese.
pub(crate) fn as_gbk(model: &Model, line: &str, offset: usize) -> Option<Vec<Unit>> {
    let mut units = Vec::with_capacity(line.len());
    let strange = line.chars().filter(|&c| c >= '\u{4e00}').count();
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let (start, end) = ((offset + at) as u32, (offset + at + c.len_utf8()) as u32);
        let mut push = |byte, start| units.push(Unit { c, byte, start, end });
        if c == '\u{fffd}' || c == '?' {
            // Before ASCII any odd last byte is lost; between hanzi only pairs that GBK leaves undefined are.
            let alone = chars.peek().is_none_or(|next| next.1.is_ascii() || c == '?');
            push(Some(if alone { ANY } else { WILD }), start);
            push(Some(LEAD), end);
            continue;
        }
        if c == '€' {
            push(Some(0x80), start);
            continue;
        }
        match GB18030.pair(c) {
            Some([first, second]) => {
                push(Some(first), start);
                // A second byte in ASCII was a character of its own before it was swallowed.
                if second < 0x80 {
                    units.push(Unit { c: second as char, byte: None, start: end, end });
                } else {
                    push(Some(second), end);
                }
            }
            _ => push(None, start),
        }
    }
    let (mut at, mut hits, mut misses) = (0, 0, 0);
    while at < units.len() {
        match intact(&units, at) {
            Some((c, length)) if length == 3 && model.id(c).is_some_and(|id| model.prior(id) > -14.0) => {
                hits += 1;
                at += length;
            }
            _ => {
                misses += usize::from(units[at].byte.is_some_and(|b| b >= 0x80));
                at += 1;
            }
        }
    }
    (hits * 3 > misses * 2 && hits >= 1 && hits * 3 >= strange).then_some(units)
}

/// What the bytes behind a line say in another charset, where that reads like Chinese and the line does not.
pub(crate) fn misread(model: &Model, line: &str, read_as: &DoubleByte, was: &DoubleByte) -> Option<String> {
    let (text, failed) = was.decode(&read_as.encode(line)?);
    better(model, line, &text, failed)
}

/// GBK or Big5 behind a line of Windows-1252.
pub(crate) fn behind_latin(model: &Model, line: &str, was: &DoubleByte) -> Option<String> {
    let byte = |c: char| if c.is_ascii() { Some(c as u8) } else { windows1252::byte(c) };
    let bytes: Vec<u8> = line.chars().map(byte).collect::<Option<_>>()?;
    let (text, failed) = was.decode(&bytes);
    better(model, line, &text, failed)
}

fn better(model: &Model, line: &str, text: &str, failed: bool) -> Option<String> {
    let hanzi = text.chars().filter(|&c| c >= '\u{80}').count();
    let before = line.chars().filter(|&c| c >= '\u{80}').count();
    let fluency = fluency_beyond_ascii(model, text);
    let good = !failed && hanzi >= 2 && fluency > FLUENT && before >= 2;
    (good && fluency > fluency_beyond_ascii(model, line) + MARGIN).then(|| text.to_owned())
}

fn fluency_beyond_ascii(model: &Model, text: &str) -> f32 {
    let beyond: String = text.chars().filter(|&c| c >= '\u{80}').collect();
    model.fluency(&beyond)
}

/// The ways in which GBK and Big5 are taken for each other: read as, was, and what that is called.
pub(crate) fn confusions() -> [(&'static DoubleByte, &'static DoubleByte, crate::Damage); 2] {
    [(&BIG5, &GB18030, crate::Damage::Gb18030AsBig5), (&GB18030, &BIG5, crate::Damage::Big5AsGb18030)]
}
