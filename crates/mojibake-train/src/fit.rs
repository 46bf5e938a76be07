//! Fits the weights of n-grams so that, among all characters that a damaged one can have been, the right one wins.
//!
//! Follow-the-regularised-leader with an L1 penalty (McMahan et al. 2013, "Ad Click Prediction"): most n-grams end with
//! weight zero and are not kept.

use std::collections::HashMap;

use mojibake::model::{EDGE, GAP, Id, OTHER, UNKNOWN, key};

/// The largest class of characters that one damaged character can have been.
const LARGEST_CLASS: usize = 64;

/// One character that was damaged: its place among the tokens, and the class of characters it can have been.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instance {
    pub(crate) at: u32,
    pub(crate) class: u32,
    pub(crate) weight: f32,
}

/// Characters that look the same once damaged.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    pub(crate) members: Vec<Vec<Id>>,
    pub(crate) of: HashMap<Id, u32>,
}

impl Classes {
    /// Groups characters by what is left of them.
    pub(crate) fn by(characters: impl Iterator<Item = (Id, Vec<u8>)>) -> Self {
        let mut groups: HashMap<Vec<u8>, Vec<Id>> = HashMap::new();
        for (id, visible) in characters {
            groups.entry(visible).or_default().push(id);
        }
        let mut members: Vec<Vec<Id>> = groups.into_values().filter(|group| group.len() > 1).collect();
        members.sort();
        members.iter_mut().for_each(|group| group.truncate(LARGEST_CLASS));
        let of =
            members.iter().enumerate().flat_map(|(class, ids)| ids.iter().map(move |&id| (id, class as u32)));
        Classes { of: of.collect(), members }
    }
}

/// Adds the n-grams that bear on the character `k` with two known characters on either side, but for those that reach
/// over what is not known.
fn grams(tokens: &[Id], at: usize, k: Id, to: &mut Vec<u64>) {
    let [l2, l1, r1, r2] = [tokens[at - 2], tokens[at - 1], tokens[at + 1], tokens[at + 2]];
    let known = |ids: &[Id]| ids.iter().all(|&id| id != UNKNOWN && id != OTHER);
    let mut gram = |context: &[Id], key: u64| to.extend(known(context).then_some(key));
    gram(&[l1], key(GAP, l1, k));
    gram(&[r1], key(GAP, k, r1));
    gram(&[l2, l1], key(l2, l1, k));
    gram(&[l1, r1], key(l1, k, r1));
    gram(&[r1, r2], key(k, r1, r2));
    gram(&[l2, l1], key(l2, GAP, k));
    gram(&[r1, r2], key(k, GAP, r2));
}

/// The n-grams around the instances that occur at least `least` times, in order.
pub(crate) fn observed(tokens: &[Id], instances: &[Instance], least: usize) -> Vec<u64> {
    let mut keys = Vec::new();
    for instance in instances {
        grams(tokens, instance.at as usize, tokens[instance.at as usize], &mut keys);
    }
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b).filter(|run| run.len() >= least).map(|run| run[0]).collect()
}

/// What is fitted to.
#[derive(Clone, Copy)]
pub(crate) struct Problem<'a> {
    pub(crate) tokens: &'a [Id],
    pub(crate) instances: &'a [Instance],
    pub(crate) classes: &'a [&'a [Id]],
    /// The logarithm of the frequency of each character.
    pub(crate) prior: &'a [f32],
}

/// An n-gram while it is being fitted: its weight, and the two sums that McMahan et al. call z and n.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    weight: f32,
    z: f32,
    n: f32,
}

/// Weights being fitted.
pub(crate) struct Fit<'a> {
    problem: Problem<'a>,
    keys: Vec<u64>,
    state: Vec<State>,
    /// For each instance the n-grams that speak for each character of its class: the index of the n-gram, and from bit
    /// [`MEMBER`] that of the character.
    uses: Vec<u32>,
    /// Where the uses of each instance begin.
    starts: Vec<u32>,
    rate: f32,
    sparsity: f32,
}

const MEMBER: u32 = 26;

/// The character of the class and the n-gram that a use is about.
fn member_and_gram(usage: u32) -> (usize, usize) {
    ((usage >> MEMBER) as usize, (usage & ((1 << MEMBER) - 1)) as usize)
}

impl<'a> Fit<'a> {
    /// Weights for `keys`, all zero; `rate` is the learning rate, `sparsity` the L1 penalty.
    pub(crate) fn new(problem: Problem<'a>, keys: Vec<u64>, rate: f32, sparsity: f32) -> Self {
        let index: HashMap<u64, u32, Spread> =
            keys.iter().enumerate().map(|(i, &key)| (key, i as u32)).collect();
        let (mut uses, mut starts, mut found) = (Vec::new(), vec![0], Vec::new());
        for instance in problem.instances {
            for (member, &k) in problem.classes[instance.class as usize].iter().enumerate() {
                found.clear();
                grams(problem.tokens, instance.at as usize, k, &mut found);
                uses.extend(
                    found.iter().filter_map(|gram| Some(index.get(gram)? | (member as u32) << MEMBER)),
                );
            }
            starts.push(uses.len() as u32);
        }
        Fit { problem, state: vec![State::default(); keys.len()], keys, uses, starts, rate, sparsity }
    }

    /// Learns from the instances in this order; gives the mean loss, in natural logarithms.
    pub(crate) fn pass(&mut self, order: &[u32]) -> f64 {
        let loss: f64 =
            order.iter().map(|&which| -f64::from(self.learn(which as usize).max(1e-9).ln())).sum();
        loss / order.len() as f64
    }

    /// Learns from one instance; gives the probability that the right character had.
    fn learn(&mut self, which: usize) -> f32 {
        let instance = self.problem.instances[which];
        let class = self.problem.classes[instance.class as usize];
        let truth = self.problem.tokens[instance.at as usize];
        let uses = &self.uses[self.starts[which] as usize..self.starts[which + 1] as usize];
        let mut score = [0.0f32; LARGEST_CLASS];
        let score = &mut score[..class.len()];
        for (score, &k) in score.iter_mut().zip(class) {
            *score = self.problem.prior[usize::from(k)];
        }
        for &usage in uses {
            let (member, gram) = member_and_gram(usage);
            score[member] += self.state[gram].weight;
        }
        softmax(score);
        let mut right = 0.0;
        for (score, &k) in score.iter_mut().zip(class) {
            if k == truth {
                right = *score;
                *score -= 1.0;
            }
            *score *= instance.weight;
        }
        for &usage in uses {
            let (member, gram) = member_and_gram(usage);
            let gradient = score[member];
            if gradient.abs() < 1e-5 {
                continue;
            }
            let State { weight, z, n } = self.state[gram];
            let grown = n + gradient * gradient;
            let z = z + gradient - (grown.sqrt() - n.sqrt()) / self.rate * weight;
            let beyond = (z.abs() - self.sparsity).max(0.0);
            let weight = -z.signum() * beyond * self.rate / (1.0 + grown.sqrt());
            self.state[gram] = State { weight, z, n: grown };
        }
        right
    }

    /// Keeps the `most` n-grams that matter most, each by its weight and by how much it was called upon, and starts again
    /// with these and another L1 penalty.
    pub(crate) fn prune(&mut self, most: usize, sparsity: f32) {
        let worth = |&i: &u32| self.state[i as usize].weight.abs() * self.state[i as usize].n.sqrt();
        let mut kept: Vec<u32> = (0..self.keys.len() as u32).filter(|i| worth(i) > 0.0).collect();
        kept.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
        kept.truncate(most);
        kept.sort_unstable();
        let mut place = vec![u32::MAX; self.keys.len()];
        kept.iter().zip(0..).for_each(|(&i, to)| place[i as usize] = to);
        let (mut uses, mut starts) = (Vec::new(), vec![0]);
        for run in self.starts.windows(2) {
            let run = &self.uses[run[0] as usize..run[1] as usize];
            uses.extend(run.iter().filter_map(|&usage| {
                let (member, gram) = member_and_gram(usage);
                Some(place[gram] | (member as u32) << MEMBER).filter(|_| place[gram] != u32::MAX)
            }));
            starts.push(uses.len() as u32);
        }
        (self.uses, self.starts) = (uses, starts);
        self.keys = kept.iter().map(|&i| self.keys[i as usize]).collect();
        self.state = vec![State::default(); kept.len()];
        self.sparsity = sparsity;
    }

    /// The n-grams whose weight is not zero, in the order of their keys.
    pub(crate) fn weights(&self) -> Vec<(u64, f32)> {
        let weights = self.keys.iter().zip(&self.state).map(|(&key, state)| (key, state.weight));
        weights.filter(|&(_, weight)| weight != 0.0).collect()
    }
}

#[derive(Clone, Copy, Default)]
struct Spread(u64);

impl std::hash::BuildHasher for Spread {
    type Hasher = Spread;
    fn build_hasher(&self) -> Spread {
        Spread(0)
    }
}

impl std::hash::Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, key: u64) {
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = hash ^ hash >> 32;
    }
}

fn softmax(score: &mut [f32]) {
    let top = score.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for s in score.iter_mut() {
        *s = (*s - top).exp();
        sum += *s;
    }
    score.iter_mut().for_each(|s| *s /= sum);
}

/// Whether a place can be learned from: it holds a real character with both neighbours inside the tokens.
pub(crate) fn learnable(tokens: &[Id], at: usize) -> bool {
    at >= 2 && at + 2 < tokens.len() && tokens[at] != EDGE && tokens[at] != OTHER && tokens[at] != UNKNOWN
}
