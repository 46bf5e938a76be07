//! What Dafu says to people, in Chinese and English.
//!
//! The core gives codes; the page and the command line take their sentences from here, so that both say the same. A
//! message that one language lacks does not compile.
//!
//! ```
//! use dafu::wire::Field;
//! use phrases::{Language, field};
//! assert_eq!(field(Field::IssuingOrgan, Language::Chinese), "发文机关");
//! ```

mod caveats;
mod diagnostics;
mod files;
mod names;

pub use caveats::{Part, caveats};
pub use diagnostics::diagnostic;
pub use files::{advice, foreign};
pub use names::{
    block_kind, caveat, charset, damage, direction, document_kind, field, how, measure, observation_source,
    part, qualifier, repair_kind, severity, stage, status,
};

/// A language people read Dafu in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// 中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// All languages.
    pub const ALL: &[Language] = &[Language::Chinese, Language::English];

    /// The language of a tag such as `zh-CN`, `en` or `zh_CN.UTF-8`; `None` for any other language.
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        let is = |name: &str| primary.eq_ignore_ascii_case(name);
        if is("zh") {
            Some(Language::Chinese)
        } else if is("en") {
            Some(Language::English)
        } else {
            None
        }
    }

    /// Its tag (BCP 47), for an attribute `lang`.
    pub fn tag(self) -> &'static str {
        self.pick("zh-CN", "en")
    }

    /// The one of two that is in this language.
    pub fn pick<T>(self, chinese: T, english: T) -> T {
        match self {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_browsers_and_of_locales_are_read() {
        assert_eq!(Language::from_tag("zh-Hant-HK"), Some(Language::Chinese));
        assert_eq!(Language::from_tag("zh_CN.UTF-8"), Some(Language::Chinese));
        assert_eq!(Language::from_tag("EN"), Some(Language::English));
        assert_eq!(Language::from_tag("C.UTF-8"), None);
        assert_eq!(Language::from_tag(""), None);
    }
}
