//! Quotes and brackets come in pairs: soft evidence for those that were inferred.

use crate::agreement::likeliest_first;
use crate::output::Output;

/// Pairs of which one side is easily taken for the other once damaged.
const PAIRS: [[char; 2]; 8] = [
    ['“', '”'],
    ['‘', '’'],
    ['（', '）'],
    ['《', '》'],
    ['〈', '〉'],
    ['「', '」'],
    ['『', '』'],
    ['【', '】'],
];

/// How much likelier the side is that fits what is open in the line.
const FITTING: f32 = 20.0;

/// Weighs every inferred quote or bracket by whether one of its kind is open in the line.
pub(crate) fn balance(out: &mut Output<'_>) {
    let mut open = [false; PAIRS.len()];
    let mut from = 0;
    let quotes = |&index: &usize| out.text[out.repairs.range(index)].chars().next().and_then(side).is_some();
    let inferred: Vec<usize> = out.repairs.inferred(0..out.repairs.len()).filter(quotes).collect();
    for index in inferred {
        let Some(repair) = out.repairs.get(index) else { continue };
        let Some((kind, _)) = out.text[repair.range.clone()].chars().next().and_then(side) else { continue };
        out.text[from..repair.range.start].chars().for_each(|c| follow(&mut open, c));
        from = repair.range.start;

        let fitting = PAIRS[kind][usize::from(open[kind])];
        let weight =
            |(c, probability): (char, f32)| (c, probability * if c == fitting { FITTING } else { 1.0 });
        let stands = out.text[repair.range.clone()].chars().map(|c| (c, repair.confidence));
        let others = repair.alternatives.iter().map(|other| (other.character, other.confidence));
        let mut readings: Vec<(char, f32)> = stands.chain(others).map(weight).collect();
        let total: f32 = readings.iter().map(|reading| reading.1).sum();
        if readings.len() < 2 || total <= 0.0 || !readings.iter().any(|reading| reading.0 == fitting) {
            continue;
        }
        readings.iter_mut().for_each(|reading| reading.1 = (reading.1 / total).min(1.0));
        likeliest_first(&mut readings);
        if readings[0].0.len_utf8() == repair.range.len() {
            out.text.replace_range(repair.range, readings[0].0.encode_utf8(&mut [0; 4]));
            out.repairs.reread(index, &readings);
        }
    }
}

/// Which pair a character belongs to, and whether it closes it.
fn side(c: char) -> Option<(usize, bool)> {
    // Hanzi are none.
    if ('\u{3100}'..'\u{ff00}').contains(&c) {
        return None;
    }
    let kind = PAIRS.iter().position(|pair| pair.contains(&c))?;
    Some((kind, PAIRS[kind][1] == c))
}

fn follow(open: &mut [bool; PAIRS.len()], c: char) {
    if c == '\n' {
        *open = [false; PAIRS.len()];
    } else if let Some((kind, closes)) = side(c) {
        open[kind] = !closes;
    }
}
