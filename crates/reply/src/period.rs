//! Expressions of time: what a period is as written, and which days of the calendar it covers.

use crate::notation::is_one_of;
use crate::numeral::{self, Form};
use crate::observation::Date;
use crate::observation::words::{List, Words, list};

/// An expression of time at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// How many bytes it takes, with a preposition that belongs to it (截至2019年).
    pub len: usize,
    /// What it names.
    pub when: When,
    /// Whether it runs up to what it names, or from there on.
    pub bound: Bound,
}

/// What an expression of time names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Years, and a part of the last: 2019年, 2016—2020年, 2020年上半年.
    Years(u16, u16, Part),
    /// A year counted from the document's own: 今年, 上年.
    Relative(i8, Part),
    /// A part of the year spoken of: 上半年, 年末.
    Part(Part),
    /// From within one year to within another: 2020年10月至今年6月.
    Range((Year, Part), (Year, Part)),
    /// 目前, 至今.
    Now,
    /// A stretch that the calendar does not fix: 近年来, 过去五年.
    Vague,
}

/// A year as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// By its number.
    Named(u16),
    /// Counted from the document's own: 今年 is 0.
    Relative(i8),
}

impl Year {
    fn number(self, today: Option<Date>) -> Option<u16> {
        match self {
            Year::Named(year) => Some(year),
            Year::Relative(offset) => today?.year.checked_add_signed(offset.into()),
        }
    }
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// From one month to another, both counted from 1.
    Months(u8, u8),
    /// One day.
    Day(u8, u8),
    /// 年末, 年底.
    End,
    /// 年初.
    Start,
    /// Days that move from year to year: 春节期间, 秋季学期.
    Moving,
}

/// How an expression of time bounds what it is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// During.
    During,
    /// 截至, 到: up to its end.
    Until,
    /// 以来: from its beginning.
    Since,
}

const UNTIL: List = List::new(&["截止到", "截至到", "截至", "截止", "到", "至", "自", "从"]);

/// What a document says about its own time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The day of the letter, which 今年 and 目前 are counted from.
    pub today: Option<Date>,
    /// The year last named in the text, which 年末 and 上半年 belong to.
    pub year: Option<u16>,
}

impl Time {
    /// First and last day, as far as the document fixes them.
    pub fn days(&self, anchor: Anchor) -> (Option<Date>, Option<Date>) {
        let today = anchor.today;
        let spoken = anchor.year.or(today.map(|d| d.year));
        let years = match self.when {
            When::Years(from, to, part) => Some((from, to, part)),
            When::Relative(offset, part) => {
                today.and_then(|d| d.year.checked_add_signed(offset.into())).map(|y| (y, y, part))
            }
            When::Part(part) => spoken.map(|y| (y, y, part)),
            When::Range((first, from), (last, to)) => {
                let day = |year: Year, part: Part| year.number(today).map(|year| part.days(year, year));
                return (day(first, from).map(|days| days.0), day(last, to).map(|days| days.1));
            }
            When::Now => return (today, today),
            When::Vague => None,
        };
        let Some((from, to, part)) = years else { return (None, None) };
        if part == Part::Moving {
            return (None, None);
        }
        let (start, end) = part.days(from, to);
        match self.bound {
            Bound::During => (Some(start), Some(end)),
            Bound::Until => (None, Some(end)),
            Bound::Since => (Some(start), None),
        }
    }

    /// The year it names outright, which a later 年末 belongs to.
    pub fn year(&self) -> Option<u16> {
        match self.when {
            When::Years(_, to, _) | When::Range(_, (Year::Named(to), _)) => Some(to),
            _ => None,
        }
    }
}

impl Part {
    fn days(self, from: u16, to: u16) -> (Date, Date) {
        let day = |year, month, day| Date { year, month, day };
        match self {
            Part::Whole | Part::Moving => (day(from, 1, 1), day(to, 12, 31)),
            Part::Months(first, last) => (day(from, first, 1), day(to, last, days_in(to, last))),
            Part::Day(month, date) => (day(to, month, date), day(to, month, date)),
            Part::End => (day(to, 12, 31), day(to, 12, 31)),
            Part::Start => (day(to, 1, 1), day(to, 1, 1)),
        }
    }
}

/// Days of a month.
pub(crate) fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Whether an expression of time can begin with `c`.
pub const fn may_begin(c: char) -> bool {
    matches!(
        c,
        '0'..='9' | '０'..='９' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '两' | '几'
            | '今' | '去' | '前' | '上' | '下' | '明' | '本' | '当' | '全' | '年' | '期' | '目' | '截' | '到' | '至' | '自' | '从'
            | '近' | '过' | '这' | '未' | '迄' | '“' | '"' | '首' | '第' | '月' | '同' | '改' | '建'
            | '国' | '半' | '春' | '元' | '清' | '端' | '中' | '暑' | '寒' | '秋'
    )
}

/// Whether a year may be written with `c`.
pub(crate) fn is_year_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || numeral::chinese_digit(c).is_some()
}

/// A reader that walks over the text.
#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn take_any(&mut self, words: &List) -> bool {
        let found = words.prefix(self.rest());
        self.at += found.map_or(0, str::len);
        found.is_some()
    }

    /// A plain whole number up to `most`.
    fn number(&mut self, most: u64) -> Option<u64> {
        let n = numeral::read(self.rest())
            .filter(|n| n.form == Form::Plain && n.power == 0 && !n.more && n.upper.is_none())?;
        let value = n.value.to_f64();
        if value.fract() != 0.0 || value > most as f64 {
            return None;
        }
        self.at += n.len;
        Some(value as u64)
    }

    /// Four digits of a year from 1800 to 2099, Arabic or Chinese by position.
    fn year_digits(&mut self) -> Option<u16> {
        let mut next = *self;
        let mut year = 0u16;
        for _ in 0..4 {
            let c = next.rest().chars().next()?;
            let digit = match c {
                '0'..='9' => c as u32 - '0' as u32,
                '０'..='９' => c as u32 - '０' as u32,
                '十' | '百' => return None,
                _ => numeral::chinese_digit(c)? as u32,
            };
            year = year * 10 + digit as u16;
            next.at += c.len_utf8();
        }
        let ends =
            !next.rest().starts_with(|c: char| c.is_ascii_digit() || numeral::chinese_digit(c).is_some());
        ((1800..2100).contains(&year) && ends).then(|| {
            *self = next;
            year
        })
    }

    fn month(&mut self) -> Option<u8> {
        self.number(12).filter(|&m| m > 0).map(|m| m as u8)
    }
}

const DASHES: List = List::new(&["-", "—", "–", "－", "~", "～", "至", "到", "─"]);

/// The expression of time at the beginning of `text`.
///
/// ```
/// use reply::period::{self, Anchor};
///
/// let time = period::read("截至2019年底，全市").unwrap();
/// assert_eq!(time.len, "截至2019年底".len());
/// assert_eq!(time.days(Anchor::default()).1.unwrap().to_string(), "2019-12-31");
/// ```
pub fn read(text: &str) -> Option<Time> {
    if !is_plausible(text) {
        return None;
    }
    let mut reader = Reader { text, at: 0 };
    let prefix = UNTIL.prefix(text);
    reader.at += prefix.map_or(0, str::len);
    let since = matches!(prefix, Some("自" | "从"));
    let when = read_when(&mut reader)?;
    let when = read_range(&mut reader, when).unwrap_or(when);
    let mut bound = if prefix.is_some() && !since { Bound::Until } else { Bound::During };
    if since || bound == Bound::During {
        let mut tail = reader;
        let comes = tail.take_any(list!["以来", "起至今", "至今", "后"])
            || tail.rest().starts_with('起')
                && !tail.rest()["起".len()..]
                    .starts_with(['草', '步', '码', '点', '诉', '来', '义', '因', '初'])
                && tail.take("起")
            || (when == When::Relative(0, Part::Whole) && tail.take("来"));
        if comes && !(tail.text[..tail.at].ends_with('后') && prefix.is_none()) {
            reader = tail;
            bound = Bound::Since;
        } else if since {
            return None;
        }
    } else {
        reader.take_any(list!["为止", "止"]);
    }
    // 2024年底前完成
    if reader.text[..reader.at].ends_with(['底', '末'])
        && reader
            .rest()
            .strip_prefix('前')
            .is_some_and(|rest| !rest.starts_with(['后', '的', '期', '沿', '列', '提', '景', '往']))
    {
        reader.take("前");
    }
    Some(Time { len: reader.at, when, bound })
}

/// Whether the first characters can begin an expression of time: a cheap refusal for the many that cannot.
pub(crate) fn is_plausible(text: &str) -> bool {
    let led = text.strip_prefix(['到', '至', '自', '从']);
    // 至今 is a time though 今 alone is none.
    led.is_some_and(|rest| rest.starts_with('今')) || can_begin(led.unwrap_or(text))
}

/// The same for what no preposition stands before.
fn can_begin(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    if first.is_ascii_digit() {
        // The digits of most numbers end at a unit that is none of time, or at a separator that only years go on behind.
        let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let (after, year) = (&text[digits..], digits == 4);
        return after.chars().next().is_some_and(|c| {
            may_join(c) || matches!(c, '年' | '月' | '季') || year && matches!(c, '、' | '和' | ',' | '，')
        });
    }
    let Some(second) = chars.next() else { return false };
    let follows = match first {
        _ if numeral::chinese_digit(first).is_some() => {
            return may_join(second) || is_one_of(second, "年月季个节·");
        }
        '十' => return may_join(second) || is_one_of(second, "年月季个·"),
        '全' | '今' | '本' | '明' => "年月后世度天明",
        '去' | '后' => "年",
        '上' => "年半月世",
        '下' => "半",
        '前' => "年一二三四两五六七八九十1234567890十几",
        '“' | '"' => return is_year_digit(second) || is_one_of(second, "十国中春元清端劳暑寒双"),
        '几' | '半' => "年",
        '近' => return is_year_digit(second) || is_one_of(second, "年几些期的十百"),
        '年' => "末底初内",
        '期' => "末",
        '目' => "前",
        '当' => "年前",
        '截' => "至止",
        '迄' => "今",
        '过' => "去",
        '未' => "来",
        '同' => "期",
        '改' => "革",
        '建' => "国",
        '首' => "季",
        '国' => "庆",
        '春' | '秋' => "节季",
        '元' => "旦宵",
        '清' => "明",
        '端' => "午",
        '中' => "秋",
        '暑' | '寒' => "假期",
        '月' => "末",
        '第' => "一二三四五六七八九十1234",
        '这' => "一二三四五六七八九十两几1234567890",
        _ => return true,
    };
    is_one_of(second, follows)
}

/// Whether a number that an expression of time begins with may go on with `c`, or lead to a further one over it.
fn may_join(c: char) -> bool {
    is_year_digit(c)
        || matches!(
            c,
            '十' | '百'
                | '千'
                | '拾'
                | '佰'
                | '仟'
                | '廿'
                | '卅'
                | '点'
                | '點'
                | '．'
                | '·'
                | '多'
                | '余'
                | '几'
        )
        || matches!(c, '-' | '—' | '–' | '－' | '~' | '～' | '至' | '到' | '─')
}

fn read_when(reader: &mut Reader<'_>) -> Option<When> {
    read_plan(reader)
        .or_else(|| read_years(reader))
        .or_else(|| read_relative(reader))
        .or_else(|| read_stretch(reader))
        .or_else(|| read_part(reader).map(When::Part))
        .or_else(|| read_moving(reader).map(When::Part))
        .or_else(|| {
            reader
                .take_any(list!["目前", "当前", "今", "迄今为止", "迄今", "现在"])
                .then_some(When::Now)
                // 今 alone only after 至: 至今. 当前和今后一个时期 is no time of a figure.
                .filter(|_| reader.at > '今'.len_utf8() || reader.text.starts_with("至今"))
                .filter(|_| !list!["和今后", "及今后", "和未来", "、今后"].begins(reader.rest()))
        })
}

/// The end of a range that begins with `from`, in a year of its own: 至今年6月 after 2020年10月.
fn read_range(reader: &mut Reader<'_>, from: When) -> Option<When> {
    let point = |when| match when {
        When::Years(year, last, part) if year == last && part != Part::Moving => {
            Some((Year::Named(year), part))
        }
        When::Relative(offset, part) if part != Part::Moving => Some((Year::Relative(offset), part)),
        _ => None,
    };
    let mut next = *reader;
    let first = point(from).filter(|_| next.take_any(&DASHES))?;
    let last = read_years(&mut next).or_else(|| read_relative(&mut next)).and_then(point)?;
    *reader = next;
    Some(When::Range(first, last))
}

/// “十四五”时期, “十三五”末, 第六个五年计划期间.
fn read_plan(reader: &mut Reader<'_>) -> Option<When> {
    let mut next = *reader;
    let quoted = next.take_any(list!["“", "\""]);
    let in_full = plan_in_full(&mut next);
    let number = if let Some(number) = in_full {
        number
    } else {
        // “十五” is the tenth plan, “十五五” the fifteenth: the last 五 closes the number.
        let run = next.rest().char_indices().take(4).take_while(|&(_, c)| is_year_digit(c) || c == '十');
        let digits = run.filter(|&(_, c)| c == '五').last()?.0;
        let n = match &next.rest()[..digits] {
            "一" => 1,
            "二" => 2,
            "三" => 3,
            "四" => 4,
            "五" => 5,
            other => numeral::read(other).filter(|n| n.len == other.len())?.value.to_f64() as u16,
        };
        next.at += digits + '五'.len_utf8();
        n
    };
    if quoted && !next.take_any(list!["”", "\""]) {
        return None;
    }
    // 第一个五年计划 ran from 1953; from the third (1966) on every plan has five full years, from the sixth in a row.
    let first = match number {
        1 => 1953,
        2 => 1958,
        3..=5 => 1966 + 5 * (number - 3),
        6..=30 => 1981 + 5 * (number - 6),
        _ => return None,
    };
    // “十四五”后三年
    let part = {
        let mut part = next;
        let later = part.rest().starts_with('后');
        let count = part.take_any(list!["前", "后"]).then(|| part.number(4)).flatten();
        count.filter(|&count| count > 0 && part.take("年")).map(|count| (part, later, count as u16))
    };
    let when = if let Some((part, later, count)) = part {
        next = part;
        let (first, last) = if later { (first + 5 - count, first + 4) } else { (first, first + count - 1) };
        When::Years(first, last, Part::Whole)
    } else if next.take_any(list!["时期末", "规划末", "期末", "末期", "末"]) {
        When::Years(first + 4, first + 4, Part::End)
    } else if next.take_any(list!["时期", "期间", "规划期间", "规划期", "五年", "同期"])
        || next.rest().starts_with("以来")
        || quoted && next.rest().starts_with(['，', ','])
        || in_full.is_some() && next.take("中")
    {
        When::Years(first, first + 4, Part::Whole)
    } else {
        return None;
    };
    *reader = next;
    Some(when)
}

/// 第六个五年计划: which plan it is.
fn plan_in_full(reader: &mut Reader<'_>) -> Option<u16> {
    let mut next = *reader;
    let number = next.take("第").then(|| next.number(30)).flatten()?;
    let named = next.take_any(list!["个五年计划", "个五年规划"]);
    named.then(|| {
        *reader = next;
        number as u16
    })
}

/// The single years of a list as it is written, each with its first and last day: 2022年、2023年和2024年.
///
/// Empty where the text is no list of two or more years.
pub fn listed_years(text: &str) -> Vec<(String, Date, Date)> {
    let year = |part: &str| {
        let mut reader = Reader { text: part, at: 0 };
        let year = reader.year_digits()?;
        reader.take("年");
        let (first, last) = Part::Whole.days(year, year);
        reader.rest().is_empty().then(|| (format!("{}年", part.trim_end_matches('年')), first, last))
    };
    let years: Option<Vec<_>> = text.split(['、', '和', ',', '，']).map(year).collect();
    years.filter(|years| years.len() > 1).unwrap_or_default()
}

/// 2019年, 2018、2019年, 2022年、2023年和2024年, 2016—2020年, 2019年上半年, 2019年12月28日.
fn read_years(reader: &mut Reader<'_>) -> Option<When> {
    let mut next = *reader;
    let from = next.year_digits()?;
    let mut to = from;
    let marked = next.take("年");
    for _ in 0..8 {
        let mut more = next;
        let joined = if to > from && more.take("年") {
            more.take_any(list!["、", "和"])
        } else {
            more.take_any(&DASHES) || more.take_any(list!["、", "和", ",", "，"])
        };
        if !joined {
            break;
        }
        let Some(year) = more.year_digits().filter(|&y| y > to) else { break };
        if !more.rest().starts_with('年') {
            break;
        }
        to = year;
        next = more;
    }
    if !(next.take("年") || marked && to == from) {
        return None;
    }
    next.take("度");
    let part = if from == to { read_part_of(&mut next) } else { Part::Whole };
    next.take_any(list!["期间", "间", "同期"]);
    *reader = next;
    Some(When::Years(from, to, part))
}

/// The part of a year that is named right after it.
fn read_part_of(reader: &mut Reader<'_>) -> Part {
    if let Some(part) = read_part(reader).or_else(|| read_moving(reader)) {
        return part;
    }
    let mut season = *reader;
    // 2022年冬季奥运会 is a name.
    if season.take_any(list!["春季", "夏季", "秋季", "冬季", "汛期"])
        && !season.rest().starts_with(['奥', '残', '青', '运', '达'])
    {
        *reader = season;
        return Part::Moving;
    }
    if reader.take_any(list!["末", "底"]) {
        Part::End
    } else if reader.rest().starts_with("初") && !reader.rest().starts_with("初步") && reader.take("初") {
        Part::Start
    } else {
        Part::Whole
    }
}

fn read_part(reader: &mut Reader<'_>) -> Option<Part> {
    static PARTS: Words<Part> = Words::new(&[
        ("一季度 第一季度 1季度 首季度 首季", Part::Months(1, 3)),
        ("一季度末", Part::Months(3, 3)),
        ("二季度末", Part::Months(6, 6)),
        ("三季度末", Part::Months(9, 9)),
        ("二季度 第二季度 2季度", Part::Months(4, 6)),
        ("三季度 第三季度 3季度", Part::Months(7, 9)),
        ("四季度 第四季度 4季度", Part::Months(10, 12)),
        ("上半年 前两季度", Part::Months(1, 6)),
        ("下半年", Part::Months(7, 12)),
        ("前三季度 前三个季度 一至三季度", Part::Months(1, 9)),
        ("全年 年内", Part::Whole),
        ("年末 年底 期末", Part::End),
        ("年初", Part::Start),
    ]);
    if let Some((word, part)) = PARTS.prefix(reader.rest()) {
        reader.at += word.len();
        reader.take_any(list!["当季"]);
        // 年内分配不均 tells of a distribution, 年内最高 of a month among others.
        return (word != "年内"
            || !list![
                "分配", "分布", "变化", "波动", "最", "新高", "新低", "首次", "次高", "次低", "高点", "低点",
                "高位", "低位", "各"
            ]
            .begins(reader.rest()))
        .then_some(part);
    }
    read_months(reader)
}

/// “五一”假期, 国庆、中秋假期, 春节期间, 秋季学期: a stretch of every year that has no fixed days.
fn read_moving(reader: &mut Reader<'_>) -> Option<Part> {
    const TERMS: List =
        List::new(&["春季学期", "秋季学期", "春季新学期", "秋季新学期", "春季开学前", "秋季开学前"]);
    const FEASTS: List = List::new(&[
        "五一", "十一", "国庆", "中秋", "春节", "元旦", "元宵", "清明", "端午", "劳动", "暑", "寒", "五·一",
        "十·一", "双节", "两节",
    ]);
    const TAILS: List =
        List::new(&["假期期间", "小长假", "假日期间", "黄金周", "期间", "假期", "长假", "假日", "期", "前"]);
    let mut next = *reader;
    let feast = |next: &mut Reader<'_>| {
        let quoted = next.take("“");
        let named = next.take_any(&FEASTS);
        next.take("节");
        named && (!quoted || next.take("”"))
    };
    let found = next.take_any(&TERMS)
        || feast(&mut next) && {
            let mut second = next;
            second.take_any(list!["、", "和", "·"]);
            if feast(&mut second) {
                next = second;
            }
            next.take_any(&TAILS)
        };
    found.then(|| {
        *reader = next;
        Part::Moving
    })
}

/// 1-6月, 6月, 6月末, 12月28日, 1月至6月, 前11个月.
fn read_months(reader: &mut Reader<'_>) -> Option<Part> {
    let mut next = *reader;
    if next.take("前") {
        let last = next.month()?;
        next.take("个月").then_some(())?;
        *reader = next;
        return Some(Part::Months(1, last));
    }
    let mut first = next.month()?;
    let mut last = first;
    let marked = next.take("月份") || next.take("月");
    let mut range = next;
    if range.take_any(&DASHES)
        && let Some(month) = range.month()
        && range.take("月")
    {
        last = month;
        next = range;
    } else if !marked {
        return None;
    }
    if marked && first == last {
        let mut day = next;
        if let Some(date) = day.number(31).filter(|&d| d > 0)
            && day.take_any(list!["日", "号"])
        {
            *reader = day;
            return Some(Part::Day(first, date as u8));
        }
    }
    next.take_any(list!["份", "底", "末", "初", "中旬", "上旬", "下旬"]);
    next.take_any(list!["当月"]);
    if last < first {
        std::mem::swap(&mut first, &mut last);
    }
    *reader = next;
    Some(Part::Months(first, last))
}

/// 今年, 去年上半年, 上年末, 上年同期.
fn read_relative(reader: &mut Reader<'_>) -> Option<When> {
    const WORDS: [(&str, i8); 9] = [
        ("今年", 0),
        ("本年度", 0),
        ("本年", 0),
        ("去年", -1),
        ("上年度", -1),
        ("上年", -1),
        ("前年", -2),
        ("明年", 1),
        ("后年", 2),
    ];
    reader.rest().chars().next().filter(|&c| is_one_of(c, "今本去上前明后"))?;
    let &(_, offset) = WORDS.iter().find(|(word, _)| reader.take(word))?;
    let part = read_part_of(reader);
    reader.take_any(list!["同期", "同月"]);
    Some(When::Relative(offset, part))
}

/// What follows years that nothing else marks as a time: 用量三年下降31%.
const STRETCHED: List = List::new(&[
    "平均", "累计", "年均", "合计", "共计", "共新", "共完", "翻", "新增", "增加", "增长", "提高", "提升",
    "上升", "下降", "降低", "减少", "每年",
]);

/// 近年来, 近三年, 过去五年, 五年来, 当年, 同期.
fn read_stretch(reader: &mut Reader<'_>) -> Option<When> {
    const WORDS: List = List::new(&[
        "近几年来",
        "近几年",
        "近年来",
        "近些年来",
        "近些年",
        "近期",
        "今明两年",
        "当年",
        "本月",
        "上月末",
        "上月",
        "月末",
        "同期",
        "改革开放以来",
        "建国以来",
        "本世纪以来",
        "本世纪末",
    ]);
    let mut next = *reader;
    let first = next.rest().chars().next()?;
    if "近今当本月上同改建".contains(first) && next.take_any(&WORDS) {
        *reader = next;
        return Some(When::Vague);
    }
    if next.take("半年来") {
        *reader = next;
        return Some(When::Vague);
    }
    let led = next.take_any(list!["最近", "近", "过去", "这", "今后", "未来", "前"]);
    next.take("的");
    let count = next.number(100).or_else(|| next.take("几").then_some(0));
    count?;
    if !next.take("年") {
        // 开通两个月来
        let months = !led && next.take("个月来");
        return months.then(|| {
            *reader = next;
            When::Vague
        });
    }
    let within = ["中", "内"].iter().any(|tail| {
        next.rest().strip_prefix(tail).is_some_and(|rest| {
            !rest.starts_with([
                '国', '央', '级', '小', '学', '等', '专', '考', '期', '心', '部', '西', '东', '容', '地',
                '外', '在',
            ])
        })
    });
    let tailed = next.take_any(list!["多来", "来", "间", "以来"])
        || within && next.take_any(list!["中", "内"])
        // 由三年前的61%提高到
        || next.rest().starts_with("前的") && next.take("前")
        || STRETCHED.begins(next.rest());
    // 用三年左右时间
    let about = || {
        ["", "左右"]
            .iter()
            .find(|about| next.rest().strip_prefix(**about).is_some_and(|rest| rest.starts_with("时间")))
    };
    let spent = about().map(|about| about.len() + "时间".len());
    next.at += spent.unwrap_or_default();
    let tailed = tailed || spent.is_some();
    (led || tailed).then(|| {
        *reader = next;
        When::Vague
    })
}
