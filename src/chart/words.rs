//! How wide words are, before there is a browser to ask.

use super::TEXT;

/// Characters that do not begin a line.
const NOT_FIRST: &str = "，、。；：）》”’％%）)";

/// The width of a text, in the widest fonts: Chinese characters are as wide as they are high, others less.
pub fn width(text: &str) -> f64 {
    text.chars().map(em).sum::<f64>() * TEXT
}

fn em(c: char) -> f64 {
    match c {
        'A'..='Z' | '%' | '+' | '<'..='>' => 0.85,
        '\0'..'\u{2000}' => 0.62,
        _ => 1.0,
    }
}

/// A text in at most `lines` lines of at most `room`; what does not fit is cut off, with … in its place.
pub fn wrap(text: &str, room: f64, lines: usize) -> Vec<String> {
    let mut wrapped = vec![String::new()];
    for c in text.chars() {
        let last = wrapped.len() - 1;
        let fits = width(&wrapped[last]) + em(c) * TEXT <= room || NOT_FIRST.contains(c);
        if fits || wrapped[last].is_empty() {
            wrapped[last].push(c);
        } else if wrapped.len() < lines {
            wrapped.push(c.to_string());
        } else {
            while width(&wrapped[last]) + TEXT > room && wrapped[last].pop().is_some() {}
            wrapped[last].push('…');
            break;
        }
    }
    wrapped
}
