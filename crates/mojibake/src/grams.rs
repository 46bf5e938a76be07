//! The weights of n-grams.
//!
//! What is asked is always the same: some characters are known, and one of many characters that look alike once damaged
//! stands behind them; which of these n-grams does the model know? So n-grams are kept by what is known and by the
//! [class](class_of) of the last character, and one look-up finds them all. Most look-ups find none.

use std::iter::{Chain, Copied};
use std::{option, slice};

use crate::model::Id;
use crate::windows1252::HOLES;

/// Bits of a key: two ids and a class, 13 bits each.
const KEY: u32 = 39;
/// Bits of a slot's mark that tell how far it is from where its key belongs.
const AWAY: u32 = 10;
/// Bits of the hash that find a hint.
const HINT: u32 = 20;
/// Bits of the hash that find whether an n-gram begins so.
const BEGINNING: u32 = 18;
/// The mark of a slot with nothing in it.
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
pub struct Last {
    /// The character.
    pub id: Id,
    /// What it adds that it stands there, in steps.
    pub weight: i8,
}

/// The last characters of one class behind what is known.
#[derive(Clone, Copy, Debug)]
struct Lasts<'a> {
    /// Where there is just one.
    one: Option<Last>,
    others: &'a [Last],
}

impl Lasts<'_> {
    const NONE: Lasts<'static> = Lasts { one: None, others: &[] };
}

impl<'a> IntoIterator for Lasts<'a> {
    type Item = Last;
    type IntoIter = Chain<option::IntoIter<Last>, Copied<slice::Iter<'a, Last>>>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.one.into_iter().chain(self.others.iter().copied())
    }
}

/// An exact hash table from what an n-gram begins with, and the class of its last character, to the last characters.
///
/// Keys are scattered by a function that has an inverse, so that the place at which a key belongs, and the bits of the
/// hash that the place does not tell, are all of the key. A slot's mark holds these bits and how far away from its place it
/// is: what is found is never another key's.
#[derive(Debug)]
pub(crate) struct Grams {
    slots: Vec<Slot>,
    /// The last characters of the keys that have more than one.
    lasts: Vec<Last>,
    /// A bit for some of the hash of each key: most of what is asked is not there, and this much stays in the cache.
    hints: Vec<u64>,
    /// A bit for some of the hash of what each n-gram begins with.
    beginnings: Vec<u64>,
    /// Bits of the hash below those that are the place.
    rest: u32,
}

/// A key and its last characters, side by side: what is found costs one line of the cache.
#[derive(Clone, Copy, Debug)]
struct Slot {
    mark: u32,
    /// [`ONE`] and the only last character, or where they begin, and in the low byte how many there are.
    run: u32,
}

/// Marks a run that is one character itself: its id, and in the low byte its weight.
const ONE: u32 = 1 << 31;

impl Grams {
    /// A table for so many n-grams.
    pub(crate) fn with_room_for(count: usize) -> Self {
        // At least so many places that the rest of the hash fits into a mark.
        let places = (count * 9 / 8).next_power_of_two().max(1 << (KEY + AWAY - u32::BITS));
        let rest = KEY - places.trailing_zeros();
        let bits = |count: u32| vec![0; 1 << count >> u64::BITS.trailing_zeros()];
        Grams {
            slots: vec![Slot { mark: FREE, run: 0 }; places],
            lasts: Vec::new(),
            hints: bits(HINT),
            beginnings: bits(BEGINNING),
            rest,
        }
    }

    /// Where the search for a hash begins, and the mark of its slot if it is there.
    fn place(&self, hash: u64) -> (usize, u32) {
        let hash = scattered(hash ^ hash >> (KEY / 2));
        let rest = hash & ((1 << self.rest) - 1);
        ((hash >> self.rest) as usize, (rest << AWAY) as u32)
    }

    /// Adds the last characters of one class behind `known`, which are not there yet; `None` if the table cannot hold
    /// them.
    pub(crate) fn insert(
        &mut self,
        known: [Id; 2],
        class: Id,
        mut lasts: impl ExactSizeIterator<Item = Last>,
    ) -> Option<()> {
        let hash = hash(known, class);
        let (word, bit) = hint(hash);
        self.hints[word] |= bit;
        let (word, bit) = beginning(known);
        self.beginnings[word] |= bit;
        let (mut at, mut mark) = self.place(hash);
        let end = mark | ((1 << AWAY) - 1);
        while self.slots[at].mark != FREE {
            at = (at + 1) & (self.slots.len() - 1);
            mark += 1;
            if mark == end {
                return None;
            }
        }
        let run = if lasts.len() == 1 {
            let Last { id, weight } = lasts.next()?;
            ONE | u32::from(id) << 8 | u32::from(weight as u8)
        } else {
            let begin = u32::try_from(self.lasts.len()).ok().filter(|begin| begin >> 23 == 0)?;
            begin << 8 | u32::from(u8::try_from(lasts.len()).ok()?)
        };
        self.slots[at] = Slot { mark, run };
        self.lasts.extend(lasts);
        Some(())
    }

    /// Tells `found` the last characters of one class behind `known`, as far as the model knows such n-grams.
    #[inline]
    pub(crate) fn behind(&self, known: [Id; 2], class: Id, found: impl FnMut(Last)) {
        let hash = hash(known, class);
        let (word, bit) = hint(hash);
        if self.hints[word] & bit != 0 {
            self.find(hash).into_iter().for_each(found);
        }
    }

    #[inline(never)]
    fn find(&self, hash: u64) -> Lasts<'_> {
        let (mut at, mut mark) = self.place(hash);
        loop {
            let slot = self.slots[at];
            if slot.mark == mark {
                return self.lasts(slot.run);
            }
            if slot.mark == FREE {
                return Lasts::NONE;
            }
            at = (at + 1) & (self.slots.len() - 1);
            mark += 1;
        }
    }

    fn lasts(&self, run: u32) -> Lasts<'_> {
        if run & ONE != 0 {
            let one = Last { id: (run >> 8 & 0xffff) as Id, weight: run as i8 };
            return Lasts { one: Some(one), others: &[] };
        }
        let (begin, count) = ((run >> 8) as usize, (run & 0xff) as usize);
        Lasts { one: None, others: &self.lasts[begin..begin + count] }
    }

    /// Whether any n-gram may begin with `known`; of those of which none does, it tells most.
    #[inline]
    pub(crate) fn may_begin(&self, known: [Id; 2]) -> bool {
        let (word, bit) = beginning(known);
        self.beginnings[word] & bit != 0
    }
}

/// One hash for each key, and one key for each hash: its high bits find the hint, and scattered again all of it the slot.
#[inline]
fn hash([a, b]: [Id; 2], class: Id) -> u64 {
    scattered(u64::from(a) << 26 | u64::from(b) << 13 | u64::from(class))
}

#[inline]
fn scattered(bits: u64) -> u64 {
    bits.wrapping_mul(0x9e37_79b9_7f4a_7c15) & ((1 << KEY) - 1)
}

/// Where the hint for a hash is.
#[inline]
fn hint(hash: u64) -> (usize, u64) {
    let hint = hash >> (KEY - HINT);
    (hint as usize >> 6, 1 << (hint & 63))
}

/// Where the bit for what an n-gram begins with is.
fn beginning([a, b]: [Id; 2]) -> (usize, u64) {
    let bit = (u32::from(a) << 13 | u32::from(b)).wrapping_mul(0x9e37_79b1) >> (u32::BITS - BEGINNING);
    (bit as usize >> 6, 1 << (bit & 63))
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
                let mut found = None;
                table.behind([gram.0, gram.1], gram.2, |last| found = Some(last.weight));
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
        let behind = |id, class| {
            let mut found = Vec::new();
            table.behind([7, id], class, |last| found.push(last));
            found
        };
        assert!((0..1 << 12).all(|id| behind(id, 0) == lasts(id)));
        assert!((0..1 << 12).all(|id| behind(id, 1).is_empty()));
    }

    #[test]
    fn damage_leaves_a_class_alike() {
        assert_eq!(class_of('提'), class_of('揭'));
        assert_ne!(class_of('提'), class_of('关'));
    }
}
