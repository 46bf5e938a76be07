use std::collections::BTreeSet;

use dafu::wire::Measure;
use phrases::Language;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollLogicalPosition};
use yew::prelude::*;

use super::charts::{ChartSwitch, Charts, Hatch};
use super::filters::Filters;
use super::grid::Grid;
use super::window::{Window, use_window};
use crate::desk::Desk;
use crate::dom;
use crate::i18n::Words;
use crate::protocol::{LINES, Line, Overview, Query};
use crate::state::{Change, Indicated, Shared, Table};

/// Pixels that a line of the table comes to before anything was measured.
const PIXELS: f64 = 44.0;
/// A table of up to so many pages is drawn whole.
const WHOLE: usize = 24;
/// Lines that a page key goes.
const PAGE: u32 = 10;
/// Where the measures without a column are kept.
const HIDDEN: &str = "dafu.hidden";

/// The measures in the order of their columns. Where there is no room for all, the last give way first.
const COLUMNS: [Measure; 7] = [
    Measure::Level,
    Measure::Growth,
    Measure::Share,
    Measure::Rank,
    Measure::Change,
    Measure::Rate,
    Measure::Multiple,
];

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub language: Language,
    pub view: Indicated,
}

/// A cell of the table: a line, none for the heads, and a column.
pub type Place = (Option<u32>, usize);

/// The lines that a person has selected to copy.
#[derive(Clone, PartialEq)]
struct Selection {
    /// The table they are lines of.
    of: (Shared<Overview>, Query),
    lines: BTreeSet<u32>,
    /// Where a stretch of lines begins.
    anchor: u32,
}

impl Selection {
    fn none(view: &Indicated) -> Self {
        Self { of: (view.overview.clone(), view.query.clone()), lines: BTreeSet::new(), anchor: 0 }
    }

    fn toggled(mut self, line: u32) -> Self {
        if !self.lines.remove(&line) {
            self.lines.insert(line);
        }
        Self { anchor: line, ..self }
    }

    fn up_to(self, line: u32) -> Self {
        let (first, last) = (self.anchor.min(line), self.anchor.max(line));
        Self { lines: order::gathered(first..last + 1), ..self }
    }

    /// How many of the lines are rows; a line that is not there yet counts as one.
    fn rows(&self, table: &Table) -> u32 {
        let is_section = |line: &&u32| {
            let page = table.pages.get(&((**line / LINES) as usize));
            let line = page.and_then(|page| page.get((**line % LINES) as usize));
            matches!(line, Some(Line::Section { .. }))
        };
        let sections = self.lines.iter().filter(is_section).count();
        (self.lines.len() - sections).min(table.rows as usize) as u32
    }

    fn all(self, total: u32) -> Self {
        Self { lines: order::gathered(0..total), ..self }
    }
}

/// The figures as a table.
#[component]
pub fn Indicators(props: &Props) -> Html {
    let Props { words, language, view } = props;
    let (words, language) = (*words, *language);
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let hidden = use_state_eq(|| recall().unwrap_or_default());
    let cursor = use_state_eq::<Place, _>(|| (Some(0), 0));
    let selected = use_state_eq(|| Selection::none(view));

    let pages = view.table.total.div_ceil(LINES) as usize;
    let key = (view.overview.clone(), view.query.clone(), pages);
    let total = view.table.total;
    let window = use_window(key, PIXELS, pages <= WHOLE, None, move |_| {
        (0..pages as u32).map(|page| f64::from(LINES.min(total - page * LINES))).collect()
    });
    // What is near and not there yet is asked for; a document that was read again has its first lines only.
    use_effect_with((window.range.clone(), view.query.clone(), view.overview.clone()), {
        let (desk, view) = (desk.clone(), view.clone());
        move |(range, ..): &(std::ops::Range<usize>, _, _)| {
            let missing = |page: &usize| !view.table.pages.contains_key(page);
            if let (Some(first), Some(last)) = (range.clone().find(missing), range.clone().rfind(missing)) {
                desk.ask_lines(first as u32..last as u32 + 1);
            }
        }
    });
    let reached = use_mut_ref(|| None::<u32>);
    use_effect({
        let (window, figure) = (window.clone(), view.figure.clone());
        move || {
            let Some(figure) = figure else {
                reached.take();
                return;
            };
            let Some(line) = figure.line.filter(|_| *reached.borrow() != Some(figure.figure)) else { return };
            if reach(&window, line) {
                reached.replace(Some(figure.figure));
            } else {
                window.approach((line / LINES) as usize);
            }
        }
    });

    if view.overview.figures == 0 {
        return html! {
            <section id="indicators" class="pane indicators" aria-label={words.indicators}>
                <p class="pane-empty">{ words.no_figures }</p>
            </section>
        };
    }

    let has = |measure: &Measure| view.overview.measures.iter().any(|(there, _)| there == measure);
    let columns: Vec<Measure> =
        COLUMNS.into_iter().filter(|measure| has(measure) && !hidden.contains(measure)).collect();
    let current = view.overview == selected.of.0 && view.query == selected.of.1;
    let selection = if current { (*selected).clone() } else { Selection::none(view) };

    let onscroll = {
        let window = window.clone();
        move |_: Event| {
            window.update();
        }
    };
    let onmousedown = |event: MouseEvent| {
        // A stretch of rows is meant, not a stretch of text.
        if event.shift_key() {
            event.prevent_default();
        }
    };
    let onclick = {
        let (desk, selected, selection) = (desk.clone(), selected.clone(), selection.clone());
        move |event: MouseEvent| {
            let target = event.target();
            let line = dom::number_of(target.clone(), ".row[data-line]", "data-line");
            let ticks = dom::number_of(target.clone(), ".tick", "data-tick").is_some();
            match line {
                Some(line) if event.shift_key() => selected.set(selection.clone().up_to(line)),
                Some(line) if ticks || event.ctrl_key() || event.meta_key() => {
                    selected.set(selection.clone().toggled(line));
                }
                _ => {
                    if let Some(figure) = figure_of(target.clone()) {
                        desk.choose_figure(figure);
                    } else if let Some(section) = charts_of(target) {
                        desk.change(Change::Charts(true, Some(section)));
                    }
                }
            }
        }
    };
    let onmouseover = {
        let desk = desk.clone();
        move |event: MouseEvent| {
            let sentence = dom::number_of(event.target(), "[data-says]", "data-says");
            desk.change(Change::Hover(sentence));
        }
    };
    let onmouseleave = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.change(Change::Hover(None))
    };
    let copy = {
        let (desk, columns) = (desk.clone(), columns.clone());
        let lines: Vec<u32> = selection.lines.iter().copied().collect();
        Callback::from(move |()| desk.copy_table(&columns, lines.clone()))
    };
    let onfocusin = {
        let cursor = cursor.clone();
        move |event: FocusEvent| {
            if let Some(place) = place_of(event.target()) {
                cursor.set(place);
            }
        }
    };
    let onkeydown = {
        let (desk, cursor, window) = (desk.clone(), cursor.clone(), window.clone());
        let (selected, selection, copy) = (selected.clone(), selection.clone(), copy.clone());
        let width = columns.len();
        move |event: KeyboardEvent| {
            let (line, column) = place_of(event.target()).unwrap_or(*cursor);
            let control = event.ctrl_key() || event.meta_key();
            let last = total.saturating_sub(1);
            let down = |by: u32| Some(line.map_or(0, |line| (line + by).min(last)));
            let to = match &*event.key() {
                "a" if control => {
                    selected.set(selection.clone().all(total));
                    (line, column)
                }
                "c" if control && dom::selected().is_empty() => {
                    copy.emit(());
                    (line, column)
                }
                "Escape" if !selection.lines.is_empty() => {
                    selected.set(Selection { lines: BTreeSet::new(), ..selection.clone() });
                    (line, column)
                }
                _ if control && !matches!(&*event.key(), "Home" | "End") => return,
                "ArrowDown" => (down(1), column),
                "ArrowUp" => (line.and_then(|line| line.checked_sub(1)), column),
                "ArrowRight" => (line, next_column(&window, (line, column), width)),
                "ArrowLeft" => (line, column.saturating_sub(1)),
                "PageDown" => (down(PAGE), column),
                "PageUp" => (line.map(|line| line.saturating_sub(PAGE)), column),
                "Home" if control => (Some(0), column),
                "End" if control => (Some(last), column),
                "Home" => (line, 0),
                "End" => (line, (0..width).fold(0, |at, _| next_column(&window, (line, at), width))),
                " " if line.is_some() => {
                    selected.set(selection.clone().toggled(line.unwrap_or_default()));
                    (line, column)
                }
                "Enter" if line.is_some() => {
                    if let Some(figure) = figure_of(event.target()) {
                        desk.choose_figure(figure);
                    } else if let Some(section) = charts_of(event.target()) {
                        desk.change(Change::Charts(true, Some(section)));
                    }
                    (line, column)
                }
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            if to == (line, column) {
                return;
            }
            if let (true, Some(from), Some(at)) = (event.shift_key(), line, to.0) {
                let anchored = Selection { anchor: from, ..selection.clone() };
                let begun = if selection.lines.contains(&from) { selection.clone() } else { anchored };
                selected.set(begun.up_to(at));
            }
            if let Some(line) = to.0 {
                window.approach((line / LINES) as usize);
            }
            let window = window.clone();
            dom::next_frame(move || focus(&window, to));
        }
    };
    let on_hidden = {
        let hidden = hidden.clone();
        Callback::from(move |measures: BTreeSet<Measure>| {
            keep(&measures);
            hidden.set(measures);
        })
    };
    let clear = {
        let (selected, selection) = (selected.clone(), selection.clone());
        Callback::from(move |()| selected.set(Selection { lines: BTreeSet::new(), ..selection.clone() }))
    };
    let grid = Grid { words, language, view, columns: &columns, cursor: *cursor, selected: &selection.lines };
    let body = if view.table.rows == 0 {
        let desk = desk.clone();
        html! {
            <p class="pane-empty">{ words.no_rows }<br />
                <button class="link" onclick={move |_| desk.query(Query::default())}>{ words.clear_filters }</button>
            </p>
        }
    } else {
        let selecting = (!selection.lines.is_empty()).then_some("is-selecting");
        html! {
            <table class={classes!("grid", selecting)} role="grid" aria-label={words.indicators} aria-multiselectable="true"
                aria-rowcount={(total + 1).to_string()} aria-colcount={(columns.len() + 1).to_string()} aria-busy={window.busy()}
                ref={window.list.clone()} {onclick} {onmousedown} {onmouseover} {onmouseleave} {onfocusin} {onkeydown}>
                { grid.head(&desk) }
                <tbody key="above" class="spacer" aria-hidden="true"><tr><td ref={window.above.clone()} /></tr></tbody>
                { for window.range.clone().map(|page| grid.page(page)) }
                <tbody key="below" class="spacer" aria-hidden="true"><tr><td ref={window.below.clone()} /></tr></tbody>
            </table>
        }
    };
    html! {
        <section id="indicators" class={classes!("pane", "indicators", view.figure.is_some().then_some("has-card"))}
            aria-label={words.indicators}>
            <ChartSwitch {words} charting={view.charting} charts={view.overview.charts} />
            if view.charting {
                <Hatch />
                <Charts {words} {language} view={view.clone()} />
            } else {
                <Filters {words} {language} query={view.query.clone()} overview={view.overview.clone()}
                    outline={view.outline.clone()} rows={view.table.rows} hidden={(*hidden).clone()} {on_hidden}
                    selected={selection.rows(&view.table)} on_copy={copy} on_clear={clear} />
                <div class="grid-scroll" ref={window.pane.clone()} {onscroll}>{ body }</div>
            }
        </section>
    }
}

/// The measures that a person has taken the columns of.
fn recall() -> Option<BTreeSet<Measure>> {
    let kept = dom::recall(HIDDEN)?;
    let measure = |place: &str| Measure::ALL.get(place.parse::<usize>().ok()?).copied();
    Some(order::gathered(kept.split(' ').filter_map(measure)))
}

fn keep(hidden: &BTreeSet<Measure>) {
    let places: Vec<String> = hidden.iter().map(|&measure| (measure as usize).to_string()).collect();
    dom::keep(HIDDEN, &places.join(" "));
}

/// The cell that a target lies in.
fn place_of(target: Option<web_sys::EventTarget>) -> Option<Place> {
    let column = dom::number_of(target.clone(), "[data-column]", "data-column")?;
    Some((dom::number_of(target, "[data-line]", "data-line"), column as usize))
}

/// The figure of a cell, or the first of a row.
fn figure_of(target: Option<web_sys::EventTarget>) -> Option<u32> {
    dom::number_of(target.clone(), "[data-cell]", "data-cell")
        .or_else(|| dom::number_of(target, "[data-first]", "data-first"))
}

/// The section that a line is the head of, where it has charts.
fn charts_of(target: Option<web_sys::EventTarget>) -> Option<u32> {
    dom::number_of(target, "[data-charts]", "data-charts")
}

/// A cell of the table, where it is drawn.
fn cell(window: &Window, (line, column): Place) -> Option<HtmlElement> {
    let pane = window.pane.cast::<HtmlElement>()?;
    let row = line.map_or("thead".to_owned(), |line| format!("[data-line='{line}']"));
    pane.query_selector(&format!("{row} [data-column='{column}']")).ok()??.dyn_into().ok()
}

/// The column to the right of a cell; the last that is seen has none.
fn next_column(window: &Window, (line, column): Place, width: usize) -> usize {
    let seen = |column: &usize| cell(window, (line, *column)).is_some_and(|cell| cell.offset_width() > 0);
    (column + 1..=width).find(seen).unwrap_or(column)
}

/// Brings a line into sight; whether it was there.
fn reach(window: &Window, line: u32) -> bool {
    let Some(pane) = window.pane.cast::<HtmlElement>() else { return false };
    let Ok(Some(element)) = pane.query_selector(&format!("[data-line='{line}']")) else { return false };
    let (seen, place) = (pane.get_bounding_client_rect(), element.get_bounding_client_rect());
    // The head of the table lies over the pane.
    let inside = place.top() >= seen.top() + 60.0 && place.bottom() <= seen.bottom();
    if !inside {
        let by = place.top() - seen.top() - seen.height() / 4.0;
        pane.set_scroll_top((f64::from(pane.scroll_top()) + by) as i32);
    }
    true
}

fn focus(window: &Window, (line, column): Place) {
    if let Some(cell) = cell(window, (line, column)).or_else(|| cell(window, (line, 0))) {
        dom::reveal(&cell, ScrollLogicalPosition::Nearest);
        let _ = cell.focus();
    }
}
