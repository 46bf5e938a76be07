//! Prints the weights of the confidence, fitted to every judged row, and how they hold on rows that they were not fitted to.

use std::path::Path;
use std::process::ExitCode;

use score::calibrate::{self, Judged, Origin, Weights};
use score::{Reliability, Row, cases};

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]
fn main() -> ExitCode {
    match judged() {
        Ok(rows) => {
            println!("{}", report(&rows));
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

/// The rows of all cases, and of the annotated documents where they are there.
fn judged() -> Result<Vec<Judged>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let cases = cases::load(&root.join("tests/figures")).map_err(|e| e.to_string())?;
    let mut rows = Vec::new();
    // Nothing is fitted to the documents that tell how the fit holds.
    for (at, case) in cases.iter().enumerate().filter(|(_, case)| !cases::OTHERS.contains(&&*case.frame)) {
        let document = [cases::DOCUMENTS, cases::MENDED].contains(&&*case.frame);
        let origin = if document { Origin::Document(at) } else { Origin::Sentences(at % 10) };
        rows.extend(calibrate::judge(origin, case.text.as_bytes(), &case.rows, Some(&case.text)));
    }
    const ANNOTATED: [(&str, &str); 4] = [
        ("seed/clean.txt", "seed/seed.obs.jsonl"),
        ("prose/bulletin-2012.txt", "prose/bulletin-2012.obs.jsonl"),
        ("prose/zhejiang-2026.txt", "prose/zhejiang-2026.obs.jsonl"),
        ("prose/xinjiang-2026.txt", "prose/xinjiang-2026.obs.jsonl"),
    ];
    let data = root.join("../shared/data");
    for (at, (text, gold)) in ANNOTATED.into_iter().enumerate().filter(|_| data.exists()) {
        let read = |file: &str| std::fs::read_to_string(data.join(file)).map_err(|e| format!("{file}: {e}"));
        let (text, gold) = (read(text)?, read(gold)?);
        let gold = Row::read_all(&gold).map_err(|e| e.to_string())?;
        rows.extend(calibrate::judge(
            Origin::Document(cases.len() + at),
            text.as_bytes(),
            &gold,
            Some(&text),
        ));
    }
    Ok(rows)
}

fn report(rows: &[Judged]) -> String {
    let all: Vec<&Judged> = rows.iter().collect();
    let weights = Weights::fit(&all).lowered();
    let mut out = format!("{} rows\nconst PLAIN: f32 = {:.2};\n", rows.len(), weights.plain);
    for (at, (name, weight)) in reply::Grounds::NAMES.iter().zip(&weights.grounds).enumerate() {
        let holding: Vec<&&Judged> = all.iter().filter(|row| row.grounds[at]).collect();
        let right = holding.iter().filter(|row| row.right).count();
        out += &format!("    {name:<14}{weight:>6.2},   {right} of {} right\n", holding.len());
    }
    let (mut documents, mut sentences) = (Reliability::default(), Reliability::default());
    for (probability, row) in calibrate::cross_validated(rows) {
        let of = if matches!(row.origin, Origin::Document(_)) { &mut documents } else { &mut sentences };
        of.add(probability as f32, row.right, row.right);
    }
    out + &format!(
        "documents, each held out in turn:\n{documents}\nsentences, a tenth at a time:\n{sentences}"
    )
}
