//! How fast the layout of a text is read: a letter repeated to 1, 4, 16 and 64 MB, and texts made to be slow.
//!
//! `cargo bench -p reply --bench layout`; criterion prints time and throughput.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const MB: usize = 1 << 20;

/// A letter of an invented city, of the kinds of lines that letters have.
const LETTER: &str = include_str!("../../../tests/corpus/sample/clean.txt");

/// `part` repeated to `bytes`.
fn fill(part: &str, bytes: usize) -> String {
    part.repeat(bytes.div_ceil(part.len()))
}

fn letters(c: &mut Criterion) {
    let mut group = c.benchmark_group("letters");
    for size in [1, 4, 16, 64] {
        let text = fill(LETTER, size * MB);
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_with_input(BenchmarkId::from_parameter(format!("{size} MB")), &text, |b, text| {
            b.iter(|| reply::layout::read(text, &[]).blocks.len());
        });
    }
}

/// Texts of 1 MB in which a careless reader would search the same stretch again and again.
fn hostile(c: &mut Criterion) {
    let mut group = c.benchmark_group("hostile");
    let parts = [
        ("one line of prose", "全市工作稳步推进，"),
        ("digits", "7"),
        ("numerals", "一"),
        ("open brackets", "（"),
        ("open quotes", "“"),
        ("markers", "一、\n"),
        ("points", "一是甲，二是乙；"),
        ("headings of many styles", "第一章 甲\n一、乙\n（一）丙\n1.丁\n(1)戊\n①己\n"),
        ("labels", "索引号:甲 "),
        ("lines of labels", "联系人:甲\n"),
        ("colons", ":\n"),
        ("organs", "某市某局\n"),
        ("dates", "2020年12月28日 "),
        ("cells", "甲|乙|"),
        ("rows", "甲\t1\n"),
        ("spaces", "甲  1\n"),
        ("breadcrumbs", "首页 > 甲\n"),
        ("lost characters", "\u{FFFD}是\u{FFFD}、"),
    ];
    let contacts: String = (0..MB / 20).map(|number| format!("联系人:甲{number}\n")).collect();
    let behind_space = "\n".repeat(MB / 2) + &fill("一、甲\n", MB / 2);
    let filled = parts.map(|(name, part)| (name, fill(part, MB)));
    let others = [("different contacts", contacts), ("headings behind blank lines", behind_space)];
    for (name, text) in filled.into_iter().chain(others) {
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_with_input(BenchmarkId::from_parameter(name), &text, |b, text| {
            b.iter(|| reply::layout::read(text, &[]).blocks.len());
        });
    }
}

criterion_group!(benches, letters, hostile);
criterion_main!(benches);
