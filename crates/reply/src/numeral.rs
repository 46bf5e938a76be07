//! Numerals: Arabic, full-width, Chinese, mixed, percentages and fractions, read exactly.
//!
//! [`read`] takes the numeral at the beginning of a text. A multiplier 万 or 亿 at its end is not multiplied in: official
//! prose treats it as a part of the unit (5万户 is 5 of 万户), so it is handed over as [`Numeral::power`].

use std::fmt;

/// An exact decimal number, `digits` × 10^`exponent`, kept without trailing zeros.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: u64,
    exponent: i8,
}

impl Decimal {
    /// `digits` × 10^`exponent`.
    pub fn new(mut digits: u64, mut exponent: i8) -> Self {
        if digits == 0 {
            return Self::default();
        }
        while digits.is_multiple_of(10) && exponent < i8::MAX {
            digits /= 10;
            exponent += 1;
        }
        Self { digits, exponent }
    }

    /// This number × 10^`power`.
    pub fn shifted(self, power: i8) -> Self {
        Self::new(self.digits, self.exponent.saturating_add(power))
    }

    /// Whether it is no whole number.
    pub(crate) fn has_fraction(self) -> bool {
        self.exponent < 0
    }

    /// The sum, where it has at most 19 digits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self == Self::default() {
            return Some(other);
        }
        if other == Self::default() {
            return Some(self);
        }
        let exponent = self.exponent.min(other.exponent);
        let at = |n: Self| {
            10u64
                .checked_pow((n.exponent as i16 - exponent as i16) as u32)
                .and_then(|p| n.digits.checked_mul(p))
        };
        Some(Self::new(at(self)?.checked_add(at(other)?)?, exponent))
    }

    /// The nearest floating-point number; of more than 38 places, or 2^128 and above, one near it.
    ///
    /// The library reads any number there is, by tables that alone would be a sixtieth of the worker.
    pub fn to_f64(self) -> f64 {
        /// The powers of ten that are exact.
        const SCALES: [f64; 23] = {
            let (mut scales, mut at) = ([1.0; 23], 1);
            while at < scales.len() {
                scales[at] = scales[at - 1] * 10.0;
                at += 1;
            }
            scales
        };
        let power = self.exponent.unsigned_abs();
        // Both operands are exact below these bounds, so one correctly rounded operation gives the nearest double.
        if self.digits < 1 << 53
            && let Some(scale) = SCALES.get(usize::from(power))
        {
            return if self.exponent < 0 { self.digits as f64 / scale } else { self.digits as f64 * scale };
        }
        if self.exponent < 0 {
            let exact = power.min(38);
            quotient(self.digits, 10u128.pow(exact.into())) / 10f64.powi((power - exact).into())
        } else {
            let whole =
                10u128.checked_pow(power.into()).and_then(|scale| scale.checked_mul(self.digits.into()));
            whole.map_or_else(|| self.digits as f64 * 10f64.powi(power.into()), |whole| whole as f64)
        }
    }
}

/// The floating-point number nearest to `dividend` / `divisor`, by long division; the divisor is less than 2^127.
fn quotient(dividend: u64, divisor: u128) -> f64 {
    let mut digits = u128::from(dividend) / divisor;
    let mut rest = u128::from(dividend) % divisor;
    let mut places = 0;
    while digits < 1 << 62 && places < 256 {
        rest *= 2;
        digits = digits * 2 + u128::from(rest >= divisor);
        rest -= if rest >= divisor { divisor } else { 0 };
        places += 1;
    }
    // More binary digits than a double has; the last tells whether anything is left, so that a tie is told from what is over it.
    (digits | u128::from(rest > 0)) as f64 / 2f64.powi(places)
}

impl From<u64> for Decimal {
    fn from(n: u64) -> Self {
        Self::new(n, 0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.exponent >= 0 {
            return write!(f, "{}{}", self.digits, "0".repeat(self.exponent as usize));
        }
        let places = usize::from(self.exponent.unsigned_abs());
        let digits = format!("{:0>width$}", self.digits, width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        write!(f, "{whole}.{part}")
    }
}

/// A numeral as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value without the multiplier that [`Numeral::power`] stands for; the lower end where it names two (三四十).
    pub value: Decimal,
    /// The upper end of 三四十, 五六百.
    pub upper: Option<Decimal>,
    /// The power of ten of the multiplier at its end, which belongs to the unit: 4 for 万, 8 for 亿, 12 for 万亿.
    pub power: u8,
    /// What the numeral itself says of its unit.
    pub form: Form,
    /// Whether it is written with Chinese numerals.
    pub chinese: bool,
    /// Whether 余, 多, 几 or 来 says that it is more.
    pub more: bool,
    /// How many bytes it takes.
    pub len: usize,
}

/// What a numeral says of its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Nothing.
    Plain,
    /// 百分之N: the value is in per cent. Fractions (三分之一, 一半) are brought to it.
    Percent,
    /// 千分之N.
    Permille,
    /// 万分之, with the value of the numerator.
    Permyriad,
}

/// The multiplier of 10^`power` as units write it.
pub fn multiplier(power: u8) -> &'static str {
    match power {
        1 => "十",
        2 => "百",
        3 => "千",
        4 => "万",
        6 => "百万",
        7 => "千万",
        8 => "亿",
        11 => "千亿",
        12 => "万亿",
        _ => "",
    }
}

/// The digit that `c` is, half-width or full-width.
const fn arabic_digit(c: char) -> Option<u64> {
    match c {
        '0'..='9' => Some(c as u64 - '0' as u64),
        '０'..='９' => Some(c as u64 - '０' as u64),
        _ => None,
    }
}

/// The digit that `c` is in Chinese, everyday or formal.
pub(crate) const fn chinese_digit(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Whether `c` is written in formal numerals, as on cheques, or in those and all others.
const fn is_formal(c: char) -> bool {
    matches!(c, '零' | '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾' | '佰' | '仟')
        || is_large_unit(c)
}

/// The power of ten below 万 that `c` stands for.
const fn small_unit(c: char) -> Option<u32> {
    match c {
        '十' | '拾' => Some(1),
        '百' | '佰' => Some(2),
        '千' | '仟' => Some(3),
        _ => None,
    }
}

/// Whether `c` is 万 or 亿, in today's characters or those before the reform.
const fn is_large_unit(c: char) -> bool {
    matches!(c, '万' | '萬' | '亿' | '億')
}

/// Whether `c` says that it is more than the numeral before it.
fn is_more(c: char) -> bool {
    matches!(c, '余' | '餘' | '多' | '来' | '几')
}

/// Whether a numeral can begin with `c`.
pub const fn may_begin(c: char) -> bool {
    arabic_digit(c).is_some()
        || chinese_digit(c).is_some()
        || small_unit(c).is_some()
        || matches!(c, '万' | '萬' | '亿' | '億' | '廿' | '卅' | '过' | '几')
}

/// A position in the text that is read.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn take_map<T>(&mut self, f: impl Fn(char) -> Option<T>) -> Option<T> {
        let c = self.peek()?;
        let value = f(c)?;
        self.at += c.len_utf8();
        Some(value)
    }

    /// A digit, half-width or full-width.
    fn take_digit(&mut self) -> Option<u64> {
        match self.text.as_bytes().get(self.at)? {
            digit @ b'0'..=b'9' => {
                self.at += 1;
                Some(u64::from(digit - b'0'))
            }
            0xEF => self.take_map(arabic_digit),
            _ => None,
        }
    }

    /// Whether a Han character comes next: all that their first bytes begin lies apart from punctuation and full-width forms.
    fn is_at_han(&self) -> bool {
        matches!(self.text.as_bytes().get(self.at), Some(0xE4..=0xE9))
    }

    /// Passes over the 、 of 四、五十亿, forty to fifty of them, where `low` was read before it. 一、二十 is the first of a list.
    fn pass_between_neighbours(&mut self, low: Option<u64>) {
        let Some(low) = low.filter(|&low| low > 1) else { return };
        let Some(rest) = self.rest().strip_prefix('、') else { return };
        let mut chars = rest.chars();
        let next = chars.next().and_then(chinese_digit);
        if next == Some(low + 1) && chars.next().is_some_and(|c| small_unit(c).is_some()) {
            self.at += '、'.len_utf8();
        }
    }

    fn take_more(&mut self) -> bool {
        self.take_map(|c| is_more(c).then_some(())).is_some()
    }

    /// Whether what follows a 千 or 百 of `len` bytes is a smaller part of the same number: 5千8百户.
    fn is_followed_by_less(&self, len: usize) -> bool {
        let mut chars = self.rest()[len..].chars();
        chars.next().is_some_and(|c| arabic_digit(c).is_some()) && matches!(chars.next(), Some('百' | '十'))
    }

    /// 万, 亿, 万亿, as a power of ten.
    fn take_large_unit(&mut self) -> Option<u8> {
        if self.take("万亿") || self.take("萬億") {
            return Some(12);
        }
        self.take_map(|c| match c {
            '万' | '萬' => Some(4),
            '亿' | '億' => Some(8),
            _ => None,
        })
    }

    /// 万, 亿, 万亿 and the mixed 百万, 千亿 that may follow Arabic digits, as a power of ten.
    fn take_multiplier(&mut self) -> u8 {
        if !self.peek().is_some_and(|c| is_large_unit(c) || small_unit(c).is_some()) {
            return 0;
        }
        const MULTIPLIERS: [(&str, u8); 11] = [
            ("万亿", 12),
            ("千亿", 11),
            ("千万", 7),
            ("百万", 6),
            ("亿", 8),
            ("億", 8),
            ("万", 4),
            ("萬", 4),
            ("千", 3),
            ("百", 2),
            ("十", 1),
        ];
        let Some(&(word, power)) = MULTIPLIERS.iter().find(|(word, _)| self.rest().starts_with(word)) else {
            return 0;
        };
        // 千瓦, 千克, 千伏, 百帕 and 千米 are units of their own, 万元 is not; 3千米 is a length, 3千人 is a count.
        let next = self.rest()[word.len()..].chars().next();
        if matches!(word, "千" | "百" | "十")
            && !matches!(
                next,
                Some(
                    '人' | '户'
                        | '家'
                        | '元'
                        | '余'
                        | '多'
                        | '个'
                        | '名'
                        | '吨'
                        | '亩'
                        | '份'
                        | '套'
                        | '件'
                        | '次'
                )
            )
            && !self.is_followed_by_less(word.len())
        {
            return 0;
        }
        self.at += word.len();
        power
    }
}

/// Reads the numeral at the beginning of `text`; `None` where there is none, or none with a value (数百, 几十).
///
/// ```
/// use reply::numeral;
///
/// let n = numeral::read("六百二十八亿一千万元").unwrap();
/// assert_eq!((n.value.to_string(), n.power, n.len), ("628.1".into(), 8, "六百二十八亿一千万".len()));
/// assert_eq!(numeral::read("４，４８８户").unwrap().value.to_f64(), 4488.0);
/// assert_eq!(numeral::read("百分之九点七").unwrap().value.to_f64(), 9.7);
/// ```
pub fn read(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    match first {
        _ if arabic_digit(first).is_some() => read_arabic(text),
        // 经过半年, not half of the years
        '过' => proportion("过半", 50, true, text)
            .filter(|n| !text[n.len..].starts_with(['年', '月', '天', '个'])),
        // Asked of every character after 年 and 到: nearly all of them begin no numeral.
        _ if !may_begin(first) && first != '半' => None,
        // 队伍28支, 大陆三家: no digit, for a formal one does not stand beside others.
        '伍' | '陆' if text[first.len_utf8()..].starts_with(|c| may_begin(c) && !is_formal(c)) => None,
        _ => read_fraction(text).or_else(|| read_chinese(text)),
    }
}

/// Reads `text` as nothing but one whole number, such as a heading's marker or a year counts: 十二, 二〇〇六, １２.
pub fn whole(text: &str) -> Option<u32> {
    let n = read(text)?;
    let plain = n.len == text.len() && n.upper.is_none() && n.power == 0 && n.form == Form::Plain && !n.more;
    let value = n.value.to_f64();
    (plain && value.fract() == 0.0 && value <= u32::MAX.into()).then_some(value as u32)
}

fn proportion(word: &str, percent: u64, more: bool, text: &str) -> Option<Numeral> {
    text.starts_with(word).then_some(Numeral {
        value: Decimal::from(percent),
        upper: None,
        power: 0,
        form: Form::Percent,
        chinese: true,
        more,
        len: word.len(),
    })
}

/// 百分之九点七, 千分之三, 三分之一, 一半.
fn read_fraction(text: &str) -> Option<Numeral> {
    if let Some(half) = proportion("一半", 50, false, text).or_else(|| proportion("半数", 50, false, text))
    {
        return Some(half);
    }
    let mark = text.char_indices().skip(1).take(4).find(|&(at, _)| text[at..].starts_with("分之"))?.0;
    let rest = &text[mark + "分之".len()..];
    let (form, below) = match &text[..mark] {
        "百" => (Form::Percent, None),
        "千" => (Form::Permille, None),
        "万" => (Form::Permyriad, None),
        other => (Form::Percent, Some(read_chinese(other).filter(|n| n.len == other.len() && n.power == 0)?)),
    };
    let above = match rest.strip_prefix('百') {
        // 百分之百 is all of it; 百分之百余 is not said.
        Some(_) => Numeral { value: Decimal::from(100), len: '百'.len_utf8(), ..read_chinese("一")? },
        None if rest.starts_with(|c| arabic_digit(c).is_some()) => read_arabic(rest)?,
        None => read_chinese(rest)?,
    };
    let percent = |n: Decimal| match below {
        Some(whole) => Decimal::new((n.to_f64() / whole.value.to_f64() * 1e4).round() as u64, -2),
        None => n,
    };
    Some(Numeral {
        value: percent(above.value),
        upper: above.upper.map(percent),
        form,
        chinese: true,
        len: text.len() - rest.len() + above.len,
        ..above
    })
    .filter(|n| n.power == 0)
}

/// Digits with their separators and fraction; `None` for a number no quantity has (a version, more than 18 digits).
fn arabic_digits(cursor: &mut Cursor<'_>) -> Option<Decimal> {
    let (mut digits, mut count, mut places) = (0u64, 0u32, 0i8);
    let push = |digits: &mut u64, count: &mut u32, digit: u64| {
        *count += 1;
        *digits = digits.wrapping_mul(10).wrapping_add(digit);
    };
    while let Some(digit) = cursor.take_digit() {
        push(&mut digits, &mut count, digit);
    }
    // Before most units: no separator, no point.
    if cursor.is_at_han() {
        return (count <= 18).then(|| Decimal::from(digits));
    }
    if (1..=3).contains(&count) {
        while let Some(group) = thousands_group(cursor.rest()) {
            for _ in 0..3 {
                cursor.take_map(|c| matches!(c, ',' | '，' | ' ' | '\u{a0}' | '\u{202f}').then_some(()));
                if let Some(digit) = cursor.take_digit() {
                    push(&mut digits, &mut count, digit);
                }
            }
            debug_assert_eq!(group, 3);
        }
    }
    let mut point = *cursor;
    if point.take_map(|c| matches!(c, '.' | '．' | '·').then_some(())).is_some() {
        while let Some(digit) = point.take_digit() {
            push(&mut digits, &mut count, digit);
            places = places.saturating_add(1);
        }
        if places > 0 {
            *cursor = point;
        }
    }
    (count <= 18).then(|| Decimal::new(digits, -places))
}

/// How many digits the group after a thousands separator has, where `rest` begins with one: three and no more.
fn thousands_group(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    if !matches!(chars.next()?, ',' | '，' | ' ' | '\u{a0}' | '\u{202f}') {
        return None;
    }
    let digits = chars.take(4).take_while(|&c| arabic_digit(c).is_some()).count();
    (digits == 3).then_some(3)
}

fn read_arabic(text: &str) -> Option<Numeral> {
    let mut cursor = Cursor { text, at: 0 };
    let mut value = arabic_digits(&mut cursor)?;
    let plain = Numeral {
        value,
        upper: None,
        power: 0,
        form: Form::Plain,
        chinese: false,
        more: false,
        len: cursor.at,
    };
    if !cursor.peek().is_some_and(|c| is_more(c) || is_large_unit(c) || small_unit(c).is_some()) {
        return Some(plain);
    }
    let mut more = cursor.take_more_before_multiplier();
    let mut power = cursor.take_multiplier();
    // 1亿2000万, 4万8千 and 5千8百 are one number.
    if power >= 3 && !more {
        let mut second = cursor;
        if second.peek().is_some_and(|c| arabic_digit(c).is_some())
            && let Some(part) = arabic_digits(&mut second)
        {
            let mut low = second.take_multiplier();
            if low < 4 && low > 0 && second.peek().is_some_and(is_large_unit) {
                low += second.take_large_unit().unwrap_or(0);
            }
            if low > 0 && low < power {
                value = value.checked_add(part.shifted(low as i8 - power as i8))?;
                cursor = second;
            }
        }
    }
    // 千 and 百 after Arabic digits are shorthand, not units.
    if power > 0 && power < 4 {
        value = value.shifted(power as i8);
        power = 0;
    }
    more |= cursor.take_more();
    Some(Numeral { value, power, more, len: cursor.at, ..plain })
}

impl Cursor<'_> {
    /// 余 or 多 between digits and multiplier: 1200多万.
    fn take_more_before_multiplier(&mut self) -> bool {
        let mut next = *self;
        let found = next.take_more() && next.peek().is_some_and(is_large_unit);
        if found {
            *self = next;
        }
        found
    }
}

/// What the reader of Chinese numerals has so far.
#[derive(Default)]
struct Sum {
    /// Closed sections: everything up to the last 万 or 亿.
    total: u64,
    /// The section being read, below 万.
    section: u64,
    /// The last digit, not yet multiplied.
    digit: Option<u64>,
    /// The first multiplier of the numeral.
    first_power: u8,
    /// How much the upper end of a range lies above the lower.
    upper_gain: u64,
}

impl Sum {
    /// Whether the number ends before the 千 at `cursor`, which belongs to its unit: 三十万千瓦, 五千千瓦. Without a digit before
    /// it so does that of 千米; 五千米 are so many metres.
    fn ends_before(&self, cursor: Cursor<'_>) -> bool {
        let Some(next) = cursor.rest().strip_prefix('千').and_then(|rest| rest.chars().next()) else {
            return false;
        };
        let of_unit = matches!(next, '瓦' | '克' | '伏' | '焦' | '卡' | '赫' | '帕')
            || next == '米' && self.digit.is_none();
        of_unit && cursor.at > 0
    }
}

fn read_chinese(text: &str) -> Option<Numeral> {
    let mut cursor = Cursor { text, at: 0 };
    let mut sum = Sum::default();
    let mut more = false;
    let mut point = None;
    let mut places = 0i8;
    if let Some(years) = positional(text) {
        return years;
    }
    loop {
        cursor.pass_between_neighbours(sum.digit);
        if let Some(digit) = cursor.take_map(chinese_digit) {
            match sum.digit {
                // 三四十, 五六百: two neighbours are a range.
                Some(low) if low > 0 && digit == low + 1 && sum.upper_gain == 0 => sum.upper_gain = 1,
                Some(low) if low > 0 => return None,
                _ => sum.digit = Some(digit),
            }
        } else if let Some(tens) = cursor.take_map(|c| match c {
            '廿' => Some(20),
            '卅' => Some(30),
            _ => None,
        }) {
            sum.section += tens;
        } else if sum.ends_before(cursor) {
            break;
        } else if let Some(power) = cursor.take_map(small_unit) {
            let unit = 10u64.pow(power);
            let digit = match sum.digit.take() {
                Some(0) | None if sum.section % (unit * 10) == 0 => 1,
                Some(digit) if digit > 0 => digit,
                _ => return None,
            };
            // 千万 as in 千万户: a bare multiplier counts once.
            sum.section += digit * unit;
            if sum.upper_gain == 1 {
                sum.upper_gain = unit;
            }
        } else if let Some(power) = cursor.take_large_unit() {
            let scale = 10u64.checked_pow(power.into())?;
            let section = sum.section + sum.digit.take().unwrap_or(0);
            let section = if section == 0 && sum.total == 0 { 1 } else { section };
            sum.upper_gain = sum.upper_gain.checked_mul(scale)?;
            if sum.first_power != 0 && power >= sum.first_power {
                // 一万零五百亿: what stands before counts the larger multiplier.
                let fits = (sum.first_power, power) == (4, 8) && sum.upper_gain == 0;
                sum.total = fits.then(|| sum.total.checked_add(section)?.checked_mul(scale)).flatten()?;
                sum.section = 0;
                sum.first_power = power;
                continue;
            }
            sum.total = sum.total.checked_add(section.checked_mul(scale)?)?;
            sum.section = 0;
            if sum.first_power == 0 {
                sum.first_power = power;
            }
        } else if matches!(cursor.peek(), Some('点' | '點')) && point.is_none() && cursor.at > 0 {
            let mut next = cursor;
            next.take_map(Some);
            let (mut fraction, from) = (0u64, next.at);
            while let Some(digit) = next.take_map(chinese_digit) {
                fraction = fraction.wrapping_mul(10).wrapping_add(digit);
                places = places.saturating_add(1);
            }
            if next.at == from || places > 9 {
                break;
            }
            point = Some(Decimal::new(fraction, -places));
            cursor = next;
            break;
        } else {
            let mut next = cursor;
            if cursor.at == 0 || more || !next.take_more() {
                break;
            }
            more = true;
            cursor = next;
            // 十几万: the multiplier may still come; a digit may not.
            if !cursor.peek().is_some_and(is_large_unit) {
                break;
            }
        }
    }
    if cursor.at == 0 {
        return None;
    }
    let whole = sum.total.checked_add(sum.section)?.checked_add(sum.digit.unwrap_or(0))?;
    let mut value = Decimal::from(whole);
    let mut power = 0;
    if let Some(fraction) = point {
        value = value.checked_add(fraction)?;
        power = cursor.take_multiplier();
    } else if sum.first_power > 0 {
        // 十七万三千 is 17.3 of 万, as 六百二十八亿一千万 is 628.1 of 亿.
        power = sum.first_power;
        value = value.shifted(-(power as i8));
    }
    let upper = (sum.upper_gain > 0).then(|| {
        let gain = Decimal::from(sum.upper_gain).shifted(-(power as i8));
        value.checked_add(gain).unwrap_or(value)
    });
    Some(Numeral { value, upper, power, form: Form::Plain, chinese: true, more, len: cursor.at })
}

/// 一九八〇: digits by position, as in years. `Some(None)` for a run of digits that is no number.
fn positional(text: &str) -> Option<Option<Numeral>> {
    let digits = text.chars().take(19).map_while(chinese_digit);
    let (value, count) = digits
        .fold((0u64, 0), |(value, count), digit| (value.wrapping_mul(10).wrapping_add(digit), count + 1));
    if count < 3 {
        return None;
    }
    let len = text.chars().take(count).map(char::len_utf8).sum();
    Some((count <= 18).then_some(Numeral {
        value: Decimal::from(value),
        upper: None,
        power: 0,
        form: Form::Plain,
        chinese: true,
        more: false,
        len,
    }))
}

/// How [`format()`] writes a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// 4488
    Arabic,
    /// ４４８８
    FullWidth,
    /// 4,488
    Grouped,
    /// 四千四百八十八
    Chinese,
}

/// Writes `number` in a style that [`read`] understands; Chinese up to 9999万亿.
pub fn format(number: u64, style: Style) -> String {
    let arabic = number.to_string();
    match style {
        Style::Arabic => arabic,
        Style::FullWidth => arabic.bytes().filter_map(|b| char::from_u32(b as u32 - 0x30 + 0xFF10)).collect(),
        Style::Grouped => {
            let mut out = String::new();
            for (at, c) in arabic.char_indices() {
                if at > 0 && (arabic.len() - at).is_multiple_of(3) {
                    out.push(',');
                }
                out.push(c);
            }
            out
        }
        Style::Chinese => chinese(number),
    }
}

fn chinese(number: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if number == 0 {
        return "零".into();
    }
    let mut out = String::new();
    let mut gap = false;
    for (scale, name) in [(1_000_000_000_000, "万亿"), (100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let section = number / scale % 10_000;
        if section == 0 {
            gap = !out.is_empty();
            continue;
        }
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = section / unit % 10;
            if digit == 0 {
                gap = !out.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                out.push('零');
            }
            // 十二, but 一百一十二.
            if !(digit == 1 && unit == 10 && out.is_empty()) {
                out.push(DIGITS[digit as usize]);
            }
            out.push_str(name);
        }
        out.push_str(name);
    }
    out
}
