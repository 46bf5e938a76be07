//! What the indicator table looks like.

use std::collections::BTreeSet;

use dafu::wire::{Measure, Status};
use phrases::{Language, Part};
use yew::prelude::*;

use super::icon::Icon;
use super::indicators::Place;
use super::value;
use crate::desk::Desk;
use crate::i18n::Words;
use crate::protocol::{Cell, Column, LINES, Line, Query, Row, Sort};
use crate::state::{InOutline, Indicated, Shared};

/// The indicator table.
pub struct Grid<'a> {
    pub words: &'static Words,
    pub language: Language,
    pub view: &'a Indicated,
    /// The measures that have a column.
    pub columns: &'a [Measure],
    /// The cell that has the focus when the table has it.
    pub cursor: Place,
    /// The lines that are selected.
    pub selected: &'a BTreeSet<u32>,
}

impl Grid<'_> {
    pub fn head(&self, desk: &Desk) -> Html {
        let sort = self.view.query.sort;
        let head = |place: usize, column: Column, label: &'static str| {
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
            html! {
                <th class={class("head", self.columns, place)} scope="col" aria-sort={order}>
                    <button data-column={place.to_string()} tabindex={tab(self.cursor == (None, place))} {onclick}>{ label }{ arrow }</button>
                </th>
            }
        };
        html! {
            <key="head">
                <colgroup>{ for (0..=self.columns.len()).map(|place| html! { <col class={class("col", self.columns, place)} /> }) }</colgroup>
                <thead><tr>
                    { head(0, Column::Label, self.words.item) }
                    { for (1..).zip(self.columns).map(|(place, &measure)| {
                        head(place, Column::Measure(measure), phrases::measure(measure, self.language))
                    }) }
                </tr></thead>
            </>
        }
    }

    /// The lines of a page, which are drawn anew where something of them has changed.
    pub fn page(&self, page: usize) -> Html {
        let Self { words, language, view, columns, .. } = self;
        let lines = view.table.pages.get(&page).cloned();
        let numbers = page as u32 * LINES..(page as u32 + 1) * LINES;
        let holds = |figure: u32, row: Option<u32>| {
            lines.iter().flat_map(|lines| lines.iter()).any(|line| match line {
                Line::Row(r) => Some(r.row) == row || r.cells.iter().any(|cell| cell.figure == figure),
                Line::Section { .. } => false,
            })
        };
        let chosen =
            view.chosen.map(|(figure, _)| (figure, view.figure.as_ref().and_then(|figure| figure.row)));
        let chosen = chosen.filter(|&(figure, row)| holds(figure, row));
        let section = |line: &Line| match line {
            Line::Section { section, .. } => view.outline.shared((*section)?),
            Line::Row(_) => None,
        };
        let sections = lines.iter().flat_map(|lines| lines.iter()).map(section).collect::<Vec<_>>();
        let cursor = self.cursor.0.filter(|line| numbers.contains(line)).map(|line| (line, self.cursor.1));
        let selected = self.selected.range(numbers.clone()).copied().collect::<Vec<_>>();
        html! {
            <Page key={page} {words} language={*language} {page} {lines} {sections} columns={columns.to_vec()} {chosen} {cursor} {selected} />
        }
    }
}

#[derive(Properties, PartialEq)]
struct PageProps {
    words: &'static Words,
    language: Language,
    page: usize,
    /// Its lines; none until they are there.
    lines: Option<Shared<Vec<Line>>>,
    /// For each line that is the head of a section, its entry in the outline.
    sections: Vec<Option<InOutline>>,
    columns: Vec<Measure>,
    /// The chosen figure and its row, where they stand on this page.
    chosen: Option<(u32, Option<u32>)>,
    /// The line and column that have the focus when the table has it, where they are on this page.
    cursor: Option<(u32, usize)>,
    /// The lines of this page that are selected.
    selected: Vec<u32>,
}

/// Lines of the table that are drawn together.
#[component]
fn Page(props: &PageProps) -> Html {
    let first = props.page as u32 * LINES;
    let rows = props.lines.as_ref().map(|lines| {
        let lines = (first..).zip(lines.iter().zip(&props.sections));
        html! { <>{ for lines.map(|(number, (line, section))| props.line(number, line, section.as_ref())) }</> }
    });
    html! {
        <tbody data-chunk={props.page.to_string()} aria-busy={rows.is_none().then_some("true")}>{ rows }</tbody>
    }
}

impl PageProps {
    fn line(&self, number: u32, line: &Line, entry: Option<&InOutline>) -> Html {
        match line {
            Line::Row(row) => self.row(number, row),
            Line::Section { section, rows } => {
                let title = match entry {
                    Some(entry) => format!("{}{}", entry.marker, entry.title),
                    None => self.words.before_sections.to_owned(),
                };
                let charts = entry.map_or(0, |entry| entry.charts);
                let mark = (charts > 0).then(|| {
                    let says = (self.words.has_charts)(charts);
                    html! { <em class="section-charts" title={says.clone()}>{ Icon::Chart.draw() }<i class="unseen">{ says }</i></em> }
                });
                html! {
                    <tr class="section-line" aria-rowindex={(number + 2).to_string()} data-line={number.to_string()}
                        data-charts={section.filter(|_| charts > 0).map(|section| section.to_string())}>
                        <th scope="rowgroup" data-column="0" aria-colspan={(self.columns.len() + 1).to_string()}
                            tabindex={self.tab(number, 0)}>
                            <p class="section-title"><span lang="zh-CN">{ title }</span><span class="count">{ *rows }</span>{ mark }</p>
                        </th>
                    </tr>
                }
            }
        }
    }

    fn row(&self, number: u32, row: &Row) -> Html {
        let chosen = self.chosen.is_some_and(|(_, chosen)| chosen == Some(row.row));
        let selected = self.selected.contains(&number);
        let period =
            row.period.as_ref().map(|period| html! { <span class="row-period">{ &**period }</span> });
        let status = row.cells.iter().map(|cell| cell.value.status).find(|status| *status != Status::Actual);
        let status = status.map(|status| phrases::status(status, self.language));
        let status =
            status.map(|status| html! { <span class="row-status" lang={self.words.tag}>{ status }</span> });
        let cell = |measure: Measure| row.cells.iter().find(|cell| cell.measure == measure);
        let placed = || (1..).zip(self.columns.iter().copied());
        let first = row.cells.first();
        // A name that its own clause gives serves the figures after it, too.
        let doubted = first.filter(|_| row.cells.iter().all(|cell| Part::Name.in_doubt(cell.caveats)));
        let (doubtful, title) = (doubted.map(|_| "is-doubtful"), doubted.map(|cell| self.to_check(cell)));
        html! {
            <tr class={classes!("row", chosen.then_some("is-chosen"), selected.then_some("is-selected"))}
                aria-rowindex={(number + 2).to_string()} aria-selected={selected.to_string()} aria-current={chosen.then_some("true")}
                data-line={number.to_string()} data-first={first.map(|cell| cell.figure.to_string())}
                data-says={first.map(|cell| cell.sentence.to_string())}>
                <th class="row-label" scope="row" data-column="0" tabindex={self.tab(number, 0)} lang="zh-CN">
                    <span class="tick" data-tick={number.to_string()} aria-hidden="true" />
                    <span class={classes!("row-name", doubtful)} {title}>{ &*row.label }</span>{ period }{ status }
                    { for placed().filter_map(|(place, measure)| Some(self.beside(place, cell(measure)?))) }
                </th>
                { for placed().map(|(place, measure)| self.cell(number, place, cell(measure))) }
            </tr>
        }
    }

    /// A value whose column has no room, written beside the label; the style sheet shows the one or the other.
    fn beside(&self, place: usize, cell: &Cell) -> Html {
        let (number, unit) = shown(cell);
        let chosen = self.chosen.is_some_and(|(figure, _)| figure == cell.figure);
        let class = classes!("beside", format!("place-{place}"), chosen.then_some("is-chosen"));
        html! {
            <span {class} data-cell={cell.figure.to_string()} data-says={cell.sentence.to_string()}>
                <span lang={self.words.tag}>{ phrases::measure(cell.measure, self.language) }</span>
                <b class="number">{ number }</b>{ unit }
            </span>
        }
    }

    fn cell(&self, line: u32, place: usize, cell: Option<&Cell>) -> Html {
        let tabindex = self.tab(line, place);
        let column = place.to_string();
        let class = class("cell", &self.columns, place);
        let Some(cell) = cell else { return html! { <td {class} data-column={column} {tabindex} /> } };
        let chosen = self.chosen.is_some_and(|(figure, _)| figure == cell.figure);
        let (number, unit) = shown(cell);
        let long = (number.chars().count() > 7).then_some("is-long");
        let doubtful = [Part::Value, Part::Kind].iter().any(|part| part.in_doubt(cell.caveats));
        let title = doubtful.then(|| self.to_check(cell));
        let doubtful = doubtful.then_some("is-doubtful");
        html! {
            <td class={classes!(class, chosen.then_some("is-chosen"), doubtful, long)} data-column={column} {tabindex}
                data-cell={cell.figure.to_string()} data-says={cell.sentence.to_string()} lang="zh-CN">
                <span class="number" {title}>{ number }</span><span class="unit">{ unit }</span>
            </td>
        }
    }

    fn to_check(&self, cell: &Cell) -> String {
        (self.words.to_check)(&phrases::caveats(cell.caveats, self.language))
    }

    fn tab(&self, line: u32, column: usize) -> &'static str {
        tab(self.cursor == Some((line, column)))
    }
}

/// What a cell of a column is; column 0 has the labels.
fn class(what: &'static str, columns: &[Measure], place: usize) -> Classes {
    match place.checked_sub(1).map(|at| columns[at]) {
        None => classes!(what, "is-label"),
        Some(Measure::Level) => classes!(what, "is-level", format!("place-{place}")),
        Some(_) => classes!(what, format!("place-{place}")),
    }
}

fn tab(has_cursor: bool) -> &'static str {
    if has_cursor { "0" } else { "-1" }
}

/// The number of a cell, and its unit. A rank says nothing without those among whom it holds.
fn shown(cell: &Cell) -> (String, String) {
    let (number, unit) = value::value(cell.measure, &cell.value);
    let among = cell.basis.as_deref().filter(|_| cell.measure == Measure::Rank);
    (number, among.unwrap_or(unit).to_owned())
}
