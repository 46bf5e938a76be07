//! Tables in the text: a cell with a number is an observation of its row, seen as its column says.

use std::sync::Arc;

use super::words::list;
use super::{Direction, Measure, Name, Observation, Period, Qualifier, Si, Source, Status};
use crate::numeral::{self, Decimal};
use crate::period::{self, Anchor};
use crate::unit;
use crate::{Span, Table};

/// What a column holds.
#[derive(Clone, Debug)]
struct Column {
    measure: Measure,
    basis: Option<Name>,
    unit: Option<String>,
    period: Option<Period>,
    /// What the column adds to the names of its rows: 产量.
    name: String,
    is_unit: bool,
}

/// The observations of a table, in the order of its cells.
pub(super) fn read(
    text: &str,
    table: &Table,
    section: &Arc<[usize]>,
    anchor: Anchor,
    first: usize,
) -> Vec<Observation> {
    let caption = table.caption.map(|span| span.of(text)).unwrap_or_default();
    let period = find_period(caption, anchor);
    let unit = table.unit.map(|span| squeeze(span.of(text)));
    let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let columns: Vec<Column> = (0..width).map(|at| column(text, table, at, anchor)).collect();
    let mut columns = columns;
    // 产量, 同比增长: the growth is of the output too.
    let levels: Vec<String> = columns
        .iter()
        .skip(1)
        .filter(|c| c.measure == Measure::Level && !c.is_unit)
        .map(|c| c.name.clone())
        .collect();
    if let [only] = &levels[..] {
        for column in columns.iter_mut().filter(|column| column.name.is_empty()) {
            column.name.clone_from(only);
        }
    }
    let columns = columns;
    let unit_column = columns.iter().position(|column| column.is_unit);
    let mut out: Vec<Observation> = Vec::new();
    let mut group: Option<String> = None;
    let mut row_unit: Option<String> = None;
    // The last row that is no part of another, by column: what 其中 breaks down.
    let mut whole: Vec<Option<usize>> = vec![None; width];
    for row in table.rows.iter().skip(table.header_rows) {
        let Some(head) = row.first().filter(|cell| !squeeze(cell.of(text)).is_empty()) else { continue };
        let written = squeeze(head.of(text));
        let part = written.starts_with(['#', '＃']) || written.starts_with("其中");
        let (name, own_unit) = split_unit(
            written
                .trim_start_matches(['#', '＃'])
                .trim_start_matches("其中")
                .trim_start_matches(['：', ':']),
        );
        // 大牲畜（万头）, #黄牛: the rows below go on in its unit.
        row_unit = own_unit.or(row_unit);
        let last = row.iter().rev().find(|cell| !cell.is_empty()).unwrap_or(head);
        let sentence = Span::new(head.start.min(last.start), last.end.max(head.end));
        let from = out.len();
        for (at, cell) in row.iter().enumerate().skip(1).filter(|&(at, _)| Some(at) != unit_column) {
            let column = &columns[at];
            let written = cell.of(text).trim();
            let Some((value, negative)) = number(written) else { continue };
            let moves = matches!(column.measure, Measure::Growth | Measure::Change);
            if negative && !moves {
                continue;
            }
            let unit = match column.measure {
                Measure::Rank => "位".to_owned(),
                _ => {
                    let of_row = unit_column
                        .and_then(|at| row.get(at))
                        .map(|cell| squeeze(cell.of(text)))
                        .filter(|unit| !unit.is_empty());
                    let general = (column.measure == Measure::Level)
                        .then(|| row_unit.clone().or(of_row).or_else(|| unit.clone()))
                        .flatten();
                    column.unit.clone().or(general).unwrap_or_else(|| {
                        if column.measure == Measure::Level { String::new() } else { "%".into() }
                    })
                }
            };
            let direction = moves.then_some(match (negative, value == Decimal::default()) {
                (_, true) => Direction::Flat,
                (true, false) => Direction::Down,
                (false, false) => Direction::Up,
            });
            let indicator =
                if name.ends_with(&column.name) { name.clone() } else { format!("{name}{}", column.name) };
            let index = first + out.len();
            let part_of = whole[at].filter(|_| part);
            if !part {
                whole[at] = Some(index);
            }
            out.push(Observation {
                source: Source::Table,
                section: section.clone(),
                indicator: indicator.into(),
                area: None,
                subject: group.as_deref().map(Name::from),
                criterion: None,
                period: column.period.clone().or_else(|| period.clone()),
                measure: column.measure,
                number: value.to_f64(),
                upper: None,
                si: in_base(value, &unit).filter(|_| column.measure != Measure::Rank),
                unit: unit.into(),
                qualifier: Qualifier::Exact,
                direction,
                basis: column.basis.clone(),
                status: Status::Actual,
                part_of,
                members: Vec::new(),
                evidence: *cell,
                sentence,
                grounds: super::Holding::default(),
                confidence: if table.header_rows > 0 { 0.9 } else { 0.7 },
            });
        }
        // A row with a head and nothing else names the rows below it.
        if out.len() == from && row.iter().skip(1).all(|cell| cell.of(text).trim().is_empty()) {
            group = Some(name);
            row_unit = None;
        }
    }
    out
}

/// Text without the blanks that pad it: 单  位 → 单位.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A name and the unit in brackets at its end: 猪（万头） → 猪, 万头.
fn split_unit(name: &str) -> (String, Option<String>) {
    let Some(inner) = name.strip_suffix(['）', ')']) else { return (name.to_owned(), None) };
    match inner.rfind(['（', '(']) {
        Some(at) => {
            let unit = inner[at..].trim_start_matches(['（', '(']).trim_start_matches(['±', '+']);
            let known = unit.contains(['%', '％'])
                || unit::find(unit.trim_start_matches(['百', '千', '万', '亿'])).is_some();
            if known {
                (name[..at].to_owned(), Some(unit.replace('％', "%")))
            } else {
                (name.to_owned(), None)
            }
        }
        None => (name.to_owned(), None),
    }
}

fn column(text: &str, table: &Table, at: usize, anchor: Anchor) -> Column {
    let mut title = String::new();
    for row in table.rows.iter().take(table.header_rows) {
        if let Some(cell) = row.get(at) {
            title.push_str(&squeeze(cell.of(text)));
        }
    }
    let (name, unit) = split_unit(&title);
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let measure = if has(&["百分点"]) {
        Measure::Change
    } else if has(&["增长", "增速", "±", "增减", "涨幅", "升降", "同比", "比上年"]) {
        Measure::Growth
    } else if has(&["比重", "占比", "构成", "份额"]) {
        Measure::Share
    } else if has(&["位次", "排名", "排位", "名次"]) {
        Measure::Rank
    } else {
        Measure::Level
    };
    let basis = ["比上年同期", "比上年", "同比", "环比"]
        .into_iter()
        .find(|basis| title.contains(basis))
        .map(Name::from);
    let period = find_period(&title, anchor).filter(|_| measure == Measure::Level);
    let generic = period.is_some()
        || measure != Measure::Level
        || list!["指标值", "数值", "绝对", "总量", "合计", "全年", "完成", "实绩", "本年", "累计", "实际"]
            .is_in(&name);
    Column {
        is_unit: name == "单位" || name == "计量单位",
        basis: basis.filter(|_| matches!(measure, Measure::Growth | Measure::Change)),
        name: if generic { String::new() } else { name },
        measure,
        unit: unit.or_else(|| (measure == Measure::Change).then(|| "个百分点".to_owned())),
        period,
    }
}

/// The first expression of time in a title.
fn find_period(title: &str, anchor: Anchor) -> Option<Period> {
    title.char_indices().filter(|&(_, c)| period::may_begin(c)).find_map(|(at, _)| {
        let time = period::read(&title[at..])?;
        let (start, end) = time.days(anchor);
        Some(Period { text: squeeze(&title[at..at + time.len]).into(), start, end })
    })
}

/// The number that a whole cell is, and whether it is below zero.
fn number(cell: &str) -> Option<(Decimal, bool)> {
    if cell == "持平" {
        return Some((Decimal::default(), false));
    }
    let unsigned = cell.trim_start_matches(['-', '－', '−', '﹣', '+', '＋']);
    let negative = cell.starts_with(['-', '－', '−', '﹣']);
    let read = numeral::read(unsigned).filter(|n| !n.chinese && n.power == 0 && !n.more)?;
    let rest = unsigned[read.len..].trim();
    matches!(rest, "" | "%" | "％").then_some((read.value, negative))
}

fn in_base(value: Decimal, unit: &str) -> Option<Si> {
    let bare = unit.trim_start_matches(['百', '千', '万', '亿']);
    let scaled = numeral::read(&unit[..unit.len() - bare.len()]);
    let power = scaled.map_or(0, |n| n.power);
    let (found, power) = match unit::find(unit) {
        Some(found) if found.len == unit.len() => (found, 0),
        _ => (unit::find(bare).filter(|found| found.len == bare.len())?, power),
    };
    Some(Si { number: found.in_base(value, power)?, unit: found.unit.base })
}
