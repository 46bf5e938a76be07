use yew::prelude::*;

use super::focus::use_returning_focus;
use super::icon::Icon;
use crate::desk::Desk;
use crate::i18n::Words;
use crate::state::Action;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
}

/// The sheet of keys.
#[component]
pub fn Keys(props: &Props) -> Html {
    let words = props.words;
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let close = use_node_ref();
    use_returning_focus(close.clone());
    // There is one button, and nothing else to go to.
    let onkeydown = |event: KeyboardEvent| {
        if event.key() == "Tab" {
            event.prevent_default();
        }
    };
    let key = |(keys, deed): &(&'static str, &'static str)| {
        let keys = keys.split(' ').map(|key| html! { <kbd>{ key }</kbd> });
        html! { <><dt>{ for keys }</dt><dd>{ *deed }</dd></> }
    };
    html! {
        <section class="popup is-keys" role="dialog" aria-modal="true" aria-label={words.keys} {onkeydown}>
            <div class="popup-head"><h2>{ words.keys }</h2>
                <button ref={close} class="tool" aria-label={words.close} onclick={move |_| desk.act(Action::Popup(None))}>
                    { Icon::Close.draw() }
                </button>
            </div>
            <dl class="keys">{ for words.key_list.iter().map(key) }</dl>
            <p class="keys-note">{ words.marks_of_figures }</p>
        </section>
    }
}
