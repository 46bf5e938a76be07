//! The document as it is printed: on paper there is nothing to press, to fold or to scroll.

use std::rc::Rc;

use dafu::wire::{Caveats, Field, Measure, RepairKind, Status};
use phrases::Language;
use yew::prelude::*;

use super::charts::{ChartFigure, Hatch};
use super::prose::Chunk;
use super::value;
use crate::dom;
use crate::i18n::Words;
use crate::protocol::{Chart, Entered, Entry, Line, Report, Row, Unit};
use crate::state::{Printing, Shared, View};

/// Units that are drawn together.
const UNITS: usize = 80;
/// Such groups that are added in one frame.
const STEP: usize = 4;
/// The width of a chart in pixels: that of a page of A4 within its margins.
const CHART: f64 = 660.0;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub language: Language,
    pub view: View,
    pub report: Shared<Report>,
    pub printing: Printing,
    /// What the document is called.
    pub title: AttrValue,
}

/// The printed document. Where the page prints, that is done as soon as it is drawn.
#[component]
pub fn PrintedReport(props: &Props) -> Html {
    let Props { words, language, view, report, printing, title } = props;
    let (words, language, by_page) = (*words, *language, *printing == Printing::Page);
    let groups = use_memo(report.clone(), |report| {
        report
            .units
            .chunks(UNITS)
            .map(|units| Shared::new(units.to_vec()))
            .collect::<Vec<Shared<Vec<Unit>>>>()
    });
    let drawn = use_state_eq(|| if by_page { 0 } else { groups.len() });
    use_effect_with(*drawn, {
        let (drawn, all) = (drawn.clone(), groups.len());
        move |&now: &usize| {
            if now < all {
                dom::next_frame(move || drawn.set((now + STEP).min(all)));
            } else if by_page {
                // What was drawn last is laid out first.
                dom::next_frame(|| dom::next_frame(|| drop(dom::window().print())));
            }
        }
    });

    let overview = &view.overview;
    let telling = |entered: &&Entered| entered.field != Field::Title && !entered.value.is_empty();
    let fields = overview.metadata.iter().filter(telling).take(FIELDS);
    let field = |entered: &Entered| {
        html! {
            <div class="report-field"><dt>{ phrases::field(entered.field, language) }</dt>
                <dd lang="zh-CN">{ &entered.value }</dd></div>
        }
    };
    let entry = |entry: &Entry| {
        html! { <li class={format!("depth-{}", entry.level.min(6))}>{ &entry.marker }{ &entry.title }</li> }
    };
    let chunk = |(number, units): (usize, &Shared<Vec<Unit>>)| {
        html! {
            <Chunk key={number} {words} {number} units={Some(units.clone())} chosen={None::<(u32, u32)>} hovered={None::<u32>}
                repair={None::<u32>} target={None::<u32>} received={view.received} />
        }
    };
    let chart = |chart: &Chart| {
        html! {
            <ChartFigure {words} {language} chart={Rc::new(chart.clone())} width={CHART} by_value={false} chosen={None::<u32>}
                document={title.clone()} />
        }
    };
    html! {
        <article class="report" aria-hidden="true">
            <h1 class="report-title" lang="zh-CN">{ title.clone() }</h1>
            <dl class="report-fields">{ for fields.map(field) }</dl>
            { legend(view, words, language) }
            if !view.outline.is_empty() {
                <h2>{ words.outline }</h2>
                <ol class="report-outline" lang="zh-CN">{ for view.outline.iter().take(OUTLINE).map(entry) }</ol>
            }
            <h2>{ words.document }</h2>
            <div class="prose marks-all" lang="zh-CN">{ for groups.iter().take(*drawn).enumerate().map(chunk) }</div>
            { left_out(report.text_left_out, words.text_left_out) }
            if !report.lines.is_empty() {
                <h2 class="report-break">{ words.indicators }</h2>
                { tables(view, report, words, language) }
                { left_out(report.lines_left_out, words.lines_left_out) }
            }
            if !report.charts.is_empty() {
                <h2 class="report-break">{ words.charts }</h2>
                <Hatch />
                <div class="report-charts">{ for report.charts.iter().map(chart) }</div>
            }
        </article>
    }
}

/// Header fields and entries of the outline that are printed at most.
const FIELDS: usize = 60;
const OUTLINE: usize = 600;

fn left_out(count: u32, say: fn(u32) -> String) -> Option<Html> {
    (count > 0).then(|| html! { <p class="report-note">{ say(count) }</p> })
}

/// How the text was decoded, and what its marks mean; nothing where nothing was repaired.
fn legend(view: &View, words: &Words, language: Language) -> Html {
    let repairs = &view.overview.repairs;
    let kinds = [
        ("mark is-reversed", phrases::repair_kind(RepairKind::Reversed, language), repairs.reversed),
        ("mark is-inferred", phrases::repair_kind(RepairKind::Inferred, language), repairs.inferred),
        ("mark is-inferred is-doubtful", words.doubtful_kind, repairs.doubtful),
        ("mark is-unresolved", phrases::repair_kind(RepairKind::Unresolved, language), repairs.unresolved),
    ];
    if kinds.iter().all(|(.., count)| *count == 0) {
        return Html::default();
    }
    let kind = |&(class, name, count): &(&'static str, &'static str, u32)| {
        html! { <li><span {class}>{ name }</span><span class="count">{ count }</span></li> }
    };
    let damage =
        |&(damage, _): &(dafu::wire::Damage, u32)| html! { <li>{ phrases::damage(damage, language) }</li> };
    html! {
        <section class="report-legend">
            <h2>{ words.repairs }</h2>
            <ul>{ for repairs.damages.iter().map(damage) }</ul>
            <p>{ words.marks_explained }</p>
            <ul class="prose marks-all">{ for kinds.iter().filter(|(.., count)| *count > 0).map(kind) }</ul>
        </section>
    }
}

/// The indicator tables, a table for each section.
fn tables(view: &View, report: &Report, words: &Words, language: Language) -> Html {
    let is_section = |line: &Line| matches!(line, Line::Section { .. });
    let tables = report.lines.chunk_by(|_, next| !is_section(next)).map(|lines| {
        let section = match &lines[0] {
            Line::Section { section, .. } => section.and_then(|section| view.outline.get(section as usize)),
            Line::Row(_) => None,
        };
        let title = section.map_or(words.before_sections.to_owned(), |entry| format!("{}{}", entry.marker, entry.title));
        let rows: Vec<&Row> = lines
            .iter()
            .filter_map(|line| match line {
                Line::Row(row) => Some(row),
                Line::Section { .. } => None,
            })
            .collect();
        let used = |measure: &Measure| rows.iter().any(|row| row.cells.iter().any(|cell| cell.measure == *measure));
        let measures: Vec<Measure> = Measure::ALL.iter().copied().filter(used).collect();
        html! {
            <table class="report-table">
                <caption lang="zh-CN">{ title }</caption>
                <thead><tr><th>{ words.item }</th><th>{ words.period }</th>
                    { for measures.iter().map(|&measure| html! { <th class="is-value">{ phrases::measure(measure, language) }</th> }) }
                </tr></thead>
                <tbody lang="zh-CN">{ for rows.iter().map(|&row| table_row(row, &measures, words, language)) }</tbody>
            </table>
        }
    });
    html! { <>{ for tables }</> }
}

fn table_row(row: &Row, measures: &[Measure], words: &Words, language: Language) -> Html {
    let status = row.cells.iter().map(|cell| cell.value.status).find(|status| *status != Status::Actual);
    let status = status.map(|status| format!("（{}）", phrases::status(status, language)));
    let cell = |measure: &Measure| {
        let value = row.cells.iter().find(|cell| cell.measure == *measure).map(|cell| {
            let (number, unit) = value::value(cell.measure, &cell.value);
            let among = cell.basis.as_deref().filter(|_| cell.measure == Measure::Rank);
            format!("{number} {}", among.unwrap_or(unit))
        });
        html! { <td class="is-value">{ value }</td> }
    };
    let caveats: Caveats = row.cells.iter().flat_map(|cell| cell.caveats.iter()).collect();
    let check = (!caveats.is_empty()).then(|| {
        let check = (words.to_check)(&phrases::caveats(caveats, language));
        html! { <small class="report-check" lang={words.tag}>{ check }</small> }
    });
    html! {
        <tr><th scope="row">{ &*row.label }{ status }{ check }</th><td>{ row.period.as_deref().unwrap_or_default() }</td>{ for measures.iter().map(cell) }</tr>
    }
}
