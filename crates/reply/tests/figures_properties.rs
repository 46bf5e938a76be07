//! What holds for the figures of any text: spans lie where they say, rows are in order, nothing panics, and no sentence
//! is too long or too strange to be read.

#[path = "common/figures.rs"]
mod figures;

use figures::sound;
use proptest::prelude::*;
use reply::{Caveat, Code, Doubt, Source, Span};

/// Words that the grammar turns on, in any order.
const PIECES: [&str; 64] = [
    "全市",
    "规模以上工业",
    "增加值",
    "产值",
    "企业",
    "增长",
    "下降",
    "9.1%",
    "4488",
    "户",
    "，",
    "。",
    "；",
    "、",
    "：",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "其中",
    "分别",
    "占",
    "的比重",
    "比上年",
    "同比",
    "第三位",
    "首位",
    "居全省",
    "由",
    "提高到",
    "百分之",
    "三十六",
    "万",
    "亿元",
    "家",
    "2019年",
    "截至",
    "“十三五”时期",
    "近三成",
    "翻一番",
    "是2010年的",
    "2.2倍",
    "5—8",
    "1：1",
    "余",
    "以上",
    "超过",
    "约",
    "个百分点",
    "人均",
    "等",
    "和",
    "每",
    "一是",
    "\n",
    " ",
    "％",
    "４５",
    "○",
    "第",
    "新增",
    "拥有",
];

proptest! {
    #[test]
    fn any_sequence_of_its_words(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        let text = pieces.concat();
        sound(&text, &reply::read(&text, &[]));
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        sound(&text, &reply::read(&text, &[]));
    }

    #[test]
    fn any_doubts(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..40), gap in 1usize..9, sure in 0u8..3) {
        let text = pieces.concat();
        let doubts: Vec<Doubt> = text
            .char_indices()
            .step_by(gap)
            .map(|(at, c)| Doubt { span: Span::new(at, at + c.len_utf8()), confidence: f32::from(sure) / 2.0 })
            .collect();
        sound(&text, &reply::read(&text, &doubts));
    }
}

/// A million bytes of one thing. That they are read in time is measured in the benches; here that they are read at all.
#[test]
fn no_sentence_is_a_catastrophe() {
    let cases = [
        "1".repeat(1_000_000),
        "分别".repeat(170_000) + "增长5%",
        "（".repeat(170_000) + "5家" + &"）".repeat(170_000),
        "（".repeat(340_000),
        "“".repeat(340_000),
        "“".repeat(160_000) + "5家" + &"”".repeat(160_000),
        "；".repeat(340_000),
        "其中".repeat(160_000),
        "亿万".repeat(160_000),
        "百分之".repeat(110_000),
        "5%".repeat(200_000),
        "全市规模以上工业增加值增长9.1%、".repeat(25_000),
        "全市规模以上工业增加值".repeat(30_000) + "增长9.1%",
        "5家、".repeat(150_000),
        "5家".repeat(200_000),
        "其中，5家，".repeat(60_000),
        "一二三四".repeat(80_000),
        "2019、".repeat(150_000) + "2020年",
        "超500亿元企业".repeat(60_000),
        "每人每月5元，每户每年6元，".repeat(30_000),
        "由3人增加到4人".repeat(50_000),
        "连亏3个月".repeat(70_000),
        "张三、李四、3人".repeat(50_000),
        "投资增长5%，拉动经济增长3%，".repeat(30_000),
    ];
    for text in cases {
        let text = format!("一、情况\n{text}。\n");
        sound(&text, &reply::read(&text, &[]));
    }
}

/// What fuzzing found, and what it begins from.
#[test]
fn the_corpus_of_the_fuzzer_is_sound() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/figures");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let count = files
        .map(|file| std::fs::read_to_string(file).unwrap())
        .map(|text| sound(&text, &reply::read(&text, &[])))
        .count();
    assert!(count > 0);
}

#[test]
fn names_do_not_grow_along_a_list_of_rates() {
    let read = |text: &str| {
        let document = reply::read(text, &[]);
        document.observations.iter().map(|o| o.indicator.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        read("低保标准每人每月800元，每人每月900元，每户每月2000元。"),
        ["每人每月低保标准", "每人每月低保标准", "每户每月低保标准"]
    );
}

#[test]
fn both_ends_of_a_range_of_tenths_are_per_cent() {
    let document = reply::read("三四成居民用上了自来水。", &[]);
    let ends: Vec<_> =
        document.observations.iter().map(|o| (o.number, o.upper.as_deref().copied(), &*o.unit)).collect();
    assert_eq!(ends, [(30.0, Some(40.0), "%")]);
}

#[test]
fn a_lost_digit_gives_no_number_but_a_diagnostic() {
    let text = "一、情况\n全市工业增加值增长9.\u{fffd}%，利润增长8%。\n";
    let at = text.find('\u{fffd}').unwrap();
    let doubts = [Doubt { span: Span::new(at, at + 3), confidence: 0.0 }];
    let document = reply::read(text, &doubts);
    let numbers: Vec<f64> = document.observations.iter().map(|o| o.number).collect();
    assert_eq!(numbers, [8.0]);
    assert!(document.diagnostics.iter().any(|d| d.code == Code::FigureUnresolved));
}

#[test]
fn an_inferred_character_lowers_confidence() {
    let text = "一、情况\n全市工业增加值增长9.1%。\n";
    let at = text.find('值').unwrap();
    let doubts = [Doubt { span: Span::new(at, at + 3), confidence: 0.8 }];
    let (sure, doubtful) = (reply::read(text, &[]), reply::read(text, &doubts));
    assert!(doubtful.observations[0].confidence < sure.observations[0].confidence);
}

#[test]
fn a_doubtful_character_of_a_value_is_told_however_sure_the_row_is() {
    let text = "一、情况\n全市规模以上工业增加值增长9.1亿元。\n";
    let caveats = |what: &str, confidence: f32| {
        let at = text.find(what).unwrap();
        let doubts = [Doubt { span: Span::new(at, at + what.len()), confidence }];
        reply::read(text, &doubts).observations[0].caveats().collect::<Vec<_>>()
    };
    assert_eq!(caveats("亿", 0.85), [Caveat::ValueInferred]);
    assert_eq!(caveats("亿", 0.95), []);
    assert_eq!(caveats("规", 0.85), []);
}

#[test]
fn cells_of_a_table_are_figures_of_their_rows() {
    let text = "一、农业\n2021年主要农产品产量\n产品名称\t产量（万吨）\t同比增长（±%）\n粮食\t650.0\t17.3\n#水稻\t79.4\t-2.5\n大豆\t7.0\t持平\n";
    let document = reply::read(text, &[]);
    let rows: Vec<String> = document
        .observations
        .iter()
        .filter(|o| o.source == Source::Table)
        .map(|o| {
            format!(
                "{} {:?} {}{} {:?} {:?}",
                o.indicator, o.measure, o.number, o.unit, o.direction, o.part_of
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "粮食产量 Level 650万吨 None None",
            "粮食产量 Growth 17.3% Some(Up) None",
            "水稻产量 Level 79.4万吨 None Some(0)",
            "水稻产量 Growth 2.5% Some(Down) Some(1)",
            "大豆产量 Level 7万吨 None None",
            "大豆产量 Growth 0% Some(Flat) None",
        ]
    );
}

#[test]
fn the_parts_of_a_whole_end_with_their_list() {
    let text = "一、情况\n全市推广新能源汽车860辆，其中公交车210辆、物流车650辆，日均载客3.2万人次；建成充电站14座。\n";
    let parts: Vec<_> = reply::read(text, &[]).observations.iter().map(|o| o.part_of).collect();
    assert_eq!(parts, [None, Some(0), Some(0), None, None]);
}
