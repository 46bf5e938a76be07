use std::collections::BTreeMap;
use std::rc::Rc;

use crate::protocol::*;
use crate::state::Shared;

/// What a person looks for in a document, and what has come of it.
#[derive(Clone, Default, PartialEq)]
pub struct Find {
    /// Whether that is shown.
    pub open: bool,
    /// The words as typed.
    pub words: String,
    /// Whether they were asked for as they were typed.
    pub asked: bool,
    /// The unit to look from for the nearest match.
    pub from: u32,
    /// What was found of them, once that is known.
    pub found: Option<Shared<Found>>,
    /// The matches that are there, by number.
    pub matches: BTreeMap<u32, Rc<Match>>,
    /// The match that is gone to.
    pub current: Option<u32>,
    /// Where matches are drawn near what is seen.
    pub marks: Option<Shared<Marked>>,
}

/// What changes in what a person looks for.
pub enum Looking {
    /// It is shown, with these words where there are some.
    Open(Option<String>),
    /// It is no longer shown; the words stay.
    Close,
    /// Other words.
    For(String),
    /// A match is gone to.
    To(u32),
}

impl Find {
    /// How many matches there are.
    pub fn total(&self) -> u32 {
        self.found.as_ref().map_or(0, |found| found.total)
    }

    /// The match that is gone to, once it is there.
    pub fn current(&self) -> Option<&Rc<Match>> {
        self.matches.get(&self.current?)
    }

    /// The words that the worker has yet to be asked for.
    pub fn wanted(&self) -> Option<&str> {
        let known = self.found.as_ref().is_some_and(|found| found.words == self.words);
        (self.open && !known && !self.asked && !self.words.trim().is_empty()).then_some(&*self.words)
    }

    /// What of it is seen in the text.
    pub(super) fn in_text(&self) -> Self {
        // Put in one by one: to collect a map is to sort, with a sorter of its own.
        let mut matches = BTreeMap::new();
        if let Some(current) = self.current() {
            matches.insert(current.number, current.clone());
        }
        Self { words: String::new(), asked: false, from: 0, matches, ..self.clone() }
    }

    /// The same words in a document that was read again; the match that was gone to stays.
    pub(super) fn again(self) -> Self {
        Self { open: self.open, words: self.words, from: self.from, current: self.current, ..Self::default() }
    }

    pub(super) fn change(&mut self, looking: &Looking, here: u32) {
        match looking {
            Looking::Open(words) => {
                (self.open, self.from) = (true, here);
                if let Some(words) = words {
                    (self.words, self.asked) = (words.clone(), false);
                }
            }
            Looking::Close => self.open = false,
            // What was found of the words before stays until the answer is there, so that nothing flickers.
            Looking::For(words) => (self.words, self.asked) = (words.clone(), true),
            Looking::To(number) => self.current = Some(*number),
        }
        if self.words.trim().is_empty() {
            *self = Self { current: None, ..std::mem::take(self).again() };
        }
        if let Some(current) = self.current() {
            self.from = current.place.unit;
        }
    }

    /// Takes what was found; the match to go to, if any. Answers about other words come too late.
    pub(super) fn take(&mut self, mut found: Found) -> Option<Rc<Match>> {
        if found.words != self.words {
            return None;
        }
        let again = self.found.is_none() && self.current.is_some_and(|current| current < found.total);
        if !again {
            self.current = found.nearest;
        }
        self.matches.clear();
        self.take_matches(std::mem::take(&mut found.matches));
        self.marks = Some(Shared::new(std::mem::take(&mut found.marked)));
        self.found = Some(Shared::new(found));
        self.current().filter(|_| !again).cloned()
    }

    pub(super) fn take_matches(&mut self, matches: Vec<Match>) {
        self.matches.extend(matches.into_iter().map(|found| (found.number, Rc::new(found))));
    }
}
