//! Measures the shipped model on the parts of the corpus that it has not seen.

#[path = "../../mojibake/tests/common/mod.rs"]
mod damage;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use encoding_rs::GBK;
use mojibake::{Kind, Options, decode, fold};
use mojibake_train::Part;

/// How much of each held-out file is measured, in characters; all of the provincial reports is.
const MOST: usize = 60_000;

type Damage = fn(&str) -> String;

#[derive(Clone, Copy, Default)]
struct Tally {
    characters: usize,
    wrong: usize,
    lossy: usize,
    lossy_wrong: usize,
}

impl Tally {
    /// The share of lossy characters that are right, in percent.
    fn right(&self) -> f64 {
        100.0 - 100.0 * self.lossy_wrong as f64 / self.lossy.max(1) as f64
    }

    fn print(&self, name: &str) {
        let right = self.right();
        let rate = 100.0 * self.wrong as f64 / self.characters.max(1) as f64;
        println!("{name:36} {:7} lossy, {right:6.2} % right; {rate:.3} % of characters wrong", self.lossy);
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        tallies.fold(Tally::default(), |a, b| Tally {
            characters: a.characters + b.characters,
            wrong: a.wrong + b.wrong,
            lossy: a.lossy + b.lossy,
            lossy_wrong: a.lossy_wrong + b.lossy_wrong,
        })
    }
}

/// How many characters were given a confidence, and how many of them are wrong, by the edges of [`CONFIDENCES`].
type Reliability = [(usize, usize); 6];
const CONFIDENCES: [f32; 6] = [0.0, 0.5, 0.8, 0.9, 0.95, 0.99];

/// Prints accuracy by file, by length of the piece and by damage, how far the confidences can be trusted, and what is
/// wrong in the reference file. `shared` holds its text and the tool that damages text as it was damaged.
pub(crate) fn evaluate(parts: &[Part], shared: &Path) {
    let documents = held_out(parts);
    let dropped = |text: &str| Some(damage::dropped(text));
    println!("UTF-8 as Windows-1252, undefined bytes and U+00AD dropped, whole documents:");
    print_reliability(&by_document(&documents, &dropped));
    println!("\nThe same, repaired in part as the reference file was:");
    print_reliability(&by_document(&documents, &|text| seed(text, shared)));
    println!("\nPieces of a few characters, each a file of its own:");
    for length in [10, 20, 50, 200] {
        let mut pieces = Vec::new();
        for text in documents.values() {
            let chars: Vec<char> = text.chars().filter(|&c| c != '\n').take(20_000).collect();
            pieces.extend(chars.chunks(length).step_by(4).map(|piece| piece.iter().collect::<String>()));
        }
        let tallies =
            pieces.iter().map(|piece| measure(piece, &damage::dropped(piece), &mut Reliability::default()));
        tallies.sum::<Tally>().print(&format!("{length} characters"));
    }
    println!("\nWhole documents, other damage:");
    let kinds: [(&str, Damage); 6] = [
        ("undefined bytes U+FFFD", damage::replaced),
        ("undefined bytes kept", damage::kept),
        ("ISO-8859-1", damage::latin1),
        ("twice", damage::twice),
        ("UTF-8 as GBK, U+FFFD", |text| damage::misread_bytewise(text.as_bytes(), GBK)),
        ("UTF-8 as GBK, question marks", |text| damage::misread_with_question_marks(text.as_bytes())),
    ];
    for (name, damage) in kinds {
        let tallies =
            documents.values().map(|text| measure(text, &damage(text), &mut Reliability::default()));
        tallies.sum::<Tally>().print(name);
    }
    reference(&shared.join("data/seed"));
}

fn held_out(parts: &[Part]) -> BTreeMap<String, String> {
    let mut documents: BTreeMap<String, String> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.held_out) {
        let provincial = part.file == "provincial-2026";
        let name =
            if provincial { format!("{}, line {}", part.file, part.line) } else { part.file.to_owned() };
        let text = documents.entry(name).or_default();
        if text.len() < MOST * 3 || provincial {
            text.push_str(&part.text);
            text.push('\n');
        }
    }
    documents
}

fn by_document(documents: &BTreeMap<String, String>, damage: &dyn Fn(&str) -> Option<String>) -> Reliability {
    let mut reliability = Reliability::default();
    let mut tallies = Vec::new();
    for (name, text) in documents {
        let Some(damaged) = damage(text) else {
            println!("skipped: python3, ftfy 6.2.3 or damage.py is not there");
            return reliability;
        };
        let tally = measure(text, &damaged, &mut reliability);
        tally.print(name);
        tallies.push(tally);
    }
    tallies.into_iter().sum::<Tally>().print("all");
    reliability
}

/// The damage of the reference file, by the tool that knows its history.
fn seed(text: &str, shared: &Path) -> Option<String> {
    let mut tool = Command::new("python3")
        .arg(shared.join("tools/damage.py"))
        .arg("seed")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    // It reads all before it writes.
    tool.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let output = tool.wait_with_output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

fn print_reliability(reliability: &Reliability) {
    println!("\nReliability of confidences:");
    let all: usize = reliability.iter().map(|bin| bin.0).sum();
    for (from, (count, wrong)) in CONFIDENCES.iter().zip(reliability) {
        let share = 100.0 * *count as f64 / all.max(1) as f64;
        let wrong = 100.0 * *wrong as f64 / (*count).max(1) as f64;
        println!("from {from:<4} {count:7} ({share:5.2} %), wrong {wrong:.3} %");
    }
}

/// The reference file was not used in building the model; this only says how well it reads.
fn reference(folder: &Path) {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
    let (Some(received), Some(clean)) = (read("seed.txt"), read("clean.txt")) else {
        println!("\nReference file: skipped, {} is not there", folder.display());
        return;
    };
    let decoded = decode(received.as_bytes(), &Options::default());
    let inferred = decoded.repairs.iter().filter(|repair| repair.kind == Kind::Inferred).count();
    let differ = decoded.text.chars().zip(clean.chars()).filter(|&(a, b)| fold(a) != fold(b)).count();
    println!("\nReference file: {} of {inferred} lossy characters right", inferred.saturating_sub(differ));
}

fn measure(clean: &str, damaged: &str, reliability: &mut Reliability) -> Tally {
    let mut tally = Tally::default();
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
                    let bin = CONFIDENCES[1..].iter().filter(|&&edge| confidence >= edge).count();
                    reliability[bin].0 += 1;
                    reliability[bin].1 += usize::from(wrong);
                }
            }
            (i, j) = if wrong { resumed(&line, &was, i, j) } else { (i + 1, j + 1) };
        }
    }
    tally
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A floor under what is promised: text that the model has not seen, and confidences that hold.
    #[test]
    fn held_out_text_is_restored() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
        let Ok(parts) = mojibake_train::read(&corpus) else {
            println!("skipped: {} is not there", corpus.display());
            return;
        };
        let mut reliability = Reliability::default();
        for (name, text) in held_out(&parts) {
            let tally = measure(&text, &damage::dropped(&text), &mut reliability);
            assert!(tally.right() >= 98.5, "{name}: {:.2} %", tally.right());
        }
        let all: usize = reliability.iter().map(|bin| bin.0).sum();
        let (sure, wrong) = reliability[CONFIDENCES.len() - 1];
        assert!(sure * 100 >= all * 88, "{sure} of {all} sure");
        assert!(wrong * 2000 < sure, "{wrong} of {sure} wrong");
    }
}
