//! Prints the figures of a text file as the JSON object that a scorer reads, with nothing but this crate in between.

#![allow(clippy::print_stdout, reason = "an example prints")]

use serde_json::json;

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let document = reply::read(&text, &[]);
    let mut points = vec![0u32; text.len() + 1];
    let mut count = 0;
    for (at, slot) in points.iter_mut().enumerate() {
        *slot = count;
        count += u32::from(text.is_char_boundary(at) && at < text.len());
    }
    let span = |span: reply::Span| json!({"start": points[span.start], "end": points[span.end]});
    let lower = |name: String| {
        name.chars().enumerate().fold(String::new(), |mut out, (at, c)| {
            if c.is_uppercase() && at > 0 {
                out.push('_');
            }
            out.extend(c.to_lowercase());
            out
        })
    };
    let rows: Vec<_> = document
        .observations
        .iter()
        .map(|o| {
            json!({
                "source": lower(format!("{:?}", o.source)), "section": &*o.section, "indicator": &*o.indicator, "area": o.area.as_deref(),
                "subject": o.subject.as_deref(), "criterion": o.criterion.as_deref(),
                "period": o.period.as_ref().map(|p| json!({"text": &*p.text, "start": p.start.map(|d| d.to_string()), "end": p.end.map(|d| d.to_string())})),
                "measure": lower(format!("{:?}", o.measure)), "number": o.number, "upper": o.upper, "unit": &*o.unit,
                "qualifier": lower(format!("{:?}", o.qualifier)), "direction": o.direction.map(|d| lower(format!("{d:?}"))),
                "basis": o.basis.as_deref(), "status": lower(format!("{:?}", o.status)), "part_of": o.part_of, "members": o.members,
                "evidence": span(o.evidence), "sentence": span(o.sentence), "confidence": o.confidence,
            })
        })
        .collect();
    println!(
        "{}",
        json!({"text": text, "observations": rows, "diagnostics": format!("{:?}", document.diagnostics)})
    );
}
