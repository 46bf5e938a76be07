//! Choices that a number decides.

use std::ops::RangeInclusive;

/// A sequence of choices, the same for the same number everywhere: SplitMix64 (Steele, Lea and Flood, 2014).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(number: u32) -> Self {
        Self(u64::from(number))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn number(&mut self, range: RangeInclusive<u64>) -> u64 {
        range.start() + self.next() % (range.end() - range.start() + 1)
    }

    pub(crate) fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.number(0..=all.len() as u64 - 1) as usize]
    }

    /// `count` different ones, in an order of chance.
    pub(crate) fn some_of<T: Copy>(&mut self, all: &[T], count: usize) -> Vec<T> {
        let mut all = all.to_vec();
        for place in 0..count.min(all.len()) {
            let other = self.number(place as u64..=all.len() as u64 - 1) as usize;
            all.swap(place, other);
        }
        all.truncate(count);
        all
    }

    /// A number with one decimal.
    pub(crate) fn decimal(&mut self, range: RangeInclusive<u64>) -> String {
        format!("{}.{}", self.number(range), self.number(1..=9))
    }
}
