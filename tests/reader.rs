//! What the worker answers: units of drawing, pieces, lines and places, of an invented reply.

use dafu::wire::{Measure, Reading};
use expect_test::{Expect, expect};
use viewer::protocol::{
    Answered, ChunkAt, Column, Line, Opening, Piece, Query, Reply, Sort, Unit, from_bytes, to_bytes,
};
use viewer::reader::Opened;

const REPLY: &str = "关于对市政协八届三次会议提案第0146号的答复\n沈若溪委员：\n一、总体规模\n\
    2023年，全市接待游客300万人次，同比增长5%；旅游总收入120亿元，同比下降2.5%。\n\
    一是发展乡村旅游。全市共有民宿1200家。\n";

fn opened(text: &str) -> Opened {
    Opened::new(Reading::from(dafu::read(text.as_bytes(), &dafu::Hints::default())))
}

/// Pieces as text: figures in brackets, points and headings in angle brackets.
fn set(pieces: &[Piece]) -> String {
    let one = |piece: &Piece| match (piece.figure, piece.section) {
        (Some(figure), _) => format!("[{figure}:{}]", piece.text),
        (None, Some(section)) => format!("<{section}:{}>", piece.text),
        (None, None) => piece.text.clone(),
    };
    pieces.iter().map(one).collect()
}

#[track_caller]
fn check_units(text: &str, expect: Expect) {
    let opened = opened(text);
    let units = opened.units(0..u32::MAX);
    let line = |unit: &viewer::protocol::Unit| format!("{:?} {}\n", unit.kind, set(&unit.pieces));
    expect.assert_eq(&units.iter().map(line).collect::<String>());
}

#[track_caller]
fn check_lines(query: Query, expect: Expect) {
    let lines = opened(REPLY).lines(&query, 0..u32::MAX).lines;
    let line = |line: &Line| match line {
        Line::Section { section, rows } => format!("{section:?}, {rows} rows\n"),
        Line::Row(row) => {
            let cells = row
                .cells
                .iter()
                .map(|cell| format!(" {:?}={}{}", cell.measure, cell.value.number, cell.value.unit));
            format!("- {}:{}\n", row.label, cells.collect::<String>())
        }
    };
    expect.assert_eq(&lines.iter().map(line).collect::<String>());
}

#[test]
fn units_carry_their_figures_and_headings() {
    check_units(
        REPLY,
        expect![[r#"
        Title 关于对市政协八届三次会议提案第0146号的答复
        Salutation 沈若溪委员：
        Heading <0:一、总体规模>
        Paragraph 2023年，全市接待游客[0:300万人次]，同比增长[1:5%]；旅游总收入[2:120亿元]，同比下降[3:2.5%]。
        Paragraph 一是发展乡村旅游。全市共有民宿[4:1200家]。
    "#]],
    );
}

#[test]
fn lines_stand_by_section() {
    check_lines(
        Query::default(),
        expect![[r#"
        Some(0), 3 rows
        - 全市接待游客人次: Level=300万人次 Growth=5%
        - 全市旅游总收入: Level=120亿元 Growth=2.5%
        - 全市民宿数: Level=1200家
    "#]],
    );
}

#[test]
fn lines_are_ordered_by_a_column_and_empty_cells_come_last() {
    let sort = Some(Sort { by: Column::Measure(Measure::Growth), descending: false });
    check_lines(
        Query { sort, ..Query::default() },
        expect![[r#"
        - 全市旅游总收入: Level=120亿元 Growth=2.5%
        - 全市接待游客人次: Level=300万人次 Growth=5%
        - 全市民宿数: Level=1200家
    "#]],
    );
}

#[test]
fn lines_are_filtered_by_words_of_any_width() {
    check_lines(
        Query { text: "游 客".to_owned(), ..Query::default() },
        expect![[r#"
        Some(0), 1 rows
        - 全市接待游客人次: Level=300万人次 Growth=5%
    "#]],
    );
}

#[test]
fn a_figure_knows_its_sentence_its_line_and_its_section() {
    let mut opened = opened(REPLY);
    let figure = opened.figure(1, &Query::default()).expect("there is a second figure");
    assert_eq!(
        figure.quote.concat(),
        "2023年，全市接待游客300万人次，同比增长5%；旅游总收入120亿元，同比下降2.5%。"
    );
    assert_eq!(figure.quote[1], "5%");
    assert_eq!((figure.sentence, figure.section, figure.line), (0, Some(0), Some(1)));
    let narrowed = Query { text: "民宿".to_owned(), ..Query::default() };
    assert_eq!(opened.figure(1, &narrowed).expect("it is still there").line, None);
    assert_eq!(opened.figure(99, &narrowed), None);
}

#[test]
fn a_row_of_a_saved_reading_takes_no_figure_that_has_another_id() {
    let saved = Reading::from(dafu::read(REPLY.as_bytes(), &dafu::Hints::default())).to_json();
    let cells = |saved: &str| {
        let mut opened = Opened::new(Reading::reopen(saved.as_bytes()));
        let first = opened.lines(&Query::default(), 1..2).lines.swap_remove(0);
        let Line::Row(row) = first else { panic!("a row comes first, behind the head of its section") };
        let figure = opened.figure(0, &Query::default()).expect("there are figures");
        (row.cells.iter().map(|cell| cell.figure).collect::<Vec<u32>>(), figure.row)
    };
    assert_eq!(cells(&saved), (vec![0, 1], Some(0)));
    let changed = saved.replacen(r#"{"id":"o1","#, r#"{"id":"o9","#, 1);
    assert_ne!(changed, saved);
    assert_eq!(cells(&changed), (vec![1], None));
}

#[test]
fn what_is_answered_survives_the_crossing() {
    let mut opened = opened(REPLY);
    let opening = Opening {
        overview: opened.overview(),
        units: opened.units(0..u32::MAX),
        outline: opened.entries(0..9),
        lines: opened.lines(&Query::default(), 0..9),
    };
    let figures = (0..4).map(|at| opened.figure(at, &Query::default()).expect("there are figures"));
    let mut replies: Vec<Reply> = figures.map(|figure| Reply::Figure(Box::new(figure))).collect();
    replies.push(Reply::Opened(Box::new(opening)));
    replies.push(Reply::Report(Box::new(opened.report())));
    replies.push(Reply::Charts(opened.charts()));
    for reply in replies {
        let answered = Answered { reading: 7, reply };
        assert_eq!(from_bytes(&to_bytes(&answered)), Some(answered));
    }
}

#[test]
fn a_long_paragraph_is_drawn_in_parts_that_make_it_up() {
    let paragraph = "全市共有企业三千家。".repeat(2_000);
    let opened = opened(&paragraph);
    let units = opened.units(0..u32::MAX);
    assert!(units.len() > 5, "{} parts", units.len());
    let length = |unit: &Unit| unit.pieces.iter().map(|piece| piece.text.chars().count()).sum::<usize>();
    assert!(units.iter().all(|unit| length(unit) <= 3_000));
    assert!(units.iter().skip(1).all(|unit| unit.continued));
    let text: String = units.iter().flat_map(|unit| &unit.pieces).map(|piece| &*piece.text).collect();
    assert_eq!(text, paragraph);
    let chunks = opened.overview().chunks;
    assert_eq!(chunks.iter().map(|chunk| chunk.length as usize).sum::<usize>(), paragraph.chars().count());
    let ranges: Vec<_> = ChunkAt::ranges(&chunks).collect();
    assert_eq!((ranges[0].start, ranges.last().map(|last| last.end)), (0, Some(units.len() as u32)));
    assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start));
}

#[test]
fn lost_characters_are_marked_and_stepped_through() {
    let bytes = include_bytes!("corpus/sample/received.txt");
    let reading = dafu::read(bytes, &dafu::Hints::default());
    let whole = reading.decoded.received().to_owned();
    let opened = Opened::new(Reading::from(reading));
    let repairs = opened.overview().repairs;
    assert!(repairs.reversed > 0 && repairs.inferred > 0, "{repairs:?}");
    let received: String = opened
        .units(0..u32::MAX)
        .iter()
        .flat_map(|unit| &unit.pieces)
        .map(|piece| piece.mark.as_ref().map_or(&*piece.text, |mark| &*mark.original))
        .collect();
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(squeeze(&received), squeeze(&whole));
    let first = opened.doubt(0, true).expect("the last doubt comes before the first");
    let next = opened.doubt(first.start, false).expect("and the first follows the last");
    assert_eq!(next.doubt, Some(1));
    assert!(next.start < first.start);
}

#[test]
fn any_bytes_can_be_drawn() {
    for bytes in [&b""[..], b"\xff", b"\n\n", "。".as_bytes(), "\u{feff}1.\t|\t2%".as_bytes()] {
        let mut opened = Opened::new(Reading::from(dafu::read(bytes, &dafu::Hints::default())));
        let _ = (
            opened.overview(),
            opened.units(0..9),
            opened.entries(0..9),
            opened.doubt(7, true),
            opened.repair(3),
        );
        let _ = (opened.lines(&Query::default(), 3..9), opened.figure(0, &Query::default()));
    }
}

/// What is found of words: how many and which is nearest; each match in its context, its unit and section; and where it is drawn.
#[track_caller]
fn check_found(text: &str, words: &str, expect: Expect) {
    let mut opened = opened(text);
    let found = opened.find(words.to_owned(), 3);
    let sections: Vec<String> =
        found.sections.iter().map(|(section, count)| format!("{section:?}×{count}")).collect();
    let mut shown = format!("{} nearest {:?} in {}\n", found.total, found.nearest, sections.join(", "));
    for found in &found.matches {
        let [before, own, after] = &found.context;
        shown += &format!("{}: {before}⟦{own}⟧{after}\n", found.number);
    }
    let marks = opened.marks(words, 0..u32::MAX).expect("these words were found last");
    for mark in marks.places {
        let unit = opened.units(mark.unit..mark.unit + 1).remove(0);
        let cells = unit.table.iter().flat_map(|table| table.rows.iter().flatten().flatten());
        let drawn: String = unit.pieces.iter().chain(cells).map(|piece| &*piece.text).collect();
        let own = drawn.chars().skip(mark.start as usize).take((mark.end - mark.start) as usize);
        shown += &format!("unit {} at {}: {}\n", mark.unit, mark.start, own.collect::<String>());
    }
    expect.assert_eq(&shown);
}

#[test]
fn words_are_found_in_text_and_headings() {
    check_found(
        REPLY,
        "２．５％",
        expect![[r#"
        1 nearest Some(0) in Some(0)×1
        0: 收入120亿元，同比下降⟦2.5%⟧。
        unit 3 at 41: 2.5%
    "#]],
    );
    check_found(
        REPLY,
        "旅 遊",
        expect![[r#"
        2 nearest Some(0) in Some(0)×2
        0: 0万人次，同比增长5%；⟦旅游⟧总收入120亿元，同比下降2.5%。
        1: 一是发展乡村⟦旅游⟧。全市共有民宿1200家。
        unit 3 at 26: 旅游
        unit 4 at 6: 旅游
    "#]],
    );
    check_found(
        REPLY,
        "没有",
        expect![[r#"
        0 nearest None in 
    "#]],
    );
    check_found(
        REPLY,
        " ",
        expect![[r#"
        0 nearest None in 
    "#]],
    );
}

#[test]
fn words_are_found_in_cells_and_not_across_them() {
    let table = "一、情况\n单位：家\n地区\t数量\n青川区\t１２\n青川县\t3\n合计\t15\n";
    check_found(
        table,
        "青川",
        expect![[r#"
        2 nearest Some(0) in Some(0)×2
        0: 单位：家 地区 数量 ⟦青川⟧区 １２ 青川县 3 合计 15
        1: 区 数量 青川区 １２ ⟦青川⟧县 3 合计 15
        unit 1 at 5: 青川
        unit 1 at 10: 青川
    "#]],
    );
    check_found(
        table,
        "12",
        expect![[r#"
        1 nearest Some(0) in Some(0)×1
        0: 家 地区 数量 青川区 ⟦１２⟧ 青川县 3 合计 15
        unit 1 at 8: １２
    "#]],
    );
    check_found(
        table,
        "青川区12",
        expect![[r#"
        0 nearest None in 
    "#]],
    );
}

#[test]
fn words_are_found_where_a_long_paragraph_is_drawn_in_parts() {
    let long = format!("{}旅游{}", "全市接待游客，".repeat(428), "增长，".repeat(800));
    check_found(
        &long,
        "旅游增长，增",
        expect![[r#"
        1 nearest Some(0) in None×1
        0: 接待游客，全市接待游客，⟦旅游增长，增⟧长，增长，增长，增长，增长，增长，增长，增长，增
        unit 0 at 2996: 旅游增长
        unit 1 at 0: ，增
    "#]],
    );
}

#[test]
fn what_is_found_in_a_long_document_brings_the_text_about_it() {
    let paragraphs =
        (0..400).map(|number| format!("第{number}段。{}\n", "关于修建公园的意见已经收悉。".repeat(40)));
    let mut opened = opened(&format!("{}旧城改造按期完成。\n", paragraphs.collect::<String>()));
    let found = opened.find("旧城改造".to_owned(), 0);
    let place = found.matches[0].place;
    assert!(found.chunks.iter().flatten().any(|unit| unit.number == place.unit));
    assert!((found.marked.from..found.marked.to).contains(&place.unit));
    assert_eq!(found.marked.places, [place]);
}
