//! Quotes and brackets: what stands in them is no structure of the letter.

use crate::notation::{closing, fold, is_han};

/// How far a closing sign may be from its opening one, in bytes; one that is farther was lost or never there.
const REACH: usize = 900;

/// Length of the quoted or bracketed piece that begins `text`, its signs included; 0 if none does.
pub(super) fn len(text: &str) -> usize {
    let Some(open) = text.chars().next().filter(|&c| !is_han(c)) else { return 0 };
    let Some(close) = closing(open).or((open == '"').then_some('"')) else { return 0 };
    let window = &text[open.len_utf8()..floor(text, REACH).max(open.len_utf8())];
    let mut depth = 0usize;
    for (at, c) in window.char_indices() {
        if c == close || (open != '“' && open != '‘' && fold(c) == close) {
            if depth == 0 {
                return open.len_utf8() + at + c.len_utf8();
            }
            depth -= 1;
        } else if c == open {
            depth += 1;
        }
    }
    0
}

/// The largest character boundary of `text` that is at most `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The characters of `text` that stand outside quotes and brackets, each with its place.
pub(super) fn outside(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let c = text[at..].chars().next()?;
            match len(&text[at..]) {
                0 => {
                    at += c.len_utf8();
                    return Some((at - c.len_utf8(), c));
                }
                quoted => at += quoted,
            }
        }
    })
}
