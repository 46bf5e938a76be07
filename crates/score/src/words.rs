//! When two wordings are the same.

use std::collections::HashMap;

/// `text` without its spaces and the variants of width and quotation mark that mean the same.
pub(crate) fn norm(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '“' | '”' => '"',
            _ => c,
        })
        .filter(|c| !c.is_whitespace() && !('\u{1c}'..='\u{1f}').contains(c))
        .collect()
}

/// Harmonic mean of the shares of characters that `a` and `b` have in common, whatever their order.
pub(crate) fn bag_f1(a: &str, b: &str) -> f64 {
    let (a, b) = (norm(a), norm(b));
    let mut spare = HashMap::new();
    for c in a.chars() {
        *spare.entry(c).or_insert(0_usize) += 1;
    }
    let mut common = 0;
    for c in b.chars() {
        if let Some(left) = spare.get_mut(&c).filter(|left| **left > 0) {
            *left -= 1;
            common += 1;
        }
    }
    match common {
        0 => 0.0,
        _ => 2.0 * f64::from(common) / (a.chars().count() + b.chars().count()) as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_space_and_quotation_marks_do_not_count() {
        assert_eq!(norm("　“十四五”（１２）\u{a0}％ "), "\"十四五\"(12)%");
    }

    #[test]
    fn order_does_not_count_but_number_does() {
        assert_eq!(bag_f1("全市工业", "工业全市"), 1.0);
        assert_eq!(bag_f1("地区生产总值", "全市地区生产总值"), 12.0 / 14.0);
        assert_eq!(bag_f1("中中", "中"), 2.0 / 3.0);
        assert_eq!(bag_f1("", ""), 0.0);
    }
}
