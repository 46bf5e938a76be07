//! Exact search over all readings of a damaged stretch.

use crate::model::{Id, Model, UNKNOWN};

/// One reading of a few units of the stretch: the character they may have been.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arc {
    /// The first unit it reads.
    pub(crate) from: u32,
    /// The unit after the last that it reads.
    pub(crate) to: u32,
    pub(crate) id: Id,
    pub(crate) c: char,
    /// Log-probability of the damage, and of the character by itself.
    pub(crate) score: f32,
}

/// The best path through a lattice, and how probable each arc is.
#[derive(Debug, Default)]
pub(crate) struct Solution {
    /// Indices into the arcs, in order.
    pub(crate) path: Vec<usize>,
    /// The probability of each arc, given everything.
    pub(crate) posterior: Vec<f32>,
}

/// Two arcs that follow each other.
struct Pair {
    first: u32,
    second: u32,
    /// The second character's own score, and what it adds that it follows the first.
    score: f32,
    /// Whether a trigram may begin with the two.
    leads: bool,
    /// The score of the best path from the start to here.
    best: f32,
    /// Index of the pair before on that path.
    back: u32,
    /// The summed probability of all paths to here, over that of the best.
    sum: f32,
    /// The logarithm of the summed probability of all paths from here to the end.
    after: f32,
}

/// Paths so much worse than the best to the same place are not followed; nothing at 1 in a million is lost by it.
const BEAM: f32 = 16.0;
const NONE: u32 = u32::MAX;

/// Searches all paths over `arcs`, which are sorted by `from` and cover units `0..end`; `left` and `right` are the two
/// known characters on either side, in reading order.
pub(crate) fn solve(model: &Model, arcs: &[Arc], end: u32, left: [Id; 2], right: [Id; 2]) -> Solution {
    // The context on both sides joins in as arcs of its own, so that no place is special.
    let outer = |from: u32, id| Arc { from, to: from + 1, id, c: '\0', score: 0.0 };
    let mut all = vec![outer(0, left[0]), outer(1, left[1])];
    all.extend(arcs.iter().map(|arc| Arc { from: arc.from + 2, to: arc.to + 2, ..*arc }));
    all.extend([outer(end + 2, right[0]), outer(end + 3, right[1])]);

    let mut lattice = Lattice::new(model, &all, end + 4);
    let Some(goal) = lattice.forward() else { return Solution::default() };
    lattice.backward();
    let mut posterior = lattice.posterior();
    let mut path = lattice.path(goal);
    // Without the context: one arc before (the first is never second in a pair), two after.
    path.truncate(path.len() - 2);
    path.remove(0);
    path.iter_mut().for_each(|arc| *arc -= 2);
    posterior.truncate(all.len() - 2);
    posterior.drain(..2);
    Solution { path, posterior }
}

struct Lattice<'a> {
    model: &'a Model,
    arcs: &'a [Arc],
    /// By their first arc.
    pairs: Vec<Pair>,
    /// Where the pairs begin whose first arc has this index.
    pairs_of: Vec<u32>,
    /// From pair, to pair, score of the step.
    steps: Vec<(u32, u32, f32)>,
}

impl<'a> Lattice<'a> {
    fn new(model: &'a Model, arcs: &'a [Arc], places: u32) -> Self {
        let mut starting = vec![0u32; places as usize + 2];
        for arc in arcs {
            starting[arc.from as usize + 1] += 1;
        }
        for place in 1..starting.len() {
            starting[place] += starting[place - 1];
        }
        let mut pairs = Vec::new();
        let mut pairs_of = vec![0; arcs.len() + 1];
        let mut reached = vec![false; arcs.len()];
        reached[0] = true;
        for (first, arc) in arcs.iter().enumerate() {
            pairs_of[first] = pairs.len() as u32;
            if reached[first] {
                for second in starting[arc.to as usize]..starting[arc.to as usize + 1] {
                    reached[second as usize] = true;
                    let next = arcs[second as usize];
                    let score = next.score + bigram(model, arc.id, next.id);
                    let leads = known(arc.id) && known(next.id) && model.leads(arc.id, next.id);
                    let first = first as u32;
                    pairs.push(Pair {
                        first,
                        second,
                        score,
                        leads,
                        best: f32::MIN,
                        back: NONE,
                        sum: 0.0,
                        after: f32::MIN,
                    });
                }
            }
        }
        pairs_of[arcs.len()] = pairs.len() as u32;
        Lattice { model, arcs, pairs, pairs_of, steps: Vec::new() }
    }

    /// Finds the best path to every pair; gives the last pair of the best of all.
    fn forward(&mut self) -> Option<u32> {
        let Lattice { model, arcs, pairs, pairs_of, steps } = self;
        let mut top = vec![f32::MIN; arcs.last()?.to as usize + 1];
        // What it adds that an arc stands one place beyond the first of a pair, as far as that was asked.
        let mut gapped = vec![(NONE, 0.0); arcs.len()];
        (pairs[0].best, pairs[0].sum) = (0.0, 1.0);
        for index in 0..pairs.len() {
            let Pair { first, second, leads, best, sum, .. } = pairs[index];
            let (a, b) = (arcs[first as usize], arcs[second as usize]);
            let top = &mut top[b.to as usize];
            *top = top.max(best);
            if best < *top - BEAM {
                continue;
            }
            for next in pairs_of[second as usize]..pairs_of[second as usize + 1] {
                let pair = &mut pairs[next as usize];
                let c = arcs[pair.second as usize].id;
                let gap = &mut gapped[pair.second as usize];
                if gap.0 != first {
                    let counts = known(a.id) && known(b.id) && known(c);
                    *gap = (first, if counts { model.gapped(a.id, c) } else { 0.0 });
                }
                let trigram = if leads && known(c) { model.trigram(a.id, b.id, c) } else { 0.0 };
                let step = pair.score + gap.1 + trigram;
                let path = best + step;
                if path > pair.best {
                    pair.sum = pair.sum * faint(pair.best - path) + sum;
                    (pair.best, pair.back) = (path, index as u32);
                } else {
                    pair.sum += sum * faint(path - pair.best);
                }
                steps.push((index as u32, next, step));
            }
        }
        let last = arcs.len() as u32 - 1;
        let ends = (0..pairs.len() as u32)
            .filter(|&p| pairs[p as usize].second == last && pairs[p as usize].best > f32::MIN);
        ends.max_by(|&a, &b| pairs[a as usize].best.total_cmp(&pairs[b as usize].best))
    }

    fn backward(&mut self) {
        let last = self.arcs.len() as u32 - 1;
        for pair in self.pairs.iter_mut().filter(|pair| pair.second == last) {
            pair.after = 0.0;
        }
        for &(from, to, step) in self.steps.iter().rev() {
            let beyond = self.pairs[to as usize].after + step;
            let after = &mut self.pairs[from as usize].after;
            let (high, low) = if beyond > *after { (beyond, *after) } else { (*after, beyond) };
            *after = if high - low > BEAM { high } else { high + (low - high).exp().ln_1p() };
        }
    }

    fn posterior(&self) -> Vec<f32> {
        let total = self.pairs[0].after;
        let mut posterior = vec![0.0; self.arcs.len()];
        for pair in self.pairs.iter().filter(|pair| pair.best > f32::MIN && pair.after > f32::MIN) {
            posterior[pair.second as usize] += pair.sum * faint(pair.best + pair.after - total);
        }
        posterior
    }

    /// The arcs of the path that ends with a pair.
    fn path(&self, goal: u32) -> Vec<usize> {
        let step = |&at: &u32| Some(self.pairs[at as usize].back).filter(|&back| back != NONE);
        let mut path: Vec<usize> = std::iter::successors(Some(goal), step)
            .map(|at| self.pairs[at as usize].second as usize)
            .collect();
        path.reverse();
        path
    }
}

/// The exponential, without the trouble where it is next to nothing.
fn faint(x: f32) -> f32 {
    if x < -BEAM { 0.0 } else { x.exp() }
}

fn bigram(model: &Model, a: Id, b: Id) -> f32 {
    if known(a) && known(b) { model.bigram(a, b) } else { 0.0 }
}

fn known(id: Id) -> bool {
    id != UNKNOWN
}
