//! A [`Reading`](crate::Reading) of the core in its wire form: byte spans become code-point offsets, indices ids.

use super::offsets::Offsets;
use super::*;
use crate::Format;
use mojibake::Kind;
use std::sync::Arc;

impl From<crate::Reading> for Reading {
    fn from(mut reading: crate::Reading) -> Self {
        let document = std::mem::take(&mut reading.document);
        let at = Offsets::new(reading.text());
        let sections = at.sections(document.sections, "");
        let table = |table| indicator_table(table, &sections);
        let found = Reading {
            schema: SCHEMA.to_owned(),
            source: source(&reading),
            text: String::new(),
            repairs: reading.decoded.repairs.iter().map(|r| at.repair(&r, &reading.decoded)).collect(),
            kind: document.kind.into(),
            metadata: document.metadata.into_iter().map(|m| at.metadata(m)).collect(),
            blocks: document.blocks.into_iter().map(|b| at.block(b)).collect(),
            observations: at.observations(document.observations, &sections),
            tables: document.tables.into_iter().map(table).collect(),
            series: document.series.into_iter().map(series).collect(),
            diagnostics: diagnostics(&reading, document.diagnostics, &at),
            sections,
        };
        Reading { text: reading.decoded.text, ..found }
    }
}

impl Offsets<'_> {
    fn span(&self, span: reply::Span) -> Span {
        Span { start: self.code_point(span.start), end: self.code_point(span.end) }
    }

    fn repair(&self, repair: &mojibake::Repair, decoded: &mojibake::Decoded) -> Repair {
        let alternative = |a: &mojibake::Alternative| Alternative {
            text: a.character.to_string(),
            confidence: probability(a.confidence),
        };
        Repair {
            start: self.code_point(repair.range.start),
            end: self.code_point(repair.range.end),
            kind: repair.kind.into(),
            damage: repair.damage.into(),
            original: decoded.original(repair).to_owned(),
            source: repair.source.start as u64,
            confidence: probability(repair.confidence),
            alternatives: repair.alternatives.iter().map(alternative).collect(),
        }
    }

    fn metadata(&self, metadata: reply::Metadata) -> Metadata {
        let Span { start, end } = self.span(metadata.span);
        Metadata { field: metadata.field.into(), label: metadata.label, value: metadata.value, start, end }
    }

    /// The sections below `parent`, an id that is empty at the top. The depth of the recursion is that of the outline,
    /// which its `u8` levels bound.
    fn sections(&self, sections: Vec<reply::Section>, parent: &str) -> Vec<Section> {
        let section = |(number, section): (usize, reply::Section)| {
            let id: Name = match parent {
                "" => number.to_string(),
                _ => format!("{parent}.{number}"),
            }
            .into();
            Section {
                level: section.level,
                marker: section.marker.into(),
                title: section.title.into(),
                start: self.code_point(section.heading.start),
                heading_end: self.code_point(section.heading.end),
                end: self.code_point(section.span.end),
                children: self.sections(section.children, &id),
                id,
            }
        };
        (1..).zip(sections).map(section).collect()
    }

    fn block(&self, block: reply::Block) -> Block {
        let Span { start, end } = self.span(block.span);
        Block { kind: block.kind.into(), start, end, table: block.table.map(|t| self.table(*t).into()) }
    }

    fn table(&self, table: reply::Table) -> Table {
        let cells = |row: Vec<reply::Span>| row.into_iter().map(|cell| self.span(cell)).collect();
        Table {
            caption: table.caption.map(|s| self.span(s)),
            unit: table.unit.map(|s| self.span(s)),
            header_rows: table.header_rows as u32,
            rows: table.rows.into_iter().map(cells).collect(),
        }
    }

    /// Figures share their names, and those that stand together their section and their period.
    fn observations(&self, observations: Vec<reply::Observation>, sections: &[Section]) -> Vec<Observation> {
        let mut periods = Last(None);
        let mut units: Vec<(&'static str, Name)> = Vec::new();
        let mut si = |si: reply::Si| {
            let known = units.iter().position(|(unit, _)| std::ptr::eq(*unit, si.unit));
            let unit = known.unwrap_or_else(|| {
                units.push((si.unit, si.unit.into()));
                units.len() - 1
            });
            Si { number: si.number, unit: units[unit].1.clone() }
        };
        let one = |(index, o): (usize, reply::Observation)| {
            let caveats = o.caveats().map(Caveat::from).collect();
            let period = o.period.map(|period| periods.share(period, |p| Arc::new(Period::from(p))));
            Observation {
                id: Id::of(index),
                source: o.source.into(),
                section: section_id(sections, &o.section),
                indicator: o.indicator.into(),
                area: o.area.map(Name::from),
                subject: o.subject.map(Name::from),
                criterion: o.criterion.map(Name::from),
                period,
                measure: o.measure.into(),
                number: o.number,
                upper: o.upper,
                unit: o.unit.into(),
                si: o.si.map(&mut si),
                qualifier: o.qualifier.into(),
                direction: o.direction.map(Direction::from),
                basis: o.basis.map(Name::from),
                status: o.status.into(),
                part_of: o.part_of.map(Id::of),
                members: o.members.into(),
                evidence: self.span(o.evidence),
                sentence: self.span(o.sentence),
                confidence: probability(o.confidence),
                caveats,
            }
        };
        let mut observations: Vec<Observation> = observations.into_iter().enumerate().map(one).collect();
        // They stand where those of the engine stood, which are larger.
        observations.shrink_to_fit();
        observations
    }

    fn diagnostic(&self, diagnostic: reply::Diagnostic) -> Diagnostic {
        let span = diagnostic.span.map(|s| self.span(s));
        Diagnostic {
            code: diagnostic.code.into(),
            severity: diagnostic.severity.into(),
            start: span.map(|s| s.start),
            end: span.map(|s| s.end),
            args: order::gathered(diagnostic.args.into_iter().map(|(name, value)| (name.to_owned(), value))),
        }
    }
}

/// What was made of the last of things that follow each other, most of them alike.
struct Last<K, V>(Option<(K, Arc<V>)>);

impl<K: PartialEq, V> Last<K, V> {
    fn share(&mut self, key: K, make: impl FnOnce(&K) -> Arc<V>) -> Arc<V> {
        match &self.0 {
            Some((last, made)) if *last == key => made.clone(),
            _ => {
                let made = make(&key);
                self.0.insert((key, made)).1.clone()
            }
        }
    }
}

impl From<&reply::Period> for Period {
    fn from(period: &reply::Period) -> Self {
        Period {
            text: period.text.clone().into(),
            start: period.start.map(|day| day.to_string()),
            end: period.end.map(|day| day.to_string()),
        }
    }
}

fn source(reading: &crate::Reading) -> Source {
    let decoded = &reading.decoded;
    let charset = Charset {
        label: decoded.charset.label().to_owned(),
        how: decoded.how.into(),
        score: probability(decoded.score),
    };
    Source {
        name: reading.name.clone(),
        bytes: reading.bytes as u64,
        sha256: hex(&reading.sha256, ""),
        format: reading.format.media_type().to_owned(),
        charset: reading.is_document().then_some(charset),
    }
}

/// Bytes in lower-case hexadecimal.
fn hex(bytes: &[u8], between: &str) -> String {
    let bytes: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.join(between)
}

fn indicator_table(table: reply::IndicatorTable, sections: &[Section]) -> IndicatorTable {
    let row = |row: reply::IndicatorRow| IndicatorRow {
        label: row.label.into(),
        cells: row.cells.iter().map(|&(measure, index)| (measure.into(), Id::of(index as usize))).collect(),
    };
    IndicatorTable {
        section: section_id(sections, &table.section),
        columns: table.columns.into_iter().map(Measure::from).collect(),
        rows: table.rows.into_iter().map(row).collect(),
    }
}

fn series(series: reply::Series) -> Series {
    Series {
        indicator: series.indicator.into(),
        measure: series.measure.into(),
        unit: series.unit.into(),
        period: series.period.map(Name::from),
        observations: series.observations.into_iter().map(Id::of).collect(),
    }
}

/// The id of the section with this path; none for the empty one.
fn section_id(sections: &[Section], path: &[usize]) -> Option<Name> {
    let (last, above) = path.split_last()?;
    let siblings =
        above.iter().try_fold(sections, |above, number| Some(&*above.get(number - 1)?.children))?;
    Some(siblings.get(last - 1)?.id.clone())
}

/// Three digits: more would say more than the models know, and the last bits of `exp` and `ln` differ by platform.
fn probability(p: f32) -> f32 {
    (f64::from(p).clamp(0.0, 1.0) * 1000.0).round() as f32 / 1000.0
}

/// What there is to say about the file, then about its text, then about the document.
fn diagnostics(
    reading: &crate::Reading,
    of_document: Vec<reply::Diagnostic>,
    at: &Offsets<'_>,
) -> Vec<Diagnostic> {
    match reading.format {
        Format::Empty => vec![about_file(Code::Empty, Severity::Error, [])],
        Format::Foreign(foreign) => {
            let args = [
                ("kind", foreign.name().to_owned()),
                ("media_type", foreign.media_type().to_owned()),
                ("seen", hex(&reading.beginning, " ")),
            ];
            vec![about_file(Code::NotADocument, Severity::Error, args)]
        }
        Format::Text | Format::Html => {
            let mut diagnostics = about_text(reading, at);
            let no_chinese = !reading.text().chars().any(reply::notation::is_han);
            if no_chinese {
                diagnostics.push(about_file(Code::NoChinese, Severity::Warning, []));
            }
            let no_reply = of_document.iter().any(|d| d.code == reply::Code::NotAReply);
            let hardly_chinese = !no_chinese && no_reply && mojibake::is_foreign(reading.text());
            if hardly_chinese {
                diagnostics.push(about_file(Code::HardlyChinese, Severity::Warning, []));
            }
            let told = |d: &reply::Diagnostic| match d.code {
                reply::Code::NotAReply => !no_chinese && !hardly_chinese,
                reply::Code::FigureUnresolved => !hardly_chinese,
                _ => true,
            };
            diagnostics.extend(of_document.into_iter().filter(told).map(|d| at.diagnostic(d)));
            diagnostics
        }
    }
}

/// How many characters could not be restored, by the reason, each at the first of them.
fn about_text(reading: &crate::Reading, at: &Offsets<'_>) -> Vec<Diagnostic> {
    let unresolved = || reading.decoded.repairs.iter().filter(|r| r.kind == Kind::Unresolved);
    let (undecodable, damaged): (Vec<_>, Vec<_>) =
        unresolved().partition(|r| r.damage == mojibake::Damage::Undecodable);
    let tell = |code, repairs: Vec<mojibake::Repair>| {
        let first = repairs.first()?;
        let count = ("count", repairs.len().to_string());
        let diagnostic = about_file(code, Severity::Warning, [count]);
        let (start, end) = (at.code_point(first.range.start), at.code_point(first.range.end));
        Some(Diagnostic { start: Some(start), end: Some(end), ..diagnostic })
    };
    let undecodable = tell(Code::UndecodableBytes, undecodable);
    let damaged = tell(Code::UnresolvedCharacters, damaged);
    let narrowed = reading.decoded.narrowed();
    let narrowed = narrowed.first().map(|&first| {
        let count = ("count", narrowed.len().to_string());
        let diagnostic = about_file(Code::NarrowedPunctuation, Severity::Info, [count]);
        Diagnostic { start: Some(at.code_point(first)), end: Some(at.code_point(first + 1)), ..diagnostic }
    });
    undecodable.into_iter().chain(damaged).chain(narrowed).collect()
}

fn about_file<const N: usize>(code: Code, severity: Severity, args: [(&str, String); N]) -> Diagnostic {
    let args = order::gathered(args.into_iter().map(|(name, value)| (name.to_owned(), value)));
    Diagnostic { code, severity, start: None, end: None, args }
}
