//! Values without labels, known by their form: 国办函〔2006〕82号, A类, 同意公开, 055299515/2020-00030, 2020-12-28.

use super::date;
use super::lines::Line;
use crate::Span;
use crate::document::Field;
use crate::notation::CharacterSet;
use crate::notation::{Folded, LOST, is_han};
use std::sync::LazyLock;

/// Words that say whether a reply may be published.
const OPENNESS: [&str; 9] = [
    "公开发布",
    "部分公开",
    "依申请公开",
    "主动公开",
    "不同意公开",
    "同意公开",
    "不予公开",
    "可以公开",
    "公开",
];

/// The longest line of them, in bytes.
const LONGEST: usize = 240;

/// Values and their fields.
pub(super) type Values = Vec<(Field, Span)>;

/// What a line without labels holds, if values known by their form are all it holds.
pub(super) fn read_line(text: &str, line: &Line) -> Option<Values> {
    (line.len() <= LONGEST && !line.signs.stop && may_be_values(line))
        .then(|| read(text, line.span))
        .flatten()
}

/// Whether a line begins as these values do, or holds the bracket of a document number. Most lines do not, and need no closer
/// look.
fn may_be_values(line: &Line) -> bool {
    static FIRST: LazyLock<CharacterSet> = LazyLock::new(|| {
        let openness = OPENNESS.iter().filter_map(|word| word.chars().next());
        let latin = ('0'..='9').chain('A'..='Z').chain('a'..='z');
        openness.chain(latin).chain("此·●■◆▪※*-()[]【】,;:/、".chars()).collect()
    });
    line.signs.bracket || FIRST.contains(line.first) || date::may_end_with(line.last)
}

/// What a part of a line holds, if values known by their form are all it holds.
pub(super) fn read(text: &str, line: Span) -> Option<Values> {
    let source = line.of(text);
    let plain = source.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '·' | '•' | '●' | '■' | '◆' | '▪' | '※' | '*' | '-')
    });
    let line = Span::new(line.end - plain.len(), line.end);
    if date::whole(plain).is_some_and(|date| date.iso().is_some()) {
        let chinese = plain.contains('年');
        return Some(vec![(if chinese { Field::ProducedOn } else { Field::ReleasedOn }, line)]);
    }
    let folded = Folded::new(text, line);
    if is_index_number(folded.text()) {
        return Some(vec![(Field::IndexNumber, line)]);
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < folded.text().len() {
        let (field, value, len) = token(&folded.text()[at..])?;
        if let Some(field) = field {
            found.push((field, folded.span(at + value.start..at + value.end)));
        }
        at += len;
    }
    (!found.is_empty()).then_some(found)
}

/// When a report was delivered, from the line that says so: ——2026年1月20日在甲省第十四届人民代表大会第四次会议上.
pub(super) fn delivery(text: &str, line: &Line) -> Option<Values> {
    let source = line.span.of(text);
    if line.len() > LONGEST || line.signs.stop {
        return None;
    }
    let around = |c: char| {
        c.is_whitespace() || matches!(c, '—' | '－' | '―' | '─' | '-' | '–' | '(' | ')' | '（' | '）')
    };
    let bare = source.trim_matches(around);
    let (date, place) = match date::at(bare) {
        Some((date, len)) => (date.iso().map(|_| len), bare[len..].trim_start()),
        None => (None, bare),
    };
    let framed = date.is_some() || !source.starts_with(bare);
    let held = ["会上", "会议上", "会议", "大会"].iter().any(|word| place.ends_with(word));
    let start = line.span.start + (source.len() - source.trim_start_matches(around).len());
    (framed && held && place.starts_with('在'))
        .then(|| date.map(|len| (Field::ProducedOn, Span::new(start, start + len))).into_iter().collect())
}

/// Whether a line is no more than the office and the name of who delivers: 省长　程远山.
pub(super) fn is_deliverer(text: &str, line: &Line) -> bool {
    /// The longest, in characters.
    const LONGEST: usize = 20;
    let folded = Folded::new(text, line.span);
    let count = folded.text().chars().count();
    (2..=LONGEST).contains(&count)
        && folded.text().chars().all(|c| is_han(c) || matches!(c, '(' | ')' | '、' | LOST))
        && !folded.text().starts_with("各位")
        && !super::letter::is_organ(folded.text())
}

/// The value at the start of a folded line: its field, its place, and the length it takes.
fn token(rest: &str) -> Option<(Option<Field>, std::ops::Range<usize>, usize)> {
    let first = rest.chars().next()?;
    if let Some(len) = document_number(rest) {
        return Some((Some(Field::DocumentNumber), 0..len, len));
    }
    if "()[]【】,;:/、".contains(first) {
        return Some((None, 0..0, first.len_utf8()));
    }
    let stated = rest.strip_prefix("此件").unwrap_or(rest);
    if let Some(word) = OPENNESS.iter().find(|word| stated.starts_with(**word)) {
        let start = rest.len() - stated.len();
        return Some((Some(Field::Openness), start..start + word.len(), start + word.len()));
    }
    if ('A'..='E').contains(&first) {
        let after = &rest[1..];
        if after.is_empty() || after.starts_with(['类', ')', ',', ';']) {
            let len = if after.starts_with('类') { 1 + '类'.len_utf8() } else { 1 };
            return Some((Some(Field::ReplyClass), 0..1, len));
        }
    }
    None
}

/// Length of the document number that begins a folded text: 粤农农函〔2020〕557号, 建议字:〔2023〕8号, 【2024】15号.
pub(super) fn document_number(text: &str) -> Option<usize> {
    let open = text.find(['〔', '[', '【', '('])?;
    let agency = text[..open].trim_end_matches(':');
    let letters = agency.chars().count();
    if letters > 16
        || !agency.chars().all(|c| is_han(c) || c.is_ascii_alphabetic() || c == LOST)
        || agency.ends_with('第')
    {
        return None;
    }
    let mut rest = text[open..].chars();
    rest.next();
    let body = rest.as_str();
    let year = body.bytes().take_while(u8::is_ascii_digit).count();
    if year < 4 || !(body.starts_with("19") || body.starts_with("20")) {
        return None;
    }
    let after = &body[year..];
    let closed = after.strip_prefix(['〕', ']', '】', ')']);
    let tail = closed.unwrap_or(after).trim_start_matches('第');
    let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
    let end = &tail[digits..];
    let whole = year == 4 && closed.is_some() && digits > 0 && end.starts_with(['号', LOST]);
    // 周交政发〔202527: the bracket and 号 are gone, and nothing else is there.
    let damaged = letters > 0 && (year > 4 || digits > 0) && (end.is_empty() || end == "号");
    let len = text.len() - end.len()
        + end.chars().next().filter(|&c| c == '号' || c == LOST).map_or(0, char::len_utf8);
    (whole || damaged).then_some(len)
}

/// 014109453/2020-00078, 11320400MB1234567X/2021-00012.
fn is_index_number(text: &str) -> bool {
    let Some((holder, serial)) = text.split_once('/') else { return false };
    let Some((year, number)) = serial.split_once('-') else { return false };
    holder.len() >= 6
        && holder.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && number.len() >= 2
        && number.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[(Field, &str)]) {
        let found = read(line, Span::new(0, line.len())).unwrap_or_default();
        let found: Vec<_> = found.iter().map(|(field, span)| (*field, span.of(line))).collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn forms() {
        use Field::{DocumentNumber, IndexNumber, Openness, ProducedOn, ReleasedOn, ReplyClass};
        check("国办函〔2006〕82号", &[(DocumentNumber, "国办函〔2006〕82号")]);
        check("平交复函[2017]19号B类", &[(DocumentNumber, "平交复函[2017]19号"), (ReplyClass, "B")]);
        check("潼民发【2024】275 号", &[(DocumentNumber, "潼民发【2024】275 号")]);
        check("建议字:〔2023〕8号", &[(DocumentNumber, "建议字:〔2023〕8号")]);
        check("周交政发〔202527", &[(DocumentNumber, "周交政发〔202527")]);
        check("(A类)", &[(ReplyClass, "A")]);
        check("C", &[(ReplyClass, "C")]);
        check("A类 同意公开", &[(ReplyClass, "A"), (Openness, "同意公开")]);
        check("（依申请公开）", &[(Openness, "依申请公开")]);
        check("· 055299515/2020-00030", &[(IndexNumber, "055299515/2020-00030")]);
        check("（2013年3月20日）", &[(ProducedOn, "（2013年3月20日）")]);
        check("2020-12-28 10:30", &[(ReleasedOn, "2020-12-28 10:30")]);
        check("关于第12号提案的答复", &[]);
        check("A市", &[]);
    }
}
