//! How far an inferred character can be trusted: what the search and the agreement make of it is too sure of itself, the more
//! so the less is left of the character.
//!
//! Measured on text held out from the model, by what is left. The curves were drawn through one part of it and hold on
//! the other; `docs/MOJIBAKE.md` has the table.

use std::ops::Range;

use crate::output::Output;
use crate::{Damage, Repair};

/// Below this probability a reading is more likely wrong than right.
const EVEN: f32 = 0.5;
/// Up to such a share of unsure readings the others can be trusted.
const USUAL: f32 = 0.1;
/// So many readings more are taken to be sure, for the sake of short texts.
const SURE: f32 = 3.0;
/// The most that a reading can be trusted of which at most one byte is left.
const MOST: f32 = 0.985;
/// So many repairs are judged together.
const PART: usize = 1 << 16;

/// What is left of an inferred character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    /// What Windows-1252 leaves: the bytes that vanish are few.
    Known,
    /// All bytes but one.
    Most,
    /// One byte at best.
    Least,
    /// Nothing: it was swallowed with the last byte of the character before.
    Nothing,
}

impl Left {
    fn of(repair: &Repair, original: &str) -> Self {
        if !matches!(repair.damage, Damage::Utf8AsGbk | Damage::Gb18030AsBig5 | Damage::Big5AsGb18030) {
            Left::Known
        } else if original.chars().any(|c| !matches!(c, '?' | '\u{fffd}')) {
            Left::Most
        } else if repair.range.len() > 1 {
            Left::Least
        } else {
            Left::Nothing
        }
    }

    /// How probable a reading is that seems as probable as `seeming`.
    fn calibrated(self, seeming: f32) -> f32 {
        // The lattice is too sure of itself by about the power 3.5.
        let usual = seeming.powi(3) * seeming.sqrt();
        match self {
            Left::Known => usual,
            Left::Most => usual.min(1.0 - ((1.0 - usual) * 0.1).sqrt()),
            Left::Least => usual.min(MOST - 0.4 * (1.0 - usual).sqrt()),
            Left::Nothing => (usual * usual).min(MOST),
        }
    }
}

/// Makes what seems probable as probable as it is. What vanished and can only be guessed is not: its mark stands as received.
pub(crate) fn calibrate(out: &mut Output<'_>) {
    let mut from = 0;
    while from < out.repairs.len() {
        let to = out.repairs.len().min(from + PART);
        calibrate_part(out, from..to);
        from = to;
    }
}

fn calibrate_part(out: &mut Output<'_>, part: Range<usize>) {
    let inferred: Vec<usize> = out.repairs.inferred(part).collect();
    let (mut unsure, mut all) = (0, 0);
    for &index in &inferred {
        let Some(repair) = out.repairs.get(index) else { continue };
        let left = Left::of(&repair, &out.received()[repair.source.clone()]);
        let confidence = left.calibrated(repair.confidence);
        out.repairs.trust(index, confidence);
        let even = confidence >= EVEN;
        // What vanished says nothing of how well the text reads.
        if left != Left::Nothing {
            (unsure, all) = (unsure + usize::from(!even), all + 1);
        } else if !even {
            out.give_up(index);
        }
    }
    // Where many are unsure, those that are sure stand beside wrong ones.
    let share = unsure as f32 / (all as f32 + SURE);
    if share > USUAL {
        let factor = 1.0 - (share - USUAL);
        inferred.iter().for_each(|&index| out.repairs.doubt(index, factor));
    }
}
