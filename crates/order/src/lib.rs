//! Sorting that is small in WebAssembly.
//!
//! The library's sorters are made anew for each kind of thing that is sorted, and each comes to some kilobytes of
//! WebAssembly. The two of this crate sort places, whatever stands there, so there are two and no more: the library's for
//! numbers, and one that merges for all else, which is a fifth as large.
//!
//! ```
//! let mut ranks = [(3, 'c'), (1, 'a'), (3, 'b')];
//! order::by_number(&mut ranks, |&(rank, _)| rank);
//! assert_eq!(ranks, [(1, 'a'), (3, 'c'), (3, 'b')]);
//! ```

use std::cmp::Ordering;

/// Puts things in the order of a number. Those with the same number stay in their order.
///
/// # Panics
/// With more than `u32::MAX` things.
pub fn by_number<T>(things: &mut [T], number: impl Fn(&T) -> u64) {
    if !things.is_sorted_by_key(&number) {
        let numbered = things.iter().zip(places(things.len())).map(|(thing, place)| (number(thing), place));
        put(things, sorted(numbered.collect()));
    }
}

/// Puts things in the order that `compare` has them in. Those that are equal stay in their order.
///
/// For what no number tells: [`by_number`] is faster.
///
/// # Panics
/// With more than `u32::MAX` things.
pub fn by<T>(things: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let compared =
        compared(things.len(), &|a: u32, b: u32| compare(&things[a as usize], &things[b as usize]));
    put(things, compared);
}

/// A number that orders scores, the highest first: −0 after 0, what is not a number at the ends, as [`f32::total_cmp`] has it.
pub fn highest_first(score: f32) -> u64 {
    let bits = score.to_bits();
    let rising = if bits >> 31 == 0 { bits | 1 << 31 } else { !bits };
    u64::from(!rising)
}

/// Collects into a B-tree, an element after another: to make one at once, the library sorts.
pub fn gathered<C: Default + Extend<T>, T>(elements: impl IntoIterator<Item = T>) -> C {
    let mut gathered = C::default();
    gathered.extend(elements);
    gathered
}

fn places(length: usize) -> std::ops::Range<u32> {
    0..u32::try_from(length).expect("no more things than a u32 counts")
}

/// The places of numbers in their order.
#[inline(never)]
fn sorted(mut numbers: Vec<(u64, u32)>) -> Vec<u32> {
    numbers.sort_unstable();
    numbers.into_iter().map(|(_, place)| place).collect()
}

/// Places in their order, by merging runs of twice the length each time.
#[inline(never)]
fn compared(length: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = places(length).collect();
    let mut merged = Vec::with_capacity(length);
    let mut run = 1;
    while run < length {
        for pair in order.chunks(2 * run) {
            let (mut first, mut second) = pair.split_at(run.min(pair.len()));
            while let ([a, after_a @ ..], [b, after_b @ ..]) = (first, second) {
                if compare(*a, *b).is_le() {
                    merged.push(*a);
                    first = after_a;
                } else {
                    merged.push(*b);
                    second = after_b;
                }
            }
            merged.extend_from_slice(first);
            merged.extend_from_slice(second);
        }
        std::mem::swap(&mut order, &mut merged);
        merged.clear();
        run *= 2;
    }
    order
}

/// Puts things in an order of places, by swapping.
fn put<T>(things: &mut [T], order: Vec<u32>) {
    let mut goes_to = vec![0; order.len()];
    for (to, from) in order.into_iter().enumerate() {
        goes_to[from as usize] = to;
    }
    for at in 0..things.len() {
        while goes_to[at] != at {
            let to = goes_to[at];
            things.swap(at, to);
            goes_to.swap(at, to);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_order_as_the_library_does(numbers in proptest::collection::vec(0u64..50, 0..200)) {
            let things: Vec<(u64, usize)> = numbers.into_iter().zip(0..).collect();
            let mut expected = things.clone();
            expected.sort_by_key(|&(number, _)| number);
            let mut numbered = things.clone();
            by_number(&mut numbered, |&(number, _)| number);
            prop_assert_eq!(&numbered, &expected);
            let mut compared = things;
            by(&mut compared, |a, b| a.0.cmp(&b.0));
            prop_assert_eq!(&compared, &expected);
        }

        #[test]
        fn the_highest_score_is_first(a: f32, b: f32) {
            prop_assert_eq!(highest_first(a).cmp(&highest_first(b)), b.total_cmp(&a));
        }
    }
}
