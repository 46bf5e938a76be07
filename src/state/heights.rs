use std::ops::Range;

/// The heights of chunks of which only some have been drawn.
///
/// A chunk that was drawn has the height it had; of the others, each has its weight times what a weight has come to so far.
#[derive(Debug, Default)]
pub struct Heights {
    weights: Vec<f64>,
    measured: Vec<Option<f64>>,
    /// Sum of the measured heights and of their weights.
    known: (f64, f64),
    /// Pixels for a weight of one, before anything is measured.
    guess: f64,
    /// The width at which it was measured.
    width: f64,
    /// The height of the pane when it was looked at last: to ask for it anew has the browser lay out what is not drawn yet.
    pub pane: f64,
}

impl Heights {
    /// Nothing measured yet.
    pub fn new(weights: Vec<f64>, guess: f64) -> Self {
        let measured = vec![None; weights.len()];
        Self { weights, measured, known: (0.0, 0.0), guess, width: 0.0, pane: 0.0 }
    }

    /// How many chunks there are.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Records the height of a chunk that was drawn.
    pub fn measure(&mut self, chunk: usize, height: f64) {
        let Some(measured) = self.measured.get_mut(chunk) else { return };
        match measured.replace(height) {
            Some(before) => self.known.0 += height - before,
            None => {
                self.known.0 += height;
                self.known.1 += self.weights[chunk];
            }
        }
    }

    /// Forgets what was measured at another width.
    pub fn fit(&mut self, width: f64) {
        if std::mem::replace(&mut self.width, width) == width {
            return;
        }
        self.measured.fill(None);
        if self.known.1 > 0.0 {
            self.guess = self.known.0 / self.known.1;
        }
        self.known = (0.0, 0.0);
    }

    /// The height of chunks.
    pub fn of(&self, chunks: Range<usize>) -> f64 {
        let scale = if self.known.1 > 0.0 { self.known.0 / self.known.1 } else { self.guess };
        chunks.map(|chunk| self.measured[chunk].unwrap_or(self.weights[chunk] * scale)).sum()
    }

    /// The chunks that lie at least partly between two heights.
    pub fn between(&self, top: f64, bottom: f64) -> Range<usize> {
        let (mut first, mut height) = (0, 0.0);
        while first + 1 < self.len() && height + self.of(first..first + 1) <= top {
            height += self.of(first..first + 1);
            first += 1;
        }
        let mut end = first;
        while end < self.len() && (height < bottom || end == first) {
            height += self.of(end..end + 1);
            end += 1;
        }
        first..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_drawn_tells_the_height_of_what_was_not() {
        let mut heights = Heights::new(vec![100.0, 100.0, 200.0], 1.0);
        assert_eq!(heights.of(0..3), 400.0);
        heights.measure(0, 50.0);
        assert_eq!(heights.of(0..3), 50.0 + 50.0 + 100.0);
        assert_eq!(heights.between(60.0, 90.0), 1..2);
        assert_eq!(heights.between(60.0, 150.0), 1..3);
        assert_eq!(heights.between(-10.0, 10.0), 0..1);
        assert_eq!(heights.between(900.0, 990.0), 2..3);
    }

    #[test]
    fn a_chunk_measured_again_counts_once() {
        let mut heights = Heights::new(vec![100.0, 100.0], 1.0);
        heights.measure(0, 50.0);
        heights.measure(0, 80.0);
        assert_eq!(heights.of(0..2), 160.0);
    }
}
