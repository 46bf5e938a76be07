use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{CompositionEvent, HtmlElement, HtmlInputElement, ScrollLogicalPosition};
use yew::prelude::*;

use super::focus::use_returning_focus;
use super::highlight;
use super::icon::Icon;
use super::window::Window;
use crate::desk::Desk;
use crate::dom::{self, Listener};
use crate::i18n::Words;
use crate::protocol::{Found, MATCHES, Marked, Match, TOGETHER};
use crate::state::{Entries, Find, Shared, View};

/// Sections in a row without a match that is there, which are named; more are one line.
const NAMED: usize = 20;
/// Rows that are drawn at once when other words are found, from so many before the match that is gone to: a screen of them.
/// The others come when those are painted.
const SEEN: u32 = 30;
const BEFORE: u32 = 2;
/// Characters before a match that a row of one line has room for.
const CLOSE: usize = 5;
/// A section with more matches keeps its name in sight while they are scrolled through: each name that does is a layer of its own,
/// which the browser has to put together in every frame.
const LONG: usize = 6;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub find: Find,
    pub outline: Entries,
}

/// Where words are typed, and what was found of them by section.
#[component]
pub fn FindPanel(props: &Props) -> Html {
    let Props { words, find, outline } = props;
    let words = *words;
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let (input, results) = (use_node_ref(), use_node_ref());
    let listed = use_state_eq(|| false);
    use_returning_focus(input.clone());

    use_effect_with(find.wanted().map(str::to_owned), {
        let desk = desk.clone();
        move |wanted: &Option<String>| {
            if let Some(wanted) = wanted.clone() {
                desk.find(wanted);
            }
        }
    });
    let type_ = {
        let desk = desk.clone();
        move |input: &HtmlInputElement| desk.look_for(input.value())
    };
    // Of the syllables that an input method is given, nothing is looked for before they are characters.
    use_effect_with((), {
        let (input, type_) = (input.clone(), type_.clone());
        move |()| {
            let ended = input.cast::<HtmlInputElement>().map(|input| {
                let typed = input.clone();
                Listener::new(&input, "compositionend", move |_: CompositionEvent| type_(&typed))
            });
            move || drop(ended)
        }
    });
    let oninput = move |event: InputEvent| {
        if !event.is_composing() {
            type_(&event.target_unchecked_into());
        }
    };
    let onkeydown = {
        let (desk, results) = (desk.clone(), results.clone());
        move |event: KeyboardEvent| {
            match &*event.key() {
                _ if event.is_composing() => return,
                "Enter" => desk.step_match(event.shift_key()),
                "ArrowDown" => focus_result(&results, "[tabindex='0']"),
                _ => return,
            }
            event.prevent_default();
        }
    };
    // The match that is gone to is kept in sight in the list; of other words, the list is shown from shortly before it.
    let seen = use_mut_ref(|| None::<Shared<Found>>);
    use_effect_with((find.found.clone(), find.current), {
        let results = results.clone();
        move |(found, _): &(Option<Shared<Found>>, Option<u32>)| {
            let others = seen.replace(found.clone()) != *found;
            let list = results.cast::<HtmlElement>();
            let row = list.as_ref().and_then(|list| list.query_selector("[aria-current]").ok()?);
            if let (Some(list), Some(row)) = (list, row) {
                let (seen, at) = (list.get_bounding_client_rect(), row.get_bounding_client_rect());
                if others {
                    let by = at.top() - seen.top() - f64::from(BEFORE) * at.height();
                    list.set_scroll_top((f64::from(list.scroll_top()) + by) as i32);
                } else if at.top() < seen.top() + 30.0 || at.bottom() > seen.bottom() {
                    dom::reveal(&row, ScrollLogicalPosition::Nearest);
                }
            }
        }
    });

    let act = |action: fn(&Desk)| {
        let desk = desk.clone();
        move |_: MouseEvent| action(&desk)
    };
    let total = find.total();
    let none = total == 0;
    let tool = |label: &'static str, key: &str, icon: Icon, disabled: bool, action: fn(&Desk)| {
        let title = if key.is_empty() { label.to_owned() } else { format!("{label} ({key})") };
        html! { <button class="tool" aria-label={label} {title} {disabled} onclick={act(action)}>{ icon.draw() }</button> }
    };
    let toggle = {
        let listed = listed.clone();
        move |_: MouseEvent| listed.set(!*listed)
    };
    let class = classes!("find", listed.then_some("is-listed"));
    html! {
        <div {class} id="find" role="search" aria-label={words.find}>
            <div class="find-bar">
                <input class="find-words" ref={input} type="search" value={find.words.clone()} placeholder={words.find_what}
                    aria-label={words.find_what} autocomplete="off" spellcheck="false" {oninput} {onkeydown} />
                <span class="find-count" aria-hidden="true">{ count(find) }</span>
                { tool(words.previous_match, "Shift Enter", Icon::Previous, none, |desk| desk.step_match(true)) }
                { tool(words.next_match, "Enter", Icon::Next, none, |desk| desk.step_match(false)) }
                <button class="tool find-toggle" aria-label={words.matches} title={words.matches} disabled={none}
                    aria-expanded={listed.to_string()} aria-controls="find-results" onclick={toggle}>{ Icon::Outline.draw() }</button>
                { tool(words.copy_search_link, "", Icon::Link, none, Desk::copy_search_link) }
                { tool(words.close, "Esc", Icon::Close, false, Desk::close_find) }
            </div>
            <p class="unseen" role="status">{ status(find, words) }</p>
            if let Some(found) = find.found.clone() {
                <Results {words} {found} matches={find.matches.clone()} current={find.current} outline={outline.clone()} list={results} />
            }
        </div>
    }
}

fn count(find: &Find) -> String {
    match (&find.found, find.current) {
        (None, _) => String::new(),
        (Some(found), current) => {
            let more = if found.total as usize == MATCHES { "+" } else { "" };
            format!("{} / {}{more}", current.map_or(0, |current| current + 1), found.total)
        }
    }
}

/// What a screen reader says of a search.
fn status(find: &Find, words: &Words) -> Html {
    match (&find.found, find.current()) {
        (Some(found), _) if found.total == 0 => html! { { words.no_match } },
        (Some(found), Some(current)) => html! {
            <>{ (words.match_of)(current.number + 1, found.total) }<span lang="zh-CN">{ current.context.concat() }</span></>
        },
        _ => Html::default(),
    }
}

#[derive(Properties, PartialEq)]
struct ResultsProps {
    words: &'static Words,
    found: Shared<Found>,
    /// The matches that are there, by number.
    matches: BTreeMap<u32, Rc<Match>>,
    current: Option<u32>,
    outline: Entries,
    list: NodeRef,
}

/// The matches by section. One of them is reached by Tab, the others by arrow keys.
#[component]
fn Results(props: &ResultsProps) -> Html {
    let ResultsProps { words, found, matches, current, outline, list } = props;
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let painted = use_state_eq(|| None::<Shared<Found>>);
    use_effect_with(found.clone(), {
        let painted = painted.setter();
        move |found: &Shared<Found>| {
            let found = found.clone();
            dom::after_frame(move || painted.set(Some(found)));
        }
    });
    if found.total == 0 {
        return html! { <p class="find-none" aria-hidden="true">{ words.no_match }<br /><small>{ words.no_match_more }</small></p> };
    }
    let first = matches.keys().next().copied();
    let reached = current.filter(|current| matches.contains_key(current)).or(first);
    let at_once = if painted.as_ref() == Some(found) {
        0..found.total
    } else {
        let end = matches.keys().next_back().map_or(0, |last| last + 1);
        let first = reached.unwrap_or(0).saturating_sub(BEFORE).min(end.saturating_sub(SEEN));
        first..first + SEEN
    };
    let row = |found: &Rc<Match>| {
        let (desk, number) = (desk.clone(), found.number);
        if !at_once.contains(&number) {
            return html! { <li key={number} class="found-place" /> };
        }
        let [before, own, after] = &found.context;
        let current = (*current == Some(number)).then_some("true");
        let (early, close) =
            before.split_at(before.char_indices().nth_back(CLOSE - 1).map_or(0, |(at, _)| at));
        html! {
            <li key={number} class="found-place">
                <button class="found-row" tabindex={if reached == Some(number) { "0" } else { "-1" }} aria-current={current}
                    lang="zh-CN" onclick={move |_| desk.go_to_match(number)}>
                    if !early.is_empty() { <span class="found-early">{ early }</span> }
                    { close }<mark>{ own }</mark>{ after }</button>
            </li>
        }
    };
    let name = |section: Option<u32>| match section.and_then(|section| outline.get(section as usize)) {
        Some(entry) => html! { <span lang="zh-CN">{ format!("{}{}", entry.marker, entry.title) }</span> },
        None => html! { <span>{ words.before_sections }</span> },
    };
    let mut end = 0;
    let of_section = |&(section, count): &(Option<u32>, u32)| {
        let first = end;
        end += count;
        (section, first..end)
    };
    // What lies below waits; what lies above has its place, so that nothing moves when it comes.
    let sections: Vec<(Option<u32>, Range<u32>)> = found
        .sections
        .iter()
        .map(of_section)
        .take_while(|(_, numbers)| numbers.start < at_once.end)
        .collect();
    let rows = |Range { start, end }: Range<u32>| {
        let numbers = start..end.min(at_once.end);
        let mut rows = Vec::new();
        let mut next = numbers.start;
        for (&number, found) in matches.range(numbers.clone()) {
            rows.extend((number > next).then(|| more(words, &desk, next..number)));
            rows.push(row(found));
            next = number + 1;
        }
        rows.extend((next < numbers.end).then(|| more(words, &desk, next..numbers.end)));
        html! { <ul key={numbers.start}>{ for rows }</ul> }
    };
    let of_section = |(of, numbers): &(Option<u32>, Range<u32>)| {
        html! {
            <section key={numbers.start}>
                <h3 class={classes!("found-section", (numbers.len() > LONG).then_some("is-long"))}>{ name(*of) }<span class="count">{ numbers.len() }</span></h3>
                { rows(numbers.clone()) }
            </section>
        }
    };
    let there = |numbers: &Range<u32>| matches.range(numbers.clone()).next().is_some();
    let mut shown = Vec::new();
    for sections in sections.chunk_by(|a, b| there(&a.1) == there(&b.1)) {
        match sections {
            [(_, first), .., (_, last)] if sections.len() > NAMED && !there(first) => {
                shown.push(rows(first.start..last.end));
            }
            _ => shown.extend(sections.iter().map(of_section)),
        }
    }
    // Not all sections are counted where there are very many.
    shown.extend((end < found.total.min(at_once.end)).then(|| rows(end..found.total)));
    let onkeydown = {
        let list = list.clone();
        move |event: KeyboardEvent| {
            let by = match &*event.key() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            step_result(&list, by);
        }
    };
    html! { <div id="find-results" class="find-results" ref={list.clone()} {onkeydown}>{ for shown }</div> }
}

/// Stands for matches that are not there yet.
fn more(words: &Words, desk: &Desk, Range { start: from, end: to }: Range<u32>) -> Html {
    let (desk, end) = (desk.clone(), to.min(from + TOGETHER));
    html! {
        <li key={format!("more-{from}")}>
            <button class="link found-more" tabindex="-1" onclick={move |_| desk.ask_matches(from, end)}>
                { (words.more_matches)(to - from) }
            </button>
        </li>
    }
}

fn focus_result(list: &NodeRef, selector: &str) {
    let Some(list) = list.cast::<HtmlElement>() else { return };
    let row = list.query_selector(selector).ok().flatten().and_then(|row| row.dyn_into::<HtmlElement>().ok());
    let _ = row.map(|row| row.focus());
}

/// Moves the focus up or down the list; above its first row is the input.
fn step_result(list: &NodeRef, by: i32) {
    let Some(list) = list.cast::<HtmlElement>() else { return };
    let Ok(rows) = list.query_selector_all("button") else { return };
    let active = dom::document().active_element();
    let rows = (0..rows.length()).filter_map(|n| rows.item(n)?.dyn_into::<HtmlElement>().ok());
    let rows: Vec<HtmlElement> = rows.collect();
    let at = rows.iter().position(|row| active.as_ref() == Some(row));
    match at.map(|at| at as i32 + by) {
        Some(-1) => drop(dom::find("#find input").map(|input| input.focus())),
        Some(to) => drop(rows.get(to as usize).map(|row| row.focus())),
        None => (),
    }
}

/// Marks what was found in what is drawn of the document.
#[hook]
pub fn use_marks(desk: &Desk, view: &View, window: &Window) {
    let find = &view.find;
    let found = find.found.clone().filter(|found| find.open && found.total > 0 && !view.received);
    let marks = found.is_some().then(|| find.marks.clone()).flatten();
    use_effect_with((found, window.range.clone()), {
        let (desk, chunks, marks) = (desk.clone(), view.chunks.clone(), marks.clone());
        move |(found, range): &(Option<Shared<Found>>, Range<usize>)| {
            let near = &chunks[range.start.min(chunks.len())..range.end.min(chunks.len())];
            let (Some(found), [first, ..], [.., last]) = (found, near, near) else { return };
            if !marks.is_some_and(|marks| marks.from <= first.start && last.end <= marks.to) {
                desk.ask_marks(found.words.clone(), first.start..last.end);
            }
        }
    });
    let current = find.current().map(|current| current.place);
    use_effect_with((marks, current, window.range.clone(), view.units.clone()), {
        let pane = window.pane.clone();
        move |(marks, current, ..): &(Option<Shared<Marked>>, _, _, _)| {
            if let Some(pane) = pane.cast::<HtmlElement>() {
                highlight::mark(&pane, marks.as_ref().map_or(&[], |marks| &marks.places), *current);
            }
        }
    });
}
