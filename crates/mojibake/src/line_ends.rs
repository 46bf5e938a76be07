use crate::Decoded;
use memchr::memchr_iter;

impl Decoded {
    /// Makes every line end of the text LF: CRLF and lone CR become LF. What was received stays as it is.
    pub fn unify_line_ends(&mut self) {
        let Some(first) = memchr::memchr(b'\r', self.text.as_bytes()) else { return };
        let received = std::mem::take(&mut self.text);
        let mut text = String::with_capacity(received.len());
        text.push_str(&received[..first]);
        // Offsets of the carriage returns that vanish.
        let mut gone = Vec::new();
        let mut from = first;
        for cr in memchr_iter(b'\r', received.as_bytes()) {
            text.push_str(&received[from..cr]);
            if received.as_bytes().get(cr + 1) == Some(&b'\n') {
                gone.push(cr);
            } else {
                text.push('\n');
            }
            from = cr + 1;
        }
        text.push_str(&received[from..]);
        let mut gone_before = 0;
        let mut moved = |offset: usize| {
            gone_before += gone[gone_before..].iter().take_while(|&&cr| cr < offset).count();
            offset - gone_before
        };
        self.repairs.shift(&mut moved);
        self.text = text;
        self.received.get_or_insert(received);
    }
}

#[cfg(test)]
mod tests {
    use crate::{Alternatives, Charset, Damage, Decoded, How, Kind, Repair};

    fn repair(range: std::ops::Range<usize>) -> Repair {
        let (source, kind, damage) = (range.clone(), Kind::Reversed, Damage::Utf8AsGbk);
        Repair { range, source, kind, damage, confidence: 1.0, alternatives: Alternatives::default() }
    }

    #[test]
    fn repairs_keep_their_characters() {
        let text = "甲\r\n乙\r丙\r\n\r\n丁";
        let repairs =
            ["甲", "乙", "丙", "丁"].map(|c| repair(text.find(c).unwrap()..text.find(c).unwrap() + 3));
        let mut decoded = Decoded {
            text: text.to_owned(),
            received: None,
            charset: Charset::Utf8,
            how: How::Valid,
            score: 1.0,
            repairs: repairs.into_iter().collect(),
        };
        decoded.unify_line_ends();
        assert_eq!(decoded.text, "甲\n乙\n丙\n\n丁");
        for repair in &decoded.repairs {
            assert_eq!(decoded.original(&repair), &decoded.text[repair.range.clone()]);
        }
    }
}
