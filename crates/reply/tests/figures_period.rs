//! Expressions of time, as written and as days.

use reply::Date;
use reply::period::{self, Anchor};

/// Days as a letter of 28 December 2020 that last spoke of 2019 means them.
#[track_caller]
fn check(text: &str, expected: &str) {
    let anchor = Anchor { today: Some(Date { year: 2020, month: 12, day: 28 }), year: Some(2019) };
    let got = period::read(text).map_or("nothing".to_owned(), |time| {
        let (start, end) = time.days(anchor);
        let show = |day: Option<Date>| day.map_or("?".to_owned(), |d| d.to_string());
        format!("{} | {}..{}", &text[..time.len], show(start), show(end))
    });
    assert_eq!(got, expected, "{text}");
}

#[test]
fn calendar() {
    check("2019年，全市", "2019年 | 2019-01-01..2019-12-31");
    check("２０１９年全市", "２０１９年 | 2019-01-01..2019-12-31");
    check("一九八○年的", "一九八○年 | 1980-01-01..1980-12-31");
    check("2019年末", "2019年末 | 2019-12-31..2019-12-31");
    check("2019年上半年", "2019年上半年 | 2019-01-01..2019-06-30");
    check("2019年1-11月", "2019年1-11月 | 2019-01-01..2019-11-30");
    check("2020年2月", "2020年2月 | 2020-02-01..2020-02-29");
    check("2019年12月28日", "2019年12月28日 | 2019-12-28..2019-12-28");
    check("2016—2020年，", "2016—2020年 | 2016-01-01..2020-12-31");
    check("2018、2019年连续", "2018、2019年 | 2018-01-01..2019-12-31");
    check("2016年至2020年", "2016年至2020年 | 2016-01-01..2020-12-31");
    check("截至2019年底", "截至2019年底 | ?..2019-12-31");
    check("截止2019年,", "截止2019年 | ?..2019-12-31");
    check("到2025年，", "到2025年 | ?..2025-12-31");
    check("2019年以来", "2019年以来 | 2019-01-01..?");
    check("“十三五”时期", "“十三五”时期 | 2016-01-01..2020-12-31");
    check("“十四五”末", "“十四五”末 | 2025-12-31..2025-12-31");
    check("“十四五”规划", "nothing");
    check("2019家", "nothing");
}

#[test]
fn counted_from_the_letter() {
    check("今年上半年", "今年上半年 | 2020-01-01..2020-06-30");
    check("去年，", "去年 | 2019-01-01..2019-12-31");
    check("上年末增加", "上年末 | 2019-12-31..2019-12-31");
    check("今年以来，", "今年以来 | 2020-01-01..?");
    check("目前，", "目前 | 2020-12-28..2020-12-28");
    check("截至目前", "截至目前 | 2020-12-28..2020-12-28");
    check("年末全市", "年末 | 2019-12-31..2019-12-31");
    check("全年实现", "全年 | 2019-01-01..2019-12-31");
    check("前三季度", "前三季度 | 2019-01-01..2019-09-30");
    check("1至6月，", "1至6月 | 2019-01-01..2019-06-30");
}

#[test]
fn stretches_without_days() {
    check("近年来，", "近年来 | ?..?");
    check("近三年", "近三年 | ?..?");
    check("五年来，", "五年来 | ?..?");
    check("过去五年，", "过去五年 | ?..?");
    check("这五年，", "这五年 | ?..?");
    check("五年规划", "nothing");
    check("前三位", "nothing");
}
