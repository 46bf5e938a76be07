//! What is said of a figure before and behind it, and what it hands on to the next of its list.

use super::super::clause::{self, Left};
use super::super::confidence::Grounds;
use super::super::label;
use super::super::lexicon::{TAILS, Tail};
use super::super::scan::{self, Kind, Mark, Quantity, Special};
use super::super::words::list;
use super::super::{Measure, Name, Period, Qualifier, Status};
use super::beside::{inherit, set_beside, set_right};
use super::frame::{Frame, Told, base_of_each};
use super::names::names_people;
use super::{Chain, Figure, Reader, Topic, strip_and};
use crate::Span;
use crate::notation::is_word;

impl<'a> Reader<'a> {
    /// Reads one figure; the chain it leaves holds for the next of its list.
    pub(super) fn figure(&mut self, figure: &Figure<'_>, chain: Option<Chain>) -> Option<Chain> {
        let mark = figure.mark();
        let flat = self.flat(figure.marks, figure.range.clone(), figure.start, mark.span.start);
        let (continues, body) = strip_and(&flat);
        let continues = continues && figure.n > 0;
        self.clause_topic = chain
            .as_ref()
            .filter(|_| continues)
            .and_then(|chain| {
                // 分别增长6.2%和下降8.8%: the second is of the second.
                let next = chain.next + usize::from(chain.topics.len() > 1);
                chain.topics.get(next).or(chain.topics.last())
            })
            .cloned();
        if let Kind::Quantity(quantity) = &mark.kind
            && let Some((name, base)) =
                base_of(body).filter(|(name, _)| !name.is_empty() || !self.topics.is_empty())
        {
            self.base_level(figure, quantity, name, base);
            return None;
        }
        let is_rank = matches!(mark.kind, Kind::Rank(_));
        let flat_growth =
            matches!(&mark.kind, Kind::Quantity(q) if matches!(q.special, Special::Flat | Special::Doubles));
        let mut left = match is_rank || flat_growth {
            true => clause::read(body, is_rank, flat_growth),
            false => self.phrases.read(body),
        };
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
            && let Some(name) = self.waiting.take().and_then(|clause| super::waited(&clause))
        {
            // 基本养老金实现“十六连调”，月人均达3387元
            left.name = name + left.per.as_deref().unwrap_or_default();
        }
        if left.moves.is_some() && left.against.is_none() {
            // 同比减少0.5万人、下降11.8%: the base is said of both verbs.
            let listed = chain
                .as_ref()
                .filter(|chain| continues && left.name.is_empty() && chain.left.moves.is_some());
            left.against = listed.and_then(|chain| chain.basis.clone()).or_else(|| self.base.clone());
        }
        // 分别占企业数的百分之十六和利润总额的一成
        if continues
            && !left.is_tied()
            && chain.as_ref().is_some_and(|chain| chain.measure == Some(Measure::Share))
            && let Some(whole) = left.name.strip_suffix('的')
        {
            left.share = Some(whole.into());
            left.name.clear();
        }
        left.within |= std::mem::take(&mut self.within);
        if let Kind::Quantity(quantity) = &mark.kind {
            set_right(&mut left, body, quantity);
        }
        let cut = left.name.len() - label::clip(&left.name).len();
        left.name.drain(..cut);
        if let Kind::Quantity(quantity) = &mark.kind {
            set_beside(&mut left, quantity);
        }
        // 36个行业大类中21个实现增长: of those just counted.
        let group = left.name.strip_suffix('中').filter(|_| figure.n > 0 && !is_rank);
        // 59项指标中有22项达到优秀: the group is said with what is said of it.
        let told = left.has && !self.told_behind(figure).is_empty();
        let group = group.filter(|group| group.is_empty() || !told);
        if group.is_some_and(|group| {
            group.is_empty() || self.last_here().is_some_and(|last| last.name.ends_with(group))
        }) {
            left.name.clear();
            left.has = false;
            left.within = true;
        }
        // 连续跨越3000亿、4000亿、5000亿三个台阶: the steps before are no part of the name.
        if let Some((at, _)) = list!["跨越"].find(&left.name).filter(|&(at, _)| at > 0) {
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

    /// 比一九五八年的五亿元增长百分之十九: what it was in the year that it is compared with.
    fn base_level(&mut self, figure: &Figure<'_>, quantity: &Quantity, name: &str, base: &str) {
        let time = figure.marks[figure.range.start..figure.items[figure.n]].iter().rev().find_map(|mark| {
            let Kind::Time(time) = mark.kind else { return None };
            (mark.span.start >= figure.start).then_some((mark.span, time))
        });
        let Some((span, time)) = time else { return };
        let (start, end) = time.days(self.anchor);
        let then = Period { text: span.of(self.text).into(), start, end };
        let held = self.scope.period.replace(then);
        let grounds = Grounds { elided: true, ..Grounds::default() };
        let frame = Frame {
            measure: Measure::Level,
            direction: None,
            basis: None,
            qualifier: quantity.qualifier,
            grounds,
        };
        let named = clause::read(name, false, false);
        let topic = if named.name.is_empty() {
            self.antecedent(&Topic::default())
        } else {
            let name = Name::from(named.name);
            let area = named.area.or_else(|| self.scope.area.clone()).or_else(|| self.home.clone());
            Topic { area, indicator: name.clone(), name, dimension: quantity.dimension(), ..Topic::default() }
        };
        self.emit(
            figure,
            quantity,
            topic,
            frame,
            &Left { is: true, status: Some(Status::Actual), ..Left::default() },
        );
        self.scope.period = held;
        self.base = Some(base.into());
    }

    /// Whether a number without a unit is an index: 采购经理指数为50.2.
    pub(super) fn is_index(&self, marks: &[Mark], first: usize, at: usize, clause: Span) -> bool {
        let Kind::Bare(quantity) = &marks[at].kind else { return false };
        let rest = &self.text[marks[at].span.end..];
        let after = rest.chars().next();
        let ends = after.is_none_or(|c| !is_word(c) && !matches!(c, '-' | '—' | '/' | '~'));
        let moves_on =
            || TAILS.prefix(rest).is_some_and(|(_, tail)| matches!(tail, Tail::To | Tail::Moves(_)));
        if !ends && quantity.power < 4 && !moves_on() {
            return false;
        }
        let closes = after.is_none_or(|c| !is_word(c)) || scan::near(rest, 6).contains(['关', '阶']);
        if quantity.power >= 8 && closes && !rest.starts_with('、') {
            return true;
        }
        let mut left = self.left_of(marks, first, at, clause);
        // 务工规模超过130万; 20万城乡劳动者
        if quantity.power == 4 && quantity.value != crate::numeral::Decimal::from(1) {
            return if ends {
                left.is_tied() || quantity.qualifier != Qualifier::Exact && !left.name.is_empty()
            } else {
                let noun = label::noun_and_predicate(label_of(rest)).0;
                // 76万农村居民和5万在校师生的饮水安全问题
                let first = noun.split(|c: char| c == '的' || c.is_ascii_digit()).next().unwrap_or(noun);
                names_people(noun) || names_people(first)
            };
        }
        // 由1.92缩小至1.87: where it came to.
        if left.to && left.name.is_empty() && at > first && matches!(marks[at - 1].kind, Kind::Bare(_)) {
            left = self.left_of(marks, first, at - 1, clause);
        }
        let named = list!["指数", "系数", "PMI", "得分", "评分", "倍差", "收入比", "之比"].ends(&left.name);
        named && (left.is_tied() || quantity.value.to_f64().fract() != 0.0)
    }

    /// What the words between the mark before and this one say.
    fn left_of(&self, marks: &[Mark], first: usize, at: usize, clause: Span) -> Left {
        let until = marks[at].span.start;
        let from = if at > first { marks[at - 1].span.end } else { clause.start };
        let from = scan::floor(self.text, until.saturating_sub(90)).max(from.min(until));
        clause::read(&self.text[from..until], false, false)
    }

    /// How many figures follow that only a separator keeps apart, this one included.
    pub(super) fn run(&self, figure: &Figure<'_>) -> usize {
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
    pub(super) fn right(&self, figure: &Figure<'_>) -> &'a str {
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
        // 8万元”的问题: what closes a quotation is no part of its figures.
        let quoted = text.find('”').filter(|&at| !text[..at].contains('“'));
        let text = &text[..quoted.unwrap_or(text.len())];
        let end = label_end(text, until == figure.next && figure.next < figure.clause.end);
        let text = text[..end].trim();
        let verb = !text.starts_with("为民")
            && TAILS.prefix(text).is_some_and(|(word, tail)| {
                (word.chars().count() > 1 || matches!(word, "占" | "为" | "达" | "由" | "到" | "从"))
                    && !matches!(tail, Tail::Adverb | Tail::Compares(_) | Tail::Each | Tail::Adds)
            })
            || list!["大关", "关口", "台阶", "门槛", "的规模", "的水平"].begins(text);
        if verb { "" } else { text }
    }

    /// What is said of the last figure of a clause behind it, from the verb on: 达到优秀等次.
    fn told_behind(&self, figure: &Figure<'_>) -> &'a str {
        if figure.n + 1 < figure.items.len() {
            return "";
        }
        let from = figure.mark().span.end;
        let text = self.text[from..figure.clause.end.max(from)].trim_end_matches('。');
        let sound = text.len() <= 75 && label::predicate(text, 0) == Some(0) && text.chars().all(is_word);
        if sound { text } else { "" }
    }

    /// The bound right after the noun of a count: 16家企业超100亿元.
    pub(super) fn bound_after(&self, figure: &Figure<'_>, noun: &str) -> Option<String> {
        let at = figure.mark().span.end + noun.len();
        let found = figure.bounds.binary_search_by_key(&at, |&bound| figure.marks[bound].span.start).ok()?;
        Some(figure.marks[figure.bounds[found]].span.of(self.text).to_owned())
    }

    /// A number: what is said of it, what it is about, and what kind of value it is.
    fn quantity(
        &mut self,
        figure: &Figure<'_>,
        mut left: Left,
        quantity: &Quantity,
        continues: bool,
        chain: Option<Chain>,
    ) -> Option<Chain> {
        if left.within {
            self.note_whole(&left, quantity);
        }
        // 由15.8%提高到27.2%: both ends are of one kind.
        let came = chain
            .as_ref()
            .filter(|chain| chain.left.from && left.to && left.name.is_empty())
            .map(|chain| (chain.measure, chain.basis.clone()));
        let chain = chain.filter(|_| continues);
        let right = self.right(figure);
        let own = chain.as_ref().is_some_and(|chain| chain.after) && !right.is_empty();
        let leaps = list!["突破", "超", "逾", "达"].begins(figure.mark().span.of(self.text))
            && chain.as_ref().is_some_and(|chain| chain.measure == Some(Measure::Change));
        let chain = match chain {
            Some(chain) if left.is_silent() && !own && !leaps => {
                return Some(self.listed(figure, chain, quantity));
            }
            chain => chain,
        };
        if figure.n == 0 {
            self.note_owner(&left.name);
        }
        let right = if left.has && left.name.ends_with('中') && right.is_empty() {
            self.told_behind(figure)
        } else {
            right
        };
        let right = if self.note_required(figure, &mut left, right) { "" } else { right };
        let part = self.weigh(&mut left, quantity, right);
        let adds = self.note_added(&mut left, quantity, chain.as_ref());
        let next = figure.n + 1 < figure.items.len();
        let (verb, grade) = inherit(&mut left, quantity, chain.as_ref(), adds, leaps, next);
        self.carry_beginning(figure, &mut left, quantity, right);
        let mut grounds = Grounds::default();
        let run = self.run(figure);
        let mut topics = self.resolve(figure, &left, quantity, right, run, &mut grounds);
        // Nothing goes on from the last figure of a clause.
        let first = if next || topics.len() > 1 { topics.first().cloned() } else { topics.pop() };
        let mut first = first.unwrap_or_default();
        // 启动改造19个城中村、180个老旧小区: the verb governs all that is counted behind it.
        if grounds.after
            && left.name.is_empty()
            && !verb.is_empty()
            && !grounds.predicate
            && chain.as_ref().is_some_and(|chain| chain.after)
            && !first.indicator.starts_with(&*verb)
        {
            first.indicator = [&*verb, &first.indicator].concat().into();
        }
        let told = Told { left: &left, quantity, right, part, run, continues, of: &first, came, grounds };
        let frame = self.settled(told);
        let chain = Chain {
            topics,
            next: 0,
            measure: Some(frame.measure),
            basis: frame.basis.clone(),
            direction: frame.direction,
            verb,
            adds: left.adds,
            after: grounds.after,
            grade,
            qualifier: if figure.mark().span.start < quantity.numeral {
                quantity.qualifier
            } else {
                Qualifier::Exact
            },
            left,
        };
        self.emit(figure, quantity, first, frame, &chain.left);
        self.note_described(quantity, right);
        Some(chain)
    }

    /// A figure that says nothing of its own: it is the next of its list.
    fn listed(&mut self, figure: &Figure<'_>, mut chain: Chain, quantity: &Quantity) -> Chain {
        chain.next += 1;
        let topic = chain.topics.get(chain.next).or(chain.topics.last()).cloned().unwrap_or_default();
        let mut frame = self.frame(&chain.left, quantity, &topic.indicator, self.right(figure));
        if let Some(measure) = chain.measure.filter(|_| quantity.special == Special::Plain) {
            frame.measure = measure;
        }
        frame.basis = base_of_each(&chain.left, chain.next).or(frame.basis).or_else(|| chain.basis.clone());
        frame.direction = frame.direction.or(chain.direction);
        frame.grounds.listed = true;
        let topic = self.remeasured(topic, quantity);
        // 分别超过8万元、4.5万元: what stands before the first holds for all.
        if frame.qualifier == Qualifier::Exact {
            frame.qualifier = chain.qualifier;
        }
        self.emit(figure, quantity, topic, frame, &chain.left);
        chain
    }
}

/// What a figure before the comparison is measured against, and what stands before that: 工农业总产值将 and 比一九五八年 in
/// 工农业总产值将比一九五八年的.
fn base_of(body: &str) -> Option<(&str, &str)> {
    let text = body.strip_suffix('的')?;
    let at = text.rfind(['比', '较'])?;
    let (name, base) = text.split_at(at);
    let when = base.strip_prefix(['比', '较'])?;
    let sound = name.chars().count() <= 24
        && !name.ends_with(['占', '同', '环', '对', '相'])
        && !name.contains(|c: char| c.is_ascii_digit());
    (sound
        && when.chars().count() <= 12
        && crate::period::read(when).is_some_and(|time| time.len == when.len()))
    .then_some((name, base))
}

/// The words right after a number, to the next mark of punctuation.
fn label_of(rest: &str) -> &str {
    let near = &rest[..scan::floor(rest, 60)];
    &near[..label_end(near, false)]
}

/// Where the noun after a count ends: at a separator, before a conjunction that leads to the next figure.
fn label_end(text: &str, figure_follows: bool) -> usize {
    let end = text.find(['、', '。', '；', '，', ',', ' ', '　', '：', '）', '—']).unwrap_or(text.len());
    let head = &text[..end];
    if end < text.len() || !figure_follows {
        return end;
    }
    end - list!["以及", "和", "及", "与"].suffix(head).map_or(0, str::len)
}
