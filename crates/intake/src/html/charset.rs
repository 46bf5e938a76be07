//! The charset that a page declares.

use memchr::memmem;

/// How much of a page is searched for it.
const SEARCHED: usize = 4096;

/// The label of the charset that a `<meta>` of the page declares, as written: `gb2312` in `<meta charset=gb2312>` and in
/// `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`, or the encoding of an XML declaration.
///
/// ```
/// assert_eq!(intake::declared_charset(b"<meta charset=\"gb2312\"><p>"), Some("gb2312"));
/// ```
pub fn declared_charset(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(SEARCHED)];
    let within = |tag: &[u8], name: &[u8]| {
        let starts = memmem::find_iter(head, b"<").filter(|&at| begins(&head[at + 1..], tag));
        let mut tags = starts.map(|at| head[at..].split(|&byte| byte == b'>').next().unwrap_or_default());
        tags.find_map(|tag| label_behind(tag, name))
    };
    within(b"meta", b"charset").or_else(|| within(b"?xml", b"encoding"))
}

fn begins(text: &[u8], word: &[u8]) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// The label in `tag` behind `name`, `=` and perhaps a quote.
fn label_behind<'b>(tag: &'b [u8], name: &[u8]) -> Option<&'b str> {
    (0..tag.len()).filter(|&at| begins(&tag[at..], name)).find_map(|at| {
        let value = tag[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
        let len = value.iter().take_while(|byte| belongs(byte)).count();
        std::str::from_utf8(&value[..len]).ok().filter(|label| !label.is_empty())
    })
}
