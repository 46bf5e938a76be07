//! GB18030 and Big5 with the Hong Kong supplement: the decoders of the WHATWG Encoding Standard, and their inverses.

use std::sync::LazyLock;

/// Second bytes from 40 on; 7F and FF, which are none, take a place too.
const SECONDS: usize = 192;
const NO_SECONDS: [usize; 2] = [0x7f - 0x40, 0xff - 0x40];
/// Four-byte codes from this number on are the planes beyond the basic one.
const ASTRAL: u32 = 189_000;

/// GB18030, which contains GBK and GB2312.
pub(crate) static GB18030: LazyLock<DoubleByte> = LazyLock::new(|| {
    let mut charset = DoubleByte::new(include_bytes!(concat!(env!("OUT_DIR"), "/gb18030.bin")));
    charset.ranges = ranges(include_bytes!(concat!(env!("OUT_DIR"), "/gb18030-ranges.bin")));
    for (private, pair) in BEFORE_2022 {
        charset.codes[private] = pair;
    }
    charset
});

/// Characters of private use that stood for some pairs until GB18030-2022 gave those others: decoders that follow the
/// older standard still give them. From the encoder's table in the WHATWG Encoding Standard.
const BEFORE_2022: [(usize, u16); 18] = [
    (0xe78d, 0xa6d9),
    (0xe78e, 0xa6da),
    (0xe78f, 0xa6db),
    (0xe790, 0xa6dc),
    (0xe791, 0xa6dd),
    (0xe792, 0xa6de),
    (0xe793, 0xa6df),
    (0xe794, 0xa6ec),
    (0xe795, 0xa6ed),
    (0xe796, 0xa6f3),
    (0xe81e, 0xfe59),
    (0xe826, 0xfe61),
    (0xe82b, 0xfe66),
    (0xe82c, 0xfe67),
    (0xe832, 0xfe6d),
    (0xe843, 0xfe7e),
    (0xe854, 0xfe90),
    (0xe864, 0xfea0),
];

/// What Big5 has twice and is written as the last of its pairs: the Encoding Standard, “index Big5 pointer”.
const WRITTEN_LAST: [char; 6] = ['═', '╞', '╡', '╪', '十', '卅'];

/// Big5 with the Hong Kong supplement.
pub(crate) static BIG5: LazyLock<DoubleByte> =
    LazyLock::new(|| DoubleByte::new(include_bytes!(concat!(env!("OUT_DIR"), "/big5.bin"))));

/// A charset of single bytes that are ASCII and of pairs whose first byte is not.
#[derive(Debug)]
pub(crate) struct DoubleByte {
    /// The character of each pair, `SECONDS` to a lead byte from 81 on; U+0000 where it has none.
    chars: Vec<char>,
    /// The pair of each character, 0 where it has none.
    codes: Vec<u16>,
    /// Where each run of four-byte codes of the basic plane begins: its number and its character. Big5 has none.
    ranges: Vec<(u32, u32)>,
}

/// What a byte and those after it are.
enum Code {
    /// A character, and how many bytes it takes.
    Char(char, usize),
    /// The four pairs of Big5 that are a letter and a combining mark.
    Marked(&'static str),
    /// So many bytes are nothing.
    Malformed(usize),
}

impl DoubleByte {
    fn new(packed: &[u8]) -> Self {
        let mut chars = Vec::with_capacity(126 * SECONDS);
        let mut expected = 0;
        for number in Numbers(packed) {
            if NO_SECONDS.contains(&(chars.len() % SECONDS)) {
                chars.push('\0');
            }
            let c = number.checked_sub(1).map_or(0, |n| expected + unzigzag(n));
            expected = if c == 0 { expected } else { c + 1 };
            chars.push(char::from_u32(c as u32).unwrap_or('\0'));
        }
        let mut codes = vec![0; chars.iter().max().map_or(0, |&c| c as usize + 1)];
        // What a character is written as: the first of its pairs, or for some the last; none of the supplement where there
        // are others.
        let supplement = usize::from(0xa1u8 - 0x81) * SECONDS;
        for index in (supplement..chars.len()).chain(0..supplement) {
            let code = &mut codes[chars[index] as usize];
            if *code == 0 || WRITTEN_LAST.contains(&chars[index]) {
                *code = pair_at(index);
            }
        }
        codes[0] = 0;
        DoubleByte { chars, codes, ranges: Vec::new() }
    }

    /// The text of `bytes`, with U+FFFD for what is malformed, and whether anything was.
    pub(crate) fn decode(&self, bytes: &[u8]) -> (String, bool) {
        self.decode_seen(bytes, &mut |_| {})
    }

    /// The same, and shows the text as it grows, some kilobytes at a time.
    pub(crate) fn decode_seen(&self, bytes: &[u8], seen: &mut dyn FnMut(&str)) -> (String, bool) {
        let mut out = String::with_capacity(bytes.len() + bytes.len() / 2 + 4);
        let (mut at, mut failed) = (0, false);
        let mut buffer = [0; 4096];
        loop {
            at += self.decode_usual(&bytes[at..], &mut buffer, &mut out, seen);
            if at == bytes.len() {
                return (out, failed);
            }
            match self.rare(&bytes[at..]) {
                Code::Char(c, length) => {
                    out.push(c);
                    at += length;
                }
                Code::Marked(text) => {
                    out.push_str(text);
                    at += 2;
                }
                Code::Malformed(length) => {
                    out.push(char::REPLACEMENT_CHARACTER);
                    at += length;
                    failed = true;
                }
            }
        }
    }

    /// Decodes ASCII, and pairs that are one character, up to what is neither; gives how many bytes these are.
    fn decode_usual(
        &self,
        bytes: &[u8],
        buffer: &mut [u8; 4096],
        out: &mut String,
        seen: &mut dyn FnMut(&str),
    ) -> usize {
        let mut at = 0;
        loop {
            // There is room without a check for each character, and one look at many tells that they are UTF-8.
            let mut filled = 0;
            while filled < buffer.len() - 3
                && let Some(&first) = bytes.get(at)
            {
                if first < 0x80 {
                    buffer[filled] = first;
                    (at, filled) = (at + 1, filled + 1);
                    continue;
                }
                let pair = bytes.get(at + 1).and_then(|&second| self.chars.get(index(first, second)));
                let Some(&c) = pair.filter(|&&c| c != '\0') else { break };
                let code = u32::from(c);
                if let (0x800..0x1_0000, Some(place)) = (code, buffer[filled..].first_chunk_mut()) {
                    let six = |shift: u32| 0x80 | (code >> shift & 0x3f) as u8;
                    *place = [0xe0 | (code >> 12) as u8, six(6), six(0)];
                    filled += 3;
                } else {
                    filled += c.encode_utf8(&mut buffer[filled..]).len();
                }
                at += 2;
            }
            if filled == 0 {
                return at;
            }
            out.push_str(simdutf8::basic::from_utf8(&buffer[..filled]).unwrap_or_default());
            seen(out);
        }
    }

    /// Reads a code that is neither ASCII nor a pair of one character.
    fn rare(&self, bytes: &[u8]) -> Code {
        let four = !self.ranges.is_empty();
        match *bytes {
            [0x80, ..] if four => Code::Char('€', 1),
            [0x80 | 0xff, ..] | [_] | [] => Code::Malformed(1),
            [_, b'0'..=b'9', ..] if four => self.four(bytes),
            [0x88, second @ (0x62 | 0x64 | 0xa3 | 0xa5), ..] if !four => Code::Marked(match second {
                0x62 => "Ê\u{304}",
                0x64 => "Ê\u{30c}",
                0xa3 => "ê\u{304}",
                _ => "ê\u{30c}",
            }),
            [_, ..0x80, ..] => Code::Malformed(1),
            _ => Code::Malformed(2),
        }
    }

    fn four(&self, bytes: &[u8]) -> Code {
        let &[first, second, third @ 0x81..=0xfe, fourth @ b'0'..=b'9', ..] = bytes else {
            // At the end of the text all that is pending is one error.
            let pending = matches!(bytes, [_, _] | [_, _, 0x81..=0xfe]);
            return Code::Malformed(if pending { bytes.len() } else { 1 });
        };
        let [first, second, third, fourth] =
            [first - 0x81, second - b'0', third - 0x81, fourth - b'0'].map(u32::from);
        let number = ((first * 10 + second) * 126 + third) * 10 + fourth;
        let c = match number {
            0..39_420 => {
                let run = self.ranges.partition_point(|&(start, _)| start <= number) - 1;
                let (start, c) = self.ranges[run];
                char::from_u32(c + number - start)
            }
            ASTRAL.. => char::from_u32(number - ASTRAL + 0x1_0000),
            _ => None,
        };
        c.map_or(Code::Malformed(4), |c| Code::Char(c, 4))
    }

    /// The pair that a character is read from; `None` where there is none.
    pub(crate) fn pair(&self, c: char) -> Option<[u8; 2]> {
        self.codes.get(c as usize).filter(|&&code| code != 0).map(|code| code.to_be_bytes())
    }

    /// The pairs that are read as a character that is written as another, with that character.
    pub(crate) fn spares(&self) -> impl Iterator<Item = (char, [u8; 2])> {
        let pairs = self.chars.iter().enumerate().map(|(index, &c)| (c, pair_at(index)));
        pairs
            .filter(|&(c, pair)| c != '\0' && self.codes[c as usize] != pair)
            .map(|(c, pair)| (c, pair.to_be_bytes()))
    }

    /// The character of a pair; `None` where there is not just one.
    pub(crate) fn char_at(&self, first: u8, second: u8) -> Option<char> {
        self.chars.get(index(first, second)).copied().filter(|&c| c != '\0')
    }
}

/// Where the table has a pair; beyond its end where it has none.
#[inline]
fn index(first: u8, second: u8) -> usize {
    match second {
        ..0x40 => usize::MAX,
        _ => usize::from(first.wrapping_sub(0x81)) * SECONDS + usize::from(second - 0x40),
    }
}

fn pair_at(index: usize) -> u16 {
    ((index / SECONDS + 0x81) << 8 | (index % SECONDS + 0x40)) as u16
}

fn ranges(packed: &[u8]) -> Vec<(u32, u32)> {
    let mut input = Numbers(packed);
    let (mut start, mut c) = (0, 0);
    std::iter::from_fn(|| {
        start += input.next()?;
        c += unzigzag(input.next()?);
        Some((start, c as u32))
    })
    .collect()
}

fn unzigzag(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

/// Numbers in base 128, low part first.
struct Numbers<'a>(&'a [u8]);

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let length = self.0.iter().position(|&byte| byte < 0x80)? + 1;
        let (number, rest) = self.0.split_at(length);
        self.0 = rest;
        Some(number.iter().rev().fold(0, |number, &byte| number << 7 | u32::from(byte & 0x7f)))
    }
}

#[cfg(test)]
mod tests {
    use super::{BIG5, DoubleByte, GB18030};
    use encoding_rs::Encoding;
    use proptest::prelude::*;

    #[track_caller]
    fn same(ours: &DoubleByte, theirs: &'static Encoding, bytes: &[u8]) {
        let (text, failed) = theirs.decode_without_bom_handling(bytes);
        assert_eq!(ours.decode(bytes), (text.into_owned(), failed), "{bytes:02x?}");
    }

    const BOTH: [(&LazyDoubleByte, &Encoding); 2] =
        [(&GB18030, encoding_rs::GB18030), (&BIG5, encoding_rs::BIG5)];
    type LazyDoubleByte = std::sync::LazyLock<DoubleByte>;

    #[test]
    fn every_pair_of_bytes() {
        for (ours, theirs) in BOTH {
            for first in 0..=0xff {
                for second in 0..=0xff {
                    same(ours, theirs, &[first, second]);
                    // What is left over of an error is read on.
                    same(ours, theirs, &[first, second, b'a']);
                    same(ours, theirs, &[first, second, 0xb0, 0xa1, b'0']);
                }
            }
        }
    }

    #[test]
    fn every_code_of_four_bytes() {
        let mut text = Vec::new();
        for first in 0x81..=0xfe {
            for second in b'0'..=b'9' {
                for third in 0x80..=0xff {
                    for fourth in b'/'..=b':' {
                        text.extend([first, second, third, fourth, b'\n']);
                    }
                }
            }
        }
        same(&GB18030, encoding_rs::GB18030, &text);
        for length in 1..4 {
            same(&GB18030, encoding_rs::GB18030, &text[text.len() - 5..][..length]);
            same(&GB18030, encoding_rs::GB18030, &b"\x81\x30\x81"[..length]);
        }
    }

    #[test]
    fn every_pair_is_written_as_one_that_reads_the_same() {
        for (ours, _) in BOTH {
            for &c in &ours.chars {
                if c != '\0' {
                    let pair = ours.pair(c).expect("a pair");
                    assert_eq!(ours.decode(&pair).0, c.to_string());
                }
            }
        }
    }

    #[test]
    fn pairs_of_the_older_standard_are_known() {
        for (private, pair) in super::BEFORE_2022 {
            let c = char::from_u32(private as u32).expect("a character").to_string();
            assert_eq!(encoding_rs::GB18030.encode(&c).0[..], pair.to_be_bytes());
        }
    }

    proptest! {
        #[test]
        fn any_bytes(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), 0x81u8..=0xfe, 0x30u8..=0x39], 0..40)) {
            for (ours, theirs) in BOTH {
                same(ours, theirs, &bytes);
            }
        }
    }
}
