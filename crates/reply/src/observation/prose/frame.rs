//! What kind of value is a figure, which way does it go, and what is it measured against?

use super::super::clause::Left;
use super::super::confidence::Grounds;
use super::super::label;
use super::super::lexicon::{GROWTH_NOUNS, HEADS, SHARE_NOUNS};
use super::super::scan::{Quantity, Special};
use super::super::words::{List, list};
use super::super::{Direction, Measure, Name, Qualifier};
use super::names::{inner_part, leading_verb};
use super::topic::{goal_of, opens_predicate, overlap};
use super::{Reader, Topic};
use crate::unit::Dimension;

/// What a figure turned out to be.
pub(super) struct Frame {
    pub(super) measure: Measure,
    pub(super) direction: Option<Direction>,
    pub(super) basis: Option<Name>,
    pub(super) qualifier: Qualifier,
    pub(super) grounds: Grounds,
}

/// What is told of a figure.
pub(super) struct Told<'t> {
    /// What stands before it.
    pub(super) left: &'t Left,
    pub(super) quantity: &'t Quantity,
    /// What stands behind it.
    pub(super) right: &'t str,
    /// Whether its numeral is a part of one: 三分之一.
    pub(super) part: bool,
    /// How many figures its list has.
    pub(super) run: usize,
    /// Whether it goes on with a list.
    pub(super) continues: bool,
    /// What it is about.
    pub(super) of: &'t Topic,
    /// Measure and basis of the figure that it came from: 由15.8%提高到27.2%.
    pub(super) came: Option<(Option<Measure>, Option<Name>)>,
    pub(super) grounds: Grounds,
}

impl Reader<'_> {
    /// What a share is of where the clause does not say: the last whole, or the figure that 其中 or a list goes back to.
    pub(super) fn carried_whole(&self, left: &Left, continues: bool) -> Option<Name> {
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
        // 建成加氢站12座，绿氢占比35%: things that something was done to are a whole only to their like.
        let kin = |topic: &Topic| {
            let done = topic.dimension == Some(Dimension::Count) && !leading_verb(&topic.name).0.is_empty();
            !done || overlap(&topic.name, name) || topic.name.ends_with(|kind| name.contains(kind))
        };
        let total = totals.find(|topic| head.map_or_else(|| kin(topic), |head| topic.name.ends_with(head)));
        total
            .map(|topic| leading_verb(&topic.name).1)
            .filter(|name| !name.is_empty())
            .or(head)
            .map(Name::from)
    }

    /// What kind of value a figure is, by all that is told of it.
    pub(super) fn settled(&self, told: Told<'_>) -> Frame {
        let Told { left, quantity, right, .. } = told;
        let mut frame = self.frame(left, quantity, &left.name, right);
        frame.grounds = Grounds { default_rate: frame.grounds.default_rate, ..told.grounds };
        if let Some(base) = base_of_each(left, 0).filter(|_| told.run > 1) {
            frame.basis = Some(base);
        }
        if frame.measure == Measure::Rate {
            frame.basis = goal_of(left).or(recovered(&left.name)).map(|of| of.trim_end_matches('的').into());
        }
        self.go_on(&mut frame, &told);
        // 失业率3.6%，控制在4.5%的年度目标以内: what is asked for is of the kind of what there is.
        let kind =
            |topic: &&Topic| matches!(topic.measure, Some(Measure::Share | Measure::Rate | Measure::Growth));
        if left.asked
            && frame.measure == Measure::Rate
            && let Some(last) = self.topics.iter().rfind(kind)
        {
            let row = &self.observations[last.index];
            frame.measure = row.measure;
            frame.direction = row.direction;
            frame.basis.clone_from(&row.basis);
            frame.grounds.default_rate = false;
        }
        if let Some((measure, basis)) = told.came.clone().filter(|_| quantity.special == Special::Plain) {
            frame.measure = measure.unwrap_or(frame.measure);
            frame.basis = basis;
            frame.grounds.default_rate = false;
        }
        if frame.grounds.default_rate
            && let Some(basis) = self.whole_of_part(&told)
        {
            frame.measure = Measure::Share;
            frame.grounds.default_rate = false;
            frame.basis = basis.or(frame.basis);
        }
        if frame.measure == Measure::Share && left.share.is_none() && right.starts_with('的') {
            // 近三成的行政村
            frame.basis = Some(label::noun_and_predicate(right.trim_start_matches('的')).0.into());
        }
        if frame.measure == Measure::Share && frame.basis.as_deref().is_none_or(str::is_empty) {
            let name = &told.of.name;
            let whole = label::part_at(name).map(|at| name[..at].into());
            frame.basis = whole.or_else(|| self.carried_whole(left, told.continues));
        }
        if frame.qualifier == Qualifier::Exact {
            frame.qualifier = left.qualifier.unwrap_or(Qualifier::Exact);
        }
        frame
    }

    /// 递增百分之四，争取达到百分之五; 占比首次突破五成，达到52%: what it is to reach, or reaches, is of the same kind.
    fn go_on(&self, frame: &mut Frame, told: &Told<'_>) {
        let goes_on = told.grounds.elided
            && told.left.is
            && told.left.name.is_empty()
            && frame.measure == Measure::Rate;
        let Some(last) = self.topics.last().filter(|_| goes_on) else { return };
        if let Some(measure @ (Measure::Growth | Measure::Share)) = last.measure {
            let row = &self.observations[last.index];
            frame.measure = measure;
            frame.direction = row.direction;
            frame.basis.clone_from(&row.basis);
            frame.grounds.default_rate = false;
        }
    }

    /// What a number in per cent is a part of, where nothing else says that it is no rate: `None` where it may be one.
    fn whole_of_part(&self, told: &Told<'_>) -> Option<Option<Name>> {
        let Told { left, right, .. } = *told;
        if !left.is_tied() {
            // 财政支出近八成投向民生领域: a part of what is named before it.
            if label::PART_VERBS.begins(right) && !left.name.is_empty() {
                return Some(Some(left.name.trim_end_matches('的').into()));
            }
            // 近八成农户用上了自来水
            if left.name.is_empty()
                && let (noun, predicate) = label::noun_and_predicate(right)
                && !noun.is_empty()
                && !predicate.is_empty()
                && !opens_predicate(noun)
            {
                return Some(Some(noun.into()));
            }
        }
        // 近四成由脱贫户担任: a part, where per cent might be a rate.
        let covers = left.has || left.name.ends_with("覆盖");
        (told.part && !covers && goal_of(left).is_none()).then(|| {
            let counted =
                |topic: &&Topic| matches!(topic.dimension, Some(Dimension::Count | Dimension::People));
            let of = self.topics.iter().rfind(counted).or(self.topics.last());
            of.filter(|_| left.name.is_empty()).map(|topic| leading_verb(&topic.name).1.into())
        })
    }

    /// What kind of value the figure is by the words next to it.
    pub(super) fn frame(&self, left: &Left, quantity: &Quantity, name: &str, right: &str) -> Frame {
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
}

/// The time that something came back to: 2019年同期 in 恢复到2019年同期的.
pub(super) fn recovered(name: &str) -> Option<&str> {
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

/// 比全国、全省分别高: what each figure of the list is compared with.
pub(super) fn base_of_each(left: &Left, nth: usize) -> Option<Name> {
    let against = left.against.as_deref().filter(|_| left.each)?;
    let bases = label::split_top(against.trim_start_matches(['比', '较']));
    (bases.len() > 1).then(|| bases.get(nth).map(|base| Name::from(*base)))?
}
