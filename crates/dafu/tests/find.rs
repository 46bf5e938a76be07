//! What counts as the same when words are looked for.

use dafu::{Finder, Place, Searchable};
use expect_test::{Expect, expect};
use proptest::prelude::*;

/// The text with what was found in brackets.
#[track_caller]
fn check(words: &str, text: &str, expect: Expect) {
    let mut shown = String::new();
    let mut at = 0;
    for place in Finder::new(words).expect("there are words").find(text) {
        shown.extend([&text[at..place.start], "⟦", &text[place.clone()], "⟧"]);
        at = place.end;
    }
    shown.push_str(&text[at..]);
    expect.assert_eq(&shown);
}

#[test]
fn width_makes_no_difference() {
    check(
        "A类(2023)12%",
        "Ａ类（２０２３）１２％，A类(2023)12%",
        expect!["⟦Ａ类（２０２３）１２％⟧，⟦A类(2023)12%⟧"],
    );
    check("，：；", ",:; ，：； ︐︰︔", expect!["⟦,:;⟧ ⟦，：；⟧ ⟦︐︰︔⟧"]);
    check("「甲」、乙。", "｢甲｣､乙｡", expect!["⟦｢甲｣､乙｡⟧"]);
}

#[test]
fn spaces_inside_make_no_difference() {
    check("索引号", "索 引　号：1", expect!["⟦索 引　号⟧：1"]);
    check(" 答 复 ", "关于提案的答    复", expect!["关于提案的⟦答    复⟧"]);
    check("4826.5万", "接待 4826. 5 万人次", expect!["接待 ⟦4826. 5 万⟧人次"]);
}

#[test]
fn words_run_over_line_ends() {
    check("乡村旅游", "发展乡村\n旅游；乡\u{200B}村旅游", expect!["发展⟦乡村\n旅游⟧；⟦乡\u{200B}村旅游⟧"]);
}

#[test]
fn zeros_are_one() {
    check(
        "二零二三年",
        "二〇二三年、二零二三年、二○二三年",
        expect!["⟦二〇二三年⟧、⟦二零二三年⟧、⟦二○二三年⟧"],
    );
}

#[test]
fn traditional_and_simplified_are_one_where_that_is_safe() {
    check("关于提案的答复", "關於提案的答復", expect!["⟦關於提案的答復⟧"]);
    check("農業產業發展", "农业产业发展", expect!["⟦农业产业发展⟧"]);
    // Simplified text has 著 and 乾 too, as other characters than 着 and 干.
    check("着名", "著名", expect!["著名"]);
    check("干坤", "乾坤", expect!["乾坤"]);
}

#[test]
fn case_makes_no_difference() {
    check("gdp", "GDP、Gdp、ｇｄｐ", expect!["⟦GDP⟧、⟦Gdp⟧、⟦ｇｄｐ⟧"]);
}

#[test]
fn matches_do_not_lie_over_one_another() {
    check("甲甲", "甲甲甲甲甲", expect!["⟦甲甲⟧⟦甲甲⟧甲"]);
    check("甲乙甲丙", "甲乙甲乙甲丙", expect!["甲乙⟦甲乙甲丙⟧"]);
}

#[test]
fn nothing_is_found_by_nothing() {
    assert!(Finder::new(" \u{3000}\u{200B}\n").is_none());
}

/// A text in its normal form, one character at a time: what a finder of a single character finds is that character.
fn normal(text: &str) -> Vec<char> {
    let pieces = text.char_indices().map(|(at, c)| &text[at..at + c.len_utf8()]);
    pieces.filter(|piece| Finder::new(piece).is_some()).flat_map(str::chars).collect()
}

fn same(a: char, b: char) -> bool {
    let finder = Finder::new(a.encode_utf8(&mut [0; 4])).expect("it is no space");
    finder.find(b.encode_utf8(&mut [0; 4])).next().is_some()
}

const ALPHABET: &str = "甲乙〇零○１1 　,，\nGgＧ復复关關\u{FFFD}å\u{200B}";

fn text(length: usize) -> impl Strategy<Value = String> {
    let characters: Vec<char> = ALPHABET.chars().collect();
    prop::collection::vec(prop::sample::select(characters), 0..length).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn what_is_found_is_what_was_looked_for(words in text(4), text in text(60)) {
        let Some(finder) = Finder::new(&words) else { return Ok(()) };
        let mut before = 0;
        for place in finder.find(&text) {
            prop_assert!(before <= place.start && place.start < place.end);
            before = place.end;
            let found = text.get(place).expect("it begins and ends between characters");
            let (found, words) = (normal(found), normal(&words));
            prop_assert_eq!(found.len(), words.len());
            prop_assert!(found.iter().zip(&words).all(|(&a, &b)| same(a, b)));
        }
    }

    #[test]
    fn what_is_there_is_found(before in text(20), words in text(6), after in text(20)) {
        if let Some(finder) = Finder::new(&words) {
            let found = finder.find(&format!("{before}{words}{after}")).count();
            prop_assert!(found >= 1);
        }
    }
}

/// Pieces of a text, each with where it begins.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    text.split_inclusive('，')
        .map(|piece| (piece.as_ptr() as usize - text.as_ptr() as usize, piece))
        .collect()
}

fn code_points(text: &str) -> u32 {
    text.chars().count() as u32
}

proptest! {
    #[test]
    fn a_text_folded_once_gives_what_each_piece_does(words in text(4), text in text(400)) {
        let Some(finder) = Finder::new(&words) else { return Ok(()) };
        let mut searchable = Searchable::default();
        let mut expected = Vec::new();
        for (start, piece) in pieces(&text) {
            searchable.push(piece, start, code_points(&text[..start]));
            expected.extend(finder.find(piece).map(|place| start + place.start..start + place.end));
        }
        let places: Vec<Place> = searchable.find(&finder).map(|hit| searchable.place(&text, hit)).collect();
        let bytes: Vec<_> = places.iter().map(|place| place.bytes.clone()).collect();
        prop_assert_eq!(bytes, expected);
        for Place { bytes, code_points: found } in places {
            prop_assert_eq!(found, code_points(&text[..bytes.start])..code_points(&text[..bytes.end]));
        }
    }

    #[test]
    fn hits_lie_behind_a_place_as_their_characters_do(text in text(400), at in 0..400u32) {
        let finder = Finder::new("甲").expect("there are words");
        let mut searchable = Searchable::default();
        for (start, piece) in pieces(&text) {
            searchable.push(piece, start, code_points(&text[..start]));
        }
        let normal = searchable.normal_at(&text, at);
        for hit in searchable.find(&finder) {
            prop_assert_eq!(normal <= hit.start, at <= searchable.place(&text, hit).code_points.start);
        }
    }
}
