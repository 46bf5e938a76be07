use std::collections::BTreeSet;

use dafu::wire::{Measure, Status};
use phrases::Language;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, ScrollLogicalPosition};
use yew::prelude::*;

use super::icon::Icon;
use super::value;
use super::window::{Window, use_window};
use crate::desk::Desk;
use crate::dom;
use crate::i18n::Words;
use crate::protocol::{Cell, Column, DOUBT, Entry, LINES, Line, Query, Row, Sort};
use crate::state::{Change, View};

/// Pixels that a line of the table comes to before anything was measured.
const PIXELS: f64 = 44.0;
/// A table of up to so many pages is drawn whole.
const WHOLE: usize = 10;
/// Sections that can be chosen by at most.
const SECTIONS: usize = 200;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub language: Language,
    pub view: View,
}

/// The figures as a table.
#[component]
pub fn Indicators(props: &Props) -> Html {
    let Props { words, language, view } = props;
    let (words, language) = (*words, *language);
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let hidden = use_state_eq(BTreeSet::<Measure>::new);
    let cursor = use_state_eq(|| (0_u32, 0_usize));

    let pages = view.table.total.div_ceil(LINES) as usize;
    let key = (view.overview.clone(), view.query.clone(), pages);
    let total = view.table.total;
    let window = use_window(key, PIXELS, pages <= WHOLE, move |_| {
        (0..pages as u32).map(|page| f64::from(LINES.min(total - page * LINES))).collect()
    });
    use_effect_with((window.range.clone(), view.query.clone()), {
        let (desk, view) = (desk.clone(), view.clone());
        move |(range, _): &(std::ops::Range<usize>, _)| {
            let missing = range.clone().filter(|page| !view.table.pages.contains_key(page));
            missing.for_each(|page| desk.ask_lines(page as u32));
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

    let measures: Vec<Measure> = view
        .overview
        .measures
        .iter()
        .map(|&(measure, _)| measure)
        .filter(|measure| !hidden.contains(measure))
        .collect();
    let table = Grid { words, language, view, measures: &measures, cursor: *cursor };
    let onscroll = {
        let window = window.clone();
        move |_: Event| window.update()
    };
    let onclick = {
        let desk = desk.clone();
        move |event: MouseEvent| {
            if let Some(figure) =
                target_of(event.target(), "data-cell").or_else(|| target_of(event.target(), "data-first"))
            {
                desk.choose_figure(figure);
            }
        }
    };
    let onmouseover = {
        let desk = desk.clone();
        move |event: MouseEvent| {
            let sentence = target_of(event.target(), "data-says");
            desk.change(Change::Hover(sentence));
        }
    };
    let onmouseleave = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.change(Change::Hover(None))
    };
    let onkeydown = {
        let (desk, cursor, window) = (desk.clone(), cursor.clone(), window.clone());
        let columns = measures.len();
        move |event: KeyboardEvent| {
            let (line, column) = *cursor;
            let last = total.saturating_sub(1);
            let to = match &*event.key() {
                "ArrowDown" => ((line + 1).min(last), column),
                "ArrowUp" => (line.saturating_sub(1), column),
                "ArrowRight" => (line, (column + 1).min(columns)),
                "ArrowLeft" => (line, column.saturating_sub(1)),
                "PageDown" => ((line + 10).min(last), column),
                "PageUp" => (line.saturating_sub(10), column),
                "Home" if event.ctrl_key() => (0, column),
                "End" if event.ctrl_key() => (last, column),
                "Home" => (line, 0),
                "End" => (line, columns),
                "Enter" | " " => {
                    let target = event.target();
                    let first = || target_of(target.clone(), "data-first");
                    if let Some(figure) = target_of(event.target(), "data-cell").or_else(first) {
                        event.prevent_default();
                        desk.choose_figure(figure);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            cursor.set(to);
            window.approach((to.0 / LINES) as usize);
            let window = window.clone();
            dom::next_frame(move || focus(&window, to));
        }
    };
    let body = if view.table.rows == 0 {
        let desk = desk.clone();
        html! {
            <p class="pane-empty">{ words.no_rows }<br />
                <button class="link" onclick={move |_| desk.query(Query::default())}>{ words.clear_filters }</button>
            </p>
        }
    } else {
        html! {
            <table class="grid" role="grid" aria-label={words.indicators} aria-rowcount={(total + 1).to_string()}
                aria-colcount={(measures.len() + 1).to_string()} ref={window.list.clone()} {onclick} {onmouseover} {onmouseleave}
                {onkeydown}>
                <thead>{ table.head(&desk) }</thead>
                <tbody class="spacer" aria-hidden="true"><tr><td ref={window.above.clone()} /></tr></tbody>
                { for window.range.clone().map(|page| table.page(page)) }
                <tbody class="spacer" aria-hidden="true"><tr><td ref={window.below.clone()} /></tr></tbody>
            </table>
        }
    };
    html! {
        <section id="indicators" class={classes!("pane", "indicators", view.figure.is_some().then_some("has-card"))}
            aria-label={words.indicators}>
            { filters(words, language, view, &desk, &hidden, &measures) }
            <div class="grid-scroll" ref={window.pane.clone()} {onscroll}>{ body }</div>
        </section>
    }
}

/// What all lines of the table have in common.
struct Grid<'a> {
    words: &'static Words,
    language: Language,
    view: &'a View,
    measures: &'a [Measure],
    cursor: (u32, usize),
}

impl Grid<'_> {
    fn head(&self, desk: &Desk) -> Html {
        let sort = self.view.query.sort;
        let head = |column: Column, label: &'static str| {
            let now = sort.filter(|sort| sort.by == column);
            let (desk, query) = (desk.clone(), self.view.query.clone());
            let onclick = move |event: MouseEvent| {
                event.stop_propagation();
                // Figures are looked at from the greatest down, words from the first on; the third click takes it back.
                let first = matches!(column, Column::Measure(_));
                let sort = match now {
                    None => Some(Sort { by: column, descending: first }),
                    Some(sort) if sort.descending == first => Some(Sort { by: column, descending: !first }),
                    Some(_) => None,
                };
                desk.query(Query { sort, ..query.clone() });
            };
            let order = match now {
                None => "none",
                Some(Sort { descending: false, .. }) => "ascending",
                Some(Sort { descending: true, .. }) => "descending",
            };
            let arrow =
                now.map(|sort| if sort.descending { Icon::Next.draw() } else { Icon::Previous.draw() });
            let class = if matches!(column, Column::Measure(_)) { "value-head" } else { "label-head" };
            html! {
                <th {class} scope="col" aria-sort={order}><button {onclick}>{ label }{ arrow }</button></th>
            }
        };
        html! {
            <tr>
                { head(Column::Label, self.words.item) }
                { for self.measures.iter().map(|&m| head(Column::Measure(m), phrases::measure(m, self.language))) }
            </tr>
        }
    }

    fn page(&self, page: usize) -> Html {
        let lines = self.view.table.pages.get(&page);
        let first = page as u32 * LINES;
        let rows = lines.map(
            |lines| html! { <>{ for (first..).zip(lines.iter()).map(|(n, line)| self.line(n, line)) }</> },
        );
        html! {
            <tbody key={page} data-chunk={page.to_string()} aria-busy={rows.is_none().then_some("true")}>{ rows }</tbody>
        }
    }

    fn line(&self, number: u32, line: &Line) -> Html {
        match line {
            Line::Row(row) => self.row(number, row),
            Line::Section { section, .. } => {
                let entry = section.and_then(|section| self.view.outline.get(section as usize));
                let title = match entry {
                    Some(entry) => format!("{}{}", entry.marker, entry.title),
                    None => self.words.before_sections.to_owned(),
                };
                html! {
                    <tr class="section-line" aria-rowindex={(number + 2).to_string()} data-line={number.to_string()}>
                        <th colspan={(self.measures.len() + 1).to_string()} scope="rowgroup" data-column="0"
                            tabindex={self.tab(number, 0)}><span lang="zh-CN">{ title }</span></th>
                    </tr>
                }
            }
        }
    }

    fn row(&self, number: u32, row: &Row) -> Html {
        let chosen = self.view.figure.as_ref().is_some_and(|figure| figure.row == Some(row.row));
        let period = row.period.as_ref().map(|period| html! { <span class="row-period">{ period }</span> });
        let status = row.cells.iter().map(|cell| cell.value.status).find(|status| *status != Status::Actual);
        let status = status.map(|status| phrases::status(status, self.language));
        let status =
            status.map(|status| html! { <span class="row-status" lang={self.words.tag}>{ status }</span> });
        let first = row.cells.first();
        html! {
            <tr class={classes!("row", chosen.then_some("is-chosen"))} aria-rowindex={(number + 2).to_string()}
                aria-selected={chosen.to_string()} data-line={number.to_string()}
                data-first={first.map(|cell| cell.figure.to_string())} data-says={first.map(|cell| cell.sentence.to_string())}>
                <th class="row-label" scope="row" data-column="0" tabindex={self.tab(number, 0)} lang="zh-CN">
                    <span class="row-name">{ &row.label }</span>{ period }{ status }
                </th>
                { for (1..).zip(self.measures).map(|(column, &measure)| {
                    let cell = row.cells.iter().find(|cell| cell.measure == measure);
                    self.cell(number, column, cell)
                }) }
            </tr>
        }
    }

    fn cell(&self, line: u32, column: usize, cell: Option<&Cell>) -> Html {
        let tabindex = self.tab(line, column);
        let column = column.to_string();
        let Some(cell) = cell else { return html! { <td class="cell" data-column={column} {tabindex} /> } };
        let chosen = self.view.chosen.is_some_and(|(figure, _)| figure == cell.figure);
        let (number, unit) = value::value(cell.measure, &cell.value);
        // A rank says nothing without those among whom it holds.
        let among = cell.basis.as_deref().filter(|_| cell.measure == Measure::Rank);
        let unit = among.unwrap_or(unit).to_owned();
        let class = classes!(
            "cell",
            chosen.then_some("is-chosen"),
            (cell.confidence < DOUBT).then_some("is-doubtful")
        );
        html! {
            <td {class} data-column={column} {tabindex} data-cell={cell.figure.to_string()} data-says={cell.sentence.to_string()}
                lang="zh-CN">
                <span class="number">{ number }</span><span class="unit">{ unit }</span>
            </td>
        }
    }

    fn tab(&self, line: u32, column: usize) -> &'static str {
        if self.cursor == (line, column) { "0" } else { "-1" }
    }
}

fn filters(
    words: &'static Words,
    language: Language,
    view: &View,
    desk: &Desk,
    hidden: &UseStateHandle<BTreeSet<Measure>>,
    measures: &[Measure],
) -> Html {
    let query = &view.query;
    let change = |make: fn(&mut Query, String)| {
        let (desk, query) = (desk.clone(), query.clone());
        Callback::from(move |value: String| {
            let mut query = query.clone();
            make(&mut query, value);
            desk.query(query);
        })
    };
    let typed = change(|query, text| query.text = text);
    let oninput =
        move |event: InputEvent| typed.emit(event.target_unchecked_into::<HtmlInputElement>().value());
    let select = |change: Callback<String>| {
        Callback::from(move |event: Event| {
            change.emit(event.target_unchecked_into::<HtmlSelectElement>().value())
        })
    };
    let by_measure = select(change(|query, value| {
        query.measure = value.parse().ok().and_then(|n: usize| Measure::ALL.get(n)).copied();
    }));
    let by_period = select(change(|query, value| query.period = (!value.is_empty()).then_some(value)));
    let by_section = select(change(|query, value| query.section = value.parse().ok()));
    let sections =
        view.outline.iter().zip(0_u32..).filter(|(entry, _)| entry.level <= 2 && entry.figures > 0);
    let section = |(entry, number): (&Entry, u32)| {
        let indent = if entry.level > 1 { "\u{3000}" } else { "" };
        let name = format!("{indent}{}{}", entry.marker, entry.title);
        html! { <option value={number.to_string()} selected={query.section == Some(number)}>{ name }</option> }
    };
    let copy = {
        let heads = |measure: &Measure| {
            let name = phrases::measure(*measure, language);
            [name.to_owned(), format!("{name}·{}", words.unit)]
        };
        let heads: Vec<String> = [words.item.to_owned(), words.period.to_owned()]
            .into_iter()
            .chain(measures.iter().flat_map(heads))
            .collect();
        let (desk, measures) = (desk.clone(), measures.to_vec());
        move |_: MouseEvent| desk.copy_table(heads.clone(), measures.clone())
    };
    let column = |&(measure, count): &(Measure, u32)| {
        let hidden = hidden.clone();
        let shown = !hidden.contains(&measure);
        let onchange = move |_: Event| {
            let mut set = (*hidden).clone();
            if !set.remove(&measure) {
                set.insert(measure);
            }
            hidden.set(set);
        };
        html! {
            <label><input type="checkbox" checked={shown} {onchange} />{ phrases::measure(measure, language) }
                <span class="count">{ count }</span></label>
        }
    };
    html! {
        <div class="filters">
            <input class="filter-text" type="search" placeholder={words.filter} aria-label={words.filter}
                value={query.text.clone()} {oninput} />
            <div class="filter-row">
                <select aria-label={words.all_measures} onchange={by_measure}>
                    <option value="" selected={query.measure.is_none()}>{ words.all_measures }</option>
                    { for view.overview.measures.iter().map(|&(measure, _)| html! {
                        <option value={(measure as usize).to_string()} selected={query.measure == Some(measure)}>
                            { phrases::measure(measure, language) }
                        </option>
                    }) }
                </select>
                if !view.overview.periods.is_empty() {
                    <select aria-label={words.all_periods} onchange={by_period}>
                        <option value="" selected={query.period.is_none()}>{ words.all_periods }</option>
                        { for view.overview.periods.iter().map(|period| html! {
                            <option value={period.clone()} selected={query.period.as_ref() == Some(period)}>{ period }</option>
                        }) }
                    </select>
                }
                if !view.outline.is_empty() {
                    <select aria-label={words.all_sections} onchange={by_section}>
                        <option value="" selected={query.section.is_none()}>{ words.all_sections }</option>
                        { for sections.take(SECTIONS).map(section) }
                    </select>
                }
            </div>
            <div class="filter-status">
                <span role="status">{ (words.rows)(view.table.rows, view.overview.figures) }</span>
                <details class="columns"><summary>{ words.columns }</summary>
                    <div class="column-list">{ for view.overview.measures.iter().map(column) }</div>
                </details>
                <button class="link" onclick={copy}>{ Icon::Copy.draw() }{ words.copy }</button>
            </div>
        </div>
    }
}

/// The number that the nearest element around a target has under a name.
fn target_of(target: Option<web_sys::EventTarget>, name: &str) -> Option<u32> {
    let element: Element = target?.dyn_into().ok()?;
    element.closest(&format!("[{name}]")).ok()??.get_attribute(name)?.parse().ok()
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
    if let Ok(Some(cell)) = element.query_selector(".cell.is-chosen") {
        let beyond = cell.get_bounding_client_rect().right() - seen.right();
        if beyond > 0.0 {
            pane.set_scroll_left((f64::from(pane.scroll_left()) + beyond).ceil() as i32);
        }
    }
    true
}

fn focus(window: &Window, (line, column): (u32, usize)) {
    let Some(pane) = window.pane.cast::<HtmlElement>() else { return };
    let cell = |column: usize| {
        pane.query_selector(&format!("[data-line='{line}'] [data-column='{column}']")).ok().flatten()
    };
    if let Some(element) = cell(column).or_else(|| cell(0)) {
        dom::reveal(&element, ScrollLogicalPosition::Nearest);
        let _ = element.unchecked_into::<HtmlElement>().focus();
    }
}
