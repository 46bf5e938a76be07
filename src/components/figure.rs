use dafu::wire::{ObservationSource, Qualifier, Status};
use phrases::{Language, Part};
use yew::prelude::*;

use super::focus::use_returning_focus;
use super::icon::Icon;
use super::value;
use crate::desk::Desk;
use crate::i18n::Words;
use crate::protocol::{FigureDetail, Value};
use crate::state::{Change, Entries, Shared, Target};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub language: Language,
    pub figure: Shared<FigureDetail>,
    pub outline: Entries,
    /// How many figures there are.
    pub count: u32,
}

/// All about the chosen figure.
#[component]
pub fn FigureCard(props: &Props) -> Html {
    let Props { words, language, figure, outline, count } = props;
    let (words, language) = (*words, *language);
    let desk = use_context::<Desk>().expect("the page gives a desk");
    use_returning_focus(NodeRef::default());
    let o = &figure.observation;
    let shown = Value::from(o);
    let (number, unit) = value::value(o.measure, &shown);
    let status = (o.status != Status::Actual).then(|| phrases::status(o.status, language));
    let text = |label: &'static str, value: Option<&str>| {
        value
            .filter(|value| !value.is_empty())
            .map(|value| html! { <div><dt>{ label }</dt><dd lang="zh-CN">{ value }</dd></div> })
    };
    let [before, quote, after] = &figure.quote;
    // What its own sentence does not say was said before it.
    let carried = |value: &str| {
        let said = [before, quote, after].iter().any(|part| part.contains(value));
        (!said && o.source == ObservationSource::Prose)
            .then(|| html! { <em class="carried" lang={words.tag}>{ words.carried }</em> })
    };
    let of = |label: &'static str, value: Option<&str>| {
        value.map(
            |value| html! { <div><dt>{ label }</dt><dd lang="zh-CN">{ value }{ carried(value) }</dd></div> },
        )
    };
    let said = |label: &'static str, value: Option<&'static str>| {
        value.map(|value| html! { <div><dt>{ label }</dt><dd>{ value }</dd></div> })
    };
    let period = o.period.as_ref().map(|period| {
        let interval = period.start.as_ref().zip(period.end.as_ref());
        let interval = interval
            .map(|(start, end)| html! { <span class="interval">{ format!("{start} – {end}") }</span> });
        html! { <div class="is-wide"><dt>{ words.period }</dt><dd lang="zh-CN">{ &period.text }{ carried(&period.text) }{ interval }</dd></div> }
    });
    let base =
        o.si.as_ref()
            .filter(|si| si.unit != o.unit)
            .map(|si| format!("{} {}", value::number(si.number), si.unit));
    let section = figure.section.and_then(|section| outline.get(section as usize));
    let section = section.map(|entry| format!("{}{}", entry.marker, entry.title));
    let members = o.members.join("、");
    let part_of = figure.part_of.map(|whole| {
        let desk = desk.clone();
        html! {
            <div><dt>{ words.part_of }</dt>
                <dd><button class="link" onclick={move |_| desk.choose_figure(whole)}>{ (words.figure_number)(whole + 1) }</button></dd>
            </div>
        }
    });
    let step = |backwards: bool| {
        let desk = desk.clone();
        move |_: MouseEvent| desk.step_figure(backwards)
    };
    let go = {
        let (desk, unit, number) = (desk.clone(), figure.unit, figure.figure);
        move |_: MouseEvent| desk.go(unit, Target::Figure(number))
    };
    let check = (!o.caveats.is_empty()).then(|| {
        let as_written = !Part::Value.in_doubt(o.caveats);
        html! {
            <p class="card-check">{ (words.to_check)(&phrases::caveats(o.caveats, language)) }
                if as_written { { words.value_as_written } }</p>
        }
    });
    html! {
        <aside class="figure-card" aria-label={words.figure}>
            <header>
                <span class="card-kind">{ phrases::measure(o.measure, language) }{ status.map(|status| html! { <em>{ status }</em> }) }</span>
                <span class="card-place">{ format!("{} / {count}", figure.figure + 1) }</span>
                <button class="tool" aria-label={words.previous} title={format!("{} (K)", words.previous)} onclick={step(true)}>
                    { Icon::Previous.draw() }</button>
                <button class="tool" aria-label={words.next} title={format!("{} (J)", words.next)} onclick={step(false)}>
                    { Icon::Next.draw() }</button>
                <button class="tool" aria-label={words.copy_figure_link} title={format!("{} (L)", words.copy_figure_link)}
                    onclick={let desk = desk.clone(); move |_| desk.copy_link()}>{ Icon::Link.draw() }</button>
                <button class="tool" aria-label={words.close} title={format!("{} (Esc)", words.close)}
                    onclick={let desk = desk.clone(); move |_| desk.change(Change::Release)}>{ Icon::Close.draw() }</button>
            </header>
            <p class="card-value" lang="zh-CN"><span class="number">{ number }</span><span class="unit">{ unit }</span></p>
            <p class="card-indicator" lang="zh-CN">{ &*o.indicator }</p>
            { check }
            <blockquote class="card-quote" lang="zh-CN" aria-label={words.sentence}>
                { before }<mark>{ quote }</mark>{ after }
            </blockquote>
            <dl class="card-fields">
                { period }
                { of(words.area, o.area.as_deref()) }
                { of(words.subject, o.subject.as_deref()) }
                { text(words.criterion, o.criterion.as_deref()) }
                { text(words.basis, o.basis.as_deref()) }
                { said(words.qualifier, (o.qualifier != Qualifier::Exact).then(|| phrases::qualifier(o.qualifier, language))) }
                { said(words.direction, o.direction.map(|direction| phrases::direction(direction, language))) }
                { said(words.status, Some(phrases::status(o.status, language))) }
                { text(words.base_value, base.as_deref()) }
                { part_of }
                { text(words.members, Some(&members)) }
                { text(words.section, section.as_deref()) }
                { said(words.source, Some(phrases::observation_source(o.source, language))) }
                <div><dt>{ words.confidence }</dt><dd>{ (words.row_confidence)(&(words.percent)(o.confidence)) }</dd></div>
            </dl>
            <button class="button is-go" onclick={go}>{ words.show_sentence }</button>
        </aside>
    }
}
