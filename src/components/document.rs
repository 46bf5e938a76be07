use std::cell::RefCell;
use std::collections::BTreeSet;

use dafu::wire::{Field, Severity};
use phrases::Language;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement, ScrollLogicalPosition};
use yew::prelude::*;

use super::find::use_marks;
use super::highlight;
use super::prose::Chunk;
use super::window::{Window, use_window};
use crate::desk::Desk;
use crate::dom;
use crate::i18n::Words;
use crate::protocol::{ChunkAt, Drawn, Entered, Note, Overview, Piece, Unit};
use crate::state::{Aim, Change, Marks, Shared, Target, View};

/// Pixels that a code point comes to before anything was measured.
const PIXELS: f64 = 1.0;
/// Code points that would fill what a unit leaves empty of its last line, and the space after it.
const LINE: f64 = 25.0;
/// Notes that are shown before the others are folded away.
const NOTES: usize = 3;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub language: Language,
    pub view: View,
    pub file_name: AttrValue,
}

/// The document: its card, then its text.
#[component]
pub fn Document(props: &Props) -> Html {
    let Props { words, language, view, .. } = props;
    let (words, language) = (*words, *language);
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let whole = view.is_whole();
    let weights = {
        let view = view.clone();
        move |chunks: &Shared<Vec<std::ops::Range<u32>>>| {
            let size = |(units, chunk): (&std::ops::Range<u32>, &ChunkAt)| {
                f64::from(chunk.length) + LINE * f64::from(units.end - units.start)
            };
            chunks.iter().zip(&view.overview.chunks).map(size).collect()
        }
    };
    let reached = use_mut_ref(|| 0_u32);
    let aim = view.aim.filter(|aim| *reached.borrow() != aim.serial);
    let toward = aim.map(|aim| place_of(view, aim));
    let window = use_window(view.chunks.clone(), PIXELS, whole, toward, weights);

    // What is near and not there yet is asked for, once in each reading.
    let asked = use_memo(view.overview.clone(), |_| RefCell::new(BTreeSet::new()));
    use_effect_with((window.range.clone(), view.overview.clone()), {
        let (desk, view, whole) = (desk.clone(), view.clone(), whole);
        move |(range, _): &(std::ops::Range<usize>, _)| {
            let mut asked = asked.borrow_mut();
            for chunk in range.clone().filter(|chunk| !view.units.contains_key(chunk)) {
                // The chunks of a small document come unasked.
                if !whole && asked.insert(chunk) {
                    desk.ask_chunk(chunk);
                }
            }
            asked.retain(|chunk| range.contains(chunk));
        }
    });

    use_marks(&desk, view, &window);
    // Where the pane came to stand when a section was aimed at: that stays current while the pane stands there, though the
    // document may end before it is at the top.
    let aimed = use_mut_ref(|| None::<Standing>);
    use_effect({
        let (window, aimed, desk) = (window.clone(), aimed.clone(), desk.clone());
        move || {
            // What is not there yet is reached when it has come.
            let Some((aim, standing)) = aim.and_then(|aim| Some((aim, reach(&window, aim)?))) else { return };
            // What has yet to be drawn about it moves it: it is gone to again with that.
            if window.update() {
                reached.replace(aim.serial);
            }
            if let Target::Section(section) = aim.target {
                aimed.replace(Some(standing));
                desk.change(Change::Here(aim.unit, Some(section)));
            }
        }
    });

    // Set while nothing is drawn yet where the pane was scrolled to.
    let unseen = use_mut_ref(|| false);
    use_effect({
        let (pane, unseen, desk) = (window.pane.clone(), unseen.clone(), desk.clone());
        move || {
            let Some((unit, point)) = unseen.borrow().then(|| at_top(&pane)).flatten() else { return };
            unseen.replace(false);
            desk.change(Change::Here(unit, point));
        }
    });

    let onscroll = {
        let (window, desk, aimed) = (window.clone(), desk.clone(), aimed.clone());
        let waiting = use_mut_ref(|| false);
        move |_: Event| {
            if waiting.replace(true) {
                return;
            }
            let (window, desk, waiting, aimed, unseen) =
                (window.clone(), desk.clone(), waiting.clone(), aimed.clone(), unseen.clone());
            dom::next_frame(move || {
                waiting.replace(false);
                window.update();
                if Standing::keep(&aimed, &window.pane) {
                    return;
                }
                // Once it is painted, the browser need not work out for this alone where all lies.
                dom::after(0, move || {
                    let seen = at_top(&window.pane);
                    unseen.replace(seen.is_none());
                    if let Some((unit, point)) = seen {
                        desk.change(Change::Here(unit, point));
                    }
                });
            });
        }
    };
    let onclick = {
        let desk = desk.clone();
        move |event: MouseEvent| {
            if let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
                press(&desk, &element);
            }
        }
    };
    let chunk = |number: usize| {
        let units = view.units.get(&number).cloned();
        let range = view.chunks[number].clone();
        let holds = |sentence: u32| {
            let pieces = units.iter().flat_map(|units| units.iter()).flat_map(all_pieces);
            pieces.filter_map(|piece| piece.sentence).any(|held| held == sentence)
        };
        let chosen = view.chosen.filter(|&(_, sentence)| holds(sentence));
        let hovered = view.hovered.filter(|&sentence| holds(sentence));
        let repair = view.repair.as_ref().filter(|r| range.contains(&r.unit)).map(|r| r.repair);
        let target = view
            .aim
            .filter(|aim| range.contains(&aim.unit) && matches!(aim.target, Target::Unit))
            .map(|aim| aim.unit);
        let received = view.received;
        html! { <Chunk key={number} {words} {number} {units} {chosen} {hovered} {repair} {target} {received} /> }
    };
    let marks = match view.marks {
        Marks::All => "marks-all",
        Marks::Doubtful => "marks-doubtful",
        Marks::None => "marks-none",
    };
    let received = if view.received {
        let desk = desk.clone();
        html! {
            <div class="received-note" role="note">
                <span>{ words.as_received_note }</span>
                <button class="link" onclick={move |_| desk.change(Change::Received(false))}>{ words.back_to_repaired }</button>
            </div>
        }
    } else {
        Html::default()
    };
    html! {
        <section id="document" class="pane document" ref={window.pane.clone()} tabindex="0" aria-label={words.document}
            {onscroll} {onclick}>
            { received }
            <div class="sheet">
                <Card {words} {language} overview={view.overview.clone()} />
                <article class={classes!("prose", marks, view.received.then_some("is-received"))} lang="zh-CN" aria-busy={window.busy()} ref={window.list.clone()}>
                    <div key="above" ref={window.above.clone()} />
                    { for window.range.clone().map(chunk) }
                    <div key="below" ref={window.below.clone()} />
                </article>
            </div>
        </section>
    }
}

fn all_pieces(unit: &Unit) -> impl Iterator<Item = &Piece> {
    unit.pieces.iter().chain(unit.table.iter().flat_map(|table| table.rows.iter().flatten().flatten()))
}

/// The chunk that holds what is aimed at, and how much of it lies before that, 0 to 1.
fn place_of(view: &View, aim: Aim) -> (usize, f64) {
    let chunk = view.chunk_of(aim.unit);
    let Some(units) = view.units.get(&chunk) else { return (chunk, 0.0) };
    let length = |unit: &Unit| all_pieces(unit).map(|piece| piece.text.chars().count()).sum::<usize>();
    let weight = |units: &[Unit]| units.iter().map(|unit| LINE + length(unit) as f64).sum::<f64>();
    let before = weight(&units[..units.partition_point(|unit| unit.number < aim.unit)]);
    let inside = if let Target::Match(place) = aim.target { f64::from(place.start) } else { 0.0 };
    (chunk, (before + inside) / weight(units).max(1.0))
}

/// How much of a pane lies above and below what is seen of it, in pixels.
#[derive(Clone, Copy)]
struct Standing {
    above: i32,
    below: i32,
}

impl Standing {
    fn of(pane: &Element) -> Self {
        let above = pane.scroll_top();
        Self { above, below: pane.scroll_height() - pane.client_height() - above }
    }

    /// Whether the pane stands where it did. What is drawn late makes it longer on one side, which scrolls no one's view: only
    /// a person's scrolling changes both.
    fn keep(standing: &RefCell<Option<Self>>, pane: &NodeRef) -> bool {
        let now = pane.cast::<Element>().map(|pane| Self::of(&pane));
        let kept = now.zip(*standing.borrow()).filter(|(a, b)| a.above == b.above || a.below == b.below);
        standing.replace(kept.map(|(now, _)| now));
        kept.is_some()
    }
}

/// Scrolls to what is aimed at; where the pane stands then. None where it is not there yet.
fn reach(window: &Window, aim: Aim) -> Option<Standing> {
    let pane = window.pane.cast::<HtmlElement>()?;
    let selector = match aim.target {
        Target::Unit | Target::Match(_) => format!("[data-unit='{}']", aim.unit),
        Target::Section(section) => format!("[data-section='{section}']"),
        Target::Figure(figure) => format!("[data-figure='{figure}']"),
        Target::Repair(repair) => format!("[data-repair='{repair}']"),
    };
    let unit = || pane.query_selector(&format!("[data-unit='{}']", aim.unit)).ok().flatten();
    let element = pane.query_selector(&selector).ok().flatten().or_else(unit)?;
    if let Ok(Some(folded)) = element.closest("details") {
        folded.unchecked_into::<HtmlDetailsElement>().set_open(true);
    }
    let from_top = matches!(aim.target, Target::Unit | Target::Section(_));
    if let Target::Match(place) = aim.target {
        show_match(&pane, &element, place);
        return Some(Standing::of(&pane));
    }
    let (seen, place) = (pane.get_bounding_client_rect(), element.get_bounding_client_rect());
    let inside = place.top() >= seen.top() + 24.0
        && place.bottom() <= seen.bottom() - dom::pixels(&pane, "scroll-padding-bottom") - 48.0;
    if from_top {
        let by = place.top() - seen.top() - 24.0;
        pane.set_scroll_top((f64::from(pane.scroll_top()) + by) as i32);
    } else if !inside {
        dom::reveal(&element, ScrollLogicalPosition::Center);
    }
    Some(Standing::of(&pane))
}

/// Scrolls to a match, in what lies around it and in the pane, where it is not seen well.
fn show_match(pane: &HtmlElement, unit: &Element, place: Drawn) {
    let Some(mut at) = highlight::rectangle(unit, place) else { return };
    if let Ok(Some(table)) = unit.query_selector(".table-scroll") {
        let seen = table.get_bounding_client_rect();
        if at.left() < seen.left() || at.right() > seen.right() {
            let by = at.left() - seen.left() - seen.width() / 3.0;
            table.set_scroll_left((f64::from(table.scroll_left()) + by) as i32);
            at = highlight::rectangle(unit, place).unwrap_or(at);
        }
    }
    let seen = pane.get_bounding_client_rect();
    // On a narrow screen the words that are looked for lie over the top of the pane.
    if at.top() < seen.top() + 96.0 || at.bottom() > seen.bottom() - 48.0 {
        let by = at.top() - seen.top() - seen.height() * 0.4;
        pane.set_scroll_top((f64::from(pane.scroll_top()) + by) as i32);
    }
}

/// The unit at the top of the pane, and the entry of the outline whose marker is the first to be seen in it.
fn at_top(pane: &NodeRef) -> Option<(u32, Option<u32>)> {
    let pane = pane.cast::<HtmlElement>()?;
    let seen = pane.get_bounding_client_rect();
    let across = (seen.left() + seen.width() / 2.0) as f32;
    // Between two blocks there is none: look a little lower.
    let unit = [40.0, 64.0, 88.0, 130.0].iter().find_map(|below| {
        let element = dom::document().element_from_point(across, (seen.top() + below) as f32)?;
        element.closest("[data-unit]").ok()?
    })?;
    let number = |element: &Element, name: &str| element.get_attribute(name)?.parse().ok();
    let points = unit.query_selector_all("[data-section]").ok()?;
    let points = (0..points.length()).filter_map(|n| points.item(n)?.dyn_into::<Element>().ok());
    let mut above = None;
    for point in points {
        let section = number(&point, "data-section");
        if point.get_bounding_client_rect().top() >= seen.top() {
            return Some((number(&unit, "data-unit")?, section));
        }
        above = section;
    }
    Some((number(&unit, "data-unit")?, above))
}

/// Does what a click on the text means: doubtful characters before figures, figures before other repairs.
fn press(desk: &Desk, element: &Element) {
    let number = |selector: &str, name: &str| -> Option<u32> {
        element.closest(selector).ok()??.get_attribute(name)?.parse().ok()
    };
    if let Some(repair) = number(".is-doubtful, .is-unresolved", "data-repair") {
        desk.show_repair(repair);
    } else if let Some(figure) = number("[data-figure]", "data-figure") {
        desk.choose_figure(figure);
    } else if let Some(repair) = number(".mark", "data-repair") {
        desk.show_repair(repair);
    }
}

#[derive(Properties, PartialEq)]
struct CardProps {
    words: &'static Words,
    language: Language,
    overview: Shared<Overview>,
}

/// The header fields, and what the reader should know.
#[component]
fn Card(props: &CardProps) -> Html {
    let CardProps { words, language, overview } = props;
    let (words, language) = (*words, *language);
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let all = use_state_eq(|| false);
    let known = |entered: &&Entered| entered.field != Field::Title && !repeats(overview, entered);
    let (first, more): (Vec<&Entered>, Vec<&Entered>) =
        overview.metadata.iter().filter(known).partition(|entered| is_telling(entered));
    let field = |entered: &&Entered| {
        let (desk, unit) = (desk.clone(), entered.unit);
        let onclick = move |_| {
            if let Some(unit) = unit {
                desk.go(unit, Target::Unit);
            }
        };
        let value = if entered.value.is_empty() {
            html! { <span class="empty">{ words.empty_value }</span> }
        } else {
            html! { <button class="field-value" lang="zh-CN" {onclick}>{ &entered.value }</button> }
        };
        let wide = (entered.value.chars().count() > 16).then_some("is-wide");
        html! {
            <div class={classes!("field", wide)}>
                <dt title={entered.label.clone()}>{ phrases::field(entered.field, language) }</dt><dd>{ value }</dd>
            </div>
        }
    };
    let toggle = (!more.is_empty()).then(|| {
        let label = if *all { words.fewer_fields.to_owned() } else { (words.more_fields)(more.len() as u32) };
        let onclick = {
            let all = all.clone();
            move |_| all.set(!*all)
        };
        html! { <button class="link fields-more" aria-expanded={all.to_string()} {onclick}>{ label }</button> }
    });
    let notes = &overview.notes;
    let note = |note: &Note| {
        let what = phrases::diagnostic(&note.diagnostic, language);
        let class = match note.diagnostic.severity {
            Severity::Info => "note",
            Severity::Warning => "note is-warning",
            Severity::Error => "note is-error",
        };
        let place = note.unit.filter(|_| note.diagnostic.start.is_some());
        let text = match place {
            Some(unit) => {
                let desk = desk.clone();
                html! { <button class="link" onclick={move |_| desk.go(unit, Target::Unit)}>{ what }</button> }
            }
            None => html! { <span>{ what }</span> },
        };
        html! { <li {class}>{ text }</li> }
    };
    let later = (notes.len() > NOTES).then(|| {
        html! {
            <details class="notes-more"><summary>{ (words.notes)(notes.len() - NOTES) }</summary>
                <ul class="notes">{ for notes[NOTES..].iter().map(note) }</ul>
            </details>
        }
    });
    if first.is_empty() && more.is_empty() && notes.is_empty() {
        return Html::default();
    }
    html! {
        <section class="doc-card">
            if !first.is_empty() || !more.is_empty() {
                <dl class="fields">
                    { for first.iter().map(field) }
                    { for more.iter().filter(|_| *all).map(field) }
                </dl>
                { toggle }
            }
            if !notes.is_empty() {
                <ul class="notes">{ for notes.iter().take(NOTES).map(note) }</ul>
                { later }
            }
        </section>
    }
}

/// Whether a field says again what the title says.
fn repeats(overview: &Overview, entered: &Entered) -> bool {
    matches!(entered.field, Field::InformationName | Field::Summary)
        && overview.field(Field::Title).is_some_and(|title| title == entered.value)
}

/// Whether a reader would look for this field first.
fn is_telling(entered: &Entered) -> bool {
    let telling = matches!(
        entered.field,
        Field::DocumentNumber
            | Field::IssuingOrgan
            | Field::ProducedOn
            | Field::ReleasedOn
            | Field::Addressee
            | Field::RequestSession
            | Field::RequestNumber
            | Field::RequestTitle
            | Field::ReplyClass
            | Field::SignedBy
            | Field::SignedOn
            | Field::IndexNumber
    );
    telling && !entered.value.is_empty()
}
