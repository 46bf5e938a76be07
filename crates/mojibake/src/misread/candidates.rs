//! Which characters leave the same bytes once some of theirs are lost, and which of them what was received allows.

use std::collections::HashMap;

use super::SPACE;
use super::chain::Chain;
use super::line::Trace;
use crate::hash::Mixed;
use crate::model::{EDGE, Id, Model};

/// What it costs, in steps of the model, to read a digit or a letter of full width, since the model counts it with its
/// ASCII form.
const WIDE: i32 = -56;
/// What it costs to read a character that the model knows only by its simplified twin.
const TWIN: i32 = -4;
/// The most characters that are considered for one place where one byte was lost, and where more were.
const WIDEST: [usize; 2] = [64, 128];
/// Stands in a signature for a byte that was lost.
pub(super) const WILD: u8 = 1;
/// So many answers are remembered at once.
const REMEMBERED: usize = 1 << 14;

/// A character that has lost some of its bytes.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) c: char,
    pub(super) id: Id,
    /// By itself, in steps of the model.
    pub(super) score: i16,
    /// Whether the model knows it only by its simplified twin.
    twin: bool,
    /// All of its bytes.
    bytes: [u8; 3],
}

/// The characters that may have lost some of their bytes.
pub(super) struct Candidates {
    /// By what is left of their bytes, the likeliest first.
    groups: HashMap<u64, Vec<Candidate>, Mixed>,
    /// What was asked before: the same bytes are lost over and over.
    fitting: HashMap<u64, Vec<Candidate>, Mixed>,
}

impl Candidates {
    pub(super) fn new(model: &Model, chain: &Chain) -> Self {
        let mut groups: HashMap<_, Vec<_>, _> = HashMap::default();
        for (id, c, twin) in model.characters().chain([(EDGE, SPACE, false)]) {
            // What stands in ASCII is swallowed at most; its forms of full width have bytes to lose.
            let c = if c.is_ascii() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c };
            let score = match c {
                SPACE => 0,
                '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
                    model.prior_steps(id) + WIDE
                }
                _ => model.prior_steps(id),
            };
            let score = (score + if twin { TWIN } else { 0 }) as i16;
            let mut buffer = [0; 4];
            let Some(bytes) = chain.was.bytes(c, &mut buffer) else { continue };
            if bytes.len() != chain.was.width() {
                continue;
            }
            let width = bytes.len();
            let bytes = std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(0));
            // Every way in which some of its bytes are lost.
            for lost in 1..1 << width {
                let signature = std::array::from_fn(|at| if lost >> at & 1 == 1 { WILD } else { bytes[at] });
                groups.entry(key(signature)).or_default().push(Candidate { c, id, score, twin, bytes });
            }
        }
        groups
            .values_mut()
            .for_each(|group| order::by_number(group, |one| order::highest_first(one.score.into())));
        Candidates { groups, fitting: HashMap::default() }
    }

    /// The likeliest characters of a signature of which what became of their bytes is what was received, those in traditional
    /// form only if they are `traditional`.
    pub(super) fn fitting(
        &mut self,
        chain: &Chain,
        signature: [u8; 3],
        traces: [Trace; 3],
        traditional: bool,
    ) -> &[Candidate] {
        let traced = traces.iter().fold(u64::from(traditional), |key, trace| key << 9 | trace.number());
        let asked = traced << 24 | key(signature);
        if self.fitting.len() >= REMEMBERED && !self.fitting.contains_key(&asked) {
            self.fitting = HashMap::default();
        }
        let groups = &self.groups;
        self.fitting.entry(asked).or_insert_with(|| {
            let widest = WIDEST[usize::from(signature.iter().filter(|&&byte| byte == WILD).count() > 1)];
            let group = groups.get(&key(signature)).into_iter().flatten();
            let fitting = group.filter(|one| (traditional || !one.twin) && fits(chain, &traces, one.bytes));
            fitting.take(widest).copied().collect()
        })
    }
}

fn key([first, second, third]: [u8; 3]) -> u64 {
    u32::from_be_bytes([0, first, second, third]).into()
}

/// Whether what became of the bytes of a character is what was received.
fn fits(chain: &Chain, traces: &[Trace; 3], bytes: [u8; 3]) -> bool {
    (0..3).all(|at| match traces[at] {
        Trace::Any => true,
        Trace::BeforeNext => chain.loses(bytes[at], bytes[at + 1]),
        Trace::Before(second) => chain.loses(bytes[at], second),
        Trace::BeforeLead => chain.loses_before_lead(bytes[at]),
    })
}
