//! How much a row is to be trusted: the probability that all of it is right, from how it was read.
//!
//! A sum of log-odds, one for each ground that holds. The weights were fitted by logistic regression to rows that people
//! judged (`cargo run -p score --bin calibrate` prints this table anew, with its cross-validation), and lowered for documents that
//! nobody has seen, which are read less well than those the grammar was mended by. Of a row that is not sure, some grounds are told to
//! people: what of it to check, and why.

/// Declares the grounds with the weight of each, in the order in which they are explained, and what each says to people.
macro_rules! grounds {
    (@told) => { None };
    (@told $caveat:ident) => { Some(Caveat::$caveat) };
    ($($(#[doc = $doc:literal])+ $name:ident: $weight:literal $(=> $caveat:ident)?,)+) => {
        /// What the reading of a row rests on besides plain words next to the figure.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Grounds {
            $($(#[doc = $doc])+ pub $name: bool,)+
        }

        impl Grounds {
            /// The names of the grounds, in the order of [`Holding::iter`].
            pub const NAMES: [&str; [$($weight),+].len()] = [$(stringify!($name)),+];

            /// For each of them whether it holds.
            fn all(&self) -> [bool; Self::NAMES.len()] {
                [$(self.$name),+]
            }

            /// Which of them hold.
            pub(super) fn holding(&self) -> Holding {
                Holding(self.all().into_iter().rev().fold(0, |bits, holds| bits << 1 | u32::from(holds)))
            }

            /// Log-odds that each of them adds.
            const WEIGHTS: [f32; Self::NAMES.len()] = [$($weight),+];

            /// What each of them says of a row that is not sure.
            const CAVEATS: [Option<Caveat>; Self::NAMES.len()] = [$(grounds!(@told $($caveat)?)),+];
        }
    };
}

/// Log-odds that a row is right on which no ground casts a doubt.
const PLAIN: f32 = 2.32;

grounds! {
    /// The name comes from an earlier clause.
    elided: 0.36,
    /// Nothing earlier could be found for it.
    lost: -1.89 => NameLost,
    /// The subject was carried from what was said before.
    owned: -0.12 => NameCarried,
    /// Neither area nor subject is known.
    unowned: -0.62 => OwnerUnsaid,
    /// The figure is a further one of a list.
    listed: 0.20,
    /// A list of names and its list of figures differ in length.
    unaligned: -0.58 => ListUneven,
    /// The first figure of its sentence.
    opens: 0.58,
    /// No verb ties the name to the figure.
    untied: -0.46,
    /// The name is of four characters or fewer.
    short: -1.24 => NameShort,
    /// The name is of five or six characters.
    middling: -1.01 => NameShort,
    /// A later figure of its sentence, short and without subject.
    stray: -0.62,
    /// The name ends in a measure that is known: 产值, 收入, 覆盖率.
    known: 0.70,
    /// The name ends in a body or a thing that has figures: 企业, 项目.
    counted: 0.57,
    /// The name stands after the figure.
    after: -1.71 => NameAfter,
    /// A predicate had to be turned into a name.
    predicate: 0.96,
    /// Per cent without a word that says of what kind.
    default_rate: -1.16 => KindUnsaid,
    /// A share.
    share: -1.15,
    /// A share whose whole the text leaves unsaid.
    unbased: -1.98 => WholeUnsaid,
    /// A growth.
    growth: -0.82,
    /// A change.
    change: -0.87,
    /// A rank.
    rank: -0.94,
    /// A sum of money.
    money: -0.67,
    /// The document is a reply, whose figures lean most on what was said before.
    letter: -1.61,
    /// A character of the value or next to it is inferred, and not for sure; how likely it is right is reckoned with apart.
    value_inferred: 0.0 => ValueInferred,
    /// One near the value is, where its name may stand.
    name_inferred: 0.0 => NameInferred,
}

/// What of a row to check in its sentence, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caveat {
    /// The value: a character of it or next to it is inferred.
    ValueInferred,
    /// The name: a character where it may stand is inferred.
    NameInferred,
    /// The name: none could be found.
    NameLost,
    /// The name: the subject comes from what was said before.
    NameCarried,
    /// The name: it was taken from behind the figure.
    NameAfter,
    /// The name: it is short, and may be cut.
    NameShort,
    /// The name: a list of names and its list of figures differ in length.
    ListUneven,
    /// The name: neither area nor subject is said.
    OwnerUnsaid,
    /// The kind: nothing says what kind of percentage it is.
    KindUnsaid,
    /// The kind: nothing says what it is a share of.
    WholeUnsaid,
}

/// A row that is less likely right than this has caveats: in the 29 documents of other annotators a quarter of the rows of replies and
/// one in a hundred of the others. 37 of 100 of them are right, and 55 wrong in their name; of the rest of the rows 78 are right.
const UNSURE: f32 = 0.25;

impl super::Observation {
    /// What of it to check. A value that may be wrong itself is told of however sure the rest is.
    pub fn caveats(&self) -> impl Iterator<Item = Caveat> {
        let unsure = self.confidence < UNSURE;
        let told = self.grounds.iter().zip(Grounds::CAVEATS).filter(|(holds, _)| *holds);
        told.filter_map(|(_, caveat)| caveat).filter(move |c| unsure || *c == Caveat::ValueInferred)
    }
}

/// Which [`Grounds`] hold for a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holding(u32);

impl Holding {
    /// Adds grounds.
    pub(super) fn add(&mut self, grounds: Grounds) {
        self.0 |= grounds.holding().0;
    }

    /// For each of them whether it holds, in the order of [`Grounds::NAMES`].
    pub fn iter(self) -> impl Iterator<Item = bool> {
        (0..Grounds::NAMES.len()).map(move |ground| self.0 >> ground & 1 == 1)
    }
}

impl Grounds {
    /// The probability that the whole row is right.
    pub(super) fn confidence(&self) -> f32 {
        // What does not hold adds nothing, so that the sum needs no branch for each.
        let odds = self.all().into_iter().zip(Self::WEIGHTS);
        let odds = odds.fold(PLAIN, |sum, (holds, weight)| sum + if holds { weight } else { 0.0 });
        1.0 / (1.0 + (-odds).exp())
    }
}
