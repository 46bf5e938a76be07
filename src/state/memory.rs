use std::collections::BTreeSet;

use super::{Marks, View};
use crate::dom;
use crate::protocol::*;
use serde::{Deserialize, Serialize};

/// Documents whose view is remembered.
const DOCUMENTS: usize = 40;
/// Where their names are kept, the latest first.
const LIST: &str = "dafu.views";

/// How a person last looked at a document. Of its text it holds nothing but what the person has chosen or typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// The document, by the SHA-256 of its file.
    #[serde(skip)]
    pub document: String,
    /// The unit at the top of the pane.
    pub unit: u32,
    /// The chosen figure.
    pub figure: Option<u32>,
    /// Folded entries of the outline.
    pub folded: BTreeSet<u32>,
    /// Which repairs are marked.
    pub marks: Marks,
    /// Whether charts are shown in place of the table.
    pub charting: bool,
    /// The query of the table; its period is [`Memory::period`].
    pub query: Query,
    /// The period's place in [`Overview::periods`].
    pub period: Option<usize>,
    /// The charset that was chosen.
    pub charset: Option<String>,
    /// The readings that were chosen.
    pub choices: Vec<Choice>,
}

impl Memory {
    /// What is worth remembering of a view.
    pub fn of(view: &View, hints: &Hints) -> Self {
        let wanted = view.query.period.as_ref();
        Self {
            document: view.overview.source.sha256.clone(),
            unit: view.here,
            figure: view.chosen.map(|(figure, _)| figure),
            folded: view.folded.clone(),
            marks: view.marks,
            charting: view.charting,
            query: Query { period: None, ..view.query.clone() },
            period: wanted
                .and_then(|wanted| view.overview.periods.iter().position(|period| period == wanted)),
            charset: hints.charset.clone(),
            choices: hints.choices.clone(),
        }
    }

    /// The query with its period.
    pub fn query(&self, overview: &Overview) -> Query {
        let period = self.period.and_then(|place| overview.periods.get(place)).cloned();
        Query { period, ..self.query.clone() }
    }

    /// How the document with this SHA-256 was last looked at.
    pub fn recall(sha256: &str) -> Option<Self> {
        let bytes = dom::recall(&name(sha256))?.chars().map(u8::try_from).collect::<Result<Vec<u8>, _>>();
        from_bytes(&bytes.ok()?)
    }

    /// Keeps it, and forgets the document that was looked at longest ago.
    pub fn keep(&self) {
        let name = name(&self.document);
        let list = dom::recall(LIST).unwrap_or_default();
        if list.split(' ').next() != Some(&*name) {
            let mut names: Vec<&str> = vec![&name];
            names.extend(list.split(' ').filter(|other| !other.is_empty() && *other != name));
            names.iter().skip(DOCUMENTS).for_each(|old| dom::forget(old));
            names.truncate(DOCUMENTS);
            dom::keep(LIST, &names.join(" "));
        }
        // The browser keeps text: here, a character for each byte.
        dom::keep(&name, &to_bytes(self).into_iter().map(char::from).collect::<String>());
    }
}

/// The number is that of the fields: where they are others, what was kept of them says nothing.
fn name(sha256: &str) -> String {
    format!("dafu.view2.{}", sha256.get(..24).unwrap_or(sha256))
}
