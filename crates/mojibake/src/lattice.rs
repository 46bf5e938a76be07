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

/// Two arcs that follow each other, with the best and the summed score of all paths from the start to their end.
struct Pair {
    /// Index of the first arc; [`usize::MAX`] is the context before the stretch.
    first: usize,
    second: usize,
    best: f32,
    /// Index of the pair before on the best path.
    back: usize,
    forward: f32,
    backward: f32,
}

/// Searches all paths over `arcs`, which are sorted by `from` and cover units `0..end`; `left` and `right` are the two
/// known characters on either side, outermost first on the left, innermost first on the right.
pub(crate) fn solve(model: &Model, arcs: &[Arc], end: u32, left: [Id; 2], right: [Id; 2]) -> Solution {
    // The context on both sides joins in as arcs of its own, so that no place is special.
    let mut all = Vec::with_capacity(arcs.len() + 4);
    let outer = |from: u32, id| Arc { from, to: from + 1, id, c: '\0', score: 0.0 };
    all.extend([outer(0, left[0]), outer(1, left[1])]);
    all.extend(arcs.iter().map(|arc| Arc { from: arc.from + 2, to: arc.to + 2, ..*arc }));
    all.extend([outer(end + 2, right[0]), outer(end + 3, right[1])]);
    let arcs = all;
    let places = end as usize + 5;

    let mut starting = vec![0usize; places + 1];
    for arc in &arcs {
        starting[arc.from as usize + 1] += 1;
    }
    for place in 1..=places {
        starting[place] += starting[place - 1];
    }
    // Pairs in the order of their first arc; those that share it are neighbours.
    let mut pairs: Vec<Pair> = Vec::new();
    let mut first_pair = vec![0usize; arcs.len() + 1];
    let mut reached = vec![false; arcs.len()];
    reached[0] = true;
    for (first, arc) in arcs.iter().enumerate() {
        first_pair[first] = pairs.len();
        if !reached[first] || arc.to as usize >= places {
            continue;
        }
        for second in starting[arc.to as usize]..starting[arc.to as usize + 1] {
            reached[second] = true;
            pairs.push(Pair {
                first,
                second,
                best: f32::MIN,
                back: usize::MAX,
                forward: f32::MIN,
                backward: f32::MIN,
            });
        }
    }
    first_pair[arcs.len()] = pairs.len();
    let score_pair = |pair: &Pair| {
        arcs[pair.second].score + known_bigram(model, arcs[pair.first].id, arcs[pair.second].id)
    };
    pairs[0].best = 0.0;
    pairs[0].forward = 0.0;
    let mut steps: Vec<(usize, usize, f32)> = Vec::new();
    for index in 0..pairs.len() {
        let Pair { first, second, best, forward, .. } = pairs[index];
        if forward == f32::MIN {
            continue;
        }
        for next in first_pair[second]..first_pair[second + 1] {
            let ids = [arcs[first].id, arcs[second].id, arcs[pairs[next].second].id];
            let step = score_pair(&pairs[next]) + known_trigram(model, ids);
            let next_pair = &mut pairs[next];
            if best + step > next_pair.best {
                next_pair.best = best + step;
                next_pair.back = index;
            }
            next_pair.forward = log_add(next_pair.forward, forward + step);
            steps.push((index, next, step));
        }
    }
    let last = arcs.len() - 1;
    let is_end = |pair: &Pair| pair.second == last;
    let Some(goal) = (0..pairs.len())
        .filter(|&p| is_end(&pairs[p]))
        .max_by(|&a, &b| pairs[a].best.total_cmp(&pairs[b].best))
    else {
        return Solution::default();
    };
    for pair in &mut pairs {
        if is_end(pair) {
            pair.backward = 0.0;
        }
    }
    for &(from, to, step) in steps.iter().rev() {
        pairs[from].backward = log_add(pairs[from].backward, pairs[to].backward + step);
    }
    let total = pairs[0].backward;
    let mut posterior = vec![0.0; arcs.len()];
    for pair in &pairs {
        if pair.forward > f32::MIN && pair.backward > f32::MIN {
            posterior[pair.second] += (pair.forward + pair.backward - total).exp().min(1.0);
        }
    }
    let mut path = Vec::new();
    let mut at = goal;
    while at != usize::MAX {
        path.push(pairs[at].second);
        at = pairs[at].back;
    }
    path.reverse();
    // Without the context: one arc before (the first is never second in a pair), two after.
    path.truncate(path.len() - 2);
    path.remove(0);
    Solution { path: path.iter().map(|arc| arc - 2).collect(), posterior: posterior[2..last - 1].to_vec() }
}

fn known_bigram(model: &Model, a: Id, b: Id) -> f32 {
    if a == UNKNOWN || b == UNKNOWN { 0.0 } else { model.bigram(a, b) }
}

fn known_trigram(model: &Model, [a, b, c]: [Id; 3]) -> f32 {
    if a == UNKNOWN || c == UNKNOWN { 0.0 } else { model.trigram(a, b, c) }
}

fn log_add(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if high - low > 20.0 { high } else { high + (low - high).exp().ln_1p() }
}
