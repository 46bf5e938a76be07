//! Numbers to places.

/// Numbers beyond this do not stretch a scale, and what spans less than that is not told apart: no figure of a reply comes near.
const GREATEST: f64 = 1e15;
const LEAST: f64 = 1e-9;

/// A linear scale whose ends are ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The ticks, from the least to the greatest; zero is one of them.
    pub ticks: Vec<f64>,
    from: f64,
    to: f64,
}

impl Scale {
    /// A scale from `from` to `to`, in pixels, that holds zero and all numbers, with about as many ticks as wanted: multiples of
    /// 1, 2 or 5 times a power of ten (Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990).
    pub fn new(numbers: impl Iterator<Item = f64>, wanted: usize, from: f64, to: f64) -> Self {
        let (low, high) = numbers
            .filter(|number| number.abs() <= GREATEST)
            .fold((0.0_f64, 0.0_f64), |(low, high), number| (low.min(number), high.max(number)));
        let (low, high) = if high - low >= LEAST { (low, high) } else { (0.0, 1.0) };
        let rough = (high - low) / wanted.max(1) as f64;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|nice| nice * power).into_iter().find(|step| *step >= rough);
        let step = step.unwrap_or(rough);
        let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
        // 0.1 × 3 is not 0.3: ticks are rounded to what their step can tell apart.
        let digits = (-power.log10().floor()).clamp(0.0, 12.0) as i32;
        let round = |tick: f64| (tick * 10_f64.powi(digits)).round() / 10_f64.powi(digits);
        let tick = |n: i64| if power < 1.0 { round(n as f64 * step) } else { n as f64 * step };
        Self { ticks: (first..=last).map(tick).collect(), from, to }
    }

    /// Where a number lies; at an end, where it is beyond.
    pub fn at(&self, number: f64) -> f64 {
        let (low, high) = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
        let share = (number.max(low).min(high) - low) / (high - low);
        self.from + share * (self.to - self.from)
    }
}
