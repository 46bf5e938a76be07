//! The built program, run as people and pipes run it.

#[path = "../../../tests/wrong-files/files.rs"]
mod files;

use expect_test::{expect, expect_file};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A reply of an invented city.
const REPLY: &str = "关于对市政协九届三次会议提案第0412号的答复\n\n王某某委员：\n您提出的提案收悉。现答复如下：\n一、基本情况\n\
    2021年，全市规模以上工业企业120家，工业总产值增长9.1%。\n感谢您的关心。\n云川市工业局\n2022年5月6日\n";

fn dafu(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dafu"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs `dafu` with `input` as its standard input.
fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = dafu(args).spawn().expect("dafu starts");
    let mut stdin = child.stdin.take().expect("standard input");
    // A program that fails early closes its input; that is for the test to see, not an error here.
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().expect("dafu ends")
    })
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// A new empty folder for one test.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// Each foreign file with what it must be called, in both languages: `UPDATE_EXPECT=1` writes the messages anew, to be
/// read by eye.
#[test]
fn wrong_files_are_named_with_what_to_do() {
    let mut messages = String::new();
    for (name, bytes) in files::foreign() {
        for language in ["zh", "en"] {
            let output = run(&["read", "-", "--lang", language], &bytes);
            assert_eq!(output.status.code(), Some(3), "{name}");
            assert_eq!(stdout(&output), "", "{name}");
            let _ = write!(messages, "{name}\t{}", stderr(&output));
        }
    }
    expect_file!["../../../tests/wrong-files/messages.txt"].assert_eq(&messages);
}

#[test]
fn an_empty_file() {
    let output = run(&["read", "-", "--lang", "zh"], b"");
    assert_eq!(output.status.code(), Some(3));
    expect!["-: 错误：文件是空的，一个字节也没有。请重新下载或另选文件。\n"].assert_eq(&stderr(&output));
    let output = run(&["read", "-", "--lang", "en"], b"");
    expect!["-: error: The file is empty: it has not a single byte. Download it again or choose another.\n"]
        .assert_eq(&stderr(&output));
}

#[test]
fn ten_megabytes_of_random_bytes() {
    let output = run(&["read", "-", "--lang", "en"], &files::noise(10_000_000));
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("This is binary data, not text"), "{}", stderr(&output));
}

#[test]
fn a_lone_byte_ff_is_shown_and_reported() {
    for (language, sentence) in [("zh", "有 1 处字节不成文字"), ("en", "stand in 1 place")] {
        let output = run(&["read", "-", "--lang", language], b"\xff");
        assert_eq!(output.status.code(), Some(0));
        assert!(!output.stdout.is_empty());
        assert!(stderr(&output).contains(sentence), "{}", stderr(&output));
    }
}

#[test]
fn a_file_cut_inside_a_character_is_read_up_to_it() {
    for (language, sentence) in [("zh", "文件可能被截断或损坏"), ("en", "the file may be cut or damaged")]
    {
        let output = run(&["read", "-", "--lang", language], &REPLY.as_bytes()[..REPLY.len() - 3]);
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout(&output).starts_with("关于对市政协九届三次会议提案第0412号的答复\n"));
        assert!(stderr(&output).contains(sentence), "{}", stderr(&output));
    }
}

#[test]
fn json_of_a_wrong_file_says_what_it_is() {
    let output = run(&["read", "-", "--format", "json"], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    assert_eq!(output.status.code(), Some(3));
    let reading: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(reading["source"]["format"], "image/png");
    assert_eq!(reading["diagnostics"][0]["code"], "not_a_document");
    assert_eq!(reading["diagnostics"][0]["args"]["kind"], "png");
}

#[test]
fn a_file_that_is_missing() {
    let output = run(&["read", "no/such/file.txt", "--lang", "zh"], b"");
    assert_eq!(output.status.code(), Some(1));
    expect!["no/such/file.txt: 错误：没有这个文件；请检查文件名和路径。\n"].assert_eq(&stderr(&output));
}

#[test]
fn a_wrong_command_line() {
    assert_eq!(run(&["read"], b"").status.code(), Some(2));
    let output = run(&["read", "-", "--encoding", "koi8-r"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("GB18030"), "{}", stderr(&output));
}

#[test]
fn the_language_comes_from_the_environment() {
    let say = |lang: &str| {
        let mut command = dafu(&["read", "-"]);
        let output = command.env("LANG", lang).stdin(Stdio::null()).output().expect("dafu runs");
        stderr(&output)
    };
    assert!(say("zh_CN.UTF-8").contains("文件是空的"));
    assert!(say("en_GB.UTF-8").contains("The file is empty"));
    assert!(say("C").contains("The file is empty"));
}

#[test]
fn an_encoding_can_be_chosen() {
    let big5 = b"\xb5\xaa\xb4\x5f";
    let output = run(&["read", "-", "--encoding", "big5"], big5);
    assert_eq!(stdout(&output), "答復\n");
}

#[test]
fn many_files_come_in_order_one_line_each() {
    let folder = folder("many");
    for n in 0..50 {
        std::fs::write(folder.join(format!("{n:02}.txt")), format!("{REPLY}{n}")).expect("a file");
    }
    let output = run(&["read", "--format", "jsonl", "--jobs", "4", folder.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(0));
    let names: Vec<String> = stdout(&output)
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["source"]["name"].to_string()
        })
        .collect();
    assert_eq!(names, (0..50).map(|n| format!("\"{n:02}.txt\"")).collect::<Vec<_>>());
}

#[test]
fn one_wrong_file_among_many_stops_nothing() {
    let folder = folder("mixed");
    std::fs::write(folder.join("a.txt"), REPLY).expect("a file");
    std::fs::write(folder.join("b.png"), b"\x89PNG\r\n\x1a\n").expect("a file");
    std::fs::write(folder.join("c.txt"), REPLY).expect("a file");
    let output = run(&["read", "--lang", "en", folder.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(stdout(&output).matches("第0412号").count(), 2);
    assert!(stderr(&output).contains("b.png: error: This is a PNG image"));
}

#[test]
fn exports_of_many_files_go_into_a_folder() {
    let folder = folder("exports");
    std::fs::create_dir_all(folder.join("in/2021")).expect("a folder");
    std::fs::write(folder.join("in/2021/a.txt"), REPLY).expect("a file");
    std::fs::write(folder.join("in/b.txt"), REPLY).expect("a file");
    let (input, output) = (folder.join("in"), folder.join("out"));
    let (input, output) = (input.to_str().unwrap(), output.to_str().unwrap());
    for format in ["csv", "sdmx-csv", "xlsx", "md"] {
        let done = run(&["read", "--format", format, "-o", output, input], b"");
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    }
    for file in ["2021/a.txt.csv", "2021/a.txt.sdmx.csv", "2021/a.txt.xlsx", "2021/a.txt.md", "b.txt.csv"] {
        assert!(folder.join("out").join(file).is_file(), "{file}");
    }
    let refused = run(&["read", "--format", "csv", input], b"");
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = dafu(&["read", "-"]).spawn().expect("dafu starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("standard input");
    stdin.write_all(REPLY.repeat(10_000).as_bytes()).expect("dafu reads all its input");
    drop(stdin);
    let output = child.wait_with_output().expect("dafu ends");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(!stderr(&output).contains("panic"), "{}", stderr(&output));
}

#[test]
fn nothing_in_a_file_or_its_name_steers_the_terminal() {
    let output = run(&["read", "\u{1b}[31mno such file", "--lang", "en"], b"");
    assert!(!stderr(&output).contains('\u{1b}'), "{}", stderr(&output));
}

#[test]
fn explain_tells_charset_and_certainty() {
    let output = run(&["explain", "-", "--lang", "en"], REPLY.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    assert!(text.contains("Charset: UTF-8 · all bytes are valid in it"), "{text}");
    assert!(text.contains("Kind: Reply to a proposal"), "{text}");
}

#[test]
fn explain_names_the_runners_up() {
    let damaged = "å…³äºŽæ案的答复";
    let text = stdout(&run(&["explain", "-", "--lang", "en"], damaged.as_bytes()));
    let ways: Vec<&str> =
        text.lines().skip_while(|line| !line.starts_with("Ways of repair")).skip(1).collect();
    assert_eq!(ways.len(), 9, "{text}");
    assert!(
        ways[0].contains("UTF-8 misread as Windows-1252") && ways[0].ends_with("关于提案的答复"),
        "{text}"
    );
}

#[test]
fn damage_can_be_forced_and_repair_left_off() {
    let damaged = "å…³äºŽæ案的答复";
    let read = |damage| stdout(&run(&["read", "-", "--damage", damage], damaged.as_bytes()));
    assert_eq!(read("none").trim(), damaged);
    assert_eq!(read("utf8-as-windows1252").trim(), "关于提案的答复");
    assert_eq!(run(&["read", "-", "--damage", "rain"], b"").status.code(), Some(2));
}

#[test]
fn help_version_completions_and_manual_are_there() {
    assert!(stdout(&run(&["--help", "--lang", "en"], b"")).contains("Exit status:"));
    assert!(stdout(&run(&["--version"], b"")).starts_with("dafu "));
    assert!(stdout(&run(&["completions", "bash"], b"")).contains("_dafu"));
    assert!(stdout(&run(&["man"], b"")).starts_with(".ie"));
}

#[test]
fn help_and_complaints_follow_the_language() {
    let output = run(&["--help", "--lang", "zh"], b"");
    assert_eq!(output.status.code(), Some(0));
    expect![[r#"
        读取政府答复文件：修复文字，找出文件信息、目录和数字

        用法：dafu [选项] <命令>

        命令:
          read         读取文件，输出读到的内容
          explain      说明文件为什么这样读：编码、修复了什么、有多大把握
          completions  输出某种 shell 的补全脚本
          man          输出手册页
          help         显示这段说明，或某个命令的说明

        选项:
              --lang <zh|en>  消息、表头等所用的语言：zh 或 en [默认按环境变量]
          -h, --help          显示这段说明
          -V, --version       显示版本

        退出状态：
          0  所有文件都已读取
          1  有文件打不开，或结果写不出
          2  命令行有误
          3  有文件是空的，或不是文字（如图片、压缩包）

        示例：
          dafu read reply.txt
          dafu read --format json reply.txt | jq .observations
          dafu read --format xlsx -o tables/ replies/
          dafu explain reply.txt
    "#]]
    .assert_eq(&stdout(&output));
    let output = run(&["read", "--lang=zh", "--help"], b"");
    expect![[r#"
        读取文件，输出读到的内容

        用法：dafu read [选项] <FILES>...

        参数:
          <FILES>...
                  要读的文件和文件夹；- 为标准输入

        选项:
          -f, --format <FORMAT>
                  输出什么 [默认：text]
                    text      修复后的文字
                    md        带文件信息和表格的 Markdown
                    json      全部内容，格式为 dafu.reading/1，一行
                    jsonl     同上，每个文件一行
                    csv       数字的表格，供电子表格软件打开（UTF-8，带字节序标记）
                    sdmx-csv  数字，SDMX-CSV 2.0 格式
                    xlsx      文件信息、目录和数字的工作簿

              --lang <zh|en>
                  消息、表头等所用的语言：zh 或 en [默认按环境变量]

          -e, --encoding <LABEL>
                  文件的编码：auto（自动），或 GB18030、Big5、UTF-16LE 等 [默认：auto]

              --damage <NAME>
                  要还原的损坏，只此一种：auto（自动）、none（不还原），或 utf8-as-gbk 等 [默认：auto]

          -o, --output <PATH>
                  写入这个文件；有多个文件或文件夹时，写入这个文件夹

          -j, --jobs <N>
                  同时读几个文件 [默认：处理器个数]

          -q, --quiet
                  不报告读到的情况，只报告读不了的文件

          -h, --help
                  显示这段说明
    "#]]
    .assert_eq(&stdout(&output));
    let english = stdout(&run(&["read", "--help", "--lang", "en"], b""));
    assert!(english.contains("Usage: dafu read"), "{english}");
    for (arguments, complaint) in [
        (
            &["read", "-", "--format", "doc", "--lang", "zh"][..],
            expect![[r#"
            dafu: 错误：“doc”不能用作 --format <FORMAT>。可用：text md json jsonl csv sdmx-csv xlsx。用法见 dafu --help。
        "#]],
        ),
        (
            &["read", "--lang", "zh"],
            expect![[r#"
            dafu: 错误：还缺 <FILES>...。用法见 dafu --help。
        "#]],
        ),
        (
            &["read", "-", "--fast", "--lang", "zh"],
            expect![[r#"
            dafu: 错误：没有 --fast 这个选项。用法见 dafu --help。
        "#]],
        ),
        (
            &["red", "-", "--lang", "zh"],
            expect![[r#"
            dafu: 错误：没有 red 这个命令。用法见 dafu --help。
        "#]],
        ),
        (
            &["read", "-", "--lang", "zh", "--encoding", "klingon"],
            expect![[r#"
            dafu: 错误：“klingon”不能用作 --encoding <LABEL>（known: auto, UTF-8, GB18030, Big5, UTF-16LE, UTF-16BE, HZ-GB-2312, Windows-1252）。用法见 dafu --help。
        "#]],
        ),
    ] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(2));
        complaint.assert_eq(&stderr(&output));
    }
}
