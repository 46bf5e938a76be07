//! All of a document at once, for printing.

use super::opened::Opened;
use crate::protocol::*;

/// Code points of the text that are printed at most: some 300 pages.
const TEXT: u32 = 300_000;
/// Lines of the table that are printed at most.
const TABLE: u32 = 3_000;

impl Opened {
    /// What is printed of a document.
    pub fn report(&mut self) -> Report {
        let fits = self.units.partition_point(|unit| unit.end <= TEXT).max(1) as u32;
        let printed = self.units.get(fits as usize - 1).map_or(0, |unit| unit.end);
        let length = self.units.last().map_or(0, |unit| unit.end);
        let Lines { lines, total, .. } = self.lines(&Query::default(), 0..TABLE);
        Report {
            units: self.units(0..fits),
            text_left_out: length - printed,
            lines_left_out: total - lines.len() as u32,
            lines,
            charts: self.charts(),
        }
    }
}
