//! Where the time goes: each stage of reading clean text, from its bytes to JSON, and how it grows with the file.
//!
//! `cargo bench -p dafu --bench stages`
#![allow(clippy::print_stdout, reason = "a bench")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use dafu::{Hints, read_with, wire};

const MB: usize = 1_000_000;
/// A letter of an invented city.
const LETTER: &str = include_str!("../../../tests/corpus/sample/clean.txt");
/// The best of so many runs counts: what else the machine does only ever adds.
const RUNS: usize = 3;
const STAGES: [&str; 5] = ["intake", "decode", "document", "wire", "JSON"];

fn main() {
    unpack_the_model();
    let columns = STAGES.map(|stage| format!("{stage:>10}")).concat();
    println!("{:>6}{columns}{:>10}{:>10}", "MB", "all, ms", "MB/s");
    for size in [1, 4, 16, 64] {
        let text = LETTER.repeat((size * MB).div_ceil(LETTER.len()));
        let runs: Vec<[Duration; 5]> = (0..RUNS).map(|_| stages(text.as_bytes())).collect();
        let best = std::array::from_fn::<_, 5, _>(|stage| runs.iter().map(|run| run[stage]).min());
        let best = best.map(Option::unwrap_or_default);
        let all: Duration = best.iter().sum();
        let columns = best.map(|time| format!("{:10.1}", time.as_secs_f64() * 1e3)).concat();
        let speed = text.len() as f64 / MB as f64 / all.as_secs_f64();
        println!("{size:6}{columns}{:10.1}{speed:10.1}", all.as_secs_f64() * 1e3);
    }
}

/// The model is unpacked once, not for each file.
fn unpack_the_model() {
    black_box(dafu::read(LETTER.as_bytes(), &Hints::default()));
}

/// How long each stage takes.
fn stages(bytes: &[u8]) -> [Duration; 5] {
    let mut moments = Vec::new();
    let reading = read_with(bytes, &Hints::default(), |_| moments.push(Instant::now()));
    moments.push(Instant::now());
    let wire = wire::Reading::from(reading);
    moments.push(Instant::now());
    wire.write_json(std::io::sink()).expect("nothing is refused");
    moments.push(Instant::now());
    std::array::from_fn(|stage| moments[stage + 1] - moments[stage])
}
