//! Where two sequences agree: Ratcliff and Obershelp's longest matching blocks, as Python's `difflib` finds them.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// A stretch that two sequences share, or that stands in one of them, or one in place of the other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) equal: bool,
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
}

/// Both sequences cut into stretches that agree and stretches that do not, in order.
///
/// Quick where the sequences are much alike, as a text and its damaged copy are; quadratic where they are not.
pub(crate) fn pieces<T: Eq + Hash>(a: &[T], b: &[T]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (block_a, block_b) in blocks(a, b) {
        if i < block_a.start || j < block_b.start {
            out.push(Piece { equal: false, a: i..block_a.start, b: j..block_b.start });
        }
        (i, j) = (block_a.end, block_b.end);
        match out.last_mut().filter(|last| last.equal) {
            Some(last) => (last.a.end, last.b.end) = (i, j),
            None if i > block_a.start => out.push(Piece { equal: true, a: block_a, b: block_b }),
            None => {}
        }
    }
    out
}

/// The matching blocks in order, and an empty one at the end.
fn blocks<T: Eq + Hash>(a: &[T], b: &[T]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut places: HashMap<&T, Vec<usize>> = HashMap::new();
    for (j, item) in b.iter().enumerate() {
        places.entry(item).or_default().push(j);
    }
    let mut runs = Runs::new(b.len());
    let mut found = vec![(a.len()..a.len(), b.len()..b.len())];
    let mut open = vec![(0..a.len(), 0..b.len())];
    while let Some((in_a, in_b)) = open.pop() {
        let (i, j, length) = runs.longest(a, &places, in_a.clone(), in_b.clone());
        if length == 0 {
            continue;
        }
        found.push((i..i + length, j..j + length));
        open.push((in_a.start..i, in_b.start..j));
        open.push((i + length..in_a.end, j + length..in_b.end));
    }
    found.sort_by_key(|(block_a, block_b)| (block_a.start, block_b.start));
    found
}

/// Lengths of the common runs that end at each place of `b`, for two neighbouring places of `a`.
struct Runs {
    before: Vec<usize>,
    here: Vec<usize>,
}

impl Runs {
    fn new(length: usize) -> Self {
        Runs { before: vec![0; length + 1], here: vec![0; length + 1] }
    }

    /// The first of the longest common runs of the two ranges: where it begins in each, and its length.
    fn longest<T: Eq + Hash>(
        &mut self,
        a: &[T],
        places: &HashMap<&T, Vec<usize>>,
        in_a: Range<usize>,
        in_b: Range<usize>,
    ) -> (usize, usize, usize) {
        let mut best = (in_a.start, in_b.start, 0);
        let mut touched: &[usize] = &[];
        for i in in_a {
            let all = places.get(&a[i]).map_or(&[][..], Vec::as_slice);
            let now = &all[all.partition_point(|j| *j < in_b.start)..all.partition_point(|j| *j < in_b.end)];
            for &j in now {
                let length = self.before[j] + 1;
                self.here[j + 1] = length;
                if length > best.2 {
                    best = (i + 1 - length, j + 1 - length, length);
                }
            }
            for &j in touched {
                self.before[j + 1] = 0;
            }
            std::mem::swap(&mut self.before, &mut self.here);
            touched = now;
        }
        for &j in touched {
            self.before[j + 1] = 0;
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(a: &str, b: &str) -> String {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let show = |part: &[char]| part.iter().collect::<String>();
        pieces(&a, &b)
            .into_iter()
            .map(|p| match p.equal {
                true => show(&a[p.a]),
                false => format!("[{}/{}]", show(&a[p.a]), show(&b[p.b])),
            })
            .collect()
    }

    #[test]
    fn agrees_with_difflib() {
        assert_eq!(cut("", ""), "");
        assert_eq!(cut("全市", "全市"), "全市");
        assert_eq!(cut("", "全市"), "[/全市]");
        assert_eq!(cut("qabxcd", "abycdf"), "[q/]ab[x/y]cd[/f]");
        assert_eq!(cut("全?增长9%,其?", "全市增长9%,其中"), "全[?/市]增长9%,其[?/中]");
        assert_eq!(cut("ababab", "babaab"), "[a/]baba[/a]b");
    }
}
