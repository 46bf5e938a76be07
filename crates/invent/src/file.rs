//! A reply as a file: what it is called and how it was encoded, or damaged.

use crate::Reply;

/// How the text became bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Charset {
    /// As most files are.
    Utf8,
    /// With byte order mark and CR LF, as Windows' editor saves.
    Utf8Windows,
    /// As old pages are.
    Gb18030,
    /// Little-endian with byte order mark.
    Utf16,
    /// UTF-8 once read as Windows-1252, the bytes it leaves undefined kept.
    Mojibake,
    /// The same, with those bytes and soft hyphens lost.
    Lossy,
}

/// A file.
pub struct File {
    /// Its path below the folder of all of them.
    pub path: String,
    /// How its text became its bytes.
    pub charset: Charset,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    /// The file of a reply: six of ten are UTF-8, the others are one of each kind.
    pub fn new(number: u32, reply: &Reply) -> Self {
        use Charset::*;
        let charset = [Utf8, Gb18030, Utf8, Utf8Windows, Utf8, Mojibake, Utf8, Lossy, Utf16, Utf8]
            [number as usize % 10];
        Self {
            path: format!("{:03}/{number:06}.txt", number / 100),
            charset,
            bytes: charset.encode(&reply.text),
        }
    }
}

impl Charset {
    /// The bytes of `text`.
    pub fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.into(),
            Self::Utf8Windows => format!("\u{feff}{}", text.replace('\n', "\r\n")).into(),
            Self::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
            Self::Utf16 => {
                "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
            }
            Self::Mojibake => {
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned().into()
            }
            Self::Lossy => {
                let kept: Vec<u8> = text
                    .bytes()
                    .filter(|byte| !matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d | 0xad))
                    .collect();
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(&kept).0.into_owned().into()
            }
        }
    }
}
