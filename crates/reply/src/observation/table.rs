//! What figures have in common: rows of indicator tables, and series that can be compared.

use std::collections::HashMap;

use super::{Date, IndicatorRow, IndicatorTable, Measure, Observation, Series, Status};

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

/// The figures by section, in the order of the text. Figures of one (area, subject, indicator, criterion, period) share a
/// row; where such a row has a figure of the measure already, another row begins: 增幅居苏南第一、全省第二位.
pub(super) fn tables(observations: &[Observation]) -> Vec<IndicatorTable> {
    let mut tables: Vec<IndicatorTable> = Vec::new();
    let mut places = HashMap::new();
    let mut rows = HashMap::new();
    for (at, o) in observations.iter().enumerate() {
        let place = *places.entry(&o.section).or_insert_with(|| {
            tables.push(IndicatorTable { section: o.section.clone(), columns: Vec::new(), rows: Vec::new() });
            tables.len() - 1
        });
        let table = &mut tables[place];
        let row = rows.entry((place, subject_matter(o), period(o))).or_insert(usize::MAX);
        let free = table.rows.get(*row).is_some_and(|row| row.cells.iter().all(|(m, _)| *m != o.measure));
        if !free {
            *row = table.rows.len();
            table.rows.push(IndicatorRow { label: label(o), cells: Vec::new() });
        }
        table.rows[*row].cells.push((o.measure, at));
    }
    for table in &mut tables {
        let has =
            |measure: &Measure| table.rows.iter().any(|row| row.cells.iter().any(|(m, _)| m == measure));
        table.columns = COLUMNS.into_iter().filter(has).collect();
    }
    tables
}

/// Figures of one indicator, measure, unit and basis that differ in subject only, or in period only. Subjects are compared by
/// what they have reached or by what they are to reach, never across; over time, what is to be reached goes on from what was.
pub(super) fn series(observations: &[Observation]) -> Vec<Series> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut places = HashMap::new();
    for (at, o) in observations.iter().enumerate().filter(|(_, o)| o.upper.is_none()) {
        let common = (&o.indicator, o.measure, &o.unit, &o.basis, &o.area, &o.criterion);
        let by_subject = o.subject.is_some().then_some((common, None, Some((o.status, period(o))), None));
        let by_period = months(o).into_iter().map(|months| (common, Some(&o.subject), None, Some(months)));
        for key in by_subject.into_iter().chain(by_period) {
            let place = *places.entry(key).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[place].push(at);
        }
    }
    groups.iter_mut().for_each(|group| drop_repeated(group, observations));
    groups.retain(|group| group.len() > 1);
    groups.sort();
    groups.dedup();
    let one = |group: Vec<usize>| {
        let first = &observations[group[0]];
        let shared = group.iter().all(|&at| period(&observations[at]) == period(first));
        Series {
            indicator: first.indicator.clone(),
            measure: first.measure,
            unit: first.unit.clone(),
            period: period(first).filter(|_| shared).map(str::to_owned),
            observations: group,
        }
    };
    groups.into_iter().map(one).collect()
}

/// Of figures that say the same of the same, one stays; where they contradict each other, none of the group can be compared.
fn drop_repeated(group: &mut Vec<usize>, observations: &[Observation]) {
    let mut said = HashMap::new();
    let mut agrees = true;
    group.retain(|&at| {
        let o = &observations[at];
        let dates = o.period.as_ref().map(|period| (period.start, period.end));
        let told_apart = (&o.subject, dates.filter(|dates| *dates != (None, None)).ok_or(period(o)));
        let first = *said.entry(told_apart).or_insert(at);
        agrees &= observations[first].number == o.number && observations[first].direction == o.direction;
        first == at
    });
    if !agrees {
        group.clear();
    }
}

/// How many months a figure is about, 0 for the state at a day: a year is not compared with its first half. Nothing where the
/// text gives no dates. What is to be reached by the end of a year (到2025年) may be the state then, or the sum of that year.
fn months(o: &Observation) -> Vec<i32> {
    let Some((start, end)) = o.period.as_ref().and_then(|period| Some((period.start, period.end?))) else {
        return Vec::new();
    };
    let month = |date: Date| i32::from(date.year) * 12 + i32::from(date.month);
    match start {
        None if o.status != Status::Actual && (end.month, end.day) == (12, 31) => vec![0, 12],
        Some(start) if start != end => vec![month(end) - month(start) + 1],
        _ => vec![0],
    }
}

fn period(o: &Observation) -> Option<&str> {
    o.period.as_ref().map(|period| &*period.text)
}

/// What a row is about, but for its period.
type SubjectMatter<'a> = (&'a Option<String>, &'a Option<String>, &'a Option<String>, &'a str);

fn subject_matter(o: &Observation) -> SubjectMatter<'_> {
    (&o.area, &o.subject, &o.criterion, &o.indicator)
}

/// Area, subject, criterion and indicator in one phrase; what the indicator says itself is not said again.
fn label(o: &Observation) -> String {
    let parts = [&o.area, &o.subject, &o.criterion].into_iter().flatten();
    let mut label: String =
        parts.filter(|part| !o.indicator.contains(part.as_str())).map(String::as_str).collect();
    label.push_str(&o.indicator);
    label
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
                let cell = |&(_, at): &(_, usize)| {
                    let o = &document.observations[at];
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
