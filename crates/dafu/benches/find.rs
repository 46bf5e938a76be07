//! How fast a text is folded and words are found in it: in letters of 1 and 16 MB, and in texts made to be slow.
//!
//! `cargo bench -p dafu --bench find`; criterion prints time and throughput.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dafu::{Finder, Hit, Searchable};

const MB: usize = 1 << 20;

/// A letter of an invented city.
const LETTER: &str = include_str!("../../../tests/corpus/sample/clean.txt");

/// What a document costs once, before the first key.
fn fold(c: &mut Criterion) {
    let text = LETTER.repeat(MB.div_ceil(LETTER.len()));
    let mut group = c.benchmark_group("fold");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    group.bench_function("1 MB", |b| b.iter(|| folded(&text)));
}

/// What a key costs: all hits, and the places of the first hundred.
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
        let folded = folded(&text);
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_function(name, |b| {
            b.iter(|| {
                let finder = Finder::new(words).expect("there are words");
                let hits: Vec<Hit> = folded.find(&finder).collect();
                let shown = hits.iter().take(100).map(|&hit| folded.place(&text, hit).bytes.len());
                hits.len() + shown.sum::<usize>()
            });
        });
    }
}

fn folded(text: &str) -> Searchable {
    let mut folded = Searchable::default();
    folded.push(text, 0, 0);
    folded
}

criterion_group!(benches, fold, find);
criterion_main!(benches);
