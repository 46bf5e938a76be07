//! Draws only what is near, of what may be long.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dom;
use crate::state::Heights;

/// How far beyond what is seen is drawn, in heights of the pane.
const MARGIN: f64 = 1.0;
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

/// A window on chunks of these weights, which belong to `key`. Where `whole` is set, all of them come to be drawn. The chunk
/// `toward` which the pane is to go is drawn at once, with those about it, and the pane is scrolled there.
#[hook]
pub fn use_window<K: PartialEq + 'static>(
    key: K,
    guess: f64,
    whole: bool,
    toward: Option<usize>,
    weights: impl Fn(&K) -> Vec<f64>,
) -> Window {
    let heights = use_memo(key, |key| RefCell::new(Heights::new(weights(key), guess)));
    let range = use_state_eq(|| 0..1_usize);
    let setter = range.setter();
    let count = heights.borrow().len();
    let near = range.start.min(count)..range.end.min(count);
    let toward = toward.filter(|chunk| *chunk < count && !near.contains(chunk));
    let window = Window {
        range: match toward {
            Some(_) if whole => 0..count,
            Some(chunk) => chunk.saturating_sub(1)..(chunk + 2).min(count),
            None => near,
        },
        pane: use_node_ref(),
        list: use_node_ref(),
        above: use_node_ref(),
        below: use_node_ref(),
        heights,
        set_range: Callback::from(move |range| setter.set(range)),
        whole,
        toward,
    };
    use_effect({
        let window = window.clone();
        move || window.settle()
    });
    window
}

impl Window {
    /// Draws what is near now.
    pub fn update(&self) {
        let Some(pane) = self.pane.cast::<HtmlElement>() else { return };
        let heights = self.heights.borrow();
        if self.whole {
            return;
        }
        let (top, height) = (f64::from(pane.scroll_top()) - self.offset(), f64::from(pane.client_height()));
        self.set_range.emit(heights.between(top - MARGIN * height, top + (1.0 + MARGIN) * height));
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
