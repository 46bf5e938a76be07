//! Which lines of hanzi are odd, and GBK and Big5 that were read as Windows-1252.

use crate::double_byte::{DoubleByte, GB18030};
use crate::model::Model;
use crate::{fluency, windows1252};

/// How odd a line of hanzi is: how many hanzi among its first characters are rare or unknown, and whether many of all
/// are.
pub(crate) fn odd(model: &Model, line: &str) -> (usize, bool) {
    let (mut rare, mut lost, mut all) = (0, 0, 0);
    for c in line.chars().take(32).filter(|&c| c >= '\u{80}') {
        all += 1;
        if !model.is_common(c) {
            *if ('\u{3000}'..'\u{fffd}').contains(&c) { &mut rare } else { &mut lost } += 1;
        }
    }
    (rare, (rare + lost) * 5 > all)
}

/// Whether a line may be UTF-8 that was read as GBK: of its hanzi, enough begin a character of three bytes. It takes less
/// time than to look for these characters, and few lines that are as they should be pass.
pub(crate) fn may_be_utf8(line: &str) -> bool {
    let (mut strange, mut leads) = (0, 0);
    for c in line.chars() {
        // A no-break space is 聽 in GBK, and stands in rows.
        strange += usize::from(c >= '\u{4e00}' && c != '聽');
        let pair = GB18030.pair(c).unwrap_or_default();
        leads += pair.iter().filter(|&byte| matches!(byte, 0xe0..=0xf4)).count();
    }
    leads > 0 && leads * 3 >= strange
}

/// GBK or Big5 behind a line of Windows-1252; it takes less where lines before it were so.
pub(crate) fn behind_latin(model: &Model, line: &str, was: &DoubleByte, expected: bool) -> Option<String> {
    let byte = |c: char| if c.is_ascii() { Some(c as u8) } else { windows1252::byte(c) };
    let bytes: Vec<u8> = line.chars().map(byte).collect::<Option<_>>()?;
    let (text, failed) = was.decode(&bytes);
    if expected && !failed && text.chars().any(|c| c >= '\u{2000}') {
        return Some(text);
    }
    (!failed && fluency::better(model, line, &text)).then_some(text)
}
