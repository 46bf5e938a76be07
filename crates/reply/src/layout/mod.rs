//! The document's layout: its blocks, its metadata and its outline.

use crate::{Block, BlockKind, Diagnostic, DocumentKind, Doubt, Metadata, Section, Span};

/// What [`read`] gives.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// Header fields in the order of the file, then those of the letter itself.
    pub metadata: Vec<Metadata>,
    /// The outline.
    pub sections: Vec<Section>,
    /// The whole text in order.
    pub blocks: Vec<Block>,
    /// What the reader should know.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the layout of `text`.
pub fn read(text: &str, _doubts: &[Doubt]) -> Layout {
    let blocks = memchr::memchr_iter(b'\n', text.as_bytes())
        .chain([text.len()])
        .scan(0, |start, end| Some(Span::new(std::mem::replace(start, (end + 1).min(text.len())), end)))
        .filter_map(|line| {
            let trimmed = line.of(text).trim();
            let start = line.start + line.of(text).find(trimmed)?;
            (!trimmed.is_empty()).then(|| Span::new(start, start + trimmed.len()))
        })
        .map(|span| Block { kind: BlockKind::Paragraph, span, table: None })
        .collect();
    Layout { blocks, ..Layout::default() }
}
