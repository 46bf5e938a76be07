//! The document's layout: its blocks, its metadata and its outline.
//!
//! Reading goes in stages, each of which sees lines and leaves blocks and fields on one sheet:
//!
//! ```text
//! lines ─► head ─► body ─► request ─► outline
//!          labels, opening, kind,     markers,
//!          title,  tables,  session,  levels
//!          to whom closing, number,
//!                  signature title
//! ```
//!
//! Every stage is linear in the text. None looks ahead farther than a few lines, but for the letter that ends the head: so a
//! text cut short reads as the whole does up to the cut.

mod bare;
mod body;
mod date;
mod furniture;
mod header;
mod label;
mod letter;
mod lines;
mod marker;
mod outline;
mod quote;
mod request;
mod sheet;
mod table;
mod title;
mod words;
mod wrap;

pub(crate) use lines::{Lines, split as lines};
pub(crate) use wrap::unwrap;

use crate::document::Field;
use crate::{Block, BlockKind, Code, Diagnostic, DocumentKind, Doubt, Metadata, Section, Severity, Span};

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
pub fn read(text: &str, doubts: &[Doubt]) -> Layout {
    read_page(text, doubts, &[])
}

/// Like [`read`], for a text of which it is known that the lines in `furniture`, in order, are a page's own.
pub fn read_page(text: &str, doubts: &[Doubt], furniture: &[Span]) -> Layout {
    read_lines(text, lines(text, furniture), doubts)
}

/// Reads the layout of `text`, whose lines are these.
pub(crate) fn read_lines(text: &str, lines: Lines, doubts: &[Doubt]) -> Layout {
    let Lines { mut lines, of_page } = lines;
    let mut sheet = sheet::Sheet::new(text, doubts);
    let header = header::read(&mut sheet, &mut lines);
    if let Some(title) = header.title {
        sheet.field(Field::Title, title);
    }
    if let Some(addressee) = header.addressee {
        sheet.field(Field::Addressee, addressee);
    }
    let body = body::read(&mut sheet, &mut lines[header.next..], &header);
    request::read(&mut sheet, header.title, header.addressee, body.opening);
    if header.title.is_none() {
        let named = sheet.find(Field::InformationName).map(|named| named.span);
        named.into_iter().for_each(|named| sheet.field(Field::Title, named));
    }
    let sections = outline::read(&mut sheet, &body.apart, body.end);
    let kind = kind(&sheet);
    let mut diagnostics = std::mem::take(&mut sheet.diagnostics);
    let metadata = sheet.metadata();
    if metadata.is_empty() && !of_page {
        sheet.blocks = without_furniture(text, sheet.blocks);
    }
    diagnostics.extend(furniture_left_out(text, &sheet.blocks));
    if matches!(kind, DocumentKind::Notice | DocumentKind::Report | DocumentKind::Other)
        && !text.trim().is_empty()
    {
        diagnostics.push(Diagnostic {
            code: Code::NotAReply,
            severity: Severity::Info,
            span: None,
            args: Vec::new(),
        });
    }
    Layout { kind, metadata, sections, blocks: sheet.blocks, diagnostics }
}

/// What kind of document has these fields.
fn kind(sheet: &sheet::Sheet<'_>) -> DocumentKind {
    let value = |field| sheet.find(field).map(|metadata| metadata.value.as_str()).unwrap_or_default();
    let (title, request) = (value(Field::Title), value(Field::RequestKind));
    let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if says(&["会办意见", "协办意见", "会办"]) {
        return DocumentKind::JointOpinion;
    }
    let letter = says(&["答复", "复函", "回复", "函"]) || !value(Field::Addressee).is_empty();
    match request {
        "提案" if letter => DocumentKind::ProposalReply,
        "建议" | "议案" if letter => DocumentKind::SuggestionReply,
        _ if title.ends_with("通知") => DocumentKind::Notice,
        _ if says(&["报告", "公报"]) => DocumentKind::Report,
        _ => DocumentKind::Other,
    }
}

/// What looked like a page's furniture is text like any other where neither the file is a page nor the text a document.
fn without_furniture(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let mut kept = Vec::new();
    for block in blocks {
        if block.kind != BlockKind::Furniture {
            kept.push(block);
            continue;
        }
        let mut start = block.span.start;
        for line in block.span.of(text).split_inclusive('\n') {
            let span = lines::trim(text, Span::new(start, start + line.len()));
            start += line.len();
            if span.start < span.end {
                kept.push(Block { kind: BlockKind::Paragraph, span, table: None });
            }
        }
    }
    kept
}

/// Says how many lines of the page's own were left out.
fn furniture_left_out(text: &str, blocks: &[Block]) -> Option<Diagnostic> {
    let furniture = || blocks.iter().filter(|block| block.kind == BlockKind::Furniture);
    let lines: usize = furniture()
        .map(|block| block.span.of(text).lines().filter(|line| !line.trim().is_empty()).count())
        .sum();
    let span = furniture().next().map(|block| block.span);
    (lines > 0).then(|| Diagnostic {
        code: Code::FurnitureLeftOut,
        severity: Severity::Info,
        span,
        args: vec![("count", lines.to_string())],
    })
}
