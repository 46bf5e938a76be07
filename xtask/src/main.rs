//! Builds, serves, tests and measures Dafu.

fn main() {}
