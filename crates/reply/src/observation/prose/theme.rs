//! The theme of a paragraph: the thing that its figures are about where their own names leave it unsaid.

use super::super::label;
use super::super::lexicon::{AREAS, SUBJECTS};
use super::super::scan::Quantity;
use super::super::words::{List, Words, list};
use super::super::{Measure, Name};
use super::names::{leading_verb, names_people};
use super::{Reader, Topic};
use crate::Span;
use crate::notation::{is_letter, is_word};
use crate::unit::Dimension;

/// Names that say what is measured, but of nothing in particular.
static BARE: Words<()> = Words::new(&[(
    "投资 投资额 总投资 项目 工程 面积 建筑面积 占地面积 里程 长度 人数 户数 套数 数量 \
     车辆 租金 均价 产值 产量 产能 规模 补助 补贴 补助标准 额度 标准 站点 网点 线路 \
     岗位 群众 房源 试点 用户 成本 合同 订单 贷款 缴存额 提取额 发放额 交易额 成交额 \
     库容 容量 装机规模 处理能力 服务人口 投入 营业额 销售额 受益人口 受益群众 受益农户 \
     受益人数 从业人员 损失 班额 节水 节电 节能 用工 用户数 覆盖面 寿命 服务半径 工资 \
     薪酬 年龄 时长 时间 响应时间 收费 票价 单价 客流 客流量 交通量 车流量 限额 合同金额 \
     补贴支出 补助资金 奖补资金 班次 实缴",
    (),
)]);

/// Sums that are spent on the theme of a heading, but not on what stands beside them.
const SPENT: &List = list!["资金", "经费", "投入", "财政资金", "专项资金", "奖补资金", "补助资金"];

/// Rates that a place or its people have, and nothing else needs to be named for.
const OWN_RATES: &List = list![
    "失业率",
    "就业率",
    "城镇化率",
    "出生率",
    "死亡率",
    "增长率",
    "税率",
    "汇率",
    "利率",
    "投资率",
    "消费率",
    "储蓄率",
    "宏观税负率"
];

/// Whether a name is a rate that a place or its people have.
pub(super) fn has_own_rate(name: &str) -> bool {
    OWN_RATES.ends(name)
}

/// Words around the head of a name that say how it was reckoned or when.
static RECKONED: Words<()> = Words::new(&[(
    "平均 年均 月均 户均 亩均 日均 人均 每 概算 累计 总 年度 年 月 实际 计划 预计 \
     当年 首期 运营 在建 现行 建成 开工 完工 竣工 续建 配套 一期 全年 现行 已 共 新",
    (),
)]);

/// Verbs at the beginning of a title that say what is done with its theme.
const DOING: &List = list![
    "关于",
    "进一步",
    "切实",
    "着力",
    "持续",
    "不断",
    "扎实",
    "深入",
    "有序",
    "稳步",
    "全力",
    "大力",
    "积极",
    "加快推进",
    "加快",
    "加强",
    "加大",
    "强化",
    "深化",
    "优化",
    "提升",
    "提高",
    "增加",
    "扩大",
    "改善",
    "规范",
    "健全",
    "完善",
    "推进",
    "推动",
    "促进",
    "抓好",
    "抓实",
    "做好",
    "发展",
    "保障",
    "支持",
    "统筹",
    "落实",
    "实施",
    "开展",
    "建设",
    "解决",
    "破解",
    "拓展",
    "拓宽",
    "夯实"
];

/// Nouns at the end of a title that say how its theme is treated.
const TREATED: &List = list![
    "有关情况",
    "基本情况",
    "总体情况",
    "情况",
    "工作",
    "方面",
    "建设",
    "管理",
    "供给",
    "保障",
    "水平",
    "能力",
    "体系",
    "问题",
    "发展",
    "力度",
    "进展",
    "成效",
    "现状",
    "机制",
    "制度",
    "政策",
    "措施",
    "治理",
    "监管",
    "改革",
    "推进",
    "提升",
    "实施",
    "投入",
    "进度",
    "质量",
    "的"
];

/// The theme that a title or a clause names: 充电基础设施 in 关于加快充电基础设施建设.
pub(in super::super) fn theme_of(title: &str) -> Option<&str> {
    let mut text = title.trim_matches(|c: char| !is_word(c));
    if text.len() > 90 {
        return None;
    }
    let whole = text.len();
    while let Some(word) = DOING
        .prefix(text)
        .or_else(|| AREAS.prefix(text).map(|(word, ())| word))
        .or_else(|| list!["的", "“"].prefix(text))
    {
        // 保障性租赁住房
        if text[word.len()..].starts_with(['性', '型', '化']) {
            break;
        }
        text = &text[word.len()..];
    }
    // 关于“推行集团化办学”的问题
    while let Some(word) = TREATED.suffix(text).or_else(|| list!["”", "建议", "意见"].suffix(text)) {
        text = &text[..text.len() - word.len()];
    }
    (text.len() < whole && is_theme(text)).then_some(text)
}

/// The theme that a paragraph opens with: 关于既有住宅加装电梯。, 在机构养老方面，
pub(super) fn run_in(paragraph: &str) -> Option<&str> {
    let opening = paragraph[..super::scan::floor(paragraph, 90)].trim_start();
    let title = &opening[..opening.find(['，', '。', '：'])?];
    let title = title.strip_prefix('在').unwrap_or(title);
    let titled = title.starts_with("关于") || title.ends_with("方面");
    titled.then(|| theme_of(title)).flatten()
}

/// Words that a theme has none of: they say how things go, or speak of the reply itself.
static TIDINGS: Words<()> = Words::new(&[(
    "加快 改善 提升 向好 稳定 增长 持续 不断 逐步 明显 显著 关于 你 您 反映 诉求 留言 计划 提案 建议 办理 围绕 \
     内容 执行 情况 回顾 总体 打算 突出 复苏 矛盾 短板 不足 回升 放缓 承压 分化",
    (),
)]);

/// Whether `name` can stand for what a paragraph is about.
fn is_theme(name: &str) -> bool {
    (3..=14).contains(&name.chars().count())
        && name.chars().all(|c| {
            is_letter(c) && !matches!(c, '和' | '与' | '及' | '其' | '等' | '的' | '我' | '各' | '未')
        })
        && !name.contains(|c| crate::numeral::may_begin(c) && crate::numeral::chinese_digit(c).is_none())
        && !TIDINGS.is_in(name)
        && !is_bare(name)
        && !list!["相关", "有关", "各类", "其他"].begins(name)
        && label::predicate(name, 1).is_none()
}

/// Whether a name says what is measured, but of nothing in particular: 完成投资, 平均出租率.
pub(super) fn is_bare(name: &str) -> bool {
    let object = leading_verb(name).1;
    let mut head = object;
    while let Some((word, ())) = RECKONED.prefix(head).filter(|(word, ())| word.len() < head.len()) {
        head = &head[word.len()..];
    }
    let rate = head.ends_with('率') && (2..=3).contains(&head.chars().count()) && !OWN_RATES.has(head);
    // 山区每公里造价: what something costs by the unit.
    let priced =
        list!["造价", "成本", "补助标准", "价格", "补贴"].suffix(name).is_some_and(|_| name.contains('每'));
    // 投入 alone is a verb, 亩均投入 a measure.
    let each = list!["日均", "月均", "户均", "亩均", "单件"].begins(name) && head.chars().count() <= 4;
    let able = name.ends_with("能力") && name.chars().count() <= 5;
    head.is_empty()
        || able
        || rate
        || priced
        || each
        || BARE.has(head) && (head != "投入" || head.len() < object.len())
}

/// `name` without `tail`, however often it ends in it.
fn without<'n>(mut name: &'n str, tail: &str) -> &'n str {
    while let Some(rest) = name.strip_suffix(tail) {
        name = rest;
    }
    name
}

impl Reader<'_> {
    /// The theme, for a figure whose own name leaves it unsaid.
    pub(super) fn theme_for(&self, name: &str) -> Option<&Name> {
        let spent = || self.theme == self.scope.theme && SPENT.has(leading_verb(name).1);
        self.theme.as_ref().filter(|theme| (is_bare(name) || spent()) && !name.contains(&***theme))
    }

    /// The thing in full where `object` is its head: 供水管网 for 管网 under 关于供水管网改造.
    pub(super) fn head_of_theme(&self, object: &str) -> Option<&str> {
        let theme = self.theme.as_deref().filter(|_| (2..=4).contains(&object.chars().count()))?;
        let at = theme.rfind(object).filter(|&at| at > 0 && !is_bare(object))?;
        Some(&theme[..at + object.len()])
    }

    /// 开展光伏扶贫试点，建成电站26座: the trial that a clause names is what its verbs are told of.
    pub(super) fn note_trial(&mut self, clause: Span) {
        let text = clause.of(self.text).trim_end_matches("工作");
        let Some(text) = text.strip_suffix("试点") else { return };
        let Some((at, verb)) = list!["开展", "推进", "推行"].places(text).next_back() else { return };
        let trial = text[at + verb.len()..].trim_start_matches(['了', '的']);
        let named = (2..=12).contains(&trial.chars().count());
        if named && trial.chars().all(|c| c.is_alphabetic() || matches!(c, '“' | '”')) {
            self.theme = Some(trial.into());
            self.owner.clone_from(&self.theme);
        }
    }

    /// Lets what was just counted or measured be the theme from here on.
    pub(super) fn note_theme(&mut self, topic: &Topic, measure: Measure) {
        let things = matches!(topic.dimension, Some(Dimension::Count | Dimension::Area | Dimension::Length));
        if topic.part
            || !things
            || self.owner.is_some()
            || !matches!(measure, Measure::Level | Measure::Change)
        {
            return;
        }
        let (verb, object) = leading_verb(&topic.name);
        // 建成高标准农田: the manner belongs to the thing.
        let manner = list!["高标准"].suffix(verb).map_or(0, str::len);
        let object = &topic.name[topic.name.len() - object.len() - manner..];
        let object = without(without(object, "面积"), "里程");
        let named = self.theme.as_deref() != Some(object)
            && !list!["惠及", "覆盖", "支持", "受益", "服务", "涉及"].begins(verb)
            && is_theme(object)
            && !names_people(object);
        if named {
            self.theme = Some(object.into());
        }
    }

    /// 总投资12.6亿元的古道小镇项目，已完成投资3.5亿元: what a sum describes is what the sentence goes on to tell of.
    pub(super) fn note_described(&mut self, quantity: &Quantity, right: &str) {
        let sum = quantity.dimension() == Some(Dimension::Money) && self.sentence_topic.is_none();
        let Some(noun) = right.strip_prefix('的').filter(|_| sum) else { return };
        let thing = label::noun_and_predicate(noun).0.trim_end_matches(['已', '于', '将']);
        let sound = (4..=14).contains(&thing.chars().count())
            && thing.chars().all(|c| is_letter(c) && !matches!(c, '等' | '的'))
            && SUBJECTS.suffix(thing).is_some();
        if sound {
            self.sentence_topic = Some(thing.into());
        }
    }

    /// 住房公积金新增开户职工: what stands before a verb inside the name of a figure.
    pub(super) fn note_owner(&mut self, name: &str) {
        const DONE_WITH: List = List::new(&[
            "新增",
            "缴存",
            "归集",
            "提取",
            "发放",
            "参保",
            "赔付",
            "受理",
            "办理",
            "开工",
            "新开工",
            "竣工",
        ]);
        let Some((at, verb)) = DONE_WITH.find(name).filter(|&(at, _)| at >= "公积金".len()) else {
            return;
        };
        let owner = &name[..at];
        let agent = list!["财政", "政府", "部门", "单位", "机关", "法院", "局", "委", "厅", "院", "会", "级"]
            .ends(owner);
        let acts = !leading_verb(owner).0.is_empty()
            || owner.starts_with(['为', '对', '以', '用', '在', '由', '向', '要', '每']);
        if at + verb.len() < name.len() && !agent && !acts && is_theme(owner) {
            self.theme = Some(owner.into());
            self.owner = self.theme.clone();
            if self.sentence_topic.is_none() && self.last_here().is_none() {
                self.sentence_topic.clone_from(&self.theme);
            }
        }
    }
}
