//! What row does a figure become, and what does it leave for those that follow?

use super::super::clause::Left;
use super::super::confidence::Grounds;
use super::super::label;
use super::super::lexicon::{ANAPHORS, SUBJECTS};
use super::super::scan::{self, Quantity};
use super::super::words::{List, list};
use super::super::{Direction, Measure, Observation, Si, Source, Status};
use super::frame::Frame;
use super::names::sector_measure;
use super::{Figure, Reader, Topic};
use crate::unit::Dimension;

impl Reader<'_> {
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

    /// Whether the words right before a figure say that it was added to what there was: 新增学位2万个.
    fn tells_of_increment(&self, at: usize) -> bool {
        let before = &self.text[scan::floor(self.text, at.saturating_sub(45))..at];
        let words = before.rsplit(['，', '。', '；', '、']).next().unwrap_or(before);
        list!["新增", "净增"].is_in(words)
    }

    /// Adds the observation, and remembers what it was about.
    pub(super) fn emit(
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
        if frame.measure == Measure::Level && is_age_of_those_meant(quantity, names) {
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
        // 已全部执行，…到年底达到30%: what is done does not reach into a time to come.
        let said = self.status.filter(|status| *status != Status::Actual || !self.scope.ahead);
        let status = left.status.or(said).unwrap_or(match (self.scope.ahead, self.scope.planned) {
            (true, _) => Status::Target,
            // A plan's section that looks back: 2025年已完成….
            (false, true) if !self.is_past() => Status::Target,
            _ => Status::Actual,
        });
        // 由65%提高到70%: where a plan begins is what there is.
        let status = if left.from && !left.to { Status::Actual } else { status };
        // 约需资金3亿元，其中可争取上级补助1亿元
        let whole = self.whole.as_ref().filter(|_| left.within);
        let whole = whole.map(|whole| self.observations[whole.index].status);
        let status = if whole == Some(Status::Estimate) { Status::Estimate } else { status };
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
            .filter(|whole| {
                // 其中公交车310辆，日均载客9.6万人次；建成车站14座: a list of parts ends with its kind, or its half-sentence.
                let listed = whole.dimension == quantity.dimension() && (!self.half || topic.part);
                left.within || frame.measure == Measure::Level && listed
            })
            .map(|whole| whole.index);
        self.observations.push(Observation {
            source: Source::Prose,
            section: self.scope.section.clone(),
            indicator: topic.indicator.clone(),
            area: topic.area.clone(),
            subject: topic.subject.clone(),
            criterion: topic.criterion.clone(),
            period: self.origin(figure.mark().span).or_else(|| self.scope.period.clone()),
            measure: frame.measure,
            number: quantity.value.to_f64() * sign,
            upper: quantity.upper.map(|upper| upper.to_f64().into()),
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
        topic.increment = frame.measure == Measure::Change
            && frame.basis.as_deref().is_none_or(str::is_empty)
            && self.tells_of_increment(figure.mark().span.start);
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
            self.acted.push((topic.dimension, topic.name.clone()));
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

/// 年满65周岁的老年人, 60岁退休: an age that says who is meant; one that was measured has a name for it.
fn is_age_of_those_meant(quantity: &Quantity, names: [&str; 2]) -> bool {
    quantity.found.is_some_and(|found| found.unit.base == "岁")
        && !names.iter().any(|name| list!["龄", "寿", "均", "年纪"].is_in(name))
}

/// 向东300米: a way to go, no measure.
fn is_way(quantity: &Quantity, names: [&str; 2]) -> bool {
    const WAYS: List = List::new(&[
        "向东", "向西", "向南", "向北", "往东", "往西", "往南", "往北", "以东", "以西", "以南", "以北",
        "前行", "步行", "距离", "东侧", "西侧", "南侧", "北侧",
    ]);
    quantity.dimension() == Some(Dimension::Length) && names.iter().any(|name| WAYS.is_in(name))
}
