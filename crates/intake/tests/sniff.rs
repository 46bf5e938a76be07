//! What files are told to be, whatever their names: foreign files of every kind, and text that resembles them.

#[path = "../../../tests/wrong-files/files.rs"]
mod files;

use intake::{Foreign, Format, sniff};
use proptest::prelude::*;

const CHINESE: &str = "关于对市政协提案的答复\n\n委员您好：\n您提出的提案收悉，现答复如下。\n一、2021年全市工业总产值增长9.1%，位居第三。\n";

#[test]
fn every_kind_is_known_by_its_content() {
    let files = files::foreign();
    for (name, bytes) in &files {
        let kind = Foreign::from_name(name).unwrap_or_else(|| panic!("{name} is no kind"));
        assert_eq!(sniff(bytes), Format::Foreign(kind), "{name}");
    }
    for kind in Foreign::ALL {
        assert!(files.iter().any(|(name, _)| *name == kind.name()), "{} has no file", kind.name());
    }
}

#[test]
fn names_of_kinds_differ() {
    for &kind in Foreign::ALL {
        assert_eq!(Foreign::from_name(kind.name()), Some(kind));
    }
}

#[test]
fn text_may_begin_like_a_signature() {
    for start in [
        "BM",
        "BM公司关于提案的说明",
        "MZ",
        "GIF89a",
        "RIFF",
        "PK",
        "%PDF-1.7 格式说明",
        "OggS",
        "ID3",
        "Rar!",
        "ttcf",
        "OTTO",
        "true",
        "8BPS",
        "fLaC",
        "FLV",
        "MSCF",
        "wOFF",
        "#!AMR 是一种录音",
        "SQLite format 3",
        "AC1032",
        "BZh9",
        "CAJ",
        "Founder CEB ",
        "FORM",
        "AT&TFORM",
        "{\\rt",
        "%!PS",
        "LSH",
        "From: 市工业局",
        "Subject: 答复\n\n正文",
        "7z",
        "CD001",
        "    ftyp",
        "ustar",
    ] {
        let text = format!("{start}\n{CHINESE}");
        assert_eq!(sniff(text.as_bytes()), Format::Text, "{start}");
        assert_eq!(sniff(start.as_bytes()), Format::Text, "{start} alone");
    }
}

/// The text in the charsets that replies come in.
fn encoded() -> Vec<(&'static str, Vec<u8>)> {
    let text = CHINESE.repeat(20);
    let traditional = "關於對市政協提案的答覆，委員您好。\n".repeat(40);
    vec![
        ("UTF-8", text.clone().into_bytes()),
        ("GB18030", encoding_rs::GB18030.encode(&text).0.into_owned()),
        ("Big5", encoding_rs::BIG5.encode(&traditional).0.into_owned()),
        ("UTF-16LE", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16BE", text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("HZ", "~{4p84~}\n".repeat(200).into_bytes()),
        ("ISO-2022-CN", b"\x1b$)A\x0e4p84\x0f\n".repeat(200)),
    ]
}

proptest! {
    #[test]
    fn damaged_chinese_stays_text(start in 0usize..200, cut in 0usize..200, holes in prop::collection::vec((0usize..1000, any::<u8>()), 0..8)) {
        for (charset, bytes) in encoded() {
            let mut damaged = bytes[start..bytes.len() - cut].to_vec();
            for &(at, byte) in &holes {
                damaged[at] = byte;
            }
            prop_assert_eq!(sniff(&damaged), Format::Text, "{}", charset);
            // A byte lost: in UTF-16, all units after it turn round.
            damaged.remove(400);
            prop_assert_eq!(sniff(&damaged), Format::Text, "{} with a byte lost", charset);
        }
    }

    #[test]
    fn any_bytes_are_something(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = sniff(&bytes);
    }
}

#[test]
fn single_bytes_are_text_but_for_control_characters() {
    for byte in (0x20..=0x7e).chain(0x80..=0xff).chain(*b"\t\n\r") {
        assert_eq!(sniff(&[byte]), Format::Text, "{byte:#x}");
    }
    assert_eq!(sniff(&[0]), Format::Foreign(Foreign::Binary));
}

#[test]
fn a_crash_may_leave_zeros_after_text() {
    let mut bytes = CHINESE.repeat(20).into_bytes();
    bytes.extend(std::iter::repeat_n(0, 100_000));
    assert_eq!(sniff(&bytes), Format::Text);
    assert_eq!(sniff(&[0; 4096]), Format::Foreign(Foreign::Binary));
}

#[test]
fn a_cut_package_is_still_known() {
    let (_, docx) = files::foreign().into_iter().find(|(name, _)| *name == "docx").unwrap();
    let cut = &docx[..docx.len() - 30];
    assert_eq!(sniff(cut), Format::Foreign(Foreign::Docx));
}

#[test]
fn a_package_within_a_package_does_not_count() {
    let (_, docx) = files::foreign().into_iter().find(|(name, _)| *name == "docx").unwrap();
    let outer = files::zip(&[("答复.docx", &docx)]);
    assert_eq!(sniff(&outer), Format::Foreign(Foreign::Zip));
}

#[test]
fn formats_with_several_beginnings_are_known_by_each() {
    for (begins, kind) in [
        (&b"Founder CEB\0\x03\0\0\0"[..], Foreign::Ceb),
        (b"Founder CEB 2.50f\0", Foreign::Ceb),
        (b"CAJ\0\0\x02", Foreign::Caj),
        (b"HN\0\0\xc8\0", Foreign::Caj),
        (b"KDH 2.00\0\0", Foreign::Caj),
    ] {
        let bytes = [begins, &files::noise(4096)].concat();
        assert_eq!(sniff(&bytes), Format::Foreign(kind), "{begins:?}");
    }
    assert_eq!(sniff("Founder CEB 是方正的版式文件格式。".as_bytes()), Format::Text);
    assert_eq!(sniff("KDH 是知网的文件格式。".as_bytes()), Format::Text);
}
