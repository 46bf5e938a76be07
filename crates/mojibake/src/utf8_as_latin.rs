//! UTF-8 that was read as Windows-1252, ISO-8859-1 or Windows-1254, with bytes lost on the way: which lines show that.

mod candidates;
mod line;
mod losses;
mod repairer;

pub(crate) use line::Line;
use line::{Unit, intact};
pub(crate) use losses::{Evidence, Losses};
pub(crate) use repairer::Repairer;

use crate::model::{FIRST, Model};

/// Whether a character says that the text is Chinese: a hanzi the model knows, or punctuation of full width.
pub(crate) fn chinese(model: &Model, c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}' | '\u{4e00}'..='\u{9fff}')
        && model.id(c).is_some_and(|id| id >= FIRST)
        || matches!(c, '“' | '”' | '—')
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
pub(crate) fn shows(model: &Model, Line { units, .. }: &Line, document: &Evidence) -> bool {
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
        if beside > 1 && followed {
            return true;
        }
        at += 1;
    }
    all_cut(units)
        || sure == 1 && (document.intact >= 4 || units.len() <= 8 || beside > 0)
        || beside > 0 && document.intact >= 2
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
