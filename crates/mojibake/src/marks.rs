//! What bytes hold that damage leaves, and whether they are UTF-8: found out together, block by block, so that long text
//! is fetched from memory once.

use std::ops::Range;

use memchr::arch::all::packedpair::HeuristicFrequencyRank;
use memchr::memmem::{Finder, FinderBuilder};

use crate::utf8_as_latin;

/// What stands where information was lost: U+FFFD, and what it becomes when its UTF-8 is read as GBK.
pub(crate) const LOST: [&str; 2] = ["\u{fffd}", "锟斤拷"];

/// So many bytes are looked at together: one look at many lines is cheaper than one at every line.
const BLOCK: usize = 1 << 15;

/// What bytes hold that damage leaves.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks {
    /// A character that a charset of single bytes could have made.
    pub(crate) latin: bool,
    /// One that the first byte of a character may have become, before one that the second may have.
    pub(crate) leads: bool,
    /// A character that says that information was lost.
    pub(crate) lost: bool,
    /// 锟斤拷, which only a decoder of GBK makes.
    pub(crate) read_as_gbk: bool,
}

impl Marks {
    const ALL: Marks = Marks { latin: true, leads: true, lost: true, read_as_gbk: true };

    fn or(self, other: Marks) -> Marks {
        Marks {
            latin: self.latin | other.latin,
            leads: self.leads | other.leads,
            lost: self.lost | other.lost,
            read_as_gbk: self.read_as_gbk | other.read_as_gbk,
        }
    }
}

/// How rare the bytes of [`LOST`] are in Chinese text: in each, two that stand together in nothing else.
struct Rarity;

impl HeuristicFrequencyRank for Rarity {
    fn rank(&self, byte: u8) -> u8 {
        match byte {
            0xef | 0x8b => 0,
            0xbf | 0xb7 => 1,
            _ => u8::MAX,
        }
    }
}

/// Looks for [`Marks`].
#[derive(Debug)]
struct Search([Finder<'static>; 2]);

impl Search {
    fn new() -> Self {
        Search(LOST.map(|lost| FinderBuilder::new().build_forward_with_ranker(Rarity, lost)))
    }

    /// The marks of some bytes, of those that they may have.
    fn marks(&self, bytes: &[u8], may: Marks) -> Marks {
        let [replaced, read_as_gbk] = &self.0;
        let read_as_gbk = may.read_as_gbk && read_as_gbk.find(bytes).is_some();
        let replaced = may.lost && replaced.find(bytes).is_some();
        let latin = replaced || may.latin && memchr::memchr3(0xc2, 0xc3, 0xc5, bytes).is_some();
        Marks {
            latin,
            leads: latin && may.leads && utf8_as_latin::may_stand_complete(bytes),
            lost: replaced || read_as_gbk,
            read_as_gbk,
        }
    }
}

/// The marks of a text, by block. One that goes on behind its block is a mark of the next.
#[derive(Debug)]
pub(crate) struct Scan {
    search: Search,
    blocks: Vec<Marks>,
}

impl Default for Scan {
    fn default() -> Self {
        Scan { search: Search::new(), blocks: Vec::new() }
    }
}

impl Scan {
    /// Looks at a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut scan = Scan::default();
        scan.grow(text, true);
        scan
    }

    /// Looks at the bytes of a text; `None` if they are not UTF-8.
    pub(crate) fn of_utf8(bytes: &[u8]) -> Option<Self> {
        let mut scan = Scan::default();
        let mut from = 0;
        while from < bytes.len() {
            let end = bytes.len().min((scan.blocks.len() + 1) * BLOCK);
            // A character that goes on behind its block is read with the next.
            let begins = |&at: &usize| at == bytes.len() || bytes[at] & 0xc0 != 0x80;
            let to = (end.saturating_sub(3)..=end).rev().find(begins)?;
            simdutf8::basic::from_utf8(&bytes[from..to]).ok()?;
            scan.block(&bytes[..end]);
            from = to;
        }
        Some(scan)
    }

    /// Looks at what is new in a text that grows: at all whole blocks, and if it is `finished` at the rest.
    pub(crate) fn grow(&mut self, text: &str, finished: bool) {
        loop {
            let (start, end) = (self.blocks.len() * BLOCK, (self.blocks.len() + 1) * BLOCK);
            match text.as_bytes().get(..end) {
                Some(bytes) => self.block(bytes),
                None if finished && start < text.len() => return self.block(text.as_bytes()),
                None => return,
            }
        }
    }

    /// Looks at the next block, which ends with `bytes`.
    fn block(&mut self, bytes: &[u8]) {
        let before = LOST[1].len() - 1;
        let start = (self.blocks.len() * BLOCK).saturating_sub(before);
        self.blocks.push(self.search.marks(&bytes[start..], Marks::ALL));
    }

    /// Whether a character may stand complete anywhere that was read as a charset of single bytes.
    pub(crate) fn leads(&self) -> bool {
        self.blocks.iter().any(|block| block.leads)
    }

    /// The marks of a line of the text; it has none that its blocks have not.
    pub(crate) fn line(&self, text: &str, line: &Range<usize>) -> Marks {
        let blocks = &self.blocks[line.start / BLOCK..=(line.end - 1) / BLOCK];
        let may = blocks.iter().copied().fold(Marks::default(), Marks::or);
        if may.latin || may.lost { self.search.marks(&text.as_bytes()[line.clone()], may) } else { may }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// A mark across the end of a block is none the less a mark.
        #[test]
        fn lines_have_their_marks_wherever_they_stand(
            before in BLOCK - 20..BLOCK + 2,
            mark in proptest::sample::select(&["\u{fffd}", "锟斤拷", "Ã§", "å…", "·", "·é"][..]),
        ) {
            let text = "a".repeat(before) + mark + "\n";
            let line = 0..text.len();
            let alone = Search::new().marks(text.as_bytes(), Marks::ALL);
            for scan in [Scan::of(&text), Scan::of_utf8(text.as_bytes()).expect("UTF-8")] {
                prop_assert_eq!(format!("{:?}", scan.line(&text, &line)), format!("{alone:?}"));
            }
        }

        #[test]
        fn utf8_is_told_as_the_library_tells_it(
            before in BLOCK - 6..BLOCK + 2,
            middle in proptest::collection::vec(prop_oneof![any::<u8>(), 0x80u8..0xc0, 0xe0u8..0xf5], 0..8),
        ) {
            let mut bytes = vec![b'a'; before];
            bytes.extend(middle);
            prop_assert_eq!(Scan::of_utf8(&bytes).is_some(), std::str::from_utf8(&bytes).is_ok());
            bytes.extend("啊".repeat(BLOCK).bytes());
            prop_assert_eq!(Scan::of_utf8(&bytes).is_some(), std::str::from_utf8(&bytes).is_ok());
        }
    }
}
