//! What holds for every text: it reads without panic, its blocks cover it in order, and what stands before a cut reads
//! as it did.

use proptest::prelude::*;
use reply::layout::{self, Layout};
use reply::{Section, Span};

/// Pieces of letters, as they are and as they should not be.
const PIECES: &[&str] = &[
    "索 引 号：014109453/2020-00078",
    "发布机构:某市工信局 发布日期:2020-12-28",
    "文号\n某函〔2020〕3号\n",
    "| 标题: | 关于甲的答复 |",
    "首页 > 政务公开 > 正文",
    "【字体：大 中 小】",
    "上一篇：",
    "扫一扫在手机打开当前页",
    "关于对市政协十四届四次会议提案第0287号的答复",
    "关于市十届人大三次会议",
    "第91号建议答复的函",
    "张三、李四委员：",
    "尊敬的王五代表，您好:",
    "您提出的《关于甲的建议》的提案收悉。现答复如下：",
    "经研究，答复如下:",
    "一、基本情况",
    "一、基本情况。全市共有企业30家，增长5%。",
    "（一）总体情况",
    "1、规模",
    "2.2020年工作。做了许多。",
    "(3)其他",
    "①其他",
    "一是抓甲，做了许多；二是抓乙。三是抓丙：很好。",
    "二是抓丁。",
    "首先，做好甲。其次，做好乙。最后，做好丙。",
    "第一章 总则",
    "对于您提出的“一、加强甲。二、加强乙",
    "三、加强丙”的建议，我们认为很好。",
    "单位：亿元",
    "指标\t数值\t增长\n甲\t1.0\t2.0\n乙\t3\t4",
    "|甲|乙|\n|---|---|\n|1|2|",
    "甲  1  2\n乙  3  4",
    "感谢您对我市工作的关心和支持。",
    "专此答复",
    "附件：1.甲\n2.乙",
    "某市发展和改革委员会",
    "2020年12月28日",
    "二〇二〇年十二月二十八日",
    "2019月6月11日",
    "（联系人：赵六，联系电话：0000-1234567）",
    "抄送：市政府办公室。",
    "A类 同意公开",
    "建议内容",
    "\u{FFFD}、发展情况",
    "å布机构:甲",
    "“",
    "（",
    "\"",
    "|",
    "\t",
    "\u{3000}\u{3000}",
    " ",
    "：",
    "。",
    "\n",
    "\n\n",
    "\r",
    "\u{FEFF}",
    "a",
    "7",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[一二三十第、，。；：（）“”是1-9.\n\t |年月日号委员局]{0,40}",
    ];
    let end = prop::sample::select(&["\n", "\n\n", "", " "][..]);
    prop::collection::vec((piece, end), 0..24)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, end)| piece + end).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_cover_the_text_in_order(text in texts()) {
        well_formed(&text, &layout::read(&text, &[]));
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        well_formed(&text, &layout::read(&text, &[]));
    }

    #[test]
    fn what_stands_before_a_cut_reads_as_it_did(lines in prop::collection::vec(lines(), 1..40), keep in 0..40usize) {
        let letter = |lines: &[&str]| format!("张三委员：\n您提出的提案收悉。现答复如下：\n{}", lines.join("\n"));
        let part = letter(&lines[..keep.min(lines.len())]);
        let whole = letter(&lines);
        let before: Vec<_> =
            headings(&layout::read(&whole, &[])).into_iter().filter(|heading| heading.0.end <= part.len()).collect();
        prop_assert_eq!(headings(&layout::read(&part, &[])), before);
    }
}

/// Whole lines whose reading does not depend on what comes after them. (A first point waits for a second, a quotation
/// for its end, a row of a table for the next: cut these, and what was removed shows.)
fn lines() -> impl Strategy<Value = &'static str> {
    let waits =
        |piece: &&&str| ["一是", "首先", "“", "\t", "|", "  ", "\n"].iter().any(|sign| piece.contains(sign));
    prop::sample::select(PIECES.iter().filter(|piece| !waits(piece)).copied().collect::<Vec<_>>())
}

/// Place and level of every heading.
fn headings(layout: &Layout) -> Vec<(Span, u8)> {
    let mut rest: Vec<&Section> = layout.sections.iter().rev().collect();
    let mut found = Vec::new();
    while let Some(section) = rest.pop() {
        found.push((section.heading, section.level));
        rest.extend(section.children.iter().rev());
    }
    found
}

#[track_caller]
fn well_formed(text: &str, layout: &Layout) {
    let mut at = 0;
    for block in &layout.blocks {
        assert!(block.span.start >= at, "blocks overlap at {at}: {block:?}");
        assert!(!block.span.is_empty());
        assert!(text[at..block.span.start].trim().is_empty(), "text between blocks is lost before {block:?}");
        at = block.span.end;
        for cell in block.table.iter().flat_map(|table| table.rows.iter().flatten()) {
            assert!(
                block.span.start <= cell.start
                    && cell.end <= text.len()
                    && cell.of(text).len() < text.len() + 1
            );
        }
    }
    assert!(text[at..].trim().is_empty(), "text behind the last block is lost");
    let mut last = 0;
    for (heading, level) in headings(layout) {
        assert!(heading.start >= last && level >= 1, "headings are not in order");
        assert!(layout.blocks.iter().any(|block| block.span.contains(heading)), "a heading spans blocks");
        last = heading.end;
    }
    for field in &layout.metadata {
        assert!(text.get(field.span.start..field.span.end).is_some());
    }
    let mut rest: Vec<&Section> = layout.sections.iter().collect();
    while let Some(section) = rest.pop() {
        assert!(section.span.contains(section.heading));
        assert!(
            section
                .children
                .iter()
                .all(|child| section.span.contains(child.span) && child.level > section.level)
        );
        rest.extend(&section.children);
    }
}
