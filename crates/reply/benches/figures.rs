//! How fast figures are read: from prose as dense as a bulletin's, from prose with few, and from what no one would write.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const DENSE: &str = "2021年，全市完成地区生产总值1203.5亿元，比上年增长7.2%。其中，第一产业增加值86.4亿元，增长3.1%；第二产业增加值\
    540亿元，增长8.3%，占地区生产总值的比重为44.9%。新能源汽车、集成电路产量分别增长31.5%和12.4%，增速居全省第二位。\n";
const SPARSE: &str = "我们坚持问题导向，深入基层听取意见，认真研究群众反映的突出困难，逐条提出办理措施，明确责任单位和完成时限，\
    推动各项工作落到实处。目前，已办结3件，其余事项正在推进之中，下一步将继续加强督促检查，及时向您反馈进展情况。\n";

fn document(paragraph: &str, bytes: usize) -> String {
    let mut text = String::from("一、基本情况\n");
    while text.len() < bytes {
        text.push_str(paragraph);
    }
    text
}

fn prose(c: &mut Criterion) {
    let mut group = c.benchmark_group("figures");
    group.sample_size(10);
    for (name, paragraph) in [("dense", DENSE), ("sparse", SPARSE)] {
        for bytes in [1 << 20, 4 << 20] {
            let text = document(paragraph, bytes);
            let layout = reply::layout::read(&text, &[]);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::new(name, bytes >> 20), &text, |b, text| {
                b.iter(|| reply::observation::read(black_box(text), &layout, &[]));
            });
        }
    }
    group.finish();
}

/// Texts that no one would write, of 256 KB and of 1 MB: what is read in linear time takes four times as long.
fn strange(c: &mut Criterion) {
    let mut group = c.benchmark_group("strange");
    group.sample_size(10);
    let paragraph = DENSE.replace('\n', "");
    let sentence = paragraph.replace('。', "，");
    let parts = [
        ("digits", "1"),
        ("open brackets", "（"),
        ("open quotes", "“"),
        ("分别", "分别"),
        ("其中", "其中"),
        ("semicolons", "；"),
        ("multipliers", "亿万"),
        ("per cent of nothing", "百分之"),
        ("nothing but per cent", "5%"),
        ("one paragraph", &paragraph),
        ("one sentence", &sentence),
        ("one list", "工业增加值增长9.1%、"),
        ("counts", "5家"),
        ("numbers", "5、"),
        ("ratios", "比5:5"),
        ("sums per head", "每人每月5元，"),
        ("parts", "企业5家，其中甲3家；"),
    ];
    for (name, part) in parts {
        for kilobytes in [256, 1024] {
            let text = format!("一、情况\n{}\n", part.repeat((kilobytes << 10) / part.len()));
            let layout = reply::layout::read(&text, &[]);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::new(name, kilobytes), &text, |b, text| {
                b.iter(|| reply::observation::read(black_box(text), &layout, &[]));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, prose, strange);
criterion_main!(benches);
