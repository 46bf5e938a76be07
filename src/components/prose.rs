//! The text of the document, as it is set.

use dafu::wire::{BlockKind, RepairKind};
use yew::prelude::*;

use crate::i18n::Words;
use crate::protocol::{Mark, Piece, Table, Unit};
use crate::state::Shared;

/// How much of what was received a tooltip says.
const TOOLTIP: usize = 60;

/// Figures of up to so many characters stay on one line, number and unit together; longer ones would leave lines gaping.
const UNBROKEN: usize = 5;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    pub number: usize,
    /// The units; none until they are there.
    pub units: Option<Shared<Vec<Unit>>>,
    /// The chosen figure and its sentence, where they stand in this chunk.
    pub chosen: Option<(u32, u32)>,
    /// The sentence that is pointed at, where it stands in this chunk.
    pub hovered: Option<u32>,
    /// The repair that is shown, where it stands in this chunk.
    pub repair: Option<u32>,
    /// The unit that was gone to, where it stands in this chunk.
    pub target: Option<u32>,
    /// Whether the text is shown as received.
    pub received: bool,
}

/// Units of drawing that are drawn together.
#[component]
pub fn Chunk(props: &Props) -> Html {
    let units = props.units.as_ref().map(|units| {
        let groups = units.chunk_by(|a, b| a.kind == b.kind && is_folded(a.kind));
        let groups = groups.map(|group| match group {
            [first, ..] if is_folded(first.kind) => folded(props, first.kind, group),
            _ => html! { <>{ for group.iter().map(|unit| block(props, unit)) }</> },
        });
        html! { <>{ for groups }</> }
    });
    html! { <div class="chunk" data-chunk={props.number.to_string()} aria-busy={units.is_none().then_some("true")}>{ units }</div> }
}

/// What is folded away: the header, whose fields are in the card, and what belongs to the web page.
fn is_folded(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Metadata | BlockKind::Furniture)
}

fn folded(props: &Props, kind: BlockKind, group: &[Unit]) -> Html {
    let count = group.len() as u32;
    let (class, summary) = match kind {
        BlockKind::Metadata => ("apart is-header", (props.words.original_header)(count)),
        _ => ("apart", (props.words.furniture)(count)),
    };
    html! {
        <details {class}>
            <summary lang={props.words.tag}>{ summary }</summary>
            { for group.iter().map(|unit| block(props, unit)) }
        </details>
    }
}

fn block(props: &Props, unit: &Unit) -> Html {
    let kind = match unit.kind {
        BlockKind::Metadata => "block header-line",
        BlockKind::Title => "block doc-title",
        BlockKind::Heading => "block heading",
        BlockKind::Paragraph => "block para",
        BlockKind::Salutation => "block salutation",
        BlockKind::Opening => "block para opening",
        BlockKind::Closing => "block para closing",
        BlockKind::Signature => "block signature",
        BlockKind::Contact => "block contact",
        BlockKind::Attachment => "block attachment",
        BlockKind::Table => "block table-block",
        BlockKind::Furniture => "block furniture",
    };
    let class = classes!(
        kind,
        unit.level.map(|level| format!("level-{}", level.min(5))),
        unit.continued.then_some("is-continued"),
        (props.target == Some(unit.number)).then_some("is-target")
    );
    let text = pieces(props, &unit.pieces);
    let number = unit.number.to_string();
    match (&unit.table, unit.kind) {
        (Some(table), _) => html! {
            <div {class} data-unit={number}>
                { (!unit.pieces.is_empty()).then_some(html! { <p class="table-caption">{ text }</p> }) }
                { cells(props, table) }
            </div>
        },
        (None, BlockKind::Title) => html! { <h1 {class} data-unit={number}>{ text }</h1> },
        (None, BlockKind::Heading) => {
            let tag = format!("h{}", (unit.level.unwrap_or(1) + 1).min(6));
            html! { <@{tag} {class} data-unit={number}>{ text }</@> }
        }
        _ => html! { <p {class} data-unit={number}>{ text }</p> },
    }
}

fn cells(props: &Props, table: &Table) -> Html {
    let row = |(place, row): (usize, &Vec<Vec<Piece>>)| {
        let heads = place < table.header_rows as usize;
        let cell = |cell: &Vec<Piece>| {
            let text = pieces(props, cell);
            if heads {
                html! { <th scope="col">{ text }</th> }
            } else {
                html! { <td>{ text }</td> }
            }
        };
        html! { <tr>{ for row.iter().map(cell) }</tr> }
    };
    html! {
        <div class="table-scroll" tabindex="0" role="group">
            <table class="doc-table"><tbody>{ for table.rows.iter().enumerate().map(row) }</tbody></table>
        </div>
    }
}

/// Sentences that have figures, in them the figures, in them what was repaired.
fn pieces(props: &Props, pieces: &[Piece]) -> Html {
    let sentences = pieces.chunk_by(|a, b| a.sentence == b.sentence).map(|pieces| {
        let inside = figures(props, pieces);
        match pieces[0].sentence {
            None => inside,
            Some(sentence) => {
                let class = classes!(
                    "sentence",
                    props.chosen.is_some_and(|(_, chosen)| chosen == sentence).then_some("is-chosen"),
                    (props.hovered == Some(sentence)).then_some("is-hovered")
                );
                html! { <span {class} data-sentence={sentence.to_string()}>{ inside }</span> }
            }
        }
    });
    html! { <>{ for sentences }</> }
}

fn figures(props: &Props, pieces: &[Piece]) -> Html {
    let groups = pieces.chunk_by(|a, b| a.figure == b.figure && a.section == b.section).map(|pieces| {
        let inside = pieces.iter().map(|piece| run(props, piece));
        match (pieces[0].figure, pieces[0].section) {
            (Some(figure), _) => {
                let chosen = props.chosen.is_some_and(|(chosen, _)| chosen == figure);
                let length: usize = pieces.iter().map(|piece| piece.text.chars().count()).sum();
                let short = (length <= UNBROKEN).then_some("is-short");
                let class = classes!("figure", short, chosen.then_some("is-chosen"));
                html! {
                    <span {class} role="button" tabindex="-1" aria-pressed={chosen.to_string()} data-figure={figure.to_string()}>
                        { for inside }
                    </span>
                }
            }
            (None, Some(section)) => {
                html! { <span class="point" data-section={section.to_string()}>{ for inside }</span> }
            }
            (None, None) => html! { <>{ for inside }</> },
        }
    });
    html! { <>{ for groups }</> }
}

fn run(props: &Props, piece: &Piece) -> Html {
    let Some(mark) = &piece.mark else { return spaced(&piece.text) };
    let class = classes!("mark", kind_of(mark), (props.repair == Some(mark.repair)).then_some("is-shown"));
    let repair = mark.repair.to_string();
    if props.received {
        return html! { <span class={classes!(class, "as-received")} data-repair={repair}>{ &mark.original }</span> };
    }
    let original: String = mark.original.chars().take(TOOLTIP).collect();
    let words = props.words;
    let sure = (words.percent)(mark.confidence);
    let title = format!("{} {original}\n{} {sure}", words.received_as, words.confidence);
    html! { <span {class} {title} data-repair={repair}>{ spaced(&piece.text) }</span> }
}

/// Text in which a half-width stop between Chinese characters is set apart as a full-width one would be. The characters are
/// those of the text.
fn spaced(text: &str) -> Html {
    let stops = |c: char| matches!(c, ',' | ';' | ':' | '!' | '?');
    let mut after = None;
    let mut parts: Vec<Html> = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        if stops(c)
            && after.is_none_or(is_wide)
            && next.is_none_or(|next| is_wide(next) || next.is_ascii_digit())
        {
            parts.push(html! { { &text[from..at] } });
            parts.push(html! { <span class="stop">{ c }</span> });
            from = at + c.len_utf8();
        }
        after = Some(c);
    }
    match parts.is_empty() {
        true => html! { { text } },
        false => html! { <>{ for parts }{ &text[from..] }</> },
    }
}

/// Whether a character takes a full square.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

fn kind_of(mark: &Mark) -> &'static str {
    match mark.kind {
        RepairKind::Reversed => "is-reversed",
        RepairKind::Inferred if mark.doubtful => "is-inferred is-doubtful",
        RepairKind::Inferred => "is-inferred",
        RepairKind::Unresolved => "is-unresolved",
    }
}
