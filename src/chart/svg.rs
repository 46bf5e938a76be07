//! A chart as a file of its own.

use super::{Drawing, Mark, Role, Shape, TEXT};
use std::fmt::Write;

const MARGIN: f64 = 20.0;
const HEAD: f64 = 52.0;
const FONTS: &str = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/// The chart under its title, with colours of its own, on white: it goes into documents.
pub fn svg(drawing: &Drawing, title: &str, subtitle: &str) -> String {
    let (width, height) = (drawing.width + 2.0 * MARGIN, drawing.height + HEAD + MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" font-family=\"{FONTS}\" font-size=\"{TEXT}\"><title>{title}</title><defs><pattern \
         id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect \
         width=\"5\" height=\"5\" fill=\"#fff\"/><rect width=\"1.5\" height=\"5\" fill=\"#98301d\"/></pattern></defs><rect \
         width=\"100%\" height=\"100%\" fill=\"#fff\"/><text x=\"{MARGIN}\" y=\"26\" font-size=\"15\" font-weight=\"600\" \
         fill=\"#1f1d1a\">{title}</text><text x=\"{MARGIN}\" y=\"44\" fill=\"#6c665c\">{subtitle}</text><g \
         transform=\"translate({MARGIN} {HEAD})\">",
        title = escape(title),
        subtitle = escape(subtitle),
    );
    for mark in drawing.axes.iter().chain(drawing.items.iter().flatten()) {
        push(&mut out, mark);
    }
    out.push_str("</g></svg>\n");
    out
}

fn push(out: &mut String, Mark { role, shape }: &Mark) {
    let look = match role {
        Role::Reach => return,
        Role::Grid => "stroke=\"#e2ddd3\"",
        Role::Zero => "stroke=\"#6c665c\"",
        Role::Tick | Role::Unit => "fill=\"#6c665c\" font-size=\"11\"",
        Role::Label | Role::Value => "fill=\"#1f1d1a\"",
        Role::Solid => "fill=\"#98301d\"",
        Role::Hollow => "fill=\"url(#hatch)\" stroke=\"#98301d\"",
        Role::Line => "stroke=\"#98301d\" stroke-width=\"2\"",
        Role::Ahead => "stroke=\"#98301d\" stroke-width=\"2\" stroke-dasharray=\"4 4\"",
    };
    let _ = match shape {
        Shape::Rect(x, y, width, height) => {
            write!(
                out,
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" {look}/>"
            )
        }
        Shape::Line(x1, y1, x2, y2) => {
            write!(out, "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" {look}/>")
        }
        Shape::Disc(x, y, r) => write!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r}\" {look}/>"),
        Shape::Text(x, y, anchor, text) => write!(
            out,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{}\" {look}>{}</text>",
            anchor.name(),
            escape(text)
        ),
    };
}

/// What XML would take for markup, and the characters it forbids.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
