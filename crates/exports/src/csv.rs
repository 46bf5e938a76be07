//! Comma-separated values (RFC 4180).

use crate::{Text, figures};
use dafu::wire::{Observation, Reading};
use phrases::Language;

/// One column of the table of figures: its head in both languages and its cell.
pub(crate) struct Column {
    chinese: &'static str,
    english: &'static str,
    pub(crate) cell: fn(&Row<'_>) -> Cell,
}

impl Column {
    pub(crate) fn head(&self, language: Language) -> &'static str {
        language.pick(self.chinese, self.english)
    }
}

/// A figure with what its cells are made from.
pub(crate) struct Row<'a> {
    pub(crate) observation: &'a Observation,
    heading: &'a str,
    evidence: &'a str,
    pub(crate) sentence: &'a str,
    language: Language,
}

/// A cell of the table.
pub(crate) enum Cell {
    Text(String),
    Number(Option<f64>),
    /// A day, ISO 8601.
    Date(Option<String>),
}

macro_rules! columns {
    ($($chinese:literal, $english:literal, $row:ident => $cell:expr;)*) => {
        /// The columns of the table of figures, for CSV and XLSX alike.
        pub(crate) const COLUMNS: &[Column] = &[
            $(Column { chinese: $chinese, english: $english, cell: |$row| $cell }),*
        ];
    };
}

columns! {
    "编号", "id", row => text(&row.observation.id.to_string());
    "章节", "section", row => text(row.heading);
    "地区", "area", row => optional(row.observation.area.as_deref());
    "对象", "subject", row => optional(row.observation.subject.as_deref());
    "口径", "criterion", row => optional(row.observation.criterion.as_deref());
    "指标", "indicator", row => text(&row.observation.indicator);
    "时期", "period", row => optional(row.observation.period.as_ref().map(|p| &*p.text));
    "起", "from", row => Cell::Date(row.observation.period.as_ref().and_then(|p| p.start.clone()));
    "止", "to", row => Cell::Date(row.observation.period.as_ref().and_then(|p| p.end.clone()));
    "度量", "measure", row => text(phrases::measure(row.observation.measure, row.language));
    "数值", "number", row => Cell::Number(Some(row.observation.number));
    "上限", "upper", row => Cell::Number(row.observation.upper.as_deref().copied());
    "单位", "unit", row => text(&row.observation.unit);
    "折合数值", "base number", row => Cell::Number(row.observation.si.as_ref().map(|si| si.number));
    "基本单位", "base unit", row => optional(row.observation.si.as_ref().map(|si| &*si.unit));
    "限定", "qualifier", row => text(phrases::qualifier(row.observation.qualifier, row.language));
    "方向", "direction", row => {
        text(row.observation.direction.map_or("", |d| phrases::direction(d, row.language)))
    };
    "基准", "basis", row => optional(row.observation.basis.as_deref());
    "状态", "status", row => text(phrases::status(row.observation.status, row.language));
    "从属", "part of", row => optional(row.observation.part_of.map(|id| id.to_string()).as_deref());
    "成员", "members", row => text(&row.observation.members.join("、"));
    "来源", "source", row => text(phrases::observation_source(row.observation.source, row.language));
    "原文", "evidence", row => text(row.evidence);
    "句子", "sentence", row => text(row.sentence);
    "置信度", "confidence", row => Cell::Number(Some(decimal(row.observation.confidence)));
    "请核对", "to check", row => text(&phrases::caveats(row.observation.caveats, row.language));
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn optional(value: Option<&str>) -> Cell {
    text(value.unwrap_or_default())
}

/// The `f64` that reads like this `f32`: 0.97, not 0.9700000286102295.
fn decimal(number: f32) -> f64 {
    (f64::from(number) * 1000.0).round() / 1000.0
}

/// All figures, in the order of the text.
pub(crate) fn rows(reading: &Reading, language: Language, mut visit: impl FnMut(Row<'_>)) {
    let source = Text::new(&reading.text);
    let headings = figures::headings(&reading.sections);
    let heading = |id: Option<&str>| id.and_then(|id| headings.get(id));
    for observation in &reading.observations {
        visit(Row {
            observation,
            heading: heading(observation.section.as_deref()).map_or("", String::as_str),
            evidence: source.span(observation.evidence),
            sentence: source.span(observation.sentence),
            language,
        });
    }
}

pub(crate) fn write(reading: &Reading, language: Language) -> String {
    let mut csv = String::from("\u{feff}");
    push_line(&mut csv, COLUMNS.iter().map(|column| column.head(language).to_owned()));
    rows(reading, language, |row| {
        let field = |column: &Column| match (column.cell)(&row) {
            Cell::Text(text) => harmless(text),
            Cell::Date(date) => date.unwrap_or_default(),
            Cell::Number(number) => number.map_or(String::new(), |n| n.to_string()),
        };
        push_line(&mut csv, COLUMNS.iter().map(field));
    });
    csv
}

/// Appends the fields as a line that ends in CRLF.
pub(crate) fn push_line(csv: &mut String, fields: impl Iterator<Item = String>) {
    for (index, field) in fields.enumerate() {
        if index > 0 {
            csv.push(',');
        }
        if field.contains([',', '"', '\r', '\n']) {
            csv.push('"');
            csv.push_str(&field.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(&field);
        }
    }
    csv.push_str("\r\n");
}

/// Text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection").
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text
    }
}
