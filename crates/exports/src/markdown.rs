//! CommonMark, with the tables of GitHub Flavored Markdown.

use crate::{Text, figures, value};
use dafu::wire::{Block, BlockKind, Id, IndicatorTable, Observation, Reading, Section, Table};
use phrases::Language;
use std::collections::{BTreeMap, HashMap};

pub(crate) fn write(reading: &Reading, language: Language) -> String {
    let document = Document { text: Text::new(&reading.text), headings: by_start(&reading.sections) };
    let mut out = String::new();
    for block in reading.blocks.iter().filter(|b| b.kind == BlockKind::Title) {
        out.push_str(&format!("# {}\n\n", escape(document.text.slice(block.start, block.end))));
    }
    push_metadata(&mut out, reading, language);
    for block in &reading.blocks {
        document.push_block(&mut out, block);
    }
    if reading.blocks.is_empty() {
        out.push_str(&paragraphs(&reading.text));
    }
    push_figures(&mut out, reading, language);
    out
}

struct Document<'a> {
    text: Text<'a>,
    headings: BTreeMap<u32, &'a Section>,
}

fn by_start(sections: &[Section]) -> BTreeMap<u32, &Section> {
    let mut starts = BTreeMap::new();
    let mut rest: Vec<&Section> = sections.iter().collect();
    while let Some(section) = rest.pop() {
        starts.insert(section.start, section);
        rest.extend(&section.children);
    }
    starts
}

impl Document<'_> {
    fn push_block(&self, out: &mut String, block: &Block) {
        match (block.kind, &block.table) {
            (BlockKind::Title | BlockKind::Metadata | BlockKind::Furniture, _) => {}
            (BlockKind::Heading, _) => {
                let level = self.headings.get(&block.start).map_or(1, |section| section.level);
                // The title has the first of Markdown's six levels.
                let marks = "######".get(..usize::from(level) + 1).unwrap_or("######");
                out.push_str(&format!("{marks} {}\n\n", escape(self.text.slice(block.start, block.end))));
            }
            (_, Some(table)) => self.push_table(out, table),
            _ => self.push_paragraph(out, block),
        }
    }

    /// A paragraph; the headings and points run into it are set strong.
    fn push_paragraph(&self, out: &mut String, block: &Block) {
        let mut from = block.start;
        let mut text = String::new();
        for (&start, section) in self.headings.range(block.start..block.end) {
            if start < from {
                continue;
            }
            let heading_end = section.heading_end.min(block.end);
            text.push_str(&escape(self.text.slice(from, start)));
            text.push_str(&format!("**{}**", escape(self.text.slice(start, heading_end)).trim()));
            from = heading_end;
        }
        text.push_str(&escape(self.text.slice(from, block.end)));
        out.push_str(&paragraphs(&text));
    }

    fn push_table(&self, out: &mut String, table: &Table) {
        for line in table.caption.iter().chain(&table.unit) {
            out.push_str(&format!("{}\n\n", escape(self.text.span(*line))));
        }
        let row =
            |row: &Vec<dafu::wire::Span>| row.iter().map(|&cell| self.text.span(cell).to_owned()).collect();
        let rows: Vec<Vec<String>> = table.rows.iter().map(row).collect();
        if let Some((head, rows)) = rows.split_first() {
            push_rows(out, head, rows);
        }
    }
}

fn push_metadata(out: &mut String, reading: &Reading, language: Language) {
    let rows: Vec<_> = reading
        .metadata
        .iter()
        .filter(|metadata| !metadata.value.is_empty())
        .map(|metadata| vec![phrases::field(metadata.field, language).to_owned(), metadata.value.clone()])
        .collect();
    if !rows.is_empty() {
        let head = language.pick(["项目", "内容"], ["Field", "Value"]).map(str::to_owned);
        push_rows(out, &head, &rows);
    }
}

fn push_figures(out: &mut String, reading: &Reading, language: Language) {
    if reading.tables.is_empty() {
        return;
    }
    out.push_str(language.pick("## 数据\n\n", "## Figures\n\n"));
    let headings = figures::headings(&reading.sections);
    let observations: HashMap<Id, &Observation> =
        reading.observations.iter().map(|observation| (observation.id, observation)).collect();
    for table in &reading.tables {
        if let Some(heading) = table.section.as_deref().and_then(|id| headings.get(id)) {
            out.push_str(&format!("### {}\n\n", escape(heading)));
        }
        push_indicators(out, table, &observations, language);
    }
}

fn push_indicators(
    out: &mut String,
    table: &IndicatorTable,
    observations: &HashMap<Id, &Observation>,
    language: Language,
) {
    let measures = || table.columns.iter();
    let check = |row: &dafu::wire::IndicatorRow| {
        let cells = row.cells.ids().filter_map(|id| observations.get(&id));
        phrases::caveats(cells.flat_map(|o| o.caveats.iter()).collect(), language)
    };
    let checks: Vec<_> = table.rows.iter().map(check).collect();
    let to_check = checks.iter().any(|check| !check.is_empty());
    let first = language.pick("指标", "Indicator").to_owned();
    let period = language.pick("时期", "Period").to_owned();
    let heads = measures().map(|&measure| phrases::measure(measure, language).to_owned());
    let last = to_check.then(|| language.pick("请核对", "To check").to_owned());
    let head: Vec<_> = [first, period].into_iter().chain(heads).chain(last).collect();
    let row = |(row, check): (&dafu::wire::IndicatorRow, String)| {
        let cell = |id: Id| observations.get(&id).copied();
        let period = row.cells.ids().filter_map(cell).find_map(|o| o.period.as_ref());
        let period = period.map_or(String::new(), |period| period.text.to_string());
        let values = measures().map(|measure| {
            row.cells.get(*measure).and_then(cell).map_or(String::new(), |o| value(o, language))
        });
        let check = to_check.then_some(check);
        [row.label.to_string(), period].into_iter().chain(values).chain(check).collect()
    };
    push_rows(out, &head, &table.rows.iter().zip(checks).map(row).collect::<Vec<_>>());
}

/// A table; short rows are filled up, since the format asks for as many cells as the head has.
fn push_rows(out: &mut String, head: &[String], rows: &[Vec<String>]) {
    let width = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
    let mut push_row = |cells: &[String]| {
        out.push('|');
        for column in 0..width {
            let cell = cells.get(column).map_or("", String::as_str);
            out.push_str(&format!(" {} |", escape(cell).replace('|', "\\|").replace('\n', " ")));
        }
        out.push('\n');
    };
    push_row(head);
    push_row(&vec!["---".to_owned(); width]);
    rows.iter().for_each(|row| push_row(row));
    out.push('\n');
}

/// Each line as a paragraph of its own, as the text has it.
fn paragraphs(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("{}\n\n", guarded(line))).collect()
}

/// A line that Markdown would take for a list, a quotation or a heading gets a backslash at its mark.
fn guarded(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(b'#' | b'>' | b'-' | b'+' | b'=') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

/// Characters that mark up anywhere in a line get a backslash; line ends within become spaces.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
