//! The whole page, and what it listens to.

use std::cell::RefCell;
use std::rc::Rc;

use phrases::Language;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, File, FileList, HtmlElement, HtmlInputElement, KeyboardEvent,
    js_sys,
};
use yew::prelude::*;

use super::document::Document;
use super::export::ExportMenu;
use super::figure::FigureCard;
use super::files::Files;
use super::find::FindPanel;
use super::first_screen::FirstScreen;
use super::focus;
use super::header::header;
use super::indicators::Indicators;
use super::keys::Keys;
use super::messages::{DropScreen, FailureCard, Progress, RefusalCard};
use super::outline::Outline;
use super::repair::RepairCard;
use super::repairs::RepairsCard;
use super::report::PrintedReport;
use super::splitter::Splitter;
use crate::address::Address;
use crate::client::{Client, News};
use crate::desk::Desk;
use crate::dom::{self, Listener};
use crate::folder;
use crate::i18n::{Words, words};
use crate::protocol::{Overview, Reply};
use crate::state::{
    Action, Change, Drag, Exporting, Failure, Folded, Memory, Pane, Phase, Popup, Shared, State, Theme, View,
};

/// Milliseconds after which what may be needed later is prepared.
const LEISURE: i32 = 1_000;

/// Milliseconds after which a look at a document is written down, with what came of it meanwhile.
const SETTLED: i32 = 300;

/// Writes down how a document was looked at last.
fn keep(unkept: &RefCell<Option<Memory>>) {
    if let Some(memory) = unkept.take() {
        memory.keep();
    }
}

/// The page.
#[component]
pub fn Page() -> Html {
    let state = use_reducer(first_state);
    let latest = use_mut_ref({
        let state = state.clone();
        move || state
    });
    latest.replace(state.clone());
    let desk = {
        let dispatcher = state.dispatcher();
        use_memo((), move |()| {
            let desk = Rc::new(RefCell::new(None::<Desk>));
            let converter = Client::converter(Callback::from({
                let desk = desk.clone();
                move |news| match (news, &*desk.borrow()) {
                    (News::File(Reply::Exported, file), Some(desk)) => desk.exported(&file),
                    (News::Crashed(_) | News::Unstarted(_) | News::Stale, Some(desk)) => {
                        desk.export_ended(Exporting::Failed)
                    }
                    _ => (),
                }
            }));
            let client = Client::reader(Callback::from({
                let desk = desk.clone();
                move |news| match (news, &*desk.borrow()) {
                    (News::Reply(Reply::Tsv(tsv, rows)), Some(desk)) => desk.copied(&tsv, rows),
                    (News::File(Reply::Json, saved), Some(desk)) => desk.convert(&saved),
                    (News::File(Reply::Sample, sample), Some(desk)) => desk.open_sample(&sample),
                    (news, _) => dispatcher.dispatch(Action::News(news)),
                }
            }));
            let made = Desk::new(client, converter, latest);
            desk.replace(Some(made.clone()));
            made
        })
    };
    let desk = (*desk).clone();
    let words = words(state.language);

    use_effect_with((), {
        let desk = desk.clone();
        move |()| {
            let listeners = listen(&desk);
            let waiting = waiting_files();
            if waiting.is_empty() && Address::current().sample {
                desk.ask_sample();
            }
            desk.open(waiting);
            move || drop(listeners)
        }
    });
    let document = state.view.is_some().then_some(state.documents);
    let unkept = use_mut_ref(|| None::<Memory>);
    use_effect_with(document, {
        let (desk, unkept) = (desk.clone(), unkept.clone());
        move |document: &Option<u32>| {
            keep(&unkept);
            if document.is_some() {
                desk.restore();
            }
        }
    });
    let looked_at = state.view.as_ref().zip(state.file()).map(|(view, file)| Memory::of(view, &file.hints));
    let before = use_mut_ref(|| None::<u32>);
    use_effect_with((document, looked_at), {
        let unkept = unkept.clone();
        move |(document, looked_at): &(Option<u32>, Option<Memory>)| {
            // The first look at a document is what it was restored to.
            if before.replace(*document) == *document && unkept.replace(looked_at.clone()).is_none() {
                // To write it down at each step of a scroll would make that late.
                dom::after(SETTLED, move || keep(&unkept));
            }
        }
    });
    use_effect_with((), move |()| {
        let left = Listener::new(&dom::window(), "pagehide", move |_: Event| keep(&unkept));
        move || drop(left)
    });
    // The place that the address points to is gone to once, as soon as the outline is there.
    let followed = use_mut_ref(|| None::<u32>);
    use_effect_with((document, state.view.as_ref().map(|view| view.outline.clone())), {
        let desk = desk.clone();
        move |(document, _): &(Option<u32>, _)| {
            let Some(now) = document.filter(|_| *followed.borrow() != *document) else { return };
            let state = desk.state();
            let Some(view) = &state.view else { return };
            let pointed = Address::current().place_in(&view.overview.source.sha256);
            if pointed.is_none_or(|place| desk.follow(place)) {
                followed.replace(Some(now));
            }
        }
    });
    use_effect_with(state.view.as_ref().map(|view| view.overview.clone()), {
        let desk = desk.clone();
        move |overview: &Option<Shared<Overview>>| {
            if overview.is_some() {
                dom::after(LEISURE, move || desk.prepare_print());
            }
        }
    });
    // What had the focus goes when another screen comes.
    use_effect_with((std::mem::discriminant(&state.phase), document), |_| {
        // To give the focus, the browser lays out the page: that is done by then.
        dom::after_frame(|| {
            if dom::find(".app").is_some() {
                focus::if_lost(None);
            }
        });
    });
    use_effect_with(state.theme, |theme| theme.apply());
    use_effect_with(words.tag, |tag| {
        if let Some(root) = dom::document().document_element() {
            let _ = root.set_attribute("lang", tag);
        }
    });
    use_effect_with(title(&state, words), |title| dom::document().set_title(title));

    // What may be absent is an empty node: Yew pairs siblings by their places, and would build anew all that lies before one that
    // comes or goes.
    let drag = state.drag.map(|drag| html! { <DropScreen {drag} {words} /> }).unwrap_or_default();
    let toast = |said: String| html! { <p class="toast" aria-hidden="true">{ said }</p> };
    html! {
        <ContextProvider<Desk> context={desk.clone()}>
            <input id="file" type="file" multiple={true} hidden={true}
                onchange={on_files(&desk)} />
            { screen(&state, words, &desk) }
            { report(&state, words) }
            { popup(&state, words) }
            { drag }
            { state.copied.map(|copied| toast((words.copied)(copied))).unwrap_or_default() }
            { state.exporting.as_ref().map(|exporting| toast((words.exporting)(exporting))).unwrap_or_default() }
            <p class="unseen" role="status" aria-live="polite">{ status(&state, words) }</p>
        </ContextProvider<Desk>>
    }
}

fn first_state() -> State {
    let tag =
        dom::recall("dafu.language").or_else(|| dom::window().navigator().language()).unwrap_or_default();
    let known = if tag.is_empty() || tag.starts_with("zh") { Language::Chinese } else { Language::English };
    State {
        language: Address::current().language.unwrap_or(known),
        theme: Theme::recall(),
        files: Rc::default(),
        current: 0,
        phase: Phase::First,
        waiting: None,
        documents: 0,
        view: None,
        drag: None,
        folded: Folded::default(),
        tab: Pane::default(),
        popup: None,
        copied: None,
        exporting: None,
    }
}

fn title(state: &State, words: &Words) -> String {
    let title = state.view.as_ref().and_then(|view| view.overview.field(dafu::wire::Field::Title));
    match title.or(state.name()).filter(|_| state.phase != Phase::First) {
        Some(title) => format!("{title} · 答复"),
        None => format!("答复 · {}", words.promise),
    }
}

fn status(state: &State, words: &Words) -> String {
    let name = state.name().unwrap_or_default();
    if let Some(copied) = state.copied {
        return (words.copied)(copied);
    }
    if let Some(exporting) = &state.exporting {
        return (words.exporting)(exporting);
    }
    match (&state.phase, &state.view) {
        (Phase::Reading(progress), _) => (words.stage)(progress.stage).to_owned(),
        (Phase::Shown, Some(view)) => (words.opened)(name, view.overview.sections, view.overview.figures),
        (Phase::Refused(_), _) => format!("{}: {name}", words.not_opened),
        (Phase::Failed(failure), _) => (words.failure)(failure).0.to_owned(),
        _ => String::new(),
    }
}

fn screen(state: &State, words: &'static Words, desk: &Desk) -> Html {
    let language = state.language;
    let header = header(state, words, desk);
    match (&state.phase, &state.view) {
        (Phase::First, _) => html! { <FirstScreen {words} theme={state.theme} /> },
        (Phase::Failed(failure), _) => html! {
            <div class="app">{ header }<FailureCard {words} failure={failure.clone()} name={name_of(state)} /></div>
        },
        (Phase::Refused(overview), _) => html! {
            <div class="app">{ header }<RefusalCard {words} {language} overview={overview.clone()} /></div>
        },
        (Phase::Reading(progress), None) => html! {
            <div class="app">{ header }<Progress {words} progress={*progress} name={name_of(state)} /></div>
        },
        (_, Some(view)) => {
            let Folded { outline, indicators } = state.folded;
            let finding = view.find.open;
            let tab = |pane: Pane, label: &'static str, count: u32| {
                let act = desk.clone();
                let onclick = move |_| act.act(Action::Tab(pane));
                let selected = state.tab == pane;
                html! {
                    <button class="tab" role="tab" aria-selected={selected.to_string()} {onclick}>
                        { label }{ (count > 0).then(|| html! { <span class="count">{ count }</span> }) }
                    </button>
                }
            };
            let shown = match state.tab {
                Pane::Outline => "shows-outline",
                Pane::Document => "shows-document",
                Pane::Indicators => "shows-indicators",
            };
            let reading = state.progress().is_some().then_some("is-reading");
            let class = classes!(
                "app",
                "reading",
                shown,
                reading,
                view.figure.is_some().then_some("has-card"),
                finding.then_some("finding"),
                (outline && !finding).then_some("without-outline"),
                indicators.then_some("without-indicators")
            );
            html! {
                <div {class}>
                    <p class="print-note" aria-hidden="true">{ words.printed_partly }</p>
                    { header }
                    <nav class="tabs"><div class="tab-row" role="tablist" aria-label={words.document}>
                        { tab(Pane::Outline, words.outline, view.overview.sections) }
                        { tab(Pane::Document, words.document, 0) }
                        { tab(Pane::Indicators, words.indicators, view.overview.figures) }
                    </div></nav>
                    <main key={state.documents} class="panes">
                        { if finding {
                            html! { <FindPanel {words} find={view.find.clone()} outline={view.outline.clone()} /> }
                        } else {
                            Html::default()
                        } }
                        <Outline {words} outline={view.outline.clone()} total={view.overview.sections} folded={view.folded.clone()}
                            here={view.section()} chosen={view.figure.as_ref().and_then(|f| f.section)} />
                        <Splitter {words} pane={Pane::Outline} />
                        <Document {words} {language} view={view.of_document()} file_name={name_of(state)} />
                        <Splitter {words} pane={Pane::Indicators} />
                        <Indicators {words} {language} view={view.indicated()} />
                    </main>
                    { view.figure.clone().map(|figure| html! {
                        <FigureCard {words} {language} {figure} outline={view.outline.clone()} count={view.overview.figures} />
                    }).unwrap_or_default() }
                    { view.repair.clone().map(|repair| {
                        let hints = state.file().map(|file| file.hints.clone()).unwrap_or_default();
                        let doubts = view.overview.repairs.doubtful + view.overview.repairs.unresolved;
                        let fixed = view.overview.saved;
                        html! { <RepairCard {words} {language} {repair} {hints} {fixed} {doubts} /> }
                    }).unwrap_or_default() }
                </div>
            }
        }
        (Phase::Shown, None) => Html::default(),
    }
}

/// What is printed, while it is.
fn report(state: &State, words: &'static Words) -> Html {
    let printed = |view: &'_ View| Some((view.clone(), view.report.clone()?, view.printing?));
    let Some((view, report, printing)) = state.view.as_ref().and_then(printed) else {
        return Html::default();
    };
    let title = view.overview.field(dafu::wire::Field::Title).map(str::to_owned);
    let title = title.map_or_else(|| name_of(state), AttrValue::from);
    html! { <PrintedReport {words} language={state.language} {view} {report} {printing} {title} /> }
}

fn popup(state: &State, words: &'static Words) -> Html {
    let language = state.language;
    match (state.popup, &state.view) {
        (Some(Popup::Keys), _) => html! { <Keys {words} /> },
        (Some(Popup::Files), _) => {
            html! { <Files {words} files={state.files.clone()} current={state.current} /> }
        }
        (Some(Popup::Export), Some(_)) => html! { <ExportMenu {words} /> },
        (Some(Popup::Repairs), Some(view)) => {
            let hints = state.file().map(|file| file.hints.clone()).unwrap_or_default();
            html! { <RepairsCard {words} {language} view={view.clone()} {hints} /> }
        }
        _ => Html::default(),
    }
}

fn name_of(state: &State) -> AttrValue {
    state.name().map(|name| AttrValue::from(name.to_owned())).unwrap_or_default()
}

/// Files that were given before the page had started.
fn waiting_files() -> Vec<File> {
    let waiting = js_sys::Reflect::get(&dom::window(), &JsValue::from_str("dafuWaiting")).ok();
    let _ = js_sys::Reflect::set(&dom::window(), &JsValue::from_str("dafuStarted"), &JsValue::TRUE);
    let files = waiting.and_then(|waiting| waiting.dyn_into::<js_sys::Array>().ok());
    files.map(|files| files.iter().filter_map(|file| file.dyn_into().ok()).collect()).unwrap_or_default()
}

fn on_files(desk: &Desk) -> Callback<Event> {
    let desk = desk.clone();
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        desk.open(files_of(input.files()));
        // The same file can be opened again.
        input.set_value("");
    })
}

fn files_of(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|number| list.get(number)).collect()
}

/// What the whole window listens to.
fn listen(desk: &Desk) -> Vec<Listener> {
    let window = dom::window();
    let over = |name| {
        let desk = desk.clone();
        Listener::new(&window, name, move |event: DragEvent| {
            event.prevent_default();
            let drag = event.data_transfer().map_or(Drag::Refused, |data| dragged(&data));
            desk.act(Action::Dragged(Some(drag)));
        })
    };
    let leave = {
        let desk = desk.clone();
        Listener::new(&window, "dragleave", move |event: DragEvent| {
            // Between elements of the page there is a related target; outside of the window there is none.
            if event.related_target().is_none() {
                desk.act(Action::Dragged(None));
            }
        })
    };
    let drop = {
        let desk = desk.clone();
        Listener::new(&window, "drop", move |event: DragEvent| {
            event.prevent_default();
            desk.act(Action::Dragged(None));
            take(&desk, event.data_transfer());
        })
    };
    let paste = {
        let desk = desk.clone();
        Listener::new(&window, "paste", move |event: ClipboardEvent| {
            if !types_text(event.target()) {
                event.prevent_default();
                take(&desk, event.clipboard_data());
            }
        })
    };
    let keys = {
        let desk = desk.clone();
        Listener::new(&window, "keydown", move |event: KeyboardEvent| {
            if on_key(&desk, &event) {
                event.prevent_default();
            }
        })
    };
    let address = {
        let desk = desk.clone();
        Listener::new(&window, "hashchange", move |_: Event| {
            let sha256 = desk.state().view.as_ref().map(|view| view.overview.source.sha256.clone());
            if let Some(place) = sha256.and_then(|sha256| Address::current().place_in(&sha256)) {
                desk.follow(place);
            }
        })
    };
    let theme = dom::window().match_media("(prefers-color-scheme: dark)").ok().flatten().map(|media| {
        let desk = desk.clone();
        Listener::new(&media, "change", move |_: Event| desk.state().theme.apply())
    });
    let inside = |event: &Event, what: &str| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        target.is_none_or(|on| on.closest(what).is_ok_and(|on| on.is_some()))
    };
    // What opens above the page goes when one turns to something else; its button is in the bar.
    let elsewhere = {
        let desk = desk.clone();
        Listener::new(&window, "pointerdown", move |event: Event| {
            let open = desk.state().popup.is_some_and(|popup| popup != Popup::Repairs);
            if open && !inside(&event, ".popup, .bar") {
                desk.act(Action::Popup(None));
            }
        })
    };
    // A press beside the buttons of the bar takes the focus away, and from the keys that scroll what they scroll.
    let beside = Listener::new(&window, "click", move |event: Event| {
        if inside(&event, ".bar, .tabs") {
            focus::if_lost(None);
        }
    });
    let print = {
        let desk = desk.clone();
        Listener::new(&window, "beforeprint", move |_: Event| desk.print_at_once())
    };
    let printed = {
        let desk = desk.clone();
        Listener::new(&window, "afterprint", move |_: Event| desk.change(Change::Printed))
    };
    let listeners = [
        over("dragenter"),
        over("dragover"),
        leave,
        drop,
        paste,
        keys,
        address,
        elsewhere,
        beside,
        print,
        printed,
    ];
    listeners.into_iter().chain(theme).collect()
}

/// Whether what is dragged can be opened: files that are not plainly something else, or text.
fn dragged(data: &DataTransfer) -> Drag {
    let items = data.items();
    let foreign = |media: &str| ["image/", "audio/", "video/"].iter().any(|kind| media.starts_with(kind));
    let opens = |number| match items.get(number) {
        Some(item) if item.kind() == "file" => !foreign(&item.type_()),
        Some(item) => item.type_() == "text/plain",
        None => false,
    };
    if (0..items.length()).any(opens) { Drag::Accepted } else { Drag::Refused }
}

/// Opens what was dropped or pasted.
fn take(desk: &Desk, data: Option<DataTransfer>) {
    let files = files_of(data.as_ref().and_then(DataTransfer::files));
    let entries = data.as_ref().map(folder::entries).unwrap_or_default();
    if folder::any_folder(&entries) {
        let desk = desk.clone();
        return wasm_bindgen_futures::spawn_local(async move {
            match folder::files(entries).await {
                files if files.is_empty() => desk.act(Action::Failed(Failure::Nothing)),
                files => desk.open(files),
            }
        });
    }
    let text = data.and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
    match (files.is_empty(), text.trim().is_empty()) {
        (false, _) => desk.open(files),
        (true, false) => desk.open_text(&text),
        (true, true) => desk.act(Action::Failed(Failure::Nothing)),
    }
}

/// Whether keys and pastes belong to the element that has them.
fn types_text(target: Option<web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| matches!(&*element.tag_name(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Does what a key stands for; whether there was anything to do.
fn on_key(desk: &Desk, event: &KeyboardEvent) -> bool {
    let key = event.key();
    if (event.ctrl_key() || event.meta_key()) && key.eq_ignore_ascii_case("o") {
        open_dialog();
        return true;
    }
    if (event.ctrl_key() || event.meta_key()) && key.eq_ignore_ascii_case("p") && desk.state().view.is_some()
    {
        desk.print();
        return true;
    }
    if key == "Escape" {
        desk.escape();
        return true;
    }
    if finds(desk, event) {
        return true;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() || types_text(event.target()) {
        return false;
    }
    let state = desk.state();
    let Some(view) = &state.view else {
        if key == "?" {
            desk.act(Action::Popup(Some(Popup::Keys)));
        }
        return key == "?";
    };
    match &*key {
        "?" => desk.act(Action::Popup(Some(Popup::Keys))),
        "1" => desk.enter(Pane::Outline),
        "2" => desk.enter(Pane::Document),
        "3" => desk.enter(Pane::Indicators),
        "[" => desk.act(Action::Fold(Pane::Outline)),
        "]" => desk.act(Action::Fold(Pane::Indicators)),
        "j" => desk.step_figure(false),
        "k" => desk.step_figure(true),
        "n" => desk.step_doubt(false),
        "p" => desk.step_doubt(true),
        "l" => desk.copy_link(),
        "r" => desk.change(crate::state::Change::Received(!view.received)),
        _ => return false,
    }
    true
}

/// Finds, where a key asks for it and there is a document. Asked again, the browser's own search has its turn.
fn finds(desk: &Desk, event: &KeyboardEvent) -> bool {
    let (key, command) = (event.key(), event.ctrl_key() || event.meta_key());
    let again = || dom::focused().is_some_and(|element| element.matches(".find-words").unwrap_or(false));
    match &*key.to_ascii_lowercase() {
        _ if desk.state().view.is_none() || event.alt_key() => return false,
        "f" if command && !event.shift_key() && !again() => desk.open_find(),
        "/" if !command && !types_text(event.target()) => desk.open_find(),
        "f3" => desk.step_match(event.shift_key()),
        "g" if command => desk.step_match(event.shift_key()),
        _ => return false,
    }
    true
}

/// Opens the browser's file dialog.
pub fn open_dialog() {
    if let Some(input) = dom::by_id("file") {
        input.click();
    }
}
