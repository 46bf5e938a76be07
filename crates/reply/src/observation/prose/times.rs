//! Which time holds for a figure, and which is only what it is compared with.

use super::super::words::{List, list};
use super::super::{Date, Measure, Period};
use super::{Held, Kind, Mark, Reader};
use crate::Span;
use crate::notation::{is_word, without_blanks};
use crate::observation::scan;
use crate::period::{Anchor, Bound, Time, When, listed_years};

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
        // 有效期至2026年6月: how long something is valid, not when it was so.
        if list!["有效期", "有效期限", "有效期为", "有效期限为"].ends(before) {
            return true;
        }
        let after = self.text[mark.span.end..].trim_start();
        let of = |rest: &str| rest.starts_with(crate::numeral::may_begin);
        // 2000年底前建成的小区: which of them.
        let own = mark.span.of(self.text);
        let until = if list!["底前", "末前"].ends(own) {
            Some(after)
        } else {
            list!["前", "以前", "之前", "以后", "之后"].prefix(after).map(|word| &after[word.len()..])
        };
        let bounds = until.is_some_and(|rest| scan::near(rest, 4).contains('的'));
        // 年初确定的目标
        let set =
            || own == "年初" && list!["确定", "下达", "预算", "计划", "目标", "预期", "制定"].begins(after);
        bounds
            || is_average(own, after)
            || set()
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
            // No further back, lest a clause of nothing but movements be walked once for each of them.
            && timed(from.max(last.saturating_sub(MOVEMENT))..last).is_some_and(|time| {
                let (before, own) = (&self.text[..time.span.start], time.span.of(self.text));
                before.ends_with(['由', '从', '自']) || own.starts_with(['由', '从', '自'])
            })
    }

    /// Whether the last time of the clause is an end of its movement and holds no further: 由上年的61.2%提高到62.1%. Where both
    /// ends have times (由2020年的14%提高到2023年的53%), what follows has the stretch from before, if there was one.
    pub(super) fn ends_in_movement(
        &self,
        marks: &[Mark],
        range: std::ops::Range<usize>,
        clause: Span,
        held: Option<&Period>,
    ) -> bool {
        let mut times =
            marks[range].iter().filter(|mark| matches!(mark.kind, Kind::Time(_)) && !self.is_base(mark));
        let Some(last) = times.next_back() else { return false };
        let origin = |time: &Mark| {
            let before = &self.text[clause.start.min(time.span.start)..time.span.start];
            before.ends_with(['由', '从']) || time.span.of(self.text).starts_with(['由', '从'])
        };
        let after = &self.text[last.span.end..clause.end.max(last.span.end)];
        if origin(last) {
            return list!["到", "至", "为"].is_in(after);
        }
        let reached = self.text[..last.span.start].ends_with(['到', '至', '为'])
            || last.span.of(self.text).starts_with(['到', '至']);
        let within = held.is_some_and(|held| list!["来", "间", "至", "-", "—", "－"].is_in(&held.text));
        within && reached && after.starts_with('的') && times.next_back().is_some_and(origin)
    }

    /// The time that only words give to where a movement began: 原来 in 由原来的43万元降至28万元.
    pub(super) fn origin(&self, figure: Span) -> Option<Period> {
        let before = self.text[self.sentence.start.min(figure.start)..figure.start].strip_suffix('的')?;
        let near = &before[scan::ceil(before, before.len().saturating_sub("由".len() * 9))..];
        let (_, when) = near.rsplit_once(['由', '从'])?;
        let told = list!["原来", "原先", "现在", "过去", "以往", "此前", "当初", "最初"].ends(when)
            || when.ends_with('前') && when.chars().count() > 2;
        let plain = when.chars().all(|c| is_word(c) && !c.is_ascii_digit());
        (told && plain).then(|| Period { text: when.into(), start: None, end: None })
    }

    /// 湖滨小学等7所学校于去年9月投用: the time of what is said of those counted, behind their number.
    pub(super) fn time_behind(&mut self, marks: &[Mark], range: std::ops::Range<usize>, first: usize) {
        let Some(row) = self.observations.get(first..).and_then(<[_]>::last) else { return };
        let evidence = row.evidence;
        let Some(time) = marks[range.clone()].iter().find(|mark| mark.span.start >= evidence.end) else {
            return;
        };
        if !matches!(time.kind, Kind::Time(_)) || self.is_base(time) || row.measure != Measure::Level {
            return;
        }
        let noun = &self.text[evidence.end..time.span.start];
        let after = &self.text[time.span.end..];
        let said = noun.chars().count() <= 8
            && noun.chars().all(is_word)
            && !noun.contains(['的', '用', '比', '较'])
            && VERBS_OF_BEGINNING.is_in(scan::near(after, 8));
        if said {
            self.times(marks, range, time.span.end);
            let period = self.scope.period.clone();
            if let Some(row) = self.observations.last_mut() {
                row.period = period;
            }
        }
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

    /// 计划2024年8月交付；: a day to come that a clause gives the thing only it speaks of holds to the end of the half-sentence.
    pub(super) fn note_passing(
        &mut self,
        held: &Held,
        marks: &[Mark],
        range: std::ops::Range<usize>,
        clause: Span,
    ) {
        let begins = || {
            let time = marks[range].iter().find(|mark| matches!(mark.kind, Kind::Time(_)))?;
            let after = &self.text[time.span.end..clause.end.max(time.span.end)];
            Some(VERBS_OF_BEGINNING.is_in(scan::near(after, 12)))
        };
        if self.scope.ahead && !held.1 && self.passing.is_none() && begins() == Some(true) {
            self.passing = Some(held.clone());
        }
    }

    /// The last day of a time, in some year where the document fixes none: fit to be compared with that of a neighbour.
    pub(super) fn ends_on(&self, time: Time) -> Option<Date> {
        let year = self.anchor.year.or(self.anchor.today.map(|today| today.year)).unwrap_or(2000);
        let today = self.anchor.today.unwrap_or(Date { year, month: 12, day: 31 });
        time.days(Anchor { today: Some(today), year: Some(year) }).1
    }

    pub(super) fn end_passing(&mut self) {
        if let Some(held) = self.passing.take() {
            (self.scope.period, self.scope.ahead, self.status) = held;
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
        // 而同期道路里程: of the time that holds.
        if text == "同期" && self.scope.period.is_some() {
            return;
        }
        text = text.strip_suffix("时间").unwrap_or(text);
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
        self.until = self.ends_on(time);
        let (start, end) = time.days(self.anchor);
        let last = end.or(start);
        let dated = !matches!(time.when, When::Part(_));
        let begins_later = dated && start.zip(self.anchor.today).is_some_and(|(start, today)| start > today);
        let ends_later = text.starts_with(['到', '至']) || text.ends_with('前');
        let next_year = matches!(time.when, When::Relative(1.., _));
        // 今明两年, 三年内
        let within = text.ends_with("年内") && !list!["近", "过去", "这"].begins(text);
        let next_year = next_year || within || text.starts_with("今明");
        let ahead = time.bound == Bound::Until;
        self.scope.ahead = match (last, self.anchor.today) {
            (Some(last), Some(today)) => {
                last.year > today.year || within || begins_later || ends_later && last > today
            }
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

/// What is said of a thing when it comes into use: 学校去年9月竣工.
const VERBS_OF_BEGINNING: List = List::new(&[
    "竣工", "投用", "开园", "开业", "开工", "交付", "建成", "投产", "通车", "开通", "完工", "启用", "开学",
    "开馆", "运行", "运营", "投运", "发电",
]);

/// Whether years only say over how many a rate was averaged: 两年平均增长4.6%.
fn is_average(own: &str, after: &str) -> bool {
    let moves = |rest| list!["增长", "增速", "增幅", "递增", "下降"].begins(rest);
    let few = |count: &str| {
        crate::numeral::read(count).is_some_and(|n| n.len == count.len() && n.value.to_f64() < 100.0)
    };
    after.strip_prefix("平均").is_some_and(moves) && own.strip_suffix('年').is_some_and(few)
}

/// How many marks back a movement's beginning may have its time: 由2020年（…）的3120平方米提高到4350平方米.
const MOVEMENT: usize = 16;

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
