//! What the address says after `#`: the command line's flags, and a place in a document. Never a document's text.

use phrases::Language;

use crate::dom;

/// What the address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// `encoding`: the label of a charset to decode with; `auto` is none.
    pub encoding: Option<String>,
    /// `lang`: `zh` or `en`.
    pub language: Option<Language>,
    /// `section`: a path in the outline, such as `1.2`.
    pub section: Option<String>,
    /// `figure`: the id of an observation, such as `o17`.
    pub figure: Option<String>,
    /// `sample`: open the built-in sample.
    pub sample: bool,
}

impl Address {
    /// The page's address.
    pub fn current() -> Self {
        Self::parse(&dom::window().location().hash().unwrap_or_default())
    }

    fn parse(hash: &str) -> Self {
        let mut address = Self::default();
        for part in hash.trim_start_matches('#').split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            // Labels and paths alike are plain ASCII.
            let value = (!value.is_empty()
                && value.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:".contains(c)))
            .then(|| value.to_owned());
            match name {
                "encoding" => address.encoding = value.filter(|label| label != "auto"),
                "lang" => {
                    address.language = value.and_then(|tag| match &*tag {
                        "zh" | "zh-CN" => Some(Language::Chinese),
                        "en" => Some(Language::English),
                        _ => None,
                    });
                }
                "section" => address.section = value,
                "figure" => address.figure = value,
                "sample" => address.sample = true,
                _ => (),
            }
        }
        address
    }

    /// Where the figure stands in the list of observations.
    pub fn figure_number(&self) -> Option<u32> {
        self.figure.as_ref()?.strip_prefix('o')?.parse::<u32>().ok()?.checked_sub(1)
    }
}

/// Puts a place of the document into the address; what else it says stays.
pub fn point_to(name: &str, value: &str) {
    let hash = dom::window().location().hash().unwrap_or_default();
    let kept = hash.trim_start_matches('#').split('&').filter(|part| {
        let name = part.split_once('=').map_or(*part, |(name, _)| name);
        !part.is_empty() && name != "section" && name != "figure"
    });
    let parts: Vec<String> = kept.map(str::to_owned).chain([format!("{name}={value}")]).collect();
    if let Ok(history) = dom::window().history() {
        let _ = history.replace_state_with_url(
            &wasm_bindgen::JsValue::NULL,
            "",
            Some(&format!("#{}", parts.join("&"))),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_speaks_as_the_command_line_does() {
        let address = Address::parse("#encoding=gb18030&lang=en&section=1.2&figure=o17&sample");
        assert_eq!(address.encoding.as_deref(), Some("gb18030"));
        assert_eq!(address.language, Some(Language::English));
        assert_eq!(address.section.as_deref(), Some("1.2"));
        assert_eq!(address.figure_number(), Some(16));
        assert!(address.sample);
    }

    #[test]
    fn what_is_not_understood_is_passed_over() {
        let address = Address::parse("#encoding=auto&figure=o0&lang=fr&section=<b>&&=");
        assert_eq!(address.figure_number(), None);
        assert_eq!(Address { figure: None, ..address }, Address::default());
    }
}
