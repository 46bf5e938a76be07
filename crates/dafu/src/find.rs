//! Finding words in a text as people mean them.

use mojibake::Model;
use std::ops::Range;

/// Words to find, in the one form in which text is compared: [`reply::notation`]'s, in lower case, with every character
/// that is only ever traditional simplified.
///
/// So neither width, nor white space and line ends inside, nor 〇 or 零, nor 復 or 复 make a difference.
///
/// ```
/// let text = "共有企业１，２０\n〇家";
/// let finder = dafu::Finder::new("1,20零家").expect("there are words");
/// let found: Vec<&str> = finder.find(text).map(|place| &text[place]).collect();
/// assert_eq!(found, ["１，２０\n〇家"]);
/// ```
#[derive(Clone, Debug)]
pub struct Finder {
    words: Vec<char>,
    /// For each beginning of the words, how long the longest other beginning is that it ends with.
    borders: Vec<usize>,
}

impl Finder {
    /// A finder of `words`; none where they are nothing but white space.
    pub fn new(words: &str) -> Option<Finder> {
        let words: Vec<char> = normal(words).map(|(c, _)| c).collect();
        let mut borders = vec![0; words.len()];
        let mut matched = 0;
        for at in 1..words.len() {
            matched = advance(&words, &borders, matched, words[at]);
            borders[at] = matched;
        }
        (!words.is_empty()).then_some(Finder { words, borders })
    }

    /// Where the words stand in `text`, in bytes: in order, none over another. One walk over the text, whatever the words.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut rest = normal(text);
        // Where each of the last characters began.
        let mut starts = vec![0; self.words.len()];
        let (mut count, mut matched) = (0, 0);
        std::iter::from_fn(move || {
            for (c, from) in rest.by_ref() {
                starts[count % self.words.len()] = from.start;
                count += 1;
                matched = advance(&self.words, &self.borders, matched, c);
                if matched == self.words.len() {
                    matched = 0;
                    return Some(starts[count % self.words.len()]..from.end);
                }
            }
            None
        })
    }
}

/// How many characters of the words are matched when `c` follows `matched` of them (Knuth, Morris and Pratt 1977).
fn advance(words: &[char], borders: &[usize], mut matched: usize, c: char) -> usize {
    while words[matched] != c {
        match matched.checked_sub(1) {
            Some(last) => matched = borders[last],
            None => return 0,
        }
    }
    matched + 1
}

/// The characters of a text as they are compared, and where each stands.
fn normal(text: &str) -> impl Iterator<Item = (char, Range<usize>)> {
    let model = Model::builtin();
    reply::notation::characters(text).map(|(c, from)| (model.simplified(c.to_ascii_lowercase()), from))
}
