//! Ways in which text is damaged, for tests; the texts are about invented places.
#![allow(dead_code, missing_docs, unreachable_pub)]

pub mod holds;

pub const LETTER: &str = "\
关于对市政协十二届三次会议提案第0136号的答复
林海声委员：
您提出的《关于加快云栖市先进制造业发展的建议》的提案收悉，现答复如下：
一、基本情况
2019年，全市规模以上工业增加值同比增长8.4%，增速居全省第三位。全市共有各类工业企业2万余户，其中，规模以上工业企业1320户，实现利润总额96.5亿元。
二、主要做法
一是坚持创新驱动。加大研发投入，支持企业建设技术中心，培育专精特新“小巨人”企业12家。
二是优化营商环境。深化“放管服”改革，推进政务服务“一网通办”，切实减轻企业负担。
感谢您对我市工业经济发展工作的关心和支持！
";

pub const TRADITIONAL: &str = "\
關於加快雲棲市先進製造業發展的建議，經認真研究，現答覆如下：全市共有各類工業企業二萬餘戶，\
其中規模以上工業企業一千三百二十戶，實現利潤總額九十六億元。感謝您對我市經濟工作的關心和支持。
";

const HOLES: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// Bytes read as Windows-1252, with something for what it does not define.
pub fn windows1252(bytes: &[u8], hole: fn(u8) -> Option<char>) -> String {
    let mut out = String::new();
    for &byte in bytes {
        if HOLES.contains(&byte) {
            out.extend(hole(byte));
        } else {
            out.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0);
        }
    }
    out
}

pub fn kept(text: &str) -> String {
    windows1252(text.as_bytes(), |byte| Some(char::from(byte)))
}

pub fn dropped(text: &str) -> String {
    windows1252(text.as_bytes(), |_| None).replace('\u{ad}', "")
}

pub fn replaced(text: &str) -> String {
    windows1252(text.as_bytes(), |_| Some('\u{fffd}'))
}

pub fn latin1(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

pub fn twice(text: &str) -> String {
    kept(&kept(text))
}

pub fn encoded_as_windows1252(text: &str, encoding: &'static encoding_rs::Encoding) -> String {
    windows1252(&encoding.encode(text).0, |byte| Some(char::from(byte)))
}

pub fn misread(
    text: &str,
    was: &'static encoding_rs::Encoding,
    read_as: &'static encoding_rs::Encoding,
) -> String {
    read_as.decode_without_bom_handling(&was.encode(text).0).0.into_owned()
}

/// Reads bytes as pairs the way Python and most libraries do: what is no character costs its first byte only.
pub fn misread_bytewise(bytes: &[u8], read_as: &'static encoding_rs::Encoding) -> String {
    misread_pairs(bytes, read_as, |_, _| ('\u{fffd}', 1))
}

/// Reads bytes as GBK the way Java does: U+FFFD for both bytes, unless the second is ASCII.
pub fn misread_pairwise(bytes: &[u8]) -> String {
    let length = |second: Option<u8>| if second.is_none_or(|second| second.is_ascii()) { 1 } else { 2 };
    misread_pairs(bytes, encoding_rs::GBK, |_, second| ('\u{fffd}', length(second)))
}

/// Reads bytes as GBK the way editors on Windows do: a question mark for both bytes, unless the second ends the line.
pub fn misread_with_question_marks(bytes: &[u8]) -> String {
    let length = |_, second| if matches!(second, None | Some(b'\n' | b'\r')) { 1 } else { 2 };
    misread_pairs(bytes, encoding_rs::GBK, |first, second| ('?', length(first, second)))
}

fn misread_pairs(
    mut bytes: &[u8],
    read_as: &'static encoding_rs::Encoding,
    lost: impl Fn(u8, Option<u8>) -> (char, usize),
) -> String {
    let mut out = String::new();
    while let [first, rest @ ..] = bytes {
        if first.is_ascii() {
            out.push(char::from(*first));
            bytes = rest;
            continue;
        }
        let pair = &bytes[..bytes.len().min(2)];
        let (text, failed) = read_as.decode_without_bom_handling(pair);
        let private = text.chars().any(|c| ('\u{e000}'..'\u{f900}').contains(&c));
        if failed || private || text.chars().count() != 1 || pair.len() < 2 {
            let (mark, length) = lost(*first, rest.first().copied());
            out.push(mark);
            bytes = &bytes[length..];
        } else {
            out.push_str(&text);
            bytes = &bytes[2..];
        }
    }
    out
}

/// Only what a charset can hold, so that the damage loses nothing else.
pub fn within(text: &str, encoding: &'static encoding_rs::Encoding) -> String {
    text.chars().filter(|c| !encoding.encode(c.encode_utf8(&mut [0; 4])).2).collect()
}

pub fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
        .collect()
}

pub fn hz(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c as u8);
        } else {
            let pair = encoding_rs::GBK.encode(c.encode_utf8(&mut [0; 4])).0.into_owned();
            out.extend([b'~', b'{', pair[0] & 0x7f, pair[1] & 0x7f, b'~', b'}']);
        }
    }
    out
}
