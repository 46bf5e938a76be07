//! The head of a document: fields, title, document number and class, up to the salutation or the first prose.

use super::furniture::{self, Furniture};
use super::label::{self, Labelled, Meaning, Zone};
use super::lines::Line;
use super::sheet::Sheet;
use super::title::{self, Title};
use super::{bare, letter, table};
use crate::Span;
use crate::document::{BlockKind, Field};
use crate::notation::{Folded, is_han};

/// A head of more lines is none.
const MOST_LINES: usize = 150;
/// So many lines in a row that say nothing of what they are begin the body.
const MOST_UNKNOWN: usize = 7;

/// What the body needs to know of the head.
pub(super) struct Header {
    /// The document's own title, over all its lines.
    pub(super) title: Option<Span>,
    /// Whom the letter addresses.
    pub(super) addressee: Option<Span>,
    /// Whether the request is printed after its reply, under a tab of its own.
    pub(super) tabs: bool,
    /// The line with which the body begins.
    pub(super) next: usize,
}

/// What a line of the head is.
enum Kind {
    Furniture(Furniture),
    /// Labels, after values known by their form.
    Fields {
        lead: bare::Values,
        fields: Vec<(Labelled, Span)>,
    },
    /// The value of the label above.
    Value,
    /// Values known by their form.
    Bare(bare::Values),
    Unknown,
}

/// Reads the head and puts its blocks and fields on the sheet. A line that goes on behind its salutation is cut.
pub(super) fn read(sheet: &mut Sheet<'_>, lines: &mut [Line]) -> Header {
    let text = sheet.text;
    let (mut kinds, salutation) = classify(sheet, lines);
    disown_menu(&mut kinds);
    let next = kinds.len();
    let unknown: Vec<usize> = (0..next).filter(|&i| matches!(kinds[i], Kind::Unknown)).collect();
    let mut titles = title::find(text, lines, &unknown);
    if titles.is_empty() {
        titles.extend(title::by_place(text, lines, &unknown));
    }
    let own = title::choose(&titles)
        .map(|t| Span::new(lines[*t.lines.start()].span.start, lines[*t.lines.end()].span.end));
    write(sheet, lines, &kinds, &titles);
    let tabs = kinds.iter().any(|kind| matches!(kind, Kind::Furniture(Furniture::Tabs)));
    let mut header = Header { title: own, addressee: None, tabs, next };
    if let Some(found) = salutation {
        header.addressee = Some(found.addressee);
        sheet.block(BlockKind::Salutation, found.span);
        match lines[next].from(text, found.span.end) {
            Some(rest) => lines[next] = rest,
            None => header.next += 1,
        }
    }
    header
}

/// What each line of the head is, and the salutation if it ends with one.
fn classify(sheet: &Sheet<'_>, lines: &[Line]) -> (Vec<Kind>, Option<letter::Salutation>) {
    let text = sheet.text;
    let mut kinds: Vec<Kind> = Vec::new();
    let (mut alternating, mut unknown) = (false, 0);
    let letter = letter_within(text, lines);
    while kinds.len() < lines.len().min(MOST_LINES.max(letter + 1)) {
        let rest = &lines[kinds.len()..];
        let before_letter = kinds.len() < letter;
        if table::is_rule(rest[0].span.of(text)) && matches!(kinds.last(), Some(Kind::Fields { .. })) {
            kinds.push(Kind::Bare(Vec::new()));
            continue;
        }
        if matches!(kinds.last(), Some(Kind::Unknown)) && title::is_number_line(text, &rest[0]) {
            kinds.push(Kind::Unknown);
            continue;
        }
        if let Some(found) = byline(text, lines, &kinds) {
            kinds.push(Kind::Bare(found));
            continue;
        }
        if let Some(found) = furniture::read(text, &rest[0], false) {
            let count = if found == Furniture::WithNext { 2 } else { 1 };
            kinds.extend((0..count.min(rest.len())).map(|_| Kind::Furniture(found)));
            continue;
        }
        if let Some((lead, fields)) = fields(sheet, &rest[0]) {
            let lone = fields.len() == 1 && fields[0].value.is_empty();
            let below = lone && value_is_below(sheet, rest, &fields[0], alternating);
            alternating = lone && (below || alternating);
            let value = |field: &Labelled| if below { rest[1].span } else { field.value };
            kinds.push(Kind::Fields {
                lead,
                fields: fields
                    .into_iter()
                    .map(|f| {
                        let v = value(&f);
                        (f, v)
                    })
                    .collect(),
            });
            kinds.extend(below.then_some(Kind::Value));
            unknown = 0;
            continue;
        }
        if !before_letter
            && let Some(found) =
                sheet.either(&rest[0], |text, line| letter::salutation(text, line, rest.get(1)))
        {
            return (kinds, Some(found));
        }
        if let Some(found) = bare::read_line(text, &rest[0]) {
            kinds.push(Kind::Bare(found));
            unknown = 0;
            continue;
        }
        if matches!(kinds.last(), Some(Kind::Fields { .. } | Kind::Bare(_))) && is_unlisted(text, &rest[0]) {
            kinds.push(Kind::Bare(Vec::new()));
            continue;
        }
        if !before_letter && is_body(text, rest) {
            break;
        }
        kinds.push(Kind::Unknown);
        unknown += 1;
        if unknown >= MOST_UNKNOWN && !before_letter {
            kinds.truncate(kinds.len() - unknown);
            break;
        }
    }
    (kinds, None)
}

/// What the next line says if it stands under a title and tells where the text comes from: organ and date, or when and
/// where a report was delivered, and below that by whom.
fn byline(text: &str, lines: &[Line], kinds: &[Kind]) -> Option<bare::Values> {
    let line = &lines[kinds.len()];
    // A date, or the page's own source and time, may stand between the line of the session and the name.
    let mut above =
        kinds.iter().zip(lines).rev().take(4).take_while(|(kind, _)| !matches!(kind, Kind::Unknown));
    if above.any(|(_, line)| bare::delivery(text, line).is_some()) && bare::is_deliverer(text, line) {
        return Some(Vec::new());
    }
    let titled = kinds.iter().any(|kind| matches!(kind, Kind::Unknown));
    let signed = || {
        let signature = line.signs.date.then(|| letter::signature(text, line)).flatten()?;
        Some(vec![(Field::IssuingOrgan, signature.organ?), (Field::ProducedOn, signature.date?)])
    };
    titled.then(|| bare::delivery(text, line).or_else(signed)).flatten()
}

/// Makes furniture of what stands above the place of the page in its site: the site's own name and menu.
fn disown_menu(kinds: &mut [Kind]) {
    let path = kinds.iter().rposition(|kind| matches!(kind, Kind::Furniture(Furniture::Path))).unwrap_or(0);
    if !kinds[..path].iter().any(|kind| matches!(kind, Kind::Fields { .. })) {
        kinds[..path].fill_with(|| Kind::Furniture(Furniture::Line));
    }
}

/// The line of the first salutation that an opening follows: whatever stands before it is head, however long. 0 if there is none.
fn letter_within(text: &str, lines: &[Line]) -> usize {
    const FARTHEST: usize = 400;
    let opens = |next: &Line| letter::opening(text, next.span).is_some();
    let salutes =
        |pair: &[Line]| opens(&pair[1]) && letter::salutation(text, &pair[0], Some(&pair[1])).is_some();
    lines.windows(2).take(FARTHEST).position(salutes).unwrap_or(0)
}

/// Whether a row of the head's table has a label that nobody knows: 行政区划 | 甲市.
fn is_unlisted(text: &str, line: &Line) -> bool {
    let mut cells = line.span.of(text).split(['\t', '|']).map(str::trim).filter(|cell| !cell.is_empty());
    let label = |cell: &str| {
        let label = cell.trim_end_matches([':', '：']);
        (2..=8).contains(&label.chars().filter(|c| !c.is_whitespace()).count())
            && label.chars().all(|c| is_han(c) || c.is_whitespace())
    };
    (line.signs.tab || line.signs.bar)
        && !line.signs.stop
        && cells.next().is_some_and(label)
        && cells.count() <= 3
}

/// The fields of a line, if labels, and values known by their form before them, are all it holds.
fn fields(sheet: &Sheet<'_>, line: &Line) -> Option<(bare::Values, Vec<Labelled>)> {
    sheet.either(line, fields_in)
}

fn fields_in(text: &str, line: &Line) -> Option<(bare::Values, Vec<Labelled>)> {
    let labels = label::read(text, line.span, Zone::Both);
    // A label that nobody knows is one still, if one that is known follows: 办结时限:1月 是否公开:是.
    let unknown = || super::label::is_unknown(labels.lead.of(text)).then(Vec::new);
    let lead = if labels.lead.is_empty() {
        Some(Vec::new())
    } else {
        bare::read(text, labels.lead).or_else(unknown)
    };
    lead.filter(|_| !labels.fields.is_empty()).map(|lead| (lead, labels.fields))
}

/// Whether the value of `label`, which fills the first of `lines`, is the second: labels and values alternate.
fn value_is_below(sheet: &Sheet<'_>, lines: &[Line], label: &Labelled, alternating: bool) -> bool {
    let labelled = |line: Option<&Line>| line.is_some_and(|line| fields(sheet, line).is_some());
    let text = sheet.text;
    let Some(value) = lines.get(1) else { return false };
    if labelled(Some(value)) || furniture::read(text, value, false).is_some() || value.len() > 600 {
        return false;
    }
    let named = matches!(label.meaning, Meaning::Field(Field::InformationName | Field::Summary));
    let titled = || !title::find(text, lines, &[1]).is_empty();
    let addressed = || letter::salutation(text, value, lines.get(2)).is_some();
    labelled(lines.get(2)) || alternating && !value.gap && !addressed() && (named || !titled())
}

/// Whether the letter's own text begins with the first of `lines`.
fn is_body(text: &str, lines: &[Line]) -> bool {
    let source = lines[0].span.of(text);
    source.contains('。')
        || source.len() > 480
        || lines[0].marker.is_some_and(|marker| marker.len < source.len())
        || letter::opening(text, lines[0].span).is_some()
        || source.len() < 480 && source.ends_with(['：', ':'])
        || table::read(text, &lines[..lines.len().min(3)]).is_some()
}

/// Puts the lines of the head on the sheet.
fn write(sheet: &mut Sheet<'_>, lines: &[Line], kinds: &[Kind], titles: &[Title]) {
    let text = sheet.text;
    let dates = kinds
        .iter()
        .filter(|kind| matches!(kind, Kind::Bare(found) if found.iter().any(|f| f.0 == Field::ReleasedOn)))
        .count();
    let mut first_date = dates >= 2;
    let mut listed = letterhead(lines, kinds);
    for (i, kind) in kinds.iter().enumerate() {
        let span = lines[i].span;
        match kind {
            Kind::Furniture(_) => sheet.join(BlockKind::Furniture, span),
            Kind::Value => sheet.join(BlockKind::Metadata, span),
            Kind::Fields { lead, fields } => {
                lead.iter().for_each(|&(field, value)| sheet.field(field, value));
                fields.iter().for_each(|(field, value)| sheet.labelled(field, *value));
                sheet.join(BlockKind::Metadata, span);
            }
            Kind::Bare(found) => {
                for &(field, value) in found {
                    // Of two dates the first is the document's, the second the page's.
                    let produced = field == Field::ReleasedOn && std::mem::take(&mut first_date);
                    sheet.field(if produced { Field::ProducedOn } else { field }, value);
                    listed |= field == Field::IndexNumber;
                }
                sheet.join(BlockKind::Metadata, span);
            }
            Kind::Unknown => match titles.iter().find(|title| title.lines.contains(&i)) {
                Some(title) if *title.lines.start() == i => sheet.block(BlockKind::Title, span),
                Some(_) => sheet.join(BlockKind::Title, span),
                None => {
                    let field =
                        unlabelled(text, span, listed, titles.iter().any(|title| *title.lines.end() < i));
                    match field {
                        Some(field) => {
                            sheet.field(field, span);
                            sheet.join(BlockKind::Metadata, span);
                        }
                        None => sheet.block(BlockKind::Paragraph, span),
                    }
                }
            },
        }
    }
}

/// Whether the head begins with the organ's name over its document number.
fn letterhead(lines: &[Line], kinds: &[Kind]) -> bool {
    let numbers =
        |kind: &Kind| matches!(kind, Kind::Bare(found) if found.iter().any(|f| f.0 == Field::DocumentNumber));
    matches!(kinds, [Kind::Unknown, number, ..] if numbers(number)) && lines[0].organ
}

/// The field of a line that neither label nor form tells: organ and keywords beside an index number, the organ below
/// a title.
fn unlabelled(text: &str, line: Span, listed: bool, titled: bool) -> Option<Field> {
    let folded = Folded::new(text, line);
    let bare = folded.text().trim_start_matches(|c: char| "·●■◆▪※*-".contains(c));
    if (listed || titled) && letter::is_organ(bare) {
        return Some(Field::IssuingOrgan);
    }
    let words = bare.split([',', '、', ';']).filter(|word| (2..=8).contains(&word.chars().count())).count();
    (listed && words >= 2 && words == bare.split([',', '、', ';']).count()).then_some(Field::Keywords)
}
