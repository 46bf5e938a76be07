//! What of a figure to check: a set of a few things, of which most figures have none.

use super::Caveat;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A set of caveats. In JSON it is a list of their names, in the order of [`Caveat::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caveats(u16);

impl Caveats {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// Those of the set.
    pub fn iter(self) -> impl Iterator<Item = Caveat> + Clone {
        Caveat::ALL.iter().copied().filter(move |&caveat| self.0 >> caveat as u16 & 1 == 1)
    }
}

impl FromIterator<Caveat> for Caveats {
    fn from_iter<I: IntoIterator<Item = Caveat>>(caveats: I) -> Self {
        Self(caveats.into_iter().fold(0, |set, caveat| set | 1 << caveat as u16))
    }
}

impl Serialize for Caveats {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_seq(self.iter())
        } else {
            serializer.serialize_u16(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Caveats {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            Ok(Vec::<Caveat>::deserialize(deserializer)?.into_iter().collect())
        } else {
            u16::deserialize(deserializer).map(Self)
        }
    }
}
