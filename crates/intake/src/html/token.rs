//! Tags and text of HTML, as far as a page's text depends on them.
//!
//! Follows the tokenizer of the WHATWG HTML Standard (13.2.5) in what ends tags, comments and raw text. Where a quote was
//! lost, as damaged charsets lose them, a tag ends all the same.

use memchr::{memchr, memmem};

/// A piece of HTML.
pub(super) enum Token<'s> {
    /// Text with its character references.
    Text(&'s str),
    Start(Tag<'s>),
    /// An end tag, by its name as written.
    End(&'s str),
}

/// A start tag.
#[derive(Clone, Copy)]
pub(super) struct Tag<'s> {
    /// Its name as written.
    pub(super) name: &'s str,
    /// What stands between its name and its end.
    attributes: &'s str,
}

/// Elements whose content is no markup, up to their end tag.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// The tokens of `source`.
pub(super) fn tokens(source: &str) -> Tokens<'_> {
    Tokens { rest: source, raw: None, unclosed: false }
}

pub(super) struct Tokens<'s> {
    rest: &'s str,
    /// The element whose raw text begins here.
    raw: Option<&'s str>,
    /// No comment closes any more.
    unclosed: bool,
}

impl<'s> Iterator for Tokens<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        if let Some(name) = self.raw.take() {
            let text = self.take(end_of_raw(self.rest, name));
            if !text.is_empty() {
                return Some(Token::Text(text));
            }
        }
        loop {
            let text = self.take(text_len(self.rest));
            if !text.is_empty() {
                return Some(Token::Text(text));
            }
            let second = *self.rest.as_bytes().get(1)?;
            if second == b'!' || second == b'?' {
                let len = self.declaration_len();
                self.take(len);
                continue;
            }
            let tag = self.take(tag_len(self.rest));
            let inner = tag.trim_start_matches(['<', '/']).strip_suffix('>');
            // A tag that the end of the file cuts is no tag, and no text either.
            let Some(inner) = inner else { continue };
            let name = &inner[..name_len(inner)];
            if second == b'/' {
                return Some(Token::End(name));
            }
            self.raw = RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)).then_some(name);
            return Some(Token::Start(Tag { name, attributes: &inner[name.len()..] }));
        }
    }
}

impl<'s> Tokens<'s> {
    fn take(&mut self, len: usize) -> &'s str {
        let (head, tail) = self.rest.split_at(len);
        self.rest = tail;
        head
    }

    /// Length of the comment, doctype or processing instruction that begins the rest. Of a comment that is never closed
    /// only its sign is one: it would hide all that follows in a file that was cut or damaged.
    fn declaration_len(&mut self) -> usize {
        const OPEN: &str = "<!--";
        if !self.rest.starts_with(OPEN) {
            return memchr(b'>', self.rest.as_bytes()).map_or(self.rest.len(), |end| end + 1);
        }
        let close = (!self.unclosed).then(|| memmem::find(&self.rest.as_bytes()[2..], b"-->")).flatten();
        self.unclosed = close.is_none();
        close.map_or(OPEN.len(), |at| 2 + at + "-->".len())
    }
}

impl<'s> Tag<'s> {
    /// The value of an attribute, its character references as written; empty where it has none.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&'s str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/' || c == '=');
            let len = rest.find(|c: char| c.is_ascii_whitespace() || "/=".contains(c)).unwrap_or(rest.len());
            if len == 0 {
                return None;
            }
            let (name, after) = rest.split_at(len);
            let value = after.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start);
            let (value, after) = value.map_or(("", after), split_value);
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// The value that `text` begins with, without its quotes, and what follows it.
fn split_value(text: &str) -> (&str, &str) {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        return text[1..].split_once(quote).unwrap_or((&text[1..], ""));
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len()))
}

/// Length of the text before the next tag: a `<` that no letter, `/`, `!` or `?` follows is text.
fn text_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr(b'<', &bytes[from..]).map(|at| from + at) {
        match (bytes.get(at + 1), bytes.get(at + 2)) {
            (Some(b'/'), Some(c)) if c.is_ascii_alphabetic() => return at,
            (Some(c), _) if c.is_ascii_alphabetic() || *c == b'!' || *c == b'?' => return at,
            _ => from = at + 1,
        }
    }
    rest.len()
}

/// Length of the tag that begins `rest`, up to the `>` that stands in no quoted value.
fn tag_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    let mut before = b'<';
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return at + 1,
            b'"' | b'\'' if before == b'=' => {
                let close = memchr(byte, &bytes[at + 1..]).map(|len| at + 1 + len);
                let value = &bytes[at + 1..close.unwrap_or(bytes.len())];
                // A quote right behind = opens a value: the one that closed this was lost.
                let lost = close.is_none() || value.ends_with(b"=");
                match memchr(b'>', value).filter(|_| lost) {
                    Some(end) => return at + 1 + end + 1,
                    None => at = close.unwrap_or(bytes.len()),
                }
                before = byte;
            }
            _ if byte.is_ascii_whitespace() => {}
            _ => before = byte,
        }
        at += 1;
    }
    rest.len()
}

fn name_len(inner: &str) -> usize {
    inner.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(inner.len())
}

/// Where the end tag of the raw text `name` begins; the end of `rest` if there is none.
fn end_of_raw(rest: &str, name: &str) -> usize {
    let ends = |&at: &usize| {
        let after = &rest.as_bytes()[at + 2..];
        after.len() > name.len()
            && after[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            && !after[name.len()].is_ascii_alphanumeric()
    };
    memmem::find_iter(rest.as_bytes(), "</").find(ends).unwrap_or(rest.len())
}
