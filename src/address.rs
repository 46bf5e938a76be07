//! What the address says after `#`: the command line's flags, and a place in a document. Never a document's text, and words that
//! a person looks for only where that person copies a link to them.

use std::fmt;

use phrases::Language;
use wasm_bindgen::JsValue;
use web_sys::js_sys;

use crate::dom;

/// What the address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// `encoding`: the label of a charset to decode with; `auto` is none.
    pub encoding: Option<String>,
    /// `lang`: `zh` or `en`.
    pub language: Option<Language>,
    /// `sample`: open the built-in sample.
    pub sample: bool,
    /// `file`: how the SHA-256 of the document begins that the place is in; any document where it is not said.
    pub file: Option<String>,
    /// A place in that document.
    pub place: Option<Place>,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `section`: a path in the outline, such as `1.2`.
    Section(String),
    /// `figure`: the id of an observation, such as `o17`; here its place in the list.
    Figure(u32),
    /// `find`: words to look for.
    Find(String),
}

/// How many digits of a SHA-256 name a file.
const FILE: usize = 12;

impl Address {
    /// The page's address.
    pub fn current() -> Self {
        Self::parse(&dom::window().location().hash().unwrap_or_default(), decode)
    }

    /// The place that it points to in the document with this SHA-256.
    pub fn place_in(self, sha256: &str) -> Option<Place> {
        self.place.filter(|_| self.file.is_none_or(|file| sha256.starts_with(&file)))
    }

    /// The same with a place in the document with this SHA-256.
    pub fn to(self, sha256: &str, place: Place) -> Self {
        Self { file: Some(sha256.chars().take(FILE).collect()), place: Some(place), ..self }
    }

    /// Makes it the page's address.
    pub fn set(&self) {
        if let Ok(history) = dom::window().history() {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{self}")));
        }
    }

    /// The page at this address, as a link.
    pub fn link(&self) -> String {
        let page = dom::window().location().href().unwrap_or_default();
        format!("{}#{self}", page.split('#').next().unwrap_or_default())
    }

    fn parse(hash: &str, decode: fn(&str) -> Option<String>) -> Self {
        let mut address = Self::default();
        for part in hash.trim_start_matches('#').split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            // Labels, paths and ids are plain ASCII.
            let plain = (!value.is_empty()
                && value.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:".contains(c)))
            .then(|| value.to_owned());
            match name {
                "encoding" => address.encoding = plain.filter(|label| label != "auto"),
                "lang" => address.language = plain.and_then(|tag| Language::from_tag(&tag)),
                "sample" => address.sample = true,
                "file" => address.file = plain,
                "section" => address.place = plain.map(Place::Section),
                "figure" => address.place = plain.and_then(|id| figure(&id)).map(Place::Figure),
                "find" => address.place = decode(value).filter(|words| !words.is_empty()).map(Place::Find),
                _ => (),
            }
        }
        address
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let language = self.language.map(|language| language.pick("zh", "en"));
        let place = self.place.as_ref().map(|place| match place {
            Place::Section(path) => format!("section={path}"),
            Place::Figure(number) => format!("figure=o{}", number + 1),
            Place::Find(words) => format!("find={}", js_sys::encode_uri_component(words)),
        });
        let parts = [
            self.encoding.as_ref().map(|label| format!("encoding={label}")),
            language.map(|tag| format!("lang={tag}")),
            self.sample.then(|| "sample".to_owned()),
            self.file.as_ref().map(|file| format!("file={file}")),
            place,
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join("&"))
    }
}

fn figure(id: &str) -> Option<u32> {
    id.strip_prefix('o')?.parse::<u32>().ok()?.checked_sub(1)
}

fn decode(value: &str) -> Option<String> {
    js_sys::decode_uri_component(value).ok().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The browser decodes what is percent-encoded; the tests have no browser.
    fn parse(hash: &str) -> Address {
        Address::parse(hash, |value| Some(value.to_owned()))
    }

    #[test]
    fn the_address_speaks_as_the_command_line_does() {
        let address = parse("#encoding=gb18030&lang=en&figure=o17&sample");
        assert_eq!(address.encoding.as_deref(), Some("gb18030"));
        assert_eq!(address.language, Some(Language::English));
        assert_eq!(address.place, Some(Place::Figure(16)));
        assert!(address.sample);
    }

    #[test]
    fn a_place_belongs_to_its_file() {
        let address = parse("#file=0123456789ab&section=1.2");
        assert_eq!(address.clone().place_in("0123456789abcdef"), Some(Place::Section("1.2".to_owned())));
        assert_eq!(address.place_in("ba9876543210"), None);
        assert_eq!(parse("#find=旅游").place_in("any"), Some(Place::Find("旅游".to_owned())));
    }

    #[test]
    fn what_is_written_is_read_again() {
        for hash in ["lang=zh&sample", "encoding=big5&file=0123456789ab&section=1.10", "figure=o1", ""] {
            assert_eq!(parse(hash).to_string(), hash);
        }
    }

    #[test]
    fn what_is_not_understood_is_passed_over() {
        assert_eq!(parse("#encoding=auto&figure=o0&lang=fr&section=<b>&&=&find="), Address::default());
    }
}
