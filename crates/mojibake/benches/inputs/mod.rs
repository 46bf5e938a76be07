//! What the benches read: prose, and the same prose damaged.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::print_stderr, reason = "for benches")]

#[path = "../../tests/common/mod.rs"]
pub mod damage;

use encoding_rs::{BIG5, GB18030};

pub const MB: usize = 1_000_000;

/// A letter of an invented city.
const SAMPLE: &str = include_str!("../../../../tests/corpus/sample/clean.txt");
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus");
const REFERENCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/seed/seed.txt");
/// So much is taken of each file of the corpus.
const PART: usize = 100_000;

/// Prose of many kinds from the corpus; the letter, over and over, where that is not at hand.
pub fn prose() -> String {
    let files = std::fs::read_dir(CORPUS).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    files.sort();
    let texts: Vec<String> = files.iter().flat_map(std::fs::read_to_string).collect();
    if texts.is_empty() {
        eprintln!(
            "{CORPUS} is not there: measured on a letter, over and over, which flatters what remembers"
        );
        return SAMPLE.repeat(MB.div_ceil(SAMPLE.len()));
    }
    texts.iter().map(|text| middle(text)).collect()
}

/// Whole lines from the middle of a text.
fn middle(text: &str) -> &str {
    let from = text.floor_char_boundary(text.len() / 2);
    let from = text[from..].find('\n').map_or(0, |end| from + end + 1);
    let to = text.floor_char_boundary(text.len().min(from + PART));
    let to = text[from..to].rfind('\n').map_or(to, |end| from + end + 1);
    &text[from..to]
}

/// A real reply whose lost bytes are a third of its characters.
pub fn reference() -> Option<Vec<u8>> {
    std::fs::read(REFERENCE).ok()
}

/// A kind of input by its name.
pub fn input(kind: &str, prose: &str) -> Vec<u8> {
    match kind {
        "clean" => prose.into(),
        "GB18030" => GB18030.encode(prose).0.into_owned(),
        "UTF-8 as Windows-1252" => damage::kept(prose).into(),
        "UTF-8 as ISO-8859-1" => damage::latin1(prose).into(),
        "UTF-8 as Windows-1252, twice" => damage::twice(prose).into(),
        "GBK as Windows-1252" => damage::encoded_as_windows1252(prose, GB18030).into(),
        "Big5 as Windows-1252" => damage::encoded_as_windows1252(&damage::within(prose, BIG5), BIG5).into(),
        "UTF-8 as GBK" => damage::misread(prose, encoding_rs::UTF_8, encoding_rs::GBK).into(),
        "UTF-8 as GBK, question marks" => damage::misread_with_question_marks(prose.as_bytes()).into(),
        "undefined bytes U+FFFD" => damage::replaced(prose).into(),
        "undefined bytes dropped" => damage::dropped(prose).into(),
        _ => unreachable!("no such input: {kind}"),
    }
}

/// `bytes` over and over, up to a length.
pub fn fill(bytes: &[u8], length: usize) -> Vec<u8> {
    bytes.repeat(length.div_ceil(bytes.len()))
}
