//! Units of measure and classifiers: what may follow a numeral, and what one of it is in the base unit.

use std::sync::LazyLock;

use crate::notation::is_one_of;
use crate::numeral::{self, Decimal};
use crate::observation::words::{Places, begins, list};

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Things counted, by a classifier: 家, 个, 项.
    Count,
    /// People: 人, 名.
    People,
    /// Events or acts counted: 次, 人次, 家次.
    Times,
    /// Sums of money.
    Money,
    /// Mass.
    Mass,
    /// Length.
    Length,
    /// Area.
    Area,
    /// Volume.
    Volume,
    /// Energy.
    Energy,
    /// Power and other electrical measures.
    Power,
    /// Duration and age.
    Duration,
    /// Parts of a whole: %, ‰.
    Ratio,
    /// Differences of ratios: 个百分点.
    Points,
    /// 倍.
    Multiple,
    /// Places in an order: 位 after a comparison.
    Place,
    /// Everything else: ℃, 分, 点.
    Other,
}

/// One unit of the inventory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// As it is written.
    pub symbol: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// How many of `base` it is.
    pub factor: f64,
    /// The SI unit, or the unit that official statistics count in: 元, 户, 千克, 平方米.
    pub base: &'static str,
    /// Characters after it that make it part of another word: 家 before 庭, 部 before 门.
    pub unless: &'static str,
}

/// A unit as found in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The unit; of a compound such as 元/吨 its first part.
    pub unit: &'static Unit,
    /// How many bytes the whole takes.
    pub len: usize,
    /// Whether it is a compound: 元/吨, 万元/人.
    pub per: bool,
}

/// The units, a line for each base: base unit, dimension, then `symbol[=factor][!characters]`.
///
/// Factors: SI brochure (9th edition) and 国务院关于在我国统一实行法定计量单位的命令 (1984); 亩 is 10000/15 m².
const INVENTORY: &[(&str, Dimension, &str)] = &[
    ("元", Dimension::Money, "元!素旦宵首件器宝老代月年 元人民币 块钱 人民币 圆!形满桌"),
    ("美元", Dimension::Money, "美元"),
    ("欧元", Dimension::Money, "欧元"),
    ("港元", Dimension::Money, "港元 港币"),
    ("日元", Dimension::Money, "日元"),
    ("英镑", Dimension::Money, "英镑"),
    ("卢布", Dimension::Money, "卢布"),
    (
        "千克",
        Dimension::Mass,
        "吨=1000!位级 公吨=1000 千克 公斤 市斤=0.5 斤=0.5 克=0.001!服隆拉 毫克=0.000001 微克=0.000000001 担=50!任当保负心 克拉=0.0002",
    ),
    ("吨标准煤", Dimension::Energy, "吨标准煤 吨标煤 千克标准煤=0.001 公斤标准煤=0.001"),
    ("吨油当量", Dimension::Energy, "吨油当量"),
    ("吨二氧化碳当量", Dimension::Mass, "吨二氧化碳当量 吨二氧化碳"),
    (
        "米",
        Dimension::Length,
        "公里=1000 千米=1000 公尺 市尺=0.3333333333333333 华里=500 里=500!程面 海里=1852 米!饭面粉线 厘米=0.01 毫米=0.001 微米=0.000001 纳米=0.000000001 km=1000 m cm=0.01 mm=0.001 nm=0.000000001",
    ),
    (
        "平方米",
        Dimension::Area,
        "平方米 平方公尺 平米 平方公里=1000000 平方千米=1000000 公顷=10000 千公顷=10000000 亩=666.6666666666666 亩次=666.6666666666666 平方厘米=0.0001 ㎡ km²=1000000 m² hm²=10000",
    ),
    (
        "立方米",
        Dimension::Volume,
        "立方米 立方公尺 立方 方!面案式向法位便针 升=0.001!级学高值旗到至 毫升=0.000001 千升 m³ 标准立方米",
    ),
    ("标准桶", Dimension::Volume, "桶"),
    (
        "焦耳",
        Dimension::Energy,
        "千瓦时=3600000 千瓦小时=3600000 千瓦·时=3600000 度电=3600000 兆瓦时=3600000000 kWh=3600000 MWh=3600000000 GWh=3600000000000 TWh=3600000000000000 焦耳 千焦=1000 吉焦=1000000000 GJ=1000000000",
    ),
    (
        "瓦",
        Dimension::Power,
        "千瓦=1000 兆瓦=1000000 吉瓦=1000000000 瓦!斯房 kW=1000 MW=1000000 GW=1000000000 TW=1000000000000 马力=735.49875",
    ),
    ("伏安", Dimension::Power, "千伏安=1000 兆伏安=1000000 kVA=1000 MVA=1000000"),
    ("伏", Dimension::Power, "伏!击 千伏=1000 kV=1000"),
    ("蒸吨", Dimension::Power, "蒸吨"),
    (
        "秒",
        Dimension::Duration,
        "秒!杀 分钟=60 小时=3600 个小时=3600 学时=3600 课时 天=86400!然津气河地空下堂 个工作日=86400 工作日=86400 毫秒=0.001",
    ),
    ("月", Dimension::Duration, "个月"),
    ("年", Dimension::Duration, "年!级度末底初内以来前后间均轻龄代报产货会终中第计期"),
    ("岁", Dimension::Duration, "岁 周岁"),
    ("%", Dimension::Ratio, "% ％ ﹪ 个%"),
    ("‰", Dimension::Ratio, "‰"),
    ("‱", Dimension::Ratio, "‱"),
    ("个百分点", Dimension::Points, "个百分点 百分点 个pct"),
    ("个基点", Dimension::Points, "个基点 基点 BP bp"),
    ("倍", Dimension::Multiple, "倍!增数速率"),
    ("位次", Dimension::Place, "个位次 位次 个名次 名次"),
    ("℃", Dimension::Other, "℃ 摄氏度 度!过假夏"),
    ("点", Dimension::Other, "点!对钟多半位上下左右 个点"),
    ("分", Dimension::Other, "分!公别之布管配期享类级局支工队析流解散红离担数段"),
    ("比特", Dimension::Other, "TB PB GB MB EB Gbps Mbps Tbps P T PFlops EFlops PFLOPS EFLOPS EFlops/s"),
    ("帕", Dimension::Other, "兆帕 MPa 千帕 kPa"),
    ("分贝", Dimension::Other, "分贝 dB"),
    (
        "人",
        Dimension::People,
        "人!户均次大民口才员事文工类物力造生士参份保代为体间格权身行数防 名!牌单录优称义额胜城录校师家列 名次 位!于居列次置列数 个人 口人 职工 口!岸径子碑号味感",
    ),
    ("人次", Dimension::Times, "人次 人·次 人次/年 人份 人天"),
    (
        "次",
        Dimension::Times,
        "次!会全日序要年元 频次 场次 班次 车次 架次 艘次 辆次 家次 户次 件次 批次 台次 点次 项次 个次 期次 剂次 列次 针次 例次 只次 课次 人人次 标次 条次",
    ),
    (
        "",
        Dimension::Count,
        "家!庭具居园乡长属访政 户!籍口外型主均 个!人体性别 项!目链 件!套 座!谈椅位 所!有以谓在属需得 处!理级于置罚长方在分 条!例件款 台!湾阶账州风 标台 套!餐 辆 艘 架!构 只!有是能要 头!部 匹!配 羽 株!洲 棵 株次 \
         张!家 份!额 篇!章 部!门分署委队级长位 册 本!市省地科级着来质土次年周轮月届县区报 场!所地景馆内 批!准复发评示次 起!来步点草到 宗!旨教 支!持出部援撑付行线柱队 支队 栋 幢 间!接 组!织建成团合长员 对!口外于接标策 \
         片!区 块!链 眼!下 孔 根!本据 门!诊户类 款!项 种!植类业粮子养 类!型别似 种类 列!入车为 班!子车级 趟 标箱 标准箱 个标准箱 TEU 例!如外 剂 针!对 笔!记 单!位元 票!据 道!路 枚 扇 盏 尊!重 层!次面级 \
         代!表 门类 幅!度 顶!层 双!方边向创 副!省市县 盒 瓶 箱!包 袋 捆 卷 床 张床位 张床 个床位 个座位 座席 席!位 个席位 吨公里 吨·公里 吨千米 人公里 人·公里 人千米 吨海里 箱公里 车公里 \
         轮!次 车皮 页 字 站!点 亩均 路!线 线!上下 排!名 垧 机位 个机位 泊位 个泊位 蓄积 个点位 公里时 人件 万标箱 户人 市!场 格 样!本 通!过 挂 段!落 眼井 口井 座次 起次 宗次 卡 场会 期!间货刊待末限满望权房工项以内中 块屏 面!积对向 部次 辆份 种次 村 \
         尾 头次 羊单位 工日 吨级 个车位 车位 车道 车道公里 手 股 盘 家店 基 端 眼次 芯公里 线路公里 皮长公里 对次 名额 个名额 人名额 群!众体岛 個 戶 噸 畝 條 輛 項 間 處",
    ),
];

struct Inventory {
    units: Vec<Unit>,
    /// Units by their first two characters.
    places: Places,
}

static UNITS: LazyLock<Inventory> = LazyLock::new(|| {
    let mut units: Vec<Unit> =
        INVENTORY.iter().flat_map(|&(base, dimension, list)| parse(base, dimension, list)).collect();
    order::by_number(&mut units, |unit| (key(unit.symbol) << 8) | (0xff - unit.symbol.len() as u64));
    let places = Places::new(&mut units.iter().map(|unit| key(unit.symbol)));
    Inventory { units, places }
});

/// What a unit is found by: its first character and the next, if it has one.
fn key(symbol: &str) -> u64 {
    let mut chars = symbol.chars();
    let first = chars.next().map_or(0, u64::from);
    first << 24 | chars.next().map_or(0, u64::from)
}

fn parse(base: &'static str, dimension: Dimension, list: &'static str) -> impl Iterator<Item = Unit> {
    list.split_whitespace().map(move |entry| {
        let (entry, unless) = entry.split_once('!').unwrap_or((entry, ""));
        let (symbol, factor) = entry.split_once('=').unwrap_or((entry, "1"));
        let base = if base.is_empty() { symbol } else { base };
        Unit {
            symbol,
            dimension,
            factor: numeral::read(factor).map_or(1.0, |factor| factor.value.to_f64()),
            base,
            unless,
        }
    })
}

/// The unit at the beginning of `text`, the longest that fits, with what it is per: 元/吨, 万元/人, 人每平方公里.
pub fn find(text: &str) -> Option<Found> {
    let unit = find_simple(text)?;
    let len = unit.symbol.len();
    let rest = &text[len..];
    let per = rest.strip_prefix(['/', '／', '每']).and_then(|below| {
        let scale = below.len() - below.trim_start_matches(['十', '百', '千', '万', '亿']).len();
        let under = find_simple(&below[scale..]).map(|under| under.symbol.len()).or_else(|| {
            ["年", "日", "月", "天", "百克"]
                .into_iter()
                .find(|word| below[scale..].starts_with(word))
                .map(str::len)
        })?;
        // 元/亩·年
        let further = below[scale + under..].strip_prefix(['.', '·', '．']);
        let further = further
            .filter(|rest| rest.starts_with(['年', '月', '日']))
            .map_or(0, |rest| below.len() - scale - under - rest.len() + "年".len());
        Some(rest.len() - below.len() + scale + under + further)
    });
    Some(Found { unit, len: len + per.unwrap_or(0), per: per.is_some() })
}

fn find_simple(text: &str) -> Option<&'static Unit> {
    let inventory = &*UNITS;
    let of = |key| inventory.units[inventory.places.of(key)].iter().find(|unit| fits(unit, text));
    let two = key(text);
    of(two).or_else(|| of(two & !0xff_ffff))
}

/// Whether `text` begins with the unit, and not with a longer word that begins so.
fn fits(unit: &Unit, text: &str) -> bool {
    begins(text, unit.symbol) && {
        let rest = &text[unit.symbol.len()..];
        rest.chars().next().is_none_or(|next| {
            let glued = unit.symbol.is_ascii() && next.is_ascii_alphanumeric() && unit.symbol != "%";
            // 30所以上: 所以 is a word, 以上 belongs to the figure.
            let word = || is_one_of(next, unit.unless) && !list!["以上", "以下", "以内"].begins(rest);
            !(glued || word())
        })
    }
}

impl Found {
    /// `value` × 10^`power` of this unit in the base unit, where it has one: 5万户 are 50000 户.
    pub fn in_base(&self, value: Decimal, power: u8) -> Option<f64> {
        let scaled = value.shifted(power as i8).to_f64();
        (!self.per).then_some(scaled * self.unit.factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(find(text).map(|found| &text[..found.len]), expected, "{text}");
    }

    #[test]
    fn factors_are_read_whole() {
        let entries = INVENTORY.iter().flat_map(|(.., list)| list.split_whitespace());
        let factors = entries.filter_map(|entry| entry.split('!').next()?.split_once('='));
        for (symbol, factor) in factors {
            let unit = find_simple(symbol).unwrap();
            assert_eq!(Ok(unit.factor), factor.parse(), "{symbol}");
        }
    }

    #[test]
    fn the_longest_unit_wins() {
        check("人次，", Some("人次"));
        check("个百分点", Some("个百分点"));
        check("千瓦时", Some("千瓦时"));
        check("吨标准煤/万元", Some("吨标准煤/万元"));
        check("元/吨", Some("元/吨"));
        check("元／人", Some("元／人"));
        check("平方公里", Some("平方公里"));
        check("标箱、", Some("标箱"));
    }

    #[test]
    fn a_unit_inside_another_word_is_none() {
        check("家庭", None);
        check("部门", None);
        check("条例", None);
        check("个人", Some("个人"));
        check("项目", None);
        check("GWx", None);
        check("台湾", None);
    }

    #[test]
    fn base_units() {
        let found = find("亩").unwrap();
        assert_eq!(found.in_base(Decimal::from(15), 0).map(f64::round), Some(10_000.0));
        let found = find("户").unwrap();
        assert_eq!(found.in_base(Decimal::from(5), 4), Some(50_000.0));
        assert_eq!(found.unit.base, "户");
    }
}
