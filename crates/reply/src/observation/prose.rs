//! The engine: paragraphs into sentences, clauses and figures, and what each figure is about.

mod beside;
mod bounds;
mod figure;
mod frame;
mod names;
mod rank;
mod row;
mod standard;
mod status;
mod theme;
mod times;
mod topic;

use std::borrow::Cow;
use std::sync::Arc;

use super::clause::{self, Left, Phrases};
use super::document::Names;
use super::label;
use super::lexicon::{AREAS, DONE, HEADS, LEADS, LIST_VERBS, SUBJECTS};
use super::scan::{self, Kind, Mark};
use super::words::{List, list};
use super::{Date, Direction, Measure, Name, Observation, Period, Qualifier, Status};
use crate::Span;
use crate::notation::is_one_of;
use crate::period::Anchor;
use crate::unit::Dimension;

use names::leading_verb;
pub(super) use theme::theme_of;
use times::latest_year;

/// What the text has established when a figure is read, and where it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// Path of the section.
    pub(super) section: Arc<[usize]>,
    /// What the heading or point above is about, where it names a thing.
    pub(super) heading: Option<Name>,
    /// The theme of the headings above.
    pub(super) theme: Option<Name>,
    /// The period that holds.
    pub(super) period: Option<Period>,
    /// Whether that period lies ahead.
    pub(super) ahead: bool,
    /// The reference area that holds.
    pub(super) area: Option<Name>,
    /// Whether the section speaks of what is to come.
    pub(super) planned: bool,
}

/// What a figure was about, for the next one that does not say.
#[derive(Clone, Debug, Default)]
struct Topic {
    area: Option<Name>,
    subject: Option<Name>,
    criterion: Option<Name>,
    indicator: Name,
    /// The name before its unit completed it.
    name: Name,
    /// The observation it was read for.
    index: usize,
    measure: Option<Measure>,
    dimension: Option<Dimension>,
    /// Whether it is a part of a total given before.
    part: bool,
    /// Whether it was added to what there was: 新增学位2万个.
    increment: bool,
    /// The whole that its share was of.
    whole: Option<Name>,
}

/// How the figures of a list are read when only the first is introduced.
#[derive(Clone, Debug)]
struct Chain {
    left: Left,
    topics: Vec<Topic>,
    next: usize,
    measure: Option<Measure>,
    basis: Option<Name>,
    direction: Option<Direction>,
    /// The verb that governs the list.
    verb: String,
    adds: bool,
    /// Whether names stand after the figures.
    after: bool,
    /// The grade that the first name begins with: 国家级.
    grade: Option<String>,
    /// The qualifier that stands before the first figure.
    qualifier: Qualifier,
}

/// How many bytes before a stretch of time 连续 may stand: 连续亏损已达9个月.
const NEAR: usize = 60;

/// The period that holds, whether it lies ahead, and the status.
type Held = (Option<Period>, bool, Option<Status>);

/// Reads the figures of one text.
pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) anchor: Anchor,
    pub(super) observations: Vec<Observation>,
    scope: Scope,
    /// The area and the name that a bracket with a figure stands after.
    bracketed: Option<(Option<Name>, String)>,
    /// The whole that a clause of its own names: 参保职工中，….
    among: Option<Name>,
    /// The words of the clause just before, which had no figure.
    waiting: Option<String>,
    /// The rate's base where a clause of its own gives it: 比一九八○年，….
    base: Option<Name>,
    /// The measure that the sentence began with, where its own figure was none: 生产总值连续跨越三个台阶.
    sentence_name: Option<Name>,
    /// What the sentence began with.
    sentence_topic: Option<Name>,
    sentence: Span,
    status: Option<Status>,
    /// What the paragraph is about, for figures that name nothing in particular.
    theme: Option<Name>,
    /// Whose verbs the paragraph tells of: 住房公积金 新增开户, …; 发放贷款.
    owner: Option<Name>,
    /// What the paragraph said was done to what, for a verb that comes again without its object.
    acted: Vec<(Option<Dimension>, Name)>,
    /// The period and the area in which the paragraph began, and whether that period lies ahead.
    opened: (Option<Period>, Option<Name>, bool),
    /// The growth of a whole that sectors or kinds make up: 规模以上工业增加值, 居民消费价格.
    grown: Option<Topic>,
    /// What the last rank of the sentence was of, and among whom.
    ranked: Option<(Topic, Option<Name>)>,
    /// The measure that the sentence gives each of several groups: 报销比例 of 报销比例为一级医院90%，二级医院70%.
    allotted: Option<(Option<Dimension>, Name)>,
    /// Whom the sentence provides for: 对家庭经济困难幼儿，….
    toward: Option<Name>,
    /// What the last figures were about, of this sentence and the one before.
    topics: Vec<Topic>,
    /// Where the topics of this sentence and of this half of it (after ；) begin.
    sentence_from: usize,
    /// The whole that 其中 breaks down, until the sentence ends.
    whole: Option<Topic>,
    /// Whether a semicolon has closed the half-sentence that named its parts.
    half: bool,
    /// Where the topics of this half of the sentence begin.
    half_from: usize,
    /// Index of that whole among the topics.
    whole_from: usize,
    /// 其中 stood alone before the comma.
    within: bool,
    /// The last figure of the paragraph that is no part of another.
    total: Option<Topic>,
    /// The bracket that defines what is counted after it.
    criterion: Option<Name>,
    /// What the figure before in the same list of predicates was about, with 增速 and its like.
    clause_topic: Option<Topic>,
    /// Where the name of a figure that it follows ends.
    named_until: usize,
    /// Where the period that holds was set.
    period_since: usize,
    /// The last day of that period, as far as it goes to compare it with another.
    until: Option<Date>,
    /// What held before a period that only says when something will begin.
    passing: Option<Held>,
    /// The latest year that the text tells of, other than as a date to come.
    told: Option<u16>,
    /// The reference area of a document that speaks of one throughout.
    pub(super) home: Option<Name>,
    /// What the words before figures say.
    phrases: Phrases,
    /// The names of all figures.
    pub(super) names: Names,
    /// The room that the figures of the clause before took.
    items: Vec<usize>,
    /// The room that the marks of the paragraph before took.
    marks: Vec<Mark>,
    /// Whether the document is a reply.
    pub(super) letter: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, anchor: Anchor) -> Self {
        Self {
            text,
            anchor,
            observations: Vec::new(),
            scope: Scope::default(),
            bracketed: None,
            among: None,
            waiting: None,
            base: None,
            sentence_name: None,
            sentence_topic: None,
            sentence: Span::default(),
            status: None,
            theme: None,
            owner: None,
            acted: Vec::new(),
            opened: (None, None, false),
            grown: None,
            ranked: None,
            allotted: None,
            toward: None,
            topics: Vec::new(),
            sentence_from: 0,
            whole: None,
            half: false,
            half_from: 0,
            whole_from: 0,
            within: false,
            total: None,
            criterion: None,
            clause_topic: None,
            named_until: 0,
            period_since: 0,
            until: None,
            passing: None,
            told: latest_year(text),
            home: None,
            phrases: Phrases::default(),
            names: Names::default(),
            items: Vec::new(),
            marks: Vec::new(),
            letter: false,
        }
    }

    /// Reads `within`, a paragraph or the part of one that a point governs, and gives the scope at its end.
    pub(super) fn segment(&mut self, within: Span, scope: Scope) -> Scope {
        self.theme = theme::run_in(within.of(self.text)).map(Name::from).or_else(|| scope.theme.clone());
        self.grown = None;
        self.owner = None;
        self.acted.clear();
        self.opened = (scope.period.clone(), scope.area.clone(), scope.ahead);
        self.scope = scope;
        self.topics.clear();
        self.total = None;
        let marks = scan::scan(self.text, within, std::mem::take(&mut self.marks), &mut self.names);
        let mut from = 0;
        let mut start = within.start;
        let mut at = 0;
        while at < marks.len() {
            match marks[at].kind {
                Kind::Open(close) if close < marks.len() => at = close,
                Kind::Stop => {
                    self.sentence(&marks, from..at, Span::new(start, marks[at].span.end));
                    start = marks[at].span.end;
                    from = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        self.sentence(&marks, from..marks.len(), Span::new(start, within.end.max(start)));
        self.marks = marks;
        std::mem::take(&mut self.scope)
    }

    fn sentence(&mut self, marks: &[Mark], range: std::ops::Range<usize>, span: Span) {
        let lead = span.of(self.text).len() - span.of(self.text).trim_start().len();
        self.sentence = Span::new(span.start + lead, span.end);
        self.status = None;
        self.whole = None;
        self.half = false;
        self.within = false;
        self.sentence_topic = None;
        self.sentence_name = None;
        self.waiting = None;
        self.ranked = None;
        self.allotted = None;
        self.toward = None;
        self.base = None;
        self.among = None;
        // What the sentence before the last spoke of is forgotten.
        let old = self.sentence_from.min(self.topics.len());
        self.topics.drain(..old);
        self.sentence_from = self.topics.len();
        self.half_from = self.sentence_from;
        let figures = marks[range.clone()]
            .iter()
            .any(|mark| matches!(mark.kind, Kind::Quantity(_) | Kind::Bare(_) | Kind::Rank(_)));
        if !figures {
            self.note_point();
        }
        self.scope.planned |= self.announces_plan(figures);
        let mut from = range.start;
        let mut start = self.sentence.start;
        let mut fresh = true;
        let mut at = range.start;
        loop {
            let ends =
                at >= range.end || matches!(marks[at].kind, Kind::Comma | Kind::Semicolon | Kind::Colon);
            if let Some(&Mark { kind: Kind::Open(close), .. }) = marks.get(at).filter(|_| at < range.end)
                && close < range.end
            {
                at = close + 1;
                continue;
            }
            if ends {
                let end = if at < range.end { marks[at].span.start } else { self.sentence.end };
                let clause = Span::new(start.min(end), end);
                if from > range.start
                    && matches!(marks[from - 1].kind, Kind::Semicolon)
                    && self.whole_from >= self.sentence_from
                {
                    self.half = true;
                }
                if fresh && figures {
                    self.sentence_topic = self.topic_of(marks, from..at.min(range.end), clause);
                }
                self.clause(marks, from..at.min(range.end), clause, figures);
                if at >= range.end {
                    self.end_passing();
                    break;
                }
                // 预计 holds to the end of its half-sentence.
                if matches!(marks[at].kind, Kind::Semicolon) {
                    self.half_from = self.topics.len();
                    self.end_passing();
                    self.status = self.status.filter(|status| *status != Status::Estimate);
                }
                fresh = matches!(marks[at].kind, Kind::Semicolon)
                    || fresh && self.sentence_topic.is_none() && !figures_in(marks, from..at);
                start = marks[at].span.end;
                from = at + 1;
            }
            at += 1;
        }
    }

    /// 二是现代物流业。 alone in its sentence: a point that gives the subject of what follows.
    fn note_point(&mut self) {
        let text = self.sentence.of(self.text).trim_end_matches('。');
        let Some((_, subject)) = text.split_once('是').filter(|(marker, _)| {
            marker.chars().count() <= 2
                && marker.chars().all(|c| crate::numeral::chinese_digit(c).is_some() || c == '十')
                && !marker.is_empty()
        }) else {
            return;
        };
        if SUBJECTS.suffix(subject).is_some()
            && subject.chars().count() <= 16
            && leading_verb(subject).0.is_empty()
        {
            self.scope.heading = Some(subject.into());
            self.theme = None;
            self.scope.period = None;
        }
    }

    /// Whose figures a sentence states: the phrase before its first verb, where it names a body or a sector.
    fn topic_of(&mut self, marks: &[Mark], range: std::ops::Range<usize>, clause: Span) -> Option<Name> {
        let figure = marks[range.clone()]
            .iter()
            .find(|mark| matches!(mark.kind, Kind::Quantity(_) | Kind::Bare(_) | Kind::Rank(_)))
            .map_or(clause.end, |mark| mark.span.start);
        let end = scan::floor(self.text, figure.min(clause.start + 180));
        let flat = self.flat(marks, range, clause.start, end.max(clause.start));
        let mut text = flat.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '、' | '：'));
        while let Some(rest) = AREAS.prefix(text).map(|(word, ())| &text[word.len()..]).or_else(|| lead(text))
        {
            text = rest.trim_start();
        }
        let at = label::predicate(text, 2);
        // 救援力量备案26支, 农业保险为4万户提供保障: the verb right before the figure.
        let at = at.or_else(|| list!["备案", "挂牌", "为"].suffix(text).map(|verb| text.len() - verb.len()));
        // 农机产业制造历史悠久: without a verb, the phrase up to the name of a body or sector.
        let at = at.or_else(|| {
            let ends = list!["产业", "行业", "集团", "公司", "园区", "企业"];
            let end = ends.find(text).map(|(at, end)| at + end.len());
            // 龙头企业86家: counted, not spoken of.
            end.filter(|&end| end < text.trim_end().len())
        })?;
        let topic = text[..at].trim_end_matches(['的', '已', '均']);
        let sound = DONE.prefix(topic).is_none()
            && topic.chars().count() <= 20
            && !topic.contains(['等', '其', '、']);
        if sound && HEADS.suffix(topic).is_some() {
            self.sentence_name = Some(topic.into());
        }
        // 企业效益下滑: said of firms at large.
        let general = matches!(topic, "企业" | "产业" | "行业" | "项目")
            || list!["相关", "有关", "各类", "部分", "多数", "会同", "联合", "协同", "配合"].begins(topic);
        let named = sound && !general && SUBJECTS.suffix(topic).is_some() && topic.chars().count() <= 20;
        let starts = LIST_VERBS.prefix(topic).is_none_or(|(word, ())| word.chars().count() == 1);
        (named && starts && !topic.contains(['等', '其', '、'])).then(|| topic.into())
    }

    /// The text from `start` to `end` without brackets and without the times that were read as periods.
    fn flat(&self, marks: &[Mark], range: std::ops::Range<usize>, start: usize, end: usize) -> Cow<'a, str> {
        let mut out = Cow::default();
        let mut from = start;
        let mut at = range.start;
        // A name is cut to its end anyway, so a distant beginning need not be copied.
        let far = scan::floor(self.text, end.saturating_sub(600).max(start));
        from = from.max(far);
        at += marks[range.clone()].partition_point(|mark| mark.span.end <= from);
        while at < range.end && marks[at].span.start < end {
            let mark = &marks[at];
            let skip = match mark.kind {
                // 中欧班列（义新欧）: a short bracket without a mark inside belongs to the name.
                Kind::Open(close)
                    if close == at + 1 && mark.span.start > start && self.is_name(marks, at) =>
                {
                    None
                }
                Kind::Open(close) if close < range.end => Some((close, marks[close].span.end)),
                Kind::Time(_) if !self.is_base(mark) => Some((at, mark.span.end)),
                _ => None,
            };
            if let Some((last, until)) = skip {
                if mark.span.start >= from {
                    let before = &self.text[from..mark.span.start];
                    // 已于今年3月开通: the preposition goes with its time.
                    let timed = matches!(mark.kind, Kind::Time(_));
                    let acts = |before: &&str| {
                        let opens = before.is_empty();
                        timed && (opens || before.ends_with(['已', '将', '拟', '均', '曾', '并', '先', '后']))
                    };
                    // 用三年时间, 连续三年每年
                    let leads = list!["用", "连续"].suffix(before).filter(|_| timed).map_or(0, str::len);
                    let before = &before[..before.len() - leads];
                    let free = before
                        .strip_suffix('于')
                        .filter(acts)
                        .or_else(|| without_when(before).filter(|_| timed));
                    append(&mut out, free.unwrap_or(before));
                }
                from = until.min(end).max(from);
                at = last;
            }
            at += 1;
        }
        if from < end {
            append(&mut out, &self.text[from..end]);
        }
        out
    }

    fn is_name(&self, marks: &[Mark], open: usize) -> bool {
        let inside = &self.text[marks[open].span.end..marks[open + 1].span.start];
        inside.chars().count() <= 6 && !list!["下同", "含", "以下", "简称", "不含", "其中"].is_in(inside)
    }

    fn clause(&mut self, marks: &[Mark], range: std::ops::Range<usize>, clause: Span, figures: bool) {
        let opening = clause.of(self.text).trim_start();
        if opens_point(opening) {
            (self.scope.period, self.scope.area, self.scope.ahead) = self.opened.clone();
            self.sentence_topic = None;
            self.theme.clone_from(&self.scope.theme);
        }
        if !figures {
            let held = (self.scope.period.clone(), self.scope.ahead, self.status);
            self.times(marks, range.clone(), clause.end);
            self.note_passing(&held, marks, range.clone(), clause);
            let (held, ..) = held;
            if self.ends_in_movement(marks, range, clause, held.as_ref()) {
                self.scope.period = held;
            }
            self.note_area(clause);
            return;
        }
        let held = (self.scope.period.clone(), self.scope.ahead, self.status);
        self.end_estimate(marks.get(range.start), clause);
        self.note_status(clause);
        self.note_toward(clause);
        if opening.strip_prefix("其中").is_some_and(|rest| rest.trim_start().is_empty()) {
            self.within = true;
            return;
        }
        let mut items = std::mem::take(&mut self.items);
        items.clear();
        let mut groups: Vec<(usize, usize)> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match marks[at].kind {
                Kind::Open(close) if close < range.end => {
                    groups.push((at, close));
                    at = close;
                }
                Kind::Quantity(_) | Kind::Rank(_) => items.push(at),
                Kind::Bare(_) if self.is_index(marks, range.start, at, clause) => items.push(at),
                _ => {}
            }
            at += 1;
        }
        let bounds = self.bounds(marks, &items, clause);
        items.retain(|at| bounds.binary_search(at).is_err());
        let asks = opening.starts_with('请');
        items.retain(|&at| {
            let Kind::Quantity(quantity) = &marks[at].kind else { return true };
            // 请各单位1名负责人到会: how many are asked to come is no figure.
            let asked = asks && quantity.dimension() == Some(Dimension::People);
            // 连续亏损已达9个月: how long, no figure.
            let from = scan::floor(self.text, marks[at].span.start.saturating_sub(NEAR)).max(clause.start);
            let lasts = matches!(&*quantity.unit, "个月" | "年")
                && self.text[from..marks[at].span.start].contains("连续");
            !asked
                && !lasts
                && !self.is_field(marks, at)
                && !self.is_first(quantity, clause)
                && !self.sums_up_names(quantity, clause)
        });
        self.drop_weak(marks, &mut items);
        let mut chain: Option<Chain> = None;
        let mut start = clause.start;
        let mut groups = groups.into_iter().peekable();
        let mut done_times = range.start;
        let first = self.observations.len();
        for n in 0..items.len() {
            let mark = &marks[items[n]];
            if n > 0 && self.leaves_its_time(marks, range.start, (items[n - 1], items[n])) {
                self.scope.period.clone_from(&held.0);
            }
            while let Some(group) = groups.next_if(|&(open, _)| open < items[n]) {
                // （净入库税收大于1亿元）53家: the bracket defines what is counted after it.
                if self.defines(marks, group) {
                    let inside = &self.text[marks[group.0].span.end..marks[group.1].span.start];
                    self.criterion = Some(inside.into());
                } else {
                    self.group(marks, group);
                }
            }
            self.times(marks, done_times..items[n], mark.span.start);
            done_times = items[n];
            let next = items.get(n + 1).map_or(clause.end, |&next| marks[next].span.start);
            let figure = Figure {
                marks,
                range: range.clone(),
                items: &items,
                bounds: &bounds,
                n,
                start,
                next,
                clause,
            };
            self.named_until = mark.span.end;
            chain = self.figure(&figure, chain);
            self.criterion = None;
            start = self.named_until;
        }
        self.part_years(first, clause);
        self.time_behind(marks, done_times..range.end, first);
        self.times(marks, done_times..range.end, clause.end);
        if items.is_empty() {
            self.note_passing(&held, marks, range.clone(), clause);
        }
        let (held, ..) = held;
        if self.ends_in_movement(marks, range.clone(), clause, held.as_ref()) {
            self.scope.period = held;
        }
        if items.is_empty() {
            self.note_area(clause);
            self.note_trial(clause);
            self.note_waiting(marks, range.clone(), clause);
        } else {
            self.waiting = None;
        }
        for group in groups {
            self.group(marks, group);
        }
        self.items = items;
    }

    /// Whether a count is of the first of an order, 前10家企业, and none of all there are.
    fn is_first(&self, quantity: &scan::Quantity, clause: Span) -> bool {
        let before = &self.text[clause.start.min(quantity.numeral)..quantity.numeral];
        let times = list!["此前", "以前", "之前", "提前", "空前", "底前", "末前", "日前", "月前", "年前"];
        quantity.dimension() == Some(Dimension::Count) && before.ends_with('前') && !times.ends(before)
    }

    /// Whether a count only says among how many a place was taken, or how many steps: 在全省16个市州中列第五, 连跨3个千亿级台阶.
    fn is_field(&self, marks: &[Mark], at: usize) -> bool {
        let Kind::Quantity(quantity) = &marks[at].kind else { return false };
        let rest = &self.text[marks[at].span.end..];
        let ranked = || {
            // 8个县（市、区）中并列第三
            let bracket = marks.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Open(_)));
            let next = if bracket { at + 3 } else { at + 1 };
            let next = marks.get(next).filter(|next| matches!(next.kind, Kind::Rank(_)))?;
            let (field, verb) = rest.get(..next.span.start - marks[at].span.end)?.split_once('中')?;
            Some(field.chars().count() <= 6 && verb.chars().count() <= 3)
        };
        quantity.dimension() == Some(Dimension::Count)
            && (ranked() == Some(true) || scan::near(rest, 8).contains("级台阶"))
    }

    /// Reads what stands in brackets after a figure, or before none.
    fn group(&mut self, marks: &[Mark], (open, close): (usize, usize)) {
        let inner = Span::new(marks[open].span.end, marks[close].span.start);
        if !figures_in(marks, open + 1..close) || self.defines(marks, (open, close)) {
            return;
        }
        let kept = (self.scope.period.clone(), self.scope.ahead, self.whole.clone());
        let spoken = self.topics.len();
        // 高等院校（12所）: the name stands before the bracket.
        let lead = &self.text[scan::floor(self.text, marks[open].span.start.saturating_sub(75))
            .max(self.sentence.start)..marks[open].span.start];
        let lead = lead.rsplit(['，', '。', '；', '：', ',', ')', '）']).next().unwrap_or_default();
        let name = clause::read(lead, false, false);
        if !lead.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | '％'))
            && marks[..open].last().is_none_or(|mark| mark.span.end != marks[open].span.start)
        {
            self.bracketed =
                Some((name.area.clone(), name.name)).filter(|(_, name)| name.chars().count() >= 2);
        }
        let mut from = open + 1;
        let mut start = inner.start;
        for at in open + 1..=close {
            if at == close
                || matches!(marks[at].kind, Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Stop)
            {
                let end = marks[at].span.start;
                // Brackets inside brackets are not opened again.
                if marks[from..at].iter().all(|mark| !matches!(mark.kind, Kind::Open(_))) {
                    self.clause(marks, from..at, Span::new(start, end), true);
                }
                start = marks[at].span.end;
                from = at + 1;
            }
        }
        self.bracketed = None;
        // 养老机构38家（其中敬老院29家），床位4120张: what follows goes back to before the bracket.
        if spoken > self.sentence_from {
            self.topics.truncate(spoken);
        }
        (self.scope.period, self.scope.ahead, self.whole) = kept;
    }

    /// Whether a bracket says who is counted: （净入库税收大于1亿元）.
    fn defines(&self, marks: &[Mark], (open, close): (usize, usize)) -> bool {
        let text = &self.text[marks[open].span.end..marks[close].span.start];
        text.chars().count() <= 24
            && list!["大于", "小于", "高于", "低于", "不低于", "超过", "以上", "以下", "≥", ">", "下同", "含"]
                .is_in(text)
            && !list!["增长", "下降", "其中", "占"].is_in(text)
    }

    fn note_area(&mut self, clause: Span) {
        const OWN: List = List::new(&["我市", "我省", "我县", "我区", "本市", "我州"]);
        let text = clause.of(self.text).trim_start();
        let text = lead(text).unwrap_or(text);
        let own =
            |word: &str| word.starts_with(['全', '我', '本']) && !matches!(word, "全国" | "全球" | "全世界");
        if let Some((word, ())) = AREAS.prefix(text)
            && own(word)
        {
            self.scope.area = Some(word.into());
        } else if OWN.is_in(text) {
            self.scope.area = OWN.words().find(|word| text.contains(word)).map(Name::from);
        }
    }

    /// What a clause without a figure is about, for the figures of the next: 棉纱的产量，比上一年增加….
    fn note_waiting(&mut self, marks: &[Mark], range: std::ops::Range<usize>, clause: Span) {
        self.waiting = None;
        if clause.end - clause.start > 120 {
            return;
        }
        let flat = self.flat(marks, range, clause.start, clause.end);
        let name = flat.trim().trim_start_matches(['、', '，']);
        let name = name.strip_prefix("预计").unwrap_or(name);
        // 公路方面，新开工…
        let field = name.strip_suffix("方面").filter(|_| clause.start <= self.sentence.start);
        let sound = |field: &&str| {
            let opens = ['在', '从', '对', '就', '各', '以', '多', '一', '这', '其'];
            (2..=6).contains(&field.chars().count()) && !field.starts_with(opens)
        };
        if let Some(field) = field.filter(sound) {
            self.theme = Some(field.into());
            return;
        }
        // 从全国看，我省产量居第9位
        let view =
            name.strip_prefix('从').and_then(|name| name.strip_suffix('看').or(name.strip_suffix("来看")));
        if let Some(area) =
            view.filter(|area| AREAS.prefix(area).is_some_and(|(word, ())| word.len() == area.len()))
        {
            self.among = Some(area.into());
            return;
        }
        if let Some(base) = name.strip_prefix(['比', '较', '与', '同']) {
            let sound = name.starts_with(['比', '较']) || base.ends_with("比较") || base.ends_with('比');
            // 比一九五二年将有如下的增长：: only what it is compared with.
            let base = name.find(['将', '有']).map_or(name, |at| &name[..at]);
            if sound && base.contains(['年', '月', '期', '季']) {
                self.base = Some(base.into());
            }
            return;
        }
        if let Some(whole) = name.strip_suffix('中').filter(|whole| (2..=20).contains(&whole.chars().count()))
        {
            self.among = Some(whole.trim_start_matches('在').into());
            return;
        }
        if list!["扣除", "剔除"].begins(name) && name.ends_with("因素") {
            self.base = Some(name.into());
            return;
        }
        if list!["按", "扣除", "其", "从", "在", "如", "据", "经", "对", "通过", "围绕"].begins(name)
            && !list!["从业", "在校", "在职", "在建", "经济", "经营", "对外"].begins(name)
        {
            return;
        }
        self.waiting = Some(name.to_owned());
    }
}

/// What a clause without a figure is about, where the figure of the next leaves it unsaid.
fn waited(name: &str) -> Option<String> {
    // 医疗保健类涨幅最高，为5.3%
    let name = list!["最高", "最大", "最快", "最多", "最低", "最小", "最慢", "最少"]
        .suffix(name)
        .map_or(name, |most| &name[..name.len() - most.len()]);
    let named = HEADS.suffix(name).is_some_and(|(word, ())| word.chars().count() > 1);
    // 粮食总产量五连增
    let streak = list!["连增", "连降", "连涨", "连跌", "连丰", "连升"].suffix(name);
    let streak =
        streak.map(|word| name[..name.len() - word.len()].trim_end_matches(crate::numeral::may_begin));
    // A verb that ends the clause is its predicate too: 预算外资金却大幅度增加.
    let at = if named { None } else { label::predicate(&format!("{name}，"), 2) };
    let name = at.map_or(if named { name } else { "" }, |at| &name[..at]);
    let name = if name.is_empty() { streak.unwrap_or_default() } else { name };
    let name = clause::read(name, false, false).name;
    Some(name).filter(|name| (2..=24).contains(&name.chars().count()) && leading_verb(name).0.is_empty())
}

/// One figure in its clause.
struct Figure<'m> {
    marks: &'m [Mark],
    range: std::ops::Range<usize>,
    items: &'m [usize],
    /// The marks that only bound a group.
    bounds: &'m [usize],
    n: usize,
    /// Where the text that belongs to it begins.
    start: usize,
    /// Where the next figure begins, or the clause ends.
    next: usize,
    clause: Span,
}

impl Figure<'_> {
    fn mark(&self) -> &Mark {
        &self.marks[self.items[self.n]]
    }
}

/// The text without the preposition before a time inside it: 石岭公司 of 石岭公司在 before 2021年.
fn without_when(text: &str) -> Option<&str> {
    const WORDS: &str = "高低快慢优劣多少大小好差长短强弱当等同先由关对位属处出基鉴至用限终始善源敢便利适归介居服过致落现存所正实潜内外";
    let name = text.strip_suffix(['在', '于'])?;
    name.chars().next_back().filter(|&c| !is_one_of(c, WORDS)).map(|_| name)
}

/// Adds `piece` to `text`, which nothing is copied for while it has one piece.
fn append<'a>(text: &mut Cow<'a, str>, piece: &'a str) {
    match text.is_empty() {
        true => *text = piece.into(),
        false => text.to_mut().push_str(piece),
    }
}

/// Takes 、 和 及 from the beginning: the figure continues a list.
fn strip_and(text: &str) -> (bool, &str) {
    let trimmed = text.trim_start();
    let and = list!["、", "以及", "和", "及", "与", "，", ",", "或"].prefix(trimmed).unwrap_or_default();
    let rest = &trimmed[and.len()..];
    // 与2021年相比, 与上年持平: what it is compared with.
    let compared = and == "与"
        && (list!["相比", "比较"].is_in(scan::near(rest, 12)) || crate::period::read(rest).is_some());
    if and.is_empty() || compared || and == "和" && rest.starts_with(['谐', '田', '平']) {
        return (false, trimmed);
    }
    (true, rest.trim_start())
}

/// Whether a clause that begins with `text` begins a further point of a list inside the paragraph: 二是, （2）.
fn opens_point(text: &str) -> bool {
    let later = |c: char| matches!(c, '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '2'..='9');
    if !text.starts_with(|c| later(c) || matches!(c, '第' | '其' | '(' | '（')) {
        return false;
    }
    let rest = text.trim_start_matches(['(', '（']);
    // 第二，加强培训
    let ordinal = text.strip_prefix(['第', '其']).and_then(|rest| rest.strip_prefix(later));
    if ordinal.is_some_and(|after| after.is_empty() || after.starts_with(['、', '是'])) {
        return true;
    }
    let Some(after) = rest.strip_prefix(later) else { return false };
    after.starts_with(['是', '要']) || rest.len() < text.len() && after.starts_with([')', '）'])
}

pub(super) fn lead(text: &str) -> Option<&str> {
    let (word, unless) = LEADS.prefix(text)?;
    let rest = &text[word.len()..];
    (!rest.starts_with(|c| is_one_of(c, unless))).then_some(rest)
}

fn figures_in(marks: &[Mark], range: std::ops::Range<usize>) -> bool {
    marks[range].iter().any(|mark| matches!(mark.kind, Kind::Quantity(_) | Kind::Rank(_)))
}
