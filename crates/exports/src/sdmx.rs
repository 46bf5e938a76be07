//! SDMX-CSV 2.0 (sdmx.org, SDMX 3.0 section "Data formats: SDMX-CSV"): the columns STRUCTURE, STRUCTURE_ID, ACTION,
//! then dimensions, the measure, and attributes.

use crate::Text;
use crate::csv::push_line;
use dafu::wire::{Direction, Observation, Reading, Status};

/// The structure that the columns follow. `FIGURE` comes first among the dimensions and makes each key unique: two
/// sentences of one reply may state the same figure.
const STRUCTURE_ID: &str = "DAFU:REPLY_FIGURES(1.0.0)";

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
    "TIME_PERIOD",
    "OBS_VALUE",
    "UPPER_VALUE",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "QUALIFIER",
    "BASIS",
    "PART_OF",
    "EVIDENCE",
    "CONF",
];

pub(crate) fn write(reading: &Reading) -> String {
    let text = Text::new(&reading.text);
    let mut csv = String::new();
    push_line(&mut csv, HEAD.iter().map(|&head| head.to_owned()));
    for observation in &reading.observations {
        push_line(&mut csv, fields(observation, text.span(observation.evidence)).into_iter());
    }
    csv
}

fn fields(observation: &Observation, evidence: &str) -> [String; HEAD.len()] {
    let sign = if observation.direction == Some(Direction::Down) { -1.0 } else { 1.0 };
    let dimension = |value: &Option<String>| value.clone().unwrap_or_else(|| NOT_APPLICABLE.to_owned());
    [
        "datastructure".to_owned(),
        STRUCTURE_ID.to_owned(),
        "I".to_owned(),
        observation.id.clone(),
        dimension(&observation.area),
        observation.indicator.clone(),
        dimension(&observation.subject),
        dimension(&observation.criterion),
        code(&observation.measure),
        time_period(observation),
        (sign * observation.number).to_string(),
        observation.upper.map_or(String::new(), |upper| (sign * upper).to_string()),
        observation.unit.clone(),
        status(observation.status).to_owned(),
        code(&observation.qualifier),
        observation.basis.clone().unwrap_or_default(),
        observation.part_of.clone().unwrap_or_default(),
        evidence.to_owned(),
        observation.confidence.to_string(),
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

/// A year, half-year, quarter, month or day of the calendar in SDMX's own form; any other interval from its first day
/// to its last (ISO 8601); nothing where the text gives no time.
fn time_period(observation: &Observation) -> String {
    let Some(period) = &observation.period else { return String::new() };
    let (Some(start), Some(end)) = (&period.start, &period.end) else { return String::new() };
    let (Some((year, from)), Some((last_year, to))) = (start.split_once('-'), end.split_once('-')) else {
        return String::new();
    };
    if start == end {
        return start.clone();
    }
    let months =
        |from: &str, to: &str| Some((from.strip_suffix("-01")?.parse().ok()?, month_ended(last_year, to)?));
    match months(from, to).filter(|_| year == last_year) {
        Some((1, 12)) => year.to_owned(),
        Some((1, 6)) => format!("{year}-S1"),
        Some((7, 12)) => format!("{year}-S2"),
        Some((1, 3)) => format!("{year}-Q1"),
        Some((4, 6)) => format!("{year}-Q2"),
        Some((7, 9)) => format!("{year}-Q3"),
        Some((10, 12)) => format!("{year}-Q4"),
        Some((first, last)) if first == last => format!("{year}-{first:02}"),
        _ => format!("{start}/{end}"),
    }
}

/// The month whose last day `month_day` is.
fn month_ended(year: &str, month_day: &str) -> Option<u8> {
    let (month, day) = month_day.split_once('-')?;
    let (year, month, day): (u16, u8, u8) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (day == last).then_some(month)
}
