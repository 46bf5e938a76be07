//! The one table of notation: which characters mean the same.
//!
//! Replies mix full- and half-width forms, write zero in three ways, pad labels with spaces, and keep remains of lost
//! characters. Whoever compares text (metadata, outline, observations, find) compares it as [`fold`] or [`Folded`]
//! gives it, and points back into the text as it is shown.

use crate::Span;
use std::borrow::Cow;
use std::ops::Range;
use std::str::Chars;

/// Stands in a [`Folded`] text for a character that could not be restored, whatever is left of it.
pub const LOST: char = char::REPLACEMENT_CHARACTER;

/// The character that stands for all that mean the same as `c`.
///
/// Full-width ASCII becomes ASCII (U+FF01–FF5E), as do the small and vertical forms of punctuation and U+2236, the
/// ratio sign that is typed as a colon; `○` and `零` become `〇`; all white space becomes U+0020; dashes of a
/// letter's width become `-`; curly quotes become straight, corner brackets full-width; middle dots become `·`.
///
/// ```
/// use reply::notation::fold;
/// assert_eq!("（１）︰○％\u{3000}".chars().map(fold).collect::<String>(), "(1):〇% ");
/// ```
pub fn fold(c: char) -> char {
    match c {
        '\0'..='\x1f' if c.is_whitespace() => ' ',
        '\0'..='\x7f' => c,
        '零' => '〇',
        '\u{3400}'..='\u{9FFF}' => c,
        '\u{FF01}'..='\u{FF5E}' => char::from((u32::from(c) - 0xFEE0) as u8),
        '○' | '◯' => '〇',
        '\u{FE30}' | '\u{FE13}' | '\u{FE55}' | '\u{2236}' => ':',
        '\u{FE50}' | '\u{FE10}' => ',',
        '\u{FE51}' | '\u{FE11}' | '\u{FF64}' => '、',
        '\u{FE12}' | '\u{FF61}' => '。',
        '\u{FE52}' => '.',
        '\u{FE54}' | '\u{FE14}' => ';',
        '\u{FE59}' | '\u{FE35}' => '(',
        '\u{FE5A}' | '\u{FE36}' => ')',
        '‐' | '‑' | '‒' | '–' | '−' => '-',
        '\u{FF62}' => '「',
        '\u{FF63}' => '」',
        '“' | '”' | '„' => '"',
        '‘' | '’' => '\'',
        '•' | '・' | '‧' => '·',
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

/// Whether `c` takes no room: byte order mark, zero-width spaces and joiners, soft hyphen.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{AD}')
}

/// Whether `c` is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Whether `c` is a letter of any script; of most characters of Chinese text it is known at once.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        '\u{4E00}'..='\u{9FFF}' => true,
        _ => !is_sign(c) && c.is_alphabetic(),
    }
}

/// Whether `c` is a letter or a number of any script.
pub(crate) fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{4E00}'..='\u{9FFF}' => true,
        _ => !is_sign(c) && (c.is_alphabetic() || c.is_numeric()),
    }
}

/// Whether `c` is one of the punctuation that Chinese text has most of.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}')
}

/// Whether `c` is one of a few `characters`.
pub(crate) fn is_one_of(c: char, characters: &str) -> bool {
    characters.chars().any(|one| one == c)
}

/// The bracket or quote that closes what `c` opens.
pub fn closing(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '‘' => '’',
        '《' => '》',
        '〈' => '〉',
        '「' => '」',
        '『' => '』',
        '（' | '(' => ')',
        '〔' => '〕',
        '【' => '】',
        '［' | '[' => ']',
        _ => return None,
    })
}

/// Whether `c` is what the second or third byte of a UTF-8 sequence reads as in a Western charset.
fn is_trail(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{BF}') || c <= '™' && "€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ".contains(c)
}

/// Length in bytes of what is left of one lost character at the start of `text`: U+FFFD, or the first letter of a
/// UTF-8 sequence that was read as a Western charset with the signs that followed it. 0 if there is none.
///
/// ```
/// assert_eq!(reply::notation::lost("å·:"), "å·".len());
/// assert_eq!(reply::notation::lost("号:"), 0);
/// ```
pub fn lost(text: &str) -> usize {
    let mut chars = text.chars();
    match chars.next() {
        Some(LOST) => LOST.len_utf8(),
        Some(lead @ '\u{C0}'..='\u{FF}') if !matches!(lead, '×' | '÷') => {
            lead.len_utf8() + chars.take(2).take_while(|&c| is_trail(c)).map(char::len_utf8).sum::<usize>()
        }
        _ => 0,
    }
}

/// The value of one digit, Chinese or Arabic.
pub fn digit(c: char) -> Option<u32> {
    let c = fold(c);
    c.to_digit(10).or_else(|| crate::numeral::chinese_digit(c).map(|digit| digit as u32))
}

/// The first of the characters of [`normal_han`].
const FIRST_HAN: usize = 0x4E00;

/// Each Han from [`FIRST_HAN`] on as it is compared: folded, and simplified where it is a traditional character of the words that
/// letters are made of, for mirrors convert whole pages.
fn normal_han() -> &'static [char] {
    const PAIRS: &str = "會会議议屆届號号關关於于對对復复複复覆复員员級级區区廳厅辦办黨党團团組组織织聯联係系電电話话報报總总發发佈布\
        機机構构標标題题產产類类別别內内見见單单來来時时間间無无廢废開开責责編编輯辑條条掃扫閱阅讀读點点擊击閉闭謝谢專专縣县長长從从經经\
        現现將将處处圖图務务稱称質质體体裝装鎮镇鄉乡衛卫學学協协貴贵動动減减詞词載载覽览轉转擔担導导";
    // One step a character: this is what every short line goes through.
    static NORMAL: std::sync::LazyLock<Vec<char>> = std::sync::LazyLock::new(|| {
        let mut table: Vec<char> = ('\u{4E00}'..='\u{9FFF}').map(fold).collect();
        let pairs: Vec<char> = PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
        for pair in pairs.chunks_exact(2) {
            table[pair[0] as usize - FIRST_HAN] = pair[1];
        }
        table
    });
    &NORMAL
}

/// `c` as it is compared.
fn normal(c: char) -> char {
    (c as usize)
        .checked_sub(FIRST_HAN)
        .and_then(|at| normal_han().get(at).copied())
        .unwrap_or_else(|| fold(c))
}

/// The characters of `text` as they are compared, each with the bytes it was made from: what [`Folded`] keeps, for whoever
/// reads on and keeps nothing.
pub fn characters(text: &str) -> Characters<'_> {
    Characters { chars: text.chars(), at: 0, han: normal_han() }
}

/// What [`characters`] gives.
pub struct Characters<'t> {
    chars: Chars<'t>,
    at: usize,
    han: &'static [char],
}

impl Iterator for Characters<'_> {
    type Item = (char, Range<usize>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (start, rest) = (self.at, self.chars.as_str());
            let c = self.chars.next()?;
            self.at += c.len_utf8();
            let known = self.han.get((c as usize).wrapping_sub(FIRST_HAN));
            if let Some(c) = known.copied().or_else(|| self.sign(start, rest, c)) {
                return Some((c, start..self.at));
            }
        }
    }
}

impl<'t> Characters<'t> {
    /// What the character `c`, which is no Han and stands at `start`, is compared as; `None` where it is passed over.
    fn sign(&mut self, start: usize, rest: &'t str, c: char) -> Option<char> {
        let gone = if matches!(c, LOST | '\u{C0}'..='\u{FF}') { lost(rest) } else { 0 };
        if gone > 0 {
            self.chars = rest[gone..].chars();
            self.at = start + gone;
            return Some(LOST);
        }
        Some(fold(c)).filter(|&c| c != ' ' && !is_invisible(c))
    }
}

/// `text` without its white space: 单  位 → 单位.
pub(crate) fn without_blanks(text: &str) -> Cow<'_, str> {
    match text.contains(char::is_whitespace) {
        true => text.split_whitespace().collect::<String>().into(),
        false => text.into(),
    }
}

/// The first character of `text` as it is compared; a space where it has none.
pub(crate) fn first(text: &str) -> char {
    characters(text).next().map_or(' ', |(c, _)| c)
}

/// The last character of `text` as it is compared; a space where it has none, and [`LOST`] where it may be part of one that is
/// lost.
pub(crate) fn last(text: &str) -> char {
    let last = text.chars().rev().find(|&c| !c.is_whitespace() && !is_invisible(c));
    last.map_or(' ', |c| if is_trail(c) || lost(c.encode_utf8(&mut [0; 4])) > 0 { LOST } else { normal(c) })
}

/// A piece of text as it is compared: folded, in simplified characters, without white space, each lost character as one [`LOST`].
///
/// ```
/// use reply::{Span, notation::Folded};
/// let text = "索 引 号：12";
/// let folded = Folded::new(text, Span::new(0, text.len()));
/// assert_eq!(folded.text(), "索引号:12");
/// assert_eq!(folded.span(0.."索引号".len()).of(text), "索 引 号");
/// ```
pub struct Folded<'t> {
    text: String,
    source: &'t str,
    start: usize,
}

impl<'t> Folded<'t> {
    /// Folds the part `span` of `text`.
    pub fn new(text: &'t str, span: Span) -> Self {
        let source = span.of(text);
        let mut folded = String::with_capacity(source.len());
        characters(source).for_each(|(c, _)| folded.push(c));
        Self { text: folded, source, start: span.start }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the part `range` of the folded text stands. Both its ends are character boundaries. It walks the piece: what is
    /// found is seldom, and most of what is folded holds nothing.
    pub fn span(&self, range: Range<usize>) -> Span {
        let mut folded = 0;
        // Each character: where it begins folded, and what it was made from.
        let mut places = characters(self.source).map(|(c, from)| {
            folded += c.len_utf8();
            (folded - c.len_utf8(), from)
        });
        let Some((_, first)) = places.by_ref().find(|(at, _)| *at >= range.start) else {
            let end = self.start + self.source.len();
            return Span::new(end, end);
        };
        let start = first.start;
        let end = match range.is_empty() {
            true => start,
            false => {
                places.take_while(|(at, _)| *at < range.end).last().map_or(first.end, |(_, from)| from.end)
            }
        };
        Span::new(self.start + start, self.start + end)
    }
}

/// A set of characters of the basic plane.
pub(crate) struct CharacterSet(Vec<u64>);

impl CharacterSet {
    pub(crate) fn contains(&self, c: char) -> bool {
        self.has_code(c.into())
    }

    /// Whether the character of this code is one of them.
    #[inline]
    pub(crate) fn has_code(&self, code: u32) -> bool {
        self.0.get(code as usize / 64).is_some_and(|bits| bits >> (code % 64) & 1 != 0)
    }
}

impl FromIterator<char> for CharacterSet {
    fn from_iter<I: IntoIterator<Item = char>>(all: I) -> Self {
        let mut bits = vec![0; (1 << 16) / 64];
        for c in all.into_iter().map(|c| c as usize) {
            bits[c / 64] |= 1 << (c % 64);
        }
        Self(bits)
    }
}

/// Puts words in the order of the character at their edge, and of one character the longest first, so that the first to fit is
/// the longest that does.
pub(crate) fn longest_first<T>(words: &mut [T], edge: impl Fn(&T) -> (char, usize)) {
    order::by_number(words, |word| {
        let (edge, length) = edge(word);
        (u64::from(edge as u32) << 32) | (u64::from(u32::MAX) - length as u64)
    });
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_words_are_what_unicode_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_word(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
