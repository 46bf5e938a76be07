//! Clean text, whatever its language, is left alone: every character.

mod common;

use mojibake::{Options, decode};

const LINES: &[&str] = &[
    "云栖市工业和信息化局对提案的答复：“一网通办”已覆盖全市——共30家企业。",
    "關於加快雲棲市先進製造業發展的建議，經認真研究，現答覆如下。",
    "The naïve café owner’s résumé — 100 % “façade”, 20 °C ± 1… cost €5 or £4.",
    "Déjà vu : « l’été à la plage », où l’on s’ennuie ; ça coûte 5 €, c’est sûr. Noël, cœur, Ÿ.",
    "Größe, Straße, Übermut: „Ärger“ über Öl…",
    "São Paulo não é à beira-mar; coração, ação, ÀÉÎÕÜ.",
    "雲棲市の工業生産は前年より８．４％増加した。「カタカナ」とひらがな。",
    "운서시의 산업 생산은 작년보다 8.4% 증가했다.",
    "Промышленное производство города выросло на 8,4 % — «рекорд».",
    "let s = \"a ? b : c\"; // x += 1 && y <= 0xff; print!(\"{}~{}\", a, b);",
    "表情 😀👍🏽🇨🇳 与符号 ①②③ ★☆ → ← ≥ ≤ ㎡ ℃ № ½ ² ³ µ × ÷ · § ¶ ©®™",
    "İstanbul’da ığdır, şeker, ğ, Ş, Ğ.",
    "Tiếng Việt có dấu: đường phố Hà Nội, người, được.",
    "Ελληνικά και Ελλάδα· العربية עברית ไทย हिन्दी",
];

#[test]
fn every_line_by_itself() {
    for line in LINES {
        let decoded = decode(line.as_bytes(), &Options::default());
        assert_eq!((&*decoded.text, decoded.repairs.len()), (*line, 0), "{line}");
    }
}

#[test]
fn two_megabytes_of_them() {
    let mut text = String::new();
    let mut state = 1usize;
    while text.len() < 2 << 20 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let line = LINES[(state >> 33) % LINES.len()];
        let cut = line.char_indices().nth((state >> 20) % 24).map_or(line.len(), |(at, _)| at);
        text.push_str(&line[cut..]);
        text.push_str(if state >> 40 & 3 == 0 { " " } else { "\n" });
    }
    let decoded = decode(text.as_bytes(), &Options::default());
    assert!(
        decoded.text == text,
        "first repair: {:?}",
        decoded.repairs.first().map(|r| decoded.original(&r).to_owned())
    );
}

/// Signs that lists and tables of Chinese documents have in rows, and letters of other languages.
const ROWS: &[&str] = &[
    "①②③④⑤⑥⑦⑧⑨⑩",
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽",
    "⒈⒉⒊⒋⒌⒍⒎⒏⒐",
    "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ",
    "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ",
    "■□▲△◆◇○●◎★☆※",
    "→←↑↓↖↗↘↙",
    "─│┌┐└┘├┤┬┴┼",
    "▁▂▃▄▅▆▇█▉▊▋▌▍▎▏",
    "℃‰§№℡㎎㎏㎜㎝㎞㎡",
    "×÷±≈≠≤≥∞∑∏∫√∠⊥∥",
    "〔〕【】〖〗〈〉《》「」『』",
    "０１２３４５６７８９",
    "ＡＢＣＤＥＦＧＨ",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "あいうえおかきくけこ",
    "アイウエオカキクケコ",
    "ㄅㄆㄇㄈㄉㄊㄋㄌ",
    "āáǎàōóǒòēéěèīíǐì",
    "ÄÖÜßéèçñ",
    "甲乙丙丁戊己庚辛",
];

#[test]
fn rows_of_signs_alone_and_beside_a_word() {
    for row in ROWS {
        let signs: Vec<String> = row.chars().map(String::from).collect();
        for from in 0..signs.len() {
            for to in from + 1..=signs.len() {
                for separator in ["", " ", "、"] {
                    let row = signs[from..to].join(separator);
                    for text in [
                        row.clone(),
                        format!("序号：{row}"),
                        format!("{row}情况"),
                        format!("一、措施\n{row}是"),
                    ] {
                        let decoded = decode(text.as_bytes(), &Options::default());
                        assert_eq!((&*decoded.text, decoded.repairs.len()), (&*text, 0));
                    }
                }
            }
        }
    }
}
