//! Whether one reading of a line is Chinese, and another is not.

use crate::model::Model;

/// How much better a repaired line must read, per character, in natural logarithms.
const MARGIN: f32 = 2.0;
/// The worst that Chinese prose reads, per character; the fit of the model decides how high that is.
const FLUENT: f32 = -7.0;
/// Halfway between prose and hanzi by chance, per character.
pub(crate) const CHANCE: f32 = -8.5;
/// So many hanzi in a row may read like Chinese by chance.
const FEW: usize = 8;
/// So many characters tell.
const SAMPLE: usize = 24;

/// Below this a text of some length is no Chinese of any kind. Names and terms in a row read at -8; Japanese, Korean,
/// Russian and Greek whose bytes are taken for hanzi at -11.8 and less.
const FOREIGN: f32 = -10.0;
/// So many characters tell that, and so few are too few.
const FOREIGN_SAMPLE: std::ops::RangeInclusive<usize> = 40..=2_000;

/// Whether what is beyond ASCII in a text reads like no Chinese: text of another language, or bytes in a charset that
/// was taken for another. A text of few such characters is never called foreign.
///
/// ```
/// assert!(mojibake::is_foreign(&"僠儏乕僩儕傾儖傊傛偆偙偦".repeat(4)));
/// assert!(!mojibake::is_foreign(&"您提出的关于加强农村公路养护的建议收悉。".repeat(4)));
/// ```
pub fn is_foreign(text: &str) -> bool {
    let sample = || text.chars().filter(|&c| c >= '\u{80}').take(*FOREIGN_SAMPLE.end());
    FOREIGN_SAMPLE.contains(&sample().count()) && Model::builtin().fluency_of(sample()) < FOREIGN
}

/// Whether `text` reads like Chinese, and `line`, which it is to stand for, does not.
pub(crate) fn better(model: &Model, line: &str, text: &str) -> bool {
    let beyond = |text: &str| text.chars().filter(|&c| c >= '\u{80}').count();
    let fluency = beyond_ascii(model, text);
    let good = beyond(text) >= 2 && fluency > FLUENT && beyond(line) >= 2;
    good && fluency > beyond_ascii(model, line) + MARGIN
}

/// The same of two texts whose signs are as likely to be taken for each other as their hanzi (①②③ for ＫＬＭ): the model,
/// which knows few of them, may like one row of signs more than another, so that the hanzi must tell by themselves. A few
/// from a line that has hardly any are a few kana or Greek letters.
pub(crate) fn better_in_hanzi(model: &Model, line: &str, text: &str) -> bool {
    let hanzi =
        |text: &str| text.chars().filter(|c| matches!(c, '\u{3400}'..='\u{9fff}')).collect::<String>();
    let (before, after) = (hanzi(line), hanzi(text));
    let fluency = |hanzi: &str| model.fluency_of(hanzi.chars());
    let told = match before.chars().count() {
        0..=1 => after.chars().count() > FEW,
        _ => fluency(&after) > fluency(&before) + MARGIN,
    };
    better(model, line, text) && after.chars().nth(1).is_some() && fluency(&after) > FLUENT && told
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
