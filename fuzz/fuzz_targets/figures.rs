#![no_main]
//! Reading figures never panics, and its rows are sound. `crates/reply/tests/figures_properties.rs` asserts the same.

#[path = "../../crates/reply/tests/common/figures.rs"]
mod figures;

libfuzzer_sys::fuzz_target!(|text: &str| figures::sound(text, &reply::read(text, &[])));
