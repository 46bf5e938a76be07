//! The engine: paragraphs into sentences, clauses and figures, and what each figure is about.

mod figure;
mod theme;
mod topic;

use std::borrow::Cow;
use std::sync::Arc;

use super::clause::{self, Left};
use super::label;
use super::lexicon::{AREAS, DONE, HEADS, LEADS, LIST_VERBS, PLANS, SUBJECTS, VERBS};
use super::scan::{self, Kind, Mark};
use super::words::{List, list};
use super::{Direction, Measure, Name, Observation, Period, Qualifier, Status};
use crate::Span;
use crate::notation::{is_one_of, is_word};
use crate::period::{Anchor, Bound, Time, When, listed_years};
use crate::unit::Dimension;

pub(super) use theme::theme_of;
use topic::leading_verb;

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
    /// What the clause just before, which had no figure, was about.
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
    acted: Vec<Topic>,
    /// The period and the area in which the paragraph began.
    opened: (Option<Period>, Option<Name>),
    /// The growth of a whole that sectors or kinds make up: 规模以上工业增加值, 居民消费价格.
    grown: Option<Topic>,
    /// What the last rank of the sentence was of, and among whom.
    ranked: Option<(Topic, Option<Name>)>,
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
    /// The latest year that the text tells of, other than as a date to come.
    told: Option<u16>,
    /// The reference area of a document that speaks of one throughout.
    pub(super) home: Option<Name>,
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
            opened: (None, None),
            grown: None,
            ranked: None,
            toward: None,
            topics: Vec::new(),
            sentence_from: 0,
            whole: None,
            half: false,
            whole_from: 0,
            within: false,
            total: None,
            criterion: None,
            clause_topic: None,
            named_until: 0,
            period_since: 0,
            told: latest_year(text),
            home: None,
            marks: Vec::new(),
            letter: false,
        }
    }

    /// Reads `within`, a paragraph or the part of one that a point governs, and gives the scope at its end.
    pub(super) fn segment(&mut self, within: Span, scope: Scope) -> Scope {
        self.theme.clone_from(&scope.theme);
        self.grown = None;
        self.owner = None;
        self.acted.clear();
        self.opened = (scope.period.clone(), scope.area.clone());
        self.scope = scope;
        self.topics.clear();
        self.total = None;
        let marks = scan::scan(self.text, within, std::mem::take(&mut self.marks));
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
        self.toward = None;
        self.base = None;
        self.among = None;
        // What the sentence before the last spoke of is forgotten.
        let old = self.sentence_from.min(self.topics.len());
        self.topics.drain(..old);
        self.sentence_from = self.topics.len();
        let figures = marks[range.clone()]
            .iter()
            .any(|mark| matches!(mark.kind, Kind::Quantity(_) | Kind::Bare(_) | Kind::Rank(_)));
        if !figures {
            self.note_point();
        }
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
                    break;
                }
                // 预计 holds to the end of its half-sentence.
                if matches!(marks[at].kind, Kind::Semicolon) {
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
                    append(&mut out, before.strip_suffix('于').filter(acts).unwrap_or(before));
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

    /// Whether a time is what something is measured against: 比上年, 是2010年的.
    fn is_base(&self, mark: &Mark) -> bool {
        const MEASURED: List = List::new(&[
            "相比",
            "比较",
            "同期相比",
            "持平",
            "基本持平",
            "基础上",
            "的基础上",
            "同期持平",
            "价格",
            "不变价",
            "同期基本持平",
            "基数",
        ]);
        let before = &self.text[self.sentence.start.min(mark.span.start)..mark.span.start];
        let after = self.text[mark.span.end..].trim_start();
        let of = |rest: &str| rest.starts_with(crate::numeral::may_begin);
        // 2000年底前建成的小区: which of them.
        let bounds = after.strip_prefix('前').is_some_and(|rest| scan::near(rest, 4).contains('的'));
        bounds
            || MEASURED.begins(after)
            || match before.chars().next_back() {
                Some('比') => !before.ends_with("占比"),
                Some('较' | '是' | '过' | '超' | '占') => true,
                // 已于今年3月开通 is when; 高于去年 a comparison.
                Some('于') => before[..before.len() - "于".len()].ends_with(COMPARING),
                Some('到' | '至' | '足') => {
                    list!["恢复到", "恢复至"].ends(before)
                        // 不到去年全年的三成
                        || list!["不到", "不足"].ends(before) && after.strip_prefix('的').is_some_and(of)
                }
                // 完成年初预算的52.4%
                Some('成') => {
                    before.ends_with("完成") && list!["预算", "计划", "目标", "任务"].begins(after)
                }
                // 为一九五五年的百分之九十八
                Some('为') => after.strip_prefix('的').is_some_and(of),
                Some('与' | '同') => after.starts_with('相'),
                _ => false,
            }
    }

    fn clause(&mut self, marks: &[Mark], range: std::ops::Range<usize>, clause: Span, figures: bool) {
        if !figures {
            let held = self.scope.period.clone();
            self.times(marks, range.clone(), clause.end);
            if self.ends_in_origin(marks, range, clause) {
                self.scope.period = held;
            }
            self.note_area(clause);
            return;
        }
        if opens_point(clause.of(self.text)) {
            (self.scope.period, self.scope.area) = self.opened.clone();
            self.sentence_topic = None;
            self.theme.clone_from(&self.scope.theme);
        }
        self.note_status(clause);
        self.note_toward(clause);
        if clause.of(self.text).trim() == "其中" {
            self.within = true;
            return;
        }
        let mut items: Vec<usize> = Vec::new();
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
        // 请各单位1名负责人到会: how many are asked to come is no figure.
        let asks = clause.of(self.text).trim_start().starts_with('请');
        items.retain(|&at| {
            !(asks
                && matches!(&marks[at].kind, Kind::Quantity(q) if q.dimension() == Some(Dimension::People)))
        });
        // 连续亏损已达9个月: how long, no figure.
        items.retain(|&at| {
            let streak = |unit: &str| matches!(unit, "个月" | "年");
            let lasting = matches!(&marks[at].kind, Kind::Quantity(q) if streak(&q.unit));
            !(lasting && self.text[clause.start..marks[at].span.start].contains("连续"))
        });
        self.drop_weak(marks, &mut items);
        let mut chain: Option<Chain> = None;
        let mut start = clause.start;
        let mut groups = groups.into_iter().peekable();
        let mut done_times = range.start;
        let (held, first) = (self.scope.period.clone(), self.observations.len());
        for n in 0..items.len() {
            let mark = &marks[items[n]];
            if n > 0 && self.leaves_its_time(marks, range.start, (items[n - 1], items[n])) {
                self.scope.period.clone_from(&held);
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
        self.times(marks, done_times..range.end, clause.end);
        if self.ends_in_origin(marks, range.clone(), clause) {
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
    }

    /// 由2020年的3120平方米提高到4350平方米: the year belongs to where the movement began, not to where it led.
    fn leaves_its_time(&self, marks: &[Mark], from: usize, (last, this): (usize, usize)) -> bool {
        let between = self.text[marks[last].span.end..marks[this].span.start].trim_end();
        let timed = |range: std::ops::Range<usize>| {
            marks[range].iter().rfind(|mark| matches!(mark.kind, Kind::Time(_)) && !self.is_base(mark))
        };
        between.ends_with(['到', '至'])
            && timed(last + 1..this).is_none()
            && timed(from..last).is_some_and(|time| {
                let (before, own) = (&self.text[..time.span.start], time.span.of(self.text));
                before.ends_with(['由', '从', '自']) || own.starts_with(['由', '从', '自'])
            })
    }

    /// 由上年的61.2%提高到62.1%: the only time of the clause is where its movement began, and holds no further.
    fn ends_in_origin(&self, marks: &[Mark], range: std::ops::Range<usize>, clause: Span) -> bool {
        let last =
            marks[range].iter().rfind(|mark| matches!(mark.kind, Kind::Time(_)) && !self.is_base(mark));
        last.is_some_and(|time| {
            let before = &self.text[clause.start.min(time.span.start)..time.span.start];
            let own = time.span.of(self.text);
            let after = &self.text[time.span.end..clause.end.max(time.span.end)];
            (before.ends_with(['由', '从']) || own.starts_with(['由', '从']))
                && list!["到", "至", "调整为", "变为"].is_in(after)
        })
    }

    /// 2022年、2023年，…分别为A和B: each figure of the list has its own year.
    fn part_years(&mut self, first: usize, clause: Span) {
        let Some(period) = &self.scope.period else { return };
        let figures = &mut self.observations[first..];
        if figures.len() < 2 || !list!["分别", "依次"].is_in(clause.of(self.text)) {
            return;
        }
        let years = listed_years(&period.text);
        if years.len() != figures.len() {
            return;
        }
        for (figure, (text, start, end)) in figures.iter_mut().zip(years) {
            figure.period = Some(Period { text: text.into(), start: Some(start), end: Some(end) });
        }
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

    /// Times up to `end` set the period that holds from there.
    fn times(&mut self, marks: &[Mark], range: std::ops::Range<usize>, end: usize) {
        for mark in &marks[range] {
            if let Kind::Time(time) = mark.kind
                && mark.span.end <= end
                && !self.is_base(mark)
            {
                self.set_period(mark.span, time);
            }
        }
    }

    fn set_period(&mut self, span: Span, time: Time) {
        let mut text = span.of(self.text);
        let mut time = time;
        // 到1982年的: the end of a movement, not a date until which.
        if time.bound == Bound::Until && self.text[span.end..].starts_with('的') {
            text = text.trim_start_matches(['到', '至']);
            time.bound = Bound::During;
        }
        if let Some(year) = time.year() {
            self.anchor.year = Some(year);
        } else if let (When::Relative(offset, _), Some(today)) = (time.when, self.anchor.today) {
            self.anchor.year = today.year.checked_add_signed(offset.into());
        }
        let (start, end) = time.days(self.anchor);
        let last = end.or(start);
        let next_year = matches!(time.when, When::Relative(1.., _));
        let ahead = time.bound == Bound::Until;
        self.scope.ahead = match (last, self.anchor.today) {
            (Some(last), Some(today)) => last.year > today.year,
            // Without a date of its own a document stands where the years it tells of end.
            (last, _) => {
                let past = last.is_some_and(|last| self.told.is_some_and(|told| last.year <= told));
                next_year || ahead && !past && text.starts_with(['到', '至']) && text.len() > "至今".len()
            }
        };

        let text = without_blanks(text);
        self.scope.period = Some(Period { text: (&*text).into(), start, end });
        self.period_since = span.start;
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
        {
            return;
        }
        let named = HEADS.suffix(name).is_some_and(|(word, ())| word.chars().count() > 1);
        // 粮食总产量五连增
        let streak = list!["连增", "连降", "连涨", "连跌", "连丰", "连升"].suffix(name);
        let streak =
            streak.map(|word| name[..name.len() - word.len()].trim_end_matches(crate::numeral::may_begin));
        let at = if named { None } else { label::predicate(name, 2) };
        let name = at.map_or(if named { name } else { "" }, |at| &name[..at]);
        let name = if name.is_empty() { streak.unwrap_or_default() } else { name };
        let name = clause::read(name, false, false).name;
        if (2..=24).contains(&name.chars().count()) && leading_verb(&name).0.is_empty() {
            self.waiting = Some(name);
        }
    }

    fn note_status(&mut self, clause: Span) {
        let text = clause.of(self.text);
        let text = &text[..scan::floor(text, 400)];
        let mut target = opens_with_task(text);
        for (at, word, status) in PLANS.places(text) {
            let planned = status.is_some_and(|_| is_plan(text, at, word));
            if planned && status == Some(Status::Estimate) {
                self.status = status;
                return;
            }
            target |= planned || is_tense(text, at);
        }
        if target {
            self.status = Some(Status::Target);
        } else if self.status == Some(Status::Target)
            && list!["已完成", "已建成", "已累计", "已投入"].is_in(text)
        {
            // 计划实施312公里，截至10月底已完成276公里
            self.status = Some(Status::Actual);
        }
    }

    /// Quantities that bound a group or a thing and are no figures themselves: 10亿元以上企业, 超百亿元工业企业16家.
    fn bounds(&self, marks: &[Mark], items: &[usize], clause: Span) -> Vec<usize> {
        let mut bounds: Vec<usize> = Vec::new();
        for n in (0..items.len()).rev() {
            let (Kind::Quantity(quantity) | Kind::Bare(quantity)) = &marks[items[n]].kind else { continue };
            let span = marks[items[n]].span;
            let next = items.get(n + 1).map(|&at| marks[at].span);
            let after = &self.text[span.end..next.map_or(clause.end, |span| span.start)];
            let bounded = matches!(
                quantity.qualifier,
                Qualifier::AtLeast | Qualifier::AtMost | Qualifier::Over | Qualifier::Under
            );
            let noun =
                after.starts_with(|c: char| is_word(c) || c == '“') && !after.starts_with(['和', '与', '及']);
            let measured = !matches!(
                quantity.dimension(),
                None | Some(Dimension::Ratio | Dimension::Points | Dimension::Multiple | Dimension::Place)
            );
            // 500米站点覆盖率, 15分钟服务圈覆盖率: how far the thing covered may be.
            let reach = matches!(quantity.dimension(), Some(Dimension::Length | Dimension::Duration))
                && quantity.qualifier == Qualifier::Exact
                && noun
                && after.find("覆盖率").is_some_and(|at| {
                    after[..at].chars().count() <= 10 && !after[..at].contains(['，', '、'])
                });
            // 800米范围内
            let reach = reach
                || quantity.dimension() == Some(Dimension::Length)
                    && list!["范围内", "半径内", "内不"].begins(after);
            let age = quantity.dimension() == Some(Dimension::Duration) && noun;
            // 500户、1000户以上, not 9家、50亿元以上
            let listed = after.trim() == "、"
                && items.get(n + 1).is_some_and(|at| {
                    let like = matches!(&marks[*at].kind, Kind::Quantity(q) | Kind::Bare(q) if q.dimension() == quantity.dimension());
                    bounds.last() == Some(at) && (like || quantity.found.is_none())
                });
            let counted_before = n > 0
                && matches!(&marks[items[n - 1]].kind, Kind::Quantity(q) if matches!(q.dimension(), Some(Dimension::Count | Dimension::People)))
                && matches!(quantity.dimension(), Some(Dimension::Money | Dimension::People))
                && quantity.qualifier == Qualifier::Over
                && {
                    let between = &self.text[marks[items[n - 1]].span.end..span.start];
                    (1..=8).contains(&between.chars().count())
                        && between.chars().all(is_word)
                        && SUBJECTS.suffix(between).is_some()
                };
            // 6个镇自来水普及率超过95%: which of them are counted.
            let told_of = n > 0
                && quantity.dimension() == Some(Dimension::Ratio)
                && bounded
                && matches!(&marks[items[n - 1]].kind, Kind::Quantity(q) if q.dimension() == Some(Dimension::Count))
                && {
                    let between = &self.text[marks[items[n - 1]].span.end..span.start];
                    (4..=20).contains(&between.chars().count())
                        && between.chars().all(is_word)
                        && list!["率", "比重", "占比"].ends(between)
                        && !list!["平均", "总体", "综合", "增长", "提高"].is_in(between)
                };
            let governs = measured && bounded && noun && next.is_some() && !after.starts_with("带动") && {
                let tied = clause::read(after, false, false);
                // 56人以上大班额占比由9.7%降至4.1%, 10万元以上的行政村占比88.6%; 3100多家增加到 says where it came to.
                !tied.name.is_empty()
                    && (tied.moves.is_none() && tied.share.is_none()
                        || tied.from
                        || tied.share.is_some() && after.starts_with('的'))
                    && !after.contains('、')
                    && after.chars().count() <= 24
            };
            let defines = measured
                && bounded
                && noun
                && next.is_none()
                && quantity.qualifier != Qualifier::Over
                && quantity.dimension() != Some(Dimension::Times);
            // 对年销售额突破1亿元的企业
            let granted = measured
                && after.starts_with('的')
                && !after.starts_with("的标准")
                && clause.of(self.text).trim_start().starts_with('对')
                && quantity.qualifier != Qualifier::Exact;
            let bare_level = defines && after.chars().count() <= 30;
            // 超千亿元1家
            let adjacent = measured && bounded && matches!(after, "" | "的") && next.is_some();
            if governs
                || adjacent
                || listed && measured
                || counted_before
                || told_of
                || age && bounded
                || reach
                || bare_level
                || granted
            {
                bounds.push(items[n]);
            }
        }
        bounds.reverse();
        bounds
    }

    /// Chinese numerals of one digit count only beside a count that surely does: 26只中国名牌产品、…和四个集聚区.
    fn drop_weak(&self, marks: &[Mark], items: &mut Vec<usize>) {
        let count = |at: usize, weak: bool| matches!(&marks[at].kind, Kind::Quantity(q) if q.weak == weak && matches!(q.dimension(), Some(Dimension::Count | Dimension::People | Dimension::Times)));
        let beside = |one: usize, other: usize| {
            let between = &self.text[marks[one].span.end..marks[other].span.start];
            between.len() <= 90 && between.contains(['、', '和', '及', '与'])
        };
        let weak = |at: usize| matches!(&marks[at].kind, Kind::Quantity(q) if q.weak);
        if !items.iter().any(|&at| weak(at)) {
            return;
        }
        let kept: Vec<usize> = (0..items.len())
            .filter(|&n| {
                !weak(items[n])
                    || count(items[n], true)
                        && (n > 0 && count(items[n - 1], false) && beside(items[n - 1], items[n])
                            || n + 1 < items.len()
                                && count(items[n + 1], false)
                                && beside(items[n], items[n + 1]))
            })
            .map(|n| items[n])
            .collect();
        *items = kept;
    }
}

/// What stands before 于 in a comparison: 高于, 快于, 相当于.
const COMPARING: [char; 20] = [
    '高', '低', '快', '慢', '优', '劣', '多', '少', '大', '小', '好', '差', '长', '短', '强', '弱', '当',
    '等', '同', '先',
];

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

/// `text` without its white space.
fn without_blanks(text: &str) -> Cow<'_, str> {
    match text.contains(char::is_whitespace) {
        true => text.split_whitespace().collect::<String>().into(),
        false => text.into(),
    }
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
    if and.is_empty() || and == "和" && rest.starts_with(['谐', '田', '平']) {
        return (false, trimmed);
    }
    (true, rest.trim_start())
}

/// The latest year in `text` that no 到 or 至 makes a date to come.
fn latest_year(text: &str) -> Option<u16> {
    memchr::memmem::find_iter(text.as_bytes(), "年")
        .filter_map(|at| {
            let from = scan::ceil(text, at.saturating_sub(4 * "四".len()));
            let digits = text[from..at].trim_start_matches(|c: char| !crate::period::is_year_digit(c));
            if digits.len() < 4 {
                return None;
            }
            let before = &text[..at - digits.len()];
            let time = crate::period::read(&text[at - digits.len()..])?;
            time.year().filter(|_| !before.ends_with(['到', '至', '—', '-', '～', '－']))
        })
        .max()
}

/// Whether `word`, which stands at `at`, makes a plan there: 确保, not 确保了; 目标, not 完成目标的.
fn is_plan(text: &str, at: usize, word: &str) -> bool {
    let (before, after) = (&text[..at], &text[at + word.len()..]);
    !after.starts_with(['了', '数'])
        && !after.starts_with("完成数")
        && !(word == "目标"
            && (after.starts_with('的') || after.starts_with("任务的") || before.ends_with(['超', '成'])))
}

/// Whether a clause begins a further point of a list inside the paragraph: 二是, （2）.
fn opens_point(text: &str) -> bool {
    let text = text.trim_start();
    let later = |c: char| matches!(c, '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '2'..='9');
    let rest = text.trim_start_matches(['(', '（']);
    let Some(after) = rest.strip_prefix(later) else { return false };
    after.starts_with(['是', '要']) || rest.len() < text.len() && after.starts_with([')', '）'])
}

/// Whether a clause tells of what is to come by its beginning: 要推动, 我们要实现.
fn opens_with_task(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !is_word(c));
    text.strip_prefix("我们").unwrap_or(text).strip_prefix('要').is_some_and(is_act)
}

/// Whether the word at `at` tells of what is to come: 将新建, 拟安排, not 干将 or 拟定.
fn is_tense(text: &str, at: usize) -> bool {
    let (before, rest) = text.split_at(at);
    let Some(after) = rest.strip_prefix(['将', '拟']) else { return false };
    let word =
        before.ends_with(['干', '模', '比', '虚', '草', '即']) || after.starts_with(['军', '近', '要']);
    !word && (is_act(after) || rest.starts_with("拟定"))
}

fn is_act(text: &str) -> bool {
    VERBS.prefix(text).is_some_and(|(word, ())| word != "是" && word != "为")
        || LIST_VERBS.prefix(text).is_some()
        || text.starts_with(['再', '比', '于'])
}

pub(super) fn lead(text: &str) -> Option<&str> {
    let (word, unless) = LEADS.prefix(text)?;
    let rest = &text[word.len()..];
    (!rest.starts_with(|c| is_one_of(c, unless))).then_some(rest)
}

fn figures_in(marks: &[Mark], range: std::ops::Range<usize>) -> bool {
    marks[range].iter().any(|mark| matches!(mark.kind, Kind::Quantity(_) | Kind::Rank(_)))
}
