//! The charsets by name, and what bytes say in them.

use crate::double_byte::{BIG5, GB18030};
use crate::marks::Scan;
use crate::{Charset, windows1252};

impl Charset {
    /// All charsets.
    pub const ALL: &[Charset] = &[
        Charset::Utf8,
        Charset::Gb18030,
        Charset::Big5,
        Charset::Utf16Le,
        Charset::Utf16Be,
        Charset::Hz,
        Charset::Windows1252,
    ];

    /// Its name in the WHATWG Encoding Standard, written as people write it; for HZ, which the standard leaves out, in the IANA
    /// registry.
    pub fn label(self) -> &'static str {
        match self {
            Charset::Utf8 => "UTF-8",
            Charset::Gb18030 => "GB18030",
            Charset::Big5 => "Big5",
            Charset::Utf16Le => "UTF-16LE",
            Charset::Utf16Be => "UTF-16BE",
            Charset::Hz => "HZ-GB-2312",
            Charset::Windows1252 => "Windows-1252",
        }
    }

    /// The charset that a label of the WHATWG Encoding Standard means, in either case and with white space round it:
    /// `gb2312` and `gbk` are read as GB18030, `latin1` as Windows-1252.
    pub fn for_label(label: &str) -> Option<Charset> {
        let label = label.trim_matches(['\t', '\n', '\x0c', '\r', ' ']);
        let is = |name: &str| name.eq_ignore_ascii_case(label);
        Charset::ALL
            .iter()
            .copied()
            .find(|charset| is(charset.label()) || charset.aliases().split(' ').any(is))
    }

    /// Its other labels in the WHATWG Encoding Standard, those of GBK among GB18030's.
    fn aliases(self) -> &'static str {
        match self {
            Charset::Utf8 => "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8",
            Charset::Gb18030 => {
                "gbk gb2312 chinese csgb2312 csiso58gb231280 gb_2312 gb_2312-80 iso-ir-58 x-gbk"
            }
            Charset::Big5 => "big5-hkscs cn-big5 csbig5 x-x-big5",
            Charset::Utf16Le => "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16",
            Charset::Utf16Be => "unicodefffe",
            Charset::Hz => "hz hz-gb2312",
            Charset::Windows1252 => {
                "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 \
                 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252"
            }
        }
    }

    /// The charset whose byte order mark begins `bytes`, and how long that is.
    pub(crate) fn for_mark(bytes: &[u8]) -> Option<(Charset, usize)> {
        match bytes {
            [0xef, 0xbb, 0xbf, ..] => Some((Charset::Utf8, 3)),
            [0xff, 0xfe, ..] => Some((Charset::Utf16Le, 2)),
            [0xfe, 0xff, ..] => Some((Charset::Utf16Be, 2)),
            _ => None,
        }
    }

    /// Like [`Charset::text`], and what marks of damage the text has.
    pub(crate) fn text_scanned(self, bytes: &[u8]) -> (String, Scan) {
        let pairs = match self {
            Charset::Gb18030 => &GB18030,
            Charset::Big5 => &BIG5,
            _ => {
                let text = self.text(bytes);
                let scan = Scan::of(&text);
                return (text, scan);
            }
        };
        let mut scan = Scan::default();
        let (text, _) = pairs.decode_seen(bytes, &mut |text| scan.grow(text, false));
        scan.grow(&text, true);
        (text, scan)
    }

    /// What `bytes` say in this charset; what it does not allow becomes U+FFFD.
    pub(crate) fn text(self, bytes: &[u8]) -> String {
        match self {
            Charset::Utf8 => match simdutf8::basic::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => String::from_utf8_lossy(bytes).into_owned(),
            },
            Charset::Gb18030 => GB18030.decode(bytes).0,
            Charset::Big5 => BIG5.decode(bytes).0,
            Charset::Utf16Le => utf16(bytes, u16::from_le_bytes),
            Charset::Utf16Be => utf16(bytes, u16::from_be_bytes),
            Charset::Windows1252 => bytes.iter().map(|&byte| windows1252::char_of(byte)).collect(),
            Charset::Hz => hz(bytes),
        }
    }
}

/// An unpaired surrogate is an error, and so is half of a unit at the end; both together are one.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (units, rest) = bytes.as_chunks::<2>();
    let units = units.iter().map(|&bytes| unit(bytes));
    let pending = units.clone().next_back().is_some_and(|unit| (0xd800..0xdc00).contains(&unit));
    let half = (!rest.is_empty() && !pending).then_some(char::REPLACEMENT_CHARACTER);
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).chain(half).collect()
}

/// HZ (RFC 1843): `~{` begins GB2312 in seven bits, `~}` ends it.
fn hz(bytes: &[u8]) -> String {
    let mut gbk = Vec::with_capacity(bytes.len());
    let mut double = false;
    let mut at = 0;
    while at < bytes.len() {
        let next = bytes.get(at + 1).copied();
        match (bytes[at], next) {
            (b'~', Some(b'{')) => double = true,
            (b'~', Some(b'}')) => double = false,
            (b'~', Some(b'~')) if !double => gbk.push(b'~'),
            (b'~', Some(b'\n')) => {}
            (b'\n', _) => {
                double = false;
                gbk.push(b'\n');
                at += 1;
                continue;
            }
            (first @ 0x21..=0x7e, Some(second @ 0x21..=0x7e)) if double => {
                gbk.extend([first | 0x80, second | 0x80])
            }
            // It has seven bits; FF is nothing in GB18030.
            (byte, _) => {
                gbk.push(if byte.is_ascii() { byte } else { 0xff });
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    GB18030.decode(&gbk).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    #[test]
    fn labels_are_read_back() {
        for &charset in Charset::ALL {
            assert_eq!(Charset::for_label(charset.label()), Some(charset));
        }
    }

    #[test]
    fn older_names_mean_their_supersets() {
        assert_eq!(Charset::for_label(" GB2312 "), Some(Charset::Gb18030));
        assert_eq!(Charset::for_label("gbk"), Some(Charset::Gb18030));
        assert_eq!(Charset::for_label("iso-8859-1"), Some(Charset::Windows1252));
        assert_eq!(Charset::for_label("koi8-r"), None);
    }

    /// Every label of the standard means here what it means there, or nothing.
    #[test]
    fn labels_are_those_of_the_standard() {
        let labels = Charset::ALL.iter().flat_map(|charset| charset.aliases().split(' '));
        for label in labels.filter(|label| !label.starts_with("hz")) {
            let theirs =
                encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label of the standard").name();
            let ours = Charset::for_label(label).expect("a label of ours").label();
            let theirs = if theirs == "GBK" { "gb18030" } else { theirs };
            assert!(ours.eq_ignore_ascii_case(theirs), "{label} means {theirs}, not {ours}");
        }
    }

    proptest! {
        #[test]
        fn other_charsets_read_as_in_browsers(bytes in vec(prop_oneof![any::<u8>(), 0xd8u8..0xe0, 0x80u8..0xc0], 0..40)) {
            for &charset in Charset::ALL.iter().filter(|&&charset| charset != Charset::Hz) {
                let theirs = encoding_rs::Encoding::for_label(charset.label().as_bytes()).expect("a label");
                prop_assert_eq!(charset.text(&bytes), theirs.decode_without_bom_handling(&bytes).0);
            }
        }
    }
}
