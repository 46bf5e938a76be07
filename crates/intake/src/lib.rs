//! What kind of file bytes are, and the text in them.

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
            Format::Foreign(foreign) => foreign.media_type,
        }
    }
}

/// A file that is not a text document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Its media type, such as `image/png`.
    pub media_type: &'static str,
}

/// Tells what the bytes are.
pub fn sniff(bytes: &[u8]) -> Format {
    if bytes.is_empty() { Format::Empty } else { Format::Text }
}
