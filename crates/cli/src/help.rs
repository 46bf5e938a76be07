//! The help and the manual page. Their Chinese stands here: what `args` says in English, and what clap says by itself.

use crate::args::Args;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;
use phrases::Language;
use std::io::{self, Write};

/// The command line, with its help in a language.
pub(crate) fn command(language: Language) -> Command {
    let mut command = Args::command();
    if language == Language::Chinese {
        // What clap adds by itself is to be translated, too.
        command.build();
        command = chinese(command).after_help(AFTER);
    }
    command
}

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

const AFTER: &str = "退出状态：\n  0  所有文件都已读取\n  1  有文件打不开，或结果写不出\n  2  命令行有误\n  \
                     3  有文件是空的，或不是文字（如图片、压缩包）\n\n\
                     示例：\n  dafu read reply.txt\n  dafu read --format json reply.txt | jq .observations\n  \
                     dafu read --format xlsx -o tables/ replies/\n  dafu explain reply.txt";

/// What a command (where the second part is empty) or one of its arguments is for.
const TEXTS: &[(&str, &str, &str)] = &[
    ("dafu", "", "读取政府答复文件：修复文字，找出文件信息、目录和数字"),
    ("read", "", "读取文件，输出读到的内容"),
    ("explain", "", "说明文件为什么这样读：编码、修复了什么、有多大把握"),
    ("completions", "", "输出某种 shell 的补全脚本"),
    ("man", "", "输出手册页"),
    ("help", "", "显示这段说明，或某个命令的说明"),
    ("", "lang", "消息、表头等所用的语言：zh 或 en [默认按环境变量]"),
    ("", "help", "显示这段说明"),
    ("", "version", "显示版本"),
    ("read", "files", "要读的文件和文件夹；- 为标准输入"),
    ("read", "format", FORMAT),
    ("", "encoding", "文件的编码：auto（自动），或 GB18030、Big5、UTF-16LE 等 [默认：auto]"),
    ("", "damage", "要还原的损坏，只此一种：auto（自动）、none（不还原），或 utf8-as-gbk 等 [默认：auto]"),
    ("read", "output", "写入这个文件；有多个文件或文件夹时，写入这个文件夹"),
    ("read", "jobs", "同时读几个文件 [默认：处理器个数]"),
    ("read", "quiet", "不报告读到的情况，只报告读不了的文件"),
    ("explain", "file", "文件；- 为标准输入"),
    ("completions", "shell", "shell 的名称：bash、elvish、fish、powershell、zsh"),
];

const FORMAT: &str = "输出什么 [默认：text]\n  text      修复后的文字\n  md        带文件信息和表格的 Markdown\n  \
                      json      全部内容，格式为 dafu.reading/1，一行\n  jsonl     同上，每个文件一行\n  \
                      csv       数字的表格，供电子表格软件打开（UTF-8，带字节序标记）\n  \
                      sdmx-csv  数字，SDMX-CSV 2.0 格式\n  xlsx      文件信息、目录和数字的工作簿";

fn text(command: &str, argument: &str) -> Option<&'static str> {
    let is = |&&(of, name, _): &&(&str, &str, &str)| name == argument && (of.is_empty() || of == command);
    TEXTS.iter().find(is).map(|&(_, _, text)| text)
}

fn chinese(mut command: Command) -> Command {
    let name = command.get_name().to_owned();
    let argument = |argument: Arg| {
        let heading = if argument.is_positional() { "参数" } else { "选项" };
        let help = text(&name, argument.get_id().as_str());
        let argument = argument.help_heading(heading).hide_default_value(true).hide_possible_values(true);
        match help {
            Some(help) => argument.help(help).long_help(help),
            None => argument,
        }
    };
    let arguments: Vec<_> = command.get_arguments().map(|argument| argument.get_id().clone()).collect();
    for id in arguments {
        command = command.mut_arg(id, argument);
    }
    let commands: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    for below in commands {
        command = command.mut_subcommand(below, chinese);
    }
    if let Some(about) = text(&name, "") {
        command = command.about(about);
    }
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[选项]");
    command = command.override_usage(usage.replace("<COMMAND>", "<命令>").replace("[COMMAND]", "[命令]"));
    command.help_template(TEMPLATE).subcommand_help_heading("命令").subcommand_value_name("命令")
}

/// The manual page: the command, then each of its commands.
pub(crate) fn manual(language: Language) -> io::Result<Vec<u8>> {
    let mut command = command(language);
    command.build();
    let below: Vec<Command> =
        command.get_subcommands().filter(|below| below.get_name() != "help").cloned().collect();
    let man = Man::new(command).manual(language.pick("大夫用户手册", "Dafu Manual"));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for command in below {
        let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(page, ".SH \"{name}\"\n{about}")?;
        let (man, mut sections) = (Man::new(command), Vec::new());
        man.render_synopsis_section(&mut sections)?;
        man.render_options_section(&mut sections)?;
        page.extend(String::from_utf8_lossy(&sections).replace(".SH ", ".SS ").into_bytes());
    }
    man.render_extra_section(&mut page)?;
    man.render_version_section(&mut page)?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    if language == Language::Chinese {
        for (english, chinese) in HEADINGS {
            for level in [".SH", ".SS"] {
                page = page.replace(&format!("{level} {english}\n"), &format!("{level} {chinese}\n"));
            }
        }
    }
    Ok(page.into_bytes())
}

/// The headings of a manual page.
const HEADINGS: &[(&str, &str)] = &[
    ("NAME", "名称"),
    ("SYNOPSIS", "用法"),
    ("DESCRIPTION", "说明"),
    ("OPTIONS", "选项"),
    ("EXTRA", "退出状态和示例"),
    ("VERSION", "版本"),
];

/// What is wrong with a command line, in Chinese; none where clap's own words are to stand, as for help that was asked for.
pub(crate) fn complaint(error: &clap::Error) -> Option<String> {
    let context = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(" ")),
        _ => None,
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let known = context(ContextKind::ValidValue).map(|known| format!("可用：{known}。")).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面缺少值。{known}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|why| format!("（{why}）")).unwrap_or_default();
            format!("“{value}”不能用作 {argument}{why}。{known}")
        }
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项。"),
        ErrorKind::InvalidSubcommand => {
            format!("没有 {} 这个命令。", context(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("还缺 {argument}。"),
        ErrorKind::ArgumentConflict => format!("{argument} 不能重复，也不能与其他选项同用。"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::builder::StyledStr;

    /// Every text of the help that is not in Chinese.
    fn untranslated(command: &Command, missing: &mut Vec<String>) {
        let has_han = |text: Option<&StyledStr>| {
            text.is_some_and(|text| text.to_string().contains(|c| ('\u{4e00}'..'\u{a000}').contains(&c)))
        };
        if !has_han(command.get_about()) {
            missing.push(command.get_name().to_owned());
        }
        let arguments = command.get_arguments().filter(|argument| !has_han(argument.get_help()));
        missing.extend(arguments.map(|argument| format!("{} {}", command.get_name(), argument.get_id())));
        command.get_subcommands().for_each(|below| untranslated(below, missing));
    }

    #[test]
    fn every_command_and_argument_has_its_chinese_help() {
        let mut missing = Vec::new();
        untranslated(&command(Language::Chinese), &mut missing);
        assert_eq!(missing, Vec::<String>::new());
    }

    #[test]
    fn the_manual_page_has_every_option_and_its_headings_in_the_language() {
        for language in Language::ALL {
            let page = String::from_utf8(manual(*language).unwrap()).unwrap();
            for option in ["format", "output", "jobs", "quiet", "encoding", "damage", "lang"] {
                assert!(page.contains(&format!("\\-\\-{option}")), "{option} in {page}");
            }
            let headings =
                page.lines().filter_map(|line| line.strip_prefix(".SH ").or(line.strip_prefix(".SS ")));
            let is_name = |heading: &str| heading.trim_matches('"').starts_with("DAFU ");
            for heading in headings.filter(|heading| !is_name(heading)) {
                assert_eq!(heading.is_ascii(), *language == Language::English, "{heading}");
            }
        }
    }

    #[test]
    fn the_command_line_is_the_same_in_both_languages() {
        for language in Language::ALL {
            let matches = command(*language).try_get_matches_from(["dafu", "read", "-f", "json", "a", "b"]);
            let matches = matches.expect("that is a command line");
            let (name, read) = matches.subcommand().expect("there is a command");
            assert_eq!(name, "read");
            let files: Vec<_> =
                read.get_many::<std::path::PathBuf>("files").expect("there are files").collect();
            assert_eq!(files.len(), 2);
        }
    }
}
