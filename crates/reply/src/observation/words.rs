//! Word lists that are matched at the beginning or at the end of a text, the longest word first.

use std::collections::HashMap;

/// Words with what they mean, found by their first or their last character.
pub(super) struct Words<T: 'static> {
    by_first: HashMap<char, Vec<(&'static str, T)>>,
    by_last: HashMap<char, Vec<(&'static str, T)>>,
}

impl<T: Copy> Words<T> {
    /// From lines of words with a common meaning; the words of a line are separated by spaces.
    pub(super) fn new(lines: &[(&'static str, T)]) -> Self {
        let mut words = Self { by_first: HashMap::new(), by_last: HashMap::new() };
        for &(line, meaning) in lines {
            for word in line.split(' ').filter(|word| !word.is_empty()) {
                let (first, last) = (word.chars().next(), word.chars().next_back());
                words.by_first.entry(first.unwrap_or_default()).or_default().push((word, meaning));
                words.by_last.entry(last.unwrap_or_default()).or_default().push((word, meaning));
            }
        }
        for list in words.by_first.values_mut().chain(words.by_last.values_mut()) {
            list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        words
    }

    /// The longest word that `text` begins with.
    pub(super) fn prefix(&self, text: &str) -> Option<(&'static str, T)> {
        let list = self.by_first.get(&text.chars().next()?)?;
        list.iter().find(|(word, _)| text.starts_with(word)).copied()
    }

    /// The longest word that `text` ends with.
    pub(super) fn suffix(&self, text: &str) -> Option<(&'static str, T)> {
        let list = self.by_last.get(&text.chars().next_back()?)?;
        list.iter().find(|(word, _)| text.ends_with(word)).copied()
    }

    /// The first place in `text` where a word stands, not at its beginning.
    pub(super) fn find_inside(&self, text: &str) -> Option<(usize, &'static str, T)> {
        text.char_indices()
            .skip(1)
            .find_map(|(at, _)| self.prefix(&text[at..]).map(|(word, meaning)| (at, word, meaning)))
    }

    /// Whether `text` is one of the words.
    pub(super) fn has(&self, text: &str) -> bool {
        self.prefix(text).is_some_and(|(word, _)| word.len() == text.len())
    }
}
