//! The text of a web page as a browser shows it.
//!
//! A reply is most often saved as a page. [`html`] gives its text in reading order, a line for each block, rows of
//! tables as cells parted by TAB. Scripts, styles, comments and hidden elements are not shown, so they are left out;
//! what the page itself marks as navigation stays in the text and is told by its line.
//!
//! No library: a tokenizer with the 2,231 named characters of the HTML Standard (html5gum 0.9) takes 35 KB of the page's
//! worker, this 12 KB, and forgives lost quotes, which that must not.

mod charset;
mod flow;
mod reference;
mod table;
mod token;

pub use charset::declared_charset;

use flow::{Flow, Line};
use std::ops::Range;
use table::{Extent, Table};
use token::{Tag, Token};

/// The text of a web page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its blocks, each a line that ends with LF; cells of a row are parted by TAB.
    pub text: String,
    /// The lines that belong to the page and not to its document: navigation, lists of links. Counted from 0, in order.
    pub furniture: Vec<usize>,
}

/// Reads the text of a page.
///
/// ```
/// let page = intake::html("<table><tr><td>文号<td>甲函〔2020〕1号</table><p>第一&ldquo;段&rdquo;<p>第二段");
/// assert_eq!(page.text, "文号\t甲函〔2020〕1号\n第一“段”\n第二段\n");
/// ```
pub fn html(source: &str) -> Page {
    let mut reader = Reader::default();
    for token in token::tokens(source) {
        match token {
            Token::Text(text) => reader.text(text),
            Token::Start(tag) => reader.start(tag),
            Token::End(name) => reader.end(&name.to_ascii_lowercase()),
        }
    }
    page(&reader.finish())
}

/// Whether bytes begin as HTML does: with a doctype, or with one of the elements that pages and their parts begin with.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
    const BEGINNINGS: &[&str] = &[
        "!doctype html",
        "html",
        "body",
        "meta",
        "link",
        "title",
        "script",
        "style",
        "div",
        "table",
        "p",
        "span",
        "h1",
        "h2",
        "h3",
        "center",
        "font",
        "section",
        "article",
        "main",
        "header",
        "nav",
        "ul",
        "ol",
        "form",
        "br",
        "a",
        "b",
        "strong",
        "base",
        "iframe",
        "tbody",
        "tr",
        "td",
    ];
    // UTF-16 has a zero beside each letter.
    let letters: Vec<u8> = bytes.iter().copied().filter(|&byte| byte != 0).take(4096).collect();
    let mut rest = letters.trim_ascii_start();
    rest = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"]
        .iter()
        .find_map(|mark| rest.strip_prefix(*mark))
        .unwrap_or(rest);
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = match rest {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            _ => break,
        };
        match memchr::memmem::find(rest, end) {
            Some(at) => rest = &rest[at + end.len()..],
            None => return false,
        }
    }
    let Some(tag) = rest.strip_prefix(b"<") else { return false };
    BEGINNINGS.iter().any(|name| {
        tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
            && tag
                .get(name.len())
                .is_some_and(|after| after.is_ascii_whitespace() || matches!(after, b'>' | b'/'))
    })
}

/// Lists and tables that stand in each other deeper than this are read as if they did not.
const DEEPEST: usize = 24;

/// Elements that are not shown, or hold nothing to read.
const UNSHOWN: &[&str] = &[
    "script", "style", "template", "noscript", "iframe", "object", "svg", "canvas", "select", "textarea",
    "datalist", "audio", "video", "map", "noembed", "noframes", "title", "rp",
];

/// Elements that hold what is the page's own.
const OWN: &[&str] = &["nav", "footer", "aside"];

/// Elements that end a line before and behind them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
];

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that one of their own name closes.
const CLOSED_BY_NEXT: &[&str] = &["p", "option", "dt", "dd"];

/// An element that is open, and how many of its name stand open in it.
struct Open {
    name: String,
    depth: usize,
}

#[derive(Default)]
struct Reader {
    flow: Flow,
    tables: Vec<Table>,
    /// Tables in the deepest that is kept apart.
    deeper: usize,
    /// The element that is not shown.
    hidden: Option<Open>,
    /// The element that is the page's own.
    own: Option<Open>,
    /// For each open list, the number of its next item, where items are numbered.
    lists: Vec<Option<u32>>,
    linked: bool,
    preformatted: usize,
}

impl Reader {
    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        let text = reference::resolve(text);
        match self.preformatted {
            0 => self.flow.text(&text, self.linked),
            _ => self.flow.preformatted(&text, self.linked),
        }
        self.mark_own();
    }

    fn mark_own(&mut self) {
        if self.own.is_some() && !self.flow.is_at_start() {
            self.flow.own();
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        let name = name.as_str();
        if let Some(hidden) = &mut self.hidden {
            if hidden.name != name {
                return;
            }
            if !CLOSED_BY_NEXT.contains(&name) {
                hidden.depth += 1;
                return;
            }
            self.hidden = None;
        }
        let is_void = VOID.contains(&name);
        if !is_void && (UNSHOWN.contains(&name) || is_hidden(&tag)) {
            self.hidden = Some(Open { name: name.to_owned(), depth: 0 });
            return;
        }
        match &mut self.own {
            Some(own) if own.name == name => own.depth += 1,
            None if OWN.contains(&name) => self.own = Some(Open { name: name.to_owned(), depth: 0 }),
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.flow.end_line(false);
        }
        match name {
            "br" => self.flow.end_line(true),
            "a" if tag.attribute("href").is_some() => {
                self.linked = true;
                self.flow.link();
            }
            "pre" => self.preformatted += 1,
            "ul" | "ol" | "menu" | "dir" if self.lists.len() < DEEPEST => {
                let first = || tag.attribute("start").and_then(|v| v.trim().parse().ok()).unwrap_or(1);
                let counts = name == "ol" && tag.attribute("type").is_none_or(|kind| kind == "1");
                self.lists.push(counts.then(first));
            }
            "li" => self.number(),
            "table" => self.begin_table(),
            "tr" => self.in_table(Table::end_row),
            "td" | "th" => {
                let extent = Extent::new(tag.attribute("colspan"), tag.attribute("rowspan"));
                self.in_table(|table, flow| table.begin_cell(flow, extent));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(hidden) = &mut self.hidden {
            // What hides a paragraph, and is never closed, hides no more than what it stands in.
            let around = CLOSED_BY_NEXT.contains(&hidden.name.as_str())
                && matches!(name, "div" | "td" | "body" | "ul" | "table");
            if hidden.name == name || around {
                match hidden.depth.checked_sub(1) {
                    Some(depth) => hidden.depth = depth,
                    None => self.hidden = None,
                }
            }
            return;
        }
        if BLOCKS.contains(&name) {
            self.flow.end_line(false);
        }
        match name {
            "a" => self.linked = false,
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "ul" | "ol" | "menu" | "dir" => {
                self.lists.pop();
            }
            "table" => self.end_table(),
            "tr" => self.in_table(Table::end_row),
            "td" | "th" => self.in_table(Table::end_cell),
            _ => {}
        }
        if let Some(own) = self.own.as_mut().filter(|own| own.name == name) {
            match own.depth.checked_sub(1) {
                Some(depth) => own.depth = depth,
                None => self.own = None,
            }
        }
    }

    /// Writes the number that a browser shows before an item.
    fn number(&mut self) {
        if let Some(Some(next)) = self.lists.last_mut() {
            self.flow.text(&format!("{next}. "), false);
            *next = next.saturating_add(1);
        }
    }

    fn begin_table(&mut self) {
        self.linked = false;
        if self.tables.len() == DEEPEST {
            self.deeper += 1;
            return;
        }
        self.flow.end_line(false);
        let outside = std::mem::take(&mut self.flow);
        self.tables.push(Table::within(outside));
    }

    fn end_table(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if let Some(table) = self.tables.pop() {
            self.flow = table.end(&mut self.flow);
        }
    }

    /// Does what a tag means for the innermost table; outside of one, and in one too deep, it ends a line.
    fn in_table(&mut self, change: impl FnOnce(&mut Table, &mut Flow)) {
        match self.tables.last_mut() {
            Some(table) if self.deeper == 0 => change(table, &mut self.flow),
            _ => self.flow.end_line(false),
        }
    }

    fn finish(mut self) -> Vec<Line> {
        while let Some(table) = self.tables.pop() {
            self.flow = table.end(&mut self.flow);
        }
        self.flow.finish()
    }
}

/// Whether an element says of itself that it is not shown.
fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.attribute("hidden").is_some()
        || tag.attribute("style").is_some_and(|style| {
            let style: String =
                style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// The text of the lines, and which of them are the page's own.
fn page(lines: &[Line]) -> Page {
    let mut text = String::new();
    for line in lines {
        text.push_str(line.text.trim_matches([' ', '\n']));
        text.push('\n');
    }
    let mut own: Vec<bool> = lines.iter().map(|line| line.own || line.is_menu()).collect();
    menus(lines).for_each(|menu| own[menu].fill(true));
    Page { text, furniture: (0..lines.len()).filter(|&line| own[line]).collect() }
}

/// Menus and lists of other pages: lines in a row that are nothing but links.
fn menus(lines: &[Line]) -> impl Iterator<Item = Range<usize>> {
    const FEWEST: usize = 3;
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < lines.len() {
            let start = at;
            let run = lines[start..].iter().take_while(|line| line.is_link() || line.is_blank());
            at += run.count().max(1);
            let links = lines[start..at].iter().filter(|line| line.is_link()).count();
            if links >= FEWEST {
                return Some(start..at);
            }
        }
        None
    })
}
