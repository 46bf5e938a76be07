use dafu::wire::{DocumentKind, RepairKind};
use yew::prelude::*;

use super::icon::Icon;
use super::page::open_dialog;
use crate::desk::Desk;
use crate::i18n::Words;
use crate::state::{Action, Folded, Pane, Popup, State, Theme, View};

/// The bar at the top: what is open, how it was read, and what can be set. It is no component, so that it is drawn in one go with
/// the panes that it speaks of: Yew may let the browser paint before it gives a component other properties.
pub fn header(state: &State, words: &'static Words, desk: &Desk) -> Html {
    let act = |action: fn(&Desk)| {
        let desk = desk.clone();
        move |_: MouseEvent| action(&desk)
    };
    let several = state.files.len() > 1;
    let name = state.name().unwrap_or_default().to_owned();
    let open = |popup: Popup| (state.popup == Some(popup)).to_string();
    let file = if several {
        html! {
            <button class="file-name is-list" aria-haspopup="dialog" aria-expanded={open(Popup::Files)} title={name.clone()}
                onclick={act(|desk| toggle(desk, Popup::Files))}>
                <span>{ name }</span>{ Icon::Next.draw() }
            </button>
        }
    } else {
        html! { <span class="file-name" title={name.clone()}><span>{ name }</span></span> }
    };
    let chips = state.view.as_ref().map(|view| chips(view, state, words, act(Desk::toggle_repairs)));
    let Folded { outline, indicators } = state.folded;
    let pane = |folded: bool, name: &'static str, icon: Icon, fold: fn(&Desk)| {
        let label = if folded { (words.unfold)(name) } else { (words.fold)(name) };
        html! {
            <button class="tool is-pane" aria-pressed={(!folded).to_string()} aria-label={label.clone()} title={label}
                onclick={act(fold)}>{ icon.draw() }</button>
        }
    };
    let panes = state.view.is_some().then(|| {
        html! {
            <>
                { pane(outline, words.outline, Icon::Outline, |desk| desk.act(Action::Fold(Pane::Outline))) }
                { pane(indicators, words.indicators, Icon::Indicators, |desk| desk.act(Action::Fold(Pane::Indicators))) }
                <span class="rule" />
                <button class="tool is-export" aria-haspopup="dialog" aria-expanded={open(Popup::Export)}
                    aria-label={words.export} title={words.export} onclick={act(|desk| toggle(desk, Popup::Export))}>
                    { Icon::Export.draw() }<span class="tool-word">{ words.export }</span>
                </button>
            </>
        }
    });
    html! {
        <header class="bar">
            <span class="brand" lang="zh-CN" aria-hidden="true">{ "答复" }</span>
            { file }
            { chips }
            <span class="bar-space" />
            { panes }
            { state.view.as_ref().map(|view| html! {
                <button class="tool" aria-label={words.find} title={format!("{} (Ctrl F)", words.find)}
                    aria-expanded={view.find.open.to_string()}
                    onclick={act(toggle_find)}>{ Icon::Find.draw() }</button>
            }) }
            { state.view.is_some().then(|| html! {
                <button class="tool is-pane" aria-label={words.copy_link} title={format!("{} (L)", words.copy_link)}
                    onclick={act(Desk::copy_link)}>{ Icon::Link.draw() }</button>
            }) }
            <button class="tool" aria-label={words.open} title={format!("{} (Ctrl O)", words.open)}
                onclick={|_| open_dialog()}>{ Icon::Open.draw() }</button>
            <LanguageButton {words} />
            <ThemeButton {words} theme={state.theme} />
            <button class="tool is-keys" aria-label={words.keys} title={format!("{} (?)", words.keys)}
                onclick={act(|desk| toggle(desk, Popup::Keys))}>{ Icon::Keys.draw() }</button>
        </header>
    }
}

fn toggle_find(desk: &Desk) {
    if desk.state().view.as_ref().is_some_and(|view| view.find.open) {
        desk.close_find();
    } else {
        desk.open_find();
    }
}

fn toggle(desk: &Desk, popup: Popup) {
    let open = desk.state().popup == Some(popup);
    desk.act(Action::Popup((!open).then_some(popup)));
}

fn chips(view: &View, state: &State, words: &Words, onclick: impl Fn(MouseEvent) + 'static) -> Html {
    let repairs = &view.overview.repairs;
    let kind = view.overview.kind;
    let count = repairs.reversed + repairs.inferred;
    let doubts = repairs.doubtful + repairs.unresolved;
    let charset =
        view.overview.source.charset.as_ref().map(|charset| charset.label.clone()).unwrap_or_default();
    let kinds = [
        (RepairKind::Reversed, repairs.reversed),
        (RepairKind::Inferred, repairs.inferred),
        (RepairKind::Unresolved, repairs.unresolved),
    ];
    let kinds = kinds.into_iter().filter(|(_, count)| *count > 0);
    let kinds = kinds.map(|(kind, count)| format!("{} {count}", phrases::repair_kind(kind, state.language)));
    let damages =
        repairs.damages.iter().map(|&(damage, _)| phrases::damage(damage, state.language).to_owned());
    let title = damages.chain(kinds).collect::<Vec<_>>().join("\n");
    let expanded = (state.popup == Some(Popup::Repairs)).to_string();
    html! {
        <>
            { (kind != DocumentKind::Other).then(|| html! { <span class="chip">{ phrases::document_kind(kind, state.language) }</span> }) }
            <button class="chip is-repairs" {title} aria-haspopup="dialog" aria-expanded={expanded} {onclick}>
                <span class="chip-charset">{ charset }</span>
                { if count > 0 { html! { <span>{ (words.repaired)(count) }</span> } } else { Html::default() } }
                { if doubts > 0 { html! { <span class="chip-doubts">{ (words.doubtful)(doubts) }</span> } } else { Html::default() } }
                { if count + doubts == 0 { html! { <span>{ words.clean }</span> } } else { Html::default() } }
            </button>
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct LanguageProps {
    pub words: &'static Words,
}

/// Goes to the other language.
#[component]
pub fn LanguageButton(props: &LanguageProps) -> Html {
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let lang = if props.words.tag == "en" { "zh-CN" } else { "en" };
    html! {
        <button class="tool is-word" {lang} onclick={move |_| desk.switch_language()}>{ props.words.other_language }</button>
    }
}

#[derive(Properties, PartialEq)]
pub struct ThemeProps {
    pub words: &'static Words,
    pub theme: Theme,
}

/// Goes to the next theme.
#[component]
pub fn ThemeButton(props: &ThemeProps) -> Html {
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let icon = match props.theme {
        Theme::System => Icon::System,
        Theme::Light => Icon::Light,
        Theme::Dark => Icon::Dark,
    };
    let label = format!("{}: {}", props.words.theme, (props.words.theme_of)(props.theme));
    html! {
        <button class="tool is-theme" aria-label={label.clone()} title={label} onclick={move |_| desk.switch_theme()}>
            { icon.draw() }
        </button>
    }
}
