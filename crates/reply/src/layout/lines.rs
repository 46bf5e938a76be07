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
    /// Whether it is known to be the page's own.
    pub(super) own: bool,
    /// Which signs it holds: most questions about a line need one of them, and most lines hold none.
    pub(super) signs: Signs,
}

/// Signs of a line that tell what it may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// A colon of any kind.
    pub(super) colon: bool,
    /// 。
    pub(super) stop: bool,
    /// A digit, or 年, without which nothing is a date.
    pub(super) date: bool,
    pub(super) tab: bool,
    pub(super) bar: bool,
    /// A run of white space as wide as a character.
    pub(super) wide_space: bool,
}

impl Line {
    fn new(text: &str, raw: Span, gap: bool) -> Option<Self> {
        let span = trim(text, raw);
        let mut signs = Signs::of(span.of(text));
        signs.tab |= memchr::memchr(b'\t', &text.as_bytes()[span.end..raw.end]).is_some();
        (!span.is_empty()).then_some(Self { span, raw, gap, own: false, signs })
    }

    /// What is left of it from `start` on.
    pub(super) fn from(self, text: &str, start: usize) -> Option<Self> {
        Self::new(text, Span::new(start, self.raw.end), false)
    }

    /// Its length in bytes.
    pub(super) fn len(&self) -> usize {
        self.span.end - self.span.start
    }
}

impl Signs {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut signs = Self::default();
        for (i, &byte) in bytes.iter().enumerate() {
            match byte {
                b':' => signs.colon = true,
                b'0'..=b'9' => signs.date = true,
                0xE5 => signs.date |= bytes.get(i..i + 3) == Some("年".as_bytes()),
                b'\t' => signs.tab = true,
                b'|' => signs.bar = true,
                b' ' | 0xA0 => signs.wide_space |= matches!(bytes.get(i + 1), Some(b' ' | 0xC2)),
                0xE2 | 0xE3 | 0xEF => match bytes.get(i..i + 3) {
                    Some([0xE3, 0x80, 0x80]) => signs.wide_space = true,
                    Some([0xE3, 0x80, 0x82]) => signs.stop = true,
                    Some([0xEF, 0xBC, 0x90..=0x99]) => signs.date = true,
                    Some(
                        [0xEF, 0xBC, 0x9A]
                        | [0xEF, 0xB8, 0xB0 | 0x93]
                        | [0xEF, 0xB9, 0x95]
                        | [0xE2, 0x88, 0xB6],
                    ) => {
                        signs.colon = true;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        signs
    }
}

/// Cuts `text` into its lines; those that lie in one of the spans of `furniture` are the page's own.
pub(super) fn split(text: &str, furniture: &[Span]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut furniture = furniture.iter().peekable();
    let (mut start, mut gap) = (0, true);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let mut line = Line::new(text, Span::new(start, end), gap);
        if let Some(line) = &mut line {
            while furniture.next_if(|own| own.end < line.span.end).is_some() {}
            line.own = furniture.peek().is_some_and(|own| own.contains(line.span));
        }
        gap = line.is_none();
        lines.extend(line);
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
