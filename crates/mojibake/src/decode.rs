use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use memchr::{memchr_iter, memmem};

use crate::double_byte::{BIG5, DoubleByte, GB18030};
use crate::marks::{LOST, Scan};
use crate::misread::{BIG5_AS_GB18030, GB18030_AS_BIG5, UTF8_AS_GBK};
use crate::output::Output;
use crate::utf8_as_latin::{self, Evidence, Line, Losses, Repairer};
use crate::{
    Damage, Decoded, Model, Options, Received, agreement, balance, confidence, detect, fluency, hanzi,
    misread, whole,
};

/// Decodes `bytes` and repairs what was damaged before they were written.
///
/// ```
/// let damaged = "å…³äºŽæ案的答复";
/// let decoded = mojibake::decode(damaged.as_bytes(), &mojibake::Options::default());
/// assert_eq!(decoded.text, "关于提案的答复");
/// ```
///
/// Bytes that are given away (a `Vec`) are not copied where they are the text already, and take no memory afterwards.
pub fn decode<'b>(bytes: impl Into<Cow<'b, [u8]>>, options: &Options) -> Decoded {
    let (received, scan) = detect::detect(bytes.into(), options, Model::builtin());
    received.repair_scanned(scan, options)
}

/// Decodes `bytes` and leaves the text as their charset gives it: for who takes it out of a format before it is
/// [repaired](Received::repair).
pub fn receive<'b>(bytes: impl Into<Cow<'b, [u8]>>, options: &Options) -> Received {
    detect::detect(bytes.into(), options, Model::builtin()).0
}

impl Received {
    /// Repairs what was damaged before the text was written.
    pub fn repair(self, options: &Options) -> Decoded {
        let scan = Scan::of(&self.text);
        self.repair_scanned(scan, options)
    }

    fn repair_scanned(self, scan: Scan, options: &Options) -> Decoded {
        let Received { text: received, charset, how, score } = self;
        let model = Model::builtin();
        let mut out = Output::new(&received);
        Document::new(&received, scan, model).repair(options, &mut out);
        let repaired = out.finish();
        agreement::agree(model, &mut out);
        balance::balance(&mut out);
        confidence::calibrate(&mut out);
        let Output { text, repairs, .. } = out;
        let (text, received) = if repaired { (text, Some(received)) } else { (received, None) };
        Decoded { text, received, charset, how, score, repairs }
    }
}

/// The lines of a text with their line ends.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).chain([text.len()]);
    ends.map(move |end| std::mem::replace(&mut start, end)..end).filter(|line| !line.is_empty())
}

/// A text and what it shows as a whole.
struct Document<'a> {
    text: &'a str,
    model: &'a Model,
    scan: Scan,
    /// Gathered once a line looks as if it were damaged, and once one looks as if it were twice over.
    once: OnceCell<Evidence>,
    twice: OnceCell<Evidence>,
}

impl<'a> Document<'a> {
    fn new(text: &'a str, scan: Scan, model: &'a Model) -> Self {
        Document { text, model, scan, once: OnceCell::new(), twice: OnceCell::new() }
    }

    /// What the document shows.
    fn once(&self) -> &Evidence {
        self.once.get_or_init(|| {
            let mut evidence = Evidence::default();
            if !self.scan.leads() {
                return evidence;
            }
            let (mut pieces, mut bytes) = (Line::default(), Vec::new());
            for line in lines(self.text).filter(|line| self.scan.line(self.text, line).leads) {
                let content = &self.text[line.clone()];
                if whole::read_back(content, &mut bytes).is_none() {
                    pieces.glance(self.model, content);
                    evidence.gather(&pieces);
                } else if !whole::is_far_from_utf8(&bytes) {
                    evidence.gather_bytes(self.model, &bytes);
                }
            }
            evidence
        })
    }

    /// What the document shows once one damage is undone.
    fn twice(&self) -> &Evidence {
        self.twice.get_or_init(|| {
            let mut evidence = Evidence::default();
            let (mut pieces, mut once, mut bytes) = (Line::default(), Vec::new(), Vec::new());
            for line in lines(self.text).filter(|line| self.scan.line(self.text, line).leads) {
                let content = &self.text[line.clone()];
                let once = whole::undone(content, &mut once);
                if once.and_then(|once| whole::read_back(once, &mut bytes)).is_some() {
                    evidence.gather_bytes(self.model, &bytes);
                } else {
                    pieces.glance(self.model, content);
                    evidence.gather(&pieces.undone(self.model));
                }
            }
            evidence
        })
    }

    fn repair(&self, options: &'a Options, out: &mut Output<'_>) {
        // For lines damaged once and twice: their repairers, and the bytes that they stand for.
        let mut repairers = [Vec::new(), Vec::new()];
        let (mut bytes, mut twice) = (Vec::new(), Vec::new());
        let misread = |chain| misread::Repairer::new(self.model, chain, &options.choices);
        let (mut gbk, mut confused) = (None, Vec::new());
        // The damage of the last line of GBK or Big5 read as Windows-1252.
        let mut behind = None;
        let mut pieces = Line::default();
        let forced = options.damage.is_some();
        let may = |damage| options.damage.is_none_or(|only| only == damage);
        for line in lines(self.text) {
            let content = &self.text[line.clone()];
            let odd = hanzi::oddness(self.model, content);
            let marks = self.scan.line(self.text, &line);
            if (forced || odd.some && hanzi::may_be_utf8(content)) && may(Damage::Utf8AsGbk) {
                let gbk = gbk.get_or_insert_with(|| misread(&UTF8_AS_GBK));
                if gbk.line(content, line.start, forced, out) {
                    continue;
                }
            }
            let read_back = marks.latin && !forced && whole::read_back(content, &mut bytes).is_some();
            if read_back {
                if options.choices.is_empty()
                    && self.undo(content, line.start, &bytes, (&mut repairers, &mut twice), options, out)
                {
                    continue;
                }
                // Lines before were GBK or Big5, and this is none of UTF-8.
                if behind.is_some()
                    && whole::is_no_utf8(&bytes)
                    && let Some((text, damage)) = self.behind_latin(content, &bytes, None, behind)
                {
                    behind = Some(damage);
                    out.reversed_trimmed(line, &text, damage);
                    continue;
                }
            }
            if marks.latin && (forced || read_back || utf8_as_latin::may_show(content, || self.once())) {
                pieces.read(self.model, content, line.start);
                let once =
                    self.shows_twice(&pieces, options.damage).filter(|_| may(Damage::Utf8AsWindows1252Twice));
                let intact = |line: &Line| !forced && line.shape.is_mostly_intact();
                if !intact(&pieces)
                    && !once.as_ref().is_some_and(intact)
                    && let Some(bytes) = hanzi::latin_bytes(content)
                    && let Some((text, damage)) = self.behind_latin(content, &bytes, options.damage, behind)
                {
                    behind = Some(damage);
                    out.reversed_trimmed(line, &text, damage);
                    continue;
                }
                if let Some(once) = once {
                    let losses = self.twice().losses(&once);
                    let twice = self.repairer(&mut repairers[1], self.twice(), losses, options);
                    twice.line(&once, Damage::Utf8AsWindows1252Twice, out);
                    continue;
                }
                if (may(Damage::Utf8AsWindows1252) || may(Damage::Utf8AsWindows1254))
                    && (forced || utf8_as_latin::shows(self.model, &pieces, self.once()))
                {
                    let losses = self.once().losses(&pieces);
                    let latin = self.repairer(&mut repairers[0], self.once(), losses, options);
                    latin.line(&pieces, Damage::Utf8AsWindows1252, out);
                    continue;
                }
            }
            // What a decoder of GBK has made was no Big5, and was not read as Big5.
            let seen = || odd.any && confused.iter().any(misread::Repairer::seen);
            if forced || !marks.read_as_gbk && (odd.many || seen()) {
                if confused.is_empty() {
                    let chains = [&*GB18030_AS_BIG5, &*BIG5_AS_GB18030];
                    confused.extend(chains.into_iter().filter(|chain| may(chain.damage())).map(misread));
                }
                // Until a line has told which, the likelier is tried first.
                if let [first, second] = &mut confused[..]
                    && !first.seen()
                    && (second.seen() || second.merit(content, line.start) > first.merit(content, line.start))
                {
                    std::mem::swap(first, second);
                }
                if confused.iter_mut().any(|chain| chain.line(content, line.start, forced, out)) {
                    continue;
                }
            }
            if marks.lost {
                copy_marking_lost(self.text, line, out);
            } else {
                out.copy(line);
            }
        }
    }

    /// The repairer for what a line has lost; those of a file are few.
    fn repairer<'r>(
        &self,
        known: &'r mut Vec<Repairer<'a>>,
        evidence: &Evidence,
        losses: Losses,
        options: &'a Options,
    ) -> &'r mut Repairer<'a> {
        let place = known.iter().position(|repairer| repairer.losses == losses).unwrap_or_else(|| {
            known.push(Repairer::new(self.model, losses, evidence.traditional(), &options.choices));
            known.len() - 1
        });
        &mut known[place]
    }

    /// Undoes a line that stands for `bytes` if it lost nothing and leaves no doubt; `false` if it is none.
    fn undo(
        &self,
        line: &str,
        offset: usize,
        bytes: &[u8],
        (repairers, twice): (&mut [Vec<Repairer<'a>>; 2], &mut Vec<u8>),
        options: &'a Options,
        out: &mut Output<'_>,
    ) -> bool {
        let Ok(mut text) = simdutf8::basic::from_utf8(bytes) else { return false };
        let (mut damage, mut evidence) = (Damage::Utf8AsWindows1252, self.once());
        let [mut known, doubled] = repairers.each_mut();
        if let Some(was) = whole::undone(text, twice).filter(|was| !was.is_ascii()) {
            (text, damage, evidence, known) = (was, Damage::Utf8AsWindows1252Twice, self.twice(), doubled);
        }
        let sure = whole::is_sure(self.model, text, evidence.is_complete());
        if sure {
            let losses = evidence.losses_beside(text.as_bytes());
            self.repairer(known, evidence, losses, options).pass(text);
            whole::write(line, offset, text, damage, out);
        }
        sure
    }

    fn shows_twice(&self, line: &Line, forced: Option<Damage>) -> Option<Line> {
        if forced.is_some() {
            return Some(line.undone(self.model));
        }
        if !line.shape.may_be_doubled() {
            return None;
        }
        let once = line.undone(self.model);
        let others = once.units.iter().filter(|unit| unit.byte.is_none() && !unit.c.is_ascii()).count();
        let shows = once.shape.bytes > others * 4 && utf8_as_latin::shows(self.model, &once, self.twice());
        shows.then_some(once)
    }

    /// GBK or Big5 behind the bytes of a line; `expected` is what lines before it were.
    fn behind_latin(
        &self,
        line: &str,
        bytes: &[u8],
        forced: Option<Damage>,
        expected: Option<Damage>,
    ) -> Option<(String, Damage)> {
        let charsets = [(&GB18030, Damage::GbkAsWindows1252), (&BIG5, Damage::Big5AsWindows1252)];
        let charsets = charsets.into_iter().filter(|&(_, damage)| forced.is_none_or(|only| only == damage));
        let expected = forced.or(expected);
        let read = |(was, damage): (&DoubleByte, Damage)| {
            let text = hanzi::behind_latin(self.model, line, bytes, was, expected == Some(damage))?;
            Some((text, damage))
        };
        let mut usual = charsets.clone().filter(|&(_, damage)| expected == Some(damage));
        let usual = usual.next().and_then(|(was, damage)| read((was, damage)));
        if usual.as_ref().is_some_and(|(text, _)| fluency::begins_fluent(self.model, text)) {
            return usual;
        }
        let fluency = |reading: &(String, Damage)| self.model.fluency(&reading.0);
        charsets
            .filter_map(|(was, damage)| read((was, damage)))
            .max_by(|a, b| fluency(a).total_cmp(&fluency(b)))
    }
}

/// Takes a line as it is, but records where information was lost.
fn copy_marking_lost(text: &str, line: Range<usize>, out: &mut Output<'_>) {
    let content = &text[line.clone()];
    let lost = |at: usize| LOST.into_iter().find(|mark| content[at..].starts_with(mark)).map(str::len);
    let mut done = 0;
    let mut marks: Vec<usize> =
        LOST.iter().flat_map(|mark| memmem::find_iter(content.as_bytes(), mark)).collect();
    order::by_number(&mut marks, |&mark| mark as u64);
    for mark in marks {
        if mark < done {
            continue;
        }
        out.copy(line.start + done..line.start + mark);
        let mut end = mark;
        while let Some(length) = lost(end) {
            end += length;
        }
        out.unresolved(line.start + mark..line.start + end, Damage::Undecodable);
        done = end;
    }
    out.copy(line.start + done..line.end);
}
