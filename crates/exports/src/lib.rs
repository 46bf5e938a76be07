//! Readings as files that other programs open. The command line and the page call the same functions and give the
//! same bytes; none of them knows a clock.

mod csv;
mod figures;
mod markdown;
mod sdmx;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use figures::value;

use dafu::wire::{Reading, Span};
use phrases::Language;
use std::io::{self, Write};

/// What a reading can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Export {
    /// The repaired text.
    Text,
    /// The document with its metadata and tables, for people and for wikis (CommonMark with tables).
    Markdown,
    /// Everything, in the wire format.
    Json,
    /// The figures as a table that Excel opens: UTF-8 with byte order mark, heads in the language of the reader.
    Csv,
    /// The figures in SDMX-CSV 2.0.
    SdmxCsv,
    /// A workbook of metadata, outline, figures and their pivot.
    #[cfg(feature = "xlsx")]
    Xlsx,
}

impl Export {
    /// All kinds.
    pub const ALL: &[Export] = &[
        Export::Text,
        Export::Markdown,
        Export::Json,
        Export::Csv,
        Export::SdmxCsv,
        #[cfg(feature = "xlsx")]
        Export::Xlsx,
    ];

    /// The ending of its file names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Export::Text => "txt",
            Export::Markdown => "md",
            Export::Json => "json",
            Export::Csv => "csv",
            Export::SdmxCsv => "sdmx.csv",
            #[cfg(feature = "xlsx")]
            Export::Xlsx => "xlsx",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Export::Text => "text/plain;charset=utf-8",
            Export::Markdown => "text/markdown;charset=utf-8",
            Export::Json => "application/json",
            Export::Csv => "text/csv;charset=utf-8",
            Export::SdmxCsv => "application/vnd.sdmx.data+csv;version=2.0.0",
            #[cfg(feature = "xlsx")]
            Export::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The bytes of `reading` as this kind of file.
    pub fn write(self, reading: &Reading, language: Language) -> Vec<u8> {
        match self {
            Export::Text => ending_in_newline(reading.text.clone()).into_bytes(),
            Export::Markdown => markdown::write(reading, language).into_bytes(),
            Export::Json => {
                let mut json = Vec::new();
                let written = self.write_to(reading, language, &mut json);
                written.expect("memory takes all that is written");
                json
            }
            Export::Csv => csv::write(reading, language).into_bytes(),
            Export::SdmxCsv => sdmx::write(reading, language).into_bytes(),
            #[cfg(feature = "xlsx")]
            Export::Xlsx => xlsx::write(reading, language),
        }
    }

    /// Writes the bytes of `reading` as this kind of file. JSON is written as it is made.
    pub fn write_to(self, reading: &Reading, language: Language, mut out: impl Write) -> io::Result<()> {
        match self {
            Export::Json => {
                reading.write_json(&mut out)?;
                out.write_all(b"\n")
            }
            _ => out.write_all(&self.write(reading, language)),
        }
    }

    /// A file name from the document's title, or else from the name of the file read.
    pub fn file_name(self, title: Option<&str>, name: Option<&str>) -> String {
        let stem = title.filter(|t| !t.trim().is_empty()).or(name).unwrap_or_default();
        file_name(stem, self.extension())
    }
}

/// A file name without what a file system refuses (Windows, "Naming Files, Paths, and Namespaces", is the strictest), and short
/// enough for all of them.
pub fn file_name(stem: &str, extension: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !r#"\/:*?"<>|"#.contains(*c);
    // 80 characters are 240 bytes at most of the usual 255.
    let stem: String = stem.chars().filter(allowed).take(80).collect();
    let stem = stem.trim_matches([' ', '.']);
    let before = match stem {
        "" => "dafu",
        _ if is_device(stem) => "dafu-",
        _ => "",
    };
    format!("{before}{stem}.{extension}")
}

/// Whether Windows takes a name for a device, whatever follows its first dot.
fn is_device(name: &str) -> bool {
    let name = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let port = name.strip_prefix("COM").or(name.strip_prefix("LPT"));
    matches!(&*name, "CON" | "PRN" | "AUX" | "NUL")
        || port.is_some_and(|n| {
            n.chars().count() == 1 && n.contains(|c: char| c.is_ascii_digit() || "¹²³".contains(c))
        })
}

fn ending_in_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Code-point offsets of a text as byte offsets, in constant time each.
struct Text<'a> {
    text: &'a str,
    /// The byte that each [`Text::STEP`]th code point begins at.
    marks: Vec<usize>,
}

impl<'a> Text<'a> {
    const STEP: usize = 128;

    fn new(text: &'a str) -> Self {
        Self { text, marks: text.char_indices().step_by(Self::STEP).map(|(byte, _)| byte).collect() }
    }

    fn byte(&self, code_point: u32) -> usize {
        let code_point = code_point as usize;
        let Some(&mark) = self.marks.get(code_point / Self::STEP) else { return self.text.len() };
        let rest = &self.text[mark..];
        mark + rest.char_indices().nth(code_point % Self::STEP).map_or(rest.len(), |(byte, _)| byte)
    }

    fn slice(&self, start: u32, end: u32) -> &'a str {
        &self.text[self.byte(start)..self.byte(end)]
    }

    fn span(&self, span: Span) -> &'a str {
        self.slice(span.start, span.end)
    }
}

#[cfg(test)]
mod tests;
