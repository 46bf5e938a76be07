//! Which charset bytes are in.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{Charset, How, Model, Options};

/// The text of the bytes, their charset, why, and how probable it is.
pub(crate) fn detect(bytes: &[u8], options: &Options, model: &Model) -> (String, Charset, How, f32) {
    if let Some(charset) = options.charset {
        return (charset.text(without_mark(bytes, charset)), charset, How::Chosen, 1.0);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let charset = Charset::for_label(encoding.name()).unwrap_or(Charset::Utf8);
        return (charset.text(&bytes[length..]), charset, How::Bom, 1.0);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), Charset::Utf8, How::Valid, 1.0);
    }
    let _ = model;
    let charset = options.declared.unwrap_or(Charset::Gb18030);
    (charset.text(bytes), charset, if options.declared.is_some() { How::Declared } else { How::Scored }, 0.9)
}

fn without_mark(bytes: &[u8], charset: Charset) -> &[u8] {
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding.name() == charset.label() => &bytes[length..],
        _ => bytes,
    }
}

impl Charset {
    /// What the bytes say in this charset; what it does not allow becomes U+FFFD.
    pub(crate) fn text(self, bytes: &[u8]) -> String {
        let encoding = match self {
            Charset::Utf8 => UTF_8,
            Charset::Gb18030 => GB18030,
            Charset::Big5 => BIG5,
            Charset::Utf16Le => UTF_16LE,
            Charset::Utf16Be => UTF_16BE,
            Charset::Windows1252 => WINDOWS_1252,
            Charset::Hz => return hz(bytes),
        };
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
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
            (byte, _) => {
                gbk.push(byte);
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    encoding_rs::GBK.decode_without_bom_handling(&gbk).0.into_owned()
}
