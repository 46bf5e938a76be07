//! The numeral reader against readable cases and against its own formatter.

use proptest::prelude::*;
use reply::numeral::{self, Form, Style};

#[track_caller]
fn check(text: &str, expected: &str) {
    let got = numeral::read(text).map_or("nothing".to_owned(), |n| {
        let upper = n.upper.map_or(String::new(), |u| format!("..{u}"));
        let form = match n.form {
            Form::Plain => "",
            Form::Percent => "%",
            Form::Permille => "‰",
            Form::Permyriad => "‱",
        };
        let more = if n.more { "+" } else { "" };
        format!("{}{upper}{}{form}{more} | {}", n.value, numeral::multiplier(n.power), &text[n.len..])
    });
    assert_eq!(got, expected, "{text}");
}

#[test]
fn arabic() {
    check("4488户", "4488 | 户");
    check("4，488户", "4488 | 户");
    check("4,488,000户", "4488000 | 户");
    check("４４８８户", "4488 | 户");
    check("4 488户", "4488 | 户");
    check("9.1%", "9.1 | %");
    check("0.04万人", "0.04万 | 人");
    check("5万户", "5万 | 户");
    check("1.91万亿元", "1.91万亿 | 元");
    check("1亿2000万元", "1.2亿 | 元");
    check("1200多万元", "1200万+ | 元");
    check("4500余万人次", "4500万+ | 人次");
    check("200多个", "200+ | 个");
    check("3千人", "3000 | 人");
    check("3千瓦", "3 | 千瓦");
    check("5000千瓦", "5000 | 千瓦");
    check("94，431和", "94431 | 和");
    check("2019，300", "2019 | ，300");
    check("1.", "1 | .");
}

#[test]
fn chinese() {
    check("三十六家", "36 | 家");
    check("百余家", "100+ | 家");
    check("十几个", "10+ | 个");
    check("两千三百", "2300 | ");
    check("六百二十八亿一千万元", "628.1亿 | 元");
    check("一九八○年", "1980 | 年");
    check("一九八〇年", "1980 | 年");
    check("二十八万人", "28万 | 人");
    check("一万二千三百人", "1.23万 | 人");
    check("十七万三千吨", "17.3万 | 吨");
    check("百万人", "100万 | 人");
    check("千亿元", "1000亿 | 元");
    check("亿元", "1亿 | 元");
    check("万亿元", "1万亿 | 元");
    check("十五", "15 | ");
    check("一百零五", "105 | ");
    check("三点五倍", "3.5 | 倍");
    check("一点二万亿元", "1.2万亿 | 元");
    check("三四十人", "30..40 | 人");
    check("五六百万元", "500..600万 | 元");
    check("三万多人", "3万+ | 人");
    check("廿四", "24 | ");
    check("壹佰贰拾", "120 | ");
    check("几十个", "nothing");
}

#[test]
fn parts_of_a_whole() {
    check("百分之九点七，", "9.7% | ，");
    check("百分之百", "100% | ");
    check("百分之4.5", "4.5% | ");
    check("千分之三", "3‰ | ");
    check("三分之一", "33.33% | ");
    check("三分之二以上", "66.67% | 以上");
    check("一半以上", "50% | 以上");
    check("过半", "50%+ | ");
    check("百分之一百零七", "107% | ");
}

proptest! {
    #[test]
    fn reads_what_it_writes(number in 0u64..10_000_000_000_000_000) {
        for style in [Style::Arabic, Style::FullWidth, Style::Grouped, Style::Chinese] {
            let text = numeral::format(number, style);
            let read = numeral::read(&text).unwrap();
            prop_assert_eq!(read.len, text.len(), "{}", &text);
            prop_assert_eq!(read.value.shifted(read.power as i8), numeral::Decimal::from(number), "{}", &text);
        }
    }

    #[test]
    fn is_exact(digits in 0u64..1_000_000_000_000, places in 0i8..9) {
        let decimal = numeral::Decimal::new(digits, -places);
        let text = decimal.to_string();
        prop_assert_eq!(numeral::read(&text).unwrap().value, decimal);
        prop_assert_eq!(decimal.to_f64(), text.parse::<f64>().unwrap());
    }

    /// As many places and zeros as can be exact, and digits that a double does not hold.
    #[test]
    fn is_the_nearest(digits in any::<u64>(), exponent in -38i8..=19) {
        let decimal = numeral::Decimal::new(digits, exponent);
        prop_assert_eq!(decimal.to_f64(), format!("{digits}e{exponent}").parse::<f64>().unwrap());
    }

    #[test]
    fn is_near_beyond_that(digits in any::<u64>(), exponent in any::<i8>()) {
        let (read, nearest) = (numeral::Decimal::new(digits, exponent).to_f64(), format!("{digits}e{exponent}").parse::<f64>().unwrap());
        prop_assert!((read - nearest).abs() <= nearest * 4.0 * f64::EPSILON, "{read} {nearest}");
    }

    #[test]
    fn never_panics(text in "[0-9０-９一二三十百千万亿点分之半余多几，,. 〇零廿]{0,24}") {
        if let Some(n) = numeral::read(&text) {
            prop_assert!(text.is_char_boundary(n.len) && n.len > 0);
        }
    }
}
