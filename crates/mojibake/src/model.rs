//! What Chinese official prose is like: how frequent each character is, and which n-grams speak for or against it.
//!
//! The model is a log-linear one. A character `k` at some place scores its prior (the logarithm of its frequency) plus
//! the weight of every bigram, trigram and gapped bigram (two characters with any one between) that it would be part
//! of. The weights were fitted so that among all characters a damaged one can have been the right one wins; see
//! `docs/MOJIBAKE.md`.

use std::sync::LazyLock;

use crate::fold;

/// A character as the model knows it.
pub type Id = u16;

/// A space, a line end, or the end of the text.
pub const EDGE: Id = 0;
/// A character that the model does not know.
pub const OTHER: Id = 1;
/// A place of which nothing is known.
pub const UNKNOWN: Id = 2;
/// The first id of a real character.
pub const FIRST: Id = 3;
/// Stands in a key for the place that a gapped bigram leaves open, and before a bigram.
pub const GAP: Id = 0x1fff;

/// The unit of quantised priors and weights: a quarter of a natural logarithm.
pub const STEP: f32 = 0.25;
/// The prior of a character that the model does not know.
const RARE: f32 = -17.0;

/// The key of a trigram; `GAP` first makes it a bigram, `GAP` in the middle a gapped bigram.
pub fn key(a: Id, b: Id, c: Id) -> u64 {
    u64::from(a) << 26 | u64::from(b) << 13 | u64::from(c)
}

/// A character model, parsed from its file.
#[derive(Debug)]
pub struct Model {
    /// Id of each character of the basic plane.
    ids: Vec<Id>,
    chars: Vec<char>,
    prior: Vec<f32>,
    /// Open addressing: fingerprint of the key (0 is free) and weight.
    slots: Vec<(u32, i8)>,
    shift: u32,
    /// A bit for the hash of each pair that a trigram begins with: most pairs begin none, and need no look-up.
    leads: Vec<u64>,
}

static BUILTIN: LazyLock<Model> = LazyLock::new(|| {
    Model::parse(include_bytes!("../model.bin")).expect("the model that ships with the crate")
});

impl Model {
    /// The model that ships with the crate. The first call unpacks it, which takes a few milliseconds.
    pub fn builtin() -> &'static Model {
        &BUILTIN
    }

    /// Reads a model file; `None` if it is not one.
    pub fn parse(file: &[u8]) -> Option<Model> {
        let mut input = Input(file.strip_prefix(MAGIC)?);
        let mut model = Model {
            ids: vec![OTHER; 0x1_0000],
            chars: vec!['\n', '\u{fffd}', '\u{fffd}'],
            prior: vec![-3.0, RARE, RARE],
            slots: Vec::new(),
            shift: 0,
            leads: vec![0; 1 << 13],
        };
        model.parse_characters(&mut input)?;
        let mut twins = Input(input.section()?);
        let mut c = 0;
        while !twins.0.is_empty() {
            c += twins.number()?;
            let twin = twins.number()? as Id;
            if usize::from(twin) >= model.chars.len() {
                return None;
            }
            *model.ids.get_mut(c as usize)? = twin | TWIN;
        }
        model.parse_grams(&mut input)?;
        model.ids[usize::from(b'\n')] = EDGE;
        Some(model)
    }

    fn parse_characters(&mut self, input: &mut Input<'_>) -> Option<()> {
        let (mut classes, mut deltas) = (Input(input.section()?), Input(input.section()?));
        let mut steps = 0;
        while !classes.0.is_empty() {
            steps += classes.number()?;
            let mut c = 0;
            for _ in 0..classes.number()? {
                c += deltas.number()?;
                *self.ids.get_mut(c as usize)? = self.chars.len() as Id;
                self.chars.push(char::from_u32(c)?);
                self.prior.push(steps as f32 * -STEP);
            }
        }
        (self.chars.len() < usize::from(GAP)).then_some(())
    }

    fn parse_grams(&mut self, input: &mut Input<'_>) -> Option<()> {
        let [mut first, mut second, mut third, mut weights] = [
            Input(input.section()?),
            Input(input.section()?),
            Input(input.section()?),
            Input(input.section()?),
        ];
        let size = (weights.0.len() * 3 / 2).next_power_of_two().max(2);
        self.shift = 64 - size.trailing_zeros();
        self.slots = vec![(0, 0); size];
        let mut a = 0;
        while !first.0.is_empty() {
            a += first.number()?;
            let mut b = 0;
            for _ in 0..first.number()? {
                b += second.number()?;
                let mut c = 0;
                let (word, bit) = lead(a as Id, b as Id);
                self.leads[word] |= bit;
                for _ in 0..second.number()? {
                    c += third.number()?;
                    self.insert(key(a as Id, b as Id, c as Id), weights.byte()? as i8);
                }
            }
        }
        weights.0.is_empty().then_some(())
    }

    fn insert(&mut self, key: u64, weight: i8) {
        let (mut slot, print) = self.place(key);
        while self.slots[slot].0 != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = (print, weight);
    }

    fn place(&self, key: u64) -> (usize, u32) {
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((hash >> self.shift) as usize, (hash ^ hash >> 32) as u32 | 1)
    }

    /// The weight of an n-gram, in quantised steps; 0 if the model says nothing of it.
    fn weight(&self, key: u64) -> i32 {
        let (mut slot, print) = self.place(key);
        loop {
            let (found, weight) = self.slots[slot];
            if found == print {
                return i32::from(weight);
            }
            if found == 0 {
                return 0;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// The id of a character: a traditional one has that of its simplified twin; `None` if it only pads.
    pub fn id(&self, c: char) -> Option<Id> {
        let id = self.ids.get(fold(c)? as usize).copied().unwrap_or(OTHER);
        Some(id & !TWIN)
    }

    /// Whether the model knows this very character, not only its simplified twin.
    pub fn knows(&self, c: char) -> bool {
        self.ids.get(c as usize).is_some_and(|&id| id >= FIRST && id & TWIN == 0)
    }

    /// Whether the model knows a character only by its simplified twin.
    pub fn is_twin(&self, c: char) -> bool {
        self.ids.get(c as usize).is_some_and(|&id| id & TWIN != 0)
    }

    /// The simplified form of a character that is only ever traditional; any other is its own. One that simplified text
    /// has too, such as 著 or 乾, is no twin.
    pub fn simplified(&self, c: char) -> char {
        match self.ids.get(c as usize) {
            Some(&id) if id & TWIN != 0 => self.chars[usize::from(id & !TWIN)],
            _ => c,
        }
    }

    /// All characters the model knows, and whether only as the twin of another.
    pub fn characters(&self) -> impl Iterator<Item = (Id, char, bool)> + '_ {
        let known = self.ids.iter().zip(0u32..).filter(|&(&id, _)| id & !TWIN >= FIRST);
        known.filter_map(|(&id, c)| Some((id & !TWIN, char::from_u32(c)?, id & TWIN != 0)))
    }

    /// The logarithm of a character's frequency.
    pub fn prior(&self, id: Id) -> f32 {
        self.prior[usize::from(id)]
    }

    /// How frequent a character is among all.
    pub fn frequency(&self, id: Id) -> f32 {
        self.prior(id).exp()
    }

    /// What it adds that `b` stands right after `a`.
    pub fn bigram(&self, a: Id, b: Id) -> f32 {
        self.weight(key(GAP, a, b)) as f32 * STEP
    }

    /// Whether a trigram may begin with `a` and `b`.
    pub fn leads(&self, a: Id, b: Id) -> bool {
        let (word, bit) = lead(a, b);
        self.leads[word] & bit != 0
    }

    /// What it adds that `c` stands after `a` and `b`, beyond the bigrams.
    pub fn trigram(&self, a: Id, b: Id, c: Id) -> f32 {
        self.weight(key(a, b, c)) as f32 * STEP
    }

    /// What it adds that `c` stands one place beyond `a`, whatever is between.
    pub fn gapped(&self, a: Id, c: Id) -> f32 {
        self.trigram(a, GAP, c)
    }

    /// How much `text` reads like Chinese, per character: about -5 for prose, -12 for hanzi by chance.
    pub fn fluency(&self, text: &str) -> f32 {
        let (mut sum, mut count, mut last) = (0.0, 0u32, EDGE);
        for c in text.chars() {
            let Some(id) = self.id(c) else { continue };
            if id != EDGE {
                sum += self.prior(id) + self.bigram(last, id);
                count += 1;
            }
            last = id;
        }
        sum / count.max(1) as f32
    }
}

fn lead(a: Id, b: Id) -> (usize, u64) {
    let hash = (u32::from(a) << 13 | u32::from(b)).wrapping_mul(0x9e37_79b1) >> 13;
    (hash as usize >> 6, 1 << (hash & 63))
}

/// Marks the id of a character that is only the twin of one that the model knows.
const TWIN: Id = 0x8000;
/// How a model file begins.
pub const MAGIC: &[u8] = b"moji\x01";

/// A cursor over a model file.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn byte(&mut self) -> Option<u8> {
        self.0.split_off_first().copied()
    }

    /// A number in base 128, low part first.
    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..28).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A run of bytes with its length before it.
    fn section(&mut self) -> Option<&'a [u8]> {
        let length = self.number()? as usize;
        self.0.split_off(..length)
    }
}
