//! What the page and its worker say to each other.
//!
//! The worker holds the reading; the page holds what it draws. Nothing here grows with the document but
//! [`Overview::chunks`], a few bytes for every page of text, and the outline: everything else is asked for by range.

use dafu::wire::{
    Alternative, BlockKind, Caveats, Code, Damage, Diagnostic, Direction, DocumentKind, Field, Measure, Name,
    Observation, Qualifier, RepairKind, Severity, Source, Status,
};
use exports::Export;
use phrases::Language;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// An inferred character below this probability is doubtful: it is marked, and stepped through.
pub const DOUBT: f32 = 0.9;

/// Which build a page or a worker comes from: after an update, a stale worker must not answer a new page.
pub const BUILD: &str = match option_env!("DAFU_BUILD") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};

macro_rules! message {
    ($($item:item)*) => { $(
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        $item
    )* };
}

message! {
    /// A request, and the reading it is about. A file travels beside it where there is one to open or to export.
    pub struct Asked {
        /// Number of the reading.
        pub reading: u32,
        /// What is asked.
        pub request: Request,
    }

    /// A reply, and the reading it is about. A file travels beside it where one was asked for.
    pub struct Answered {
        /// Number of the reading; 0 for what the worker says of itself.
        pub reading: u32,
        /// What is answered.
        pub reply: Reply,
    }

    /// What the page asks.
    pub enum Request {
        /// Read the file that travels beside this message.
        Open(Hints),
        /// Read the same bytes again.
        Reread(Hints),
        /// The units of drawing `from..to`.
        Units {
            /// First unit.
            from: u32,
            /// One past the last.
            to: u32,
        },
        /// The lines `from..to` of the indicator table under a query.
        Lines {
            /// Which rows, in which order.
            query: Query,
            /// First line.
            from: u32,
            /// One past the last.
            to: u32,
        },
        /// One figure and where it stands in each pane under a query.
        Figure {
            /// Its place in the list of observations.
            figure: u32,
            /// The query that the table shows.
            query: Query,
        },
        /// One repair.
        Repair(u32),
        /// The next doubtful character after a place, or the one before it; it goes round at the ends.
        Doubt {
            /// The code point of the one that is shown.
            from: Option<u32>,
            /// Where none is shown: the unit to start from.
            here: u32,
            /// Towards the beginning.
            backwards: bool,
        },
        /// Where words stand in the document.
        Find {
            /// The words.
            words: String,
            /// The unit to look from for the nearest.
            near: u32,
        },
        /// Matches `from..to` of the words that were found last.
        Matches {
            /// Those words.
            words: String,
            /// First match.
            from: u32,
            /// One past the last.
            to: u32,
        },
        /// What of those matches lies in the units `from..to`.
        Marks {
            /// Those words.
            words: String,
            /// First unit.
            from: u32,
            /// One past the last.
            to: u32,
        },
        /// How the file begins in each charset.
        Charsets,
        /// The rows under a query as tab-separated values.
        Tsv {
            /// Which rows, in which order.
            query: Query,
            /// The lines that are wanted; all where there is none.
            lines: Vec<u32>,
            /// The heads of label, period and one column for each measure.
            heads: Vec<String>,
            /// The measures that have a column.
            measures: Vec<Measure>,
        },
        /// What is drawn of the figures that can be compared.
        Charts,
        /// All that is printed.
        Report,
        /// The whole reading in the wire format, as a file.
        Json,
        /// The built-in sample, as a file.
        Sample,
        /// The saved reading that travels beside this message, as a file of another kind.
        Export {
            /// The kind.
            export: Export,
            /// The language of heads and names.
            language: Language,
        },
    }

    /// What a person wants otherwise than Dafu would choose.
    #[derive(Default)]
    pub struct Hints {
        /// The file's name.
        pub name: Option<String>,
        /// Label of the charset to decode with.
        pub charset: Option<String>,
        /// Readings chosen for single characters.
        pub choices: Vec<Choice>,
    }

    /// A reading chosen for one character.
    pub struct Choice {
        /// [`dafu::wire::Repair::source`] of its repair.
        pub source: u64,
        /// What stands there.
        pub text: String,
    }

    /// What the worker answers.
    pub enum Reply {
        /// The worker has started; its build.
        Ready(String),
        /// A stage of reading has begun or got on.
        Progress(Progress),
        /// A file was read.
        Opened(Box<Opening>),
        /// The file is larger than [`LARGEST`]; its size.
        TooLarge(u64),
        /// The browser would not give the file's bytes; its reason.
        Unreadable(String),
        /// The next batch of the outline, of [`ENTRIES`] or, the last, of fewer.
        Outline(Vec<Entry>),
        /// Units of drawing, in order.
        Units(Vec<Unit>),
        /// Lines of the indicator table.
        Lines(Lines),
        /// One figure.
        Figure(Box<FigureDetail>),
        /// One repair; none where there is no doubtful character.
        Repair(Option<Box<RepairDetail>>),
        /// Words were found, or not.
        Found(Found),
        /// More matches of these words.
        Matches(String, Vec<Match>),
        /// Where matches of these words are drawn.
        Marks(String, Marked),
        /// How the file begins in each charset.
        Charsets(Vec<Preview>),
        /// Rows as tab-separated values, and how many they are.
        Tsv(String, u32),
        /// What is drawn of the figures that can be compared; at most [`CHARTS`].
        Charts(Vec<Chart>),
        /// All that is printed.
        Report(Box<Report>),
        /// The whole reading in the wire format travels beside this message.
        Json,
        /// The built-in sample travels beside this message.
        Sample,
        /// The file asked for travels beside this message.
        Exported,
        /// The file is a reading that was saved: the other worker opens those.
        Saved,
    }

    /// How far a reading has come.
    #[derive(Copy)]
    pub struct Progress {
        /// What is being done.
        pub stage: Stage,
        /// How much of the file has been taken in, 0 to 1; only of [`Stage::Load`].
        pub fraction: f32,
    }

    /// What is being done with a file.
    #[derive(Copy, Eq)]
    pub enum Stage {
        /// Its bytes are being taken from the disk.
        Load,
        /// Charset and repair.
        Decode,
        /// Layout and figures.
        Document,
        /// What the page needs is being prepared.
        Draw,
    }

    /// A document at a glance, and the beginning of each pane: it is painted in one go.
    pub struct Opening {
        /// The document at a glance.
        pub overview: Overview,
        /// The first chunk of units.
        pub units: Vec<Unit>,
        /// The first batch of the outline; the others follow in [`Reply::Outline`].
        pub outline: Vec<Entry>,
        /// The first lines of the table.
        pub lines: Lines,
    }

    /// A document at a glance.
    pub struct Overview {
        /// The file.
        pub source: Source,
        /// Whether it is a saved reading: then nothing can be read otherwise.
        pub saved: bool,
        /// What kind of document it is.
        pub kind: DocumentKind,
        /// Header fields, and the unit in which each stands; at most [`FIELDS`].
        pub metadata: Vec<Entered>,
        /// What the reader should know, the gravest first; at most [`NOTES`].
        pub notes: Vec<Note>,
        /// What was repaired.
        pub repairs: Repairs,
        /// How many entries the outline has.
        pub sections: u32,
        /// How many figures there are.
        pub figures: u32,
        /// How many charts there are.
        pub charts: u32,
        /// How many figures each measure has; measures without figures are left out.
        pub measures: Vec<(Measure, u32)>,
        /// The periods of the figures as written, the most frequent first; at most [`PERIODS`].
        pub periods: Vec<String>,
        /// The units of drawing in chunks that are asked for and drawn together.
        pub chunks: Vec<ChunkAt>,
    }

    /// Units that are asked for and drawn together, and how long they are, from which a page estimates heights.
    pub struct ChunkAt {
        /// One past the last unit; the first follows the last of the chunk before.
        pub end: u32,
        /// How many code points they have.
        pub length: u32,
    }

    /// One header field.
    pub struct Entered {
        /// Which field.
        pub field: Field,
        /// The label as the file writes it.
        pub label: Option<String>,
        /// Its value, cleaned.
        pub value: String,
        /// The unit in which it stands.
        pub unit: Option<u32>,
    }

    /// A diagnostic, and the unit that it is about.
    pub struct Note {
        /// What it says.
        pub diagnostic: Diagnostic,
        /// Where.
        pub unit: Option<u32>,
    }

    /// What was repaired, counted in characters.
    #[derive(Default)]
    pub struct Repairs {
        /// Restored exactly.
        pub reversed: u32,
        /// Chosen by context.
        pub inferred: u32,
        /// Of those, doubtful.
        pub doubtful: u32,
        /// Not restored.
        pub unresolved: u32,
        /// What had happened, the most frequent first.
        pub damages: Vec<(Damage, u32)>,
    }

    /// An entry of the outline.
    pub struct Entry {
        /// Its path: `1.2`.
        pub id: Name,
        /// Depth, 1 at the top.
        pub level: u8,
        /// The marker as written.
        pub marker: Name,
        /// The heading without its marker.
        pub title: Name,
        /// The unit it begins in.
        pub unit: u32,
        /// How many entries stand below it, at any depth: they follow it.
        pub below: u32,
        /// How many figures it has, with those of the sections below it.
        pub figures: u32,
        /// How many charts its own figures have.
        pub charts: u32,
    }

    /// All of a document at once, as far as it is printed.
    pub struct Report {
        /// The units of drawing.
        pub units: Vec<Unit>,
        /// How many code points of the text are not among them.
        pub text_left_out: u32,
        /// The indicator table, by section.
        pub lines: Vec<Line>,
        /// How many lines of it are left out.
        pub lines_left_out: u32,
        /// The charts.
        pub charts: Vec<Chart>,
    }

    /// Figures that can be compared, as they are drawn.
    pub struct Chart {
        /// What they have in common: area, subject, criterion and indicator in one phrase.
        pub title: String,
        /// Their measure.
        pub measure: Measure,
        /// Their unit.
        pub unit: Name,
        /// Their period, where they share one.
        pub period: Option<Name>,
        /// What they are measured against.
        pub basis: Option<Name>,
        /// The entry of the outline that the first of them stands in.
        pub section: Option<u32>,
        /// Whether they differ in their period, and not in their subject.
        pub along_time: bool,
        /// How many figures there are beyond [`POINTS`].
        pub more: u32,
        /// The figures: along time in its order, else in that of the text.
        pub points: Vec<Point>,
    }

    /// A figure of a chart.
    pub struct Point {
        /// The figure.
        pub figure: u32,
        /// The sentence it stands in, named as in [`Piece::sentence`].
        pub sentence: u32,
        /// Its subject, or its period.
        pub label: Name,
        /// The value as a number, negative where it went down.
        pub number: f64,
        /// The value as it is shown.
        pub value: Value,
        /// The last day of its period, in days from any one.
        pub day: Option<f64>,
    }

    /// A unit of drawing: a block, or a part of a long one.
    pub struct Unit {
        /// Its place in the document.
        pub number: u32,
        /// What the block is.
        pub kind: BlockKind,
        /// Whether the block began in the unit before.
        pub continued: bool,
        /// Depth in the outline, where it is a heading.
        pub level: Option<u8>,
        /// Its text.
        pub pieces: Vec<Piece>,
        /// Its cells, where it is a table; then `pieces` is its caption and unit.
        pub table: Option<Table>,
    }

    /// The cells of a table.
    pub struct Table {
        /// How many of the rows are column heads.
        pub header_rows: u32,
        /// Rows of cells of pieces.
        pub rows: Vec<Vec<Vec<Piece>>>,
    }

    /// A stretch of text that is drawn alike.
    pub struct Piece {
        /// The text.
        pub text: String,
        /// The sentence it belongs to, where that has figures: the number of the first of them.
        pub sentence: Option<u32>,
        /// The figure it is part of.
        pub figure: Option<u32>,
        /// The entry of the outline whose marker or title it is part of.
        pub section: Option<u32>,
        /// How it was repaired.
        pub mark: Option<Mark>,
    }

    /// How a piece was repaired.
    pub struct Mark {
        /// The repair's place in the list of repairs.
        pub repair: u32,
        /// How sure it is.
        pub kind: RepairKind,
        /// Whether it is an inferred character with a probability below [`DOUBT`].
        pub doubtful: bool,
        /// Probability that it is right, 0 to 1.
        pub confidence: f32,
        /// What was received.
        pub original: String,
    }

    /// Which rows of the indicator table, in which order.
    #[derive(Default)]
    pub struct Query {
        /// Words that the row's label, section or period contains.
        pub text: String,
        /// Only rows with a figure of this measure.
        pub measure: Option<Measure>,
        /// Only rows of this period, as written.
        pub period: Option<String>,
        /// Only rows of this entry of the outline and of those below it.
        pub section: Option<u32>,
        /// The order; that of the document, by section, where there is none.
        pub sort: Option<Sort>,
    }

    /// An order of rows.
    #[derive(Copy, Eq)]
    pub struct Sort {
        /// By what.
        pub by: Column,
        /// The greatest first.
        pub descending: bool,
    }

    /// A column of the indicator table.
    #[derive(Copy, Eq)]
    pub enum Column {
        /// What the row is about.
        Label,
        /// The time it refers to.
        Period,
        /// A value.
        Measure(Measure),
    }

    /// Lines of the indicator table.
    pub struct Lines {
        /// The query they answer.
        pub query: Query,
        /// How many lines there are in all.
        pub total: u32,
        /// How many of them are rows.
        pub rows: u32,
        /// Number of the first line here.
        pub from: u32,
        /// The lines.
        pub lines: Vec<Line>,
    }

    /// A line of the indicator table.
    pub enum Line {
        /// The section that the following rows belong to.
        Section {
            /// Its entry in the outline; none before the first.
            section: Option<u32>,
            /// How many rows follow.
            rows: u32,
        },
        /// What figures have in common, and the figures.
        Row(Row),
    }

    /// A row of the indicator table.
    pub struct Row {
        /// Its number in the document.
        pub row: u32,
        /// Area, subject, criterion and indicator in one phrase.
        pub label: Name,
        /// The time its figures refer to, as written.
        pub period: Option<Name>,
        /// The entry of the outline that it stands in.
        pub section: Option<u32>,
        /// Its figures.
        pub cells: Vec<Cell>,
    }

    /// A cell of the indicator table.
    pub struct Cell {
        /// The figure.
        pub figure: u32,
        /// The sentence it stands in, named as in [`Piece::sentence`].
        pub sentence: u32,
        /// What kind of value it is.
        pub measure: Measure,
        /// The value.
        pub value: Value,
        /// What it is measured against.
        pub basis: Option<Name>,
        /// What of it to check.
        pub caveats: Caveats,
    }

    /// A value as it is shown.
    pub struct Value {
        /// The number, in the unit as written.
        pub number: f64,
        /// The upper end of a range.
        pub upper: Option<f64>,
        /// The unit as written.
        pub unit: Name,
        /// How exact it is.
        pub qualifier: Qualifier,
        /// Up or down.
        pub direction: Option<Direction>,
        /// Whether it is, is to be, or is expected.
        pub status: Status,
    }

    /// One figure, and where it stands in each pane.
    pub struct FigureDetail {
        /// Its place in the list of observations.
        pub figure: u32,
        /// All its fields.
        pub observation: Observation,
        /// Its sentence: before the value, the value, after it.
        pub quote: [String; 3],
        /// The sentence it stands in, named as in [`Piece::sentence`].
        pub sentence: u32,
        /// The unit it stands in.
        pub unit: u32,
        /// The entry of the outline that it stands in.
        pub section: Option<u32>,
        /// Its line in the table under the query that was sent; none where the query leaves it out.
        pub line: Option<u32>,
        /// Its row.
        pub row: Option<u32>,
        /// The figure that this one breaks down.
        pub part_of: Option<u32>,
    }

    /// One repair, and where it stands.
    pub struct RepairDetail {
        /// Its place in the list of repairs.
        pub repair: u32,
        /// The unit it stands in.
        pub unit: u32,
        /// First code point.
        pub start: u32,
        /// What it reads now; the beginning of it, where it is long.
        pub text: String,
        /// What was received, likewise.
        pub original: String,
        /// Names this repair in a [`Choice`].
        pub source: u64,
        /// How sure it is.
        pub kind: RepairKind,
        /// What had happened.
        pub damage: Damage,
        /// Probability that it is right, 0 to 1.
        pub confidence: f32,
        /// Other readings, the likeliest first.
        pub alternatives: Vec<Alternative>,
        /// The text before and after it.
        pub context: [String; 2],
        /// Which of the doubtful characters it is, from 1; none where it is not doubtful.
        pub doubt: Option<u32>,
    }

    /// What was found of words.
    #[derive(Default)]
    pub struct Found {
        /// The words.
        pub words: String,
        /// How many matches there are, [`MATCHES`] at most.
        pub total: u32,
        /// The first match that begins in the unit asked from or after it; the first of all where none does.
        pub nearest: Option<u32>,
        /// The matches about the nearest.
        pub matches: Vec<Match>,
        /// How many matches stand in each section, in order; at most [`SECTIONS`].
        pub sections: Vec<(Option<u32>, u32)>,
        /// Where matches are drawn about the nearest.
        pub marked: Marked,
        /// The chunks about the nearest, of a document that is not sent whole: to ask for them would take another turn.
        pub chunks: Vec<Vec<Unit>>,
    }

    /// Where matches are drawn in some units.
    #[derive(Default)]
    pub struct Marked {
        /// First unit.
        pub from: u32,
        /// One past the last.
        pub to: u32,
        /// All matches in them, in the order of the text.
        pub places: Vec<Drawn>,
    }

    /// A match of words.
    pub struct Match {
        /// Which of the matches it is.
        pub number: u32,
        /// Where it begins.
        pub place: Drawn,
        /// The entry of the outline that it stands in.
        pub section: Option<u32>,
        /// The text before it, its own, and the text after it.
        pub context: [String; 3],
    }

    /// Code points of the text of a unit as it is drawn, where the cells of a table follow each other without anything between.
    #[derive(Copy, Eq)]
    pub struct Drawn {
        /// The unit.
        pub unit: u32,
        /// First code point.
        pub start: u32,
        /// One past the last.
        pub end: u32,
    }

    /// How a file begins in one charset.
    pub struct Preview {
        /// The charset's label.
        pub charset: String,
        /// How much it reads like Chinese, 0 to 1: [`dafu::legibility`].
        pub score: f32,
        /// The first lines.
        pub text: String,
    }
}

/// A message as bytes, which cross without being copied.
pub fn to_bytes(message: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(message).expect("every message can be written")
}

/// What [`to_bytes`] of the same build wrote.
pub fn from_bytes<M: DeserializeOwned>(bytes: &[u8]) -> Option<M> {
    postcard::from_bytes(bytes).ok()
}

impl From<&Observation> for Value {
    fn from(o: &Observation) -> Self {
        Self {
            number: o.number,
            upper: o.upper.as_deref().copied(),
            unit: o.unit.clone(),
            qualifier: o.qualifier,
            direction: o.direction,
            status: o.status,
        }
    }
}

/// A document of up to so many chunks is sent and drawn whole, so that the browser finds and prints all of it.
pub const WHOLE: usize = 100;
/// Lines of the table that are sent and drawn together.
pub const LINES: u32 = 20;
/// Entries of the outline that are sent together.
pub const ENTRIES: usize = 1_000;
/// The size of a file in bytes up to which it is read. What is read of a text takes about six times its memory, of which
/// WebAssembly has 4 GB.
pub const LARGEST: u64 = 256_000_000;
/// How many matches of words are found at most.
pub const MATCHES: usize = 100_000;
/// How many matches are sent together: a screen of them, so that a key of a search is answered at once.
pub const TOGETHER: u32 = 40;
/// How many sections with matches a [`Found`] has at most.
pub const SECTIONS: usize = 500;
/// How many diagnostics an [`Overview`] has at most.
pub const NOTES: usize = 200;
/// How many header fields an [`Overview`] has at most: a file may be many documents one after another.
pub const FIELDS: usize = 100;
/// How many charts a document has at most.
pub const CHARTS: usize = 100;
/// How many figures a chart has at most.
pub const POINTS: usize = 40;
/// How many periods an [`Overview`] has at most.
pub const PERIODS: usize = 200;
/// The size of a chunk of units in code points, where each unit counts for [`UNIT`] more than it has.
const CHUNK: u32 = 1_200;
const UNIT: u32 = 40;

impl Overview {
    /// Why there is no document to show, where there is none.
    pub fn refusal(&self) -> Option<&Diagnostic> {
        let refuses = |d: &&Diagnostic| {
            d.severity == Severity::Error
                && matches!(
                    d.code,
                    Code::Empty | Code::NotADocument | Code::SavedVersion | Code::SavedDamaged
                )
        };
        self.notes.iter().map(|note| &note.diagnostic).find(refuses)
    }

    /// The value of a field, where it is there and not empty.
    pub fn field(&self, field: Field) -> Option<&str> {
        self.metadata.iter().find(|m| m.field == field && !m.value.is_empty()).map(|m| &*m.value)
    }
}

impl ChunkAt {
    /// The chunks of units of these lengths in code points.
    pub fn of(lengths: impl Iterator<Item = u32>) -> Vec<Self> {
        let mut chunks: Vec<Self> = Vec::new();
        let mut size = CHUNK;
        for (length, end) in lengths.zip(1..) {
            match chunks.last_mut().filter(|_| size < CHUNK) {
                Some(chunk) => {
                    size += length + UNIT;
                    *chunk = Self { end, length: chunk.length + length };
                }
                None => {
                    size = length + UNIT;
                    chunks.push(Self { end, length });
                }
            }
        }
        chunks
    }

    /// The units of each chunk.
    pub fn ranges(chunks: &[Self]) -> impl Iterator<Item = std::ops::Range<u32>> {
        chunks.iter().scan(0, |first, chunk| Some(std::mem::replace(first, chunk.end)..chunk.end))
    }
}
