//! Is a time written here, or the hour of a day?

use super::super::words::List;
use super::{Kind, Scanner, is_digit};
use crate::notation::is_one_of;
use crate::numeral::{self, Form, Numeral};
use crate::period::{self, Time};
use crate::unit;

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
        self.push(time.len, Kind::Time(time));
        true
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
        '到' | '至' => "加高低升降增长少大展达得及直以乃甚做找看收受感复",
        '前' => "以之目当提学空",
        '年' => "多青中老近少0123456789",
        '国' => "中",
        '中' => "集其高初空",
        '全' => "安",
        '同' => "合协共",
        '今' => "如当",
        _ => "",
    };
    is_one_of(before, with)
        || numeral::may_begin(c) && matches!(before, '第' | '.' | '．')
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
