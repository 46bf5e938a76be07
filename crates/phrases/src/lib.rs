//! What Dafu says to people, in Chinese and English.
//!
//! The core gives codes; the page and the command line take their sentences from here, so that both say the same. A
//! message that one language lacks does not compile.

/// A language people read Dafu in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// 中文.
    #[default]
    Chinese,
    /// English.
    English,
}
