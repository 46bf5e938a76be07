//! The figures are those that the annotators' own scorer prints.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "tests report what they find")]

use std::path::{Path, PathBuf};
use std::process::Command;

use dafu::Hints;
use dafu::wire::{Observation, Reading};
use score::Row;

/// The annotated data, where this checkout has them.
fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|o| o.status.success());
    if shared.join("tools/score.py").exists() && python {
        return Some(shared);
    }
    eprintln!("skipped: needs ../shared and python3");
    None
}

/// What `score.py` prints for `reading`.
fn theirs(shared: &Path, what: &str, reading: &Reading, gold: &str, more: &[&str]) -> serde_json::Value {
    let thread = std::thread::current().id();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{what}-{thread:?}.json"));
    std::fs::write(&file, serde_json::to_string(reading).unwrap()).unwrap();
    let output = Command::new("python3")
        .arg(shared.join("tools/score.py"))
        .args([what, file.to_str().unwrap(), gold, "--errors", "0"])
        .args(more)
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
}

#[track_caller]
fn same(theirs: &serde_json::Value, ours: &[(&str, f64)]) {
    for (name, ours) in ours {
        let theirs = theirs[name].as_f64().unwrap_or_else(|| panic!("no {name} in {theirs}"));
        assert!((theirs - ours).abs() <= 5.1e-5, "{name}: {ours} instead of {theirs}");
    }
}

#[track_caller]
fn same_figures(shared: &Path, reading: &Reading, gold: &Path, clean: &Path) {
    let rows = Row::read_all(&std::fs::read_to_string(gold).unwrap()).unwrap();
    let text = std::fs::read_to_string(clean).unwrap();
    let outcome = score::observations(reading, &rows, Some(&text));
    let tally = outcome.tally();
    let paths = [gold, clean].map(|path| path.to_str().unwrap());
    let printed = theirs(shared, "observations", reading, paths[0], &["--text", paths[1]]);
    let counts = [
        ("gold", tally.gold()),
        ("hits", tally.hits),
        ("missed", tally.missed),
        ("false", tally.false_figures),
    ];
    same(&printed, &counts.map(|(name, count)| (name, count as f64)));
    same(&printed, &[("precision", tally.precision()), ("recall", tally.recall()), ("f1", tally.f1())]);
    let fields = [
        ("label", tally.label),
        ("period", tally.period),
        ("basis", tally.basis),
        ("direction", tally.direction),
        ("qualifier", tally.qualifier),
        ("status", tally.status),
        ("row", tally.row),
    ];
    same(&printed, &fields.map(|(name, agreeing)| (name, tally.of_hits(agreeing))));
}

/// The gold rows as a reading of `text`, wrong in many ways: every row is as likely as its neighbours to be left out,
/// moved, doubled or to have another number, unit, measure, label, period, basis, direction, qualifier or status.
fn faulty(rows: &[Row], text: &str) -> Reading {
    let mut reading = Reading::from(dafu::read(text.as_bytes(), &Hints::default()));
    reading.text = text.to_owned();
    reading.observations = rows
        .iter()
        .enumerate()
        .filter(|(index, _)| index % 11 != 3)
        .flat_map(|(index, row)| {
            let copies = if index % 13 == 5 { 2 } else { 1 };
            std::iter::repeat_n(observation(index, row), copies)
        })
        .collect();
    reading
}

fn observation(index: usize, row: &Row) -> Observation {
    let start = row.start.saturating_sub(if index % 17 == 6 { 40 } else { 0 });
    let end = start + row.quote.chars().count();
    let mut value = serde_json::json!({
        "id": format!("o{}", index + 1), "source": if index % 19 == 2 { "table" } else { "prose" }, "section": null,
        "indicator": row.label, "area": null, "subject": null, "criterion": null,
        "period": row.period.as_ref().map(|text| serde_json::json!({"text": text, "start": null, "end": null})),
        "measure": row.measure, "number": row.number, "upper": row.upper,
        "unit": row.unit.clone().unwrap_or_default(), "si": null, "qualifier": row.qualifier,
        "direction": row.direction, "basis": row.basis, "status": row.status, "part_of": null, "members": [],
        "evidence": {"start": start, "end": end}, "sentence": {"start": start, "end": end}, "confidence": 0.5,
    });
    let faults = [
        ("number", 7, serde_json::json!(row.number + 1.0)),
        ("unit", 23, "百分点".into()),
        ("measure", 29, "rate".into()),
        ("indicator", 5, row.label.chars().take(4).collect::<String>().into()),
        ("period", 9, serde_json::json!({"text": "2018年", "start": null, "end": null})),
        ("basis", 8, "环比".into()),
        ("direction", 10, "down".into()),
        ("qualifier", 12, "about".into()),
        ("status", 14, "target".into()),
    ];
    for (field, each, fault) in faults {
        if index % each == 4 {
            value[field] = fault;
        }
    }
    serde_json::from_value(value).unwrap()
}

const DOCUMENTS: [(&str, &str); 4] = [
    ("seed/seed.obs.jsonl", "seed/clean.txt"),
    ("prose/bulletin-2012.obs.jsonl", "prose/bulletin-2012.txt"),
    ("prose/xinjiang-2026.obs.jsonl", "prose/xinjiang-2026.txt"),
    ("prose/zhejiang-2026.obs.jsonl", "prose/zhejiang-2026.txt"),
];

#[test]
fn figures_of_faulty_readings() {
    let Some(shared) = shared() else { return };
    for (gold, clean) in
        DOCUMENTS.map(|(gold, clean)| (shared.join("data").join(gold), shared.join("data").join(clean)))
    {
        let rows = Row::read_all(&std::fs::read_to_string(&gold).unwrap()).unwrap();
        let text = std::fs::read_to_string(&clean).unwrap();
        let reading = faulty(&rows, &text);
        same_figures(&shared, &reading, &gold, &clean);
    }
}

#[test]
fn everything_of_a_damaged_reading() {
    let Some(shared) = shared() else { return };
    let data = shared.join("data");
    let seed = std::fs::read(data.join("seed/seed.txt")).unwrap();
    let mut reading = Reading::from(dafu::read(&seed, &Hints::default()));
    let clean = data.join("seed/clean.txt");
    // Whatever the repair can do today, leave something to disagree about.
    let damaged = |(index, c): (usize, char)| match index % 97 {
        13 => None,
        50 => Some('\u{fffd}'),
        _ => Some(c),
    };
    reading.text = reading.text.chars().enumerate().filter_map(damaged).collect();
    same_figures(&shared, &reading, &data.join("seed/seed.obs.jsonl"), &clean);

    let printed = theirs(&shared, "text", &reading, clean.to_str().unwrap(), &[]);
    let text = score::text(&reading, &std::fs::read_to_string(&clean).unwrap());
    same(&printed, &[("characters", text.characters as f64), ("wrong", text.wrong as f64)]);

    let outline = data.join("seed/outline.tsv");
    let printed = theirs(&shared, "outline", &reading, outline.to_str().unwrap(), &[]);
    let headings = score::outline(&reading, &std::fs::read_to_string(&outline).unwrap()).unwrap();
    let (found, right) = (headings.found as f64, headings.right as f64);
    same(
        &printed,
        &[("gold", headings.gold as f64), ("found", found), ("right", right), ("f1", headings.f1())],
    );

    let metadata = data.join("seed/metadata.json");
    let printed = theirs(&shared, "metadata", &reading, metadata.to_str().unwrap(), &[]);
    let ours = score::metadata(&reading, &std::fs::read_to_string(&metadata).unwrap()).unwrap();
    same(&printed, &[("gold", ours.gold as f64), ("right", ours.right as f64)]);
    assert_eq!(printed["extra"].as_array().map(Vec::len), Some(ours.extra.len()));
}
