//! The same damaged character beside the same neighbour is the same word: what a document says in one place helps to
//! read it in another.

use std::collections::HashMap;
use std::hash::Hasher;
use std::ops::Range;

use crate::hash::{Mix, Mixed};
use crate::output::Output;
use crate::{Damage, Kind, Model, Repair};

/// How much the other places with the same damaged character beside the same neighbour count.
const NEIGHBOUR: f32 = 0.8;
/// How much it counts that a character is more frequent in this document than in others.
const BURST: f32 = 0.6;
/// From this probability on a reading is taken to be what the document says.
const SURE: f32 = 0.9;
/// From this probability on a reading is beyond doubt.
const SURE_ENOUGH: f32 = 0.98;
/// As many places without a say count in every group.
const DOUBT: f32 = 3.0;
/// The least probability a reading has in a group.
const LEAST: f32 = 0.02;
/// How much likelier a reading is for each time that it stands beside the same neighbour elsewhere in the document.
const SEEN: f32 = 8.0;
/// How much that counts besides if it stands between the same two.
const BETWEEN: f32 = 0.7;
/// So many repairs agree with each other; a longer document is read in parts, so that memory does not grow with it.
const PART: usize = 1 << 16;

/// Lets all places of a document that show the same damaged character agree on what it was.
pub(crate) fn agree(model: &Model, out: &mut Output<'_>) {
    let (mut from, mut begin) = (0, 0);
    while from < out.repairs.len() {
        let to = out.repairs.len().min(from + PART);
        let end = out.repairs.get(to).map_or(out.text.len(), |next| next.range.start);
        let mut part = Part::gather(out, from..to);
        part.length = (end - begin) as f32 / 3.0;
        part.witness.listen(out, from..to, begin..end);
        part.settle(model, out);
        (from, begin) = (to, end);
    }
}

/// What a part of a document says.
struct Part {
    places: Vec<Place>,
    groups: Vec<Group>,
    said: Vec<Said>,
    /// For each character of the basic plane, how often the document is sure of it.
    sure: Vec<f32>,
    /// About how many characters it has.
    length: f32,
    witness: Witness,
}

/// An inferred character.
struct Place {
    repair: u32,
    /// The groups that it is in by what stands before and behind it; [`NONE`] where nothing does.
    groups: [u32; 2],
    /// What stands before and behind it.
    sides: [Option<char>; 2],
}

/// What the document says for sure elsewhere: how often each n-gram stands that a doubtful place may hold.
#[derive(Default)]
struct Witness {
    counts: HashMap<u64, u32, Mixed>,
}

/// The places that show the same damaged character beside the same neighbour.
struct Group {
    places: f32,
    /// Index of the first thing they say; [`NONE`] where they say nothing.
    said: u32,
}

/// What the places of a group say: a reading, and the sum of the probabilities that they give it.
struct Said {
    reading: char,
    sum: f32,
    /// Index of the next thing that they say, or [`NONE`].
    next: u32,
}

/// The index of nothing.
const NONE: u32 = u32::MAX;

impl Part {
    fn gather(out: &Output<'_>, repairs: Range<usize>) -> Self {
        let mut part = Part {
            places: Vec::new(),
            groups: Vec::new(),
            said: Vec::new(),
            sure: vec![0.0; 0x1_0000],
            length: 0.0,
            witness: Witness::default(),
        };
        let mut known: HashMap<u64, u32, Mixed> =
            HashMap::with_capacity_and_hasher(repairs.len() / 2, Mixed::default());
        for index in out.repairs.inferred(repairs) {
            let Some(repair) = out.repairs.get(index) else { continue };
            let sides = sides(out, &repair);
            let groups = marks(out, &repair, sides).map(|mark| {
                let new = || {
                    part.groups.push(Group { places: 0.0, said: NONE });
                    part.groups.len() as u32 - 1
                };
                mark.map_or(NONE, |mark| *known.entry(mark).or_insert_with(new))
            });
            let readings = Readings::of(&out.text, &repair);
            for group in groups.into_iter().filter(|&group| group != NONE) {
                part.groups[group as usize].places += 1.0;
                readings
                    .as_slice()
                    .iter()
                    .for_each(|&(reading, probability)| part.say(group, reading, probability));
            }
            if repair.confidence > SURE {
                for &(reading, probability) in readings.as_slice() {
                    if let Some(sure) = part.sure.get_mut(reading as usize) {
                        *sure += probability;
                    }
                }
            }
            if misread(repair.damage) && !repair.alternatives.is_empty() && repair.confidence < SURE_ENOUGH {
                for &(reading, _) in readings.as_slice() {
                    part.witness.ask(sides, reading);
                }
            }
            part.places.push(Place { repair: index as u32, groups, sides });
        }
        part
    }

    fn say(&mut self, group: u32, reading: char, probability: f32) {
        if let Some(said) = self.find(group, reading) {
            self.said[said].sum += probability;
            return;
        }
        let first = &mut self.groups[group as usize].said;
        self.said.push(Said { reading, sum: probability, next: *first });
        *first = self.said.len() as u32 - 1;
    }

    fn find(&self, group: u32, reading: char) -> Option<usize> {
        let mut next = self.groups[group as usize].said;
        while let Some(said) = self.said.get(next as usize) {
            if said.reading == reading {
                return Some(next as usize);
            }
            next = said.next;
        }
        None
    }

    /// Reads every place again in the light of the others.
    fn settle(&self, model: &Model, out: &mut Output<'_>) {
        for place in &self.places {
            let index = place.repair as usize;
            let Some(repair) = out.repairs.get(index) else { continue };
            let alone = Readings::of(&out.text, &repair);
            let mut readings = alone;
            if !repair.alternatives.is_empty() {
                let groups = place.groups.into_iter().filter(|&group| group != NONE);
                groups.for_each(|group| self.hear(group, &alone, &mut readings));
                for ((reading, probability), (_, alone)) in
                    readings.as_mut_slice().iter_mut().zip(alone.as_slice())
                {
                    let burst = self.burst(model, *reading, *alone);
                    // Most are no more frequent here, and powers take time.
                    if burst > 1.0 {
                        *probability *= burst.powf(BURST);
                    }
                    *probability *= self.witness.weight(place.sides, *reading);
                }
                readings.rank();
            }
            let Some((best, _)) = readings.as_mut_slice().first_mut() else { continue };
            if *best != alone.places[0].0 {
                out.text.replace_range(repair.range, best.encode_utf8(&mut [0; 4]));
            }
            out.repairs.reread(index, readings.as_slice());
        }
    }

    /// Weighs the readings of a place by what the other places of a group say.
    fn hear(&self, group: u32, alone: &Readings, readings: &mut Readings) {
        let others = self.groups[group as usize].places - 1.0;
        if others == 0.0 {
            return;
        }
        for ((reading, probability), (_, alone)) in readings.as_mut_slice().iter_mut().zip(alone.as_slice()) {
            let sum = self.find(group, *reading).map_or(0.0, |said| self.said[said].sum) - alone;
            *probability *= (sum / others).max(LEAST).powf(NEIGHBOUR * others / (others + DOUBT));
        }
    }

    /// How much more frequent a character is in this document than in others.
    fn burst(&self, model: &Model, c: char, alone: f32) -> f32 {
        let sure = self.sure.get(c as usize).copied().unwrap_or(0.0);
        let seen = (sure - if alone > SURE { alone } else { 0.0 }).max(0.0);
        let expected = model.id(c).map_or(1.0, |id| model.frequency(id)) * self.length;
        ((seen + 1.0) / (expected + 1.0)).max(1.0)
    }
}

/// The readings of one place that take as many bytes as the one that stands there, each with its probability: that one
/// first.
#[derive(Clone, Copy)]
struct Readings {
    places: [(char, f32); 4],
    count: usize,
}

impl Readings {
    fn of(text: &str, repair: &Repair) -> Self {
        let mut readings = Readings { places: [('\0', 0.0); 4], count: 0 };
        let chosen = text[repair.range.clone()].chars().next().map(|c| (c, repair.confidence));
        let others = repair.alternatives.iter().map(|other| (other.character, other.confidence));
        for (place, reading) in readings.places.iter_mut().zip(chosen.into_iter().chain(others)) {
            *place = reading;
            readings.count += 1;
        }
        readings
    }

    fn as_slice(&self) -> &[(char, f32)] {
        &self.places[..self.count]
    }

    fn as_mut_slice(&mut self) -> &mut [(char, f32)] {
        &mut self.places[..self.count]
    }

    /// Makes the probabilities sum to 1, and puts the likeliest first.
    fn rank(&mut self) {
        let total: f32 = self.as_slice().iter().map(|reading| reading.1).sum();
        self.as_mut_slice().iter_mut().for_each(|reading| reading.1 /= total.max(f32::MIN_POSITIVE));
        likeliest_first(self.as_mut_slice());
    }
}

/// Puts the readings of a place in the order of their confidence.
pub(crate) fn likeliest_first(readings: &mut [(char, f32)]) {
    order::by_number(readings, |reading| order::highest_first(reading.1));
}

impl Witness {
    /// Wants to know how often a reading stands beside and between what stands on both sides of a place.
    fn ask(&mut self, sides: [Option<char>; 2], reading: char) {
        for key in grams(sides, reading).into_iter().flatten() {
            self.counts.insert(key, 0);
        }
    }

    /// Counts what was asked for where the text is beyond doubt.
    fn listen(&mut self, out: &Output<'_>, repairs: Range<usize>, text: Range<usize>) {
        if self.counts.is_empty() {
            return;
        }
        let mut doubtful = repairs
            .filter_map(|index| out.repairs.get(index))
            .filter(|repair| repair.kind == Kind::Inferred && repair.confidence < SURE_ENOUGH)
            .map(|repair| repair.range.start)
            .peekable();
        let [mut last, mut before] = [None; 2];
        for (at, c) in out.text[text.clone()].char_indices() {
            let doubt = doubtful.next_if_eq(&(text.start + at)).is_some();
            let c = Some(c).filter(|&c| word(c) && !doubt);
            let pair = last.zip(c).map(|(a, b)| gram(['\0', a, b]));
            let three = before.zip(last).zip(c).map(|((a, b), c)| gram([a, b, c]));
            for key in [pair, three].into_iter().flatten() {
                if let Some(count) = self.counts.get_mut(&key) {
                    *count += 1;
                }
            }
            (before, last) = (last, c);
        }
    }

    /// How much likelier that makes a reading.
    fn weight(&self, sides: [Option<char>; 2], reading: char) -> f32 {
        let count = |key: Option<u64>| key.and_then(|key| self.counts.get(&key)).map_or(0, |&count| count);
        match grams(sides, reading).map(count) {
            [0, 0, _] => 1.0,
            [before, behind, between] => {
                (1.0 + SEEN * (before + behind) as f32) * (1.0 + SEEN * between as f32).powf(BETWEEN)
            }
        }
    }
}

/// The n-grams that a reading is part of: with what stands before it, behind it, and both.
fn grams([before, behind]: [Option<char>; 2], c: char) -> [Option<u64>; 3] {
    [
        before.map(|before| gram(['\0', before, c])),
        behind.map(|behind| gram(['\0', c, behind])),
        before.zip(behind).map(|(before, behind)| gram([before, c, behind])),
    ]
}

fn gram(characters: [char; 3]) -> u64 {
    characters.into_iter().fold(0, |gram, c| gram << 21 | u64::from(c))
}

/// The characters of words that stand before and behind a repair.
fn sides(out: &Output<'_>, repair: &Repair) -> [Option<char>; 2] {
    let before = out.text[..repair.range.start].chars().next_back();
    let behind = out.text[repair.range.end..].chars().next();
    [before, behind].map(|c| c.filter(|&c| word(c)))
}

/// Whether the same character loses bytes in one place and none in another. Where it always does, what was received tells
/// which places are alike.
fn misread(damage: Damage) -> bool {
    matches!(damage, Damage::Utf8AsGbk | Damage::Gb18030AsBig5 | Damage::Big5AsGb18030)
}

fn word(c: char) -> bool {
    // Most are hanzi, and the tables of Unicode are slow to tell.
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_alphanumeric()
}

/// What tells the groups that a repair is in from all others: hashes of what was received and of the neighbour.
fn marks(out: &Output<'_>, repair: &Repair, [before, behind]: [Option<char>; 2]) -> [Option<u64>; 2] {
    // What was swallowed stands in ASCII, and leaves the same mark as what was lost.
    let mut original = Mix::default();
    original.write_usize(repair.range.len());
    original.write(out.received()[repair.source.clone()].as_bytes());
    let mark = |side: u8, c: char| {
        let mut hash = original;
        hash.write_u64(u64::from(side) << 32 | u64::from(c));
        hash.finish()
    };
    [before.map(|c| mark(0, c)), behind.map(|c| mark(1, c))]
}
