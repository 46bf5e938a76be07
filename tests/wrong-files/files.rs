//! Files that are no replies, each built from its format's own headers: one for every kind that is known by its
//! content, and those that are hard to tell from text. Nothing here is copied from a file of anyone's.

/// A name and the bytes of a file.
pub(crate) type File = (&'static str, Vec<u8>);

/// One file for each kind of foreign file, under the kind's name.
pub(crate) fn foreign() -> Vec<File> {
    let mut files = images();
    files.extend(sound_and_pictures());
    files.extend(archives());
    files.extend(programs());
    files.extend(data_and_fonts());
    files.extend(packages());
    files.extend(documents());
    files
}

fn images() -> Vec<File> {
    let ihdr = b"\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0\x90\x91\x68\x36";
    let bmp = [b"BM", &le32(1078)[..], &[0; 4], &le32(54), &le32(40), &le32(16), &le32(16), &[1, 0, 24, 0]]
        .concat();
    let emf = [&le32(1)[..], &le32(108), &[0; 32], b" EMF", &le32(0x10000), &le32(4096)].concat();
    vec![
        ("png", with_noise(&[b"\x89PNG\r\n\x1a\n", &ihdr[..]])),
        ("jpeg", with_noise(&[b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x48\0\x48\0\0"])),
        ("gif", with_noise(&[b"GIF89a\x10\0\x10\0\x80\0\0"])),
        ("bmp", with_noise(&[&bmp])),
        ("tiff", with_noise(&[b"II*\0\x08\0\0\0"])),
        ("webp", with_noise(&[b"RIFF\x24\x08\0\0WEBPVP8 \x18\x08\0\0"])),
        ("ico", with_noise(&[b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0"])),
        ("heic", with_noise(&[&be32(24), b"ftypheic\0\0\0\0mif1heic"])),
        ("avif", with_noise(&[&be32(24), b"ftypavif\0\0\0\0mif1avif"])),
        ("jpeg2000", with_noise(&[b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 \0\0\0\0jp2 "])),
        ("jpeg_xl", with_noise(&[b"\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl \0\0\0\0jxl "])),
        ("photoshop", with_noise(&[b"8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\0\x10\0\0\0\x10\0\x08\0\x03"])),
        ("emf", with_noise(&[&emf])),
        ("wmf", with_noise(&[b"\xd7\xcd\xc6\x9a\0\0\0\0\0\0\x64\0\x64\0\xa0\x05"])),
        ("djvu", with_noise(&[b"AT&TFORM\0\0\x08\0DJVUINFO\0\0\0\x0a"])),
        ("dwg", with_noise(&[b"AC1032\0\0\0\0\0\0\x03"])),
    ]
}

fn sound_and_pictures() -> Vec<File> {
    // Two frames of 128 kbit/s at 44.1 kHz: 417 bytes each.
    let frame = [&b"\xff\xfb\x90\x00"[..], &noise(413)].concat();
    vec![
        ("mp3", [&frame[..], &frame, &frame].concat()),
        (
            "wav",
            with_noise(&[
                b"RIFF\x24\x08\0\0WAVEfmt \x10\0\0\0\x01\0\x02\0\x44\xac\0\0\x10\xb1\x02\0\x04\0\x10\0data",
            ]),
        ),
        ("flac", with_noise(&[b"fLaC\0\0\0\x22\x10\0\x10\0"])),
        ("ogg", with_noise(&[b"OggS\0\x02\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x01\x1e\x01vorbis"])),
        ("m4a", with_noise(&[&be32(24), b"ftypM4A \0\0\x02\0isomM4A "])),
        ("amr", with_noise(&[b"#!AMR\n"])),
        ("midi", with_noise(&[b"MThd\0\0\0\x06\0\x01\0\x02\0\x60MTrk"])),
        ("aiff", with_noise(&[b"FORM\0\0\x08\0AIFFCOMM\0\0\0\x12\0\x02"])),
        ("mp4", with_noise(&[&be32(24), b"ftypisom\0\0\x02\0isommp41"])),
        ("quicktime", with_noise(&[&be32(20), b"ftypqt  \0\0\0\0qt  "])),
        ("3gp", with_noise(&[&be32(20), b"ftyp3gp4\0\0\0\x003gp4"])),
        ("avi", with_noise(&[b"RIFF\x24\x08\0\0AVI LIST\xc0\0\0\0hdrlavih"])),
        ("matroska", with_noise(&[b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm"])),
        ("asf", with_noise(&[b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\0\xaa\0\x62\xce\x6c"])),
        ("flv", with_noise(&[b"FLV\x01\x05\0\0\0\x09\0\0\0\0"])),
        ("mpeg", with_noise(&[b"\0\0\x01\xba\x44\0\x04\0\x04\x01"])),
        ("real_media", with_noise(&[b".RMF\0\0\0\x12\0\x01\0\0\0\0\0\0\0\x06PROP"])),
    ]
}

fn archives() -> Vec<File> {
    let mut tar = vec![0; 1024];
    tar[..9].copy_from_slice(b"reply.txt");
    tar[100..108].copy_from_slice(b"0000644\0");
    tar[257..265].copy_from_slice(b"ustar\x0000");
    let mut iso = vec![0; 0x8800];
    iso[0x8000..0x8006].copy_from_slice(b"\x01CD001");
    vec![
        ("zip", zip(&[("reply.txt", "一份答复".as_bytes())])),
        ("rar", with_noise(&[b"Rar!\x1a\x07\x01\0\x33\x92\xb5\xe5\x0a\x01\x05\x06"])),
        ("seven_zip", with_noise(&[b"7z\xbc\xaf\x27\x1c\0\x04\x0a\x2b\x11\x35"])),
        ("gzip", with_noise(&[b"\x1f\x8b\x08\0\0\0\0\0\0\x03"])),
        ("bzip2", with_noise(&[b"BZh91AY&SY\x94\xa2\x04\xaf"])),
        ("xz", with_noise(&[b"\xfd7zXZ\0\0\x04\xe6\xd6\xb4\x46"])),
        ("zstandard", with_noise(&[b"\x28\xb5\x2f\xfd\x24\x0c\x61\0\0"])),
        ("tar", tar),
        ("cabinet", with_noise(&[b"MSCF\0\0\0\0\0\x08\0\0\0\0\0\0\x2c\0\0\0"])),
        ("iso9660", iso),
    ]
}

fn programs() -> Vec<File> {
    let dos = [b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0\x40", &[0; 35][..], &le32(128)]
        .concat();
    vec![
        ("windows_program", with_noise(&[&dos, &[0; 64], b"PE\0\0\x64\x86\x06\0"])),
        ("elf", with_noise(&[b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0"])),
        ("mach_o", with_noise(&[b"\xcf\xfa\xed\xfe\x07\0\0\x01\x03\0\0\0\x02\0\0\0"])),
        ("java_class", with_noise(&[b"\xca\xfe\xba\xbe\0\0\0\x3d\0\x1d\x0a\0\x02"])),
        ("jar", zip(&[("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\r\n"), ("Main.class", &noise(64))])),
        (
            "apk",
            zip(&[
                ("AndroidManifest.xml", &noise(64)),
                ("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\r\n"),
            ]),
        ),
        ("wasm", with_noise(&[b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0"])),
        ("shortcut", with_noise(&[b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"])),
    ]
}

fn data_and_fonts() -> Vec<File> {
    vec![
        ("sqlite", with_noise(&[b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20"])),
        ("access", with_noise(&[b"\0\x01\0\0Standard Jet DB\0\x01\0\0\0"])),
        ("truetype", with_noise(&[b"\0\x01\0\0\0\x0c\0\x80\0\x03\0\x40OS/2"])),
        ("opentype", with_noise(&[b"OTTO\0\x0c\0\x80\0\x03\0\x40CFF "])),
        ("font_collection", with_noise(&[b"ttcf\0\x01\0\0\0\0\0\x02"])),
        ("woff", with_noise(&[b"wOFF\0\x01\0\0\0\0\x08\0\0\x0c\0\0"])),
        ("woff2", with_noise(&[b"wOF2\0\x01\0\0\0\0\x08\0\0\x0c\0\0"])),
        ("binary", noise(100_000)),
    ]
}

fn packages() -> Vec<File> {
    let types = ("[Content_Types].xml", &b"<Types/>"[..]);
    vec![
        ("docx", zip(&[types, ("word/document.xml", b"<w:document/>")])),
        ("xlsx", zip(&[types, ("xl/workbook.xml", b"<workbook/>")])),
        ("pptx", zip(&[types, ("ppt/presentation.xml", b"<p:presentation/>")])),
        ("ofd", zip(&[("OFD.xml", b"<ofd:OFD/>"), ("Doc_0/Document.xml", b"<ofd:Document/>")])),
        ("epub", zip(&[("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"<container/>")])),
        (
            "opendocument",
            zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<office/>")]),
        ),
        ("legacy_word", compound_file(&["Root Entry", "WordDocument", "1Table"])),
        ("legacy_excel", compound_file(&["Root Entry", "Workbook"])),
        ("legacy_powerpoint", compound_file(&["Root Entry", "PowerPoint Document", "Current User"])),
        ("wps", compound_file(&["Root Entry", "WpsCustomData", "WordDocument"])),
        ("compound_file", compound_file(&["Root Entry", "Contents"])),
        ("encrypted_office", compound_file(&["Root Entry", "EncryptionInfo", "EncryptedPackage"])),
        ("outlook_message", compound_file(&["Root Entry", "__properties_version1.0"])),
    ]
}

fn documents() -> Vec<File> {
    let pdf = |objects: &str| {
        let head = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
        [&head[..], b"1 0 obj\n<< /Type /Catalog >>\nendobj\n", objects.as_bytes(), &noise(600), b"\n%%EOF\n"]
            .concat()
    };
    let mail = "Received: from mail.example ([192.0.2.1])\r\nFrom: a@mail.example\r\nTo: b@mail.example\r\n\
                Subject: =?UTF-8?B?562U5aSN?=\r\nMIME-Version: 1.0\r\n\r\n562U5aSN\r\n";
    vec![
        ("pdf", pdf("2 0 obj\n<< /Type /Font /Subtype /Type0 >>\nendobj\n")),
        ("scanned_pdf", pdf("2 0 obj\n<< /Type /XObject /Subtype /Image >>\nendobj\n")),
        ("encrypted_pdf", pdf("trailer\n<< /Encrypt 5 0 R >>\n")),
        ("rtf", b"{\\rtf1\\ansi\\ansicpg936 \\'b4\\'f0\\'b8\\'b4\\par}".to_vec()),
        ("postscript", b"%!PS-Adobe-3.0\n%%Pages: 1\nshowpage\n".to_vec()),
        ("caj", with_noise(&[b"CAJ\0\0\x02\0\0"])),
        ("ceb", with_noise(&[b"Founder CEB 2.99D\0\0\0\x04\0"])),
        ("chm", with_noise(&[b"ITSF\x03\0\0\0\x60\0\0\0"])),
        ("email", mail.as_bytes().to_vec()),
    ]
}

/// Bytes that look random and are the same every time (xorshift64, Marsaglia 2003).
pub(crate) fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}

fn with_noise(parts: &[&[u8]]) -> Vec<u8> {
    [&parts.concat()[..], &noise(2048)].concat()
}

fn le32(number: u32) -> [u8; 4] {
    number.to_le_bytes()
}

fn be32(number: u32) -> [u8; 4] {
    number.to_be_bytes()
}

/// A ZIP archive that stores its members (APPNOTE.TXT 6.3).
pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in members {
        let size = le32(content.len() as u32);
        let lengths = [&(name.len() as u16).to_le_bytes()[..], &[0; 2]].concat();
        // Version 2.0, no flags, stored, midnight of 1980-01-01.
        let common =
            [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..], &le32(crc32(content)), &size, &size, &lengths].concat();
        let start = le32(file.len() as u32);
        directory.extend([b"PK\x01\x02\x14\0", &common[..], &[0; 10], &start, name.as_bytes()].concat());
        file.extend([b"PK\x03\x04", &common[..], name.as_bytes(), content].concat());
    }
    let count = (members.len() as u16).to_le_bytes();
    let (size, start) = (le32(directory.len() as u32), le32(file.len() as u32));
    file.extend([&directory[..], b"PK\x05\x06\0\0\0\0", &count, &count, &size, &start, &[0; 2]].concat());
    file
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)))
}

/// An OLE compound file of version 3 whose directory has these entries ([MS-CFB]): header, one sector of the
/// allocation table, directory.
fn compound_file(entries: &[&str]) -> Vec<u8> {
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.extend([0; 16]);
    file.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    file.resize(44, 0);
    file.extend([le32(1), le32(1)].concat());
    file.resize(76, 0);
    file.extend(le32(0));
    file.resize(512, 0xff);
    file.extend([le32(0xffff_fffd), le32(0xffff_fffe)].concat());
    file.resize(1024, 0xff);
    for (index, name) in entries.iter().enumerate() {
        let start = file.len();
        file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        file.resize(start + 64, 0);
        file.extend((name.len() as u16 * 2 + 2).to_le_bytes());
        file.extend([if index == 0 { 5 } else { 2 }, 1]);
        file.resize(start + 128, 0);
    }
    file.resize(file.len().next_multiple_of(512), 0);
    file
}
