//! Writes a model file: its characters in base-128 numbers that a general compressor then makes small, its n-grams so that
//! none could.

use mojibake::model::coder::{Coder, Context, Likelihood, SMALLEST};
use mojibake::model::packed::{Runs, walk};
use mojibake::model::{FIRST, Last, MAGIC, STEP};

/// A model before it is packed.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// Characters in the order of their ids, from [`mojibake::model::FIRST`]: prior in steps below zero (ascending), then
    /// code point.
    pub(crate) characters: Vec<(u32, char)>,
    /// Characters that count as another one: the character and the id of its twin, by code point.
    pub(crate) twins: Vec<(char, u16)>,
    /// Keys and weights, by key.
    pub(crate) grams: Vec<(u64, f32)>,
}

impl Draft {
    /// The model file; n-grams whose weight rounds to zero are left out.
    pub(crate) fn pack(&self) -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        let (mut classes, mut deltas) = (Vec::new(), Vec::new());
        let mut steps = 0;
        for class in self.characters.chunk_by(|a, b| a.0 == b.0) {
            number(&mut classes, class[0].0 - steps);
            number(&mut classes, class.len() as u32);
            steps = class[0].0;
            let mut last = 0;
            for &(_, c) in class {
                number(&mut deltas, c as u32 - last);
                last = c as u32;
            }
        }
        let mut twins = Vec::new();
        let mut last = 0;
        for &(c, twin) in &self.twins {
            number(&mut twins, c as u32 - last);
            number(&mut twins, u32::from(twin));
            last = c as u32;
        }
        [classes, deltas, twins].iter().for_each(|s| section(&mut file, s));
        self.pack_grams(&mut file);
        file
    }

    fn pack_grams(&self, file: &mut Vec<u8>) {
        let mut runs = Runs::new();
        for &(key, weight) in &self.grams {
            let [a, b, id] = [26, 13, 0].map(|shift| (key >> shift & 0x1fff) as u16);
            let weight = quantised(weight);
            if weight != 0 {
                runs.entry([a, b]).or_default().push(Last { id, weight });
            }
        }
        number(file, runs.values().map(Vec::len).sum::<usize>() as u32);
        let mut writer = Writer::default();
        let alphabet = usize::from(FIRST) + self.characters.len();
        walk(&mut writer, alphabet, &runs, |_, _| Some(())).expect("n-grams of characters that are known");
        file.extend(writer.done());
    }
}

/// An arithmetic coder, as LZMA has it: what a carry may still change is kept back.
struct Writer {
    low: u64,
    range: u32,
    /// The last byte that is not FF.
    kept: u8,
    /// How many FF stand behind it.
    full: usize,
    out: Vec<u8>,
    likelihoods: Vec<Likelihood>,
}

impl Default for Writer {
    fn default() -> Self {
        let likelihoods = vec![Likelihood::default(); Context::PLACES];
        Self { low: 0, range: u32::MAX, kept: 0, full: 0, out: Vec::new(), likelihoods }
    }
}

impl Coder for Writer {
    const WRITES: bool = true;

    fn bit(&mut self, context: usize, yes: bool) -> bool {
        let likelihood = &mut self.likelihoods[context];
        let bound = likelihood.of(self.range);
        likelihood.learn(yes);
        if yes {
            self.range = bound;
        } else {
            self.low += u64::from(bound);
            self.range -= bound;
        }
        while self.range < SMALLEST {
            self.range <<= 8;
            self.shift();
        }
        yes
    }
}

impl Writer {
    fn shift(&mut self) {
        let (carry, byte) = ((self.low >> 32) as u8, (self.low >> 24) as u8);
        if carry == 0 && byte == 0xff {
            self.full += 1;
        } else {
            self.out.push(self.kept.wrapping_add(carry));
            self.out.extend(std::iter::repeat_n(0xff_u8.wrapping_add(carry), self.full));
            (self.kept, self.full) = (byte, 0);
        }
        self.low = self.low << 8 & 0xffff_ffff;
    }

    /// What was written; the first byte is always 0.
    fn done(mut self) -> impl Iterator<Item = u8> {
        (0..5).for_each(|_| self.shift());
        self.out.into_iter().skip(1)
    }
}

/// A weight in steps. An even number is fine enough, and a sixteenth of the file is saved by it; but what does not round to
/// zero is kept.
fn quantised(weight: f32) -> i8 {
    let steps = (weight / STEP).round().clamp(-126.0, 126.0);
    let even = (steps / 2.0).round_ties_even() * 2.0;
    if even == 0.0 { 2 * steps as i8 } else { even as i8 }
}

fn number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn section(out: &mut Vec<u8>, bytes: &[u8]) {
    number(out, bytes.len() as u32);
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use mojibake::Model;
    use mojibake::model::{FIRST, GAP, key};

    #[test]
    fn what_is_packed_is_unpacked() {
        let mut characters: Vec<(u32, char)> =
            (0u32..500).map(|i| (16 + i / 50, char_at(0x4e00 + i * 7))).collect();
        characters.sort_unstable();
        let last = FIRST + characters.len() as u16 - 1;
        // Many behind one character, some behind others, both signs, and one that rounds to nothing.
        let pairs =
            (FIRST..last).map(|b| (FIRST, b)).chain((FIRST..last).map(|a| (a + 1, last - (a - FIRST))));
        let weight = |(a, b): (u16, u16)| f32::from((a * 31 + b * 17) % 200) * STEP - 25.0;
        let pairs: Vec<(u16, u16)> = pairs.collect();
        let grams = pairs.iter().map(|&(a, b)| (key(GAP, a, b), weight((a, b)))).collect();
        let draft = Draft { characters, twins: vec![('國', FIRST)], grams };

        let model = Model::parse(&draft.pack()).expect("a model");
        for ((steps, c), id) in draft.characters.iter().zip(FIRST..) {
            assert_eq!((model.id(*c), model.prior(id)), (Some(id), *steps as f32 * -STEP));
        }
        assert_eq!(model.simplified('國'), draft.characters[0].1);
        for &(a, b) in &pairs {
            assert_eq!(model.bigram(a, b), f32::from(quantised(weight((a, b)))) * STEP);
            assert_eq!(model.bigram(b, 0), 0.0);
        }
    }

    /// Of few characters, so that trigrams are made of shorter n-grams in every way there is.
    #[test]
    fn trigrams_are_unpacked_whatever_they_are_made_of() {
        let ids = FIRST..FIRST + 12;
        let characters: Vec<(u32, char)> = (0..12).map(|i| (20, char_at(0x4e00 + i))).collect();
        let weight = |key: u64| f32::from((key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8) % 11.0 - 5.0;
        let known = || ids.clone().chain([GAP]);
        let all = known().flat_map(|a| known().map(move |b| [a, b])).filter(|&known| known != [GAP, GAP]);
        let all: Vec<_> = all.flat_map(|known| ids.clone().map(move |c| (known, c))).collect();
        let gram = |&([a, b], c): &([u16; 2], u16)| (key(a, b, c), weight(key(a, b, c)));
        let draft = Draft { characters, twins: Vec::new(), grams: all.iter().map(gram).collect() };

        let model = Model::parse(&draft.pack()).expect("a model");
        for &([a, b], c) in &all {
            assert_eq!(model.weight([a, b], c), i32::from(quantised(weight(key(a, b, c)))));
        }
    }

    #[test]
    fn a_cut_file_is_no_model() {
        let draft =
            Draft { characters: vec![(20, '的')], twins: Vec::new(), grams: vec![(key(GAP, 3, 3), 1.0)] };
        let file = draft.pack();
        assert!(Model::parse(&file).is_some());
        assert!((0..file.len()).all(|length| Model::parse(&file[..length]).is_none()));
    }

    fn char_at(code: u32) -> char {
        char::from_u32(code).expect("a hanzi")
    }
}
