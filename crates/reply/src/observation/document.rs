//! The figures of a whole document: what each block is, what governs it, and what the figures have in common.

use std::sync::Arc;

use foldhash::HashSet;

use super::lexicon::{SUBJECTS, TARGET_TITLES};
use super::prose::{Reader, Scope, theme_of};
use super::words::{List, list};
use super::{Date, Figures, Name, Observation, cells, doubt, table};
use crate::layout::Layout;
use crate::period::Anchor;
use crate::{BlockKind, Doubt, Field, Section, Span};

/// A section of the outline, flat.
struct Heading<'a> {
    section: &'a Section,
    path: Arc<[usize]>,
    /// Whether it, or a section above it, speaks of what is to come.
    planned: bool,
    /// What it, or the nearest section above it that names something, is about.
    theme: Option<&'a str>,
}

/// Reads the figures of `text`, whose layout is known.
pub fn read(text: &str, layout: &Layout, doubts: &[Doubt]) -> Figures {
    let mut headings = Vec::new();
    flatten(&layout.sections, &[], false, None, &mut headings);
    let anchor = Anchor { today: letter_date(layout), year: None };
    let mut reader = Reader::new(text, anchor);
    reader.letter = layout.blocks.iter().any(|block| block.kind == BlockKind::Opening);
    reader.home = home(text, layout).filter(|_| !reader.letter);
    let mut lead = Lead::default();
    let mut next = 0;
    let mut current: Option<usize> = None;
    for block in &layout.blocks {
        make_room(&mut reader.observations, block.span, text);
        let read = reader.observations.len();
        let first = next;
        while next < headings.len() && headings[next].section.heading.start < block.span.end {
            next += 1;
        }
        let inside = first..next;
        match block.kind {
            BlockKind::Heading => {
                current = inside.clone().next_back().or(current);
                for heading in &headings[inside] {
                    lead.enter(heading.section.level);
                }
                // ①税收收入完成46.8亿元，下降6%: a sentence that begins like a heading.
                let text_of = block.span.of(text);
                if let Some(at) =
                    current.filter(|_| text_of.ends_with(['。', '；']) || text_of.contains('，'))
                {
                    let start = headings[at].section.heading.start.max(block.span.start)
                        + marker_len(text, headings[at].section);
                    let scope = scope(Some(&headings[at]), &lead, true);
                    reader.segment(Span::new(start.min(block.span.end), block.span.end), scope);
                }
            }
            BlockKind::Paragraph | BlockKind::Opening | BlockKind::Closing => {
                let mut start = block.span.start;
                for at in inside {
                    let heading = &headings[at];
                    if start < heading.section.heading.start {
                        let before = Span::new(start, heading.section.heading.start);
                        let mut scope = scope(current.map(|at| &headings[at]), &lead, false);
                        scope.planned |= opens_plan(block.span.of(text));
                        segment(
                            &mut reader,
                            text,
                            before,
                            scope,
                            &mut lead,
                            current.map(|at| headings[at].section.level),
                            false,
                        );
                    }
                    lead.enter(heading.section.level);
                    current = Some(at);
                    start = (heading.section.heading.start + marker_len(text, heading.section))
                        .min(block.span.end);
                }
                let runs_in = current.is_some_and(|at| block.span.contains(headings[at].section.heading));
                let mut scope = scope(current.map(|at| &headings[at]), &lead, runs_in);
                scope.planned |= opens_plan(block.span.of(text));
                segment(
                    &mut reader,
                    text,
                    Span::new(start, block.span.end),
                    scope,
                    &mut lead,
                    current.map(|at| headings[at].section.level),
                    // 现答复如下： speaks of the request, and its times hold for nothing below.
                    block.kind == BlockKind::Paragraph,
                );
            }
            BlockKind::Table => {
                if let Some(table) = &block.table {
                    let section = current.map(|at| headings[at].path.clone()).unwrap_or_default();
                    let Reader { names, observations, anchor, .. } = &mut reader;
                    cells::read(text, table, &section, *anchor, names, observations);
                }
            }
            _ => {}
        }
        reader.names.share(&mut reader.observations[read..]);
    }
    let Reader { mut observations, mut names, .. } = reader;
    let diagnostics = doubt::apply(text, &mut observations, doubts);
    let (tables, series) = table::arrange(&observations, &mut names);
    Figures { observations, tables, series, diagnostics }
}

/// Makes room for the figures of a block, and where there is little left, for all that the text will have if it goes on as it began: they are
/// not to be moved again and again while they become more, and room for all that there may be is twice what most texts need.
fn make_room(figures: &mut Vec<Observation>, block: Span, text: &str) {
    let here = expected(block.of(text));
    if figures.capacity() - figures.len() >= here {
        return;
    }
    let more = match block.start {
        0..BEGINNING => figures.len(),
        read => (figures.len() as f64 * (text.len() as f64 / read as f64 * SURPLUS - 1.0)) as usize,
    };
    // A text that is too large to be kept room for is read all the same.
    let _ = figures.try_reserve_exact(here.max(more));
}

/// From how many bytes on a text tells how many figures it goes on to have.
const BEGINNING: usize = 65_536;
/// By how much more a text may have than its beginning tells.
const SURPLUS: f64 = 1.05;

/// About how many figures a text has, rather too many: as many as it has numbers in digits, yet no more than one for 48 bytes.
fn expected(text: &str) -> usize {
    // In runs whose count fits a byte, many bytes at a time.
    const RUN: usize = 128;
    let bytes = text.as_bytes();
    let next = bytes.get(1..).unwrap_or_default();
    let ends = |(byte, next): (&u8, &u8)| u8::from(byte.is_ascii_digit() & !next.is_ascii_digit());
    let runs = bytes.chunks(RUN).zip(next.chunks(RUN));
    let numbers: usize =
        runs.map(|(bytes, next)| usize::from(bytes.iter().zip(next).map(ends).sum::<u8>())).sum();
    numbers.min(text.len() / 48)
}

/// The names of all figures, each once.
#[derive(Default)]
pub(super) struct Names {
    known: HashSet<Name>,
    /// Where a name is put together.
    room: String,
}

impl Names {
    /// Lets figures share their names: equal ones are the same from then on. Units are, as soon as they are read.
    fn share(&mut self, figures: &mut [Observation]) {
        // What was said of the figure before, and the one name for it: most of it holds for the next, too.
        let mut last: [Option<(Name, Name)>; 6] = Default::default();
        for figure in figures {
            let names = [&mut figure.area, &mut figure.subject, &mut figure.criterion, &mut figure.basis];
            let period = figure.period.as_mut().map(|period| &mut period.text);
            let names = names.map(Option::as_mut).into_iter().chain([period, Some(&mut figure.indicator)]);
            for (name, last) in names.zip(&mut last) {
                let Some(name) = name else { continue };
                let known = last.as_ref().filter(|(own, _)| std::ptr::eq(&**own, &**name));
                match known {
                    Some((_, shared)) => *name = shared.clone(),
                    None => {
                        let shared = self.shared(name);
                        *last = Some((std::mem::replace(name, shared.clone()), shared));
                    }
                }
            }
        }
    }

    /// The one name that reads so.
    pub(super) fn shared(&mut self, name: &str) -> Name {
        match self.known.get(name) {
            Some(known) => known.clone(),
            None => {
                let name = Name::from(name);
                self.known.insert(name.clone());
                name
            }
        }
    }

    /// The one name that its parts make.
    pub(super) fn joined(&mut self, parts: [&str; 2]) -> Name {
        let mut room = std::mem::take(&mut self.room);
        room.clear();
        room.extend(parts);
        let name = self.shared(&room);
        self.room = room;
        name
    }
}

/// A lead-in line that ends in a colon, and how deep in the outline it governs.
#[derive(Default)]
struct Lead {
    scope: Option<Scope>,
    level: u8,
}

impl Lead {
    /// A heading of its own level or above ends it.
    fn enter(&mut self, level: u8) {
        if level <= self.level {
            self.scope = None;
        }
    }
}

fn segment(
    reader: &mut Reader<'_>,
    text: &str,
    span: Span,
    scope: Scope,
    lead: &mut Lead,
    level: Option<u8>,
    governs: bool,
) {
    let governs = governs && span.of(text).trim_end().ends_with(['：', ':']);
    let short = span.of(text).len() <= 600;
    let after = reader.segment(span, scope);
    if governs && short {
        let found = after.period.is_some() || after.area.is_some();
        lead.scope = found.then_some(after);
        lead.level = level.unwrap_or(0);
    }
}

fn scope(heading: Option<&Heading<'_>>, lead: &Lead, runs_in: bool) -> Scope {
    let mut scope = Scope::default();
    if let Some(lead) = &lead.scope {
        scope.period.clone_from(&lead.period);
        scope.area.clone_from(&lead.area);
        scope.ahead = lead.ahead;
    }
    let Some(heading) = heading else { return scope };
    scope.section.clone_from(&heading.path);
    scope.planned = heading.planned;
    scope.theme = heading.theme.map(Name::from);
    let title = heading.section.title.trim_end_matches(['。', '，', '：', '；']);
    let named = if runs_in {
        true
    } else {
        SUBJECTS.suffix(title).is_some() && !title.contains(['和', '与', '、'])
    };
    if named && names_subject(title) {
        scope.heading = Some(title.into());
        scope.theme = None;
    }
    scope
}

/// Whether a heading names a thing (装备制造业), not a task (加快创新) or a topic (产业情况).
fn names_subject(title: &str) -> bool {
    const TOPICS: List = List::new(&[
        "承压", "向好", "平稳", "稳定", "增长", "回升", "恢复", "回落", "加快", "优化", "改善", "提速",
        "增强", "放缓", "下滑", "显著", "明显", "分化", "提质", "见效", "壮大", "理顺", "推进", "加强",
        "情况", "总量", "方面", "工作", "问题", "建议", "措施", "综合", "成效", "发展", "建设", "水平",
        "目标", "任务", "概况", "基础", "总体", "现状", "突出", "复苏", "短板", "不足", "滞后", "优先",
        "有力", "有效", "见底", "提升",
    ]);
    (2..=18).contains(&title.chars().count())
        && !title.contains(['，', ',', '。', '；'])
        && !TOPICS.ends(title)
        && super::lexicon::LIST_VERBS.prefix(title).is_none()
        && super::prose::lead(title).is_none()
        && !list!["加快", "加强", "推进", "提升", "优化", "强化", "深化", "聚焦", "扩大", "促进", "坚持"]
            .is_in(title)
        && super::label::predicate(title, 1).is_none()
}

fn marker_len(text: &str, section: &Section) -> usize {
    let heading = section.heading.of(text);
    if heading.starts_with(&section.marker) { section.marker.len() } else { 0 }
}

fn flatten<'a>(
    sections: &'a [Section],
    path: &[usize],
    planned: bool,
    theme: Option<&'a str>,
    out: &mut Vec<Heading<'a>>,
) {
    let mut reviewed = false;
    for (at, section) in sections.iter().enumerate() {
        let mut own = path.to_vec();
        own.push(at + 1);
        let planned = planned || is_planned(&section.title) || reviewed && looks_ahead(&section.title);
        reviewed |= is_review(&section.title);
        let theme = theme_of(&section.title).or(theme);
        out.push(Heading { section, path: own.as_slice().into(), planned, theme });
        flatten(&section.children, &own, planned, theme, out);
    }
}

/// Whether a title looks back: 2025年工作回顾.
fn is_review(title: &str) -> bool {
    list!["回顾", "成就", "总结", "新成效", "新进展"].is_in(title)
}

/// Whether a title, behind a section that looks back, turns to what is next: 关于2026年工作, “十五五”重点任务.
fn looks_ahead(title: &str) -> bool {
    let dated = title.char_indices().any(|(at, c)| {
        crate::period::may_begin(c)
            && crate::period::read(&title[at..]).is_some_and(|time| time.year().is_some())
    });
    !is_review(title) && (dated || list!["五”", "五规划", "奋力", "全力推动", "力争"].is_in(title))
}

/// Whether a title announces what is to come: 下一步工作, 2026年重点工作.
fn is_planned(title: &str) -> bool {
    let past = list!["回顾", "完成", "总结", "成效", "情况", "成就", "以来"].is_in(title);
    !past && TARGET_TITLES.is_in(title)
}

/// Whether a paragraph tells of what is to come by its beginning: 下一步，我们将.
pub(super) fn opens_plan(paragraph: &str) -> bool {
    list!["下一步", "下步", "下阶段", "今后", "接下来"].begins(paragraph.trim_start())
}

/// The reference area of a document that speaks of one throughout, as an analysis of 全市 does, or as a bulletin that its title names.
fn home(text: &str, layout: &Layout) -> Option<Name> {
    const AREAS: [&str; 11] =
        ["全市", "全省", "全县", "全区", "全州", "全疆", "全旗", "我市", "我省", "我县", "我区"];
    let mut counts = [0; AREAS.len()];
    for at in ["全", "我"].into_iter().flat_map(|begin| memchr::memmem::find_iter(text.as_bytes(), begin)) {
        if let Some(area) = AREAS.iter().position(|area| text[at..].starts_with(area)) {
            counts[area] += 1;
        }
    }
    // Beyond so many it makes no difference how long the document is.
    let counts = counts.map(|count: usize| count.min(1000));
    let sum: usize = counts.iter().sum();
    let counted = || AREAS.iter().zip(counts);
    let throughout = counted().find(|&(_, count)| count >= 4 && count * 10 >= sum * 7);
    let title = layout
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Title && block.span.of(text).contains("公报"));
    let titled = title.and_then(|title| {
        let title = title.span.of(text);
        let grade = |area: &str| area.chars().next_back().is_some_and(|grade| title.contains(grade));
        counted().filter(|(area, count)| *count > 0 && grade(area)).max_by_key(|(_, count)| *count)
    });
    throughout.or(titled).map(|(area, _)| Name::from(*area))
}

/// The day of the letter: when it was signed, or else produced, or else released.
fn letter_date(layout: &Layout) -> Option<Date> {
    [Field::SignedOn, Field::ProducedOn, Field::ReleasedOn].into_iter().find_map(|field| {
        layout.metadata.iter().filter(|entry| entry.field == field).find_map(|entry| iso(&entry.value))
    })
}

fn iso(value: &str) -> Option<Date> {
    let mut parts = value.trim().splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map_or(Ok(1), str::parse).ok()?;
    let day = parts.next().map_or(Ok(1), |day| day.get(..2).unwrap_or(day).parse()).ok()?;
    ((1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Date {
        year,
        month,
        day,
    })
}
