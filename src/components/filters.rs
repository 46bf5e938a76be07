use std::collections::BTreeSet;

use dafu::wire::Measure;
use phrases::Language;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::icon::Icon;
use crate::desk::Desk;
use crate::i18n::Words;
use crate::protocol::{Entry, Overview, Query};
use crate::state::{Entries, Shared};

/// Sections that can be chosen by at most.
const SECTIONS: usize = 200;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub language: Language,
    pub query: Query,
    pub overview: Shared<Overview>,
    pub outline: Entries,
    /// How many rows the query lets through.
    pub rows: u32,
    /// The measures that have no column.
    pub hidden: BTreeSet<Measure>,
    pub on_hidden: Callback<BTreeSet<Measure>>,
    /// How many lines are selected.
    pub selected: u32,
    pub on_copy: Callback<()>,
    pub on_clear: Callback<()>,
}

/// What the table shows, and what can be done with it.
#[component]
pub fn Filters(props: &Props) -> Html {
    let Props { words, language, query, overview, outline, .. } = props;
    let (words, language) = (*words, *language);
    let desk = use_context::<Desk>().expect("the page gives a desk");
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
    let chosen = |make: fn(&mut Query, String)| {
        let change = change(make);
        Callback::from(move |event: Event| {
            change.emit(event.target_unchecked_into::<HtmlSelectElement>().value())
        })
    };
    let by_measure = chosen(|query, value| {
        query.measure = value.parse().ok().and_then(|n: usize| Measure::ALL.get(n)).copied();
    });
    let by_period = chosen(|query, value| query.period = (!value.is_empty()).then_some(value));
    let by_section = chosen(|query, value| query.section = value.parse().ok());
    let on = |set: bool| set.then_some("is-on");
    let sections = outline.iter().zip(0_u32..).filter(|(entry, _)| entry.level <= 2 && entry.figures > 0);
    let section = |(entry, number): (&Entry, u32)| {
        let indent = if entry.level > 1 { "\u{3000}" } else { "" };
        let name = format!("{indent}{}{}", entry.marker, entry.title);
        html! { <option lang="zh-CN" value={number.to_string()} selected={query.section == Some(number)}>{ name }</option> }
    };
    let column = |&(measure, count): &(Measure, u32)| {
        let (hidden, on_hidden) = (props.hidden.clone(), props.on_hidden.clone());
        let shown = !hidden.contains(&measure);
        let onchange = move |_: Event| {
            let mut hidden = hidden.clone();
            if !hidden.remove(&measure) {
                hidden.insert(measure);
            }
            on_hidden.emit(hidden);
        };
        html! {
            <label><input type="checkbox" checked={shown} {onchange} />{ phrases::measure(measure, language) }
                <span class="count">{ count }</span></label>
        }
    };
    let on_copy = {
        let on_copy = props.on_copy.clone();
        move |_: MouseEvent| on_copy.emit(())
    };
    let clear = (props.selected > 0).then(|| {
        let on_clear = props.on_clear.clone();
        html! {
            <button class="tool is-small" aria-label={words.clear_selection} title={words.clear_selection}
                onclick={move |_: MouseEvent| on_clear.emit(())}>{ Icon::Close.draw() }</button>
        }
    });
    let copies = if props.selected > 0 { (words.copy_rows)(props.selected) } else { words.copy.to_owned() };
    html! {
        <div class="filters">
            <input class={classes!("filter-text", on(!query.text.is_empty()))} type="search" placeholder={words.filter}
                aria-label={words.filter} value={query.text.clone()} {oninput} />
            <div class="filter-row">
                <select class={classes!(on(query.measure.is_some()))} aria-label={words.all_measures} onchange={by_measure}>
                    <option value="" selected={query.measure.is_none()}>{ words.all_measures }</option>
                    { for overview.measures.iter().map(|&(measure, _)| html! {
                        <option value={(measure as usize).to_string()} selected={query.measure == Some(measure)}>
                            { phrases::measure(measure, language) }
                        </option>
                    }) }
                </select>
                if !overview.periods.is_empty() {
                    <select class={classes!(on(query.period.is_some()))} aria-label={words.all_periods} onchange={by_period}>
                        <option value="" selected={query.period.is_none()}>{ words.all_periods }</option>
                        { for overview.periods.iter().map(|period| html! {
                            <option lang="zh-CN" value={period.clone()} selected={query.period.as_ref() == Some(period)}>{ period }</option>
                        }) }
                    </select>
                }
                if !outline.is_empty() {
                    <select class={classes!(on(query.section.is_some()))} aria-label={words.all_sections} onchange={by_section}>
                        <option value="" selected={query.section.is_none()}>{ words.all_sections }</option>
                        { for sections.take(SECTIONS).map(section) }
                    </select>
                }
            </div>
            <div class="filter-status">
                <span role="status">{ (words.rows)(props.rows, overview.figures) }</span>
                <details class="columns"><summary>{ words.columns }</summary>
                    <div class="column-list">{ for overview.measures.iter().map(column) }</div>
                </details>
                <button class="link" onclick={on_copy}>{ Icon::Copy.draw() }{ copies }</button>
                { clear }
            </div>
        </div>
    }
}
