//! The cases of `tests/figures`, read and judged: run with `--nocapture` for the table and every disagreement.
//!
//! Blind cases are kept from those who write the grammar, so their disagreements are printed only where
//! `DAFU_SHOW_BLIND` is set.

#![allow(clippy::print_stdout, reason = "the table is what the test is for")]

use std::collections::BTreeMap;
use std::path::Path;

use dafu::Hints;
use dafu::wire::Reading;
use score::cases::{self, Case, DOCUMENTS, FIFTH, FOURTH, Half, MENDED, OTHERS, THIRD, UNSEEN};
use score::{Reliability, Share, Tally};

/// What the cases of one group give together.
#[derive(Default)]
struct Group {
    tally: Tally,
    /// Cases with nothing missed, false or wrong in a field.
    perfect: Share,
}

/// Least F1 of values and share of rows right in every field, for all open and all blind cases.
/// They rise with the grammar and never fall.
const FLOORS: [(Half, &str, f64, f64); 15] = [
    (Half::Open, "all", 0.99, 0.97),
    (Half::Open, DOCUMENTS, 0.99, 0.93),
    (Half::Open, MENDED, 0.99, 0.87),
    (Half::Prior, "all", 0.98, 0.94),
    (Half::Prior, SECOND, 0.99, 0.93),
    (Half::Prior, "period", 1.0, 0.92),
    (Half::Prior, "status", 1.0, 0.8),
    (Half::Prior, "beside", 1.0, 0.71),
    (Half::Prior, "answers", 0.99, 0.78),
    (Half::Prior, "found", 0.99, 0.94),
    (Half::Blind, "all", 0.99, 0.895),
    (Half::Open, THIRD, 0.985, 0.74),
    (Half::Open, FOURTH, 0.98, 0.75),
    (Half::Open, FIFTH, 0.98, 0.78),
    (Half::Blind, UNSEEN, 0.965, 0.57),
];

/// The frames of whole documents, which tell more than sentences.
const APART: [&str; 6] = [DOCUMENTS, MENDED, THIRD, FOURTH, FIFTH, UNSEEN];

/// The frame of an independent reader's sentences, which no sum of a half counts in.
const SECOND: &str = "second";

/// Prior cases of times and statuses, of what figures are set beside, of answers to deputies and of what documents that nobody had
/// looked at showed; no sum counts them.
const LATER: [&str; 5] = ["period", "status", "beside", "answers", "found"];

/// Least share of the rows with a confidence of 0.9 or more that are right in every field.
const SURE: f64 = 0.97;

#[test]
fn cases() {
    let cases = cases::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/figures")).unwrap();
    let mut groups = BTreeMap::<(Half, &str), Group>::new();
    let mut reliability = Reliability::default();
    let mut others = OTHERS.map(|_| Reliability::default());
    for case in &cases {
        let reading = Reading::from(dafu::read(case.text.as_bytes(), &Hints::default()));
        let outcome = case.score(&reading);
        let disagreements: Vec<String> = outcome.disagreements().collect();
        let open = case.half == Half::Open && APART.contains(&&*case.frame);
        let apart = open || [SECOND, UNSEEN].contains(&&*case.frame) || LATER.contains(&&*case.frame);
        let sum = (!apart).then_some("all");
        for name in [Some(&*case.frame), sum].into_iter().flatten() {
            let group = groups.entry((case.half, name)).or_default();
            group.tally += &outcome.tally();
            group.perfect += Share { right: usize::from(disagreements.is_empty()), of: 1 };
        }
        let other = OTHERS.iter().position(|frame| *frame == case.frame);
        *other.map_or(&mut reliability, |at| &mut others[at]) += &outcome.reliability();
        if open || case.frame == UNSEEN {
            println!("{:<24}{}", case.name, outcome.tally());
        }
        if case.half != Half::Blind || std::env::var_os("DAFU_SHOW_BLIND").is_some() {
            show(case, &disagreements);
        }
    }
    println!("{:<20}{}  cases", "", Tally::HEADER);
    for ((half, frame), group) in &groups {
        println!(
            "{:<20}{}  {}/{}",
            format!("{} {frame}", half.name()),
            group.tally,
            group.perfect.right,
            group.perfect.of
        );
    }
    for half in Half::ALL {
        let tally = groups[&(half, "all")].tally;
        println!("{}: upper ends of ranges {}, days of periods {}", half.name(), tally.upper, tally.interval);
    }
    println!("{reliability}");
    for (frame, reliability) in OTHERS.iter().zip(&others) {
        println!("{frame} documents:\n{reliability}");
    }
    let sure = reliability.sure_rows().value().unwrap_or(0.0);
    assert!(sure >= SURE, "of the rows sure of themselves only {sure:.4} are right in every field");
    for (half, frame, f1, row) in FLOORS {
        let tally = groups[&(half, frame)].tally;
        assert!(tally.f1() >= f1, "{half:?} {frame}: F1 {:.4} is below {f1}", tally.f1());
        assert!(
            tally.of_hits(tally.row) >= row,
            "{half:?} {frame}: rows {:.4} below {row}",
            tally.of_hits(tally.row)
        );
    }
}

fn show(case: &Case, disagreements: &[String]) {
    if !disagreements.is_empty() {
        println!("{} {}\n{}", case.name, case.note, case.text);
        disagreements.iter().for_each(|line| println!("    {line}"));
    }
}

/// At least half of every frame is kept from those who write the grammar, and names are unique.
#[test]
fn half_of_every_frame_is_blind() {
    let cases = cases::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/figures")).unwrap();
    let mut names: Vec<&str> = cases.iter().map(|case| &*case.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "a name stands twice");
    let mut frames = BTreeMap::<&str, [usize; 2]>::new();
    for case in cases.iter().filter(|case| case.half != Half::Prior) {
        frames.entry(&case.frame).or_default()[usize::from(case.half == Half::Blind)] += 1;
    }
    let quoted = |case: &Case| {
        let text: Vec<char> = case.text.chars().collect();
        case.rows.iter().all(|row| text[row.start..].starts_with(&row.quote.chars().collect::<Vec<char>>()))
    };
    assert!(cases.iter().all(quoted), "a quote does not stand where its row says");
    for (frame, [open, blind]) in frames.into_iter().filter(|(frame, _)| !APART.contains(frame)) {
        println!("{frame}: {open} open, {blind} blind");
        assert!(blind >= open, "{frame}: {blind} of {} are blind", open + blind);
    }
}
