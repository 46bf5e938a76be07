//! The structure and the figures of a Chinese government reply.
//!
//! [`read`] takes the text as it is shown and gives a [`Document`]: its metadata, its outline, its blocks and the
//! figures of its prose. It knows nothing of bytes, files or the web, and it never fails: whatever the text, there is
//! a document, and what is odd about it stands in [`Document::diagnostics`].

mod diagnostic;
mod document;
pub mod layout;
pub mod notation;
pub mod numeral;
pub mod observation;
pub mod period;
mod span;
pub mod unit;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use document::{Block, BlockKind, Document, DocumentKind, Field, Metadata, Section, Table};
pub use observation::{
    Caveat, Cells, Date, Direction, Grounds, Holding, IndicatorRow, IndicatorTable, Measure, Name,
    Observation, Period, Qualifier, Series, Si, Source, Status,
};
pub use span::Span;

/// A character of the text that a repair was not sure of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Doubt {
    /// Where it stands.
    pub span: Span,
    /// Probability that it is right; 0 where it could not be restored at all.
    pub confidence: f32,
}

/// Reads the document that `text` is.
///
/// `doubts` are in order and do not overlap. They lower the confidence of what rests on them.
pub fn read(text: &str, doubts: &[Doubt]) -> Document {
    read_page(text, doubts, &[])
}

/// Like [`read`], for a text of which it is known that the lines in `furniture`, in order, are a page's own.
pub fn read_page(text: &str, doubts: &[Doubt], furniture: &[Span]) -> Document {
    let lines = layout::lines(text, furniture);
    let Some(unwrapped) = layout::unwrap(text, &lines) else {
        return read_unwrapped(text, lines, doubts);
    };
    drop(lines);
    let place = |span: &Span| unwrapped.unwrapped(*span);
    let doubts: Vec<Doubt> =
        doubts.iter().map(|doubt| Doubt { span: place(&doubt.span), ..*doubt }).collect();
    let furniture: Vec<Span> = furniture.iter().map(place).collect();
    let lines = layout::lines(&unwrapped.text, &furniture);
    let mut document = read_unwrapped(&unwrapped.text, lines, &doubts);
    document.move_spans(&|span| unwrapped.wrapped(span));
    document
}

fn read_unwrapped(text: &str, lines: layout::Lines, doubts: &[Doubt]) -> Document {
    let layout = layout::read_lines(text, lines, doubts);
    let figures = observation::read(text, &layout, doubts);
    let mut diagnostics = layout.diagnostics;
    diagnostics.extend(figures.diagnostics);
    order::by_number(&mut diagnostics, |d| d.span.map_or(0, |s| s.start as u64));
    Document {
        kind: layout.kind,
        metadata: layout.metadata,
        sections: layout.sections,
        blocks: layout.blocks,
        observations: figures.observations,
        tables: figures.tables,
        series: figures.series,
        diagnostics,
    }
}
