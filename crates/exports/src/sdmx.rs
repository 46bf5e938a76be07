//! SDMX-CSV 2.0 (sdmx.org, SDMX 3.0 section "Data formats: SDMX-CSV"): the columns STRUCTURE, STRUCTURE_ID, ACTION,
//! then dimensions, measures and attributes. Of an observation only measures and attributes may be left empty.

use crate::Text;
use crate::csv::push_line;
use dafu::wire::{Direction, Name, Observation, Reading, Status};
use phrases::Language;

/// The structure that the columns follow. `FIGURE` comes first among the dimensions and makes each key unique: two
/// sentences of one reply may state the same figure. It has no time dimension, which would ask for a time of every
/// figure, where prose often gives none: `REF_PERIOD` is an attribute. `COMMENT_OBS`, of the cross-domain concepts, says in
/// words what to check.
const STRUCTURE_ID: &str = "DAFU:REPLY_FIGURES(2.1.0)";

const HEAD: &[&str] = &[
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "FIGURE",
    "REF_AREA",
    "INDICATOR",
    "SUBJECT",
    "CRITERION",
    "MEASURE",
    "OBS_VALUE",
    "UPPER_VALUE",
    "REF_PERIOD",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "QUALIFIER",
    "BASIS",
    "PART_OF",
    "EVIDENCE",
    "CONFIDENCE",
    "COMMENT_OBS",
];

pub(crate) fn write(reading: &Reading, language: Language) -> String {
    let text = Text::new(&reading.text);
    let mut csv = String::new();
    push_line(&mut csv, HEAD.iter().map(|&head| head.to_owned()));
    for observation in &reading.observations {
        let comment = phrases::caveats(observation.caveats, language);
        push_line(&mut csv, fields(observation, text.span(observation.evidence), comment).into_iter());
    }
    csv
}

fn fields(observation: &Observation, evidence: &str, comment: String) -> [String; HEAD.len()] {
    let sign = if observation.direction == Some(Direction::Down) { -1.0 } else { 1.0 };
    let dimension = |value: Option<&Name>| match value {
        Some(value) if !value.is_empty() => value.to_string(),
        _ => NOT_APPLICABLE.to_owned(),
    };
    [
        "datastructure".to_owned(),
        STRUCTURE_ID.to_owned(),
        "I".to_owned(),
        observation.id.to_string(),
        dimension(observation.area.as_ref()),
        dimension(Some(&observation.indicator)),
        dimension(observation.subject.as_ref()),
        dimension(observation.criterion.as_ref()),
        code(&observation.measure),
        (sign * observation.number).to_string(),
        observation.upper.as_deref().map_or(String::new(), |upper| (sign * upper).to_string()),
        ref_period(observation),
        observation.unit.to_string(),
        status(observation.status).to_owned(),
        code(&observation.qualifier),
        observation.basis.as_deref().unwrap_or_default().to_owned(),
        observation.part_of.map_or(String::new(), |whole| whole.to_string()),
        evidence.to_owned(),
        observation.confidence.to_string(),
        comment,
    ]
}

/// The code for "not applicable" in the cross-domain code lists.
const NOT_APPLICABLE: &str = "_Z";

/// The name on the wire in the capitals of codes: `AT_LEAST`.
fn code(value: &(impl Copy + std::fmt::Debug)) -> String {
    let mut code = String::new();
    for c in format!("{value:?}").chars() {
        if c.is_uppercase() && !code.is_empty() {
            code.push('_');
        }
        code.extend(c.to_uppercase());
    }
    code
}

/// CL_OBS_STATUS 2.2: normal value, forecast, estimate.
fn status(status: Status) -> &'static str {
    match status {
        Status::Actual => "A",
        Status::Target => "F",
        Status::Estimate => "E",
    }
}

/// A year, half-year, quarter, month or day of the calendar in SDMX's own form; any other interval as a time range, which is its
/// first day and how long it is (SDMX 3.0 section 6, "Time format"); nothing where the text gives no time.
fn ref_period(observation: &Observation) -> String {
    let Some(period) = &observation.period else { return String::new() };
    let (Some(start), Some(end)) = (&period.start, &period.end) else { return String::new() };
    interval(start, end).unwrap_or_default()
}

/// From its first day to its last, both `2025-03-01`.
fn interval(start: &str, end: &str) -> Option<String> {
    let (from, to) = (date(start)?, date(end)?);
    let (year, month, _) = from;
    let whole_months = from.2 == 1 && to.2 == month_length(to.0, to.1);
    let months = (to.0 - year) * 12 + to.1 - month + 1;
    Some(match (months, month) {
        _ if to < from => return None,
        _ if from == to => start.to_owned(),
        _ if !whole_months => format!("{start}/P{}D", day_number(to) - day_number(from) + 1),
        (12, 1) => format!("{year:04}"),
        (6, 1 | 7) => format!("{year:04}-S{}", month / 6 + 1),
        (3, 1 | 4 | 7 | 10) => format!("{year:04}-Q{}", month / 3 + 1),
        (1, _) => format!("{year:04}-{month:02}"),
        _ => format!("{start}/P{months}M"),
    })
}

/// Year, month and day.
fn date(text: &str) -> Option<(i32, i32, i32)> {
    let mut parts = text.split('-').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}

fn month_length(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && year % 100 != 0 || year % 400 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The number of a day, counted from some other: years begin in March, so that the leap day is the last of one.
fn day_number((year, month, day): (i32, i32, i32)) -> i32 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_periods_of_the_calendar_or_time_ranges() {
        let cases = [
            ("2025-01-01", "2025-12-31", "2025"),
            ("2025-07-01", "2025-12-31", "2025-S2"),
            ("2025-10-01", "2025-12-31", "2025-Q4"),
            ("2024-02-01", "2024-02-29", "2024-02"),
            ("2025-03-05", "2025-03-05", "2025-03-05"),
            ("2025-01-01", "2025-10-31", "2025-01-01/P10M"),
            ("2021-01-01", "2025-12-31", "2021-01-01/P60M"),
            ("2025-02-03", "2025-03-02", "2025-02-03/P28D"),
            ("2023-12-31", "2025-01-01", "2023-12-31/P368D"),
            ("2025-03-05", "2025-03-04", ""),
            ("2025", "2026", ""),
        ];
        for (start, end, period) in cases {
            assert_eq!(interval(start, end).unwrap_or_default(), period, "{start} to {end}");
        }
    }
}
