//! Readings that were saved as JSON, opened again.

use super::*;

/// Whether `bytes` begin as the JSON of a reading does, of whatever version: it is to be opened with [`Reading::reopen`],
/// not read as a text.
///
/// ```
/// assert!(dafu::wire::is_saved(br#"{"schema":"dafu.reading/1","source":{}}"#));
/// assert!(!dafu::wire::is_saved("关于提案的答复".as_bytes()));
/// ```
pub fn is_saved(bytes: &[u8]) -> bool {
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    ["{", "\"schema\"", ":", "\"dafu.reading/"].iter().all(|token| {
        rest = rest.trim_ascii_start();
        let found = rest.strip_prefix(token.as_bytes());
        rest = found.unwrap_or(rest);
        found.is_some()
    })
}

impl Reading {
    /// Opens a reading that was saved with [`to_json`](Self::to_json). It never fails: what cannot be opened gives a
    /// reading without text that says why.
    pub fn reopen(bytes: &[u8]) -> Self {
        let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match serde_json::from_slice::<Reading>(json) {
            Ok(reading) if reading.schema == SCHEMA && reading.points_into_its_text() => reading,
            Ok(reading) if reading.schema == SCHEMA => refused(bytes, Code::SavedDamaged, "place", "offsets"),
            Ok(reading) => refused(bytes, Code::SavedVersion, "schema", &reading.schema),
            Err(error) => match serde_json::from_slice::<Head>(json) {
                Ok(head) if head.schema != SCHEMA => {
                    refused(bytes, Code::SavedVersion, "schema", &head.schema)
                }
                _ => {
                    let place = format!("{}:{}", error.line(), error.column());
                    refused(bytes, Code::SavedDamaged, "place", &place)
                }
            },
        }
    }

    /// Whether every span lies within the text, and repairs, blocks and sections follow each other: whoever draws or
    /// exports a reading relies on it, and a file may have been edited.
    fn points_into_its_text(&self) -> bool {
        let length = self.text.chars().count() as u32;
        let within = |start: u32, end: u32| start <= end && end <= length;
        let spans = |spans: &[Span]| spans.iter().all(|span| within(span.start, span.end));
        let table = |table: &Table| {
            let above = table.caption.iter().chain(&table.unit);
            above.chain(table.rows.iter().flatten()).all(|span| within(span.start, span.end))
        };
        in_order(self.repairs.iter().map(|repair| (repair.start, repair.end)), length)
            && in_order(self.blocks.iter().map(|block| (block.start, block.end)), length)
            && in_order(headings(&self.sections).into_iter(), length)
            && self.blocks.iter().filter_map(|block| block.table.as_deref()).all(table)
            && self.metadata.iter().all(|metadata| within(metadata.start, metadata.end))
            && self.observations.iter().all(|o| spans(&[o.evidence, o.sentence]))
    }
}

/// Whether each range ends before the next begins, and the last within `length`.
fn in_order(mut ranges: impl Iterator<Item = (u32, u32)>, length: u32) -> bool {
    let mut last = 0;
    ranges.all(|(start, end)| {
        let follows = last <= start && start <= end;
        last = end;
        follows
    }) && last <= length
}

/// Marker and title of all sections, each before those below it.
fn headings(sections: &[Section]) -> Vec<(u32, u32)> {
    let mut headings = Vec::new();
    let mut rest: Vec<&Section> = sections.iter().rev().collect();
    while let Some(section) = rest.pop() {
        headings.push((section.start, section.heading_end));
        rest.extend(section.children.iter().rev());
    }
    headings
}

/// What any version has.
#[derive(Deserialize)]
struct Head {
    schema: String,
}

/// A reading of nothing, for the reason that `code` gives.
fn refused(bytes: &[u8], code: Code, argument: &str, value: &str) -> Reading {
    use sha2::Digest;
    let sha256 = sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Reading {
        schema: SCHEMA.to_owned(),
        source: Source {
            name: None,
            bytes: bytes.len() as u64,
            sha256,
            format: "application/json".to_owned(),
            charset: None,
        },
        text: String::new(),
        repairs: Vec::new(),
        kind: DocumentKind::Other,
        metadata: Vec::new(),
        sections: Vec::new(),
        blocks: Vec::new(),
        observations: Vec::new(),
        tables: Vec::new(),
        series: Vec::new(),
        diagnostics: vec![Diagnostic {
            code,
            severity: Severity::Error,
            start: None,
            end: None,
            args: [(argument.to_owned(), value.to_owned())].into(),
        }],
    }
}
