//! Readable cases: sentences with the rows a reader should find in them.
//!
//! ```text
//! ## growth-001  what it shows
//! > 2023年，全市粮食总产量同比增长1.2%。
//! 1.2% | growth | 1.2 | % | exact | up | 全市粮食总产量 | 2023年 | 同比 | actual
//! ```
//!
//! The format is described in `tests/figures/README.md`.

use std::path::{Path, PathBuf};

use dafu::wire::{Direction, Measure, Qualifier, Reading, Status};
use serde::de::DeserializeOwned;

use crate::gold::{Interval, Row};
use crate::{Error, Outcome};

/// A short text and the rows expected of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its name, unique among all cases.
    pub name: String,
    /// What it shows.
    pub note: String,
    /// The file it stands in, without extension: the frame it exercises.
    pub frame: String,
    /// How far it was kept from those who write the grammar.
    pub half: Half,
    /// Its paragraphs, one a line.
    pub text: String,
    /// The rows in the order of the text; none where it states no figure.
    pub rows: Vec<Row>,
}

/// How far a case was kept from those who write the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Half {
    /// Grammar may be developed on it.
    Open,
    /// Written before the rule that it tests, by the hand that wrote the rule.
    Prior,
    /// Kept from those who write the grammar.
    Blind,
}

impl Half {
    /// All of them.
    pub const ALL: [Half; 3] = [Half::Open, Half::Prior, Half::Blind];

    /// As it stands in tables.
    pub fn name(self) -> &'static str {
        match self {
            Half::Open => "open",
            Half::Prior => "prior",
            Half::Blind => "blind",
        }
    }

    /// The frame that the name of a file gives, and its half: `growth.blind` is the blind half of `growth`.
    fn of(stem: &str) -> (&str, Half) {
        match stem.split_once('.') {
            Some((frame, "blind")) => (frame, Half::Blind),
            Some((frame, "prior")) => (frame, Half::Prior),
            _ => (stem, Half::Open),
        }
    }
}

/// The frame of whole documents. The open ones are no part of a sum, for they tell more than sentences.
pub const DOCUMENTS: &str = "documents";

/// The frame of eight more of them, scored before anything was learned from them; the grammar was then mended by what they showed.
pub const MENDED: &str = "mended";

/// The frame of eight by another annotator, scored twice before anything was learned from them but how far to trust the rest; they are in no sum.
pub const THIRD: &str = "third";

/// The frame of seven by a third annotator; of what they showed, kinds of figures were mended, and hardly any of their names.
pub const FOURTH: &str = "fourth";

/// The frame of seven by a fourth annotator, which were unseen until the names that they showed to be cut wrongly were mended.
pub const FIFTH: &str = "fifth";

/// The frame of seven by a fifth annotator, from which nothing was learned; they are in no sum and only measure.
pub const UNSEEN: &str = "unseen";

/// The frames of annotators other than the grammar was written beside: no ground of the confidence is fitted to them, and they tell how it holds.
pub const OTHERS: [&str; 4] = [THIRD, FOURTH, FIFTH, UNSEEN];

impl Case {
    /// Compares a reading of this case's text with its rows.
    pub fn score<'a>(&'a self, reading: &'a Reading) -> Outcome<'a> {
        crate::observations(reading, &self.rows, Some(&self.text))
    }
}

/// The cases of every `<frame>.txt`, `<frame>.prior.txt` and `<frame>.blind.txt` in `folder`, by file name, and then the documents: every
/// `documents/<name>.txt` with the rows of its `<name>.obs.jsonl`, as a blind case, and those of `documents/open`, `documents/mended`,
/// `documents/third`, `documents/fourth` and `documents/fifth` as open ones and those of `documents/unseen` as blind ones, the last five in
/// frames of their own.
pub fn load(folder: &Path) -> Result<Vec<Case>, Error> {
    let mut cases = Vec::new();
    for file in texts(folder)? {
        let (frame, half) = Half::of(stem(&file));
        cases.extend(parse(&content(&file)?, frame, half).map_err(|e| e.of(&file))?);
    }
    let documents = [
        ("documents", DOCUMENTS, Half::Blind),
        ("documents/open", DOCUMENTS, Half::Open),
        ("documents/mended", MENDED, Half::Open),
        ("documents/third", THIRD, Half::Open),
        ("documents/fourth", FOURTH, Half::Open),
        ("documents/fifth", FIFTH, Half::Open),
        ("documents/unseen", UNSEEN, Half::Blind),
    ];
    for (below, frame, half) in documents {
        for file in texts(&folder.join(below))? {
            let gold = file.with_extension("obs.jsonl");
            cases.push(Case {
                name: stem(&file).to_owned(),
                note: String::new(),
                frame: frame.to_owned(),
                half,
                text: content(&file)?,
                rows: Row::read_all(&content(&gold)?).map_err(|e| e.of(&gold))?,
            });
        }
    }
    Ok(cases)
}

/// The `.txt` files of a folder, by name.
fn texts(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|e| e.path())).collect())
        .map_err(|e| Error::new(0, e.to_string()).of(folder))?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    Ok(files)
}

fn stem(file: &Path) -> &str {
    file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

fn content(file: &Path) -> Result<String, Error> {
    std::fs::read_to_string(file).map_err(|e| Error::new(0, e.to_string()).of(file))
}

/// The cases of one file.
pub fn parse(file: &str, frame: &str, half: Half) -> Result<Vec<Case>, Error> {
    let mut cases: Vec<Case> = Vec::new();
    for (index, line) in file.lines().enumerate() {
        let error = |reason: String| Error::new(index + 1, reason);
        if let Some(title) = line.strip_prefix("## ") {
            let (name, note) = title.split_once(' ').unwrap_or((title, ""));
            cases.push(Case {
                name: name.to_owned(),
                note: note.trim().to_owned(),
                frame: frame.to_owned(),
                half,
                text: String::new(),
                rows: Vec::new(),
            });
        } else if let Some(paragraph) = line.strip_prefix('>') {
            let case = cases.last_mut().ok_or_else(|| error("text before the first case".to_owned()))?;
            if !case.text.is_empty() {
                case.text.push('\n');
            }
            case.text.push_str(paragraph.strip_prefix(' ').unwrap_or(paragraph));
        } else if line.contains('|') {
            let case = cases.last_mut().ok_or_else(|| error("a row before the first case".to_owned()))?;
            let after = case.rows.last().map_or(0, Row::end);
            case.rows.push(row(line, &case.text, after).map_err(error)?);
        } else if !(line.is_empty() || line == "none" || line.starts_with('#')) {
            return Err(error(format!("neither case, text nor row: {line}")));
        }
    }
    Ok(cases)
}

/// Reads a row whose quote stands in `text` at or after the code point `after`.
fn row(line: &str, text: &str, after: usize) -> Result<Row, String> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let (quote, measure, number, unit, qualifier, direction, label, period, basis, status, optional) =
        match cells[..] {
            [q, m, n, u, l, d, i, p, b, s] => (q, m, n, u, l, d, i, p, b, s, false),
            [q, m, n, u, l, d, i, p, b, s, "optional"] => (q, m, n, u, l, d, i, p, b, s, true),
            _ => return Err(format!("{} cells instead of 10: {line}", cells.len())),
        };
    let (quote, start) = locate(quote, text, after)?;
    let (number, upper) = match number.split_once("..") {
        Some((number, upper)) => (value(number)?, Some(value(upper)?)),
        None => (value(number)?, None),
    };
    let (period, interval) = match period.split_once('=') {
        Some((period, days)) => (period.trim(), Some(interval(days.trim())?)),
        None => (period, None),
    };
    let row = Row {
        quote,
        start,
        number,
        upper,
        unit: given(unit),
        measure: named::<Measure>(measure)?,
        qualifier: named::<Qualifier>(qualifier)?,
        direction: given(direction).map(|name| named::<Direction>(&name)).transpose()?,
        label: given(label).ok_or("a row without label")?,
        period: given(period),
        interval,
        basis: given(basis),
        status: named::<Status>(status)?,
        optional,
    };
    consistent(row)
}

/// What the guideline says of every row, so that a slip of the pen is no expectation.
fn consistent(row: Row) -> Result<Row, String> {
    let directed = matches!(row.measure, Measure::Growth | Measure::Change);
    let wrong = if row.direction.is_some() != directed {
        "growth and change have a direction, others none"
    } else if row.upper.is_some() != (row.qualifier == Qualifier::Range) {
        "a range has an upper end, others none"
    } else if row.measure == Measure::Rank && row.unit.as_deref() != Some("位") {
        "the unit of a rank is 位"
    } else {
        return Ok(row);
    };
    Err(format!("{wrong}: {}", row.quote))
}

/// The quote and where it begins. Context before and after it may be given: `前[quote]后`.
fn locate(cell: &str, text: &str, after: usize) -> Result<(String, usize), String> {
    let (before, quote) = cell.split_once('[').unwrap_or(("", cell));
    let (quote, behind) = quote.split_once(']').unwrap_or((quote, ""));
    let from = text.char_indices().nth(after).map_or(text.len(), |(at, _)| at);
    let context = format!("{before}{quote}{behind}");
    // The context may begin before the end of the row above; the quote may not.
    let found = text
        .match_indices(&context)
        .map(|(at, _)| at + before.len())
        .find(|at| *at >= from)
        .ok_or_else(|| format!("{cell} does not follow the row above"))?;
    let split = |inside: Option<char>, outside: Option<char>| {
        inside.is_some_and(|c| c.is_ascii_digit()) && outside.is_some_and(|c| c.is_ascii_digit() || c == '.')
    };
    let (head, tail) = (&text[..found], &text[found + quote.len()..]);
    if split(quote.chars().next(), head.chars().next_back())
        || split(quote.chars().last(), tail.chars().next())
    {
        return Err(format!("{cell} is part of a longer number"));
    }
    Ok((quote.to_owned(), head.chars().count()))
}

fn value(number: &str) -> Result<f64, String> {
    number.parse().map_err(|_| format!("not a number: {number}"))
}

fn interval(days: &str) -> Result<Interval, String> {
    let (start, end) = days.split_once('/').ok_or_else(|| format!("not an interval: {days}"))?;
    let day = |day: &str| (day != "..").then(|| day.to_owned());
    Ok(Interval { start: day(start), end: day(end) })
}

fn given(cell: &str) -> Option<String> {
    (cell != "-").then(|| cell.to_owned())
}

/// A value of the wire by its name.
fn named<T: DeserializeOwned>(name: &str) -> Result<T, String> {
    serde_json::from_value(name.into()).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(file: &str) -> Vec<Case> {
        parse(file, "growth", Half::Open).unwrap()
    }

    fn refused(row: &str) -> String {
        parse(&format!("## a\n> 2023年增长6.2%，\n> 居全省第二\n{row}"), "growth", Half::Open)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn reads_text_context_and_rows() {
        let cases = parsed(concat!(
            "# a comment\n",
            "## g-1  two paragraphs\n",
            "> 全市94家，\n>\n> 其中大型9家至12家。\n",
            "94家 | level | 94 | 家 | exact | - | 全市企业数 | 2023年 = 2023-01-01/.. | - | actual\n",
            "大型[9家至12家] | level | 9..12 | 家 | range | - | 大型 | - | - | target | optional\n",
            "\n## g-2\n> 没有数字。\nnone\n",
        ));
        let [first, second] = &cases[..] else { panic!("{cases:?}") };
        assert_eq!((&*first.name, &*first.note), ("g-1", "two paragraphs"));
        assert_eq!(first.text, "全市94家，\n\n其中大型9家至12家。");
        let [level, range] = &first.rows[..] else { panic!("{first:?}") };
        assert_eq!((level.start, level.period.as_deref()), (2, Some("2023年")));
        assert_eq!(level.interval, Some(Interval { start: Some("2023-01-01".into()), end: None }));
        assert_eq!((&*range.quote, range.start, range.upper), ("9家至12家", 12, Some(12.0)));
        assert!(range.optional && second.rows.is_empty());
    }

    #[test]
    fn slips_are_refused() {
        let refusals = [
            ("2% | growth | 2 | % | exact | up | 增加值 | - | - | actual", "part of a longer number"),
            ("6.2% | growth | 6.2 | % | exact | - | 增加值 | - | - | actual", "have a direction"),
            ("第二 | rank | 2 | 名 | exact | - | 增加值 | - | - | actual", "unit of a rank"),
            ("6.2% | speed | 6.2 | % | exact | up | 增加值 | - | - | actual", "unknown variant"),
            ("6.3% | growth | 6.3 | % | exact | up | 增加值 | - | - | actual", "does not follow"),
            ("6.2% | growth | 6.2 | %", "4 cells"),
        ];
        for (row, reason) in refusals {
            let said = refused(row);
            assert!(said.contains(reason) && said.starts_with("line 4"), "{said}");
        }
    }
}
