//! Quantities that bound a group or count by a word and are no figures themselves.

use super::super::lexicon::SUBJECTS;
use super::super::scan::{self, Quantity};
use super::super::words::{List, list};
use super::super::{Qualifier, clause};
use super::{Kind, Mark, Reader};
use crate::Span;
use crate::notation::{is_letter, is_word};
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
            let told_before = span.start < quantity.numeral;
            // 3万多元 is a sum, not a bound.
            let bounded = match quantity.qualifier {
                Qualifier::Over => told_before,
                qualifier => matches!(qualifier, Qualifier::AtLeast | Qualifier::AtMost | Qualifier::Under),
            };
            let from = if n > 0 { marks[items[n - 1]].span.end } else { clause.start };
            let before = &self.text[from.min(span.start)..span.start];
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
            let listed = matches!(after.trim(), "、" | "至" | "到")
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
                    let between = untied(before);
                    (4..=20).contains(&between.chars().count())
                        && between.chars().all(is_word)
                        && list!["率", "比重", "占比", "强度"].ends(between)
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
                    // 100家以上特色企业和50个以上模型
                    && !(counts_its_noun(quantity) && after.ends_with(['和', '与', '及']))
                    && after.chars().count() <= 24
            };
            let defines = measured
                && bounded
                && noun
                && next.is_none()
                && quantity.qualifier != Qualifier::Over
                && quantity.dimension() != Some(Dimension::Times)
                && !after.starts_with("的标准")
                && (!counts_its_noun(quantity) || after.contains('的'))
                // 培训不少于3500名乡村医生: how many they are.
                && !(told_before
                    && matches!(quantity.dimension(), Some(Dimension::Count | Dimension::People))
                    && !after.starts_with('的'));
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
            let rated = quantity.dimension() == Some(Dimension::Ratio)
                && (bounded || after.trim() == "的")
                && is_rate_of_those_meant(before, after);
            let size = measured
                && quantity.qualifier == Qualifier::Exact
                && items.get(n + 1).is_some_and(|&at| {
                    let behind = &self.text[marks[at].span.end..clause.end.max(marks[at].span.end)];
                    counts_things(&marks[at]) && is_size(quantity, before, after, behind)
                });
            // 10个百万亩、100个十万亩基地
            let round = measured
                && before.is_empty()
                && n > 0
                && counts_things(&marks[items[n - 1]])
                && quantity.qualifier == Qualifier::Exact
                && self.text[quantity.numeral..].starts_with(['十', '百', '千', '万', '亿']);
            // 全省首个年吞吐量超过5000万吨的内河港口
            let first = measured
                && after.starts_with('的')
                && list!["首个", "首家", "首座", "首条", "唯一", "第一个", "第一座"].is_in(before);
            // 15—25度坡耕地
            let slope = quantity.unit == "度"
                && quantity.qualifier == Qualifier::Range
                && noun
                && !after.starts_with(['之', '的']);
            // 怀孕满4个月不满6个月的
            let full = quantity.dimension() == Some(Dimension::Duration)
                && self.text[..quantity.numeral].ends_with('满')
                && after.starts_with(['的', '不', '未', '后', '方']);
            // 营业收入10亿元到50亿元之间的企业, 年营收超10亿元的企业
            let grouped = measured
                && (after.starts_with("之间的")
                    || told_before
                        && bounded
                        && after
                            .strip_prefix('的')
                            .is_some_and(|of| list!["企业", "公司", "单位", "家庭", "农户"].begins(of)));
            if governs
                || full
                || grouped
                || rated
                || size
                || round
                || first
                || slope
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

    /// Whether a number of people only says how many were just named: 王某、李某、赵某3人.
    pub(super) fn sums_up_names(&self, quantity: &Quantity, clause: Span) -> bool {
        let count = quantity.value.to_f64();
        if quantity.unit != "人" || quantity.power > 0 || !(3.0..=9.0).contains(&count) {
            return false;
        }
        // No more than so many short names can take, lest a long clause be walked once for each of its figures.
        let from = scan::ceil(self.text, quantity.numeral.saturating_sub("王某某、".len() * 12));
        let before = &self.text[from.max(clause.start).min(quantity.numeral)..quantity.numeral];
        let mut names = before.rsplit('、').take(count as usize);
        let short = |name: &str| (2..=3).contains(&name.chars().count()) && name.chars().all(is_letter);
        let last = count as usize - 1;
        names.by_ref().take(last).filter(|name| short(name)).count() == last && names.next().is_some()
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

/// Whether a unit counts the noun behind it: 10个以上典型案例, not 500户以上小区.
fn counts_its_noun(quantity: &Quantity) -> bool {
    list!["个", "家", "项", "所", "处", "座", "件", "条", "种", "支", "台", "套", "场"]
        .words()
        .any(|classifier| quantity.unit == classifier)
}

/// Whether a figure counts things: 3座, 2口.
fn counts_things(mark: &Mark) -> bool {
    matches!(&mark.kind, Kind::Quantity(q) if q.dimension() == Some(Dimension::Count) || q.unit == "口")
}

/// A name without the verb that ties it to its figure: 绿化覆盖率 of 绿化覆盖率达到.
fn untied(name: &str) -> &str {
    list!["达到", "均达到", "达", "为", "在", "均", "都"]
        .suffix(name)
        .map_or(name, |tie| &name[..name.len() - tie.len()])
}

/// Whether a bound of a rate says which of them are meant, or when: 持股比例超过50%的股东, 病叶率达5%以上时,
/// 裁员率不高于总数20%的，.
fn is_rate_of_those_meant(before: &str, after: &str) -> bool {
    let rated = || list!["率", "比例", "比重", "占比", "浓度", "含量"].ends(untied(before));
    if let Some(rest) = after.strip_prefix('时') {
        return rated() && !rest.starts_with(['期', '间', '代', '隔']);
    }
    let Some(those) = after.strip_prefix('的') else { return false };
    if those.trim().is_empty() {
        return rated() || list!["率不高于", "率不低于", "比例不高于", "比例不低于"].is_in(before);
    }
    const NO_THINGS: List = List::new(&[
        "目标", "要求", "水平", "标准", "任务", "规模", "增", "速度", "幅度", "比例", "好", "成绩", "预期",
        "历史", "高", "区间", "指标", "占", "约束",
    ]);
    rated() && !NO_THINGS.begins(those) && those.starts_with(is_letter)
}

/// Whether a measure is the size of the thing that is counted behind it, in a list of such things: 20吨水罐1个、.
fn is_size(quantity: &Quantity, before: &str, thing: &str, behind: &str) -> bool {
    use Dimension::{Area, Length, Mass, Power, Volume};
    let listed = before.is_empty() || before.ends_with(['、', '，', '：', '有']);
    listed
        && matches!(quantity.dimension(), Some(Area | Length | Mass | Power | Volume))
        && (1..=6).contains(&thing.trim_start_matches('的').chars().count())
        && thing.chars().all(is_letter)
        && !clause::read(thing, false, false).is_tied()
        && !behind.starts_with(is_word)
}
