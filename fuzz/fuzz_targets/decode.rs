#![no_main]
//! Reading never panics, and what was received can be put together again. `crates/mojibake/tests/fuzz_corpus.rs` replays the corpus.

#[path = "../../crates/mojibake/tests/common/holds.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::holds(bytes));
