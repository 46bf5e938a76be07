//! Values as they stand in a table.

use dafu::wire::{Direction, Measure, Qualifier};

use crate::protocol::Value;

/// A number with thousands separators and no more decimals than it has.
pub fn number(value: f64) -> String {
    let plain = format!("{}", (value * 1e6).round() / 1e6);
    let (whole, fraction) = plain.split_once('.').map_or((&*plain, None), |(w, f)| (w, Some(f)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut grouped = String::from(sign);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// A value with what goes before it, and its unit apart.
pub fn value(measure: Measure, value: &Value) -> (String, &str) {
    let bound = match value.qualifier {
        Qualifier::Exact | Qualifier::Range => "",
        Qualifier::About => "≈",
        Qualifier::Over => ">",
        Qualifier::Under => "<",
        Qualifier::AtLeast => "≥",
        Qualifier::AtMost => "≤",
    };
    let sign = match (measure, value.direction) {
        (Measure::Growth | Measure::Change, Some(Direction::Up)) => "+",
        (Measure::Growth | Measure::Change, Some(Direction::Down)) => "−",
        _ => "",
    };
    let upper = value.upper.map(|upper| format!("–{}", number(upper))).unwrap_or_default();
    let unit = if measure == Measure::Rank { "" } else { &*value.unit };
    (format!("{bound}{sign}{}{upper}", number(value.number)), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_keep_their_decimals() {
        let numbers = [0.0, 9.1, 720.0, 4488.0, 1_234_567.25, -1500.5].map(number);
        assert_eq!(numbers, ["0", "9.1", "720", "4,488", "1,234,567.25", "−1,500.5"]);
    }
}
