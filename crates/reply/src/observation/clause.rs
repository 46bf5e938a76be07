//! The text before a figure: what is said of it, and what is left as the name of the thing measured.

use super::lexicon::{AREAS, BEFORE, GROWTH_NOUNS, LEADS, LIST_VERBS, PER, TAILS, Tail};
use super::words::{List, list};
use super::{Direction, Name, Qualifier, Status};
use crate::notation::{is_one_of, is_word};

/// What the words before a figure say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Left {
    /// What remains: the thing measured, with whose it is.
    pub(super) name: String,
    /// Reference area at its beginning or end.
    pub(super) area: Option<Name>,
    /// 其中.
    pub(super) within: bool,
    /// 增长, 下降.
    pub(super) moves: Option<Direction>,
    /// 增加到: the figure is where it came to.
    pub(super) to: bool,
    /// 由: the figure is where it came from.
    pub(super) from: bool,
    /// 为, 达.
    pub(super) is: bool,
    /// 有.
    pub(super) has: bool,
    /// 在 at the beginning: what follows is where or when, if 中 or 上 closes it.
    pub(super) located: bool,
    /// 现有, 拥有 at the beginning: the one who has is left unsaid.
    pub(super) held: bool,
    /// 实现, 完成.
    pub(super) done: bool,
    /// 新增.
    pub(super) adds: bool,
    /// The whole that a share is of: 占…的, with or without 比重. Empty where 占比 leaves it unsaid.
    pub(super) share: Option<Name>,
    /// What stands before more words than the figure: 约占, 不超过每月.
    pub(super) qualifier: Option<Qualifier>,
    /// 居, 列.
    pub(super) ranks: bool,
    /// 分别.
    pub(super) each: bool,
    /// What a rate is measured against: 同比, 比上年.
    pub(super) against: Option<Name>,
    /// 高于 or 低于 something.
    pub(super) compares: Option<Direction>,
    /// 力争, 预计.
    pub(super) status: Option<Status>,
    /// 增产: of the output of what is named.
    pub(super) output: Option<&'static str>,
    /// Whether it is what is asked for: 50%的要求.
    pub(super) asked: bool,
    /// 拉动 or 贡献: said of what moves something else.
    pub(super) pulls: bool,
    /// 出口 in 对A、B分别出口: what is said of each of the names before it.
    pub(super) of_each: String,
    /// 每人每月 right before the figure: what it is a figure per.
    pub(super) per: Option<Name>,
}

impl Left {
    /// Whether any verb or preposition ties the words to the figure.
    pub(super) fn is_tied(&self) -> bool {
        self.is || self.is_moved_or_had()
    }

    /// Whether they say nothing: the figure is the next of its list.
    pub(super) fn is_silent(&self) -> bool {
        self.name.is_empty()
            && self.area.is_none()
            && !self.is_tied()
            && self.compares.is_none()
            && self.against.is_none()
    }

    /// Whether any but 为 and 达 does.
    fn is_moved_or_had(&self) -> bool {
        self.moves.is_some()
            || self.to
            || self.from
            || self.has
            || self.done
            || self.adds
            || self.share.is_some()
            || self.ranks
    }
}

/// What was read of short texts, which official prose says again and again: 比上年增长.
#[derive(Default)]
pub(super) struct Phrases {
    /// Texts by their hash: one forgets another.
    known: Vec<(String, Left)>,
}

impl Phrases {
    /// The longest text that is kept, in bytes.
    const LONGEST: usize = 24;
    const COUNT: usize = 256;

    /// Reads `text`, which ends where a figure begins that is no rank.
    pub(super) fn read(&mut self, text: &str) -> Left {
        if text.len() > Self::LONGEST {
            return read(text, false, false);
        }
        if self.known.is_empty() {
            self.known.resize_with(Self::COUNT, Default::default);
        }
        let hash = text.bytes().fold(0u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let known = &mut self.known[(hash >> 16) as usize % Self::COUNT];
        if known.0 != text {
            known.1 = read(text, false, false);
            known.0.clear();
            known.0.push_str(text);
        }
        known.1.clone()
    }
}

/// Reads `text`, which ends where the figure begins.
pub(super) fn read(text: &str, rank: bool, flat: bool) -> Left {
    let mut left = Left { is: flat, ..Left::default() };
    let text = left.strip_leads(text);
    let mut text = left.strip_tails(text);
    if let Some((name, qualifier, whole)) = bounded_share(text) {
        text = left.strip_tails(name);
        left.qualifier = Some(qualifier);
        left.share = Some(whole.into());
        left.against = Some(whole.into());
    } else if let Some((name, whole)) = share(text) {
        left.qualifier = text[name.len()..].starts_with('约').then_some(Qualifier::About).or(left.qualifier);
        left.share = Some(whole);
        text = name;
        text = left.strip_tails(text);
    }
    // An area before a rank or at the end of the name of a whole is the field that was ranked.
    if rank {
        let (rest, field, ranked) = split_last_area(text);
        left.ranks |= ranked;
        if left.area.is_none() || !rest.is_empty() || field.is_some() {
            left.against = left.against.take().or(field.map(Name::from));
            text = left.strip_tails(rest);
        }
    }
    text = unaided(undriven(text));
    left.pulls = left.moves.is_some() && list!["拉动", "带动", "贡献"].is_in(text);
    left.name = text.trim_matches(is_edge).to_owned();
    // 反映“村部报价: half of a quotation.
    if let Some(at) = left.name.rfind('“').filter(|&at| !left.name[at..].contains('”')) {
        left.name.drain(..at + "“".len());
    }
    // 六五计划期间要求每年递增百分之四
    if left.name == "要求" {
        left.name.clear();
        left.status = left.status.or(Some(Status::Target));
    }
    // 约需资金3亿元
    if let Some((at, _)) = list!["约需"].find(&left.name) {
        left.name.drain(at..at + "约".len());
        left.qualifier = Some(Qualifier::About);
        left.status = left.status.or(Some(Status::Estimate));
    }
    // 每个卫生院至少配备2名: said of the number, wherever it stands.
    if let Some((at, word)) = list!["至少", "最多", "至多"].find(&left.name) {
        left.name.replace_range(at..at + word.len(), "");
        left.qualifier = Some(if word == "至少" { Qualifier::AtLeast } else { Qualifier::AtMost });
    }
    // 在全国的位次由第17位上升到第14位
    if rank
        && left.located
        && left.area.is_some()
        && list!["位次", "排名", "排位", "名次"].ends(&left.name)
        && left.name.chars().count() <= 4
    {
        left.against = left.against.take().or_else(|| left.area.take());
        left.name.clear();
    }
    // 增速在全省13个市中排第8位
    if let Some((name, field)) =
        left.name.strip_suffix('中').and_then(|name| name.rsplit_once('在')).filter(|_| rank)
    {
        left.against = Some(field.into());
        left.name = name.to_owned();
    }
    if left.located && left.name.ends_with(['中', '上', '下', '内', '间']) {
        // 在全省16个市州中列第五: among whom.
        if let Some(field) = left.name.strip_suffix('中').filter(|_| rank) {
            left.against = Some([left.area.take().as_deref().unwrap_or_default(), field].concat().into());
        }
        left.name.clear();
    }
    // 通过招聘、定向培养等渠道补充教师: how it was done.
    if let Some(at) = left.name.find('等')
        && let Some(way) = list!["渠道", "方式", "途径", "形式", "办法", "措施", "手段"]
            .prefix(&left.name[at + "等".len()..])
        && at + "等".len() + way.len() < left.name.len()
    {
        left.name.drain(..at + "等".len() + way.len());
    }
    // 按年平均汇率折合: how it was reckoned.
    if left.is
        && left.name.starts_with('按')
        && list!["汇率", "口径", "价格", "计算", "人口"].ends(&left.name)
    {
        left.name.clear();
    }
    // 将审批时限由20天压缩到7天: what was moved stands behind 将.
    let moved = left.to || left.from || left.moves.is_some();
    if moved
        && let Some((_, what)) = left.name.rsplit_once(['将', '把']).filter(|(who, what)| {
            what.chars().count() >= 3 && !who.ends_with('干') && !what.starts_with(['军', '来', '近'])
        })
    {
        left.name = what.trim_start_matches("先把").trim_start_matches("把").to_owned();
    }
    // 五年提高9.4个百分点: how long it took.
    let lasted = list!["年", "年间", "年来", "个月"].suffix(&left.name).is_some_and(|unit| {
        let number = &left.name[..left.name.len() - unit.len()];
        crate::numeral::read(number).is_some_and(|read| read.len == number.len())
    });
    if moved && lasted {
        left.name.clear();
    }
    // 平均每天新增86户: no name, but what it is per.
    if let Some(per) = left
        .name
        .strip_prefix("平均")
        .or(Some(&left.name))
        .and_then(|name| PER.prefix(name).filter(|(per, ())| per.len() == name.len()))
    {
        left.per = Some(per.0.into());
        left.name.clear();
    }
    // 年均增速30%以上
    if !moved
        && left.compares.is_none()
        && left.against.is_none()
        && let Some(noun) = left.name.strip_prefix("年均").filter(|noun| GROWTH_NOUNS.has(noun))
    {
        left.name = noun.to_owned();
        left.against = Some("年均".into());
    }
    let each =
        list!["分别"].find(&left.name).map(|(at, each)| (&left.name[..at], &left.name[at + each.len()..]));
    if let Some((names, of_each)) = each.filter(|(names, of)| {
        (2..=6).contains(&of.chars().count()) && super::label::split_top(names).len() > 1
    }) {
        left.each = true;
        left.of_each = of_each.to_owned();
        left.name = names.to_owned();
    }
    if let Some(per) = left.per.as_ref().filter(|_| !left.name.is_empty() && !left.name.contains('每')) {
        left.name.insert_str(0, per);
    }
    if let Some(output) = left.output {
        // 月均增收3000元
        if left.name.is_empty() && output == "收入" {
            left.name.push_str(&left.per.take().unwrap_or_default());
        }
        if !left.name.is_empty() {
            left.name.push_str(output);
        }
    }
    left
}

/// The text without what drove the movement that it tells of: 汽车制造业受新车型上市带动.
fn undriven(text: &str) -> &str {
    if !list!["带动", "影响", "拉动", "推动", "支撑", "冲击"].ends(text) {
        return text;
    }
    let from = super::scan::floor(text, text.len().saturating_sub(75));
    let at = text[from..].rfind('受').map(|at| from + at);
    at.map_or(text, |at| text[..at].trim_end_matches(is_edge))
}

/// The text without those that something was done together with: 会同有关部门新增.
fn unaided(text: &str) -> &str {
    let end = list!["会同", "联合", "协同"].begins(text).then(|| list!["部门", "单位"].find(text)).flatten();
    end.map_or(text, |(at, word)| &text[at + word.len()..])
}

/// The text without the marker of a list inside the sentence: 2、清掏管网.
pub(super) fn without_marker(text: &str) -> &str {
    // 一、对73件规范性文件, not 一、二年级
    let listed = |c: char| crate::numeral::chinese_digit(c).is_some() || c == '十';
    let chinese = text.trim_start_matches(listed);
    if (1..=6).contains(&(text.len() - chinese.len()))
        && let Some(rest) = chinese.strip_prefix('、')
    {
        return if rest.starts_with(listed) { text } else { rest };
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[digits..];
    let marked = (1..=2).contains(&digits) && rest.starts_with(['、', '．', '.', '）', ')']);
    if marked { rest.trim_start_matches(|c: char| !is_word(c)) } else { text }
}

fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '、' | '，' | ',' | '：' | ':' | '；' | '—' | '·' | '.' | '“' if c != '“')
        || matches!(c, '\u{feff}' | '①'..='⑳' | '#')
}

impl Left {
    /// Takes connectives, 其中 and the area from the beginning.
    fn strip_leads<'a>(&mut self, mut text: &'a str) -> &'a str {
        loop {
            text = without_marker(text.trim_start_matches(is_edge));
            if let Some(rest) = text.strip_prefix("其中") {
                self.within = true;
                text = rest;
                continue;
            }
            // 扣除价格因素实际增长
            if list!["扣除", "剔除"].begins(text)
                && let Some((at, cause)) = list!["因素"].find(text)
            {
                let (base, rest) = text.split_at(at + cause.len());
                if !rest.is_empty() {
                    self.against = Some(base.into());
                    text = rest.trim_start_matches("后");
                    continue;
                }
            }
            // 同比跌幅
            if let Some(base) = list!["同比", "环比"].prefix(text).filter(|base| base.len() < text.len())
            {
                self.against = Some(base.into());
                text = &text[base.len()..];
                continue;
            }
            if let Some((word, ())) = AREAS.prefix(text)
                && self.area.is_none()
            {
                // 浙江大学, 上海路: names, not areas. 市 and 省 belong to the area.
                let rest = &text[word.len()..];
                let own = word.starts_with(['全', '我', '本']);
                // 全国重点文物保护单位: a title, not where.
                let title = word == "全国" && TITLES.begins(rest);
                // 河北、山东的出口额: one of several.
                let listed = rest
                    .strip_prefix(['、', '和', '与', '及'])
                    .is_some_and(|next| !own && AREAS.prefix(next).is_some());
                if listed {
                    return text;
                }
                if own && !title && !rest.starts_with(['最', '首', '领'])
                    || !own && !rest.starts_with(is_name_after_area)
                {
                    const GRADES: List =
                        List::new(&["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"]);
                    let grade = GRADES.prefix(rest).filter(|grade| {
                        // 东部地区省份, 江苏省级
                        !own && !rest[grade.len()..].starts_with(['份', '级', '场', '直'])
                    });
                    let tail = grade.map_or(0, str::len);
                    self.area = Some(text[..word.len() + tail].into());
                    text = &rest[tail..];
                    if !text.starts_with("的") {
                        continue;
                    }
                    text = &text["的".len()..];
                    continue;
                }
            }
            if let Some((name, rest)) = local_area(text)
                && self.area.is_none()
            {
                self.area = Some(name.into());
                text = rest;
                continue;
            }
            // 建成后预计年接待游客80万人次
            let done = list!["建成投产", "建成", "投产", "达产", "投用", "完工", "竣工", "改造", "实施"];
            let done = done.prefix(text).map(|verb| &text[verb.len()..]);
            if let Some(rest) = done.and_then(|rest| rest.strip_prefix('后')).filter(|rest| !rest.is_empty())
            {
                text = rest;
                continue;
            }
            match LEADS.prefix(text) {
                Some((word, unless))
                    // 是2010年的2.2倍: what a multiple is of.
                    if !(text[word.len()..].starts_with(|c| is_one_of(c, unless))
                        // 由2020年的: where it came from, not where the clause begins.
                        || matches!(word, "由" | "从") && matches!(&text[word.len()..], "" | "的")
                        || word == "与" && (self.is || list!["相比", "比较"].is_in(text))
                        // 有进出口实绩的企业
                        // 有外线工程的不超过10天
                        || word == "有" && text["有".len()..].contains('的')
                        || word == "是" && text.trim_end().ends_with('的')) =>
                {
                    self.each |= word == "分别";
                    if word == "约" {
                        self.qualifier = Some(Qualifier::About);
                    }
                    self.located |= word == "在";
                    self.held |= matches!(word, "现有" | "拥有" | "共有" | "共拥有" | "有" | "已有");
                    text = &text[word.len()..];
                }
                _ => return text,
            }
        }
    }

    /// Takes verbs, adverbs and bases from the end.
    fn strip_tails<'a>(&mut self, mut text: &'a str) -> &'a str {
        loop {
            text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '，' | ','));
            text = text
                .strip_suffix('的')
                .map(unoriginated)
                .filter(|text| text.ends_with(['由', '从', '到', '至', '为', '是']))
                .unwrap_or(text);
            if self.per.is_none()
                && !self.is_moved_or_had()
                && let Some(word) = per(text)
                && word.len() < text.len()
            {
                self.per = Some(word.into());
                text = &text[..text.len() - word.len()];
                // 不超过每月1500元: said of the sum, no comparison.
                if let Some((word, qualifier)) =
                    BEFORE.suffix(text).filter(|(word, _)| word.chars().count() > 1)
                {
                    self.qualifier = Some(qualifier);
                    text = &text[..text.len() - word.len()];
                }
                continue;
            }
            if let Some((rest, basis)) = averaged(text).filter(|_| self.moves.is_some()) {
                self.against = Some(basis.into());
                text = rest;
                continue;
            }
            if let Some((word, tail)) = TAILS.suffix(text)
                && (word != "争取" || self.is_tied())
                // 排名提升6位: the place is what moved.
                && !(matches!(tail, Tail::Ranks) && self.moves.is_some())
                // 较考核目标高出, 比计划少: what it is compared with.
                && !(matches!(tail, Tail::Status(_)) && (self.compares.is_some() || self.moves.is_some()) && text.starts_with(['比', '较']))
                // 比全省平均水平小0.8个百分点, not 规模大.
                && (!matches!(word, "大" | "小" | "长" | "短") || text.contains(['比', '较']) && !text.ends_with(['比', '较']))
                // 超过计划百分之十三: what was surpassed.
                && !(matches!(word, "计划" | "预算") && text[..text.len() - word.len()].ends_with(['过', '于', '超', '出', '比', '较']))
                && !belongs_to_name(&text[..text.len() - word.len()], word)
                && !(self.is_tied() && matches!(tail, Tail::Compares(_)) && word.chars().count() == 1)
            {
                text = &text[..text.len() - word.len()];
                if self.take(word, tail) {
                    continue;
                }
                return text;
            }
            // 降幅比全国平均水平小1.2个百分点
            if let Some(rest) = text.strip_suffix(['小', '大'])
                && !self.is_tied()
                && self.compares.is_none()
                && against(rest, true).is_some()
            {
                let down = text.ends_with('小');
                self.compares = Some(if down { Direction::Down } else { Direction::Up });
                text = rest;
                continue;
            }
            if let Some(rest) = without_streak(text) {
                text = rest;
                continue;
            }
            if let Some((rest, basis)) =
                against(text, self.moves.is_some() || self.compares.is_some() || self.is || self.adds)
            {
                self.against =
                    self.against.take().filter(|own| &**own == "同比").or_else(|| Some(basis.into()));
                text = rest;
                continue;
            }
            if !self.is_tied()
                && let Some((rest, direction, basis)) = compared(text)
            {
                self.compares = Some(direction);
                self.against = Some(basis.into());
                text = rest;
                continue;
            }
            return text;
        }
    }

    /// Notes a word; whether more may stand before it.
    fn take(&mut self, word: &str, tail: Tail) -> bool {
        match tail {
            Tail::Moves(direction) if !self.is_tied() || self.is => {
                // 增长为, 提高达: where it came to is not said, only how far it moved.
                self.moves = Some(direction);
                self.output = match word {
                    "增产" | "减产" => Some("产量"),
                    "增收" | "减收" => Some("收入"),
                    "降价" | "涨价" | "提价" => Some("价格"),
                    _ => None,
                };
            }
            Tail::Moves(direction) => self.moves = self.moves.or(Some(direction)),
            Tail::To => self.to = true,
            Tail::From => self.from = true,
            Tail::Is => self.is = true,
            Tail::Has => self.has = true,
            Tail::Done => self.done = true,
            Tail::Adds => self.adds = true,
            Tail::Holds => self.share = Some(Name::default()),
            Tail::Weighs => {
                self.share = Some(Name::default());
                return false;
            }
            Tail::Ranks => {
                self.ranks = true;
                self.each |= word.starts_with('分');
            }
            Tail::Against(basis) => {
                if self.against.is_none() || basis == "同比" {
                    self.against = Some(basis.into());
                }
            }
            Tail::Each => self.each = true,
            Tail::Adverb => {}
            Tail::Status(status) => {
                if word == "约需" {
                    self.qualifier = Some(Qualifier::About);
                }
                self.status = self.status.or(Some(status));
                self.is |= word.ends_with(['为', '是']);
            }
            Tail::Compares(direction) => {
                if !self.is_tied() {
                    self.compares = Some(direction);
                }
            }
        }
        true
    }
}

/// The text up to 由 where what follows only says when it was so: 供养率由撤并前, 自给率由现在.
fn unoriginated(text: &str) -> &str {
    const WHENS: &List =
        list!["前", "时", "初", "末", "现在", "原来", "目前", "过去", "原先", "以往", "当初", "最初"];
    let from = super::scan::floor(text, text.len().saturating_sub("由".len() * 9));
    let at = text[from..].rfind(['由', '从']).map(|at| from + at + "由".len());
    at.filter(|_| WHENS.ends(text)).map_or(text, |at| &text[..at])
}

/// What `text` says at its end that a figure is per: 每人每月, 每公里.
fn per(text: &str) -> Option<&str> {
    PER.suffix(text).map(|(word, ())| word).or_else(|| {
        let at = super::scan::floor(text, text.len().saturating_sub("每百平方公里".len()));
        let (back, _) = text[at..].char_indices().rfind(|&(_, c)| c == '每')?;
        let at = at + back;
        let one = &text[at + "每".len()..];
        // 不低于每百户: as many go with the bound; else they are whose figure it is.
        let bounded = BEFORE.suffix(&text[..at]).is_some();
        let one = if bounded { one.trim_start_matches(['百', '千', '万']) } else { one };
        (crate::unit::find(one)?.len == one.len()).then(|| &text[at..])
    })
}

/// Splits off 两年平均 at the end of `text`: over how many years a rate was averaged.
fn averaged(text: &str) -> Option<(&str, &str)> {
    let years = text.strip_suffix("平均")?.strip_suffix('年')?;
    let count =
        years.trim_end_matches(|c: char| crate::numeral::chinese_digit(c).is_some() || c.is_ascii_digit());
    (count.len() < years.len() && years[count.len()..].chars().count() <= 2)
        .then(|| text.split_at(count.len()))
}

/// The text without 连续N年 at its end.
fn without_streak(text: &str) -> Option<&str> {
    let unit = list!["年", "个月", "个季度", "届", "次"].suffix(text)?;
    let rest = &text[..text.len() - unit.len()];
    let from = super::scan::floor(rest, rest.len().saturating_sub(30));
    let at = from + rest[from..].rfind("连续")?;
    crate::numeral::read(&rest[at + "连续".len()..])
        .filter(|n| at + "连续".len() + n.len == rest.len())
        .map(|_| &rest[..at])
}

/// Whether `word`, though in the list, ends a longer word here: 国有, 提高 as in 新高, 系列.
fn belongs_to_name(before: &str, word: &str) -> bool {
    let Some(previous) = before.chars().next_back() else { return false };
    let with = match word {
        "有" => "国所私公固特占含持享保稀设",
        "均" => "人日户亩月平年",
        "高" => "最提新拔",
        "低" => "最降减",
        "多" => "许很最众",
        "少" => "最至",
        "现" => "体出发表实兑展呈",
        "为" => "作成认行人因",
        "列" => "系专队前排",
        "分列" => "得",
        "居" => "定民安邻移",
        "排" => "安编彩并竹",
        "微" => "小细显轻",
        "略" => "战策侵",
        "从" => "服",
        "由" => "自理",
        "到" => "得达收",
        "增" => "新倍",
        "减" => "削",
        "降" => "空",
        "将" => "干",
        "快" => "加",
        "慢" => "缓",
        "获" => "查抓破捕缴",
        "在" => "存现所",
        "能" => "产功性节智动势热电可技潜职储",
        "可" => "许认",
        "要" => "主需重",
        "应" => "供反适响",
        "需" => "供内",
        "实际" | "名义" => "",
        "计" => "统设审会",
        "是" => "凡",
        "占" => "抢侵",
        "才" => "人英天育奇通",
        "比重" | "占比" => "",
        "提升" => "造",
        "扩大" | "改善" | "加快" | "提高" => "",
        "领先" | "落后" => "",
        _ => "",
    };
    is_one_of(previous, with)
}

/// Splits off 比上年, 较2015年, 与去年同期相比 at the end of `text`.
fn against(text: &str, compared: bool) -> Option<(&str, &str)> {
    // 在一九八〇年的基础上
    if let Some(base) = text.strip_suffix("基础上") {
        if let Some(at) = base.rfind('在').filter(|at| base.len() - at <= 75) {
            return Some((&text[..at], base[at + "在".len()..].trim_end_matches('的')));
        }
        if is_base(base) {
            return Some(("", base.trim_end_matches('的')));
        }
    }
    let from = super::scan::floor(text, text.len().saturating_sub(75));
    let (at, mark) = text[from..].char_indices().rev().map(|(at, c)| (from + at, c)).find(|&(at, c)| {
        matches!(c, '比' | '较' | '与' | '是' | '同' | '为' | '于') && !is_ratio_word(text, at, c)
    })?;
    let what = &text[at + mark.len_utf8()..];
    let what_is_time = is_base(what);
    // 比露地栽培增产: all that stands before the verb is what it is compared with.
    let opens = at == 0 && matches!(mark, '比' | '较') && (2..=12).contains(&what.chars().count());
    let joined = matches!(mark, '与' | '同');
    if joined && !(list!["相比", "相比较", "比较"].ends(what) || compared && what_is_time) {
        return None;
    }
    if matches!(mark, '是' | '为' | '于') {
        // 是2010年的, 相当于2010年的: what a multiple is a multiple of.
        let at = if mark == '于' { at - "相当".len() } else { at };
        let sound =
            |of: &str| !of.is_empty() && (is_base(of) || at == 0 && mark != '于' && of.chars().count() <= 12);
        let of = what.strip_suffix('的').filter(|of| sound(of))?;
        return Some((&text[..at], of));
    }
    (what_is_time && (compared || what.ends_with("相比")) || opens && compared)
        .then_some((&text[..at], &text[at..]))
}

fn is_ratio_word(text: &str, at: usize, c: char) -> bool {
    let next = text[at + c.len_utf8()..].chars().next();
    let previous = text[..at].chars().next_back();
    match c {
        '比' => {
            matches!(next, Some('重' | '例' | '率' | '赛' | '值' | '较') | None)
                || matches!(previous, Some('占' | '同' | '环' | '对' | '相' | '之' | '评' | '可'))
        }
        '同' => {
            matches!(next, Some('比' | '期' | '类' | '时' | '口' | '级' | '行' | '等' | '步' | '龄'))
                || matches!(previous, Some('合' | '协' | '共' | '不'))
        }
        '较' => {
            // 企业占比较上年提高
            matches!(previous, Some('比')) && !text[..at].ends_with("占比")
                || matches!(next, Some('大' | '多' | '好' | '高' | '快' | '强' | '低' | '为'))
        }
        '与' => matches!(previous, Some('参')),
        '于' => !text[..at].ends_with("相当") || !text.ends_with('的'),
        '是' | '为' => !text.ends_with('的'),
        _ => false,
    }
}

/// Whether `what` names something a figure is measured against: a time, an average, a plan, an area.
fn is_base(what: &str) -> bool {
    const SIGNS: List = List::new(&[
        "年",
        "月",
        "季度",
        "同期",
        "时期",
        "以前",
        "之前",
        "前",
        "末",
        "初",
        "平均",
        "水平",
        "目标",
        "计划",
        "预期",
        "均值",
        "基数",
        "届",
        "进度",
        "上期",
        "上周",
        "期",
        "全国",
        "全省",
        "全市",
        "增速",
        "预算",
        "标准",
        "改革",
        "周边",
        "市场价",
    ]);
    what.chars().count() <= 24 && SIGNS.is_in(what)
}

/// Splits off 高于全市平均水平 at the end of `text`.
fn compared(text: &str) -> Option<(&str, Direction, &str)> {
    const DOWN: &List = list!["低于", "慢于", "少于", "落后于", "落后"];
    const WORDS: List = List::new(&[
        "高于",
        "高出",
        "快于",
        "超出",
        "超过了",
        "超过",
        "优于",
        "好于",
        "多于",
        "超",
        "领先",
        "低于",
        "慢于",
        "少于",
        "落后于",
        "落后",
    ]);
    const BEGINS: [char; 14] =
        ['长', '大', '高', '级', '市', '低', '额', '标', '越', '前', '短', '特', '强', '导'];
    let from = super::scan::floor(text, text.len().saturating_sub(75));
    let mut places = WORDS.places(&text[from..]).map(|(at, word)| (from + at, word)).rev();
    // 超长期国债: a word of its own.
    let own = |word, after: &str| word == "超" && after.starts_with(BEGINS);
    // 不低于每百户30平方米, 不低于总量的80%: a bound, no comparison.
    let bound = |at: usize, after: &str| {
        text[..at].ends_with('不') && (after.starts_with('每') || after.ends_with('的'))
    };
    let (at, word) = places.find(|&(at, word)| {
        let after = &text[at + word.len()..];
        !own(word, after) && !bound(at, after)
    })?;
    let direction = if DOWN.has(word) { Direction::Down } else { Direction::Up };
    let what = &text[at + word.len()..];
    // 快于城镇居民: whatever 于 leads to is what it is compared with.
    let led = word.ends_with('于') && (2..=16).contains(&what.chars().count());
    (!what.is_empty() && (is_base(what) || led)).then_some((&text[..at], direction, what))
}

/// Splits 占比不超过服务资源总量的, 配套投入不低于财政资金的 into what is bounded, how, and what it is a share or a multiple of.
fn bounded_share(text: &str) -> Option<(&str, Qualifier, &str)> {
    let set = text.strip_suffix('的')?;
    let (at, word) = list!["不低于", "不少于", "不高于", "不超过"].places(set).next_back()?;
    let (name, whole) = (&set[..at], &set[at + word.len()..]);
    let sound =
        name.chars().count() > 1 && (2..=16).contains(&whole.chars().count()) && !whole.starts_with('每');
    let least = matches!(word, "不低于" | "不少于");
    (sound && whole.chars().all(is_word)).then_some((
        name,
        if least { Qualifier::AtLeast } else { Qualifier::AtMost },
        whole,
    ))
}

/// Splits 占全国总量的比重 into what holds the share and what it is a share of.
fn share(text: &str) -> Option<(&str, Name)> {
    // 研发经费相当于生产总值的比例
    if let Some(set) = text.strip_suffix("的比例").or_else(|| text.strip_suffix("的比重"))
        && let Some(at) = set.rfind("相当于")
    {
        return Some((&text[..at], set[at + "相当于".len()..].into()));
    }
    let from = super::scan::floor(text, text.len().saturating_sub(150));
    let at = text[from..].rmatch_indices('占').map(|(at, _)| from + at).find(|&at| {
        let next = text[at + "占".len()..].chars().next();
        let previous = text[..at].chars().next_back();
        let land = next == Some('地') && !text[at + "占".len()..].starts_with("地区");
        let effective = list!["有效", "有机", "有色", "有限"].begins(&text[at + "占".len()..]);
        // 占用水总量的: the use of water, not its occupation.
        let used = list!["用水", "用电", "用能", "用气", "用工"].begins(&text[at + "占".len()..]);
        let noun = !effective && !used && matches!(next, Some('用' | '道' | '有' | '领' | '据'));
        !(land || noun || matches!(previous, Some('抢' | '侵' | '挤' | '霸' | '强' | '独')))
    })?;
    const TAILS: List = List::new(&[
        "的比重",
        "的比例",
        "比重",
        "比例",
        "的份额",
        "份额",
        "的百分比",
        "的",
        "为",
        "达到",
        "达",
        "已",
        "均",
        "分别",
        "由",
        "从",
        "约",
    ]);
    let mut whole = text[at + "占".len()..].trim_start_matches(['到', '了', '据']);
    while let Some(tail) = TAILS.suffix(whole) {
        whole = &whole[..whole.len() - tail.len()];
    }
    let whole = whole.trim_matches(is_edge);
    let whole = Name::from(if whole == "比" { "" } else { whole });
    Some((text[..at].trim_end_matches(['所', '约', '共', '已', '均', '只', '仅', '总']), whole))
}

/// The last area in `text` with what belongs to it, and the text before: 中国名牌数全省 → 中国名牌数 + 全省.
fn split_last_area(text: &str) -> (&str, Option<&str>, bool) {
    let from = super::scan::floor(text, text.len().saturating_sub(60));
    let verb = text[from..].char_indices().rev().find_map(|(at, _)| {
        let at = from + at;
        match TAILS.prefix(&text[at..]) {
            Some((word, Tail::Ranks | Tail::To)) if !belongs_to_name(&text[..at], word) => {
                Some((at, at + word.len()))
            }
            _ => None,
        }
    });
    if let Some((start, end)) = verb {
        let field = text[end..].trim();
        // 稳居, not 居: the verb as long as it is.
        let start = TAILS.suffix(&text[..end]).map_or(start, |(word, _)| end - word.len());
        return (&text[..start], (!field.is_empty()).then_some(field), true);
    }
    // 总量在全国的位次
    let place = list!["的位次", "的排名", "的排位", "位次", "排名", "排位"].suffix(text);
    let within = &text[..text.len() - place.map_or(0, str::len)];
    let area = within[from.min(within.len())..].char_indices().rev().find_map(|(at, _)| {
        let rest = &within[from + at..];
        let (word, ()) = AREAS.prefix(rest)?;
        let tail = rest[word.len()..].trim_start_matches([
            '同', '行', '业', '类', '各', '地', '省', '市', '区', '州', '县', '设', '级', '的', '城',
        ]);
        tail.is_empty().then_some(from + at)
    });
    match area {
        Some(at) => {
            let before = text[..at].strip_suffix('在').filter(|_| place.is_some()).unwrap_or(&text[..at]);
            (before, Some(within[at..].trim_end_matches("总")), place.is_some())
        }
        None => (text, None, false),
    }
}

/// 常州市, 金坛区, 新疆维吾尔自治区: a place written with its rank, at the beginning of `text`.
fn local_area(text: &str) -> Option<(&str, &str)> {
    let mut count = 0;
    for (at, c) in text.char_indices().take(5) {
        count += 1;
        if matches!(c, '省' | '市' | '县') && (3..=4).contains(&count) {
            let end = at + c.len_utf8();
            let rest = &text[end..];
            let sound = !rest.starts_with(|c: char| {
                matches!(
                    c,
                    '级' | '场'
                        | '委'
                        | '直'
                        | '属'
                        | '长'
                        | '区'
                        | '民'
                        | '政'
                        | '内'
                        | '人'
                        | '、'
                        | '和'
                        | '域'
                        | '）'
                )
            }) && !text[..at].contains([
                '国', '级', '各', '个', '超', '城', '本', '新', '跨', '省', '地', '全', '小', '大', '商',
                '上', '排', '持', '推', '建', '获', '评', '入', '选', '在', '为', '对', '由', '向', '和',
                '与', '等', '（', '(', '每', '从', '年', '县',
            ]);
            // 实施县乡道改造, 联合市城管
            let acts = super::lexicon::DONE.prefix(text).is_some()
                || list!["联合", "会同", "协同", "委托", "低于", "高于", "优于"].begins(text)
                || LIST_VERBS.prefix(text).is_some_and(|(verb, ())| verb.chars().count() > 1);
            return (sound && !acts && !rest.is_empty()).then_some((&text[..end], rest));
        }
    }
    None
}

/// What 全国 begins the name of a title with: 全国文明城市.
const TITLES: List =
    List::new(&["重点文物", "文明", "示范", "百强", "劳动模范", "劳模", "五一", "优秀", "先进", "十佳"]);

/// After the name of a place: it goes on as the name of something else there.
fn is_name_after_area(c: char) -> bool {
    matches!(
        c,
        '大' | '路'
            | '银'
            | '日'
            | '证'
            | '交'
            | '移'
            | '电'
            | '石'
            | '铁'
            | '航'
            | '港'
            | '话'
            | '历'
            | '文'
            | '品'
            | '标'
            | '名'
            | '首'
            | '生'
            | '领'
            | '外'
            | '最'
    )
}
