//! Charts as marks on a plane: where bars, lines, ticks and labels lie, in pixels. What they look like is said elsewhere: by the
//! style sheet on the page, by [`svg()`] in a file.

mod bars;
mod lines;
mod scale;
mod svg;
mod words;

pub use scale::Scale;
pub use svg::svg;

/// Size of the text in a chart.
pub const TEXT: f64 = 12.0;

/// One value to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Datum {
    /// What it is the value of: a subject, or a period.
    pub label: String,
    /// The value as it is written.
    pub shown: String,
    /// The value on the axis.
    pub number: f64,
    /// Whether it is reached; a target or an estimate is drawn hollow.
    pub reached: bool,
    /// The day that stands for its period, in days of any count; none where values are not drawn along time.
    pub day: Option<f64>,
}

/// A chart: what there is to see, and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What belongs to all values: axes, ticks, the line that joins them.
    pub axes: Vec<Mark>,
    /// What belongs to each value, in the order of the data.
    pub items: Vec<Vec<Mark>>,
}

/// Something to draw, and what it is there for.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it is there for.
    pub role: Role,
    /// What it is.
    pub shape: Shape,
}

/// What a mark is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Reaches with the pointer, not seen.
    Reach,
    /// A line across the plane at a tick.
    Grid,
    /// The line at zero.
    Zero,
    /// The number at a tick.
    Tick,
    /// The unit of the axis.
    Unit,
    /// What a value is the value of.
    Label,
    /// The value in figures.
    Value,
    /// A value reached.
    Solid,
    /// A target, or an estimate.
    Hollow,
    /// Joins values reached.
    Line,
    /// Joins a value to a target.
    Ahead,
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle: left, top, width, height.
    Rect(f64, f64, f64, f64),
    /// A line from one point to another.
    Line(f64, f64, f64, f64),
    /// A disc: centre and radius.
    Disc(f64, f64, f64),
    /// A line of text: the point it is anchored at on its base line.
    Text(f64, f64, Anchor, String),
}

/// Which end of a text lies at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Anchor {
    /// Its name in SVG.
    pub fn name(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

impl Role {
    /// Its class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Role::Reach => "chart-reach",
            Role::Grid => "chart-grid",
            Role::Zero => "chart-zero",
            Role::Tick => "chart-tick",
            Role::Unit => "chart-unit",
            Role::Label => "chart-label",
            Role::Value => "chart-value",
            Role::Solid => "chart-solid",
            Role::Hollow => "chart-hollow",
            Role::Line => "chart-line",
            Role::Ahead => "chart-ahead",
        }
    }

    fn rect(self, left: f64, top: f64, width: f64, height: f64) -> Mark {
        Mark { role: self, shape: Shape::Rect(left, top, width, height) }
    }

    fn line(self, from: (f64, f64), to: (f64, f64)) -> Mark {
        Mark { role: self, shape: Shape::Line(from.0, from.1, to.0, to.1) }
    }

    fn text(self, x: f64, y: f64, anchor: Anchor, text: impl Into<String>) -> Mark {
        Mark { role: self, shape: Shape::Text(x, y, anchor, text.into()) }
    }
}

/// Draws data `width` wide: along time where every datum has a day, as bars from zero elsewhere. `number` writes the numbers at
/// the ticks.
pub fn draw(data: &[Datum], unit: &str, width: f64, number: impl Fn(f64) -> String) -> Drawing {
    match days(data) {
        Some(days) => lines::draw(data, &days, unit, width, number),
        None => bars::draw(data, unit, width, number),
    }
}

/// Whether data are drawn as lines.
pub fn is_along_time(data: &[Datum]) -> bool {
    days(data).is_some()
}

/// The day of each datum, where they are drawn along time.
fn days(data: &[Datum]) -> Option<Vec<f64>> {
    data.iter().map(|datum| datum.day).collect::<Option<Vec<_>>>().filter(|days| days.len() > 1)
}

#[cfg(test)]
mod tests;
