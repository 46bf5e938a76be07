//! The words of the page. A word that one language lacks does not compile.
//!
//! What the core's codes mean is said in the crate `phrases`, which the command line shares.

mod en;
mod zh;

use exports::Export;
use phrases::Language;

use crate::protocol::Stage;
use crate::state::{Copied, Exporting, Failure, Outcome, Theme};

/// The words of one language.
pub struct Words {
    /// The language's tag (BCP 47).
    pub tag: &'static str,
    /// What this is, in one line.
    pub tagline: &'static str,
    pub promise: &'static str,
    pub open: &'static str,
    pub sample: &'static str,
    pub sample_file: &'static str,
    pub drop_here: &'static str,
    pub or_paste: &'static str,
    pub local: &'static str,
    pub local_more: &'static str,
    pub offline: &'static str,
    pub specimen_received: &'static str,
    pub specimen_read: &'static str,
    pub specimen_counted: &'static str,
    pub specimen_indicator: &'static str,
    pub release: &'static str,
    pub release_more: &'static str,
    pub refused_drag: &'static str,
    pub refused_drag_more: &'static str,
    pub pasted_file: &'static str,
    pub cancel: &'static str,
    pub close: &'static str,
    pub stage: fn(Stage) -> &'static str,
    pub reading: fn(&str) -> String,
    pub opened: fn(&str, u32, u32) -> String,
    pub failure: fn(&Failure) -> (&'static str, &'static str),
    pub not_opened: &'static str,
    /// What has become of a file in the list.
    pub outcome: fn(Outcome) -> &'static str,
    pub another: &'static str,
    pub reload: &'static str,
    pub outline: &'static str,
    pub document: &'static str,
    pub indicators: &'static str,
    pub fold: fn(&str) -> String,
    pub unfold: fn(&str) -> String,
    pub no_outline: &'static str,
    pub figures: fn(u32) -> String,
    pub no_figures: &'static str,
    pub no_rows: &'static str,
    pub clear_filters: &'static str,
    pub other_language: &'static str,
    pub theme: &'static str,
    pub theme_of: fn(Theme) -> &'static str,
    pub files: fn(usize) -> String,
    pub original_header: fn(u32) -> String,
    pub furniture: fn(u32) -> String,
    pub more_fields: fn(u32) -> String,
    pub fewer_fields: &'static str,
    pub empty_value: &'static str,
    pub filter: &'static str,
    pub all_measures: &'static str,
    pub all_periods: &'static str,
    pub all_sections: &'static str,
    pub rows: fn(u32, u32) -> String,
    pub item: &'static str,
    pub before_sections: &'static str,
    pub copy: &'static str,
    pub copy_rows: fn(u32) -> String,
    pub clear_selection: &'static str,
    pub columns: &'static str,
    pub unit: &'static str,
    pub figure: &'static str,
    pub figure_number: fn(u32) -> String,
    pub doubtful_kind: &'static str,
    pub copied: fn(Copied) -> String,
    pub copy_figure_link: &'static str,
    pub copy_search_link: &'static str,
    pub copy_link: &'static str,
    pub period: &'static str,
    pub area: &'static str,
    pub subject: &'static str,
    pub criterion: &'static str,
    pub qualifier: &'static str,
    pub direction: &'static str,
    pub status: &'static str,
    pub source: &'static str,
    pub basis: &'static str,
    pub base_value: &'static str,
    pub members: &'static str,
    pub part_of: &'static str,
    pub section: &'static str,
    pub sentence: &'static str,
    pub confidence: &'static str,
    /// How likely all of a figure's row is right: a percentage.
    pub row_confidence: fn(&str) -> String,
    /// What of a figure to check, and why.
    pub to_check: fn(&str) -> String,
    pub value_as_written: &'static str,
    pub carried: &'static str,
    pub marks_of_figures: &'static str,
    pub show_sentence: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub repairs: &'static str,
    pub clean: &'static str,
    pub repaired: fn(u32) -> String,
    pub doubtful: fn(u32) -> String,
    pub previous_doubt: &'static str,
    pub next_doubt: &'static str,
    pub doubt_of: fn(u32, u32) -> String,
    pub received_as: &'static str,
    pub other_readings: &'static str,
    pub take_reading: fn(&str) -> String,
    pub chosen_by_you: &'static str,
    pub take_back_choices: fn(usize) -> String,
    pub marks: &'static str,
    pub marks_all: &'static str,
    pub marks_doubtful: &'static str,
    pub marks_none: &'static str,
    pub as_received: &'static str,
    pub as_received_note: &'static str,
    pub back_to_repaired: &'static str,
    pub charset: &'static str,
    pub charset_more: &'static str,
    pub automatic: &'static str,
    pub legibility: &'static str,
    pub score: fn(f32) -> String,
    pub preview_empty: &'static str,
    pub notes: fn(usize) -> String,
    pub table: &'static str,
    pub charts: &'static str,
    pub as_table: &'static str,
    pub hatched: &'static str,
    pub dashed: &'static str,
    pub chart_order: &'static str,
    pub in_text_order: &'static str,
    pub by_value: &'static str,
    pub has_charts: fn(u32) -> String,
    pub more_charts: fn(usize) -> String,
    pub more_points: fn(u32) -> String,
    pub print: &'static str,
    pub print_more: &'static str,
    pub printed_partly: &'static str,
    pub marks_explained: &'static str,
    pub text_left_out: fn(u32) -> String,
    pub lines_left_out: fn(u32) -> String,
    pub export: &'static str,
    pub export_as: fn(Export) -> (&'static str, &'static str),
    pub saved: &'static str,
    pub exporting: fn(&Exporting) -> String,
    pub find: &'static str,
    pub find_what: &'static str,
    pub previous_match: &'static str,
    pub next_match: &'static str,
    pub matches: &'static str,
    pub more_matches: fn(u32) -> String,
    pub no_match: &'static str,
    pub no_match_more: &'static str,
    pub match_of: fn(u32, u32) -> String,
    pub keys: &'static str,
    pub key_list: &'static [(&'static str, &'static str)],
    pub resize: fn(&str) -> String,
    pub bytes: fn(u64) -> String,
    pub percent: fn(f32) -> String,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

/// The words of a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Chinese => &zh::WORDS,
        Language::English => &en::WORDS,
    }
}

/// A length in bytes, in the unit that suits it.
fn bytes(bytes: u64) -> String {
    match bytes as f64 {
        b if b < 1e3 => format!("{b} B"),
        b if b < 1e6 => format!("{:.1} KB", b / 1e3),
        b => format!("{:.1} MB", b / 1e6),
    }
}

/// A share of one, as a whole number of a hundred.
fn score(share: f32) -> String {
    format!("{:.0}", share * 100.0)
}

/// A probability in per cent; never rounded up to certainty.
fn percent(share: f32) -> String {
    let percent = f64::from(share) * 100.0;
    if percent >= 99.95 && share < 1.0 {
        "99.9%".to_owned()
    } else {
        format!("{:.1}%", percent).replace(".0%", "%")
    }
}
