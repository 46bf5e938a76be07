//! Text as it flows into lines, one for each block.

/// A line of the page, or of a cell.
#[derive(Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// How many links it holds.
    links: usize,
    /// How many of its bytes stand in links, figures and signs aside.
    linked: usize,
    /// How many do not.
    plain: usize,
    /// Whether it stands in a part that the page marks as its own.
    pub(super) own: bool,
    /// Whether it is a row of a table.
    pub(super) row: bool,
}

/// Lines that are being written.
#[derive(Default)]
pub(super) struct Flow {
    lines: Vec<Line>,
    line: Line,
    /// White space that is written if more text comes on this line.
    space: Option<&'static str>,
}

impl Line {
    /// A row of a table without cells yet.
    pub(super) fn row() -> Self {
        Self { row: true, ..Self::default() }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it is nothing but links; dates and bullets beside them do not count.
    pub(super) fn is_link(&self) -> bool {
        let files = [".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".zip", ".rar", ".ofd"];
        self.linked > 0
            && self.plain == 0
            && self.text.len() <= 240
            && !self.text.starts_with("附")
            && !files.iter().any(|end| self.text.trim_end().ends_with(end))
    }

    /// Whether most of it is links, several of them: 首页 | 政务公开 | 互动交流.
    pub(super) fn is_menu(&self) -> bool {
        self.links >= 3
            && self.linked > 2 * self.plain
            && self.text.len() <= 40 * self.links
            && !self.text.contains('。')
    }

    /// Adds another line behind a separator.
    pub(super) fn append(&mut self, separator: &str, other: &Line) {
        self.text.push_str(separator);
        self.text.push_str(&other.text);
        self.links += other.links;
        self.linked += other.linked;
        self.plain += other.plain;
        self.own |= other.own;
    }
}

impl Flow {
    /// Adds text with its white space as HTML shows it: runs are one space, none where a line of the source ends beside
    /// Chinese.
    pub(super) fn text(&mut self, text: &str, linked: bool) {
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(is_space);
            let gap = &rest[..rest.len() - word.len()];
            if !gap.is_empty() {
                let breaks = gap.contains(['\n', '\r']);
                self.space = Some(if breaks && self.space.is_none() { "\n" } else { " " });
            }
            let (word, after) = word.split_at(word.find(is_space).unwrap_or(word.len()));
            self.word(word, linked);
            rest = after;
        }
    }

    fn word(&mut self, word: &str, linked: bool) {
        let Some(first) = word.chars().next() else { return };
        if let Some(space) = self.space.take()
            && let Some(last) = self.line.text.chars().next_back()
            && (space == " " || last.is_ascii() && first.is_ascii())
        {
            self.line.text.push(' ');
        }
        self.count(word, linked);
        self.line.text.push_str(word);
    }

    /// Adds text whose white space is kept, line ends as ends of lines.
    pub(super) fn preformatted(&mut self, text: &str, linked: bool) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_line(true);
            }
            self.count(line, linked);
            self.line.text.push_str(line.trim_end_matches('\r'));
        }
    }

    fn count(&mut self, text: &str, linked: bool) {
        let letters = text.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        *if linked { &mut self.line.linked } else { &mut self.line.plain } += letters;
    }

    /// Counts a link that begins here.
    pub(super) fn link(&mut self) {
        self.line.links += 1;
    }

    /// Marks the line as the page's own.
    pub(super) fn own(&mut self) {
        self.line.own = true;
    }

    /// Whether nothing stands on the line yet.
    pub(super) fn is_at_start(&self) -> bool {
        self.line.is_blank()
    }

    /// Ends the line; a blank one is kept if `blank` says so.
    pub(super) fn end_line(&mut self, blank: bool) {
        self.space = None;
        let line = std::mem::take(&mut self.line);
        if blank || !line.is_blank() {
            self.lines.push(line);
        }
    }

    /// Adds lines that are complete.
    pub(super) fn extend(&mut self, lines: impl IntoIterator<Item = Line>) {
        self.end_line(false);
        self.lines.extend(lines);
    }

    /// The lines, the last of them ended.
    pub(super) fn finish(mut self) -> Vec<Line> {
        self.end_line(false);
        self.lines
    }
}

/// White space that HTML collapses; U+00A0 and U+3000 are none.
fn is_space(c: char) -> bool {
    c.is_ascii_whitespace()
}
