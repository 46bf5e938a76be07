//! The series of a reading, as they are drawn.

use dafu::wire::{self, Direction, Measure};

use super::opened::{Opened, figure_of};
use crate::protocol::*;

/// A series that can be drawn: its place in the list of series, and its figures.
pub(super) struct ChartAt {
    series: u32,
    figures: Vec<u32>,
    along_time: bool,
}

/// The series that can be drawn. Ranks are not: the first has the least number, and a length would say the opposite.
pub(super) fn charts(reading: &wire::Reading) -> Vec<ChartAt> {
    let chart = |(series, at): (&wire::Series, u32)| {
        let mut figures: Vec<u32> =
            series.observations.iter().filter_map(|&id| figure_of(reading, id)).collect();
        let observation = |&figure: &u32| &reading.observations[figure as usize];
        figures.retain(|figure| observation(figure).number.is_finite());
        let first = observation(figures.first()?);
        let along_time = figures.iter().all(|figure| observation(figure).subject == first.subject);
        if along_time {
            let period = |figure: &u32| {
                let period = reading.observations[*figure as usize].period.as_ref();
                period.map(|period| (period.end.as_deref(), period.start.as_deref()))
            };
            order::by(&mut figures, |a, b| period(a).cmp(&period(b)));
        }
        (figures.len() > 1).then_some(ChartAt { series: at, figures, along_time })
    };
    let drawable = reading.series.iter().zip(0..).filter(|(series, _)| series.measure != Measure::Rank);
    drawable.filter_map(chart).collect()
}

impl Opened {
    /// The charts, at most [`CHARTS`].
    pub fn charts(&self) -> Vec<Chart> {
        self.charts.iter().take(CHARTS).map(|at| self.chart(at)).collect()
    }

    /// The id of the section that a chart belongs to: that of its first figure.
    pub(super) fn section_of_chart<'a>(reading: &'a wire::Reading, at: &ChartAt) -> Option<&'a str> {
        let first = at.figures.iter().min()?;
        reading.observations[*first as usize].section.as_deref()
    }

    fn chart(&self, at: &ChartAt) -> Chart {
        let series = &self.reading.series[at.series as usize];
        let first = &self.reading.observations[at.figures[0] as usize];
        let shared = [
            first.area.as_deref(),
            first.subject.as_deref().filter(|_| at.along_time),
            first.criterion.as_deref(),
        ];
        let shared = shared.into_iter().flatten().filter(|part| !first.indicator.contains(part));
        Chart {
            title: shared.chain([&*first.indicator]).collect(),
            measure: series.measure,
            unit: series.unit.clone(),
            period: series.period.clone().filter(|_| !at.along_time),
            basis: first.basis.clone(),
            section: Self::section_of_chart(&self.reading, at).and_then(|id| self.entry_of(id)),
            along_time: at.along_time,
            more: at.figures.len().saturating_sub(POINTS) as u32,
            points: at.figures.iter().take(POINTS).map(|&figure| self.point(figure, at.along_time)).collect(),
        }
    }

    fn point(&self, figure: u32, along_time: bool) -> Point {
        let o = &self.reading.observations[figure as usize];
        let period = o.period.as_ref();
        let label = if along_time { period.map(|period| &period.text) } else { o.subject.as_ref() };
        Point {
            figure,
            sentence: self.sentence_of[figure as usize],
            label: label.cloned().unwrap_or_default(),
            number: if o.direction == Some(Direction::Down) { -o.number } else { o.number },
            value: Value::from(o),
            day: period.and_then(|period| day(period.end.as_deref()?)).filter(|_| along_time),
        }
    }
}

/// The days of an ISO date, counted from any one: months are all as long as their mean.
fn day(date: &str) -> Option<f64> {
    let mut parts = date.split('-').map(|part| part.parse::<u32>().ok().map(f64::from));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(year * 365.25 + month * 30.44 + day)
}
