use dafu::wire::RepairKind;
use phrases::Language;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::focus::use_returning_focus;
use super::icon::Icon;
use crate::desk::Desk;
use crate::dom::{self, Listener};
use crate::i18n::Words;
use crate::protocol::{Hints, RepairDetail};
use crate::state::{Change, Shared};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub language: Language,
    pub repair: Shared<RepairDetail>,
    pub hints: Hints,
    /// Whether another reading can be taken.
    pub fixed: bool,
    /// How many doubtful and unresolved characters there are.
    pub doubts: u32,
}

/// What a character was, how sure its reading is, and how else it could be read.
#[component]
pub fn RepairCard(props: &Props) -> Html {
    let Props { words, language, repair, hints, fixed, doubts } = props;
    let (words, language) = (*words, *language);
    let desk = use_context::<Desk>().expect("the page gives a desk");
    use_returning_focus(NodeRef::default());
    let card = use_node_ref();
    use_effect_with(repair.clone(), {
        let card = card.clone();
        move |repair: &Shared<RepairDetail>| {
            let number = repair.repair;
            let (placed, scrolled) = (card.clone(), card.clone());
            // The document scrolls to the character first.
            dom::next_frame(move || dom::next_frame(move || place(&placed, number)));
            let listener = dom::by_id("document")
                .map(|pane| Listener::new(&pane, "scroll", move |_: Event| place(&scrolled, number)));
            move || drop(listener)
        }
    });
    let chosen = hints.choices.iter().any(|choice| choice.source == repair.source);
    let alternative = |(text, confidence): (&str, f32)| {
        let (desk, source, reading) = (desk.clone(), repair.source, text.to_owned());
        let onclick = move |_| desk.choose_reading(source, reading.clone());
        html! {
            <li><button class="alternative" disabled={*fixed} {onclick} title={(words.take_reading)(text)}>
                <span class="alternative-text" lang="zh-CN">{ text }</span>
                <meter min="0" max="1" value={confidence.to_string()} aria-label={words.confidence} />
                <span class="alternative-share">{ (words.percent)(confidence) }</span>
            </button></li>
        }
    };
    let sure = match repair.kind {
        _ if chosen => words.chosen_by_you.to_owned(),
        RepairKind::Unresolved => String::new(),
        _ => (words.percent)(repair.confidence),
    };
    let others = if repair.alternatives.is_empty() {
        Html::default()
    } else {
        html! {
            <>
                <h3>{ words.other_readings }</h3>
                <ul>{ for repair.alternatives.iter().map(|other| alternative((&other.text, other.confidence))) }</ul>
            </>
        }
    };
    let step = |backwards: bool| {
        let desk = desk.clone();
        move |_: MouseEvent| desk.step_doubt(backwards)
    };
    let [before, after] = &repair.context;
    html! {
        <aside class="repair-card" ref={card} aria-label={words.repairs}>
            <header>
                <span class={classes!("card-kind", kind(repair.kind))}>{ phrases::repair_kind(repair.kind, language) }</span>
                <span class="card-place">{ repair.doubt.map(|number| (words.doubt_of)(number, *doubts)) }</span>
                if *doubts > 0 {
                    <button class="tool" aria-label={words.previous_doubt} title={format!("{} (P)", words.previous_doubt)}
                        onclick={step(true)}>{ Icon::Previous.draw() }</button>
                    <button class="tool" aria-label={words.next_doubt} title={format!("{} (N)", words.next_doubt)}
                        onclick={step(false)}>{ Icon::Next.draw() }</button>
                }
                <button class="tool" aria-label={words.close} title={format!("{} (Esc)", words.close)}
                    onclick={let desk = desk.clone(); move |_| desk.change(Change::CloseRepair)}>{ Icon::Close.draw() }</button>
            </header>
            <p class="repair-context" lang="zh-CN">{ before }<mark>{ &repair.text }</mark>{ after }</p>
            <dl class="repair-fields">
                <dt>{ words.received_as }</dt><dd class="received" lang="zxx">{ visible(&repair.original) }</dd>
                <dt>{ words.confidence }</dt><dd>{ sure }</dd>
            </dl>
            <p class="repair-damage">{ phrases::damage(repair.damage, language) }</p>
            { others }
        </aside>
    }
}

fn kind(kind: RepairKind) -> &'static str {
    match kind {
        RepairKind::Reversed => "is-reversed",
        RepairKind::Inferred => "is-inferred",
        RepairKind::Unresolved => "is-unresolved",
    }
}

/// A text with every character that has no form of its own written as its number.
fn visible(text: &str) -> Html {
    let shown = text.chars().map(|c| {
        if c.is_control() || c == '\u{fffd}' || c == '\u{a0}' {
            html! { <code>{ format!("U+{:04X}", c as u32) }</code> }
        } else {
            html! { { c } }
        }
    });
    html! { <>{ for shown }</> }
}

/// Puts the card under its character, or above it where there is no room; on a narrow screen the style sheet does it.
fn place(card: &NodeRef, repair: u32) {
    let Some(card) = card.cast::<HtmlElement>() else { return };
    let Some(character) = dom::find(&format!("#document [data-repair='{repair}']")) else { return };
    let (at, size) = (character.get_bounding_client_rect(), card.get_bounding_client_rect());
    let window = dom::window();
    let inner = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
    let (width, height) = (inner(window.inner_width()), inner(window.inner_height()));
    let left =
        (at.left() + at.width() / 2.0 - size.width() / 2.0).clamp(8.0, (width - size.width() - 8.0).max(8.0));
    let below = at.bottom() + 8.0;
    let top =
        if below + size.height() > height - 8.0 { (at.top() - size.height() - 8.0).max(56.0) } else { below };
    dom::style(&card, "left", &format!("{left:.0}px"));
    dom::style(&card, "top", &format!("{top:.0}px"));
}
