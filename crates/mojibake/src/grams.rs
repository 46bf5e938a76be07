//! The weights of n-grams.
//!
//! What is asked is always the same: some characters are known, and one of many characters that look alike once damaged
//! stands behind them; which of these n-grams does the model know? So n-grams are kept by what is known and by the
//! [class](class_of) of the last character, and one look-up finds them all. Most look-ups find none.

use crate::model::Id;
use crate::windows1252::HOLES;

/// Bits of a key: two ids and a class, 13 bits each.
const KEY: u32 = 39;
/// Bits of a slot that tell how far it is from where its key belongs.
const AWAY: u32 = 11;
/// Bits of the hash that find a hint.
const HINT: u32 = 20;
/// A slot with nothing in it.
const FREE: u32 = u32::MAX;

/// A number that characters share which the most frequent damage leaves alike: UTF-8 read as Windows-1252 whose holes and
/// soft hyphens vanished. Others may share it too.
pub(crate) fn class_of(c: char) -> Id {
    let vanishes = |byte: u8| HOLES.contains(&byte) || byte == 0xad;
    let mut buffer = [0; 4];
    let left = c.encode_utf8(&mut buffer).bytes().filter(|&byte| !vanishes(byte));
    let left = left.fold(0u32, |left, byte| left << 8 | u32::from(byte));
    (left.wrapping_mul(0x9e37_79b1) >> (u32::BITS - KEY / 3)) as Id
}

/// The last character of an n-gram, and its weight in steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Last {
    pub(crate) id: Id,
    pub(crate) weight: i8,
}

/// An exact hash table from what an n-gram begins with, and the class of its last character, to the last characters.
///
/// Keys are scattered by a function that has an inverse, so that the place at which a key belongs, and the bits of the
/// hash that the place does not tell, are all of the key. A slot holds these bits and how far away from its place it is:
/// what is found is never another key's.
#[derive(Debug)]
pub(crate) struct Grams {
    slots: Vec<u32>,
    /// For each slot, where its last characters begin, and in the low byte how many there are.
    runs: Vec<u32>,
    lasts: Vec<Last>,
    /// A bit for some of the hash of each key: most of what is asked is not there, and this much stays in the cache.
    hints: Vec<u64>,
    /// Bits of the hash below those that are the place.
    rest: u32,
}

impl Grams {
    /// A table for so many n-grams.
    pub(crate) fn with_room_for(count: usize) -> Self {
        // At least so many places that the rest of the hash fits into a slot.
        let places = (count * 3 / 2).next_power_of_two().max(1 << (KEY + AWAY - u32::BITS));
        let rest = KEY - places.trailing_zeros();
        Grams {
            slots: vec![FREE; places],
            runs: vec![0; places],
            lasts: Vec::with_capacity(count),
            hints: vec![0; 1 << HINT >> u64::BITS.trailing_zeros()],
            rest,
        }
    }

    /// Where the search for a hash begins, and what its slot holds if it is there.
    fn place(&self, hash: u64) -> (usize, u32) {
        let rest = hash & ((1 << self.rest) - 1);
        ((hash >> self.rest) as usize, (rest << AWAY) as u32)
    }

    /// Adds the last characters of one class behind `known`, which are not there yet; `None` if the table cannot hold
    /// them.
    pub(crate) fn insert(
        &mut self,
        known: [Id; 2],
        class: Id,
        lasts: impl ExactSizeIterator<Item = Last>,
    ) -> Option<()> {
        let hash = hash(known, class);
        let (word, bit) = hint(hash);
        self.hints[word] |= bit;
        let (mut at, mut slot) = self.place(hash);
        let end = slot | ((1 << AWAY) - 1);
        while self.slots[at] != FREE {
            at = (at + 1) & (self.slots.len() - 1);
            slot += 1;
            if slot == end {
                return None;
            }
        }
        let begin = u32::try_from(self.lasts.len()).ok().filter(|begin| begin >> 24 == 0)?;
        self.slots[at] = slot;
        self.runs[at] = begin << 8 | u32::from(u8::try_from(lasts.len()).ok()?);
        self.lasts.extend(lasts);
        Some(())
    }

    /// The last characters of one class behind `known`, as far as the model knows such n-grams.
    #[inline]
    pub(crate) fn behind(&self, known: [Id; 2], class: Id) -> &[Last] {
        let hash = hash(known, class);
        let (word, bit) = hint(hash);
        if self.hints[word] & bit == 0 { &[] } else { self.find(hash) }
    }

    fn find(&self, hash: u64) -> &[Last] {
        let (mut at, mut slot) = self.place(hash);
        loop {
            let found = self.slots[at];
            if found == slot {
                let (begin, count) = ((self.runs[at] >> 8) as usize, (self.runs[at] & 0xff) as usize);
                return &self.lasts[begin..begin + count];
            }
            if found == FREE {
                return &[];
            }
            at = (at + 1) & (self.slots.len() - 1);
            slot += 1;
        }
    }
}

/// One hash for each key, and one key for each hash.
fn hash([a, b]: [Id; 2], class: Id) -> u64 {
    let key = u64::from(a) << 26 | u64::from(b) << 13 | u64::from(class);
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15) & ((1 << KEY) - 1)
}

/// Where the hint for a hash is.
fn hint(hash: u64) -> (usize, u64) {
    let hint = hash >> (KEY - HINT);
    (hint as usize >> 6, 1 << (hint & 63))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const IDS: std::ops::Range<Id> = 0..1 << 13;

    proptest! {
        #[test]
        fn holds_what_was_put_in_and_nothing_else(
            grams in proptest::collection::btree_map((IDS, IDS, IDS), 1i8.., 0..500),
            others in proptest::collection::vec((IDS, IDS, IDS), 500),
        ) {
            let mut table = Grams::with_room_for(grams.len());
            for (&(a, b, class), &weight) in &grams {
                table.insert([a, b], class, [Last { id: class, weight }].into_iter()).unwrap();
            }
            let weight = |grams: &BTreeMap<_, i8>, gram| grams.get(gram).copied();
            for gram in grams.keys().chain(&others) {
                let found = table.behind([gram.0, gram.1], gram.2).first().map(|last| last.weight);
                prop_assert_eq!(found, weight(&grams, gram));
            }
        }
    }

    /// A hash that were not one to one would take one of these for another.
    #[test]
    fn neighbours_are_told_apart() {
        let mut table = Grams::with_room_for(1 << 12);
        let lasts = |id| [Last { id, weight: 1 }, Last { id, weight: 2 }];
        (0..1 << 12).for_each(|id| table.insert([7, id], 0, lasts(id).into_iter()).unwrap());
        assert!((0..1 << 12).all(|id| table.behind([7, id], 0) == lasts(id)));
        assert!((0..1 << 12).all(|id| table.behind([7, id], 1).is_empty()));
    }

    #[test]
    fn damage_leaves_a_class_alike() {
        assert_eq!(class_of('提'), class_of('揭'));
        assert_ne!(class_of('提'), class_of('关'));
    }
}
