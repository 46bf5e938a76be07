//! Whether one reading of a line is Chinese, and another is not.

use crate::model::Model;

/// How much better a repaired line must read, per character, in natural logarithms.
const MARGIN: f32 = 2.0;
/// The worst that Chinese prose reads, per character; the fit of the model decides how high that is.
const FLUENT: f32 = -7.0;
/// Halfway between prose and hanzi by chance, per character.
pub(crate) const CHANCE: f32 = -8.5;
/// So many characters tell.
const SAMPLE: usize = 24;

/// Whether `text` reads like Chinese, and `line`, which it is to stand for, does not.
pub(crate) fn better(model: &Model, line: &str, text: &str) -> bool {
    let beyond = |text: &str| text.chars().filter(|&c| c >= '\u{80}').count();
    let fluency = beyond_ascii(model, text);
    let good = beyond(text) >= 2 && fluency > FLUENT && beyond(line) >= 2;
    good && fluency > beyond_ascii(model, line) + MARGIN
}

/// Whether a text of some length begins like Chinese; nothing else that its bytes may say does then.
pub(crate) fn begins_fluent(model: &Model, text: &str) -> bool {
    let sample = || text.chars().filter(|&c| c >= '\u{80}').take(SAMPLE);
    sample().count() == SAMPLE && model.fluency_of(sample()) > FLUENT
}

/// How much a text reads like Chinese, per character, leaving ASCII aside.
pub(crate) fn beyond_ascii(model: &Model, text: &str) -> f32 {
    model.fluency_of(text.chars().filter(|&c| c >= '\u{80}'))
}
