//! The request that a reply answers: what kind, at which session, under which number and title.

use super::sheet::Sheet;
use crate::Span;
use crate::document::Field;
use crate::notation::{Folded, digit};

/// The words for what is answered.
const KINDS: [&str; 4] = ["提案", "建议", "议案", "社情民意"];

/// Reads the request from the title, the addressee and the opening of the letter, and puts its fields on the sheet.
pub(super) fn read(
    sheet: &mut Sheet<'_>,
    title: Option<Span>,
    addressee: Option<Span>,
    opening: Option<Span>,
) {
    let text = sheet.text;
    let fold = |span: Option<Span>| {
        span.map(|span| {
            Folded::new(text, Span::new(span.start, span.start + super::quote::floor(span.of(text), 3000)))
        })
    };
    let (title, opening) = (fold(title), fold(opening));
    let sources = || [title.as_ref(), opening.as_ref()].into_iter().flatten();
    let replies = |folded: &Folded<'_>| {
        ["答复", "复函", "回复", "函", "会办意见", "收悉", "提出的"]
            .iter()
            .any(|word| folded.text().contains(word))
    };
    if !sources().any(replies) {
        return;
    }
    let addressee = addressee.map(|span| span.of(text)).unwrap_or_default();

    if let Some(span) = sources().find_map(kind) {
        sheet.field(Field::RequestKind, span);
    } else if let Some(span) = sources().find_map(|folded| kind_of_addressee(folded, addressee)) {
        sheet.field(Field::RequestKind, span);
    }
    if let Some(span) = sources().find_map(session) {
        sheet.field(Field::RequestSession, span);
    }
    if let Some(span) = sources().find_map(number) {
        sheet.field(Field::RequestNumber, span);
    }
    if let Some(span) =
        opening.as_ref().and_then(stated_title).or_else(|| title.as_ref().and_then(title_in_title))
    {
        sheet.field(Field::RequestTitle, span);
    }
}

/// The kind, from the word beside the number, else from the organ of the session, else from 的提案收悉.
fn kind(folded: &Folded<'_>) -> Option<Span> {
    let text = folded.text();
    let beside = number_range(text).and_then(|number| {
        let after =
            skip(&text[number.end..], &["号", ")", "(", "的", "重点", "代表", "委员", "政协", "人大", "\""]);
        let at = text.len() - after.len();
        let ahead = KINDS.iter().find(|word| after.starts_with(**word)).map(|word| at..at + word.len());
        let before =
            text[..number.start].trim_end_matches(['第', '(', ':', '"', '字']).trim_end_matches("编号");
        ahead.or_else(|| {
            KINDS
                .iter()
                .find(|word| before.ends_with(**word))
                .map(|word| before.len() - word.len()..before.len())
        })
    });
    let answered = || {
        let ends =
            ["的答复", "答复", "的复函", "复函", "的回复", "的函", "收悉", "已收悉", "会办意见", "的会办"];
        KINDS.iter().find_map(|word| {
            text.match_indices(word)
                .find(|(at, _)| {
                    let rest = text[at + word.len()..].trim_start_matches(['》', '"', ')', ',']);
                    let rest = rest.strip_prefix("我局").unwrap_or(rest);
                    ends.iter().any(|end| rest.starts_with(end))
                })
                .map(|(at, _)| at..at + word.len())
        })
    };
    beside.or_else(answered).map(|range| folded.span(range))
}

/// A member of the consultative conference submits proposals, a deputy suggestions.
fn kind_of_addressee(folded: &Folded<'_>, addressee: &str) -> Option<Span> {
    let word = if addressee.ends_with("委员") { "提案" } else { "建议" };
    let found = folded.text().rfind(word).map(|at| at..at + word.len());
    found
        .or_else(|| KINDS.iter().find_map(|word| folded.text().rfind(word).map(|at| at..at + word.len())))
        .map(|range| folded.span(range))
}

/// 市政协十四届四次会议.
fn session(folded: &Folded<'_>) -> Option<Span> {
    let text = folded.text();
    let term = text.find('届')?;
    let meeting = text[term..].find('次').filter(|&at| at <= 120)? + term + '次'.len_utf8();
    let end = ["全体会议", "会议", "全会"]
        .iter()
        .find(|word| text[meeting..].starts_with(**word))
        .map_or(meeting, |word| meeting + word.len());
    let opens = [
        "关于对",
        "关于",
        "对",
        "答复",
        "回复",
        "在",
        "贵",
        "《",
        "\"",
        "(",
        ",",
        "、",
        "您",
        "你",
        "的",
        "于",
        ":",
        "向",
    ];
    let start =
        opens.iter().filter_map(|word| text[..term].rfind(word).map(|at| at + word.len())).max().unwrap_or(0);
    (start < term).then(|| folded.span(start..end))
}

/// The number of the request, without 第 and 号.
fn number(folded: &Folded<'_>) -> Option<Span> {
    number_range(folded.text()).map(|range| folded.span(range))
}

fn number_range(text: &str) -> Option<std::ops::Range<usize>> {
    text.match_indices('号').find_map(|(sign, _)| {
        let belongs = |c: &char| {
            c.is_ascii_alphanumeric()
                || digit(*c).is_some()
                || matches!(c, '十' | '百' | '(' | ')' | '〔' | '〕' | '[' | ']' | '-')
        };
        let len: usize = text[..sign].chars().rev().take_while(belongs).map(char::len_utf8).sum();
        let run = text[sign - len..sign].trim_start_matches(['(', '[', ')', ']']);
        let start = sign - run.len();
        let run = run.trim_end_matches(['(', '[']);
        let end = start + run.len();
        let before = &text[..start];
        let ordered = before.ends_with('第')
            || before.ends_with("编号")
            || before.ends_with("编号:")
            || before.ends_with("字第");
        let near = |part: &str| KINDS.iter().any(|word| part.contains(word));
        let after: String = text[sign + '号'.len_utf8()..].chars().take(4).collect();
        let beside = near(&after) || KINDS.iter().any(|word| before.ends_with(word));
        let numbered = run.chars().any(|c| digit(c).is_some());
        // 国办函〔2006〕82号 numbers a document, not a request.
        let document = run.starts_with(['〔', '[']) && !ordered;
        (numbered && !document && (ordered || beside)).then_some(start..end)
    })
}

/// The title that the opening gives, in 《》 or “”, or bare between 您提出的 and 收悉.
fn stated_title(folded: &Folded<'_>) -> Option<Span> {
    let text = folded.text();
    let requests = |part: &str| KINDS.iter().any(|word| part.contains(word));
    for (open, close) in [('《', '》'), ('"', '"')] {
        let mut from = 0;
        while let Some(at) = text[from..].find(open).map(|at| from + at + open.len_utf8()) {
            let Some(end) = text[at..].find(close).map(|len| at + len) else { break };
            let after: String = text[end + close.len_utf8()..].chars().take(16).collect();
            let before = &text[..at - open.len_utf8()];
            let introduced = before.is_empty()
                || [
                    "提出的",
                    "提的",
                    "提交的",
                    "关于",
                    "提案",
                    "建议",
                    "号",
                    ":",
                    "提出",
                    "的",
                    "委员",
                    "代表",
                    "将",
                    "就",
                ]
                .iter()
                .any(|word| before.ends_with(word));
            if introduced && (requests(&text[at..end]) || requests(&after) || after.contains("收悉")) {
                return (end > at).then(|| folded.span(at..end));
            }
            from = end + close.len_utf8();
        }
    }
    let stated = ["提出的", "提交的", "所提的", "提的"]
        .iter()
        .find_map(|word| text.find(word).map(|at| at + word.len()));
    let at = stated.or_else(|| {
        let whose = [
            "您",
            "你们",
            "您们",
            "贵单位",
            "委员",
            "代表",
            "转来的",
            "转办的",
            "交办的",
            "会办的",
            "协办的",
            "现就",
            "现将",
            "现对",
        ];
        let named =
            |(at, _): &(usize, &str)| *at == 0 || whose.iter().any(|word| text[..*at].ends_with(word));
        text.match_indices("关于").find(named).map(|(at, _)| at)
    })?;
    let clause = &text[at..];
    let end = [",", "。", "收悉", "收到", "已收", ";", ":", "(第", "(编号", "(提案", "(建议", "(案"]
        .iter()
        .filter_map(|stop| clause.find(stop))
        .min()?;
    let end = KINDS.iter().filter_map(|word| clause[..end].rfind(word).map(|at| at + word.len())).max()?;
    // 关于市政协四次会议第66号提案: what is named by its number is not named by its title.
    if stated.is_none() && number_range(&clause[..end]).is_some() {
        return None;
    }
    let words = clause[..end].chars().count();
    ((6..=90).contains(&words) && !clause.starts_with('第')).then(|| folded.span(at..at + end))
}

/// The title that the reply's own title quotes, or the topic it names: 关于…建议的复函.
fn title_in_title(folded: &Folded<'_>) -> Option<Span> {
    let text = folded.text();
    for (open, close) in [('《', '》'), ('"', '"')] {
        if let Some(at) = text.find(open).map(|at| at + open.len_utf8()) {
            let len = text[at..].find(close)?;
            return (len > 0).then(|| folded.span(at..at + len));
        }
    }
    let at = text.find("关于")?;
    let topic = &text[at..];
    if topic.starts_with("关于对") || number_range(topic).is_some() && topic.contains('届') {
        return None;
    }
    let end = KINDS
        .iter()
        .filter_map(|word| {
            topic
                .find(&format!("{word}的"))
                .or_else(|| topic.find(&format!("{word}(")))
                .or_else(|| topic.find(&format!("{word}答复")))
                .map(|at| at + word.len())
        })
        .max()?;
    (topic[..end].chars().count() >= 6).then(|| folded.span(at..at + end))
}

fn skip<'t>(mut text: &'t str, words: &[&str]) -> &'t str {
    while let Some(rest) = words.iter().find_map(|word| text.strip_prefix(word)) {
        text = rest;
    }
    text
}
