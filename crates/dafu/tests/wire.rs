//! What holds for the reading of any bytes: it ends, its spans lie in its text, its ids are there, its JSON is what the
//! schema says and reads back the same.

use dafu::wire::{Caveat, Caveats, Code, Id, Observation, Reading, Section};
use dafu::{Charset, Hints};
use expect_test::expect;
use proptest::prelude::*;
use std::collections::HashSet;

/// A reply of an invented city, with a table.
const REPLY: &str = "索 引 号：\t0001/2022-00012\t发布日期：\t2022年5月6日\r\n关于对市政协九届三次会议提案第0412号的答复\r\n\r\n王某某委员：\r\n\
    您提出的提案收悉。现答复如下：\r\n一、基本情况\r\n2021年，全市规模以上工业企业120家，其中大型企业9家，工业总产值增长9.1%。一是抓创新，投入\
    约5万元；二是抓服务。\r\n指标\t单位\t数值\r\n产值\t亿元\t35\r\n税收\t亿元\t4.2\r\n二、下一步打算\r\n（一）到2025年，产值力争达到50亿元。\r\n\
    感谢您的关心。\r\n云川市工业局\r\n2022年5月6日\r\n";

fn read(bytes: &[u8], charset: Option<Charset>) -> Reading {
    Reading::from(dafu::read(bytes, &Hints { charset, ..Default::default() }))
}

fn check(reading: &Reading) {
    assert_eq!(&Reading::reopen(reading.to_json().as_bytes()), reading, "saved and opened again");
    assert!(!reading.text.contains('\r'));
    let length = reading.text.chars().count() as u32;
    let inside = |what: &str, start: u32, end: u32| {
        assert!(start <= end && end <= length, "{what}: {start}..{end} of {length}");
    };
    let mut from = 0;
    for repair in &reading.repairs {
        inside("repair", repair.start, repair.end);
        assert!(from <= repair.start, "repairs overlap at {}", repair.start);
        from = repair.end;
        assert!((0.0..=1.0).contains(&repair.confidence));
    }
    for metadata in &reading.metadata {
        inside("metadata", metadata.start, metadata.end);
    }
    let mut from = 0;
    for block in &reading.blocks {
        inside("block", block.start, block.end);
        assert!(from <= block.start, "blocks overlap at {}", block.start);
        from = block.end;
        let cells = block.table.iter().flat_map(|t| t.rows.iter().flatten().chain(&t.caption).chain(&t.unit));
        cells.for_each(|cell| inside("cell", cell.start, cell.end));
    }
    let sections = sections(&reading.sections);
    for section in &sections {
        inside("heading", section.start, section.heading_end);
        inside("section", section.heading_end, section.end);
    }
    let section_ids: HashSet<&str> = sections.iter().map(|s| &*s.id).collect();
    let ids: HashSet<Id> = reading.observations.iter().map(|o| o.id).collect();
    for observation in &reading.observations {
        inside("evidence", observation.evidence.start, observation.evidence.end);
        inside("sentence", observation.sentence.start, observation.sentence.end);
        assert!(observation.number.is_finite());
        assert!(observation.section.iter().all(|id| section_ids.contains(&**id)));
        assert!(observation.part_of.iter().all(|id| ids.contains(id)));
    }
    let rows = reading.tables.iter().flat_map(|table| &table.rows).flat_map(|row| row.cells.ids());
    let mut named = rows.chain(reading.series.iter().flat_map(|series| series.observations.iter().copied()));
    assert!(named.all(|id| ids.contains(&id)));
    for diagnostic in &reading.diagnostics {
        if let (Some(start), Some(end)) = (diagnostic.start, diagnostic.end) {
            inside("diagnostic", start, end);
        }
    }
    let json = reading.to_json();
    assert_eq!(&Reading::from_json(&json).expect("a reading"), reading);
    assert!(!json.contains('\n'));
}

fn sections(sections: &[Section]) -> Vec<&Section> {
    let mut all = Vec::new();
    let mut rest: Vec<&Section> = sections.iter().collect();
    while let Some(section) = rest.pop() {
        all.push(section);
        rest.extend(&section.children);
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600), charset in 0..=Charset::ALL.len()) {
        check(&read(&bytes, Charset::ALL.get(charset).copied()));
    }

    #[test]
    fn any_text_is_read(text in "[\\PC\r\n\t一二三、（）0-9年月.%亿元]{0,300}") {
        check(&read(text.as_bytes(), None));
    }

    #[test]
    fn a_damaged_reply_is_read(at in 0..REPLY.len(), byte in any::<u8>(), cut in 0..REPLY.len()) {
        let mut bytes = REPLY.as_bytes().to_vec();
        bytes[at] = byte;
        bytes.truncate(bytes.len() - cut);
        check(&read(&bytes, None));
    }
}

/// Inputs that random ones once found.
#[test]
fn inputs_that_once_failed() {
    for text in ["0%\tΣ[\n¡\n0\r𑃐", "0m\t΄:\na\n"] {
        check(&read(text.as_bytes(), None));
    }
}

#[test]
fn readings_are_what_the_schema_says() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/dafu.reading.schema.json");
    let mut schemas = boon::Schemas::new();
    let schema = boon::Compiler::new().compile(schema, &mut schemas).expect("a schema");
    let damaged: Vec<u8> =
        REPLY.bytes().enumerate().filter(|(i, _)| i % 97 != 5).map(|(_, byte)| byte).collect();
    for bytes in [REPLY.as_bytes(), &damaged, b"", b"\x89PNG\r\n\x1a\n", b"\xff", b"plain English"] {
        let json = serde_json::from_str(&read(bytes, None).to_json()).expect("JSON");
        schemas.validate(&json, schema).unwrap_or_else(|error| panic!("{error:#}"));
    }
    let wrong = serde_json::json!({ "schema": "dafu.reading/1" });
    assert!(schemas.validate(&wrong, schema).is_err());
}

/// UTF-8 read as GBK by an editor that puts question marks, which swallow digits: 增长9.1%, 350亿元, 46家 and 3.2万人次 lost
/// their first. No row may hold what nobody knows.
#[test]
fn no_figure_rests_on_a_digit_that_vanished() {
    let damaged = "涓??鍩烘湰鎯呭喌\n2021骞达紝鍏ㄥ競瑙勬ā浠ヤ笂宸ヤ笟浼佷笟120瀹讹紝宸ヤ笟鎬讳骇鍊煎?闀?.1%锛屽埄娑︽?棰?50浜垮厓銆傛柊澧炰紒涓?6瀹讹紝寤烘垚鏍囧噯鍘傛埧25涓囧钩鏂圭背锛屽煿璁?亴宸?.2涓囦汉娆°?\n";
    let reading = read(damaged.as_bytes(), None);
    let written = |o: &Observation| {
        reading
            .text
            .chars()
            .skip(o.evidence.start as usize)
            .take((o.evidence.end - o.evidence.start) as usize)
            .collect()
    };
    let figures: Vec<String> = reading.observations.iter().map(written).collect();
    expect!["120家 25万平方米"].assert_eq(&figures.join(" "));
    let gone = reading.diagnostics.iter().filter(|d| d.code == Code::FigureUnresolved);
    let gone: Vec<&str> = gone.map(|d| d.args["value"].as_str()).collect();
    expect!["?.1% ?50 ?6 ?.2"].assert_eq(&gone.join(" "));
}

#[test]
fn integers_are_written_without_a_fraction() {
    let json = read(REPLY.as_bytes(), None).to_json();
    assert!(json.contains(r#""number":120,"#), "{json}");
    assert!(json.contains(r#""number":9.1,"#), "{json}");
}

#[track_caller]
fn check_reopened(json: &str, expect: expect_test::Expect) {
    assert!(dafu::wire::is_saved(json.as_bytes()));
    let reading = Reading::reopen(json.as_bytes());
    let told: Vec<_> = reading.diagnostics.iter().map(|d| format!("{:?} {:?}", d.code, d.args)).collect();
    assert!(reading.text.is_empty() && reading.source.charset.is_none());
    expect.assert_eq(&told.join("\n"));
}

#[test]
fn a_saved_reading_of_another_version_says_so() {
    let later = read(REPLY.as_bytes(), None).to_json().replace("dafu.reading/1", "dafu.reading/2");
    check_reopened(&later, expect![[r#"SavedVersion {"schema": "dafu.reading/2"}"#]]);
    check_reopened(
        r#"{ "schema": "dafu.reading/3", "text": 7 }"#,
        expect![[r#"SavedVersion {"schema": "dafu.reading/3"}"#]],
    );
}

#[test]
fn what_to_check_is_a_list_in_json_that_a_saved_reading_may_lack() {
    let mut reading = read(REPLY.as_bytes(), None);
    let caveats: Caveats = [Caveat::KindUnsaid, Caveat::NameAfter].into_iter().collect();
    reading.observations.iter_mut().for_each(|o| o.caveats = caveats);
    let json = reading.to_json();
    assert_eq!(Reading::reopen(json.as_bytes()), reading);
    let list = r#","caveats":["name_after","kind_unsaid"]"#;
    assert_eq!(json.matches(list).count(), reading.observations.len());
    reading.observations.iter_mut().for_each(|o| o.caveats = Caveats::default());
    assert_eq!(Reading::reopen(json.replace(list, "").as_bytes()), reading);
}

#[test]
fn a_saved_reading_that_was_cut_or_changed_says_so() {
    check_reopened(r#"{"schema":"dafu.reading/1","source":"#, expect![[r#"SavedDamaged {"place": "1:36"}"#]]);
    let mut changed = read(REPLY.as_bytes(), None);
    changed.text.truncate(30);
    check_reopened(&changed.to_json(), expect![[r#"SavedDamaged {"place": "offsets"}"#]]);
}
