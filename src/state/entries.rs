use std::ops::{Deref, Index};
use std::rc::Rc;

use crate::protocol::{ENTRIES, Entry};

/// The outline, as far as it is there. Clones are the same outline; two are equal if they hold the same batches.
///
/// It comes in batches of [`ENTRIES`], so that to add one costs nothing for those before it.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    batches: Rc<Vec<Rc<Vec<Entry>>>>,
    len: usize,
}

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.batches.iter().zip(&*other.batches).all(|(a, b)| Rc::ptr_eq(a, b))
    }
}

/// An entry of an [`Entries`]. Two are equal if they are the same one, whatever it holds.
#[derive(Clone, Debug)]
pub struct InOutline {
    batch: Rc<Vec<Entry>>,
    place: usize,
}

impl PartialEq for InOutline {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place && Rc::ptr_eq(&self.batch, &other.batch)
    }
}

impl Deref for InOutline {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        &self.batch[self.place]
    }
}

impl Entries {
    /// Adds a batch; only the last may be smaller than [`ENTRIES`].
    pub fn add(&mut self, batch: Vec<Entry>) {
        self.len += batch.len();
        Rc::make_mut(&mut self.batches).push(Rc::new(batch));
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// An entry by its number.
    pub fn get(&self, number: usize) -> Option<&Entry> {
        self.batches.get(number / ENTRIES)?.get(number % ENTRIES)
    }

    /// An entry by its number, to be drawn for as long as it is the same.
    pub fn shared(&self, number: u32) -> Option<InOutline> {
        let (batch, place) = (number as usize / ENTRIES, number as usize % ENTRIES);
        let batch = self.batches.get(batch).filter(|batch| place < batch.len())?.clone();
        Some(InOutline { batch, place })
    }

    /// All entries, each before those below it.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.batches.iter().flat_map(|batch| batch.iter())
    }

    /// How many entries begin before a unit.
    pub fn before(&self, unit: u32) -> usize {
        let batch = self.batches.partition_point(|batch| batch.last().is_some_and(|last| last.unit < unit));
        let within = self.batches.get(batch).map_or(0, |batch| batch.partition_point(|e| e.unit < unit));
        (batch * ENTRIES + within).min(self.len)
    }

    /// The entry that a unit stands in: the first that begins in it, or else the last that begins before it.
    pub fn at(&self, unit: u32) -> Option<usize> {
        let before = self.before(unit);
        match self.get(before) {
            Some(entry) if entry.unit == unit => Some(before),
            _ => before.checked_sub(1),
        }
    }
}

impl Index<u32> for Entries {
    type Output = Entry;

    fn index(&self, number: u32) -> &Entry {
        &self.batches[number as usize / ENTRIES][number as usize % ENTRIES]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(unit: u32) -> Entry {
        let [id, marker, title] = std::array::from_fn(|_| "".into());
        Entry { id, level: 1, marker, title, unit, below: 0, figures: 0, charts: 0 }
    }

    #[test]
    fn a_unit_stands_in_its_first_entry_or_in_the_one_before() {
        let mut entries = Entries::default();
        entries.add([2, 5, 5, 9].map(entry).into());
        assert_eq!(
            [0, 2, 4, 5, 6, 9, 30].map(|unit| entries.at(unit)),
            [None, Some(0), Some(0), Some(1), Some(2), Some(3), Some(3)]
        );
    }

    #[test]
    fn batches_are_one_outline() {
        let mut entries = Entries::default();
        let all: Vec<Entry> = (0..1_000).map(|number| entry(number / 2)).collect();
        all.chunks(ENTRIES).for_each(|batch| entries.add(batch.to_vec()));
        assert_eq!(entries.len(), 1_000);
        assert!(entries.iter().eq(&all));
        assert_eq!(entries.before(300), 600);
        assert_eq!(entries[999], all[999]);
        assert_eq!(entries.at(499), Some(998));
    }
}
