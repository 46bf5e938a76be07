//! Restores each file named, beside it, with the suffix `.out`; for measuring.
#![allow(clippy::print_stderr, reason = "a tool for the terminal")]
use std::time::Instant;

fn main() -> std::io::Result<()> {
    // Unpacked once, whatever is read.
    mojibake::Model::builtin();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let start = Instant::now();
        let decoded = mojibake::decode(&bytes, &mojibake::Options::default());
        let seconds = start.elapsed().as_secs_f64();
        eprintln!("{path} {:?} {:.2} MB/s", decoded.charset, bytes.len() as f64 / 1e6 / seconds);
        std::fs::write(path + ".out", decoded.text)?;
    }
    Ok(())
}
