//! Damage that leaves hanzi behind: UTF-8 read as GBK, and GBK and Big5 read as each other or as Windows-1252.

use crate::double_byte::{BIG5, DoubleByte, GB18030};
use crate::model::Model;
use crate::windows1252;

/// How much better a repaired line must read, per character, in natural logarithms.
const MARGIN: f32 = 2.0;
/// The worst that Chinese prose reads, per character.
const FLUENT: f32 = -8.5;

/// How odd a line of hanzi is: how many hanzi among its first characters are rare or unknown, and whether many of all
/// are.
pub(crate) fn odd(model: &Model, line: &str) -> (usize, bool) {
    let (mut rare, mut lost, mut all) = (0, 0, 0);
    for c in line.chars().take(32).filter(|&c| c >= '\u{80}') {
        all += 1;
        if !model.id(c).is_some_and(|id| model.prior(id) > -10.5) {
            *if ('\u{3000}'..'\u{fffd}').contains(&c) { &mut rare } else { &mut lost } += 1;
        }
    }
    (rare, (rare + lost) * 5 > all)
}

/// What the bytes behind a line say in another charset, where that reads like Chinese and the line does not.
pub(crate) fn misread(model: &Model, line: &str, read_as: &DoubleByte, was: &DoubleByte) -> Option<String> {
    let (text, failed) = was.decode(&read_as.encode(line)?);
    better(model, line, &text, failed)
}

/// GBK or Big5 behind a line of Windows-1252; it takes less where lines before it were so.
pub(crate) fn behind_latin(model: &Model, line: &str, was: &DoubleByte, expected: bool) -> Option<String> {
    let byte = |c: char| if c.is_ascii() { Some(c as u8) } else { windows1252::byte(c) };
    let bytes: Vec<u8> = line.chars().map(byte).collect::<Option<_>>()?;
    let (text, failed) = was.decode(&bytes);
    if expected && !failed && text.chars().any(|c| c >= '\u{2000}') {
        return Some(text);
    }
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
