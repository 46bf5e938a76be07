//! Office Open XML workbooks.

use crate::csv::{COLUMNS, Cell, rows};
use crate::figures;
use dafu::wire::{Direction, Id, Observation, Qualifier, Reading, Section};
use phrases::Language;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Url, Workbook, Worksheet, XlsxError};
use std::collections::HashMap;

/// A worksheet's limits ([MS-OI29500]): a cell holds so many characters, a sheet so many rows.
const CELL_CHARACTERS: usize = 32_767;
const SHEET_ROWS: usize = 1_048_576;
/// So many links a sheet holds at least; the figures after them have their sentence beside them all the same.
const SHEET_LINKS: u32 = 65_000;

pub(crate) fn write(reading: &Reading, language: Language) -> Vec<u8> {
    // What can fail is kept from failing: names are fixed, lengths and counts within the limits of the format.
    workbook(reading, language).unwrap_or_default()
}

fn workbook(reading: &Reading, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The writer would put the present time in; the same reading gives the same bytes instead.
    let never = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&never));
    let head = Format::new().set_bold();
    let sheet = |chinese, english, heads: &[&str]| {
        let mut sheet = Worksheet::new();
        sheet.set_name(language.pick(chinese, english))?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, text) in heads.iter().enumerate() {
            sheet.write_with_format(0, column as u16, *text, &head)?;
        }
        Ok::<_, XlsxError>(sheet)
    };
    let mut metadata = sheet("文件信息", "Metadata", &language.pick(["项目", "内容"], ["Field", "Value"]))?;
    push_metadata(&mut metadata, reading, language)?;
    let mut outline =
        sheet("目录", "Outline", &language.pick(["级次", "序号", "标题"], ["Level", "Marker", "Title"]))?;
    push_outline(&mut outline, &reading.sections)?;
    let sentences_name = language.pick("原句", "Sentences");
    let mut sentences = sheet("原句", "Sentences", &language.pick(["句子"], ["Sentence"]))?;
    let mut figures =
        sheet("数据", "Figures", &COLUMNS.iter().map(|c| c.head(language)).collect::<Vec<_>>())?;
    push_figures(&mut figures, &mut sentences, sentences_name, reading, language)?;
    let mut pivot = sheet("指标表", "Indicators", &[])?;
    push_pivot(&mut pivot, reading, language, &head)?;
    for sheet in [metadata, outline, figures, pivot, sentences] {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

fn push_metadata(sheet: &mut Worksheet, reading: &Reading, language: Language) -> Result<(), XlsxError> {
    for (row, metadata) in (1..).zip(&reading.metadata).take(SHEET_ROWS - 1) {
        sheet.write(row, 0, phrases::field(metadata.field, language))?;
        sheet.write(row, 1, fitting(&metadata.value))?;
    }
    sheet.set_column_width(0, 16)?.set_column_width(1, 60)?;
    Ok(())
}

fn push_outline(sheet: &mut Worksheet, sections: &[Section]) -> Result<(), XlsxError> {
    let mut rest: Vec<&Section> = sections.iter().rev().collect();
    for row in 1..SHEET_ROWS as u32 {
        let Some(section) = rest.pop() else { break };
        sheet.write(row, 0, section.level)?;
        sheet.write(row, 1, fitting(&section.marker))?;
        sheet.write(row, 2, fitting(&section.title))?;
        rest.extend(section.children.iter().rev());
    }
    sheet.set_column_width(2, 80)?;
    Ok(())
}

/// A row for each figure, whose id is a link to its sentence.
fn push_figures(
    sheet: &mut Worksheet,
    sentences: &mut Worksheet,
    sentences_name: &str,
    reading: &Reading,
    language: Language,
) -> Result<(), XlsxError> {
    let dated = Format::new().set_num_format("yyyy-mm-dd");
    let mut result = Ok(());
    let (mut line, mut sentence_line, mut last_sentence) = (0, 0, None);
    rows(reading, language, |row| {
        line += 1;
        if result.is_err() || line as usize >= SHEET_ROWS {
            return;
        }
        if last_sentence != Some(row.observation.sentence) {
            sentence_line += 1;
            last_sentence = Some(row.observation.sentence);
        }
        result = (|| {
            sentences.write(sentence_line, 0, fitting(row.sentence))?;
            for (column, definition) in (0..).zip(COLUMNS) {
                match (definition.cell)(&row) {
                    Cell::Text(text) if column == 0 && line <= SHEET_LINKS => {
                        let link = Url::new(format!("internal:'{sentences_name}'!A{}", sentence_line + 1));
                        sheet.write(line, 0, link.set_text(text))?;
                    }
                    Cell::Text(text) => {
                        sheet.write(line, column, fitting(&text))?;
                    }
                    Cell::Number(Some(number)) => {
                        sheet.write(line, column, number)?;
                    }
                    Cell::Date(Some(date)) => match ExcelDateTime::parse_from_str(&date) {
                        Ok(day) => {
                            sheet.write_with_format(line, column, &day, &dated)?;
                        }
                        // A spreadsheet has no days before 1900.
                        Err(_) => {
                            sheet.write(line, column, date)?;
                        }
                    },
                    Cell::Number(None) | Cell::Date(None) => {}
                }
            }
            Ok(())
        })();
    });
    sentences.set_column_width(0, 120)?;
    result
}

/// The tables of indicators below each other, each with its section: label, period, and for each measure the number, negative
/// where it went down, and its unit. A format writes what bounds the number: >100 is a number like any other.
fn push_pivot(
    sheet: &mut Worksheet,
    reading: &Reading,
    language: Language,
    head: &Format,
) -> Result<(), XlsxError> {
    let headings = figures::headings(&reading.sections);
    let observations: HashMap<Id, &Observation> = reading.observations.iter().map(|o| (o.id, o)).collect();
    let mut line = 0;
    for table in &reading.tables {
        if line as usize + table.rows.len() + 3 > SHEET_ROWS {
            break;
        }
        let heading = table.section.as_deref().and_then(|id| headings.get(id)).map_or("", String::as_str);
        sheet.write_with_format(line, 0, fitting(heading), head)?;
        sheet.write_with_format(line, 1, language.pick("时期", "Period"), head)?;
        for (column, &measure) in (2..).step_by(2).zip(&table.columns) {
            sheet.write_with_format(line, column, phrases::measure(measure, language), head)?;
            sheet.write_with_format(line, column + 1, language.pick("单位", "Unit"), head)?;
        }
        line += 1;
        for row in &table.rows {
            sheet.write(line, 0, fitting(&row.label))?;
            let cell = |id: Id| observations.get(&id).copied();
            let period = row.cells.ids().filter_map(cell).find_map(|o| o.period.as_ref());
            if let Some(period) = period {
                sheet.write(line, 1, fitting(&period.text))?;
            }
            for (column, measure) in (2..).step_by(2).zip(&table.columns) {
                if let Some(observation) = row.cells.get(*measure).and_then(cell) {
                    push_value(sheet, line, column, observation)?;
                }
            }
            line += 1;
        }
        line += 1;
    }
    sheet.set_column_width(0, 50)?.set_column_width(1, 14)?;
    Ok(())
}

fn push_value(sheet: &mut Worksheet, line: u32, column: u16, o: &Observation) -> Result<(), XlsxError> {
    let down = o.direction == Some(Direction::Down);
    let number = if down { -o.number } else { o.number };
    let bound = match o.qualifier {
        Qualifier::Exact => "",
        Qualifier::About => "≈",
        Qualifier::Over => ">",
        Qualifier::Under => "<",
        Qualifier::AtLeast => "≥",
        Qualifier::AtMost => "≤",
        Qualifier::Range => "",
    };
    match &o.upper {
        // A range is no number.
        Some(upper) => sheet.write(line, column, format!("{number}–{upper}"))?,
        None if bound.is_empty() => sheet.write(line, column, number)?,
        None => {
            let bounded = Format::new().set_num_format(format!("\"{bound}\"General"));
            sheet.write_with_format(line, column, number, &bounded)?
        }
    };
    sheet.write(line, column + 1, fitting(&o.unit))?;
    Ok(())
}

/// Text cut to what a cell can hold, which is counted in UTF-16.
fn fitting(text: &str) -> &str {
    let end = text.char_indices().nth(CELL_CHARACTERS / 2).map_or(text.len(), |(byte, _)| byte);
    &text[..end]
}
