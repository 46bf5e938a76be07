//! scratch
#![allow(clippy::print_stdout, missing_docs)]
fn main() -> anyhow::Result<()> {
    let a: Vec<String> = std::env::args().collect();
    let mut plan = mojibake_train::Plan::default();
    if let Some(g) = a.get(2) {
        plan.grams = g.parse()?;
    }
    if let Some(g) = a.get(3) {
        plan.sparsity = g.parse()?;
    }
    if let Some(g) = a.get(4) {
        plan.lists = g.parse()?;
    }
    if let Some(g) = a.get(5) {
        plan.wild = g.parse()?;
    }
    if let Some(g) = a.get(6) {
        plan.epochs = g.parse()?;
    }
    let f = mojibake_train::build_from(
        "/work/shared/corpus".as_ref(),
        &std::fs::read_to_string("/tmp/moji/dict.txt")?,
        &plan,
        |l| println!("{l}"),
    )?;
    println!("{} bytes", f.len());
    std::fs::write(&a[1], f)?;
    Ok(())
}
