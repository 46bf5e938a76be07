//! What a name says by itself: the verb it begins with, its body, group and grade, and what it is a kind of.

use super::super::label;
use super::super::lexicon::{AREAS, DONE, HEADS, LIST_VERBS, SUBJECTS};
use super::super::words::{List, Words, list};

/// A rate with nothing said of whose: 压减率, not 城镇登记失业率.
pub(super) fn is_rate_alone(name: &str) -> bool {
    name.ends_with('率') && name.chars().count() <= 3
}

/// The measure of `whole` where `part` is a kind of the thing it measures: 吞吐量 of 集装箱吞吐量 for 外贸集装箱.
pub(super) fn head_of_kind<'a>(whole: &'a str, part: &str) -> Option<&'a str> {
    let head = label::measure_of(whole)?;
    let (thing, head) = whole.split_at(whole.len() - head.len());
    // 公路总里程, 高速公路; 民用汽车保有量, 私人汽车
    let thing = thing.trim_end_matches('总');
    let kind = thing.char_indices().rev().nth(1).map(|(at, _)| &thing[at..])?;
    part.ends_with(kind).then_some(head)
}

/// A goal that a figure says how much was reached of: 年度目标任务的.
pub(super) fn is_goal(name: &str) -> bool {
    let goal = name.trim_end_matches('的');
    let set =
        list!["任务", "目标", "计划", "预算"].suffix(goal).is_some() || goal == "年度" || goal == "全年";
    set && goal.chars().count() <= 10
}

/// The body that a name begins with, whose further figures a sentence goes on with: 青江港 of 青江港集装箱吞吐量.
pub(super) fn body_of(name: &str) -> Option<&str> {
    static BODIES: Words<()> =
        Words::new(&[("港 机场 集团 公司 银行 医院 大学 经开区 高新区 开发区 电网 油田 行业 保税区", ())]);
    let end = BODIES
        .places(name)
        .filter(|&(at, body, ())| name.find(body) == Some(at))
        .map(|(at, body, ())| (at, at + body.len()))
        .filter(|&(at, end)| end - at >= "经开区".len() + at.min(1) || at >= "青江".len())
        .filter(|&(_, end)| end < name.len())
        .map(|(_, end)| end)
        .min()?;
    let body = &name[..end];
    let sound = body.chars().count() <= 12
        && !name[end..].starts_with(['口', '数', '等', '、', '和', '及', '与', '区', '币', '务', '员', '股'])
        && leading_verb(body).0.is_empty()
        && !body.contains(['、', '和', '级', '家', '个']);
    sound.then_some(body)
}

/// What a measure is of: 棉花 of 棉花产量, 培训机构 of 压减培训机构.
pub(super) fn stem_of(name: &str) -> &str {
    let (_, object) = leading_verb(name);
    match HEADS.suffix(object) {
        // 农村公路总里程
        Some((head, ())) if head.chars().count() > 1 => {
            object[..object.len() - head.len()].trim_end_matches('总')
        }
        _ => object,
    }
}

/// The verb that governs the list which a name begins, with whose it is: 省市县选派 of 省市县选派科技副总.
pub(super) fn governing_verb(name: &str) -> &str {
    let (verb, _) = leading_verb(name);
    if !verb.is_empty() {
        return verb;
    }
    let mut near = LIST_VERBS.places(name).take_while(|&(at, ..)| at <= "省市县镇村".len());
    let Some((at, word, ())) = near.find(|&(at, ..)| at > 0) else { return "" };
    let sound =
        word.chars().count() > 1 && at + word.len() < name.len() && SUBJECTS.suffix(&name[..at]).is_some();
    if sound { &name[..at + word.len()] } else { "" }
}

/// The group that an indicator is limited to and its parts are too: 规模以上工业, 城市居民.
pub(super) fn group_of(name: &str) -> Option<&str> {
    let group =
        list!["规模以上工业", "规上工业", "规模以上服务业", "规上服务业", "规模以上", "规上", "限额以上"];
    if let Some(group) = group.prefix(name) {
        return Some(group);
    }
    let (at, word) = list!["居民"].find(name).filter(|&(at, _)| at <= "城镇常住".len())?;
    Some(&name[..at + word.len()])
}

/// Whether a name is a sector's and no measure of it.
pub(super) fn is_sector(name: &str) -> bool {
    name.ends_with('业') && name.chars().count() <= 24 && HEADS.suffix(name).is_none()
}

/// The measure that follows the name of a sector: 增加值 of 采矿业增加值.
pub(super) fn sector_measure(indicator: &str) -> Option<&'static str> {
    let (head, ()) = HEADS.suffix(indicator).filter(|(head, ())| head.chars().count() > 1)?;
    let whose = &indicator[..indicator.len() - head.len()];
    let head = head.strip_prefix("工业").unwrap_or(head);
    (whose.is_empty() || whose.ends_with('业') || whose.starts_with('规')).then_some(head)
}

/// Whether a measure is one that firms report: what follows it is of the same firms.
pub(super) fn is_of_firms(name: &str) -> bool {
    list!["利润", "收入", "产值", "生产率", "资产", "负债", "亏损", "税", "效益"].is_in(name)
}

/// Whole and part end in the same two characters: 停车泊位, 路内泊位.
pub(super) fn same_kind(whole: &str, part: &str) -> bool {
    // 全社会用电量, 居民生活用电: the part may leave the 量 to the whole.
    let whole = if part.ends_with(['量', '额']) { whole } else { whole.trim_end_matches(['量', '额']) };
    let end = |name: &str| name.char_indices().rev().nth(1).map(|(at, _)| name[at..].to_owned());
    end(whole).is_some() && end(whole) == end(part)
}

/// Whole and part name the same kind of thing (企业): what the whole says of it holds for the part.
pub(super) fn shared_kind<'n>(whole: &'n str, part: &str) -> Option<&'n str> {
    const KINDS: List = List::new(&[
        "企业", "人员", "学校", "医院", "居民", "人口", "项目", "产业", "行业", "机构", "车辆", "用户",
    ]);
    let kind = KINDS.suffix(whole).filter(|kind| part.ends_with(kind))?;
    // 各类卫生机构, 基层医疗卫生机构: the part says it itself.
    let said = |modifier: &str| {
        let from = modifier.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        modifier.starts_with('各') || modifier.len() > from && part.contains(&modifier[from..])
    };
    Some(&whole[..whole.len() - kind.len()])
        .filter(|modifier| modifier.chars().count() <= 8)
        .map(|modifier| if said(modifier) { "" } else { modifier })
}

/// 重大项目中企业牵头: the whole and the part of it.
pub(super) fn inner_part(name: &str) -> Option<(&str, &str)> {
    let (whole, part) = name.split_once('中')?;
    let sound = whole.chars().count() >= 2
        && part.chars().count() >= 2
        && !part.starts_with(['心', '小', '国', '医', '央', '学', '等', '型', '药']);
    (sound && !whole.ends_with(['集', '高', '初', '其'])).then_some((whole, part))
}

/// The grade at the beginning of a name.
pub(super) fn grade_of(name: &str) -> Option<&'static str> {
    list!["国家级", "省级以上", "省级", "市级", "自治区级"].prefix(name)
}

/// A part that names a kind of thing by itself: 企业, not 国家级.
pub(super) fn stands_alone(part: &str) -> bool {
    list!["企业", "学校", "项目", "机构", "中心", "基地", "平台", "公司"].ends(part)
        || part
            .ends_with(['院', '所', '站', '馆', '园', '店', '厂', '校', '村', '镇', '户', '桥', '社', '场'])
}

/// A name varied in its last verb or extent alone: 重大项目开工 and 竣工, 桥面宽 and 长.
pub(super) fn varied(before: &str, own: &str) -> Option<String> {
    const EXTENTS: [&str; 5] = ["长", "宽", "高", "深", "厚"];
    let extent = |name: &str| EXTENTS.into_iter().find(|end| name.ends_with(end));
    if let Some(of) = extent(before).filter(|_| EXTENTS.contains(&own)) {
        return Some(format!("{}{own}", &before[..before.len() - of.len()]));
    }
    let (verb, ()) = LIST_VERBS.suffix(before).filter(|(verb, ())| verb.chars().count() > 1)?;
    let what = &before[..before.len() - verb.len()];
    (LIST_VERBS.has(own) && own.chars().count() > 1 && !what.is_empty()).then(|| format!("{what}{own}"))
}

/// A part that names people by itself: 参保职工.
pub(super) fn names_people(part: &str) -> bool {
    const PEOPLE: List = List::new(&[
        "职工",
        "人员",
        "劳动者",
        "居民",
        "农户",
        "牧民",
        "毕业生",
        "游客",
        "党员",
        "志愿者",
        "农民工",
        "农民",
        "儿童",
        "孩子",
        "老人",
        "学生",
        "教师",
        "医生",
        "医师",
        "护士",
        "干部",
        "群众",
        "劳动力",
        "师生",
        "人口",
    ]);
    let part = part.trim_end_matches(['和', '及', '与']);
    // 20万人口的乡镇: a bound.
    PEOPLE.suffix(part).is_some_and(|people| part.len() > people.len() || people != "人口")
}

/// The name without the bound it begins with: 工业企业 of 超百亿元工业企业.
pub(super) fn without_bound(name: &str) -> &str {
    let Some(end) = name.find('元').filter(|&end| name.starts_with('超') && end <= "超1000亿元".len())
    else {
        return name;
    };
    name[end + "元".len()..].trim_start_matches("以上").trim_start_matches('的')
}

/// The name without 实现 or 完成 at its beginning.
pub(super) fn undone(name: &str) -> &str {
    match DONE.prefix(name) {
        Some((word, ()))
            if word.len() > "有".len()
                && name.len() > word.len()
                && !name[word.len()..].starts_with(['率', '额', '量'])
                // 具备条件的建制村
                && !(list!["具备", "具有", "拥有"].begins(word) && name.contains('的')) =>
        {
            &name[word.len()..]
        }
        _ => name,
    }
}

/// The verbs a name begins with, and the rest: 累计主导和参与制定 + 国际标准.
pub(super) fn leading_verb(name: &str) -> (&str, &str) {
    let mut at = 0;
    let mut end = 0;
    while let Some((word, ())) = LIST_VERBS.prefix(&name[at..]) {
        // 新开工保障性住房
        if name[at + word.len()..].starts_with('性') {
            break;
        }
        // 共同配送线路
        if word == "共" && name[at + word.len()..].starts_with(['同', '享', '有', '青', '治', '富']) {
            break;
        }
        at += word.len();
        end = at;
        let rest = &name[at..];
        // 开工（筹集）
        if let Some(close) = rest.strip_prefix('（').and_then(|rest| rest.find('）'))
            && LIST_VERBS.has(&rest['（'.len_utf8()..'（'.len_utf8() + close])
        {
            at += '（'.len_utf8() + close + '）'.len_utf8();
            end = at;
            continue;
        }
        if let Some(and) = list!["和", "、", "并", "或", "及"].prefix(rest)
            && LIST_VERBS.prefix(&rest[and.len()..]).is_some()
        {
            at += and.len();
        }
    }
    if end == 0 {
        return ("", name);
    }
    // 建设用地, 出口额: a noun that begins like a verb.
    if name[end..].starts_with(['用', '额', '率', '量', '业', '单', '者', '总', '型', '比'])
        || end == name.len() && HEADS.has(name)
    {
        return ("", name);
    }
    name.split_at(end)
}

/// What became of things or people counted before, which a name that says no more leaves unsaid: 毕业返岗, 联合审查.
static STATES: Words<()> = Words::new(&[(
    "离职 在编 在岗 返岗 上岗 到岗 毕业 结业 在建 停用 使用 上牌 入股 脱贫 剩余 其余 回流 移交 回收 实有 需 联合 审查 审批 验收 在册 现场",
    (),
)]);

/// The name without what was done at its beginning: nothing of 竣工投用, 医学生 of 毕业返岗医学生.
pub(super) fn undeed(name: &str) -> &str {
    let mut rest = leading_verb(name).1;
    while let Some((word, ())) = STATES.prefix(rest) {
        rest = leading_verb(&rest[word.len()..]).1;
    }
    rest
}

/// The area at the beginning of a phrase that says whose a figure is.
pub(super) fn own_area(whose: &str) -> (Option<&str>, &str) {
    match AREAS.prefix(whose) {
        Some((word, ())) if word.starts_with(['全', '我', '本']) => (Some(word), &whose[word.len()..]),
        _ => (None, whose),
    }
}

/// The whole's name without its grade where the part names its own: 国家级 of 省级以上示范基地.
pub(super) fn without_grade<'n>(whole: &'n str, part: &str) -> Option<&'n str> {
    let at = whole.find('级').filter(|_| part.ends_with('级'))? + "级".len();
    let at = at + if whole[at..].starts_with("以上") { "以上".len() } else { 0 };
    (at <= "国家级以上".len()).then(|| &whole[at..])
}
