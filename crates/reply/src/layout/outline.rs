//! The outline: markers found in the blocks, and the levels on which their styles nest.

use super::body::fills;
use super::marker::{Family, Marker, ORDINALS, Style};
use super::quote;
use super::sheet::Sheet;
use crate::Span;
use crate::document::{Block, BlockKind, Section};
use crate::notation::{digit, fold, is_han};
use memchr::memmem;

/// A heading or point where it stands.
#[derive(Clone, Copy, Debug)]
struct Mark {
    marker: Marker,
    /// Marker and title.
    heading: Span,
    title: Span,
    /// Index of its block.
    block: usize,
    /// Whether it begins its block.
    first: bool,
    /// Whether it is a heading on a line of its own.
    alone: bool,
}

/// The outline of the blocks but for those whose indices are in `apart`, in order. The last section ends at `end`.
///
/// Blocks that looked like headings and gave none are paragraphs after this.
pub(super) fn read(sheet: &mut Sheet<'_>, apart: &[usize], end: usize) -> Vec<Section> {
    let Sheet { text, masked, blocks, .. } = sheet;
    let masked = masked.as_deref();
    let quoted = quoted_blocks(text, blocks);
    let mut marks = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let prose = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph);
        if prose && !quoted[index] && apart.binary_search(&index).is_err() {
            find(text, masked, block, index, &mut marks);
        }
    }
    drop_stray_decimals(text, &mut marks);
    drop_lone_points(&mut marks);
    for mark in &mut marks {
        let block = &mut blocks[mark.block];
        if mark.marker.style.family == Family::Decimal && fills(block.span.of(text), &mark.marker) {
            (block.kind, mark.alone) = (BlockKind::Heading, true);
        }
    }
    let mut headed = marks.iter().map(|mark| mark.block).peekable();
    for (index, block) in blocks.iter_mut().enumerate() {
        let heads = std::iter::from_fn(|| headed.next_if(|&at| at == index)).count();
        if block.kind == BlockKind::Heading && heads != 1 {
            block.kind = BlockKind::Paragraph;
        }
    }
    // Points that stand behind what looked like a closing carry the end with them.
    let end = marks.last().map_or(end, |mark| end.max(blocks[mark.block].span.end));
    tree(text, &nest(&marks), end)
}

/// Which blocks stand in a quotation that was opened in a block before.
fn quoted_blocks(text: &str, blocks: &[Block]) -> Vec<bool> {
    /// A quotation of more blocks than this was never closed.
    const REACH: usize = 12;
    let mut quoted = vec![false; blocks.len()];
    let (opens, closes) = (memmem::Finder::new("“"), memmem::Finder::new("”"));
    // Of each block with quotation marks, whether the first of them closes, and whether the last opens.
    let edges = |block: &Block| {
        let source = block.span.of(text);
        // Both begin with this byte, and most blocks hold none.
        memchr::memchr(0xE2, source.as_bytes())?;
        let (open, close) = (opens.find(source.as_bytes()), closes.find(source.as_bytes()));
        let first_closes = close.is_some_and(|close| open.is_none_or(|open| close < open));
        let last_opens = open.is_some() && source.rfind('“') > source.rfind('”');
        (open.or(close).is_some()).then_some((first_closes, last_opens))
    };
    let edges: Vec<Option<(bool, bool)>> = blocks.iter().map(edges).collect();
    let mut i = 0;
    while i < blocks.len() {
        let window = i + 1..blocks.len().min(i + 1 + REACH);
        let closed =
            || window.into_iter().find(|&j| edges[j].is_some()).filter(|&j| edges[j].is_some_and(|e| e.0));
        if let Some((_, true)) = edges[i]
            && let Some(close) = closed()
        {
            quoted[i + 1..=close].fill(true);
            i = close;
        } else {
            i += 1;
        }
    }
    quoted
}

/// Whether a paragraph holds words that points begin with: most hold none, and need no closer look.
fn may_hold_points(paragraph: &str) -> bool {
    let numbers = |c: char| digit(c).is_some() || c == '十' || !is_han(c) && !c.is_ascii();
    let counted = |(at, _): (usize, &str)| paragraph[..at].chars().next_back().is_some_and(numbers);
    paragraph.match_indices('是').any(counted) || ORDINALS.iter().any(|word| paragraph.contains(word))
}

/// Finds the headings and points of one block.
fn find(text: &str, masked: Option<&str>, block: &Block, index: usize, marks: &mut Vec<Mark>) {
    let source = block.span.of(text);
    let marker = Marker::at_line_start(source).or_else(|| Marker::at_line_start(block.span.of(masked?)));
    let below = || Marker::below_number(source).map(|(_, marker)| marker);
    let marker = marker.or_else(below);
    let begin = marks.len();
    let mut at = 0;
    if let Some(marker) = marker.filter(|m| !source[m.len..].trim().is_empty()) {
        at = marker.len;
        marks.push(Mark::new(block, index, 0, marker, true));
    }
    // The first item of a list that begins its paragraph, (1)甲；(2)乙。, has the others behind it.
    let list = marks[begin..].first().map(|mark| mark.marker).filter(Marker::begins_list);
    if list.is_none() && !may_hold_points(&source[at..]) {
        at = source.len();
    }
    let mut before = if at > 0 { ' ' } else { '。' };
    while let Some(c) = source[at..].chars().next() {
        let strong = matches!(before, '。' | ':' | ';' | '!' | '?');
        // The first of a list begins a clause of its own; the others may follow a comma.
        let admits = |marker: &Marker| strong || marker.value.is_some_and(|value| value > 1);
        if (strong || before == ',')
            && let Some(marker) = Marker::point_inside(&source[at..])
                .filter(admits)
                .or_else(|| list.filter(|_| strong)?.next_inside(&source[at..], marks.last()?.marker))
        {
            marks.push(Mark::new(block, index, at, marker, false));
            at += marker.len;
            before = ' ';
            continue;
        }
        // Nothing begins amid Han.
        if is_han(c) {
            at += source[at..].find(|c| !is_han(c)).unwrap_or(source.len() - at);
            before = c;
            continue;
        }
        let quoted = quote::len(&source[at..]);
        at += if quoted > 0 { quoted } else { c.len_utf8() };
        before = match c {
            _ if quoted > 0 => ' ',
            _ if c.is_whitespace() => before,
            _ => fold(c),
        };
    }
    for k in begin..marks.len() {
        let limit = marks.get(k + 1).map_or(block.span.end, |next| next.heading.start);
        let mark = &mut marks[k];
        mark.title =
            title(text, mark.heading.start + mark.marker.len, limit, mark.marker.style.family.is_point());
        mark.heading.end = mark.title.end;
    }
}

impl Mark {
    fn new(block: &Block, index: usize, at: usize, marker: Marker, first: bool) -> Self {
        let start = block.span.start + at;
        let span = Span::new(start, start + marker.len);
        let alone = first && block.kind == BlockKind::Heading;
        Self { marker, heading: span, title: span, block: index, first, alone }
    }
}

/// Where the title stands that begins at `start`: a heading's up to its full stop, a point's up to its first comma.
fn title(text: &str, start: usize, limit: usize, point: bool) -> Span {
    let source = &text[start..limit];
    let lead = source.len()
        - source.trim_start_matches(|c: char| c.is_whitespace() || matches!(fold(c), ',' | ':' | '、')).len();
    let source = &source[lead..];
    let stops = |c: char| fold(c) == '。' || point && matches!(fold(c), ',' | ';');
    let end = quote::outside(source).find(|&(_, c)| stops(c)).map_or(source.len(), |(at, _)| at);
    let title = source[..end]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(fold(c), ',' | ';' | ':' | '。' | '、'));
    Span::new(start + lead, start + lead + title.len())
}

/// Drops what looks like 3.1 where the document has no heading 3. above it, or does not count on to 3.2: 3.5倍于往年.
fn drop_stray_decimals(text: &str, marks: &mut Vec<Mark>) {
    let mut keep = vec![true; marks.len()];
    // By family, the number that the document has reached, of what stands above a decimal.
    let mut reached: Vec<(Family, Option<u32>)> = Vec::new();
    // The decimal before: its place, the number above it, its own.
    let mut before: Option<(usize, u32, u32)> = None;
    for (k, mark) in marks.iter().enumerate() {
        let Marker { style, value, .. } = mark.marker;
        if style.family < Family::Decimal {
            reached.retain(|(family, _)| *family < style.family);
            reached.push((style.family, value));
        }
        if style.family != Family::Decimal {
            continue;
        }
        keep[k] = false;
        let Some((above, marker)) = Marker::below_number(mark.heading.of(text)) else { continue };
        let (Some(value), true) = (marker.value, reached.iter().any(|r| r.1 == Some(above))) else {
            continue;
        };
        match before.filter(|&(_, number, last)| number == above && value == last + 1) {
            Some((first, ..)) => (keep[first], keep[k]) = (true, true),
            None if value != 1 => continue,
            None => {}
        }
        before = Some((k, above, value));
    }
    let mut keep = keep.into_iter();
    marks.retain(|_| keep.next().unwrap_or(true));
}

/// Drops points that stand alone. 首先 is one only if 其次, 再次 or 最后 follows under the same heading, and these only
/// if it came before; likewise 一是 and 二是. 十一是假期 counts on from nothing.
fn drop_lone_points(marks: &mut Vec<Mark>) {
    let mut keep = vec![true; marks.len()];
    // By family: the point that a next one may follow, and its number.
    let mut open: [Option<(usize, u32)>; 2] = [None, None];
    for (k, mark) in marks.iter().enumerate() {
        let family = mark.marker.style.family;
        if !family.is_point() {
            open = [None, None];
            continue;
        }
        let before = &mut open[usize::from(family == Family::Point)];
        let value = mark.marker.value.or_else(|| before.map(|(_, last)| last + 1)).unwrap_or(1);
        keep[k] = match *before {
            _ if value == 1 => false,
            Some((first, last)) if value > last && value <= last + 2 => {
                keep[first] = true;
                true
            }
            // Of a list whose beginning is lost, the rest is one still.
            _ => mark.first && family == Family::Point && value <= 10,
        };
        if keep[k] || value == 1 {
            *before = Some((k, value));
        }
    }
    let mut keep = keep.into_iter();
    marks.retain(|_| keep.next().unwrap_or(true));
}

/// A style on the way from the top of the outline to the current heading.
struct Open {
    style: Style,
    level: u8,
    last: u32,
    mark: usize,
}

/// The marks with their levels.
fn nest(marks: &[Mark]) -> Vec<(u8, Mark)> {
    let mut open: Vec<Open> = Vec::new();
    let mut seen: Vec<(Style, u8)> = Vec::new();
    let mut nested = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        let style = mark.marker.style;
        let alike = |o: &Open| o.style == style || o.style.family.is_point() && style.family.is_point();
        let known = open.iter().position(alike).or_else(|| {
            // 1、 2. 3、 is one list whose writer changed the sign.
            let counts_on =
                |o: &Open| o.style.family == style.family && mark.marker.value == Some(o.last + 1);
            open.iter().rposition(counts_on)
        });
        let (level, last) = match known {
            Some(at) => {
                let same = (open[at].level, open[at].last);
                open.truncate(at);
                same
            }
            None => {
                leave(&mut open, marks, index);
                let level = seen.iter().find(|(seen, _)| *seen == style).map(|(_, level)| *level);
                if let Some(level) = level.filter(|_| !style.family.is_point()) {
                    open.truncate(open.iter().take_while(|o| o.level < level).count());
                }
                let above = open.last().map_or(0, |o| o.level);
                (level.filter(|level| *level > above).unwrap_or(above + 1), 0)
            }
        };
        if !seen.iter().any(|(seen, _)| *seen == style) {
            seen.push((style, level));
        }
        open.push(Open { style, level, last: mark.marker.value.unwrap_or(last + 1), mark: index });
        nested.push((level, *mark));
    }
    nested
}

/// Leaves the styles under which a style not open yet does not stand: points run into another paragraph, and, at the
/// start of a paragraph, styles that are by custom below it (一、 above （一） above 1. above (1)), unless it begins a list
/// right under a heading of theirs.
fn leave(open: &mut Vec<Open>, marks: &[Mark], index: usize) {
    let mark = &marks[index];
    while let Some(top) = open.last() {
        let above = &marks[top.mark];
        let elsewhere = !above.first && above.block != mark.block;
        let below = mark.first && top.style.family > mark.marker.style.family;
        let list = above.alone
            && top.mark + 1 == index
            && mark.marker.value == Some(1)
            && !top.style.family.is_point();
        if !(elsewhere || below && !list) {
            break;
        }
        open.pop();
    }
}

/// Makes the tree, from the leaves up, without recursion.
fn tree(text: &str, marks: &[(u8, Mark)], end: usize) -> Vec<Section> {
    let mut path: Vec<Section> = Vec::new();
    let mut roots = Vec::new();
    let close = |path: &mut Vec<Section>, roots: &mut Vec<Section>, at: usize| {
        if let Some(mut section) = path.pop() {
            section.span.end = section.span.end.max(at);
            path.last_mut().map_or(roots, |parent| &mut parent.children).push(section);
        }
    };
    for (level, mark) in marks {
        while path.last().is_some_and(|section| section.level >= *level) {
            close(&mut path, &mut roots, text[..mark.heading.start].trim_end().len());
        }
        let marker = Span::new(mark.heading.start, mark.heading.start + mark.marker.len).of(text);
        path.push(Section {
            level: *level,
            marker: super::sheet::tidy(marker),
            title: mark.title.of(text).to_owned(),
            heading: mark.heading,
            span: mark.heading,
            children: Vec::new(),
        });
    }
    let last = text[..end].trim_end().len();
    while !path.is_empty() {
        close(&mut path, &mut roots, last);
    }
    roots
}
