use std::collections::BTreeSet;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollLogicalPosition};
use yew::prelude::*;

use crate::desk::Desk;
use crate::dom;
use crate::i18n::Words;
use crate::state::{Change, Entries, InOutline, Target};

/// Entries that are drawn at most: those that are seen, and some around them.
const DRAWN: usize = 160;
/// Entries that are drawn above those that are seen, and by how many they are moved on.
const ABOVE: usize = 40;
const STEP: usize = 20;
/// Those that are drawn in the first frame.
const FIRST: usize = 40;
/// The height of an entry in pixels, as the style sheet has it.
const ENTRY: f64 = 30.0;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub outline: Entries,
    /// How many entries it comes to have.
    pub total: u32,
    /// Entries whose lower entries are folded away.
    pub folded: BTreeSet<u32>,
    /// The entry that the top of the document's pane stands in.
    pub here: Option<u32>,
    /// The entry that the chosen figure stands in.
    pub chosen: Option<u32>,
}

/// The outline as a tree.
#[component]
pub fn Outline(props: &Props) -> Html {
    let words = props.words;
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let pane = use_node_ref();
    let cursor = use_state_eq(|| 0_u32);
    let top = use_state_eq(|| 0_usize);

    let shown = use_memo((props.outline.clone(), props.folded.clone()), |(outline, folded)| {
        Shown::new(outline, folded)
    });
    let cursor_at = shown.get(shown.place(*cursor)).unwrap_or(0);
    let here = props.here.and_then(|here| shown.get(shown.place(here)));

    // The current entry is kept in sight; the cursor follows it as long as nobody moves in the tree.
    use_effect_with((here, props.folded.len()), {
        let (pane, cursor) = (pane.clone(), cursor.clone());
        let at = here.map(|here| shown.place(here));
        move |(here, _): &(Option<u32>, usize)| {
            let (Some(here), Some(at), Some(pane)) = (*here, at, pane.cast::<HtmlElement>()) else { return };
            keep_in_sight(&pane, at);
            let inside = dom::document().active_element().is_some_and(|active| pane.contains(Some(&active)));
            if !inside {
                cursor.set(here);
            }
        }
    });

    // So is the entry of the chosen figure, when another is chosen.
    use_effect_with(props.chosen, {
        let pane = pane.clone();
        let at = props.chosen.map(|chosen| shown.place(chosen));
        move |_: &Option<u32>| {
            let (Some(at), Some(pane)) = (at, pane.cast::<HtmlElement>()) else { return };
            keep_in_sight(&pane, at);
        }
    });

    let go = {
        let (desk, outline) = (desk.clone(), props.outline.clone());
        move |entry: u32| {
            if let Some(at) = outline.get(entry as usize) {
                desk.go(at.unit, Target::Section(entry));
            }
        }
    };
    let onclick = {
        let (desk, cursor, go) = (desk.clone(), cursor.clone(), go.clone());
        move |event: MouseEvent| {
            let Some(entry) = dom::number_of(event.target(), ".entry", "data-entry") else { return };
            let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if pressed.is_some_and(|pressed| pressed.matches(".is-open, .is-folded").unwrap_or(false)) {
                desk.change(Change::FoldEntry(entry));
            } else {
                cursor.set(entry);
                go(entry);
            }
        }
    };
    let onkeydown = {
        let (desk, outline, folded, shown) =
            (desk.clone(), props.outline.clone(), props.folded.clone(), shown.clone());
        let (cursor, pane) = (cursor.clone(), pane.clone());
        move |event: KeyboardEvent| {
            let at = shown.place(cursor_at);
            let open =
                outline.get(cursor_at as usize).is_some_and(|e| e.below > 0) && !folded.contains(&cursor_at);
            let leaf = outline.get(cursor_at as usize).is_some_and(|e| e.below == 0);
            let last = shown.len().saturating_sub(1);
            let to = match &*event.key() {
                "ArrowDown" => (at + 1).min(last),
                "ArrowUp" => at.saturating_sub(1),
                "Home" => 0,
                "End" => last,
                "ArrowRight" if open => (at + 1).min(last),
                "ArrowLeft" if !open || leaf => {
                    parent(&outline, cursor_at).map_or(at, |parent| shown.place(parent))
                }
                "ArrowRight" | "ArrowLeft" if !leaf => {
                    desk.change(Change::FoldEntry(cursor_at));
                    at
                }
                "Enter" | " " => {
                    go(cursor_at);
                    at
                }
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            let Some(entry) = shown.get(to) else { return };
            cursor.set(entry);
            // What is far is drawn once the pane is there.
            if let Some(pane) = pane.cast::<HtmlElement>() {
                keep_in_sight(&pane, to);
            }
            let pane = pane.clone();
            dom::next_frame(move || focus(&pane, entry));
        }
    };
    let onscroll = {
        let (pane, top) = (pane.clone(), top.clone());
        move |_: Event| {
            let scrolled = pane.cast::<HtmlElement>().map_or(0, |pane| pane.scroll_top());
            let first = (f64::from(scrolled) / ENTRY) as usize;
            // In steps, so that not every pixel is a new drawing.
            top.set(first / STEP * STEP);
        }
    };

    let drawn = use_state_eq(|| FIRST);
    use_effect_with((), {
        let drawn = drawn.clone();
        move |()| dom::after_frame(move || drawn.set(DRAWN))
    });
    let first = if shown.len() <= DRAWN { 0 } else { top.saturating_sub(ABOVE).min(shown.len()) };
    let end = (first + *drawn).min(shown.len());
    let comes = props.outline.len() < props.total as usize || *drawn < DRAWN && end < shown.len();
    let (above, below) = (use_node_ref(), use_node_ref());
    use_effect_with((first, shown.len() - end), {
        let (above, below) = (above.clone(), below.clone());
        move |&(before, after): &(usize, usize)| {
            for (spacer, entries) in [(above, before), (below, after)] {
                if let Some(spacer) = spacer.cast::<HtmlElement>() {
                    dom::style(&spacer, "height", &format!("{}px", entries as f64 * ENTRY));
                }
            }
        }
    });

    let entry = |number: u32| {
        let Some(entry) = props.outline.shared(number) else { return Html::default() };
        let is_open = !props.folded.contains(&number);
        let (is_here, is_chosen) = (here == Some(number), props.chosen == Some(number));
        let has_cursor = number == cursor_at;
        html! { <Line key={number} {words} {number} {entry} {is_open} {is_here} {is_chosen} {has_cursor} /> }
    };
    let body = if props.outline.is_empty() {
        html! { <p class="pane-empty">{ words.no_outline }</p> }
    } else {
        html! {
            <div class="tree" role="tree" aria-label={words.outline} aria-busy={comes.then_some("true")} lang="zh-CN"
                {onclick}>
                <div key="above" ref={above} role="presentation" />
                { for (first..end).filter_map(|at| shown.get(at)).map(entry) }
                <div key="below" ref={below} role="presentation" />
            </div>
        }
    };
    html! {
        <nav id="outline" class="pane outline" ref={pane} aria-label={words.outline} {onkeydown} {onscroll}>{ body }</nav>
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    words: &'static Words,
    number: u32,
    entry: InOutline,
    /// Whether the entries below it are shown.
    is_open: bool,
    is_here: bool,
    is_chosen: bool,
    /// Whether it has the focus when the tree has it.
    has_cursor: bool,
}

/// An entry of the outline.
#[component]
fn Line(props: &LineProps) -> Html {
    let LineProps { words, number, entry, is_open, is_here, is_chosen, has_cursor } = props;
    let expanded = (entry.below > 0).then(|| is_open.to_string());
    let class = classes!(
        "entry",
        format!("depth-{}", entry.level.min(6)),
        is_here.then_some("is-here"),
        is_chosen.then_some("is-chosen")
    );
    let twist = (entry.below > 0).then_some(if *is_open { "is-open" } else { "is-folded" });
    let figures = (entry.figures > 0).then(|| {
        html! { <span class="entry-figures" title={(words.figures)(entry.figures)}>{ entry.figures }</span> }
    });
    html! {
        <div {class} role="treeitem" data-entry={number.to_string()} aria-level={entry.level.to_string()}
            aria-expanded={expanded} aria-selected={is_here.to_string()} tabindex={if *has_cursor { "0" } else { "-1" }}
            title={format!("{}{}", entry.marker, entry.title)}>
            <span class={classes!("twist", twist)} />
            <span class="entry-marker">{ &*entry.marker }</span>
            <span class="entry-title">{ &*entry.title }</span>
            { figures }
        </div>
    }
}

/// The entries that are not folded away.
enum Shown {
    /// So many: all.
    All(usize),
    Some(Vec<u32>),
}

impl Shown {
    fn new(outline: &Entries, folded: &BTreeSet<u32>) -> Self {
        if folded.is_empty() {
            return Self::All(outline.len());
        }
        let mut shown = Vec::with_capacity(outline.len());
        let mut number = 0;
        while let Some(entry) = outline.get(number as usize) {
            shown.push(number);
            number += 1 + if folded.contains(&number) { entry.below } else { 0 };
        }
        Self::Some(shown)
    }

    fn len(&self) -> usize {
        match self {
            Self::All(count) => *count,
            Self::Some(shown) => shown.len(),
        }
    }

    fn get(&self, place: usize) -> Option<u32> {
        match self {
            Self::All(count) => (place < *count).then_some(place as u32),
            Self::Some(shown) => shown.get(place).copied(),
        }
    }

    /// The place of an entry, or of the last one before it that is shown.
    fn place(&self, entry: u32) -> usize {
        match self {
            Self::All(count) => (entry as usize).min(count.saturating_sub(1)),
            Self::Some(shown) => shown.partition_point(|&shown| shown <= entry).saturating_sub(1),
        }
    }
}

fn parent(outline: &Entries, entry: u32) -> Option<u32> {
    let level = outline.get(entry as usize)?.level;
    (0..entry).rev().find(|&above| outline[above].level < level)
}

/// Scrolls the pane so that the entry at a place is seen, if it is not.
fn keep_in_sight(pane: &HtmlElement, at: usize) {
    let (y, height) = (at as f64 * ENTRY, f64::from(pane.client_height()));
    let scrolled = f64::from(pane.scroll_top());
    if y < scrolled + ENTRY || y + 2.0 * ENTRY > scrolled + height {
        pane.set_scroll_top((y - height / 3.0).max(0.0) as i32);
    }
}

fn focus(pane: &NodeRef, entry: u32) {
    let Some(pane) = pane.cast::<HtmlElement>() else { return };
    if let Ok(Some(element)) = pane.query_selector(&format!("[data-entry='{entry}']")) {
        dom::reveal(&element, ScrollLogicalPosition::Nearest);
        let element: HtmlElement = element.unchecked_into();
        let _ = element.focus();
    }
}
