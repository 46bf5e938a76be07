//! `invent COUNT FOLDER`: fills a folder with invented replies.
#![allow(clippy::print_stdout, reason = "a tool for the terminal")]

use anyhow::{Context, Result};
use std::path::Path;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, folder] = &arguments[..] else { anyhow::bail!("usage: invent COUNT FOLDER") };
    let count: u32 = count.parse().context("COUNT is a number")?;
    let (mut bytes, mut figures) = (0, 0);
    for number in 0..count {
        let reply = invent::Reply::new(number);
        let file = invent::File::new(number, &reply);
        let path = Path::new(folder).join(&file.path);
        let parent = path.parent().context("FOLDER is a folder")?;
        std::fs::create_dir_all(parent).with_context(|| format!("{} cannot be made", parent.display()))?;
        std::fs::write(&path, &file.bytes)
            .with_context(|| format!("{} cannot be written", path.display()))?;
        bytes += file.bytes.len();
        figures += reply.figures.len();
    }
    println!("{count} replies, {bytes} bytes, {figures} figures");
    Ok(())
}
