use exports::Export;
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

/// What the reading can be exported as.
#[component]
pub fn ExportMenu(props: &Props) -> Html {
    let words = props.words;
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let first = use_node_ref();
    use_returning_focus(first.clone());
    let item = |(place, &export): (usize, &Export)| {
        let desk = desk.clone();
        let onclick = move |_| {
            desk.act(Action::Popup(None));
            desk.export(export);
        };
        let (name, purpose) = (words.export_as)(export);
        html! {
            <li><button class="export-item" data-export={export.extension()} {onclick}
                ref={if place == 0 { first.clone() } else { NodeRef::default() }}>
                <span class="export-name">{ name }</span>
                <span class="export-ending">{ format!(".{}", export.extension()) }</span>
                <span class="export-purpose">{ purpose }</span>
            </button></li>
        }
    };
    let close = {
        let desk = desk.clone();
        move |_| desk.act(Action::Popup(None))
    };
    let print = {
        let desk = desk.clone();
        move |_| desk.print()
    };
    html! {
        <section class="popup is-exports" role="dialog" aria-label={words.export}>
            <div class="popup-head"><h2>{ words.export }</h2>
                <button class="tool" aria-label={words.close} onclick={close}>{ Icon::Close.draw() }</button>
            </div>
            <ul class="exports">
                { for Export::ALL.iter().enumerate().map(item) }
                <li class="export-print"><button class="export-item" onclick={print}>
                    <span class="export-name">{ Icon::Print.draw() }{ words.print }</span><span><kbd>{ "Ctrl P" }</kbd></span>
                    <span class="export-purpose">{ words.print_more }</span>
                </button></li>
            </ul>
        </section>
    }
}
