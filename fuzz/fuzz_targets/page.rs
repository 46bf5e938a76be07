#![no_main]
//! Any bytes are something, and any text is read as a page whose own lines are lines of it.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    intake::sniff(bytes);
    intake::declared_charset(bytes);
    let page = intake::html(&String::from_utf8_lossy(bytes));
    let lines = page.text.lines().count();
    assert!(page.furniture.is_sorted() && page.furniture.iter().all(|&line| line < lines));
});
