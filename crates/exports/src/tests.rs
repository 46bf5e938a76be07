use super::*;
use dafu::Hints;
use expect_test::expect;

fn reading() -> Reading {
    let text = "关于对市政协九届三次会议提案第0412号的答复\n\n王某某委员：\n您提出的提案收悉。现答复如下：\n一、基本情况\n\
        2021年，全市规模以上工业企业120家，工业总产值增长9.1%。1.第二行*强调*。\n感谢您的关心。\n云川市工业局\n2022年5月6日\n";
    Reading::from(&dafu::read(text.as_bytes(), &Hints::default()))
}

#[test]
fn every_export_gives_the_same_bytes_again() {
    let reading = reading();
    for &export in Export::ALL {
        let bytes = export.write(&reading, Language::Chinese);
        assert!(!bytes.is_empty(), "{export:?}");
        assert_eq!(bytes, export.write(&reading, Language::Chinese), "{export:?}");
    }
}

#[test]
fn json_is_read_back() {
    let reading = reading();
    let json = String::from_utf8(Export::Json.write(&reading, Language::Chinese)).unwrap();
    assert_eq!(Reading::from_json(&json).unwrap(), reading);
}

#[test]
fn a_file_is_named_after_its_title_as_far_as_file_systems_allow() {
    let names = [
        (Some("关于对市政协九届三次会议提案第0412号的答复"), Some("a.txt")),
        (Some("  "), Some("附件/答复:终稿?.txt")),
        (Some("《…》答复..."), None),
        (None, Some("con.txt")),
        (None, Some("Lpt1")),
        (None, Some("comet")),
        (None, None),
    ];
    let names = names.map(|(title, name)| Export::Csv.file_name(title, name)).join("\n");
    expect![[r#"
        关于对市政协九届三次会议提案第0412号的答复.csv
        附件答复终稿.txt.csv
        《…》答复.csv
        dafu-con.txt.csv
        dafu-Lpt1.csv
        comet.csv
        dafu.csv"#]]
    .assert_eq(&names);
}

#[test]
fn spreadsheets_see_no_formula() {
    let mut reading = reading();
    let Some(first) = reading.observations.first_mut() else { panic!("no figure was found") };
    first.indicator = "=HYPERLINK(\"x\")".to_owned();
    let csv = String::from_utf8(Export::Csv.write(&reading, Language::English)).unwrap();
    assert!(csv.starts_with("\u{feff}id,section,"));
    assert!(csv.contains(",\"'=HYPERLINK(\"\"x\"\")\","), "{csv}");
}

#[test]
fn marks_of_markdown_are_escaped() {
    let markdown = String::from_utf8(Export::Markdown.write(&reading(), Language::Chinese)).unwrap();
    assert!(
        markdown.starts_with("# 关于对市政协九届三次会议提案第0412号的答复\n\n| 项目 | 内容 |\n"),
        "{markdown}"
    );
    assert!(markdown.contains(r"\*强调\*"), "{markdown}");
    assert!(markdown.contains("## 一、基本情况\n"), "{markdown}");
}

#[test]
fn sdmx_has_a_value_in_every_row_and_its_own_time_periods() {
    let csv = String::from_utf8(Export::SdmxCsv.write(&reading(), Language::Chinese)).unwrap();
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].starts_with("STRUCTURE,STRUCTURE_ID,ACTION,"));
    assert!(rows.len() > 1);
    for row in &rows[1..] {
        assert!(row.starts_with("datastructure,DAFU:REPLY_FIGURES(1.0.0),I,o"), "{row}");
        assert!(row.contains(",2021,"), "{row}");
    }
}
