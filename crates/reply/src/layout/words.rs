//! Lists of words, looked up by the character that a text begins or ends with.

use crate::notation::{CharacterSet, longest_first};

/// Words sorted by the character at one of their edges.
pub(super) struct Words<T: 'static> {
    words: Vec<(char, &'static str, T)>,
    edge: Edge,
    edges: CharacterSet,
}

enum Edge {
    First,
    Last,
}

impl Words<()> {
    /// Words that a text may begin with, parted by spaces.
    pub(super) fn beginning(list: &'static str) -> Self {
        Self::new(Edge::First, list.split_whitespace().map(|word| (word, ())))
    }

    /// Words that a text may end with, parted by spaces.
    pub(super) fn ending(list: &'static str) -> Self {
        Self::new(Edge::Last, list.split_whitespace().map(|word| (word, ())))
    }
}

impl<T> Words<T> {
    /// Words that a text may begin with, each with what it stands for.
    pub(super) fn beginning_with(list: impl Iterator<Item = (&'static str, T)>) -> Self {
        Self::new(Edge::First, list)
    }

    /// Words that a text may end with, each with what it stands for.
    pub(super) fn ending_with(list: impl Iterator<Item = (&'static str, T)>) -> Self {
        Self::new(Edge::Last, list)
    }

    fn new(edge: Edge, list: impl Iterator<Item = (&'static str, T)>) -> Self {
        let keyed = list.filter_map(|(word, value)| Some((edge.of(word)?, word, value)));
        let mut words: Vec<_> = keyed.collect();
        longest_first(&mut words, |&(key, word, _)| (key, word.len()));
        let edges = words.iter().map(|&(key, ..)| key).collect();
        Self { words, edge, edges }
    }

    /// The words that stand at the edge of `text`, the longest first.
    pub(super) fn find(&self, text: &str) -> impl Iterator<Item = (&'static str, &T)> {
        let key = self.edge.of(text).filter(|&c| self.edges.contains(c));
        let from = key.map_or(self.words.len(), |key| self.words.partition_point(|entry| entry.0 < key));
        let same = self.words[from..].iter().take_while(move |entry| Some(entry.0) == key);
        same.filter(move |entry| match self.edge {
            Edge::First => text.starts_with(entry.1),
            Edge::Last => text.ends_with(entry.1),
        })
        .map(|entry| (entry.1, &entry.2))
    }

    /// What `text` stands for, if it is one of the words.
    pub(super) fn get(&self, text: &str) -> Option<&T> {
        self.find(text).find(|(word, _)| word.len() == text.len()).map(|(_, value)| value)
    }

    /// The characters at that edge of the words.
    pub(super) fn edges(&self) -> impl Iterator<Item = char> {
        self.words.iter().map(|&(key, ..)| key)
    }

    /// Whether a text with `edge` at its own may have one of the words there.
    pub(super) fn may_stand_at(&self, edge: char) -> bool {
        self.edges.contains(edge)
    }

    /// The longest word at the edge of `text`.
    pub(super) fn longest(&self, text: &str) -> Option<&'static str> {
        self.find(text).next().map(|(word, _)| word)
    }
}

impl Edge {
    fn of(&self, text: &str) -> Option<char> {
        match self {
            Self::First => text.chars().next(),
            Self::Last => text.chars().next_back(),
        }
    }
}
