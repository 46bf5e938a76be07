//! Bars from zero, one below the other: names of subjects are long.

use super::{Anchor, Datum, Drawing, Role, Scale, TEXT, words};

/// The height of a bar, and of what lies between two.
const BAR: f64 = 14.0;
const GAP: f64 = 12.0;
/// The height of a line of a label.
const LINE: f64 = 15.0;
/// What lies between a bar and what is written beside it.
const PAD: f64 = 6.0;
/// What the numbers at the ticks and the unit need.
const FOOT: f64 = 24.0;
/// The share of the width that labels take at most.
const LABELS: f64 = 0.4;

pub(super) fn draw(data: &[Datum], unit: &str, width: f64, number: impl Fn(f64) -> String) -> Drawing {
    let longest = data.iter().map(|datum| words::width(&datum.label)).fold(0.0, f64::max);
    let room = longest.min(width * LABELS);
    let value_room = |below: bool| {
        let widths =
            data.iter().filter(|datum| (datum.number < 0.0) == below).map(|d| words::width(&d.shown));
        widths.map(|width| width + PAD).fold(0.0, f64::max)
    };
    let (left, right) = (room + 2.0 * PAD + value_room(true), width - value_room(false) - PAD);
    let wanted = ((right - left) / 70.0).clamp(1.0, 6.0) as usize;
    let scale = Scale::new(data.iter().map(|datum| datum.number), wanted, left, right.max(left + 1.0));
    let zero = scale.at(0.0);

    let mut top = GAP / 2.0;
    let items = data.iter().map(|datum| {
        let label = words::wrap(&datum.label, room.max(TEXT), 2);
        let height = (label.len() as f64 * LINE).max(BAR) + GAP;
        let middle = top + height / 2.0;
        let end = scale.at(datum.number);
        let bar = if datum.reached { Role::Solid } else { Role::Hollow };
        let (at, anchor) =
            if datum.number < 0.0 { (end - PAD, Anchor::End) } else { (end + PAD, Anchor::Start) };
        let mut marks = vec![
            Role::Reach.rect(0.0, top, width, height),
            bar.rect(zero.min(end), middle - BAR / 2.0, (end - zero).abs().max(1.0), BAR),
            Role::Value.text(at, middle + TEXT * 0.36, anchor, &*datum.shown),
        ];
        let first = middle - (label.len() as f64 - 1.0) * LINE / 2.0 + TEXT * 0.36;
        marks.extend(
            label
                .into_iter()
                .enumerate()
                .map(|(line, text)| Role::Label.text(room, first + line as f64 * LINE, Anchor::End, text)),
        );
        top += height;
        marks
    });
    let items: Vec<_> = items.collect();
    let bottom = top + GAP / 2.0;
    let mut axes = Vec::new();
    for &tick in &scale.ticks {
        let x = scale.at(tick);
        let role = if tick == 0.0 { Role::Zero } else { Role::Grid };
        axes.push(role.line((x, 0.0), (x, bottom)));
        axes.push(Role::Tick.text(x, bottom + TEXT + 3.0, Anchor::Middle, number(tick)));
    }
    axes.push(Role::Unit.text(0.0, bottom + TEXT + 3.0, Anchor::Start, unit));
    Drawing { width, height: bottom + FOOT, axes, items }
}
