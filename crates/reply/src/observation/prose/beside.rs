//! What do the words before a figure mean beside this kind of quantity?

use super::super::clause::Left;
use super::super::lexicon::{HEADS, SUBJECTS};
use super::super::scan::{self, Kind, Quantity};
use super::super::words::{List, list};
use super::super::{Direction, Measure, Name, Qualifier, Status};
use super::names::{governing_verb, grade_of, is_goal, leading_verb};
use super::topic::is_told_of_counted;
use super::{Chain, Figure, Reader, Topic};
use crate::unit::Dimension;

impl Reader<'_> {
    /// 其中: what the figures from here on break down.
    pub(super) fn note_whole(&mut self, left: &Left, quantity: &Quantity) {
        let level = |topic: &&Topic| topic.measure != Some(Measure::Growth);
        let like = |topic: &&Topic| level(topic) && topic.dimension == quantity.dimension() && !topic.part;
        let grows = left.moves.is_some() && quantity.dimension() == Some(Dimension::Ratio);
        // 投资增长7.1%，其中工业投资增长21.6%: growth is broken down by what grew.
        let whole = self.last_here().filter(|_| grows).or_else(|| self.topics.iter().rev().find(like));
        let whole = whole.or(self.topics.iter().rev().find(level)).or(self.topics.last());
        self.whole = whole.cloned();
        self.half = false;
        // Where the whole was given in this same sentence, its parts end with the half-sentence.
        self.whole_from =
            self.topics.len().saturating_sub(usize::from(self.topics.len() > self.sentence_from));
    }

    /// Notes that the figure is what others have, 低于全市2.8名的平均水平, or what is asked for, 与上级提出的50%的要求; whether it is either.
    pub(super) fn note_required(&self, figure: &Figure<'_>, left: &mut Left, right: &str) -> bool {
        let levels = list!["的平均水平", "的水平", "的平均数", "的标准"];
        if left.compares.is_some() && levels.begins(&self.text[figure.mark().span.end..]) {
            left.compares = None;
            left.area = left.against.take();
            left.is = true;
            return true;
        }
        left.asked = list!["的要求", "的目标", "的预期目标", "的年度目标", "的计划"].begins(right);
        if left.asked {
            if right.ends_with("以内") {
                left.qualifier = left.qualifier.or(Some(Qualifier::AtMost));
            }
            left.status = left.status.or(Some(Status::Target));
            if left.name.ends_with('的') {
                left.name.clear();
                left.is = true;
            }
        }
        left.asked
    }

    /// Whether the numeral is a part of a whole, of which `left` may then say which.
    pub(super) fn weigh(&self, left: &mut Left, quantity: &Quantity, right: &str) -> bool {
        // 森林保险为9800户林农提供风险保障: for whom, not what it is.
        let for_whom = self.text[..quantity.numeral].ends_with('为')
            && counts_people(quantity)
            && list!["提供", "办理", "发放", "减免", "解决", "落实"].is_in(right);
        left.is &= !for_whom;
        let part = quantity.dimension() == Some(Dimension::Ratio)
            && (is_part(&self.text[quantity.numeral..])
                || is_set_beside(&left.name)
                || left.name.is_empty() && left.against.as_deref().is_some_and(is_bare_base));
        if part && left.share.is_none() && left.moves.is_none() && left.compares.is_none() {
            part_of_whole(left);
        }
        part
    }

    /// Takes from the name that the number was added to what there was, or that what is there moved by it; whether the name
    /// begins so.
    pub(super) fn note_added(&self, left: &mut Left, quantity: &Quantity, chain: Option<&Chain>) -> bool {
        let ratio = quantity.dimension() == Some(Dimension::Ratio);
        let adverbs = left.name.len() - without_adverbs(&left.name).len();
        if list!["新增", "增设"].begins(&left.name[adverbs..]) {
            if left.name[..adverbs].ends_with('可') {
                left.status = left.status.or(Some(Status::Estimate));
            }
            left.name.drain(..adverbs);
        }
        let pulls = quantity.dimension() == Some(Dimension::Money) && list!["拉动"].is_in(&left.name);
        let adds = left.adds
            || pulls
            || left.name.starts_with("增设")
            || left.within && !left.is_tied() && self.is_part_of_increment(quantity)
            || !left.is_tied() && self.goes_on_adding(&left.name)
            || left.name.starts_with("新增") && !left.name.starts_with("新增就业") && !ratio
            || left.name.starts_with("净增");
        if let Some(verb) = list!["新增", "增设", "净增"].prefix(&left.name).filter(|_| adds) {
            left.name.drain(..verb.len());
        }
        left.adds = adds;
        if !ratio && !left.is_tied() {
            moved_object(left);
            // 压减粗钢产能85万吨、水泥产能120万吨
            if STOCKS.ends(&left.name) && left.moves.is_none() {
                let listed = chain.filter(|chain| chain.measure == Some(Measure::Change));
                left.moves = listed.and_then(|chain| chain.direction);
            }
        }
        if matches!(quantity.dimension(), Some(Dimension::Count | Dimension::People))
            && let Some((at, verb)) = list!["新增"].find(&left.name).filter(|&(at, _)| at > 0)
            && !left.name[at..].starts_with("新增就业")
            && (SUBJECTS.suffix(&left.name[..at]).is_some()
                || self.theme.as_deref() == Some(&left.name[..at]))
        {
            left.adds = true;
            left.name.replace_range(at..at + verb.len(), "");
        }
        adds
    }

    /// 新增学位1.9万个，其中小学1.2万个: whether the whole of this part was added to what there was.
    fn is_part_of_increment(&self, part: &Quantity) -> bool {
        self.whole.as_ref().is_some_and(|whole| whole.increment && whole.dimension == part.dimension())
    }

    /// 新增原油开采能力三十万吨，天然气开采能力二亿立方米: whether the same was just said to be added of its like.
    fn goes_on_adding(&self, name: &str) -> bool {
        let tail = name.char_indices().nth_back("开采能力".chars().count() - 1).filter(|&(at, _)| at > 0);
        let last = self.last_here().filter(|last| last.increment);
        tail.zip(last).is_some_and(|((at, _), last)| last.name.ends_with(&name[at..]))
    }

    /// Puts before a short name what it has in common with the name of the figure before: its verb, or what it is per.
    pub(super) fn carry_beginning(
        &self,
        figure: &Figure<'_>,
        left: &mut Left,
        quantity: &Quantity,
        right: &str,
    ) {
        if !right.is_empty() {
            return;
        }
        // 供应猪肉二千一百万斤，鲜蛋六百五十万斤: the verb governs what follows in the same unit.
        let governs = |last: &&Topic| self.observations[last.index].unit == quantity.unit && !last.part;
        if figure.n == 0
            && (2..=4).contains(&left.name.chars().count())
            && !left.is_tied()
            && !left.within
            && HEADS.suffix(&left.name).is_none()
            && leading_verb(&left.name).0.is_empty()
            && let Some(last) = self.last_here().filter(governs)
        {
            left.name.insert_str(0, leading_verb(&last.name).0);
        }
        if let Some(per) = self.carried_per(figure, left, quantity) {
            left.name.insert_str(0, &per);
        }
    }

    /// 每千常住人口拥有床位7.24张，注册护士3.87人: the later members of the list are per the same.
    fn carried_per(&self, figure: &Figure<'_>, left: &Left, quantity: &Quantity) -> Option<String> {
        let counts = |dimension| matches!(dimension, Some(Dimension::Count | Dimension::People));
        let last = self.topics.get(self.sentence_from..)?.last()?;
        let apart = figure.n == 0
            && figure.range.start > 0
            && matches!(
                figure.marks[figure.range.start - 1].kind,
                Kind::Semicolon | Kind::Stop | Kind::Open(_)
            );
        let own = left.name.is_empty() || left.name.contains('每') || left.within || left.area.is_some();
        if apart || own || left.is_tied() || !counts(last.dimension) || !counts(quantity.dimension()) {
            return None;
        }
        let name = last.subject.as_deref().filter(|subject| subject.starts_with('每')).unwrap_or(&last.name);
        let (_, counted) = name.split_once('每').filter(|(whose, _)| whose.chars().count() <= 10)?;
        let scaled = counted.starts_with(['百', '千', '万', '十']);
        let mut units = list!["人口", "居民", "人", "户"].words();
        let end = units.find_map(|of| counted.find(of).map(|at| at + of.len())).filter(|_| scaled)?;
        Some(name[..name.len() - counted.len() + end].to_owned())
    }
}

/// Lets a further member of a list have what the first says for all, and gives the verb and the grade that go on to its `next`.
pub(super) fn inherit(
    left: &mut Left,
    quantity: &Quantity,
    list: Option<&Chain>,
    adds: bool,
    leaps: bool,
    next: bool,
) -> (String, Option<String>) {
    if list.is_none() && !next {
        return Default::default();
    }
    let own = governing_verb(&left.name);
    let verb = match list {
        Some(list) if own.is_empty() && !adds => list.verb.clone(),
        _ => own.to_owned(),
    };
    if let Some(list) = list.filter(|_| !leaps && !left.is_tied() && leading_verb(&left.name).0.is_empty()) {
        left.adds |= list.adds;
        left.status = left.status.or(list.left.status);
        let acts = !verb.is_empty() && quantity.dimension() != Some(Dimension::Ratio);
        if acts && !left.name.is_empty() && !is_told_of_counted(&left.name) {
            left.name.insert_str(0, &verb);
        }
    }
    if let Some(grade) = grade_of(&left.name) {
        return (verb, Some(grade.to_owned()));
    }
    // 国家级绿色工厂20家、绿色园区1家: a grade holds for its list.
    let grade = list.and_then(|list| list.grade.clone());
    if let Some(grade) =
        grade.as_deref().filter(|_| !left.name.contains('级') && !left.name.is_empty() && !left.is_tied())
    {
        left.name.insert_str(0, grade);
    }
    (verb, grade)
}

/// Verbs that mean another thing beside some kinds of quantity.
pub(super) fn set_right(left: &mut Left, body: &str, quantity: &Quantity) {
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
pub(super) fn set_beside(left: &mut Left, quantity: &Quantity) {
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

/// A name without the adverbs before its verb: 再新增, 可新增.
fn without_adverbs(mut name: &str) -> &str {
    while let Some(word) = list!["再", "可", "还", "又", "将", "已", "能", "共", "累计", "每年"].prefix(name)
    {
        name = &name[word.len()..];
    }
    name
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
    if whose.ends_with('可') {
        left.status = left.status.or(Some(Status::Estimate));
    }
    let whose = whose.trim_end_matches(['将', '再', '共', '已', '累', '计', '可', '还']);
    let whose = whose.strip_suffix("每年").unwrap_or(whose);
    let whose = if whose.ends_with('后') { "" } else { whose };
    let sound = what.chars().count() >= 2
        && !what.starts_with(['值', '额', '量', '到', '至', '幅'])
        && (whose.is_empty() || SUBJECTS.suffix(whose).is_some());
    if sound {
        left.moves = Some(if verb == "增加" { Direction::Up } else { Direction::Down });
        left.name = format!("{whose}{what}");
    }
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
    name.ends_with("水平的") || name.ends_with('的') && list!["相当于", "等于", "仅为"].is_in(name)
}

/// Whether a base is what something is set beside, not what it is compared with or how it is reckoned.
fn is_bare_base(base: &str) -> bool {
    !base.starts_with(['比', '较', '与', '同', '环', '按', '可', '扣', '剔'])
        && !list!["年均", "平均"].ends(base)
}

/// 不足全国平均水平的 before 三分之一: what it is a part of.
fn part_of_whole(left: &mut Left) {
    // 相当于全国平均水平的, 为周边名茶的
    if let Some(base) = left.against.take_if(|base| is_bare_base(base)) {
        left.share = Some(base);
        return;
    }
    let Some(whole) = left.name.strip_suffix('的').or(left.area.is_some().then_some("")) else { return };
    const TIES: List = List::new(&[
        "不到",
        "不足",
        "接近",
        "将近",
        "超过",
        "达到",
        "相当于",
        "等于",
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
    if let Some((at, tie)) = list!["达到", "相当于", "等于", "仅为"].find(whole).filter(|&(at, _)| at > 0)
    {
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
