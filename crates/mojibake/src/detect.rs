//! Which charset bytes are in.

use std::borrow::Cow;

use memchr::memmem;

use crate::marks::Scan;
use crate::model::{EDGE, OTHER};
use crate::{Charset, How, Model, Options, Received, explain, fluency};

/// How much of a file is read to tell its charset.
const SAMPLE: usize = 16 << 10;
/// How much is enough where one charset is so many times likelier than all others, as a logarithm.
const SHORT: (usize, f32) = (2 << 10, 60.0);
/// The logarithm of the probability of a character that no charset should give.
const NEVER: f32 = -20.0;

/// A charset that bytes may be in.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The charset.
    pub charset: Charset,
    /// How well the bytes read in it: log-probability per byte, higher is better.
    pub score: f32,
    /// The first characters beyond ASCII, and those of their line, as they read in it.
    pub preview: String,
}

/// The text of the bytes, their charset, why, and how probable it is; and what marks of damage the text has.
pub(crate) fn detect(bytes: Cow<'_, [u8]>, options: &Options, model: &Model) -> (Received, Scan) {
    let scan = Scan::of_utf8(&bytes);
    let valid = scan.is_some();
    let (charset, how, score) = match options.charset {
        Some(charset) => (charset, How::Chosen, likely(&bytes, valid, charset, options, model)),
        None => choose(&bytes, valid, options, model),
    };
    let marked = Charset::for_mark(&bytes).is_some_and(|(mark, _)| mark == charset);
    let (text, scan) = match scan.filter(|_| charset == Charset::Utf8 && !marked) {
        None => charset.text_scanned(without_mark(&bytes, charset)),
        // SAFETY: a scan says that they are UTF-8. The standard library would look at all of them again, which takes longer
        // than everything else that is done to clean text.
        #[expect(unsafe_code, reason = "no safe function keeps what was found")]
        Some(scan) => (unsafe { String::from_utf8_unchecked(bytes.into_owned()) }, scan),
    };
    (Received { text, charset, how, score }, scan)
}

/// The charset of the bytes, whatever the caller chose, why, and how probable it is; `valid` if they are UTF-8.
fn choose(bytes: &[u8], valid: bool, options: &Options, model: &Model) -> (Charset, How, f32) {
    if let Some((charset, _)) = Charset::for_mark(bytes) {
        return (charset, How::Bom, 1.0);
    }
    if valid && !only_looks_valid(bytes, model) {
        return (Charset::Utf8, How::Valid, 1.0);
    }
    if let Some(charset) = options.declared
        && !is_false(&charset.text(bytes))
    {
        return (charset, How::Declared, 0.9);
    }
    let ranked = probabilities(&candidates(bytes, model), bytes.len());
    (ranked[0].0, How::Scored, ranked[0].1)
}

/// How probable a charset is that was not asked for.
fn likely(bytes: &[u8], valid: bool, charset: Charset, options: &Options, model: &Model) -> f32 {
    let (best, _, score) = choose(bytes, valid, options, model);
    if best == charset {
        return score;
    }
    let others = candidates(bytes, model).into_iter().filter(|candidate| candidate.charset != best);
    let others = probabilities(&others.collect::<Vec<_>>(), bytes.len());
    others.iter().find(|other| other.0 == charset).map_or(0.0, |other| other.1 * (1.0 - score))
}

/// The probability of each of some charsets, given that it is one of them, the best first.
fn probabilities(ranked: &[Candidate], bytes: usize) -> Vec<(Charset, f32)> {
    let length = bytes.min(SAMPLE) as f32;
    let best = ranked.first().map_or(0.0, |candidate| candidate.score);
    let odds = |candidate: &Candidate| ((candidate.score - best) * length).exp();
    let sum: f32 = ranked.iter().map(odds).sum();
    ranked.iter().map(|candidate| (candidate.charset, odds(candidate) / sum)).collect()
}

/// Whether text shows that its declared charset is wrong, as in a page that a program saved in another one: more than one
/// in twenty of its characters beyond ASCII are none.
fn is_false(text: &str) -> bool {
    let beyond = text.chars().filter(|c| !c.is_ascii()).count();
    text.matches('\u{fffd}').count() * 20 > beyond
}

/// Whether bytes are UTF-8 by chance: HZ and UTF-16 can be all ASCII, and a few hanzi in GBK can look like letters of two
/// bytes. Greek read as GBK is hanzi too, but by chance.
fn only_looks_valid(bytes: &[u8], model: &Model) -> bool {
    let hz = || memmem::find(bytes, b"~{").is_some_and(|at| memmem::find(&bytes[at..], b"~}").is_some());
    if bytes.is_ascii() && hz() {
        return true;
    }
    if bytes[..bytes.len().min(SAMPLE)].contains(&0) {
        return true;
    }
    let short = Some(bytes).filter(|bytes| bytes.len() < 256);
    let Some(text) = short.and_then(|bytes| std::str::from_utf8(bytes).ok()) else { return false };
    let beyond = |c: &char| !c.is_ascii();
    let gbk = || model.fluency(&Charset::Gb18030.text(bytes));
    text.chars().filter(beyond).nth(2).is_some()
        && text.chars().filter(beyond).all(|c| ('\u{100}'..'\u{800}').contains(&c))
        && gbk() > fluency::CHANCE.max(model.fluency(text) + 4.0)
}

/// All charsets, those that the bytes read best in first.
pub(crate) fn candidates(bytes: &[u8], model: &Model) -> Vec<Candidate> {
    let start =
        bytes.iter().position(|&b| !(b' '..0x80).contains(&b) && b != b'\n' && b != b'\r').unwrap_or(0);
    // A little before the first character beyond ASCII, at an even place for UTF-16.
    let bytes = &bytes[start.saturating_sub(64) & !1..];
    let (length, clear) = SHORT;
    let short = ranked(bytes, length, model);
    match (short[0].score - short[1].score) * length.min(bytes.len()) as f32 > clear {
        true => short,
        false => ranked(bytes, SAMPLE, model),
    }
}

/// All charsets by how the first of the bytes read in them.
fn ranked(bytes: &[u8], most: usize, model: &Model) -> Vec<Candidate> {
    let sample = &bytes[..bytes.len().min(most)];
    let mut candidates: Vec<Candidate> = Charset::ALL
        .iter()
        .map(|&charset| {
            let text = charset.text(sample);
            let whole = sample.len() == bytes.len();
            let score = probability(&text, charset, whole, model) / sample.len().max(1) as f32;
            Candidate { charset, score, preview: explain::preview(&text) }
        })
        .collect();
    order::by_number(&mut candidates, |candidate| order::highest_first(candidate.score));
    candidates
}

/// The log-probability that a text was written.
fn probability(text: &str, charset: Charset, whole: bool, model: &Model) -> f32 {
    let mut sum = 0.0;
    let mut last = EDGE;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let id = model.id(c).unwrap_or(OTHER);
        let cut = c == '\u{fffd}' && chars.peek().is_none() && charset != Charset::Windows1252;
        sum += match c {
            // The last character may be cut, in a sample always.
            _ if cut => {
                if whole {
                    -6.0
                } else {
                    0.0
                }
            }
            '\u{fffd}'
            | '\u{0}'..='\u{8}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{e000}'..='\u{f8ff}' => NEVER,
            '\n' | '\r' | ' ' | '\t' => -3.0,
            'a'..='z' | 'A'..='Z' => -4.0,
            '0'..='9' => -4.5,
            'ß'..='ÿ' if c != '÷' && before.is_alphabetic() => -6.0,
            'À'..='ÿ' => -10.0,
            '¡'..='¿' => -10.0,
            _ if c.is_ascii() => -5.0,
            'ぁ'..='ヿ' | 'Ѐ'..='ӿ' => -9.0,
            // Half of GB2312 looks like these in UTF-16.
            '가'..='힣' => -12.0,
            _ => model.prior(id) + model.bigram(last, id),
        };
        before = c;
        last = id;
    }
    // A label of Windows-1252 is believed last: every byte is something there.
    sum - if charset == Charset::Windows1252 { 8.0 } else { 0.0 }
}

fn without_mark(bytes: &[u8], charset: Charset) -> &[u8] {
    match Charset::for_mark(bytes) {
        Some((marked, length)) if marked == charset => &bytes[length..],
        _ => bytes,
    }
}
