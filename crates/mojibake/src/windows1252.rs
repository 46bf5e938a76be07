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

/// The byte that a decoder of Windows-1252, ISO-8859-1 or Windows-1254 made `c` from; `None` for ASCII and for what
/// none of them makes.
#[inline]
pub(crate) fn byte(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{ff}' => Some(c as u8),
        'Ğ'..='™' => byte_of_sign(c),
        _ => None,
    }
}

fn byte_of_sign(c: char) -> Option<u8> {
    Some(match c {
        '€' => 0x80,
        '‚' => 0x82,
        'ƒ' => 0x83,
        '„' => 0x84,
        '…' => 0x85,
        '†' => 0x86,
        '‡' => 0x87,
        'ˆ' => 0x88,
        '‰' => 0x89,
        'Š' => 0x8a,
        '‹' => 0x8b,
        'Œ' => 0x8c,
        'Ž' => 0x8e,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '˜' => 0x98,
        '™' => 0x99,
        'š' => 0x9a,
        '›' => 0x9b,
        'œ' => 0x9c,
        'ž' => 0x9e,
        'Ÿ' => 0x9f,
        'Ğ' => 0xd0,
        'İ' => 0xdd,
        'Ş' => 0xde,
        'ğ' => 0xf0,
        'ı' => 0xfd,
        'ş' => 0xfe,
        _ => return None,
    })
}

/// Whether only Windows-1254 (Turkish) makes this character.
pub(crate) fn turkish(c: char) -> bool {
    matches!(c, 'Ğ' | 'İ' | 'Ş' | 'ğ' | 'ı' | 'ş')
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
    use super::{byte, char_of};

    #[test]
    fn bytes_and_characters_are_inverse() {
        for b in 0x80..=0xff {
            assert_eq!(byte(char_of(b)), Some(b));
        }
    }
}
