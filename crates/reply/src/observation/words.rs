//! Word lists that are matched at the beginning or at the end of a text, the longest word first.

/// Words with what they mean, found by their first or their last character.
pub(super) struct Words<T: 'static> {
    by_first: Index<T>,
    by_last: Index<T>,
}

/// Words by one of their characters.
struct Index<T: 'static> {
    /// Whether any word has this character there: a bit for each of the basic plane.
    bits: Box<[u64; 1024]>,
    /// The characters in order, and where their words begin and end.
    ranges: Vec<(char, usize, usize)>,
    words: Vec<(&'static str, T)>,
}

impl<T: Copy> Index<T> {
    fn new(mut words: Vec<(&'static str, T)>, key: fn(&str) -> Option<char>) -> Self {
        let of = |word: &str| key(word).unwrap_or_default();
        words.sort_by(|(a, _), (b, _)| of(a).cmp(&of(b)).then(b.len().cmp(&a.len())));
        let mut bits = Box::new([0u64; 1024]);
        let mut ranges: Vec<(char, usize, usize)> = Vec::new();
        for (at, (word, _)) in words.iter().enumerate() {
            let c = of(word);
            let code = c as usize & 0xFFFF;
            bits[code / 64] |= 1 << (code % 64);
            match ranges.last_mut() {
                Some((last, _, end)) if *last == c => *end = at + 1,
                _ => ranges.push((c, at, at + 1)),
            }
        }
        Self { bits, ranges, words }
    }

    fn of(&self, c: char) -> &[(&'static str, T)] {
        let code = c as usize & 0xFFFF;
        if self.bits[code / 64] >> (code % 64) & 1 == 0 {
            return &[];
        }
        match self.ranges.binary_search_by_key(&c, |&(first, ..)| first) {
            Ok(at) => &self.words[self.ranges[at].1..self.ranges[at].2],
            Err(_) => &[],
        }
    }
}

impl<T: Copy> Words<T> {
    /// From lines of words with a common meaning; the words of a line are separated by spaces.
    pub(super) fn new(lines: &[(&'static str, T)]) -> Self {
        let words: Vec<(&'static str, T)> = lines
            .iter()
            .flat_map(|&(line, meaning)| line.split_whitespace().map(move |word| (word, meaning)))
            .collect();
        Self {
            by_first: Index::new(words.clone(), |word| word.chars().next()),
            by_last: Index::new(words, |word| word.chars().next_back()),
        }
    }

    /// The longest word that `text` begins with.
    pub(super) fn prefix(&self, text: &str) -> Option<(&'static str, T)> {
        self.by_first.of(text.chars().next()?).iter().find(|(word, _)| text.starts_with(word)).copied()
    }

    /// The longest word that `text` ends with.
    pub(super) fn suffix(&self, text: &str) -> Option<(&'static str, T)> {
        self.by_last.of(text.chars().next_back()?).iter().find(|(word, _)| text.ends_with(word)).copied()
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
