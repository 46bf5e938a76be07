//! Replays the seeds of the fuzz target, so that they count on a stable toolchain too.

mod common;

#[test]
fn every_seed_holds() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/decode");
    let seeds: Vec<_> = std::fs::read_dir(folder).expect("the seed corpus").flatten().collect();
    assert!(seeds.len() >= 10);
    for seed in seeds {
        common::holds::holds(&std::fs::read(seed.path()).expect("a readable seed"));
    }
}
