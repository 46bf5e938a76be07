//! The received characters of a line, as the bytes they were made from.

use std::ops::Range;

use super::chain::{Chain, Table};
use crate::model::Model;

/// What a decoder does with two bytes that are no character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// U+FFFD for the first; the second is read again (Python and most libraries).
    First,
    /// U+FFFD for both, unless the second is ASCII (browsers).
    Both,
    /// A question mark for both, unless the second ends the line (editors on Windows).
    Question,
    /// Nothing for the first; the second is read again (libraries that are told to ignore errors).
    Nothing,
}

/// What one received character is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Byte(u8),
    Pair(u8, u8),
    /// A character that the charset has twice.
    Either([u8; 2], [u8; 2]),
    /// `€` is 80 for some decoders and a pair for others.
    Euro,
    Lost(Loss),
    /// Nothing that the charset has: it stands for itself.
    Other,
}

/// What is known of a byte that was lost.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trace {
    /// Nothing but what its signature tells.
    Any,
    /// It and this byte behind it are a pair that the charset lacks.
    Before(u8),
    /// It and the next byte of its character, which was lost too, are such a pair.
    BeforeNext,
    /// There is such a pair of it and the first byte of a character.
    BeforeLead,
}

impl Trace {
    /// Tells it from all others in nine bits.
    pub(super) fn number(self) -> u64 {
        match self {
            Trace::Before(byte) => byte.into(),
            Trace::Any => 0x100,
            Trace::BeforeNext => 0x101,
            Trace::BeforeLead => 0x102,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) token: Token,
    pub(super) c: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A place between two bytes: the index of a piece, and how much of it lies before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) piece: usize,
    pub(super) part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    None,
    /// Its first byte; the second begins or continues a character of several bytes.
    Byte,
    /// The same, if it was the other of its two pairs.
    ByteOfOther,
    /// Its first byte; the second is an ASCII character that was swallowed.
    ByteBeforeAscii,
}

impl Place {
    const PARTS: usize = 4;

    pub(super) fn at(piece: usize) -> Self {
        Place { piece, part: Part::None }
    }

    pub(super) fn unit(self) -> usize {
        self.piece * Place::PARTS + self.part as usize
    }

    pub(super) fn of(unit: usize) -> Self {
        let part = [Part::None, Part::Byte, Part::ByteOfOther, Part::ByteBeforeAscii][unit % Place::PARTS];
        Place { piece: unit / Place::PARTS, part }
    }

    pub(super) fn next(self) -> Self {
        Place::at(self.piece + 1)
    }
}

/// One way to go on from a place: a byte, `None` where it was lost, and the place behind it.
pub(super) type Step = (Option<u8>, Place);

/// The received characters of a line.
pub(super) struct Line {
    chain: &'static Chain,
    pub(super) pieces: Vec<Piece>,
    /// What became of what was lost.
    pub(super) loss: Loss,
    /// What the decoder knew.
    pub(super) table: Table,
}

impl Line {
    pub(super) fn new(chain: &'static Chain, text: &str, offset: usize, lost: Loss, table: Table) -> Self {
        let has_euro = !chain.of_pairs() && chain.read_as.char_at(0xa2, 0xe3) == Some('€');
        let piece = |(at, c): (usize, char)| {
            let token = match c {
                '\u{fffd}' if lost != Loss::Nothing => Token::Lost(lost),
                '?' if lost != Loss::Nothing => Token::Lost(Loss::Question),
                '€' if has_euro => Token::Euro,
                _ if c.is_ascii() => Token::Byte(c as u8),
                _ => chain.pair(c, table).map_or(Token::Other, |pair| match chain.spare(c) {
                    Some(spare) => Token::Either(pair, spare),
                    None => Token::Pair(pair[0], pair[1]),
                }),
            };
            Piece { token, c, start: offset + at, end: offset + at + c.len_utf8() }
        };
        Line { chain, pieces: text.char_indices().map(piece).collect(), loss: lost, table }
    }

    pub(super) fn token(&self, piece: usize) -> Option<Token> {
        self.pieces.get(piece).map(|piece| piece.token)
    }

    /// How the bytes go on from a place.
    pub(super) fn steps(&self, place: Place) -> impl Iterator<Item = Step> {
        let (a, b) = self.ways(place);
        a.into_iter().chain(b).chain(self.vanished(place))
    }

    /// The first of the ways in which the bytes go on from a place.
    fn step(&self, place: Place) -> Option<Step> {
        let (a, b) = self.ways(place);
        a.or(b).or_else(|| self.vanished(place))
    }

    /// That a byte vanished at a place, if it may have.
    fn vanished(&self, place: Place) -> Option<Step> {
        (self.loss == Loss::Nothing && place.part == Part::None).then_some((None, place))
    }

    /// How the bytes go on with what was received.
    #[inline]
    fn ways(&self, place: Place) -> (Option<Step>, Option<Step>) {
        let half = Place { part: Part::Byte, ..place };
        let next = place.next();
        match (self.token(place.piece), place.part) {
            (Some(Token::Byte(byte)), Part::None) => (Some((Some(byte), next)), None),
            (Some(Token::Pair(first, _)), Part::None) => (Some((Some(first), half)), None),
            (Some(Token::Pair(_, second)), Part::Byte) => (Some((Some(second), next)), None),
            (Some(Token::Either([first, _], [other, _])), Part::None) => {
                let of_other = Place { part: Part::ByteOfOther, ..place };
                (Some((Some(first), half)), Some((Some(other), of_other)))
            }
            (Some(Token::Either([_, second], _)), Part::Byte)
            | (Some(Token::Either(_, [_, second])), Part::ByteOfOther) => (Some((Some(second), next)), None),
            (Some(Token::Euro), Part::None) => (Some((Some(0x80), next)), Some((Some(0xa2), half))),
            (Some(Token::Euro), Part::Byte) => (Some((Some(0xe3), next)), None),
            (Some(Token::Lost(loss)), Part::None) => {
                let after = self.token(next.piece);
                let alone = match loss {
                    Loss::First | Loss::Nothing => true,
                    Loss::Both => matches!(after, None | Some(Token::Byte(_))),
                    Loss::Question => matches!(after, None | Some(Token::Byte(b'\n' | b'\r'))),
                };
                (alone.then_some((None, next)), (loss != Loss::First).then_some((None, half)))
            }
            (Some(Token::Lost(_)), Part::Byte) => (Some((None, next)), None),
            _ => (None, None),
        }
    }

    /// What is known of a lost byte by the place behind it, which lies in or right behind a piece that was lost.
    pub(super) fn trace(&self, to: Place) -> Trace {
        match (to.part, self.token(to.piece)) {
            (Part::ByteBeforeAscii, _) | (Part::None, None) => Trace::Any,
            (Part::None, Some(Token::Byte(second) | Token::Pair(second, _))) => Trace::Before(second),
            (Part::None, _) | (Part::Byte | Part::ByteOfOther, _) => Trace::BeforeLead,
        }
    }

    /// The character whose bytes all stand from a place on, and the place behind it; `None` where there may be two.
    pub(super) fn intact(&self, place: Place) -> Option<(char, Place)> {
        let mut bytes = [0; 4];
        let mut to = place;
        let mut length = 0;
        loop {
            if to.part == Part::None && matches!(self.token(to.piece)?, Token::Either(..)) {
                return None;
            }
            let (byte, next) = self.step(to)?;
            bytes[length] = byte?;
            length += 1;
            if length < self.chain.was.length(bytes[0])? {
                to = next;
                continue;
            }
            let halved = self.halved_euro(to);
            bytes[length - 1] = halved.map_or(bytes[length - 1], |(byte, _)| byte);
            return Some((self.chain.was.read(&bytes[..length])?, halved.map_or(next, |(_, to)| to)));
        }
    }

    /// The characters whose two bytes stand from a place on where none is [intact](Line::intact) and there may be several, each
    /// with the place behind it.
    pub(super) fn either(&self, place: Place) -> impl Iterator<Item = (char, Place)> {
        let first = self.chain.of_pairs().then(|| self.steps(place)).into_iter().flatten();
        first.flat_map(move |(first, half)| {
            self.steps(half)
                .filter_map(move |(second, to)| Some((self.chain.was.read(&[first?, second?])?, to)))
        })
    }

    /// The first byte of a `€` that ends one character and begins another: what follows must go on with that.
    fn halved_euro(&self, place: Place) -> Option<(u8, Place)> {
        let goes_on = match self.token(place.piece + 1)? {
            Token::Pair(first, _) => self.chain.was.continues(first),
            token => matches!(token, Token::Lost(_) | Token::Euro),
        };
        let halved = self.token(place.piece) == Some(Token::Euro) && place.part == Part::None && goes_on;
        halved.then_some((0xa2, Place { part: Part::Byte, ..place }))
    }

    /// The ASCII character at a place, which may have been swallowed as the second byte of a pair.
    pub(super) fn ascii(&self, place: Place) -> Option<char> {
        match (place.part, self.token(place.piece)?) {
            (Part::None, Token::Byte(byte))
            | (Part::Byte, Token::Pair(_, byte) | Token::Either([_, byte], _))
            | (Part::ByteOfOther, Token::Either(_, [_, byte])) => {
                Some(char::from(byte)).filter(char::is_ascii)
            }
            _ => None,
        }
    }

    /// Whether the line ends at a place.
    pub(super) fn ends(&self, place: Place) -> bool {
        matches!(self.token(place.piece), None | Some(Token::Byte(b'\n' | b'\r')))
    }

    /// What was received between two places. A piece that two characters share belongs to the first, unless it stands for what
    /// the second was swallowed with.
    pub(super) fn source(&self, from: Place, to: Place) -> Range<usize> {
        let offset = |place: Place| match (place.part, self.pieces.get(place.piece)) {
            (_, None) => self.pieces.last().map_or(0, |last| last.end),
            (Part::None | Part::ByteBeforeAscii, Some(piece)) => piece.start,
            (_, Some(piece)) => piece.end,
        };
        offset(from)..offset(to)
    }

    /// What speaks for and against the damage.
    pub(super) fn signs(&self, model: &Model) -> Signs {
        let mut signs = Signs::default();
        let mut place = Place::at(0);
        while place.piece < self.pieces.len() {
            if self.ascii(place).is_some() {
                place = place.next();
                continue;
            }
            let stands = self.intact(place).or_else(|| self.likelier(place));
            if let Some((c, to)) = stands.filter(|&(c, _)| usual(model, c)) {
                signs.reading.push(c);
                place = to;
            } else if let Some((_, to)) = stands.filter(|&(c, _)| c == '\u{a0}') {
                signs.blank += 1;
                place = to;
            } else if let Some(to) = self.cut(place) {
                signs.cut += 1;
                place = to;
            } else if place.part == Part::Byte && matches!(self.token(place.piece), Some(Token::Lost(_))) {
                // An ASCII character may have been lost with the byte before.
                place = place.next();
            } else {
                signs.against += 1;
                let behind = self.steps(place).map(|step| step.1).filter(|&to| to > place);
                place = behind.last().unwrap_or(place.next());
            }
        }
        signs
    }

    /// Of the characters that may stand at a place the one behind which another can begin.
    fn likelier(&self, place: Place) -> Option<(char, Place)> {
        let goes_on = |to| self.ascii(to).is_none() || to.part == Part::None;
        self.either(place).max_by_key(|&(_, to)| goes_on(to))
    }

    /// The place behind a character that has lost some of its bytes, but of three not the first.
    fn cut(&self, mut place: Place) -> Option<Place> {
        if self.loss == Loss::Nothing {
            return self.cut_without_trace(place);
        }
        let was = self.chain.was;
        let mut lost = false;
        for at in 0..was.width() {
            let last = at + 1 == was.width();
            let (byte, to) = match last {
                true => self.steps(place).next()?,
                false => self.steps(place).last()?,
            };
            let fits = match byte {
                Some(byte) if at == 0 => was.begins(byte),
                Some(byte) => was.continues(byte),
                None => at > 0 || was.width() < 3 || place.part == Part::Byte,
            };
            if !fits {
                return None;
            }
            lost |= byte.is_none();
            place = to;
        }
        lost.then_some(place)
    }

    /// The same where nothing stands for a lost byte, which can only be missing between two received characters.
    fn cut_without_trace(&self, place: Place) -> Option<Place> {
        let byte = |place, fits: &dyn Fn(u8) -> bool| {
            let (byte, to) = self.steps(place).next()?;
            byte.filter(|&byte| fits(byte)).map(|_| to)
        };
        let second = byte(place, &|byte| self.chain.was.begins(byte))?;
        let third = byte(second, &|byte| self.chain.was.continues(byte));
        let between = |place: &Place| place.part == Part::None;
        third.filter(|third| between(third) || between(&second)).or(Some(second).filter(between))
    }
}

fn usual(model: &Model, c: char) -> bool {
    c > '\u{7ff}' && model.id(c).is_some_and(|id| model.prior(id) > -14.0)
}

/// What a line shows of the damage.
#[derive(Clone, Debug, Default)]
pub(super) struct Signs {
    /// The characters that stand complete.
    pub(super) reading: String,
    /// How many characters have lost a byte.
    pub(super) cut: usize,
    /// How many are no-break spaces, which say nothing.
    pub(super) blank: usize,
    /// How many received characters are part of none.
    pub(super) against: usize,
}
