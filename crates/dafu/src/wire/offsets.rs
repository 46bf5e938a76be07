//! Byte offsets of UTF-8 text as code-point offsets.

/// One mark for so many bytes: four bytes of memory for 128 of text, and at most 128 bytes to count at a look-up.
const STEP: usize = 128;

/// Code-point offsets of a text, found in one pass over it; each look-up then takes constant time.
pub(super) struct Offsets<'a> {
    bytes: &'a [u8],
    /// How many code points begin before byte `i * STEP`.
    marks: Vec<u32>,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for chunk in bytes.chunks(STEP) {
            marks.push(count);
            count += begun(chunk);
        }
        if bytes.len().is_multiple_of(STEP) {
            marks.push(count);
        }
        Self { bytes, marks }
    }

    /// How many code points begin before `byte`.
    pub(super) fn code_point(&self, byte: usize) -> u32 {
        let mark = byte / STEP;
        self.marks[mark] + begun(&self.bytes[mark * STEP..byte])
    }
}

/// How many code points begin in at most [`STEP`] bytes: all bytes but the continuation bytes `10xxxxxx`. They are counted in a byte,
/// sixteen and more at a time.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u8::from(byte as i8 >= -0x40)).sum::<u8>().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_boundary_counts_the_characters_before_it(text in "[\\x00-\u{10ffff}]{0,300}") {
            let offsets = Offsets::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.code_point(byte), count as u32);
            }
            prop_assert_eq!(offsets.code_point(text.len()), text.chars().count() as u32);
        }
    }
}
