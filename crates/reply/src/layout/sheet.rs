//! What the stages of the reading write on: blocks, fields and diagnostics, in the order of the text.

use super::label::{Labelled, Meaning};
use super::lines::Line;
use super::{date, letter};
use crate::document::{Block, BlockKind, Field, Metadata, Table};
use crate::notation::{Folded, LOST, is_han};
use crate::{Code, Diagnostic, Doubt, Severity, Span};
use std::collections::{BTreeMap, HashSet};

/// The reading as it grows.
pub(super) struct Sheet<'t> {
    pub(super) text: &'t str,
    /// The text with [`LOST`] for each character that a repair was not sure of; `None` where it was of all. It is as
    /// long as the text: what stands somewhere in one stands there in the other.
    pub(super) masked: Option<String>,
    pub(super) blocks: Vec<Block>,
    pub(super) diagnostics: Vec<Diagnostic>,
    fields: Vec<Entry>,
    /// Of each field, the first of its kind that holds a value.
    first: BTreeMap<Field, usize>,
}

/// A field, and whether it gives way to another source of the same field.
struct Entry {
    metadata: Metadata,
    weak: bool,
}

impl<'t> Sheet<'t> {
    pub(super) fn new(text: &'t str, doubts: &[Doubt]) -> Self {
        let masked = mask(text, doubts);
        Self {
            text,
            masked,
            blocks: Vec::new(),
            diagnostics: Vec::new(),
            fields: Vec::new(),
            first: BTreeMap::new(),
        }
    }

    /// What `read` finds in a line, else what it finds where the doubtful characters of the line may be any.
    pub(super) fn either<T>(&self, line: &Line, read: impl Fn(&str, &Line) -> Option<T>) -> Option<T> {
        read(self.text, line).or_else(|| {
            let masked = self.masked.as_deref()?;
            let doubtful = line.raw.of(masked) != line.raw.of(self.text);
            doubtful.then(|| read(masked, &line.within(masked))).flatten()
        })
    }

    /// Adds a block.
    pub(super) fn block(&mut self, kind: BlockKind, span: Span) {
        self.blocks.push(Block { kind, span, table: None });
    }

    /// Adds a line to the block before it if that is of the same kind, else as a block of its own.
    pub(super) fn join(&mut self, kind: BlockKind, span: Span) {
        match self.blocks.last_mut() {
            Some(last) if last.kind == kind => last.span.end = span.end,
            _ => self.block(kind, span),
        }
    }

    /// Adds a table over `span`.
    pub(super) fn table(&mut self, table: Table, span: Span) {
        self.blocks.push(Block { kind: BlockKind::Table, span, table: Some(table.into()) });
    }

    /// Adds what stands at `value` as `field`.
    pub(super) fn field(&mut self, field: Field, value: Span) {
        self.entry(field, None, value, false);
    }

    /// Adds `value` as the field that a label names.
    pub(super) fn labelled(&mut self, labelled: &Labelled, value: Span) {
        match labelled.meaning {
            Meaning::Ignored | Meaning::Page => {}
            Meaning::Field(field) => self.entry(field, Some(labelled.label), value, false),
            Meaning::Weak(field) => self.entry(field, Some(labelled.label), value, true),
            Meaning::ContactAndPhone => {
                let source = value.of(self.text);
                let digits =
                    source.find(|c| crate::notation::fold(c).is_ascii_digit()).unwrap_or(source.len());
                let between = |c: char| c.is_whitespace() || ",，、;；:：/(（)）".contains(c);
                let name = source[..digits].trim_matches(between);
                let phone = source[digits..].trim_matches(between);
                let place = |part: &str| {
                    let start = value.start + (part.as_ptr() as usize - source.as_ptr() as usize);
                    Span::new(start, start + part.len())
                };
                self.entry(Field::Contact, Some(labelled.label), place(name), false);
                self.entry(Field::ContactPhone, Some(labelled.label), place(phone), false);
            }
        }
    }

    fn entry(&mut self, field: Field, label: Option<Span>, span: Span, weak: bool) {
        let Some((value, span)) = self.clean(field, span) else { return };
        let label = label.map(|label| tidy(label.of(self.text)));
        if !value.is_empty() {
            self.first.entry(field).or_insert(self.fields.len());
        }
        self.fields.push(Entry { metadata: Metadata { field, label, value, span }, weak });
    }

    /// The value of `field` that stands at `span`, cleaned, and where exactly; `None` if it is not of that field.
    fn clean(&mut self, field: Field, span: Span) -> Option<(String, Span)> {
        let source = span.of(self.text);
        if source.is_empty() {
            return Some((String::new(), span));
        }
        Some(match field {
            Field::ProducedOn
            | Field::ReleasedOn
            | Field::EffectiveOn
            | Field::RepealedOn
            | Field::SignedOn => {
                let found = date::find(source).filter(|(date, _)| date.iso().is_some());
                match found {
                    Some((date, range)) => {
                        (date.iso()?, Span::new(span.start + range.start, span.start + range.end))
                    }
                    None => {
                        self.unclear_date(span);
                        (tidy(source), span)
                    }
                }
            }
            Field::ReplyClass => {
                let folded = Folded::new(self.text, span);
                let at = folded.text().find(|c: char| c.is_ascii_alphabetic())?;
                let letter = folded.text()[at..].chars().next()?.to_ascii_uppercase();
                if !('A'..='E').contains(&letter) || folded.text().chars().count() > 12 {
                    return None;
                }
                (letter.to_string(), folded.span(at..at + 1))
            }
            Field::RequestNumber => {
                let folded = Folded::new(self.text, span);
                let bare = folded.text().trim_start_matches('第');
                let start = folded.text().len() - bare.len();
                let bare = bare.rsplit_once('号').map_or(bare, |(number, _)| number);
                let place = folded.span(start..start + bare.len());
                (place.of(self.text).split_whitespace().collect(), place)
            }
            Field::SignedBy => {
                let source = letter::without_seal(source);
                let organs: Vec<&str> = source
                    .split_whitespace()
                    .map(letter::without_seal)
                    .filter(|organ| !organ.is_empty())
                    .collect();
                let span = Span::new(span.start, span.start + source.len());
                let several = organs.iter().all(|organ| letter::is_organ(organ));
                (if several { organs.join("、") } else { tidy(source) }, span)
            }
            Field::Topic | Field::Category | Field::Keywords | Field::CopiedTo | Field::Summary => {
                (source.split_whitespace().collect::<Vec<_>>().join(" "), span)
            }
            Field::Contact => (names(source), span),
            _ => (tidy(source), span),
        })
    }

    fn unclear_date(&mut self, span: Span) {
        self.diagnostics.push(Diagnostic {
            code: Code::DateUnclear,
            severity: Severity::Warning,
            span: Some(span),
            args: vec![("value", tidy(span.of(self.text)))],
        });
    }

    /// The first field of this kind that holds a value.
    pub(super) fn find(&self, field: Field) -> Option<&Metadata> {
        self.first.get(&field).map(|&at| &self.fields[at].metadata)
    }

    /// The fields, each once: as its first source with a value has it, where sources that give way come last. Contacts
    /// and organs that stand one below the other are one field.
    pub(super) fn metadata(&mut self) -> Vec<Metadata> {
        let mut kept: Vec<Entry> = Vec::new();
        // Of the fields that list, what they list.
        let mut lists: BTreeMap<Field, HashSet<String>> = BTreeMap::new();
        for entry in std::mem::take(&mut self.fields) {
            let Some(same) = kept.iter_mut().find(|k| k.metadata.field == entry.metadata.field) else {
                kept.push(entry);
                continue;
            };
            let (old, new) = (&mut same.metadata, entry.metadata);
            let listed = match new.field {
                Field::Contact | Field::ContactPhone => !entry.weak && !same.weak,
                Field::IssuingOrgan => old.label.is_none() && new.label.is_none(),
                _ => false,
            };
            if old.value.is_empty() && !new.value.is_empty()
                || same.weak && !entry.weak && !new.value.is_empty()
            {
                lists.remove(&new.field);
                *same = Entry { metadata: new, weak: entry.weak };
            } else if listed && !new.value.is_empty() {
                let parts = |value: &str| value.split('、').map(str::to_owned).collect::<Vec<_>>();
                let list = lists.entry(new.field).or_insert_with(|| parts(&old.value).into_iter().collect());
                if !list.contains(&new.value) {
                    list.extend(parts(&new.value));
                    old.value.extend(["、", &new.value]);
                }
            }
        }
        kept.into_iter().map(|entry| entry.metadata).collect()
    }
}

/// `text` with [`LOST`] for its doubtful characters; those that are as long as it, which Chinese characters are.
fn mask(text: &str, doubts: &[Doubt]) -> Option<String> {
    /// Characters that are less probable are doubtful.
    const SURE: f32 = 0.9;
    let mut masked = String::new();
    let mut copied = 0;
    for Doubt { span, confidence } in doubts {
        if *confidence < SURE
            && span.end - span.start == LOST.len_utf8()
            && span.of(text).chars().count() == 1
        {
            masked.push_str(&text[copied..span.start]);
            masked.push(LOST);
            copied = span.end;
        }
    }
    (copied > 0).then(|| masked + &text[copied..])
}

/// Offices and persons, parted by one space: 基础教育处 许知微. A name padded to the width of a longer one, 张　三, is one
/// word.
fn names(text: &str) -> String {
    /// The longest name, in characters.
    const NAME: usize = 4;
    let mut names = String::with_capacity(text.len());
    // How many characters the last word has, if it may be the beginning of a padded name.
    let mut begun = None;
    for word in text.split_whitespace() {
        let count = word.chars().all(is_han).then(|| word.chars().count());
        let padded = begun.zip(count).filter(|&(a, b): &(usize, usize)| a.min(b) == 1 && a + b <= NAME);
        let beside = |c: Option<char>| c.is_some_and(|c| is_han(c) || c.is_ascii_alphanumeric());
        if padded.is_none() && beside(names.chars().next_back()) && beside(word.chars().next()) {
            names.push(' ');
        }
        names.push_str(word);
        let office = ["处", "科", "室", "局", "组", "股", "部"].iter().any(|unit| word.ends_with(unit));
        begun = padded.map(|(a, b)| a + b).or(count).filter(|_| !office);
    }
    names
}

/// `text` without its padding: white space stays only between words of letters and digits.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let before = tidy.chars().next_back();
        let after = word.chars().next();
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(before) && latin(after) && !before.is_some_and(is_han) {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn offices_and_padded_names() {
        for (written, read) in [
            ("基础教育处 许知微", "基础教育处 许知微"),
            ("基础教育处　　许知微", "基础教育处 许知微"),
            ("张　三", "张三"),
            ("规划科 张　三", "规划科 张三"),
            ("许 知微", "许知微"),
            ("二科 李 明", "二科 李明"),
            ("欧 阳 知 微", "欧阳知微"),
            ("许知微 （规划科）", "许知微（规划科）"),
            ("", ""),
        ] {
            assert_eq!(names(written), read, "{written}");
        }
    }
}
