//! Files whose kind stands inside them: ZIP packages, OLE compound files, PDF, and formats written in letters.

use crate::Foreign::{self, *};
use memchr::memmem;

/// What a container, or a document written in letters, holds.
pub(crate) fn foreign(bytes: &[u8]) -> Option<Foreign> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zip(bytes));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(compound_file(bytes));
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if is_pdf(start) {
        return Some(pdf(start));
    }
    if start.starts_with(b"{\\rtf1\\") || start.starts_with(b"{\\rtf\\") {
        return Some(Rtf);
    }
    if start.starts_with(b"%!PS-Adobe-") {
        return Some(PostScript);
    }
    is_email(start).then_some(Email)
}

/// The kind of a ZIP package is in the names of its members (ECMA-376, GB/T 33190, OCF) or in a first member `mimetype`.
fn zip(bytes: &[u8]) -> Foreign {
    if let Some(media_type) = mimetype(bytes) {
        if media_type.starts_with(b"application/epub+zip") {
            return Epub;
        }
        if media_type.starts_with(b"application/vnd.oasis.opendocument") {
            return OpenDocument;
        }
    }
    let kind = |name: &[u8]| match name {
        b"word/document.xml" => Some(Docx),
        b"xl/workbook.xml" | b"xl/workbook.bin" => Some(Xlsx),
        b"ppt/presentation.xml" => Some(Pptx),
        b"OFD.xml" => Some(Ofd),
        b"AndroidManifest.xml" => Some(Apk),
        _ => None,
    };
    let names = || members(bytes);
    names()
        .find_map(kind)
        .or_else(|| names().any(|name| name == b"META-INF/MANIFEST.MF").then_some(Jar))
        .unwrap_or(Zip)
}

/// The content of a first member `mimetype`, which EPUB and OpenDocument store without compression.
fn mimetype(bytes: &[u8]) -> Option<&[u8]> {
    let extra = usize::from(u16_at(bytes, 28)?);
    (bytes.get(30..38)? == b"mimetype").then(|| bytes.get(38 + extra..)).flatten()
}

/// The names in the central directory; where a cut file has lost it, those of the local headers.
fn members(bytes: &[u8]) -> Box<dyn Iterator<Item = &[u8]> + '_> {
    /// Signature, offset of the name's length, offset of the name.
    const CENTRAL: (&[u8], usize, usize) = (b"PK\x01\x02", 28, 46);
    const LOCAL: (&[u8], usize, usize) = (b"PK\x03\x04", 26, 30);
    let names = |(signature, length, name): (&'static [u8], usize, usize), bytes| {
        memmem::find_iter(bytes, signature).filter_map(move |at: usize| {
            let length = usize::from(u16_at(bytes, at + length)?);
            bytes.get(at + name..at + name + length)
        })
    };
    match central_directory(bytes) {
        Some(directory) => Box::new(names(CENTRAL, directory)),
        None => Box::new(names(LOCAL, bytes)),
    }
}

/// The central directory, found from the record at the end of the file (APPNOTE.TXT 4.3.16).
fn central_directory(bytes: &[u8]) -> Option<&[u8]> {
    let tail = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let end = tail + memmem::rfind(&bytes[tail..], b"PK\x05\x06")?;
    let start = u32_at(bytes, end + 16)? as usize;
    bytes.get(start..end)
}

/// The kind of an OLE compound file is in the names of its streams ([MS-CFB] 2.6); of several, as in a document with
/// another one embedded, the first in the directory is its own.
fn compound_file(bytes: &[u8]) -> Foreign {
    const STREAMS: &[(&str, Foreign)] = &[
        ("EncryptedPackage", EncryptedOffice),
        ("WpsCustomData", Wps),
        ("WordDocument", LegacyWord),
        ("Workbook", LegacyExcel),
        ("Book", LegacyExcel),
        ("PowerPoint Document", LegacyPowerPoint),
        ("__properties_version1.0", OutlookMessage),
    ];
    let place = |&(name, kind): &(&str, Foreign)| Some((directory_entry(bytes, name)?, kind));
    STREAMS.iter().filter_map(place).min_by_key(|&(at, _)| at).map_or(CompoundFile, |(_, kind)| kind)
}

/// Where the directory has an entry of that name: 128 bytes, the name in UTF-16LE first, its length at 64.
fn directory_entry(bytes: &[u8], name: &str) -> Option<usize> {
    let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let is_entry = |&at: &usize| at % 128 == 0 && u16_at(bytes, at + 64) == Some(utf16.len() as u16 + 2);
    memmem::find_iter(bytes, &utf16).find(is_entry)
}

/// A version, and an object: a text that begins by naming the format has none.
fn is_pdf(bytes: &[u8]) -> bool {
    matches!(bytes.get(..8), Some([b'%', b'P', b'D', b'F', b'-', b'1'..=b'2', b'.', b'0'..=b'9']))
        && memmem::find(bytes, b" obj").is_some()
}

/// Text needs a font. A file that shows pictures and names no font, not even in a compressed object stream, is a scan.
fn pdf(bytes: &[u8]) -> Foreign {
    let has = |name: &[u8]| memmem::find(bytes, name).is_some();
    if has(b"/Encrypt") {
        EncryptedPdf
    } else if has(b"/Image") && !has(b"/Font") && !has(b"/ObjStm") {
        ScannedPdf
    } else {
        Pdf
    }
}

/// A header block as RFC 5322 has it, with a field that only mail programs write.
fn is_email(bytes: &[u8]) -> bool {
    const TRACE: &[&str] =
        &["received", "message-id", "mime-version", "return-path", "delivered-to", "dkim-signature"];
    const COMMON: &[&str] = &["from", "to", "subject", "date"];
    let (mut trace, mut common) = (0, 0);
    for line in bytes.split(|&byte| byte == b'\n').take(100) {
        if line.trim_ascii().is_empty() {
            break;
        }
        let is =
            |names: &[&str], field: &[u8]| names.iter().any(|n| field.eq_ignore_ascii_case(n.as_bytes()));
        match line.iter().position(|&byte| byte == b':').map(|colon| &line[..colon]) {
            _ if line[0].is_ascii_whitespace() => {}
            Some(field) if is(TRACE, field) => trace += 1,
            Some(field) if is(COMMON, field) => common += 1,
            Some(field) if !field.is_empty() && field.iter().all(|b| b.is_ascii_graphic()) => {}
            _ => return false,
        }
    }
    trace > 0 && trace + common > 1
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}
