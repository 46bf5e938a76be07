//! Writes a model file: sections of base-128 numbers that a general compressor then makes small.

use mojibake::model::{MAGIC, STEP};

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
        self.pack_grams().iter().for_each(|s| section(&mut file, s));
        file
    }

    fn pack_grams(&self) -> [Vec<u8>; 4] {
        let [mut first, mut second, mut third, mut weights] = [const { Vec::new() }; 4];
        let kept: Vec<(u64, i8)> = self
            .grams
            .iter()
            .map(|&(key, weight)| (key, quantised(weight)))
            .filter(|gram| gram.1 != 0)
            .collect();
        let part = |key: u64, shift: u32| (key >> shift & 0x1fff) as u32;
        let mut last_a = 0;
        for group in kept.chunk_by(|x, y| x.0 >> 26 == y.0 >> 26) {
            let a = part(group[0].0, 26);
            number(&mut first, a - last_a);
            last_a = a;
            let runs: Vec<_> = group.chunk_by(|x, y| x.0 >> 13 == y.0 >> 13).collect();
            number(&mut first, runs.len() as u32);
            let mut last_b = 0;
            for run in runs {
                let b = part(run[0].0, 13);
                number(&mut second, b - last_b);
                number(&mut second, run.len() as u32);
                last_b = b;
                let mut last_c = 0;
                for &(key, weight) in run {
                    number(&mut third, part(key, 0) - last_c);
                    last_c = part(key, 0);
                    weights.push(weight as u8);
                }
            }
        }
        [first, second, third, weights]
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
