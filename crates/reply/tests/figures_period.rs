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

/// Each figure of `text` with its period: value, period as written, first and last day.
#[track_caller]
fn check_figures(text: &str, expected: &[&str]) {
    let found: Vec<String> = reply::read(text, &[])
        .observations
        .iter()
        .map(|o| match &o.period {
            None => format!("{} —", o.number),
            Some(p) => {
                let day = |d: Option<reply::Date>| d.map_or("?".to_owned(), |d| d.to_string());
                format!("{} {} {}..{}", o.number, p.text, day(p.start), day(p.end))
            }
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn years_of_a_list_go_to_the_figures_one_by_one() {
    check_figures(
        "2022年、2023年，全市粮食产量分别为31.5万吨和32.8万吨。",
        &["31.5 2022年 2022-01-01..2022-12-31", "32.8 2023年 2023-01-01..2023-12-31"],
    );
    check_figures(
        "2022年、2023年和2024年分别投入资金4亿元、5亿元和7亿元。",
        &[
            "4 2022年 2022-01-01..2022-12-31",
            "5 2023年 2023-01-01..2023-12-31",
            "7 2024年 2024-01-01..2024-12-31",
        ],
    );
}

#[test]
fn where_a_movement_leads_its_first_year_does_not_hold() {
    check_figures(
        "2024年，全市人均绿地由2020年的11平方米提高到14平方米。",
        &["11 2020年 2020-01-01..2020-12-31", "14 2024年 2024-01-01..2024-12-31"],
    );
    check_figures(
        "全市人均绿地由2020年的11平方米提高到2024年的14平方米。",
        &["11 2020年 2020-01-01..2020-12-31", "14 2024年 2024-01-01..2024-12-31"],
    );
}

#[test]
fn the_opening_of_a_letter_governs_nothing() {
    check_figures(
        "白石市水利局关于市政协五届一次会议第12号提案的答复\n张明委员：\n您2021年提出的提案收悉，对当前和今后的工作很有帮助，现答复如下：\n全市建成水库30座。\n",
        &["30 —"],
    );
}
