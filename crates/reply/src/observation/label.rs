//! From the words of a clause to the name of an indicator.

use super::lexicon::{DONE, HEADS, SUBJECTS, VERBS};
use super::words::{List, Words, list};
use crate::notation::is_one_of;
use crate::unit::Dimension;

/// Longest name, in bytes: what is longer lost its beginning.
const LONGEST: usize = 150;

/// A name cut down to its end if it is too long to be one.
pub(super) fn clip(name: &str) -> &str {
    if name.len() <= LONGEST {
        return name;
    }
    let tail = &name[name.ceil_char_boundary(name.len() - LONGEST)..];
    tail.find(['、', ' ', '”', '》']).map_or(tail, |at| tail[at..].trim_start_matches(['、', ' ', '”', '》']))
}

/// The measure that a name ends in: 零售额 of 商品零售额.
pub(super) fn measure_of(name: &str) -> Option<&'static str> {
    HEADS.suffix(name).map(|(head, ())| head).filter(|head| head.chars().count() > 1)
}

/// A name that 实现 or 拥有 divides: whose, and what. 石油行业实现增加值 → 石油行业, 增加值.
pub(super) fn divide(name: &str) -> Option<(&str, &str)> {
    let (at, word, ()) = DONE.find_inside(name).filter(|(_, word, _)| word.len() > "有".len())?;
    let what = &name[at + word.len()..];
    let whose = name[..at].trim_end_matches(['已', '共', '均', '将', '、', '累', '计']);
    // 完成投资 is a term of its own.
    let what = if word.ends_with("完成") && what == "投资" {
        &name[at + word.len() - "完成".len()..]
    } else {
        what
    };
    (!what.starts_with(['率', '额', '量', '情', '的', '度']) && !whose.is_empty()).then_some((whose, what))
}

/// Characters that make a noun of the verb before them: 服务业, 建设用地, 参与者.
const NOMINAL: &str = "业率者商型性类机中人设地员的站点区";
/// Verbs that are never part of a noun.
static FIRM: Words<()> = Words::new(&[(
    "拥有 具有 具备 实现 完成 达到 形成 获得 获评 获 荣获 入选 列入 入围 位居 位列 占 达 为 是 被 累计 现有 共有",
    (),
)]);
/// Verbs that mostly stand inside names: 生产企业, 服务中心.
static ATTRIBUTIVE: Words<()> = Words::new(&[(
    "主要 全面 积极 全部 服务 发展 生产 销售 制造 技术 建设 保持 运行 运营 试点 升级 转型 共享 公开 提升 改造 促进 支持 整治 培育 上市 挂牌 授权 认定 使用 满足 深入 持续 稳步 推进",
    (),
)]);

/// What follows a count: the noun counted and what is said of it. 企业获江苏质量奖 → 企业, 获江苏质量奖.
pub(super) fn noun_and_predicate(right: &str) -> (&str, &str) {
    let (mut noun, predicate) = predicate(right, 1).map_or((right, ""), |at| right.split_at(at));
    // 12个乡镇首次全部获评: adverbs go with the verb, and are said of it only.
    while let Some(adverb) = list!["首次", "全部", "率先", "双双", "先后", "相继", "均", "已", "都"]
        .suffix(noun)
        .filter(|_| !predicate.is_empty())
    {
        noun = &noun[..noun.len() - adverb.len()];
    }
    (noun, predicate)
}

/// Where the first predicate in `text` begins, behind its first `skip` characters.
pub(super) fn predicate(text: &str, skip: usize) -> Option<usize> {
    let from = text.char_indices().nth(skip)?.0;
    let mut verbs = VERBS.places(&text[from..]).map(|(at, word, ())| (from + at, word));
    verbs.find(|&(at, word)| is_predicate(text, at, word)).map(|(at, _)| at)
}

/// Whether a predicate begins with the verb `word` at `at`, which is neither a part of a noun nor an attribute of one.
fn is_predicate(text: &str, at: usize, word: &str) -> bool {
    stands_free(text, at, word) && {
        let next = text[at + word.len()..].chars().next();
        next.is_some_and(|next| FIRM.has(word) || !is_one_of(next, NOMINAL)) && !ATTRIBUTIVE.has(word)
    }
}

/// Whether the verb `word` at `at` is no part of a noun: 有 but not 国有, 达 but not 发达.
fn stands_free(text: &str, at: usize, word: &str) -> bool {
    let (before, after) = match word {
        "有" => ("国所私公固特专含稀既", "色机限关效"),
        "在" => ("存现所潜", "建校岗线册职读营"),
        "为" => ("作行成认人因", "民"),
        "达" => ("发到表雷通直", ""),
        "是" => ("凡但", ""),
        "将" => ("干", "军"),
        "已" => ("而", ""),
        "均" => ("人日户亩月平年", "衡"),
        "占" => ("抢侵", "地用"),
        "通了" => ("开接贯沟", ""),
        "获" => ("查抓破捕收", ""),
        "受" => ("接承享感遭经忍领授", "益理教托众害训聘伤灾贿损"),
        _ => return true,
    };
    !text[..at].ends_with(|c| is_one_of(c, before))
        && !text[at + word.len()..].starts_with(|c| is_one_of(c, after))
}

/// A count's name: 获江苏质量奖的企业数, 国际标准数.
pub(super) fn counted(noun: &str, predicate: &str) -> String {
    let noun = noun.trim_start_matches('的');
    if predicate.is_empty() { noun.to_owned() } else { format!("{predicate}的{noun}") }
}

/// What the unit says of the measure where the name leaves it unsaid: 数 to what is counted, 面积 to what is measured in 亩.
pub(super) fn completion(name: &str, dimension: Option<Dimension>, unit: &str) -> &'static str {
    use Dimension::{Area, Count, Length, People, Times};
    if !matches!(dimension, Some(Count | People | Times | Area | Length)) {
        return "";
    }
    let ends = |tails: &List| tails.ends(name);
    match dimension {
        Some(Dimension::People) if unit.ends_with('位') && name.ends_with("排名") || name.ends_with('率') => {
            ""
        }
        _ if name.is_empty() || HEADS.suffix(name).is_some_and(|(word, ())| word.chars().count() > 1) => "",
        Some(Dimension::Count) if !ends(list!["数", "量", "额", "标", "率", "指数"]) => "数",
        Some(Dimension::People) if ends(list!["数", "量", "额"]) => "",
        // 塘坝四百二十七口
        Some(Dimension::People) if unit == "口" && !name.contains(['人', '户']) => "数",
        Some(Dimension::People)
            if unit.ends_with('名')
                || ends(list![
                    "员", "者", "生", "工", "师", "才", "士", "户", "干部", "人", "院士", "专家", "教授",
                    "儿童", "老人", "人口"
                ]) =>
        {
            "数"
        }
        Some(Dimension::People) => "人数",
        Some(Dimension::Times) if unit.ends_with("人次") && !ends(list!["量", "数", "次"]) => "人次",
        Some(Dimension::Times) if unit.ends_with('次') && !ends(list!["量", "数", "次"]) => "次数",
        Some(Dimension::Area) if !name.contains("面积") => "面积",
        Some(Dimension::Length)
            if unit.ends_with("公里") && !name.contains("里程") && !name.contains("长") =>
        {
            "里程"
        }
        _ => "",
    }
}

/// The members of a list of `count`, its shared end given to each: 大、中、小微型企业 → 大企业, 中企业, 小微型企业.
pub(super) fn split_list(name: &str, count: usize) -> Vec<String> {
    if let Some(of) = name.strip_prefix("一二三产").filter(|_| count == 3) {
        let of = of.trim_start_matches("业");
        return ["一", "二", "三"].map(|which| format!("第{which}产业{of}")).to_vec();
    }
    if let Some(of) = name.strip_prefix("城乡").filter(|of| count == 2 && split_top(of).len() == 1) {
        let towns = if of.starts_with("居民") { "城镇" } else { "城市" };
        return vec![format!("{towns}{of}"), format!("农村{of}")];
    }
    let parts = split_into(name, count);
    let Some((last, rest)) = parts.split_last() else { return Vec::new() };
    // 城东、城西、城南三个片区: the count that sums the list up is no part of its last member.
    let last = &without_sum(last, parts.len());
    if rest.is_empty() {
        return vec![name.to_owned()];
    }
    let shared = part_at(last).map_or_else(|| shared_end(last, rest), |at| &last[at..]);
    let prefix = shared_beginning(rest[0]);
    let last =
        beginning_of_measure(rest[0], last).map_or(last.clone(), |beginning| format!("{beginning}{last}"));
    let last = [&*last];
    rest.iter()
        .chain(&last)
        .enumerate()
        .map(|(at, part)| {
            let mut item = String::new();
            if at > 0 && !part.starts_with(prefix) {
                item.push_str(prefix);
            }
            item.push_str(part);
            if at + 1 < parts.len() && !part.ends_with(shared) {
                item.push_str(shared);
            }
            item
        })
        .collect()
}

/// What the measure `last` leaves to the first of its list: 金融机构 of 金融机构存款余额、贷款余额.
fn beginning_of_measure<'a>(first: &'a str, last: &str) -> Option<&'a str> {
    let (head, ()) = HEADS.suffix(first).filter(|_| HEADS.has(last))?;
    let beginning = &first[..first.len() - head.len()];
    let alike = head.chars().next_back() == last.chars().next_back() && head.chars().count() > 1;
    (alike && beginning.chars().count() > 1).then_some(beginning)
}

/// The last of `count` members without the count that sums them up.
fn without_sum(last: &str, count: usize) -> String {
    let sum = last.char_indices().skip(1).find_map(|(at, c)| {
        let numeral = crate::numeral::may_begin(c).then(|| crate::numeral::read(&last[at..])).flatten()?;
        let rest = last[at + numeral.len..]
            .strip_prefix(['个', '大', '家', '类', '地', '项', '种', '市', '县', '区'])?;
        (numeral.value == crate::numeral::Decimal::from(count as u64)).then_some((at, rest))
    });
    let Some((at, rest)) = sum else { return last.to_owned() };
    let head = HEADS.suffix(rest).filter(|(head, ())| head.chars().count() > 1).map_or("", |(head, ())| head);
    format!("{}{head}", &last[..at])
}

/// The members of a list of `count`: where 和 joins inside one of them (软件和信息服务业), only 、 divides.
fn split_into(name: &str, count: usize) -> Vec<&str> {
    let parts = split_top(name);
    if parts.len() <= count {
        return parts;
    }
    let joined: Vec<&str> = name.split('、').collect();
    let last = joined.last().map_or(0, |last| split_top(last).len());
    match joined.len() {
        n if n == count => joined,
        // A、B和C: the last joint divides as well.
        n if n + 1 == count && last == 2 => {
            let mut joined = joined;
            let last = joined.pop().map_or(Vec::new(), split_top);
            joined.extend(last);
            joined
        }
        _ => parts,
    }
}

/// Splits at 、 和 及 与 outside quotation marks and brackets.
pub(super) fn split_top(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut depth) = (0, 0i32);
    for (at, c) in name.char_indices() {
        match c {
            '“' | '（' | '《' | '(' => depth += 1,
            '”' | '）' | '》' | ')' => depth -= 1,
            '、' | '和' | '及' | '与' if depth <= 0 => {
                let (before, after) = (&name[..at], &name[at + c.len_utf8()..]);
                let word = match c {
                    '和' => {
                        after.starts_with(['谐', '田', '平'])
                            || before.ends_with(['总', '饱', '中', '共', '温'])
                    }
                    '及' => {
                        after.starts_with(['以', '格', '时'])
                            || before.ends_with(['以', '普', '涉', '惠', '波', '触', '危'])
                    }
                    '与' => before.ends_with(['参', '给']),
                    _ => false,
                };
                if !word {
                    parts.push(name[from..at].trim_end_matches('以'));
                    from = at + c.len_utf8();
                }
            }
            _ => {}
        }
        if parts.len() > 64 {
            break;
        }
    }
    parts.push(&name[from..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// Verbs that say where a part of something goes or comes from.
pub(super) const PART_VERBS: List = List::new(&["用于", "投向", "来自", "流向", "支持", "属于", "分布"]);

/// Where a name goes on to what a part of it does: 新增能耗 + 支持民间投资项目.
pub(super) fn part_at(name: &str) -> Option<usize> {
    PART_VERBS.places(name).map(|(at, _)| at).find(|&at| at >= "能耗".len())
}

/// The end of the last member that the others share: 产量 in 新能源汽车、集成电路、工业机器人产量.
fn shared_end<'a>(last: &'a str, rest: &[&str]) -> &'a str {
    let ends_whole = |part: &str| HEADS.suffix(part).is_some_and(|(word, ())| word.chars().count() > 1);
    let Some((head, ())) = HEADS.suffix(last) else {
        return shared_noun(last, rest);
    };
    if rest.iter().any(|part| ends_whole(part)) {
        return "";
    }
    // 东浦区、白石县、云阜县GDP增速: members that are places or bodies end with their own rank.
    let own: Option<Vec<&str>> =
        rest.iter().map(|part| SUBJECTS.suffix(part).map(|(word, ())| word)).collect();
    if let Some(own) = own.filter(|_| rest.len() > 1) {
        let same = own.iter().filter_map(|word| last.find(word).map(|at| at + word.len())).max();
        let end = same.or_else(|| {
            let ends = |&at: &usize| at >= "县".len() * 2 && SUBJECTS.suffix(&last[..at]).is_some();
            last.char_indices().map(|(at, _)| at).find(ends)
        });
        if let Some(end) = end.filter(|&end| end < last.len()) {
            return &last[end..];
        }
    }
    // 城镇和农村居民人均可支配收入: the members differ in a modifier of equal length.
    let modifiers: Vec<usize> = rest.iter().map(|part| part.chars().count()).collect();
    let before = &last[..last.len() - head.len()];
    if let [only] = modifiers[..]
        && only <= 4
        && before.chars().count() > only
        && let Some((at, _)) = last.char_indices().nth(only)
        && SHARED_STARTS.begins(&last[at..])
    {
        return &last[at..];
    }
    // 小麦、玉米机械化率: members of a length, and what is measured is more than its last character.
    if let Some(length) = modifiers.iter().max().filter(|_| head.chars().count() == 1)
        && let Some((at, _)) = last.char_indices().nth(*length)
    {
        // 质子交换膜、膜电极国产化率: nor is it less than what was made so.
        let made =
            last.char_indices().nth_back("国产化率".chars().count() - 1).filter(|_| last.ends_with("化率"));
        return &last[made.map_or(at, |(made, _)| made.min(at))..];
    }
    &last[last.len() - head.len()..]
}

const SHARED_STARTS: List = List::new(&[
    "居民",
    "企业",
    "人均",
    "人口",
    "产业",
    "地区",
    "常住",
    "工业",
    "增加值",
    "贷款",
    "存款",
    "学校",
    "教育",
    "吞吐量",
]);

fn shared_noun<'a>(last: &'a str, rest: &[&str]) -> &'a str {
    const NOUNS: [&str; 20] = [
        "工业企业",
        "企业",
        "产业",
        "行业",
        "项目",
        "人员",
        "学校",
        "医院",
        "居民",
        "人口",
        "车辆",
        "公路",
        "家庭",
        "机构",
        "园区",
        "平台",
        "生产企业",
        "工程",
        "村",
        "户",
    ];
    let longest = NOUNS.iter().filter(|noun| last.ends_with(**noun)).max_by_key(|noun| noun.len());
    longest
        .filter(|noun| !rest.iter().any(|part| part.ends_with(**noun)))
        .map_or("", |noun| &last[last.len() - noun.len()..])
}

/// The beginning of the first member that holds for all: 规上 in 规上民营和三资工业企业.
fn shared_beginning(first: &str) -> &str {
    const STARTS: List = List::new(&[
        "单位国内生产总值",
        "单位地区生产总值",
        "单位生产总值",
        "单位工业增加值",
        "单位GDP",
        "规上",
        "规模以上",
        "城镇",
        "农村",
        "国际",
        "国内",
        "新增",
        "累计",
        "全社会",
        "限额以上",
        "国家级",
        "省级",
    ]);
    // 市级以上示范合作社、家庭农场
    let grade = list!["市级以上", "省级以上", "国家级以上"].prefix(first);
    if let Some(rest) = grade.and_then(|grade| first.strip_prefix(grade)) {
        let kind = list!["示范", "重点", "龙头", "特色"].prefix(rest).unwrap_or_default();
        return &first[..first.len() - rest.len() + kind.len()];
    }
    STARTS.prefix(first).filter(|start| first.len() > start.len()).unwrap_or_default()
}
