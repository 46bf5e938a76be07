use crate::Charset;

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

    /// Its name in the WHATWG Encoding Standard; for HZ, which the standard leaves out, in the IANA registry.
    pub fn label(self) -> &'static str {
        match self {
            Charset::Utf8 => "UTF-8",
            Charset::Gb18030 => "gb18030",
            Charset::Big5 => "Big5",
            Charset::Utf16Le => "UTF-16LE",
            Charset::Utf16Be => "UTF-16BE",
            Charset::Hz => "HZ-GB-2312",
            Charset::Windows1252 => "windows-1252",
        }
    }

    /// The charset that a label of the WHATWG Encoding Standard means, in either case and with white space round it:
    /// `gb2312` and `gbk` are read as GB18030, `latin1` as Windows-1252.
    pub fn for_label(label: &str) -> Option<Charset> {
        if label.trim().eq_ignore_ascii_case(Charset::Hz.label()) {
            return Some(Charset::Hz);
        }
        let name = match encoding_rs::Encoding::for_label(label.as_bytes())?.name() {
            "GBK" => "gb18030",
            name => name,
        };
        Charset::ALL.iter().copied().find(|charset| charset.label() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
