//! Reads every case of `tests/corpus` and compares it with what its `expect.json` says. `tests/corpus/README.md` gives
//! the format and the rulings.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use dafu::wire::{BlockKind, Reading, Section};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What a reading must agree with, in the form of `expect.json`.
struct Case {
    folder: PathBuf,
    expected: Value,
}

fn cases() -> Vec<Case> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(corpus)
        .expect("tests/corpus is part of the repository")
        .map(|entry| entry.expect("a folder that can be read").path())
        .filter(|path| path.join("expect.json").is_file())
        .collect();
    folders.sort();
    let case = |folder: PathBuf| {
        let json = std::fs::read_to_string(folder.join("expect.json")).expect("expect.json");
        let expected = serde_json::from_str(&json).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        Case { folder, expected }
    };
    folders.into_iter().map(case).collect()
}

#[test]
fn documents() {
    let mut report = String::new();
    for (path, expected) in files(&["document.txt", "clean.txt"]) {
        compare(&path, &expected, &mut report);
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Saved pages, in whatever charset and damaged perhaps, read as their document does.
#[test]
fn pages() {
    let mut report = String::new();
    for name in ["page.html", "received.html"] {
        for (path, expected) in files(&[name]) {
            compare(&path, &expected, &mut report);
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Damaged text has the same structure, even where a character was not restored as it was.
#[test]
fn damaged_documents() {
    let mut report = String::new();
    for (path, _) in files(&["received.txt"]) {
        let read = |file: &Path| {
            let bytes = std::fs::read(file).expect("a file that can be read");
            skeleton(&describe(&Reading::from(dafu::read(&bytes, &dafu::Hints::default()))))
        };
        let intact = ["document.txt", "clean.txt"].map(|name| path.with_file_name(name));
        let intact = intact.iter().find(|path| path.is_file()).expect("the text before it was damaged");
        for (key, wrong) in differences(&read(intact), &read(&path)) {
            let _ = writeln!(report, "{}: {key}\n{wrong}", path.display());
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// A letter wrapped hard reads as it did before, whether its paragraphs are indented or not.
#[test]
fn wrapped_documents() {
    let mut report = String::new();
    for (path, _) in files(&["document.txt", "clean.txt"]) {
        let text = read(&path);
        // Rows cannot be told from wrapped lines, and a text of short lines has nothing to wrap.
        let long = text.lines().filter(|line| line.chars().count() > 70).count();
        if long < 3 || text.contains(['\t', '|']) {
            continue;
        }
        let describe = |text: &str| {
            skeleton(&describe(&Reading::from(dafu::read(text.as_bytes(), &dafu::Hints::default()))))
        };
        for indent in ["", "    "] {
            let wrong = differences(&describe(&text), &describe(&wrap(&text, indent)));
            // Without indents a full line that ends with its sentence may end its paragraph or not.
            for (key, wrong) in wrong.into_iter().filter(|(key, _)| !indent.is_empty() || key != "blocks") {
                let _ = writeln!(report, "{} with indent {indent:?}: {key}\n{wrong}", path.display());
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// The lines of `text`, each begun with `indent` and cut into lines as wide as 33 characters, none of which begins with a
/// sign that closes.
fn wrap(text: &str, indent: &str) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        wrapped.push_str(indent);
        let mut columns = indent.len();
        for c in line.trim_start().chars() {
            let closes = "，。；：、！？）》”,.;:!?)%％".contains(c);
            let width = if c.is_ascii() { 1 } else { 2 };
            if columns + width > 66 && !closes {
                wrapped.push('\n');
                columns = 0;
            }
            wrapped.push(c);
            columns += width;
        }
        wrapped.push('\n');
    }
    wrapped
}

/// Of a description, what does not depend on single characters: kinds, levels, markers, which fields there are.
fn skeleton(description: &Value) -> Value {
    let first = |key: &str, words: usize| -> Value {
        let lines = description[key].as_array().expect("a list").iter();
        let short = |line: &Value| {
            line.as_str().unwrap_or_default().split(' ').take(words).collect::<Vec<_>>().join(" ")
        };
        lines.map(short).collect()
    };
    let fields = description["metadata"].as_object().expect("an object").keys();
    json!({
        "kind": description["kind"],
        "metadata": fields.map(|field| (field.clone(), json!(""))).collect::<serde_json::Map<_, _>>(),
        "outline": first("outline", 2),
        "blocks": first("blocks", 1),
    })
}

/// `../shared` beside the repository, where the data that is not ours lies.
fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if !path.is_dir() {
        eprintln!("skipped: {} is not there", path.display());
    }
    path.is_dir().then_some(path)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The lines of an outline with TABs between level, marker and title, as `expect.json` has them.
fn outline(tsv: &str) -> Value {
    tsv.lines().map(|line| line.replace('\t', " ")).collect()
}

#[test]
fn real_replies() {
    let Some(shared) = shared() else { return };
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/replies");
    let mut report = String::new();
    for case in ["proposal-2741", "proposal-4626", "suggestion-2996", "water-saving"] {
        let of = |file: &str| read(&gold.join(case).join(file));
        let expected = json!({
            "kind": of("kind.txt").trim(),
            "metadata": serde_json::from_str::<Value>(&of("metadata.json")).expect("metadata.json"),
            "outline": outline(&of("outline.tsv")),
            "blocks": of("blocks.txt").lines().map(str::trim).collect::<Vec<_>>(),
        });
        for extension in ["txt", "html"] {
            let file = shared.join("replies").join(case).with_extension(extension);
            if file.is_file() {
                compare(&file, &expected, &mut report);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn reference_file() {
    let Some(seed) = shared().map(|shared| shared.join("seed")) else { return };
    let expected = json!({
        "kind": "proposal_reply",
        "metadata": serde_json::from_str::<Value>(&read(&seed.join("metadata.json"))).expect("metadata.json"),
        "outline": outline(&read(&seed.join("outline.tsv"))),
    });
    let mut report = String::new();
    compare(&seed.join("clean.txt"), &expected, &mut report);
    assert!(report.is_empty(), "\n{report}");
}

/// The first of `names` that each case has, with what is expected of it. `CASE` in the environment chooses among them.
fn files(names: &[&str]) -> Vec<(PathBuf, Value)> {
    let only = std::env::var("CASE").unwrap_or_default();
    let chosen = cases().into_iter().filter(|case| case.folder.to_string_lossy().contains(&only));
    let file = |case: Case| {
        let path = names.iter().map(|name| case.folder.join(name)).find(|path| path.is_file())?;
        Some((path, case.expected))
    };
    chosen.filter_map(file).collect()
}

/// Reads the file at `path` and reports where it differs from what is expected.
fn compare(path: &Path, expected: &Value, report: &mut String) {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let found = describe(&Reading::from(dafu::read(&bytes, &dafu::Hints::default())));
    for (key, wrong) in differences(expected, &found) {
        let name: PathBuf = path.components().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        let _ = writeln!(report, "{}: {key}\n{wrong}", name.display());
    }
}

/// What the reading says, in the form of `expect.json`.
fn describe(reading: &Reading) -> Value {
    let text: Vec<char> = reading.text.chars().collect();
    let part = |start: u32, end: u32| text[start as usize..end as usize].iter().collect::<String>();
    let metadata: BTreeMap<String, &String> =
        reading.metadata.iter().map(|m| (name(&m.field), &m.value)).collect();
    let mut outline = Vec::new();
    flatten(&reading.sections, &mut outline);
    let mut blocks: Vec<(BlockKind, String)> = Vec::new();
    for block in &reading.blocks {
        let alone = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph);
        if alone || blocks.last().is_none_or(|last| last.0 != block.kind) {
            blocks.push((block.kind, part(block.start, block.end)));
        }
    }
    let blocks: Vec<String> = blocks.iter().map(|(kind, text)| format!("{} {text}", name(kind))).collect();
    let span = |span: Option<dafu::wire::Span>| span.map_or(String::new(), |s| part(s.start, s.end));
    let tables = reading.blocks.iter().filter_map(|block| block.table.as_ref()).map(|table| {
        let rows: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(|cell| part(cell.start, cell.end)).collect()).collect();
        json!({ "caption": span(table.caption), "unit": span(table.unit), "header_rows": table.header_rows, "rows": rows })
    });
    json!({
        "kind": name(&reading.kind),
        "metadata": metadata,
        "outline": outline,
        "blocks": blocks,
        "tables": tables.collect::<Vec<_>>(),
        "diagnostics": reading.diagnostics.iter().map(|d| name(&d.code)).collect::<BTreeSet<_>>(),
    })
}

/// How a value of the wire's enumerations reads in JSON.
fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn flatten(sections: &[Section], outline: &mut Vec<String>) {
    for section in sections {
        outline.push(format!("{} {} {}", section.level, section.marker, section.title));
        flatten(&section.children, outline);
    }
}

/// Where `found` differs from `expected`, key by key, each in lines that say how.
fn differences(expected: &Value, found: &Value) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for (key, value) in expected.as_object().expect("an object") {
        let report = match key.as_str() {
            "kind" => (value != &found["kind"]).then(|| format!("  - {value}\n  + {}", found["kind"])),
            "metadata" => fields(value, &found["metadata"]),
            "outline" | "tables" => list(value, &found[key], |wanted, got| wanted == got),
            // A block is told by its first characters.
            "blocks" => list(value, &found[key], |wanted, got| got.starts_with(wanted.trim_end_matches('"'))),
            "diagnostics" => {
                let given = found[key].as_array().expect("a list");
                let missing: Vec<_> =
                    value.as_array().expect("a list").iter().filter(|code| !given.contains(code)).collect();
                (!missing.is_empty()).then(|| format!("  - {missing:?}"))
            }
            _ => None,
        };
        wrong.extend(report.map(|report| (key.clone(), report)));
    }
    wrong
}

fn fields(expected: &Value, found: &Value) -> Option<String> {
    let (expected, found) = (expected.as_object()?, found.as_object()?);
    let mut report = String::new();
    for key in expected.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
        let (wanted, got) = (expected.get(key), found.get(key));
        if wanted.map(same_value) != got.map(same_value) {
            let show = |value: Option<&Value>| value.map_or("(none)".to_owned(), Value::to_string);
            let _ = writeln!(report, "  {key}\n  - {}\n  + {}", show(wanted), show(got));
        }
    }
    (!report.is_empty()).then_some(report)
}

fn list(expected: &Value, found: &Value, agree: fn(&str, &str) -> bool) -> Option<String> {
    let lines = |value: &Value| -> Vec<Value> { value.as_array().cloned().unwrap_or_default() };
    let (expected, found) = (lines(expected), lines(found));
    let (wanted, got): (Vec<_>, Vec<_>) =
        (expected.iter().map(same_value).collect(), found.iter().map(same_value).collect());
    let same_line = |i: usize, j: usize| agree(&wanted[i], &got[j]);
    // The longest common subsequence, so that one missing line shows as one.
    let mut length = vec![vec![0usize; found.len() + 1]; expected.len() + 1];
    for i in (0..expected.len()).rev() {
        for j in (0..found.len()).rev() {
            length[i][j] = if same_line(i, j) {
                length[i + 1][j + 1] + 1
            } else {
                length[i + 1][j].max(length[i][j + 1])
            };
        }
    }
    let mut report = String::new();
    let (mut i, mut j) = (0, 0);
    while i < expected.len() || j < found.len() {
        if i < expected.len() && j < found.len() && same_line(i, j) {
            (i, j) = (i + 1, j + 1);
        } else if j == found.len() || i < expected.len() && length[i + 1][j] >= length[i][j + 1] {
            let _ = writeln!(report, "  - {}", expected[i]);
            i += 1;
        } else {
            let _ = writeln!(report, "  + {}", found[j].to_string().chars().take(60).collect::<String>());
            j += 1;
        }
    }
    (!report.is_empty()).then_some(report)
}

fn same_value(value: &Value) -> String {
    same(&value.to_string().replace("\\\"", "\""))
}

/// `text` by its meaning: no white space, widths and quotes alike.
fn same(text: &str) -> String {
    text.chars().map(reply::notation::fold).filter(|c| *c != ' ').collect()
}
