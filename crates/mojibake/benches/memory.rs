//! How much memory 100 MB of input take, the input included: each kind in a process of its own, where the system tells
//! (`/proc`).
//!
//! `cargo bench -p mojibake --bench memory`
#![allow(clippy::print_stdout, reason = "a bench")]

mod inputs;

use std::process::Command;

use inputs::{MB, fill, input, prose};
use mojibake::{Options, decode};

/// Names the kind in a child.
const KIND: &str = "KIND";
const LENGTH: usize = 100 * MB;

fn main() {
    if let Ok(kind) = std::env::var(KIND) {
        return measure(&kind);
    }
    println!("{:32} {:>12} {:>12}", "peak memory by input", "MB", "input = 1");
    for kind in ["clean", "UTF-8 as Windows-1252", "undefined bytes dropped"] {
        let own = std::env::current_exe().expect("a program knows where it is");
        let status = Command::new(own).env(KIND, kind).status().expect("it starts again");
        assert!(status.success(), "{kind}");
    }
}

fn measure(kind: &str) {
    let bytes = fill(&input(kind, &prose()), LENGTH);
    let length = bytes.len();
    let decoded = decode(bytes, &Options::default());
    let Some(peak) = peak() else { return println!("{kind:32} the system does not tell") };
    println!("{kind:32} {:12} {:12.2}", peak / MB, peak as f64 / length as f64);
    drop(decoded);
}

/// The most memory this process has had, in bytes.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<usize>().ok()? * 1024)
}
