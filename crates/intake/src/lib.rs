//! What kind of file bytes are, and the text in them.

mod container;
mod foreign;
mod html;
mod signature;
mod text;

pub use foreign::{Family, Foreign};
pub use html::{Page, declared_charset, html};

/// What the bytes are, known by their content and never by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text, in whatever charset.
    Text,
    /// A web page, or a part of one, in whatever charset: [`html`] gives its text.
    Html,
    /// No bytes at all.
    Empty,
    /// Something that holds no text to read.
    Foreign(Foreign),
}

impl Format {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Text => "text/plain",
            Format::Html => "text/html",
            Format::Empty => "application/x-empty",
            Format::Foreign(foreign) => foreign.media_type(),
        }
    }
}

/// Tells what the bytes are.
///
/// ```
/// use intake::{Foreign, Format, sniff};
/// assert_eq!(sniff(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Format::Foreign(Foreign::Png));
/// assert_eq!(sniff("关于提案的答复".as_bytes()), Format::Text);
/// ```
pub fn sniff(bytes: &[u8]) -> Format {
    if bytes.is_empty() {
        return Format::Empty;
    }
    match signature::foreign(bytes).or_else(|| container::foreign(bytes)) {
        Some(foreign) => Format::Foreign(foreign),
        None if text::is_text(bytes) => {
            if html::is_html(bytes) {
                Format::Html
            } else {
                Format::Text
            }
        }
        None => Format::Foreign(Foreign::Binary),
    }
}
