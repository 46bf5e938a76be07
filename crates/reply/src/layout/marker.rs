//! The markers that headings and points begin with.

use crate::notation::{LOST, digit, fold, is_han, lost};
use crate::{numeral, unit};

/// What a marker is made of: markers of one style stand on one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Family {
    /// 第一编, 第一篇, 第一部分
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    SubChapter,
    /// 一、
    Han,
    /// （一）
    HanBracket,
    /// 1. 1、
    Arabic,
    /// 3.1, below 3.
    Decimal,
    /// (1) ⑴
    ArabicBracket,
    /// 1)
    ArabicHalf,
    /// ①
    Circled,
    /// 首先, 其次, 再次, 最后
    Ordinal,
    /// 一是
    Point,
}

impl Family {
    /// Whether markers of this family are points: part of a paragraph's own argument, never above a heading.
    pub(super) fn is_point(self) -> bool {
        matches!(self, Self::Ordinal | Self::Point)
    }
}

/// The style of a marker: its family, and the sign that tells `1、` from `1.`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Style {
    pub(super) family: Family,
    pub(super) sign: char,
}

/// A marker at the start of some text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) style: Style,
    /// Its number; `None` where the character that says it is lost.
    pub(super) value: Option<u32>,
    /// Its length in bytes, sign and brackets included.
    pub(super) len: usize,
}

/// The ordinal adverbs in the order in which they follow each other.
pub(super) const ORDINALS: [&str; 4] = ["首先", "其次", "再次", "最后"];

impl Marker {
    fn new(family: Family, sign: char, value: Option<u32>, len: usize) -> Option<Self> {
        Some(Self { style: Style { family, sign }, value, len })
    }

    /// Reads the marker that a line begins with.
    pub(super) fn at_line_start(line: &str) -> Option<Self> {
        let first = line.chars().next()?;
        match fold(first) {
            '第' => division(line),
            '(' => bracketed(line),
            '①'..='⑳' => {
                Self::new(Family::Circled, ' ', Some(u32::from(first) - 0x245F), first.len_utf8())
            }
            '⑴'..='⒇' => {
                Self::new(Family::ArabicBracket, ' ', Some(u32::from(first) - 0x2473), first.len_utf8())
            }
            '⒈'..='⒛' => {
                Self::new(Family::Arabic, '.', Some(u32::from(first) - 0x2487), first.len_utf8())
            }
            '㈠'..='㈩' => {
                Self::new(Family::HanBracket, ' ', Some(u32::from(first) - 0x321F), first.len_utf8())
            }
            '首' | '其' | '再' | '最' => ordinal(line),
            _ => {
                let number = count(line, 3)?;
                point(line, number).or_else(|| numbered(line, number))
            }
        }
    }

    /// Reads the marker below a numbered heading that a line begins with, and the number of that heading: 3.2 and 3. It
    /// is one only where the document's own numbering is there, see [`super::outline`].
    pub(super) fn below_number(line: &str) -> Option<(u32, Self)> {
        let part = |text: &str| {
            let arabic = text.starts_with(|c| matches!(fold(c), '1'..='9'));
            let (value, len) = count(text, 2).filter(|_| arabic)?;
            Some((value?, len))
        };
        let (above, len) = part(line)?;
        let rest = &line[len..];
        let point = rest.chars().next().filter(|&c| fold(c) == '.')?;
        let below = &rest[point.len_utf8()..];
        let (value, len) = part(below)?;
        let title = below[len..].trim_start_matches(|c: char| c.is_whitespace() || c == '、');
        let measures = || {
            use unit::Dimension::{Count, People, Times};
            unit::find(title).is_some_and(|found| !matches!(found.unit.dimension, Count | People | Times))
        };
        // Things counted have no decimals, and a space parts no unit from its number: 3.1项目建设, 3.1 公里段施工.
        let glued = title.len() == below[len..].len();
        let measure = title.starts_with(['万', '亿', '千', '百', '十', '倍']) || glued && measures();
        let titled = title.starts_with(|c: char| is_han(c) || matches!(c, '“' | '《'));
        let marker = Self::new(Family::Decimal, '.', Some(value), line.len() - below.len() + len)?;
        (titled && !measure).then_some((above, marker))
    }

    /// Whether it may be the first of a list whose items follow each other in one paragraph.
    pub(super) fn begins_list(&self) -> bool {
        let listed = matches!(
            self.style.family,
            Family::HanBracket
                | Family::Arabic
                | Family::ArabicBracket
                | Family::ArabicHalf
                | Family::Circled
        );
        listed && self.value == Some(1)
    }

    /// Reads the marker behind `last` in the list that this one begins.
    pub(super) fn next_inside(self, text: &str, last: Self) -> Option<Self> {
        let follows =
            |next: &Self| next.style == self.style && next.value == last.value.map(|value| value + 1);
        Self::at_line_start(text).filter(follows)
    }

    /// Reads the marker of a point inside a paragraph: 一是, 首先.
    pub(super) fn point_inside(text: &str) -> Option<Self> {
        ordinal(text).or_else(|| point(text, count(text, 2)?))
    }
}

/// 第一章, 第一部分.
fn division(line: &str) -> Option<Marker> {
    let number = &line["第".len()..];
    let (value, len) = count(number, 4)?;
    let rest = &number[len..];
    let (family, unit) = [
        (Family::Part, "部分"),
        (Family::Part, "编"),
        (Family::Part, "篇"),
        (Family::Chapter, "章"),
        (Family::SubChapter, "节"),
    ]
    .into_iter()
    .find(|(_, unit)| rest.starts_with(unit))?;
    let after = rest[unit.len()..].chars().next()?;
    // 第一部分内容 is prose, 第一部分　内容 and 第一部分：内容 are headings; a 章 is one either way.
    let apart = after.is_whitespace() || matches!(fold(after), ':' | '、' | '.' | ',');
    let len = "第".len() + len + unit.len();
    (apart || (unit == "章" && !matches!(after, '第' | '的' | '规' | '至')))
        .then(|| Marker::new(family, ' ', value, len))
        .flatten()
}

/// （一）, (1).
fn bracketed(line: &str) -> Option<Marker> {
    let open = line.chars().next()?.len_utf8();
    let inner = line[open..].trim_start();
    let (value, len) = count(inner, 4)?;
    let han = !inner.starts_with(|c| fold(c).is_ascii_digit());
    let rest = inner[len..].trim_start();
    let close = rest.chars().next().filter(|&c| fold(c) == ')')?;
    let len = line.len() - rest.len() + close.len_utf8();
    let small = value.is_none_or(|v| (1..100).contains(&v));
    let family = if han { Family::HanBracket } else { Family::ArabicBracket };
    small.then(|| Marker::new(family, ' ', value, len)).flatten()
}

/// 首先.
fn ordinal(line: &str) -> Option<Marker> {
    let at = ORDINALS.iter().position(|word| line.starts_with(word))?;
    Marker::new(Family::Ordinal, ' ', Some(at as u32 + 1), ORDINALS[at].len())
}

/// 一是. Not 一是一, nor 十一是: what it counts must be told by the point before, see [`super::outline`].
fn point(line: &str, (value, len): (Option<u32>, usize)) -> Option<Marker> {
    let rest = line[len..].strip_prefix('是')?;
    let long = value.is_some() && line[..len].chars().nth(2).is_some();
    if long || line.starts_with(|c| fold(c).is_ascii_digit()) {
        return None;
    }
    let plays = rest.starts_with(|c: char| line.starts_with(c));
    let named = value.is_none_or(|v| (1..=30).contains(&v));
    (named && !plays).then(|| Marker::new(Family::Point, ' ', value, len + '是'.len_utf8())).flatten()
}

/// 一、 1、 1. 1)
fn numbered(line: &str, (value, len): (Option<u32>, usize)) -> Option<Marker> {
    let han = !line.starts_with(|c| fold(c).is_ascii_digit());
    if value.is_some_and(|v| v == 0 || v > 199) {
        return None;
    }
    let rest = line[len..].trim_start();
    let gone = lost(rest);
    let sign = if gone > 0 { LOST } else { fold(rest.chars().next()?) };
    let sign_len = if gone > 0 { gone } else { rest.chars().next()?.len_utf8() };
    let after = &rest[sign_len..];
    let family = match (han, sign) {
        (true, '、' | '.' | LOST) => Family::Han,
        (false, '、' | '.' | LOST) => Family::Arabic,
        (false, ')') => Family::ArabicHalf,
        _ => return None,
    };
    // A lost number and a lost sign leave nothing to know a marker by.
    if sign == LOST && value.is_none() || counts_on(han, sign, after) {
        return None;
    }
    let sign = if sign == LOST { '、' } else { sign };
    Marker::new(family, sign, value, line.len() - after.len())
}

/// Whether what follows the sign shows that the number before it is no marker: 3.5%, 2019.12, 一、二产业, 1、2号楼.
fn counts_on(han: bool, sign: char, after: &str) -> bool {
    let Some(next) = after.chars().next().map(fold) else { return false };
    if han {
        let Some((_, len)) = count(after, 2).filter(|(value, _)| value.is_some()) else { return false };
        return after[len..].starts_with(['、', '产', '期', '类', '线', '季', '批', '等', '级', '区', '者']);
    }
    if !next.is_ascii_digit() {
        return matches!(next, '%' | ',' | '.');
    }
    if sign == LOST {
        return true;
    }
    let digits = after.chars().take_while(|&c| fold(c).is_ascii_digit()).count();
    let rest: String = after.chars().skip(digits).take(1).map(fold).collect();
    match sign {
        '.' => !(digits == 4 && rest == "年"),
        _ => matches!(rest.as_str(), "、" | "号" | "." | "%" | "-"),
    }
}

/// The numeral of at most `most` characters at the start of `text` and its length; its value is `None` where it is
/// one lost character.
fn count(text: &str, most: usize) -> Option<(Option<u32>, usize)> {
    let first = fold(text.chars().next()?);
    let arabic = first.is_ascii_digit();
    let belongs = |&c: &char| {
        let c = fold(c);
        if arabic {
            c.is_ascii_digit()
        } else {
            (digit(c).is_some() && c != '两') || c == '十' || c == '百'
        }
    };
    let mut count = 0;
    let len: usize =
        text.chars().take_while(belongs).take(most + 1).inspect(|_| count += 1).map(char::len_utf8).sum();
    match count {
        0 => Some(lost(text)).filter(|&gone| gone > 0).map(|gone| (None, gone)),
        1 if let Some(value) = digit(first) => Some((Some(value), len)),
        _ if count > most => None,
        _ => numeral::whole(&text[..len]).map(|value| (Some(value), len)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(&str, Family, Option<u32>)>) {
        let found = Marker::at_line_start(line).map(|m| (&line[..m.len], m.style.family, m.value));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn styles() {
        check("一、概况", Some(("一、", Family::Han, Some(1))));
        check("十二、其他", Some(("十二、", Family::Han, Some(12))));
        check("（二）措施", Some(("（二）", Family::HanBracket, Some(2))));
        check("( 三 )措施", Some(("( 三 )", Family::HanBracket, Some(3))));
        check("1、规模", Some(("1、", Family::Arabic, Some(1))));
        check("１．规模", Some(("１．", Family::Arabic, Some(1))));
        check("2.2020年工作", Some(("2.", Family::Arabic, Some(2))));
        check("3、2020年工作", Some(("3、", Family::Arabic, Some(3))));
        check("(1)规模", Some(("(1)", Family::ArabicBracket, Some(1))));
        check("2）规模", Some(("2）", Family::ArabicHalf, Some(2))));
        check("③规模", Some(("③", Family::Circled, Some(3))));
        check("第一章 总则", Some(("第一章", Family::Chapter, Some(1))));
        check("第二部分　工作", Some(("第二部分", Family::Part, Some(2))));
        check("一是加强", Some(("一是", Family::Point, Some(1))));
        check("其次，加强", Some(("其次", Family::Ordinal, Some(2))));
    }

    #[test]
    fn numbers_that_are_no_markers() {
        for line in [
            "3.5%的企业",
            "2019.12",
            "2019年",
            "一是一",
            "二是二，",
            "第一产业",
            "第一部分内容",
            "一、二产业",
            "一、二、三产业",
            "1、2号楼",
            "1.5万人",
            "(2019)",
            "1,000家",
            "十四五",
            "一方面",
            "100余家",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn below_a_number() {
        let read = |line: &str| Marker::below_number(line).map(|(above, m)| (above, m.value));
        for line in ["3.2 落实资金", "3.2落实资金", "３．２、落实资金"] {
            assert_eq!(read(line), Some((3, Some(2))), "{line}");
        }
        for line in ["3.2%", "2019.12", "3.2亿元", "3.2公里", "3.2 万人", "3.05措施", "3.2.1", "3."] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn lost_characters() {
        check("\u{FFFD}、概况", Some(("\u{FFFD}、", Family::Han, None)));
        check("（å）概况", Some(("（å）", Family::HanBracket, None)));
        check("二ã€概况", Some(("二ã€", Family::Han, Some(2))));
        check("\u{FFFD}是加强", Some(("\u{FFFD}是", Family::Point, None)));
    }
}
