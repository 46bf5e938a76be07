//! Which characters the model takes for the same.

/// The character that stands for `c` in the model, `None` for one that only pads.
///
/// Full-width forms fold to their ASCII twins, since repair tools turn one into the other; digits fold to `0`,
/// letters to `A`, every space and line end to `\n`.
pub fn fold(c: char) -> Option<char> {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200d}' => return None,
        _ => c,
    };
    Some(match c {
        '0'..='9' => '0',
        'a'..='z' | 'A'..='Z' => 'A',
        '\u{0}'..=' '
        | '\u{7f}'..='\u{a0}'
        | '\u{2002}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{3000}' => '\n',
        _ => c,
    })
}
