//! How the n-grams of a model are packed.
//!
//! First come the characters that stand right after each one, then those that stand one place beyond, then trigrams. Most
//! trigrams are made of shorter n-grams that are known by then, so it is told which: four of five in a few bits. The same walk
//! writes and reads.

use std::collections::BTreeMap;

use super::coder::{Coder, Context, bits};
use super::{GAP, Id};
use crate::grams::Last;

/// The characters behind what is known, by id; weights are even.
pub type Runs = BTreeMap<[Id; 2], Vec<Last>>;

/// What a choice is about.
#[derive(Clone, Copy)]
#[repr(u8)]
enum About {
    PairCount,
    PairId,
    PairWeight,
    BeyondCount,
    BeyondId,
    BeyondWeight,
    Middle,
    OtherCount,
    OtherId,
    TripleCount,
    TripleSource,
    TriplePlace,
    TripleId,
    TripleWeight,
}

/// Walks all n-grams in the order in which they are packed, and gives each run of them to `found`. A writer is told them, a reader
/// nothing. `None` if what is read is no model.
pub fn walk<C: Coder>(
    coder: &mut C,
    alphabet: usize,
    told: &Runs,
    mut found: impl FnMut([Id; 2], &mut [Last]) -> Option<()>,
) -> Option<()> {
    let mut walk =
        Walk { coder, alphabet, told, pairs: Vec::with_capacity(alphabet), is_beyond: vec![false; alphabet] };
    let mut before = 0;
    for b in 0..alphabet {
        let ids = walk.behind(About::PairCount, About::PairId, [bits(b), bits(before)], [GAP, b as Id])?;
        before = ids.len();
        let rarity = |id: Id| bits(id.into()) / 2;
        let run = walk.weigh(About::PairWeight, [GAP, b as Id], ids, |_, id| rarity(id))?;
        found([GAP, b as Id], &mut run.clone())?;
        walk.pairs.push(run);
    }
    let mut beyond = Vec::with_capacity(alphabet);
    for a in 0..alphabet {
        let count = bits(walk.pairs[a].len());
        let ids = walk.behind(About::BeyondCount, About::BeyondId, [count, 0], [a as Id, GAP])?;
        let run = walk.weigh(About::BeyondWeight, [a as Id, GAP], ids, |walk, id| walk.strength(a, id))?;
        found([a as Id, GAP], &mut run.clone())?;
        beyond.push(run);
    }
    for (a, beyond) in (0..).zip(&beyond) {
        walk.mark(beyond, true);
        for b in walk.middles(a, beyond)? {
            let ids = walk.thirds([a, b], beyond)?;
            let mut run =
                walk.weigh(About::TripleWeight, [a, b], ids, |walk, id| walk.strength(b.into(), id))?;
            found([a, b], &mut run)?;
        }
        walk.mark(beyond, false);
    }
    Some(())
}

struct Walk<'a, C> {
    coder: &'a mut C,
    alphabet: usize,
    told: &'a Runs,
    /// What stands right after each character.
    pairs: Vec<Vec<Last>>,
    /// Of each character, whether it stands beyond the one whose trigrams are walked.
    is_beyond: Vec<bool>,
}

impl<C: Coder> Walk<'_, C> {
    /// What a writer is to write of a run.
    fn told(&self, known: [Id; 2]) -> Vec<Last> {
        self.coder.told(|| self.told.get(&known).cloned().unwrap_or_default())
    }

    /// The ids behind what is known, where nothing tells them but how rare they are.
    fn behind(&mut self, count: About, id: About, context: [usize; 2], known: [Id; 2]) -> Option<Vec<Id>> {
        let told: Vec<Id> = self.told(known).iter().map(|last| last.id).collect();
        self.ids(count, id, context, &told)
    }

    /// Ids that rise.
    fn ids(&mut self, count: About, about: About, [x, y]: [usize; 2], told: &[Id]) -> Option<Vec<Id>> {
        let count = self.coder.number(Context::new(count as u8, x, y), || told.len());
        let mut ids = Vec::with_capacity(count);
        let mut next = 0;
        for left in (1..=count).rev() {
            let context = Context::new(about as u8, bits(next), bits(left));
            let id = next + self.coder.number(context, || usize::from(told[told.len() - left]) - next);
            ids.push(self.in_alphabet(id)?);
            next = id + 1;
        }
        Some(ids)
    }

    fn in_alphabet(&self, id: usize) -> Option<Id> {
        (id < self.alphabet).then_some(id as Id)
    }

    /// Gives each id its weight, in the context that it has.
    fn weigh(
        &mut self,
        about: About,
        known: [Id; 2],
        ids: Vec<Id>,
        context: impl Fn(&Self, Id) -> usize,
    ) -> Option<Vec<Last>> {
        let told = self.told(known);
        let one = |id: Id| {
            let context = context(self, id);
            let told = told.iter().find(|last| last.id == id).map_or(0, |last| last.weight);
            let sign = Context::new(about as u8, context, 15);
            let below = self.coder.bit(sign.place(0), told < 0);
            let sized = Context::new(about as u8, context, below.into());
            let half = 1 + self.coder.number(sized, || usize::from(told.unsigned_abs()) / 2 - 1);
            let weight = i8::try_from(2 * half).ok()?;
            Some(Last { id, weight: if below { -weight } else { weight } })
        };
        ids.into_iter().map(one).collect()
    }

    /// How much stands for one character right after another, from 0 to 10.
    fn strength(&self, a: usize, b: Id) -> usize {
        let pairs = &self.pairs[a];
        let place = pairs.binary_search_by_key(&b, |last| last.id);
        strength(place.map_or(0, |place| pairs[place].weight))
    }

    fn mark(&mut self, beyond: &[Last], is_beyond: bool) {
        beyond.iter().for_each(|last| self.is_beyond[usize::from(last.id)] = is_beyond);
    }

    /// The second characters of the trigrams that begin with a character.
    fn middles(&mut self, a: Id, beyond: &[Last]) -> Option<Vec<Id>> {
        let pairs = std::mem::take(&mut self.pairs[usize::from(a)]);
        let told = |walk: &Self, b: Id| walk.coder.told(|| walk.told.contains_key(&[a, b]));
        let mut middles = Vec::new();
        for pair in &pairs {
            let context = Context::new(About::Middle as u8, strength(pair.weight), bits(beyond.len()));
            let told = told(self, pair.id);
            if self.coder.bit(context.place(0), told) {
                middles.push(pair.id);
            }
        }
        let others = self.coder.told(|| {
            let all = self.told.range([a, 0]..[a, GAP]).map(|(&[_, b], _)| b);
            all.filter(|b| !middles.contains(b)).collect::<Vec<_>>()
        });
        self.pairs[usize::from(a)] = pairs;
        let context = [bits(beyond.len()), bits(middles.len())];
        middles.extend(self.ids(About::OtherCount, About::OtherId, context, &others)?);
        Some(middles)
    }

    /// The last characters of trigrams: those that the model knows both right after the second and beyond the first, then right after
    /// the second alone, then beyond the first alone, then others.
    fn thirds(&mut self, known: [Id; 2], beyond: &[Last]) -> Option<Vec<Id>> {
        let told: Vec<Id> = self.told(known).iter().map(|last| last.id).collect();
        let context = Context::new(About::TripleCount as u8, bits(beyond.len()), 0);
        let count = 1 + self.coder.number(context, || told.len() - 1);
        let mut thirds = Vec::with_capacity(count);
        for source in 0..3 {
            if thirds.len() == count {
                return Some(thirds);
            }
            let pairs = self.pairs[usize::from(known[1])].iter().map(|last| last.id);
            let candidates: Vec<Id> = match source {
                0 => pairs.filter(|&id| self.is_beyond[usize::from(id)]).collect(),
                1 => pairs.filter(|&id| !self.is_beyond[usize::from(id)]).collect(),
                _ => beyond.iter().map(|last| last.id).collect(),
            };
            self.chosen(source, &candidates, count, &told, &mut thirds);
        }
        let mut next = 0;
        while thirds.len() < count {
            let context = Context::new(About::TripleId as u8, bits(next), 0);
            let id = self.coder.number(context, || {
                let others = told.iter().filter(|id| !thirds.contains(id));
                others.map(|&id| usize::from(id)).min().unwrap_or_default() - next
            });
            thirds.push(self.in_alphabet(next + id)?);
            next += id + 1;
        }
        Some(thirds)
    }

    /// Adds those of the candidates that are chosen, while there are fewer than `count`.
    fn chosen(&mut self, source: usize, candidates: &[Id], count: usize, told: &[Id], chosen: &mut Vec<Id>) {
        let mut next = 0;
        while chosen.len() < count && next < candidates.len() {
            let left = &candidates[next..];
            let is_next = |id: &Id| told.contains(id) && !chosen.contains(id);
            let place = self.coder.told(|| left.iter().position(is_next));
            let context = Context::new(About::TripleSource as u8, source, bits(left.len()));
            if !self.coder.bit(context.place(0), place.is_some()) {
                return;
            }
            let context = Context::new(About::TriplePlace as u8, source, bits(left.len()));
            let place = match left.len() {
                1 => 0,
                _ => self.coder.number(context, || place.unwrap_or_default()),
            };
            let Some(&id) = left.get(place) else { return };
            chosen.push(id);
            next += place + 1;
        }
    }
}

/// From 0 to 10; 2 is that of what the model does not know.
fn strength(weight: i8) -> usize {
    ((weight / 2).clamp(-2, 8) + 2) as usize
}
