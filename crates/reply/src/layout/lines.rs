//! Lines: the text cut at line ends, white space left out.

use crate::Span;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// What stands between the white space before and after.
    pub(super) span: Span,
    /// The whole line without its end: cells at its edges may be empty.
    pub(super) raw: Span,
    /// Whether a blank line, or the start of the text, stands before it.
    pub(super) gap: bool,
}

/// Cuts `text` into its lines.
pub(super) fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut gap) = (0, true);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let raw = Span::new(start, end);
        let span = trim(text, raw);
        if !span.is_empty() {
            lines.push(Line { span, raw, gap });
        }
        gap = span.is_empty();
        start = (end + 1).min(text.len());
    }
    lines
}

/// `span` without the white space at its ends.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let tail = whole.trim_start();
    let start = span.end - tail.len();
    Span::new(start, start + tail.trim_end().len())
}
