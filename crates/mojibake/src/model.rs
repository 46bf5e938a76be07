//! What Chinese official prose is like: how frequent each character is, and which n-grams speak for or against it.
//!
//! The model is a log-linear one. A character `k` at some place scores its prior (the logarithm of its frequency) plus
//! the weight of every bigram, trigram and gapped bigram (two characters with any one between) that it would be part
//! of. The weights were fitted so that among all characters a damaged one can have been the right one wins; see
//! `docs/MOJIBAKE.md`.

pub mod coder;
pub mod packed;

use std::sync::LazyLock;

pub use crate::grams::Last;

use crate::fold;
use crate::grams::{Grams, class_of};
use coder::Reader;

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
/// The prior of what is no character, in steps.
const EDGE_PRIOR: i16 = -12;
/// The prior of a character that the model does not know, in steps.
const RARE: i16 = -68;

/// The logarithm of the frequency above which a character is common.
const COMMON: f32 = -10.5;

/// The key of a trigram; `GAP` first makes it a bigram, `GAP` in the middle a gapped bigram.
pub fn key(a: Id, b: Id, c: Id) -> u64 {
    u64::from(a) << 26 | u64::from(b) << 13 | u64::from(c)
}

/// A character model, parsed from its file.
#[derive(Debug)]
pub struct Model {
    /// Id of each character of the basic plane, once folded, with the marks [`TWIN`] and [`FOLDED`]; [`PAD`] for what
    /// only pads.
    ids: Vec<Id>,
    /// By id.
    chars: Vec<char>,
    /// In steps, by id.
    priors: Vec<i16>,
    /// A bit for each character of the basic plane: whether it is common.
    common: Vec<u64>,
    /// By id.
    classes: Vec<Id>,
    grams: Grams,
}

const FILE: &[u8] = include_bytes!("../model.bin");
const ALPHABET_END: usize = end_of_alphabet(FILE);
/// The characters of the model that ships with the crate, apart from its n-grams: a program that only asks for [`simplified`]
/// characters does not carry those.
static ALPHABET: [u8; ALPHABET_END] = *FILE.first_chunk().unwrap();
static GRAMS: [u8; FILE.len() - ALPHABET_END] = *FILE.last_chunk().unwrap();

static BUILTIN: LazyLock<Model> = LazyLock::new(|| {
    let mut model =
        Model::parse_alphabet(&mut Input(&ALPHABET)).expect("the model that ships with the crate");
    model.parse_grams(&mut Input(&GRAMS)).expect("the model that ships with the crate");
    model
});

/// The simplified form of a character that is only ever traditional; any other is its own. One that simplified text has too,
/// such as 著 or 乾, is not only ever traditional.
///
/// ```
/// assert_eq!("復辦著".chars().map(mojibake::simplified).collect::<String>(), "复办著");
/// ```
pub fn simplified(c: char) -> char {
    static CHARACTERS: LazyLock<Model> = LazyLock::new(|| {
        Model::parse_alphabet(&mut Input(&ALPHABET)).expect("the model that ships with the crate")
    });
    CHARACTERS.simplified(c)
}

impl Model {
    /// The model that ships with the crate. The first call unpacks it, which takes a few milliseconds.
    pub fn builtin() -> &'static Model {
        &BUILTIN
    }

    /// Reads a model file; `None` if it is not one.
    pub fn parse(file: &[u8]) -> Option<Model> {
        let mut input = Input(file);
        let mut model = Self::parse_alphabet(&mut input)?;
        model.parse_grams(&mut input)?;
        Some(model)
    }

    /// A model without n-grams, from the beginning of its file.
    fn parse_alphabet(input: &mut Input<'_>) -> Option<Model> {
        input.0 = input.0.strip_prefix(MAGIC)?;
        let mut model = Model {
            ids: vec![OTHER; 0x1_0000],
            chars: vec!['\n', '\u{fffd}', '\u{fffd}'],
            priors: vec![EDGE_PRIOR, RARE, RARE],
            common: Vec::new(),
            classes: Vec::new(),
            grams: Grams::with_room_for(0),
        };
        model.parse_characters(input)?;
        model.parse_twins(Input(input.section()?))?;
        model.classes = model.chars.iter().map(|&c| class_of(c)).collect();
        model.ids[usize::from(b'\n')] = EDGE;
        model.fold();
        model.common = model.ids.chunks(64).map(|ids| model.bits_of_common(ids)).collect();
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
                *self.ids.get_mut(c as usize)? = self.priors.len() as Id;
                self.chars.push(char::from_u32(c)?);
                self.priors.push(-i16::try_from(steps).ok()?);
            }
        }
        (self.priors.len() < usize::from(GAP)).then_some(())
    }

    fn parse_twins(&mut self, mut twins: Input<'_>) -> Option<()> {
        let mut c = 0;
        while !twins.0.is_empty() {
            c += twins.number()?;
            let twin = twins.number()? as Id;
            *self.ids.get_mut(c as usize)? = twin | TWIN;
            self.priors.get(usize::from(twin))?;
        }
        Some(())
    }

    /// Gives every character the id of the one that stands for it.
    fn fold(&mut self) {
        let folded = (0u32..).zip(&self.ids).map(|(c, &id)| match char::from_u32(c).map(|c| (c, fold(c))) {
            Some((_, None)) => PAD,
            Some((c, Some(twin))) if twin != c => self.ids[twin as usize] | FOLDED,
            _ => id,
        });
        self.ids = folded.collect();
    }

    fn bits_of_common(&self, ids: &[Id]) -> u64 {
        let common = |id: Id| id != PAD && self.prior(id & BITS) > COMMON;
        ids.iter().rev().fold(0, |bits, &id| bits << 1 | u64::from(common(id)))
    }

    fn parse_grams(&mut self, input: &mut Input<'_>) -> Option<()> {
        let count = input.number().filter(|&count| count <= MOST_GRAMS)?;
        self.grams = Grams::with_room_for(count as usize);
        let mut reader = Reader::new(std::mem::take(&mut input.0));
        let alphabet = self.chars.len();
        packed::walk(&mut reader, alphabet, &packed::Runs::new(), |known, run| self.add(known, run))?;
        reader.is_done().then_some(())
    }

    /// Adds all n-grams that begin with `known`.
    fn add(&mut self, known: [Id; 2], run: &mut [Last]) -> Option<()> {
        let class = |last: &Last| self.classes[usize::from(last.id)];
        order::by_number(run, |last| u64::from(class(last)) << Id::BITS | u64::from(last.id));
        for alike in run.chunk_by(|a, b| class(a) == class(b)) {
            self.grams.insert(known, class(&alike[0]), alike.iter().copied())?;
        }
        Some(())
    }

    /// The id of a character: a traditional one has that of its simplified twin; `None` if it only pads.
    pub fn id(&self, c: char) -> Option<Id> {
        let id = self.marked(c);
        (id != PAD).then_some(id & BITS)
    }

    /// Whether the model knows this very character, not only one that stands for it.
    pub fn knows(&self, c: char) -> bool {
        let id = self.marked(c);
        id >= FIRST && id & !BITS == 0
    }

    /// [`Model::is_common`] of a character by its three bytes in UTF-8.
    #[inline]
    pub(crate) fn is_common_of_three(&self, [first, second, third]: [u8; 3]) -> bool {
        let bits = self.common.get(usize::from(first & 0xf) << 6 | usize::from(second & 0x3f));
        bits.is_some_and(|bits| bits >> (third & 0x3f) & 1 == 1)
    }

    /// Whether a character, or one that stands for it, is more frequent than one in 36,000.
    #[inline]
    pub(crate) fn is_common(&self, c: impl Into<u32>) -> bool {
        let c = c.into();
        self.common.get(c as usize >> 6).is_some_and(|bits| bits >> (c & 63) & 1 == 1)
    }

    /// Whether the model knows a character only by its simplified twin.
    pub fn is_twin(&self, c: char) -> bool {
        let id = self.marked(c);
        id != PAD && id & TWIN != 0
    }

    /// See [`simplified`].
    pub fn simplified(&self, c: char) -> char {
        if self.is_twin(c) { self.chars[usize::from(self.marked(c) & BITS)] } else { c }
    }

    fn marked(&self, c: char) -> Id {
        self.ids.get(c as usize).copied().unwrap_or(OTHER)
    }

    /// All characters the model knows, and whether only as the twin of another.
    pub fn characters(&self) -> impl Iterator<Item = (Id, char, bool)> + '_ {
        let known = self.ids.iter().zip(0u32..).filter(|&(&id, _)| id & FOLDED == 0 && id & BITS >= FIRST);
        known.filter_map(|(&id, c)| Some((id & BITS, char::from_u32(c)?, id & TWIN != 0)))
    }

    /// The logarithm of a character's frequency.
    pub fn prior(&self, id: Id) -> f32 {
        self.prior_steps(id) as f32 * STEP
    }

    pub(crate) fn prior_steps(&self, id: Id) -> i32 {
        i32::from(self.priors[usize::from(id)])
    }

    /// How frequent a character is among all.
    pub fn frequency(&self, id: Id) -> f32 {
        self.prior(id).exp()
    }

    /// The class of a character, for `Model::behind`.
    pub(crate) fn class(&self, id: Id) -> Id {
        self.classes[usize::from(id)]
    }

    /// Tells `found` what it adds that characters of a class stand after two known ones: those that are not named add
    /// nothing. [`GAP`] first asks for what stands right after the second, and [`GAP`] second for what stands one place
    /// beyond the first, whatever is between.
    #[inline]
    pub(crate) fn behind(&self, known: [Id; 2], class: Id, found: impl FnMut(Last)) {
        self.grams.behind(known, class, found);
    }

    /// Whether there may be anything behind or beyond two known characters, one of which may be [`GAP`].
    pub(crate) fn may_begin(&self, known: [Id; 2]) -> bool {
        self.grams.may_begin(known)
    }

    /// What it adds that `c` stands after two known characters, one of which may be [`GAP`], in steps.
    #[inline]
    pub fn weight(&self, known: [Id; 2], c: Id) -> i32 {
        let mut weight = 0;
        self.behind(known, self.class(c), |last| {
            if last.id == c {
                weight = i32::from(last.weight);
            }
        });
        weight
    }

    /// What it adds that `b` stands right after `a`.
    pub fn bigram(&self, a: Id, b: Id) -> f32 {
        self.weight([GAP, a], b) as f32 * STEP
    }

    /// How much `text` reads like Chinese, per character: about -5 for prose, -12 for hanzi by chance.
    pub fn fluency(&self, text: &str) -> f32 {
        self.fluency_of(text.chars())
    }

    pub(crate) fn fluency_of(&self, text: impl Iterator<Item = char>) -> f32 {
        let (mut sum, mut count, mut last) = (0.0, 0u32, EDGE);
        for c in text {
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

/// The bits of an id; those above are marks.
const BITS: Id = GAP;
/// Marks the id of a character that is only the twin of one that the model knows.
const TWIN: Id = 0x8000;
/// Marks the id of a character for which another stands.
const FOLDED: Id = 0x4000;
/// Of a character that only pads.
const PAD: Id = Id::MAX;
/// How a model file begins.
pub const MAGIC: &[u8] = b"moji\x02";
/// A file that tells of more n-grams is no model.
const MOST_GRAMS: u32 = 1 << 20;

/// Where the sections of a model file end that tell its characters: classes, code points, twins.
const fn end_of_alphabet(file: &[u8]) -> usize {
    let (mut at, mut section) = (MAGIC.len(), 0);
    while section < 3 {
        let (mut length, mut shift) = (0, 0);
        loop {
            let byte = file[at];
            length |= ((byte & 0x7f) as usize) << shift;
            (at, shift) = (at + 1, shift + 7);
            if byte < 0x80 {
                break;
            }
        }
        (at, section) = (at + length, section + 1);
    }
    at
}

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
