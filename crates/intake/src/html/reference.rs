//! Character references: `&nbsp;`, `&#20851;`, `&#x5173;`.

use std::borrow::Cow;

/// U+00A0 to U+00FF in order: mojibake that was saved as HTML is written with them.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
    para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml \
    Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc \
    atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
    ugrave uacute ucirc uuml yacute thorn yuml";

/// The others of HTML 4 that Chinese text and Windows-1252 use.
const OTHERS: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("bull", '•'),
    ("hellip", '…'),
    ("permil", '‰'),
    ("prime", '′'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("euro", '€'),
    ("trade", '™'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("rarr", '→'),
    ("darr", '↓'),
    ("minus", '−'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("asymp", '≈'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("fnof", 'ƒ'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("loz", '◊'),
    ("radic", '√'),
    ("infin", '∞'),
    ("alpha", 'α'),
    ("beta", 'β'),
    ("mu", 'μ'),
    ("Omega", 'Ω'),
];

/// What the numbers 128 to 159 mean: the characters that Windows-1252 has there (HTML Standard 13.2.5.80).
const WINDOWS_1252: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
];

/// `text` with its character references resolved.
pub(super) fn resolve(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut resolved = String::with_capacity(text.len());
    resolved.push_str(&text[..first]);
    let mut rest = &text[first..];
    while !rest.is_empty() {
        let (c, len) = reference(rest).unwrap_or(('&', 1));
        resolved.push(c);
        rest = &rest[len..];
        let plain = rest.find('&').unwrap_or(rest.len());
        resolved.push_str(&rest[..plain]);
        rest = &rest[plain..];
    }
    Cow::Owned(resolved)
}

/// The reference that `text` begins with, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let (c, len) = match body.strip_prefix('#') {
        Some(number) => numeric(number).map(|(c, len)| (c, len + 1))?,
        None => named(body)?,
    };
    let len = 1 + len;
    Some((c, len + usize::from(text[len..].starts_with(';'))))
}

fn numeric(body: &str) -> Option<(char, usize)> {
    let digits = body.strip_prefix(['x', 'X']).unwrap_or(body);
    let radix = if digits.len() < body.len() { 16 } else { 10 };
    let len = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    if len == 0 {
        return None;
    }
    let code = u32::from_str_radix(&digits[..len], radix).unwrap_or(u32::MAX);
    let c = match code {
        0x80..=0x9F => char::from_u32(WINDOWS_1252[code as usize - 0x80].into()),
        0 => None,
        code => char::from_u32(code),
    };
    Some((c.unwrap_or(char::REPLACEMENT_CHARACTER), body.len() - digits.len() + len))
}

fn named(body: &str) -> Option<(char, usize)> {
    let len = body.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let name = &body[..len];
    let latin = || {
        let at = LATIN.split_whitespace().position(|latin| latin == name)?;
        char::from_u32(0xA0 + at as u32)
    };
    OTHERS.iter().find(|(other, _)| *other == name).map(|&(_, c)| c).or_else(latin).map(|c| (c, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(resolve(text), expected);
    }

    #[test]
    fn references() {
        check("甲&nbsp;乙&ldquo;丙&rdquo;", "甲\u{A0}乙“丙”");
        check("&#20851;&#x5173;&#X5173", "关关关");
        check("&aring;&#133;&sup3;", "å…³");
        check("&yuml;&nbsp", "ÿ\u{A0}");
    }

    #[test]
    fn what_is_none_stays() {
        check("A&B", "A&B");
        check("&", "&");
        check("&&amp;&", "&&&");
        check("&unknown;", "&unknown;");
        check("&#;", "&#;");
        check("&#1114112;&#0;", "\u{FFFD}\u{FFFD}");
    }
}
