//! One figure: which frame it stands in, and the row that it becomes.

use super::super::clause::{self, Left};
use super::super::confidence::Grounds;
use super::super::label;
use super::super::lexicon::{ANAPHORS, GROWTH_NOUNS, HEADS, SHARE_NOUNS, SUBJECTS, TAILS, Tail};
use super::super::scan::{self, Kind, Mark, Quantity, Rank, Special};
use super::super::words::{List, list};
use super::super::{Direction, Measure, Name, Observation, Period, Qualifier, Si, Source, Status};
use super::names::{
    governing_verb, grade_of, inner_part, is_goal, leading_verb, names_people, sector_measure,
};
use super::topic::{goal_of, is_told_of_counted, opens_predicate};
use super::{Chain, Figure, Reader, Topic, strip_and};
use crate::Span;
use crate::notation::is_word;
use crate::unit::Dimension;

/// What a figure turned out to be.
struct Frame {
    measure: Measure,
    direction: Option<Direction>,
    basis: Option<Name>,
    qualifier: Qualifier,
    grounds: Grounds,
}

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
            && let Some(base) = base_of(body).filter(|_| !self.topics.is_empty())
        {
            self.base_level(figure, quantity, base);
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
        left.name = label::clip(&left.name).to_owned();
        if let Kind::Quantity(quantity) = &mark.kind {
            set_beside(&mut left, quantity);
        }
        // 36个行业大类中21个实现增长: of those just counted.
        let group = left.name.strip_suffix('中').filter(|_| figure.n > 0 && !is_rank);
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
    fn base_level(&mut self, figure: &Figure<'_>, quantity: &Quantity, base: &str) {
        let time = figure.marks[figure.range.start..figure.items[figure.n]].iter().rev().find_map(|mark| {
            let Kind::Time(time) = mark.kind else { return None };
            (mark.span.start >= figure.start).then_some((mark.span, time))
        });
        let Some((span, time)) = time else { return };
        let (start, end) = time.days(self.anchor);
        let then = Period { text: span.of(self.text).into(), start, end };
        let held = self.scope.period.replace(then);
        let status = self.status.replace(Status::Actual);
        let grounds = Grounds { elided: true, ..Grounds::default() };
        let frame = Frame {
            measure: Measure::Level,
            direction: None,
            basis: None,
            qualifier: quantity.qualifier,
            grounds,
        };
        let topic = self.antecedent(&Topic::default());
        self.emit(figure, quantity, topic, frame, &Left { is: true, ..Left::default() });
        self.scope.period = held;
        self.status = status;
        self.base = Some(base.into());
    }

    /// Whether the whole that `part` is a part of was added to what there was: 新增学位2万个.
    fn is_increment(&self, part: &Quantity) -> bool {
        self.whole.as_ref().is_some_and(|whole| {
            let row = &self.observations[whole.index];
            let before =
                &self.text[scan::floor(self.text, row.evidence.start.saturating_sub(45))..row.evidence.start];
            let clause = before.rsplit(['，', '。', '；', '、']).next().unwrap_or(before);
            row.measure == Measure::Change
                && row.basis.is_none()
                && whole.dimension == part.dimension()
                && list!["新增", "净增"].is_in(clause)
        })
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

    /// The bound right after the noun of a count: 16家企业超100亿元.
    pub(super) fn bound_after(&self, figure: &Figure<'_>, noun: &str) -> Option<String> {
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
            let like = |topic: &&Topic| {
                topic.measure != Some(Measure::Growth)
                    && topic.dimension == quantity.dimension()
                    && !topic.part
            };
            let grows = left.moves.is_some() && quantity.dimension() == Some(Dimension::Ratio);
            // 投资增长7.1%，其中工业投资增长21.6%: growth is broken down by what grew.
            let level = self.last_here().filter(|_| grows).or_else(|| self.topics.iter().rev().find(like));
            let level =
                level.or(self.topics.iter().rev().find(|topic| topic.measure != Some(Measure::Growth)));
            self.whole = level.or(self.topics.last()).cloned();
            self.half = false;
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
        let leaps = list!["突破", "超", "逾", "达"].begins(figure.mark().span.of(self.text))
            && chain.as_ref().is_some_and(|chain| chain.measure == Some(Measure::Change));
        let chain = match chain {
            Some(chain) if empty && !own && !leaps => return Some(self.listed(figure, chain, quantity)),
            chain => chain,
        };
        if figure.n == 0 {
            self.note_owner(&left.name);
        }
        // 森林保险为9800户林农提供风险保障: for whom, not what it is.
        let for_whom = self.text[..quantity.numeral].ends_with('为')
            && counts_people(quantity)
            && list!["提供", "办理", "发放", "减免", "解决", "落实"].is_in(self.right(figure));
        left.is &= !for_whom;
        let part = quantity.dimension() == Some(Dimension::Ratio) && is_part(&self.text[quantity.numeral..]);
        let part = part || quantity.dimension() == Some(Dimension::Ratio) && is_set_beside(&left.name);
        if part && left.share.is_none() && left.moves.is_none() && left.compares.is_none() {
            part_of_whole(&mut left);
        }
        let right = self.right(figure);
        // 新增学位1.9万个，其中小学1.2万个
        let part_of_increment = left.within && !left.is_tied() && self.is_increment(quantity);
        let adds = left.adds
            || part_of_increment
            || left.name.starts_with("新增")
                && !left.name.starts_with("新增就业")
                && quantity.dimension() != Some(Dimension::Ratio)
            || left.name.starts_with("净增");
        if adds && left.name.starts_with("新增") {
            left.name = left.name["新增".len()..].to_owned();
        } else if adds && left.name.starts_with("净增") {
            left.name = left.name["净增".len()..].to_owned();
        }
        left.adds = adds;
        if quantity.dimension() != Some(Dimension::Ratio) && !left.is_tied() {
            moved_object(&mut left);
            // 压减粗钢产能85万吨、水泥产能120万吨
            if STOCKS.ends(&left.name) && left.moves.is_none() {
                let listed = chain.as_ref().filter(|chain| chain.measure == Some(Measure::Change));
                left.moves = listed.and_then(|chain| chain.direction);
            }
        }
        if matches!(quantity.dimension(), Some(Dimension::Count | Dimension::People))
            && let Some((at, _)) = list!["新增"].find(&left.name).filter(|&(at, _)| at > 0)
            && !left.name[at..].starts_with("新增就业")
            && (SUBJECTS.suffix(&left.name[..at]).is_some()
                || self.theme.as_deref() == Some(&left.name[..at]))
        {
            left.adds = true;
            left.name.replace_range(at..at + "新增".len(), "");
        }
        let inherits_grade = chain.as_ref().and_then(|chain| chain.grade.clone());
        let verb = governing_verb(&left.name);
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
            let acts = !verb.is_empty() && quantity.dimension() != Some(Dimension::Ratio);
            if acts && !left.name.is_empty() && !is_told_of_counted(&left.name) {
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
        // 供应猪肉二千一百万斤，鲜蛋六百五十万斤: the verb governs what follows in the same unit.
        let governs = |last: &&Topic| self.observations[last.index].unit == quantity.unit && !last.part;
        if figure.n == 0
            && right.is_empty()
            && (2..=4).contains(&left.name.chars().count())
            && !left.is_tied()
            && !left.within
            && HEADS.suffix(&left.name).is_none()
            && leading_verb(&left.name).0.is_empty()
            && let Some(last) = self.last_here().filter(governs)
        {
            left.name.insert_str(0, leading_verb(&last.name).0);
        }
        if let Some(per) = self.carried_per(figure, &left, quantity).filter(|_| right.is_empty()) {
            left.name.insert_str(0, &per);
        }
        let mut grounds = Grounds::default();
        let run = self.run(figure);
        let topics = self.resolve(figure, &left, quantity, right, run, &mut grounds);
        let first = topics.first().cloned().unwrap_or_default();
        let mut frame = self.frame(&left, quantity, &left.name, right);
        frame.grounds = Grounds { default_rate: frame.grounds.default_rate, ..grounds };
        if let Some(base) = base_of_each(&left, 0).filter(|_| run > 1) {
            frame.basis = Some(base);
        }
        if frame.measure == Measure::Rate {
            frame.basis = goal_of(&left).or(recovered(&left.name)).map(|of| of.trim_end_matches('的').into());
        }
        // 递增百分之四，争取达到百分之五: what it is to reach is of the same kind.
        let goes_on = grounds.elided && left.is && frame.measure == Measure::Rate && left.name.is_empty();
        if goes_on
            && let Some(last) = self.topics.last().filter(|topic| topic.measure == Some(Measure::Growth))
        {
            frame.measure = Measure::Growth;
            frame.direction = self.observations[last.index].direction;
            frame.basis = self.observations[last.index].basis.clone();
            frame.grounds.default_rate = false;
        }
        // 占比首次突破五成，达到52%: still a share.
        let shared = self.topics.last().filter(|topic| topic.measure == Some(Measure::Share));
        if grounds.elided
            && left.is
            && left.name.is_empty()
            && frame.measure == Measure::Rate
            && let Some(last) = shared
        {
            frame.measure = Measure::Share;
            frame.basis = self.observations[last.index].basis.clone();
            frame.grounds.default_rate = false;
        }
        if let Some(came) = came.filter(|_| quantity.special == Special::Plain) {
            frame.measure = came.measure.unwrap_or(frame.measure);
            frame.basis = came.basis;
            frame.grounds.default_rate = false;
        }
        // 财政支出近八成投向民生领域: a part of what is named before it.
        let goes = label::PART_VERBS.begins(right);
        if frame.grounds.default_rate && goes && !left.is_tied() && !left.name.is_empty() {
            frame.measure = Measure::Share;
            frame.grounds.default_rate = false;
            frame.basis = Some(left.name.trim_end_matches('的').into());
        }
        // 近八成农户用上了自来水
        if frame.grounds.default_rate && left.name.is_empty() && !left.is_tied() {
            let (noun, predicate) = label::noun_and_predicate(right);
            if !noun.is_empty() && !predicate.is_empty() && !opens_predicate(noun) {
                frame.measure = Measure::Share;
                frame.grounds.default_rate = false;
                frame.basis = Some(noun.into());
            }
        }
        // 近四成由脱贫户担任: a part, where per cent might be a rate.
        let covers = left.has || left.name.ends_with("覆盖");
        if frame.grounds.default_rate && part && !covers && goal_of(&left).is_none() {
            frame.measure = Measure::Share;
            frame.grounds.default_rate = false;
            if left.name.is_empty() {
                let counted =
                    |topic: &&Topic| matches!(topic.dimension, Some(Dimension::Count | Dimension::People));
                let of = self.topics.iter().rfind(counted).or(self.topics.last());
                frame.basis = of.map(|topic| leading_verb(&topic.name).1.into());
            }
        }
        if frame.measure == Measure::Share && left.share.is_none() && right.starts_with('的') {
            // 近三成的行政村
            frame.basis = Some(label::noun_and_predicate(right.trim_start_matches('的')).0.into());
        }
        if frame.measure == Measure::Share && frame.basis.as_deref().is_none_or(str::is_empty) {
            let whole = label::part_at(&first.name).map(|at| first.name[..at].into());
            frame.basis = whole.or_else(|| self.carried_whole(&left, continues));
        }
        if frame.qualifier == Qualifier::Exact {
            frame.qualifier = left.qualifier.unwrap_or(Qualifier::Exact);
        }
        let chain = Chain {
            topics,
            next: 0,
            measure: Some(frame.measure),
            basis: frame.basis.clone(),
            direction: frame.direction,
            verb,
            adds: left.adds,
            after: grounds.after,
            grade: grade.or_else(|| chain.and_then(|chain| chain.grade)),
            qualifier: if figure.mark().span.start < quantity.numeral {
                quantity.qualifier
            } else {
                Qualifier::Exact
            },
            left,
        };
        self.emit(figure, quantity, first, frame, &chain.left);
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

    /// 每千常住人口拥有床位7.24张，注册护士3.87人: the later members of the list are per the same.
    fn carried_per(&self, figure: &Figure<'_>, left: &Left, quantity: &Quantity) -> Option<String> {
        let counts = |dimension| matches!(dimension, Some(Dimension::Count | Dimension::People));
        let last = self.topics.get(self.sentence_from..)?.last()?;
        let apart = figure.range.start > 0
            && matches!(
                figure.marks[figure.range.start - 1].kind,
                Kind::Semicolon | Kind::Stop | Kind::Open(_)
            );
        let own = left.name.is_empty() || left.name.contains('每') || left.within || left.area.is_some();
        if apart || own || left.is_tied() || !counts(last.dimension) || !counts(quantity.dimension()) {
            return None;
        }
        let name = last.subject.as_deref().filter(|subject| subject.starts_with('每')).unwrap_or(&last.name);
        let scaled = name.strip_prefix('每')?.starts_with(['百', '千', '万', '十']);
        let mut units = list!["人口", "居民", "人", "户"].words();
        let end = units.find_map(|of| name.find(of).map(|at| at + of.len())).filter(|_| scaled)?;
        Some(name[..end].to_owned())
    }

    /// What a share is of where the clause does not say: the last whole, or the figure that 其中 or a list goes back to.
    fn carried_whole(&self, left: &Left, continues: bool) -> Option<Name> {
        let topic = self.topics.last();
        if left.within || self.whole.is_some() && !self.half {
            let whole = self.whole.as_ref().or(topic)?;
            return Some(whole.name.clone()).filter(|name| !name.is_empty());
        }
        if let Some((whole, _)) = inner_part(&left.name) {
            return Some(whole.into());
        }
        if let Some(whole) = &self.among {
            return Some(whole.clone());
        }
        let carried = topic.filter(|topic| continues || topic.whole.is_some());
        let carried = carried.and_then(|topic| topic.whole.as_ref().or(Some(&topic.name)));
        let named =
            || left.share.as_ref().filter(|_| !left.name.is_empty()).and_then(|_| self.whole_of(&left.name));
        carried.filter(|name| !name.is_empty()).cloned().or_else(named)
    }

    /// What a named part is a part of: the group that a bound picks from, the measure that the sentence gave last,
    /// or the measure that the part's own name ends in.
    fn whole_of(&self, name: &str) -> Option<Name> {
        // 集体经济收入20万元以上的行政村
        let bounded = ["以上的", "以下的", "以内的"]
            .iter()
            .find_map(|bound| Some(&name[name.find(bound)? + bound.len()..]));
        if let Some(group) = bounded.filter(|group| !group.is_empty()) {
            return Some(group.into());
        }
        let head = HEADS
            .suffix(name)
            .map(|(head, ())| head)
            .filter(|head| head.chars().count() > 1 && head.len() < name.len());
        // 服务业增加值占比: all value added together is the product of the country or place.
        if head == Some("增加值")
            && let Some(product) = self.topics.iter().rfind(|topic| topic.name.ends_with("生产总值"))
        {
            return Some(product.name.clone());
        }
        let here = self.topics.get(self.sentence_from..).unwrap_or_default().iter().rev();
        let mut totals = here.filter(|topic| topic.measure == Some(Measure::Level) && *topic.name != *name);
        let total = totals.find(|topic| head.is_none_or(|head| topic.name.ends_with(head)));
        total
            .map(|topic| leading_verb(&topic.name).1)
            .filter(|name| !name.is_empty())
            .or(head)
            .map(Name::from)
    }

    /// What kind of value the figure is.
    fn frame(&self, left: &Left, quantity: &Quantity, name: &str, right: &str) -> Frame {
        let mut grounds = Grounds::default();
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
                // 人口自然增长率 is a rate of its own.
                let noun = GROWTH_NOUNS.suffix(name).filter(|_| !name.ends_with("自然增长率"));
                if let (Some((_, noun)), false) = (noun, left.share.is_some()) {
                    direction =
                        Some(direction.filter(|_| left.moves == Some(Direction::Down)).unwrap_or(noun));
                    Measure::Growth
                } else if moved && left.share.is_none() {
                    Measure::Growth
                } else if let Some((_, noun)) =
                    right.strip_prefix('的').and_then(|right| GROWTH_NOUNS.prefix(right))
                {
                    direction = Some(noun);
                    Measure::Growth
                } else if left.compares.is_some() && left.share.is_none() {
                    direction = left.compares;
                    Measure::Growth
                } else if let Some(whole) = &left.share {
                    direction = None;
                    basis = Some(whole.clone());
                    Measure::Share
                } else if SHARE_NOUNS.suffix(name).is_some()
                    || right.starts_with('的') && right.chars().count() > 1 && !left.has
                    || is_share_name(&left.name)
                {
                    Measure::Share
                } else {
                    direction = None;
                    let names_rate =
                        name.contains('率') || list!["度", "指数", "比例", "覆盖", "系数"].ends(name);
                    grounds.default_rate = !names_rate;
                    Measure::Rate
                }
            }
            (_, None) if !moved && list!["收入比", "倍差", "之比"].ends(name) => Measure::Rate,
            _ if left.adds => {
                direction = Some(Direction::Up);
                Measure::Change
            }
            _ if moved => Measure::Change,
            _ if left.compares.is_some() && (dimension != Some(Dimension::Length) || basis.is_some()) => {
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
        Frame { measure, direction, basis, qualifier: quantity.qualifier, grounds }
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
        let tied = left.ranks || left.is || left.to || left.from || listed || scoped && rank.place <= 20.0;
        // 把稳定放在首位, 第一产业: no place in an order.
        if !tied || rank.at_most && !(left.ranks || scoped) || !(rank.sure || left.ranks || scoped || listed)
        {
            return chain;
        }
        let mut grounds = Grounds { listed, ..Grounds::default() };
        let mut left = left;
        let basis = left.against.clone().or_else(|| left.area.clone().filter(|_| left.name.is_empty()));
        let basis = basis.map(|field| in_contest(field, &mut left.name));
        // 收购量居全省首位，核桃居第三位: the same measure, in the same field.
        let before = self.ranked.as_ref().filter(|_| left.ranks && !left.name.is_empty() && basis.is_none());
        let head = before.and_then(|(topic, _)| HEADS.suffix(&topic.indicator)).map(|(head, ())| head);
        let basis = basis.or_else(|| before.and_then(|(_, field)| field.clone()));
        if let Some(head) = head.filter(|head| head.chars().count() > 1 && HEADS.suffix(&left.name).is_none())
        {
            left.name.push_str(head);
        }
        if listed && left.name.is_empty() {
            let mut chain = chain?;
            chain.next += 1;
            let topic = chain.topics.get(chain.next).or(chain.topics.last()).cloned().unwrap_or_default();
            let basis = basis.or(chain.basis.clone());
            self.emit_rank(figure, topic, rank, basis, grounds, &left);
            Some(chain)
        } else {
            let run = self.run(figure);
            let quantity = rank_quantity(rank, figure.mark().span.start);
            let mut named =
                Left { area: left.area.clone().filter(|_| !left.name.is_empty()), ..left.clone() };
            if basis.is_some() && named.area == basis && left.against.is_none() {
                named.area = None;
            }
            let topics = self.resolve(figure, &named, &quantity, "", run, &mut grounds);
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
            self.emit_rank(figure, topic, rank, basis, grounds, &left);
            Some(chain)
        }
    }

    fn emit_rank(
        &mut self,
        figure: &Figure<'_>,
        topic: Topic,
        rank: Rank,
        basis: Option<Name>,
        grounds: Grounds,
        left: &Left,
    ) {
        let quantity = rank_quantity(rank, figure.mark().span.start);
        let frame =
            Frame { measure: Measure::Rank, direction: None, basis, qualifier: quantity.qualifier, grounds };
        self.emit(figure, &quantity, topic, frame, left);
    }

    /// What the row that `frame` and `topic` make rests on.
    fn grounds(&self, frame: &Frame, topic: &Topic, quantity: &Quantity, left: &Left) -> Grounds {
        let name = &*topic.indicator;
        let length = name.chars().count();
        let short = length <= 4;
        let later = self.observations.last().is_some_and(|last| last.sentence == self.sentence);
        let unsaid = topic.subject.is_none();
        Grounds {
            owned: topic.subject.as_deref().is_some_and(|subject| !left.name.contains(subject)),
            unowned: unsaid && topic.area.is_none(),
            opens: !later,
            untied: !left.is_tied(),
            short,
            middling: matches!(length, 5 | 6),
            stray: short && unsaid && later && !frame.grounds.elided && !frame.grounds.listed,
            known: label::measure_of(&topic.name).is_some(),
            counted: SUBJECTS.suffix(&topic.name).is_some(),
            share: frame.measure == Measure::Share,
            unbased: frame.measure == Measure::Share && frame.basis.as_deref().is_none_or(str::is_empty),
            growth: frame.measure == Measure::Growth,
            change: frame.measure == Measure::Change,
            rank: frame.measure == Measure::Rank,
            money: quantity.dimension() == Some(Dimension::Money),
            letter: self.letter,
            ..frame.grounds
        }
    }

    /// Whether the period that holds was over on the day of the document.
    fn is_past(&self) -> bool {
        let end = self.scope.period.as_ref().and_then(|period| period.end);
        end.zip(self.anchor.today).is_some_and(|(end, today)| end < today)
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
        let names = [topic.subject.as_deref().unwrap_or_default(), &topic.indicator];
        if frame.measure == Measure::Level && left.status.is_none() && is_way(quantity, names) {
            return;
        }
        if frame.measure == Measure::Level && is_voltage(quantity) && !(left.is || left.to || left.from) {
            return;
        }
        // A figure that nothing names is shown where its verb makes it one; else it is no figure.
        if topic.indicator.is_empty()
            && topic.subject.is_none()
            && matches!(frame.measure, Measure::Level | Measure::Rate)
            && !(left.is || left.to || left.from)
        {
            return;
        }
        let index = self.observations.len();
        let status = left.status.or(self.status).unwrap_or(match (self.scope.ahead, self.scope.planned) {
            (true, _) => Status::Target,
            // A plan's section that looks back: 2025年已完成….
            (false, true) if !self.is_past() => Status::Target,
            _ => Status::Actual,
        });
        let si = quantity.found.filter(|_| frame.measure != Measure::Rank).and_then(|found| {
            let number = found.in_base(quantity.value, quantity.power)?;
            Some(Si { number, unit: found.unit.base })
        });
        // A fall written as negative growth is a fall; any other number keeps its sign.
        let negative = quantity.negative;
        let falls = negative && matches!(frame.measure, Measure::Growth | Measure::Change);
        let direction = if falls { Some(Direction::Down) } else { frame.direction };
        let sign = if negative && !falls { -1.0 } else { 1.0 };
        let si = si.map(|si| Si { number: si.number * sign, ..si });
        let grounds = self.grounds(&frame, &topic, quantity, left);
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
            number: quantity.value.to_f64() * sign,
            upper: quantity.upper.map(crate::numeral::Decimal::to_f64),
            unit: quantity.unit.clone(),
            si,
            qualifier: frame.qualifier,
            direction,
            basis: frame.basis.clone().filter(|basis| !basis.is_empty()),
            status,
            part_of: part_of.filter(|&whole| whole < index),
            members,
            evidence: figure.mark().span,
            sentence: self.sentence,
            confidence: grounds.confidence(),
            grounds: grounds.holding(),
        });
        topic.index = index;
        topic.measure = Some(frame.measure);
        self.note_theme(&topic, frame.measure);
        let whole = || sector_measure(&topic.indicator).is_some() || list!["价格"].is_in(&topic.indicator);
        if frame.measure == Measure::Growth && topic.subject.is_none() && whole() {
            self.grown = Some(topic.clone());
        }
        if frame.measure == Measure::Share {
            topic.whole.clone_from(&frame.basis);
        }
        let derived = frame.measure != Measure::Level
            && frame.grounds.elided
            && ANAPHORS.suffix(&topic.indicator).is_some_and(|(_, derived)| derived);
        if frame.measure == Measure::Rank {
            self.ranked = Some((topic.clone(), frame.basis.clone()));
        }
        if matches!(frame.measure, Measure::Level | Measure::Change) && self.acted.len() < 32 {
            self.acted.push(topic.clone());
        }
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

/// Verbs that mean another thing beside some kinds of quantity.
fn set_right(left: &mut Left, body: &str, quantity: &Quantity) {
    let body = body.trim_end();
    // 坝高48.5米: a height, no comparison.
    if quantity.dimension() == Some(Dimension::Length)
        && left.compares.is_some()
        && left.against.is_none()
        && body.ends_with('高')
    {
        left.compares = None;
        left.name.push('高');
    }
    // 加快3条在建管线收尾: the verb of a task, not a movement of its number.
    if matches!(quantity.dimension(), Some(Dimension::Count)) && list!["加快", "改善", "扩大"].ends(body)
    {
        left.moves = None;
    }
}

/// 是县城的3.2倍, 三级为本人工资的80%: what stands between the verb and 的 is what it is a multiple or a share of.
fn set_beside(left: &mut Left, quantity: &Quantity) {
    let multiple = quantity.dimension() == Some(Dimension::Multiple);
    let named = left.name.strip_suffix('的').filter(|_| left.moves.is_none() && left.share.is_none());
    let Some((at, verb)) =
        named.and_then(|name| list!["为", "是", "不到", "不足", "达到"].places(name).next_back())
    else {
        return;
    };
    let (what, of) = (&left.name[..at], &left.name[at + verb.len()..left.name.len() - "的".len()]);
    let noun = what.ends_with(['作', '行', '成', '认', '人', '因', '凡', '但']) || what.chars().count() == 1;
    if noun || of.is_empty() || !(multiple || quantity.dimension() == Some(Dimension::Ratio)) {
        return;
    }
    let of = Some(Name::from(of));
    if multiple || of.as_deref().is_some_and(is_goal) {
        left.against = of;
    } else {
        left.share = of;
    }
    if verb.starts_with('不') {
        left.qualifier = Some(Qualifier::Under);
    }
    left.is = true;
    left.name.truncate(at);
}

/// What a figure before the comparison is measured against: 比一九五八年 in 比一九五八年的.
fn base_of(body: &str) -> Option<&str> {
    let base = body.strip_suffix('的')?;
    let when = base.strip_prefix(['比', '较'])?;
    (when.chars().count() <= 12 && crate::period::read(when).is_some_and(|time| time.len == when.len()))
        .then_some(base)
}

/// The time that something came back to: 2019年同期 in 恢复到2019年同期的.
fn recovered(name: &str) -> Option<&str> {
    let (at, word) = list!["恢复到", "恢复至"].find(name)?;
    let of = &name[at + word.len()..];
    (!of.trim_end_matches('的').is_empty()).then_some(of)
}

/// Whether a name in 比例 is a part of a whole: 优良比例. That of a rule (报销比例) is a rate of its own.
fn is_share_name(name: &str) -> bool {
    const RULED: List = List::new(&[
        "成",
        "报销",
        "扣除",
        "补助",
        "补贴",
        "缴费",
        "首付",
        "首付款",
        "抵扣",
        "征收",
        "提取",
        "支付",
        "配套",
        "出资",
        "资助",
        "返还",
        "赔付",
        "承担",
    ]);
    name.strip_suffix("比例").is_some_and(|of| !RULED.ends(of))
}

/// What is there, so that less of it is a difference.
const STOCKS: &List = list!["人口", "产能", "库存", "存量", "资产"];

/// 增加涉农贷款22亿元, 减少贫困人口4万人: the verb before the name says that it moved.
fn moved_object(left: &mut Left) {
    // 减少碳排放1200吨 states what was saved, a quantity of its own; a stock shrinks.
    let verbs = if STOCKS.ends(&left.name) {
        list!["增加", "减少", "压减", "压缩", "化解", "削减"]
    } else {
        list!["增加"]
    };
    let Some((at, verb)) = verbs.find(&left.name) else { return };
    let (whose, what) = (&left.name[..at], &left.name[at + verb.len()..]);
    let whose = whose.trim_end_matches(['将', '再', '共', '已', '累', '计']);
    let sound = what.chars().count() >= 2
        && !what.starts_with(['值', '额', '量', '到', '至', '幅'])
        && (whose.is_empty() || SUBJECTS.suffix(whose).is_some());
    if sound {
        left.moves = Some(if verb == "增加" { Direction::Up } else { Direction::Down });
        left.name = format!("{whose}{what}");
    }
}

/// 比全国、全省分别高: what each figure of the list is compared with.
fn base_of_each(left: &Left, nth: usize) -> Option<Name> {
    let against = left.against.as_deref().filter(|_| left.each)?;
    let bases = label::split_top(against.trim_start_matches(['比', '较']));
    (bases.len() > 1).then(|| bases.get(nth).map(|base| Name::from(*base)))?
}

/// The field of a rank, without the contest that it was won in: 全省开发区 of 全省开发区综合考评. The contest belongs to the name.
fn in_contest(field: Name, name: &mut String) -> Name {
    let Some(kind) = list!["考评", "考核", "评价", "竞赛", "评比", "测评", "评估"].suffix(&field)
    else {
        return field;
    };
    let before = &field[..field.len() - kind.len()];
    let manner = list!["综合", "绩效", "年度", "高质量发展"].suffix(before).unwrap_or("");
    let at = before.len() - manner.len();
    if at == 0 || name.is_empty() {
        return field;
    }
    name.push_str(&field[at..]);
    field[..at].into()
}

/// Whether a numeral is a part of one: 三分之一, 近三成, 一半.
fn is_part(numeral: &str) -> bool {
    let near = &numeral[..scan::floor(numeral, 24)];
    let end =
        near.find(|c: char| !(crate::numeral::may_begin(c) || matches!(c, '成' | '分' | '之' | '半' | '点')));
    let near = &near[..end.unwrap_or(near.len())];
    !near.starts_with("百分之") && !near.starts_with("千分之") && list!["成", "分之", "半"].is_in(near)
}

/// Whether a name ends with what something is set beside: 相当于正常保有量的, 仅为先进县的, 全国平均水平的.
fn is_set_beside(name: &str) -> bool {
    name.ends_with("水平的") || name.ends_with('的') && list!["相当于", "仅为"].is_in(name)
}

/// 不足全国平均水平的 before 三分之一: what it is a part of.
fn part_of_whole(left: &mut Left) {
    let Some(whole) = left.name.strip_suffix('的').or(left.area.is_some().then_some("")) else { return };
    const TIES: List = List::new(&[
        "不到",
        "不足",
        "接近",
        "将近",
        "超过",
        "达到",
        "相当于",
        "仅为",
        "约为",
        "仅",
        "约",
        "近",
        "是",
        "为",
        "占",
    ]);
    let whole = whole.trim_start_matches(['仍', '还', '却', '也', '但']);
    // 人均生产总值达到全市平均水平的95%
    if let Some((at, tie)) = list!["达到", "相当于", "仅为"].find(whole).filter(|&(at, _)| at > 0) {
        left.share = Some(whole[at + tie.len()..].into());
        left.name.truncate(at);
        return;
    }
    let tied = TIES.prefix(whole);
    if tied.is_none() && !(whole.is_empty() && left.is_tied()) {
        return;
    }
    left.qualifier = match tied {
        Some("不到" | "不足" | "接近" | "将近" | "近") => Some(Qualifier::Under),
        Some("超过") => Some(Qualifier::Over),
        Some("约为" | "约") => Some(Qualifier::About),
        _ => left.qualifier,
    };
    let whole = &whole[tied.map_or(0, str::len)..];
    left.share = Some(format!("{}{whole}", left.area.take().as_deref().unwrap_or_default()).into());
    left.name.clear();
}

/// Whether a figure counts people or households.
fn counts_people(quantity: &Quantity) -> bool {
    quantity.dimension() == Some(Dimension::People) || quantity.unit.contains('户')
}

fn rank_quantity(rank: Rank, at: usize) -> Quantity {
    let value = crate::numeral::Decimal::new((rank.place * 10.0).round() as u64, -1);
    let qualifier = if rank.at_most { Qualifier::AtMost } else { Qualifier::Exact };
    Quantity { qualifier, ..Quantity::new(value, "位".into(), None, at) }
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

/// Entities listed before 等 as members of the group counted.
fn members(name: &str) -> Vec<String> {
    let Some(list) = name.strip_suffix('等') else { return Vec::new() };
    label::split_top(list)
        .into_iter()
        .filter(|member| member.chars().count() >= 2)
        .map(str::to_owned)
        .collect()
}

/// 10千伏牛金线: a voltage that names a line.
fn is_voltage(quantity: &Quantity) -> bool {
    quantity.found.is_some_and(|found| found.unit.base == "伏")
}

/// 向东300米: a way to go, no measure.
fn is_way(quantity: &Quantity, names: [&str; 2]) -> bool {
    const WAYS: List = List::new(&[
        "向东", "向西", "向南", "向北", "往东", "往西", "往南", "往北", "以东", "以西", "以南", "以北",
        "前行", "步行", "距离", "东侧", "西侧", "南侧", "北侧",
    ]);
    quantity.dimension() == Some(Dimension::Length) && names.iter().any(|name| WAYS.is_in(name))
}
