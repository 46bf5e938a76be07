//! Text that was wrapped hard: line ends at a fixed width, as e-mail and text taken out of PDF have them.

use super::letter;
use super::lines::{Line, Lines};
use crate::Span;

/// Lines of wrapped text are not wider, in columns; a Chinese character takes two.
const WIDEST: usize = 120;
/// Nor is their width smaller.
const NARROWEST: usize = 36;
/// How much of its width a full line may leave: a word or number that did not fit, a sign that must not begin a line.
const SLACK: usize = 6;

/// A text as it was before it was wrapped.
pub(crate) struct Unwrapped {
    pub(crate) text: String,
    /// Where white space was taken out, in order.
    cuts: Vec<Cut>,
}

struct Cut {
    /// Its place in the unwrapped text.
    at: usize,
    /// Bytes taken out so far, with its own.
    gone: usize,
}

/// Takes the line ends out of the paragraphs of a text that was wrapped into `lines`; `None` if it was not.
pub(crate) fn unwrap(text: &str, Lines { lines, .. }: &Lines) -> Option<Unwrapped> {
    let wrap = Wrap::of(text, lines)?;
    let mut unwrapped = Unwrapped { text: String::with_capacity(text.len()), cuts: Vec::new() };
    let mut copied = 0;
    for (index, pair) in lines.windows(2).enumerate() {
        let [before, line] = pair else { continue };
        let salutes = || letter::salutation(text, line, lines.get(index + 2)).is_some();
        if wrap.goes_on(text, before, line) && !salutes() {
            unwrapped.copy(&text[copied..before.span.end]);
            unwrapped.cut(before.span.of(text), &text[before.span.end..line.span.start], line.span.of(text));
            copied = line.span.start;
        }
    }
    unwrapped.copy(&text[copied..]);
    (!unwrapped.cuts.is_empty()).then_some(unwrapped)
}

impl Unwrapped {
    fn copy(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Takes out `space`; of that between Latin words one remains.
    fn cut(&mut self, before: &str, space: &str, after: &str) {
        let latin = before.ends_with(|c: char| c.is_ascii_alphabetic())
            && after.starts_with(|c: char| c.is_ascii_alphabetic());
        if latin {
            self.text.push(' ');
        }
        let gone = self.cuts.last().map_or(0, |cut| cut.gone) + space.len() - usize::from(latin);
        self.cuts.push(Cut { at: self.text.len(), gone });
    }

    /// Where what stands at `span` here stands in the text as it is wrapped.
    pub(crate) fn wrapped(&self, span: Span) -> Span {
        let gone = |cuts: usize| cuts.checked_sub(1).map_or(0, |last| self.cuts[last].gone);
        let start = span.start + gone(self.cuts.partition_point(|cut| cut.at <= span.start));
        let end = span.end + gone(self.cuts.partition_point(|cut| cut.at < span.end));
        Span::new(start, end.max(start))
    }

    /// Where what stands at `span` in the text as it is wrapped stands here.
    pub(crate) fn unwrapped(&self, span: Span) -> Span {
        let place = |at: usize| {
            let next = self.cuts.partition_point(|cut| cut.at + cut.gone <= at);
            let gone = next.checked_sub(1).map_or(0, |last| self.cuts[last].gone);
            self.cuts.get(next).map_or(at - gone, |cut| (at - gone).min(cut.at))
        };
        Span::new(place(span.start), place(span.end))
    }
}

/// How a text was wrapped.
struct Wrap {
    /// Columns of a full line.
    width: usize,
    /// Columns of most full lines: some have a sign more that must not begin the next.
    usual: usize,
    /// Columns before the lines that go on.
    indent: usize,
    /// Whether paragraphs begin farther in.
    indented: bool,
}

impl Wrap {
    /// How `lines` were wrapped, if they were: the widest of them are many and of one width, and most of these end
    /// within a sentence.
    fn of(text: &str, lines: &[Line]) -> Option<Self> {
        // A letter that was not wrapped has paragraphs longer than any line; one in thirty lines is enough to know.
        let long = lines.iter().filter(|line| line.len() > 3 * WIDEST).count();
        if lines.len() < 4 || long * 30 > lines.len() {
            return None;
        }
        let plain = |line: &&Line| !(line.own || line.signs.tab || line.signs.bar || line.signs.wide_space);
        let mut widths = [0usize; WIDEST + 1];
        for line in lines.iter().filter(plain) {
            widths[columns(text, line).min(WIDEST)] += 1;
        }
        let width = (NARROWEST..WIDEST).rev().find(|&width| widths[width] > 0)?;
        let usual = (width - SLACK..=width).max_by_key(|&width| widths[width])?;
        let full = |line: &Line| (width - SLACK..=width).contains(&columns(text, line));
        let (mut broken, mut stopped, mut longish) = (0, 0, 0);
        let mut indent = WIDEST;
        for pair in lines.windows(2).filter(|pair| plain(&&pair[0])) {
            longish += usize::from(columns(text, &pair[0]) * 5 >= width * 3);
            if full(&pair[0]) && !pair[1].gap {
                indent = indent.min(indentation(text, &pair[1]));
                *if ends_sentence(text, &pair[0]) { &mut stopped } else { &mut broken } += 1;
            }
        }
        let wrapped =
            widths[WIDEST] == 0 && broken >= 3 && broken > stopped && (broken + stopped) * 2 > longish;
        let farther = lines.iter().filter(|line| indentation(text, line) >= indent + 2).count();
        wrapped.then_some(Self { width, usual, indent, indented: farther * 10 >= lines.len() })
    }

    /// Whether `line` goes on with the paragraph of the line before it.
    fn goes_on(&self, text: &str, before: &Line, line: &Line) -> bool {
        let whole = !(line.gap || line.own || before.own || line.signs.tab || line.signs.bar);
        if !whole || columns(text, before) + SLACK < self.width || indentation(text, line) >= self.indent + 2
        {
            return false;
        }
        let room = columns(text, before) + 1 < self.usual;
        let stops = ends_sentence(text, before);
        // Without indents a line that ends with its sentence ends the paragraph, unless it has no room for more.
        let ends = stops && !self.indented && (room || before.span.of(text).ends_with(['：', ':']));
        let begins = (room || stops) && line.marker.is_some();
        !ends && !begins
    }
}

/// The width of a line with its indentation, in columns.
fn columns(text: &str, line: &Line) -> usize {
    width(&text[line.raw.start..line.span.end])
}

fn indentation(text: &str, line: &Line) -> usize {
    width(&text[line.raw.start..line.span.start])
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).take(WIDEST + 1).sum()
}

fn ends_sentence(text: &str, line: &Line) -> bool {
    line.span.of(text).ends_with(['。', '：', ':', '；', ';', '！', '!', '？', '?'])
}
