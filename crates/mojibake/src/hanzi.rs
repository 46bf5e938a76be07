//! Which lines of hanzi are odd, and GBK and Big5 that were read as Windows-1252.

use crate::double_byte::{DoubleByte, GB18030};
use crate::model::Model;
use crate::{fluency, windows1252};

/// So many characters tell.
const FIRST: usize = 32;

/// How odd the first characters of a line are.
#[derive(Clone, Copy)]
pub(crate) struct Oddness {
    /// There are hanzi that are rare or unknown.
    pub(crate) any: bool,
    /// They are one in eight of all characters beyond ASCII; where UTF-8 was read as GBK they are a third at the least.
    pub(crate) some: bool,
    /// They are one in five, together with other characters that are unusual.
    pub(crate) many: bool,
}

pub(crate) fn oddness(model: &Model, line: &str) -> Oddness {
    let (mut rare, mut lost, mut all) = (0, 0, 0);
    let mut rest = line.as_bytes();
    for _ in 0..FIRST {
        // Nearly all take three bytes and are common, or are ASCII.
        let c = match *rest {
            [first @ 0xe0..=0xef, second, third, ref after @ ..] => {
                rest = after;
                if model.is_common_of_three([first, second, third]) {
                    all += 1;
                    continue;
                }
                u32::from(first & 0xf) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f)
            }
            [..0x80, ref after @ ..] => {
                rest = after;
                continue;
            }
            _ => {
                let Some(c) = line[line.len() - rest.len()..].chars().next() else { break };
                rest = &rest[c.len_utf8()..];
                c.into()
            }
        };
        all += 1;
        if !model.is_common(c) {
            *if (0x3000..0xfffd).contains(&c) { &mut rare } else { &mut lost } += 1;
        }
    }
    Oddness { any: rare > 0, some: rare * 8 > all, many: (rare + lost) * 5 > all }
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

/// The bytes of a line that was read as Windows-1252; `None` if a character stands for none.
pub(crate) fn latin_bytes(line: &str) -> Option<Vec<u8>> {
    let byte = |c: char| if c.is_ascii() { Some(c as u8) } else { windows1252::byte(c) };
    line.chars().map(byte).collect()
}

/// GBK or Big5 behind the bytes of a line that was read as Windows-1252; it takes less where lines before it were so.
pub(crate) fn behind_latin(
    model: &Model,
    line: &str,
    bytes: &[u8],
    was: &DoubleByte,
    expected: bool,
) -> Option<String> {
    let (text, failed) = was.decode(bytes);
    if expected && !failed && text.chars().any(|c| c >= '\u{2000}') {
        return Some(text);
    }
    (!failed && fluency::better(model, line, &text)).then_some(text)
}
