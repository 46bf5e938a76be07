//! Figures found against figures annotated.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;

use dafu::wire::{Measure, Observation, ObservationSource, Reading};

use crate::align;
use crate::gold::Row;
use crate::words::{bag_f1, norm};

/// How a reading compares with the gold rows of its document.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// The text the reading's offsets count in.
    pub text: &'a str,
    /// Figures found whose value agrees.
    pub hits: Vec<Hit<'a>>,
    /// Gold rows that nothing agrees with.
    pub missed: Vec<&'a Row>,
    /// Figures read that no gold row agrees with.
    pub false_figures: Vec<False<'a>>,
}

/// A figure found, and how its fields agree.
#[derive(Debug)]
pub struct Hit<'a> {
    /// As read.
    pub read: &'a Observation,
    /// As annotated.
    pub gold: &'a Row,
    /// How its fields agree.
    pub agreement: Agreement,
}

/// A figure read that no gold row agrees with.
#[derive(Debug)]
pub struct False<'a> {
    /// As read.
    pub read: &'a Observation,
    /// The gold row whose quote its evidence overlaps most, if any is left.
    pub near: Option<&'a Row>,
}

/// Which fields of a hit agree with its gold row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Three quarters of the label's characters are shared.
    pub label: bool,
    /// The period is the same as written.
    pub period: bool,
    /// Three fifths of the basis's characters are shared, where the gold row has one.
    pub basis: bool,
    /// The direction is the same, where the gold row has one.
    pub direction: bool,
    /// The qualifier is the same.
    pub qualifier: bool,
    /// The status is the same.
    pub status: bool,
    /// The upper end is the same, where the gold row is a range.
    pub upper: Option<bool>,
    /// The period covers the same days, where the gold row says which.
    pub interval: Option<bool>,
}

impl Agreement {
    fn of(read: &Observation, gold: &Row) -> Self {
        let period = read.period.as_ref();
        Agreement {
            label: bag_f1(&label(read), &gold.label) >= 0.75,
            period: norm(period.map_or("", |p| &p.text)) == norm(gold.period.as_deref().unwrap_or("")),
            basis: match gold.basis.as_deref() {
                Some(basis) if !basis.is_empty() => bag_f1(read.basis.as_deref().unwrap_or(""), basis) >= 0.6,
                _ => true,
            },
            direction: gold.direction.is_none() || read.direction == gold.direction,
            qualifier: read.qualifier == gold.qualifier,
            status: read.status == gold.status,
            upper: gold.upper.map(|upper| read.upper.as_deref().is_some_and(|&read| close(read, upper))),
            interval: gold
                .interval
                .as_ref()
                .map(|days| period.is_some_and(|p| p.start == days.start && p.end == days.end)),
        }
    }

    /// Whether the row is right in every field that all gold files judge; upper end and interval are counted apart.
    pub fn row(&self) -> bool {
        self.label && self.period && self.basis && self.direction && self.qualifier && self.status
    }
}

/// Area, subject, criterion and indicator of a figure in one phrase.
pub(crate) fn label(read: &Observation) -> String {
    let parts = [read.area.as_deref(), read.subject.as_deref(), read.criterion.as_deref()];
    parts.into_iter().flatten().chain([&*read.indicator]).collect()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

/// The unit as it is compared: ranks have one unit, and some units two names.
fn unit(unit: &str, measure: Measure) -> String {
    if measure == Measure::Rank {
        return "位".to_owned();
    }
    let unit = norm(unit);
    match &*unit {
        "百分点" => "个百分点".to_owned(),
        "名次" | "名" => "位".to_owned(),
        _ => unit,
    }
}

fn same_value(read: &Observation, gold: &Row) -> bool {
    close(read.number, gold.number)
        && unit(&read.unit, read.measure) == unit(gold.unit.as_deref().unwrap_or(""), gold.measure)
        && read.measure == gold.measure
}

/// Compares the figures of a reading's prose with `gold`, whose offsets count in `clean`, or in the reading's own text
/// where that is left out.
///
/// Figures are taken in the order of the reading; each takes the gold row that agrees with it, or else the one it
/// overlaps most. A figure on an optional row is neither a hit nor false.
pub fn observations<'a>(reading: &'a Reading, gold: &'a [Row], clean: Option<&str>) -> Outcome<'a> {
    let to_gold = Offsets::between(&reading.text, clean);
    let mut used = vec![false; gold.len()];
    let mut outcome =
        Outcome { text: &reading.text, hits: Vec::new(), missed: Vec::new(), false_figures: Vec::new() };
    for read in reading.observations.iter().filter(|o| o.source == ObservationSource::Prose) {
        let (start, end) = (to_gold.at(read.evidence.start), to_gold.at(read.evidence.end));
        let touches = |row: &Row| start < row.end() && row.start < end;
        let overlap = |row: &Row| end.min(row.end()) - start.max(row.start);
        let best = gold
            .iter()
            .enumerate()
            .rev() // of equals, `max_by_key` gives the last: here the first of the text
            .filter(|(index, row)| !used[*index] && touches(row))
            .max_by_key(|(_, row)| (same_value(read, row), overlap(row)));
        match best {
            Some((index, row)) if row.optional => used[index] = true,
            Some((index, row)) if same_value(read, row) => {
                used[index] = true;
                outcome.hits.push(Hit { read, gold: row, agreement: Agreement::of(read, row) });
            }
            near => outcome.false_figures.push(False { read, near: near.map(|(_, row)| row) }),
        }
    }
    outcome.missed =
        gold.iter().zip(used).filter(|(row, used)| !used && !row.optional).map(|(row, _)| row).collect();
    outcome
}

/// Maps offsets of a reading's text to the clean text.
struct Offsets(Option<Vec<usize>>);

impl Offsets {
    fn between(text: &str, clean: Option<&str>) -> Self {
        let Some(clean) = clean.filter(|clean| *clean != text) else { return Offsets(None) };
        let (text, clean): (Vec<char>, Vec<char>) = (text.chars().collect(), clean.chars().collect());
        let mut map = Vec::with_capacity(text.len() + 1);
        for piece in align::pieces(&text, &clean) {
            let last = piece.b.start.max(piece.b.end.saturating_sub(1));
            map.extend((0..piece.a.len()).map(|k| (piece.b.start + k).min(last)));
        }
        map.push(clean.len());
        Offsets(Some(map))
    }

    fn at(&self, offset: u32) -> usize {
        let offset = offset as usize;
        self.0.as_ref().map_or(offset, |map| map[offset.min(map.len() - 1)])
    }
}

impl Outcome<'_> {
    /// The counts over all measures.
    pub fn tally(&self) -> Tally {
        let mut all = Tally::default();
        self.by_measure().values().for_each(|tally| all += tally);
        all
    }

    /// The counts by measure; a false figure counts for the measure it was given.
    pub fn by_measure(&self) -> BTreeMap<Measure, Tally> {
        let mut out = BTreeMap::<Measure, Tally>::new();
        for hit in &self.hits {
            out.entry(hit.gold.measure).or_default().add(&hit.agreement);
        }
        for row in &self.missed {
            out.entry(row.measure).or_default().missed += 1;
        }
        for figure in &self.false_figures {
            out.entry(figure.read.measure).or_default().false_figures += 1;
        }
        out
    }

    /// How often figures are right, by the confidence they claim. Figures on optional rows do not count.
    pub fn reliability(&self) -> Reliability {
        let mut reliability = Reliability::default();
        for hit in &self.hits {
            reliability.add(hit.read.confidence, true, hit.agreement.row());
        }
        for figure in &self.false_figures {
            reliability.add(figure.read.confidence, false, false);
        }
        reliability
    }

    /// Every disagreement, one a line, in the order missed, false, wrong in a field.
    pub fn disagreements(&self) -> impl Iterator<Item = String> + '_ {
        let missed = self.missed.iter().map(|row| {
            format!("missed {:>5} {} | {} | {}", row.start, row.quote, name(row.measure), row.label)
        });
        let characters: Vec<char> = self.text.chars().collect();
        let quote = move |read: &Observation| -> String {
            characters
                .get(read.evidence.start as usize..read.evidence.end as usize)
                .unwrap_or_default()
                .iter()
                .collect()
        };
        let false_figures = self.false_figures.iter().map(move |figure| {
            let read = figure.read;
            let near = figure.near.map_or(String::new(), |row| {
                let unit = row.unit.as_deref().unwrap_or("");
                format!(" | gold: {} {} {} {unit}", row.quote, name(row.measure), row.number)
            });
            let (at, number, unit) = (read.evidence.start, read.number, &read.unit);
            format!("false  {at:>5} {} | {} {number} {unit}{near}", quote(read), name(read.measure))
        });
        missed.chain(false_figures).chain(self.hits.iter().filter_map(Hit::disagreement))
    }
}

impl Hit<'_> {
    fn disagreement(&self) -> Option<String> {
        let Hit { read, gold, agreement } = self;
        let period = read.period.as_ref();
        let days = |start: Option<&String>, end: Option<&String>| {
            format!("{}/{}", start.map_or("..", |s| s), end.map_or("..", |e| e))
        };
        let fields = [
            (agreement.label, "label", label(read), gold.label.clone()),
            (agreement.period, "period", written(period.map(|p| &*p.text)), written(gold.period.as_deref())),
            (agreement.basis, "basis", written(read.basis.as_deref()), written(gold.basis.as_deref())),
            (agreement.direction, "direction", name(read.direction), name(gold.direction)),
            (agreement.qualifier, "qualifier", name(read.qualifier), name(gold.qualifier)),
            (agreement.status, "status", name(read.status), name(gold.status)),
            (
                agreement.upper != Some(false),
                "upper",
                written(read.upper.as_ref().map(|u| u.to_string()).as_deref()),
                written(gold.upper.map(|u| u.to_string()).as_deref()),
            ),
            (
                agreement.interval != Some(false),
                "interval",
                days(period.and_then(|p| p.start.as_ref()), period.and_then(|p| p.end.as_ref())),
                gold.interval.as_ref().map_or(String::new(), |i| days(i.start.as_ref(), i.end.as_ref())),
            ),
        ];
        let wrong: Vec<String> = fields
            .into_iter()
            .filter(|(right, ..)| !right)
            .map(|(_, field, read, gold)| format!("{field} {read} ≠ {gold}"))
            .collect();
        (!wrong.is_empty())
            .then(|| format!("fields {:>5} {} | {}", gold.start, gold.quote, wrong.join(" | ")))
    }
}

fn written(text: Option<&str>) -> String {
    text.unwrap_or("-").to_owned()
}

/// The name of a value on the wire.
fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or("-".to_owned())
}

/// Counts of figures and of their fields, which can be added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Figures found whose value agrees.
    pub hits: usize,
    /// Gold rows not found.
    pub missed: usize,
    /// Figures read that are none, or wrong.
    pub false_figures: usize,
    /// Hits whose label agrees.
    pub label: usize,
    /// Hits whose period agrees.
    pub period: usize,
    /// Hits whose basis agrees.
    pub basis: usize,
    /// Hits whose direction agrees.
    pub direction: usize,
    /// Hits whose qualifier agrees.
    pub qualifier: usize,
    /// Hits whose status agrees.
    pub status: usize,
    /// Hits right in all of these fields.
    pub row: usize,
    /// Ranges whose upper end agrees.
    pub upper: Share,
    /// Periods, of those whose days the gold row gives, that cover them.
    pub interval: Share,
}

impl Tally {
    fn add(&mut self, agreement: &Agreement) {
        self.hits += 1;
        self.label += usize::from(agreement.label);
        self.period += usize::from(agreement.period);
        self.basis += usize::from(agreement.basis);
        self.direction += usize::from(agreement.direction);
        self.qualifier += usize::from(agreement.qualifier);
        self.status += usize::from(agreement.status);
        self.row += usize::from(agreement.row());
        agreement.upper.iter().for_each(|right| self.upper.add(*right));
        agreement.interval.iter().for_each(|right| self.interval.add(*right));
    }

    /// How many rows should have been found.
    pub fn gold(&self) -> usize {
        self.hits + self.missed
    }

    /// Share of the figures read that are right; 0 where none was read.
    pub fn precision(&self) -> f64 {
        Share { right: self.hits, of: self.hits + self.false_figures }.value().unwrap_or(0.0)
    }

    /// Share of the gold rows that were found; 0 where there are none.
    pub fn recall(&self) -> f64 {
        Share { right: self.hits, of: self.gold() }.value().unwrap_or(0.0)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        match self.hits {
            0 => 0.0,
            hits => 2.0 * hits as f64 / (2 * hits + self.false_figures + self.missed) as f64,
        }
    }

    /// The share of the hits that `agreeing` of them are; 0 where nothing was hit.
    pub fn of_hits(&self, agreeing: usize) -> f64 {
        Share { right: agreeing, of: self.hits }.value().unwrap_or(0.0)
    }

    /// The heads of the columns that [`Display`](fmt::Display) fills.
    pub const HEADER: &str =
        "  gold  hits  miss false      P      R     F1  label   peri   basi   dire   qual   stat    row";
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        self.hits += other.hits;
        self.missed += other.missed;
        self.false_figures += other.false_figures;
        self.label += other.label;
        self.period += other.period;
        self.basis += other.basis;
        self.direction += other.direction;
        self.qualifier += other.qualifier;
        self.status += other.status;
        self.row += other.row;
        self.upper += other.upper;
        self.interval += other.interval;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>6}{:>6}{:>6}{:>6}", self.gold(), self.hits, self.missed, self.false_figures)?;
        write!(f, " {:>6.4} {:>6.4} {:>6.4}", self.precision(), self.recall(), self.f1())?;
        for agreeing in
            [self.label, self.period, self.basis, self.direction, self.qualifier, self.status, self.row]
        {
            write!(f, " {:>6.4}", self.of_hits(agreeing))?;
        }
        Ok(())
    }
}

/// How many of how many are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that are right.
    pub right: usize,
    /// All of them.
    pub of: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// From 0 to 1; none where there is nothing to share.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Share) {
        self.right += other.right;
        self.of += other.of;
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value() {
            Some(value) => write!(f, "{value:.4} ({}/{})", self.right, self.of),
            None => write!(f, "-"),
        }
    }
}

/// How often figures are right, by the confidence they claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reliability {
    bins: [Bin; 10],
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bin {
    value: Share,
    row: Share,
    confidence: f64,
}

impl Reliability {
    /// Counts a figure that claims `confidence`.
    pub fn add(&mut self, confidence: f32, value: bool, row: bool) {
        // Tenths; the last holds 0.9 to 1. Scaled as f32, in which 0.9 × 10 is 9.
        let bin = &mut self.bins[((confidence * 10.0) as usize).min(9)];
        bin.value.add(value);
        bin.row.add(row);
        bin.confidence += f64::from(confidence);
    }

    /// Of the figures with a confidence of 0.9 or more, those whose value is right.
    pub fn sure_values(&self) -> Share {
        self.bins[9].value
    }

    /// Of the figures with a confidence of 0.9 or more, those that are right in every field.
    pub fn sure_rows(&self) -> Share {
        self.bins[9].row
    }
}

impl AddAssign<&Reliability> for Reliability {
    fn add_assign(&mut self, other: &Reliability) {
        for (bin, other) in self.bins.iter_mut().zip(&other.bins) {
            bin.value += other.value;
            bin.row += other.row;
            bin.confidence += other.confidence;
        }
    }
}

impl fmt::Display for Reliability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "confidence  figures   mean  value right  row right")?;
        for (index, bin) in self.bins.iter().enumerate().filter(|(_, bin)| bin.row.of > 0) {
            let (value, row) = (bin.value.value().unwrap_or(0.0), bin.row.value().unwrap_or(0.0));
            let (from, mean) = (index as f64 / 10.0, bin.confidence / bin.row.of as f64);
            writeln!(
                f,
                "{from:>4.1}–{:<4.1}{:>9} {mean:>6.3} {value:>12.4} {row:>10.4}",
                from + 0.1,
                bin.row.of
            )?;
        }
        Ok(())
    }
}
