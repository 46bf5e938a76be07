//! Writes the files of `tests/wrong-files` into a folder, for tests of the page: `wrong_files FOLDER`.

#[path = "../../../tests/wrong-files/files.rs"]
mod files;

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).ok_or(std::io::ErrorKind::InvalidInput)?;
    let folder = std::path::Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    files::foreign().into_iter().try_for_each(|(name, bytes)| std::fs::write(folder.join(name), bytes))
}
