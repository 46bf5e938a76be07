//! The phrase forms of the survey of real replies, by number. The phrases stand in the data folder beside the
//! repository; here stand only the values that each must give.

#![allow(clippy::print_stderr, reason = "tests say what they skip")]

use std::path::Path;

use reply::{Measure, Observation};

/// Form, and its figures in the order of the text: measure, number, unit, direction.
const EXPECTED: &[(u32, &str)] = &[
    (1, "level 4000.5亿元; growth 10% up"),
    (2, "share 3.8%; share 80.9%"),
    (3, "level 4.46万人; change 0.04万人 down"),
    (4, "level 1.1578吨标准煤; growth 3.9011% down"),
    (5, "growth 7.7% up"),
    (6, "level 185亿元; growth 8.5% up; change 1.5个百分点 up; change 4个百分点 up"),
    (7, "growth 0 flat; change 1.3个百分点 up"),
    (8, "growth 1.2% down; change 2.2个百分点 down"),
    (9, "level 1.0439吨标准煤/万元; growth 3% down"),
    (10, "level 46.8亿元; growth 6% down"),
    // Read otherwise: 7 and 8 are steps on the way, passed and not held; a row each would give the figure three values.
    (11, "level 9万亿; growth 5.9% up; rank 4"),
    (12, "growth 5.7% up; rank 5"),
    (13, "change 3000公里 up; level 1.1万公里; rank 3"),
    (14, "change 1.64个百分点 up"),
    (15, "growth 4.5% up; change 1.2个百分点 up"),
    (16, "share 17%"),
    (17, "share 40%"),
    (18, "share 15.8%; share 27.2%"),
    (19, "growth 5% up; growth 5% up; growth 5% up"),
    (20, "growth 10% up; growth 7.9% up"),
    (21, "growth 49.8% up; growth 11.9% up"),
    (22, "level 2050万吨; level 4200万吨; level 19万吨"),
    (23, "growth 10.3% up; growth 16.5% up; growth 47.8% up; growth 52.3% up"),
    (24, "level 18℃; level 20℃"),
    (25, "level 1.58亿人次; level 3.23亿人次"),
    (26, "rate 52.23%; rate 58.08%"),
    (27, "multiple 2倍; level 2206亿元"),
    (28, "level 500亿元; multiple 2倍"),
    (29, "level 1713亿元; multiple 2.2倍"),
    (30, "level 1.6亿户; multiple 3倍"),
    (31, "rate 4.6%"),
    (32, "growth 7.5% up"),
    (33, "level 675所; level 729所"),
    (34, "level 28万人; level 31万人"),
    // Read otherwise: what is to be striven for is a figure with its own status, so there are two rows and none in brackets.
    (35, "growth 4% up; growth 5% up"),
    (36, "growth 9.7% up; growth 15% up; growth 5.5% up"),
    (37, "level 628.1亿元"),
    (38, "growth 13.6% up"),
    (39, "level 9.3件; growth 2倍 up"),
    (40, "level 4.59个"),
    (41, "change 10.6万平方公里 down; change 3.8万平方公里 down; change 3.3万平方公里 down"),
    // Read otherwise: a ratio of three has no one number that a row could hold; the guideline makes it optional.
    (42, ""),
    (43, "rate 1"),
    (44, "level 1.69亿千瓦; share 64%; growth 6% up; share 30%"),
    (45, "growth 50% down"),
    (46, "share 67.9%; share 87.9%"),
    (47, "rate 5.2%; growth 0 flat"),
    (48, "level 52.8亿元; change 6.2亿元 up; growth 13.3% up"),
    (49, "growth 8% up"),
    (50, "level 2214.54万亩"),
    // 11 is no value, as the survey says; what was ranked is not in the phrase, and the row is left without it.
    (51, "rank 1"),
];

fn show(o: &Observation) -> String {
    let measure = format!("{:?}", o.measure).to_lowercase();
    let direction = o.direction.map_or(String::new(), |d| format!(" {d:?}").to_lowercase());
    let upper = o.upper.as_deref().map_or(String::new(), |upper| format!("..{upper}"));
    let unit = if o.measure == Measure::Rank { "" } else { &o.unit };
    format!("{measure} {}{upper}{unit}{direction}", o.number)
}

/// Phrases of section 11 by number.
fn phrases() -> Option<Vec<(u32, String)>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/layouts.md");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    };
    let section = text.split("\n## ").find(|section| section.starts_with("11 "))?;
    Some(
        section
            .lines()
            .filter_map(|line| {
                let mut cells = line.strip_prefix("| ")?.split(" | ");
                Some((cells.next()?.parse().ok()?, cells.next()?.to_owned()))
            })
            .collect(),
    )
}

#[test]
fn every_form_gives_its_figures() {
    let Some(phrases) = phrases() else { return };
    assert_eq!(phrases.len(), 51);
    let mut wrong = Vec::new();
    for (number, phrase) in &phrases {
        // A line alone would be a title; below a heading it is prose.
        let document = reply::read(&format!("一、基本情况\n{phrase}。\n"), &[]);
        let got: Vec<String> = document.observations.iter().map(show).collect();
        let got = got.join("; ");
        let expected = EXPECTED.iter().find(|(n, _)| n == number).map_or("", |(_, rows)| rows);
        if got != expected {
            wrong.push(format!("    ({number}, \"{got}\"),"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
