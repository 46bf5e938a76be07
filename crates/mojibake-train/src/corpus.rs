//! What the model is derived from, and what is held out from it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The corpus files and how much a character of each counts, official replies and reports being nearest to what is read.
const FILES: [(&str, f32); 14] = [
    ("provincial-2026", 3.0),
    ("state-council-reports", 1.0),
    ("party-congress-reports", 0.6),
    ("state-council-documents", 1.5),
    ("replies-leader-board-hunan", 2.0),
    ("replies-12345-fuzhou", 2.0),
    ("policy-hebei-departments", 1.0),
    ("policy-central-shandong-digital", 1.0),
    ("policy-govcn-environment", 1.0),
    ("policy-govcn-paragraphs", 1.0),
    ("policy-guangzhou-public-service", 1.0),
    ("policy-local-data-rules", 1.0),
    ("regulations-local", 0.5),
    ("regulations-national", 0.5),
];

/// Lines in one block; a block is held out as a whole, so that its neighbours do not give it away.
const BLOCK: usize = 64;

/// Of the reports in `provincial-2026`, one in this many is held out (6 of 26).
const REPORT_STRIDE: usize = 5;

/// One part of a corpus file that is either learned from or held out.
#[derive(Debug)]
pub struct Part {
    /// The file's name without extension.
    pub file: &'static str,
    /// The first line of the part, from 1.
    pub line: usize,
    /// How much a character counts.
    pub weight: f32,
    /// Whether the model must not see it.
    pub held_out: bool,
    /// Its text, LF line ends.
    pub text: String,
}

/// Reads the corpus folder, cut into parts.
pub fn read(folder: &Path) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for (file, weight) in FILES {
        let path = folder.join(file).with_extension("txt");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let lines: Vec<&str> = text.lines().collect();
        let starts = if file == "provincial-2026" {
            report_starts(&lines)
        } else {
            (0..lines.len()).step_by(BLOCK).collect()
        };
        for (index, &start) in starts.iter().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(lines.len());
            let held_out = if file == "provincial-2026" {
                index % REPORT_STRIDE == 2
            } else {
                hash(file, index).is_multiple_of(5)
            };
            parts.push(Part { file, line: start + 1, weight, held_out, text: lines[start..end].join("\n") });
        }
    }
    Ok(parts)
}

/// The lines at which a provincial report begins: a short title line, at least 40 lines after the one before.
fn report_starts(lines: &[&str]) -> Vec<usize> {
    let mut starts = vec![0];
    for (index, line) in lines.iter().enumerate() {
        let title = line.ends_with("政府工作报告") && line.chars().count() <= 20;
        if title && index - starts[starts.len() - 1] >= 40 {
            starts.push(index);
        }
    }
    starts
}

/// FNV-1a of a block's name: fixed for ever, so that what is held out stays held out.
fn hash(file: &str, block: usize) -> u64 {
    let bytes = file.bytes().chain(block.to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    hash >> 20
}
