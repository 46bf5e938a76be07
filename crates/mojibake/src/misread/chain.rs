//! Which charset was read as which, and which pairs of bytes were lost by it.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Damage;
use crate::double_byte::{BIG5, DoubleByte, GB18030};
use crate::hash::Mixed;

/// A charset that was taken for another.
pub(crate) struct Chain {
    /// What the bytes were.
    pub(super) was: Was,
    /// What they were read as.
    pub(super) read_as: &'static DoubleByte,
    damage: Damage,
    /// By character, the first pair that `read_as` gives the same character as others.
    spares: HashMap<char, [u8; 2], Mixed>,
    /// The pairs for which there are decoders of `read_as` that have no character, by both bytes.
    undefined: Vec<bool>,
    /// By the first, where the second is one that a character of `was` begins with.
    before_lead: [bool; 256],
}

/// A charset that a character takes several bytes in.
#[derive(Clone, Copy)]
pub(super) enum Was {
    Utf8,
    Pairs(&'static DoubleByte),
}

/// What a decoder knows of a charset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// The Encoding Standard.
    Standard,
    /// Big5 as the Unicode Consortium once published it (Python): what follows C6A1 stands in other places.
    Older,
}

/// UTF-8 read as GBK.
pub(crate) static UTF8_AS_GBK: LazyLock<Chain> =
    LazyLock::new(|| Chain::new(Was::Utf8, &GB18030, undefined_in_gbk, Damage::Utf8AsGbk));

/// GB18030 read as Big5.
pub(crate) static GB18030_AS_BIG5: LazyLock<Chain> =
    LazyLock::new(|| Chain::new(Was::Pairs(&GB18030), &BIG5, undefined_in_big5, Damage::Gb18030AsBig5));

/// Big5 read as GB18030.
pub(crate) static BIG5_AS_GB18030: LazyLock<Chain> =
    LazyLock::new(|| Chain::new(Was::Pairs(&BIG5), &GB18030, undefined_in_gbk, Damage::Big5AsGb18030));

impl Chain {
    fn new(was: Was, read_as: &'static DoubleByte, undefined: fn([u8; 2]) -> bool, damage: Damage) -> Self {
        // Below the first pair of either charset there is none.
        let undefined = |pair: u16| pair < 0x8140 || pair as u8 <= 0x3f || undefined(pair.to_be_bytes());
        let undefined: Vec<bool> = (0..=u16::MAX).map(undefined).collect();
        let leads = || (0x80..=0xff).filter(|&byte| was.begins(byte));
        let before_lead =
            std::array::from_fn(|first| leads().any(|second| undefined[first << 8 | usize::from(second)]));
        // What reads UTF-8 has one such pair, which no character of three bytes has at its beginning.
        let mut spares = HashMap::default();
        if matches!(was, Was::Pairs(_)) {
            read_as.spares().for_each(|(c, pair)| _ = spares.entry(c).or_insert(pair));
        }
        Chain { was, read_as, damage, spares, undefined, before_lead }
    }

    pub(crate) fn damage(&self) -> Damage {
        self.damage
    }

    /// The pair that a received character was, by the decoder's table of it.
    pub(super) fn pair(&self, c: char, table: Table) -> Option<[u8; 2]> {
        let pair = self.read_as.pair(c)?;
        Some(if table == Table::Older { in_older_big5(c, pair) } else { pair })
    }

    /// The other pair that a received character may have been.
    pub(super) fn spare(&self, c: char) -> Option<[u8; 2]> {
        self.spares.get(&c).copied()
    }

    /// The tables of the charset that decoders follow, the usual one first, as far as they tell a text apart.
    pub(super) fn tables(&self, text: &str) -> &'static [Table] {
        let differs = |c| self.pair(c, Table::Standard) != self.pair(c, Table::Older);
        if self.damage == Damage::Gb18030AsBig5 && text.chars().any(differs) {
            &[Table::Standard, Table::Older]
        } else {
            &[Table::Standard]
        }
    }

    /// Whether a pair can have been lost.
    pub(super) fn loses(&self, first: u8, second: u8) -> bool {
        self.undefined[usize::from(first) << 8 | usize::from(second)]
    }

    /// Whether the bytes were pairs too.
    pub(super) fn of_pairs(&self) -> bool {
        matches!(self.was, Was::Pairs(_))
    }

    /// Whether a byte can have been lost with the first of the next character.
    pub(super) fn loses_before_lead(&self, first: u8) -> bool {
        self.before_lead[usize::from(first)]
    }
}

impl Was {
    /// How many bytes nearly all characters have.
    pub(super) fn width(self) -> usize {
        match self {
            Was::Utf8 => 3,
            Was::Pairs(_) => 2,
        }
    }

    /// Whether a character of the usual width begins with a byte.
    pub(super) fn begins(self, byte: u8) -> bool {
        match self {
            Was::Utf8 => matches!(byte, 0xe2..=0xef),
            Was::Pairs(_) => matches!(byte, 0x81..=0xfe),
        }
    }

    pub(super) fn continues(self, byte: u8) -> bool {
        match self {
            Was::Utf8 => matches!(byte, 0x80..=0xbf),
            Was::Pairs(_) => matches!(byte, 0x40..=0x7e | 0x80..=0xfe),
        }
    }

    /// How many bytes the character has that begins with one.
    pub(super) fn length(self, lead: u8) -> Option<usize> {
        match (self, lead) {
            (Was::Utf8, 0xc2..=0xdf) => Some(2),
            (Was::Utf8, 0xe0..=0xef) => Some(3),
            (Was::Utf8, 0xf0..=0xf4) => Some(4),
            (Was::Pairs(_), 0x81..=0xfe) => Some(2),
            _ => None,
        }
    }

    /// The character of so many bytes.
    pub(super) fn read(self, bytes: &[u8]) -> Option<char> {
        match self {
            Was::Utf8 => std::str::from_utf8(bytes).ok()?.chars().next(),
            Was::Pairs(charset) => charset.char_at(bytes[0], bytes[1]),
        }
    }

    /// The bytes of a character, written into `buffer`.
    pub(super) fn bytes(self, c: char, buffer: &mut [u8; 4]) -> Option<&[u8]> {
        match self {
            Was::Utf8 => Some(c.encode_utf8(buffer).as_bytes()),
            Was::Pairs(charset) => {
                buffer[..2].copy_from_slice(&charset.pair(c)?);
                Some(&buffer[..2])
            }
        }
    }
}

fn undefined_in_gbk([first, second]: [u8; 2]) -> bool {
    GB18030.char_at(first, second).is_none_or(|c| {
        // Later additions of GB18030, and what only some decoders map.
        matches!(
            c,
            '\u{e000}'..='\u{f8ff}' | '€' | 'ǹ' | '\u{2e80}'..='\u{2fff}' | '\u{303e}' | '\u{3400}'..='\u{4dbf}'
                | '\u{9fa6}'..='\u{9fff}' | '\u{fe10}'..='\u{fe19}'
        )
    })
}

/// The pair of a character in the older table, from that in the Encoding Standard: runs of them are only moved.
fn in_older_big5(c: char, [first, second]: [u8; 2]) -> [u8; 2] {
    let moved = match c {
        'ヽ'..='ヾ' | 'ゝ'..='ゞ' => 58,
        '々' => 60,
        'ぁ'..='ん' | 'ァ'..='ヶ' => 66,
        'Д'..='М' | 'Ё' => 70,
        'У'..='я' | 'ё' => 76,
        '①'..='⑩' | '⑴'..='⑽' => -229,
        _ => return [first, second],
    };
    // A first byte has 157 second ones: 40 to 7E, and A1 to FE.
    let number = i32::from(first) * 157 + i32::from(second) - if second < 0x7f { 0x40 } else { 0x62 } - moved;
    let second = number % 157;
    [number / 157, second + if second < 0x3f { 0x40 } else { 0x62 }].map(|byte| byte as u8)
}

fn undefined_in_big5([first, second]: [u8; 2]) -> bool {
    // What the Hong Kong supplement and others have added to Big5 is unknown to some decoders.
    let added =
        matches!((first, second), (..0xa1 | 0xfa.., _) | (0xc6, 0xa1..) | (0xc7 | 0xc8, _) | (0xf9, 0xd6..));
    added || BIG5.char_at(first, second).is_none()
}
