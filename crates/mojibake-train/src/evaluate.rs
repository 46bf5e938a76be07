//! Measures the shipped model on the parts of the corpus that it has not seen.

#[path = "../../mojibake/tests/common/mod.rs"]
mod damage;

use std::collections::BTreeMap;

use mojibake::{Kind, Options, decode, fold};
use mojibake_train::Part;

/// How much of each held-out file is measured, in characters; all of the provincial reports is.
const MOST: usize = 60_000;

type Damage = fn(&str) -> String;

#[derive(Default)]
struct Tally {
    characters: usize,
    wrong: usize,
    lossy: usize,
    lossy_wrong: usize,
}

impl Tally {
    fn print(&self, name: &str) {
        let right = 100.0 - 100.0 * self.lossy_wrong as f64 / self.lossy.max(1) as f64;
        let rate = 100.0 * self.wrong as f64 / self.characters.max(1) as f64;
        println!("{name:36} {:7} lossy, {right:6.2} % right; {rate:.3} % of characters wrong", self.lossy);
    }
}

/// Prints accuracy by file and by length of the piece, and how far the confidences can be trusted.
pub(crate) fn evaluate(parts: &[Part]) {
    let mut documents: BTreeMap<String, String> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.held_out) {
        let name = if part.file == "provincial-2026" {
            format!("{}, line {}", part.file, part.line)
        } else {
            part.file.to_owned()
        };
        let text = documents.entry(name).or_default();
        if text.len() < MOST * 3 || part.file == "provincial-2026" {
            text.push_str(&part.text);
            text.push('\n');
        }
    }
    let mut reliability = [(0usize, 0usize); 6];
    println!("UTF-8 as Windows-1252, undefined bytes and U+00AD dropped, whole documents:");
    for (name, text) in &documents {
        let mut tally = Tally::default();
        measure(text, &damage::dropped(text), &mut tally, &mut reliability);
        tally.print(name);
    }
    println!("\nThe same, pieces of a few characters, each a file of its own:");
    for length in [10, 20, 50, 200] {
        let mut tally = Tally::default();
        for text in documents.values() {
            let chars: Vec<char> = text.chars().filter(|&c| c != '\n').take(20_000).collect();
            for piece in chars.chunks(length).step_by(4) {
                let piece: String = piece.iter().collect();
                measure(&piece, &damage::dropped(&piece), &mut tally, &mut [(0, 0); 6]);
            }
        }
        tally.print(&format!("{length} characters"));
    }
    println!("\nWhole documents, other damage:");
    let kinds: [(&str, Damage); 4] = [
        ("undefined bytes U+FFFD", damage::replaced),
        ("undefined bytes kept", damage::kept),
        ("ISO-8859-1", damage::latin1),
        ("twice", damage::twice),
    ];
    for (name, damage) in kinds {
        let mut tally = Tally::default();
        documents.values().for_each(|text| measure(text, &damage(text), &mut tally, &mut [(0, 0); 6]));
        tally.print(name);
    }
    println!("\nReliability of confidences:");
    let all: usize = reliability.iter().map(|bin| bin.0).sum();
    for (bin, (count, wrong)) in ["< 0.5", "0.5", "0.8", "0.9", "0.95", "0.99"].iter().zip(reliability) {
        let share = 100.0 * count as f64 / all.max(1) as f64;
        println!(
            "from {bin:6} {count:7} ({share:5.2} %), wrong {:.3} %",
            100.0 * wrong as f64 / count.max(1) as f64
        );
    }
}

fn measure(clean: &str, damaged: &str, tally: &mut Tally, reliability: &mut [(usize, usize); 6]) {
    let decoded = decode(damaged.as_bytes(), &Options::default());
    let lossy = |c: char| damage::dropped(c.encode_utf8(&mut [0; 4])).chars().count() < c.len_utf8();
    let mut confidence: BTreeMap<usize, f32> = BTreeMap::new();
    for repair in decoded.repairs.iter().filter(|repair| repair.kind == Kind::Inferred) {
        confidence.insert(repair.range.start, repair.confidence);
    }
    for (line, (was, start)) in clean.split('\n').zip(starts(&decoded.text)) {
        tally.characters += line.chars().count();
        let was: Vec<(usize, char)> = was.char_indices().collect();
        let line: Vec<char> = line.chars().collect();
        let (mut i, mut j) = (0, 0);
        while i < line.len() {
            let wrong = was.get(j).is_none_or(|&(_, b)| fold(line[i]) != fold(b));
            tally.wrong += usize::from(wrong);
            if lossy(line[i]) {
                tally.lossy += 1;
                tally.lossy_wrong += usize::from(wrong);
                if let Some(&confidence) = was.get(j).and_then(|&(at, _)| confidence.get(&(start + at))) {
                    let bin = [0.5, 0.8, 0.9, 0.95, 0.99].iter().filter(|&&edge| confidence >= edge).count();
                    reliability[bin].0 += 1;
                    reliability[bin].1 += usize::from(wrong);
                }
            }
            (i, j) = if wrong { resumed(&line, &was, i, j) } else { (i + 1, j + 1) };
        }
    }
}

/// Where two lines agree again after a place where they differ: characters may have been put in or left out.
fn resumed(line: &[char], was: &[(usize, char)], i: usize, j: usize) -> (usize, usize) {
    let agree = |i: usize, j: usize| {
        line[i.min(line.len())..]
            .iter()
            .zip(&was[j.min(was.len())..])
            .take(3)
            .all(|(a, b)| fold(*a) == fold(b.1))
    };
    let steps = [(1, 1), (1, 2), (1, 0), (1, 3)];
    let step = steps.into_iter().find(|&(a, b)| agree(i + a, j + b)).unwrap_or((1, 1));
    (i + step.0, j + step.1)
}

/// The lines of a text with the offset at which each begins.
fn starts(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        (line, at)
    })
}
