//! Choices in few bits: an arithmetic coder that learns, for each context, how likely a choice is.

/// Writes or reads choices, one after the other. Who calls it tells a writer what to write, and learns from a reader what
/// was written; both in the same words, so that they cannot differ.
pub trait Coder {
    /// Whether it is told what to write; a reader makes nothing of it.
    const WRITES: bool;

    /// Yes or no, in a [context](Context).
    fn bit(&mut self, context: usize, told: bool) -> bool;

    /// What a writer is to be told.
    fn told<T: Default>(&self, value: impl FnOnce() -> T) -> T {
        if Self::WRITES { value() } else { T::default() }
    }

    /// A number: how many bits it has, in its context, then the bits, of which the first three are learnt.
    fn number(&mut self, context: Context, told: impl FnOnce() -> usize) -> usize {
        let told = self.told(|| told() + 1);
        let mut length = 1;
        while length < LONGEST && self.bit(context.place(length), bits(told) > length) {
            length += 1;
        }
        let mut number = 1;
        for place in (0..length - 1).rev() {
            let bit = self.bit(context.behind(length, number), told >> place & 1 == 1);
            number = number << 1 | usize::from(bit);
        }
        number - 1
    }
}

/// The most bits that a number may have, with the one before all others.
const LONGEST: usize = 15;

/// How many bits a number has.
pub(crate) fn bits(number: usize) -> usize {
    (usize::BITS - number.leading_zeros()) as usize
}

/// What is known when a choice is made: what it is about, and two numbers below 16.
#[derive(Clone, Copy, Debug)]
pub struct Context(usize);

impl Context {
    /// How many places there are.
    pub const PLACES: usize = 1 << 16;

    pub(crate) fn new(about: u8, x: usize, y: usize) -> Self {
        Self(usize::from(about) << 12 | x.min(15) << 8 | y.min(15) << 4)
    }

    /// The place of one choice of up to 16 in this context.
    pub(crate) fn place(self, choice: usize) -> usize {
        self.0 | choice
    }

    /// The place of the bit behind those that are known of a number of this length.
    fn behind(self, length: usize, known: usize) -> usize {
        0xf000 | self.0 >> 4 & 0xf00 | length << 4 | if known < 8 { known } else { 8 }
    }
}

/// How likely yes is, in 65,536ths, learnt fast at first.
#[derive(Clone, Copy, Debug)]
pub struct Likelihood {
    yes: u16,
    seen: u16,
}

impl Default for Likelihood {
    fn default() -> Self {
        Self { yes: 1 << 15, seen: 0 }
    }
}

impl Likelihood {
    /// What part of a range is for yes; it leaves something for no.
    #[inline]
    pub fn of(self, range: u32) -> u32 {
        (range >> 16) * u32::from(self.yes)
    }

    /// Takes note of a choice.
    #[inline]
    pub fn learn(&mut self, yes: bool) {
        let step = |rest: u16| ((u32::from(rest) * u32::from(RATES[usize::from(self.seen)])) >> 16) as u16;
        if yes {
            self.yes += step(u16::MAX - self.yes);
        } else {
            self.yes -= step(self.yes);
        }
        self.seen = (self.seen + 1).min(RATES.len() as u16 - 1);
    }
}

/// By how often a place was asked: the part of the way to go, in 65,536ths.
static RATES: [u16; 60] = {
    let mut rates = [0; 60];
    let mut seen = 0;
    while seen < rates.len() {
        rates[seen] = (0x2_0000 / (2 * seen + 5)) as u16;
        seen += 1;
    }
    rates
};

/// A range is never smaller, but for a moment.
pub const SMALLEST: u32 = 1 << 24;

/// Reads what a writer wrote.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    input: &'a [u8],
    /// Whether there was less than was read.
    cut: bool,
    range: u32,
    code: u32,
    likelihoods: Vec<Likelihood>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(input: &'a [u8]) -> Self {
        let likelihoods = vec![Likelihood::default(); Context::PLACES];
        let mut reader = Self { input, cut: false, range: u32::MAX, code: 0, likelihoods };
        (0..4).for_each(|_| reader.shift());
        reader
    }

    fn shift(&mut self) {
        let byte = self.input.split_off_first();
        self.cut |= byte.is_none();
        self.code = self.code << 8 | u32::from(byte.copied().unwrap_or_default());
    }

    /// Whether all was read, and no more.
    pub(crate) fn is_done(&self) -> bool {
        self.input.is_empty() && !self.cut
    }
}

impl Coder for Reader<'_> {
    const WRITES: bool = false;

    #[inline]
    fn bit(&mut self, context: usize, _: bool) -> bool {
        let likelihood = &mut self.likelihoods[context % Context::PLACES];
        let bound = likelihood.of(self.range);
        let yes = self.code < bound;
        likelihood.learn(yes);
        if yes {
            self.range = bound;
        } else {
            self.code -= bound;
            self.range -= bound;
        }
        while self.range < SMALLEST {
            self.range <<= 8;
            self.shift();
        }
        yes
    }
}
