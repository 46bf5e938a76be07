//! The indicator table: filtered, ordered, and given out by range.

use std::cmp::Ordering;
use std::ops::Range;

use dafu::Finder;
use dafu::wire::{self, Direction};
use web_sys::js_sys;

use super::opened::Opened;
use crate::protocol::*;

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum LineAt {
    Section { section: Option<u32>, rows: u32 },
    Row(u32),
}

impl LineAt {
    pub(super) fn row(self) -> Option<u32> {
        match self {
            LineAt::Row(row) => Some(row),
            LineAt::Section { .. } => None,
        }
    }
}

impl Opened {
    /// Lines of the table under a query.
    pub fn lines(&mut self, query: &Query, range: Range<u32>) -> Lines {
        self.ordered(query);
        let lines = self.shown.as_ref().map_or(&[][..], |(_, lines)| lines);
        let end = (range.end as usize).min(lines.len());
        let from = (range.start as usize).min(end);
        Lines {
            query: query.clone(),
            total: lines.len() as u32,
            rows: lines.iter().filter(|line| line.row().is_some()).count() as u32,
            from: from as u32,
            lines: lines[from..end].iter().map(|line| self.line(*line)).collect(),
        }
    }

    /// The rows among these lines under a query, among all where none is named, as tab-separated values with heads; and how
    /// many they are. A value stands in its own unit.
    pub fn tsv(
        &mut self,
        query: &Query,
        lines: &[u32],
        heads: &[String],
        measures: &[wire::Measure],
    ) -> (String, u32) {
        let shown = self.ordered(query);
        let rows: Vec<u32> = match lines {
            [] => shown.iter().filter_map(|line| line.row()).collect(),
            _ => lines.iter().filter_map(|&line| shown.get(line as usize)?.row()).collect(),
        };
        let mut tsv = heads.join("\t");
        for &row in &rows {
            let Row { label, period, cells, .. } = self.row(row);
            tsv.push('\n');
            tsv.push_str(&cell(&label));
            tsv.push('\t');
            tsv.push_str(&cell(period.as_deref().unwrap_or_default()));
            for &measure in measures {
                let value = cells.iter().find(|c| c.measure == measure).map(|c| &c.value);
                tsv.push('\t');
                tsv.push_str(&value.map(plain).unwrap_or_default());
                tsv.push('\t');
                tsv.push_str(&cell(value.map_or("", |v| &v.unit)));
            }
        }
        (tsv, rows.len() as u32)
    }

    fn line(&self, line: LineAt) -> Line {
        match line {
            LineAt::Section { section, rows } => Line::Section { section, rows },
            LineAt::Row(row) => Line::Row(self.row(row)),
        }
    }

    /// The lines under a query; computed once for each query in turn.
    pub(super) fn ordered(&mut self, query: &Query) -> &[LineAt] {
        if self.shown.as_ref().is_none_or(|(shown, _)| shown != query) {
            let lines = self.order(query);
            self.shown = Some((query.clone(), lines));
        }
        self.shown.as_ref().map_or(&[], |(_, lines)| lines)
    }

    fn order(&self, query: &Query) -> Vec<LineAt> {
        let words = Finder::new(&query.text);
        let kept: Vec<u32> =
            (0..self.rows.len() as u32).filter(|&row| self.keeps(query, words.as_ref(), row)).collect();
        match query.sort {
            Some(sort) => {
                let mut keyed: Vec<(Key<'_>, u32)> =
                    kept.into_iter().map(|row| (self.key(row, sort.by), row)).collect();
                order::by(&mut keyed, |(a, _), (b, _)| a.compare(b, sort.descending));
                keyed.into_iter().map(|(_, row)| LineAt::Row(row)).collect()
            }
            None => kept
                .chunk_by(|&a, &b| self.rows[a as usize].0 == self.rows[b as usize].0)
                .flat_map(|rows| {
                    let section = self.section_of_row(rows[0]);
                    let head = LineAt::Section { section, rows: rows.len() as u32 };
                    std::iter::once(head).chain(rows.iter().map(|&row| LineAt::Row(row)))
                })
                .collect(),
        }
    }

    fn keeps(&self, query: &Query, words: Option<&Finder>, row: u32) -> bool {
        let section = self.section_of_row(row);
        let period = self.figures_of_row(row).find_map(|(_, o)| o.period.as_ref()).map(|p| &*p.text);
        let within = |wanted: u32| {
            let below = self.outline.get(wanted as usize).map_or(0, |at| at.entry.below);
            section.is_some_and(|s| (wanted..=wanted + below).contains(&s))
        };
        query.measure.is_none_or(|measure| self.wire_row(row).cells.get(measure).is_some())
            && query.period.as_deref().is_none_or(|wanted| period == Some(wanted))
            && query.section.is_none_or(within)
            && words.is_none_or(|words| {
                let has = |text: &str| words.find(text).next().is_some();
                has(&self.wire_row(row).label)
                    || period.is_some_and(has)
                    || section.is_some_and(|s| has(&self.outline[s as usize].entry.title))
            })
    }

    fn key(&self, row: u32, by: Column) -> Key<'_> {
        match by {
            Column::Label => Key::Words(&self.wire_row(row).label),
            Column::Period => {
                let period = self.figures_of_row(row).find_map(|(_, o)| o.period.as_ref());
                period.map_or(Key::Nothing, |p| Key::Words(p.start.as_deref().unwrap_or(&p.text)))
            }
            Column::Measure(measure) => {
                let figure = self.figures_of_row(row).find(|(_, o)| o.measure == measure);
                figure.map_or(Key::Nothing, |(_, o)| Key::Number(signed(o)))
            }
        }
    }

    fn row(&self, row: u32) -> Row {
        let cell = |(figure, o): (u32, &wire::Observation)| Cell {
            figure,
            sentence: self.sentence_of[figure as usize],
            measure: o.measure,
            value: Value::from(o),
            basis: o.basis.clone(),
            caveats: o.caveats,
        };
        Row {
            row,
            label: self.wire_row(row).label.clone(),
            period: self.figures_of_row(row).find_map(|(_, o)| o.period.as_ref()).map(|p| p.text.clone()),
            section: self.section_of_row(row),
            cells: self.figures_of_row(row).map(cell).collect(),
        }
    }

    fn wire_row(&self, row: u32) -> &wire::IndicatorRow {
        let (table, row) = self.rows[row as usize];
        &self.reading.tables[table as usize].rows[row as usize]
    }

    fn section_of_row(&self, row: u32) -> Option<u32> {
        self.sections[self.rows[row as usize].0 as usize]
    }

    fn figures_of_row(&self, row: u32) -> impl Iterator<Item = (u32, &wire::Observation)> {
        let ids = self.wire_row(row).cells.ids();
        ids.filter_map(|id| self.figure_of(id))
            .map(|figure| (figure, &self.reading.observations[figure as usize]))
    }
}

/// What rows are ordered by. Rows that have nothing there stand last, whichever the direction.
enum Key<'a> {
    Nothing,
    Number(f64),
    Words(&'a str),
}

impl Key<'_> {
    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let order = match (self, other) {
            (Key::Nothing, Key::Nothing) => return Ordering::Equal,
            (Key::Nothing, _) => return Ordering::Greater,
            (_, Key::Nothing) => return Ordering::Less,
            (Key::Number(a), Key::Number(b)) => a.total_cmp(b),
            (Key::Words(a), Key::Words(b)) => a.cmp(b),
            (Key::Number(_), Key::Words(_)) => Ordering::Less,
            (Key::Words(_), Key::Number(_)) => Ordering::Greater,
        };
        if descending { order.reverse() } else { order }
    }
}

/// A value in its base unit, where it has one, and negative where it went down.
fn signed(observation: &wire::Observation) -> f64 {
    let number = observation.si.as_ref().map_or(observation.number, |si| si.number);
    if observation.direction == Some(Direction::Down) { -number } else { number }
}

/// A value as a spreadsheet reads it: negative where it went down; a range is text.
fn plain(value: &Value) -> String {
    let sign = if value.direction == Some(Direction::Down) { -1.0 } else { 1.0 };
    // By the browser: the library's way would come with all its tables.
    let written = |number: f64| {
        js_sys::Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
    };
    let number = written(value.number * sign);
    value.upper.map_or(number.clone(), |upper| format!("{number}–{}", written(upper)))
}

/// Text that stays in its cell, and that a spreadsheet does not take for a formula.
fn cell(text: &str) -> String {
    let text = text.replace(['\t', '\n', '\r'], " ");
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}
