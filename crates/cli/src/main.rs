//! `dafu`: reads Chinese government replies on the command line.

use clap::{Parser, ValueEnum};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

#[derive(Parser)]
#[command(version, about)]
enum Command {
    /// Read files and print what was read.
    Read {
        /// Files to read; - is standard input.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// What to print.
        #[arg(long, default_value = "text")]
        format: Output,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    /// The repaired text.
    Text,
    /// Everything, as dafu.reading/1.
    Json,
}

fn main() -> io::Result<()> {
    let Command::Read { files, format } = Command::parse();
    let mut out = io::stdout().lock();
    for file in &files {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned());
        let reading = dafu::read(&bytes(file)?, &dafu::Hints { name, ..Default::default() });
        match format {
            Output::Text => out.write_all(reading.text().as_bytes())?,
            Output::Json => writeln!(out, "{}", dafu::wire::Reading::from(&reading).to_json())?,
        }
    }
    Ok(())
}

fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    if file != Path::new("-") {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}
