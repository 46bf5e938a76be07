use crate::Span;

/// Something the reader of the document should know. Its words for people are chosen elsewhere, in their language.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What it says.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What it is about; `None` for the whole document.
    pub span: Option<Span>,
    /// Values for its sentence, by name.
    pub args: Vec<(&'static str, String)>,
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Something may be wrong or missing.
    Warning,
    /// Something could not be read.
    Error,
}

/// What a diagnostic of the document says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// Nothing in the text looks like a reply; it is shown as text. No arguments.
    NotAReply,
    /// A date in a form that gives no day of the calendar; kept as written. `value`.
    DateUnclear,
    /// A page's furniture was left out of the reading. `count`: lines.
    FurnitureLeftOut,
    /// A figure rests on a character that could not be restored, so it gives no number. `value`.
    FigureUnresolved,
}
