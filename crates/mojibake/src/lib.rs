//! Chinese text from damaged bytes.
//!
//! Bytes go in; the text they were meant to be comes out, with a [`Repair`] for every character that was changed.
//! [`decode`] never fails: what cannot be restored stays as it was received and is recorded as unresolved.
//!
//! # Known limits
//!
//! - The model knows official prose in simplified characters. Names of persons and firms, and rare terms, are where lost
//!   bytes are restored wrongly; each inferred character tells how sure it is.
//! - Where all of the bytes 80 to 9F are gone (ISO-8859-1 with its control characters stripped), every character has
//!   lost something, and a quarter of them comes back wrong.
//! - UTF-8 read as GBK by an editor that puts question marks: which digit was swallowed is mostly unknown, so its question
//!   mark stays and is recorded as unresolved.
//! - Big5 read as GBK by a decoder that puts U+FFFD loses one character in three; one in thirteen comes back wrong.
//! - What became U+FFFD by itself (锟斤拷, `\u{fffd}\u{fffd}`) is gone: it is recorded and stands as received.
//! - Japanese, Korean and Cyrillic charsets are not told apart; such bytes are read in the charset that fits best.
//! - Half-width punctuation that a repair tool made of full-width stays as it is; [`Decoded::narrowed`] finds it.
//! - Damage is told line by line. A line of which one half was damaged in one way and the other in another is undone
//!   in the way that most of it shows.
//!
//! # Example
//!
//! ```
//! use mojibake::{Kind, Options, decode};
//!
//! // 关于 stands complete; 提 lost two of its three bytes; the rest is good.
//! let decoded = decode("å…³äºŽæ案的答复".as_bytes(), &Options::default());
//! assert_eq!(decoded.text, "关于提案的答复");
//! let repairs: Vec<_> = decoded.repairs.iter().collect();
//! assert_eq!(repairs[0].kind, Kind::Reversed);
//! assert_eq!(repairs[1].kind, Kind::Inferred);
//! assert_eq!(decoded.original(&repairs[1]), "æ");
//! ```
//!
//! A charset or a way of undoing damage can be forced, and [`explain`] tells what else a text might be:
//!
//! ```
//! use mojibake::{Charset, Damage, Options, decode, explain};
//!
//! let big5 = b"\xb5\xaa\xc2\xd0"; // 答覆
//! let options = Options { charset: Some(Charset::Big5), ..Options::default() };
//! assert_eq!(decode(big5, &options).text, "答覆");
//!
//! let damaged = "å…³äºŽæ案的答复".as_bytes();
//! let untouched = Options { damage: Some(Damage::Undecodable), ..Options::default() };
//! assert_eq!(decode(damaged, &untouched).text.as_bytes(), damaged);
//! assert_eq!(explain(damaged, &Options::default()).chains[0].damage, Damage::Utf8AsWindows1252);
//! ```

mod agreement;
mod balance;
mod charset;
mod confidence;
mod damage;
mod decode;
mod detect;
mod double_byte;
mod explain;
mod fluency;
mod fold;
mod grams;
mod hanzi;
mod hash;
mod lattice;
mod line_ends;
mod marks;
mod misread;
pub mod model;
mod narrow;
mod output;
mod repairs;
mod utf8_as_latin;
mod whole;
mod windows1252;

pub use decode::{decode, receive};
pub use detect::Candidate;
pub use explain::{Chain, Explanation, Found, explain};
pub use fluency::is_foreign;
pub use fold::fold;
pub use model::{Model, simplified};
pub use repairs::Repairs;
use std::ops::{Deref, Range};

/// What the caller already knows, or wants otherwise than [`decode`] would choose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Decode with this charset, whatever the bytes look like.
    pub charset: Option<Charset>,
    /// A charset that the file or its carrier declares (an HTML `meta`, an HTTP header): believed before scores.
    pub declared: Option<Charset>,
    /// Undo this damage wherever a line can have it and no other; [`Damage::Undecodable`] undoes none. Without it each line
    /// shows what happened to it.
    pub damage: Option<Damage>,
    /// Readings a person has chosen for single characters; all others are decoded again around them.
    pub choices: Vec<Choice>,
}

/// One reading chosen by a person: the repair whose source starts at `source` reads `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Byte offset into [`Decoded::received`].
    pub source: usize,
    /// What stands there.
    pub text: String,
}

/// A charset that bytes can be decoded with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// GB18030, which contains GBK and GB2312.
    Gb18030,
    /// Big5 with the Hong Kong supplement.
    Big5,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// HZ-GB-2312 (RFC 1843).
    Hz,
    /// Windows-1252, the superset of ISO-8859-1 that browsers use for it.
    Windows1252,
}

/// Why a charset was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// The bytes begin with a byte order mark.
    Bom,
    /// The bytes are valid in it, and could hardly be by chance.
    Valid,
    /// The file declares it.
    Declared,
    /// It reads best.
    Scored,
    /// The caller chose it.
    Chosen,
}

/// What happened to a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Damage {
    /// UTF-8 read as Windows-1252 or ISO-8859-1.
    Utf8AsWindows1252,
    /// The same, twice over.
    Utf8AsWindows1252Twice,
    /// UTF-8 read as Windows-1254 (İ ğ ş).
    Utf8AsWindows1254,
    /// UTF-8 read as GBK.
    Utf8AsGbk,
    /// GBK read as Windows-1252.
    GbkAsWindows1252,
    /// Big5 read as Windows-1252.
    Big5AsWindows1252,
    /// GB18030 read as Big5.
    Gb18030AsBig5,
    /// Big5 read as GB18030.
    Big5AsGb18030,
    /// Bytes that the charset does not allow; also 锟斤拷 and runs of U+FFFD, whose information is gone.
    Undecodable,
}

/// How sure a repair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The damage was undone exactly: doing it again gives the received text back.
    Reversed,
    /// Bytes were lost; the character was chosen by its context.
    Inferred,
    /// It could not be restored and stands as received.
    Unresolved,
}

/// One repaired stretch. Neighbouring characters of kind [`Kind::Reversed`] with the same damage share one repair;
/// every inferred or unresolved character has its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// Byte range in [`Decoded::text`].
    pub range: Range<usize>,
    /// Byte range in [`Decoded::received`] that it was made from.
    pub source: Range<usize>,
    /// How sure it is.
    pub kind: Kind,
    /// What had happened.
    pub damage: Damage,
    /// Probability that the text is right, 0 to 1.
    pub confidence: f32,
    /// Up to three other readings, the likeliest first, each with its probability.
    pub alternatives: Alternatives,
}

/// Another reading of an inferred character.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Alternative {
    /// The other reading.
    pub character: char,
    /// Its probability, 0 to 1.
    pub confidence: f32,
}

/// Up to three other readings, the likeliest first; it is used like a slice of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Alternatives {
    places: [Alternative; 3],
    count: usize,
}

impl Alternatives {
    /// Adds one behind the last, unless there are three.
    pub fn push(&mut self, character: char, confidence: f32) {
        if let Some(place) = self.places.get_mut(self.count) {
            *place = Alternative { character, confidence };
            self.count += 1;
        }
    }
}

impl Deref for Alternatives {
    type Target = [Alternative];

    fn deref(&self) -> &[Alternative] {
        &self.places[..self.count]
    }
}

/// Text as the charset of its bytes gives it, before any repair.
#[derive(Clone, Debug)]
pub struct Received {
    /// The text. Who takes it out of a format puts here what is to be repaired.
    pub text: String,
    /// The charset of the bytes.
    pub charset: Charset,
    /// Why that charset.
    pub how: How,
    /// Probability that the charset is right, 0 to 1; for one that the caller chose, what it would be had they not.
    pub score: f32,
}

/// Text decoded from bytes, and what was done to it.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text as repaired. Line ends are as received.
    pub text: String,
    /// The text as the charset gives it, before any repair; `None` where nothing was repaired and it equals `text`.
    received: Option<String>,
    /// The charset of the bytes.
    pub charset: Charset,
    /// Why that charset.
    pub how: How,
    /// Probability that the charset is right, 0 to 1; for one that the caller chose, what it would be had they not.
    pub score: f32,
    /// What was repaired, in the order of the text; ranges do not overlap.
    pub repairs: Repairs,
}

impl Decoded {
    /// The text as the charset gives it, before any repair.
    pub fn received(&self) -> &str {
        self.received.as_deref().unwrap_or(&self.text)
    }

    /// What a repair was made from.
    pub fn original(&self, repair: &Repair) -> &str {
        &self.received()[repair.source.clone()]
    }
}
