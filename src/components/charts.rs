//! The figures that can be compared, drawn.

use std::rc::Rc;

use dafu::wire::{Field, Status};
use phrases::Language;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, ResizeObserver, ScrollLogicalPosition, js_sys};
use yew::prelude::*;

use super::icon::Icon;
use super::value;
use crate::chart::{self, Datum, Drawing, Mark, Shape};
use crate::desk::Desk;
use crate::dom;
use crate::i18n::Words;
use crate::protocol::{CHARTS, Chart, Point};
use crate::state::{Change, Indicated};

/// The width of a chart in a file of its own.
const FILE_WIDTH: f64 = 640.0;
/// Pixels of a PNG for each of the chart.
const SHARPNESS: f64 = 2.0;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub language: Language,
    pub view: Indicated,
}

/// All charts of the document, by section.
#[component]
pub fn Charts(props: &Props) -> Html {
    let Props { words, language, view } = props;
    let (words, language) = (*words, *language);
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let pane = use_node_ref();
    let width = use_width(&pane);
    let by_value = use_state_eq(|| false);
    use_effect_with(view.charts.is_some(), {
        let desk = desk.clone();
        move |there: &bool| {
            if !there {
                desk.ask_charts();
            }
        }
    });
    let drawn = view.charts.is_some() && width > 0.0;
    use_effect_with((view.charts_of, drawn), {
        let pane = pane.clone();
        move |(section, _): &(Option<u32>, bool)| {
            let Some(section) = *section else { return };
            reveal(&pane, &format!("[data-charts-of='{section}']"), ScrollLogicalPosition::Start);
        }
    });
    use_effect_with((view.chosen, drawn), {
        let pane = pane.clone();
        move |(chosen, _): &(Option<(u32, u32)>, bool)| {
            let Some((figure, _)) = *chosen else { return };
            reveal(&pane, &format!("[data-bar='{figure}']"), ScrollLogicalPosition::Nearest);
        }
    });
    let onmouseover = {
        let desk = desk.clone();
        move |event: MouseEvent| {
            desk.change(Change::Hover(dom::number_of(event.target(), "[data-says]", "data-says")))
        }
    };
    let onmouseleave = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.change(Change::Hover(None))
    };
    let sort = |value: bool, label: &'static str| {
        let by_value = by_value.clone();
        html! {
            <button role="radio" aria-checked={(*by_value == value).to_string()} onclick={move |_| by_value.set(value)}>{ label }</button>
        }
    };
    let charts = view.charts.as_ref().filter(|_| width > 0.0);
    let title =
        view.overview.field(Field::Title).or(view.overview.source.name.as_deref()).unwrap_or_default();
    let groups = charts.iter().flat_map(|charts| charts.chunk_by(|a, b| a.section == b.section)).map(|group| {
        let entry = group[0].section.and_then(|section| view.outline.get(section as usize));
        let head = match entry {
            Some(entry) => format!("{}{}", entry.marker, entry.title),
            None => words.before_sections.to_owned(),
        };
        let chart = |chart: &Rc<Chart>| {
            let chosen = view.chosen.map(|(figure, _)| figure).filter(|figure| has(chart, *figure));
            let key = chart.points.first().map_or(0, |point| point.figure) * 8 + chart.measure as u32;
            html! {
                <ChartFigure {key} {words} {language} chart={chart.clone()} {width} by_value={*by_value} {chosen}
                    document={AttrValue::from(title.to_owned())} />
            }
        };
        html! {
            <section class="chart-group" data-charts-of={group[0].section.map(|section| section.to_string())}>
                <h2 class="chart-section" lang="zh-CN">{ head }</h2>
                { for group.iter().map(chart) }
            </section>
        }
    });
    let groups: Vec<Html> = groups.collect();
    let more = (view.overview.charts as usize > CHARTS).then(|| {
        html! { <p class="pane-empty">{ (words.more_charts)(view.overview.charts as usize - CHARTS) }</p> }
    });
    html! {
        <>
            <div class="filters chart-tools">
                <div class="choice" role="radiogroup" aria-label={words.chart_order}>
                    { sort(false, words.in_text_order) }
                    { sort(true, words.by_value) }
                </div>
            </div>
            <div class="charts" ref={pane} {onmouseover} {onmouseleave}>{ for groups }{ more }</div>
        </>
    }
}

fn has(chart: &Chart, figure: u32) -> bool {
    chart.points.iter().any(|point| point.figure == figure)
}

/// The width of an element, now and whenever it changes; 0 before it is there.
#[hook]
fn use_width(node: &NodeRef) -> f64 {
    let width = use_state_eq(|| 0.0);
    use_effect_with((), {
        let (node, width) = (node.clone(), width.setter());
        move |()| {
            let element = node.cast::<HtmlElement>();
            let measured = element.clone();
            let observe = Closure::<dyn FnMut(js_sys::Array)>::new(move |_| {
                if let Some(element) = &measured {
                    width.set(f64::from(element.client_width()));
                }
            });
            let observer = ResizeObserver::new(observe.as_ref().unchecked_ref()).ok();
            if let (Some(observer), Some(element)) = (&observer, &element) {
                observer.observe(element);
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop(observe);
            }
        }
    });
    *width
}

/// Scrolls to what a selector finds in a pane.
fn reveal(pane: &NodeRef, selector: &str, place: ScrollLogicalPosition) {
    let found = pane.cast::<HtmlElement>().and_then(|pane| pane.query_selector(selector).ok().flatten());
    if let Some(element) = found {
        dom::reveal(&element, place);
    }
}

#[derive(Properties, PartialEq)]
pub struct ChartProps {
    pub words: &'static Words,
    pub language: Language,
    pub chart: Rc<Chart>,
    /// The width it is drawn in, its padding included.
    pub width: f64,
    /// Whether the greatest comes first.
    pub by_value: bool,
    /// The chosen figure, where it is one of these.
    pub chosen: Option<u32>,
    /// The name of the document, for files.
    pub document: AttrValue,
}

/// A chart, which is a table as well.
#[component]
pub fn ChartFigure(props: &ChartProps) -> Html {
    let ChartProps { words, language, chart, width, by_value, chosen, document } = props;
    let (words, language) = (*words, *language);
    let desk = use_context::<Desk>().expect("the page gives a desk");
    let as_table = use_state_eq(|| false);
    let cursor = use_state_eq(|| 0_usize);
    let points = ordered(chart, *by_value);
    let data: Vec<Datum> = points.iter().map(|point| datum(chart, point)).collect();
    let about = about(chart, &data, words, language);

    let onclick = {
        let desk = desk.clone();
        move |event: MouseEvent| {
            if let Some(figure) = dom::number_of(event.target(), "[data-bar]", "data-bar") {
                desk.choose_figure(figure);
            }
        }
    };
    let onkeydown = {
        let (desk, cursor, last) = (desk.clone(), cursor.clone(), points.len().saturating_sub(1));
        move |event: KeyboardEvent| {
            let at = (*cursor).min(last);
            let to = match &*event.key() {
                "ArrowDown" | "ArrowRight" => (at + 1).min(last),
                "ArrowUp" | "ArrowLeft" => at.saturating_sub(1),
                "Home" => 0,
                "End" => last,
                "Enter" | " " => {
                    if let Some(figure) = dom::number_of(event.target(), "[data-bar]", "data-bar") {
                        event.prevent_default();
                        desk.choose_figure(figure);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            cursor.set(to);
            let figure = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
            dom::next_frame(move || {
                let item =
                    figure.and_then(|figure| figure.query_selector(&format!("[data-item='{to}']")).ok()?);
                // An element of SVG takes the focus as one of HTML does.
                let _ = item.map(|item| item.unchecked_into::<HtmlElement>().focus());
            });
        }
    };
    let item = |(place, (point, marks)): (usize, (&&Point, &Vec<Mark>))| {
        let pressed = *chosen == Some(point.figure);
        let class = classes!("chart-item", pressed.then_some("is-chosen"));
        let tab = if place == (*cursor).min(points.len() - 1) { "0" } else { "-1" };
        let says = spoken(chart, point, language);
        html! {
            <g {class} role="button" tabindex={tab} aria-label={says.clone()} aria-pressed={pressed.to_string()}
                data-item={place.to_string()} data-bar={point.figure.to_string()} data-says={point.sentence.to_string()}>
                <title>{ says }</title>{ for marks.iter().map(draw_mark) }
            </g>
        }
    };
    let body = if *as_table {
        table(chart, &points, *chosen, words, language)
    } else {
        let drawing = chart::draw(&data, &chart.unit, (width - 2.0 * PADDING).max(160.0), value::number);
        let Drawing { width, height, axes, items } = &drawing;
        html! {
            <svg class="chart" viewBox={format!("0 0 {width:.0} {height:.0}")} width={format!("{width:.0}")}
                height={format!("{height:.0}")} role="group" aria-label={chart.title.clone()}>
                <g aria-hidden="true">{ for axes.iter().map(draw_mark) }</g>
                { for points.iter().zip(items).enumerate().map(item) }
            </svg>
        }
    };
    let save = |png: bool| {
        let (title, about, unit, document) =
            (chart.title.clone(), about.clone(), chart.unit.clone(), document.clone());
        let data = data.clone();
        move |_: MouseEvent| {
            let drawing = chart::draw(&data, &unit, FILE_WIDTH, value::number);
            let name = |ending| exports::file_name(&format!("{document} {title}"), ending);
            let svg = chart::svg(&drawing, &title, &about);
            if png {
                let name = name("png");
                let _ = dom::draw_png(&svg, SHARPNESS, move |png| {
                    let _ = dom::download(&png, "image/png", &name);
                });
            } else if let Some(file) = dom::file_of(&svg.as_str().into(), "") {
                let _ = dom::download(&file, "image/svg+xml", &name("svg"));
            }
        }
    };
    let toggle = {
        let as_table = as_table.clone();
        move |_| as_table.set(!*as_table)
    };
    let more =
        (chart.more > 0).then(|| html! { <p class="chart-more">{ (words.more_points)(chart.more) }</p> });
    html! {
        <figure class="chart-figure" aria-label={chart.title.clone()} {onclick} {onkeydown}>
            <figcaption>
                <span class="chart-title" lang="zh-CN">{ &chart.title }</span>
                <span class="chart-about">{ about.clone() }</span>
                <span class="chart-buttons">
                    <button class="link" aria-pressed={as_table.to_string()} onclick={toggle}>{ words.as_table }</button>
                    <button class="link" onclick={save(false)}>{ "SVG" }</button>
                    <button class="link" onclick={save(true)}>{ "PNG" }</button>
                </span>
            </figcaption>
            <div class="chart-scroll" lang="zh-CN">{ body }{ more }</div>
        </figure>
    }
}

/// What a chart keeps free at either side.
const PADDING: f64 = 16.0;

/// The points in the order they are drawn in. Along time, there is but one.
fn ordered(chart: &Chart, by_value: bool) -> Vec<&Point> {
    let mut points: Vec<&Point> = chart.points.iter().collect();
    if by_value && !chart.along_time {
        order::by(&mut points, |a, b| b.number.total_cmp(&a.number));
    }
    points
}

fn datum(chart: &Chart, point: &Point) -> Datum {
    use dafu::wire::Measure::{Change, Growth};
    let (number, unit) = value::value(chart.measure, &point.value);
    let per = if unit.starts_with(['%', '％', '‰']) { unit } else { "" };
    Datum {
        label: point.label.to_string(),
        shown: format!("{number}{per}"),
        number: point.number,
        reached: point.value.status == Status::Actual,
        // What goes up and down is seen best as bars to either side.
        day: point.day.filter(|_| !matches!(chart.measure, Growth | Change)),
    }
}

/// Measure, period and basis; and how that is drawn which is not reached, where there is any.
fn about(chart: &Chart, data: &[Datum], words: &Words, language: Language) -> String {
    let not_reached = if chart::is_along_time(data) { words.dashed } else { words.hatched };
    let parts = [
        Some(phrases::measure(chart.measure, language)),
        chart.period.as_deref(),
        chart.basis.as_deref(),
        Some(&*chart.unit).filter(|unit| !unit.is_empty()),
        data.iter().any(|datum| !datum.reached).then_some(not_reached),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A point in words.
fn spoken(chart: &Chart, point: &Point, language: Language) -> String {
    let (number, unit) = value::value(chart.measure, &point.value);
    let status = match point.value.status {
        Status::Actual => String::new(),
        status => format!(" ({})", phrases::status(status, language)),
    };
    format!("{} {number}{unit}{status}", point.label)
}

fn table(chart: &Chart, points: &[&Point], chosen: Option<u32>, words: &Words, language: Language) -> Html {
    let row = |point: &&Point| {
        let (number, unit) = value::value(chart.measure, &point.value);
        let status =
            (point.value.status != Status::Actual).then(|| phrases::status(point.value.status, language));
        let pressed = chosen == Some(point.figure);
        html! {
            <tr class={pressed.then_some("is-chosen")} data-says={point.sentence.to_string()}>
                <th scope="row"><button aria-pressed={pressed.to_string()} data-bar={point.figure.to_string()}>{ &*point.label }</button></th>
                <td>{ number }</td><td>{ unit }</td><td>{ status }</td>
            </tr>
        }
    };
    let first = if chart.along_time { words.period } else { words.subject };
    html! {
        <table class="chart-table">
            <thead><tr lang={language.tag()}>
                <th scope="col">{ first }</th><th scope="col">{ phrases::measure(chart.measure, language) }</th>
                <th scope="col">{ words.unit }</th><th scope="col">{ words.status }</th>
            </tr></thead>
            <tbody>{ for points.iter().map(row) }</tbody>
        </table>
    }
}

fn draw_mark(mark: &Mark) -> Html {
    let class = mark.role.class();
    let place = |place: f64| format!("{place:.1}");
    match &mark.shape {
        Shape::Rect(x, y, width, height) => html! {
            <rect {class} x={place(*x)} y={place(*y)} width={place(*width)} height={place(*height)} />
        },
        Shape::Line(x1, y1, x2, y2) => html! {
            <line {class} x1={place(*x1)} y1={place(*y1)} x2={place(*x2)} y2={place(*y2)} />
        },
        Shape::Disc(x, y, r) => html! { <circle {class} cx={place(*x)} cy={place(*y)} r={place(*r)} /> },
        Shape::Text(x, y, anchor, text) => html! {
            <text {class} x={place(*x)} y={place(*y)} text-anchor={anchor.name()}>{ text }</text>
        },
    }
}

/// The pattern that hollow marks are filled with; it has to be on the page once.
#[component]
pub fn Hatch() -> Html {
    html! {
        <svg class="unseen" aria-hidden="true" width="0" height="0">
            <defs>
                <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatch-line" width="1.6" height="5" />
                </pattern>
            </defs>
        </svg>
    }
}

#[derive(Properties, PartialEq)]
pub struct SwitchProps {
    pub words: &'static Words,
    pub charting: bool,
    /// How many charts there are.
    pub charts: u32,
}

/// Chooses between the table and the charts; there is nothing to choose where there is no chart.
#[component]
pub fn ChartSwitch(props: &SwitchProps) -> Html {
    let SwitchProps { words, charting, charts } = props;
    let desk = use_context::<Desk>().expect("the page gives a desk");
    if *charts == 0 {
        return Html::default();
    }
    let choice = |shown: bool, icon: Icon, label: &'static str, count: Option<u32>| {
        let desk = desk.clone();
        let onclick = move |_| desk.change(Change::Charts(shown, None));
        html! {
            <button role="radio" aria-checked={(*charting == shown).to_string()} {onclick}>
                { icon.draw() }{ label }{ count.map(|count| html! { <span class="count">{ count }</span> }) }
            </button>
        }
    };
    html! {
        <div class="choice chart-switch" role="radiogroup" aria-label={words.indicators}>
            { choice(false, Icon::Indicators, words.table, None) }
            { choice(true, Icon::Chart, words.charts, Some(*charts)) }
        </div>
    }
}
