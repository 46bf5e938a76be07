use std::rc::Rc;

use yew::prelude::*;

use super::focus::use_returning_focus;
use crate::desk::Desk;
use crate::i18n::Words;
use crate::state::{Action, Listed, Outcome};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub files: Rc<Vec<Listed>>,
    pub current: usize,
}

/// The list of files to switch between.
#[component]
pub fn Files(props: &Props) -> Html {
    let words = props.words;
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let list = use_node_ref();
    use_returning_focus(list.clone());
    let item = |(place, file): (usize, &Listed)| {
        let desk = desk.clone();
        let onclick = move |_| {
            desk.act(Action::Popup(None));
            desk.switch(place);
        };
        let class = match file.outcome {
            Outcome::Waiting => "listed",
            Outcome::Reading => "listed is-reading",
            Outcome::Read => "listed is-read",
            Outcome::Refused => "listed is-refused",
            Outcome::Cancelled => "listed is-cancelled",
        };
        html! {
            <li key={place}>
                <button {class} {onclick} aria-current={(place == props.current).then_some("true")}>
                    <span class="listed-name">{ &file.name }</span>
                    <span class="listed-state">{ (words.outcome)(file.outcome) }</span>
                    <span class="listed-size">{ (words.bytes)(file.file.size() as u64) }</span>
                </button>
            </li>
        }
    };
    html! {
        <section class="popup is-files" role="dialog" aria-label={(words.files)(props.files.len())}>
            <h2>{ (words.files)(props.files.len()) }</h2>
            <ul ref={list}>{ for props.files.iter().enumerate().map(item) }</ul>
        </section>
    }
}
