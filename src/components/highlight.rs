//! Marks what was found in the text that is drawn, without drawing it anew.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, HtmlElement, Range, js_sys};

use crate::dom;
use crate::protocol::Drawn;

/// The names of the highlights in the style sheet: all matches, and the one that is gone to.
const ALL: &str = "found";
const CURRENT: &str = "found-current";

/// Marks places of the units in a pane, and nothing else. Where the browser has no custom highlights, boxes are laid under
/// the text instead.
pub fn mark(pane: &HtmlElement, marks: &[Drawn], current: Option<Drawn>) {
    let ranges: Vec<(bool, Range)> =
        ranges(pane, marks).map(|(mark, range)| (Some(mark) == current, range)).collect();
    let of = |current: bool| ranges.iter().filter(move |range| range.0 == current).map(|range| &range.1);
    if registry().is_some() {
        set(ALL, of(false));
        set(CURRENT, of(true));
    } else {
        lay_boxes(pane, ranges.iter().map(|(current, range)| (*current, range)));
    }
}

/// Where a place of a unit is seen.
pub fn rectangle(unit: &Element, place: Drawn) -> Option<DomRect> {
    let range = ranges_in(unit, &[place]).pop()?;
    Some(range.get_bounding_client_rect())
}

/// The marks whose units are drawn. Both are in the order of the text.
fn ranges<'a>(pane: &HtmlElement, marks: &'a [Drawn]) -> impl Iterator<Item = (Drawn, Range)> + use<'a> {
    let units = if marks.is_empty() { None } else { pane.query_selector_all("[data-unit]").ok() };
    let units = units.into_iter().flat_map(|units| (0..units.length()).filter_map(move |n| units.item(n)));
    let mut rest = marks;
    units.filter_map(|unit| unit.dyn_into::<Element>().ok()).flat_map(move |unit| {
        let number: u32 = unit.get_attribute("data-unit").and_then(|number| number.parse().ok()).unwrap_or(0);
        rest = &rest[rest.partition_point(|mark| mark.unit < number)..];
        let own = &rest[..rest.partition_point(|mark| mark.unit <= number)];
        own.iter().copied().zip(ranges_in(&unit, own)).collect::<Vec<_>>()
    })
}

/// Ranges of the text of an element: one for each mark, as far as the text goes.
fn ranges_in(element: &Element, marks: &[Drawn]) -> Vec<Range> {
    let document = dom::document();
    let mut ranges = Vec::with_capacity(marks.len());
    if marks.is_empty() {
        return ranges;
    }
    // 4: text nodes only.
    let Ok(walker) = document.create_tree_walker_with_what_to_show(element, 4) else { return ranges };
    let mut rest = marks.iter();
    let (mut wanted, mut begun) = (rest.next(), None::<Range>);
    let mut before = 0;
    while let (Some(mark), Ok(Some(node))) = (wanted, walker.next_node()) {
        let text = node.node_value().unwrap_or_default();
        let after = before + text.chars().count() as u32;
        let mut mark = mark;
        loop {
            // The DOM counts in UTF-16.
            let offset = |place: u32| -> u32 {
                text.chars().take((place - before) as usize).map(|c| c.len_utf16() as u32).sum()
            };
            if begun.is_none() && mark.start < after {
                begun = document.create_range().ok();
                let _ = begun.as_ref().map(|range| range.set_start(&node, offset(mark.start)));
            }
            if mark.end > after {
                break;
            }
            if let Some(range) = begun.take() {
                let _ = range.set_end(&node, offset(mark.end));
                ranges.push(range);
            }
            wanted = rest.next();
            match wanted {
                Some(next) => mark = next,
                None => break,
            }
        }
        before = after;
    }
    ranges
}

/// The browser's custom highlights by name (CSS Custom Highlight API, of 2022 and later).
fn registry() -> Option<js_sys::Map> {
    let css = js_sys::Reflect::get(&js_sys::global(), &"CSS".into()).ok().filter(JsValue::is_object)?;
    let registry = js_sys::Reflect::get(&css, &"highlights".into()).ok().filter(JsValue::is_object)?;
    Some(registry.unchecked_into())
}

fn set<'a>(name: &str, ranges: impl Iterator<Item = &'a Range>) {
    let made = js_sys::Reflect::get(&js_sys::global(), &"Highlight".into())
        .ok()
        .and_then(|class| class.dyn_into::<js_sys::Function>().ok())
        .and_then(|class| js_sys::Reflect::construct(&class, &ranges.collect::<js_sys::Array>()).ok());
    if let (Some(registry), Some(highlight)) = (registry(), made) {
        registry.set(&name.into(), &highlight);
    }
}

/// Boxes in a layer of their own, which scrolls with the text.
fn lay_boxes<'a>(pane: &HtmlElement, ranges: impl Iterator<Item = (bool, &'a Range)>) {
    let document = dom::document();
    let old = pane.query_selector(".found-layer").ok().flatten();
    let layer = old.or_else(|| {
        let layer = document.create_element("div").ok()?;
        layer.set_class_name("found-layer");
        pane.append_child(&layer).ok()?;
        Some(layer)
    });
    let Some(layer) = layer else { return };
    layer.set_inner_html("");
    let origin = pane.get_bounding_client_rect();
    let (left, top) =
        (origin.left() - f64::from(pane.scroll_left()), origin.top() - f64::from(pane.scroll_top()));
    for (current, range) in ranges {
        let Some(rectangles) = range.get_client_rects() else { continue };
        for seen in (0..rectangles.length()).filter_map(|number| rectangles.item(number)) {
            let Some(place) = document.create_element("div").ok() else { continue };
            let place: HtmlElement = place.unchecked_into();
            place.set_class_name(if current { "found-box is-current" } else { "found-box" });
            let sides = [("left", seen.left() - left), ("top", seen.top() - top)];
            for (side, at) in sides.into_iter().chain([("width", seen.width()), ("height", seen.height())]) {
                dom::style(&place, side, &format!("{at:.1}px"));
            }
            let _ = layer.append_child(&place);
        }
    }
}
