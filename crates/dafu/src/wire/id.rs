//! Ids of figures, and the cells that name them: in memory numbers, of which a long document has a million.

use super::Measure;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU32;

/// The id of a figure: `o1`, `o2`, … in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Id(NonZeroU32);

impl Id {
    /// The id of the figure with this index.
    pub fn of(index: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(index as u32))
    }

    /// The index of the figure with this id. A saved reading may have been changed: what stands there says whether it has this id.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    fn parse(id: &str) -> Option<Self> {
        Some(Self(id.strip_prefix('o')?.parse().ok()?))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "o{}", self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        Self::parse(&id).ok_or_else(|| D::Error::custom("an id is o1, o2, …"))
    }
}

/// The figures of a row, at most one for a measure, in the order of the measures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells(Places);

/// Most rows have one figure.
#[derive(Clone, Debug, PartialEq)]
enum Places {
    One([(Measure, Id); 1]),
    Some(Box<[(Measure, Id)]>),
}

impl Default for Places {
    fn default() -> Self {
        Self::Some(Box::default())
    }
}

impl std::ops::Deref for Places {
    type Target = [(Measure, Id)];

    fn deref(&self) -> &[(Measure, Id)] {
        match self {
            Places::One(place) => place,
            Places::Some(places) => places,
        }
    }
}

impl Cells {
    /// The figure with this measure.
    pub fn get(&self, measure: Measure) -> Option<Id> {
        self.0.iter().find(|(of, _)| *of == measure).map(|&(_, id)| id)
    }

    /// All figures.
    pub fn ids(&self) -> impl Iterator<Item = Id> {
        self.0.iter().map(|&(_, id)| id)
    }
}

impl FromIterator<(Measure, Id)> for Cells {
    fn from_iter<I: IntoIterator<Item = (Measure, Id)>>(cells: I) -> Self {
        let mut sorted: Vec<(Measure, Id)> = Vec::new();
        for (measure, id) in cells {
            match sorted.binary_search_by_key(&measure, |&(of, _)| of) {
                Ok(at) => sorted[at].1 = id,
                Err(at) => sorted.insert(at, (measure, id)),
            }
        }
        Self(match sorted[..] {
            [one] => Places::One([one]),
            _ => Places::Some(sorted.into()),
        })
    }
}

impl Serialize for Cells {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(BTreeMap::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_count_from_one_and_nothing_else_is_one() {
        assert_eq!((Id::of(0).to_string(), Id::parse("o17")), ("o1".to_owned(), Some(Id::of(16))));
        assert_eq!(["", "o", "o0", "1", "o-1", "o4294967296"].map(Id::parse), [None; 6]);
    }
}
