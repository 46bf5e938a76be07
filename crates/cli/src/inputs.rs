//! The files that arguments name.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Far above any reply; what is larger is not one, and offsets of the wire format count in 32 bits.
const LARGEST: u64 = 1 << 30;

/// A file to read.
pub(crate) struct Input {
    pub(crate) path: PathBuf,
    /// Its place below the folder that was named; its name where it was named itself.
    pub(crate) relative: PathBuf,
}

impl Input {
    fn named(path: PathBuf) -> Self {
        let relative = if is_stdin(&path) {
            "stdin".into()
        } else {
            path.file_name().map_or(path.clone(), PathBuf::from)
        };
        Self { path, relative }
    }

    /// Its name without folders; none for standard input.
    pub(crate) fn name(&self) -> Option<String> {
        (!is_stdin(&self.path))
            .then(|| self.relative.file_name().map(|name| name.to_string_lossy().into_owned()))?
    }

    pub(crate) fn read(&self) -> io::Result<Vec<u8>> {
        let reader: Box<dyn Read> = if is_stdin(&self.path) {
            Box::new(io::stdin().lock())
        } else {
            Box::new(fs::File::open(&self.path)?)
        };
        let mut bytes = Vec::new();
        reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The files that `path` names: itself, or all below it in the order of their names. Hidden files are left out, and so
/// are links to folders, which could lead round in a circle.
pub(crate) fn inputs(path: &Path) -> io::Result<Vec<Input>> {
    if is_stdin(path) || !path.is_dir() {
        return Ok(vec![Input::named(path.to_owned())]);
    }
    let mut files = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                folders.push(entry.path());
            } else if entry.path().is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    let relative = |file: &Path| file.strip_prefix(path).unwrap_or(file).to_owned();
    Ok(files.into_iter().map(|file| Input { relative: relative(&file), path: file }).collect())
}
