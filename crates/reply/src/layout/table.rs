//! Tables in the text: cells set apart by bars, TABs or runs of spaces.

use super::lines::{Line, trim};
use crate::notation::{Folded, fold};
use crate::{Span, document::Table};

/// What sets the cells of a row apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Bar,
    Tab,
    Spaces,
}

/// A table, and how many lines from the given one on it takes.
pub(super) struct Found {
    pub(super) table: Table,
    pub(super) lines: usize,
}

/// Whether a line may be a row of a table.
pub(super) fn may_be_row(line: &Line) -> bool {
    line.signs.bar || line.signs.tab || line.signs.wide_space
}

/// Reads the table whose rows begin at the first of `lines`, if one does.
pub(super) fn read(text: &str, lines: &[Line]) -> Option<Found> {
    let first = lines.first()?;
    let separator =
        [Separator::Bar, Separator::Tab, Separator::Spaces].into_iter().find(|s| s.parts(text, first))?;
    let count = lines.iter().take_while(|line| separator.parts(text, line)).count();
    let mut ruled = false;
    let mut rows = Vec::with_capacity(count);
    for line in &lines[..count] {
        let cells = separator.cells(text, line);
        if separator == Separator::Bar && cells.iter().all(|cell| is_rule(cell.of(text))) {
            ruled = true;
        } else {
            rows.push(cells);
        }
    }
    let wide = rows.iter().map(Vec::len).max()?;
    let real = match separator {
        Separator::Bar => rows.len() >= 2 || ruled,
        Separator::Tab => {
            rows.iter().filter(|row| row.iter().filter(|cell| !cell.is_empty()).count() >= 2).count() >= 2
        }
        // Spaces pad much that is no table: only columns that agree make one.
        Separator::Spaces => {
            let figures =
                rows.iter().filter(|row| row.iter().skip(1).any(|cell| is_figure(cell.of(text)))).count();
            let even = rows.iter().all(|row| row.len() == wide);
            even && (rows.len() >= 2 && wide >= 3 || rows.len() >= 3 && figures * 2 >= rows.len())
        }
    };
    if separator == Separator::Tab {
        for (row, line) in rows.iter_mut().zip(lines) {
            lead(text, row, line, wide);
        }
    }
    real.then(|| {
        let header_rows = header_rows(text, &rows);
        align(&mut rows, header_rows);
        Found { table: Table { caption: None, unit: None, header_rows, rows }, lines: count }
    })
}

/// Gives a row that is narrower than its table the empty cells that TABs before its first word stand for.
fn lead(text: &str, row: &mut Vec<Span>, line: &Line, wide: usize) {
    let indent = Span::new(line.raw.start, line.span.start).of(text);
    let tabs = memchr::memchr_iter(b'\t', indent.as_bytes()).count();
    let empty = Span::new(line.span.start, line.span.start);
    row.splice(..0, std::iter::repeat_n(empty, tabs.min(wide - row.len())));
}

/// Drops columns that hold nothing. A page's merged cells leave more of them in the rows than in the heads: where that
/// makes the two of different width, each loses its own.
fn align(rows: &mut [Vec<Span>], header_rows: usize) {
    let full = |rows: &[Vec<Span>]| -> Vec<bool> {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        (0..width)
            .map(|column| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty())))
            .collect()
    };
    let (head, body) = rows.split_at_mut(header_rows);
    let (in_head, in_body) = (full(head), full(body));
    let count = |columns: &[bool]| columns.iter().filter(|full| **full).count();
    let last = |columns: &[bool]| columns.iter().rposition(|full| *full);
    let either: Vec<bool> = (0..in_head.len().max(in_body.len()))
        .map(|c| [&in_head, &in_body].iter().any(|full| full.get(c) == Some(&true)))
        .collect();
    let apart = last(&in_head) != last(&in_body) && count(&in_head) == count(&in_body);
    let (keep_head, keep_body) = if apart { (&in_head, &in_body) } else { (&either, &either) };
    for (rows, keep) in [(head, keep_head), (body, keep_body)] {
        for row in rows {
            let mut column = 0;
            row.retain(|_| {
                column += 1;
                keep[column - 1]
            });
        }
    }
}

impl Separator {
    /// Whether it sets cells of `line` apart.
    fn parts(self, text: &str, line: &Line) -> bool {
        match self {
            Self::Bar => {
                if !line.signs.bar {
                    return false;
                }
                let source = line.span.of(text);
                memchr::memchr_iter(b'|', source.as_bytes()).count() >= 2
                    || source.ends_with('|')
                    || source.contains(" | ") && !source.contains('。')
            }
            Self::Tab => line.signs.tab && !line.signs.stop,
            Self::Spaces => {
                let spaced = line.signs.wide_space && !line.signs.stop && !line.signs.colon;
                spaced && line.len() < 600 && self.cells(text, line).len() >= 2
            }
        }
    }

    fn cells(self, text: &str, line: &Line) -> Vec<Span> {
        match self {
            Self::Bar => {
                let source = line.span.of(text);
                let start = line.span.start + usize::from(source.starts_with('|'));
                let end = line.span.end - usize::from(source.len() > 1 && source.ends_with('|'));
                cut(text, Span::new(start, end.max(start)), b"|")
            }
            Self::Tab => {
                // White space before the first cell is indentation; behind the last it is an empty cell.
                cut(text, Span::new(line.span.start, line.raw.end), b"\t")
            }
            Self::Spaces => spaced(text, line.span),
        }
    }
}

/// Parts of `span` that ASCII signs set apart, without white space at their ends.
pub(super) fn cut(text: &str, span: Span, signs: &[u8]) -> Vec<Span> {
    let bytes = span.of(text).as_bytes();
    let ends = (0..bytes.len()).filter(|&at| signs.contains(&bytes[at])).chain([bytes.len()]);
    ends.scan(0, |start, end| Some((std::mem::replace(start, end + 1), end)))
        .map(|(start, end)| trim(text, Span::new(span.start + start, span.start + end)))
        .collect()
}

/// Parts of `span` that a run of white space sets apart, or a space as wide as a character.
pub(super) fn spaced(text: &str, span: Span) -> Vec<Span> {
    let (mut cells, mut start, mut end, mut gap) = (Vec::new(), span.start, span.start, 0);
    for (at, c) in span.of(text).char_indices() {
        let at = span.start + at;
        if c.is_whitespace() {
            gap += if c == '\u{3000}' { 2 } else { 1 };
            continue;
        }
        // 粮  食: padding between two lone characters is no gap between cells.
        if gap >= 2 && !(text[start..end].chars().count() == 1 && gap <= 4 && !is_figure(&text[at..span.end]))
        {
            cells.push(Span::new(start, end));
            start = at;
        }
        gap = 0;
        end = at + c.len_utf8();
    }
    cells.push(Span::new(start, end));
    cells
}

/// Whether a cell or row is a rule: `---`, `:--:`, `---|---`.
pub(super) fn is_rule(cell: &str) -> bool {
    cell.chars().all(|c| matches!(c, '-' | ':' | '—' | '=' | ' ' | '|'))
}

/// Whether a cell begins with a number and is little more.
fn is_figure(cell: &str) -> bool {
    let mut digits = false;
    let number = |c: char| {
        let c = fold(c);
        digits |= c.is_ascii_digit();
        c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '%' | '‰' | ' ')
    };
    let rest = cell.trim_start_matches(number);
    digits
        && (rest.is_empty()
            || rest.chars().take(3).count() < 3 && !rest.starts_with(['年', '月', '日', '季']))
}

/// How many of the rows head their columns: those before the first with figures behind its first cell.
fn header_rows(text: &str, rows: &[Vec<Span>]) -> usize {
    let figures = rows.iter().position(|row| row.iter().skip(1).any(|cell| is_figure(cell.of(text))));
    figures.unwrap_or(1).min(3).min(rows.len().saturating_sub(1))
}

/// The unit that a line above a table gives: `单位：亿元`, `（单位：万吨）`.
pub(super) fn unit(text: &str, line: &Line) -> Option<Span> {
    if line.len() > 120 || !line.signs.colon {
        return None;
    }
    let folded = Folded::new(text, line.span);
    let bare = folded.text().trim_start_matches('(');
    let start = folded.text().len() - bare.len();
    let value = bare.strip_prefix("单位:").or_else(|| bare.strip_prefix("计量单位:"))?;
    let from = start + bare.len() - value.len();
    let value = value.trim_end_matches(')');
    (!value.is_empty() && !value.ends_with('。')).then(|| folded.span(from..from + value.len()))
}

/// Whether a line may name the table below it.
pub(super) fn names(text: &str, line: &Line) -> bool {
    let source = line.span.of(text);
    source.chars().nth(45).is_none() && !source.ends_with(['。', '；', ';', '：', ':', '，', ','])
}
