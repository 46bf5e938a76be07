//! What a person can do: each deed changes the state and, where it must, asks the worker.

use std::cell::RefCell;
use std::rc::Rc;

use dafu::wire::{Field, Measure};
use exports::Export;
use wasm_bindgen::JsCast;
use web_sys::{Blob, File};
use yew::UseReducerHandle;

use crate::address::{Address, Place};
use crate::client::Client;
use crate::dom;
use crate::i18n::{Words, words};
use crate::protocol::*;
use crate::state::{
    Action, Change, Copied, Exporting, Listed, Looking, Memory, Pane, Popup, Printing, State, Target, Theme,
    View,
};

/// Milliseconds for which a file is read before that is shown: most are read sooner, and the page would only flicker.
const PATIENCE: i32 = 150;

/// The state and the worker, for whoever acts on them. Clones are the same desk.
#[derive(Clone)]
pub struct Desk {
    client: Client,
    converter: Client,
    latest: Rc<RefCell<UseReducerHandle<State>>>,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.latest, &other.latest)
    }
}

impl Desk {
    /// A desk that acts on a state by a worker that reads and one that exports.
    pub fn new(client: Client, converter: Client, latest: Rc<RefCell<UseReducerHandle<State>>>) -> Self {
        Self { client, converter, latest }
    }

    /// The state as it was last drawn.
    pub fn state(&self) -> UseReducerHandle<State> {
        self.latest.borrow().clone()
    }

    /// Changes the state.
    pub fn act(&self, action: Action) {
        self.state().dispatch(action);
    }

    /// Changes the view of the document.
    pub fn change(&self, change: Change) {
        self.act(Action::View(change));
    }

    fn words(&self) -> &'static Words {
        words(self.state().language)
    }

    /// Opens the first of the files and lists the others.
    pub fn open(&self, files: Vec<File>) {
        let state = self.state();
        let first = state.files.len();
        let Some(file) = files.first().cloned() else { return };
        self.act(Action::Listed(files));
        let hints =
            Hints { name: Some(file.name()), charset: Address::current().encoding, ..Hints::default() };
        self.begin(first, &file, hints);
    }

    /// Opens a file of the list.
    pub fn switch(&self, file: usize) {
        if let Some(Listed { file: handle, hints, .. }) = self.state().files.get(file) {
            self.begin(file, handle, hints.clone());
        }
    }

    fn begin(&self, file: usize, handle: &File, hints: Hints) {
        self.act(Action::Begun { file, again: false, hints: hints.clone() });
        self.client.open(handle, hints);
        let desk = self.clone();
        dom::after(PATIENCE, move || desk.act(Action::Waited));
    }

    /// Looks at the document as it was looked at before, or where the address points.
    pub fn restore(&self) {
        let state = self.state();
        let (Some(view), Some(file)) = (&state.view, state.file()) else { return };
        let pointed = Address::current().place_in(&view.overview.source.sha256).is_some();
        let memory = Memory::recall(&view.overview.source.sha256).unwrap_or_default();
        let query = memory.query(&view.overview);
        let hints =
            Hints { charset: memory.charset.clone(), choices: memory.choices.clone(), ..file.hints.clone() };
        let figure = memory.figure.filter(|_| !pointed);
        self.change(Change::Restore(Box::new(memory)));
        let automatic = file.hints.charset.is_none() && file.hints.choices.is_empty();
        if !view.overview.saved && automatic && hints != file.hints {
            return self.reread(|now| *now = hints);
        }
        if query != view.query {
            self.query(query);
        }
        if let Some(figure) = figure {
            self.choose_figure(figure);
        }
    }

    /// Goes to a place that the address points to; whether it is there by now.
    pub fn follow(&self, place: Place) -> bool {
        let state = self.state();
        let Some(view) = &state.view else { return false };
        match place {
            Place::Section(path) => {
                let Some(at) = view.outline.iter().position(|entry| *entry.id == *path) else { return false };
                self.go(view.outline[at as u32].unit, Target::Section(at as u32));
            }
            Place::Figure(figure) if figure < view.overview.figures => self.choose_figure(figure),
            Place::Figure(_) => (),
            Place::Find(words) => self.change(Change::Find(Looking::Open(Some(words)))),
        }
        true
    }

    /// Asks for the built-in sample. [`open_sample`](Self::open_sample) opens it.
    pub fn ask_sample(&self) {
        self.client.ask_sample();
    }

    /// Opens the built-in sample.
    pub fn open_sample(&self, sample: &Blob) {
        self.open(dom::file_of(sample, self.words().sample_file).into_iter().collect());
    }

    /// Opens a text as if it were a file.
    pub fn open_text(&self, text: &str) {
        self.open(dom::file_of(&text.into(), self.words().pasted_file).into_iter().collect());
    }

    /// Gives up what is being read.
    pub fn cancel(&self) {
        if self.state().progress().is_some() {
            self.client.cancel();
            self.act(Action::Cancelled);
        }
    }

    /// Reads the current file again under other hints; its document stays in view meanwhile.
    pub fn reread(&self, change: impl FnOnce(&mut Hints)) {
        let state = self.state();
        let Some(listed) = state.file() else { return };
        let mut hints = listed.hints.clone();
        change(&mut hints);
        self.act(Action::Begun { file: state.current, again: true, hints: hints.clone() });
        self.client.reread(hints);
    }

    /// Takes another reading of a character.
    pub fn choose_reading(&self, source: u64, text: String) {
        self.reread(|hints| {
            hints.choices.retain(|choice| choice.source != source);
            hints.choices.push(Choice { source, text });
        });
    }

    /// Decodes with a charset; none is automatic. What was chosen for single characters no longer holds.
    pub fn choose_charset(&self, charset: Option<String>) {
        self.reread(|hints| {
            hints.charset = charset;
            hints.choices.clear();
        });
    }

    fn with_view(&self, act: impl FnOnce(&View)) {
        if let Some(view) = &self.state().view {
            act(view);
        }
    }

    /// Chooses a figure in all panes.
    pub fn choose_figure(&self, figure: u32) {
        self.with_view(|view| {
            Address::current().to(&view.overview.source.sha256, Place::Figure(figure)).set();
            self.client.ask(Request::Figure { figure, query: view.query.clone() });
        });
    }

    /// Chooses the figure after the chosen one, or before it.
    pub fn step_figure(&self, backwards: bool) {
        self.with_view(|view| {
            let count = view.overview.figures;
            let Some(last) = count.checked_sub(1) else { return };
            let next = match view.chosen {
                None => 0,
                Some((figure, _)) if backwards => figure.checked_sub(1).unwrap_or(last),
                Some((figure, _)) => (figure + 1) % count,
            };
            self.choose_figure(next);
        });
    }

    /// Shows a repair.
    pub fn show_repair(&self, repair: u32) {
        self.client.ask(Request::Repair(repair));
    }

    /// Shows the next doubtful character, or the one before.
    pub fn step_doubt(&self, backwards: bool) {
        self.with_view(|view| {
            let from = view.repair.as_ref().map(|repair| repair.start);
            self.client.ask(Request::Doubt { from, here: view.here, backwards });
        });
    }

    /// Goes to a place of the document; a section is put into the address.
    pub fn go(&self, unit: u32, target: Target) {
        if let Target::Section(section) = target {
            self.with_view(|view| {
                if let Some(entry) = view.outline.get(section as usize) {
                    let place = Place::Section(entry.id.to_string());
                    Address::current().to(&view.overview.source.sha256, place).set();
                }
            });
        }
        self.change(Change::Go(unit, target));
    }

    /// Shows other rows, or the same in another order.
    pub fn query(&self, query: Query) {
        self.client.ask(Request::Lines { query: query.clone(), from: 0, to: 2 * LINES });
        self.change(Change::Query(query));
    }

    /// Copies lines of the table as a spreadsheet takes them; all that are shown where none is named.
    pub fn copy_table(&self, measures: &[Measure], lines: Vec<u32>) {
        let (words, language) = (self.words(), self.state().language);
        let heads = |measure: &Measure| {
            let name = phrases::measure(*measure, language);
            [name.to_owned(), format!("{name}·{}", words.unit)]
        };
        let heads = [words.item.to_owned(), words.period.to_owned()]
            .into_iter()
            .chain(measures.iter().flat_map(heads))
            .collect();
        let measures = measures.to_vec();
        self.with_view(|view| {
            self.client.ask(Request::Tsv { query: view.query.clone(), lines, heads, measures });
        });
    }

    /// Puts rows on the clipboard.
    pub fn copied(&self, tsv: &str, rows: u32) {
        self.copy(tsv, Copied::Rows(rows));
    }

    /// Puts a text on the clipboard and says so for a while.
    fn copy(&self, text: &str, copied: Copied) {
        let written = dom::window().navigator().clipboard().write_text(text);
        let desk = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if wasm_bindgen_futures::JsFuture::from(written).await.is_ok() {
                desk.act(Action::Copied(Some(copied)));
                dom::after(3_000, move || desk.act(Action::Copied(None)));
            }
        });
    }

    /// Exports the reading, with what a person has chosen in it: the reader saves it, the converter writes it.
    pub fn export(&self, export: Export) {
        let state = self.state();
        let (Some(view), Some(file)) = (&state.view, state.file()) else { return };
        self.act(Action::Exporting(Some(Exporting::Begun(export))));
        if view.overview.saved {
            self.converter.export(&file.file, export, state.language);
        } else {
            self.client.ask(Request::Json);
        }
    }

    /// Writes the saved reading as what it is to be exported as.
    pub fn convert(&self, saved: &Blob) {
        let state = self.state();
        if let Some(Exporting::Begun(export)) = &state.exporting {
            self.converter.export(saved, *export, state.language);
        }
    }

    /// Hands the exported file to the browser and says so for a while.
    pub fn exported(&self, file: &Blob) {
        let state = self.state();
        let (Some(view), Some(Exporting::Begun(export))) = (&state.view, &state.exporting) else { return };
        let name = export.file_name(view.overview.field(Field::Title), view.overview.source.name.as_deref());
        let outcome = match dom::download(file, export.media_type(), &name) {
            Some(()) if file.size() > 0.0 => Exporting::Done(name),
            _ => Exporting::Failed,
        };
        self.export_ended(outcome);
    }

    /// Says for a while what became of an export.
    pub fn export_ended(&self, outcome: Exporting) {
        self.act(Action::Exporting(Some(outcome.clone())));
        let desk = self.clone();
        dom::after(4_000, move || {
            if desk.state().exporting.as_ref() == Some(&outcome) {
                desk.act(Action::Exporting(None));
            }
        });
    }

    /// Puts a link to the chosen figure on the clipboard, or to the section at the top of the document's pane.
    pub fn copy_link(&self) {
        self.with_view(|view| {
            let section = || view.section().and_then(|section| view.outline.get(section as usize));
            let place = match view.chosen {
                Some((figure, _)) => Some(Place::Figure(figure)),
                None => section().map(|entry| Place::Section(entry.id.to_string())),
            };
            self.copy_link_to(view, place);
        });
    }

    /// Puts a link to what is looked for on the clipboard.
    pub fn copy_search_link(&self) {
        self.with_view(|view| self.copy_link_to(view, Some(Place::Find(view.find.words.trim().to_owned()))));
    }

    fn copy_link_to(&self, view: &View, place: Option<Place>) {
        let source = &view.overview.source;
        let charset = self.state().file().and_then(|file| file.hints.charset.clone());
        let address = Address { encoding: charset, ..Address::current() };
        let address = match place {
            Some(place) => address.to(&source.sha256, place),
            None => Address { place: None, ..address },
        };
        self.copy(&address.link(), Copied::Link);
    }

    /// Shows what is looked for: what is selected, where that is a few words.
    pub fn open_find(&self) {
        let selected = dom::selected();
        let few = !selected.trim().is_empty() && selected.chars().count() <= 40;
        self.change(Change::Find(Looking::Open(few.then_some(selected))));
        // Where it was open already.
        dom::next_frame(|| {
            if let Some(input) = dom::find("#find input") {
                let _ = input.focus();
                input.unchecked_into::<web_sys::HtmlInputElement>().select();
            }
        });
    }

    /// Shows it no longer.
    pub fn close_find(&self) {
        self.change(Change::Find(Looking::Close));
    }

    /// Takes other words to look for, and asks for them first: they are found while the page draws what was typed.
    pub fn look_for(&self, words: String) {
        if !words.trim().is_empty() {
            self.find(words.clone());
        }
        self.change(Change::Find(Looking::For(words)));
    }

    /// Asks where words stand.
    pub fn find(&self, words: String) {
        self.with_view(|view| self.client.ask(Request::Find { words, near: view.find.from }));
    }

    /// Goes to the next match, or the one before; it goes round at the ends.
    pub fn step_match(&self, backwards: bool) {
        self.with_view(|view| {
            if !view.find.open {
                return self.open_find();
            }
            let total = view.find.total();
            if let (Some(last), Some(current)) = (total.checked_sub(1), view.find.current) {
                let next =
                    if backwards { current.checked_sub(1).unwrap_or(last) } else { (current + 1) % total };
                self.go_to_match(next);
            }
        });
    }

    /// Goes to a match.
    pub fn go_to_match(&self, number: u32) {
        self.with_view(|view| {
            if !view.find.matches.contains_key(&number) {
                let from = number / TOGETHER * TOGETHER;
                self.ask_matches(from, from + TOGETHER);
            }
        });
        self.change(Change::Find(Looking::To(number)));
    }

    /// Asks for matches `from..to`.
    pub fn ask_matches(&self, from: u32, to: u32) {
        self.with_view(|view| {
            if let Some(found) = &view.find.found {
                self.client.ask(Request::Matches { words: found.words.clone(), from, to });
            }
        });
    }

    /// Asks what of the matches lies in units.
    pub fn ask_marks(&self, words: String, units: std::ops::Range<u32>) {
        self.client.ask(Request::Marks { words, from: units.start, to: units.end });
    }

    /// Asks for pages of the table.
    pub fn ask_lines(&self, pages: std::ops::Range<u32>) {
        let (from, to) = (pages.start * LINES, pages.end * LINES);
        self.with_view(|view| self.client.ask(Request::Lines { query: view.query.clone(), from, to }));
    }

    /// Prints the document: all of it is asked for first where it is not there, as far as it can be printed.
    pub fn print(&self) {
        self.act(Action::Popup(None));
        self.change(Change::Printed);
        self.export_ended(Exporting::Printing);
        let desk = self.clone();
        // What may still be drawn from before goes first.
        dom::next_frame(move || {
            desk.change(Change::Print(Printing::Page));
            desk.ask_report();
        });
    }

    /// Asks for what is printed of a small document, so that it is there when the browser prints without having asked the page.
    pub fn prepare_print(&self) {
        if self.state().view.as_ref().is_some_and(View::is_whole) {
            self.ask_report();
        }
    }

    /// Draws what is printed at once, where that is there: the browser prints as soon as it has told that it will.
    pub fn print_at_once(&self) {
        self.with_view(|view| {
            if view.printing.is_none() && view.report.is_some() {
                self.change(Change::Print(Printing::Browser));
            }
        });
    }

    fn ask_report(&self) {
        self.with_view(|view| {
            if view.report.is_none() {
                self.client.ask(Request::Report);
            }
        });
    }

    /// Asks for the charts.
    pub fn ask_charts(&self) {
        self.client.ask(Request::Charts);
    }

    /// Asks for a chunk of the document.
    pub fn ask_chunk(&self, chunk: usize) {
        self.with_view(|view| {
            if let Some(units) = view.chunks.get(chunk) {
                self.client.ask(Request::Units { from: units.start, to: units.end });
            }
        });
    }

    /// Opens what shows charset and repairs, or closes it.
    pub fn toggle_repairs(&self) {
        let state = self.state();
        if state.popup == Some(Popup::Repairs) {
            return self.act(Action::Popup(None));
        }
        if state.view.as_ref().is_some_and(|view| view.previews.is_none()) {
            self.client.ask(Request::Charsets);
        }
        self.act(Action::Popup(Some(Popup::Repairs)));
    }

    /// Closes what is uppermost, or gives up reading.
    pub fn escape(&self) {
        let state = self.state();
        let finding = state.view.as_ref().is_some_and(|view| view.find.open);
        let in_find =
            dom::focused().is_some_and(|element| element.closest("#find").is_ok_and(|find| find.is_some()));
        match &state.view {
            _ if state.popup.is_some() => self.act(Action::Popup(None)),
            _ if state.progress().is_some() => self.cancel(),
            _ if in_find => self.close_find(),
            Some(view) if view.repair.is_some() => self.change(Change::CloseRepair),
            Some(view) if view.received => self.change(Change::Received(false)),
            Some(view) if view.chosen.is_some() => self.change(Change::Release),
            _ if finding => self.close_find(),
            _ => (),
        }
    }

    /// The other language.
    pub fn switch_language(&self) {
        let language = match self.state().language {
            phrases::Language::Chinese => phrases::Language::English,
            phrases::Language::English => phrases::Language::Chinese,
        };
        dom::keep("dafu.language", words(language).tag);
        let address = Address::current();
        if address.language.is_some() {
            Address { language: Some(language), ..address }.set();
        }
        self.act(Action::Language(language));
    }

    /// The next theme: system, light, dark.
    pub fn switch_theme(&self) {
        let theme = match self.state().theme {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        };
        theme.keep();
        self.act(Action::Theme(theme));
    }

    /// Moves the focus into a pane, unfolding it where it is folded.
    pub fn enter(&self, pane: Pane) {
        let folded = self.state().folded;
        match pane {
            Pane::Outline if folded.outline => self.act(Action::Fold(pane)),
            Pane::Indicators if folded.indicators => self.act(Action::Fold(pane)),
            _ => (),
        }
        self.act(Action::Tab(pane));
        if pane == Pane::Outline {
            // They stand in the same place.
            self.close_find();
        }
        let id = match pane {
            Pane::Outline => "outline",
            Pane::Document => "document",
            Pane::Indicators => "indicators",
        };
        dom::next_frame(move || {
            let inside = dom::find(&format!("#{id} [tabindex='0']")).or_else(|| dom::by_id(id));
            let _ = inside.map(|element| element.focus());
        });
    }
}

impl Theme {
    /// The theme that was chosen last.
    pub fn recall() -> Self {
        match dom::recall("dafu.theme").as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    fn keep(self) {
        dom::keep("dafu.theme", self.name());
    }

    /// Tells the style sheet.
    pub fn apply(self) {
        if let Some(root) = dom::document().document_element() {
            let dark = match self {
                Theme::System => dom::media("(prefers-color-scheme: dark)"),
                Theme::Light => false,
                Theme::Dark => true,
            };
            let _ = root.set_attribute("data-theme", if dark { "dark" } else { "light" });
        }
    }
}
