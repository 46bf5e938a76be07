//! How much a row is to be trusted: the probability that all of it is right, from how it was read.
//!
//! A sum of log-odds, one for each ground that holds. The weights were fitted by logistic regression to rows that people
//! judged (`cargo run -p score --bin calibrate` prints this table anew, with its cross-validation).

/// Declares the grounds with the weight of each, in the order in which they are explained.
macro_rules! grounds {
    ($($(#[doc = $doc:literal])+ $name:ident: $weight:literal,)+) => {
        /// What the reading of a row rests on besides plain words next to the figure.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Grounds {
            $($(#[doc = $doc])+ pub $name: bool,)+
        }

        impl Grounds {
            /// The names of the grounds, in the order of [`Grounds::holding`].
            pub const NAMES: [&str; [$($weight),+].len()] = [$(stringify!($name)),+];

            /// Which of them hold.
            pub fn holding(&self) -> [bool; Self::NAMES.len()] {
                [$(self.$name),+]
            }

            /// Log-odds that each of them adds.
            const WEIGHTS: [f32; Self::NAMES.len()] = [$($weight),+];
        }
    };
}

/// Log-odds that a row is right on which no ground casts a doubt.
const PLAIN: f32 = 2.86;

grounds! {
    /// The name comes from an earlier clause.
    elided: 0.34,
    /// Nothing earlier could be found for it.
    lost: -1.45,
    /// The figure is a further one of a list.
    listed: 0.00,
    /// A list of names and its list of figures differ in length.
    unaligned: -0.57,
    /// The name is of four characters or fewer.
    short: -0.85,
    /// The name stands after the figure.
    after: -1.26,
    /// A predicate had to be turned into a name.
    predicate: 1.37,
    /// The name begins with a verb.
    verb_led: -0.29,
    /// The name holds a digit, a list or a clause with 的.
    composed: -0.33,
    /// Both short and unowned.
    stray: -0.59,
    /// A later figure of its sentence whose name begins with a verb.
    goes_on: -0.04,
    /// The name ends in a measure that is known: 产值, 收入, 覆盖率.
    known: 0.43,
    /// The area or the subject stands right before the name.
    placed: 0.97,
    /// Per cent without a word that says of what kind.
    default_rate: -0.81,
    /// A share whose whole the text leaves unsaid.
    unbased: -1.92,
    /// Written with a Chinese numeral.
    chinese: -0.55,
    /// A share.
    share: -0.32,
}

impl Grounds {
    /// The probability that the whole row is right.
    pub(super) fn confidence(&self) -> f32 {
        let doubts = self.holding().into_iter().zip(Self::WEIGHTS).filter(|(holds, _)| *holds);
        let odds = doubts.fold(PLAIN, |sum, (_, weight)| sum + weight);
        1.0 / (1.0 + (-odds).exp())
    }
}
