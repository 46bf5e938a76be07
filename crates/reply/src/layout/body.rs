//! The body of the letter and what follows it: paragraphs, tables, closing, signature, attachments, contacts.

use super::header::Header;
use super::label::{self, Labelled, Zone};
use super::lines::Line;
use super::marker::Marker;
use super::sheet::Sheet;
use super::{bare, furniture, letter, quote, table, title};
use crate::Span;
use crate::document::{BlockKind, Field};
use crate::notation::{Folded, fold};

/// The first paragraphs of the letter, among which its opening is.
const OPENING_WITHIN: usize = 4;

/// Where the parts of the body stand that others need.
pub(super) struct Body {
    /// The opening, over all its paragraphs.
    pub(super) opening: Option<Span>,
    /// Where the last section ends: at the closing, the signature, or the request printed after its reply.
    pub(super) end: usize,
    /// Indices of the blocks behind the signature, and of those of the request: their points are not the letter's.
    pub(super) apart: Vec<usize>,
}

/// Where in the letter a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before anything was said on the matter.
    Start,
    Matter,
    /// Behind the signature.
    Tail,
    /// The request, printed after its reply.
    Request,
}

/// Reads `lines`, the body, and puts its blocks and fields on the sheet.
pub(super) fn read(sheet: &mut Sheet<'_>, lines: &mut [Line], header: &Header) -> Body {
    let text = sheet.text;
    let mut body = Body { opening: None, end: text.len(), apart: Vec::new() };
    let (mut i, opening) = opening(sheet, lines, header.addressee.is_some());
    body.opening = opening;
    let mut place = Place::Start;
    let mut closed = false;
    while i < lines.len() {
        if place == Place::Tail
            && let Some(count) = next_letter(sheet, &mut lines[i..])
        {
            (place, closed, body.end) = (Place::Start, false, text.len());
            i += count;
            continue;
        }
        let rest = &lines[i..];
        let line = &lines[i];
        if let Some(found) = furniture::read(text, line, place == Place::Tail) {
            let count = if found == furniture::Furniture::WithNext { 2.min(rest.len()) } else { 1 };
            rest[..count].iter().for_each(|line| sheet.join(BlockKind::Furniture, line.span));
            if found == furniture::Furniture::Request {
                body.end = body.end.min(line.span.start);
                place = Place::Request;
            }
            i += count;
        } else if place == Place::Request {
            body.apart.push(sheet.blocks.len());
            sheet.block(BlockKind::Paragraph, line.span);
            i += 1;
        } else if let Some(count) = with_table(sheet, rest) {
            i += count;
            place = if place == Place::Tail { Place::Tail } else { Place::Matter };
        } else if let Some(count) = attachment(text, rest) {
            sheet.block(BlockKind::Attachment, Span::new(line.span.start, rest[count - 1].span.end));
            i += count;
        } else if contact(sheet, line, place == Place::Tail) {
            i += 1;
        } else if let Some(count) = signature(sheet, rest, place == Place::Tail) {
            body.end = body.end.min(line.span.start);
            place = if header.tabs { Place::Request } else { Place::Tail };
            i += count;
        } else {
            let closes = closes(text, rest, place);
            let heads =
                || sheet.either(line, |text, line| is_heading(text, line).then_some(BlockKind::Heading));
            let kind = if closes { BlockKind::Closing } else { heads().unwrap_or(BlockKind::Paragraph) };
            if closes && !closed {
                body.end = body.end.min(line.span.start);
            }
            closed = closes;
            if !closes && sheet.either(line, |_, line| begins_section(line).then_some(())).is_some() {
                // The letter goes on: what looked like its end was not.
                body.end = text.len();
                place = Place::Matter;
            } else if place == Place::Tail {
                body.apart.push(sheet.blocks.len());
            } else {
                place = Place::Matter;
            }
            sheet.block(kind, line.span);
            i += 1;
            // 特此回复。2019年4月29日: the signature is on the line of the closing.
            if closes && let Some((closing, signed)) = signed_closing(text, line) {
                sheet.blocks.pop();
                sheet.block(kind, closing);
                lines[i - 1] = signed;
                i -= 1;
            }
        }
    }
    body
}

/// Reads the head of another letter in the same file: title, salutation, opening. Gives how many lines they take. Its
/// fields are not the document's.
fn next_letter(sheet: &mut Sheet<'_>, lines: &mut [Line]) -> Option<usize> {
    /// The most lines of a title.
    const TITLE: usize = 4;
    let text = sheet.text;
    let salutes = |at: &usize| {
        // Neither a heading nor the page's own 上一篇： begins a letter.
        let other =
            lines[..*at].iter().any(begins_section) || furniture::read(text, &lines[*at], true).is_some();
        if other {
            return None;
        }
        let found = letter::salutation(text, &lines[*at], lines.get(at + 1))?;
        letter::opening(text, lines.get(at + 1)?.span)?;
        Some((*at, found))
    };
    let may = letter::salutation(text, lines.first()?, lines.get(1)).is_some()
        || lines.iter().take(TITLE).any(|line| title::is_end(text, line));
    let (at, salutation) = (0..lines.len().min(TITLE + 1)).filter(|_| may).find_map(|at| salutes(&at))?;
    if at > 0 {
        sheet.block(BlockKind::Title, Span::new(lines[0].span.start, lines[at - 1].span.end));
    }
    sheet.block(BlockKind::Salutation, salutation.span);
    let after = match lines[at].from(text, salutation.span.end) {
        Some(rest) => {
            lines[at] = rest;
            at
        }
        None => at + 1,
    };
    Some(after + opening(sheet, &mut lines[after..], true).0)
}

/// Reads the opening: from the salutation to the paragraph that says 收悉 or …如下, the last of the two. Gives how many
/// lines it takes; one whose matter follows …如下： is cut.
fn opening(sheet: &mut Sheet<'_>, lines: &mut [Line], addressed: bool) -> (usize, Option<Span>) {
    let text = sheet.text;
    let mut last = None;
    for (i, line) in lines.iter().take(if addressed { OPENING_WITHIN } else { 1 }).enumerate() {
        if is_heading(text, line) || furniture::read(text, line, false).is_some() {
            break;
        }
        match letter::opening(text, line.span) {
            Some(letter::Opening::Ends(len)) => {
                last = Some((i, line.span.start + len));
                break;
            }
            Some(letter::Opening::Received) => last = Some((i, line.span.end)),
            None => {}
        }
    }
    let Some((i, end)) = last else { return (0, None) };
    let opening = Span::new(lines[0].span.start, end);
    lines[..i].iter().for_each(|line| sheet.join(BlockKind::Opening, line.span));
    sheet.join(BlockKind::Opening, Span::new(lines[i].span.start, end));
    match lines[i].from(text, end) {
        Some(rest) => {
            lines[i] = rest;
            (i, Some(opening))
        }
        None => (i + 1, Some(opening)),
    }
}

/// Whether the first of `lines` closes the letter. Thanks before anything was said on the matter do not, unless nothing
/// comes after them.
fn closes(text: &str, lines: &[Line], place: Place) -> bool {
    letter::closes(text, &lines[0])
        && (place != Place::Start
            || lines
                .get(1)
                .is_none_or(|next| letter::closes(text, next) || letter::signature(text, next).is_some()))
}

/// A closing that ends with organ or date, cut before them.
fn signed_closing(text: &str, line: &Line) -> Option<(Span, Line)> {
    let source = line.span.of(text);
    let stop = source.rfind(['。', '！', '!'])?;
    let end = line.span.start + stop + source[stop..].chars().next()?.len_utf8();
    let rest = line.from(text, end)?;
    letter::signature(text, &rest)?.date?;
    Some((Span::new(line.span.start, end), rest))
}

/// Whether a line begins with the marker of a heading.
fn begins_section(line: &Line) -> bool {
    line.marker.is_some_and(|marker| !marker.style.family.is_point())
}

/// Whether a line is all heading.
fn is_heading(text: &str, line: &Line) -> bool {
    line.marker.is_some_and(|marker| fills(line.span.of(text), &marker))
}

/// Whether `line`, which begins with `marker`, is all heading. A long sentence behind a marker is a paragraph.
pub(super) fn fills(line: &str, marker: &Marker) -> bool {
    let title = &line[marker.len..];
    let sentence = title.find('。').is_none_or(|at| at + '。'.len_utf8() == title.len());
    let point = marker.style.family.is_point()
        && title.trim_end_matches(['。', '；', ';']).contains(['，', ',', '；', ';', '：', ':']);
    let long = title.chars().nth(60).is_some() && title.ends_with(['。', '；', ';', '，', ',']);
    line.len() < 400 && sentence && !point && !title.trim().is_empty() && !long
}

/// A table with the lines above it that give its name and unit: how many lines it takes.
fn with_table(sheet: &mut Sheet<'_>, lines: &[Line]) -> Option<usize> {
    let text = sheet.text;
    // At most a name and a unit stand above the rows.
    if !lines.iter().take(3).any(table::may_be_row) {
        return None;
    }
    let unit_at = |k: usize| lines.get(k).and_then(|line| table::unit(text, line));
    let found = |k: usize| lines.get(k..).and_then(|rest| table::read(text, rest));
    let (above, caption, unit, found) = if let Some(found) = found(0) {
        (0, None, None, found)
    } else if let Some(unit) = unit_at(0) {
        (1, None, Some(unit), found(1)?)
    } else if !table::names(text, &lines[0]) || lines[0].marker.is_some() {
        return None;
    } else if let Some(unit) = unit_at(1) {
        (2, Some(lines[0].span), Some(unit), found(2)?)
    } else {
        (1, Some(lines[0].span), None, found(1)?)
    };
    let count = above + found.lines;
    let mut table = found.table;
    (table.caption, table.unit) = (caption, unit);
    sheet.table(table, Span::new(lines[0].span.start, lines[count - 1].span.end));
    Some(count)
}

/// 附件：1.… with its list: how many lines it takes.
fn attachment(text: &str, lines: &[Line]) -> Option<usize> {
    let source = lines[0].span.of(text);
    let rest = source
        .strip_prefix("附件")
        .or_else(|| source.strip_prefix("附表"))
        .or_else(|| source.strip_prefix("附").filter(|rest| rest.starts_with(['：', ':'])))?;
    let rest = rest
        .trim_start()
        .trim_start_matches(|c| fold(c).is_ascii_digit() || "一二三四五六七八九".contains(c));
    let listed = rest.starts_with(|c| fold(c) == ':');
    if !(listed || rest.trim().is_empty() && source.len() <= 300) {
        return None;
    }
    let item = |line: &Line| line.marker.is_some() && line.len() < 300 && !line.signs.stop;
    Some(1 + if listed { lines[1..].iter().take_while(|line| item(line)).count() } else { 0 })
}

/// Whether a line holds contacts, copies, class or openness; they go on the sheet.
fn contact(sheet: &mut Sheet<'_>, line: &Line, tail: bool) -> bool {
    let text = sheet.text;
    let cells = tail && (line.signs.tab || line.signs.bar || line.signs.wide_space);
    if line.len() > 600 || line.signs.stop && !line.signs.colon {
        return false;
    }
    if !(line.signs.colon || cells) {
        return classed(sheet, line);
    }
    let labelled = |field: &Labelled| field.colon || tail && !field.value.is_empty();
    let zone = if tail { Zone::Both } else { Zone::Contact };
    let fields = sheet.either(line, |text, line| {
        label::leading(text, line, zone).filter(|fields| fields.first().is_some_and(labelled))
    });
    if let Some(fields) = fields {
        for field in &fields {
            let value = field.value.of(text).trim_end_matches([')', '）', ',', '，', '。', ';', '；', '、']);
            sheet.labelled(field, Span::new(field.value.start, field.value.start + value.len()));
        }
        let contacts = fields.iter().any(|field| field.meaning.is_contact());
        sheet.join(if contacts { BlockKind::Contact } else { BlockKind::Metadata }, line.span);
        return true;
    }
    classed(sheet, line)
}

/// Whether a line holds class, openness or document number and nothing else; they go on the sheet.
fn classed(sheet: &mut Sheet<'_>, line: &Line) -> bool {
    let known = |(field, _): &(Field, Span)| {
        matches!(field, Field::ReplyClass | Field::Openness | Field::DocumentNumber)
    };
    match bare::read_line(sheet.text, line) {
        Some(found) if found.iter().all(known) => {
            found.into_iter().for_each(|(field, value)| sheet.field(field, value));
            sheet.join(BlockKind::Metadata, line.span);
            true
        }
        _ => false,
    }
}

/// Organ and date from the first of `lines` on: how many lines they take.
fn signature(sheet: &mut Sheet<'_>, lines: &[Line], tail: bool) -> Option<usize> {
    /// The most lines of a signature.
    const LINES: usize = 6;
    let text = sheet.text;
    if tail && !lines.iter().take(LINES).any(|line| line.signs.date) {
        return None;
    }
    let found: Vec<_> = lines.iter().take(LINES).map_while(|line| letter::signature(text, line)).collect();
    let dated = found.iter().position(|s| s.date.is_some());
    let count = match dated {
        Some(at) => at + 1,
        // Organs with no date sign only where the letter ends.
        None if !found.is_empty() && !tail && ends(text, &lines[found.len()..]) => found.len(),
        None => return None,
    };
    let organs: Vec<Span> = found[..count].iter().filter_map(|s| s.organ).collect();
    if sheet.find(Field::SignedBy).is_none() && sheet.find(Field::SignedOn).is_none() {
        if let (Some(first), Some(last)) = (organs.first(), organs.last()) {
            sheet.field(Field::SignedBy, Span::new(first.start, last.end));
        }
        if let Some(date) = found[..count].iter().find_map(|s| s.date) {
            sheet.field(Field::SignedOn, date);
        }
    }
    sheet.block(BlockKind::Signature, Span::new(lines[0].span.start, lines[count - 1].span.end));
    Some(count)
}

/// Whether nothing of the letter follows: only the page's own, contacts, attachments, class.
fn ends(text: &str, lines: &[Line]) -> bool {
    let Some(line) = lines.first() else { return true };
    let beginning =
        |most: usize| Span::new(line.span.start, line.span.start + quote::floor(line.span.of(text), most));
    let noted = || Folded::new(text, beginning(60)).text().starts_with("(此件");
    furniture::read(text, line, true).is_some()
        || label::leading(text, &Line { span: beginning(600), ..*line }, Zone::Both).is_some()
        || attachment(text, lines).is_some()
        || bare::read_line(text, line).is_some()
        || line.first == '(' && noted()
}
