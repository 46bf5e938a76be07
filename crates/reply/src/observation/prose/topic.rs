//! What a figure is about: the name before it or after it, or what the clause leaves to those before.

use super::super::clause::Left;
use super::super::confidence::Grounds;
use super::super::label;
use super::super::lexicon::{ANAPHORS, AREAS, DEPENDENT, GROWTH_NOUNS, HEADS, LIST_VERBS, PER, SUBJECTS};
use super::super::scan::{self, Quantity, Special};
use super::super::words::{List, Words, list};
use super::super::{Measure, Name, Status};
use super::names::{
    body_of, group_of, head_of_kind, is_goal, is_of_firms, is_rate_alone, is_sector, leading_verb,
    names_people, own_area, same_kind, sector_measure, shared_kind, stands_alone, stem_of, undeed, undone,
    varied, without_bound, without_grade,
};
use super::theme::{has_own_rate, is_bare};
use super::{Figure, Reader, Topic};
use crate::notation::{is_letter, is_word};
use crate::unit::Dimension;

impl Reader<'_> {
    /// What the figure, and those of its run, are about.
    pub(super) fn resolve(
        &mut self,
        figure: &Figure<'_>,
        left: &Left,
        quantity: &Quantity,
        right: &str,
        run: usize,
        grounds: &mut Grounds,
    ) -> Vec<Topic> {
        let rank = quantity.unit == "位" && quantity.found.is_none();
        if let Some(area) = &left.area
            && (area.starts_with(['全', '我', '本']) || area.ends_with(['市', '县']))
            && !rank
            // 全国新开业…: said in passing where the text speaks of one place.
            && !(&**area == "全国" && self.scope.area.as_ref().or(self.home.as_ref()).is_some_and(|held| &**held != "我国"))
        {
            self.scope.area = Some(area.clone());
        }
        let dimension = quantity.dimension();
        let pulled = left.pulls && PULLS.begins(&left.name)
            // 带动面上投资增长6.5%: the growth is of what was moved.
            && (dimension == Some(Dimension::Points) || !left.name.starts_with("带动"));
        let own_areas = lists_areas(&left.name);
        let base = Topic {
            area: if own_areas {
                None
            } else {
                left.area.clone().or_else(|| self.scope.area.clone()).or_else(|| self.home.clone())
            },
            criterion: self.criterion.take(),
            dimension,
            ..Topic::default()
        };
        let counts = matches!(dimension, Some(Dimension::Count | Dimension::People | Dimension::Times));
        let mut name = left.name.as_str();
        // 城镇实现747.1亿元: whose, of the thing spoken of.
        let has_parent = !self.half || self.is_kin(name);
        // 分别占企业数的百分之十六和利润总额的一成
        let run = if left.each && left.share.is_some() {
            run.max((figure.items.len() - figure.n).min(2))
        } else {
            run
        };
        if (left.share.is_none() || left.each)
            && run > 1
            && (name.is_empty() || left.each && (ANAPHORS.has(name) || sums_up(name, run)))
            && (left.each || (left.moves.is_some() || left.to) && self.recent(run + 1).len() == run)
        {
            // 同比分别增长, 增速分列: of the figures just given.
            let mut recent = self.recent(run);
            if recent.len() == run {
                grounds.elided = true;
                let name = if sums_up(name, run) { "" } else { name };
                for topic in recent.iter_mut().filter(|topic| !topic.indicator.ends_with(name)) {
                    topic.indicator = format!("{}{name}", &*topic.indicator).into();
                }
                return recent;
            }
        }
        let counts_or_sums = !matches!(dimension, None | Some(Dimension::Ratio));
        if let Some(topic) = self.standard(figure, left, quantity, &base) {
            return vec![topic];
        }
        // 投入6.5亿元用于民生: what the sum is for is no name.
        let spent = !name.is_empty()
            && dimension == Some(Dimension::Money)
            && (label::PART_VERBS.begins(right) || is_spending(name) && tells_on_what(right));
        let takes_right = !right.is_empty()
            && !spent
            // 减少1.6万名农村劳动力: what moved stands behind.
            && (left.moves.is_none() || name.is_empty() && figure.n == 0 && counts_or_sums)
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
            return vec![self.named_after(figure, left, right, base, dimension, grounds)];
        }
        if name.is_empty() && !right.is_empty() && counts {
            return vec![self.named_after(figure, left, right, base, dimension, grounds)];
        }
        // 对经济增长的贡献率: 对 went with what opens a clause.
        let to_what = name.ends_with("的贡献率") && !name.contains('对');
        let contributes = name == "贡献率" || name.starts_with('对') && name.ends_with("贡献率") || to_what;
        let pulls = |topic: &&Topic| {
            matches!(topic.measure, Some(Measure::Growth | Measure::Level)) && !PULLS.begins(&topic.indicator)
        };
        if (pulled || contributes)
            && let Some(last) = self.topics.iter().rev().find(pulls)
        {
            // 拉动GDP增长1.3个百分点: said of what was just measured.
            grounds.elided = true;
            let whose = last.subject.as_deref().unwrap_or_default();
            // In a list of such figures each would else be named by all before it.
            let what = if whose.contains(&*last.indicator) { "" } else { &*last.indicator };
            return vec![Topic {
                subject: Some(label::clip(&format!("{whose}{what}")).into()),
                indicator: [if to_what { "对" } else { "" }, name].concat().into(),
                part: true,
                ..base
            }];
        }
        if let Some(goal) = Some(left).filter(|_| dimension == Some(Dimension::Ratio)).and_then(goal_of) {
            // 完成年度目标的104.6%: so much of the goal for what was just measured.
            let mut of = self.recent(if left.each { run } else { 1 });
            if of.is_empty() || !left.each {
                of = vec![self.antecedent(&base)];
            }
            grounds.elided = true;
            for topic in &mut of {
                topic.indicator = format!("{}{}完成率", &*topic.name, goal.trim_end_matches('的')).into();
            }
            return of;
        }
        let anaphor = ANAPHORS.prefix(name).filter(|(word, _)| word.len() == name.len());
        if right.is_empty()
            && let Some(topic) = self.clause_topic.as_ref().filter(|topic| topic.dimension == dimension)
            && let Some(name) = varied(&topic.name, name)
        {
            let mut topic = topic.clone();
            topic.name = name.into();
            topic.indicator = topic.name.clone();
            return vec![self.completed(topic, quantity)];
        }
        // 固定资产投资增长4.6%，扣除房地产开发投资后增长9.8%
        if left.moves.is_some()
            && list!["扣除", "剔除", "不含"].begins(name)
            && let Some(last) = self.last_here().cloned()
        {
            grounds.elided = true;
            return vec![Topic { criterion: Some(name.into()), measure: None, ..last }];
        }
        // 平均每个生产队有二至三名: of those just counted.
        if let Some(last) =
            self.last_here().filter(|last| name.starts_with("平均每") && last.dimension == dimension)
        {
            let of = Name::from(leading_verb(&last.name).1);
            if name.chars().count() <= 8 && HEADS.suffix(name).is_none() {
                let topic = Topic { subject: Some(name.into()), name: of.clone(), indicator: of, ..base };
                return vec![self.completed(topic, quantity)];
            }
        }
        // 2024年计划改造72个: the object is the one just named.
        let counted = right.is_empty()
            && undeed(name).is_empty()
            && !(dimension == Some(Dimension::People) && REACHING.begins(name))
            && !list!["造林", "绿化", "清淤"].ends(name);
        // 2023年财政安排防火经费1.2亿元。今年市级预算安排6200万元: the same was done to the same.
        let again = right.is_empty().then(|| self.object_again(name, quantity)).flatten();
        if let Some(object) = again {
            grounds.elided = true;
            let indicator = Name::from(format!("{name}{}", &*object));
            return vec![self.completed(Topic { name: indicator.clone(), indicator, ..base }, quantity)];
        }
        let helped = || {
            self.toward.clone().filter(|_| matches!(dimension, Some(Dimension::People | Dimension::Times)))
        };
        let object =
            Some(()).filter(|()| counted).and_then(|()| helped().or_else(|| self.object_for(quantity)));
        let bare_verb = object.is_some();
        let placed = dimension == Some(Dimension::Place)
            && (name.is_empty() || list!["位次", "排名", "名次"].ends(name));
        if let Some((of, _)) = self.ranked.as_ref().filter(|_| placed) {
            // 居全省第5位，前移4个位次
            grounds.elided = true;
            return vec![Topic {
                indicator: format!("{}位次", &*of.indicator).into(),
                dimension,
                ..of.clone()
            }];
        }
        if name.is_empty() || anaphor.is_some() || bare_verb {
            grounds.elided = true;
            let said = self.said_of(figure).filter(|_| name.is_empty() && !left.is_tied());
            let said_of =
                said.and_then(|said| Some(Name::from(format!("{said}的{}", &*self.object_for(quantity)?))));
            if let Some(indicator) = said_of
                .filter(|_| dimension == Some(Dimension::Count) || is_share_of_count(&self.topics, dimension))
            {
                // 34个行业中，25个实现正增长
                let topic = Topic { name: indicator.clone(), indicator, ..base };
                return vec![self.completed(topic, quantity)];
            }
            let mut topic = self
                .clause_topic
                .take()
                .filter(|_| anaphor.is_none())
                .unwrap_or_else(|| self.antecedent(&base));
            grounds.lost = topic.indicator.is_empty();
            // 占全省的三成; 其中山东省870件: the same of another area.
            let other = left.is_tied() && topic.area.is_some()
                || is_place(left.area.as_deref()) && left.share.is_none();
            if left.area.is_some() && topic.area != left.area && left.name.is_empty() && other {
                topic.area.clone_from(&left.area);
            }
            if anaphor.is_none() && !left.is_tied() {
                topic = self.remeasured(topic, quantity);
            }
            if let Some(per) = left.per.as_deref() {
                // 每人每月800元，每人每年9600元: this takes the place of what the last was per.
                let old = PER.prefix(&topic.indicator).map_or(0, |(old, ())| old.len());
                topic.indicator = format!("{per}{}", &topic.indicator[old..]).into();
            }
            if bare_verb && !name.is_empty() {
                // 制发规范性文件12件，废止7件
                topic.name = format!("{name}{}", object.as_deref().unwrap_or_default()).into();
                topic.indicator = topic.name.clone();
                topic = self.completed(topic, quantity);
            }
            if dimension == Some(Dimension::Points) && anaphor.is_none() {
                self.name_points(&mut topic);
            }
            // 增幅6.1% is how far the thing grew; 降幅收窄2.9个百分点 is said of the fall.
            let grew = dimension == Some(Dimension::Ratio) && left.moves.is_none() && GROWTH_NOUNS.has(name);
            if let Some((word, true)) = anaphor.filter(|(word, _)| !grew && !topic.indicator.ends_with(word))
            {
                topic.indicator = format!("{}{word}", &*topic.indicator).into();
                topic.name.clone_from(&topic.indicator);
            }
            return vec![topic];
        }
        // 大型、中型企业分别为12家、86家，从业人员分别为1.3万人、2.1万人: of each in turn.
        if run > 1 && left.each && DEPENDENT.has(name) && self.recent(run + 1).len() == run {
            grounds.elided = true;
            return self
                .recent(run)
                .into_iter()
                .map(|of| {
                    let subject = Some(of.name).filter(|name| !name.is_empty());
                    let name = Name::from(name);
                    self.completed(Topic { subject, indicator: name.clone(), name, ..base.clone() }, quantity)
                })
                .collect();
        }
        if run == 1
            && let Some(topic) = self.allotted(left, name, &base, quantity)
        {
            return vec![topic];
        }
        let parent = self.whole.as_ref().filter(|_| has_parent);
        // 装备制造、电子信息、绿色食品三大产业提速扩量，营业收入分别增长: of each named in the clause before.
        if run > 1
            && left.each
            && DEPENDENT.has(name)
            && let Some(clause) = &self.waiting
            && let Some(at) = label::predicate(clause, 2)
            && let subjects = label::split_list(&clause[..at], run)
            && subjects.len() == run
        {
            let name = Name::from(name);
            return subjects
                .into_iter()
                .map(|subject| {
                    let topic = Topic {
                        subject: Some(subject.into()),
                        indicator: name.clone(),
                        name: name.clone(),
                        ..base.clone()
                    };
                    self.completed(topic, quantity)
                })
                .collect();
        }
        if run > 1 {
            let items: Vec<String> =
                label::split_list(name, run).into_iter().map(|item| item + &left.of_each).collect();
            let aligned = items.len() == run || left.each && items.len() > 1;
            if aligned {
                return items
                    .into_iter()
                    .take(run)
                    .map(|item| self.named(&base, left, &item, quantity, parent, grounds))
                    .collect();
            }
            grounds.unaligned = left.each;
        }
        if let Some((whose, what)) = label::divide(name) {
            name = what;
            let mut topic = self.named(
                &base,
                left,
                if what.is_empty() { whose } else { name },
                quantity,
                parent,
                grounds,
            );
            if !what.is_empty() {
                let (area, whose) = own_area(whose);
                topic.area = area.map(Name::from).or(topic.area);
                topic.subject = Some(whose).filter(|whose| !whose.is_empty()).map(Name::from);
            }
            return vec![topic];
        }
        vec![self.named(&base, left, name, quantity, parent, grounds)]
    }

    /// 报销比例为一级医院90%，二级医院70%: the measure that stands before 为, of the group behind it; it holds for the groups that
    /// follow in the sentence.
    fn allotted(&mut self, left: &Left, name: &str, base: &Topic, quantity: &Quantity) -> Option<Topic> {
        const MEASURES: &List =
            list!["比例", "标准", "率", "价格", "单价", "限额", "额度", "上限", "下限", "定额", "起付线"];
        if left.is_tied() || left.within || left.compares.is_some() || base.dimension.is_none() {
            return None;
        }
        let per = left.per.as_deref().unwrap_or_default();
        let own = name.strip_prefix(per).unwrap_or(name);
        let (measure, group) = match own.rsplit_once('为').filter(|(measure, _)| MEASURES.ends(measure)) {
            Some((measure, group)) => (Name::from(measure), group),
            None => {
                let (_, measure) =
                    self.allotted.as_ref().filter(|(dimension, _)| *dimension == base.dimension)?;
                (measure.clone(), own)
            }
        };
        let sound = (2..=10).contains(&group.chars().count())
            && group.chars().all(is_letter)
            && leading_verb(group).0.is_empty()
            && HEADS.suffix(group).is_none_or(|(head, ())| head.chars().count() == 1);
        if !sound {
            return None;
        }
        self.allotted = Some((base.dimension, measure.clone()));
        let indicator = Name::from([per, &measure].concat());
        let topic = Topic { subject: Some(group.into()), name: indicator.clone(), indicator, ..base.clone() };
        Some(self.completed(topic, quantity))
    }

    /// What is said of a figure right after it, to the end of its clause: 实现正增长, 由脱贫户担任.
    fn said_of(&self, figure: &Figure<'_>) -> Option<&str> {
        // Only the last figure of a clause, lest a long clause be walked once for each.
        if figure.n + 1 < figure.items.len() {
            return None;
        }
        let rest = &self.text[figure.mark().span.end..figure.clause.end.max(figure.mark().span.end)];
        let said = rest.trim();
        let sound = !rest.starts_with(['、', '，', '（'])
            && (3..=16).contains(&said.chars().count())
            && said.chars().all(char::is_alphabetic);
        (sound && (opens_predicate(said) || said.starts_with("实现"))).then_some(said)
    }

    /// What was last counted in the unit of this figure.
    fn object_of_unit(&self, figure: &Figure<'_>) -> Option<Name> {
        let super::Kind::Quantity(quantity) = &figure.mark().kind else { return None };
        self.object_for(quantity)
    }

    /// What a verb without an object of its own acts on: what was last counted in the same unit, else in the same kind of it.
    fn object_for(&self, quantity: &Quantity) -> Option<Name> {
        let last = self.topics.last()?;
        let counts = |topic: &&Topic| matches!(topic.dimension, Some(Dimension::Count | Dimension::People));
        if quantity.dimension() == Some(Dimension::Ratio) {
            return Some(leading_verb(&self.topics.iter().rfind(counts)?.name).1.into());
        }
        let like = |topic: &&Topic| counts(topic) && self.observations[topic.index].unit == quantity.unit;
        let object =
            |topic: &Topic| Some(undeed(&topic.name)).filter(|of| of.chars().count() > 1).map(Name::from);
        let last = || Some(last).filter(|last| last.dimension == quantity.dimension()).and_then(object);
        self.topics.iter().rev().filter(like).find_map(object).or_else(last)
    }

    /// What the verb that `name` ends in was done to before: 森林防灭火经费 for 市级预算安排, or the last object counted in the same unit.
    fn object_again(&self, name: &str, quantity: &Quantity) -> Option<Name> {
        let (verb, ()) = LIST_VERBS.suffix(name).filter(|(verb, ())| verb.chars().count() > 1)?;
        let like = |(dimension, _): &&(Option<Dimension>, Name)| *dimension == quantity.dimension();
        let same = self.acted.iter().rev().filter(like).find_map(|(_, name)| {
            let at = name.rfind(verb)? + verb.len();
            Some(&name[at..]).filter(|object| !object.is_empty())
        });
        let made = list!["建设", "新建", "改建", "扩建", "改造", "筹集", "盘活"].ends(name);
        let last =
            || self.last_here().filter(|last| made && self.observations[last.index].unit == quantity.unit);
        same.or_else(|| last().map(|last| leading_verb(&last.name).1).filter(|of| !of.is_empty()))
            .map(Name::from)
    }

    /// 占电力总装机的36.2%，比上年提高4.1个百分点: what rose by points is the share, or the growth.
    fn name_points(&self, topic: &mut Topic) {
        let Some(last) = self.topics.last().filter(|last| last.indicator == topic.indicator) else { return };
        let noun = match last.measure {
            Some(Measure::Share) => "占比",
            Some(Measure::Growth) if GROWTH_NOUNS.suffix(&topic.indicator).is_none() => "增速",
            _ => return,
        };
        topic.indicator = format!("{}{noun}", &*topic.indicator).into();
    }

    /// The last `count` things that figures of this sentence were about, each once.
    pub(super) fn recent(&self, count: usize) -> Vec<Topic> {
        let mut out: Vec<Topic> = Vec::new();
        for topic in self.topics[self.sentence_from.min(self.topics.len())..].iter().rev() {
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
    pub(super) fn antecedent(&self, base: &Topic) -> Topic {
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
    pub(super) fn named(
        &self,
        base: &Topic,
        left: &Left,
        name: &str,
        quantity: &Quantity,
        parent: Option<&Topic>,
        grounds: &mut Grounds,
    ) -> Topic {
        // 发放个人住房贷款1.16万笔、58.3亿元，笔数、金额分别增长: nouns that only say in what it is counted.
        if let Some(last) = self.last_here().filter(|_| {
            list!["笔数", "金额", "人数", "户数", "件数", "起数"].words().any(|noun| noun == name)
        }) {
            let indicator = if last.indicator.ends_with(name) {
                last.indicator.clone()
            } else {
                format!("{}{name}", &*last.name).into()
            };
            grounds.elided = true;
            return Topic { indicator, dimension: quantity.dimension(), ..last.clone() };
        }
        let mut topic = base.clone();
        let given = name;
        let name = undone(name);
        let (verb, object) = leading_verb(name);
        // 设置床位1260张: what is measured is what was set up.
        let name = if OF_COUNTED.has(object) { object } else { name };
        // 代表性传承人156名，60岁以上的占六成: of those just counted.
        let of_those = name.ends_with('的') && !name.contains('中') && left.share.is_some();
        let those = of_those.then(|| self.object_for(quantity)).flatten();
        let completed = those.map(|those| format!("{name}{those}"));
        let name = completed.as_deref().unwrap_or(name);
        let dependent = is_rate_alone(name)
            || DEPENDENT.has(
                list!["规上企业", "规模以上企业", "企业"].prefix(name).map_or(name, |who| &name[who.len()..]),
            );
        topic.name = self.head_of_theme(object).map_or_else(
            || name.into(),
            |thing| format!("{}{thing}", &name[..name.len() - object.len()]).into(),
        );
        let whole_name = HEADS.suffix(name).is_some_and(|(word, ())| word.chars().count() > 1)
            || name.ends_with(['费', '量', '额', '率', '值']) && name.chars().count() > 3;
        let achieved = left.done || name.len() < given.len() && verb.is_empty();
        let same = |topic: &&Topic| topic.dimension == quantity.dimension();
        // 其中住宅443.4万平方米; 城镇实现747.1亿元: a part of what was just measured.
        let listed_grade = name.ends_with('级') && name.chars().count() <= 4;
        let planned = || {
            let total = self.total_of(quantity).filter(|total| self.status_of(total) == Status::Target);
            achieved && self.status != Some(Status::Target) && total.is_some()
        };
        let done = left.done || planned();
        let funds =
            || left.within && parent.is_some_and(|whole| funded(&whole.name).is_some()) && FUNDS.ends(name);
        let breaks_down = (left.within || done || parent.is_some() || listed_grade)
            && (!whole_name || funds())
            && left.share.is_none();
        if breaks_down
            && left.moves.is_none()
            && let Some(whole) = parent
                .or_else(|| self.total_of(quantity).filter(|_| done))
                .or(self.topics.last().filter(|_| listed_grade))
                .filter(same)
        {
            grounds.elided = true;
            topic.part = true;
            topic.criterion = topic.criterion.or_else(|| whole.criterion.clone());
            let bound = name.starts_with('超') || name.ends_with("以上") || name.ends_with("以下");
            match shared_kind(&whole.name, name) {
                // 床位3460张，其中护理型床位1980张
                _ if name.ends_with(&*whole.name) && !whole.name.is_empty() => {
                    topic.subject.clone_from(&whole.subject);
                    topic.indicator = topic.name;
                }
                // 集装箱吞吐量143.6万标箱，其中外贸集装箱58.1万标箱
                _ if let Some(head) = head_of_kind(&whole.name, name) => {
                    topic.subject.clone_from(&whole.subject);
                    topic.indicator = format!("{name}{head}").into();
                }
                // 查处各类违法行为9.4万起，其中酒后驾驶2063起
                _ if name.chars().count() >= 4
                    && let (verb, all) = leading_verb(&whole.name)
                    && list!["各类", "各种", "各项", "各级各类"].begins(all) =>
                {
                    topic.indicator = format!("{verb}{name}").into();
                }
                // 老旧小区改造完成投资8.2亿元，其中中央补助资金2.4亿元
                _ if FUNDS.ends(name)
                    && list!["投资", "投入", "资金", "经费", "支出"].ends(&whole.name)
                    && let of = whole.subject.clone().or_else(|| funded(&whole.name))
                    && (of.is_some() || name.chars().count() >= 8) =>
                {
                    topic.subject = of;
                    topic.indicator = topic.name;
                }
                // 参保人数186.4万人，其中参保职工131.7万人
                None if quantity.dimension() == Some(Dimension::People) && names_people(name) => {
                    topic.subject.clone_from(&whole.subject);
                    // 参加基本养老保险人数71.6万人，其中在职职工48.9万人
                    let joined = whole
                        .name
                        .strip_suffix("人数")
                        .filter(|of| list!["参加", "享受", "领取"].begins(of) && !name.starts_with("参保"));
                    topic.indicator = [joined.unwrap_or_default(), &topic.name].concat().into();
                }
                _ if bound => {
                    topic.criterion = Some(topic.name);
                    topic.indicator = without_bound(&whole.name).into();
                }
                None if same_kind(&whole.name, name) => topic.indicator = topic.name,
                None if quantity.dimension() == Some(Dimension::Count) && stands_alone(name) => {
                    topic.indicator = topic.name;
                }
                Some(modifier) => {
                    topic.subject.clone_from(&whole.subject);
                    topic.indicator = format!("{modifier}{name}").into();
                }
                None => {
                    topic.subject = Some(topic.name);
                    topic.indicator = without_grade(leading_verb(&whole.name).1, name)
                        .map_or_else(|| whole.name.clone(), Name::from);
                }
            }
            topic.name = topic.indicator.clone();
            return self.completed(topic, quantity);
        }
        // 高速全长42.6公里，其中桥梁18座: a part of another kind.
        if left.within
            && let Some(of) = parent.filter(|whole| whole.dimension != quantity.dimension())
            && let stem = stem_of(&of.name)
            && stem.len() < of.name.len()
            && stem.chars().count() >= 2
        {
            topic.subject = Some(stem.into());
            topic.indicator = topic.name.clone();
            return self.completed(topic, quantity);
        }
        let group = parent
            .and_then(|whole| group_of(&whole.name))
            .filter(|group| whole_name && !name.starts_with(group));
        if let Some(group) = group {
            let overlap = list!["工业", "居民", "企业"].suffix(group).filter(|end| name.starts_with(end));
            topic.subject = Some(group[..group.len() - overlap.map_or(0, str::len)].into());
            topic.part = true;
        } else if dependent {
            topic.subject = self.subject(name, achieved);
        } else if left.held
            || !verb.is_empty()
            || achieved && name.chars().count() <= 6 && left.name.len() == given.len()
        {
            // A clause that begins with its verb leaves its subject to the sentence.
            topic.subject = self
                .sentence_topic
                .clone()
                .or_else(|| self.owner.clone())
                .or_else(|| self.body_here())
                .filter(|topic| !name.contains(&**topic) && label::predicate(topic, 1).is_none());
            if topic.subject.is_none()
                && left.moves.is_none()
                && quantity.dimension() != Some(Dimension::Money)
                && REACHING.begins(verb)
                && !object.contains('的')
            {
                topic.subject = self.reached_from();
            }
        } else if topic.area == base.area && left.area.is_none() {
            topic.subject = self.body_here().filter(|_| body_of(name).is_none());
        }
        if left.share.is_some() && topic.subject.is_none() {
            topic.subject.clone_from(&self.among);
        }
        // 居民消费价格上涨1.4%。其中，食品烟酒类上涨2.6%
        let prices = || self.grown.as_ref().filter(|_| name.ends_with('类'));
        if left.moves.is_some()
            && let Some(whole) = parent
                .filter(|whole| whole.indicator.ends_with("价格"))
                .or_else(prices)
                .filter(|whole| whole.indicator.contains("价格") && !name.contains("价格"))
        {
            topic.subject = Some(topic.name);
            topic.indicator.clone_from(&whole.indicator);
            topic.name = format!("{name}{}", &*whole.indicator).into();
            return topic;
        }
        // 居民人均可支配收入增长6.1%，城镇居民增长5.2%
        if left.moves.is_some()
            && name.ends_with("居民")
            && let Some(last) = self.last_here()
            && let Some((_, of_each)) = last.indicator.split_once("居民").filter(|(_, of)| !of.is_empty())
        {
            let indicator = Name::from(format!("{name}{of_each}"));
            return Topic { name: indicator.clone(), indicator, ..topic };
        }
        // 在限额以上单位商品零售额中，新能源汽车增长1.2倍
        if left.moves.is_some()
            && !whole_name
            && let Some(whole) = self.among.as_ref().filter(|whole| label::measure_of(whole).is_some())
        {
            topic.subject = Some(topic.name);
            topic.indicator = whole.clone();
            topic.name = format!("{name}{}", &**whole).into();
            return topic;
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
                .or_else(|| sector_measure(&self.grown.as_ref()?.indicator))
        {
            topic.subject = Some(topic.name);
            topic.indicator = head.into();
            topic.name = format!("{name}{head}").into();
            return topic;
        }
        // 吸纳脱贫人口2300人，月均增收3000元: of the people just counted.
        if topic.subject.is_none()
            && left.moves.is_some()
            && list!["人均", "户均", "月均", "年均"].begins(name)
            && name.ends_with("收入")
        {
            let people = self.topics.iter().rfind(|topic| topic.dimension == Some(Dimension::People));
            topic.subject =
                people.map(|of| leading_verb(&of.name).1).filter(|of| !of.is_empty()).map(Name::from);
        }
        // 金融机构本外币各项存款余额…；各项贷款余额
        if topic.subject.is_none() && name.starts_with("各项") {
            let whose =
                self.last_here().and_then(|last| last.name.split_once("各项")).map(|(whose, _)| whose);
            topic.subject = whose.filter(|whose| !whose.is_empty()).map(Name::from);
        }
        if topic.subject.is_none() && left.share.is_none() {
            let people = quantity.dimension() == Some(Dimension::People) && name.chars().count() <= 6;
            topic.subject = (self.each_of(name).or_else(|| self.event_here(name)))
                .or_else(|| self.spoken_before(name))
                .or_else(|| self.sentence_topic.clone().filter(|_| is_bare(name)))
                .or_else(|| self.theme_for(name).cloned())
                .or_else(|| self.counted_here(name))
                .or_else(|| self.told_of(name, quantity).filter(|_| left.moves.is_none()))
                // 养老保险参保缴费186万人，待遇领取人员62万人
                .or_else(|| self.owner.clone().filter(|owner| people && !name.contains(&**owner)));
        }
        // 每县平均4.3个，服务农户320万户: what one figure is per, the next is not.
        topic.subject = topic.subject.filter(|subject| !subject.starts_with(['每', '按']));
        topic.indicator = topic.name.clone();
        self.completed(topic, quantity)
    }

    /// Whose figure a dependent name (产值) is.
    pub(super) fn subject(&self, name: &str, achieved: bool) -> Option<Name> {
        let said = &self.topics[self.sentence_from.min(self.topics.len())..];
        let here = said.iter().rfind(|topic| !topic.part).or(said.last());
        if let Some(event) = self.event_here(name) {
            return Some(event);
        }
        if let Some(spoken) = self.spoken_before(name) {
            return Some(spoken);
        }
        // 在建项目87个，总投资365亿元
        let counted = said
            .iter()
            .rfind(|topic| !topic.part)
            .filter(|topic| topic.dimension == Some(Dimension::Count) && OF_COUNTED.has(name))
            .map(|topic| leading_verb(&topic.name).1)
            .map(|thing| list!["各级各类", "各类"].prefix(thing).map_or(thing, |all| &thing[all.len()..]));
        if counted.is_some() && here.is_some_and(|topic| topic.subject.is_none()) {
            return counted.map(Name::from);
        }
        let last = || {
            let topic = here?;
            let named = topic.subject.as_deref().or(achieved.then(|| leading_verb(&topic.name).1));
            let named = named.filter(|named| !named.is_empty() && !is_bare(named));
            named.or_else(|| body_of(&topic.name))
        };
        let group = || {
            let groups = said.iter().rev();
            groups.filter(|topic| is_of_firms(&topic.name)).find_map(|topic| group_of(&topic.name))
        };
        // 压减培训机构412家，压减率达95.6%
        let rated = || {
            here.filter(|topic| {
                name.ends_with('率') && !topic.name.ends_with('率')
                    || topic.name.ends_with("全长")
                    || OF_COUNTED.has(name) && topic.dimension == Some(Dimension::People)
            })
            // 新能源装机…，发电量…，利用率97.4%: the last name that says of what.
            .and_then(|_| said.iter().rev().map(|topic| stem_of(&topic.name)).find(|stem| !stem.is_empty()))
            .filter(|stem| stem.chars().count() >= 2 && !name.starts_with(stem) && !is_bare(stem))
            // 年内再改造38公里: what is done is nothing that has a rate.
            .filter(|stem| LIST_VERBS.suffix(stem).is_none_or(|(verb, ())| verb.chars().count() < 2))
            // 入住老人4300名，入住率36%: the rate is of where they live.
            .filter(|stem| !stem.starts_with(name.trim_end_matches('率')))
        };
        if self.sentence_topic.is_some() {
            return self.sentence_topic.clone();
        }
        let subject = last().or_else(group).or(counted).or_else(rated);
        subject
            .map(Name::from)
            .or_else(|| self.scope.heading.clone())
            .or_else(|| self.theme_for(name).cloned())
            .or_else(|| self.counted_here(name))
    }

    /// The event of this sentence that harm was done in.
    fn event_here(&self, harm: &str) -> Option<Name> {
        let said = self.topics.get(self.sentence_from..)?;
        said.iter().rev().take(32).find_map(|topic| event_of(topic, harm))
    }

    /// What the clause just before speaks of: 课后服务 of 学校课后服务实现全覆盖，参与率81.4%.
    fn spoken_before(&self, name: &str) -> Option<Name> {
        // In a report one clause after the other is about something else.
        let clause = self.waiting.as_deref()?;
        let short = self.letter && name.chars().count() <= 5 && !has_own_rate(name);
        if !(is_bare(name) || short) || leading_verb(name).1.is_empty() {
            return None;
        }
        let clause = super::lead(clause).unwrap_or(clause);
        // A verb that ends the clause is its predicate too: 服务圈基本形成.
        let clause = format!("{clause}，");
        let at = label::predicate(&clause, 3)?;
        let (_, thing) = own_area(&clause[..at]);
        // 慢特病认定由每季度一次改为随时申报, 高速铁路从无到有: what it came from is no part of it.
        let thing = thing.find(['由', '从', '因', '按']).map_or(thing, |at| &thing[..at]);
        let thing = thing.trim_end_matches(['的', '已', '均', '基', '本', '全', '面', '部']);
        let sound = (3..=20).contains(&thing.chars().count())
            && leading_verb(thing).0.is_empty()
            && HEADS.suffix(thing).is_none_or(|(head, ())| head.chars().count() == 1)
            && !thing.contains(['、', '，', '是', '不', '我', '的'])
            && !thing.starts_with(['将', '按', '通', '为', '对', '由', '从', '在'])
            && !overlap(thing, name);
        sound.then(|| thing.into())
    }

    /// What the sentence counted first: 养老护理员 of 养老护理员4906人，平均年龄51岁.
    fn counted_here(&self, name: &str) -> Option<Name> {
        let said = self.topics.get(self.sentence_from..)?;
        let counted = |topic: &&Topic| {
            !topic.part && matches!(topic.dimension, Some(Dimension::Count | Dimension::People))
        };
        let counted = said.iter().find(counted)?;
        if !is_bare(name) || leading_verb(name).1.is_empty() {
            return None;
        }
        let thing = founded(leading_verb(&counted.name).1);
        Some(thing)
            .filter(|thing| thing.chars().count() > 1 && !is_bare(thing) && !thing.contains('未'))
            .map(Name::from)
    }

    /// 小型水厂有212处，水质达标率61.3%: what a half-sentence says there is, its further figures are told of.
    fn told_of(&self, name: &str, quantity: &Quantity) -> Option<Name> {
        let there_is = self.topics.get(self.half_from)?;
        let thing = &*there_is.name;
        let counted = matches!(there_is.dimension, Some(Dimension::Count | Dimension::People))
            && there_is.measure == Some(Measure::Level)
            && there_is.dimension != quantity.dimension()
            && !there_is.part
            && self.status_of(there_is) == Status::Actual
            && (SUBJECTS.suffix(thing).is_some()
                || stands_alone(thing)
                || thing.ends_with(['员', '者', '师', '生']) && !thing.ends_with("人员"))
            && !thing.starts_with('新')
            && leading_verb(thing).0.is_empty()
            && leading_verb(name).0.is_empty()
            && !has_own_rate(name);
        (counted && !overlap(thing, name) && name.chars().count() <= 6 && thing.chars().count() >= 4)
            .then(|| there_is.name.clone())
    }

    /// The last figure of the sentence in this kind of quantity that is no part of another, or the last of the paragraph.
    fn total_of(&self, quantity: &Quantity) -> Option<&Topic> {
        let said = self.topics.get(self.sentence_from..)?;
        let total = |topic: &&Topic| {
            !topic.part && topic.measure == Some(Measure::Level) && topic.dimension == quantity.dimension()
        };
        said.iter().rfind(total).or(self.total.as_ref())
    }

    /// The body whose figures the sentence tells of, by the name of one of them: 青屿渔港 of 青屿渔港卸港量.
    fn body_here(&self) -> Option<Name> {
        let said = self.topics.get(self.sentence_from..)?;
        let owner = |topic: &Topic| {
            let bodies = list!["区", "港", "集团", "公司", "银行", "医院", "大学", "机场"];
            topic.subject.clone().filter(|subject| bodies.ends(subject))
        };
        said.iter().rev().find_map(|topic| body_of(&topic.name).map(Name::from).or_else(|| owner(topic)))
    }

    /// 每所平均床位42张: each of those that were counted so, or are called so.
    fn each_of(&self, name: &str) -> Option<Name> {
        let each = name.strip_prefix("平均").unwrap_or(name).strip_prefix('每')?;
        let one = &each[..each.chars().next()?.len_utf8()];
        let counted = |topic: &&Topic| {
            topic.dimension == Some(Dimension::Count)
                && (&*self.observations[topic.index].unit == one || topic.name.ends_with(one))
        };
        let thing = leading_verb(&self.topics.iter().rfind(counted)?.name).1;
        Some(thing).filter(|thing| thing.len() > one.len() && !each.starts_with(thing)).map(Name::from)
    }

    fn status_of(&self, topic: &Topic) -> Status {
        self.observations.get(topic.index).map_or(Status::Actual, |read| read.status)
    }

    /// What reaches someone: the thing that the sentence told of last, before those that it reaches.
    fn reached_from(&self) -> Option<Name> {
        let mut said = self.topics.get(self.sentence_from..)?.iter().rev();
        // 带动消费9.6亿元、惠及群众21万人次: what was reached just before is reached by the same.
        let measured = |topic: &&Topic| !topic.part && topic.dimension != Some(Dimension::Ratio);
        let last = said.find(measured)?;
        let told = |topic: &&Topic| {
            measured(topic) && topic.dimension != Some(Dimension::Money) && !REACHING.begins(&topic.indicator)
        };
        let from = if REACHING.begins(&last.indicator) { said.find(told)? } else { last };
        let thing = founded(leading_verb(&from.name).1);
        let acts = LIST_VERBS.suffix(thing).filter(|(verb, ())| verb.chars().count() > 1);
        let acts = acts.filter(|_| from.dimension == Some(Dimension::Count));
        let thing = acts.map_or(thing, |(verb, ())| &thing[..thing.len() - verb.len()]);
        if is_bare(thing) {
            return self.theme.clone();
        }
        Some(thing).filter(|thing| !thing.is_empty()).map(Name::from)
    }

    /// Whether `name` is of the kind of the part named last: 秋粮 after 夏粮.
    fn is_kin(&self, name: &str) -> bool {
        let last =
            self.topics.iter().rev().find(|topic| topic.part).and_then(|topic| topic.subject.as_deref());
        let kind = |name: &str| name.chars().next_back().filter(|_| (2..=5).contains(&name.chars().count()));
        last.is_some_and(|last| kind(last).is_some() && kind(last) == kind(name))
    }

    /// The same thing in another kind of quantity: 拆除违建176处、2.3万平方米.
    pub(super) fn remeasured(&self, topic: Topic, quantity: &Quantity) -> Topic {
        let other = |dimension: Option<Dimension>| {
            !matches!(
                dimension,
                None | Some(Dimension::Ratio | Dimension::Points | Dimension::Place | Dimension::Multiple)
            )
        };
        if topic.dimension == quantity.dimension()
            || topic.name.is_empty()
            || !other(topic.dimension)
            || !other(quantity.dimension())
        {
            return topic;
        }
        let indicator = topic.name.clone();
        self.completed(Topic { indicator, dimension: quantity.dimension(), ..topic }, quantity)
    }

    /// What the last figure of this sentence was about.
    pub(super) fn last_here(&self) -> Option<&Topic> {
        self.topics[self.sentence_from.min(self.topics.len())..].last()
    }

    pub(super) fn completed(&self, mut topic: Topic, quantity: &Quantity) -> Topic {
        let dimension =
            quantity.dimension().filter(|_| !matches!(quantity.special, Special::Flat | Special::Doubles));
        let suffix = label::completion(&topic.indicator, dimension, &quantity.unit);
        if !suffix.is_empty() {
            topic.indicator = [&topic.indicator, suffix].concat().into();
        }
        topic
    }

    /// A figure whose name stands after it: 5家整车生产企业.
    #[allow(clippy::too_many_arguments, reason = "the facts of one figure, each used once")]
    pub(super) fn named_after(
        &mut self,
        figure: &Figure<'_>,
        left: &Left,
        right: &str,
        base: Topic,
        dimension: Option<Dimension>,
        grounds: &mut Grounds,
    ) -> Topic {
        let mut topic = base;
        if let Some(told) = told_of_some(left, right) {
            grounds.after = true;
            let indicator = Name::from([&told, label::completion(&told, dimension, "")].concat());
            return Topic { name: indicator.clone(), indicator, ..topic };
        }
        let (noun, predicate) = label::noun_and_predicate(right);
        let more = figure.next < figure.clause.end && self.text[..figure.next].ends_with(right);
        grounds.after = true;
        grounds.predicate = !predicate.is_empty();
        if let Some(bound) = self.bound_after(figure, right) {
            topic.criterion = Some(bound.into());
        }
        let until = figure.mark().span.end + right.len();
        let joins = |rest: &str| rest.trim_start().starts_with(['、', '和', '及', '与', '以']);
        // 为9800户林农提供风险保障21亿元: what is provided is of the next figure too.
        if more && let Some((at, _)) = list!["提供"].find(right).filter(|&(at, _)| at > 0) {
            self.named_until = figure.mark().span.end + at;
        }
        // White space before `right` may set the place off, even to inside a character.
        if self.text.get(until..).is_some_and(joins) {
            self.named_until = until;
        }
        // 30件民生实事全部办结: what is said of all that was counted is no part of their name.
        let (noun, predicate) = noun
            .split_once("全部")
            .filter(|(noun, _)| noun.len() >= "实事".len() && predicate.is_empty())
            .map_or((noun, predicate), |(noun, _)| (noun, ""));
        // 带动1.9万户农户户均增收4200元
        let each = list!["户均", "人均", "月均", "年均"].find(noun).filter(|&(at, _)| at > 0 && more);
        let noun = each.map_or(noun, |(at, _)| &noun[..at]);
        let noun = noun.trim_start_matches('的').trim_end_matches(['和', '及', '与', '、']);
        // 攻克核心技术134项，其中7项填补国内空白: what was said of those counted just before.
        let said = label::predicate(noun, 0) == Some(0) || label::predicate(right, 0) == Some(0);
        let object =
            if opens_predicate(noun) || left.within && said { self.object_of_unit(figure) } else { None };
        let told = object
            .as_ref()
            .filter(|object| left.within && said && !opens_predicate(right) && !object.is_empty())
            .map(|object| format!("{right}的{}", &**object));
        let noun = told.as_deref().or(object.as_deref()).unwrap_or(noun);
        // 抽样调查的300家企业中，
        let noun = noun
            .strip_suffix("中有")
            .or_else(|| noun.strip_suffix('中'))
            .filter(|noun| noun.chars().count() >= 2 && !noun.ends_with(['初', '高', '集']))
            .unwrap_or(noun);
        let shared = self.shared_noun(figure, noun);
        let served = predicate.starts_with("提供");
        let mut indicator = label::counted(noun, if more && !served { "" } else { predicate });
        indicator.push_str(&shared);
        topic.name = noun.into();
        let general = is_bare(noun);
        let before = left.name.as_str();
        let (verb, rest) = leading_verb(before);
        if before.ends_with('等') || before.ends_with("等方面") {
            topic.subject = before.ends_with('面').then(|| before.into());
            indicator.insert_str(0, verb);
        } else if !verb.is_empty() {
            indicator = format!("{verb}{rest}{indicator}");
            // 建成扶贫车间63家，吸纳2180名群众
            topic.subject = Some(()).filter(|()| REACHING.begins(verb)).and_then(|()| self.reached_from());
        } else if let Some((verb, ())) = LIST_VERBS.suffix(before) {
            // …指挥部、出台20条举措: only the last verb governs the count.
            indicator.insert_str(0, verb);
            let whose = before[..before.len() - verb.len()].trim_end_matches(['已', '共', '、']);
            topic.subject = Some(whose)
                .filter(|whose| SUBJECTS.suffix(whose).is_some() && whose.chars().count() <= 16)
                .map(Name::from);
        } else if before.is_empty() {
            topic.subject = self.clause_topic.take().and_then(|topic| topic.subject);
            if topic.subject.is_none() && left.held {
                topic.subject.clone_from(&self.sentence_topic);
            }
        } else {
            let (area, whose) = own_area(before);
            // 主城四区集中了全市近六成的学生: of what it is a part goes with the verb.
            let of = list![
                "集中了",
                "贡献了",
                "创造了",
                "提供了",
                "承担了",
                "容纳了",
                "吸纳了",
                "聚集了",
                "生产了"
            ]
            .find(whose);
            let whose = of.map_or(whose, |(at, _)| &whose[..at]);
            topic.area = area.map(Name::from).or(topic.area);
            topic.subject = owner_before(undone(whose)).map(Name::from);
        }
        // 实施县乡道改造12个项目、126公里: all of the name tells what goes on.
        if general && predicate.is_empty() && !noun.is_empty() {
            topic.name = indicator.as_str().into();
        }
        if topic.subject.is_none() && predicate.is_empty() {
            topic.subject = self.event_here(noun).or_else(|| self.theme_for(&indicator).cloned());
        }
        let wells = matches!(&figure.mark().kind, super::Kind::Quantity(quantity) if quantity.unit == "口");
        indicator.push_str(label::completion(&indicator, dimension, if wells { "口" } else { "" }));
        topic.indicator = indicator.into();
        topic
    }

    /// The noun at the end of a list of counts that the earlier ones share: 5家整车和7家专用车生产企业.
    pub(super) fn shared_noun(&self, figure: &Figure<'_>, noun: &str) -> String {
        const NOUNS: List =
            List::new(&["生产企业", "企业", "项目", "产业", "平台", "机构", "学校", "园区", "基地", "中心"]);
        let Some(&next) = figure.items.get(figure.n + 1) else { return String::new() };
        let between = &self.text[figure.mark().span.end..figure.marks[next].span.start];
        if !between.trim_end().ends_with(['和', '、', '及', '与']) || NOUNS.ends(noun) {
            return String::new();
        }
        let tail = &self.text[figure.marks[next].span.end..figure.clause.end];
        let tail = &tail[..scan::floor(tail, 90)];
        let tail = tail.split(|c| !is_word(c)).next().unwrap_or_default();
        let (after, _) = label::noun_and_predicate(tail);
        // 6个国家级、19个省级重点县: all behind the grade.
        if noun.ends_with('级') && noun.chars().count() <= 4 {
            return after.split_once('级').map_or(String::new(), |(_, noun)| noun.to_owned());
        }
        if after.chars().count() < noun.chars().count() {
            String::new()
        } else {
            NOUNS.suffix(after).unwrap_or_default().to_owned()
        }
    }
}

/// Whether an area is a place by name, not 全省 or 我市.
fn is_place(area: Option<&str>) -> bool {
    area.is_some_and(|area| area.ends_with(['省', '市', '县', '区']) && !area.starts_with(['全', '我', '本']))
}

/// Whether a name begins with several areas: 河北、山东的出口额.
fn lists_areas(name: &str) -> bool {
    let area = |text: &str| AREAS.prefix(text).map(|(word, ())| word.len());
    area(name)
        .and_then(|len| name[len..].strip_prefix(['、', '和', '与', '及']))
        .is_some_and(|next| area(next).is_some())
}

/// Whether a name is of spending: 自来水厂已投资.
fn is_spending(name: &str) -> bool {
    list!["投资", "投入", "出资", "筹资"].ends(name)
}

/// Whether words behind a sum that was spent tell what was done with it: 更换管道, 对过滤池进行改造.
fn tells_on_what(right: &str) -> bool {
    right.starts_with('对')
        || list!["重新", "更换", "翻修", "维修"].begins(right)
        || LIST_VERBS.prefix(right).is_some_and(|(verb, ())| verb.chars().count() > 1)
}

/// 部门网站中有9个开通了英文版: what is said of so many of a group, with the group.
fn told_of_some(left: &Left, right: &str) -> Option<String> {
    let group = left.name.strip_suffix('中').filter(|group| left.has && group.chars().count() > 1)?;
    let said = label::predicate(right, 0) == Some(0) && !group.ends_with(['其', '初', '高', '集', '当']);
    said.then(|| format!("{right}的{group}"))
}

/// Whose a count behind it is: 省财政 of 省财政向 30个县; in 贫困县和 1113个贫困村 nobody's.
fn owner_before(whose: &str) -> Option<&str> {
    const PREPOSITIONS: [char; 13] =
        ['的', '向', '按', '对', '由', '为', '以', '在', '从', '把', '将', '共', '可'];
    let joined = whose.ends_with(['和', '与', '及', '、', '或', '至']);
    let owner = whose.trim_end_matches(PREPOSITIONS);
    let opens = owner.starts_with(['为', '因', '即', '对', '按']);
    (!joined && !opens && owner.chars().count() > 1).then_some(owner)
}

/// Whether two names share two characters in a row.
pub(super) fn overlap(one: &str, other: &str) -> bool {
    let pairs = || one.char_indices().zip(one.char_indices().skip(1));
    pairs().any(|((from, _), (at, c))| other.contains(&one[from..at + c.len_utf8()]))
}

/// Whether a part of a count is asked for: 近四成 of 公益性岗位2400个.
fn is_share_of_count(topics: &[Topic], dimension: Option<Dimension>) -> bool {
    dimension == Some(Dimension::Ratio)
        && topics
            .last()
            .is_some_and(|topic| matches!(topic.dimension, Some(Dimension::Count | Dimension::People)))
}

/// Whether words after a figure say what became of it and name nothing: 已经做到自给, 将于年底.
pub(super) fn opens_predicate(text: &str) -> bool {
    list!["已", "均", "由", "将", "正在", "尚未"].begins(text) && !list!["由于", "将军"].begins(text)
}

/// What is told of things just counted: 总投资 of 在建项目87个.
static OF_COUNTED: Words<()> = Words::new(&[(
    "全长 总长 总库容 在校学生 在校生 毕业生 招生 专任教师 教职工 床位 年产量 总投资 计划总投资 计划投资 投资额 从业人员 建筑面积 总建筑面积 占地面积 年产值",
    (),
)]);

/// Whether a name is told of things just counted, and no further member of their list.
pub(super) fn is_told_of_counted(name: &str) -> bool {
    OF_COUNTED.has(name) || name.ends_with("能力")
}

/// Verbs that reach from what was just measured to someone: 惠及教师5200人.
const REACHING: List = List::new(&[
    "惠及", "覆盖", "涉及", "支持", "受益", "服务", "带动", "吸纳", "辐射", "配备", "入驻", "加装", "集聚",
    "聚集", "汇集", "攻克", "撬动", "落户", "孵化", "容纳", "收治", "接诊", "配送", "运送", "承担", "承接",
    "处置", "开设", "转化", "招收", "灌溉",
]);

/// Words for what one thing does to another: 拉动经济增长.
const PULLS: List = List::new(&["拉动", "带动", "贡献"]);

/// What someone founded: 创新联合体 of 龙头企业牵头组建创新联合体.
fn founded(name: &str) -> &str {
    let place =
        list!["组建", "建成", "新建", "设立", "成立", "开办", "创办", "创建"].places(name).next_back();
    let founded = place.map(|(at, verb)| &name[at + verb.len()..]);
    founded.filter(|thing| thing.chars().count() > 1 && !thing.starts_with('的')).unwrap_or(name)
}

/// Whether a name only says how many figures are meant: 四项指数 of four.
fn sums_up(name: &str, count: usize) -> bool {
    crate::numeral::read(name).is_some_and(|number| {
        number.value == crate::numeral::Decimal::from(count as u64)
            && name[number.len..].starts_with(['项', '个', '者', '类', '种'])
    })
}

/// Where money comes from, as parts of a sum are called.
const FUNDS: List = List::new(&["资金", "债券", "补助", "贷款", "投资", "投入", "配套", "自筹", "拨款"]);

/// What a fund is for: 饮水安全工程 of 投入饮水安全工程资金.
fn funded(name: &str) -> Option<Name> {
    let (_, fund) = leading_verb(name);
    let of = list!["专项资金", "资金", "经费"].suffix(fund).map(|word| &fund[..fund.len() - word.len()])?;
    (of.chars().count() >= 3).then(|| of.into())
}

/// The goal that a figure says how much was reached of: 完成年度目标的.
pub(super) fn goal_of(left: &Left) -> Option<&str> {
    let name = left.name.as_str();
    // 超过年度计划百分之四: by how much it was exceeded, not how much of it was reached.
    let reached = name.is_empty() && left.compares.is_none();
    let against = left.against.as_deref().filter(|against| reached && is_goal(against));
    against.or(Some(undone(name)).filter(|goal| is_goal(goal) && (left.done || goal.len() < name.len())))
}

/// What the dead and the injured are counted of: 火灾 of 接报火灾213起.
fn event_of(topic: &Topic, name: &str) -> Option<Name> {
    const HARMS: List = List::new(&["死亡", "受伤", "伤亡", "直接经济损失", "直接财产损失"]);
    const EVENTS: List = List::new(&["事故", "火灾", "灾害", "地震", "疫情"]);
    let (at, event) = HARMS.begins(name).then(|| EVENTS.places(&topic.name).next_back())??;
    let end = at + event.len();
    let event = leading_verb(&topic.name[..end]).1.trim_start_matches("各类");
    Some(event).filter(|event| !event.is_empty()).map(Name::from)
}
