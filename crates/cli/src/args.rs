//! What can be said on the command line.

use clap::{Parser, Subcommand, ValueEnum};
use dafu::{Charset, Damage};
use exports::Export;
use phrases::Language;
use std::path::PathBuf;

#[derive(Parser)]
#[command(
    name = "dafu",
    version,
    about = "Reads Chinese government replies: repairs their text, finds metadata, outline and figures",
    after_help = "Exit status:\n  0  every file was read\n  1  a file could not be opened, or the output not written\n  \
                  2  the command line was wrong\n  3  a file is empty or is no text, such as an image or an archive\n\n\
                  Examples:\n  dafu read reply.txt\n  dafu read --format json reply.txt | jq .observations\n  \
                  dafu read --format xlsx -o tables/ replies/\n  dafu explain reply.txt"
)]
pub(crate) struct Args {
    /// Language of messages, heads of columns and the like [default: from the environment]
    #[arg(long, global = true, value_name = "zh|en", value_parser = language)]
    pub(crate) lang: Option<Language>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Read files and print what was read
    Read(Read),
    /// Tell why a file was read as it was: its charset, what was repaired, and how sure that is
    Explain {
        /// The file; - is standard input
        file: PathBuf,
        #[command(flatten)]
        forced: Forced,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(clap::Args)]
pub(crate) struct Read {
    /// Files and folders to read; - is standard input
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// What to write
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) forced: Forced,
    /// Write to this file; for several files or a folder, into this folder
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// How many files to read at a time [default: the number of processors]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    /// Say nothing of what was read; only of what could not be
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// What is not left to the reading.
#[derive(clap::Args, Clone, Copy)]
pub(crate) struct Forced {
    /// Charset of the files: auto, or a label such as GB18030, Big5, UTF-16LE
    #[arg(short, long, value_name = "LABEL", default_value = "auto", value_parser = encoding)]
    pub(crate) encoding: Encoding,
    /// Damage to undo, and no other: auto, none, or a name such as utf8-as-gbk
    #[arg(long, value_name = "NAME", default_value = "auto", value_parser = damage)]
    pub(crate) damage: Undo,
}

impl Forced {
    pub(crate) fn hints(self, name: Option<String>) -> dafu::Hints {
        let Forced { encoding: Encoding(charset), damage: Undo(damage) } = self;
        dafu::Hints { name, charset, damage, ..Default::default() }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The repaired text
    Text,
    /// Markdown with metadata and tables
    Md,
    /// Everything, in the format dafu.reading/1, on one line
    Json,
    /// The same; one line for each file
    Jsonl,
    /// The figures as a table for spreadsheets (UTF-8 with byte order mark)
    Csv,
    /// The figures in SDMX-CSV 2.0
    SdmxCsv,
    /// A workbook of metadata, outline and figures
    Xlsx,
}

impl Format {
    pub(crate) fn export(self) -> Export {
        match self {
            Format::Text => Export::Text,
            Format::Md => Export::Markdown,
            Format::Json | Format::Jsonl => Export::Json,
            Format::Csv => Export::Csv,
            Format::SdmxCsv => Export::SdmxCsv,
            Format::Xlsx => Export::Xlsx,
        }
    }

    /// Whether readings of several files may follow each other in one stream.
    pub(crate) fn is_stream(self) -> bool {
        matches!(self, Format::Text | Format::Md | Format::Json | Format::Jsonl)
    }
}

/// A charset, or none for automatic.
#[derive(Clone, Copy)]
pub(crate) struct Encoding(pub(crate) Option<Charset>);

fn encoding(label: &str) -> Result<Encoding, String> {
    if label.eq_ignore_ascii_case("auto") {
        return Ok(Encoding(None));
    }
    let known = || Charset::ALL.iter().map(|charset| charset.label()).collect::<Vec<_>>().join(", ");
    Charset::for_label(label).map(|c| Encoding(Some(c))).ok_or_else(|| format!("known: auto, {}", known()))
}

/// The one damage to undo, or none for automatic.
#[derive(Clone, Copy)]
pub(crate) struct Undo(pub(crate) Option<Damage>);

fn damage(label: &str) -> Result<Undo, String> {
    match label {
        "auto" => Ok(Undo(None)),
        "none" => Ok(Undo(Some(Damage::Undecodable))),
        label => Damage::for_label(label).map(|damage| Undo(Some(damage))).ok_or_else(|| {
            let labels = Damage::ALL.iter().filter(|&&damage| damage != Damage::Undecodable);
            format!(
                "known: auto, none, {}",
                labels.map(|damage| damage.label()).collect::<Vec<_>>().join(", ")
            )
        }),
    }
}

fn language(tag: &str) -> Result<Language, &'static str> {
    Language::from_tag(tag).ok_or("known: zh, en")
}
