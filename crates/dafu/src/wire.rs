//! The wire format `dafu.reading/1`: what the command line prints, the worker answers and exports are made from.
//!
//! Offsets count Unicode code points of `text`. Codes and arguments cross the wire; sentences for people do not.

mod caveats;
mod convert;
mod id;
mod name;
mod offsets;
mod saved;

pub use caveats::Caveats;
pub use id::{Cells, Id};
pub use name::Name;
pub use saved::is_saved;

use serde::{Deserialize, Serialize};
use std::io::Write;
use std::sync::Arc;

/// The name and version of the format.
pub const SCHEMA: &str = "dafu.reading/1";

macro_rules! wire {
    ($($item:item)*) => { $(
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $item
    )* };
}

wire! {
    /// A file as it was read.
    pub struct Reading {
        /// Always `dafu.reading/1`.
        pub schema: String,
        /// The file.
        pub source: Source,
        /// The shown text, LF line ends.
        pub text: String,
        /// What was repaired, in order.
        pub repairs: Vec<Repair>,
        /// What kind of document it is.
        pub kind: DocumentKind,
        /// Header fields in the order of the file, then those of the letter itself.
        pub metadata: Vec<Metadata>,
        /// The outline.
        pub sections: Vec<Section>,
        /// The whole text in order.
        pub blocks: Vec<Block>,
        /// The figures, in the order of the text.
        pub observations: Vec<Observation>,
        /// The figures by section.
        pub tables: Vec<IndicatorTable>,
        /// Figures that can be compared.
        pub series: Vec<Series>,
        /// What the reader should know.
        pub diagnostics: Vec<Diagnostic>,
    }

    /// The file that was read.
    pub struct Source {
        /// Its name, if it has one.
        pub name: Option<String>,
        /// Its length in bytes.
        pub bytes: u64,
        /// SHA-256 in lower-case hexadecimal.
        pub sha256: String,
        /// Its media type, known by its content: `text/plain`, `image/png`.
        pub format: String,
        /// Its charset; null where it holds no text.
        pub charset: Option<Charset>,
    }

    /// The charset of a file.
    pub struct Charset {
        /// Its name in the WHATWG Encoding Standard.
        pub label: String,
        /// Why it was taken.
        pub how: How,
        /// Probability that it is right, 0 to 1.
        pub score: f32,
    }

    /// One repaired stretch.
    pub struct Repair {
        /// First code point.
        pub start: u32,
        /// One past the last code point.
        pub end: u32,
        /// How sure it is.
        pub kind: RepairKind,
        /// What had happened.
        pub damage: Damage,
        /// What was received.
        pub original: String,
        /// Where what was received begins in the text as received, in bytes of UTF-8: names this repair in a choice.
        pub source: u64,
        /// Probability that the text is right, 0 to 1.
        pub confidence: f32,
        /// Other readings, the likeliest first.
        pub alternatives: Vec<Alternative>,
    }

    /// Another reading of an inferred character.
    pub struct Alternative {
        /// The other reading.
        pub text: String,
        /// Its probability, 0 to 1.
        pub confidence: f32,
    }

    /// One field of the metadata.
    pub struct Metadata {
        /// Which field.
        pub field: Field,
        /// The label as the file writes it; null for what the letter itself says.
        pub label: Option<String>,
        /// The value, cleaned.
        pub value: String,
        /// First code point of the value.
        pub start: u32,
        /// One past its last code point.
        pub end: u32,
    }

    /// A heading or point, with what stands below it.
    pub struct Section {
        /// Its path in the outline: `1.2`.
        pub id: Name,
        /// Depth, 1 at the top.
        pub level: u8,
        /// The marker as written.
        pub marker: Name,
        /// The heading without its marker.
        pub title: Name,
        /// First code point of marker and title, which is where the section begins.
        pub start: u32,
        /// One past the last code point of the title.
        pub heading_end: u32,
        /// One past the last code point of the section.
        pub end: u32,
        /// The sections below it.
        pub children: Vec<Section>,
    }

    /// A block of the text.
    pub struct Block {
        /// What it is.
        pub kind: BlockKind,
        /// First code point.
        pub start: u32,
        /// One past the last code point.
        pub end: u32,
        /// Its cells, where it is a table.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub table: Option<Box<Table>>,
    }

    /// The cells of a table in the text.
    pub struct Table {
        /// The line above that names it.
        pub caption: Option<Span>,
        /// The unit that the line above gives.
        pub unit: Option<Span>,
        /// How many of the rows are column heads.
        pub header_rows: u32,
        /// Rows of cells.
        pub rows: Vec<Vec<Span>>,
    }

    /// A range of the shown text.
    #[derive(Copy, Eq)]
    pub struct Span {
        /// First code point.
        pub start: u32,
        /// One past the last code point.
        pub end: u32,
    }

    /// One figure.
    pub struct Observation {
        /// `o1`, `o2`, … in the order of the text.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        pub id: Id,
        /// Prose, or a cell of a table.
        pub source: ObservationSource,
        /// Id of the section it stands in.
        pub section: Option<Name>,
        /// The thing measured.
        pub indicator: Name,
        /// Reference area as written.
        pub area: Option<Name>,
        /// Whose figure it is.
        pub subject: Option<Name>,
        /// The bound that defines the group counted.
        pub criterion: Option<Name>,
        /// The time it refers to.
        pub period: Option<Arc<Period>>,
        /// What kind of value it is.
        pub measure: Measure,
        /// The value, or the lower end of a range, in the unit as written.
        #[serde(serialize_with = "exact")]
        pub number: f64,
        /// The upper end of a range.
        #[serde(serialize_with = "exact_or_null")]
        pub upper: Option<Box<f64>>,
        /// The unit as written, with its multiplier.
        pub unit: Name,
        /// The same value in the base unit.
        pub si: Option<Si>,
        /// How exact the text says it is.
        pub qualifier: Qualifier,
        /// Up or down, for growth and change.
        pub direction: Option<Direction>,
        /// What it is measured against.
        pub basis: Option<Name>,
        /// Whether it is, is to be, or is expected.
        pub status: Status,
        /// Id of the observation that this one breaks down.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub part_of: Option<Id>,
        /// Entities listed as examples of the group.
        pub members: Box<[String]>,
        /// Where the value stands.
        pub evidence: Span,
        /// The sentence it stands in.
        pub sentence: Span,
        /// Probability that the whole row is right, its name above all, 0 to 1.
        pub confidence: f32,
        /// What of it to check in its sentence, and why.
        #[serde(default)]
        #[cfg_attr(feature = "schema", schemars(with = "Vec<Caveat>"))]
        pub caveats: Caveats,
    }

    /// A time period.
    pub struct Period {
        /// As written.
        pub text: Name,
        /// First day, ISO 8601.
        pub start: Option<String>,
        /// Last day, ISO 8601.
        pub end: Option<String>,
    }

    /// A value in its base unit.
    pub struct Si {
        /// The value.
        #[serde(serialize_with = "exact")]
        pub number: f64,
        /// The base unit.
        pub unit: Name,
    }

    /// The figures of one section.
    pub struct IndicatorTable {
        /// Id of the section; null before the first.
        pub section: Option<Name>,
        /// The measures that have a column.
        pub columns: Vec<Measure>,
        /// A row for what figures have in common.
        pub rows: Vec<IndicatorRow>,
    }

    /// What figures have in common, and the figures.
    pub struct IndicatorRow {
        /// Area, subject, criterion and indicator in one phrase.
        pub label: Name,
        /// Observation ids by measure.
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<Measure, String>"))]
        pub cells: Cells,
    }

    /// Figures that can be compared.
    pub struct Series {
        /// Their indicator.
        pub indicator: Name,
        /// Their measure.
        pub measure: Measure,
        /// Their unit.
        pub unit: Name,
        /// Their period, where they share one.
        pub period: Option<Name>,
        /// Observation ids.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub observations: Vec<Id>,
    }

    /// Something the reader should know.
    pub struct Diagnostic {
        /// What it says.
        pub code: Code,
        /// How much it matters.
        pub severity: Severity,
        /// First code point of what it is about; null for the whole document.
        pub start: Option<u32>,
        /// One past the last code point.
        pub end: Option<u32>,
        /// Values for its sentence.
        pub args: std::collections::BTreeMap<String, String>,
    }
}

impl Reading {
    /// The JSON of this reading: one line without white space, fields in the order of the types.
    ///
    /// Numbers are written as the shortest decimal that reads back the same, integers without a fraction.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings, numbers and lists always serialise")
    }

    /// Writes what [`to_json`](Self::to_json) gives. The JSON of a text full of figures is many times as long as it: none
    /// of it is kept.
    pub fn write_json(&self, out: impl std::io::Write) -> std::io::Result<()> {
        let mut out = std::io::BufWriter::with_capacity(1 << 16, out);
        serde_json::to_writer(&mut out, self)?;
        out.flush()
    }

    /// Reads what [`to_json`](Self::to_json) writes; [`reopen`](Self::reopen) is for files that people have.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}

/// Integers up to 2⁵³ are exact in `f64` and are written as what they are: 30, not 30.0.
fn exact<S: serde::Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    let whole = number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0;
    if whole && serializer.is_human_readable() {
        serializer.serialize_i64(*number as i64)
    } else {
        serializer.serialize_f64(*number)
    }
}

fn exact_or_null<S: serde::Serializer>(number: &Option<Box<f64>>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) if serializer.is_human_readable() => exact(number, serializer),
        _ => number.serialize(serializer),
    }
}

/// Enumerations of the wire: named in JSON by the given case, with [`ALL`](Measure::ALL) of their
/// values for whoever lists them.
macro_rules! names {
    ($($(#[$meta:meta])* $rename:literal $name:ident { $($(#[$variant_meta:meta])* $variant:ident),* $(,)? })*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = $rename)]
        #[allow(missing_docs, reason = "each value is documented where the core defines it")]
        pub enum $name { $($(#[$variant_meta])* $variant),* }

        impl $name {
            /// All values.
            pub const ALL: &[$name] = &[$($name::$variant),*];
        }
    )* };
}

/// [`names`] that the core has too, value for value.
macro_rules! mirrors {
    ($($(#[$meta:meta])* $rename:literal $name:ident of $core:ty {
        $($(#[$variant_meta:meta])* $variant:ident),* $(,)?
    })*) => { $(
        names! { $(#[$meta])* $rename $name { $($(#[$variant_meta])* $variant),* } }

        impl From<$core> for $name {
            fn from(value: $core) -> Self {
                match value { $(<$core>::$variant => $name::$variant),* }
            }
        }
    )* };
}

mirrors! {
    /// Why a charset was taken.
    "snake_case" How of mojibake::How { Bom, Valid, Declared, Scored, Chosen }
    /// How sure a repair is.
    "snake_case" RepairKind of mojibake::Kind { Reversed, Inferred, Unresolved }
    /// What happened to a stretch of text.
    "kebab-case" Damage of mojibake::Damage {
        #[serde(rename = "utf8-as-windows1252")] Utf8AsWindows1252,
        #[serde(rename = "utf8-as-windows1252-twice")] Utf8AsWindows1252Twice,
        #[serde(rename = "utf8-as-windows1254")] Utf8AsWindows1254,
        #[serde(rename = "utf8-as-gbk")] Utf8AsGbk,
        #[serde(rename = "gbk-as-windows1252")] GbkAsWindows1252,
        #[serde(rename = "big5-as-windows1252")] Big5AsWindows1252,
        #[serde(rename = "gb18030-as-big5")] Gb18030AsBig5,
        #[serde(rename = "big5-as-gb18030")] Big5AsGb18030,
        Undecodable,
    }
    /// What kind of document a text is.
    "snake_case" DocumentKind of reply::DocumentKind {
        ProposalReply, SuggestionReply, JointOpinion, Notice, Report, Other,
    }
    /// A field of the metadata.
    "snake_case" Field of reply::Field {
        InformationName, IndexNumber, Topic, Genre, Category, DocumentNumber, IssuingOrgan, ProducedOn, ReleasedOn,
        EffectiveOn, RepealedOn, Keywords, Summary, Openness, Validity, Title, Addressee, RequestKind, RequestSession,
        RequestNumber, RequestTitle, ReplyClass, Signer, SignedBy, SignedOn, Contact, ContactPhone, CopiedTo,
    }
    /// What a block is.
    "snake_case" BlockKind of reply::BlockKind {
        Metadata, Title, Heading, Paragraph, Salutation, Opening, Closing, Signature, Contact, Attachment, Table,
        Furniture,
    }
    /// Where a figure stands.
    "snake_case" ObservationSource of reply::Source { Prose, Table }
    /// What kind of value a figure is.
    "snake_case" Measure of reply::Measure { Level, Growth, Change, Share, Rank, Rate, Multiple }
    /// How exact the text says a value is.
    "snake_case" Qualifier of reply::Qualifier { Exact, About, Over, Under, AtLeast, AtMost, Range }
    /// Which way a growth or a change goes.
    "snake_case" Direction of reply::Direction { Up, Down, Flat }
    /// Whether a figure is, is to be, or is expected.
    "snake_case" Status of reply::Status { Actual, Target, Estimate }
    /// What of a figure to check, and why: its value, its name or its kind.
    "snake_case" Caveat of reply::Caveat {
        ValueInferred, NameInferred, NameLost, NameCarried, NameAfter, NameShort, ListUneven, OwnerUnsaid, KindUnsaid,
        WholeUnsaid,
    }
    /// How much a diagnostic matters.
    "snake_case" Severity of reply::Severity { Info, Warning, Error }
}

names! {
    /// What a diagnostic says.
    "snake_case" Code {
        /// The file has no bytes. No arguments.
        Empty,
        /// The file is no text. `kind`: what it is, a name of [`Foreign`](intake::Foreign); `media_type`; `seen`: the
        /// first bytes in hexadecimal.
        NotADocument,
        /// A saved reading of another version of the format. `schema`: what it calls itself.
        SavedVersion,
        /// A saved reading that is cut, or was changed. `place`: line and column, or `offsets` where they do not fit the text.
        SavedDamaged,
        /// The text has no Chinese in it. No arguments.
        NoChinese,
        /// What stands there makes no Chinese: it is another language, or its charset was taken for another. No arguments.
        HardlyChinese,
        /// See [`reply::Code::NotAReply`].
        NotAReply,
        /// Bytes that the charset does not allow. `count`.
        UndecodableBytes,
        /// Damaged characters that could not be restored. `count`.
        UnresolvedCharacters,
        /// Punctuation that a repair tool made half as wide, left as it stands. `count`.
        NarrowedPunctuation,
        /// See [`reply::Code::DateUnclear`].
        DateUnclear,
        /// See [`reply::Code::FurnitureLeftOut`].
        FurnitureLeftOut,
        /// See [`reply::Code::FigureUnresolved`].
        FigureUnresolved,
    }
}

impl From<reply::Code> for Code {
    fn from(code: reply::Code) -> Self {
        match code {
            reply::Code::NotAReply => Code::NotAReply,
            reply::Code::DateUnclear => Code::DateUnclear,
            reply::Code::FurnitureLeftOut => Code::FurnitureLeftOut,
            reply::Code::FigureUnresolved => Code::FigureUnresolved,
        }
    }
}
