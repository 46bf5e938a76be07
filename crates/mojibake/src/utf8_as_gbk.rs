//! UTF-8 that was read as GBK, two bytes at a time.
//!
//! What GBK defines comes back exactly. What it does not became U+FFFD or a question mark, and which bytes went into
//! that is known but for a few ways in which decoders differ (see [`Loss`]). So a lost byte is not any byte: what
//! it stood before must be a pair that GBK lacks. A run of three-byte characters has an odd byte left over before ASCII
//! every other time; that is the one place where any of 64 bytes can have stood.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::double_byte::GB18030;
use crate::lattice::{Arc, Lattice, in_steps};
use crate::model::{EDGE, FIRST, Id, Model, UNKNOWN};
use crate::output::Output;
use crate::{Alternatives, Choice, Damage};

/// What it costs that a character of the received text stands for itself.
const LITERAL: f32 = -12.0;
/// What it costs to read a digit or a letter of full width, since the model counts it with its ASCII form.
const WIDE: f32 = -14.0;
/// What it costs to read punctuation in ASCII, since the model counts it with its form of full width.
const NARROW: f32 = -4.0;
/// The most characters that are considered for one place where one byte was lost, and where more were.
const WIDEST: [usize; 2] = [64, 24];
/// Stands in a signature for a byte that was lost.
const WILD: u8 = 1;

/// What a decoder does with two bytes that are no character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loss {
    /// U+FFFD for the first; the second is read again (Python and most libraries).
    First,
    /// U+FFFD for both, unless the second is ASCII (browsers).
    Both,
    /// A question mark for both, unless the second ends the line (editors on Windows).
    Question,
}

/// What one received character is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Byte(u8),
    Pair(u8, u8),
    /// `€` is 80 for some decoders and a pair for others.
    Euro,
    Lost(Loss),
    /// Nothing that GBK has: it stands for itself.
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    token: Token,
    c: char,
    start: usize,
    end: usize,
}

/// A place between two bytes: the index of a piece, and how much of it lies before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    piece: usize,
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    None,
    /// Its first byte; the second begins or continues a character of several bytes.
    Byte,
    /// Its first byte; the second is an ASCII character that was swallowed.
    ByteBeforeAscii,
}

impl Place {
    const PARTS: usize = 3;

    fn at(piece: usize) -> Self {
        Place { piece, part: Part::None }
    }

    fn unit(self) -> usize {
        self.piece * Place::PARTS + self.part as usize
    }

    fn of(unit: usize) -> Self {
        let part = [Part::None, Part::Byte, Part::ByteBeforeAscii][unit % Place::PARTS];
        Place { piece: unit / Place::PARTS, part }
    }

    fn next(self) -> Self {
        Place::at(self.piece + 1)
    }
}

/// One way to go on from a place: a byte, `None` where it was lost, and the place behind it.
type Step = (Option<u8>, Place);

/// The received characters of a line.
struct Line(Vec<Piece>);

impl Line {
    fn new(text: &str, offset: usize, lost: Loss) -> Self {
        let piece = |(at, c): (usize, char)| {
            let token = match c {
                '\u{fffd}' => Token::Lost(lost),
                '?' => Token::Lost(Loss::Question),
                '€' => Token::Euro,
                _ if c.is_ascii() => Token::Byte(c as u8),
                _ => GB18030.pair(c).map_or(Token::Other, |[first, second]| Token::Pair(first, second)),
            };
            Piece { token, c, start: offset + at, end: offset + at + c.len_utf8() }
        };
        Line(text.char_indices().map(piece).collect())
    }

    fn token(&self, piece: usize) -> Option<Token> {
        self.0.get(piece).map(|piece| piece.token)
    }

    /// How the bytes go on from a place.
    fn steps(&self, place: Place) -> impl Iterator<Item = Step> {
        let half = Place { part: Part::Byte, ..place };
        let next = place.next();
        let (a, b) = match (self.token(place.piece), place.part) {
            (Some(Token::Byte(byte)), Part::None) => (Some((Some(byte), next)), None),
            (Some(Token::Pair(first, _)), Part::None) => (Some((Some(first), half)), None),
            (Some(Token::Pair(_, second)), Part::Byte) => (Some((Some(second), next)), None),
            (Some(Token::Euro), Part::None) => (Some((Some(0x80), next)), Some((Some(0xa2), half))),
            (Some(Token::Euro), Part::Byte) => (Some((Some(0xe3), next)), None),
            (Some(Token::Lost(loss)), Part::None) => {
                let after = self.token(next.piece);
                let alone = match loss {
                    Loss::First => true,
                    Loss::Both => matches!(after, None | Some(Token::Byte(_))),
                    Loss::Question => matches!(after, None | Some(Token::Byte(b'\n' | b'\r'))),
                };
                (alone.then_some((None, next)), (loss != Loss::First).then_some((None, half)))
            }
            (Some(Token::Lost(_)), Part::Byte) => (Some((None, next)), None),
            _ => (None, None),
        };
        a.into_iter().chain(b)
    }

    /// Whether a byte can have stood before a place, which lies in or right behind a piece that was lost.
    fn lost(&self, byte: u8, to: Place) -> bool {
        match (to.part, self.token(to.piece)) {
            (Part::ByteBeforeAscii, _) | (Part::None, None | Some(Token::Byte(_))) => true,
            (Part::None, Some(Token::Pair(second, _))) => UNDEFINED.pair(byte, second),
            (Part::None, _) | (Part::Byte, _) => UNDEFINED.before_lead[usize::from(byte)],
        }
    }

    /// The character whose bytes all stand from a place on, and the place behind it.
    fn intact(&self, place: Place) -> Option<(char, Place)> {
        let mut bytes = [0; 4];
        let mut to = place;
        let mut length = 0;
        loop {
            let (byte, next) = self.steps(to).next()?;
            bytes[length] = byte?;
            (to, length) = (next, length + 1);
            if length == length_of(bytes[0])? {
                return Some((std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?, to));
            }
        }
    }

    /// What was received between two places. A piece that two characters share belongs to the first.
    fn source(&self, from: Place, to: Place) -> Range<usize> {
        let offset = |place: Place| match (place.part, self.0.get(place.piece)) {
            (_, None) => self.0.last().map_or(0, |last| last.end),
            (Part::None, Some(piece)) => piece.start,
            (_, Some(piece)) => piece.end,
        };
        offset(from)..offset(to)
    }

    /// What speaks for and against the damage.
    fn signs(&self, model: &Model) -> Signs {
        let mut signs = Signs::default();
        let mut place = Place::at(0);
        while place.piece < self.0.len() {
            match self.intact(place) {
                Some((c, to)) if c > '\u{7ff}' && model.id(c).is_some_and(|id| model.prior(id) > -14.0) => {
                    signs.whole += 1;
                    place = to;
                    continue;
                }
                _ => {}
            }
            if let Some(to) = self.cut(place) {
                signs.cut += 1;
                place = to;
            } else {
                signs.against += usize::from(!self.0[place.piece].c.is_ascii());
                place = self.steps(place).last().map_or(place.next(), |(_, to)| to);
            }
        }
        signs
    }

    /// The place behind a character of three bytes that has lost the last.
    fn cut(&self, place: Place) -> Option<Place> {
        let (first, place) = self.steps(place).next()?;
        let (second, place) = self.steps(place).next()?;
        let last = matches!(self.token(place.piece)?, Token::Lost(_)) && place.part == Part::None;
        let begun = matches!((first?, second?), (0xe2..=0xef, 0x80..=0xbf));
        (last && begun).then(|| place.next())
    }
}

/// What a line shows of the damage.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    /// Characters of three bytes that stand complete.
    whole: usize,
    /// Characters that have lost the last byte.
    cut: usize,
    /// Received characters that are part of neither.
    against: usize,
}

fn length_of(lead: u8) -> Option<usize> {
    match lead {
        0xc2..=0xdf => Some(2),
        0xe0..=0xef => Some(3),
        0xf0..=0xf4 => Some(4),
        _ => None,
    }
}

/// The pairs of bytes for which there are decoders of GBK that have no character.
struct Undefined {
    /// By both bytes.
    pairs: Vec<bool>,
    /// By the first, where the second is one that a character of UTF-8 begins with.
    before_lead: [bool; 256],
}

static UNDEFINED: LazyLock<Undefined> = LazyLock::new(|| {
    let pairs: Vec<bool> = (0..=u16::MAX).map(|pair| undefined(pair.to_be_bytes())).collect();
    let begins = |second: &usize| length_of(*second as u8).is_some();
    let before_lead =
        std::array::from_fn(|first| (0xc2..0xf5).filter(begins).any(|second| pairs[first << 8 | second]));
    Undefined { pairs, before_lead }
});

impl Undefined {
    fn pair(&self, first: u8, second: u8) -> bool {
        self.pairs[usize::from(first) << 8 | usize::from(second)]
    }
}

fn undefined([first, second]: [u8; 2]) -> bool {
    match GB18030.char_at(first, second) {
        // Later additions of GB18030, and what only some decoders map.
        Some(c) => matches!(
            c,
            '\u{e000}'..='\u{f8ff}' | '€' | 'ǹ' | '\u{2e80}'..='\u{2fff}' | '\u{303e}' | '\u{3400}'..='\u{4dbf}'
                | '\u{9fa6}'..='\u{9fff}' | '\u{fe10}'..='\u{fe19}'
        ),
        None => true,
    }
}

/// Repairs lines that show the damage.
pub(crate) struct Repairer<'a> {
    model: &'a Model,
    choices: &'a [Choice],
    candidates: HashMap<[u8; 3], Vec<(Id, char, f32)>>,
    /// The last two characters written.
    left: [Id; 2],
    lattice: Lattice<'a>,
    /// What the last line showed of how bytes were lost.
    loss: Loss,
    /// Whether there was such a line.
    seen: bool,
}

impl<'a> Repairer<'a> {
    pub(crate) fn new(model: &'a Model, choices: &'a [Choice]) -> Self {
        let mut candidates: HashMap<[u8; 3], Vec<(Id, char, f32)>> = HashMap::new();
        for (id, c, _) in model.characters().filter(|character| !character.2) {
            // What stands in ASCII is swallowed at most; its forms of full width have bytes to lose.
            let c = if c.is_ascii() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c };
            let wide =
                matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}');
            let score = model.prior(id) + if wide { WIDE } else { 0.0 };
            let &[first, second, third] = c.encode_utf8(&mut [0; 4]).as_bytes() else { continue };
            for signature in [
                [first, second, WILD],
                [first, WILD, third],
                [WILD, second, third],
                [first, WILD, WILD],
                [WILD, second, WILD],
                [WILD, WILD, third],
                [WILD; 3],
            ] {
                candidates.entry(signature).or_default().push((id, c, score));
            }
        }
        candidates.values_mut().for_each(|group| group.sort_by(|a, b| b.2.total_cmp(&a.2)));
        Repairer {
            model,
            choices,
            candidates,
            left: [EDGE; 2],
            lattice: Lattice::new(model),
            loss: Loss::First,
            seen: false,
        }
    }

    /// Repairs a line of hanzi whose bytes read as UTF-8 that was Chinese; `false` where they do not.
    pub(crate) fn line(&mut self, text: &str, offset: usize, out: &mut Output<'_>) -> bool {
        let strange = text.chars().filter(|&c| c >= '\u{4e00}').count();
        let other = if self.loss == Loss::First { Loss::Both } else { Loss::First };
        let [usual, other] = [self.loss, other].map(|loss| {
            let line = Line::new(text, offset, loss);
            (line.signs(self.model), line, loss)
        });
        let (signs, line, loss) = if other.0.whole > usual.0.whole { other } else { usual };
        let found = signs.whole + signs.cut;
        let enough = signs.whole > 0 || signs.cut > 1 || self.seen && signs.cut > 0;
        if !enough || found * 3 <= signs.against * 2 || found * 3 < strange {
            return false;
        }
        (self.loss, self.seen) = (loss, true);
        self.repair(&line, out);
        true
    }

    fn repair(&mut self, line: &Line, out: &mut Output<'_>) {
        let mut place = Place::at(0);
        while place.piece < line.0.len() {
            match self.sure(line, place) {
                Some((c, id, to)) => {
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

    fn write_sure(&self, line: &Line, from: Place, to: Place, c: char, out: &mut Output<'_>) {
        let source = line.source(from, to);
        if out.received()[source.clone()].chars().eq([c]) {
            out.copy(source);
        } else {
            out.reversed(source, c.encode_utf8(&mut [0; 4]), Damage::Utf8AsGbk);
        }
    }

    /// What stands at a place, if that is beyond doubt, and the place behind it.
    fn sure(&self, line: &Line, place: Place) -> Option<(char, Id, Place)> {
        let start = line.source(place, place).start;
        if self.choices.iter().any(|choice| choice.source == start) {
            return None;
        }
        // A pair may have swallowed a letter.
        if let (Part::None, Token::Byte(byte @ ..0x80)) | (Part::Byte, Token::Pair(_, byte @ ..0x80)) =
            (place.part, line.0[place.piece].token)
        {
            let c = char::from(byte);
            return Some((c, self.model.id(c).unwrap_or(UNKNOWN), place.next()));
        }
        let (c, to) = line.intact(place)?;
        Some((c, self.model.id(c).filter(|&id| id >= FIRST)?, to))
    }

    /// Repairs from the first doubtful place to where two characters in a row are beyond doubt again.
    fn doubtful(&mut self, line: &Line, start: Place, out: &mut Output<'_>) -> Place {
        let mut arcs: Vec<Arc> = Vec::new();
        let begin = start.unit();
        let mut end = begin;
        let mut reached = vec![true];
        let mut right = [EDGE, EDGE];
        let mut at = begin;
        while at < Place::at(line.0.len()).unit() {
            let place = Place::of(at);
            if at >= end
                && at > begin
                && let Some((_, first, next)) = self.sure(line, place)
            {
                if next.piece >= line.0.len() {
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
    fn readings(&self, line: &Line, place: Place, begin: usize, arcs: &mut Vec<Arc>) {
        let first = arcs.len();
        let arc = |to: Place, c, id, score| Arc {
            from: (place.unit() - begin) as u32,
            to: (to.unit() - begin) as u32,
            id,
            c,
            score: in_steps(score),
        };
        if let Some((c, id, to)) = self.sure(line, place) {
            arcs.push(arc(to, c, id, 0.0));
            return;
        }
        let piece = line.0[place.piece];
        match place.part {
            Part::ByteBeforeAscii => {
                let after = line.0[place.piece + 1..].iter().map(|piece| piece.c);
                arcs.extend((' '..='?').filter_map(|c| {
                    let id = self.model.id(c)?;
                    Some(arc(place.next(), c, id, self.model.prior(id) + swallowed(c, after.clone())))
                }));
            }
            Part::None | Part::Byte => {
                if let Some((c, to)) = line.intact(place) {
                    let id = self.model.id(c).filter(|&id| id != EDGE).unwrap_or(UNKNOWN);
                    arcs.push(arc(to, c, id, self.model.prior(id)));
                }
                self.lossy(line, place, &mut Vec::new(), place, &mut |to, c, id, score| {
                    arcs.push(arc(to, c, id, score));
                });
                if place.part == Part::None {
                    let id = self.model.id(piece.c).unwrap_or(UNKNOWN);
                    arcs.push(arc(place.next(), piece.c, id, self.model.prior(id) + LITERAL));
                }
            }
        }
        if let Some(choice) = self.choices.iter().find(|c| c.source == line.source(place, place).start) {
            choose(&choice.text, first, arcs);
        }
    }

    /// Tells `found` every character of three bytes, some of them lost, that can have begun at `from`; `bytes` are those
    /// up to `place`, each with the place behind it.
    fn lossy(
        &self,
        line: &Line,
        from: Place,
        bytes: &mut Vec<Step>,
        place: Place,
        found: &mut impl FnMut(Place, char, Id, f32),
    ) {
        if bytes.len() == 3 {
            let signature = [0, 1, 2].map(|at| bytes[at].0.unwrap_or(WILD));
            if !signature.contains(&WILD) {
                return;
            }
            let widest = WIDEST[usize::from(signature.iter().filter(|&&byte| byte == WILD).count() > 1)];
            let group = || self.candidates.get(&signature).into_iter().flatten();
            let fits = |&&(_, c, _): &&(Id, char, f32)| fits(line, from, bytes, c);
            group().filter(fits).take(widest).for_each(|&(id, c, score)| found(place, c, id, score));
            // The last byte may have taken an ASCII character with it.
            if place.part == Part::Byte && line.token(place.piece) == Some(Token::Lost(Loss::Question)) {
                let to = Place { part: Part::ByteBeforeAscii, ..place };
                group().take(widest).for_each(|&(id, c, score)| found(to, c, id, score));
            }
            return;
        }
        for step in line.steps(place) {
            let possible = match step.0 {
                Some(byte) if bytes.is_empty() => (0xe2..=0xef).contains(&byte),
                Some(byte) => (0x80..0xc0).contains(&byte),
                None => true,
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
        let piece = line.0[from.piece];
        if from.part == Part::None && to == from.next() && arc.c == piece.c {
            if piece.c == '\u{fffd}' {
                out.unresolved(source, Damage::Utf8AsGbk);
            } else {
                out.copy(source);
            }
            return;
        }
        if line.intact(from) == Some((arc.c, to)) {
            out.reversed(source, arc.c.encode_utf8(&mut [0; 4]), Damage::Utf8AsGbk);
            return;
        }
        let same = |i: &usize| (arcs[*i].from, arcs[*i].to) == (arc.from, arc.to) && *i != chosen;
        let mut others: Vec<usize> = (0..arcs.len()).filter(|i| same(i) && posterior(*i) > 1e-5).collect();
        others.sort_by(|&a, &b| posterior(b).total_cmp(&posterior(a)));
        let mut alternatives = Alternatives::default();
        others.iter().for_each(|&i| alternatives.push(arcs[i].c, posterior(i)));
        out.inferred(source, arc.c, Damage::Utf8AsGbk, posterior(chosen).min(1.0), alternatives);
    }
}

/// Whether what became of the bytes of a character is what was received.
fn fits(line: &Line, from: Place, steps: &[Step], c: char) -> bool {
    let mut buffer = [0; 4];
    let bytes = c.encode_utf8(&mut buffer).as_bytes();
    let mut place = from;
    bytes.iter().zip(steps).enumerate().all(|(at, (&byte, &(known, to)))| {
        let whole = place.part == Part::Byte;
        place = to;
        match known {
            Some(known) => known == byte,
            // The second of a pair that was lost; the first may be of the character before.
            None if whole => at == 0 || UNDEFINED.pair(bytes[at - 1], byte),
            None => line.lost(byte, to),
        }
    })
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
