//! What the command line says that the page has no need to.

use phrases::Language;
use std::ffi::OsString;
use std::io;
use std::path::Path;

/// The language that `--lang` asks for, even where the command line is no good otherwise.
pub(crate) fn language_asked(arguments: &[OsString]) -> Option<Language> {
    let texts = arguments.iter().map(|argument| argument.to_str().unwrap_or_default());
    let next = texts.clone().skip(1).chain([""]);
    texts.zip(next).find_map(|(argument, next)| match argument.strip_prefix("--lang") {
        Some("") => Language::from_tag(next),
        Some(rest) => Language::from_tag(rest.strip_prefix('=')?),
        None => None,
    })
}

/// The language that the environment asks for, in the order of POSIX; Chinese where it says nothing at all.
pub(crate) fn language_of_environment() -> Language {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
    tag.map_or(Language::Chinese, |tag| Language::from_tag(&tag).unwrap_or(Language::English))
}

/// Why a file could not be opened.
pub(crate) fn cannot_read(error: &io::Error, language: Language) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => language
            .pick("没有这个文件；请检查文件名和路径。", "There is no such file; check its name and folder.")
            .to_owned(),
        io::ErrorKind::PermissionDenied => language
            .pick(
                "没有读取权限；请检查文件的权限。",
                "It may not be read; check the permissions of the file.",
            )
            .to_owned(),
        io::ErrorKind::FileTooLarge => language
            .pick(
                "文件超过 1 GiB，未予读取；请拆分后再读。",
                "The file is larger than 1 GiB and was not read; split it first.",
            )
            .to_owned(),
        _ => language.pick(format!("无法读取：{error}。"), format!("It cannot be read: {error}.")),
    }
}

/// Why output could not be written.
pub(crate) fn cannot_write(path: &Path, error: &io::Error, language: Language) -> String {
    let path = path.display();
    language.pick(format!("无法写入 {path}：{error}。"), format!("Cannot write {path}: {error}."))
}

/// A folder holds nothing to read.
pub(crate) fn no_files(language: Language) -> &'static str {
    language.pick("文件夹里没有文件。", "The folder holds no files.")
}

/// This format holds one reading to a file.
pub(crate) fn needs_folder(language: Language) -> &'static str {
    language.pick(
        "此格式每份文件单独成表：读多份文件时请用 -o 指定文件夹。",
        "This format has a file for each reading: with several files, name a folder with -o.",
    )
}

/// Two readings would be written to one file.
pub(crate) fn same_output(path: &Path, language: Language) -> String {
    let path = path.display();
    language.pick(
        format!("有两份文件都要写入 {path}；请分次读取。"),
        format!("Two files would both be written to {path}; read them one after the other."),
    )
}
