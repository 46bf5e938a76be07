//! Which time holds for a figure, and which is only what it is compared with.

use super::super::Period;
use super::super::words::{List, list};
use super::{Kind, Mark, Reader};
use crate::Span;
use crate::observation::scan;
use crate::period::{Bound, Time, When, listed_years};
use std::borrow::Cow;

impl Reader<'_> {
    /// Whether a time is what something is measured against: 比上年, 是2010年的.
    pub(super) fn is_base(&self, mark: &Mark) -> bool {
        const MEASURED: List = List::new(&[
            "相比",
            "比较",
            "同期相比",
            "持平",
            "基本持平",
            "基础上",
            "的基础上",
            "同期持平",
            "价格",
            "不变价",
            "同期基本持平",
            "基数",
        ]);
        let before = &self.text[self.sentence.start.min(mark.span.start)..mark.span.start];
        let after = self.text[mark.span.end..].trim_start();
        let of = |rest: &str| rest.starts_with(crate::numeral::may_begin);
        // 2000年底前建成的小区: which of them.
        let own = mark.span.of(self.text);
        let until = if list!["底前", "末前"].ends(own) { Some(after) } else { after.strip_prefix('前') };
        let bounds = until.is_some_and(|rest| scan::near(rest, 4).contains('的'));
        bounds
            || MEASURED.begins(after)
            || match before.chars().next_back() {
                Some('比') => !before.ends_with("占比"),
                Some('较' | '是' | '过' | '超' | '占') => true,
                // 已于今年3月开通 is when; 高于去年 a comparison.
                Some('于') => before[..before.len() - "于".len()].ends_with(COMPARING),
                Some('到' | '至' | '足') => {
                    list!["恢复到", "恢复至"].ends(before)
                        // 不到去年全年的三成
                        || list!["不到", "不足"].ends(before) && after.strip_prefix('的').is_some_and(of)
                }
                // 完成年初预算的52.4%
                Some('成') => {
                    before.ends_with("完成") && list!["预算", "计划", "目标", "任务"].begins(after)
                }
                // 为一九五五年的百分之九十八
                Some('为') => after.strip_prefix('的').is_some_and(of),
                Some('与' | '同') => after.starts_with('相'),
                // 不到2017年的一半, where 到 was read with the year
                Some('不') => {
                    mark.span.of(self.text).starts_with('到') && after.strip_prefix('的').is_some_and(of)
                }
                _ => false,
            }
    }

    /// 由2020年的3120平方米提高到4350平方米: the year belongs to where the movement began, not to where it led.
    pub(super) fn leaves_its_time(&self, marks: &[Mark], from: usize, (last, this): (usize, usize)) -> bool {
        let between = self.text[marks[last].span.end..marks[this].span.start].trim_end();
        let timed = |range: std::ops::Range<usize>| {
            marks[range].iter().rfind(|mark| matches!(mark.kind, Kind::Time(_)) && !self.is_base(mark))
        };
        between.ends_with(['到', '至'])
            && timed(last + 1..this).is_none()
            && timed(from..last).is_some_and(|time| {
                let (before, own) = (&self.text[..time.span.start], time.span.of(self.text));
                before.ends_with(['由', '从', '自']) || own.starts_with(['由', '从', '自'])
            })
    }

    /// 由上年的61.2%提高到62.1%: the only time of the clause is where its movement began, and holds no further.
    pub(super) fn ends_in_origin(&self, marks: &[Mark], range: std::ops::Range<usize>, clause: Span) -> bool {
        let last =
            marks[range].iter().rfind(|mark| matches!(mark.kind, Kind::Time(_)) && !self.is_base(mark));
        last.is_some_and(|time| {
            let before = &self.text[clause.start.min(time.span.start)..time.span.start];
            let own = time.span.of(self.text);
            let after = &self.text[time.span.end..clause.end.max(time.span.end)];
            (before.ends_with(['由', '从']) || own.starts_with(['由', '从']))
                && list!["到", "至", "调整为", "变为"].is_in(after)
        })
    }

    /// 2022年、2023年，…分别为A和B: each figure of the list has its own year.
    pub(super) fn part_years(&mut self, first: usize, clause: Span) {
        let Some(period) = &self.scope.period else { return };
        let figures = &mut self.observations[first..];
        if figures.len() < 2 || !list!["分别", "依次"].is_in(clause.of(self.text)) {
            return;
        }
        let years = listed_years(&period.text);
        if years.len() != figures.len() {
            return;
        }
        for (figure, (text, start, end)) in figures.iter_mut().zip(years) {
            figure.period = Some(Period { text: text.into(), start: Some(start), end: Some(end) });
        }
    }

    /// Times up to `end` set the period that holds from there.
    pub(super) fn times(&mut self, marks: &[Mark], range: std::ops::Range<usize>, end: usize) {
        for mark in &marks[range] {
            if let Kind::Time(time) = mark.kind
                && mark.span.end <= end
                && !self.is_base(mark)
            {
                self.set_period(mark.span, time);
            }
        }
    }

    fn set_period(&mut self, span: Span, time: Time) {
        let mut text = span.of(self.text);
        let mut time = time;
        // 到1982年的: the end of a movement, not a date until which.
        if time.bound == Bound::Until && self.text[span.end..].starts_with('的') {
            text = text.trim_start_matches(['到', '至']);
            time.bound = Bound::During;
        }
        if let Some(year) = time.year() {
            self.anchor.year = Some(year);
        } else if let (When::Relative(offset, _), Some(today)) = (time.when, self.anchor.today) {
            self.anchor.year = today.year.checked_add_signed(offset.into());
        }
        let (start, end) = time.days(self.anchor);
        let last = end.or(start);
        let next_year = matches!(time.when, When::Relative(1.., _));
        let ahead = time.bound == Bound::Until;
        self.scope.ahead = match (last, self.anchor.today) {
            (Some(last), Some(today)) => last.year > today.year,
            // Without a date of its own a document stands where the years it tells of end.
            (last, _) => {
                let past = last.is_some_and(|last| self.told.is_some_and(|told| last.year <= told));
                next_year || ahead && !past && text.starts_with(['到', '至']) && text.len() > "至今".len()
            }
        };

        let text = without_blanks(text);
        self.scope.period = Some(Period { text: (&*text).into(), start, end });
        self.period_since = span.start;
    }
}

/// What stands before 于 in a comparison: 高于, 快于, 相当于.
const COMPARING: [char; 20] = [
    '高', '低', '快', '慢', '优', '劣', '多', '少', '大', '小', '好', '差', '长', '短', '强', '弱', '当',
    '等', '同', '先',
];

/// The latest year in `text` that no 到 or 至 makes a date to come.
pub(super) fn latest_year(text: &str) -> Option<u16> {
    memchr::memmem::find_iter(text.as_bytes(), "年")
        .filter_map(|at| {
            let from = scan::ceil(text, at.saturating_sub(4 * "四".len()));
            let digits = text[from..at].trim_start_matches(|c: char| !crate::period::is_year_digit(c));
            if digits.len() < 4 {
                return None;
            }
            let before = &text[..at - digits.len()];
            let time = crate::period::read(&text[at - digits.len()..])?;
            time.year().filter(|_| !before.ends_with(['到', '至', '—', '-', '～', '－']))
        })
        .max()
}

/// `text` without its white space.
fn without_blanks(text: &str) -> Cow<'_, str> {
    match text.contains(char::is_whitespace) {
        true => text.split_whitespace().collect::<String>().into(),
        false => text.into(),
    }
}
