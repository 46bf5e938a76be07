//! Which characters leave the same bytes once some of theirs are lost.

use std::collections::HashMap;
use std::ops::Range;

use super::losses::Losses;
use crate::hash::Mixed;
use crate::model::{Id, Model};

/// What it costs to read a digit or a letter of full width, since the model counts it with its ASCII form.
pub(super) const WIDE: i32 = -56;

/// The most characters that are considered for one place; only where nearly all bytes are lost are there more.
const WIDEST: usize = 24;

/// What it costs to read a character that the model knows only by its simplified twin.
const TWIN: i32 = -4;

/// A character, its id, and its score by itself.
type Candidate = (Id, char, i16);

/// The characters that leave the same signature.
pub(super) struct Candidates {
    /// Group by group.
    all: Vec<Candidate>,
    groups: HashMap<u32, Range<usize>, Mixed>,
}

impl Candidates {
    pub(super) fn new(model: &Model, traditional: bool, losses: Losses) -> Self {
        let widest = if losses.controls { WIDEST / 3 } else { WIDEST };
        let certain = losses.certain();
        let mut signed: Vec<(u32, Candidate)> = Vec::new();
        for (id, c, twin) in model.characters().filter(|&(_, _, twin)| traditional || !twin) {
            // ASCII is never damaged; its forms of full width are, and the model takes them for the same.
            let c = if c.is_ascii() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c };
            let wide = match c {
                '\u{ff0d}' | '\u{ff0f}' => WIDE / 2,
                '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff5a}' => WIDE,
                _ => 0,
            };
            let score = (model.prior_steps(id) + wide + if twin { TWIN } else { 0 }) as i16;
            let left = certain.signature(c);
            signed.extend(left.map(|signature| (signature, (id, c, score))));
            // Forms of full width lose the same bytes as digits, which are what a text may hold.
            if let Some(against) = losses.turkish.filter(|&against| against < 0 && c < '\u{ff00}') {
                let turkish = losses.signature(c).filter(|&signature| left != Some(signature));
                signed.extend(turkish.map(|signature| (signature, (id, c, score + against))));
            }
        }
        order::by_number(&mut signed, |&(signature, _)| signature.into());
        let mut candidates = Candidates { all: Vec::with_capacity(signed.len()), groups: HashMap::default() };
        for group in signed.chunk_by_mut(|a, b| a.0 == b.0) {
            if group.len() > widest {
                order::by_number(group, |&(_, (_, _, score))| order::highest_first(score.into()));
            }
            let begin = candidates.all.len();
            candidates.all.extend(group.iter().take(widest).map(|&(_, candidate)| candidate));
            candidates.groups.insert(group[0].0, begin..candidates.all.len());
        }
        candidates
    }

    pub(super) fn of(&self, signature: u32) -> &[Candidate] {
        self.groups.get(&signature).map_or(&[], |group| &self.all[group.clone()])
    }
}

/// Whether a character is a digit or a letter of full width.
pub(super) fn wide(c: char) -> bool {
    matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
}

pub(super) fn signature(lead: u8, left: &[u8]) -> u32 {
    let at = |index: usize| left.get(index).map_or(0, |&b| u32::from(b));
    u32::from(lead) | at(0) << 8 | at(1) << 16 | at(2) << 24
}
