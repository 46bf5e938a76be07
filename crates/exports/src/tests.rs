use super::*;
use dafu::Hints;
use dafu::wire::{Caveat, Caveats};
use expect_test::expect;

fn reading() -> Reading {
    let text = "关于对市政协九届三次会议提案第0412号的答复\n\n王某某委员：\n您提出的提案收悉。现答复如下：\n一、基本情况\n\
        2021年，全市规模以上工业企业120家，工业总产值增长9.1%。1.第二行*强调*。\n感谢您的关心。\n云川市工业局\n2022年5月6日\n";
    Reading::from(dafu::read(text.as_bytes(), &Hints::default()))
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
    first.indicator = "=HYPERLINK(\"x\")".into();
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
fn every_table_says_what_of_a_figure_to_check() {
    let mut reading = reading();
    reading.observations[0].caveats = [Caveat::NameAfter, Caveat::KindUnsaid].into_iter().collect();
    let said = [
        (Language::Chinese, "请核对", "名称：取自数字之后；类型：没有写明是哪种百分比"),
        (
            Language::English,
            "to check",
            "name: taken from behind the figure; kind: the text does not say what kind of percentage",
        ),
    ];
    for (language, head, check) in said {
        for (export, head) in [(Export::Csv, head), (Export::SdmxCsv, "COMMENT_OBS")] {
            let rows = parse_csv(&export.write(&reading, language));
            let column = rows[0].iter().position(|named| named == head).unwrap();
            let cells: Vec<_> = rows[1..].iter().map(|row| &*row[column]).collect();
            assert_eq!(cells, [check, ""], "{export:?}");
        }
        let markdown = String::from_utf8(Export::Markdown.write(&reading, language)).unwrap();
        let ends = markdown.lines().filter(|line| line.ends_with(&format!("| {check} |"))).count();
        assert_eq!(ends, 1, "{markdown}");
    }
    // Where there is nothing to check, Markdown keeps no column for it.
    reading.observations[0].caveats = Caveats::default();
    let markdown = String::from_utf8(Export::Markdown.write(&reading, Language::Chinese)).unwrap();
    assert!(!markdown.contains("请核对"), "{markdown}");
}

#[test]
fn sdmx_leaves_no_dimension_of_an_observation_empty() {
    let mut reading = reading();
    let timeless = &mut reading.observations[0];
    (timeless.period, timeless.area, timeless.subject, timeless.criterion) = (None, None, None, None);
    let rows = parse_csv(&Export::SdmxCsv.write(&reading, Language::Chinese));
    let [head, rows @ ..] = &*rows else { panic!("there is no head") };
    expect![
        "STRUCTURE,STRUCTURE_ID,ACTION,FIGURE,REF_AREA,INDICATOR,SUBJECT,CRITERION,MEASURE,OBS_VALUE,UPPER_VALUE,REF_PERIOD,\
        UNIT_MEASURE,OBS_STATUS,QUALIFIER,BASIS,PART_OF,EVIDENCE,CONFIDENCE,COMMENT_OBS"
    ]
    .assert_eq(&head.join(","));
    let column = |name: &str| head.iter().position(|head| head == name).unwrap();
    let (first, value, period) = (column("FIGURE"), column("OBS_VALUE"), column("REF_PERIOD"));
    assert_eq!(rows.len(), reading.observations.len());
    let mut keys: Vec<_> = rows.iter().map(|row| &row[first..value]).collect();
    assert!(keys.iter().all(|key| key.iter().all(|dimension| !dimension.is_empty())), "{keys:?}");
    keys.sort_unstable();
    assert!(keys.is_sorted_by(|before, after| before < after), "{keys:?}");
    for row in rows {
        assert_eq!(row[..first], ["datastructure", "DAFU:REPLY_FIGURES(2.1.0)", "I"], "{row:?}");
        assert!(row[value].parse::<f64>().is_ok(), "{row:?}");
    }
    assert_eq!([&*rows[0][period], &rows[1][period]], ["", "2021"]);
}

/// The fields of CSV, by other people's understanding of RFC 4180; every line must have as many as the first.
fn parse_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let rows = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes).into_deserialize();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_row_of_csv_has_the_cells_of_its_head() {
    let mut reading = reading();
    reading.observations[0].members = ["甲,\"乙\"\n丙".to_owned(), "丁".to_owned()].into();
    for export in [Export::Csv, Export::SdmxCsv] {
        let rows = parse_csv(&export.write(&reading, Language::Chinese));
        assert_eq!(rows.len(), reading.observations.len() + 1, "{export:?}");
    }
    let rows = parse_csv(&Export::Csv.write(&reading, Language::Chinese));
    assert!(rows[1].contains(&"甲,\"乙\"\n丙、丁".to_owned()), "{rows:?}");
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
        let csv = parse_csv(&Export::Csv.write(&reading, Language::Chinese));
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
        let growth = reading.observations.iter_mut().find(|o| *o.unit == *"%").unwrap();
        growth.direction = Some(dafu::wire::Direction::Down);
        let sheets = sheets(&reading);
        let numbers: Vec<f64> = sheets[3].1.iter().flatten().filter_map(Data::as_f64).collect();
        assert_eq!(numbers, [120.0, -9.1]);
    }
}

/// What people open the files with.
#[cfg(feature = "xlsx")]
mod office {
    use super::*;
    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
    use std::io::Cursor;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::sync::{Mutex, PoisonError};

    /// One at a time: of two that make their first profile at once, one now and then crashes as it starts.
    static RUNNING: Mutex<()> = Mutex::new(());

    /// Fields between commas and quotes, in UTF-8, from the first line on (LibreOffice's filter options for CSV).
    const FIELDS: &str = "44,34,76,1";

    /// LibreOffice with a profile of its own, so that it neither meets nor marks that of whoever runs the test.
    struct LibreOffice(PathBuf);

    impl LibreOffice {
        #[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
        fn here(test: &str) -> Option<Self> {
            let silent = |command: &mut Command| command.stdout(Stdio::null()).stderr(Stdio::null()).status();
            if !silent(Command::new("soffice").arg("--version")).is_ok_and(|status| status.success()) {
                eprintln!("skipped: no `soffice` (LibreOffice) to open the exports with");
                return None;
            }
            let folder = std::env::temp_dir().join(format!("dafu-office-{}-{test}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            Some(Self(folder))
        }

        /// The cells that it sees in each sheet of a file.
        fn sheets(&self, name: &str, bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
            let (input, output) = (self.0.join(name), self.0.join(format!("{name}.d")));
            std::fs::write(&input, bytes).unwrap();
            let _alone = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
            let run = Command::new("soffice")
                .arg("--headless")
                .arg(format!("-env:UserInstallation=file://{}", self.0.join("profile").display()))
                .arg(format!("--infilter=CSV:{FIELDS}"))
                .args([
                    "--convert-to",
                    &format!("csv:Text - txt - csv (StarCalc):{FIELDS},,0,false,false,false,false,false,-1"),
                ])
                .arg("--outdir")
                .args([&output, &input])
                .output()
                .unwrap();
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            let stem = format!("{}-", Path::new(name).file_stem().unwrap().display());
            let sheet = |file: std::io::Result<std::fs::DirEntry>| {
                let file = file.unwrap().path();
                let name = file.file_stem().unwrap().to_str().unwrap().trim_start_matches(&stem).to_owned();
                (name, parse_csv(&std::fs::read(file).unwrap()))
            };
            std::fs::read_dir(output).unwrap().map(sheet).collect()
        }
    }

    impl Drop for LibreOffice {
        fn drop(&mut self) {
            drop(std::fs::remove_dir_all(&self.0));
        }
    }

    /// A reading with cells that tempt a spreadsheet: a formula, quotes, a line break.
    fn tempting() -> Reading {
        let mut reading = reading();
        let Some(first) = reading.observations.first_mut() else { panic!("no figure was found") };
        first.members = ["甲,\"乙\"\n丙".to_owned(), "丁".to_owned()].into();
        first.indicator = "=1+1".into();
        reading
    }

    #[test]
    fn csv_opens_with_the_same_cells() {
        let Some(office) = LibreOffice::here("csv") else { return };
        let bytes = Export::Csv.write(&tempting(), Language::Chinese);
        let [(_, cells)] = &*office.sheets("figures.csv", &bytes) else { panic!("more than one sheet") };
        assert_eq!(*cells, parse_csv(&bytes));
    }

    #[test]
    fn a_workbook_opens_with_the_same_cells() {
        let Some(office) = LibreOffice::here("workbook") else { return };
        let mut reading = tempting();
        // A text of digits stays a text in a workbook, its zero with it.
        reading.observations[0].subject = Some("0412".into());
        let bytes = Export::Xlsx.write(&reading, Language::Chinese);
        let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
        let seen = office.sheets("reading.xlsx", &bytes);
        for (name, range) in workbook.worksheets() {
            let (_, cells) = seen.iter().find(|(sheet, _)| *sheet == name).unwrap();
            let written: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(shown).collect()).collect();
            assert_eq!(*cells, written, "{name}");
        }
        assert_eq!(seen.len(), 5);
    }

    /// A cell as it stands in CSV.
    fn shown(cell: &Data) -> String {
        match cell {
            Data::DateTime(date) => {
                let (year, month, day, ..) = date.to_ymd_hms_milli();
                format!("{year:04}-{month:02}-{day:02}")
            }
            cell => cell.to_string(),
        }
    }
}
