//! Is a time written here, or the hour of a day?

use super::super::words::{List, list};
use super::{Kind, Mark, Scanner, floor_back, is_digit};
use crate::Span;
use crate::notation::{is_one_of, is_word};
use crate::numeral::{self, Form, Numeral};
use crate::period::{self, Time, When};
use crate::unit;

/// What begins and then goes on: 运行 in 运行半年来.
const BEGINNINGS: List = List::new(&[
    "运行", "实施", "开通", "成立", "启动", "开展", "施行", "执行", "建成", "投用", "运营", "推行", "试点",
    "开业", "开园", "开馆", "创建", "改制", "组建", "上线", "落地", "投运",
]);

impl<'a> Scanner<'a, '_> {
    /// Marks the time that begins here; whether there is one.
    pub(super) fn time(&mut self) -> bool {
        let rest = self.rest();
        let c = rest.chars().next().unwrap_or_default();
        if !(period::may_begin(c) && (period::is_plausible(rest) || rest.starts_with("20"))) {
            return false;
        }
        // 提高到2025年 is said of the value, not of the time; 第二季度 is no 二季度.
        if self.before().chars().next_back().is_some_and(|before| is_one_word(before, c)) {
            return false;
        }
        let Some(time) = period::read(rest) else {
            return self.bare_year();
        };
        // “五年规划”: part of a name. 6月龄, 3年期: of a length.
        let after = &rest[time.len..];
        const NAMES: List = List::new(&["规划", "行动计划", "行动方案", "期", "龄", "级", "制", "国债"]);
        if NAMES.begins(after) && !after.starts_with("期间") {
            self.at += time.len;
            return true;
        }
        // 连续三年增长: how long without a break, no time.
        let streak = time.when == When::Vague && self.before().ends_with("连续");
        if streak && !after.starts_with("每年") {
            self.at += time.len;
            return true;
        }
        // 开通两个月来, 运行半年来
        let since = list!["月来", "半年来"].ends(&rest[..time.len]);
        let begun = since.then(|| self.event(12)).flatten();
        let from = begun.filter(|&from| BEGINNINGS.ends(&self.text[from..self.at])).unwrap_or(self.at);
        self.push_from(from, time.len, Kind::Time(time));
        true
    }

    /// Marks 活动期间 or 新办法实施以来, a time that an event gives at the beginning of a clause; whether there is one.
    pub(super) fn since_event(&mut self) -> bool {
        let rest = self.rest();
        if !list!["以来", "期间"].begins(rest) {
            return false;
        }
        let since = rest.starts_with('以');
        let found = self.event(if since { 12 } else { 6 });
        let vague = |from: usize| list!["长期", "一直", "历来", "多年"].ends(&self.text[from..self.at]);
        let Some(from) = found.filter(|&from| !vague(from)) else { return false };
        let len = "以来".len();
        let after = &rest[len..];
        // 党的…以来的路线 says since when something else was.
        if after.starts_with(['的', '内']) || since && !after.starts_with(['，', ',']) {
            return false;
        }
        let time = Time { len: self.at + len - from, when: When::Vague, bound: period::Bound::During };
        self.push_from(from, len, Kind::Time(time));
        true
    }

    /// Where the phrase that ends here begins, if nothing but its words, at most so many, stands between it and the mark before.
    fn event(&self, most: usize) -> Option<usize> {
        let from = self.marks.last().map_or(self.start, |mark| mark.span.end);
        let from = from.max(floor_back(self.text, self.start, self.at, "年".len() * (most + 2)));
        let phrase = &self.text[from..self.at];
        let own = phrase.trim_start_matches(|c: char| !is_word(c) || matches!(c, '在' | '自' | '从'));
        let sound = (2..=most).contains(&own.chars().count()) && own.chars().all(is_word);
        sound.then(|| self.at - own.len())
    }

    fn push_from(&mut self, from: usize, len: usize, kind: Kind) {
        self.marks.push(Mark { span: Span::new(from, self.at + len), kind });
        self.at += len;
    }

    /// 2019完成产值: a year that lost its 年, at the beginning of a clause.
    fn bare_year(&mut self) -> bool {
        let rest = self.rest();
        if !rest.starts_with("20") {
            return false;
        }
        let opens = self
            .marks
            .last()
            .is_none_or(|mark| mark.span.end == self.at && !matches!(mark.kind, Kind::Quantity(_)))
            && (self.before().is_empty() || self.marks.last().is_some_and(|mark| mark.span.end == self.at));
        let year =
            opens.then(|| rest.get(..4)).flatten().filter(|year| year.bytes().all(|b| b.is_ascii_digit()));
        let Some(year) = year else { return false };
        // （2018）20号: the year of a document's number.
        let number = rest[4..].strip_prefix(['）', '〕', ')', ']', '】']);
        let number = number.map(|rest| (rest, rest.trim_start_matches(is_digit)));
        if number.is_some_and(|(rest, after)| after.len() < rest.len() && after.starts_with('号')) {
            return false;
        }
        let follows = rest[4..].chars().next();
        if !follows.is_some_and(|c| {
            !c.is_ascii()
                && !matches!(c, '－' | '—' | '～' | '．' | '％' | '，' | '、' | '亿' | '万' | '多' | '余')
        }) || unit::find(&rest[4..]).is_some()
        {
            return false;
        }
        let when = period::read(&format!("{year}年")).map(|time| time.when);
        if let Some(when) = when {
            self.push(4, Kind::Time(Time { len: 4, when, bound: period::Bound::During }));
        }
        when.is_some()
    }
}

/// Whether `before` and `c`, which a time might begin with, belong to one word: 提高到, 目前, 第二.
fn is_one_word(before: char, c: char) -> bool {
    let with = match c {
        '到' | '至' => "转加高低升降增长少大展达得及直以乃甚做找看收受感复",
        '前' => "此以之目当提学空",
        '年' => "多青中老近少数成0123456789",
        '国' => "中",
        '中' => "集其高初空",
        '全' => "安",
        '同' => "合协共",
        '今' => "如当",
        _ => "",
    };
    is_one_of(before, with)
        || numeral::may_begin(c) && matches!(before, '第' | '.' | '．' | '个')
        || is_digit(c) && (before.is_ascii_alphanumeric() || matches!(before, '-' | '—'))
}

/// How many bytes a time of the day takes whose hour `numeral` is, between `before` and `rest`: 9点30分, 上午9时, 8点前.
pub(super) fn clock(before: &str, rest: &str, numeral: &Numeral) -> Option<usize> {
    const OF_DAY: List = List::new(&[
        "上午", "中午", "下午", "晚上", "早上", "凌晨", "傍晚", "夜间", "晚", "早", "日", "当天",
    ]);
    const BOUNDS: List = List::new(&["前", "后", "起", "开始", "整", "半"]);
    let count = |n: &Numeral, most: f64| {
        let plain = n.form == Form::Plain && n.power == 0 && n.upper.is_none() && !n.more;
        let value = n.value.to_f64();
        (plain && value <= most && value.fract() == 0.0).then_some(n.len)
    };
    let hour = |n: &Numeral, text: &str| {
        text[n.len..].starts_with(['点', '时']).then(|| count(n, 24.0)).flatten().map(|len| len + "点".len())
    };
    let len = hour(numeral, rest)?;
    let after = &rest[len..];
    // 四点五台 is no time of day.
    if numeral.len > len {
        return None;
    }
    let minutes = numeral::read(after).and_then(|n| count(&n, 59.0)).filter(|&len| {
        after[len..].strip_prefix('分').is_some_and(|next| !next.starts_with(['之', '别', '钟']))
    });
    if let Some(minutes) = minutes {
        return Some(len + minutes + "分".len());
    }
    let until = || {
        let next = after.strip_prefix(['至', '到', '—', '-', '～', '~'])?;
        hour(&numeral::read(next)?, next)
    };
    (OF_DAY.ends(before) || BOUNDS.begins(after) || until().is_some()).then_some(len)
}
