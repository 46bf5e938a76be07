//! How fast bytes become text: by what they are, and by how long they are. Throughput counts the bytes that go in.
//!
//! `cargo bench -p mojibake --bench decode`

mod inputs;

use std::hint::black_box;

use criterion::{
    BatchSize, BenchmarkGroup, BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group,
    criterion_main, measurement::WallTime,
};
use inputs::{MB, fill, input, prose, reference};
use mojibake::{Model, Options, decode};

fn kinds(c: &mut Criterion) {
    let mut group = c.benchmark_group("kinds");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    let prose = prose();
    let kinds = [
        "clean",
        "GB18030",
        "UTF-8 as Windows-1252",
        "UTF-8 as ISO-8859-1",
        "UTF-8 as Windows-1252, twice",
        "GBK as Windows-1252",
        "Big5 as Windows-1252",
        "UTF-8 as GBK",
        "UTF-8 as GBK, question marks",
        "undefined bytes U+FFFD",
        "undefined bytes dropped",
    ];
    let inputs = kinds.map(|kind| (kind, input(kind, &prose)));
    let reference = reference().map(|bytes| ("reference file", bytes));
    for (kind, bytes) in inputs.into_iter().chain(reference) {
        measure(&mut group, kind, &bytes);
    }
    // Clean text is the one kind where it matters: the text is a copy of bytes that are lent.
    let clean = prose.as_bytes();
    group.throughput(Throughput::Bytes(clean.len() as u64));
    group.bench_function("clean, bytes lent", |b| {
        b.iter_with_large_drop(|| decode(clean, &Options::default()));
    });
}

/// Bytes are given away, as they are by a program that has read a file.
fn measure(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, bytes: &Vec<u8>) {
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_with_input(BenchmarkId::from_parameter(name), bytes, |b, bytes| {
        b.iter_batched(|| bytes.clone(), |bytes| decode(bytes, &Options::default()), BatchSize::PerIteration);
    });
}

/// The time for a byte must not grow with the file.
fn lengths(c: &mut Criterion) {
    let prose = prose();
    for kind in ["clean", "GB18030", "UTF-8 as Windows-1252", "undefined bytes dropped"] {
        let mut group = c.benchmark_group(format!("lengths/{kind}"));
        group.sampling_mode(SamplingMode::Flat).sample_size(10);
        let part = input(kind, &prose);
        for length in [1, 4, 16, 64] {
            measure(&mut group, &format!("{length} MB"), &fill(&part, length * MB));
        }
    }
}

/// What the first file waits for.
fn model(c: &mut Criterion) {
    let file = include_bytes!("../model.bin");
    c.bench_function("unpack the model", |b| b.iter(|| Model::parse(black_box(file))));
}

criterion_group!(benches, model, kinds, lengths);
criterion_main!(benches);
