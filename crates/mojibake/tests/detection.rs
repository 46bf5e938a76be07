//! Charsets told from bytes alone.

mod common;

use common::*;
use encoding_rs::{BIG5, GB18030};
use mojibake::{Charset, How, Options, decode};

fn detected(bytes: &[u8]) -> Charset {
    decode(bytes, &Options::default()).charset
}

fn encodings(simplified: &str, traditional: &str) -> Vec<(Charset, String, Vec<u8>)> {
    vec![
        (Charset::Utf8, simplified.to_owned(), simplified.as_bytes().to_vec()),
        (Charset::Gb18030, simplified.to_owned(), GB18030.encode(simplified).0.into_owned()),
        (Charset::Big5, traditional.to_owned(), BIG5.encode(traditional).0.into_owned()),
        (Charset::Utf16Le, simplified.to_owned(), utf16(simplified, true)),
        (Charset::Utf16Be, simplified.to_owned(), utf16(simplified, false)),
        (Charset::Hz, simplified.to_owned(), hz(simplified)),
    ]
}

fn windows(text: &str, length: usize) -> Vec<String> {
    let hanzi: Vec<char> = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
    hanzi.windows(length).step_by(3).map(|window| window.iter().collect()).collect()
}

#[test]
fn twenty_characters_are_enough() {
    for (simplified, traditional) in windows(LETTER, 20).iter().zip(windows(TRADITIONAL, 20).iter().cycle()) {
        for (charset, text, bytes) in encodings(simplified, traditional) {
            let decoded = decode(&bytes, &Options::default());
            assert_eq!((decoded.charset, &decoded.text), (charset, &text));
        }
    }
}

#[test]
fn four_characters_are_nearly_always_enough() {
    let (mut right, mut all) = (0, 0);
    for (simplified, traditional) in windows(LETTER, 4).iter().zip(windows(TRADITIONAL, 4).iter().cycle()) {
        for (charset, _, bytes) in encodings(simplified, traditional) {
            right += usize::from(detected(&bytes) == charset);
            all += 1;
        }
    }
    assert!(right * 100 >= all * 95, "{right} of {all}");
}

#[test]
fn a_cut_anywhere_costs_one_character() {
    let simplified: String = LETTER.chars().take(60).collect();
    let traditional: String = TRADITIONAL.chars().take(60).collect();
    for (charset, _, bytes) in encodings(&simplified, &traditional) {
        if charset == Charset::Hz {
            continue;
        }
        for end in 48..bytes.len() {
            let decoded = decode(&bytes[..end], &Options::default());
            assert_eq!(decoded.charset, charset, "cut at {end}: {}", decoded.text);
        }
    }
}

#[test]
fn errors_cost_their_character() {
    let gbk = GB18030.encode(LETTER).0.into_owned();
    let at = gbk.iter().position(|&b| b == 0xd3).expect("a hanzi");
    for damage in [&b"\xff"[..], b"\n", b"\xff\xff"] {
        let mut bytes = gbk.clone();
        bytes.splice(at + 1..at + 1, damage.iter().copied());
        assert_eq!(detected(&bytes), Charset::Gb18030);
    }
    let short = GB18030.encode("答复").0.into_owned();
    assert_eq!(detected(&short), Charset::Gb18030);
}

#[test]
fn marks_declarations_and_choices_come_first() {
    let bom = [&[0xff, 0xfe][..], &utf16("答复", true)].concat();
    let decoded = decode(&bom, &Options::default());
    assert_eq!((decoded.charset, decoded.how, decoded.text.as_str()), (Charset::Utf16Le, How::Bom, "答复"));
    let big5 = BIG5.encode("答覆").0.into_owned();
    let declared = decode(&big5, &Options { declared: Some(Charset::Big5), ..Options::default() });
    assert_eq!((declared.how, declared.text.as_str()), (How::Declared, "答覆"));
    let chosen =
        decode("答复".as_bytes(), &Options { charset: Some(Charset::Gb18030), ..Options::default() });
    assert_eq!(chosen.how, How::Chosen);
}
