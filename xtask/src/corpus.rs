//! `cargo xtask bench corpus`: invented replies by the thousand, read by the command line in one run.

use crate::Result;
use crate::shell::{self, cargo, path, program};
use anyhow::{Context, ensure};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// How many replies are read first: a tenth, to see whether memory grows.
const PART: u32 = 10;

/// What one run took.
struct Run {
    files: u64,
    bytes: u64,
    took: Duration,
    /// The most memory at any time, in KiB; none where the system does not tell.
    peak: Option<u64>,
}

/// Makes the replies, reads a tenth of them and then all, and prints what that took.
pub(crate) fn bench(files: u32) -> Result {
    shell::run(cargo().args(["build", "--release", "--package", "dafu-cli", "--package", "invent"]))?;
    println!("\n   files      MB      s   files/s    MB/s   peak MiB");
    for count in [files / PART, files] {
        let folder = path("target/corpus").join(count.to_string());
        invent(count, &folder)?;
        let run = read(&folder)?;
        ensure!(run.files == u64::from(count), "{} of {count} files were read", run.files);
        print(&run);
    }
    Ok(())
}

fn invent(count: u32, folder: &Path) -> Result {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    let made = shell::output(program(path("target/release/invent")).arg(count.to_string()).arg(folder));
    made.context("the replies could not be made").map(drop)
}

/// Reads all of `folder` to JSON Lines, one for each file.
fn read(folder: &Path) -> Result<Run> {
    let started = Instant::now();
    let mut child = program(path("target/release/dafu"))
        .args(["read", "--quiet", "--format", "jsonl"])
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()
        .context("dafu could not be started")?;
    let lines = BufReader::with_capacity(1 << 20, child.stdout.take().context("dafu has no output")?);
    let (mut files, mut peak) = (0, None);
    for line in lines.split(b'\n') {
        line?;
        files += 1;
        // The kernel keeps the peak, so it is enough to ask now and then, last before the process ends.
        if files % 64 == 0 {
            peak = peak_memory(&child).max(peak);
        }
    }
    ensure!(child.wait()?.success(), "dafu has failed; what it says stands above");
    Ok(Run { files, bytes: size(folder)?, took: started.elapsed(), peak })
}

/// Where Linux says it: `VmHWM` of `/proc/PID/status`.
fn peak_memory(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

fn size(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}

fn print(run: &Run) {
    let seconds = run.took.as_secs_f64();
    let megabytes = run.bytes as f64 / 1e6;
    let peak = run.peak.map_or("–".to_owned(), |kib| format!("{:.1}", kib as f64 / 1024.0));
    println!(
        "  {:>6}  {megabytes:>6.1}  {seconds:>5.2}  {:>8.0}  {:>6.1}   {peak:>8}",
        run.files,
        run.files as f64 / seconds,
        megabytes / seconds,
    );
}
