use yew::prelude::*;

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
    use_effect_with((), {
        let close = close.clone();
        move |()| drop(close.cast::<web_sys::HtmlElement>().map(|close| close.focus()))
    });
    let key = |(keys, deed): &(&'static str, &'static str)| {
        let keys = keys.split(' ').map(|key| html! { <kbd>{ key }</kbd> });
        html! { <><dt>{ for keys }</dt><dd>{ *deed }</dd></> }
    };
    html! {
        <section class="popup is-keys" role="dialog" aria-modal="true" aria-label={words.keys}>
            <div class="popup-head"><h2>{ words.keys }</h2>
                <button ref={close} class="tool" aria-label={words.close} onclick={move |_| desk.act(Action::Popup(None))}>
                    { Icon::Close.draw() }
                </button>
            </div>
            <dl class="keys">{ for words.key_list.iter().map(key) }</dl>
        </section>
    }
}
