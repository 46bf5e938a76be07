//! What figures have in common: rows of indicator tables, and series that can be compared.

use std::hash::{Hash, Hasher};

use foldhash::HashMap;

use super::document::Names;
use super::{Cells, Date, IndicatorRow, IndicatorTable, Measure, Name, Observation, Series, Status};

/// The order of columns.
const COLUMNS: [Measure; 7] = [
    Measure::Level,
    Measure::Growth,
    Measure::Change,
    Measure::Share,
    Measure::Rank,
    Measure::Rate,
    Measure::Multiple,
];

/// The figures by section, and those that can be compared. Equal names of figures are the same name.
pub(super) fn arrange(observations: &[Observation], names: &mut Names) -> (Vec<IndicatorTable>, Vec<Series>) {
    (tables(observations, names), series(observations))
}

/// What tells a name from all others: where it is kept.
type Term = usize;

fn term(name: Option<&Name>) -> Term {
    name.map_or(0, |name| name.as_ptr() as usize)
}

/// What is asked for in a map: terms, which are mixed once for all that goes by their hash.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key([Term; 8]);

impl Key {
    fn mixed(&self) -> u64 {
        self.0.iter().fold(0, |hash: u64, &term| {
            (hash.rotate_left(23) ^ term as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        })
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.mixed());
    }
}

/// The figures by section, in the order of the text, in which no section comes again. Figures of one (area, subject, indicator,
/// criterion, period) share a row; where such a row has a figure of the measure already, another row begins: 增幅居苏南第一、全省第二位.
fn tables(observations: &[Observation], names: &mut Names) -> Vec<IndicatorTable> {
    let mut places: HashMap<Key, usize> = HashMap::default();
    let mut label = String::new();
    let mut at = 0;
    let table = |figures: &[Observation]| {
        let mut rows: Vec<IndicatorRow> = Vec::new();
        places.clear();
        for o in figures {
            let [area, subject, criterion] =
                [&o.area, &o.subject, &o.criterion].map(|name| term(name.as_ref()));
            let about = Key([area, subject, criterion, term(Some(&o.indicator)), term(period(o)), 0, 0, 0]);
            let place = places.entry(about).or_insert(usize::MAX);
            match rows.get_mut(*place).filter(|row| row.cells.iter().all(|(m, _)| *m != o.measure)) {
                Some(row) => row.cells.push(o.measure, at),
                None => {
                    *place = rows.len();
                    let cells = Cells::One([(o.measure, at as u32)]);
                    rows.push(IndicatorRow { label: label_of(o, &mut label, names), cells });
                }
            }
            at += 1;
        }
        rows.shrink_to_fit();
        let has = |measure: &Measure| figures.iter().any(|o| o.measure == *measure);
        let columns = COLUMNS.into_iter().filter(has).collect();
        IndicatorTable { section: figures[0].section.clone(), columns, rows }
    };
    observations.chunk_by(|a, b| a.section == b.section).map(table).collect()
}

/// What the series have in common that a figure may belong to: indicator, unit, basis, area, criterion and measure, and what
/// tells apart those that differ in subject (status and period) from those that differ in period (subject and months).
fn common(o: &Observation) -> impl Iterator<Item = Key> {
    let names = [Some(&o.indicator), Some(&o.unit), o.basis.as_ref(), o.area.as_ref(), o.criterion.as_ref()];
    let [indicator, unit, basis, area, criterion] = names.map(term);
    let subject = term(o.subject.as_ref());
    let key = move |kind: usize, period: Term, subject: Term| {
        let kind = kind << 3 | o.measure as usize;
        Key([indicator, unit, basis, area, criterion, kind, period, subject])
    };
    let by_subject = o.subject.is_some().then(|| key(o.status as usize + 1, term(period(o)), 0));
    // Of months there are fewer than 2^20, or as many below zero where a stretch ends before it begins.
    let by_period = months(o).into_iter().flatten();
    let by_period = by_period.map(move |months| key(((months & 0xff_ffff) as usize) << 2, 0, subject));
    by_subject.into_iter().chain(by_period).filter(|_| o.upper.is_none())
}

/// Figures of one indicator, measure, unit and basis that differ in subject only, or in period only. Subjects are compared by
/// what they have reached or by what they are to reach, never across; over time, what is to be reached goes on from what was.
fn series(observations: &[Observation]) -> Vec<Series> {
    // The groups of the figures, and how many figures each has.
    let mut grouped: Vec<(usize, usize)> = Vec::new();
    let mut sizes: Vec<usize> = Vec::new();
    let mut places: HashMap<Key, usize> = HashMap::default();
    let mut seen = Seen::new(observations.len());
    observations.iter().flat_map(common).for_each(|common| seen.see(&common));
    for (at, o) in observations.iter().enumerate() {
        for common in common(o).filter(|common| seen.may_be_again(common)) {
            let place = *places.entry(common).or_insert(sizes.len());
            if place == sizes.len() {
                sizes.push(0);
            }
            sizes[place] += 1;
            grouped.push((place, at));
        }
    }
    let room = |&size: &usize| if size > 1 { Vec::with_capacity(size) } else { Vec::new() };
    let mut groups: Vec<Vec<usize>> = sizes.iter().map(room).collect();
    for (place, at) in grouped.into_iter().filter(|&(place, _)| sizes[place] > 1) {
        groups[place].push(at);
    }
    groups.retain(|group| group.len() > 1);
    let mut said = HashMap::default();
    for (at, group) in groups.iter_mut().enumerate() {
        drop_repeated(group, at, observations, &mut said);
    }
    groups.retain(|group| group.len() > 1);
    order::by(&mut groups, Vec::cmp);
    groups.dedup();
    let one = |group: Vec<usize>| {
        let first = &observations[group[0]];
        let shared = group.iter().all(|&at| period(&observations[at]) == period(first));
        Series {
            indicator: first.indicator.clone(),
            measure: first.measure,
            unit: first.unit.clone(),
            period: period(first).filter(|_| shared).cloned(),
            observations: group,
        }
    };
    groups.into_iter().map(one).collect()
}

/// Tells of most things that come once that they do, in a byte for each: most figures are of no series.
struct Seen {
    once: Vec<u64>,
    again: Vec<u64>,
}

impl Seen {
    fn new(count: usize) -> Self {
        let words = (count / 16 + 1).next_power_of_two();
        Self { once: vec![0; words], again: vec![0; words] }
    }

    fn place(&self, thing: &Key) -> (usize, u64) {
        let hash = thing.mixed();
        ((hash >> 32) as usize & (self.once.len() - 1), 1 << (hash >> 26 & 63))
    }

    fn see(&mut self, thing: &Key) {
        let (word, bit) = self.place(thing);
        self.again[word] |= self.once[word] & bit;
        self.once[word] |= bit;
    }

    fn may_be_again(&self, thing: &Key) -> bool {
        let (word, bit) = self.place(thing);
        self.again[word] & bit != 0
    }
}

/// Of figures that say the same of the same, one stays; where they contradict each other, none of the group, the one with the
/// number `of`, can be compared. What was said of each is kept in `said`.
fn drop_repeated(group: &mut Vec<usize>, of: usize, all: &[Observation], said: &mut HashMap<Key, usize>) {
    let mut agrees = true;
    group.retain(|&at| {
        let o = &all[at];
        let day = |date: Option<Date>| {
            date.map_or(0, |date| {
                usize::from(date.year) << 9 | usize::from(date.month) << 5 | usize::from(date.day)
            })
        };
        let days = o.period.as_ref().map_or([0, 0], |period| [day(period.start), day(period.end)]);
        let written = if days == [0, 0] { term(period(o)) } else { 0 };
        let told_apart = Key([of, term(o.subject.as_ref()), days[0], days[1], written, 0, 0, 0]);
        let first = *said.entry(told_apart).or_insert(at);
        agrees &= all[first].number == o.number && all[first].direction == o.direction;
        first == at
    });
    if !agrees {
        group.clear();
    }
}

/// How many months a figure is about, 0 for the state at a day: a year is not compared with its first half. Nothing where the
/// text gives no dates. What is to be reached by the end of a year (到2025年) may be the state then, or the sum of that year.
fn months(o: &Observation) -> [Option<i32>; 2] {
    let Some((start, end)) = o.period.as_ref().and_then(|period| Some((period.start, period.end?))) else {
        return [None, None];
    };
    let month = |date: Date| i32::from(date.year) * 12 + i32::from(date.month);
    match start {
        None if o.status != Status::Actual && (end.month, end.day) == (12, 31) => [Some(0), Some(12)],
        Some(start) if start != end => [Some(month(end) - month(start) + 1), None],
        _ => [Some(0), None],
    }
}

fn period(o: &Observation) -> Option<&Name> {
    o.period.as_ref().map(|period| &period.text)
}

/// Area, subject, criterion and indicator in one phrase; what the indicator says itself is not said again. It is put together
/// in `label`.
fn label_of(o: &Observation, label: &mut String, names: &mut Names) -> Name {
    label.clear();
    let parts = [&o.area, &o.subject, &o.criterion].into_iter().flatten();
    label.extend(parts.map(|part| &**part).filter(|part| !o.indicator.contains(*part)));
    if label.is_empty() {
        return o.indicator.clone();
    }
    label.push_str(&o.indicator);
    names.shared(label)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let document = crate::read(text, &[]);
        let mut out = String::new();
        for table in &document.tables {
            out += &format!("{:?} {:?}\n", table.section, table.columns);
            for row in &table.rows {
                let cell = |&(_, at): &(_, u32)| {
                    let o = &document.observations[at as usize];
                    format!(" {:?}={}{}", o.measure, o.number, o.unit)
                };
                out += &format!("  {}:{}\n", row.label, row.cells.iter().map(cell).collect::<String>());
            }
        }
        for series in &document.series {
            let values: Vec<_> =
                series.observations.iter().map(|&at| document.observations[at].number).collect();
            out += &format!("{} {:?} {:?}: {values:?}\n", series.indicator, series.measure, series.period);
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn figures_of_one_indicator_share_a_row() {
        check(
            "一、基本情况\n2023年，全市旅游总收入120亿元，同比增长9.1%；接待游客300万人次，同比增长5%。\n",
            expect![[r#"
                [1] [Level, Growth]
                  全市旅游总收入: Level=120亿元 Growth=9.1%
                  全市接待游客人次: Level=300万人次 Growth=5%
            "#]],
        );
    }

    #[test]
    fn years_of_one_indicator_are_a_series() {
        check(
            "2022年，全市旅游总收入100亿元。2023年，全市旅游总收入120亿元。\n",
            expect![[r#"
            [] [Level]
              全市旅游总收入: Level=100亿元
              全市旅游总收入: Level=120亿元
            旅游总收入 Level None: [100.0, 120.0]
        "#]],
        );
    }

    #[test]
    fn a_year_is_not_compared_with_its_half_and_a_target_goes_on_from_what_was_reached() {
        check(
            "2022年，全市旅游总收入100亿元。2023年，全市旅游总收入120亿元。2024年上半年，全市旅游总收入70亿元。\
             到2025年，力争全市旅游总收入达到150亿元。\n",
            expect![[r#"
                [] [Level]
                  全市旅游总收入: Level=100亿元
                  全市旅游总收入: Level=120亿元
                  全市旅游总收入: Level=70亿元
                  全市旅游总收入: Level=150亿元
                旅游总收入 Level None: [100.0, 120.0, 150.0]
            "#]],
        );
    }

    #[test]
    fn what_is_said_twice_is_one_figure_and_what_contradicts_itself_is_not_compared() {
        check(
            "2022年，全市旅游总收入100亿元。2023年，全市旅游总收入120亿元。2023年，全市旅游总收入120亿元。\n",
            expect![[r#"
                [] [Level]
                  全市旅游总收入: Level=100亿元
                  全市旅游总收入: Level=120亿元
                  全市旅游总收入: Level=120亿元
                旅游总收入 Level None: [100.0, 120.0]
            "#]],
        );
        check(
            "2022年，全市旅游总收入100亿元。2023年，全市旅游总收入120亿元。2023年，全市旅游总收入130亿元。\n",
            expect![[r#"
                [] [Level]
                  全市旅游总收入: Level=100亿元
                  全市旅游总收入: Level=120亿元
                  全市旅游总收入: Level=130亿元
            "#]],
        );
    }
}
