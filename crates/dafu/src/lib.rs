//! Dafu's pipeline: the bytes of a reply in, a [`Reading`] out.
//!
//! ```
//! let reading = dafu::read("一、基本情况\n全市共有企业30家。".as_bytes(), &dafu::Hints::default());
//! assert!(reading.text().contains("30家"));
//! ```

mod find;
pub mod wire;

pub use find::Finder;
pub use intake::{Family, Foreign, Format};
pub use mojibake::{Charset, Choice};
pub use reply::Document;

use mojibake::{Decoded, Kind};
use reply::{Doubt, Span};

/// What the caller knows about a file, or wants otherwise than Dafu would choose.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The file's name, shown and never trusted.
    pub name: Option<String>,
    /// Decode with this charset.
    pub charset: Option<Charset>,
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
        self.format == Format::Text
    }
}

/// Reads `bytes`. It never fails: what is not a document gives a reading that says so.
pub fn read(bytes: &[u8], hints: &Hints) -> Reading {
    read_with(bytes, hints, |_| ())
}

/// Like [`read`], and tells `progress` each stage as it begins.
pub fn read_with(bytes: &[u8], hints: &Hints, mut progress: impl FnMut(Stage)) -> Reading {
    use sha2::Digest;
    progress(Stage::Intake);
    let format = intake::sniff(bytes);
    let content = if format == Format::Text { bytes } else { &[] };
    progress(Stage::Decode);
    let options =
        mojibake::Options { charset: hints.charset, choices: hints.choices.clone(), ..Default::default() };
    let mut decoded = mojibake::decode(content, &options);
    decoded.unify_line_ends();
    progress(Stage::Document);
    let document = reply::read(&decoded.text, &doubts(&decoded));
    Reading {
        name: hints.name.clone(),
        bytes: bytes.len(),
        beginning: bytes[..bytes.len().min(8)].to_vec(),
        sha256: sha2::Sha256::digest(bytes).into(),
        format,
        decoded,
        document,
    }
}

/// The characters a repair was not sure of.
fn doubts(decoded: &Decoded) -> Vec<Doubt> {
    let doubt = |repair: mojibake::Repair| Doubt {
        span: Span::from(repair.range),
        confidence: if repair.kind == Kind::Unresolved { 0.0 } else { repair.confidence },
    };
    decoded.repairs.iter().filter(|r| r.kind != Kind::Reversed).map(doubt).collect()
}
