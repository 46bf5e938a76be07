#![no_main]
//! Reading any text gives blocks that are in order and cover it. `crates/reply/tests/layout_properties.rs` asserts more.

libfuzzer_sys::fuzz_target!(|text: &str| {
    let document = reply::read(text, &[]);
    let mut at = 0;
    for block in &document.blocks {
        assert!(text[at..block.span.start].trim().is_empty(), "text is lost before {block:?}");
        at = block.span.end;
    }
    assert!(text[at..].trim().is_empty(), "text is lost at the end");
});
