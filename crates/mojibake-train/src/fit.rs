//! Fits the weights of n-grams so that, among all characters that a damaged one can have been, the right one wins.
//!
//! Follow-the-regularised-leader with an L1 penalty (McMahan et al. 2013, "Ad Click Prediction"): most n-grams end with
//! weight zero and are not kept.

use std::collections::HashMap;

use mojibake::model::{EDGE, GAP, Id, OTHER, UNKNOWN, key};

/// The largest class of characters that one damaged character can have been.
const LARGEST_CLASS: usize = 64;
const LEARNING_RATE: f32 = 0.3;

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

/// The n-grams that bear on the character `k` with two known characters on either side; `None` where one of them
/// would reach over what is not known.
fn grams(tokens: &[Id], at: usize, k: Id) -> [Option<u64>; 7] {
    let [l2, l1, r1, r2] = [tokens[at - 2], tokens[at - 1], tokens[at + 1], tokens[at + 2]];
    let known = |ids: &[Id]| ids.iter().all(|&id| id != UNKNOWN && id != OTHER);
    let gram = |context: &[Id], key: u64| known(context).then_some(key);
    [
        gram(&[l1], key(GAP, l1, k)),
        gram(&[r1], key(GAP, k, r1)),
        gram(&[l2, l1], key(l2, l1, k)),
        gram(&[l1, r1], key(l1, k, r1)),
        gram(&[r1, r2], key(k, r1, r2)),
        gram(&[l2, l1], key(l2, GAP, k)),
        gram(&[r1, r2], key(k, GAP, r2)),
    ]
}

/// The n-grams around the instances that occur at least `least` times, in order.
pub(crate) fn observed(tokens: &[Id], instances: &[Instance], least: usize) -> Vec<u64> {
    let around = |i: &Instance| grams(tokens, i.at as usize, tokens[i.at as usize]);
    let mut keys: Vec<u64> = instances.iter().flat_map(around).flatten().collect();
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b).filter(|run| run.len() >= least).map(|run| run[0]).collect()
}

/// Weights being fitted.
pub(crate) struct Fit {
    index: HashMap<u64, u32, Spread>,
    keys: Vec<u64>,
    state: Vec<(f32, f32)>,
    sparsity: f32,
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

impl Fit {
    /// Weights for `keys`, all zero; `sparsity` is the L1 penalty.
    pub(crate) fn new(keys: Vec<u64>, sparsity: f32) -> Self {
        let index = keys.iter().enumerate().map(|(i, &key)| (key, i as u32)).collect();
        Fit { index, state: vec![(0.0, 0.0); keys.len()], keys, sparsity }
    }

    fn weight(&self, (z, n): (f32, f32)) -> f32 {
        if z.abs() <= self.sparsity {
            0.0
        } else {
            (z.signum() * self.sparsity - z) * LEARNING_RATE / (1.0 + n.sqrt())
        }
    }

    /// Learns from one instance; gives the probability that the right character had.
    pub(crate) fn learn(&mut self, tokens: &[Id], prior: &[f32], class: &[Id], instance: Instance) -> f32 {
        let at = instance.at as usize;
        let mut found = [[u32::MAX; 7]; LARGEST_CLASS];
        let mut score = [0.0f32; LARGEST_CLASS];
        let score = &mut score[..class.len()];
        for (index, &k) in class.iter().enumerate() {
            score[index] = prior[usize::from(k)];
            for (slot, gram) in grams(tokens, at, k).into_iter().enumerate() {
                if let Some(&i) = gram.as_ref().and_then(|gram| self.index.get(gram)) {
                    found[index][slot] = i;
                    score[index] += self.weight(self.state[i as usize]);
                }
            }
        }
        softmax(score);
        let mut right = 0.0;
        for (index, &k) in class.iter().enumerate() {
            let truth = k == tokens[at];
            if truth {
                right = score[index];
            }
            let gradient = (score[index] - f32::from(u8::from(truth))) * instance.weight;
            if gradient.abs() < 1e-5 {
                continue;
            }
            for &i in found[index].iter().filter(|&&i| i != u32::MAX) {
                let (z, n) = self.state[i as usize];
                let grown = n + gradient * gradient;
                let drift = (grown.sqrt() - n.sqrt()) / LEARNING_RATE * self.weight((z, n));
                self.state[i as usize] = (z + gradient - drift, grown);
            }
        }
        right
    }

    /// The n-grams whose weight is not zero, in the order of their keys.
    pub(crate) fn weights(&self) -> Vec<(u64, f32)> {
        let weights = self.keys.iter().zip(&self.state).map(|(&key, &state)| (key, self.weight(state)));
        weights.filter(|&(_, weight)| weight != 0.0).collect()
    }

    /// How much each n-gram was called upon while fitting (the sum of squared gradients), in the order of `weights`.
    pub(crate) fn use_of(&self, key: u64) -> f32 {
        self.index.get(&key).map_or(0.0, |&i| self.state[i as usize].1)
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
