//! What characters that a repair was not sure of mean for the figures that rest on them.

use super::{Grounds, Observation};
use crate::{Code, Diagnostic, Doubt, Severity, Span};

/// How far before and after a figure its name is looked for, in bytes.
const BEFORE: usize = 75;
const AFTER: usize = 45;

/// A character below this probability is worth telling of where a figure rests on it.
const TOLD: f32 = 0.9;

/// Lowers the confidence of figures whose text is doubtful, and takes out those whose number or unit could not be
/// restored; a diagnostic stands for each of them.
pub(super) fn apply(text: &str, observations: &mut Vec<Observation>, doubts: &[Doubt]) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut lost = vec![false; observations.len()];
    for (o, lost) in observations.iter_mut().zip(&mut lost) {
        let from = o.evidence.start.saturating_sub(BEFORE).max(o.sentence.start.min(o.evidence.start));
        let to = (o.evidence.end + AFTER).min(o.sentence.end.max(o.evidence.end));
        let first = doubts.partition_point(|doubt| doubt.span.end < from);
        for doubt in doubts[first..].iter().take_while(|doubt| doubt.span.start < to) {
            // A lost character right before a number may have been a digit of it; right after, a part of its unit.
            let touches = doubt.span.start <= o.evidence.end && o.evidence.start <= doubt.span.end;
            if doubt.confidence <= 0.0 && touches {
                *lost = true;
            }
            o.confidence *= doubt.confidence.clamp(if touches { 0.0 } else { 0.5 }, 1.0);
            let told = doubt.confidence < TOLD;
            o.grounds.add(Grounds {
                value_inferred: told && touches,
                name_inferred: told && !touches,
                ..Grounds::default()
            });
        }
        if *lost {
            diagnostics.push(unresolved(text, o.evidence));
        }
    }
    // Numbers that were never read because a digit or the unit is gone.
    for doubt in doubts.iter().filter(|doubt| doubt.confidence <= 0.0) {
        let span = doubt.span;
        let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let before = text[..span.start].chars().next_back().is_some_and(|c| digit(c) || c == '.');
        let after = text[span.end..].chars().next().is_some_and(|c| digit(c) || c == '.');
        let known =
            diagnostics.iter().any(|d| d.span.is_some_and(|at| at.start <= span.end && span.start <= at.end));
        if (before || after) && !known {
            let start = text[..span.start].trim_end_matches(|c| digit(c) || c == '.').len();
            let end = text.len()
                - text[span.end..].trim_start_matches(|c| digit(c) || matches!(c, '.' | '%')).len();
            diagnostics.push(unresolved(text, Span::new(start, end)));
        }
    }
    remove(observations, &lost);
    diagnostics
}

fn unresolved(text: &str, span: Span) -> Diagnostic {
    Diagnostic {
        code: Code::FigureUnresolved,
        severity: Severity::Warning,
        span: Some(span),
        args: vec![("value", span.of(text).to_owned())],
    }
}

/// Takes the lost rows out and keeps every `part_of` pointing at its whole.
fn remove(observations: &mut Vec<Observation>, lost: &[bool]) {
    if !lost.contains(&true) {
        return;
    }
    let mut kept = 0;
    let places: Vec<Option<usize>> = lost
        .iter()
        .map(|&lost| {
            kept += usize::from(!lost);
            (!lost).then(|| kept - 1)
        })
        .collect();
    let mut at = 0;
    observations.retain_mut(|o| {
        let keep = !lost[at];
        at += 1;
        o.part_of = o.part_of.and_then(|whole| places[whole]);
        keep
    });
}
