//! Files known by the bytes they begin with.

use crate::Foreign::{self, *};
use crate::text::is_text;

/// Signatures that no text begins with: each holds a byte that neither ASCII nor a Chinese charset has in that place.
/// Sources: the IANA media type registry and the specifications it links; for the rest, the `magic` files of file(1).
const BINARY: &[(usize, &[u8], Foreign)] = &[
    (0, b"\x89PNG\r\n\x1a\n", Png),
    (0, b"\xff\xd8\xff", Jpeg),
    (0, b"II*\0", Tiff),
    (0, b"MM\0*", Tiff),
    (0, b"\0\0\x01\0", Ico),
    (0, b"\0\0\0\x0cjP  \r\n\x87\n", Jpeg2000),
    (0, b"\0\0\0\x0cJXL \r\n\x87\n", JpegXl),
    (0, b"8BPS\0\x01", Photoshop),
    (0, b"8BPS\0\x02", Photoshop),
    (0, b"\xd7\xcd\xc6\x9a\0\0", Wmf),
    (40, b" EMF\0\0\x01\0", Emf),
    (0, b"fLaC\0\0\0\x22", Flac),
    (0, b"OggS\0\x02", Ogg),
    (0, b"MThd\0\0\0\x06", Midi),
    (0, b"#!AMR\n", Amr),
    (0, b"#!AMR-WB\n", Amr),
    (0, b"\x1a\x45\xdf\xa3", Matroska),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Asf),
    (0, b"FLV\x01", Flv),
    (0, b"\0\0\x01\xba", Mpeg),
    (0, b"\0\0\x01\xb3", Mpeg),
    (0, b".RMF\0\0\0", RealMedia),
    (0, b"Rar!\x1a\x07", Rar),
    (0, b"7z\xbc\xaf\x27\x1c", SevenZip),
    (0, b"\x1f\x8b\x08", Gzip),
    (0, b"\xfd7zXZ\0", Xz),
    (0, b"\x28\xb5\x2f\xfd", Zstandard),
    (0, b"MSCF\0\0\0\0", Cabinet),
    (0x8001, b"CD001", Iso9660),
    (0, b"\x7fELF", Elf),
    (0, b"\xfe\xed\xfa\xce", MachO),
    (0, b"\xfe\xed\xfa\xcf", MachO),
    (0, b"\xce\xfa\xed\xfe", MachO),
    (0, b"\xcf\xfa\xed\xfe", MachO),
    (0, b"\0asm", Wasm),
    (0, b"L\0\0\0\x01\x14\x02\0", Shortcut),
    (0, b"SQLite format 3\0", Sqlite),
    (0, b"\0\x01\0\0Standard Jet DB\0", Access),
    (0, b"\0\x01\0\0Standard ACE DB\0", Access),
    (0, b"\0\x01\0\0\0", TrueType),
    (0, b"OTTO\0", OpenType),
    (0, b"ttcf\0", FontCollection),
    (0, b"wOFF\0\x01\0\0", Woff),
    (0, b"wOFFOTTO", Woff),
    (0, b"wOF2\0\x01\0\0", Woff2),
    (0, b"wOF2OTTO", Woff2),
    (0, b"ITSF\x03\0\0\0", Chm),
    // The three containers of CAJ files, after caj2pdf; `KDH ` is below.
    (0, b"CAJ\0", Caj),
    (0, b"HN\0\0", Caj),
];

/// What the bytes begin with, where that settles it.
pub(crate) fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let begins =
        |&&(at, magic, _): &&(usize, &[u8], Foreign)| bytes.get(at..).is_some_and(|b| b.starts_with(magic));
    BINARY.iter().find(begins).map(|&(_, _, kind)| kind).or_else(|| structured(bytes))
}

/// Signatures of letters, which a text may begin with too: they hold only with the fields that must follow them.
fn structured(bytes: &[u8]) -> Option<Foreign> {
    let tag = |at: usize| bytes.get(at..at + 4).unwrap_or_default();
    match tag(0) {
        b"GIF8" if matches!(tag(2), b"F87a" | b"F89a") && bytes.len() >= 13 && has_zero(bytes, 6..13) => {
            Some(Gif)
        }
        b"RIFF" => match tag(8) {
            b"WEBP" if tag(12).starts_with(b"VP8") => Some(Webp),
            b"WAVE" if tag(12) == b"fmt " || has_zero(bytes, 4..20) => Some(Wav),
            b"AVI " if tag(12) == b"LIST" => Some(Avi),
            _ => None,
        },
        b"FORM" if matches!(tag(8), b"AIFF" | b"AIFC") => Some(Aiff),
        b"AT&T" if tag(4) == b"FORM" && tag(12).starts_with(b"DJV") => Some(Djvu),
        [b'A', b'C', b'1', b'0'] if has_zero(bytes, 6..12) => Some(Dwg),
        [b'B', b'Z', b'h', b'1'..=b'9'] if bytes.get(4..10) == Some(b"1AY&SY") => Some(Bzip2),
        [b'I', b'D', b'3', 2..=4] => Some(Mp3),
        [b'B', b'M', ..] if is_bmp(bytes) => Some(Bmp),
        // A version of Java begins at 45, a list of architectures is shorter.
        b"\xca\xfe\xba\xbe" if tag(4).starts_with(&[0, 0]) => {
            Some(if bytes[7] < 45 { MachO } else { JavaClass })
        }
        b"KDH " if !is_text(bytes) => Some(Caj),
        // A version may follow after a space, as in `Founder CEB 2.99D`; later files have none.
        b"Foun" if bytes.starts_with(b"Founder CEB") && matches!(bytes.get(11), Some(0 | b' ')) => {
            (!is_text(bytes)).then_some(Ceb)
        }
        [b'M', b'Z', ..] if has_zero(bytes, 2..64) => Some(WindowsProgram),
        _ if tag(4) == b"ftyp" && bytes[0] == 0 => Some(iso_media(tag(8))),
        _ if bytes.get(257..262) == Some(b"ustar") => Some(Tar),
        _ if is_mp3(bytes) => Some(Mp3),
        _ => None,
    }
}

fn has_zero(bytes: &[u8], range: std::ops::Range<usize>) -> bool {
    bytes.get(range).is_some_and(|field| field.contains(&0))
}

/// The reserved field is zero and the size of the second header is one of those that Windows knows.
fn is_bmp(bytes: &[u8]) -> bool {
    bytes.get(6..10) == Some(&[0; 4])
        && matches!(bytes.get(14..18), Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

/// Brands of the ISO base media file format (ISO/IEC 14496-12; list: mp4ra.org).
fn iso_media(brand: &[u8]) -> Foreign {
    match brand {
        b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" => Heic,
        b"avif" | b"avis" => Avif,
        b"M4A " | b"M4B " => M4a,
        b"qt  " => QuickTime,
        _ if brand.starts_with(b"3g") => Mobile3gp,
        _ => Mp4,
    }
}

/// An MPEG audio layer III frame (ISO/IEC 11172-3) that another one follows where its header says. In GB18030 the
/// sync bytes would be no character at all.
fn is_mp3(bytes: &[u8]) -> bool {
    const KBIT: [usize; 16] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
    const HERTZ: [usize; 4] = [44_100, 48_000, 32_000, 0];
    let Some(&[0xff, 0xfa | 0xfb, rates, _]) = bytes.first_chunk::<4>() else { return false };
    let (kbit, hertz) = (KBIT[usize::from(rates >> 4)], HERTZ[usize::from(rates >> 2 & 3)]);
    if kbit == 0 || hertz == 0 {
        return false;
    }
    let length = 144_000 * kbit / hertz + usize::from(rates >> 1 & 1);
    bytes.get(length..length + 2).is_some_and(|next| matches!(next, [0xff, 0xfa | 0xfb]))
}
