use phrases::Language;
use yew::prelude::*;

use super::focus::use_returning_focus;
use super::icon::Icon;
use crate::desk::Desk;
use crate::i18n::Words;
use crate::protocol::{Hints, Preview};
use crate::state::{Action, Change, Marks, View};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub language: Language,
    pub view: View,
    pub hints: Hints,
}

/// How the text was decoded and repaired, and what can be done about it.
#[component]
pub fn RepairsCard(props: &Props) -> Html {
    let Props { words, language, view, hints } = props;
    let (words, language) = (*words, *language);
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let card = use_node_ref();
    use_returning_focus(card.clone());
    let repairs = &view.overview.repairs;
    let charset = view.overview.source.charset.as_ref();
    let count = |class: &'static str, kind: &'static str, number: u32| {
        (number > 0).then(|| {
            html! { <div><dt><span class={classes!("mark", class)}>{ kind }</span></dt><dd>{ number }</dd></div> }
        })
    };
    use dafu::wire::RepairKind::{Inferred, Reversed, Unresolved};
    let damage = |&(damage, number): &(dafu::wire::Damage, u32)| {
        html! { <li>{ phrases::damage(damage, language) }<span class="count">{ number }</span></li> }
    };
    let marks = |marks: Marks, label: &'static str| {
        let desk = desk.clone();
        let onclick = move |_| desk.change(Change::Marks(marks));
        html! { <button role="radio" aria-checked={(view.marks == marks).to_string()} {onclick}>{ label }</button> }
    };
    let step = |backwards: bool| {
        let desk = desk.clone();
        move |_: MouseEvent| desk.step_doubt(backwards)
    };
    let received = {
        let (desk, received) = (desk.clone(), view.received);
        move |_: MouseEvent| {
            desk.act(Action::Popup(None));
            desk.change(Change::Received(!received));
        }
    };
    let choose = |charset: Option<String>| {
        let desk = desk.clone();
        move |_: MouseEvent| desk.choose_charset(charset.clone())
    };
    let preview = |preview: &Preview| {
        let read = charset.is_some_and(|charset| charset.label == preview.charset);
        let now = read && hints.charset.is_some();
        let score = preview.score.to_string();
        let text =
            if preview.text.is_empty() { words.preview_empty.to_owned() } else { preview.text.clone() };
        html! {
            <li><button class="preview" aria-current={now.then_some("true")} onclick={choose(Some(preview.charset.clone()))}>
                <span class="preview-charset">{ &preview.charset }</span>
                <span class="preview-score">{ words.legibility }
                    <meter min="0" max="1" value={score} aria-label={words.legibility} />{ (words.score)(preview.score) }</span>
                <span class="preview-text" lang="zh-CN">{ text }</span>
            </button></li>
        }
    };
    let automatic = charset.filter(|_| hints.charset.is_none()).map(|charset| {
        html! { <span class="preview-score">{ &charset.label }</span> }
    });
    let choices = hints.choices.len();
    let take_back = (choices > 0).then(|| {
        let desk = desk.clone();
        html! {
            <button class="link" onclick={move |_| desk.reread(|hints| hints.choices.clear())}>{ (words.take_back_choices)(choices) }</button>
        }
    });
    let doubts = repairs.doubtful + repairs.unresolved;
    let any = repairs.reversed + repairs.inferred + repairs.unresolved > 0;
    html! {
        <section class="popup is-repairs" ref={card} role="dialog" aria-label={words.repairs}>
            <div class="popup-head"><h2>{ words.repairs }</h2>
                <button class="tool" aria-label={words.close} onclick={let desk = desk.clone(); move |_| desk.act(Action::Popup(None))}>
                    { Icon::Close.draw() }</button>
            </div>
            if let Some(charset) = charset {
                <p class="charset-line"><strong>{ &charset.label }</strong>{ phrases::how(charset.how, language) }</p>
            }
            if any {
                <ul class="damages">{ for repairs.damages.iter().map(damage) }</ul>
                <dl class="counts">
                    { count("is-reversed", phrases::repair_kind(Reversed, language), repairs.reversed) }
                    { count("is-inferred", phrases::repair_kind(Inferred, language), repairs.inferred) }
                    { count("is-inferred is-doubtful", words.doubtful_kind, repairs.doubtful) }
                    { count("is-unresolved", phrases::repair_kind(Unresolved, language), repairs.unresolved) }
                </dl>
                if doubts > 0 {
                    <div class="steps">
                        <button class="button" onclick={step(true)}>{ Icon::Previous.draw() }{ words.previous_doubt }</button>
                        <button class="button" onclick={step(false)}>{ Icon::Next.draw() }{ words.next_doubt }</button>
                    </div>
                }
                <div class="choice" role="radiogroup" aria-label={words.marks}>
                    <span>{ words.marks }</span>
                    { marks(Marks::All, words.marks_all) }
                    { marks(Marks::Doubtful, words.marks_doubtful) }
                    { marks(Marks::None, words.marks_none) }
                </div>
                <div class="popup-links">
                    <button class="link" onclick={received}>{ if view.received { words.back_to_repaired } else { words.as_received } }</button>
                    { take_back }
                </div>
            } else {
                <p>{ words.clean }</p>
            }
            if view.overview.saved {
                <p class="popup-more">{ words.saved }</p>
            } else {
                <h3>{ words.charset }</h3>
                <p class="popup-more">{ words.charset_more }</p>
                <ul class="previews">
                    <li><button class="preview is-automatic" aria-current={hints.charset.is_none().then_some("true")} onclick={choose(None)}>
                        <span class="preview-charset">{ words.automatic }</span>
                        { automatic }
                    </button></li>
                    { for view.previews.iter().flat_map(|previews| previews.iter()).map(preview) }
                </ul>
            }
        </section>
    }
}
