//! Packs the tables of GB18030 and Big5 for `src/double_byte.rs`.
//!
//! They are those of the WHATWG Encoding Standard, read off its implementation in encoding_rs. That crate itself would
//! bring the tables of the Japanese and Korean charsets along, since it links all of its decoders or none.
#![allow(missing_docs, clippy::unwrap_used)]

use encoding_rs::{BIG5, Encoding, GB18030};
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var_os("OUT_DIR").unwrap();
    let write = |name: &str, table: Vec<u8>| fs::write(Path::new(&out).join(name), table).unwrap();
    write("gb18030.bin", differences(pairs(GB18030)));
    write("gb18030-ranges.bin", ranges());
    write("big5.bin", differences(pairs(BIG5)));
}

/// The character of each pair of a lead byte 81 to FE and a second byte 40 to 7E or 80 to FE, where there is just one.
fn pairs(encoding: &'static Encoding) -> impl Iterator<Item = Option<char>> {
    let seconds = || (0x40..=0x7e).chain(0x80..=0xfe);
    (0x81..=0xfe).flat_map(move |lead| seconds().map(move |second| only(encoding, &[lead, second])))
}

/// Where a run of four-byte codes of the basic plane begins: its number and its character, each as the difference from
/// that of the run before.
fn ranges() -> Vec<u8> {
    let code = |number: u32| {
        let digit = |number: u32| b'0' + (number % 10) as u8;
        let high = |number: u32| 0x81 + (number % 126) as u8;
        [high(number / 12_600), digit(number / 1260), high(number / 10), digit(number)]
    };
    let mut out = Vec::new();
    let (mut last, mut run) = (0, (0, 0));
    for number in 0..39_420 {
        let c = only(GB18030, &code(number)).map_or(0, u32::from);
        if c != last + 1 || number == 0 {
            push(&mut out, number - run.0);
            push(&mut out, zigzag(c, run.1));
            run = (number, c);
        }
        last = c;
    }
    out
}

fn only(encoding: &'static Encoding, bytes: &[u8]) -> Option<char> {
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    let mut chars = text.chars();
    chars.next().filter(|_| !failed && chars.next().is_none())
}

/// Many characters stand right after the one before, so one more than the difference from that is packed, and 0 for none.
fn differences(chars: impl Iterator<Item = Option<char>>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut expected = 0;
    for c in chars {
        push(&mut out, c.map_or(0, |c| 1 + zigzag(c.into(), expected)));
        expected = c.map_or(expected, |c| u32::from(c) + 1);
    }
    out
}

fn zigzag(value: u32, expected: u32) -> u32 {
    let difference = value as i32 - expected as i32;
    (difference << 1 ^ difference >> 31) as u32
}

/// In base 128, low part first.
fn push(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
