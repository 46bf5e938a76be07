use yew::prelude::*;

use super::header::{LanguageButton, ThemeButton};
use super::icon::Icon;
use super::page::open_dialog;
use crate::desk::Desk;
use crate::dom;
use crate::i18n::Words;
use crate::state::Theme;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub theme: Theme,
}

/// What stands there before a file is opened. `index.html` has the same in plain HTML for before the page has started.
#[component]
pub fn FirstScreen(props: &Props) -> Html {
    let words = props.words;
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let onclick = move |_| desk.ask_sample();
    html! {
        <div class="first">
            <div class="first-tools"><LanguageButton {words} /><ThemeButton {words} theme={props.theme} /></div>
            <main class="first-main">
                <header class="masthead">
                    <h1><span class="masthead-han" lang="zh-CN">{ "答复" }</span><span class="masthead-latin">{ "Dafu" }</span></h1>
                    <p class="tagline">{ words.tagline }</p>
                </header>
                <section class="dropzone">
                    <p class="dropzone-line">{ words.drop_here }</p>
                    <div class="dropzone-buttons">
                        <button class="button is-main" onclick={|_| open_dialog()}>{ words.open }<kbd>{ "Ctrl O" }</kbd></button>
                        <button class="button" {onclick}>{ words.sample }</button>
                    </div>
                    <p class="dropzone-more">{ words.or_paste }</p>
                    <p class="local">{ Icon::Lock.draw() }<strong>{ words.local }</strong><span>{ words.local_more }</span></p>
                </section>
                <Specimen {words} />
                if is_in_many_files() {
                    <p class="first-offline"><a href="./dafu.html" download="dafu.html">{ words.offline }</a></p>
                }
            </main>
        </div>
    }
}

/// Whether the page is the one of many files: beside it lies that of a single one.
fn is_in_many_files() -> bool {
    dom::find("meta[name=dafu-worker][content^='./']").is_some()
}

#[derive(Properties, PartialEq)]
struct SpecimenProps {
    words: &'static Words,
}

/// One line as it is received, as it is read, and as it is listed.
#[component]
fn Specimen(props: &SpecimenProps) -> Html {
    let words = props.words;
    html! {
        <dl class="specimen">
            <dt>{ words.specimen_received }</dt>
            <dd class="specimen-received" lang="zxx">{ "å…¨å¸‚æŽ¥å¾æ¸¸å®¢4826.5ä¸‡äººæ¬¡,åŒæ¯”å¢žé•¿12.4%" }</dd>
            <dt>{ words.specimen_read }</dt>
            <dd class="specimen-read" lang="zh-CN">
                { "全市接" }<span class="inferred">{ "待" }</span>{ "游客" }<b>{ "4826.5万人次" }</b>{ "，" }
                <span class="inferred">{ "同" }</span>{ "比增长" }<b>{ "12.4%" }</b>
            </dd>
            <dt>{ words.specimen_counted }</dt>
            <dd class="specimen-counted" lang="zh-CN">
                <span>{ words.specimen_indicator }</span><span>{ "4,826.5" }<small>{ "万人次" }</small></span>
                <span>{ "+12.4" }<small>{ "%" }</small></span>
            </dd>
        </dl>
    }
}
