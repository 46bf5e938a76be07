//! From characters to marks: figures, ranks, times and punctuation, each where it stands.

use super::document::Names;
use super::lexicon::{AFTER, BEFORE, ENUMERATIONS};
use super::words::{List, list};
use super::{Name, Qualifier};
use crate::Span;
use crate::notation::{is_one_of, is_word};
use crate::numeral::{self, Decimal, Form, Numeral};
use crate::period::{self, Time};
use crate::unit::{self, Dimension};

/// Something in a paragraph that the grammar turns on; what lies between marks is plain text.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A number with its unit and its qualifiers.
    Quantity(Quantity),
    /// A number with no unit of its own; a neighbour in its list may lend one.
    Bare(Quantity),
    /// A place in an order: 第三位, 首位, 前十.
    Rank(Rank),
    /// An expression of time.
    Time(Time),
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// 。！？
    Stop,
    /// ：
    Colon,
    /// （ with the index of the mark that closes it.
    Open(usize),
    /// ）
    Close,
}

/// A number as written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    pub(super) value: Decimal,
    pub(super) upper: Option<Decimal>,
    /// Power of ten of the multiplier that is a part of the unit.
    pub(super) power: u8,
    /// The unit as it goes on the wire, with its multiplier.
    pub(super) unit: Name,
    /// The unit of the inventory; `None` for a bare number.
    pub(super) found: Option<unit::Found>,
    pub(super) qualifier: Qualifier,
    pub(super) special: Special,
    /// Where the numeral itself begins, after its qualifiers.
    pub(super) numeral: usize,
    /// A Chinese numeral of one digit before a classifier counts only in company (四个).
    pub(super) weak: bool,
    /// Whether a minus sign stands before it.
    pub(super) negative: bool,
}

/// What is special about a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Special {
    /// Nothing.
    Plain,
    /// 翻一番.
    Doubles,
    /// 持平.
    Flat,
    /// 1：1.
    Ratio,
}

/// A place in an order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rank {
    pub(super) place: f64,
    /// 前三: this place or a better one.
    pub(super) at_most: bool,
    /// Whether 位 or 名 makes it unmistakable.
    pub(super) sure: bool,
}

impl Quantity {
    /// What its unit measures.
    pub(super) fn dimension(&self) -> Option<Dimension> {
        self.found.map(|found| found.unit.dimension)
    }
}

/// How far back a qualifier is looked for, and how far on a closing quotation mark.
const QUOTE_LIMIT: usize = 60;

/// The characters that marks can begin with, a bit each: everything else is passed over at once.
static STARTS: [u64; 1024] = {
    let mut bits = [0; 1024];
    let mut code = 0;
    while code < 0x10000 {
        if let Some(c) = char::from_u32(code)
            && may_begin(c)
        {
            bits[code as usize / 64] |= 1 << (code % 64);
        }
        // Nothing begins with a character between the punctuation, the Han and the full-width forms.
        code = match code {
            0x3100 => 0x4E00,
            0x9FFF => 0xFF00,
            _ => code + 1,
        };
    }
    bits
};

const fn may_begin(c: char) -> bool {
    c.is_ascii()
        || period::may_begin(c)
        || numeral::may_begin(c)
        || matches!(
            c,
            '，' | '；'
                | '。'
                | '！'
                | '？'
                | '：'
                | '（'
                | '）'
                | '“'
                | '《'
                | '〔'
                | '〕'
                | '【'
                | '】'
                | '第'
                | '首'
                | '榜'
                | '之'
                | '前'
                | '翻'
                | '持'
        )
}

/// The marks of `text[within]`, in order, in the room of `marks`; their units are kept once, in `names`.
pub(super) fn scan(text: &str, within: Span, mut marks: Vec<Mark>, names: &mut Names) -> Vec<Mark> {
    marks.clear();
    let Span { start, end } = within;
    let mut scanner = Scanner { text, end, start, at: start, marks, opened: Vec::new(), names };
    while scanner.at < scanner.end {
        let next = scanner.rest().char_indices().find(|&(_, c)| {
            let code = c as usize;
            code < 0x10000 && STARTS[code / 64] >> (code % 64) & 1 == 1
        });
        let Some((plain, _)) = next else { break };
        scanner.at += plain;
        scanner.step();
    }
    let mut marks = scanner.marks;
    lend_units(text, &mut marks, names);
    marks
}

struct Scanner<'a, 'n> {
    text: &'a str,
    start: usize,
    end: usize,
    at: usize,
    marks: Vec<Mark>,
    opened: Vec<usize>,
    names: &'n mut Names,
}

impl<'a> Scanner<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    fn before(&self) -> &'a str {
        &self.text[self.start..self.at]
    }

    fn push(&mut self, len: usize, kind: Kind) {
        self.marks.push(Mark { span: Span::new(self.at, self.at + len), kind });
        self.at += len;
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else {
            self.at = self.end;
            return;
        };
        let len = c.len_utf8();
        match c {
            '，' | ',' => self.push(len, Kind::Comma),
            '；' | ';' => self.push(len, Kind::Semicolon),
            '。' | '！' | '？' | '!' | '?' | '\n' => self.push(len, Kind::Stop),
            // 17.1：41.9：41.0 is one expression.
            '：' | ':' if self.before().ends_with(is_digit) && rest[len..].starts_with(is_digit) => {
                self.at += len
            }
            '：' | ':' => self.push(len, Kind::Colon),
            '（' | '(' | '[' | '〔' | '【' => {
                self.opened.push(self.marks.len());
                self.push(len, Kind::Open(usize::MAX));
            }
            '）' | ')' | ']' | '〕' | '】' => {
                if let Some(open) = self.opened.pop() {
                    self.marks[open].kind = Kind::Open(self.marks.len());
                    self.push(len, Kind::Close);
                } else {
                    self.at += len;
                }
            }
            '《' => self.skip_name('》', 4 * QUOTE_LIMIT),
            _ if self.time() => {}
            '“' => self.skip_name('”', QUOTE_LIMIT),
            '第' | '首' | '榜' | '前' | '之' => self.rank(),
            '翻' => self.doubling(),
            // 保持平稳, 支持平台: other words.
            '持' if rest.starts_with("持平")
                && !rest["持平".len()..].starts_with(['的', '稳', '衡', '台', '等', '安', '均', '缓'])
                && !self.text[..self.at].ends_with(['支', '扶']) =>
            {
                self.flat("持平".len())
            }
            _ if numeral::may_begin(c) => self.number(),
            _ if c.is_ascii_alphabetic() => {
                self.at += rest
                    .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
                    .unwrap_or(rest.len());
            }
            _ => self.at += len,
        }
    }

    /// A name in marks: figures inside it count nothing. A long quotation is prose again.
    fn skip_name(&mut self, close: char, limit: usize) {
        let rest = self.rest();
        let window = floor(rest, limit);
        self.at += match rest[..window].find(close) {
            Some(end) => end + close.len_utf8(),
            None => rest.chars().next().map_or(1, char::len_utf8),
        };
    }

    fn time(&mut self) -> bool {
        let rest = self.rest();
        let c = rest.chars().next().unwrap_or_default();
        if !(period::may_begin(c) && (period::is_plausible(rest) || rest.starts_with("20"))) {
            return false;
        }
        // 提高到2025年 is said of the value, not of the time; 第二季度 is no 二季度.
        let before = self.before().chars().next_back();
        if before.is_some_and(|b| {
            matches!(
                (c, b),
                (
                    '到' | '至',
                    '加' | '高'
                        | '低'
                        | '升'
                        | '降'
                        | '增'
                        | '长'
                        | '少'
                        | '大'
                        | '展'
                        | '达'
                        | '得'
                        | '及'
                        | '直'
                        | '以'
                        | '乃'
                        | '甚'
                        | '做'
                        | '找'
                        | '看'
                        | '收'
                        | '受'
                        | '感'
                        | '复'
                )
            ) || matches!(b, '第' | '.' | '．') && numeral::may_begin(c)
                || (c.is_ascii_digit() || ('０'..='９').contains(&c))
                    && (b.is_ascii_alphanumeric() || matches!(b, '-' | '—'))
                || c == '前' && matches!(b, '以' | '之' | '目' | '当' | '提' | '学' | '空')
                || c == '年' && (b.is_ascii_digit() || matches!(b, '多' | '青' | '中' | '老' | '近' | '少'))
                || c == '国' && b == '中'
                || c == '中' && matches!(b, '集' | '其' | '高' | '初' | '空')
                || c == '全' && b == '安'
                || c == '同' && matches!(b, '合' | '协' | '共')
                || c == '今' && matches!(b, '如' | '当')
        }) {
            return false;
        }
        let Some(time) = period::read(rest) else {
            return self.bare_year();
        };
        // “五年规划”: part of a name. 6月龄, 3年期: of a length.
        let after = &rest[time.len..];
        const NAMES: List = List::new(&["规划", "行动计划", "行动方案", "期", "龄", "级", "制", "国债"]);
        if NAMES.begins(after) && !after.starts_with("期间") {
            self.at += time.len;
            return true;
        }
        self.push(time.len, Kind::Time(time));
        true
    }

    /// 2019完成产值: a year that lost its 年, at the beginning of a clause.
    fn bare_year(&mut self) -> bool {
        let rest = self.rest();
        if !rest.starts_with("20") {
            return false;
        }
        let opens = self
            .marks
            .last()
            .is_none_or(|mark| mark.span.end == self.at && !matches!(mark.kind, Kind::Quantity(_)))
            && (self.before().is_empty() || self.marks.last().is_some_and(|mark| mark.span.end == self.at));
        let year =
            opens.then(|| rest.get(..4)).flatten().filter(|year| year.bytes().all(|b| b.is_ascii_digit()));
        let Some(year) = year else { return false };
        let follows = rest[4..].chars().next();
        if !follows.is_some_and(|c| {
            !c.is_ascii()
                && !matches!(c, '－' | '—' | '～' | '．' | '％' | '，' | '、' | '亿' | '万' | '多' | '余')
        }) || unit::find(&rest[4..]).is_some()
        {
            return false;
        }
        let when = period::read(&format!("{year}年")).map(|time| time.when);
        if let Some(when) = when {
            self.push(4, Kind::Time(Time { len: 4, when, bound: period::Bound::During }));
        }
        when.is_some()
    }

    fn rank(&mut self) {
        let rest = self.rest();
        let found = FIRSTS.prefix(rest).map(|word| {
            (word.len(), Rank { place: 1.0, at_most: false, sure: !matches!(word, "首位" | "之首" | "之冠") })
        });
        let found = found.or_else(|| {
            let c = rest.chars().next().filter(|c| matches!(c, '第' | '前'))?;
            let numeral = numeral::read(&rest[c.len_utf8()..])
                .filter(|n| n.form == Form::Plain && n.power == 0 && n.upper.is_none() && !n.more)?;
            let end = c.len_utf8() + numeral.len;
            let unit =
                ["位", "名"].into_iter().find(|unit| rest[end..].starts_with(unit)).map_or(0, str::len);
            let rank = Rank { place: numeral.value.to_f64(), at_most: c == '前', sure: unit > 0 };
            let follows = rest[end + unit..].chars().next();
            let ends = follows.is_none_or(|c| !is_word(c) || matches!(c, '和' | '与' | '及' | '以' | '的'))
                || rest[end..].starts_with("大")
                || unit > 0 && follows != Some('书');
            (ends && rank.place >= 1.0).then_some((end + unit, rank))
        });
        match found {
            Some((len, rank)) => self.push(len, Kind::Rank(rank)),
            None => {
                self.at += rest.chars().next().map_or(1, char::len_utf8);
                // 第0287号: the number belongs to a name.
                if rest.starts_with('第')
                    && let Some(numeral) = numeral::read(self.rest())
                {
                    self.at += numeral.len;
                }
            }
        }
    }

    /// 翻番, 翻一番, 翻了两番.
    fn doubling(&mut self) {
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
        let len = len + "番".len();
        let quantity = Quantity {
            value,
            upper: None,
            power: 0,
            unit: self.names.shared("倍"),
            found: unit::find("倍"),
            qualifier: Qualifier::Exact,
            special: Special::Doubles,
            numeral: self.at,
            weak: false,
            negative: false,
        };
        self.finish(quantity, len);
    }

    fn flat(&mut self, len: usize) {
        let quantity = Quantity {
            value: Decimal::default(),
            upper: None,
            power: 0,
            unit: self.names.shared("%"),
            found: unit::find("%"),
            qualifier: Qualifier::Exact,
            special: Special::Flat,
            numeral: self.at,
            weak: false,
            negative: false,
        };
        self.push(len, Kind::Quantity(quantity));
    }

    fn number(&mut self) {
        let rest = self.rest();
        let Some(numeral) = numeral::read(rest) else {
            // 几十, 数百 and runs of digits that are no number: passed over as a whole, so that no part of them counts.
            let digit = |c: char| {
                c.is_ascii_digit() || ('０'..='９').contains(&c) || numeral::chinese_digit(c).is_some()
            };
            let digits = rest.starts_with(digit);
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
        let before = self.before();
        let previous = before.chars().next_back();
        let ratio = before.strip_suffix(['：', ':', '∶']);
        let glued = before.ends_with("连续")
            || ratio.is_some_and(|ratio| ratio.ends_with(|c: char| c.is_ascii_digit()))
            || previous
                .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '第' | '每' | '_' | '#'))
            || previous.is_some_and(is_minus) && !numeral.chinese && !self.is_negative()
            // 办结件数/受理件数×100%: a formula.
            || previous.is_some_and(|c| matches!(c, '×' | '*' | '✕' | '÷'));
        let Some((mut quantity, mut len)) = (if glued { None } else { self.quantity(&numeral) }) else {
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

    /// The quantity that `numeral` begins, and how many bytes it takes; `None` where it is no figure.
    fn quantity(&mut self, numeral: &Numeral) -> Option<(Quantity, usize)> {
        let rest = self.rest();
        let mut len = numeral.len;
        let mut value = numeral.value;
        let mut upper = numeral.upper;
        let mut power = numeral.power;
        let qualifier = match (numeral.upper, numeral.more) {
            (Some(_), _) => Qualifier::Range,
            (None, true) => Qualifier::Over,
            (None, false) => Qualifier::Exact,
        };
        let mut weak = false;
        // The unit without the multiplier that is a part of it.
        let mut symbol = "";
        let found = match numeral.form {
            Form::Percent => {
                symbol = "%";
                unit::find("%")
            }
            Form::Permille => {
                symbol = "‰";
                unit::find("‰")
            }
            Form::Permyriad => {
                symbol = "‱";
                unit::find("‱")
            }
            Form::Plain => {
                let after = &rest[len..];
                let blank = after.len() - after.trim_start_matches([' ', '\u{a0}']).len();
                let after = &after[blank..];
                if let Some((tenths, taken)) = tenths(numeral, after) {
                    value = tenths;
                    upper = upper.map(|upper| upper.shifted(1));
                    power = 0;
                    symbol = "%";
                    len += taken;
                    unit::find("%")
                } else if let Some(found) = unit::find(after) {
                    // 位次前移两位
                    let places = matches!(found.unit.symbol, "位" | "名") && moves_place(self.before());
                    let place = places.then(|| unit::find("位次")).flatten();
                    let found = place.map_or(found, |place| unit::Found { len: found.len, ..place });
                    if found.unit.base == "年" && !spans_years(self.before()) {
                        return None;
                    }
                    let follows = &after[found.len..];
                    // 二期 is a phase; 八百多期 so many courses.
                    if found.unit.symbol == "期" && value.to_f64() <= 12.0 {
                        return None;
                    }
                    // 3个工作日内办结 is a limit; 压缩至3个工作日内 a figure.
                    let limit = found.unit.dimension == Dimension::Duration
                        && (follows.starts_with('内') || follows.starts_with("范围内"))
                        && !self.before().ends_with(['至', '到', '为', '在']);
                    if follows.starts_with('级') || limit {
                        return None;
                    }
                    len += blank + found.len;
                    if found.unit.symbol == "元"
                        && let Some((exact, taken)) = with_jiao(value, power, &after[found.len..])
                    {
                        value = exact;
                        len += taken;
                    }
                    let ratio = found.unit.dimension == Dimension::Ratio;
                    symbol = if ratio { found.unit.base } else { &after[..found.len] };
                    Some(found)
                } else {
                    None
                }
            }
        };
        if found.is_none() && after_letter(&rest[len..]) {
            return None;
        }
        let unit: Name = match numeral::multiplier(power) {
            "" => self.names.shared(symbol),
            multiplier => self.names.joined([multiplier, symbol]),
        };
        if let Some(found) = found
            && numeral.form == Form::Plain
            && unit != "%"
        {
            let counts = matches!(
                found.unit.dimension,
                Dimension::Count | Dimension::People | Dimension::Times | Dimension::Duration
            );
            if counts && numeral.value.to_f64() <= 12.0 && is_enumeration(&rest[len..]) {
                return None;
            }
            if numeral.chinese {
                weak = self.is_weak(numeral, counts)?;
            }
        } else if numeral.chinese
            && found.is_none()
            && !rest[len..].starts_with(['、', '和', '及', '与', '至', '到', '—', '：', '∶'])
        {
            return None;
        }
        let quantity = Quantity {
            value,
            upper,
            power,
            unit,
            found,
            qualifier,
            special: Special::Plain,
            numeral: self.at,
            weak,
            negative: false,
        };
        Some((quantity, len))
    }

    /// Whether a Chinese numeral counts only in company; `None` where it is certainly a part of a word.
    fn is_weak(&self, numeral: &Numeral, counts: bool) -> Option<bool> {
        let written = &self.rest()[..numeral.len];
        let previous = self.before().chars().next_back();
        let bare = written.chars().all(|c| matches!(c, '十' | '百' | '千' | '万' | '亿' | '余' | '多'));
        // 万元, 亿元以上: a multiplier alone counts only under a qualifier.
        let steps = list!["元台阶"].begins(&self.rest()[numeral.len..]);
        if bare && (numeral.value == Decimal::from(1) || steps) && numeral.power > 0 && !numeral.more {
            let after = self.rest()[numeral.len..]
                .trim_start_matches(|c: char| c != '以' && is_word(c) && !c.is_ascii_digit());
            let bounded =
                after.starts_with("以上") && self.rest().len() - after.len() <= numeral.len + "美元".len();
            let qualified = bounded || BEFORE.suffix(self.before()).is_some() || previous == Some('上');
            return qualified.then_some(false);
        }
        if numeral.value == Decimal::default() {
            return None;
        }
        if bare && !numeral.more {
            let over = previous == Some('上') && !written.starts_with('十');
            return (BEFORE.suffix(self.before()).is_some() || over || numeral.power > 0)
                .then_some(false)
                .or(Some(true));
        }
        // 五里大道, 九点前, 三方会谈, 城乡二元结构: words, not measures.
        let after = &self.rest()[numeral.len..];
        let worded = after.starts_with(['里', '点', '方', '分', '度'])
            || after
                .strip_prefix('元')
                .is_some_and(|next| next.starts_with(|c: char| c.is_alphabetic() && c != '钱'));
        if !counts && numeral.value.to_f64() < 11.0 && numeral.power == 0 && !numeral.more && worded {
            return None;
        }
        if after.starts_with('倍') {
            return Some(false);
        }
        if written.starts_with('一') && numeral.value == Decimal::from(1) && numeral.power == 0 {
            let word = previous.is_some_and(|c| {
                matches!(
                    c,
                    '统' | '同'
                        | '唯'
                        | '某'
                        | '每'
                        | '另'
                        | '这'
                        | '那'
                        | '之'
                        | '进'
                        | '第'
                        | '任'
                        | '哪'
                        | '各'
                        | '单'
                )
            });
            return (!word && !counts).then_some(true);
        }
        if previous.is_some_and(|c| {
            matches!(c, '这' | '那' | '上' | '下' | '前' | '后' | '每' | '各' | '两' | '初' | '老' | '周')
                && numeral.value.to_f64() < 100.0
        }) && counts
        {
            return None;
        }
        let whole = numeral.value.to_f64().fract() == 0.0;
        Some(counts && whole && numeral.value.to_f64() < 11.0 && numeral.power == 0 && !numeral.more)
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

/// How many bytes a time of the day takes whose hour `numeral` is, between `before` and `rest`: 9点30分, 上午9时, 8点前.
fn clock(before: &str, rest: &str, numeral: &Numeral) -> Option<usize> {
    const OF_DAY: List = List::new(&[
        "上午", "中午", "下午", "晚上", "早上", "凌晨", "傍晚", "夜间", "晚", "早", "日", "当天",
    ]);
    const BOUNDS: List = List::new(&["前", "后", "起", "开始", "整", "半"]);
    let count = |n: &Numeral, most: f64| {
        let plain = n.form == Form::Plain && n.power == 0 && n.upper.is_none() && !n.more;
        let value = n.value.to_f64();
        (plain && value <= most && value.fract() == 0.0).then_some(n.len)
    };
    let hour = |n: &Numeral, text: &str| {
        text[n.len..].starts_with(['点', '时']).then(|| count(n, 24.0)).flatten().map(|len| len + "点".len())
    };
    let len = hour(numeral, rest)?;
    let after = &rest[len..];
    // 四点五台 is no time of day.
    if numeral.len > len {
        return None;
    }
    let minutes = numeral::read(after).and_then(|n| count(&n, 59.0)).filter(|&len| {
        after[len..].strip_prefix('分').is_some_and(|next| !next.starts_with(['之', '别', '钟']))
    });
    if let Some(minutes) = minutes {
        return Some(len + minutes + "分".len());
    }
    let until = || {
        let next = after.strip_prefix(['至', '到', '—', '-', '～', '~'])?;
        hour(&numeral::read(next)?, next)
    };
    (OF_DAY.ends(before) || BOUNDS.begins(after) || until().is_some()).then_some(len)
}

const FIRSTS: List = List::new(&["首位", "榜首", "首席", "第一方阵", "之首", "之冠"]);

/// Whether the words before a number say that a place in an order moved: 位次前移, 排名上升了.
fn moves_place(before: &str) -> bool {
    let before = before.strip_suffix('了').unwrap_or(before);
    let Some(verb) = list!["前移", "后移", "上升", "提升", "前进", "晋升", "下降", "进位"].suffix(before)
    else {
        return false;
    };
    let name = &before[..before.len() - verb.len()];
    matches!(verb, "前移" | "后移" | "前进" | "进位") || list!["位次", "排名", "名次", "排位"].ends(name)
}

/// Whether the words before a number of years name a length of time: 平均受教育年限达到, 承包期一般为十五年到.
fn spans_years(before: &str) -> bool {
    let lower = before.trim_end_matches(['到', '至', '—', '-', '～']);
    if lower.len() < before.len() && lower.ends_with('年') {
        return true;
    }
    let ties = list![
        "一般",
        "提高",
        "延长",
        "提高到",
        "提高至",
        "延长到",
        "延长至",
        "达到",
        "为",
        "是",
        "达",
        "约",
        "超过",
        "由",
        "从",
        "平均",
        "不少于",
        "不低于",
        "至少"
    ];
    let mut name = before;
    while let Some(word) = ties.suffix(name) {
        name = &name[..name.len() - word.len()];
    }
    list!["年限", "寿命", "承包期"].ends(name)
        || name.len() < before.len()
            && list!["期限", "周期", "工期", "租期", "学制", "教龄", "工龄"].ends(name)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−' | '﹣')
}

fn lower_is_chinese(rest: &str) -> bool {
    rest.starts_with(|c: char| !(c.is_ascii_digit() || ('０'..='９').contains(&c)))
}

/// 近三成, 三成五, 9成: tenths as per cent.
fn tenths(numeral: &Numeral, after: &str) -> Option<(Decimal, usize)> {
    let rest = after.strip_prefix('成')?;
    let small = numeral.value.to_f64() <= 10.0 && numeral.power == 0;
    if !small
        || rest.starts_with([
            '立', '为', '功', '果', '员', '本', '长', '效', '都', '熟', '人', '分', '绩', '了', '品', '群',
            '就', '片', '套',
        ])
    {
        return None;
    }
    let half = numeral::read(rest).filter(|n| {
        n.chinese && n.len == "五".len() && n.value.to_f64() < 10.0 && n.form == Form::Plain && n.power == 0
    });
    let followed = half.is_some_and(|n| unit::find(&rest[n.len..]).is_none());
    let value = numeral.value.shifted(1);
    if rest.starts_with('半') && !rest.starts_with("半年") {
        return Some((value.checked_add(Decimal::from(5))?, "成半".len()));
    }
    Some(match half.filter(|_| followed) {
        Some(n) => (value.checked_add(n.value)?, "成".len() + n.len),
        None => (value, "成".len()),
    })
}

/// 九十六元三角, 五元二角四分: the sum in 元, and how many bytes the smaller coins take.
fn with_jiao(yuan: Decimal, power: u8, after: &str) -> Option<(Decimal, usize)> {
    let coin = |text: &str, name: char| {
        let n = numeral::read(text).filter(|n| {
            n.form == Form::Plain && n.power == 0 && n.upper.is_none() && n.value.to_f64() < 10.0
        })?;
        text[n.len..].starts_with(name).then_some((n.value, n.len + name.len_utf8()))
    };
    let (tenths, taken) = coin(after, '角').filter(|_| power == 0)?;
    let sum = yuan.checked_add(tenths.shifted(-1))?;
    match coin(&after[taken..], '分') {
        Some((cents, more)) => Some((sum.checked_add(cents.shifted(-2))?, taken + more)),
        None => Some((sum, taken)),
    }
}

fn after_letter(after: &str) -> bool {
    after.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether a count only announces what is listed: 六个方面.
fn is_enumeration(after: &str) -> bool {
    let steps = after.trim_start_matches(['百', '千', '万', '亿', '元']);
    ENUMERATIONS.prefix(after).is_some() || steps.len() < after.len() && steps.starts_with("台阶")
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

/// Numbers without a unit take that of the next one in their list: 94、431和3963家.
fn lend_units(text: &str, marks: &mut [Mark], names: &mut Names) {
    for at in (0..marks.len().saturating_sub(1)).rev() {
        let (head, tail) = marks.split_at_mut(at + 1);
        // 0.3个和1.1个百分点
        if let (Kind::Quantity(few), Some(Mark { kind: Kind::Quantity(points), span })) =
            (&mut head[at].kind, tail.first())
            && few.unit == "个"
            && points.unit == "个百分点"
            && matches!(text[head[at].span.end..span.start].trim(), "、" | "和")
        {
            few.unit.clone_from(&points.unit);
            few.found = points.found;
            continue;
        }
        let (Kind::Bare(bare), Some(Mark { kind: Kind::Quantity(lender), span })) =
            (&head[at].kind, tail.first())
        else {
            continue;
        };
        let between = &text[head[at].span.end..span.start];
        let listed = matches!(between.trim(), "、" | "和" | "及" | "与" | "以及");
        let shares = lender.special == Special::Plain && lender.found.is_some();
        if !(listed && shares) {
            continue;
        }
        let mut quantity = bare.clone();
        if quantity.power == 0 {
            quantity.power = lender.power;
            quantity.unit.clone_from(&lender.unit);
        } else {
            let own = lender.unit.trim_start_matches(numeral::multiplier(lender.power));
            quantity.unit = names.joined([numeral::multiplier(quantity.power), own]);
        }
        quantity.found = lender.found;
        head[at].kind = Kind::Quantity(quantity);
    }
}

/// The first `count` characters of `text`.
pub(super) fn near(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// The greatest character boundary of `text` not above `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

pub(super) fn ceil(text: &str, at: usize) -> usize {
    text.ceil_char_boundary(at)
}

/// The character boundary about `reach` bytes before `at`, not before `start`.
fn floor_back(text: &str, start: usize, at: usize, reach: usize) -> usize {
    ceil(text, at.saturating_sub(reach).max(start))
}
