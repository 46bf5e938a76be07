//! The weights of n-grams, by their keys.

/// Bits of a key: three ids of 13 bits.
const KEY: u32 = 39;
/// Bits of a slot that tell how far it is from where its key belongs.
const AWAY: u32 = 11;
/// A slot with nothing in it.
const FREE: u32 = u32::MAX;

/// An exact hash table of four bytes a slot, five with the weight.
///
/// Keys are scattered by a function that has an inverse, so that the place at which a key belongs, and the bits of the
/// hash that the place does not tell, are all of the key. A slot holds these bits and how far away from its place it is:
/// what is found is never another key's.
#[derive(Debug)]
pub(crate) struct Grams {
    slots: Vec<u32>,
    weights: Vec<i8>,
    /// Bits of the hash below those that are the place.
    rest: u32,
}

impl Grams {
    /// A table for so many n-grams.
    pub(crate) fn with_room_for(count: usize) -> Self {
        // At least so many places, that the rest of the hash fits into a slot.
        let places = (count * 3 / 2).next_power_of_two().max(1 << (KEY + AWAY - u32::BITS));
        let rest = KEY - places.trailing_zeros();
        Grams { slots: vec![FREE; places], weights: vec![0; places], rest }
    }

    /// Where the search for a key begins, and what its slot holds if it is there.
    fn place(&self, key: u64) -> (usize, u32) {
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) & ((1 << KEY) - 1);
        let rest = hash & ((1 << self.rest) - 1);
        ((hash >> self.rest) as usize, (rest << AWAY) as u32)
    }

    /// Adds an n-gram that is not there; `None` if the table is too full.
    pub(crate) fn insert(&mut self, key: u64, weight: i8) -> Option<()> {
        let (mut at, mut slot) = self.place(key);
        let end = slot | ((1 << AWAY) - 1);
        while self.slots[at] != FREE {
            at = (at + 1) & (self.slots.len() - 1);
            slot += 1;
            if slot == end {
                return None;
            }
        }
        (self.slots[at], self.weights[at]) = (slot, weight);
        Some(())
    }

    /// The weight of an n-gram, in quantised steps; 0 if the model says nothing of it.
    pub(crate) fn weight(&self, key: u64) -> i32 {
        let (mut at, mut slot) = self.place(key);
        loop {
            let found = self.slots[at];
            if found == slot {
                return i32::from(self.weights[at]);
            }
            if found == FREE {
                return 0;
            }
            at = (at + 1) & (self.slots.len() - 1);
            slot += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn holds_what_was_put_in_and_nothing_else(
            grams in proptest::collection::btree_map(0u64..1 << KEY, any::<i8>(), 0..500),
            others in proptest::collection::vec(0u64..1 << KEY, 500),
        ) {
            let mut table = Grams::with_room_for(grams.len());
            grams.iter().for_each(|(&key, &weight)| table.insert(key, weight).unwrap());
            let weight = |grams: &BTreeMap<u64, i8>, key| grams.get(&key).map_or(0, |&weight| i32::from(weight));
            for &key in grams.keys().chain(&others) {
                prop_assert_eq!(table.weight(key), weight(&grams, key));
            }
        }
    }

    /// A hash that were not one to one would take one of these for another.
    #[test]
    fn neighbours_are_told_apart() {
        let mut table = Grams::with_room_for(1 << 12);
        (0..1 << 12).for_each(|key| table.insert(key << 13, (key % 100) as i8).unwrap());
        assert!((0..1 << 12).all(|key| table.weight(key << 13) == (key % 100) as i32));
        assert!((0..1 << 12).all(|key| table.weight(key << 13 | 1) == 0));
    }
}
