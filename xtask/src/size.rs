//! `cargo xtask size`: what a visitor downloads.

use crate::shell::{self, say};
use crate::{Command, Result, options::Options, page, tools};
use anyhow::{Context, bail, ensure};

pub(crate) const COMMAND: Command = Command {
    name: "size",
    about: "Prints the compressed size of the page against its budget",
    help: "[--no-build]

Builds the page, then measures dist/ as a host would send it. The budgets are for brotli.

  --no-build   measure dist/ as it is",
    run: |arguments| {
        let mut options = Options::new(arguments);
        let as_it_is = options.flag("--no-build");
        options.done()?;
        if !as_it_is {
            page::build()?;
        }
        check()
    },
};

/// Part of the page with a budget of its own.
struct Part {
    name: &'static str,
    /// Kilobytes of brotli it is to have at most.
    budget: u64,
    /// Kilobytes that it has where it is over its budget: it may only shrink.
    ceiling: u64,
    has: fn(&str) -> bool,
}

const PARTS: [Part; 3] = [
    Part {
        name: "page, script and wasm",
        budget: 250,
        ceiling: 250,
        has: |file| is_code(file) && !is_worker(file) && !is_converter(file),
    },
    Part {
        name: "worker with its model",
        budget: 600,
        ceiling: 600,
        has: |file| is_code(file) && is_worker(file),
    },
    // Loaded when something is exported, or an export opened.
    Part { name: "converter", budget: 400, ceiling: 400, has: |file| is_code(file) && is_converter(file) },
];

fn is_code(file: &str) -> bool {
    file.ends_with(".js") || file.ends_with(".wasm")
}

fn is_worker(file: &str) -> bool {
    file.starts_with("worker")
}

fn is_converter(file: &str) -> bool {
    file.starts_with("converter")
}

/// A file of `dist/`, with its sizes in bytes.
struct Measured {
    file: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Node has brotli at hand. It prints `raw gzip brotli name` for each file.
const MEASURE: &str = r"
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
const dist = process.argv[1];
for (const name of readdirSync(dist, { recursive: true })) {
  const path = join(dist, name);
  if (!statSync(path).isFile()) continue;
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes, { params }).length, name);
}";

/// Prints the sizes; fails where one is over its budget and over what it was.
pub(crate) fn check() -> Result {
    let over = print()?;
    if over.is_empty() { Ok(()) } else { bail!("grown over the size budget: {}", over.join(", ")) }
}

/// Prints the sizes, and gives the parts that have grown over their budget.
pub(crate) fn print() -> Result<Vec<&'static str>> {
    let files = measure()?;
    say("Sizes of dist/ in bytes");
    println!("{:>10} {:>10} {:>10}", "raw", "gzip", "brotli");
    for file in &files {
        println!("{:>10} {:>10} {:>10}  {}", file.raw, file.gzip, file.brotli, file.file);
    }
    println!();
    let mut over = Vec::new();
    for part in PARTS {
        let brotli: u64 = files.iter().filter(|file| (part.has)(&file.file)).map(|file| file.brotli).sum();
        ensure!(brotli > 0, "dist/ has no {}", part.name);
        let verdict = if brotli <= part.budget * 1000 { "within" } else { "OVER" };
        println!(
            "{:<24} {:>4} KB brotli, {verdict} its budget of {} KB",
            part.name,
            brotli.div_ceil(1000),
            part.budget
        );
        if brotli > part.ceiling * 1000 {
            over.push(part.name);
        }
    }
    Ok(over)
}

fn measure() -> Result<Vec<Measured>> {
    tools::node()?;
    let dist = page::dist();
    ensure!(dist.join("index.html").exists(), "there is no dist/ yet; `cargo xtask dist` makes it");
    let mut node = shell::program("node");
    let table = shell::output(node.args(["--input-type=module", "--eval", MEASURE]).arg(dist));
    let mut files = table
        .context("node could not measure dist/")?
        .lines()
        .map(|line| parse(line).with_context(|| format!("node printed an odd line: {line}")))
        .collect::<Result<Vec<_>>>()?;
    files.sort_by_key(|file| std::cmp::Reverse(file.brotli));
    Ok(files)
}

fn parse(line: &str) -> Option<Measured> {
    let mut fields = line.splitn(4, ' ');
    let mut number = || fields.next()?.parse().ok();
    let (raw, gzip, brotli) = (number()?, number()?, number()?);
    Some(Measured { raw, gzip, brotli, file: fields.next()?.to_owned() })
}
