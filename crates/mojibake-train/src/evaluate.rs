//! Measures the shipped model on the parts of the corpus that it has not seen.

#[path = "../../mojibake/tests/common/mod.rs"]
mod damage;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use encoding_rs::{BIG5, GB18030, GBK, WINDOWS_1254};
use mojibake::{Kind, Options, decode};
use mojibake_train::Part;

/// How much of each held-out file is measured, in characters; all of the provincial reports is.
const MOST: usize = 60_000;

/// How much of each is measured with every kind of damage.
const SOME: usize = 20_000;

/// Lengths of pieces, in characters, and one in how many of them is measured.
const PIECES: [usize; 4] = [200, 50, 20, 10];
const PIECE_STRIDE: usize = 20;

/// A kind of damage and its name. Those of `../shared/tools/damage.py` have its names.
type Damage = (&'static str, fn(&str) -> Vec<u8>);

const KINDS: [Damage; 24] = [
    ("utf-8 (clean)", |text| text.into()),
    ("gb18030", |text| GB18030.encode(text).0.into()),
    ("utf16le", |text| damage::utf16(text, true)),
    ("cp1252-c1", |text| damage::kept(text).into()),
    ("cp1252-drop", |text| damage::windows1252(text.as_bytes(), |_| None).into()),
    ("cp1252-drop-ad", |text| damage::dropped(text).into()),
    ("cp1252-fffd", |text| damage::replaced(text).into()),
    ("latin1", |text| damage::latin1(text).into()),
    ("latin1, U+00A0 a space", |text| blank(&damage::latin1(text)).into()),
    ("cp1252-drop-ad, U+00A0 a space", |text| blank(&damage::dropped(text)).into()),
    ("latin1-nbsp", |text| {
        blank(&damage::latin1(text)).replace(|c| ('\u{80}'..'\u{a0}').contains(&c), "").into()
    }),
    ("twice", |text| damage::twice(text).into()),
    ("Windows-1254, holes kept", |text| windows1254(text, false).into()),
    ("Windows-1254, holes dropped", |text| windows1254(text, true).into()),
    ("gbk", |text| as_gbk(text).into()),
    ("gbk, two bytes a U+FFFD", |text| damage::misread_pairwise(text.as_bytes()).into()),
    ("gbk, nothing", |text| as_gbk(text).replace('\u{fffd}', "").into()),
    ("gbk-question", |text| damage::misread_with_question_marks(text.as_bytes()).into()),
    ("gbk-as-latin1", |text| damage::encoded_as_windows1252(text, GBK).into()),
    ("GB18030 as Big5", |text| damage::misread_bytewise(&GB18030.encode(text).0, BIG5).into()),
    ("lines of ten kinds", lines_of_ten_kinds),
    ("half of the lines clean", |text| lines(text, &[str::to_owned, damage::dropped]).into()),
    ("half clean, half gbk", |text| lines(text, &[str::to_owned, as_gbk]).into()),
    ("half clean, half U+FFFD", |text| lines(text, &[str::to_owned, damage::replaced]).into()),
];

fn as_gbk(text: &str) -> String {
    damage::misread_bytewise(text.as_bytes(), GBK)
}

fn blank(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn windows1254(text: &str, drop: bool) -> String {
    let hole = |byte: u8| matches!(byte, 0x81 | 0x8d..=0x90 | 0x9d | 0x9e);
    let bytes: Vec<u8> = text.bytes().filter(|&byte| !(drop && hole(byte))).collect();
    WINDOWS_1254.decode_without_bom_handling(&bytes).0.into()
}

fn lines_of_ten_kinds(text: &str) -> Vec<u8> {
    let kinds: [fn(&str) -> String; 10] = [
        str::to_owned,
        damage::dropped,
        as_gbk,
        str::to_owned,
        damage::latin1,
        damage::replaced,
        damage::twice,
        |text| damage::encoded_as_windows1252(text, GBK),
        |text| damage::misread_with_question_marks(text.as_bytes()),
        |text| windows1254(text, true),
    ];
    lines(text, &kinds).into()
}

/// Damages line after line in another way.
fn lines(text: &str, kinds: &[fn(&str) -> String]) -> String {
    let damaged = text.split('\n').zip(kinds.iter().cycle()).map(|(line, damage)| damage(line));
    damaged.collect::<Vec<_>>().join("\n")
}

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
    println!(
        "\nEvery kind of damage: characters wrong in whole documents, and in pieces that are files of their own:"
    );
    println!("| damage | documents | {} |", PIECES.map(|length| length.to_string()).join(" | "));
    println!("|---|---|{}", "---|".repeat(PIECES.len()));
    let documents: Vec<String> = documents.values().map(|text| beginning(text)).collect();
    for damage in KINDS {
        let row = PIECES.map(|length| rate(damage, &pieces(&documents, length)));
        println!("| {} | {} | {} |", damage.0, rate(damage, &documents), row.join(" | "));
    }
    reference(&shared.join("data/seed"));
}

/// The first lines of a text, as far as GBK has them.
fn beginning(text: &str) -> String {
    let mut left = SOME;
    let line = |line: &&str| {
        left = left.saturating_sub(line.chars().count());
        left > 0
    };
    damage::within(&text.split_inclusive('\n').take_while(line).collect::<String>(), GBK)
}

/// Pieces of so many characters of one line after the other.
fn pieces(documents: &[String], length: usize) -> Vec<String> {
    let cut = |text: &String| {
        let characters: Vec<char> = text.chars().filter(|&c| c != '\n').collect();
        let pieces = characters.chunks_exact(length).step_by(PIECE_STRIDE);
        pieces.map(String::from_iter).collect::<Vec<_>>()
    };
    documents.iter().flat_map(cut).collect()
}

/// The share of characters that are wrong, in percent.
fn rate((_, damage): Damage, texts: &[String]) -> String {
    let (mut wrong, mut characters) = (0, 0);
    for text in texts {
        let decoded = decode(damage(text), &Options::default());
        characters += text.chars().count();
        let lines = text.split('\n').zip(decoded.text.split('\n').chain(std::iter::repeat("")));
        wrong += lines.map(|(clean, line)| edits(clean, line)).sum::<usize>();
    }
    match wrong {
        0 => "0".to_owned(),
        _ => format!("{:.3} %", 100.0 * wrong as f64 / characters as f64),
    }
}

/// How many characters have to be put in, taken out or changed to make one line of the other (Levenshtein).
fn edits(a: &str, b: &str) -> usize {
    let [a, b] = [a, b].map(|line| line.chars().map(alike).collect::<Vec<char>>());
    let before = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[before..], &b[before..]);
    let after = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - after], &b[..b.len() - after]);
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
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
        let tally = measure(text, damaged.as_bytes(), &mut reliability);
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
    let differ = decoded.text.chars().zip(clean.chars()).filter(|&(a, b)| alike(a) != alike(b)).count();
    println!("\nReference file: {} of {inferred} lossy characters right", inferred.saturating_sub(differ));
}

fn measure(clean: &str, damaged: &[u8], reliability: &mut Reliability) -> Tally {
    let mut tally = Tally::default();
    let decoded = decode(damaged, &Options::default());
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
            let wrong = was.get(j).is_none_or(|&(_, b)| alike(line[i]) != alike(b));
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

/// What characters are compared by: tools that repair in part make full-width characters half-width ones.
fn alike(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{a0}' | '\u{3000}' => ' ',
        _ => c,
    }
}

/// Where two lines agree again after a place where they differ: characters may have been put in or left out.
fn resumed(line: &[char], was: &[(usize, char)], i: usize, j: usize) -> (usize, usize) {
    let agree = |i: usize, j: usize| {
        line[i.min(line.len())..]
            .iter()
            .zip(&was[j.min(was.len())..])
            .take(3)
            .all(|(a, b)| alike(*a) == alike(b.1))
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
    fn lines_are_compared_by_edits() {
        assert_eq!(edits("答复：１２", "答复:12"), 0);
        assert_eq!(edits("关于提案的答复", "关于案的的答覆"), 3);
        assert_eq!(edits("", "一二"), 2);
    }

    #[test]
    fn held_out_text_is_restored() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
        let Ok(parts) = mojibake_train::read(&corpus) else {
            println!("skipped: {} is not there", corpus.display());
            return;
        };
        let mut reliability = Reliability::default();
        for (name, text) in held_out(&parts) {
            let tally = measure(&text, damage::dropped(&text).as_bytes(), &mut reliability);
            assert!(tally.right() >= 98.5, "{name}: {:.2} %", tally.right());
        }
        let all: usize = reliability.iter().map(|bin| bin.0).sum();
        let (sure, wrong) = reliability[CONFIDENCES.len() - 1];
        assert!(sure * 100 >= all * 88, "{sure} of {all} sure");
        assert!(wrong * 2000 < sure, "{wrong} of {sure} wrong");
    }
}
