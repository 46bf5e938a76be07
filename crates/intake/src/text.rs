//! Where text ends and binary data begins.

/// Long enough that chance evens out, short enough that a damaged stretch costs little.
const WINDOW: usize = 512;

/// Whether `bytes` are text in some charset, damaged perhaps.
///
/// No charset in use writes control characters into Chinese text but UTF-16, where half the bytes may be any; random
/// bytes are one tenth control characters. So a window is text where control characters are few, or where its pairs of
/// bytes are the units of UTF-16 text in either order; the file is text where half of it is. Zeros that a crash
/// or a sparse copy leaves do not count.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    let (mut text, mut binary) = (0usize, 0usize);
    for window in bytes.chunks(WINDOW) {
        if is_text_window(window) {
            text += window.len();
        } else if window.iter().any(|&byte| byte != 0) {
            binary += window.len();
        }
    }
    text > 0 && text >= binary
}

fn is_text_window(window: &[u8]) -> bool {
    // Two are forgiven whatever the length: a short text may hold a stray one.
    let are_few = |count: usize| count <= 2 + window.len() / 50 && count < window.len();
    // With its line ends text has few bytes that are nothing to see; these are counted in a byte for each run, many at a time.
    let unseen = |run: &[u8]| run.iter().map(|&byte| u8::from(byte < b' ' || byte == 0x7f)).sum::<u8>();
    are_few(window.chunks(WINDOW / 4).map(|run| usize::from(unseen(run))).sum())
        || are_few(window.iter().filter(|&&byte| is_control(byte)).count())
        || is_utf16_window(window)
}

/// Control characters but for those that text files hold: TAB, LF, FF, CR, the end-of-file mark of DOS, and the shifts
/// and ESC of ISO-2022.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0x00..=0x08 | 0x0b | 0x10..=0x19 | 0x1c..=0x1f | 0x7f)
}

/// Of random pairs, one third are such units; of UTF-16 text, nearly all. A lost byte turns the order round.
fn is_utf16_window(window: &[u8]) -> bool {
    let share = |order: fn([u8; 2]) -> u16| {
        let (pairs, _) = window.as_chunks::<2>();
        let plausible = pairs.iter().filter(|&&pair| is_utf16_unit(order(pair))).count();
        plausible * 10 >= pairs.len() * 7 && pairs.len() >= 2
    };
    share(u16::from_le_bytes) || share(u16::from_be_bytes)
}

/// ASCII, general and CJK punctuation, ideographs, full-width forms.
fn is_utf16_unit(unit: u16) -> bool {
    matches!(
        unit,
        0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0x2010..=0x203f | 0x2460..=0x24ff | 0x3000..=0x301f | 0x4e00..=0x9fff | 0xff01..=0xff5e
    )
}
