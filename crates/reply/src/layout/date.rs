//! Dates in all the forms that replies write: 2020-12-28, 2025年 4 月 8日, 二〇〇六年十月十八日, 2018/8/27 11:51.

use crate::notation::{LOST, digit, fold};
use crate::observation::Date;

/// A date as far as it could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A day of the calendar.
    Day(Date),
    /// A month of a year: 2020年12月.
    Month { year: u16, month: u8 },
    /// It means to be a date and gives no day: 2019月6月11日, 2025 915.
    Unclear,
}

impl Reading {
    /// In ISO 8601; `None` where it is unclear.
    pub(super) fn iso(self) -> Option<String> {
        match self {
            Self::Day(date) => Some(date.to_string()),
            Self::Month { year, month } => Some(format!("{year:04}-{month:02}")),
            Self::Unclear => None,
        }
    }
}

/// Whether a line with `last` at its end may end with a date, or be one.
pub(super) fn may_end_with(last: char) -> bool {
    let others =
        [LOST, '十', 'O', 'o', '年', '月', '日', '号', '-', '/', '.', ':', '(', ')', '[', ']', '【', '】'];
    digit(last).is_some() || others.contains(&last)
}

/// Reads the date at the start of `text`: what it says and its length in bytes. White space may stand inside.
pub(super) fn at(text: &str) -> Option<(Reading, usize)> {
    let mut cursor = Cursor { text, at: 0 };
    let (year, digits) = cursor.number(4)?;
    if digits == 8 {
        return compact(text);
    }
    if digits != 4 || !(1800..=2200).contains(&year) {
        return None;
    }
    let year = year as u16;
    let separator = match cursor.sign() {
        Some(sign @ ('年' | '-' | '/' | '.')) => sign,
        _ => return None,
    };
    let (month, _) = cursor.number(2)?;
    let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let next = cursor.sign();
    let expected = if separator == '年' { '月' } else { separator };
    let month_only =
        (separator == '年' && next == Some('月')).then_some((Reading::Month { year, month }, cursor.at));
    if next != Some(expected) {
        return None;
    }
    let Some((day, _)) = cursor.number(2) else { return month_only };
    let day = u8::try_from(day).ok().filter(|d| (1..=crate::period::days_in(year, month)).contains(d));
    let mut end = cursor.at;
    if separator == '年' && matches!(cursor.sign(), Some('日' | '号')) {
        end = cursor.at;
    }
    match day {
        Some(day) => Some((Reading::Day(Date { year, month, day }), end)),
        None => Some((Reading::Unclear, end)),
    }
}

/// Reads the first date in `text`: what it says and where it starts and ends.
pub(super) fn find(text: &str) -> Option<(Reading, std::ops::Range<usize>)> {
    let starts = text.char_indices().scan(' ', |before, (at, c)| {
        let c = fold(c);
        Some((at, c, std::mem::replace(before, c)))
    });
    starts
        .filter(|&(_, c, before)| digit(c).is_some() && digit(before).is_none())
        .find_map(|(start, ..)| at(&text[start..]).map(|(date, len)| (date, start..start + len)))
}

/// Reads `text` as nothing but a date, perhaps in brackets and with a time of day.
pub(super) fn whole(text: &str) -> Option<Reading> {
    let bare = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】')
    });
    if bare.len() > 60 || !bare.chars().next_back().is_some_and(|last| may_end_with(fold(last))) {
        return None;
    }
    if let Some((date, len)) = at(bare) {
        let rest = bare[len..].trim_start();
        if rest.chars().all(|c| matches!(fold(c), '0'..='9' | ':' | ' ')) {
            return Some(date);
        }
    }
    looks_meant(bare).then_some(Reading::Unclear)
}

/// Whether `text` consists of what dates are made of, in no order that gives one.
fn looks_meant(text: &str) -> bool {
    let (mut digits, mut units, mut years) = (0, 0, false);
    let mut head = String::new();
    for c in text.chars().map(fold) {
        match c {
            '年' | '月' | '日' => {
                units += 1;
                years |= c == '年';
            }
            ' ' | '-' | '/' | '.' | LOST => {}
            _ if digit(c).is_some() || c == '十' => {
                digits += 1;
                head.extend(digit(c).and_then(|d| char::from_digit(d, 10)));
            }
            _ => return false,
        }
    }
    let century = head.starts_with("19") || head.starts_with("20");
    (units >= 2 && digits >= 3) || (century && (6..=8).contains(&digits)) || (century && years && digits >= 5)
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn skip_space(&mut self) {
        self.at = self.text.len() - self.text[self.at..].trim_start().len();
    }

    /// A number of at most `most` Arabic digits, or a Chinese numeral: value and count of digits.
    fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        self.skip_space();
        let rest = &self.text[self.at..];
        let arabic = fold(rest.chars().next()?).is_ascii_digit();
        let belongs = |c: &char| {
            let c = fold(*c);
            if arabic { c.is_ascii_digit() } else { digit(c).is_some() || matches!(c, '十' | 'O' | 'o') }
        };
        let count = rest.chars().take_while(belongs).take(9).count();
        let len: usize =
            rest.chars().take(if arabic { most.min(count) } else { count.min(4) }).map(char::len_utf8).sum();
        // 二0一八: typists take the nearest round sign for the zero.
        let positional = || {
            let mut digits =
                rest[..len].chars().map(|c| if matches!(c, 'O' | 'o') { Some(0) } else { digit(c) });
            digits.try_fold(0, |value, digit| Some(value * 10 + digit?))
        };
        let value = crate::numeral::whole(&rest[..len]).or_else(positional)?;
        self.at += len;
        Some((value, count))
    }

    fn sign(&mut self) -> Option<char> {
        self.skip_space();
        let c = self.text[self.at..].chars().next()?;
        self.at += c.len_utf8();
        Some(fold(c))
    }
}

/// Eight digits in a row: 20201228.
fn compact(text: &str) -> Option<(Reading, usize)> {
    let mut cursor = Cursor { text, at: 0 };
    let (value, _) = cursor.number(8)?;
    let (year, month, day) = ((value / 10000) as u16, (value / 100 % 100) as u8, (value % 100) as u8);
    let calendar = (1900..=2100).contains(&year)
        && (1..=12).contains(&month)
        && (1..=crate::period::days_in(year, month)).contains(&day);
    calendar.then_some((Reading::Day(Date { year, month, day }), cursor.at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, iso: Option<&str>) {
        assert_eq!(whole(text).and_then(Reading::iso).as_deref(), iso, "{text}");
    }

    #[test]
    fn forms() {
        check("2020-12-28", Some("2020-12-28"));
        check("2025年 4 月 8日", Some("2025-04-08"));
        check("二〇〇六年十月十八日", Some("2006-10-18"));
        check("二○○六年九月二十七日", Some("2006-09-27"));
        check("二0一八年一月二十三日", Some("2018-01-23"));
        check("2018/8/27 11:51", Some("2018-08-27"));
        check("２０２１．３．５", Some("2021-03-05"));
        check("20210305", Some("2021-03-05"));
        check("（2013年3月20日）", Some("2013-03-20"));
        check("2020年12月", Some("2020-12"));
    }

    #[test]
    fn damaged() {
        for text in ["2019月6月11日", "2020824", "2025 915", "2020年2月30日", "20年12月28日"] {
            assert_eq!(whole(text), Some(Reading::Unclear), "{text}");
        }
        for text in ["12345678", "第三季度", "", "2020年工作总结", "1234"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn inside_text() {
        let text = "发布于2020年 1月2日 10:33";
        let (date, range) = find(text).unwrap();
        assert_eq!((date.iso().as_deref(), &text[range]), (Some("2020-01-02"), "2020年 1月2日"));
    }
}
