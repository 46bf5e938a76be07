//! scratch
#![allow(clippy::print_stdout, missing_docs)]
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let b = std::fs::read(&a[1]).unwrap();
    let d = mojibake::decode(&b, &mojibake::Options::default());
    if let Some(p) = a.get(2) {
        std::fs::write(p, &d.text).unwrap();
    }
    let n = |k| d.repairs.iter().filter(|r| r.kind == k).count();
    println!(
        "{:?} {:?} reversed {} inferred {} unresolved {}",
        d.charset,
        d.how,
        n(mojibake::Kind::Reversed),
        n(mojibake::Kind::Inferred),
        n(mojibake::Kind::Unresolved)
    );
    let r = if b.len() < 1 << 20 { 20 } else { 2 };
    let t = std::time::Instant::now();
    for _ in 0..r {
        std::hint::black_box(mojibake::decode(&b, &mojibake::Options::default()));
    }
    let s = t.elapsed().as_secs_f64() / r as f64;
    println!("{:.3} ms, {:.1} MB/s", s * 1e3, b.len() as f64 / 1e6 / s);
}
