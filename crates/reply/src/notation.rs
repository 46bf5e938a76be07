//! The one table of notation: which characters mean the same.
//!
//! Replies mix full- and half-width forms, write zero in three ways, pad labels with spaces, and keep remains of lost
//! characters. Whoever compares text (metadata, outline, observations, find) compares it as [`fold`] or [`Folded`]
//! gives it, and points back into the text as it is shown.

use crate::Span;
use std::ops::Range;

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
        '\u{FF01}'..='\u{FF5E}' => char::from((u32::from(c) - 0xFEE0) as u8),
        '○' | '零' | '◯' => '〇',
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
            let trail = |c: &char| {
                matches!(
                    c,
                    '\u{80}'
                        ..='\u{BF}'
                            | '€'
                            | '‚'
                            | 'ƒ'
                            | '„'
                            | '†'
                            | '‡'
                            | 'ˆ'
                            | '‰'
                            | 'Š'
                            | '‹'
                            | 'Œ'
                            | 'Ž'
                            | '˜'
                            | '™'
                            | 'š'
                            | '›'
                            | 'œ'
                            | 'ž'
                            | 'Ÿ'
                )
            };
            lead.len_utf8() + chars.take(2).take_while(trail).map(char::len_utf8).sum::<usize>()
        }
        _ => 0,
    }
}

/// The value of one digit, Chinese or Arabic.
pub fn digit(c: char) -> Option<u32> {
    let c = fold(c);
    c.to_digit(10).or_else(|| crate::numeral::chinese_digit(c).map(|digit| digit as u32))
}

/// The simplified form of a traditional character, for those in the words that letters are made of: mirrors convert
/// whole pages.
fn simplify(c: char) -> char {
    const PAIRS: &str = "會会議议屆届號号關关於于對对復复複复覆复員员級级區区廳厅辦办黨党團团組组織织聯联係系電电話话報报總总發发佈布\
        機机構构標标題题產产類类別别內内見见單单來来時时間间無无廢废開开責责編编輯辑條条掃扫閱阅讀读點点擊击閉闭謝谢專专縣县長长從从經经\
        現现將将處处圖图務务稱称質质體体裝装鎮镇鄉乡衛卫學学協协貴贵動动減减詞词載载覽览轉转擔担導导";
    const FIRST: usize = 0x4E00;
    // One step a character: folding is what every short line goes through.
    static SIMPLE: std::sync::LazyLock<Vec<char>> = std::sync::LazyLock::new(|| {
        let mut table: Vec<char> = ('\u{4E00}'..='\u{9FFF}').collect();
        let pairs: Vec<char> = PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
        for pair in pairs.chunks_exact(2) {
            table[pair[0] as usize - FIRST] = pair[1];
        }
        table
    });
    (c as usize).checked_sub(FIRST).and_then(|at| SIMPLE.get(at).copied()).unwrap_or(c)
}

/// The characters of `text` as they are compared, each with the bytes it was made from: what [`Folded`] keeps, for whoever
/// reads on and keeps nothing.
pub fn characters(text: &str) -> impl Iterator<Item = (char, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at;
            let c = text[start..].chars().next()?;
            let gone = if matches!(c, LOST | '\u{C0}'..='\u{FF}') { lost(&text[start..]) } else { 0 };
            let (c, len) = if gone > 0 { (LOST, gone) } else { (simplify(fold(c)), c.len_utf8()) };
            at += len;
            if c != ' ' && !is_invisible(c) {
                return Some((c, start..at));
            }
        }
    })
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
pub struct Folded {
    text: String,
    /// For each character of `text`: where it begins there, and where what it was made from begins and ends.
    places: Vec<Place>,
    span: Span,
}

#[derive(Clone, Copy)]
struct Place {
    folded: u32,
    start: u32,
    end: u32,
}

impl Folded {
    /// Folds the part `span` of `text`, which is shorter than 4 GB.
    pub fn new(text: &str, span: Span) -> Self {
        let source = span.of(text);
        let mut folded = Self {
            text: String::with_capacity(source.len()),
            places: Vec::with_capacity(source.len() / 2 + 1),
            span,
        };
        for (c, from) in characters(source) {
            let place =
                Place { folded: folded.text.len() as u32, start: from.start as u32, end: from.end as u32 };
            folded.places.push(place);
            folded.text.push(c);
        }
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the part `range` of the folded text stands. Both its ends are character boundaries.
    pub fn span(&self, range: Range<usize>) -> Span {
        let index = |at: usize| self.places.partition_point(|place| (place.folded as usize) < at);
        let (first, last) = (index(range.start), index(range.end));
        let start =
            self.places.get(first).map_or(self.span.end, |place| self.span.start + place.start as usize);
        let end = if last > first { self.span.start + self.places[last - 1].end as usize } else { start };
        Span::new(start, end)
    }
}
