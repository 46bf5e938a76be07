#![allow(clippy::print_stdout, missing_docs)]
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let a = std::time::Instant::now();
        let layout = reply::layout::read(&text, &[]);
        let b = a.elapsed();
        let a = std::time::Instant::now();
        let f = reply::observation::read(&text, &layout, &[]);
        let c = a.elapsed();
        println!(
            "{path}: {} B layout {:.3}s figures {:.3}s = {:.1} MB/s, {} rows",
            text.len(),
            b.as_secs_f64(),
            c.as_secs_f64(),
            text.len() as f64 / 1e6 / c.as_secs_f64(),
            f.observations.len()
        );
    }
}
