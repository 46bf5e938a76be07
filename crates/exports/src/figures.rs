//! Figures as people write them.

use dafu::wire::{Direction, Measure, Observation, Qualifier, Section};
use phrases::Language;
use std::collections::HashMap;

/// A value with its unit, qualifier and direction: `约 5 万户`, `下降 3%`.
pub fn value(observation: &Observation, language: Language) -> String {
    let Observation { number, upper, unit, measure, .. } = observation;
    let number = upper.as_deref().map_or(number.to_string(), |upper| format!("{number}–{upper}"));
    let value = match measure {
        Measure::Rank => language.pick(format!("第 {number} 位"), format!("no. {number}")),
        Measure::Multiple => language.pick(format!("{number} 倍"), format!("{number} times")),
        _ if unit.starts_with(['%', '％', '‰']) => format!("{number}{unit}"),
        _ if unit.is_empty() => number,
        _ => format!("{number} {unit}"),
    };
    if observation.direction == Some(Direction::Flat) {
        return phrases::direction(Direction::Flat, language).to_owned();
    }
    let direction = observation.direction.map(|d| phrases::direction(d, language));
    let qualifier = match observation.qualifier {
        Qualifier::Exact | Qualifier::Range => None,
        qualifier => Some(phrases::qualifier(qualifier, language)),
    };
    [direction, qualifier, Some(value.as_str())].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The headings of all sections by their id.
pub(crate) fn headings(sections: &[Section]) -> HashMap<&str, String> {
    let mut headings = HashMap::new();
    let mut rest: Vec<&Section> = sections.iter().collect();
    while let Some(section) = rest.pop() {
        headings.insert(&*section.id, format!("{}{}", section.marker, section.title));
        rest.extend(&section.children);
    }
    headings
}
