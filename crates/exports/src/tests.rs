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

/// The fields of CSV, by the rules of RFC 4180.
fn parse_csv(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut characters) = (false, csv.trim_start_matches('\u{feff}').chars().peekable());
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => field.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field).trim_end_matches('\r').to_owned());
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && field.is_empty(), "the last line ends");
    rows
}

#[test]
fn every_row_of_csv_has_the_cells_of_its_head() {
    let mut reading = reading();
    reading.observations[0].members = vec!["甲,\"乙\"\n丙".to_owned(), "丁".to_owned()];
    for export in [Export::Csv, Export::SdmxCsv] {
        let rows = parse_csv(&String::from_utf8(export.write(&reading, Language::Chinese)).unwrap());
        assert_eq!(rows.len(), reading.observations.len() + 1, "{export:?}");
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{export:?}: {rows:?}");
    }
    let csv = String::from_utf8(Export::Csv.write(&reading, Language::Chinese)).unwrap();
    assert!(parse_csv(&csv)[1].contains(&"甲,\"乙\"\n丙、丁".to_owned()), "{csv}");
}

#[cfg(feature = "xlsx")]
mod xlsx {
    use super::*;
    use calamine::{Data, DataType, Reader, Xlsx, open_workbook_from_rs};
    use std::io::Cursor;

    fn sheets(reading: &Reading) -> Vec<(String, Vec<Vec<Data>>)> {
        let bytes = Export::Xlsx.write(reading, Language::Chinese);
        let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let sheets = workbook.worksheets().into_iter();
        sheets.map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect())).collect()
    }

    #[test]
    fn a_workbook_has_a_sheet_for_each_part_and_the_cells_of_csv_with_their_types() {
        let reading = reading();
        let sheets = sheets(&reading);
        let names: Vec<&str> = sheets.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["文件信息", "目录", "数据", "指标表", "原句"]);
        let csv = parse_csv(&String::from_utf8(Export::Csv.write(&reading, Language::Chinese)).unwrap());
        let (_, figures) = &sheets[2];
        assert_eq!(figures.len(), csv.len());
        for (cells, fields) in figures.iter().zip(&csv) {
            for (cell, field) in cells.iter().zip(fields) {
                match cell {
                    Data::Float(number) => assert_eq!(number.to_string(), *field),
                    Data::DateTime(date) => {
                        let (year, month, day, ..) = date.to_ymd_hms_milli();
                        assert_eq!(format!("{year:04}-{month:02}-{day:02}"), *field);
                    }
                    Data::Empty => assert_eq!("", field),
                    Data::String(text) => assert_eq!(text, field),
                    other => panic!("{other:?} for {field}"),
                }
            }
        }
        let number = csv[0].iter().position(|head| head == "数值").unwrap();
        let from = csv[0].iter().position(|head| head == "起").unwrap();
        assert!(
            matches!(figures[1][number], Data::Float(_)) && matches!(figures[1][from], Data::DateTime(_))
        );
    }

    #[test]
    fn the_pivot_holds_numbers_that_go_down_below_zero() {
        let mut reading = reading();
        let growth = reading.observations.iter_mut().find(|o| o.unit == "%").unwrap();
        growth.direction = Some(dafu::wire::Direction::Down);
        let sheets = sheets(&reading);
        let numbers: Vec<f64> = sheets[3].1.iter().flatten().filter_map(Data::as_f64).collect();
        assert_eq!(numbers, [120.0, -9.1]);
    }
}
