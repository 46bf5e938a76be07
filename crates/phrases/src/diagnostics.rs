//! The sentences of diagnostics.

use crate::{Language, advice, foreign};
use dafu::Foreign;
use dafu::wire::{Code, Diagnostic};

/// What a diagnostic says: for a file that cannot be read, what it is, what was seen and what to do.
pub fn diagnostic(diagnostic: &Diagnostic, language: Language) -> String {
    let arg = |name: &str| diagnostic.args.get(name).map_or("?", String::as_str);
    let (chinese, english) = match diagnostic.code {
        Code::Empty => (
            "文件是空的，一个字节也没有。请重新下载或另选文件。".to_owned(),
            "The file is empty: it has not a single byte. Download it again or choose another.".to_owned(),
        ),
        Code::NotADocument => {
            let kind = Foreign::from_name(arg("kind")).unwrap_or(Foreign::Binary);
            let (what, action) = (foreign(kind, language), advice(kind.family(), language));
            let seen = arg("seen");
            (
                format!("这是{what}。{action}文件开头的字节是 {seen}。"),
                format!("This is {what}. {action} It begins with the bytes {seen}."),
            )
        }
        Code::SavedVersion => (
            format!(
                "这是以前保存的读取结果，格式是 {}，这一版只认得 {}。请打开原来的文件重新读取，或换用相应的版本。",
                arg("schema"),
                dafu::wire::SCHEMA
            ),
            format!(
                "This is a saved reading in the format {}, and this version knows {} only. Open the original file \
                 instead, or use a version that fits.",
                arg("schema"),
                dafu::wire::SCHEMA
            ),
        ),
        Code::SavedDamaged => {
            let (chinese, english) = match arg("place").split_once(':') {
                Some((line, column)) => {
                    (format!("第 {line} 行第 {column} 列"), format!("line {line}, column {column}"))
                }
                None => ("位置与文字对不上".to_owned(), "its offsets do not fit its text".to_owned()),
            };
            (
                format!(
                    "这是以前保存的读取结果，但已残缺或被改动（{chinese}）。请重新导出，或打开原来的文件。"
                ),
                format!(
                    "This is a saved reading, but it is cut or was changed ({english}). Export it again, or open the \
                     original file."
                ),
            )
        }
        Code::NoChinese => (
            "文中没有汉字。如果本应是中文，请试着指定编码；文件也可能选错了。".to_owned(),
            "There is no Chinese in this text. If there should be, try another encoding; or it is the wrong \
             file."
                .to_owned(),
        ),
        Code::HardlyChinese => (
            "这些字连不成中文：可能是其他语言的文件，或编码判断有误。请试着指定编码，或另选文件。".to_owned(),
            "These characters make no Chinese: the file may be in another language, or in another encoding than was taken. \
             Try another encoding, or choose another file."
                .to_owned(),
        ),
        Code::NotAReply => (
            "文中没有看到答复的格式，按一般文本显示；如果选错了文件，请另选。".to_owned(),
            "Nothing here looks like a reply; it is shown as plain text. If it is the wrong file, choose another.".to_owned(),
        ),
        Code::UndecodableBytes => (
            format!("有 {} 处字节不成文字，已原样标出；文件可能被截断或损坏。", arg("count")),
            format!(
                "Bytes that are no character stand in {}, marked; the file may be cut or damaged.",
                counted(arg("count"), "place")
            ),
        ),
        Code::UnresolvedCharacters => (
            format!("有 {} 处受损的文字未能还原，已在文中标出，请对照原件。", arg("count")),
            format!(
                "{} could not be restored, marked in the text; compare with the original.",
                counted(arg("count"), "character")
            ),
        ),
        Code::NarrowedPunctuation => (
            format!("有 {} 处标点已被先前的修复工具改成半角，保留原样。", arg("count")),
            format!(
                "An earlier repair tool made {} half as wide, kept as they stand.",
                counted(arg("count"), "punctuation mark")
            ),
        ),
        Code::DateUnclear => (
            format!("日期“{}”写法不全或有误，保留原样。", arg("value")),
            format!("The date “{}” is incomplete or mistaken and is kept as written.", arg("value")),
        ),
        Code::FurnitureLeftOut => (
            format!("略去了 {} 行网页附带的内容（导航、分享按钮、页脚之类）。", arg("count")),
            format!(
                "Left out {} of the web page's own (navigation, buttons, footer).",
                counted(arg("count"), "line")
            ),
        ),
        Code::FigureUnresolved => (
            format!("“{}”中有未能还原的字，没有取作数据。", arg("value")),
            format!(
                "“{}” holds a character that could not be restored, so no figure was taken from it.",
                arg("value")
            ),
        ),
    };
    language.pick(chinese, english)
}

fn counted(count: &str, noun: &str) -> String {
    match count {
        "1" => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dafu::wire::Severity;

    #[test]
    fn a_foreign_file_is_named_with_what_was_seen_and_what_to_do() {
        let args = [("kind", "png"), ("media_type", "image/png"), ("seen", "89 50 4e 47")];
        let args = args.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let png =
            Diagnostic { code: Code::NotADocument, severity: Severity::Error, start: None, end: None, args };
        assert_eq!(
            diagnostic(&png, Language::Chinese),
            "这是一张 PNG 图片。请先用文字识别（OCR）软件把页面转成文字，再打开得到的文本。文件开头的字节是 89 50 4e 47。"
        );
        assert_eq!(
            diagnostic(&png, Language::English),
            "This is a PNG image. Turn the pages into text with character recognition (OCR) first, then open that text. \
             It begins with the bytes 89 50 4e 47."
        );
    }
}
