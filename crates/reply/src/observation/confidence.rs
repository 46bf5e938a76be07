//! How much a row is to be trusted, from what its reading rests on.

use super::Measure;

/// What the reading of a row rests on besides plain words next to the figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The name comes from an earlier clause.
    pub(super) elided: bool,
    /// Nothing earlier could be found for it.
    pub(super) lost: bool,
    /// The figure is a further one of a list.
    pub(super) listed: bool,
    /// A list of names and its list of figures differ in length.
    pub(super) unaligned: bool,
    /// The name cannot stand alone and nothing says whose it is.
    pub(super) dependent: bool,
    /// The name is long enough to hold more than a name.
    pub(super) long: bool,
    /// The name stands after the figure.
    pub(super) after: bool,
    /// A predicate had to be turned into a name.
    pub(super) predicate: bool,
    /// Per cent without a word that says of what kind.
    pub(super) default_rate: bool,
}

impl Evidence {
    /// The probability that value, measure and name are right.
    pub(super) fn confidence(self, measure: Measure) -> f32 {
        let base = match measure {
            Measure::Growth | Measure::Share => 0.98,
            Measure::Level | Measure::Change => 0.96,
            Measure::Rank | Measure::Rate => 0.94,
            Measure::Multiple => 0.92,
        };
        let doubts = [
            (self.elided, 0.97),
            (self.lost, 0.5),
            (self.unaligned, 0.7),
            (self.dependent, 0.9),
            (self.long, 0.85),
            (self.after, 0.93),
            (self.predicate, 0.9),
            (self.default_rate, 0.8),
        ];
        doubts.iter().filter(|(holds, _)| *holds).fold(base, |product, (_, factor)| product * factor)
    }
}
