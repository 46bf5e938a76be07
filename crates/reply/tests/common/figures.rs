//! What holds for the figures of any text.

use reply::Document;

/// Spans lie where they say, rows are in order, and what refers to a row refers to one that is there.
pub(crate) fn sound(text: &str, document: &Document) {
    for (index, o) in document.observations.iter().enumerate() {
        for span in [o.evidence, o.sentence] {
            assert!(
                span.end <= text.len()
                    && text.is_char_boundary(span.start)
                    && text.is_char_boundary(span.end)
            );
        }
        assert!(!o.evidence.is_empty() && o.sentence.contains(o.evidence), "{:?}", o);
        assert!(o.number.is_finite() && (0.0..=1.0).contains(&o.confidence));
        assert!(o.upper.as_deref().is_none_or(|upper| *upper > o.number));
        assert!(o.part_of.is_none_or(|whole| whole < index));
    }
    let starts: Vec<usize> = document.observations.iter().map(|o| o.evidence.start).collect();
    assert!(starts.is_sorted(), "{:?}", starts);
    let count = document.observations.len();
    assert!(
        document
            .tables
            .iter()
            .flat_map(|t| &t.rows)
            .flat_map(|r| r.cells.iter())
            .all(|&(_, at)| (at as usize) < count)
    );
    assert!(document.series.iter().flat_map(|s| &s.observations).all(|&at| at < count));
}
