//! Draws only what is near, of what may be long.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dom;
use crate::state::Heights;

/// How far beyond what is seen is drawn, in heights of the pane, once that is painted.
const MARGIN: f64 = 1.0;
/// How much about a place that is gone to is drawn with it, in heights of the pane: it comes to stand in the middle at the lowest.
const ABOUT: f64 = 0.5;
/// Chunks that are added in one frame where all are to be drawn.
const STEP: usize = 4;

/// The chunks of a pane that are drawn. The pane scrolls; in it lies the list: a spacer, the chunks, a spacer. Each chunk
/// carries its number as `data-chunk`. All of them have keys, the spacers too: else Yew pairs them by their places, and each
/// chunk that comes or goes has all others drawn anew.
#[derive(Clone)]
pub struct Window {
    /// The chunks to draw.
    pub range: Range<usize>,
    /// The pane.
    pub pane: NodeRef,
    /// The list in it.
    pub list: NodeRef,
    /// The spacer for the chunks before.
    pub above: NodeRef,
    /// The spacer for the chunks after.
    pub below: NodeRef,
    heights: Rc<RefCell<Heights>>,
    set_range: Callback<Range<usize>>,
    whole: bool,
    /// The chunk for which others are drawn than were.
    toward: Option<usize>,
}

/// A window on chunks of these weights, which belong to `key`. Where `whole` is set, all of them come to be drawn. What is seen
/// about the place `toward` which the pane is to go, a chunk and how much of it lies before, is drawn at once, and the pane is
/// scrolled to that chunk.
#[hook]
pub fn use_window<K: PartialEq + 'static>(
    key: K,
    guess: f64,
    whole: bool,
    toward: Option<(usize, f64)>,
    weights: impl Fn(&K) -> Vec<f64>,
) -> Window {
    let heights = use_memo(key, |key| RefCell::new(Heights::new(weights(key), guess)));
    let range = use_state_eq(|| 0..1_usize);
    let setter = range.setter();
    let count = heights.borrow().len();
    let near = range.start.min(count)..range.end.min(count);
    let toward = toward.filter(|(chunk, _)| *chunk < count && !near.contains(chunk));
    let window = Window {
        range: match toward {
            Some(_) if whole => 0..count,
            Some((chunk, before)) => {
                let heights = heights.borrow();
                let place = heights.of(0..chunk) + before * heights.of(chunk..chunk + 1);
                let about = ABOUT * heights.pane;
                heights.between(place - about, place + about)
            }
            None => near,
        },
        pane: use_node_ref(),
        list: use_node_ref(),
        above: use_node_ref(),
        below: use_node_ref(),
        heights,
        set_range: Callback::from(move |range| setter.set(range)),
        whole,
        toward: toward.map(|(chunk, _)| chunk),
    };
    use_effect({
        let window = window.clone();
        move || window.settle()
    });
    window
}

impl Window {
    /// Draws what is seen now at once, and what is near once that is painted. Whether all that is seen was drawn.
    pub fn update(&self) -> bool {
        if self.whole {
            return true;
        }
        let (seen, near) = (self.within(0.0), self.within(MARGIN));
        let kept = self.range.start.max(near.start)..self.range.end.min(near.end);
        if kept.start <= seen.start && seen.end <= kept.end {
            if near != self.range {
                let window = self.clone();
                dom::after_frame(move || window.set_range.emit(window.within(MARGIN)));
            }
            return true;
        }
        self.set_range.emit(if kept.is_empty() {
            seen
        } else {
            kept.start.min(seen.start)..kept.end.max(seen.end)
        });
        false
    }

    /// The chunks that are seen, and those that lie so many heights of the pane beyond.
    fn within(&self, margin: f64) -> Range<usize> {
        let Some(pane) = self.pane.cast::<HtmlElement>() else { return self.range.clone() };
        let (top, height) = (f64::from(pane.scroll_top()) - self.offset(), f64::from(pane.client_height()));
        let mut heights = self.heights.borrow_mut();
        heights.pane = height;
        heights.between(top - margin * height, top + (1.0 + margin) * height)
    }

    /// Brings a chunk near.
    pub fn approach(&self, chunk: usize) {
        if self.range.contains(&chunk) {
            return;
        }
        if self.whole {
            return self.set_range.emit(0..self.heights.borrow().len());
        }
        self.scroll_to(chunk);
        self.update();
    }

    fn scroll_to(&self, chunk: usize) {
        let Some(pane) = self.pane.cast::<HtmlElement>() else { return };
        let before = self.heights.borrow().of(0..chunk);
        pane.set_scroll_top((self.offset() + before) as i32);
    }

    /// Whether more comes to be drawn by itself, as the value of `aria-busy`.
    pub fn busy(&self) -> Option<&'static str> {
        (self.whole && self.range.end < self.heights.borrow().len()).then_some("true")
    }

    fn offset(&self) -> f64 {
        self.list.cast::<HtmlElement>().map_or(0.0, |list| f64::from(list.offset_top()))
    }

    /// After drawing: learns the heights, sets the spacers, and draws on where that is not yet all.
    fn settle(&self) {
        let Some(list) = self.list.cast::<HtmlElement>() else { return };
        // To measure has the browser lay out the page at once.
        if let (false, Ok(chunks)) = (self.whole, list.query_selector_all("[data-chunk]")) {
            let mut heights = self.heights.borrow_mut();
            heights.fit(f64::from(list.client_width()));
            for chunk in (0..chunks.length()).filter_map(|n| chunks.item(n)?.dyn_into::<HtmlElement>().ok()) {
                let drawn = chunk.get_attribute("aria-busy").is_none();
                let number = chunk.get_attribute("data-chunk").and_then(|number| number.parse().ok());
                if let (true, Some(number)) = (drawn, number) {
                    heights.measure(number, f64::from(chunk.offset_height()));
                }
            }
        }
        let heights = self.heights.borrow();
        for (spacer, chunks) in
            [(&self.above, 0..self.range.start), (&self.below, self.range.end..heights.len())]
        {
            if let Some(spacer) = spacer.cast::<HtmlElement>() {
                dom::style(&spacer, "height", &format!("{:.0}px", heights.of(chunks)));
            }
        }
        if let Some(chunk) = self.toward {
            drop(heights);
            self.scroll_to(chunk);
            self.set_range.emit(self.range.clone());
        } else if self.whole && self.range != (0..heights.len()) {
            let (set, to) = (self.set_range.clone(), (self.range.end + STEP).min(heights.len()));
            dom::after_frame(move || set.emit(0..to));
        } else {
            drop(heights);
            self.update();
        }
    }
}
