//! Where the time goes: each stage of reading clean text, from its bytes to JSON, and how it grows with the file.
//!
//! `cargo bench -p dafu --bench stages`, or of files of one's own, each alone and repeated to about 1 MB:
//! `cargo bench -p dafu --bench stages -- report.txt bulletin.txt`. What counts is the time on
//! the processor, so that other work on the machine disturbs it less.
#![allow(clippy::print_stdout, reason = "a bench")]

use std::hint::black_box;
use std::time::Duration;

use dafu::{Hints, read_with, wire};

const MB: usize = 1_000_000;
/// A letter of an invented city.
const LETTER: &str = include_str!("../../../tests/corpus/sample/clean.txt");
/// The best of so many runs counts: what else the machine does only ever adds.
const RUNS: usize = 5;
const STAGES: [&str; 6] = ["intake", "decode", "layout", "figures", "wire", "JSON"];

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    unpack_the_model();
    let columns = STAGES.map(|stage| format!("{stage:>9}")).concat();
    println!("ms a MB {columns}      read      MB/s   figures   bytes");
    if files.is_empty() {
        for size in [1, 4, 16, 64] {
            measure(&format!("letter, {size} MB"), &fill(LETTER, size * MB));
        }
    }
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a text file");
        let name = file.rsplit('/').next().unwrap_or_default();
        measure(name, &if text.len() < MB { fill(&text, MB) } else { text });
    }
}

/// `part` repeated to `bytes`.
fn fill(part: &str, bytes: usize) -> String {
    part.repeat(bytes.div_ceil(part.len()))
}

/// The model is unpacked once, not for each file.
fn unpack_the_model() {
    black_box(dafu::read(LETTER.as_bytes(), &Hints::default()));
}

/// Prints how long each stage takes; `read` is from bytes to the reading, without its wire form.
fn measure(name: &str, text: &str) {
    let mut figures = 0;
    let runs: Vec<_> = (0..RUNS).map(|_| stages(text.as_bytes(), &mut figures)).collect();
    let best = std::array::from_fn::<_, 6, _>(|stage| runs.iter().map(|run| run[stage]).min());
    let megabytes = text.len() as f64 / MB as f64;
    let best = best.map(|time| time.unwrap_or_default().as_secs_f64() * 1e3 / megabytes);
    let read: f64 = best[..4].iter().sum();
    let columns = best.map(|time| format!("{time:9.2}")).concat();
    println!("{name:.24}\n        {columns}{read:10.1}{:10.1}{figures:10}{:10}", 1e3 / read, text.len());
}

/// How long each stage takes, and how many figures there are.
fn stages(bytes: &[u8], figures: &mut usize) -> [Duration; 6] {
    let mut moments = Vec::new();
    let reading = read_with(bytes, &Hints::default(), |_| moments.push(now()));
    moments.push(now());
    *figures = reading.document.observations.len();
    let layout = {
        let start = now();
        black_box(reply::layout::read(reading.text(), &[]));
        now() - start
    };
    let start = now();
    let wire = wire::Reading::from(reading);
    let converted = now();
    wire.write_json(std::io::sink()).expect("nothing is refused");
    let document = moments[3] - moments[2];
    [
        moments[1] - moments[0],
        moments[2] - moments[1],
        layout,
        document.saturating_sub(layout),
        converted - start,
        now() - converted,
    ]
}

/// How long this thread has run on a processor.
fn now() -> Duration {
    rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime).try_into().unwrap_or_default()
}
