//! Exact search over all readings of a damaged stretch.
//!
//! An [`Arc`] reads a few units of the stretch as one character. What an n-gram of three adds depends on two arcs and the
//! one behind them, so the search goes from pair of arcs to pair of arcs: forward for the best path and for how probable
//! all paths together are, backward for how probable each arc is given what stands on both sides.
//!
//! Between two units lies a [`Place`]: every arc that ends there and can still win is a [`Row`], every arc that begins
//! there a column, and the pairs are a table. What the model says of all columns of a row is found at once, since those
//! that one damaged character can have been are of one class (see [`Model::behind`]).
//!
//! All scores are whole numbers of the model's quarter logarithms. So the difference of two is a place in a small table of
//! powers, sums of probabilities are kept as a best score and a factor, and no logarithm is ever taken.

use std::ops::Range;

use crate::grams::Last;
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
/// About so many of the arcs that end at a place are followed, those with the best path.
const CROWD: usize = 24;
/// So many known characters stand on either side.
const KNOWN: usize = 2;
/// The score of what no path leads to; there is room below it.
const NEVER: i32 = i32::MIN / 4;

/// The sum of the probabilities of many paths: `factor` times that of a path with the score `best`.
#[derive(Clone, Copy, Debug)]
struct Sum {
    best: i32,
    factor: f64,
}

impl Sum {
    const NOTHING: Sum = Sum { best: NEVER, factor: 0.0 };
    const ONE: Sum = Sum { best: 0, factor: 1.0 };
}

/// Exponentials of scores from 0 down to the beam; beyond it they are nothing.
#[derive(Debug)]
struct Powers([f64; BEAM as usize + 2]);

impl Powers {
    fn new() -> Self {
        let power = |steps| if steps as i32 > BEAM { 0.0 } else { (steps as f64 * -f64::from(STEP)).exp() };
        Powers(std::array::from_fn(power))
    }

    /// Of a score that is so much below 0.
    fn below(&self, steps: i32) -> f64 {
        self.0[(steps as usize).min(BEAM as usize + 1)]
    }
}

/// Between two units.
#[derive(Clone, Debug, Default)]
struct Place {
    /// The arcs that end here and can still win.
    rows: Range<usize>,
    /// The arcs that begin here.
    columns: Range<usize>,
}

/// An arc, and all that can follow it.
#[derive(Debug)]
struct Row {
    arc: usize,
    /// Index of the sum of its first column; those of the others follow.
    sums: usize,
    /// The pairs that end with the arc.
    sources: Range<usize>,
    /// Index of the first of the scores of the steps from its sources to its columns: source by source, column by column.
    steps: usize,
    /// What it adds that the columns of a place stand one place beyond it: which place, and index of the first.
    gapped: (usize, usize),
}

/// A pair of arcs: the row of the first, and where the sum of the pair is.
#[derive(Debug)]
struct Source {
    row: usize,
    sum: usize,
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
    /// Indices of the arcs, by the unit behind them.
    ending: Vec<usize>,
    /// The best score of all paths that end with each arc.
    best: Vec<i32>,
    places: Vec<Place>,
    rows: Vec<Row>,
    sources: Vec<Source>,
    /// All paths from the start to each pair.
    before: Vec<Sum>,
    /// All paths from each pair to the end.
    after: Vec<Sum>,
    steps: Vec<i32>,
    /// The columns of the place at hand, parted by class.
    classes: Vec<(Id, Range<usize>)>,
    /// What all sources of the row at hand have in common: the scores of its columns, and what it adds that they follow it.
    common: Vec<i32>,
    gapped: Vec<i32>,
    path: Vec<usize>,
    posterior: Vec<f32>,
}

impl<'a> Lattice<'a> {
    pub(crate) fn new(model: &'a Model) -> Self {
        Lattice {
            model,
            powers: Powers::new(),
            arcs: Vec::new(),
            ending: Vec::new(),
            best: Vec::new(),
            places: Vec::new(),
            rows: Vec::new(),
            sources: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            steps: Vec::new(),
            classes: Vec::new(),
            common: Vec::new(),
            gapped: Vec::new(),
            path: Vec::new(),
            posterior: Vec::new(),
        }
    }

    /// Searches all paths over `arcs`, which are sorted by `from` and cover units `0..end`; `left` and `right` are the two
    /// known characters on either side, in reading order.
    pub(crate) fn solve(&mut self, arcs: &[Arc], end: u32, left: [Id; 2], right: [Id; 2]) {
        let known = KNOWN as u32;
        let outer = |(from, id)| Arc { from, to: from + 1, c: '\0', id, score: 0 };
        let inner = |arc: &Arc| Arc { from: arc.from + known, to: arc.to + known, ..*arc };
        self.arcs.clear();
        self.arcs.extend((0..).zip(left).map(outer));
        self.arcs.extend(arcs.iter().map(inner));
        self.arcs.extend((end + known..).zip(right).map(outer));
        self.ending.clear();
        self.ending.extend(0..self.arcs.len());
        self.ending.sort_by_key(|&arc| self.arcs[arc].to);
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
        self.posterior[arc + KNOWN]
    }

    /// Sums up the paths to every pair, as far as they are within the beam.
    fn forward(&mut self) {
        self.rows.clear();
        self.sources.clear();
        self.before.clear();
        self.steps.clear();
        self.best.clear();
        self.best.resize(self.arcs.len(), NEVER);
        // The pair of the two characters known before the stretch.
        self.rows.push(Row { arc: 0, sums: 0, sources: 0..0, steps: 0, gapped: (0, 0) });
        self.before.push(Sum::ONE);
        self.best[1] = 0;
        self.places.clear();
        self.places.extend([Place::default(), Place { rows: 0..1, columns: 1..2 }]);
        let (mut ended, mut begun) = (1, 2);
        for place in 2..self.arcs[self.arcs.len() - 1].to as usize {
            let (Lattice { arcs, ending, .. }, from) = (&*self, (ended, begun));
            ended += ending[ended..].iter().take_while(|&&arc| arcs[arc].to as usize == place).count();
            begun += arcs[begun..].iter().take_while(|arc| arc.from as usize == place).count();
            self.pass(place, from.0..ended, from.1..begun);
        }
    }

    /// Goes from the arcs that end at a place to those that begin there.
    fn pass(&mut self, place: usize, ending: Range<usize>, columns: Range<usize>) {
        self.part(&columns);
        self.gapped.clear();
        let rows = self.rows.len();
        let best = self.ending[ending.clone()].iter().map(|&arc| self.best[arc]).max();
        let floor = best.map_or(NEVER, |best| best - BEAM).max(NEVER + 1).max(self.crowded(&ending));
        for at in ending {
            let arc = self.ending[at];
            if self.best[arc] >= floor && !columns.is_empty() {
                self.row(place, arc, &columns, floor);
            }
        }
        for row in &self.rows[rows..] {
            for (best, sum) in self.best[columns.clone()].iter_mut().zip(&self.before[row.sums..]) {
                *best = sum.best.max(*best);
            }
        }
        self.places.push(Place { rows: rows..self.rows.len(), columns });
    }

    /// The score below which arcs that end at a place are not followed because there are too many.
    fn crowded(&self, ending: &Range<usize>) -> i32 {
        if ending.len() <= CROWD {
            return NEVER;
        }
        let mut scores: Vec<i32> = self.ending[ending.clone()].iter().map(|&arc| self.best[arc]).collect();
        *scores.select_nth_unstable_by_key(CROWD, |&score| std::cmp::Reverse(score)).1
    }

    /// Parts the columns by class.
    fn part(&mut self, columns: &Range<usize>) {
        self.classes.clear();
        for (column, arc) in self.arcs[columns.clone()].iter().enumerate() {
            let class = self.model.class(arc.id);
            match self.classes.last_mut() {
                Some((last, range)) if *last == class => range.end = column + 1,
                _ => self.classes.push((class, column..column + 1)),
            }
        }
    }

    /// Adds the row of an arc, and sums up the paths to its columns over all its sources that are not below `floor`.
    fn row(&mut self, place: usize, arc: usize, columns: &Range<usize>, floor: i32) {
        let Place { rows, columns: alike } = self.places[self.arcs[arc].from as usize].clone();
        let sources = self.sources.len();
        for row in rows {
            let sum = self.rows[row].sums + (arc - alike.start);
            if self.before[sum].best >= floor {
                self.sources.push(Source { row, sum });
            }
        }
        let (sums, steps) = (self.before.len(), self.steps.len());
        self.step(place, arc, columns, sources);
        self.sum_up(columns.len(), sources, steps);
        let sources = sources..self.sources.len();
        self.rows.push(Row { arc, sums, sources, steps, gapped: (0, 0) });
    }

    /// Scores the steps from the sources of an arc to the columns behind it.
    fn step(&mut self, place: usize, arc: usize, columns: &Range<usize>, sources: usize) {
        let Lattice { model, arcs, rows, steps, classes, common, gapped, .. } = self;
        let (b, columns) = (arcs[arc].id, &arcs[columns.clone()]);
        common.clear();
        common.extend(columns.iter().map(|arc| i32::from(arc.score)));
        add(common, columns, classes, |class| model.behind(b, class));
        for source in &self.sources[sources..] {
            let row = &mut rows[source.row];
            let a = arcs[row.arc].id;
            let begin = steps.len();
            steps.extend_from_slice(common);
            // Over a character of which nothing is known there is nothing to say.
            if b == UNKNOWN {
                continue;
            }
            if row.gapped.0 != place {
                row.gapped = (place, gapped.len());
                gapped.resize(gapped.len() + columns.len(), 0);
                add(&mut gapped[row.gapped.1..], columns, classes, |class| model.beyond(a, class));
            }
            let scores = &mut steps[begin..];
            scores.iter_mut().zip(&gapped[row.gapped.1..]).for_each(|(score, gapped)| *score += gapped);
            add(scores, columns, classes, |class| model.behind_both(a, b, class));
        }
    }

    /// Sums up the paths over all sources from one on, to as many columns.
    fn sum_up(&mut self, columns: usize, sources: usize, steps: usize) {
        let Lattice { powers, before, .. } = self;
        let begin = before.len();
        before.resize(begin + columns, Sum::NOTHING);
        let (sums, to) = before.split_at_mut(begin);
        let ways = || {
            self.sources[sources..]
                .iter()
                .map(|source| sums[source.sum])
                .zip(self.steps[steps..].chunks(columns))
        };
        for (from, steps) in ways() {
            for (to, step) in to.iter_mut().zip(steps) {
                to.best = to.best.max(from.best + step);
            }
        }
        for (from, steps) in ways() {
            for (to, step) in to.iter_mut().zip(steps) {
                to.factor += from.factor * powers.below(to.best - from.best - step);
            }
        }
    }

    fn backward(&mut self) {
        let Lattice { arcs, rows, sources, steps, after, powers, .. } = self;
        after.clear();
        after.resize(self.before.len(), Sum::NOTHING);
        let end = self.places.last().map_or(0..0, |place| place.rows.clone());
        rows[end].iter().for_each(|row| after[row.sums] = Sum::ONE);
        for row in rows.iter().rev() {
            let columns = self.places[arcs[row.arc].to as usize].columns.len();
            let steps = steps[row.steps..].chunks(columns);
            for (source, steps) in sources[row.sources.clone()].iter().zip(steps) {
                let ways = || after[row.sums..].iter().zip(steps);
                let best = ways().map(|(to, step)| to.best + step).max().unwrap_or(NEVER);
                let factors = ways().map(|(to, step)| to.factor * powers.below(best - to.best - step));
                let factor = factors.sum();
                after[source.sum] = Sum { best, factor };
            }
        }
    }

    /// Goes back along the best path, and leaves out the known characters.
    fn trace(&mut self) {
        let Lattice { arcs, rows, sources, places, before, steps, path, .. } = self;
        path.clear();
        let end = places.last().map_or(0..0, |place| place.rows.clone());
        let Some(mut row) = end.max_by_key(|&row| before[rows[row].sums].best) else { return };
        let mut column = 0;
        while row > 0 {
            let Row { arc, sums, .. } = rows[row];
            path.push(arc.saturating_sub(KNOWN));
            let columns = places[arcs[arc].to as usize].columns.len();
            let best = before[sums + column].best;
            let steps = steps[rows[row].steps + column..].iter().step_by(columns);
            let mut ways = sources[rows[row].sources.clone()].iter().zip(steps);
            let Some((source, _)) = ways.find(|(source, step)| before[source.sum].best + **step == best)
            else {
                return;
            };
            row = source.row;
            column = source.sum - rows[row].sums;
        }
        path.pop();
        path.reverse();
        path.pop();
    }

    fn weigh(&mut self) {
        let Lattice { arcs, rows, places, before, after, powers, posterior, .. } = self;
        posterior.clear();
        posterior.resize(arcs.len(), 0.0);
        let all = after[0];
        for row in rows {
            let columns = &places[arcs[row.arc].to as usize].columns;
            let sums = before[row.sums..].iter().zip(&after[row.sums..]);
            for (posterior, (before, after)) in posterior[columns.clone()].iter_mut().zip(sums) {
                let share = powers.below(all.best - before.best - after.best) / all.factor;
                *posterior += (before.factor * after.factor * share) as f32;
            }
        }
    }
}

/// Adds to the scores of columns what the model says of them, class by class.
fn add<'m>(
    scores: &mut [i32],
    columns: &[Arc],
    classes: &[(Id, Range<usize>)],
    lasts: impl Fn(Id) -> &'m [Last],
) {
    for (class, range) in classes {
        for &Last { id, weight } in lasts(*class) {
            let named = range.clone().filter(|&column| columns[column].id == id);
            named.for_each(|column| scores[column] += i32::from(weight));
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
        let weight = |lasts: &[Last], id| {
            lasts.iter().filter(|last| last.id == id).map(|last| i32::from(last.weight)).sum::<i32>()
        };
        let bigram = |ids: &[Id]| weight(model.behind(ids[0], model.class(ids[1])), ids[1]);
        let bigrams: i32 = ids.windows(2).skip(1).map(bigram).sum();
        let longer = |ids: &[Id]| {
            let class = model.class(ids[2]);
            weight(model.behind_both(ids[0], ids[1], class), ids[2])
                + weight(model.beyond(ids[0], class), ids[2])
        };
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
