//! How far does a number go: its range, its ratio, its sign, and what qualifies it?

use super::super::lexicon::{AFTER, BEFORE};
use super::super::words::{List, list};
use super::super::{Name, Qualifier};
use super::time::clock;
use super::{Kind, Mark, Quantity, Scanner, Special, floor, floor_back, is_digit, near};
use crate::Span;
use crate::notation::is_one_of;
use crate::numeral::{self, Decimal, Form, Numeral};
use crate::unit;

impl<'a> Scanner<'a, '_> {
    /// 翻番, 翻一番, 翻了两番.
    pub(super) fn doubling(&mut self) {
        let rest = self.rest();
        let after = rest["翻".len()..].trim_start_matches('了');
        let head = rest.len() - after.len();
        let (times, len) = match numeral::read(after) {
            _ if after.starts_with('番') => (1.0, head),
            Some(n) if after[n.len..].starts_with('番') => (n.value.to_f64(), head + n.len),
            _ => {
                self.at += "翻".len();
                return;
            }
        };
        let value = Decimal::new(2f64.powf(times.min(20.0)).round() as u64, 0);
        let plain = Quantity::new(value, self.names.shared("倍"), unit::find("倍"), self.at);
        self.finish(Quantity { special: Special::Doubles, ..plain }, len + "番".len());
    }

    /// 持平.
    pub(super) fn flat(&mut self, len: usize) {
        let plain = Quantity::new(Decimal::default(), Name::default(), unit::find("%"), self.at);
        self.push(len, Kind::Quantity(Quantity { special: Special::Flat, ..plain }));
    }

    /// Marks the number that begins here, or passes over it where it is no figure.
    pub(super) fn number(&mut self) {
        let rest = self.rest();
        let Some(numeral) = numeral::read(rest) else {
            // 几十, 数百 and runs of digits that are no number: passed over as a whole, so that no part of them counts.
            let digit = |c: char| is_digit(c) || numeral::chinese_digit(c).is_some();
            // 队伍28支: the number begins behind it.
            let digits = rest.starts_with(digit) && !rest.starts_with(['伍', '陆']);
            let run = rest.char_indices().find(|&(at, c)| {
                at > 0 && !(digits && digit(c)) && !matches!(c, '十' | '百' | '千' | '万' | '亿')
            });
            self.at += run.map_or(rest.len(), |(at, _)| at);
            return;
        };
        if let Some(len) = clock(self.before(), rest, &numeral) {
            self.at += len;
            return;
        }
        let glued = self.is_glued(&numeral);
        let Some((mut quantity, mut len)) = (!glued).then(|| self.quantity(&numeral)).flatten() else {
            self.skip_number(numeral.len);
            return;
        };
        // 5%—8%, 10至20万
        if let Some((upper, end)) = self.upper_end(&quantity, len) {
            quantity.upper = Some(upper.value);
            quantity.power = upper.power;
            quantity.unit = upper.unit;
            quantity.found = upper.found;
            quantity.qualifier = Qualifier::Range;
            quantity.weak = false;
            len = end;
        } else if quantity.found.is_none()
            && let Some((value, end)) = self.ratio(&numeral)
        {
            quantity.value = value;
            quantity.special = Special::Ratio;
            len = end;
        }
        quantity.negative = self.is_negative();
        self.finish(quantity, len);
    }

    /// Whether a number hangs on what stands before it: 连续3年, A12, a formula.
    fn is_glued(&self, numeral: &Numeral) -> bool {
        let before = self.before();
        let previous = before.chars().next_back();
        let ratio = before.strip_suffix(['：', ':', '∶']);
        before.ends_with("连续")
            || ratio.is_some_and(|ratio| ratio.ends_with(|c: char| c.is_ascii_digit()))
            || previous
                .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '第' | '每' | '_' | '#'))
            || previous.is_some_and(is_minus) && !numeral.chinese && !self.is_negative()
            // 办结件数/受理件数×100%: a formula.
            || previous.is_some_and(|c| matches!(c, '×' | '*' | '✕' | '÷'))
    }

    /// Whether the number here has a minus sign, not a dash or a hyphen of a name, before it: 为-2.55‰.
    fn is_negative(&self) -> bool {
        let before = self.before();
        let Some(sign) = before.chars().next_back().filter(|&c| is_minus(c)) else { return false };
        before[..before.len() - sign.len_utf8()].chars().next_back().is_some_and(|c| {
            matches!(c, '、' | '，' | ',' | '（' | '(' | '：') || is_one_of(c, "为和是达率至到由从及于")
        })
    }

    /// Passes over a number that is none of ours, with the letters that hang on it (5G, 3.0版).
    fn skip_number(&mut self, len: usize) {
        let rest = &self.rest()[len..];
        let tail = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(rest.len());
        self.at += len + tail;
    }

    /// Looks at what stands before and after a quantity, and marks it.
    fn finish(&mut self, mut quantity: Quantity, mut len: usize) {
        let rest = &self.rest()[len..];
        let mut start = self.at;
        let window = &self.text[floor_back(self.text, self.start, self.at, 15)..self.at];
        let trimmed = window.trim_end();
        let before = BEFORE
            .suffix(trimmed)
            .filter(|(word, _)| !is_part_of_word(&trimmed[..trimmed.len() - word.len()], word));
        if let Some((word, qualifier)) = before {
            if quantity.qualifier != Qualifier::Range {
                quantity.qualifier = qualifier;
            }
            start -= window.len() - trimmed.len() + word.len();
        } else if trimmed.ends_with('上')
            && quantity.qualifier == Qualifier::Exact
            && self.rest().starts_with(['百', '千', '万', '亿'])
        {
            quantity.qualifier = Qualifier::Over;
            start -= window.len() - trimmed.len() + "上".len();
        } else if quantity.negative {
            start -= trimmed.chars().next_back().map_or(0, char::len_utf8);
        }
        if let Some((word, qualifier)) = AFTER.prefix(rest)
            && !(qualifier == Qualifier::Over
                && rest[word.len()..]
                    .starts_with(|c: char| !matches!(c, '，' | '。' | '；' | '、' | ',' | '）')))
        {
            if quantity.qualifier != Qualifier::Range {
                quantity.qualifier = qualifier;
            }
            len += word.len();
        }
        let steps = || list!["台阶"].is_in(&rest[..floor(rest, 24)]) && list!["台阶"].is_in(near(rest, 6));
        if quantity.qualifier == Qualifier::Exact && steps() {
            quantity.qualifier = Qualifier::Over;
        }
        // A qualifier may take the text of a mark before it (超过 after a time); it never does in practice, but spans must not cross.
        start = start.max(self.marks.last().map_or(self.start, |mark| mark.span.end));
        let span = Span::new(start, self.at + len);
        self.at += len;
        let kind = if quantity.found.is_some() || quantity.special == Special::Ratio {
            Kind::Quantity(quantity)
        } else {
            Kind::Bare(quantity)
        };
        self.marks.push(Mark { span, kind });
    }

    /// The upper end of a range that `lower` begins, where `lower` takes `len` bytes.
    fn upper_end(&mut self, lower: &Quantity, len: usize) -> Option<(Quantity, usize)> {
        let rest = self.rest();
        const DASHES: List = List::new(&["——", "—", "–", "-", "－", "~", "～", "至", "到", "─"]);
        let dash = DASHES.prefix(&rest[len..])?;
        let before = self.before();
        // 由18℃到20℃ is a change, 从5至8 too.
        if matches!(dash, "至" | "到") && before.ends_with(['由', '从']) {
            return None;
        }
        let at = len + dash.len();
        let numeral = numeral::read(&rest[at..])
            .filter(|n| n.upper.is_none() && n.chinese == lower_is_chinese(rest))?;
        self.at += at;
        let ahead = self.quantity(&numeral);
        self.at -= at;
        let (upper, taken) = ahead
            .filter(|(upper, _)| upper.found.is_some() || lower.unit != "%")
            // 百分之八至九
            .or_else(|| {
                let percent = lower.unit == "%" && numeral.chinese && numeral.form == Form::Plain;
                percent.then(|| (Quantity { value: numeral.value, ..lower.clone() }, numeral.len))
            })?;
        let same = match lower.found {
            None => upper.found.is_some(),
            Some(found) => upper.found.is_some_and(|other| other.unit == found.unit),
        };
        let scaled = |q: &Quantity| q.value.shifted(q.power as i8).to_f64();
        // 5—8万: the multiplier serves both.
        let grows = if lower.power == 0 && lower.found.is_none() {
            lower.value.to_f64() < upper.value.to_f64()
        } else {
            lower.power == upper.power && scaled(lower) < scaled(&upper)
        };
        (same && grows).then_some((upper, at + taken))
    }

    /// 1：1 as the number it is, where a numeral stands on both sides of a colon and no third follows.
    fn ratio(&self, numeral: &Numeral) -> Option<(Decimal, usize)> {
        let rest = &self.rest()[numeral.len..];
        let after = rest.strip_prefix(['：', ':', '∶', '比'])?;
        let below = numeral::read(after).filter(|n| n.form == Form::Plain && n.power == 0)?;
        let beyond = &after[below.len..];
        let window = &self.text[floor_back(self.text, self.start, self.at, 30)..self.at];
        if beyond.starts_with(|c: char| matches!(c, '：' | ':' | '∶' | '分' | '开') || c.is_ascii_digit())
            || !window.contains('比')
        {
            return None;
        }
        let value = numeral.value.to_f64() / below.value.to_f64();
        let exact = Decimal::new((value * 1e4).round() as u64, -4);
        (value.is_finite() && value < 1e6)
            .then_some((exact, numeral.len + rest.len() - after.len() + below.len))
    }
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−' | '﹣')
}

fn lower_is_chinese(rest: &str) -> bool {
    rest.starts_with(|c: char| !is_digit(c))
}

/// Whether a qualifier is the end of another word: 最近, 附近, 高超.
fn is_part_of_word(before: &str, word: &str) -> bool {
    let previous = before.chars().next_back();
    match word {
        "近" => previous.is_some_and(|c| matches!(c, '最' | '附' | '邻' | '靠' | '就')),
        "超" => previous.is_some_and(|c| matches!(c, '高' | '赶' | '反' | '浙' | '彩' | 'B')),
        "约" => previous
            .is_some_and(|c| matches!(c, '节' | '集' | '签' | '契' | '公' | '合' | '制' | '预' | '履')),
        "低于" | "高于" | "大于" | "小于" | "少于" | "多于" => false,
        _ => false,
    }
}
