//! Charsets told from bytes alone.

#![allow(clippy::print_stderr, reason = "says which test was skipped")]

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

/// The same on text held out from the model, where it is at hand.
#[test]
fn pieces_of_held_out_reports() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/provincial-2026.txt");
    let Ok(corpus) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is not there");
        return;
    };
    // The report that begins at line 261.
    let report = corpus.lines().skip(260).take(60).collect::<Vec<_>>().join("\n");
    for (length, least) in [(20, 100), (4, 95)] {
        let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
        for piece in windows(&report, length).iter().step_by(length) {
            for (charset, _, bytes) in encodings(piece, piece) {
                if charset != Charset::Big5 {
                    let found = detected(&bytes);
                    right += usize::from(found == charset);
                    all += 1;
                    if found != charset {
                        wrong.push((charset, found, piece.clone()));
                    }
                }
            }
        }
        assert!(right * 100 >= all * least, "{length} characters: {right} of {all}, {wrong:?}");
    }
}

#[test]
fn a_cut_anywhere_costs_one_character() {
    let samples: [(usize, usize); 3] = [(0, 60), (60, 60), (130, 80)];
    for (skip, take) in samples {
        let part = |text: &str| text.chars().skip(skip).take(take).collect::<String>();
        for (charset, _, bytes) in encodings(&part(LETTER), &part(TRADITIONAL)) {
            // Twenty characters of each.
            for end in 80.min(bytes.len())..bytes.len() {
                let decoded = decode(&bytes[..end], &Options::default());
                assert_eq!(decoded.charset, charset, "cut at {end}: {}", decoded.text);
            }
        }
    }
}

/// What other detectors take for another charset.
#[test]
fn what_misleads_other_detectors() {
    let gbk = GB18030.encode(LETTER).0.into_owned();
    assert_eq!(detected(&GB18030.encode("答复").0), Charset::Gb18030);
    assert_eq!(detected(&gbk[..gbk.len() - 2]), Charset::Gb18030);
    assert_eq!(detected(&[&gbk[..], b"\xff"].concat()), Charset::Gb18030);
    assert_eq!(detected(&LETTER.trim_end().as_bytes()[..LETTER.trim_end().len() - 1]), Charset::Utf8);
    assert_eq!(detected(&utf16(LETTER, true)), Charset::Utf16Le);
    assert_eq!(detected(&BIG5.encode("關於加快先進製造業發展的答覆").0), Charset::Big5);
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
