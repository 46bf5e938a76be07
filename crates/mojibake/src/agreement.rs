//! The same damaged character beside the same neighbour is the same word: what a document says in one place helps to
//! read it in another.

use std::collections::HashMap;
use std::ops::Range;

use crate::output::Output;
use crate::{Alternative, Kind, Model, Repair};

/// How much the other places with the same damaged character beside the same neighbour count.
const NEIGHBOUR: f32 = 0.8;
/// How much it counts that a character is more frequent in this document than in others.
const BURST: f32 = 0.6;
/// From this probability on a reading is taken to be what the document says.
const SURE: f32 = 0.9;
/// The lattice is too sure of itself by about this power, measured on text held out from the model.
const CALIBRATION: f32 = 2.6;
/// As many places without a say count in every group.
const DOUBT: f32 = 1.0;
/// The least probability a reading has in a group.
const LEAST: f32 = 0.02;

/// What stands beside a damaged character.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Beside {
    Before(char),
    After(char),
}

type Group<'a> = (Beside, &'a str);

/// Lets all places of a document that show the same damaged character agree on what it was.
pub(crate) fn agree(model: &Model, out: &mut Output<'_>) {
    let received = out.received();
    let text = &out.text;
    let groups_of = |repair: &Repair| -> [Option<Group<'_>>; 2] {
        let original = &received[repair.source.clone()];
        let before = text[..repair.range.start].chars().next_back().filter(|c| c.is_alphanumeric());
        let after = text[repair.range.end..].chars().next().filter(|c| c.is_alphanumeric());
        [before.map(|c| (Beside::Before(c), original)), after.map(|c| (Beside::After(c), original))]
    };
    let mut groups: HashMap<Group<'_>, (f32, Vec<(char, f32)>)> = HashMap::new();
    for repair in out.repairs.iter().filter(|repair| repair.kind == Kind::Inferred) {
        for group in groups_of(repair).into_iter().flatten() {
            let (places, sums) = groups.entry(group).or_default();
            *places += 1.0;
            for (c, probability) in readings(text, repair) {
                match sums.iter_mut().find(|sum| sum.0 == c) {
                    Some(sum) => sum.1 += probability,
                    None => sums.push((c, probability)),
                }
            }
        }
    }
    let length = text.len() as f32 / 3.0;
    let mut sure: HashMap<char, f32> = HashMap::new();
    for repair in
        out.repairs.iter().filter(|repair| repair.kind == Kind::Inferred && repair.confidence > SURE)
    {
        for (c, probability) in readings(text, repair) {
            *sure.entry(c).or_default() += probability;
        }
    }
    let burst = |c: char, alone: f32| {
        let seen = sure.get(&c).copied().unwrap_or(0.0) - if alone > SURE { alone } else { 0.0 };
        let expected = model.id(c).map_or(0.0, |id| model.prior(id)).exp() * length;
        ((seen.max(0.0) + 1.0) / (expected + 1.0)).max(1.0)
    };
    let mut changes: Vec<(usize, Vec<(char, f32)>)> = Vec::new();
    for (index, repair) in out.repairs.iter().enumerate() {
        if repair.kind != Kind::Inferred || repair.alternatives.is_empty() {
            continue;
        }
        let mut own = readings(text, repair);
        let before = own.clone();
        for group in groups_of(repair).into_iter() {
            let Some((places, sums)) = group.and_then(|group| groups.get(&group)) else { continue };
            let others = places - 1.0;
            for ((_, probability), (c, alone)) in own.iter_mut().zip(&before) {
                let sum = sums.iter().find(|sum| sum.0 == *c).map_or(0.0, |sum| sum.1) - alone;
                let share = if others > 0.0 { (sum / others).max(LEAST) } else { 1.0 };
                *probability *= share.powf(NEIGHBOUR * others / (others + DOUBT));
            }
        }
        for ((c, probability), (_, alone)) in own.iter_mut().zip(&before) {
            *probability *= burst(*c, *alone).powf(BURST);
        }
        let total: f32 = own.iter().map(|reading| reading.1).sum();
        own.iter_mut().for_each(|reading| reading.1 /= total.max(f32::MIN_POSITIVE));
        own.sort_by(|a, b| b.1.total_cmp(&a.1));
        changes.push((index, own));
    }
    for (index, readings) in changes {
        let range = out.repairs[index].range.clone();
        apply(&mut out.text, range, &mut out.repairs[index], &readings);
    }
    for repair in out.repairs.iter_mut().filter(|repair| repair.kind == Kind::Inferred) {
        repair.confidence = repair.confidence.powf(CALIBRATION);
    }
}

/// The readings of one place that take as many bytes as the one that stands there, each with its probability.
fn readings(text: &str, repair: &Repair) -> Vec<(char, f32)> {
    let chosen = text[repair.range.clone()].chars().next().map(|c| (c, repair.confidence));
    let others = repair.alternatives.iter().filter_map(|a| Some((a.text.chars().next()?, a.confidence)));
    let length = repair.range.len();
    chosen.into_iter().chain(others).filter(|(c, _)| c.len_utf8() == length).collect()
}

fn apply(text: &mut String, range: Range<usize>, repair: &mut Repair, readings: &[(char, f32)]) {
    let Some(&(best, confidence)) = readings.first() else { return };
    text.replace_range(range, best.encode_utf8(&mut [0; 4]));
    repair.confidence = confidence;
    let others = readings[1..].iter().map(|&(c, confidence)| Alternative { text: c.to_string(), confidence });
    repair.alternatives = others.collect();
}
