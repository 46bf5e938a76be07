//! Lines: the text cut at line ends, white space left out.

use super::letter;
use super::marker::Marker;
use crate::Span;
use crate::notation::{self, Folded};

/// A line that is not blank, looked at once: most questions about a line need a sign that it must hold, or a character that it
/// must begin or end with, and most lines do not.
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
    /// Which signs it holds.
    pub(super) signs: Signs,
    /// Its first character as it is compared, see [`notation::first`].
    pub(super) first: char,
    /// Its last character as it is compared, see [`notation::last`].
    pub(super) last: char,
    /// The marker that it begins with.
    pub(super) marker: Option<Marker>,
    /// Whether it is the name of an organ, or of several.
    pub(super) organ: bool,
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
    /// A bracket that opens.
    pub(super) bracket: bool,
    /// A sign that points from step to step of a path.
    pub(super) angle: bool,
    /// A character without which nothing is a page's footer, nor a line of its links.
    pub(super) footer: bool,
}

impl Line {
    fn new(text: &str, raw: Span, gap: bool) -> Option<Self> {
        let span = trim(text, raw);
        if span.is_empty() {
            return None;
        }
        let source = span.of(text);
        let mut signs = Signs::of(source);
        signs.tab |= memchr::memchr(b'\t', &text.as_bytes()[span.end..raw.end]).is_some();
        let (first, last) = (notation::first(source), notation::last(source));
        let marker = Marker::at_line_start(source);
        let organ = !signs.stop
            && letter::may_be_organ(span, last)
            && letter::is_organ(Folded::new(text, span).text());
        Some(Self { span, raw, gap, own: false, signs, first, last, marker, organ })
    }

    /// The same line of a text that differs from its own in single characters.
    pub(super) fn within(self, text: &str) -> Self {
        Self::new(text, self.raw, self.gap).map_or(self, |line| Self { own: self.own, ..line })
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

/// Each sign as a bit, by character: a line is looked through in one pass.
mod sign {
    use crate::notation::fold;
    use std::sync::LazyLock;

    pub(super) const COLON: u8 = 1;
    pub(super) const STOP: u8 = 1 << 1;
    pub(super) const DATE: u8 = 1 << 2;
    pub(super) const BAR: u8 = 1 << 3;
    pub(super) const BRACKET: u8 = 1 << 4;
    pub(super) const ANGLE: u8 = 1 << 5;
    pub(super) const FOOTER: u8 = 1 << 6;
    pub(super) const SPACE: u8 = 1 << 7;

    /// The bits of the characters of the basic plane.
    pub(super) static OF: LazyLock<Box<[u8]>> = LazyLock::new(|| {
        let mut table = vec![0; 1 << 16];
        let signs = ('\0'..='\u{33FF}').chain(HAN.chars()).chain('\u{FE00}'..='\u{FFFF}');
        signs.for_each(|c| table[c as usize] = of(c));
        table.into()
    });

    /// The Han that are signs.
    const HAN: &str = "年网权持主承运";

    fn of(c: char) -> u8 {
        let folded = match fold(c) {
            ':' => COLON,
            '0'..='9' => DATE,
            '(' | '[' | '【' | '〔' => BRACKET,
            '>' | '»' | '›' => ANGLE,
            'I' | 'i' | 'A' | '|' => FOOTER,
            _ => 0,
        };
        folded
            | match c {
                '。' => STOP,
                '年' => DATE,
                '|' => BAR | FOOTER,
                '网' | '权' | '持' | '主' | '承' | '运' => FOOTER,
                ' ' | '\u{A0}' | '\t' | '\u{3000}' => SPACE,
                _ => 0,
            }
    }
}

impl Signs {
    fn of(text: &str) -> Self {
        let table = &**sign::OF;
        let (mut all, mut signs) = (0, Self::default());
        let mut before = 'X';
        for c in text.chars() {
            let bits = table.get(c as usize).copied().unwrap_or(0);
            if bits & sign::SPACE != 0 {
                let narrow = |c| matches!(c, ' ' | '\u{A0}');
                signs.tab |= c == '\t';
                signs.wide_space |= c == '\u{3000}' || narrow(c) && narrow(before);
            }
            all |= bits;
            before = c;
        }
        let holds = |bits| all & bits != 0;
        Self {
            colon: holds(sign::COLON),
            stop: holds(sign::STOP),
            date: holds(sign::DATE),
            bar: holds(sign::BAR),
            bracket: holds(sign::BRACKET),
            angle: holds(sign::ANGLE),
            footer: holds(sign::FOOTER),
            ..signs
        }
    }
}

/// The lines of a text that are not blank.
pub(crate) struct Lines {
    pub(super) lines: Vec<Line>,
    /// Whether it is known of some that they are a page's own.
    pub(super) of_page: bool,
}

/// Cuts `text` into its lines; those that lie in one of the spans of `furniture` are the page's own.
pub(crate) fn split(text: &str, furniture: &[Span]) -> Lines {
    let of_page = !furniture.is_empty();
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
    Lines { lines, of_page }
}

/// `span` without the white space at its ends.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let tail = whole.trim_start();
    let start = span.end - tail.len();
    Span::new(start, start + tail.trim_end().len())
}
