//! Quantities that bound a group or count by a word and are no figures themselves.

use super::super::lexicon::SUBJECTS;
use super::super::words::list;
use super::super::{Qualifier, clause};
use super::{Kind, Mark, Reader};
use crate::Span;
use crate::notation::is_word;
use crate::unit::Dimension;

impl Reader<'_> {
    /// Quantities that bound a group or a thing and are no figures themselves: 10亿元以上企业, 超百亿元工业企业16家.
    pub(super) fn bounds(&self, marks: &[Mark], items: &[usize], clause: Span) -> Vec<usize> {
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
            // 500万元以下的占八成, 1亿元至10亿元的325家
            let parted = after.strip_prefix('的').is_some_and(|verb| {
                verb.chars().all(|c| {
                    matches!(c, '占' | '到' | '了' | '仅' | '只' | '有' | '达' | '已' | '共' | '约' | '就')
                })
            });
            let sized = bounded || quantity.qualifier == Qualifier::Range && parted;
            let adjacent = measured && sized && (after.is_empty() || parted) && next.is_some();
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
    pub(super) fn drop_weak(&self, marks: &[Mark], items: &mut Vec<usize>) {
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
