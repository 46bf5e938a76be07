//! Word lists that are matched at the beginning or at the end of a text, or inside it.

use std::ops::Range;
use std::str::Chars;
use std::sync::OnceLock;

use crate::notation::CharacterSet;

/// Words with what they mean, the longest first, found by their first or their last two characters.
pub(crate) struct Words<T: 'static> {
    /// Lines of words with a common meaning; the words of a line are separated by spaces.
    lines: &'static [(&'static str, T)],
    beginnings: OnceLock<Index>,
    ends: OnceLock<Index>,
}

/// Words by the two characters at one of their edges.
struct Index {
    /// The characters at that edge: nearly no character of a text is one.
    edges: CharacterSet,
    places: Places,
    words: Vec<Word>,
}

/// Where the things of each key stand in a list that is sorted by key: hashed, and at most half full.
pub(crate) struct Places(Box<[Slot]>);

/// A key and its things, from one index up to another.
#[derive(Clone, Copy, Default)]
struct Slot {
    key: u64,
    from: u16,
    to: u16,
}

impl Places {
    pub(crate) fn new(sorted: &mut dyn ExactSizeIterator<Item = u64>) -> Self {
        let mut places = Self(vec![Slot::default(); (2 * sorted.len() + 1).next_power_of_two()].into());
        for (at, key) in (0..).zip(sorted) {
            let slot = places.slot(key);
            let from = if places.0[slot].to > 0 { places.0[slot].from } else { at };
            places.0[slot] = Slot { key, from, to: at + 1 };
        }
        places
    }

    /// The slot that `key` has, or would have.
    fn slot(&self, key: u64) -> usize {
        let mask = self.0.len() - 1;
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & mask;
        while self.0[at].to > 0 && self.0[at].key != key {
            at = (at + 1) & mask;
        }
        at
    }

    /// Where the things of `key` stand.
    pub(crate) fn of(&self, key: u64) -> Range<usize> {
        let slot = self.0[self.slot(key)];
        slot.from.into()..slot.to.into()
    }
}

struct Word {
    text: &'static str,
    /// Whether it has more than two characters.
    goes_on: bool,
    line: u8,
}

/// What words are found by: the character at their edge and the one next to it, if they have one.
fn key(edge: char, next: Option<char>) -> u64 {
    u64::from(edge as u32) << 16 | next.map_or(0, u64::from)
}

#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

impl Edge {
    /// The next character from this edge.
    #[inline(always)]
    fn take(self, chars: &mut Chars<'_>) -> Option<char> {
        match self {
            Edge::First => chars.next(),
            Edge::Last => chars.next_back(),
        }
    }

    fn has(self, text: &str, word: &str) -> bool {
        match self {
            Edge::First => text.starts_with(word),
            Edge::Last => text.ends_with(word),
        }
    }
}

impl Index {
    fn new(lines: &mut dyn Iterator<Item = &'static str>, edge: Edge) -> Self {
        let mut keyed: Vec<(u64, Word)> = Vec::new();
        for (line, words) in lines.enumerate() {
            keyed.extend(words.split_whitespace().filter_map(|text| {
                let mut chars = text.chars();
                let key = key(edge.take(&mut chars)?, edge.take(&mut chars));
                Some((key, Word { text, goes_on: !chars.as_str().is_empty(), line: line as u8 }))
            }));
        }
        // Of one key the longest first.
        order::by_number(&mut keyed, |(key, word)| (key << 16) | (0xffff - word.text.len() as u64));
        Self {
            edges: keyed.iter().filter_map(|(key, _)| char::from_u32((key >> 16) as u32)).collect(),
            places: Places::new(&mut keyed.iter().map(|(key, _)| *key)),
            words: keyed.into_iter().map(|(_, word)| word).collect(),
        }
    }

    /// The longest word that `text` begins with.
    fn first(&self, text: &str) -> Option<&Word> {
        self.longest(Edge::First, text)
    }

    /// The longest word that `text` ends with.
    fn last(&self, text: &str) -> Option<&Word> {
        self.longest(Edge::Last, text)
    }

    #[inline(always)]
    fn longest(&self, edge: Edge, text: &str) -> Option<&Word> {
        let mut chars = text.chars();
        let first = edge.take(&mut chars).filter(|&c| self.edges.contains(c))?;
        let of = |next| self.words[self.places.of(key(first, next))].iter();
        let fits = |word: &&Word| !word.goes_on || edge.has(text, word.text);
        let longer = edge.take(&mut chars).and_then(|next| of(Some(next)).find(fits));
        longer.or_else(|| of(None).next())
    }
}

impl<T: Copy> Words<T> {
    pub(crate) const fn new(lines: &'static [(&'static str, T)]) -> Self {
        Self { lines, beginnings: OnceLock::new(), ends: OnceLock::new() }
    }

    fn beginnings(&self) -> &Index {
        self.beginnings.get_or_init(|| self.index(Edge::First))
    }

    fn index(&self, edge: Edge) -> Index {
        Index::new(&mut self.lines.iter().map(|(words, _)| *words), edge)
    }

    fn meaning(&self, word: &Word) -> (&'static str, T) {
        (word.text, self.lines[usize::from(word.line)].1)
    }

    /// The longest word that `text` begins with.
    pub(crate) fn prefix(&self, text: &str) -> Option<(&'static str, T)> {
        self.beginnings().first(text).map(|word| self.meaning(word))
    }

    /// The longest word that `text` ends with.
    pub(super) fn suffix(&self, text: &str) -> Option<(&'static str, T)> {
        let ends = self.ends.get_or_init(|| self.index(Edge::Last));
        ends.last(text).map(|word| self.meaning(word))
    }

    /// The first place in `text` where a word stands, not at its beginning.
    pub(super) fn find_inside(&self, text: &str) -> Option<(usize, &'static str, T)> {
        self.places(text).find(|&(at, ..)| at > 0)
    }

    /// Every place in `text` where a word stands, with the longest that does.
    pub(super) fn places(&self, text: &str) -> impl Iterator<Item = (usize, &'static str, T)> {
        let index = self.beginnings();
        let bytes = text.as_bytes();
        let mut from = 0;
        std::iter::from_fn(move || {
            let mut at = from;
            while let Some((code, len)) = code_at(bytes, at) {
                from = at + len;
                if index.edges.has_code(code)
                    && let Some(word) = index.first(&text[at..])
                {
                    let (word, meaning) = self.meaning(word);
                    return Some((at, word, meaning));
                }
                at = from;
            }
            None
        })
    }

    /// Whether one of the words stands anywhere in `text`.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.places(text).next().is_some()
    }

    /// Whether `text` is one of the words.
    pub(super) fn has(&self, text: &str) -> bool {
        self.prefix(text).is_some_and(|(word, _)| word.len() == text.len())
    }
}

/// A handful of words, whose order says which is taken where several fit.
///
/// Two bits of the character at their edges tell nearly always that none of them stands at a place.
pub(crate) struct List {
    words: &'static [&'static str],
    first: Signs,
    last: Signs,
    /// The last byte of the first character, where all words have one of two there: such bytes are found many at a time.
    rare: Option<(u8, u8)>,
}

/// Which values the last six bits of characters have, and which the six before.
#[derive(Clone, Copy)]
struct Signs(u64, u64);

impl Signs {
    const fn and(self, c: u32) -> Self {
        Self(self.0 | 1 << (c & 63), self.1 | 1 << (c >> 6 & 63))
    }

    fn may_have(self, c: char) -> bool {
        self.may_be(c as u32)
    }

    /// Whether the first character of `text` may be one.
    #[inline]
    fn may_begin(self, text: &str) -> bool {
        match *text.as_bytes() {
            [c @ ..0x80, ..] => self.may_be(c.into()),
            [0xE0..0xF0, high, low, ..] | [0xF0..=0xFF, _, high, low, ..] | [high, low, ..] => {
                self.may_be(u32::from(high & 63) << 6 | u32::from(low & 63))
            }
            _ => false,
        }
    }

    /// Whether the last character of `text` may be one.
    #[inline]
    fn may_end(self, text: &str) -> bool {
        match *text.as_bytes() {
            [.., c @ ..0x80] => self.may_be(c.into()),
            [.., high, low] => self.may_be(u32::from(high & 63) << 6 | u32::from(low & 63)),
            _ => false,
        }
    }

    fn may_be(self, c: u32) -> bool {
        self.0 >> (c & 63) & self.1 >> (c >> 6 & 63) & 1 == 1
    }
}

/// The last twelve bits of the code of a character of `len` bytes.
const fn low_bits(bytes: &[u8], from: usize, len: usize) -> u32 {
    match len {
        1 => bytes[from] as u32,
        _ => (bytes[from + len - 2] as u32 & 63) << 6 | bytes[from + len - 1] as u32 & 63,
    }
}

/// The code of the character that begins at `at` and its length in bytes; U+FFFF, which is no character, for one beyond the
/// basic plane.
#[inline(always)]
pub(super) fn code_at(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let bits = |byte: u8, mask: u8, shift: u32| u32::from(byte & mask) << shift;
    Some(match *bytes.get(at..)? {
        [] => return None,
        [c @ 0..0x80, ..] => (c.into(), 1),
        [a @ 0xE0..0xF0, b, c, ..] => (bits(a, 15, 12) | bits(b, 63, 6) | bits(c, 63, 0), 3),
        [a @ 0x80..0xE0, b, ..] => (bits(a, 31, 6) | bits(b, 63, 0), 2),
        _ => (0xFFFF, 4),
    })
}

/// Whether `text` begins with `word`, which is not empty: one byte tells nearly always that it does not.
pub(crate) fn begins(text: &str, word: &str) -> bool {
    let sign = word.len().min("字".len()) - 1;
    text.as_bytes().get(sign) == Some(&word.as_bytes()[sign]) && text.starts_with(word)
}

/// A [`List`] of the words given.
macro_rules! list {
    ($($word:literal),+) => {
        const { &$crate::observation::words::List::new(&[$($word),+]) }
    };
}
pub(crate) use list;

impl List {
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let (mut first, mut last) = (Signs(0, 0), Signs(0, 0));
        let mut rare: Option<(u8, u8)> = None;
        let mut few = true;
        let mut at = 0;
        while at < words.len() {
            let bytes = words[at].as_bytes();
            let mut len = 1;
            while len < bytes.len() && bytes[len] & 0xC0 == 0x80 {
                len += 1;
            }
            first = first.and(low_bits(bytes, 0, len));
            let byte = bytes[len - 1];
            rare = match rare {
                None => Some((byte, byte)),
                Some((one, other)) if one == other => Some((one, byte)),
                Some((one, other)) => {
                    few = few && (byte == one || byte == other);
                    Some((one, other))
                }
            };
            let mut from = bytes.len() - 1;
            while bytes[from] & 0xC0 == 0x80 {
                from -= 1;
            }
            last = last.and(low_bits(bytes, from, bytes.len() - from));
            at += 1;
        }
        Self { words, first, last, rare: if few { rare } else { None } }
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// The first of the words that `text` begins with.
    #[inline]
    pub(crate) fn prefix(&self, text: &str) -> Option<&'static str> {
        if !self.first.may_begin(text) {
            return None;
        }
        self.words().find(|word| begins(text, word))
    }

    /// The first of the words that `text` ends with.
    #[inline]
    pub(crate) fn suffix(&self, text: &str) -> Option<&'static str> {
        if !self.last.may_end(text) {
            return None;
        }
        let last = text.as_bytes().last();
        self.words().find(|word| word.as_bytes().last() == last && text.ends_with(word))
    }

    /// Whether `text` is one of the words.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.first.may_begin(text) && self.last.may_end(text) && self.words.contains(&text)
    }

    pub(crate) fn begins(&self, text: &str) -> bool {
        self.prefix(text).is_some()
    }

    pub(crate) fn ends(&self, text: &str) -> bool {
        self.suffix(text).is_some()
    }

    /// The places in `text` where one of the words stands.
    pub(crate) fn places(&self, text: &str) -> impl DoubleEndedIterator<Item = (usize, &'static str)> {
        let places = text.char_indices().filter(|&(_, c)| self.first.may_have(c));
        places.filter_map(|(at, _)| Some((at, self.prefix(&text[at..])?)))
    }

    /// The first place in `text` where one of the words stands.
    pub(crate) fn find(&self, text: &str) -> Option<(usize, &'static str)> {
        let Some((one, other)) = self.rare else { return self.find_by_signs(text) };
        let bytes = text.as_bytes();
        memchr::memchr2_iter(one, other, bytes).find_map(|end| {
            // The byte before tells most of the other characters that have such a byte.
            if end > 0 && bytes[end] >= 0x80 && !self.first.may_be(low_bits(bytes, end - 1, 2)) {
                return None;
            }
            let at = text.floor_char_boundary(end);
            Some((at, self.prefix(&text[at..])?))
        })
    }

    fn find_by_signs(&self, text: &str) -> Option<(usize, &'static str)> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let len = match bytes[at] {
                0..0x80 => 1,
                0x80..0xE0 => 2,
                0xE0..0xF0 => 3,
                _ => 4,
            };
            if self.first.may_be(low_bits(&bytes[at..at + len], 0, len))
                && let Some(word) = self.words().find(|word| begins(&text[at..], word))
            {
                return Some((at, word));
            }
            at += len;
        }
        None
    }

    /// Whether one of the words stands anywhere in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}
