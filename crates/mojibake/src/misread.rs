//! Text of one charset that was read as another, two bytes at a time: UTF-8 as GBK, GB18030 and Big5 as each other.
//!
//! What the wrong charset defines comes back exactly. What it does not became U+FFFD or a question mark, and which bytes
//! went into that is known but for a few ways in which decoders differ (see [`Loss`]). So a lost byte is not any
//! byte: what it stood before must be a pair that the charset lacks. A run of three-byte characters has an odd byte left
//! over before ASCII every other time; that is the one place where any of 64 bytes can have stood.

mod candidates;
mod chain;
mod line;

use self::candidates::{Candidate, Candidates, WILD};
use self::chain::{Chain, Table};
use self::line::{Line, Loss, Part, Place, Signs, Step, Token, Trace};
use crate::lattice::{Arc, Lattice, in_steps};
use crate::model::{EDGE, FIRST, Id, Model, UNKNOWN};
use crate::output::Output;
use crate::{Alternatives, Choice, Damage, fluency};

pub(crate) use self::chain::{BIG5_AS_GB18030, GB18030_AS_BIG5, UTF8_AS_GBK};

/// What it costs that a character of the received text stands for itself.
const LITERAL: f32 = -12.0;
/// What it costs to read punctuation in ASCII, since the model counts it with its form of full width.
const NARROW: f32 = -4.0;
/// What it costs to read ASCII beside what was lost where it may be the second byte of a pair.
const SINGLE: f32 = -4.0;
/// What it costs that a comma or an opening mark ends a line.
const HANGING: f32 = -8.0;
/// The space of full width, two of which begin a paragraph: an edge to the model, but with bytes to lose.
const SPACE: char = '\u{3000}';
/// What it costs behind the margin.
const BLANK: f32 = -8.0;
/// What speaks for it that a line ends with a semicolon where the one before announced a list, or was of one.
const LISTED: f32 = 4.0;
/// Stands for a byte that belongs to no character, behind one that shares a piece with it.
const ORPHAN: char = '\0';
/// What that costs: it is for bytes that no text has.
const ORPHANED: f32 = -40.0;
/// How much speaks against a reading that a received character is part of none.
const LEFT_OVER: f32 = 4.0;
/// So many characters that stand complete tell whether a line is written in traditional characters.
const TELLING: usize = 16;

/// Repairs lines that show the damage.
pub(crate) struct Repairer<'a> {
    model: &'a Model,
    chain: &'static Chain,
    choices: &'a [Choice],
    /// Made once a line shows the damage: many files have lines that only may.
    candidates: Option<Candidates>,
    /// The last two characters written.
    left: [Id; 2],
    /// Where the line at hand begins behind the spaces before it.
    margin: Place,
    /// Whether readings in traditional characters count.
    traditional: bool,
    /// What the line before ended with.
    ended: char,
    lattice: Lattice<'a>,
    /// What the last line showed of how bytes were lost, and of what the decoder knew.
    loss: Loss,
    table: Table,
    /// Whether there was such a line.
    seen: bool,
    /// Where the line began that was looked at last without being repaired, and what it shows.
    looked: Option<(usize, Look)>,
}

/// What a line shows in the way of losing bytes that it reads best in.
struct Look {
    /// How much speaks for it that the line is of this chain.
    merit: f32,
    signs: Signs,
    line: Line,
}

impl<'a> Repairer<'a> {
    pub(crate) fn new(model: &'a Model, chain: &'static Chain, choices: &'a [Choice]) -> Self {
        Repairer {
            model,
            chain,
            choices,
            candidates: None,
            left: [EDGE; 2],
            margin: Place::at(0),
            traditional: chain.damage() == Damage::Big5AsGb18030,
            lattice: Lattice::new(model),
            ended: '\n',
            loss: Loss::First,
            table: Table::Standard,
            seen: false,
            looked: None,
        }
    }

    /// Whether a line before was repaired.
    pub(crate) fn seen(&self) -> bool {
        self.seen
    }

    /// How much speaks for it that a line is of this chain.
    pub(crate) fn merit(&mut self, text: &str, offset: usize) -> f32 {
        let look = self.look(text, offset);
        self.looked.insert((offset, look)).1.merit
    }

    /// Repairs a line whose bytes read as Chinese that it was; `false` where they do not, unless it is `forced`.
    pub(crate) fn line(&mut self, text: &str, offset: usize, forced: bool, out: &mut Output<'_>) -> bool {
        let looked = self.looked.take().filter(|looked| looked.0 == offset);
        let Look { signs, line, .. } = looked.map_or_else(|| self.look(text, offset), |looked| looked.1);
        let pairs = self.chain.of_pairs();
        let whole = signs.reading.chars().count();
        let found = whole + signs.cut;
        let strange = text.chars().filter(|&c| c >= '\u{4e00}').count();
        let enough = match line.loss {
            _ if self.seen => found > 0,
            Loss::Nothing => whole > 1 && whole > signs.cut,
            _ => whole > 0 || signs.cut > 1,
        };
        let mut shows = enough && found * 3 > signs.against * 2 && (found + signs.blank) * 3 >= strange;
        // That its bytes are characters of another charset of pairs says nothing by itself.
        if pairs && self.seen {
            let fluency = |text: &str| fluency::beyond_ascii(self.model, text);
            shows &= whole > 0 && fluency(&signs.reading) > fluency(text);
        } else if pairs {
            shows &= (whole > signs.cut || whole >= 3)
                && fluency::better_in_hanzi(self.model, text, &signs.reading);
        }
        if !shows && !forced {
            return false;
        }
        (self.loss, self.table, self.seen) = (line.loss, line.table, true);
        if whole >= TELLING {
            let twins = signs.reading.chars().filter(|&c| self.model.is_twin(c)).count();
            self.traditional = twins * 20 > whole;
        }
        self.repair(&line, out);
        true
    }

    /// Reads a line in each of the ways in which bytes may have been lost, the usual one first: what it shows in the best.
    fn look(&self, text: &str, offset: usize) -> Look {
        let read = |loss, table| {
            let line = Line::new(self.chain, text, offset, loss, table);
            let signs = line.signs(self.model);
            let whole = signs.reading.chars().count() as f32;
            let against = signs.against as f32;
            let merit = match self.chain.of_pairs() {
                // Pairs that are read one off are characters too, but by chance.
                true => {
                    let fluency = fluency::beyond_ascii(self.model, &signs.reading);
                    whole * (fluency - fluency::CHANCE) - against * LEFT_OVER
                }
                false => whole + signs.cut as f32 - against,
            };
            Look { merit, signs, line }
        };
        let mut best = read(self.loss, self.table);
        // As the line before it, and nothing is left over.
        if self.seen && best.signs.against == 0 && !self.chain.of_pairs() {
            return best;
        }
        let marks = text.chars().filter(|c| matches!(c, '?' | '\u{fffd}')).count();
        // Question marks are the same to all but those that leave no mark.
        let replaced = text.contains('\u{fffd}') || self.loss == Loss::Nothing;
        for loss in [Loss::First, Loss::Both, Loss::Nothing] {
            let may = match loss {
                _ if loss == self.loss => true,
                // What vanished left no mark; too much does not fit.
                Loss::Nothing => !self.chain.of_pairs() && best.signs.against > marks * 16,
                _ => replaced,
            };
            let other = |&&table: &&Table| may && (loss, table) != (self.loss, self.table);
            for &table in self.chain.tables(text).iter().filter(other) {
                let other = read(loss, table);
                if other.merit > best.merit {
                    best = other;
                }
            }
        }
        best
    }

    fn repair(&mut self, line: &Line, out: &mut Output<'_>) {
        let mut place = Place::at(0);
        self.margin = place;
        self.ended = out.text.trim_end().chars().next_back().unwrap_or('\n');
        while place.piece < line.pieces.len() {
            match self.sure(line, place) {
                Some((c, id, to)) => {
                    self.indent(place, c, to);
                    self.write_sure(line, place, to, c, out);
                    self.pass(id);
                    place = to;
                }
                None => place = self.doubtful(line, place, out),
            }
        }
        self.pass(EDGE);
    }

    fn pass(&mut self, id: Id) {
        if id != EDGE || self.left[1] != EDGE {
            self.left = [self.left[1], id];
        }
    }

    /// Moves the margin behind a space that may stand there.
    fn indent(&mut self, from: Place, c: char, to: Place) {
        if c == SPACE && from == self.margin {
            self.margin = to;
        }
    }

    fn write_sure(&self, line: &Line, from: Place, to: Place, c: char, out: &mut Output<'_>) {
        let source = line.source(from, to);
        if out.received()[source.clone()].chars().eq([c]) {
            out.copy(source);
        } else {
            out.reversed(source, c.encode_utf8(&mut [0; 4]), self.chain.damage());
        }
    }

    /// What stands at a place, if that is beyond doubt, and the place behind it.
    fn sure(&self, line: &Line, place: Place) -> Option<(char, Id, Place)> {
        let start = line.source(place, place).start;
        if self.choices.iter().any(|choice| choice.source == start) {
            return None;
        }
        if let Some(c) = line.ascii(place) {
            return Some((c, self.model.id(c).unwrap_or(UNKNOWN), place.next()));
        }
        let (c, to) = line.intact(place)?;
        Some((c, self.model.id(c).filter(|&id| id >= FIRST || c == SPACE)?, to))
    }

    /// Repairs from the first doubtful place to where two characters in a row are beyond doubt again.
    fn doubtful(&mut self, line: &Line, start: Place, out: &mut Output<'_>) -> Place {
        let mut arcs: Vec<Arc> = Vec::new();
        let begin = start.unit();
        let mut end = begin;
        let mut reached = vec![true];
        let mut right = [EDGE, EDGE];
        let mut at = begin;
        while at < Place::at(line.pieces.len()).unit() {
            let place = Place::of(at);
            if at >= end
                && at > begin
                && let Some((_, first, next)) = self.sure(line, place)
            {
                if next.piece >= line.pieces.len() {
                    right = [first, EDGE];
                    break;
                }
                if let Some((_, second, _)) = self.sure(line, next) {
                    right = [first, second];
                    break;
                }
            }
            if reached.get(at - begin) == Some(&true) {
                let known = arcs.len();
                self.readings(line, place, begin, &mut arcs);
                for arc in &arcs[known..] {
                    let to = arc.to as usize;
                    self.indent(place, arc.c, Place::of(begin + to));
                    reached.resize(reached.len().max(to + 1), false);
                    reached[to] = true;
                    end = end.max(begin + to);
                }
            }
            at += 1;
        }
        let end = at.max(end);
        self.lattice.solve(&arcs, (end - begin) as u32, self.left, right);
        for at in 0..self.lattice.path().len() {
            let index = self.lattice.path()[at];
            self.write(line, begin, index, &arcs, out);
            self.pass(arcs[index].id);
        }
        Place::of(end)
    }

    /// Adds all readings of what begins at a place.
    fn readings(&mut self, line: &Line, place: Place, begin: usize, arcs: &mut Vec<Arc>) {
        let first = arcs.len();
        let arc = |to: Place, c, id, score| Arc {
            from: (place.unit() - begin) as u32,
            to: (to.unit() - begin) as u32,
            id,
            c,
            score: in_steps(score),
        };
        if let Some((c, id, to)) = self.sure(line, place) {
            // Bytes that are read one off are characters too.
            let single = c.is_ascii() && self.chain.of_pairs() && self.chain.was.continues(c as u8);
            arcs.push(arc(to, c, id, self.model.prior(id) + if single { SINGLE } else { 0.0 }));
            return;
        }
        let piece = line.pieces[place.piece];
        match place.part {
            Part::ByteBeforeAscii => {
                let after = line.pieces[place.piece + 1..].iter().map(|piece| piece.c);
                arcs.extend((' '..='?').filter_map(|c| {
                    let id = self.model.id(c)?;
                    Some(arc(place.next(), c, id, self.model.prior(id) + swallowed(c, after.clone())))
                }));
            }
            Part::None | Part::Byte | Part::ByteOfOther => {
                let intact = line.intact(place);
                let either = intact.is_none().then(|| line.either(place)).into_iter().flatten();
                for (c, to) in intact.into_iter().chain(either) {
                    let id = self.model.id(c).filter(|&id| id != EDGE).unwrap_or(UNKNOWN);
                    arcs.push(arc(to, c, id, self.model.prior(id)));
                }
                let (ended, margin) = (self.ended, self.margin);
                self.lossy(line, place, &mut Vec::new(), place, &mut |to, readings| {
                    let ends = line.ends(to);
                    arcs.extend(readings.iter().map(|&Candidate { c, id, score, .. }| {
                        let end = if ends { at_end(c, ended) } else { 0.0 };
                        let blank = match c {
                            SPACE if place != margin => BLANK,
                            // Where there is one, another follows.
                            SPACE if place > Place::at(0) => -BLANK,
                            _ => 0.0,
                        };
                        Arc { score: score + in_steps(end + blank), ..arc(to, c, id, 0.0) }
                    }));
                });
                if place.part == Part::None {
                    let id = self.model.id(piece.c).unwrap_or(UNKNOWN);
                    arcs.push(arc(place.next(), piece.c, id, self.model.prior(id) + LITERAL));
                } else {
                    arcs.push(arc(place.next(), ORPHAN, UNKNOWN, ORPHANED));
                }
            }
        }
        if let Some(choice) = self.choices.iter().find(|c| c.source == line.source(place, place).start) {
            choose(&choice.text, first, arcs);
        }
    }

    /// Tells `found` the characters of the usual width, some of their bytes lost, that can have begun at `from`; `bytes` are those
    /// up to `place`, each with the place behind it.
    fn lossy(
        &mut self,
        line: &Line,
        from: Place,
        bytes: &mut Vec<Step>,
        place: Place,
        found: &mut impl FnMut(Place, &[Candidate]),
    ) {
        let chain = self.chain;
        if bytes.len() == chain.was.width() {
            let mut signature = [0; 3];
            signature.iter_mut().zip(bytes.iter()).for_each(|(to, step)| *to = step.0.unwrap_or(WILD));
            if !signature.contains(&WILD) {
                return;
            }
            let candidates = self.candidates.get_or_insert_with(|| Candidates::new(self.model, chain));
            let mut fitting =
                |to, traces| found(to, candidates.fitting(chain, signature, traces, self.traditional));
            fitting(place, traces(line, from, bytes));
            // The last byte may have taken an ASCII character with it.
            if place.part == Part::Byte && line.token(place.piece) == Some(Token::Lost(Loss::Question)) {
                fitting(Place { part: Part::ByteBeforeAscii, ..place }, [Trace::Any; 3]);
            }
            return;
        }
        for step in line.steps(place) {
            let possible = match step.0 {
                Some(byte) if bytes.is_empty() => chain.was.begins(byte),
                Some(byte) => chain.was.continues(byte),
                // With any second a first byte of UTF-8 is a pair: it is lost only behind another.
                None => !bytes.is_empty() || chain.of_pairs() || place.part == Part::Byte,
            };
            if possible {
                bytes.push(step);
                self.lossy(line, from, bytes, step.1, found);
                bytes.pop();
            }
        }
    }

    fn write(&self, line: &Line, begin: usize, chosen: usize, arcs: &[Arc], out: &mut Output<'_>) {
        let arc = arcs[chosen];
        let posterior = |arc: usize| self.lattice.posterior(arc);
        let (from, to) = (Place::of(begin + arc.from as usize), Place::of(begin + arc.to as usize));
        let source = line.source(from, to);
        let piece = line.pieces[from.piece];
        if from.part != Part::None && arc.c == ORPHAN {
            return;
        }
        if from.part == Part::None && to == from.next() && arc.c == piece.c {
            if piece.c == '\u{fffd}' {
                out.unresolved(source, self.chain.damage());
            } else {
                out.copy(source);
            }
            return;
        }
        let swallowed = !self.chain.of_pairs() && line.ascii(from) == Some(arc.c);
        if swallowed || line.intact(from) == Some((arc.c, to)) {
            out.reversed(source, arc.c.encode_utf8(&mut [0; 4]), self.chain.damage());
            return;
        }
        let mut alternatives = Alternatives::default();
        self.lattice.others(arcs, chosen).for_each(|i| alternatives.push(arcs[i].c, posterior(i)));
        out.inferred(source, arc.c, self.chain.damage(), posterior(chosen).min(1.0), alternatives);
    }
}

/// What was received of each byte of a character tells of it.
fn traces(line: &Line, from: Place, steps: &[Step]) -> [Trace; 3] {
    let mut traces = [Trace::Any; 3];
    let mut place = from;
    for (at, &(known, to)) in steps.iter().enumerate() {
        let whole = place.part == Part::Byte;
        place = to;
        traces[at] = match known {
            // The signature tells.
            Some(_) => Trace::Any,
            // The second of a pair: the first tells, which may be of the character before.
            None if whole => Trace::Any,
            None if steps.get(at + 1).is_some_and(|step| step.0.is_none()) => Trace::BeforeNext,
            None => line.trace(to),
        }
    }
    traces
}

/// What speaks for it, or against it, that a character ends a line, by what the line before ended with.
fn at_end(c: char, ended: char) -> f32 {
    match c {
        SPACE | '、' | '，' | '“' | '‘' | '（' | '《' | '〈' | '「' | '【' => HANGING,
        '；' if matches!(ended, '：' | '；') => LISTED,
        _ => 0.0,
    }
}

/// What it costs that an ASCII character was swallowed, by what follows it.
fn swallowed(c: char, mut after: impl Iterator<Item = char> + Clone) -> f32 {
    let digits: String = after.clone().take_while(char::is_ascii_digit).take(4).collect();
    let next = after.next();
    match c {
        // Years begin with 19 or 20; other numbers follow Benford's law.
        '2' if digits.len() == 3 && digits.starts_with('0') => -0.3,
        '1' if digits.len() == 3 && digits.starts_with('9') => -0.3,
        '0' if next == Some('.') => -1.5,
        '0' if digits.is_empty() => -4.0,
        '0' => -6.0,
        '1'..='9' => {
            let digit = f32::from(c as u8 - b'0');
            (1.0 + 1.0 / digit).log10().ln()
        }
        _ => NARROW,
    }
}

/// Leaves only the reading that a person chose, where it is one.
fn choose(text: &str, first: usize, arcs: &mut Vec<Arc>) {
    let Some(c) = text.chars().next() else { return };
    if arcs[first..].iter().any(|arc| arc.c == c) {
        let mut at = 0;
        arcs.retain(|arc| {
            at += 1;
            at <= first || arc.c == c
        });
    }
}
