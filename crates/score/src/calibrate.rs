//! How sure a row may be of itself: a logistic regression of right rows on the grounds they rest on.

use dafu::wire::Reading;

use crate::Row;

/// A row that was judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Which of the grounds hold, in the order of `reply::Grounds::NAMES`.
    pub grounds: Vec<bool>,
    /// Whether every field is right.
    pub right: bool,
    /// What it comes from: rows of one origin are held out together.
    pub origin: Origin,
}

/// What judged rows are held out with: a document by itself, sentences a tenth at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A whole document, by number.
    Document(usize),
    /// One of ten parts of the sentences.
    Sentences(usize),
}

/// The rows of a text that `gold` judges; offsets count in `clean`, or in the reading's own text.
pub fn judge(origin: Origin, bytes: &[u8], gold: &[Row], clean: Option<&str>) -> Vec<Judged> {
    let reading = dafu::read(bytes, &dafu::Hints::default());
    let grounds: Vec<_> = reading.document.observations.iter().map(|o| o.grounds).collect();
    let wire = Reading::from(reading);
    let outcome = crate::observations(&wire, gold, clean);
    let right = outcome.hits.iter().map(|hit| (hit.read, hit.agreement.row()));
    let wrong = outcome.false_figures.iter().map(|figure| (figure.read, false));
    right
        .chain(wrong)
        .filter_map(|(read, right)| {
            let grounds = grounds.get(read.id.index())?.iter().collect();
            Some(Judged { grounds, right, origin })
        })
        .collect()
}

/// Log-odds: of a row on which nothing casts a doubt, and what each ground adds.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Of a plain row.
    pub plain: f64,
    /// Of each ground.
    pub grounds: Vec<f64>,
}

impl Weights {
    /// How much less sure a row of a new document is, in log-odds: what fits fifteen documents of two annotators (`third` and `fourth`, 1,335
    /// rows). The seven of another, from which nothing was learned, tell how that holds.
    pub const NEW: f64 = 1.6;

    /// How much less sure again a row of a new reply is: what fits the nine replies of two annotators (`fifth` and `unseen`, 640 rows), read
    /// before anything was learned from them. New reports and bulletins need no more than [`Self::NEW`].
    pub const NEW_LETTER: f64 = 0.9;

    /// Fits the weights by gradient descent, each ground's pulled towards none with the force of a few rows.
    pub fn fit(rows: &[&Judged]) -> Self {
        const STEPS: usize = 4000;
        const PULL: f64 = 1.0;
        let count = rows.first().map_or(0, |row| row.grounds.len());
        let mut weights = Weights { plain: 2.0, grounds: vec![0.0; count] };
        let rate = 4.0 / rows.len().max(1) as f64;
        for _ in 0..STEPS {
            let mut plain = 0.0;
            let mut slopes: Vec<f64> = weights.grounds.iter().map(|weight| -PULL * weight).collect();
            for row in rows {
                let miss = f64::from(u8::from(row.right)) - weights.fitted(row);
                plain += miss;
                row.grounds
                    .iter()
                    .zip(&mut slopes)
                    .filter(|(holds, _)| **holds)
                    .for_each(|(_, slope)| *slope += miss);
            }
            weights.plain += rate * plain;
            weights.grounds.iter_mut().zip(slopes).for_each(|(weight, slope)| *weight += rate * slope);
        }
        weights
    }

    /// The probability that a row is right, in a new document.
    pub fn probability(&self, row: &Judged) -> f64 {
        self.lowered().fitted(row)
    }

    /// These weights as a new document needs them.
    pub fn lowered(&self) -> Self {
        let grounds = reply::Grounds::NAMES.iter().zip(&self.grounds);
        let grounds =
            grounds.map(|(&name, weight)| weight - if name == "letter" { Self::NEW_LETTER } else { 0.0 });
        Self { plain: self.plain - Self::NEW, grounds: grounds.collect() }
    }

    fn fitted(&self, row: &Judged) -> f64 {
        let doubts = row.grounds.iter().zip(&self.grounds).filter(|(holds, _)| **holds);
        let odds = doubts.fold(self.plain, |sum, (_, weight)| sum + weight);
        1.0 / (1.0 + (-odds).exp())
    }
}

/// Each row with the probability given by weights that were fitted without those of its origin.
pub fn cross_validated(rows: &[Judged]) -> Vec<(f64, &Judged)> {
    let origins: std::collections::BTreeSet<Origin> = rows.iter().map(|row| row.origin).collect();
    origins
        .into_iter()
        .flat_map(|origin| {
            let (held, rest): (Vec<&Judged>, Vec<&Judged>) =
                rows.iter().partition(|row| row.origin == origin);
            let weights = Weights::fit(&rest);
            held.into_iter().map(move |row| (weights.probability(row), row))
        })
        .collect()
}
