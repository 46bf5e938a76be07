//! Tables: rows become lines of cells parted by TAB, tables that only place parts of the page become those parts.

use super::flow::{Flow, Line};

/// Cells that span more columns or rows than this do so by mistake.
const WIDEST: usize = 40;
/// The longest text of several lines that is one cell of a row, in bytes.
const LONGEST: usize = 600;

/// A table that is being read.
#[derive(Default)]
pub(super) struct Table {
    /// What stands around it.
    outside: Flow,
    /// Its rows so far, and what stood between them.
    done: Vec<Line>,
    /// The cells of the row being read.
    row: Vec<Cell>,
    /// The span of the cell being read; `None` between cells.
    open: Option<Extent>,
    /// For each column, how many rows below a cell of a row above still covers.
    covered: Vec<usize>,
}

/// How many columns and rows a cell covers.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    pub(super) columns: usize,
    pub(super) rows: usize,
}

struct Cell {
    lines: Vec<Line>,
    extent: Extent,
}

impl Cell {
    fn new(mut lines: Vec<Line>, extent: Extent) -> Self {
        let filled = lines.iter().rposition(|line| !line.is_blank()).map_or(0, |last| last + 1);
        lines.truncate(filled);
        Self { lines, extent }
    }
}

impl Extent {
    pub(super) fn new(columns: Option<&str>, rows: Option<&str>) -> Self {
        let count = |value: Option<&str>| value.and_then(|v| v.trim().parse::<usize>().ok()).unwrap_or(1);
        // Zero rows mean all that remain.
        let rows = match count(rows) {
            0 => WIDEST,
            rows => rows.min(WIDEST),
        };
        Self { columns: count(columns).clamp(1, WIDEST), rows }
    }
}

impl Table {
    /// A table that stands in `outside`.
    pub(super) fn within(outside: Flow) -> Self {
        Self { outside, ..Self::default() }
    }

    /// Begins a cell; what was read before it is in `flow`.
    pub(super) fn begin_cell(&mut self, flow: &mut Flow, extent: Extent) {
        self.end_cell(flow);
        self.open = Some(extent);
    }

    /// Ends the cell whose text is in `flow`.
    pub(super) fn end_cell(&mut self, flow: &mut Flow) {
        let lines = std::mem::take(flow).finish();
        match self.open.take() {
            Some(extent) => self.row.push(Cell::new(lines, extent)),
            None => self.done.extend(lines),
        }
    }

    /// Ends the row.
    pub(super) fn end_row(&mut self, flow: &mut Flow) {
        self.end_cell(flow);
        let cells = std::mem::take(&mut self.row);
        if cells.is_empty() {
            return;
        }
        if is_row(&cells) {
            let line = self.row_of(cells);
            self.done.extend((!line.text.trim().is_empty()).then_some(line));
        } else {
            self.covered.clear();
            self.done.extend(cells.into_iter().flat_map(|cell| cell.lines));
        }
    }

    /// What the table leaves on the page, and what stands around it.
    pub(super) fn end(mut self, flow: &mut Flow) -> Flow {
        self.end_row(flow);
        let mut outside = self.outside;
        outside.extend(self.done);
        outside
    }

    /// The line of a row: its cells parted by TAB, an empty one where a cell of its own or of a row above goes on.
    fn row_of(&mut self, cells: Vec<Cell>) -> Line {
        let mut row = Line::row();
        let mut column = 0;
        for cell in cells {
            self.skip_covered(&mut row, &mut column);
            for (index, line) in cell.lines.iter().filter(|line| !line.is_blank()).enumerate() {
                row.append(if index > 0 { " " } else { "" }, line);
            }
            for _ in 0..cell.extent.columns {
                self.cover(column, cell.extent.rows - 1);
                row.text.push('\t');
                column += 1;
            }
        }
        self.skip_covered(&mut row, &mut column);
        row.text.pop();
        row
    }

    fn skip_covered(&mut self, row: &mut Line, column: &mut usize) {
        while let Some(rows) = self.covered.get_mut(*column).filter(|rows| **rows > 0) {
            *rows -= 1;
            row.text.push('\t');
            *column += 1;
        }
    }

    fn cover(&mut self, column: usize, rows: usize) {
        if rows > 0 && column < 10 * WIDEST {
            self.covered.resize(self.covered.len().max(column + 1), 0);
            self.covered[column] = rows;
        }
    }
}

/// Whether cells are a row of data, and not columns that place parts of the page side by side.
fn is_row(cells: &[Cell]) -> bool {
    let short = |cell: &Cell| cell.lines.iter().map(|line| line.text.len()).sum::<usize>() <= LONGEST;
    let filled = cells.iter().filter(|cell| !cell.lines.is_empty()).count();
    let fits = |cell: &Cell| short(cell) || cell.lines.len() == 1 && filled >= 2;
    let rows = |cell: &Cell| cell.lines.iter().any(|line| line.row);
    cells.len() >= 2 && cells.iter().all(|cell| fits(cell) && !rows(cell))
}
