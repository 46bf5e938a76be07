//! Tables in the text: a cell with a number is an observation of its row, seen as its column says.

use std::sync::Arc;

use super::document::Names;
use super::words::list;
use super::{Direction, Measure, Name, Observation, Period, Qualifier, Si, Source, Status};
use crate::notation::without_blanks;
use crate::numeral::{self, Decimal};
use crate::period::{self, Anchor};
use crate::unit;
use crate::{Span, Table};

/// What a column holds.
#[derive(Clone, Debug)]
struct Column {
    measure: Measure,
    basis: Option<Name>,
    /// Its own unit; a level without one has that of its row.
    unit: Option<Measured>,
    period: Option<Period>,
    /// What the column adds to the names of its rows: 产量.
    name: String,
    is_unit: bool,
}

/// A unit as written, and what it is in the inventory.
#[derive(Clone, Debug, Default)]
struct Measured {
    unit: Name,
    /// With the power of ten that is written before it.
    found: Option<(unit::Found, u8)>,
}

/// The observations of a table, in the order of its cells. Those from `first` on are added to `out`.
pub(super) fn read(
    text: &str,
    table: &Table,
    section: &Arc<[usize]>,
    anchor: Anchor,
    names: &mut Names,
    out: &mut Vec<Observation>,
) {
    let caption = table.caption.map(|span| span.of(text)).unwrap_or_default();
    let period = find_period(caption, anchor);
    let unit = table.unit.map(|span| without_blanks(span.of(text)));
    let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut columns: Vec<Column> = (0..width).map(|at| column(text, table, at, anchor, names)).collect();
    // 产量, 同比增长: the growth is of the output too.
    let levels = columns.iter().skip(1).filter(|c| c.measure == Measure::Level && !c.is_unit);
    let levels: Vec<String> = levels.map(|c| c.name.clone()).collect();
    if let [only] = &levels[..] {
        for column in columns.iter_mut().filter(|column| column.name.is_empty()) {
            column.name.clone_from(only);
        }
    }
    let columns = columns;
    let unit_column = columns.iter().position(|column| column.is_unit);
    let mut group: Option<Name> = None;
    let mut row_unit: Option<String> = None;
    let mut general = Measured::default();
    // The last row that is no part of another, by column: what 其中 breaks down.
    let mut whole: Vec<Option<usize>> = vec![None; width];
    for row in table.rows.iter().skip(table.header_rows) {
        let Some(head) = row.first() else { continue };
        let written = without_blanks(head.of(text));
        if written.is_empty() {
            continue;
        }
        let part = written.starts_with(['#', '＃']) || written.starts_with("其中");
        let name = written.trim_start_matches(['#', '＃']);
        let name = name.strip_prefix("其中").unwrap_or(name).trim_start_matches(['：', ':']);
        let (name, own_unit) = split_unit(name);
        // 大牲畜（万头）, #黄牛: the rows below go on in its unit.
        row_unit = own_unit.or(row_unit);
        let of_row = unit_column.and_then(|at| row.get(at)).map(|cell| without_blanks(cell.of(text)));
        let of_row = of_row.as_deref().filter(|unit| !unit.is_empty());
        general.note(row_unit.as_deref().or(of_row).or(unit.as_deref()).unwrap_or_default(), names);
        let last = row.iter().rev().find(|cell| !cell.is_empty()).unwrap_or(head);
        let sentence = Span::new(head.start.min(last.start), last.end.max(head.end));
        let from = out.len();
        let own_name = Name::from(name);
        for (at, cell) in row.iter().enumerate().skip(1).filter(|&(at, _)| Some(at) != unit_column) {
            let column = &columns[at];
            let Some((value, negative)) = number(cell.of(text).trim()) else { continue };
            let moves = matches!(column.measure, Measure::Growth | Measure::Change);
            if negative && !moves {
                continue;
            }
            let Measured { unit, found } = column.unit.as_ref().unwrap_or(&general);
            let direction = moves.then_some(match (negative, value == Decimal::default()) {
                (_, true) => Direction::Flat,
                (true, false) => Direction::Down,
                (false, false) => Direction::Up,
            });
            let indicator = match name.ends_with(&column.name) {
                true => own_name.clone(),
                false => names.joined([name, &column.name]),
            };
            let part_of = whole[at].filter(|_| part);
            if !part {
                whole[at] = Some(out.len());
            }
            let si = found.and_then(|(found, power)| {
                Some(Si { number: found.in_base(value, power)?, unit: found.unit.base })
            });
            out.push(Observation {
                source: Source::Table,
                section: section.clone(),
                indicator,
                area: None,
                subject: group.clone(),
                criterion: None,
                period: column.period.clone().or_else(|| period.clone()),
                measure: column.measure,
                number: value.to_f64(),
                upper: None,
                si: si.filter(|_| column.measure != Measure::Rank),
                unit: unit.clone(),
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
            group = Some(own_name);
            row_unit = None;
        }
    }
}

/// A name and the unit in brackets at its end: 猪（万头） → 猪, 万头.
fn split_unit(name: &str) -> (&str, Option<String>) {
    let bracket = name.strip_suffix(['）', ')']).and_then(|inner| Some((inner, inner.rfind(['（', '('])?)));
    let Some((inner, at)) = bracket else { return (name, None) };
    let unit = inner[at..].trim_start_matches(['（', '(']).trim_start_matches(['±', '+']);
    let known =
        unit.contains(['%', '％']) || unit::find(unit.trim_start_matches(['百', '千', '万', '亿'])).is_some();
    if known { (&name[..at], Some(unit.replace('％', "%"))) } else { (name, None) }
}

fn column(text: &str, table: &Table, at: usize, anchor: Anchor, names: &mut Names) -> Column {
    let mut title = String::new();
    for row in table.rows.iter().take(table.header_rows) {
        if let Some(cell) = row.get(at) {
            title.push_str(&without_blanks(cell.of(text)));
        }
    }
    let (name, unit) = split_unit(&title);
    let measure = if list!["百分点"].is_in(&title) {
        Measure::Change
    } else if list!["增长", "增速", "±", "增减", "涨幅", "升降", "同比", "比上年"].is_in(&title)
    {
        Measure::Growth
    } else if list!["比重", "占比", "构成", "份额"].is_in(&title) {
        Measure::Share
    } else if list!["位次", "排名", "排位", "名次"].is_in(&title) {
        Measure::Rank
    } else {
        Measure::Level
    };
    let moves = matches!(measure, Measure::Growth | Measure::Change);
    let basis =
        ["比上年同期", "比上年", "同比", "环比"].into_iter().find(|basis| moves && title.contains(basis));
    let period = find_period(&title, anchor).filter(|_| measure == Measure::Level);
    let generic = period.is_some()
        || measure != Measure::Level
        || list!["指标值", "数值", "绝对", "总量", "合计", "全年", "完成", "实绩", "本年", "累计", "实际"]
            .is_in(name);
    let general = match measure {
        Measure::Level => None,
        Measure::Change => Some("个百分点"),
        _ => Some("%"),
    };
    let unit = if measure == Measure::Rank { Some("位") } else { unit.as_deref().or(general) };
    Column {
        is_unit: name == "单位" || name == "计量单位",
        basis: basis.map(Name::from),
        name: if generic { String::new() } else { name.to_owned() },
        measure,
        unit: unit.map(|unit| {
            let mut measured = Measured::default();
            measured.note(unit, names);
            measured
        }),
        period,
    }
}

/// The first expression of time in a title.
fn find_period(title: &str, anchor: Anchor) -> Option<Period> {
    title.char_indices().filter(|&(_, c)| period::may_begin(c)).find_map(|(at, _)| {
        let time = period::read(&title[at..])?;
        let (start, end) = time.days(anchor);
        Some(Period { text: (&*without_blanks(&title[at..at + time.len])).into(), start, end })
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

impl Measured {
    /// Lets it be `unit`.
    fn note(&mut self, unit: &str, names: &mut Names) {
        if *self.unit == *unit {
            return;
        }
        self.unit = names.shared(unit);
        let bare = unit.trim_start_matches(['百', '千', '万', '亿']);
        let whole = |text: &str| unit::find(text).filter(|found| found.len == text.len());
        let power = || numeral::read(&unit[..unit.len() - bare.len()]).map_or(0, |n| n.power);
        self.found = whole(unit).map(|found| (found, 0)).or_else(|| Some((whole(bare)?, power())));
    }
}
