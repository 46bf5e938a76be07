//! From characters to marks: figures, ranks, times and punctuation, each where it stands.

use super::document::Names;
mod list;
mod number;
mod quantity;
mod rank;
mod time;

use super::words::code_at;
use super::{Name, Qualifier};
use crate::Span;
use crate::numeral::{self, Decimal};
use crate::period::{self, Time};
use crate::unit::{self, Dimension};
use list::lend_units;

/// Something in a paragraph that the grammar turns on; what lies between marks is plain text.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A number with its unit and its qualifiers.
    Quantity(Quantity),
    /// A number with no unit of its own; a neighbour in its list may lend one.
    Bare(Quantity),
    /// A place in an order: 第三位, 首位, 前十.
    Rank(Rank),
    /// An expression of time.
    Time(Time),
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// 。！？
    Stop,
    /// ：
    Colon,
    /// （ with the index of the mark that closes it.
    Open(usize),
    /// ）
    Close,
}

/// A number as written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    pub(super) value: Decimal,
    pub(super) upper: Option<Decimal>,
    /// Power of ten of the multiplier that is a part of the unit.
    pub(super) power: u8,
    /// The unit as it goes on the wire, with its multiplier.
    pub(super) unit: Name,
    /// The unit of the inventory; `None` for a bare number.
    pub(super) found: Option<unit::Found>,
    pub(super) qualifier: Qualifier,
    pub(super) special: Special,
    /// Where the numeral itself begins, after its qualifiers.
    pub(super) numeral: usize,
    /// A Chinese numeral of one digit before a classifier counts only in company (四个).
    pub(super) weak: bool,
    /// Whether a minus sign stands before it.
    pub(super) negative: bool,
}

/// What is special about a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Special {
    /// Nothing.
    Plain,
    /// 翻一番.
    Doubles,
    /// 持平.
    Flat,
    /// 1：1.
    Ratio,
}

/// A place in an order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rank {
    pub(super) place: f64,
    /// 前三: this place or a better one.
    pub(super) at_most: bool,
    /// Whether 位 or 名 makes it unmistakable.
    pub(super) sure: bool,
}

impl Quantity {
    /// So much of a unit, about which nothing else is said; its numeral begins at `numeral`.
    pub(super) fn new(value: Decimal, unit: Name, found: Option<unit::Found>, numeral: usize) -> Self {
        Self {
            value,
            upper: None,
            power: 0,
            unit,
            found,
            qualifier: Qualifier::Exact,
            special: Special::Plain,
            numeral,
            weak: false,
            negative: false,
        }
    }

    /// What its unit measures.
    pub(super) fn dimension(&self) -> Option<Dimension> {
        self.found.map(|found| found.unit.dimension)
    }
}

/// How far on a closing quotation mark is looked for.
const QUOTE_LIMIT: usize = 60;

/// The characters that marks can begin with, a bit each: everything else is passed over at once.
static STARTS: [u64; 1024] = {
    let mut bits = [0; 1024];
    let mut code = 0;
    while code < 0x10000 {
        if let Some(c) = char::from_u32(code)
            && may_begin(c)
        {
            bits[code as usize / 64] |= 1 << (code % 64);
        }
        // Nothing begins with a character between the punctuation, the Han and the full-width forms.
        code = match code {
            0x3100 => 0x4E00,
            0x9FFF => 0xFF00,
            _ => code + 1,
        };
    }
    bits
};

const fn may_begin(c: char) -> bool {
    c.is_ascii()
        || period::may_begin(c)
        || numeral::may_begin(c)
        || matches!(
            c,
            '，' | '；'
                | '。'
                | '！'
                | '？'
                | '：'
                | '（'
                | '）'
                | '“'
                | '《'
                | '〔'
                | '〕'
                | '【'
                | '】'
                | '第'
                | '首'
                | '榜'
                | '之'
                | '前'
                | '以'
                | '翻'
                | '持'
        )
}

/// The marks of `text[within]`, in order, in the room of `marks`; their units are kept once, in `names`.
pub(super) fn scan(text: &str, within: Span, mut marks: Vec<Mark>, names: &mut Names) -> Vec<Mark> {
    marks.clear();
    let Span { start, end } = within;
    let mut scanner = Scanner { text: &text[..end], start, at: start, marks, opened: Vec::new(), names };
    while scanner.at < end {
        let rest = scanner.rest().as_bytes();
        let mut plain = 0;
        while let Some((code, len)) = code_at(rest, plain)
            && STARTS[code as usize / 64] >> (code % 64) & 1 == 0
        {
            plain += len;
        }
        scanner.at += plain;
        if scanner.at == end {
            break;
        }
        scanner.step();
    }
    let mut marks = scanner.marks;
    lend_units(text, &mut marks, names);
    marks
}

struct Scanner<'a, 'n> {
    /// What is scanned, with all that stands before it.
    text: &'a str,
    start: usize,
    at: usize,
    marks: Vec<Mark>,
    opened: Vec<usize>,
    names: &'n mut Names,
}

impl<'a> Scanner<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn before(&self) -> &'a str {
        &self.text[self.start..self.at]
    }

    fn push(&mut self, len: usize, kind: Kind) {
        self.marks.push(Mark { span: Span::new(self.at, self.at + len), kind });
        self.at += len;
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else {
            self.at = self.text.len();
            return;
        };
        let len = c.len_utf8();
        match c {
            '，' | ',' => self.push(len, Kind::Comma),
            '；' | ';' => self.push(len, Kind::Semicolon),
            '。' | '！' | '？' | '!' | '?' | '\n' => self.push(len, Kind::Stop),
            // 17.1：41.9：41.0 is one expression.
            '：' | ':' if self.before().ends_with(is_digit) && rest[len..].starts_with(is_digit) => {
                self.at += len
            }
            '：' | ':' => self.push(len, Kind::Colon),
            '（' | '(' | '[' | '〔' | '【' => {
                self.opened.push(self.marks.len());
                self.push(len, Kind::Open(usize::MAX));
            }
            '）' | ')' | ']' | '〕' | '】' => {
                if let Some(open) = self.opened.pop() {
                    self.marks[open].kind = Kind::Open(self.marks.len());
                    self.push(len, Kind::Close);
                } else {
                    self.at += len;
                }
            }
            '《' => self.skip_name('》', 4 * QUOTE_LIMIT),
            '以' | '期' if self.since_event() => {}
            _ if self.time() => {}
            '“' => self.skip_name('”', QUOTE_LIMIT),
            '第' | '首' | '榜' | '前' | '之' => self.rank(),
            '翻' => self.doubling(),
            // 保持平稳, 支持平台: other words.
            '持' if rest.starts_with("持平")
                && !rest["持平".len()..].starts_with(['的', '稳', '衡', '台', '等', '安', '均', '缓'])
                && !self.text[..self.at].ends_with(['支', '扶']) =>
            {
                self.flat("持平".len())
            }
            _ if numeral::may_begin(c) => self.number(),
            _ if c.is_ascii_alphabetic() => {
                self.at += rest
                    .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
                    .unwrap_or(rest.len());
            }
            _ => self.at += len,
        }
    }

    /// A name in marks: figures inside it count nothing. A long quotation is prose again.
    fn skip_name(&mut self, close: char, limit: usize) {
        let rest = self.rest();
        let window = floor(rest, limit);
        self.at += match rest[..window].find(close) {
            Some(end) => end + close.len_utf8(),
            None => rest.chars().next().map_or(1, char::len_utf8),
        };
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The first `count` characters of `text`.
pub(super) fn near(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// The greatest character boundary of `text` not above `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

pub(super) fn ceil(text: &str, at: usize) -> usize {
    text.ceil_char_boundary(at)
}

/// The character boundary about `reach` bytes before `at`, not before `start`.
fn floor_back(text: &str, start: usize, at: usize, reach: usize) -> usize {
    ceil(text, at.saturating_sub(reach).max(start))
}
