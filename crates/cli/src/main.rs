//! `dafu`: reads Chinese government replies on the command line.

fn main() {}
