//! Prints the layout of a text file: `cargo run -p reply --example layout FILE`.
#![allow(clippy::print_stdout, reason = "it is a program for the terminal")]

fn main() -> std::io::Result<()> {
    for path in std::env::args_os().skip(1) {
        let text = std::fs::read_to_string(path)?;
        let layout = reply::layout::read(&text, &[]);
        println!("{:?}", layout.kind);
        for field in &layout.metadata {
            println!("{:?} [{}] = {}", field.field, field.label.as_deref().unwrap_or(""), field.value);
        }
        let mut rest: Vec<&reply::Section> = layout.sections.iter().rev().collect();
        while let Some(section) = rest.pop() {
            println!("{}\t{}\t{}", section.level, section.marker, section.title);
            rest.extend(section.children.iter().rev());
        }
        for block in &layout.blocks {
            let shown: String = block.span.of(&text).chars().take(60).collect();
            println!("{:?}\t{}", block.kind, shown.replace('\n', " ⏎ "));
            for row in block.table.iter().flat_map(|table| &table.rows) {
                println!("\t\t{:?}", row.iter().map(|cell| cell.of(&text)).collect::<Vec<_>>());
            }
        }
        for diagnostic in &layout.diagnostics {
            println!(
                "{:?} {:?} {:?}",
                diagnostic.code,
                diagnostic.span.map(|s| s.of(&text)),
                diagnostic.args
            );
        }
    }
    Ok(())
}
