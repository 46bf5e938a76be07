use std::collections::BTreeSet;

use web_sys::{HtmlElement, ScrollLogicalPosition};
use yew::prelude::*;

use crate::desk::Desk;
use crate::dom;
use crate::i18n::Words;
use crate::state::{Change, Entries, Target};

/// Entries that are drawn at most before the rest is left to scrolling, and those that are drawn in the first frame.
const DRAWN: usize = 400;
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

    let shown = shown(&props.outline, &props.folded);
    let place = |entry: u32| shown.binary_search(&entry).unwrap_or_else(|after| after.saturating_sub(1));
    let cursor_at = shown.get(place(*cursor)).copied().unwrap_or(0);
    let here = props.here.map(&place).and_then(|place| shown.get(place).copied());

    // The current entry is kept in sight; the cursor follows it as long as nobody moves in the tree.
    use_effect_with((here, props.folded.len()), {
        let (pane, cursor) = (pane.clone(), cursor.clone());
        let at = here.map(&place);
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
        let at = props.chosen.map(&place);
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
    let onkeydown = {
        let (desk, outline, folded, shown) =
            (desk.clone(), props.outline.clone(), props.folded.clone(), shown.clone());
        let (cursor, pane, go) = (cursor.clone(), pane.clone(), go.clone());
        move |event: KeyboardEvent| {
            let at = shown.binary_search(&cursor_at).unwrap_or(0);
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
                "ArrowLeft" if !open || leaf => parent(&outline, cursor_at)
                    .and_then(|parent| shown.binary_search(&parent).ok())
                    .unwrap_or(at),
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
            let Some(&entry) = shown.get(to) else { return };
            cursor.set(entry);
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
            top.set(first / (DRAWN / 4) * (DRAWN / 4));
        }
    };

    let drawn = use_state_eq(|| FIRST);
    use_effect_with((), {
        let drawn = drawn.clone();
        move |()| dom::after_frame(move || drawn.set(DRAWN))
    });
    let first = if shown.len() <= DRAWN { 0 } else { top.saturating_sub(DRAWN / 4).min(shown.len()) };
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

    let entry = |&number: &u32| {
        let entry = &props.outline[number];
        let (go, desk, cursor) = (go.clone(), desk.clone(), cursor.clone());
        let is_open = !props.folded.contains(&number);
        let expanded = (entry.below > 0).then(|| is_open.to_string());
        let class = classes!(
            "entry",
            format!("depth-{}", entry.level.min(6)),
            (here == Some(number)).then_some("is-here"),
            (props.chosen == Some(number)).then_some("is-chosen")
        );
        let fold = {
            let desk = desk.clone();
            move |event: MouseEvent| {
                event.stop_propagation();
                desk.change(Change::FoldEntry(number));
            }
        };
        let onclick = move |_| {
            cursor.set(number);
            go(number);
        };
        let figures = (entry.figures > 0).then(|| {
            html! { <span class="entry-figures" title={(words.figures)(entry.figures)}>{ entry.figures }</span> }
        });
        html! {
            <div key={number} {class} role="treeitem" data-entry={number.to_string()} aria-level={entry.level.to_string()}
                aria-expanded={expanded} aria-selected={(here == Some(number)).to_string()}
                tabindex={if number == cursor_at { "0" } else { "-1" }} title={format!("{}{}", entry.marker, entry.title)} {onclick}>
                <span class={classes!("twist", (entry.below > 0).then_some(if is_open { "is-open" } else { "is-folded" }))}
                    onclick={fold} />
                <span class="entry-marker">{ &entry.marker }</span>
                <span class="entry-title">{ &entry.title }</span>
                { figures }
            </div>
        }
    };
    let body = if props.outline.is_empty() {
        html! { <p class="pane-empty">{ words.no_outline }</p> }
    } else {
        html! {
            <div class="tree" role="tree" aria-label={words.outline} aria-busy={comes.then_some("true")} lang="zh-CN">
                <div key="above" ref={above} role="presentation" />
                { for shown[first..end].iter().map(entry) }
                <div key="below" ref={below} role="presentation" />
            </div>
        }
    };
    html! {
        <nav id="outline" class="pane outline" ref={pane} aria-label={words.outline} {onkeydown} {onscroll}>{ body }</nav>
    }
}

/// The entries that are not folded away.
fn shown(outline: &Entries, folded: &BTreeSet<u32>) -> Vec<u32> {
    let mut shown = Vec::with_capacity(outline.len());
    let mut number = 0;
    while let Some(entry) = outline.get(number as usize) {
        shown.push(number);
        number += 1 + if folded.contains(&number) { entry.below } else { 0 };
    }
    shown
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
        let element: HtmlElement = wasm_bindgen::JsCast::unchecked_into(element);
        let _ = element.focus();
    }
}
