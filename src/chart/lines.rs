//! A line along time.

use super::{Anchor, Datum, Drawing, Mark, Role, Scale, Shape, TEXT, words};

/// The height of the plane.
const HEIGHT: f64 = 150.0;
/// What the unit and the highest value need above it.
const HEAD: f64 = 30.0;
const RADIUS: f64 = 4.0;
/// The height of a line of a label.
const LINE: f64 = 15.0;

pub(super) fn draw(
    data: &[Datum],
    days: &[f64],
    unit: &str,
    width: f64,
    number: impl Fn(f64) -> String,
) -> Drawing {
    let bottom = HEAD + HEIGHT;
    let scale = Scale::new(data.iter().map(|datum| datum.number), 4, bottom, HEAD);
    let left = scale.ticks.iter().map(|&tick| words::width(&number(tick))).fold(0.0, f64::max) + 8.0;
    // Half a label stands out at either end.
    let wide = |d: &Datum| words::width(&d.shown).max(words::width(&d.label)).min(90.0);
    let ends = |datum: Option<&Datum>| datum.map_or(0.0, |datum| wide(datum) / 2.0 + 4.0);
    let (first, last) = (left + ends(data.first()), width - ends(data.last()));
    let (begin, end) =
        days.iter().fold((f64::MAX, f64::MIN), |(low, high), &day| (low.min(day), high.max(day)));
    let places: Vec<f64> = days
        .iter()
        .map(|day| first + (day - begin) / (end - begin).max(1.0) * (last - first).max(1.0))
        .collect();

    let mut axes = Vec::new();
    for &tick in &scale.ticks {
        let y = scale.at(tick);
        let role = if tick == 0.0 { Role::Zero } else { Role::Grid };
        axes.push(role.line((left, y), (width, y)));
        axes.push(Role::Tick.text(left - 6.0, y + TEXT * 0.36, Anchor::End, number(tick)));
    }
    axes.push(Role::Unit.text(0.0, TEXT, Anchor::Start, unit));
    for (pair, at) in data.windows(2).zip(places.windows(2)) {
        let role = if pair[1].reached { Role::Line } else { Role::Ahead };
        axes.push(role.line((at[0], scale.at(pair[0].number)), (at[1], scale.at(pair[1].number))));
    }
    let room = |at: usize| {
        let before = at.checked_sub(1).map_or(f64::MAX, |before| places[at] - places[before]);
        let after = places.get(at + 1).map_or(f64::MAX, |after| after - places[at]);
        before.min(after).min(2.0 * (width - places[at])).min(2.0 * places[at]) - 4.0
    };
    let mut lines = 1;
    let items = data.iter().enumerate().map(|(at, datum)| {
        let (x, y) = (places[at], scale.at(datum.number));
        let role = if datum.reached { Role::Solid } else { Role::Hollow };
        let label = words::wrap(&datum.label, room(at).max(2.0 * TEXT), 3);
        lines = lines.max(label.len());
        // Where values stand close together, their figures change sides.
        let crowded = room(at) < words::width(&datum.shown) && at % 2 == 1;
        let above = if crowded { y + TEXT + 8.0 } else { y - 10.0 };
        let reach = room(at).clamp(16.0, 60.0);
        let mut marks = vec![
            Role::Reach.rect(x - reach / 2.0, HEAD - 20.0, reach, HEIGHT + 40.0),
            Mark { role, shape: Shape::Disc(x, y, RADIUS) },
            Role::Value.text(x, above, Anchor::Middle, &*datum.shown),
        ];
        marks.extend(label.into_iter().enumerate().map(|(line, text)| {
            Role::Label.text(x, bottom + 18.0 + line as f64 * LINE, Anchor::Middle, text)
        }));
        marks
    });
    let items: Vec<_> = items.collect();
    Drawing { width, height: bottom + 12.0 + lines as f64 * LINE, axes, items }
}
