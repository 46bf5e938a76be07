//! What kind of file bytes are, and the text in them.

mod container;
mod foreign;
mod signature;
mod text;

pub use foreign::{Family, Foreign};

/// What the bytes are, known by their content and never by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text, in whatever charset.
    Text,
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
        None if text::is_text(bytes) => Format::Text,
        None => Format::Foreign(Foreign::Binary),
    }
}
