//! How fast words are found: in letters of 1 and 16 MB, and in texts made to be slow.
//!
//! `cargo bench -p dafu --bench find`; criterion prints time and throughput.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dafu::Finder;

const MB: usize = 1 << 20;

/// A letter of an invented city.
const LETTER: &str = include_str!("../../../tests/corpus/sample/clean.txt");

fn find(c: &mut Criterion) {
    let mut group = c.benchmark_group("find");
    let cases = [
        ("a word in 1 MB", "接待游客", LETTER, MB),
        ("a character in 1 MB", "的", LETTER, MB),
        ("nothing in 1 MB", "鲲鹏", LETTER, MB),
        ("a word in 16 MB", "接待游客", LETTER, 16 * MB),
        ("nearly, again and again", "七七七七七七七七七八", "七七七七七七七七七", MB),
        ("spaces", "七七", " ", MB),
    ];
    for (name, words, part, size) in cases {
        let text = part.repeat(size.div_ceil(part.len()));
        let finder = Finder::new(words).expect("there are words");
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_function(name, |b| b.iter(|| finder.find(&text).count()));
    }
}

criterion_group!(benches, find);
criterion_main!(benches);
