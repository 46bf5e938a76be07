//! The figures of the annotated documents: run with `--nocapture` for the table by measure and the reliability of the
//! confidence.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the table is what the test is for")]

use std::path::Path;

use dafu::Hints;
use dafu::wire::Reading;
use score::{Reliability, Row, Tally, observations};

/// A document, its gold file, and the least F1 of values and shares of labels, periods and bases that agree.
/// They rise with the grammar and never fall.
const GOLD: [(&str, &str, f64, f64, f64, f64); 4] = [
    ("seed/clean.txt", "seed/seed.obs.jsonl", 0.99, 0.96, 0.99, 0.97),
    ("prose/bulletin-2012.txt", "prose/bulletin-2012.obs.jsonl", 0.99, 0.99, 0.99, 0.99),
    ("prose/zhejiang-2026.txt", "prose/zhejiang-2026.obs.jsonl", 0.99, 0.94, 0.99, 0.97),
    ("prose/xinjiang-2026.txt", "prose/xinjiang-2026.obs.jsonl", 0.99, 0.93, 0.99, 0.99),
];

#[test]
fn annotated_documents() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if !data.exists() {
        eprintln!("skipped: {} is not here", data.display());
        return;
    }
    let mut all = Tally::default();
    let mut reliability = Reliability::default();
    let mut fallen = Vec::new();
    let mut by_measure = std::collections::BTreeMap::<_, Tally>::new();
    println!("{:<24}{}", "", Tally::HEADER);
    for (document, gold, f1, label, period, basis) in GOLD {
        let text = std::fs::read(data.join(document)).unwrap();
        let rows = Row::read_all(&std::fs::read_to_string(data.join(gold)).unwrap()).unwrap();
        let reading = Reading::from(dafu::read(&text, &Hints::default()));
        let outcome = observations(&reading, &rows, Some(std::str::from_utf8(&text).unwrap()));
        let tally = outcome.tally();
        println!("{document:<24}{tally}");
        outcome.disagreements().for_each(|line| println!("    {line}"));
        all += &tally;
        reliability += &outcome.reliability();
        for (measure, tally) in outcome.by_measure() {
            *by_measure.entry(measure).or_default() += &tally;
        }
        let mut least = |name: &str, got: f64, floor: f64| {
            if got < floor {
                fallen.push(format!("{document}: {name} {got:.4} < {floor}"));
            }
        };
        least("F1", tally.f1(), f1);
        least("label", tally.of_hits(tally.label), label);
        least("period", tally.of_hits(tally.period), period);
        least("basis", tally.of_hits(tally.basis), basis);
    }
    assert!(fallen.is_empty(), "{fallen:#?}");
    println!("{:<24}{all}", "all");
    for (measure, tally) in &by_measure {
        println!("{:<24}{tally}", format!("{measure:?}"));
    }
    println!("{reliability}");
    let sure = reliability.sure_rows().value().unwrap_or(0.0);
    assert!(sure >= 0.97, "of the rows sure of themselves only {sure:.4} are right in every field");
}
