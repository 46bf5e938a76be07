//! Exact search over all readings of a damaged stretch.
//!
//! An [`Arc`] reads a few units of the stretch as one character. What an n-gram of three adds depends on two arcs and the
//! one behind them, so the search goes from pair of arcs to pair of arcs: forward for the best path and for how probable
//! all paths together are, backward for how probable each arc is given what stands on both sides.
//!
//! All scores are whole numbers of the model's quarter logarithms. So the difference of two is a place in a small table of
//! powers, sums of probabilities are kept as a best score and a factor, and no logarithm is ever taken.

use crate::model::{Id, Model, STEP, UNKNOWN};

/// One reading of a few units of the stretch: the character they may have been.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arc {
    /// The first unit it reads.
    pub(crate) from: u32,
    /// The unit after the last that it reads.
    pub(crate) to: u32,
    pub(crate) c: char,
    pub(crate) id: Id,
    /// Log-probability of the damage, and of the character by itself, in steps of the model.
    pub(crate) score: i16,
}

/// A natural logarithm in steps of the model.
pub(crate) fn in_steps(logarithm: f32) -> i16 {
    (logarithm / STEP).round() as i16
}

/// Paths so much worse than the best to the same place are not followed; nothing at 1 in a million is lost by it.
const BEAM: i32 = (16.0 / STEP) as i32;
/// So many known characters stand on either side.
const KNOWN: u32 = 2;
/// The score of what no path leads to; there is room below it.
const NEVER: i32 = i32::MIN / 4;
const NONE: u32 = u32::MAX;

/// The sum of the probabilities of many paths: `factor` times that of a path with the score `best`.
#[derive(Clone, Copy, Debug)]
struct Sum {
    best: i32,
    factor: f64,
}

impl Sum {
    const NOTHING: Sum = Sum { best: NEVER, factor: 0.0 };
    const ONE: Sum = Sum { best: 0, factor: 1.0 };

    /// Adds another sum, all of whose paths go on for `step`; tells whether it has the better path.
    fn add(&mut self, other: Sum, step: i32, powers: &Powers) -> bool {
        let best = other.best + step;
        let better = best > self.best;
        if better {
            *self = Sum { best, factor: self.factor * powers.of(self.best - best) + other.factor };
        } else {
            self.factor += other.factor * powers.of(best - self.best);
        }
        better
    }
}

/// Exponentials of scores from 0 down to the beam; beyond it they are next to nothing.
#[derive(Debug)]
struct Powers([f64; BEAM as usize + 1]);

impl Powers {
    fn new() -> Self {
        Powers(std::array::from_fn(|steps| (steps as f64 * -f64::from(STEP)).exp()))
    }

    /// Of a score that is not above 0.
    fn of(&self, score: i32) -> f64 {
        self.0.get(score.unsigned_abs() as usize).copied().unwrap_or(0.0)
    }
}

/// Two arcs that follow each other.
#[derive(Debug)]
struct Pair {
    first: u32,
    second: u32,
    /// The second character's own score, and what it adds that it follows the first.
    score: i16,
    /// Whether a trigram may begin with the two.
    leads: bool,
    /// Index of the pair before on the best path from the start.
    back: u32,
    /// All paths from the start to here.
    before: Sum,
    /// All paths from here to the end.
    after: Sum,
}

/// From one pair to one that overlaps it.
#[derive(Debug)]
struct Step {
    from: u32,
    to: u32,
    score: i32,
}

/// A unit of the stretch.
#[derive(Clone, Debug)]
struct Place {
    /// The best score of all paths to it.
    best: i32,
    /// The first and the last arc that ends at it.
    ending: [u32; 2],
}

/// An arc's place in the search.
#[derive(Clone, Debug)]
struct Node {
    /// Index of the first pair whose second arc it is; they end where those of the next node begin.
    pairs: u32,
    /// The next arc that ends where it ends.
    next: u32,
    /// The best score of all paths to it.
    best: i32,
    /// What it adds that another arc stands one place beyond it, and which.
    gapped: (u32, i32),
}

/// The arcs of one stretch after the other, and what was found about them. It is used again for every stretch, since
/// there are many and most are short.
#[derive(Debug)]
pub(crate) struct Lattice<'a> {
    model: &'a Model,
    powers: Powers,
    /// By the first unit that they read. The characters known on both sides join in as arcs of their own, so that no place
    /// is special.
    arcs: Vec<Arc>,
    nodes: Vec<Node>,
    places: Vec<Place>,
    /// By their second arc, then by their first.
    pairs: Vec<Pair>,
    /// By the pair that they lead to.
    steps: Vec<Step>,
    path: Vec<usize>,
    posterior: Vec<f32>,
}

impl<'a> Lattice<'a> {
    pub(crate) fn new(model: &'a Model) -> Self {
        Lattice {
            model,
            powers: Powers::new(),
            arcs: Vec::new(),
            nodes: Vec::new(),
            places: Vec::new(),
            pairs: Vec::new(),
            steps: Vec::new(),
            path: Vec::new(),
            posterior: Vec::new(),
        }
    }

    /// Searches all paths over `arcs`, which are sorted by `from` and cover units `0..end`; `left` and `right` are the two
    /// known characters on either side, in reading order.
    pub(crate) fn solve(&mut self, arcs: &[Arc], end: u32, left: [Id; 2], right: [Id; 2]) {
        let outer = |(from, id)| Arc { from, to: from + 1, c: '\0', id, score: 0 };
        let inner = |arc: &Arc| Arc { from: arc.from + KNOWN, to: arc.to + KNOWN, ..*arc };
        self.arcs.clear();
        self.arcs.extend((0..).zip(left).map(outer));
        self.arcs.extend(arcs.iter().map(inner));
        self.arcs.extend((end + KNOWN..).zip(right).map(outer));
        self.places.clear();
        self.places.resize((end + 2 * KNOWN) as usize + 1, Place { best: NEVER, ending: [NONE; 2] });
        self.forward();
        self.backward();
        self.trace();
        self.weigh();
    }

    /// The best path: indices into the arcs, in order. Empty where no path leads through.
    pub(crate) fn path(&self) -> &[usize] {
        &self.path
    }

    /// The probability of an arc, given everything.
    pub(crate) fn posterior(&self, arc: usize) -> f32 {
        self.posterior[arc + KNOWN as usize]
    }

    /// Finds the best path to every pair, and the sum of all, as far as they are within the beam.
    fn forward(&mut self) {
        self.nodes.clear();
        self.pairs.clear();
        self.steps.clear();
        for arc in 0..self.arcs.len() as u32 {
            self.nodes.push(Node {
                pairs: self.pairs.len() as u32,
                next: NONE,
                best: NEVER,
                gapped: (NONE, 0),
            });
            if arc == 1 {
                let pair = self.pair(0, 1);
                self.pairs.push(Pair { before: Sum::ONE, ..pair });
            } else {
                self.reach(arc);
            }
            self.arrive(arc);
        }
    }

    /// Finds the pairs that end with an arc.
    fn reach(&mut self, second: u32) {
        let place = &self.places[self.arcs[second as usize].from as usize];
        let (floor, mut at) = (place.best - BEAM, place.ending[0]);
        while at != NONE {
            let first = at;
            let Node { next, best, .. } = self.nodes[first as usize];
            at = next;
            if best >= floor {
                self.sum_up(first, second, floor);
            }
        }
    }

    fn pair(&self, first: u32, second: u32) -> Pair {
        let [a, b] = [first, second].map(|arc| self.arcs[arc as usize]);
        let known = a.id != UNKNOWN && b.id != UNKNOWN;
        Pair {
            first,
            second,
            score: b.score + if known { self.model.bigram_steps(a.id, b.id) as i16 } else { 0 },
            leads: known && self.model.leads(a.id, b.id),
            back: NONE,
            before: Sum::NOTHING,
            after: Sum::NOTHING,
        }
    }

    /// Sums up the paths to a pair over all pairs before it that are not below `floor`.
    fn sum_up(&mut self, first: u32, second: u32, floor: i32) {
        let mut pair = self.pair(first, second);
        let Lattice { model, powers, arcs, nodes, pairs, steps, .. } = self;
        let [b, c] = [first, second].map(|arc| arcs[arc as usize].id);
        let known = b != UNKNOWN && c != UNKNOWN;
        let to = pairs.len() as u32;
        for from in nodes[first as usize].pairs..nodes[first as usize + 1].pairs {
            let Pair { first, leads, before, .. } = pairs[from as usize];
            if before.best < floor {
                continue;
            }
            let a = arcs[first as usize].id;
            let gapped = &mut nodes[first as usize].gapped;
            if gapped.0 != second {
                let known = known && a != UNKNOWN;
                *gapped = (second, if known { model.gapped_steps(a, c) } else { 0 });
            }
            let trigram = if leads && known { model.trigram_steps(a, b, c) } else { 0 };
            let score = i32::from(pair.score) + gapped.1 + trigram;
            if pair.before.add(before, score, powers) {
                pair.back = from;
            }
            steps.push(Step { from, to, score });
        }
        pairs.push(pair);
    }

    /// Tells the unit where an arc ends that it can be reached.
    fn arrive(&mut self, arc: u32) {
        let Lattice { nodes, arcs, pairs, places, .. } = self;
        let node = &nodes[arc as usize];
        let Some(best) = pairs[node.pairs as usize..].iter().map(|pair| pair.before.best).max() else {
            return;
        };
        nodes[arc as usize].best = best;
        let place = &mut places[arcs[arc as usize].to as usize];
        place.best = place.best.max(best);
        match place.ending {
            [NONE, _] => place.ending[0] = arc,
            [_, last] => nodes[last as usize].next = arc,
        }
        place.ending[1] = arc;
    }

    fn backward(&mut self) {
        let last = self.arcs.len() as u32 - 1;
        for pair in self.pairs.iter_mut().rev().take_while(|pair| pair.second == last) {
            pair.after = Sum::ONE;
        }
        for &Step { from, to, score } in self.steps.iter().rev() {
            let after = self.pairs[to as usize].after;
            self.pairs[from as usize].after.add(after, score, &self.powers);
        }
    }

    /// Goes back along the best path, and leaves out the known characters.
    fn trace(&mut self) {
        let Lattice { pairs, path, .. } = self;
        path.clear();
        let last = self.arcs.len() as u32 - 1;
        let ends = (0..pairs.len() as u32).rev().take_while(|&pair| pairs[pair as usize].second == last);
        let best = ends.max_by_key(|&pair| pairs[pair as usize].before.best);
        let back = |&at: &u32| Some(pairs[at as usize].back).filter(|&back| back != NONE);
        let arcs = std::iter::successors(best, back).map(|at| pairs[at as usize].second as usize);
        path.extend(arcs.skip(KNOWN as usize).map(|arc| arc.wrapping_sub(KNOWN as usize)));
        path.pop();
        path.reverse();
    }

    fn weigh(&mut self) {
        let Lattice { pairs, powers, posterior, .. } = self;
        posterior.clear();
        posterior.resize(self.arcs.len(), 0.0);
        let all = pairs[0].after;
        for Pair { second, before, after, .. } in pairs {
            let share = powers.of(before.best + after.best - all.best) / all.factor;
            posterior[*second as usize] += (before.factor * after.factor * share) as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every path from unit 0 to `end`, as indices into the arcs.
    fn paths(arcs: &[Arc], end: u32) -> Vec<Vec<usize>> {
        let mut open = vec![(0, Vec::new())];
        let mut done = Vec::new();
        while let Some((at, path)) = open.pop() {
            for (index, arc) in arcs.iter().enumerate().filter(|(_, arc)| arc.from == at) {
                let mut path: Vec<usize> = path.clone();
                path.push(index);
                if arc.to == end { done.push(path) } else { open.push((arc.to, path)) }
            }
        }
        done
    }

    /// What the model says of a path, in steps.
    fn score(model: &Model, arcs: &[Arc], path: &[usize], left: [Id; 2], right: [Id; 2]) -> i32 {
        let own: i32 = path.iter().map(|&arc| i32::from(arcs[arc].score)).sum();
        let ids: Vec<Id> =
            left.into_iter().chain(path.iter().map(|&arc| arcs[arc].id)).chain(right).collect();
        let bigrams: i32 = ids.windows(2).skip(1).map(|ids| model.bigram_steps(ids[0], ids[1])).sum();
        let longer =
            |ids: &[Id]| model.trigram_steps(ids[0], ids[1], ids[2]) + model.gapped_steps(ids[0], ids[2]);
        own + bigrams + ids.windows(3).map(longer).sum::<i32>()
    }

    proptest! {
        /// Frequent characters, so that many n-grams are known.
        #[test]
        fn finds_what_trying_all_paths_finds(
            readings in proptest::collection::vec((0u32..5, 1u32..3, 3..200 as Id, -20i16..0), 0..12),
            known in [3..200 as Id, 3..200 as Id, 3..200 as Id, 3..200 as Id],
        ) {
            let model = Model::builtin();
            let end = 6;
            let through = (0..end).map(|from| (from, 1, 100 + from as Id, -10));
            let arc = |(from, length, id, score): (u32, u32, Id, i16)| Arc { from, to: from + length, c: '\0', id, score };
            let mut arcs: Vec<Arc> = readings.into_iter().chain(through).map(arc).collect();
            arcs.sort_by_key(|arc| arc.from);
            let (left, right) = ([known[0], known[1]], [known[2], known[3]]);
            let mut lattice = Lattice::new(model);
            lattice.solve(&arcs, end, left, right);

            let scored: Vec<(Vec<usize>, i32)> = paths(&arcs, end)
                .into_iter()
                .map(|path| { let score = score(model, &arcs, &path, left, right); (path, score) })
                .collect();
            let best = scored.iter().map(|path| path.1).max().unwrap();
            prop_assert_eq!(score(model, &arcs, lattice.path(), left, right), best);
            let weight = |score: i32| (f64::from(score - best) * f64::from(STEP)).exp();
            let all: f64 = scored.iter().map(|path| weight(path.1)).sum();
            for index in 0..arcs.len() {
                let through = scored.iter().filter(|(path, _)| path.contains(&index));
                let share = through.map(|path| weight(path.1)).sum::<f64>() / all;
                prop_assert!((f64::from(lattice.posterior(index)) - share).abs() < 1e-5);
            }
        }
    }
}
