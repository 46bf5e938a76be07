//! What is said in place of a document.

use phrases::Language;
use yew::prelude::*;

use super::icon::Icon;
use super::page::open_dialog;
use crate::desk::Desk;
use crate::dom;
use crate::i18n::Words;
use crate::protocol::{LARGEST, Overview, Stage};
use crate::state::{Drag, Failure, Shared};

#[derive(Properties, PartialEq)]
pub struct DropProps {
    pub words: &'static Words,
    pub drag: Drag,
}

/// Lies over the window while something is dragged over it.
#[component]
pub fn DropScreen(props: &DropProps) -> Html {
    let words = props.words;
    let (class, line, more) = match props.drag {
        Drag::Accepted => ("drop-screen", words.release, words.release_more),
        Drag::Refused => ("drop-screen is-refused", words.refused_drag, words.refused_drag_more),
    };
    html! { <div {class}><div class="drop-frame"><p>{ line }</p><p class="drop-more">{ more }</p></div></div> }
}

#[derive(Properties, PartialEq)]
pub struct ProgressProps {
    pub words: &'static Words,
    pub progress: crate::protocol::Progress,
    pub name: AttrValue,
}

/// A file is being read.
#[component]
pub fn Progress(props: &ProgressProps) -> Html {
    let words = props.words;
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let stages = [Stage::Load, Stage::Decode, Stage::Document, Stage::Draw];
    let reached = stages.iter().position(|&stage| stage == props.progress.stage).unwrap_or(0);
    let stage = |(place, stage): (usize, &Stage)| {
        let class = match place.cmp(&reached) {
            std::cmp::Ordering::Less => "stage is-done",
            std::cmp::Ordering::Equal => "stage is-now",
            std::cmp::Ordering::Greater => "stage",
        };
        let share = (place == reached && *stage == Stage::Load && props.progress.fraction > 0.0)
            .then(|| html! { <span class="share">{ (words.percent)(props.progress.fraction) }</span> });
        html! { <li {class}>{ (words.stage)(*stage) }{ share }</li> }
    };
    html! {
        <main class="card-screen">
            <section class="message is-progress">
                <h1>{ (words.reading)(&props.name) }</h1>
                <ol class="stages">{ for stages.iter().enumerate().map(stage) }</ol>
                <div class="message-buttons">
                    <button class="button" onclick={move |_| desk.cancel()}>{ words.cancel }<kbd>{ "Esc" }</kbd></button>
                </div>
            </section>
        </main>
    }
}

#[derive(Properties, PartialEq)]
pub struct FailureProps {
    pub words: &'static Words,
    pub failure: Failure,
    pub name: AttrValue,
}

/// Something went wrong.
#[component]
pub fn FailureCard(props: &FailureProps) -> Html {
    let words = props.words;
    let (title, advice) = (words.failure)(&props.failure);
    let seen = match &props.failure {
        Failure::Unreadable(said) | Failure::Unstarted(said) | Failure::Crashed(said) if !said.is_empty() => {
            Some(said.clone())
        }
        Failure::TooLarge(size) => Some(format!("{} > {}", (words.bytes)(*size), (words.bytes)(LARGEST))),
        _ => None,
    };
    let first = if matches!(props.failure, Failure::Stale | Failure::Unstarted(_)) {
        html! { <button class="button is-main" onclick={|_| drop(dom::window().location().reload())}>{ words.reload }</button> }
    } else {
        html! { <button class="button is-main" onclick={|_| open_dialog()}>{ words.another }</button> }
    };
    html! {
        <main class="card-screen">
            <section class="message is-error" role="alert">
                { Icon::Warning.draw() }
                <h1>{ title }</h1>
                <p class="message-file">{ &props.name }</p>
                <p>{ advice }</p>
                { seen.map(|seen| html! { <p class="message-seen" lang="en">{ seen }</p> }) }
                <div class="message-buttons">{ first }</div>
            </section>
        </main>
    }
}

#[derive(Properties, PartialEq)]
pub struct RefusalProps {
    pub words: &'static Words,
    pub language: Language,
    pub overview: Shared<Overview>,
}

/// The file is not a document.
#[component]
pub fn RefusalCard(props: &RefusalProps) -> Html {
    let words = props.words;
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let source = &props.overview.source;
    let said = props
        .overview
        .refusal()
        .map(|refusal| phrases::diagnostic(refusal, props.language))
        .unwrap_or_default();
    let (what, advice) = first_sentence(&said);
    html! {
        <main class="card-screen">
            <section class="message is-error" role="alert">
                { Icon::Warning.draw() }
                <h1>{ what }</h1>
                <p class="message-file">{ source.name.clone().unwrap_or_default() }</p>
                <p>{ advice }</p>
                <p class="message-seen">{ &source.format }{ " · " }{ (words.bytes)(source.bytes) }</p>
                <div class="message-buttons">
                    <button class="button is-main" onclick={|_| open_dialog()}>{ words.another }</button>
                    <button class="button" onclick={move |_| desk.ask_sample()}>{ words.sample }</button>
                </div>
            </section>
        </main>
    }
}

/// The first sentence, without its full stop, and what follows.
fn first_sentence(said: &str) -> (&str, &str) {
    said.split_once('。').or_else(|| said.split_once(". ")).unwrap_or((said, ""))
}
