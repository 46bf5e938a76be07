//! What a rule gives to each: how much, for whom and of what, where the words around the sum say it.

use super::super::Name;
use super::super::clause::{self, Left};
use super::super::label;
use super::super::scan::{self, Quantity};
use super::super::words::{List, list};
use super::names::{leading_verb, names_people};
use super::{Figure, Reader, Topic};
use crate::Span;
use crate::notation::is_letter;
use crate::unit::Dimension;

/// What is given, as rules call it.
const GIVEN: &List =
    list!["补贴", "补助", "津贴", "奖励", "资助", "补偿", "资金", "经费", "奖补", "救助", "养老金"];

/// Words between the sum and what is given.
const GIVING: &List = list![
    "的",
    "标准",
    "足额",
    "分别",
    "给予",
    "予以",
    "发放",
    "落实",
    "拨付",
    "享受",
    "实行",
    "分档",
    "一次性",
    "全额",
    "定额",
    "进行",
    "安排",
    "申领",
    "申请",
    "领取"
];

impl Reader<'_> {
    /// 对家庭经济困难幼儿，按每人每学年1200元资助: whom the figures of the sentence are for.
    pub(super) fn note_toward(&mut self, clause: Span) {
        let Some(text) = clause::without_marker(clause.of(self.text).trim_start()).strip_prefix('对') else {
            return;
        };
        let end =
            list!["按", "给予", "发放", "实行", "采取", "一次性"].find(text).map_or(text.len(), |(at, _)| at);
        let whom = &text[..end];
        let whom =
            list!["新引进的", "符合条件的"].prefix(whom).map_or(whom, |word| &whom[word.len()..]).trim();
        let plain = whom.chars().all(is_letter) && !whom.contains('的');
        // 对80至89周岁的老年人
        let bounded = whom.chars().all(char::is_alphanumeric) && (names_people(whom) || whom.ends_with('者'));
        // 对上一年度营业收入50亿元以上的企业
        let measured = clause.end == clause.start + clause.of(self.text).trim_end().len()
            && whom.len() == text.trim_end().len()
            && list!["以上的企业", "以下的企业", "以上企业", "以下企业", "之间的企业"].ends(whom)
            && whom.chars().all(char::is_alphanumeric);
        if (3..=20).contains(&whom.chars().count()) && (plain || bounded || measured) {
            self.toward = Some(whom.into());
        }
    }

    /// What a sum is the standard of: 按本科每月600元、硕士每月900元的标准发放租房补贴.
    pub(super) fn standard(
        &self,
        figure: &Figure<'_>,
        left: &Left,
        quantity: &Quantity,
        base: &Topic,
    ) -> Option<Topic> {
        if quantity.dimension() != Some(Dimension::Money) {
            return None;
        }
        if let Some((whom, name)) = self.ruled(figure) {
            let subject = [self.toward.as_deref().unwrap_or_default(), whom].concat();
            let subject = Some(subject).filter(|whom| !whom.is_empty()).map(Name::from);
            let name = Name::from(name);
            return Some(Topic { subject, name: name.clone(), indicator: name, ..base.clone() });
        }
        // 对高龄老人，每人每月发放津贴50元: what each of those provided for is given.
        let (whom, per) = (self.toward.clone()?, left.per.as_deref()?);
        let name = left.name.strip_prefix(per).unwrap_or(&left.name);
        let given = leading_verb(name).1;
        let limit = list!["上限", "下限", "限额", "标准", "额度"].ends(name);
        let name = if limit {
            format!("{per}{name}")
        } else if GIVEN.ends(given) {
            format!("{per}{given}")
        } else {
            format!("{per}补助标准")
        };
        let name = Name::from(name);
        Some(Topic { subject: Some(whom), name: name.clone(), indicator: name, ..base.clone() })
    }

    /// Whom a sum is for, and its name, where its clause says both: 按 before the first of its list, and what is given behind the last.
    fn ruled(&self, figure: &Figure<'_>) -> Option<(&str, String)> {
        let (first, last) = (*figure.items.first()?, *figure.items.last()?);
        let until = figure.marks[first].span.start;
        let before =
            &self.text[scan::floor(self.text, until.saturating_sub(60)).max(figure.clause.start)..until];
        let (_, first) = list!["按照", "按"]
            .places(before)
            .next_back()
            .map(|(at, word)| (at, &before[at + word.len()..]))?;
        let from = figure.marks[last].span.end;
        let behind = &self.text[from..figure.clause.end.max(from)];
        let mut given = &behind[..scan::floor(behind, 60)];
        let whole = given.len();
        let mut ruled = false;
        // 按每人1200元资助: the verb says what is given.
        while let Some(word) = GIVING.prefix(given) {
            ruled |= word == "标准";
            given = &given[word.len()..];
        }
        let given = given.trim_start();
        let given = &given[..given.find(|c| !is_letter(c)).unwrap_or(given.len())];
        let sound = given.len() < whole && GIVEN.ends(given) && given.chars().count() <= 12;
        let own = if figure.n == 0 {
            first
        } else {
            &self.text[figure.start.min(figure.mark().span.start)..figure.mark().span.start]
        };
        let own = own.trim_start_matches(['、', '，', '和', '及', ' ']);
        let per = own.find('每').map_or(first, |_| own);
        let per = per.find('每').map(|at| &per[at..]).filter(|per| sound && per.chars().count() <= 8);
        let whom = own.find('每').map_or(own, |at| &own[..at]);
        let tail = if ruled { "标准" } else { "" };
        // 按照初级1000元、中级1500元的标准申领补贴: the grades alone.
        let grade = || (sound && ruled && (1..=8).contains(&whom.chars().count())).then_some("");
        let per = per.or_else(grade)?;
        Some((label::clip(whom), format!("{per}{given}{tail}")))
    }
}
