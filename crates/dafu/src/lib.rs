//! Dafu's pipeline: the bytes of a reply in, a [`Reading`] out.
//!
//! ```
//! let reading = dafu::read("一、基本情况\n全市共有企业30家。".as_bytes(), &dafu::Hints::default());
//! assert!(reading.text().contains("30家"));
//! ```

mod find;
pub mod wire;

pub use find::{Finder, Hit, Place, Searchable};
pub use intake::{Family, Foreign, Format};
pub use mojibake::{Candidate, Chain, Charset, Choice, Damage, Explanation};
pub use reply::Document;

use std::borrow::Cow;

use mojibake::{Decoded, Kind};
use reply::{Doubt, Span};

/// What the caller knows about a file, or wants otherwise than Dafu would choose.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The file's name, shown and never trusted.
    pub name: Option<String>,
    /// Decode with this charset.
    pub charset: Option<Charset>,
    /// Undo this damage and no other; [`Damage::Undecodable`] undoes none.
    pub damage: Option<Damage>,
    /// Readings a person has chosen for single characters.
    pub choices: Vec<Choice>,
}

/// How far a reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What kind of file it is.
    Intake,
    /// Charset and repair.
    Decode,
    /// Layout and figures.
    Document,
}

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The file's name, if it has one.
    pub name: Option<String>,
    /// Length of the file in bytes.
    pub bytes: usize,
    /// Its first bytes, eight at most.
    pub beginning: Vec<u8>,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// What the bytes are.
    pub format: Format,
    /// The text and its repairs; line ends are LF.
    pub decoded: Decoded,
    /// What was read of the text.
    pub document: Document,
}

impl Reading {
    /// The shown text, with LF line ends.
    pub fn text(&self) -> &str {
        &self.decoded.text
    }

    /// Whether there is a document. Where there is none, [`Reading::format`] says what the file is, the text is empty
    /// and the wire form carries a diagnostic of severity `error`.
    pub fn is_document(&self) -> bool {
        matches!(self.format, Format::Text | Format::Html)
    }
}

/// How much a text reads like Chinese: 1 is official prose, 0 is hanzi by chance or no Chinese at all.
///
/// ```
/// let right = dafu::legibility("关于对提案的答复");
/// let wrong = dafu::legibility("鍏充簬瀵规彁妗堢殑绛斿");
/// assert!(right > 0.9 && wrong < 0.4 && dafu::legibility("å…³äºŽ") < 0.1);
/// ```
pub fn legibility(text: &str) -> f32 {
    // Per character, prose has a log-probability of about -5, hanzi by chance have one below -10.
    const RANGE: (f32, f32) = (-10.5, -6.5);
    let (mut hanzi, mut others) = (0_u32, 0_u32);
    for c in text.chars() {
        if reply::notation::is_han(c) {
            hanzi += 1;
        } else if !c.is_ascii() && !('\u{2010}'..='\u{206f}').contains(&c) && !is_cjk_sign(c) {
            others += 1;
        }
    }
    let fluent = (mojibake::Model::builtin().fluency(text) - RANGE.0) / (RANGE.1 - RANGE.0);
    fluent.clamp(0.0, 1.0) * hanzi as f32 / (hanzi + others).max(1) as f32
}

/// Whether a character is punctuation of Chinese text, or of full width.
fn is_cjk_sign(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}')
}

/// Reads `bytes`. It never fails: what is not a document gives a reading that says so. Bytes that are given away become the text where
/// they can, and are gone before it is read.
pub fn read<'a>(bytes: impl Into<Cow<'a, [u8]>>, hints: &Hints) -> Reading {
    read_with(bytes, hints, |_| ())
}

/// Like [`read`], and tells `progress` each stage as it begins.
pub fn read_with<'a>(
    bytes: impl Into<Cow<'a, [u8]>>,
    hints: &Hints,
    mut progress: impl FnMut(Stage),
) -> Reading {
    use sha2::Digest;
    progress(Stage::Intake);
    let bytes = bytes.into();
    let format = intake::sniff(&bytes);
    let (size, beginning) = (bytes.len(), bytes[..bytes.len().min(8)].to_vec());
    let sha256 = sha2::Sha256::digest(&bytes).into();
    progress(Stage::Decode);
    let (decoded, furniture) = decode(bytes, format, hints);
    progress(Stage::Document);
    let furniture = lines(&decoded.text, &furniture);
    let document = reply::read_page(&decoded.text, &doubts(&decoded), &furniture);
    Reading { name: hints.name.clone(), bytes: size, beginning, sha256, format, decoded, document }
}

fn options(hints: &Hints) -> mojibake::Options {
    mojibake::Options {
        charset: hints.charset,
        damage: hints.damage,
        choices: hints.choices.clone(),
        ..Default::default()
    }
}

/// Why the text of a file is read as it is, with the runners-up. Of a page its source is looked at.
pub fn explain(bytes: &[u8], hints: &Hints) -> Explanation {
    mojibake::explain(bytes, &options(hints))
}

/// The text of a file, and the lines of it that a page marks as its own.
///
/// A page's text is taken out before it is repaired, so that what was received and what is shown differ by the repairs
/// alone. Repairs keep lines apart.
fn decode(bytes: Cow<'_, [u8]>, format: Format, hints: &Hints) -> (Decoded, Vec<usize>) {
    let mut options = options(hints);
    let mut furniture = Vec::new();
    let mut decoded = match format {
        Format::Html => {
            options.declared = intake::declared_charset(&bytes).and_then(Charset::for_label);
            let mut received = mojibake::receive(bytes, &options);
            let page = intake::html(&received.text);
            received.text = page.text;
            furniture = page.furniture;
            received.repair(&options)
        }
        Format::Text => mojibake::decode(bytes, &options),
        Format::Empty | Format::Foreign(_) => mojibake::decode(b"", &options),
    };
    decoded.unify_line_ends();
    (decoded, furniture)
}

/// Where the lines of `text` with these numbers stand.
fn lines(text: &str, numbers: &[usize]) -> Vec<Span> {
    let mut wanted = numbers.iter().copied().peekable();
    let mut start = 0;
    let spans = text.split('\n').map(|line| {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        span
    });
    spans.enumerate().filter_map(|(number, span)| wanted.next_if_eq(&number).map(|_| span)).collect()
}

/// The characters a repair was not sure of.
fn doubts(decoded: &Decoded) -> Vec<Doubt> {
    let doubt = |repair: mojibake::Repair| Doubt {
        span: Span::from(repair.range),
        confidence: if repair.kind == Kind::Unresolved { 0.0 } else { repair.confidence },
    };
    decoded.repairs.iter().filter(|r| r.kind != Kind::Reversed).map(doubt).collect()
}
