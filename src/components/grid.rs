//! What the indicator table looks like.

use std::collections::BTreeSet;

use dafu::wire::{Measure, Status};
use phrases::Language;
use yew::prelude::*;

use super::icon::Icon;
use super::indicators::Place;
use super::value;
use crate::desk::Desk;
use crate::i18n::Words;
use crate::protocol::{Cell, Column, DOUBT, LINES, Line, Query, Row, Sort};
use crate::state::Indicated;

/// What all lines of the table have in common.
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
                <th class={self.class("head", place)} scope="col" aria-sort={order}>
                    <button data-column={place.to_string()} tabindex={self.tab(None, place)} {onclick}>{ label }{ arrow }</button>
                </th>
            }
        };
        html! {
            <key="head">
                <colgroup>{ for (0..=self.columns.len()).map(|place| html! { <col class={self.class("col", place)} /> }) }</colgroup>
                <thead><tr>
                    { head(0, Column::Label, self.words.item) }
                    { for (1..).zip(self.columns).map(|(place, &measure)| {
                        head(place, Column::Measure(measure), phrases::measure(measure, self.language))
                    }) }
                </tr></thead>
            </>
        }
    }

    pub fn page(&self, page: usize) -> Html {
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
            Line::Section { section, rows } => {
                let entry = section.and_then(|section| self.view.outline.get(section as usize));
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
                            tabindex={self.tab(Some(number), 0)}>
                            <p class="section-title"><span lang="zh-CN">{ title }</span><span class="count">{ *rows }</span>{ mark }</p>
                        </th>
                    </tr>
                }
            }
        }
    }

    fn row(&self, number: u32, row: &Row) -> Html {
        let chosen = self.view.figure.as_ref().is_some_and(|figure| figure.row == Some(row.row));
        let selected = self.selected.contains(&number);
        let period = row.period.as_ref().map(|period| html! { <span class="row-period">{ period }</span> });
        let status = row.cells.iter().map(|cell| cell.value.status).find(|status| *status != Status::Actual);
        let status = status.map(|status| phrases::status(status, self.language));
        let status =
            status.map(|status| html! { <span class="row-status" lang={self.words.tag}>{ status }</span> });
        let cell = |measure: Measure| row.cells.iter().find(|cell| cell.measure == measure);
        let placed = || (1..).zip(self.columns.iter().copied());
        let first = row.cells.first();
        html! {
            <tr class={classes!("row", chosen.then_some("is-chosen"), selected.then_some("is-selected"))}
                aria-rowindex={(number + 2).to_string()} aria-selected={selected.to_string()} aria-current={chosen.then_some("true")}
                data-line={number.to_string()} data-first={first.map(|cell| cell.figure.to_string())}
                data-says={first.map(|cell| cell.sentence.to_string())}>
                <th class="row-label" scope="row" data-column="0" tabindex={self.tab(Some(number), 0)} lang="zh-CN">
                    <span class="tick" data-tick={number.to_string()} aria-hidden="true" />
                    <span class="row-name">{ &row.label }</span>{ period }{ status }
                    { for placed().filter_map(|(place, measure)| Some(self.beside(place, cell(measure)?))) }
                </th>
                { for placed().map(|(place, measure)| self.cell(number, place, cell(measure))) }
            </tr>
        }
    }

    /// A value whose column has no room, written beside the label; the style sheet shows the one or the other.
    fn beside(&self, place: usize, cell: &Cell) -> Html {
        let (number, unit) = shown(cell);
        let chosen = self.view.chosen.is_some_and(|(figure, _)| figure == cell.figure);
        let class = classes!("beside", format!("place-{place}"), chosen.then_some("is-chosen"));
        html! {
            <span {class} data-cell={cell.figure.to_string()} data-says={cell.sentence.to_string()}>
                <span lang={self.words.tag}>{ phrases::measure(cell.measure, self.language) }</span>
                <b class="number">{ number }</b>{ unit }
            </span>
        }
    }

    fn cell(&self, line: u32, place: usize, cell: Option<&Cell>) -> Html {
        let tabindex = self.tab(Some(line), place);
        let column = place.to_string();
        let class = self.class("cell", place);
        let Some(cell) = cell else { return html! { <td {class} data-column={column} {tabindex} /> } };
        let chosen = self.view.chosen.is_some_and(|(figure, _)| figure == cell.figure);
        let (number, unit) = shown(cell);
        let long = (number.chars().count() > 7).then_some("is-long");
        let doubtful = (cell.confidence < DOUBT).then_some("is-doubtful");
        html! {
            <td class={classes!(class, chosen.then_some("is-chosen"), doubtful, long)} data-column={column} {tabindex}
                data-cell={cell.figure.to_string()} data-says={cell.sentence.to_string()} lang="zh-CN">
                <span class="number">{ number }</span><span class="unit">{ unit }</span>
            </td>
        }
    }

    /// What a cell of a column is; column 0 has the labels.
    fn class(&self, what: &'static str, place: usize) -> Classes {
        match place.checked_sub(1).map(|at| self.columns[at]) {
            None => classes!(what, "is-label"),
            Some(Measure::Level) => classes!(what, "is-level", format!("place-{place}")),
            Some(_) => classes!(what, format!("place-{place}")),
        }
    }

    fn tab(&self, line: Option<u32>, column: usize) -> &'static str {
        if self.cursor == (line, column) { "0" } else { "-1" }
    }
}

/// The number of a cell, and its unit. A rank says nothing without those among whom it holds.
fn shown(cell: &Cell) -> (String, String) {
    let (number, unit) = value::value(cell.measure, &cell.value);
    let among = cell.basis.as_deref().filter(|_| cell.measure == Measure::Rank);
    (number, among.unwrap_or(unit).to_owned())
}
