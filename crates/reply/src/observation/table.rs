//! What figures have in common: rows of indicator tables, and series that can be compared.

use std::collections::HashMap;

use super::{IndicatorRow, IndicatorTable, Measure, Observation, Series, Status};

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

/// Figures of one indicator, measure, unit and basis that differ in subject only, or in period only.
pub(super) fn series(observations: &[Observation]) -> Vec<Series> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut places = HashMap::new();
    for (at, o) in
        observations.iter().enumerate().filter(|(_, o)| o.status == Status::Actual && o.upper.is_none())
    {
        let common = (&o.indicator, o.measure, &o.unit, &o.basis, &o.area, &o.criterion);
        let by_subject = o.subject.is_some().then_some((common, None, Some(period(o))));
        let by_period = o.period.is_some().then_some((common, Some(&o.subject), None));
        for key in [by_subject, by_period].into_iter().flatten() {
            let place = *places.entry(key).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[place].push(at);
        }
    }
    let comparable = |group: &Vec<usize>| {
        let mut told_apart: Vec<_> =
            group.iter().map(|&at| (&observations[at].subject, period(&observations[at]))).collect();
        told_apart.sort_unstable();
        told_apart.dedup();
        group.len() > 1 && told_apart.len() == group.len()
    };
    groups.retain(comparable);
    groups.sort();
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
}
