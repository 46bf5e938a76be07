//! What text a page shows.

use expect_test::{Expect, expect};
use intake::{Format, declared_charset, html, sniff};
use proptest::prelude::*;

/// The text of a page; its lines that are the page's own begin with `~`.
#[track_caller]
fn check(source: &str, expected: Expect) {
    let page = html(source);
    let line = |(index, line): (usize, &str)| {
        format!("{}{line}\n", if page.furniture.contains(&index) { "~" } else { "" })
    };
    expected.assert_eq(&page.text.lines().enumerate().map(line).collect::<String>());
}

#[test]
fn blocks_are_lines() {
    check(
        "<div>甲<p>乙<span>丙</span></p>丁<h2>戊</h2><ul><li>己<li>庚</ul></div>",
        expect![[r#"
            甲
            乙丙
            丁
            戊
            己
            庚
        "#]],
    );
    check(
        "甲<br>乙<br><br>丙",
        expect![[r#"
            甲
            乙

            丙
        "#]],
    );
    check(
        "<ol start=3><li>甲</li><li>乙</li></ol>",
        expect![[r#"
            3. 甲
            4. 乙
        "#]],
    );
    check(
        "<pre>甲\n  乙</pre>",
        expect![[r#"
            甲
            乙
        "#]],
    );
}

#[test]
fn white_space_is_as_it_is_shown() {
    check("<p>  甲\n  乙 丙\n</p>", expect![["甲乙 丙\n"]]);
    check("<p>a\nb</p>", expect![["a b\n"]]);
    check("<p>甲\u{3000}索&nbsp;引&emsp;号</p>", expect![["甲\u{3000}索\u{A0}引\u{2003}号\n"]]);
}

#[test]
fn what_is_not_shown_is_left_out() {
    check(
        "<title>题</title><style>p{}</style><script>if (a<b) '<p>码'</script><p>甲<!-- 注 --><noscript>无</noscript></p>",
        expect![["甲\n"]],
    );
    check("<div style='Display : none'>乙<div>丙</div>丁</div>甲", expect![["甲\n"]]);
    check("<p hidden>乙<p>甲", expect![["甲\n"]]);
    check("<select><option>乙</select><textarea><p>丙</textarea>甲", expect![["甲\n"]]);
}

#[test]
fn tables_of_data_are_rows() {
    check(
        "<table><tr><th>甲<th>乙<tr><td><p>丙</p><td>1<br>2</table>",
        expect![[r#"
            甲	乙
            丙	1 2
        "#]],
    );
    check(
        "<table><tr><td rowspan=2>甲<td colspan=2>乙<td>丙<tr><td>丁<td>戊<td>己</table>",
        expect![[r#"
            甲	乙		丙
            	丁	戊	己
        "#]],
    );
}

#[test]
fn tables_that_place_parts_are_those_parts() {
    check(
        "<table><tr><td><table><tr><td>文号<td>甲函1号</table><p>正文</p></td></tr></table>",
        expect![[r#"
            文号	甲函1号
            正文
        "#]],
    );
    let long = "长".repeat(300);
    let page = html(&format!("<table><tr><td>侧栏<td><p>{long}</p><p>乙</p></table>"));
    assert_eq!(page.text, format!("侧栏\n{long}\n乙\n"));
}

#[test]
fn menus_are_the_pages_own() {
    check(
        "<nav>甲</nav><p>正文<p><a href=x>附件1</a><ul><li><a href=1>乙</a> 2020-01-02<li><a href=2>丙</a><li><a href=3>丁</a></ul>",
        expect![[r#"
            ~甲
            正文
            附件1
            ~乙 2020-01-02
            ~丙
            ~丁
        "#]],
    );
    check(
        "<a href=1>首页</a> | <a href=2>政务公开</a> | <a href=3>互动</a><p>见<a href=4>通知</a>",
        expect![[r#"
            ~首页 | 政务公开 | 互动
            见通知
        "#]],
    );
}

#[test]
fn damaged_markup_hides_little() {
    check(
        "<p title=\"甲>乙</p><p class=\"c\">丙</p>",
        expect![[r#"
        乙
        丙
    "#]],
    );
    check(
        "甲<!-- 乙<p>丙",
        expect![[r#"
            甲 乙
            丙
        "#]],
    );
    check("甲 < 乙 <5 &lt;p&gt; <p", expect![["甲 < 乙 <5 <p>\n"]]);
}

#[test]
fn pages_are_known_by_how_they_begin() {
    let begins = |text: &str| sniff(text.as_bytes()) == Format::Html;
    for page in [
        "<!DOCTYPE html>",
        "\u{feff} \n<html lang=zh>",
        "<!-- saved -->\n<div class=a>",
        "<?xml version='1.0'?><html>",
        "<p>甲",
        "<TABLE>",
    ] {
        assert!(begins(page), "{page}");
    }
    for text in ["<!--EndFragment-->\n关于", "<甲>乙", "关于<br>甲", "<pathology>", "<", "<p"] {
        assert!(!begins(text), "{text}");
    }
    let utf16: Vec<u8> = "\u{feff}<html>甲".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(sniff(&utf16), Format::Html);
}

#[test]
fn charsets_are_declared_in_several_ways() {
    let declared = |page: &'static str| declared_charset(page.as_bytes());
    assert_eq!(declared("<head><META CHARSET='GBK'>"), Some("GBK"));
    assert_eq!(
        declared("<meta content=\"text/html; charset = gb2312\" http-equiv=Content-Type>"),
        Some("gb2312")
    );
    assert_eq!(declared("<?xml version=\"1.0\" encoding=\"Big5\"?><html>"), Some("Big5"));
    assert_eq!(declared("<p>charset=gbk</p>"), None);
}

proptest! {
    #[test]
    fn any_markup_is_read(pieces in prop::collection::vec(prop::sample::select(&[
        "<table>", "</table>", "<tr>", "<td>", "<td rowspan=9 colspan=9>", "</td>", "<p>", "</p>", "<p hidden>", "<div style=display:none>", "</div>", "<a href=1>",
        "</a>", "<nav>", "</nav>", "<ol>", "</ol>", "<li>", "<br>", "<pre>", "</pre>", "<!--", "-->", "<script>", "</script>", "<x y=\"", "\"", "='", ">", "<", "&", "&#", "&nbsp;", "甲", " ", "\n",
    ][..]), 0..60)) {
        let page = html(&pieces.concat());
        prop_assert!(page.furniture.is_sorted());
        prop_assert!(page.furniture.last().is_none_or(|&last| last < page.text.lines().count()));
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        html(&text);
    }
}
