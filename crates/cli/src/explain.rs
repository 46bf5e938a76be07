//! `dafu explain`: why a file was read as it was.

use crate::report::printable;
use dafu::wire::{Damage, Reading, Repair, RepairKind};
use dafu::{Candidate, Chain, Charset, Explanation};
use phrases::Language;
use std::collections::BTreeMap;
use std::fmt::Write;

/// As many doubtful characters as fit a screen.
const SHOWN: usize = 20;

/// Of a preview, as many characters as fit a line.
const PREVIEW: usize = 32;

/// Charset, damage and doubts of a reading, for people; `why` has what else it might have been.
pub(crate) fn explain(reading: &Reading, why: Option<&Explanation>, language: Language) -> String {
    let mut out = String::new();
    let mut line = |chinese: &str, english: &str, value: &str| {
        let _ = writeln!(
            out,
            "{}{}{}",
            language.pick(chinese, english),
            language.pick("：", ": "),
            printable(value)
        );
    };
    line("文件", "File", reading.source.name.as_deref().unwrap_or("-"));
    line("格式", "Format", &format!("{}, {} B", reading.source.format, reading.source.bytes));
    if let Some(charset) = &reading.source.charset {
        let name = Charset::for_label(&charset.label).map_or("?", |c| phrases::charset(c, language));
        let why = phrases::how(charset.how, language);
        line("编码", "Charset", &format!("{name} · {why} · {}", percent(charset.score)));
        line("类型", "Kind", phrases::document_kind(reading.kind, language));
    }
    for ((kind, damage), (repairs, characters)) in counts(&reading.repairs) {
        let what =
            format!("{} · {}", phrases::repair_kind(kind, language), phrases::damage(damage, language));
        let how_many = language.pick(
            format!("{repairs} 处，{characters} 字"),
            format!("{repairs} places, {characters} characters"),
        );
        line("修复", "Repair", &format!("{what} · {how_many}"));
    }
    push_doubts(&mut out, reading, language);
    push_checks(&mut out, reading, language);
    if let Some(why) = why {
        let charset = |c: &Candidate| (phrases::charset(c.charset, language), c.score, c.preview.clone());
        let heading = language.pick(
            "各种编码（每字节对数概率，越高越好）",
            "Charsets (log-probability per byte, higher is better)",
        );
        push_candidates(&mut out, heading, why.charsets.iter().map(charset));
        let name = |damage| match damage {
            Damage::Undecodable => language.pick("不作还原", "As received"),
            damage => phrases::damage(damage, language),
        };
        let chain = |c: &Chain| (name(c.damage.into()), c.score, c.preview.clone());
        let heading =
            language.pick("各种还原方式（每字对数概率）", "Ways of repair (log-probability per character)");
        push_candidates(&mut out, heading, why.chains.iter().map(chain));
    }
    out
}

/// What something may be, each with its score and how the text then reads.
fn push_candidates(
    out: &mut String,
    heading: &str,
    candidates: impl Iterator<Item = (&'static str, f32, String)>,
) {
    let _ = writeln!(out, "{heading}:");
    for (name, score, preview) in candidates {
        let preview: String =
            preview.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(PREVIEW).collect();
        let _ = writeln!(out, "  {score:7.2}  {name}  {}", printable(&preview));
    }
}

/// How many repairs, and how many characters in them, by what they are.
fn counts(repairs: &[Repair]) -> BTreeMap<(RepairKind, Damage), (usize, u32)> {
    let mut counts = BTreeMap::new();
    for repair in repairs {
        let (repairs, characters) = counts.entry((repair.kind, repair.damage)).or_insert((0, 0));
        *repairs += 1;
        *characters += repair.end - repair.start;
    }
    counts
}

/// The characters that are least sure, with what else they may be.
fn push_doubts(out: &mut String, reading: &Reading, language: Language) {
    let mut doubts: Vec<&Repair> =
        reading.repairs.iter().filter(|r| r.kind != RepairKind::Reversed).collect();
    doubts.sort_by(|a, b| a.confidence.total_cmp(&b.confidence).then(a.start.cmp(&b.start)));
    doubts.truncate(SHOWN);
    if doubts.is_empty() {
        return;
    }
    out.push_str(language.pick("最没有把握的几处：\n", "Least sure:\n"));
    // Their contexts in one pass over the text, however many they are.
    let text: Vec<char> = reading.text.chars().collect();
    let context = |from: u32, to: u32| {
        let text = &text[(from as usize).min(text.len())..(to as usize).min(text.len())];
        printable(&text.iter().collect::<String>())
    };
    for repair in doubts {
        let (start, end) = (repair.start, repair.end);
        let others: Vec<_> = repair
            .alternatives
            .iter()
            .map(|a| format!("{} {}", printable(&a.text), percent(a.confidence)))
            .collect();
        let _ = writeln!(
            out,
            "  {}…{}[{}]{}… {} {}",
            start,
            context(start.saturating_sub(8), start),
            context(start, end),
            context(end, end + 8),
            percent(repair.confidence),
            if others.is_empty() { String::new() } else { format!("({})", others.join(", ")) },
        );
    }
}

/// The figures that are to be checked, with what of each and why.
fn push_checks(out: &mut String, reading: &Reading, language: Language) {
    let mut checks = reading.observations.iter().filter(|o| !o.caveats.is_empty()).peekable();
    if checks.peek().is_none() {
        return;
    }
    out.push_str(language.pick("请核对的数字：\n", "Figures to check:\n"));
    for o in checks {
        let (name, why) = (printable(&o.indicator), phrases::caveats(o.caveats, language));
        let _ = writeln!(out, "  {}  {name} {}{}  {why}", o.id, o.number, printable(&o.unit));
    }
}

fn percent(probability: f32) -> String {
    format!("{:.1}%", probability * 100.0)
}
