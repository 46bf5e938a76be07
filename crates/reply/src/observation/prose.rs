//! The engine: paragraphs into sentences, clauses and figures, and what each figure is about.

use super::clause::{self, Left};
use super::confidence::Evidence;
use super::label;
use super::lexicon::{
    ANAPHORS, AREAS, DEPENDENT, DONE, ESTIMATES, GROWTH_NOUNS, HEADS, LEADS, LIST_VERBS, SHARE_NOUNS,
    SUBJECTS, TAILS, TARGETS, Tail,
};
use super::scan::{self, Kind, Mark, Quantity, Rank, Special};
use super::{Direction, Measure, Observation, Period, Qualifier, Si, Source, Status};
use crate::Span;
use crate::period::{Anchor, Bound, Time, When};
use crate::unit::Dimension;

/// What the text has established when a figure is read, and where it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// Path of the section.
    pub(super) section: Vec<usize>,
    /// What the heading or point above is about, where it names a thing.
    pub(super) heading: Option<String>,
    /// The period that holds.
    pub(super) period: Option<Period>,
    /// Whether that period lies ahead.
    pub(super) ahead: bool,
    /// The reference area that holds.
    pub(super) area: Option<String>,
    /// Whether the section speaks of what is to come.
    pub(super) planned: bool,
}

/// What a figure was about, for the next one that does not say.
#[derive(Clone, Debug, Default)]
struct Topic {
    area: Option<String>,
    subject: Option<String>,
    criterion: Option<String>,
    indicator: String,
    /// The name before its unit completed it.
    name: String,
    /// The observation it was read for.
    index: usize,
    measure: Option<Measure>,
    dimension: Option<Dimension>,
    /// Whether it is a part of a total given before.
    part: bool,
    /// The whole that its share was of.
    whole: Option<String>,
}

/// How the figures of a list are read when only the first is introduced.
#[derive(Clone, Debug)]
struct Chain {
    left: Left,
    topics: Vec<Topic>,
    next: usize,
    measure: Option<Measure>,
    basis: Option<String>,
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
    bracketed: Option<(Option<String>, String)>,
    /// The whole that a clause of its own names: 参保职工中，….
    among: Option<String>,
    /// What the clause just before, which had no figure, was about.
    waiting: Option<String>,
    /// The rate's base where a clause of its own gives it: 比一九八○年，….
    base: Option<String>,
    /// The measure that the sentence began with, where its own figure was none: 生产总值连续跨越三个台阶.
    sentence_name: Option<String>,
    /// What the sentence began with.
    sentence_topic: Option<String>,
    sentence: Span,
    status: Option<Status>,
    /// What the last figures were about, of this sentence and the one before.
    topics: Vec<Topic>,
    /// Where the topics of this sentence and of this half of it (after ；) begin.
    sentence_from: usize,
    /// The whole that 其中 breaks down, until the sentence ends.
    whole: Option<Topic>,
    /// Index of that whole among the topics.
    whole_from: usize,
    /// 其中 stood alone before the comma.
    within: bool,
    /// The last figure of the paragraph that is no part of another.
    total: Option<Topic>,
    /// The bracket that defines what is counted after it.
    criterion: Option<String>,
    /// What the figure before in the same list of predicates was about, with 增速 and its like.
    clause_topic: Option<Topic>,
    /// Where the name of a figure that it follows ends.
    named_until: usize,
    /// The reference area of a document that speaks of one throughout.
    pub(super) home: Option<String>,
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
            topics: Vec::new(),
            sentence_from: 0,
            whole: None,
            whole_from: 0,
            within: false,
            total: None,
            criterion: None,
            clause_topic: None,
            named_until: 0,
            home: None,
        }
    }

    /// Reads `within`, a paragraph or the part of one that a point governs, and gives the scope at its end.
    pub(super) fn segment(&mut self, within: Span, scope: Scope) -> Scope {
        self.scope = scope;
        self.topics.clear();
        self.total = None;
        let marks = scan::scan(self.text, within);
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
        std::mem::take(&mut self.scope)
    }

    fn sentence(&mut self, marks: &[Mark], range: std::ops::Range<usize>, span: Span) {
        let lead = span.of(self.text).len() - span.of(self.text).trim_start().len();
        self.sentence = Span::new(span.start + lead, span.end);
        self.status = None;
        self.whole = None;
        self.within = false;
        self.sentence_topic = None;
        self.sentence_name = None;
        self.waiting = None;
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
                    self.whole = None;
                }
                if fresh && figures {
                    self.sentence_topic = self.topic_of(marks, from..at.min(range.end), clause);
                }
                self.clause(marks, from..at.min(range.end), clause, figures);
                if at >= range.end {
                    break;
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
            self.scope.heading = Some(subject.to_owned());
            self.scope.period = None;
        }
    }

    /// Whose figures a sentence states: the phrase before its first verb, where it names a body or a sector.
    fn topic_of(&mut self, marks: &[Mark], range: std::ops::Range<usize>, clause: Span) -> Option<String> {
        let end = scan::floor(self.text, clause.end.min(clause.start + 180));
        let flat = self.flat(marks, range, clause.start, end.max(clause.start));
        let mut text = flat.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '、' | '：'));
        while let Some(rest) = AREAS.prefix(text).map(|(word, ())| &text[word.len()..]).or_else(|| lead(text))
        {
            text = rest.trim_start();
        }
        let at = text.char_indices().skip(2).map(|(at, _)| at).find(|&at| label::predicate_at(text, at));
        // 农机产业制造历史悠久: without a verb, the phrase up to the name of a body or sector.
        let at = at.or_else(|| {
            let ends = ["产业", "行业", "集团", "公司", "园区", "企业"];
            ends.iter().filter_map(|end| text.find(end).map(|at| at + end.len())).min()
        })?;
        let topic = text[..at].trim_end_matches(['的', '已', '均']);
        let sound =
            DONE.prefix(topic).is_none() && topic.chars().count() <= 20 && !topic.contains(['等', '其']);
        if sound && HEADS.suffix(topic).is_some() {
            self.sentence_name = Some(topic.to_owned());
        }
        let named = sound && SUBJECTS.suffix(topic).is_some() && topic.chars().count() <= 20;
        let starts = LIST_VERBS.prefix(topic).is_none_or(|(word, ())| word.chars().count() == 1);
        (named && starts && !topic.contains(['等', '其'])).then(|| topic.to_owned())
    }

    /// The text from `start` to `end` without brackets and without the times that were read as periods.
    fn flat(&self, marks: &[Mark], range: std::ops::Range<usize>, start: usize, end: usize) -> String {
        let mut out = String::new();
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
                Kind::Open(close) if close == at + 1 && self.is_name(marks, at) => None,
                Kind::Open(close) if close < range.end => Some((close, marks[close].span.end)),
                Kind::Time(_) if !self.is_base(mark) => Some((at, mark.span.end)),
                _ => None,
            };
            if let Some((last, until)) = skip {
                if mark.span.start >= from {
                    out.push_str(&self.text[from..mark.span.start]);
                }
                from = until.min(end).max(from);
                at = last;
            }
            at += 1;
        }
        if from < end {
            out.push_str(&self.text[from..end]);
        }
        out
    }

    fn is_name(&self, marks: &[Mark], open: usize) -> bool {
        let inside = &self.text[marks[open].span.end..marks[open + 1].span.start];
        inside.chars().count() <= 6
            && !["下同", "含", "以下", "简称", "不含", "其中"].iter().any(|word| inside.contains(word))
    }

    /// Whether a time is what something is measured against: 比上年, 是2010年的.
    fn is_base(&self, mark: &Mark) -> bool {
        let before = &self.text[self.sentence.start.min(mark.span.start)..mark.span.start];
        let after = self.text[mark.span.end..].trim_start();
        (before.ends_with(['比', '较', '于', '是', '过', '超']) || before.ends_with("相当于"))
            && !before.ends_with("占比")
            || [
                "相比",
                "同期相比",
                "持平",
                "基本持平",
                "基础上",
                "的基础上",
                "同期持平",
                "价格",
                "同期基本持平",
                "基数",
            ]
            .iter()
            .any(|word| after.starts_with(word))
            || before.ends_with(['与', '同']) && after.starts_with("相")
    }

    fn clause(&mut self, marks: &[Mark], range: std::ops::Range<usize>, clause: Span, figures: bool) {
        if !figures {
            self.times(marks, range, clause.end);
            self.note_area(clause);
            return;
        }
        self.note_status(clause);
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
        self.drop_weak(marks, &mut items);
        let mut chain: Option<Chain> = None;
        let mut start = clause.start;
        let mut groups = groups.into_iter().peekable();
        let mut done_times = range.start;
        for n in 0..items.len() {
            let mark = &marks[items[n]];
            while let Some(group) = groups.next_if(|&(open, _)| open < items[n]) {
                // （净入库税收大于1亿元）53家: the bracket defines what is counted after it.
                if self.defines(marks, group) {
                    let inside = &self.text[marks[group.0].span.end..marks[group.1].span.start];
                    self.criterion = Some(inside.to_owned());
                } else if n > 0 {
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
        self.times(marks, done_times..range.end, clause.end);
        if items.is_empty() {
            self.note_area(clause);
            self.note_waiting(marks, range.clone(), clause);
        } else {
            self.waiting = None;
        }
        for group in groups {
            self.group(marks, group);
        }
    }

    /// Reads what stands in brackets after a figure, or before none.
    fn group(&mut self, marks: &[Mark], (open, close): (usize, usize)) {
        let inner = Span::new(marks[open].span.end, marks[close].span.start);
        if !figures_in(marks, open + 1..close) || self.defines(marks, (open, close)) {
            return;
        }
        let kept = (self.scope.period.clone(), self.scope.ahead, self.whole.clone());
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
        (self.scope.period, self.scope.ahead, self.whole) = kept;
    }

    /// Whether a bracket says who is counted: （净入库税收大于1亿元）.
    fn defines(&self, marks: &[Mark], (open, close): (usize, usize)) -> bool {
        let text = &self.text[marks[open].span.end..marks[close].span.start];
        text.chars().count() <= 24
            && ["大于", "小于", "高于", "低于", "不低于", "超过", "以上", "以下", "≥", ">", "下同", "含"]
                .iter()
                .any(|word| text.contains(word))
            && !["增长", "下降", "其中", "占"].iter().any(|word| text.contains(word))
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
            _ => next_year || ahead && text.starts_with(['到', '至']) && text.len() > "至今".len(),
        };
        self.scope.period = Some(Period { text: text.split_whitespace().collect(), start, end });
    }

    fn note_area(&mut self, clause: Span) {
        let text = clause.of(self.text).trim_start();
        let text = lead(text).unwrap_or(text);
        let own =
            |word: &str| word.starts_with(['全', '我', '本']) && !matches!(word, "全国" | "全球" | "全世界");
        if let Some((word, ())) = AREAS.prefix(text)
            && own(word)
        {
            self.scope.area = Some(word.to_owned());
        } else if let Some(word) =
            ["我市", "我省", "我县", "我区", "本市", "我州"].into_iter().find(|word| text.contains(word))
        {
            self.scope.area = Some(word.to_owned());
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
        if let Some(base) = name.strip_prefix(['比', '较', '与', '同']) {
            let sound = name.starts_with(['比', '较']) || base.ends_with("相比") || base.ends_with('比');
            self.base = Some(name.to_owned())
                .filter(|_| sound && base.contains(['年', '月', '期', '季']))
                .or(self.base.take());
            return;
        }
        if let Some(whole) = name.strip_suffix('中').filter(|whole| (2..=20).contains(&whole.chars().count()))
        {
            self.among = Some(whole.trim_start_matches('在').to_owned());
            return;
        }
        if ["按", "扣除", "其", "从", "在", "如", "据", "经", "对", "通过", "围绕"]
            .iter()
            .any(|start| name.starts_with(start))
        {
            return;
        }
        let named = HEADS.suffix(name).is_some_and(|(word, ())| word.chars().count() > 1);
        let at = if named {
            None
        } else {
            name.char_indices().skip(2).map(|(at, _)| at).find(|&at| label::predicate_at(name, at))
        };
        let name = at.map_or(if named { name } else { "" }, |at| &name[..at]);
        let name = clause::read(name, false, false).name;
        if (2..=24).contains(&name.chars().count()) && leading_verb(&name).0.is_empty() {
            self.waiting = Some(name);
        }
    }

    fn note_status(&mut self, clause: Span) {
        let text = clause.of(self.text);
        let text = &text[..scan::floor(text, 400)];
        if ESTIMATES.iter().any(|word| text.contains(word)) {
            self.status = Some(Status::Estimate);
        } else if TARGETS.iter().any(|word| text.contains(word)) {
            self.status = Some(Status::Target);
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
            let noun = after.starts_with(|c: char| c.is_alphanumeric() || c == '“')
                && !after.starts_with(['和', '与', '及']);
            let measured = !matches!(
                quantity.dimension(),
                None | Some(Dimension::Ratio | Dimension::Points | Dimension::Multiple | Dimension::Place)
            );
            let age = quantity.dimension() == Some(Dimension::Duration) && noun;
            let listed = after.trim() == "、" && items.get(n + 1).is_some_and(|at| bounds.last() == Some(at));
            let counted_before = n > 0
                && matches!(&marks[items[n - 1]].kind, Kind::Quantity(q) if matches!(q.dimension(), Some(Dimension::Count | Dimension::People)))
                && matches!(quantity.dimension(), Some(Dimension::Money | Dimension::People))
                && quantity.qualifier == Qualifier::Over
                && {
                    let between = &self.text[marks[items[n - 1]].span.end..span.start];
                    (1..=8).contains(&between.chars().count())
                        && between.chars().all(char::is_alphanumeric)
                        && SUBJECTS.suffix(between).is_some()
                };
            let governs = measured && bounded && noun && next.is_some() && !after.starts_with("带动") && {
                let tied = clause::read(after, false, false);
                tied.moves.is_none()
                    && tied.share.is_none()
                    && !after.contains('、')
                    && after.chars().count() <= 24
            };
            let defines = measured
                && bounded
                && noun
                && next.is_none()
                && quantity.qualifier != Qualifier::Over
                && quantity.dimension() != Some(Dimension::Times);
            let bare_level = defines && after.chars().count() <= 20;
            // 超千亿元1家
            let adjacent = measured && bounded && matches!(after, "" | "的") && next.is_some();
            if governs || adjacent || listed && measured || counted_before || age && bounded || bare_level {
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
        let kept: Vec<usize> = (0..items.len())
            .filter(|&n| {
                let weak = matches!(&marks[items[n]].kind, Kind::Quantity(q) if q.weak);
                !weak
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

/// Takes 、 和 及 from the beginning: the figure continues a list.
fn strip_and(text: &str) -> (bool, &str) {
    let trimmed = text.trim_start();
    for and in ["、", "以及", "和", "及", "与", "，", ",", "或"] {
        if let Some(rest) = trimmed.strip_prefix(and)
            && !(and == "和" && rest.starts_with(['谐', '田', '平']))
        {
            return (true, rest.trim_start());
        }
    }
    (false, trimmed)
}

fn lead(text: &str) -> Option<&str> {
    let (word, unless) = LEADS.prefix(text)?;
    let rest = &text[word.len()..];
    (!rest.starts_with(|c| unless.contains(c))).then_some(rest)
}

fn figures_in(marks: &[Mark], range: std::ops::Range<usize>) -> bool {
    marks[range].iter().any(|mark| matches!(mark.kind, Kind::Quantity(_) | Kind::Rank(_)))
}

/// What a figure turned out to be.
struct Frame {
    measure: Measure,
    direction: Option<Direction>,
    basis: Option<String>,
    evidence: Evidence,
}

impl Reader<'_> {
    /// Reads one figure; the chain it leaves holds for the next of its list.
    fn figure(&mut self, figure: &Figure<'_>, chain: Option<Chain>) -> Option<Chain> {
        let mark = figure.mark();
        let flat = self.flat(figure.marks, figure.range.clone(), figure.start, mark.span.start);
        let (continues, body) = strip_and(&flat);
        let continues = continues && figure.n > 0;
        self.clause_topic = chain
            .as_ref()
            .filter(|_| continues)
            .and_then(|chain| chain.topics.get(chain.next).or(chain.topics.last()))
            .cloned();
        let is_rank = matches!(mark.kind, Kind::Rank(_));
        let flat_growth =
            matches!(&mark.kind, Kind::Quantity(q) if matches!(q.special, Special::Flat | Special::Doubles));
        let mut left = clause::read(body, is_rank, flat_growth);
        if left.name.is_empty()
            && left.moves.is_none()
            && left.share.is_none()
            && !is_rank
            && figure.n == 0
            && let Some((area, name)) = self.bracketed.take()
        {
            left.name = name;
            left.area = left.area.or(area);
            left.is = true;
        }
        if left.name.is_empty()
            && left.is_tied()
            && !is_rank
            && !left.within
            && figure.n == 0
            && let Some(name) = self.waiting.take()
        {
            left.name = name;
        }
        if left.moves.is_some() && left.against.is_none() {
            left.against.clone_from(&self.base);
        }
        left.within |= std::mem::take(&mut self.within);
        left.name = label::clip(&left.name).to_owned();
        // 连续跨越3000亿、4000亿、5000亿三个台阶: the steps before are no part of the name.
        if let Some(at) = left.name.find("跨越").filter(|&at| at > 0) {
            left.name.truncate(at);
            left.name.truncate(left.name.trim_end_matches(['连', '续', '先', '后', '相', '继']).len());
            left.is = true;
        }
        match &mark.kind {
            Kind::Rank(rank) => self.rank(figure, left, *rank, continues, chain),
            Kind::Quantity(quantity) => self.quantity(figure, left, quantity, continues, chain),
            Kind::Bare(quantity) => self.quantity(figure, left, quantity, continues, chain),
            _ => chain,
        }
    }

    /// Whether a number without a unit is an index: 采购经理指数为50.2.
    fn is_index(&self, marks: &[Mark], first: usize, at: usize, clause: Span) -> bool {
        let span = marks[at].span;
        let after = self.text[span.end..].chars().next();
        let large = matches!(&marks[at].kind, Kind::Bare(quantity) if quantity.power >= 8);
        let ends = after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '—' | '/' | '~'));
        if !ends && !large {
            return false;
        }
        let start = if at > first { marks[at - 1].span.end } else { clause.start };
        let before = &self.text
            [scan::floor(self.text, span.start.saturating_sub(90)).max(start.min(span.start))..span.start];
        let left = clause::read(before, false, false);
        let Kind::Bare(quantity) = &marks[at].kind else { return false };
        let rest = &self.text[span.end..];
        let closes = rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
            || rest.chars().take(6).collect::<String>().contains(['关', '阶']);
        if quantity.power >= 8 && closes && !rest.starts_with('、') {
            return true;
        }
        let named = ["指数", "系数", "PMI", "得分", "评分", "倍差", "收入比"]
            .iter()
            .any(|word| left.name.ends_with(word));
        named && left.is_tied()
    }

    /// How many figures follow that only a separator keeps apart, this one included.
    fn run(&self, figure: &Figure<'_>) -> usize {
        let mut count = 1;
        for pair in figure.items[figure.n..].windows(2) {
            let between = self.flat(
                figure.marks,
                figure.range.clone(),
                figure.marks[pair[0]].span.end,
                figure.marks[pair[1]].span.start,
            );
            let (listed, body) = strip_and(&between);
            let same = match (&figure.marks[pair[0]].kind, &figure.marks[pair[1]].kind) {
                (Kind::Rank(_), Kind::Rank(_)) => body.chars().count() <= 8,
                (Kind::Quantity(_), Kind::Quantity(_)) => body.is_empty() || body == "增长" || body == "下降",
                _ => false,
            };
            if !(listed && same) || count >= 64 {
                break;
            }
            count += 1;
        }
        count
    }

    /// The text right after the figure that may name what it counts.
    fn right<'t>(&'t self, figure: &Figure<'_>) -> &'t str {
        let from = figure.mark().span.end;
        let until = figure.marks[figure.items[figure.n] + 1..]
            .iter()
            .find(|mark| mark.span.start >= from)
            .map_or(figure.clause.end, |mark| mark.span.start)
            .min(figure.next)
            .min(figure.clause.end);
        let text = &self.text[from..until.max(from)];
        let text = &text[..scan::floor(text, 150)];
        let text = if text.starts_with(['、', '和', '及', '与', '或', ' ', '　', '/', '—', '-']) {
            ""
        } else {
            text
        };
        let end = label_end(text, until == figure.next && figure.next < figure.clause.end);
        let text = text[..end].trim();
        let verb = TAILS.prefix(text).is_some_and(|(word, tail)| {
            (word.chars().count() > 1 || matches!(word, "占" | "为" | "达" | "由" | "到" | "从"))
                && !matches!(tail, Tail::Adverb | Tail::Compares(_) | Tail::Each)
        }) || ["大关", "关口", "台阶", "门槛", "的规模", "的水平"]
            .iter()
            .any(|word| text.starts_with(word));
        if verb { "" } else { text }
    }

    /// The bound right after the noun of a count: 16家企业超100亿元.
    fn bound_after(&self, figure: &Figure<'_>, noun: &str) -> Option<String> {
        let at = figure.mark().span.end + noun.len();
        let found = figure.bounds.binary_search_by_key(&at, |&bound| figure.marks[bound].span.start).ok()?;
        Some(figure.marks[figure.bounds[found]].span.of(self.text).to_owned())
    }

    fn quantity(
        &mut self,
        figure: &Figure<'_>,
        mut left: Left,
        quantity: &Quantity,
        continues: bool,
        chain: Option<Chain>,
    ) -> Option<Chain> {
        if left.within {
            let level = self.topics.iter().rev().find(|topic| topic.measure != Some(Measure::Growth));
            self.whole = level.or(self.topics.last()).cloned();
            // Where the whole was given in this same sentence, its parts end with the half-sentence.
            self.whole_from =
                self.topics.len().saturating_sub(usize::from(self.topics.len() > self.sentence_from));
        }
        let empty = left.name.is_empty()
            && left.area.is_none()
            && !left.is_tied()
            && left.compares.is_none()
            && left.against.is_none();
        // 由15.8%提高到27.2%: both ends are of one kind.
        let came = chain.as_ref().filter(|chain| chain.left.from && left.to && left.name.is_empty()).cloned();
        let chain = chain.filter(|_| continues);
        let own = chain.as_ref().is_some_and(|chain| chain.after) && !self.right(figure).is_empty();
        let leaps =
            ["突破", "超", "逾", "达"].iter().any(|word| figure.mark().span.of(self.text).starts_with(word))
                && chain.as_ref().is_some_and(|chain| chain.measure == Some(Measure::Change));
        if let (true, Some(mut chain)) = (empty && !own && !leaps, chain.clone()) {
            // The figure says nothing of its own: it is the next of its list.
            chain.next += 1;
            let topic = chain.topics.get(chain.next).or(chain.topics.last()).cloned().unwrap_or_default();
            let right = self.right(figure).to_owned();
            let mut frame = self.frame(&chain.left, quantity, &topic.indicator, &right);
            if let Some(measure) = chain.measure {
                frame.measure = if quantity.special == Special::Plain { measure } else { frame.measure };
            }
            frame.basis = frame.basis.or_else(|| chain.basis.clone());
            frame.direction = frame.direction.or(chain.direction);
            frame.evidence.listed = true;
            // 分别超过8万元、4.5万元: what stands before the first holds for all.
            let mut quantity = quantity.clone();
            if quantity.qualifier == Qualifier::Exact {
                quantity.qualifier = chain.qualifier;
            }
            self.emit(figure, &quantity, topic, frame, &chain.left);
            return Some(chain);
        }
        let right = self.right(figure).to_owned();
        let adds = left.adds
            || left.name.starts_with("新增") && !left.name.starts_with("新增就业")
            || left.name.starts_with("净增");
        if adds && left.name.starts_with("新增") {
            left.name = left.name["新增".len()..].to_owned();
        } else if adds && left.name.starts_with("净增") {
            left.name = left.name["净增".len()..].to_owned();
        }
        left.adds = adds;
        if let Some(at) = left.name.find("新增").filter(|&at| at > 0)
            && quantity.dimension() == Some(Dimension::Count)
            && !left.name[at..].starts_with("新增就业")
            && SUBJECTS.suffix(&left.name[..at]).is_some()
        {
            left.adds = true;
            left.name.replace_range(at..at + "新增".len(), "");
        }
        let inherits_grade = chain.as_ref().and_then(|chain| chain.grade.clone());
        let (verb, _) = leading_verb(&left.name);
        let verb = if verb.is_empty() && !adds {
            chain.as_ref().map_or(String::new(), |chain| chain.verb.clone())
        } else {
            verb.to_owned()
        };
        let inherits =
            chain.as_ref().filter(|_| !leaps && !left.is_tied() && leading_verb(&left.name).0.is_empty());
        if let Some(chain) = inherits {
            left.adds |= chain.adds;
            left.status = left.status.or(chain.left.status);
            if !verb.is_empty() && !left.name.is_empty() && quantity.dimension() != Some(Dimension::Ratio) {
                left.name.insert_str(0, &verb);
            }
        }
        // 国家级绿色工厂20家、绿色园区1家: a grade holds for its list.
        let grade = grade_of(&left.name).map(str::to_owned);
        if let Some(grade) = inherits_grade.filter(|_| {
            grade.is_none() && !left.name.contains('级') && !left.name.is_empty() && !left.is_tied()
        }) {
            left.name.insert_str(0, &grade);
        }
        let mut evidence = Evidence::default();
        let run = self.run(figure);
        let topics = self.resolve(figure, &left, quantity, &right, run, &mut evidence);
        let first = topics.first().cloned().unwrap_or_default();
        let mut frame = self.frame(&left, quantity, &left.name, &right);
        frame.evidence = Evidence { default_rate: frame.evidence.default_rate, ..evidence };
        // 递增百分之四，争取达到百分之五: what it is to reach is of the same kind.
        let goes_on = evidence.elided && left.is && frame.measure == Measure::Rate && left.name.is_empty();
        if goes_on
            && let Some(last) = self.topics.last().filter(|topic| topic.measure == Some(Measure::Growth))
        {
            frame.measure = Measure::Growth;
            frame.direction = self.observations[last.index].direction;
            frame.basis.clone_from(&self.observations[last.index].basis);
            frame.evidence.default_rate = false;
        }
        if let Some(came) = came.filter(|_| quantity.special == Special::Plain) {
            frame.measure = came.measure.unwrap_or(frame.measure);
            frame.basis = came.basis;
            frame.evidence.default_rate = false;
        }
        if frame.measure == Measure::Share && left.share.is_none() && right.starts_with('的') {
            // 近三成的行政村
            frame.basis = Some(label::noun_and_predicate(right.trim_start_matches('的')).0.to_owned());
        }
        if frame.measure == Measure::Share && frame.basis.as_deref().is_none_or(str::is_empty) {
            frame.basis = self.carried_whole(&left, continues);
        }
        let chain = Chain {
            topics: topics.clone(),
            next: 0,
            measure: Some(frame.measure),
            basis: frame.basis.clone(),
            direction: frame.direction,
            verb,
            adds: left.adds,
            after: evidence.after,
            grade: grade.or_else(|| chain.as_ref().and_then(|chain| chain.grade.clone())),
            qualifier: if figure.mark().span.start < quantity.numeral {
                quantity.qualifier
            } else {
                Qualifier::Exact
            },
            left: left.clone(),
        };
        if left.about && quantity.qualifier == Qualifier::Exact {
            let about = Quantity { qualifier: Qualifier::About, ..quantity.clone() };
            self.emit(figure, &about, first, frame, &left);
            return Some(chain);
        }
        self.emit(figure, quantity, first, frame, &left);
        Some(chain)
    }

    /// What a share is of where the clause does not say: the last whole, or the figure that 其中 or a list goes back to.
    fn carried_whole(&self, left: &Left, continues: bool) -> Option<String> {
        let topic = self.topics.last();
        if left.within || self.whole.is_some() {
            let whole = self.whole.as_ref().or(topic)?;
            return Some(whole.name.clone()).filter(|name| !name.is_empty());
        }
        if let Some((whole, _)) = inner_part(&left.name) {
            return Some(whole.to_owned());
        }
        if let Some(whole) = &self.among {
            return Some(whole.clone());
        }
        let carried = topic.filter(|topic| continues || topic.whole.is_some())?;
        carried.whole.clone().or_else(|| Some(carried.name.clone())).filter(|name| !name.is_empty())
    }

    /// What kind of value the figure is.
    fn frame(&self, left: &Left, quantity: &Quantity, name: &str, right: &str) -> Frame {
        let mut evidence = Evidence::default();
        let mut direction = left.moves.filter(|_| !left.to && !left.from);
        let mut basis = left.against.clone();
        let dimension = quantity.dimension();
        let moved = direction.is_some();
        let measure = match (quantity.special, dimension) {
            (Special::Flat, _) => {
                direction = Some(Direction::Flat);
                Measure::Growth
            }
            (Special::Doubles, _) => {
                direction = None;
                Measure::Multiple
            }
            (Special::Ratio, _) => Measure::Rate,
            (_, Some(Dimension::Points | Dimension::Place)) => {
                direction = left.moves.or(left.compares).or_else(|| left.adds.then_some(Direction::Up));
                if direction.is_none() {
                    direction = self
                        .topics
                        .last()
                        .filter(|topic| topic.measure == Some(Measure::Change))
                        .and(Some(Direction::Up));
                }
                Measure::Change
            }
            (_, Some(Dimension::Multiple)) if moved => Measure::Growth,
            (_, Some(Dimension::Multiple)) => Measure::Multiple,
            (_, Some(Dimension::Ratio)) => {
                let noun = GROWTH_NOUNS.suffix(name);
                if let (Some((_, noun)), false) = (noun, left.share.is_some()) {
                    direction =
                        Some(direction.filter(|_| left.moves == Some(Direction::Down)).unwrap_or(noun));
                    Measure::Growth
                } else if moved && left.share.is_none() {
                    Measure::Growth
                } else if let Some(whole) = &left.share {
                    direction = None;
                    basis = Some(whole.clone());
                    Measure::Share
                } else if SHARE_NOUNS.suffix(name).is_some()
                    || right.starts_with('的') && right.chars().count() > 1 && !left.has
                    || left.name.ends_with("比例") && !left.name.ends_with("成比例")
                {
                    Measure::Share
                } else {
                    direction = None;
                    let names_rate = ["率", "度", "指数", "比例", "比率", "覆盖", "强度", "系数"]
                        .iter()
                        .any(|end| name.ends_with(end) || name.contains("率"));
                    evidence.default_rate = !names_rate;
                    Measure::Rate
                }
            }
            _ if left.adds => {
                direction = Some(Direction::Up);
                Measure::Change
            }
            _ if moved => Measure::Change,
            _ if left.compares.is_some() => {
                direction = left.compares;
                Measure::Change
            }
            _ if left.share.as_deref() == Some("") && dimension.is_some() => Measure::Level,
            _ => Measure::Level,
        };
        if !matches!(measure, Measure::Growth | Measure::Change) {
            direction = None;
        }
        if measure == Measure::Level || measure == Measure::Rate {
            basis = None;
        }
        Frame { measure, direction, basis, evidence }
    }

    /// What the figure, and those of its run, are about.
    fn resolve(
        &mut self,
        figure: &Figure<'_>,
        left: &Left,
        quantity: &Quantity,
        right: &str,
        run: usize,
        evidence: &mut Evidence,
    ) -> Vec<Topic> {
        let rank = quantity.unit == "位" && quantity.found.is_none();
        if let Some(area) = &left.area
            && area.starts_with(['全', '我', '本'])
            && !rank
        {
            self.scope.area = Some(area.clone());
        }
        let dimension = quantity.dimension();
        let pulled = left.pulls && ["拉动", "带动", "贡献"].iter().any(|word| left.name.starts_with(word));
        let base = Topic {
            area: left.area.clone().or_else(|| self.scope.area.clone()).or_else(|| self.home.clone()),
            criterion: self.criterion.take(),
            dimension,
            ..Topic::default()
        };
        let counts = matches!(dimension, Some(Dimension::Count | Dimension::People | Dimension::Times));
        let mut name = left.name.as_str();
        // 城镇实现747.1亿元: whose, of the thing spoken of.
        let parent = self.whole.clone();
        if left.share.is_none()
            && run > 1
            && (left.each || label::split_top(name).len() == run)
            && name.is_empty()
        {
            // 同比分别增长: of the figures just given.
            let recent = self.recent(run);
            if recent.len() == run {
                evidence.elided = true;
                return recent;
            }
        }
        let takes_right = !right.is_empty()
            && left.moves.is_none()
            && !left.from
            && left.share.is_none()
            && !matches!(dimension, Some(Dimension::Points | Dimension::Multiple))
            && (name.is_empty()
                || left.has
                || name.ends_with('等')
                || name.ends_with("等方面")
                || !(left.is || left.done || left.to)
                || left.adds && name.is_empty());
        if takes_right && run == 1 {
            return vec![self.named_after(figure, left, right, base, dimension, evidence)];
        }
        if name.is_empty() && !right.is_empty() && counts {
            return vec![self.named_after(figure, left, right, base, dimension, evidence)];
        }
        let pulls = |topic: &&Topic| matches!(topic.measure, Some(Measure::Growth | Measure::Level));
        if pulled && let Some(last) = self.topics.iter().rev().find(pulls) {
            // 拉动GDP增长1.3个百分点: said of what was just measured.
            evidence.elided = true;
            let indicator = name.to_owned();
            return vec![Topic {
                subject: Some(format!("{}{}", last.subject.clone().unwrap_or_default(), last.indicator)),
                indicator,
                part: true,
                ..base
            }];
        }
        let anaphor = ANAPHORS.prefix(name).filter(|(word, _)| word.len() == name.len());
        // 2024年计划改造72个: the object is the one just named.
        let bare_verb = leading_verb(name).1.is_empty()
            && right.is_empty()
            && self.topics.last().is_some_and(|topic| topic.dimension == dimension);
        if name.is_empty() || anaphor.is_some() || bare_verb {
            evidence.elided = true;
            let mut topic = self
                .clause_topic
                .take()
                .filter(|_| anaphor.is_none())
                .unwrap_or_else(|| self.antecedent(&base));
            evidence.lost = topic.indicator.is_empty();
            if left.area.is_some()
                && topic.area != left.area
                && left.name.is_empty()
                && left.is_tied()
                && topic.area.is_some()
            {
                topic.area.clone_from(&left.area);
            }
            if let Some((word, true)) = anaphor {
                topic.indicator.push_str(word);
                topic.name.clone_from(&topic.indicator);
            }
            return vec![topic];
        }
        if run > 1 {
            let items = label::split_list(name);
            let aligned = items.len() == run || left.each && items.len() > 1;
            if aligned {
                return items
                    .into_iter()
                    .take(run)
                    .map(|item| self.named(&base, left, &item, quantity, parent.as_ref(), evidence))
                    .collect();
            }
            evidence.unaligned = left.each;
        }
        if let Some((whose, what)) = label::divide(name) {
            name = what;
            let mut topic = self.named(
                &base,
                left,
                if what.is_empty() { whose } else { name },
                quantity,
                parent.as_ref(),
                evidence,
            );
            if !what.is_empty() {
                let (area, whose) = own_area(whose);
                topic.area = area.map(str::to_owned).or(topic.area);
                topic.subject = Some(whose.to_owned()).filter(|whose| !whose.is_empty());
            }
            return vec![topic];
        }
        vec![self.named(&base, left, name, quantity, parent.as_ref(), evidence)]
    }

    /// The last `count` things that figures of this sentence were about, each once.
    fn recent(&self, count: usize) -> Vec<Topic> {
        let mut out: Vec<Topic> = Vec::new();
        for topic in self.topics.iter().rev() {
            if out.len() == count {
                break;
            }
            if !out.iter().any(|known| known.indicator == topic.indicator && known.subject == topic.subject) {
                out.push(topic.clone());
            }
        }
        out.reverse();
        out
    }

    /// What a clause without a name of its own goes back to.
    fn antecedent(&self, base: &Topic) -> Topic {
        let here = self.topics.len() > self.sentence_from;
        if let Some(last) = self.topics.last().filter(|_| here || self.sentence_name.is_none()) {
            return Topic { whole: None, ..last.clone() };
        }
        let indicator = self.sentence_name.clone();
        let indicator = indicator
            .or_else(|| self.sentence_topic.clone())
            .or_else(|| self.scope.heading.clone())
            .unwrap_or_default();
        Topic { name: indicator.clone(), indicator, ..base.clone() }
    }

    /// A figure whose name stands before it.
    fn named(
        &self,
        base: &Topic,
        left: &Left,
        name: &str,
        quantity: &Quantity,
        parent: Option<&Topic>,
        evidence: &mut Evidence,
    ) -> Topic {
        let mut topic = base.clone();
        let given = name;
        let name = undone(name);
        let dependent = DEPENDENT.has(
            ["规上企业", "规模以上企业", "企业"]
                .iter()
                .find_map(|who| name.strip_prefix(who))
                .unwrap_or(name),
        );
        topic.name = name.to_owned();
        let whole_name = HEADS.suffix(name).is_some_and(|(word, ())| word.chars().count() > 1);
        let achieved = left.done || name.len() < given.len();
        let same = |topic: &&Topic| topic.dimension == quantity.dimension();
        // 其中住宅443.4万平方米; 城镇实现747.1亿元: a part of what was just measured.
        let listed_grade = name.ends_with('级') && name.chars().count() <= 4;
        let breaks_down = (left.within || left.done || parent.is_some() || listed_grade)
            && !whole_name
            && left.share.is_none();
        if breaks_down
            && left.moves.is_none()
            && let Some(whole) = parent
                .or(self.total.as_ref().filter(|_| left.done))
                .or(self.topics.last().filter(|_| listed_grade))
                .filter(same)
        {
            evidence.elided = true;
            topic.part = true;
            topic.criterion = topic.criterion.or_else(|| whole.criterion.clone());
            let bound = name.starts_with('超') || name.ends_with("以上") || name.ends_with("以下");
            match shared_kind(&whole.name, name) {
                _ if bound => {
                    topic.criterion = Some(name.to_owned());
                    topic.indicator = without_bound(&whole.name).to_owned();
                }
                None if quantity.dimension() == Some(Dimension::Count) && stands_alone(name) => {
                    topic.indicator = name.to_owned();
                }
                Some(modifier) => topic.indicator = format!("{modifier}{name}"),
                None => {
                    topic.subject = Some(name.to_owned());
                    topic.indicator = without_grade(&whole.name, name).to_owned();
                }
            }
            topic.name.clone_from(&topic.indicator);
            return self.completed(topic, quantity);
        }
        let group = parent
            .and_then(|whole| group_of(&whole.name))
            .filter(|group| whole_name && !name.starts_with(group));
        if let Some(group) = group {
            let overlap =
                ["工业", "居民", "企业"].iter().find(|end| group.ends_with(*end) && name.starts_with(*end));
            topic.subject = Some(group[..group.len() - overlap.map_or(0, |end| end.len())].to_owned());
            topic.part = true;
        } else if dependent {
            topic.subject = self.subject(name, achieved);
            evidence.dependent = topic.subject.is_none();
        } else if left.held || achieved && name.chars().count() <= 6 && left.name.len() == given.len() {
            topic.subject.clone_from(&self.sentence_topic);
        }
        // 采矿业增加值增长2.7%，制造业增长6.9%: the parts of a list have the measure of its first.
        if left.moves.is_some()
            && quantity.dimension() == Some(Dimension::Ratio)
            && is_sector(name)
            && let Some(head) = self
                .topics
                .last()
                .filter(|topic| topic.measure == Some(Measure::Growth))
                .and_then(|topic| sector_measure(&topic.indicator))
        {
            topic.subject = Some(name.to_owned());
            topic.indicator = head.to_owned();
            topic.name = format!("{name}{head}");
            return topic;
        }
        topic.indicator = name.to_owned();
        evidence.long = name.chars().count() > 26;
        self.completed(topic, quantity)
    }

    /// Whose figure a dependent name (产值) is.
    fn subject(&self, name: &str, achieved: bool) -> Option<String> {
        let here = self.topics[self.sentence_from.min(self.topics.len())..].last();
        let last = here.and_then(|topic| {
            topic
                .subject
                .clone()
                .or_else(|| achieved.then(|| topic.name.clone()))
                .or_else(|| group_of(&topic.name).filter(|_| is_of_firms(&topic.name)).map(str::to_owned))
        });
        // 在建项目87个，总投资365亿元: of what was just counted.
        const OF_COUNTED: [&str; 9] = [
            "总投资",
            "计划总投资",
            "计划投资",
            "投资额",
            "从业人员",
            "建筑面积",
            "总建筑面积",
            "占地面积",
            "年产值",
        ];
        let counted = here
            .filter(|topic| topic.dimension == Some(Dimension::Count) && OF_COUNTED.contains(&name))
            .map(|topic| topic.name.clone());
        self.sentence_topic.clone().or(last).or(counted).or_else(|| self.scope.heading.clone())
    }

    fn completed(&self, mut topic: Topic, quantity: &Quantity) -> Topic {
        let dimension =
            quantity.dimension().filter(|_| !matches!(quantity.special, Special::Flat | Special::Doubles));
        topic.indicator = label::complete(topic.indicator, dimension, &quantity.unit);
        topic
    }

    /// A figure whose name stands after it: 5家整车生产企业.
    #[allow(clippy::too_many_arguments, reason = "the facts of one figure, each used once")]
    fn named_after(
        &mut self,
        figure: &Figure<'_>,
        left: &Left,
        right: &str,
        base: Topic,
        dimension: Option<Dimension>,
        evidence: &mut Evidence,
    ) -> Topic {
        let mut topic = base;
        let (noun, predicate) = label::noun_and_predicate(right);
        let more = figure.next < figure.clause.end && self.text[..figure.next].ends_with(right);
        evidence.after = true;
        evidence.predicate = !predicate.is_empty();
        if let Some(bound) = self.bound_after(figure, right) {
            topic.criterion = Some(bound);
        }
        let until = figure.mark().span.end + right.len();
        let joins = |rest: &str| rest.trim_start().starts_with(['、', '和', '及', '与', '以']);
        // White space before `right` may set the place off, even to inside a character.
        if self.text.get(until..).is_some_and(joins) {
            self.named_until = until;
        }
        let noun = noun.trim_start_matches('的').trim_end_matches(['和', '及', '与', '、']);
        let shared = self.shared_noun(figure, noun);
        let mut indicator = label::counted(noun, if more { "" } else { predicate });
        indicator.push_str(shared);
        topic.name = noun.to_owned();
        let before = left.name.as_str();
        let (verb, rest) = leading_verb(before);
        if before.ends_with('等') || before.ends_with("等方面") {
            topic.subject = Some(before.to_owned()).filter(|_| before.ends_with('面'));
            indicator.insert_str(0, verb);
        } else if !verb.is_empty() {
            indicator = format!("{verb}{rest}{indicator}");
        } else if let Some((verb, ())) = LIST_VERBS.suffix(before) {
            // …指挥部、出台20条举措: only the last verb governs the count.
            indicator.insert_str(0, verb);
            let whose = before[..before.len() - verb.len()].trim_end_matches(['已', '共', '、']);
            topic.subject = Some(whose.to_owned())
                .filter(|whose| SUBJECTS.suffix(whose).is_some() && whose.chars().count() <= 16);
        } else if before.is_empty() {
            topic.subject = self.clause_topic.take().and_then(|topic| topic.subject);
            if topic.subject.is_none() && left.held {
                topic.subject.clone_from(&self.sentence_topic);
            }
        } else {
            let (area, whose) = own_area(before);
            topic.area = area.map(str::to_owned).or(topic.area);
            topic.subject = Some(undone(whose).to_owned()).filter(|whose| !whose.is_empty());
        }
        topic.indicator = label::complete(indicator, dimension, "");
        topic
    }

    /// The noun at the end of a list of counts that the earlier ones share: 5家整车和7家专用车生产企业.
    fn shared_noun(&self, figure: &Figure<'_>, noun: &str) -> &'static str {
        const NOUNS: [&str; 10] =
            ["生产企业", "企业", "项目", "产业", "平台", "机构", "学校", "园区", "基地", "中心"];
        let Some(&next) = figure.items.get(figure.n + 1) else { return "" };
        let between = &self.text[figure.mark().span.end..figure.marks[next].span.start];
        if !between.trim_end().ends_with(['和', '、', '及', '与'])
            || NOUNS.iter().any(|end| noun.ends_with(end))
        {
            return "";
        }
        let tail = &self.text[figure.marks[next].span.end..figure.clause.end];
        let tail = &tail[..scan::floor(tail, 90)];
        let (after, _) = label::noun_and_predicate(tail);
        if after.chars().count() < noun.chars().count() {
            ""
        } else {
            NOUNS.into_iter().find(|end| after.ends_with(end)).unwrap_or("")
        }
    }

    fn rank(
        &mut self,
        figure: &Figure<'_>,
        left: Left,
        rank: Rank,
        continues: bool,
        chain: Option<Chain>,
    ) -> Option<Chain> {
        let scoped = left.against.is_some() || left.area.is_some();
        let listed = (continues || left.to && left.name.is_empty())
            && chain.as_ref().is_some_and(|chain| chain.measure == Some(Measure::Rank));
        let tied = left.ranks || left.is || left.to || listed || scoped && rank.place <= 20.0;
        // 把稳定放在首位, 第一产业: no place in an order.
        if !tied || rank.at_most && !(left.ranks || scoped) || !(rank.sure || left.ranks || scoped || listed)
        {
            return chain;
        }
        let mut evidence = Evidence { listed, ..Evidence::default() };
        let basis = left.against.clone().or_else(|| left.area.clone().filter(|_| left.name.is_empty()));
        if listed && left.name.is_empty() {
            let mut chain = chain?;
            chain.next += 1;
            let topic = chain.topics.get(chain.next).or(chain.topics.last()).cloned().unwrap_or_default();
            let basis = basis.or(chain.basis.clone());
            self.emit_rank(figure, topic, rank, basis, evidence, &left);
            Some(chain)
        } else {
            let run = self.run(figure);
            let quantity = rank_quantity(rank, figure.mark().span.start);
            let mut named =
                Left { area: left.area.clone().filter(|_| !left.name.is_empty()), ..left.clone() };
            if basis.is_some() && named.area == basis && left.against.is_none() {
                named.area = None;
            }
            let topics = self.resolve(figure, &named, &quantity, "", run, &mut evidence);
            let topic = topics.first().cloned().unwrap_or_default();
            let chain = Chain {
                topics,
                next: 0,
                measure: Some(Measure::Rank),
                basis: basis.clone(),
                direction: None,
                verb: String::new(),
                adds: false,
                after: false,
                grade: None,
                qualifier: Qualifier::Exact,
                left: left.clone(),
            };
            self.emit_rank(figure, topic, rank, basis, evidence, &left);
            Some(chain)
        }
    }

    fn emit_rank(
        &mut self,
        figure: &Figure<'_>,
        topic: Topic,
        rank: Rank,
        basis: Option<String>,
        evidence: Evidence,
        left: &Left,
    ) {
        let quantity = rank_quantity(rank, figure.mark().span.start);
        let frame = Frame { measure: Measure::Rank, direction: None, basis, evidence };
        self.emit(figure, &quantity, topic, frame, left);
    }

    /// Adds the observation, and remembers what it was about.
    fn emit(
        &mut self,
        figure: &Figure<'_>,
        quantity: &Quantity,
        mut topic: Topic,
        frame: Frame,
        left: &Left,
    ) {
        if frame.measure == Measure::Level
            && left.status.is_none()
            && is_way(
                &format!("{}{}", topic.subject.as_deref().unwrap_or_default(), topic.indicator),
                quantity,
            )
        {
            return;
        }
        if frame.measure == Measure::Level && is_voltage(quantity) && !(left.is || left.to || left.from) {
            return;
        }
        // A figure that nothing names is shown where its verb makes it one; else it is no figure.
        if topic.indicator.is_empty()
            && topic.subject.is_none()
            && matches!(frame.measure, Measure::Level | Measure::Rate)
            && !(left.is || left.to)
        {
            return;
        }
        let index = self.observations.len();
        let status = left.status.or(self.status).unwrap_or(match (self.scope.ahead, self.scope.planned) {
            (true, _) => Status::Target,
            (false, true) => Status::Target,
            _ => Status::Actual,
        });
        let si = quantity.found.filter(|_| frame.measure != Measure::Rank).and_then(|found| {
            let number = found.in_base(quantity.value, quantity.power)?;
            Some(Si { number, unit: found.unit.base.to_owned() })
        });
        let scale = |value: crate::numeral::Decimal| value.to_f64();
        let members = members(&left.name);
        let part_of = self
            .whole
            .as_ref()
            .map(|whole| whole.index)
            .filter(|_| left.within || frame.measure == Measure::Level);
        self.observations.push(Observation {
            source: Source::Prose,
            section: self.scope.section.clone(),
            indicator: topic.indicator.clone(),
            area: topic.area.clone(),
            subject: topic.subject.clone(),
            criterion: topic.criterion.clone(),
            period: self.scope.period.clone(),
            measure: frame.measure,
            number: scale(quantity.value),
            upper: quantity.upper.map(scale),
            unit: quantity.unit.clone(),
            si,
            qualifier: quantity.qualifier,
            direction: frame.direction,
            basis: frame.basis.clone().filter(|basis| !basis.is_empty()),
            status,
            part_of: part_of.filter(|&whole| whole < index),
            members,
            evidence: figure.mark().span,
            sentence: self.sentence,
            confidence: frame.evidence.confidence(frame.measure),
        });
        topic.index = index;
        topic.measure = Some(frame.measure);
        if frame.measure == Measure::Share {
            topic.whole.clone_from(&frame.basis);
        }
        let derived =
            frame.evidence.elided && ANAPHORS.suffix(&topic.indicator).is_some_and(|(_, derived)| derived);
        if !derived && frame.measure != Measure::Rank {
            if !topic.part && frame.measure == Measure::Level {
                self.total = Some(topic.clone());
            }
            if self.topics.len() >= 64 {
                self.topics.remove(0);
                self.sentence_from = self.sentence_from.saturating_sub(1);
            }
            self.topics.push(topic);
        }
    }
}

fn rank_quantity(rank: Rank, at: usize) -> Quantity {
    Quantity {
        value: crate::numeral::Decimal::new((rank.place * 10.0).round() as u64, -1),
        upper: None,
        power: 0,
        unit: "位".into(),
        found: None,
        qualifier: if rank.at_most { Qualifier::AtMost } else { Qualifier::Exact },
        special: Special::Plain,
        numeral: at,
        weak: false,
    }
}

/// Where the noun after a count ends: at a separator, before a conjunction that leads to the next figure.
fn label_end(text: &str, figure_follows: bool) -> usize {
    let end = text.find(['、', '。', '；', '，', ',', ' ', '　', '：', '）', '—']).unwrap_or(text.len());
    let head = &text[..end];
    if end < text.len() || !figure_follows {
        return end;
    }
    ["以及", "和", "及", "与"].into_iter().find_map(|and| head.strip_suffix(and).map(str::len)).unwrap_or(end)
}

/// Entities listed before 等 as members of the group counted.
fn members(name: &str) -> Vec<String> {
    let Some(list) = name.strip_suffix('等') else { return Vec::new() };
    label::split_top(list)
        .into_iter()
        .filter(|member| member.chars().count() >= 2)
        .map(str::to_owned)
        .collect()
}

/// The group that an indicator is limited to and its parts are too: 规模以上工业, 城市居民.
fn group_of(name: &str) -> Option<&str> {
    for group in ["规模以上工业", "规上工业", "规模以上", "规上", "限额以上"] {
        if name.starts_with(group) {
            return Some(&name[..group.len()]);
        }
    }
    let at = name.find("居民").filter(|&at| at <= "城镇常住".len())?;
    Some(&name[..at + "居民".len()])
}

/// Whether a name is a sector's and no measure of it.
fn is_sector(name: &str) -> bool {
    name.ends_with('业') && name.chars().count() <= 24 && HEADS.suffix(name).is_none()
}

/// The measure that follows the name of a sector: 增加值 of 采矿业增加值.
fn sector_measure(indicator: &str) -> Option<&'static str> {
    let (head, ()) = HEADS.suffix(indicator).filter(|(head, ())| head.chars().count() > 1)?;
    let whose = &indicator[..indicator.len() - head.len()];
    (whose.is_empty() || whose.ends_with('业')).then_some(head)
}

/// 10千伏牛金线: a voltage that names a line.
fn is_voltage(quantity: &Quantity) -> bool {
    quantity.found.is_some_and(|found| found.unit.base == "伏")
}

/// 向东300米: a way to go, no measure.
fn is_way(name: &str, quantity: &Quantity) -> bool {
    quantity.dimension() == Some(Dimension::Length)
        && [
            "向东", "向西", "向南", "向北", "往东", "往西", "往南", "往北", "以东", "以西", "以南", "以北",
            "前行", "步行", "距离", "东侧", "西侧", "南侧", "北侧",
        ]
        .iter()
        .any(|way| name.contains(way))
}

/// Whether a measure is one that firms report: what follows it is of the same firms.
fn is_of_firms(name: &str) -> bool {
    ["利润", "收入", "产值", "生产率", "资产", "负债", "亏损", "税", "效益"]
        .iter()
        .any(|word| name.contains(word))
}

/// Whole and part name the same kind of thing (企业): what the whole says of it holds for the part.
fn shared_kind<'n>(whole: &'n str, part: &str) -> Option<&'n str> {
    const KINDS: [&str; 12] =
        ["企业", "人员", "学校", "医院", "居民", "人口", "项目", "产业", "行业", "机构", "车辆", "用户"];
    let kind = KINDS.into_iter().find(|kind| whole.ends_with(kind) && part.ends_with(kind))?;
    Some(&whole[..whole.len() - kind.len()]).filter(|modifier| modifier.chars().count() <= 8)
}

/// 重大项目中企业牵头: the whole and the part of it.
fn inner_part(name: &str) -> Option<(&str, &str)> {
    let (whole, part) = name.split_once('中')?;
    let sound = whole.chars().count() >= 2
        && part.chars().count() >= 2
        && !part.starts_with(['心', '小', '国', '医', '央', '学', '等', '型', '药']);
    (sound && !whole.ends_with(['集', '高', '初', '其'])).then_some((whole, part))
}

/// The grade at the beginning of a name.
fn grade_of(name: &str) -> Option<&'static str> {
    ["国家级", "省级以上", "省级", "市级", "自治区级"].into_iter().find(|grade| name.starts_with(grade))
}

/// A part that names a kind of thing by itself: 企业, not 国家级.
fn stands_alone(part: &str) -> bool {
    ["企业", "学校", "医院", "项目", "机构"].iter().any(|kind| part.ends_with(kind))
}

/// The name without the bound it begins with: 工业企业 of 超百亿元工业企业.
fn without_bound(name: &str) -> &str {
    let Some(end) = name.find('元').filter(|&end| name.starts_with('超') && end <= "超1000亿元".len())
    else {
        return name;
    };
    name[end + "元".len()..].trim_start_matches("以上").trim_start_matches('的')
}

/// The name without 实现 or 完成 at its beginning.
fn undone(name: &str) -> &str {
    match super::lexicon::DONE.prefix(name) {
        Some((word, ()))
            if word.len() > "有".len()
                && name.len() > word.len()
                && !name[word.len()..].starts_with(['率', '额', '量']) =>
        {
            &name[word.len()..]
        }
        _ => name,
    }
}

/// The verbs a name begins with, and the rest: 累计主导和参与制定 + 国际标准.
fn leading_verb(name: &str) -> (&str, &str) {
    let mut at = 0;
    let mut end = 0;
    while let Some((word, ())) = LIST_VERBS.prefix(&name[at..]) {
        at += word.len();
        end = at;
        let rest = &name[at..];
        if let Some(and) = ["和", "、", "并", "或", "及"].into_iter().find(|and| rest.starts_with(and))
            && LIST_VERBS.prefix(&rest[and.len()..]).is_some()
        {
            at += and.len();
        }
    }
    // 建设用地, 出口额: a noun that begins like a verb.
    if name[end..].starts_with(['用', '额', '率', '量', '业', '单', '者', '总', '型'])
        || end == name.len() && HEADS.has(name)
    {
        return ("", name);
    }
    name.split_at(end)
}

/// The area at the beginning of a phrase that says whose a figure is.
fn own_area(whose: &str) -> (Option<&str>, &str) {
    match AREAS.prefix(whose) {
        Some((word, ())) if word.starts_with(['全', '我', '本']) => (Some(word), &whose[word.len()..]),
        _ => (None, whose),
    }
}

/// The whole's name without its grade where the part names its own: 国家级 of 省级以上示范基地.
fn without_grade<'n>(whole: &'n str, part: &str) -> &'n str {
    if !part.ends_with('级') {
        return whole;
    }
    let at = whole
        .find("级以上")
        .map(|at| at + "级以上".len())
        .or_else(|| whole.find('级').map(|at| at + "级".len()));
    match at {
        Some(at) if at <= "国家级以上".len() => &whole[at..],
        _ => whole,
    }
}
