//! What of a figure to check, part by part.

use crate::Language;
use crate::names::{caveat, part};
use dafu::wire::{Caveat, Caveats};

/// What part of a figure a caveat is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its number and unit.
    Value,
    /// What it is a figure of.
    Name,
    /// What kind of value it is.
    Kind,
}

impl Part {
    /// The part that a caveat is about.
    pub fn of(caveat: Caveat) -> Self {
        match caveat {
            Caveat::ValueInferred => Part::Value,
            Caveat::KindUnsaid | Caveat::WholeUnsaid => Part::Kind,
            _ => Part::Name,
        }
    }

    /// Whether this part is to be checked.
    pub fn in_doubt(self, caveats: Caveats) -> bool {
        caveats.iter().any(|caveat| Part::of(caveat) == self)
    }
}

/// What of a figure to check, and why; empty where there is nothing to check.
///
/// ```
/// use dafu::wire::Caveat::*;
/// use phrases::{Language, caveats};
/// let of = [NameCarried, NameShort, KindUnsaid].into_iter().collect();
/// assert_eq!(caveats(of, Language::Chinese), "名称：承前文补出、可能不完整；类型：没有写明是哪种百分比");
/// ```
pub fn caveats(caveats: Caveats, language: Language) -> String {
    let part = |of: Part| {
        let mut said = part(of, language).to_owned();
        let mut between = language.pick("：", ": ");
        for reason in caveats.iter().filter(|&reason| Part::of(reason) == of) {
            said += between;
            said += caveat(reason, language);
            between = language.pick("、", ", ");
        }
        said
    };
    let parts = [Part::Value, Part::Name, Part::Kind].into_iter().filter(|part| part.in_doubt(caveats));
    let parts: Vec<_> = parts.map(part).collect();
    parts.join(language.pick("；", "; "))
}
