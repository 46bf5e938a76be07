//! Windows-1252 and its near relatives, from characters back to bytes.

/// Bytes that Windows-1252 leaves undefined; strict decoders drop them or put U+FFFD.
pub(crate) const HOLES: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// The characters of the bytes 80 to 9F; as browsers do it, an undefined byte is the control character of its number.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character that a byte is in Windows-1252.
pub(crate) fn char_of(byte: u8) -> char {
    match byte {
        0x80..0xa0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The six characters that Windows-1254 has elsewhere than Windows-1252.
const TURKISH: [(char, u8); 6] =
    [('Ğ', 0xd0), ('İ', 0xdd), ('Ş', 0xde), ('ğ', 0xf0), ('ı', 0xfd), ('ş', 0xfe)];

/// The bytes of letters from U+0100 on and of punctuation from U+2000 on, 0 where there is none.
static LETTERS: [u8; 256] = bytes_from(0x100);
static PUNCTUATION: [u8; 256] = bytes_from(0x2000);

const fn bytes_from(first: usize) -> [u8; 256] {
    let mut bytes = [0; 256];
    let mut at = 0;
    while at < HIGH.len() {
        if HIGH[at] as usize >> 8 == first >> 8 {
            bytes[HIGH[at] as usize & 0xff] = 0x80 + at as u8;
        }
        at += 1;
    }
    at = 0;
    while at < TURKISH.len() {
        if TURKISH[at].0 as usize >> 8 == first >> 8 {
            bytes[TURKISH[at].0 as usize & 0xff] = TURKISH[at].1;
        }
        at += 1;
    }
    bytes
}

/// The byte of each character that has at most two bytes in UTF-8, in Windows-1252 or ISO-8859-1; 0 where there is none.
pub(crate) static BYTES: [u8; 0x800] = {
    let mut bytes = [0; 0x800];
    let mut at = 0;
    while at < 0x100 {
        bytes[at] = at as u8;
        if at < HIGH.len() && (HIGH[at] as usize) < bytes.len() {
            bytes[HIGH[at] as usize] = 0x80 + at as u8;
        }
        at += 1;
    }
    bytes
};

/// The byte that a decoder of Windows-1252, ISO-8859-1 or Windows-1254 made `c` from; `None` for ASCII and for what
/// none of them makes.
#[inline]
pub(crate) fn byte(c: char) -> Option<u8> {
    let byte = match c as usize >> 8 {
        0 if c >= '\u{80}' => c as u8,
        1 => LETTERS[c as usize & 0xff],
        0x20 => PUNCTUATION[c as usize & 0xff],
        _ => match c {
            'ˆ' => 0x88,
            '˜' => 0x98,
            '™' => 0x99,
            _ => 0,
        },
    };
    (byte != 0).then_some(byte)
}

/// Whether only Windows-1254 (Turkish) makes this character.
pub(crate) fn turkish(c: char) -> bool {
    ('Ğ'..='ş').contains(&c) && TURKISH.iter().any(|turkish| turkish.0 == c)
}

/// Whether a character that looks like a byte is at home in Chinese text as itself.
pub(crate) fn at_home(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '—'
            | '–'
            | '…'
            | '·'
            | '×'
            | '÷'
            | '°'
            | '±'
            | '§'
            | '€'
            | '™'
            | '®'
            | '•'
            | '‰'
    )
}

#[cfg(test)]
mod tests {
    use super::{TURKISH, byte, char_of};

    #[test]
    fn bytes_and_characters_are_inverse() {
        for b in 0x80..=0xff {
            assert_eq!(byte(char_of(b)), Some(b));
        }
        assert!(TURKISH.iter().all(|&(c, b)| byte(c) == Some(b)));
        assert_eq!(('\0'..=char::MAX).filter(|&c| byte(c).is_some()).count(), 128 + 27 + TURKISH.len());
    }
}
