//! The repair of lines that show the damage.

use std::mem::take;
use std::ops::Range;

use super::candidates::{Candidates, WIDE, signature, wide};
use super::line::{Line, Unit, intact, source};
use super::losses::{Losses, WILD};
use crate::lattice::{Arc, Lattice};
use crate::model::{EDGE, FIRST, Id, Model, UNKNOWN};
use crate::output::Output;
use crate::windows1252::at_home;
use crate::{Alternatives, Choice, Damage};

/// What it costs to leave a character standing that is at home in Chinese text, but looks like a byte: like all scores
/// here in steps of the model, a quarter of a natural logarithm.
const AT_HOME: i32 = -8;
/// What it costs to leave a space standing behind what looks like bytes, where spaces stand for bytes.
const SPACE: i32 = -32;
/// What it costs to leave a character standing that is not.
const STRAY: i32 = -120;
/// So many damaged digits in a row may stand between a place and a digit that stands complete.
const LONGEST_RUN: usize = 8;

/// Repairs lines that show the damage.
pub(crate) struct Repairer<'a> {
    model: &'a Model,
    choices: &'a [Choice],
    pub(crate) losses: Losses,
    candidates: Candidates,
    /// Whether the document is written in traditional characters; `None` where it has not one of them.
    document_traditional: Option<bool>,
    /// Whether readings in traditional characters count in the line.
    traditional: bool,
    /// The last two characters written.
    left: [Id; 2],
    lattice: Lattice<'a>,
    /// The readings of the stretch at hand, and which of its places any leads to.
    arcs: Vec<Arc>,
    reached: Vec<bool>,
    /// What was reversed last.
    text: String,
}

/// What stands at a place, if that is beyond doubt.
#[derive(Clone, Copy)]
struct Sure {
    c: char,
    id: Id,
    length: usize,
    literal: bool,
}

impl<'a> Repairer<'a> {
    pub(crate) fn new(
        model: &'a Model,
        losses: Losses,
        traditional: Option<bool>,
        choices: &'a [Choice],
    ) -> Self {
        let candidates = Candidates::new(model, traditional.is_some(), losses);
        Repairer {
            model,
            choices,
            losses,
            candidates,
            document_traditional: traditional,
            traditional: true,
            left: [EDGE; 2],
            lattice: Lattice::new(model),
            arcs: Vec::new(),
            reached: Vec::new(),
            text: String::new(),
        }
    }

    /// Whether a person chose what stands at a place.
    fn is_chosen(&self, unit: &Unit) -> bool {
        self.choices.iter().any(|choice| choice.source == unit.start as usize)
    }

    fn sure(&self, units: &[Unit], at: usize) -> Option<Sure> {
        let unit = units[at];
        if self.is_chosen(&unit) {
            return None;
        }
        if unit.whole > 2 {
            return self.sure_whole(units, at);
        }
        if unit.is_hanzi() {
            let id = self.model.id(unit.c).unwrap_or(UNKNOWN);
            return Some(Sure { c: unit.c, id, length: 1, literal: true });
        }
        // A no-break space, or what became of it, can be the last byte of the character before.
        let a_byte = unit.byte.is_some() || self.losses.space && unit.c == ' ';
        let blank = |unit: &Unit| {
            let edge = self.model.id(unit.c) == Some(EDGE);
            edge && unit.is_received() && !matches!(unit.byte, Some(0x80..0xa0))
        };
        let inside = || a_byte && units[at.saturating_sub(2)..at].iter().any(|unit| unit.byte >= Some(0xc2));
        if blank(&unit) && !inside() {
            let length = units[at..].iter().take_while(|unit| blank(unit)).count();
            return Some(Sure { c: unit.c, id: EDGE, length, literal: true });
        }
        if !a_byte && unit.c != '\u{fffd}' {
            let id = self.model.id(unit.c).unwrap_or(UNKNOWN);
            return Some(Sure { c: unit.c, id, length: 1, literal: true });
        }
        self.sure_whole(units, at)
    }

    /// The character that stands complete at a place, if that is beyond doubt.
    fn sure_whole(&self, units: &[Unit], at: usize) -> Option<Sure> {
        let (c, length) = intact(units, at)?;
        let id = self.model.id(c).filter(|&id| id >= FIRST && (length > 2 || self.model.knows(c)))?;
        let ends_at_home = at_home(units[at + length - 1].c);
        (!ends_at_home || self.model.is_common(c)).then_some(Sure { c, id, length, literal: false })
    }

    pub(crate) fn line(&mut self, Line { units, shape }: &Line, damage: Damage, out: &mut Output<'_>) {
        let damage = match damage {
            Damage::Utf8AsWindows1252 if shape.turkish => Damage::Utf8AsWindows1254,
            damage => damage,
        };
        if let Some(document) = self.document_traditional {
            self.traditional = shape.is_traditional().unwrap_or(document);
        }
        let mut at = 0;
        while at < units.len() {
            match self.sure(units, at) {
                Some(Sure { id, length, literal: true, .. }) if units[at].is_received() => {
                    let start = at;
                    self.left = [self.left[1], id];
                    at = self.skip_hanzi(units, at + length);
                    out.copy(source(units, start, at));
                }
                Some(sure) => at = self.reverse(units, at, sure, damage, out),
                None => at = self.doubtful(units, at, damage, out),
            }
        }
        if self.left[1] != EDGE {
            self.left = [self.left[1], EDGE];
        }
    }

    /// Goes past hanzi that stand as they were received; the place behind them.
    fn skip_hanzi(&mut self, units: &[Unit], start: usize) -> usize {
        let plain = |unit: &&Unit| unit.is_hanzi() && unit.is_received() && !self.is_chosen(unit);
        let skipped = units[start..].iter().take_while(plain).count();
        for unit in &units[start + skipped.saturating_sub(2)..start + skipped] {
            self.left = [self.left[1], self.model.id(unit.c).unwrap_or(UNKNOWN)];
        }
        start + skipped
    }

    /// Goes past a line that was repaired without it; `text` is what it was.
    pub(crate) fn pass(&mut self, text: &str) {
        let ids = text.chars().rev().map(|c| self.model.id(c).unwrap_or(UNKNOWN));
        if let Some(last) = ids.into_iter().find(|&id| id != EDGE) {
            self.left = [last, EDGE];
        }
    }

    /// Reverses from a place that is sure to where none is, or what stands was received so.
    fn reverse(
        &mut self,
        units: &[Unit],
        start: usize,
        first: Sure,
        damage: Damage,
        out: &mut Output<'_>,
    ) -> usize {
        let mut text = take(&mut self.text);
        text.clear();
        let (mut at, mut next) = (start, Some(first));
        while let Some(sure) = next {
            text.push(sure.c);
            self.left = [self.left[1], sure.id];
            at += sure.length;
            next = units.get(at).and_then(|_| self.sure(units, at)).filter(|sure| !sure.literal);
        }
        out.reversed(source(units, start, at), &text, damage);
        self.text = text;
        at
    }

    /// Repairs from the first doubtful place to where two characters in a row are beyond doubt again.
    fn doubtful(&mut self, units: &[Unit], start: usize, damage: Damage, out: &mut Output<'_>) -> usize {
        let (mut arcs, mut reached) = (take(&mut self.arcs), take(&mut self.reached));
        arcs.clear();
        reached.clear();
        reached.push(true);
        let mut end = start + 1;
        let mut at = start;
        let mut right = [EDGE, UNKNOWN];
        while at < units.len() {
            let reached_here = reached.get(at - start) == Some(&true);
            let sure = if at > start && (reached_here || at >= end) { self.sure(units, at) } else { None };
            if at >= end
                && let Some(first) = sure
            {
                let next = at + first.length;
                if next == units.len() {
                    right = [first.id, EDGE];
                    break;
                }
                if let Some(second) = self.sure(units, next) {
                    right = [first.id, second.id];
                    break;
                }
            }
            if reached_here {
                let known = arcs.len();
                let from = (at - start) as u32;
                match sure {
                    Some(Sure { c, id, length, .. }) => {
                        arcs.push(Arc { from, to: from + length as u32, id, c, score: 0 });
                    }
                    None => self.readings(units, at, start, &mut arcs),
                }
                for arc in &arcs[known..] {
                    let to = arc.to as usize;
                    reached.resize(reached.len().max(to + 1), false);
                    reached[to] = true;
                    end = end.max(start + to);
                }
            }
            at += 1;
        }
        let end = at.max(end).min(units.len());
        self.lattice.solve(&arcs, (end - start) as u32, self.left, right);
        for &index in self.lattice.path() {
            let arc = arcs[index];
            let (from, to) = (start + arc.from as usize, start + arc.to as usize);
            self.write(units, from..to, index, &arcs, damage, out);
            self.left = [self.left[1], arc.id];
        }
        (self.arcs, self.reached) = (arcs, reached);
        end
    }

    /// Adds all readings of what begins at a doubtful place.
    fn readings(&self, units: &[Unit], at: usize, start: usize, arcs: &mut Vec<Arc>) {
        let from = (at - start) as u32;
        let first = arcs.len();
        let unit = units[at];
        if let Some((c, length)) = intact(units, at) {
            let id = self.model.id(c).filter(|&id| id != EDGE).unwrap_or(UNKNOWN);
            arcs.push(Arc {
                from,
                to: from + length as u32,
                id,
                c,
                score: self.model.prior_steps(id) as i16,
            });
        }
        if let Some(lead) = unit.byte.filter(|&b| b >= 0xc2) {
            let (follow, count) = self.follow(units, at);
            for length in 0..=count {
                // A byte that cannot stand for itself has to be read.
                let next = at + 1 + length;
                if length < count && !at_home(units[next].c) && units[next].c != ' ' {
                    continue;
                }
                let found = self.candidates.of(signature(lead, &follow[..length]));
                let to = (next - start) as u32;
                let found = found.iter().filter(|&&(_, c, _)| self.traditional || !self.model.is_twin(c));
                arcs.extend(found.map(|&(id, c, score)| Arc { from, to, id, c, score }));
            }
            if self.losses.space && lead == 0xc2 && units.get(at + 1).is_some_and(|next| next.c == ' ') {
                let score = self.model.prior_steps(EDGE) as i16;
                arcs.push(Arc { from, to: from + 2, id: UNKNOWN, c: '\u{a0}', score });
            }
            if lead == 0xef && goes_on_wide(units, at) {
                let wide = arcs[first..].iter_mut().filter(|arc| wide(arc.c));
                wide.for_each(|arc| arc.score -= WIDE as i16);
            }
        }
        // A stray byte stands for itself only where it can be nothing else.
        if at_home(unit.c) || arcs.len() == first {
            let literal = match unit.c {
                ' ' if self.losses.space => SPACE,
                c if at_home(c) => AT_HOME,
                _ => STRAY,
            };
            let id = self.model.id(unit.c).unwrap_or(UNKNOWN);
            let score = (self.model.prior_steps(id) + literal) as i16;
            arcs.push(Arc { from, to: from + 1, id, c: unit.c, score });
        }
        if let Some(choice) = self.choices.iter().find(|choice| choice.source == unit.start as usize) {
            self.choose(&choice.text, first, arcs);
        }
    }

    /// The bytes that may belong to the lead byte at a place, and how many there are.
    fn follow(&self, units: &[Unit], at: usize) -> ([u8; 2], usize) {
        let (mut bytes, mut count) = ([0; 2], 0);
        while let Some(unit) = units.get(at + 1 + count).filter(|_| count < 2) {
            bytes[count] = match unit.byte {
                Some(b) if (0x80..0xc0).contains(&b) => b,
                None if unit.c == '\u{fffd}' => WILD,
                None if unit.c == ' ' && self.losses.space => b' ',
                _ => break,
            };
            count += 1;
        }
        (bytes, count)
    }

    /// Leaves only the reading that a person chose.
    fn choose(&self, text: &str, first: usize, arcs: &mut Vec<Arc>) {
        let Some(c) = text.chars().next() else { return };
        if !arcs[first..].iter().any(|arc| arc.c == c) {
            let longest = arcs[first..].iter().copied().max_by_key(|arc| arc.to);
            arcs.extend(longest.map(|arc| Arc { c, id: self.model.id(c).unwrap_or(UNKNOWN), ..arc }));
        }
        let mut place = first;
        for index in first..arcs.len() {
            if arcs[index].c == c {
                arcs[place] = arcs[index];
                place += 1;
            }
        }
        arcs.truncate(place);
    }

    #[allow(clippy::too_many_arguments)]
    fn write(
        &self,
        units: &[Unit],
        span: Range<usize>,
        chosen: usize,
        arcs: &[Arc],
        damage: Damage,
        out: &mut Output<'_>,
    ) {
        let arc = arcs[chosen];
        let posterior = |arc: usize| self.lattice.posterior(arc);
        let source = source(units, span.start, span.end);
        let literal = span.len() == 1 && units[span.start].c == arc.c || arc.id == EDGE;
        if literal {
            let unit = units[span.start];
            if source.is_empty() {
                // The second half of something that already stands.
            } else if unit.byte.is_some() && !at_home(unit.c) || unit.c == '\u{fffd}' {
                out.unresolved(source, damage);
            } else if out.received()[source.clone()].starts_with(unit.c) {
                out.copy(source);
            } else {
                out.reversed(source, unit.c.encode_utf8(&mut [0; 4]), damage);
            }
            return;
        }
        if intact(units, span.start) == Some((arc.c, span.len())) {
            out.reversed(source, arc.c.encode_utf8(&mut [0; 4]), damage);
            return;
        }
        let mut alternatives = Alternatives::default();
        // A reading of another length in UTF-8 could not take its place.
        let others = self.lattice.others(arcs, chosen);
        for i in others.filter(|&i| arcs[i].c.len_utf8() == arc.c.len_utf8()) {
            alternatives.push(arcs[i].c, posterior(i));
        }
        out.inferred(source, arc.c, damage, posterior(chosen).min(1.0), alternatives);
    }
}

/// Whether what may be a digit or letter of full width follows one that stands complete, with none but its like between:
/// １０００年. None begins with a zero.
fn goes_on_wide(units: &[Unit], at: usize) -> bool {
    // All but the last of its bytes.
    let damaged = |at: usize| {
        units[at].byte == Some(0xef)
            && matches!(units[at + 1].byte, Some(0xbc | 0xbd))
            && intact(units, at).is_none()
    };
    let mut before = at;
    for _ in 0..LONGEST_RUN {
        before -= if before >= 2 && damaged(before - 2) { 2 } else { 0 };
    }
    before >= 3 && intact(units, before - 3).is_some_and(|(c, _)| wide(c))
}
