//! Punctuation that a repair tool made half as wide.

use crate::{Damage, Decoded};

impl Decoded {
    /// Where ASCII punctuation stands between hanzi in a text that was UTF-8 read as Windows-1252: tools that repair such
    /// text half (ftfy) turn punctuation of full width into it. It is left as it stands; these are its byte offsets
    /// in [`Decoded::text`].
    ///
    /// ```
    /// use mojibake::{Options, decode};
    ///
    /// let decoded = decode("å…³äºŽæ案,现答复".as_bytes(), &Options::default());
    /// assert_eq!(decoded.text, "关于提案,现答复");
    /// assert_eq!(decoded.narrowed(), ["关于提案".len()]);
    /// ```
    pub fn narrowed(&self) -> Vec<usize> {
        let latin = |damage| matches!(damage, Damage::Utf8AsWindows1252 | Damage::Utf8AsWindows1252Twice);
        if !self.repairs.iter().any(|repair| latin(repair.damage)) {
            return Vec::new();
        }
        let marks = self.text.match_indices([',', ';', ':', '!', '?', '(', ')']);
        marks.map(|(at, _)| at).filter(|&at| self.is_narrowed(at)).collect()
    }

    /// Whether a hanzi stands before or behind, and no ASCII but digits.
    fn is_narrowed(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + 1..].chars().next();
        let hanzi = |c: Option<char>| c.is_some_and(|c| ('\u{2010}'..'\u{ff00}').contains(&c));
        let apart =
            |c: Option<char>| c.is_none_or(|c| !c.is_ascii() || c.is_ascii_digit() || c == '\n' || c == '\r');
        (hanzi(before) || hanzi(after)) && apart(before) && apart(after)
    }
}
