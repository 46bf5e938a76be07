//! Finding words in a text as people mean them.

use memchr::memmem;
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
    words: memmem::Finder<'static>,
}

impl Finder {
    /// A finder of `words`; none where they are nothing but white space.
    pub fn new(words: &str) -> Option<Finder> {
        let words: String = normal(words).map(|(c, _)| c).collect();
        (!words.is_empty()).then(|| Finder { words: memmem::Finder::new(&words).into_owned() })
    }

    /// Where the words stand in `text`, in bytes: in order, none over another.
    pub fn find(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let mut searchable = Searchable::default();
        searchable.push(text, 0, 0);
        let found: Vec<Range<usize>> =
            searchable.find(self).map(|hit| searchable.place(text, hit).bytes).collect();
        found.into_iter()
    }
}

/// Pieces of a text, folded once to be searched for many words: a search reads no more than the folded text, and where a
/// hit stands is worked out for those that someone asks about.
#[derive(Clone, Debug, Default)]
pub struct Searchable {
    /// The pieces in their normal form, each behind a sign that no words hold.
    normal: String,
    /// Where each piece begins, and what comes every so many bytes of its normal form.
    marks: Vec<Mark>,
}

/// A place in the normal form, and the place in the text that it was made from.
#[derive(Clone, Copy, Debug)]
struct Mark {
    normal: u32,
    byte: u32,
    code_point: u32,
    /// Where its piece ends, in bytes.
    end: u32,
}

impl Mark {
    /// What follows it in its piece.
    fn rest(self, text: &str) -> &str {
        &text[self.byte as usize..self.end as usize]
    }
}

/// Words that were found in a [`Searchable`]: bytes of its normal form. Hits are in the order of the pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The first byte.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Where a [`Hit`] stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// In bytes.
    pub bytes: Range<usize>,
    /// In code points.
    pub code_points: Range<u32>,
}

impl Searchable {
    /// Before each piece. White space is in no normal form.
    const BETWEEN: char = '\n';
    /// A mark for so many bytes: as many are walked over, at most, to work out a place.
    const STEP: usize = 128;

    /// Adds a piece that begins at a byte and code point of the text, which is shorter than 4 GB. Pieces come in the order of the
    /// text; what is found lies in one of them. Gives where its normal form begins.
    pub fn push(&mut self, piece: &str, byte: usize, code_point: u32) -> u32 {
        self.normal.push(Self::BETWEEN);
        let first = self.normal.len();
        let end = (byte + piece.len()) as u32;
        let mut mark = Mark { normal: first as u32, byte: byte as u32, code_point, end };
        self.marks.push(mark);
        for (c, from) in normal(piece) {
            if self.normal.len() - mark.normal as usize >= Self::STEP {
                let passed = &piece[mark.byte as usize - byte..from.start];
                mark = Mark {
                    normal: self.normal.len() as u32,
                    byte: (byte + from.start) as u32,
                    code_point: mark.code_point + passed.chars().count() as u32,
                    end,
                };
                self.marks.push(mark);
            }
            self.normal.push(c);
        }
        first as u32
    }

    /// Where the words stand, none over another.
    pub fn find<'a>(&'a self, finder: &'a Finder) -> impl Iterator<Item = Hit> + 'a {
        let length = finder.words.needle().len();
        finder
            .words
            .find_iter(self.normal.as_bytes())
            .map(move |start| Hit { start: start as u32, end: (start + length) as u32 })
    }

    /// Where a hit stands in `text`, of which the pieces are.
    pub fn place(&self, text: &str, hit: Hit) -> Place {
        let mark = self.marks[self.marks.partition_point(|mark| mark.normal <= hit.start).saturating_sub(1)];
        let rest = mark.rest(text);
        let mut at = mark.normal;
        let mut characters = normal(rest).map(|(c, from)| {
            at += c.len_utf8() as u32;
            (at, from)
        });
        let first = characters.by_ref().find(|(after, _)| *after > hit.start);
        let (after, first) = first.unwrap_or((hit.end, rest.len()..rest.len()));
        let end = if after >= hit.end {
            first.end
        } else {
            characters.find(|(after, _)| *after >= hit.end).map_or(rest.len(), |(_, from)| from.end)
        };
        let start = mark.code_point + rest[..first.start].chars().count() as u32;
        let length = rest[first.start..end].chars().count() as u32;
        let byte = mark.byte as usize;
        Place { bytes: byte + first.start..byte + end, code_points: start..start + length }
    }

    /// Where in the normal form that stands which begins at a code point of `text` or is the first behind it.
    pub fn normal_at(&self, text: &str, code_point: u32) -> u32 {
        let next = self.marks.partition_point(|mark| mark.code_point <= code_point);
        let Some(mark) = next.checked_sub(1).map(|last| self.marks[last]) else { return 0 };
        let rest = mark.rest(text);
        let steps = (code_point - mark.code_point) as usize;
        let byte = rest.char_indices().nth(steps).map_or(rest.len(), |(byte, _)| byte);
        let before = normal(rest).take_while(|(_, from)| from.start < byte);
        let at = mark.normal + before.map(|(c, _)| c.len_utf8() as u32).sum::<u32>();
        self.marks.get(next).map_or(at, |next| at.min(next.normal))
    }
}

/// The characters of a text as they are compared, and where each stands.
fn normal(text: &str) -> impl Iterator<Item = (char, Range<usize>)> {
    reply::notation::characters(text).map(|(c, from)| (mojibake::simplified(c.to_ascii_lowercase()), from))
}
