//! Each way of damage, undone.

#![allow(clippy::print_stderr, reason = "says which test was skipped")]

mod common;

use common::*;
use encoding_rs::{BIG5, GB18030, GBK};
use mojibake::{Damage, Decoded, Kind, Options, decode};

fn read(text: &str) -> Decoded {
    decode(text.as_bytes(), &Options::default())
}

#[track_caller]
fn undone(damaged: &str, clean: &str, damage: Damage) {
    let decoded = read(damaged);
    assert_eq!(decoded.text, clean);
    assert!(
        decoded.repairs.iter().all(|r| r.damage == damage && r.kind == Kind::Reversed),
        "{:?}",
        decoded.repairs
    );
}

#[test]
fn lossless_damage_is_undone_exactly() {
    undone(&kept(LETTER), LETTER, Damage::Utf8AsWindows1252);
    undone(&latin1(LETTER), LETTER, Damage::Utf8AsWindows1252);
    undone(&twice(LETTER), LETTER, Damage::Utf8AsWindows1252Twice);
    undone(&encoded_as_windows1252(LETTER, GBK), LETTER, Damage::GbkAsWindows1252);
    let big5 = within(TRADITIONAL, BIG5);
    undone(&encoded_as_windows1252(&big5, BIG5), &big5, Damage::Big5AsWindows1252);
}

#[test]
fn gb18030_and_big5_taken_for_each_other() {
    let survive = |text: &str, was, read_as: &'static encoding_rs::Encoding| -> String {
        let back = |c: &char| {
            let seen = misread(c.encode_utf8(&mut [0; 4]), was, read_as);
            !c.is_ascii() && misread(&seen, read_as, was) == c.to_string()
        };
        text.chars().filter(back).take(24).collect()
    };
    let line = survive(LETTER, GB18030, BIG5);
    undone(&misread(&line, GB18030, BIG5), &line, Damage::Gb18030AsBig5);
    let line = survive(TRADITIONAL, BIG5, GBK);
    undone(&misread(&line, BIG5, GBK), &line, Damage::Big5AsGb18030);
}

#[test]
fn lost_bytes_are_inferred_and_marked() {
    for damaged in [dropped(LETTER), replaced(LETTER)] {
        let decoded = read(&damaged);
        let wrong = decoded.text.chars().zip(LETTER.chars()).filter(|(a, b)| a != b).count();
        assert_eq!(decoded.text.chars().count(), LETTER.chars().count());
        assert!(wrong <= 1, "{}", decoded.text);
        let inferred = decoded.repairs.iter().filter(|r| r.kind == Kind::Inferred);
        assert!(inferred.clone().count() >= 40);
        for repair in inferred {
            assert!(repair.confidence > 0.0 && repair.confidence <= 1.0);
            assert!(repair.alternatives.len() <= 3);
            assert_eq!(decoded.text[repair.range.clone()].chars().count(), 1);
        }
    }
}

/// How many characters are not what they were; what was inferred may be wrong, what was not may not.
#[track_caller]
fn wrong(damaged: &str, clean: &str) -> usize {
    let decoded = read(damaged);
    let (lines, clean): (Vec<&str>, Vec<&str>) = (decoded.text.lines().collect(), clean.lines().collect());
    assert_eq!(lines.len(), clean.len(), "{}", decoded.text);
    let pairs = lines.iter().zip(clean).flat_map(|(line, clean)| {
        assert_eq!(line.chars().count(), clean.chars().count(), "{line}");
        line.chars().zip(clean.chars())
    });
    pairs.filter(|(a, b)| a != b).count()
}

#[test]
fn digits_of_full_width_are_known_by_their_like() {
    for text in ["自２０００年１２月１０日起施行，至２０２０年失效。", "加快推进项目建设！２０２０年前完成。"]
    {
        assert_eq!(read(&dropped(text)).text, text);
    }
}

#[test]
fn each_line_has_a_script_of_its_own() {
    let text = format!("{TRADITIONAL}{LETTER}");
    let lines = read(&dropped(&text)).text;
    let wrong =
        |from: &str| lines.lines().zip(text.lines()).filter(|(a, b)| a != b && from.contains(b)).count();
    assert!(wrong(LETTER) <= 1, "{lines}");
    let traditional = lines.lines().next().unwrap_or_default();
    let differ = traditional.chars().zip(TRADITIONAL.chars()).filter(|(a, b)| a != b).count();
    assert!(differ <= 2, "{lines}");
}

#[test]
fn utf8_read_as_gbk_keeps_its_length() {
    let characters = LETTER.chars().count();
    let bytewise = misread_bytewise(LETTER.as_bytes(), GBK);
    assert!(wrong(&bytewise, LETTER) * 30 < characters, "{}", read(&bytewise).text);
    let browser = misread(LETTER, encoding_rs::UTF_8, GBK);
    assert!(wrong(&browser, LETTER) * 30 < characters, "{}", read(&browser).text);
    let ignored = bytewise.replace('\u{fffd}', "");
    assert!(wrong(&ignored, LETTER) * 30 < characters, "{}", read(&ignored).text);
    let java = misread_pairwise(LETTER.as_bytes());
    assert!(wrong(&java, LETTER) * 20 < characters, "{}", read(&java).text);
    let editor = misread_with_question_marks(LETTER.as_bytes());
    assert!(wrong(&editor, LETTER) * 12 < characters, "{}", read(&editor).text);
}

/// Windows-1254 has no 8E and 9E either; a short line can only show it by what else it would say.
#[test]
fn a_short_line_of_windows_1254() {
    let text = "我市农业结构调整取得明显成果，粮食产量连续十年增长，农民人均收入居全省第二位，特此通报。";
    let gone = |byte: u8| matches!(byte, 0x81 | 0x8d..=0x90 | 0x9d | 0x9e);
    let bytes: Vec<u8> = text.bytes().filter(|&byte| !gone(byte)).collect();
    let damaged = encoding_rs::WINDOWS_1254.decode_without_bom_handling(&bytes).0;
    assert_eq!(read(&damaged).text, text);
    assert_eq!(read(&dropped(text)).text, text);
}

/// Where all of 80 to 9F is gone hardly a character stands complete: a short text is read all the same, and none of it
/// passes for sure.
#[test]
fn controls_may_all_be_gone() {
    let stripped =
        |text: &str| latin1(text).replace(|c| ('\u{80}'..'\u{a0}').contains(&c), "").replace('\u{a0}', " ");
    for text in ["推进政务服务改革，优化营商环境，加快建设。", "认真研究，积极推进"]
    {
        let decoded = read(&stripped(text));
        assert!(wrong(&stripped(text), text) * 2 < text.chars().count(), "{}", decoded.text);
        let inferred = decoded.repairs.iter().filter(|repair| repair.kind == Kind::Inferred);
        assert!(inferred.clone().count() > 4 && inferred.clone().all(|repair| repair.confidence < 0.95));
    }
}

#[test]
fn a_space_may_stand_for_a_byte() {
    let text = "我们的干部要经得起几上几下的考验，加快建设上海港。\u{a0}特此回复 2020";
    for damage in [latin1, kept] {
        assert_eq!(read(&damage(text).replace('\u{a0}', " ")).text, text);
    }
}

/// Two spaces of full width begin a paragraph, also one that has nothing else of Chinese.
#[test]
fn indents_are_read_whatever_follows() {
    let text: String = LETTER
        .lines()
        .chain(["CPC 10", "2025-12-31"])
        .map(|line| format!("\u{3000}\u{3000}{line}\n"))
        .collect();
    for damage in [latin1, kept, twice] {
        assert_eq!(read(&damage(&text)).text, text);
    }
    let (damaged, spaces) =
        (misread_bytewise(text.as_bytes(), GBK), |text: &str| text.matches('\u{3000}').count());
    assert_eq!(spaces(&read(&damaged).text), spaces(&text));
    assert_eq!(spaces(&read(&misread_pairwise(text.as_bytes())).text), spaces(&text));
}

/// ； and ： leave the same where their last byte is lost: the line before tells.
#[test]
fn the_items_of_a_list_end_alike() {
    let text = "申请时提供以下材料：\n营业执照复印件；\n高新技术企业证书；\n近三年的纳税证明；\n法定代表人身份证。\n";
    let whole = format!("关于企业申请补贴的说明，请各部门认真审核。\n{text}");
    assert_eq!(read(&misread_bytewise(whole.as_bytes(), GBK)).text, whole);
}

/// The same character loses a byte in one place and none in another: what stands whole tells.
#[test]
fn what_stands_whole_elsewhere_is_heard() {
    let text = "循环水，循环水。\n我市循环水\n";
    assert_eq!(read(&misread_bytewise(text.as_bytes(), GBK)).text, text);
}

/// Browsers read A2 E3 as €: the last byte of 面 or 院 and the first of 。 or 、.
#[test]
fn a_euro_sign_can_be_of_two_characters() {
    let text =
        "全市开创工作新局面。今年以来，市医院、卫生院，市法院、检察院密切配合，服务全覆盖，惠及各方面。\n";
    let damaged = misread_bytewise(text.as_bytes(), GBK);
    assert!(damaged.contains('€'));
    assert_eq!(read(&damaged).text, text);
}

#[test]
fn a_letter_swallowed_by_a_pair_comes_back() {
    let line = "市规模以上工业企业ABC一千三百户，增速居全省第三";
    assert!(!misread(line, encoding_rs::UTF_8, GBK).contains("ABC"));
    assert_eq!(read(&misread(line, encoding_rs::UTF_8, GBK)).text, line);
}

#[test]
fn gb18030_and_big5_taken_for_each_other_with_losses() {
    let gbk = GB18030.encode(LETTER).0.into_owned();
    let damaged = misread_bytewise(&gbk, BIG5);
    assert!(damaged.contains('\u{fffd}'));
    assert!(wrong(&damaged, LETTER) * 20 < LETTER.chars().count(), "{}", read(&damaged).text);
    let traditional = within(TRADITIONAL, BIG5);
    let damaged = misread_bytewise(&BIG5.encode(&traditional).0, GBK);
    assert!(wrong(&damaged, &traditional) * 5 < traditional.chars().count(), "{}", read(&damaged).text);
}

/// Big5 has 包 as A55D and as FABD: the last byte of 生 and the first of 建 or 教.
#[test]
fn big5_has_some_characters_twice() {
    let text = "全面落实部门责任，加强医疗卫生建设和师生教育。";
    let damaged = misread_bytewise(&GB18030.encode(text).0, BIG5);
    assert_eq!(damaged.matches('包').count(), 2);
    assert_eq!(read(&damaged).text, text);
}

/// Where most characters of a few have lost a byte, those that stand complete tell.
#[test]
fn a_short_line_of_big5_read_as_gbk() {
    let text = "推動新型工業化，加快";
    let damaged = misread_bytewise(&BIG5.encode(text).0, GBK);
    assert!(damaged.matches('\u{fffd}').count() >= 5, "{damaged}");
    assert!(wrong(&damaged, text) <= 1, "{}", read(&damaged).text);
}

/// Python's Big5 has kana, Cyrillic and numbers in circles where 前 期 平 强 区 请 are, but not as the Encoding Standard has them.
#[test]
fn big5_has_an_older_table() {
    let received = "絞ヶㄛ�室躝鯜腑蝨齉黫椈蚧封﹊偭苺甭賳麶齱９鰷螢龔蕃窈�昢ㄛ偌ぶ俇傖暫隅醴梓﹝";
    let text = "当前，全区企业平均增速居全省前列，请各区、各部门强化服务，按期完成既定目标。";
    assert_eq!(read(received).text, text);
}

#[test]
fn lines_of_one_file_may_have_gone_different_ways() {
    let damages: [fn(&str) -> String; 8] = [
        str::to_owned,
        kept,
        |line| misread(line, encoding_rs::UTF_8, GBK),
        |line| encoded_as_windows1252(line, GBK),
        str::to_owned,
        twice,
        latin1,
        |line| encoded_as_windows1252(line, GBK),
    ];
    let line = "全市规模以上工业企业一千三百户，增速居全省第三";
    let damaged: Vec<String> = damages.iter().map(|damage| damage(line)).collect();
    assert_eq!(read(&damaged.join("\n")).text, vec![line; damages.len()].join("\n"));
}

#[test]
fn only_damaged_lines_are_touched() {
    let clean = "这一行是好的：“云栖市”。\n";
    let mixed = format!("{clean}{}{clean}", dropped(LETTER));
    let decoded = read(&mixed);
    assert!(decoded.text.starts_with(clean) && decoded.text.ends_with(clean));
    assert!(decoded.text.contains("现答复如下"));
}

#[test]
fn lost_for_ever_is_said_and_kept() {
    let received = "前文锟斤拷锟斤拷后文\u{fffd}\u{fffd}尾\n";
    let decoded = read(received);
    assert_eq!(decoded.text, received);
    let lost: Vec<&str> = decoded.repairs.iter().map(|repair| decoded.original(&repair)).collect();
    assert_eq!(lost, ["锟斤拷锟斤拷", "\u{fffd}\u{fffd}"]);
    assert!(decoded.repairs.iter().all(|r| r.kind == Kind::Unresolved && r.damage == Damage::Undecodable));
}

#[test]
fn a_choice_is_kept() {
    let damaged = dropped("云栖市工业经济发展的提案收悉");
    let first = read(&damaged);
    let repair = first.repairs.iter().find(|r| r.kind == Kind::Inferred).expect("an inferred character");
    let choice = mojibake::Choice { source: repair.source.start, text: "龘".to_owned() };
    let again = decode(damaged.as_bytes(), &Options { choices: vec![choice], ..Options::default() });
    assert!(again.text.contains('龘'));
    assert_eq!(again.text.chars().count(), first.text.chars().count());
}

/// The reference file, where it is at hand: a floor under the accuracy on lost bytes.
#[test]
fn reference_file() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/seed/");
    let (Ok(received), Ok(clean)) =
        (std::fs::read(format!("{folder}seed.txt")), std::fs::read_to_string(format!("{folder}clean.txt")))
    else {
        eprintln!("skipped: {folder} is not there");
        return;
    };
    let decoded = decode(&received, &Options::default());
    assert_eq!(decoded.text.chars().count(), clean.chars().count());
    let wide = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{a0}' | '\u{3000}' => ' ',
        c => c,
    };
    let wrong: Vec<usize> = decoded
        .text
        .char_indices()
        .zip(clean.chars())
        .filter(|((_, a), b)| wide(*a) != wide(*b))
        .map(|((at, _), _)| at)
        .collect();
    let inferred = decoded.repairs.iter().filter(|r| r.kind == Kind::Inferred);
    assert_eq!(inferred.clone().count(), 1275);
    assert!(
        wrong.iter().all(|at| inferred.clone().any(|r| r.range.contains(at))),
        "a good character was changed"
    );
    assert!(wrong.len() <= 12, "{} of 1275 wrong", wrong.len());
}
