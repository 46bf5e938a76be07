//! What quantity does a numeral begin: what does it count or measure, and is it a figure at all?

use super::super::Qualifier;
use super::super::lexicon::{BEFORE, ENUMERATIONS};
use super::super::words::list;
use super::Quantity;
use super::Scanner;
use crate::notation::is_word;
use crate::numeral::{self, Decimal, Form, Numeral};
use crate::unit::{self, Dimension};

/// A number and its unit.
#[derive(Clone, Copy)]
struct Counted<'a> {
    value: Decimal,
    upper: Option<Decimal>,
    power: u8,
    /// The unit without the multiplier that is a part of it.
    symbol: &'a str,
    found: Option<unit::Found>,
    /// How many bytes both take.
    len: usize,
}

impl<'a> Scanner<'a, '_> {
    /// The quantity that `numeral` begins, and how many bytes it takes; `None` where it is no figure.
    pub(super) fn quantity(&mut self, numeral: &Numeral) -> Option<(Quantity, usize)> {
        let Counted { value, upper, power, symbol, found, len } = self.counted(numeral)?;
        let weak = self.is_company_needed(numeral, found, len)?;
        let unit = match numeral::multiplier(power) {
            "" => self.names.shared(symbol),
            multiplier => self.names.joined([multiplier, symbol]),
        };
        let qualifier = match (numeral.upper, numeral.more) {
            (Some(_), _) => Qualifier::Range,
            (None, true) => Qualifier::Over,
            (None, false) => Qualifier::Exact,
        };
        let plain = Quantity::new(value, unit, found, self.at);
        Some((Quantity { upper, power, qualifier, weak, ..plain }, len))
    }

    /// `numeral` with its unit; `None` where it is certainly no figure.
    fn counted(&self, numeral: &Numeral) -> Option<Counted<'a>> {
        let &Numeral { value, upper, power, len, .. } = numeral;
        let bare = Counted { value, upper, power, symbol: "", found: None, len };
        let of = |symbol| Some(Counted { symbol, found: unit::find(symbol), ..bare });
        match numeral.form {
            Form::Percent => of("%"),
            Form::Permille => of("‰"),
            Form::Permyriad => of("‱"),
            Form::Plain => self.with_unit(numeral, bare),
        }
    }

    /// A number that says nothing of its unit itself, with the unit that stands after it.
    fn with_unit(&self, numeral: &Numeral, bare: Counted<'a>) -> Option<Counted<'a>> {
        let after = &self.rest()[numeral.len..];
        let unspaced = after.trim_start_matches([' ', '\u{a0}']);
        let len = bare.len + after.len() - unspaced.len();
        let after = unspaced;
        if let Some((value, taken)) = tenths(numeral, after) {
            let upper = bare.upper.map(|upper| upper.shifted(1));
            let found = unit::find("%");
            return Some(Counted { value, upper, power: 0, symbol: "%", found, len: bare.len + taken });
        }
        let Some(found) = unit::find(after) else { return Some(bare) };
        // 位次前移两位
        let places = matches!(found.unit.symbol, "位" | "名") && moves_place(self.before());
        let place = places.then(|| unit::find("位次")).flatten();
        let found = place.map_or(found, |place| unit::Found { len: found.len, ..place });
        if self.is_no_measure(found, bare.value, &after[found.len..]) {
            return None;
        }
        let ratio = found.unit.dimension == Dimension::Ratio;
        let symbol = if ratio { found.unit.base } else { &after[..found.len] };
        let beyond = &after[found.len..];
        if let Some((whole, taken)) = with_half(found, beyond).filter(|_| !bare.value.has_fraction()) {
            let value = bare.value.checked_add(Decimal::new(5, -1))?;
            let found = Some(whole);
            return Some(Counted { value, symbol: whole.unit.symbol, found, len: len + taken, ..bare });
        }
        let parts = match found.unit.symbol {
            "元" => Some(['角', '分']),
            "亩" => Some(['分', '厘']),
            _ => None,
        };
        let parts = parts.and_then(|names| with_tenths(bare.value, bare.power, beyond, names));
        let (value, taken) = parts.unwrap_or((bare.value, 0));
        Some(Counted { value, symbol, found: Some(found), len: len + found.len + taken, ..bare })
    }

    /// Whether a number of a unit that `follows` stands after is a name, a phase or a limit.
    fn is_no_measure(&self, found: unit::Found, value: Decimal, follows: &str) -> bool {
        // 3个工作日内办结 is a limit; 压缩至3个工作日内 a figure.
        let limit = || {
            found.unit.dimension == Dimension::Duration
                && (follows.starts_with('内') || follows.starts_with("范围内"))
                && !self.before().ends_with(['至', '到', '为'])
                // 应当在7个工作日内办结 is a limit as well; 控制在 holds the figure there.
                && !list!["控制在", "压缩在", "缩短在", "压减在", "稳定在", "保持在", "限定在"].ends(self.before())
        };
        found.unit.base == "年" && !spans_years(self.before())
            // 二期 is a phase; 八百多期 so many courses.
            || found.unit.symbol == "期" && value.to_f64() <= 12.0
            || self.goes_on_in_grades(found, value)
            || follows.starts_with('级')
            || limit()
            || self.is_number_of_its_own(found, follows)
    }

    /// 石桥村6组, 318国道25公里处, 12路公交车: which one or where, not how many.
    fn is_number_of_its_own(&self, found: unit::Found, follows: &str) -> bool {
        let before = self.before();
        match found.unit.symbol {
            "组" => {
                let listed = before.strip_suffix(['、', '和', '及']).is_some_and(|list| list.ends_with('组'));
                listed
                    || follows.starts_with("组长")
                    || before.ends_with(['村', '屯', '庄', '寨', '坪', '湾', '垸'])
                    || before.ends_with("社区")
            }
            "路" => !before.ends_with(is_word) || before.ends_with(['乘', '坐']),
            _ if found.unit.dimension == Dimension::Length => {
                follows.strip_prefix('处').is_some_and(|rest| !rest.starts_with(['理', '置', '于', '在']))
            }
            _ => false,
        }
    }

    /// 四、五类危桥, 一、二档: grades, not so many kinds.
    fn goes_on_in_grades(&self, found: unit::Found, value: Decimal) -> bool {
        let before = || {
            let c = self.before().strip_suffix('、')?.chars().next_back()?;
            numeral::chinese_digit(c).or(c.to_digit(10).map(u64::from))
        };
        list!["类", "档", "批", "组", "线", "层"].has(found.unit.symbol)
            && before().is_some_and(|before| value == Decimal::from(before + 1))
    }

    /// Whether a number counts only in company, with what is `len` bytes on; `None` where it is certainly no figure.
    fn is_company_needed(&self, numeral: &Numeral, found: Option<unit::Found>, len: usize) -> Option<bool> {
        let follows = &self.rest()[len..];
        let Some(found) = found else {
            let listed = follows.starts_with(['、', '和', '及', '与', '至', '到', '—', '：', '∶']);
            let lettered = follows.starts_with(|c: char| c.is_ascii_alphabetic());
            return (!lettered && (listed || !numeral.chinese)).then_some(false);
        };
        // 一亩三分: what has tenths is no mere one.
        let tenths = found.unit.symbol == "亩" && len > numeral.len + found.len;
        if numeral.form != Form::Plain || found.unit.base == "%" || tenths {
            return Some(false);
        }
        let counts = matches!(
            found.unit.dimension,
            Dimension::Count | Dimension::People | Dimension::Times | Dimension::Duration
        );
        if counts && numeral.value.to_f64() <= 12.0 && is_enumeration(follows) {
            return None;
        }
        if numeral.chinese { self.is_weak(numeral, counts) } else { Some(false) }
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
}

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

/// 七个半月: the unit that 个 is the beginning of, and how many bytes it takes with the half.
fn with_half(found: unit::Found, after: &str) -> Option<(unit::Found, usize)> {
    let of = (found.unit.symbol == "个").then(|| after.strip_prefix('半')).flatten()?;
    let unit = list!["月", "小时"].prefix(of)?;
    let whole = unit::find(if unit == "月" { "个月" } else { "个小时" })?;
    Some((whole, found.len + "半".len() + unit.len()))
}

/// 九十六元三角, 五元二角四分, 一亩三分: the whole in the larger unit, and how many bytes its tenths and hundredths take, which are
/// called by `names`.
fn with_tenths(whole: Decimal, power: u8, after: &str, names: [char; 2]) -> Option<(Decimal, usize)> {
    let coin = |text: &str, name: char| {
        let n = numeral::read(text).filter(|n| {
            n.form == Form::Plain && n.power == 0 && n.upper.is_none() && n.value.to_f64() < 10.0
        })?;
        text[n.len..].starts_with(name).then_some((n.value, n.len + name.len_utf8()))
    };
    let (tenths, taken) = coin(after, names[0]).filter(|_| power == 0)?;
    let sum = whole.checked_add(tenths.shifted(-1))?;
    match coin(&after[taken..], names[1]) {
        Some((cents, more)) => Some((sum.checked_add(cents.shifted(-2))?, taken + more)),
        None => Some((sum, taken)),
    }
}

/// Whether a count only announces what is listed: 六个方面.
fn is_enumeration(after: &str) -> bool {
    let steps = after.trim_start_matches(['百', '千', '万', '亿', '元']);
    // 抓好3件事, not 3件事项
    let things = after
        .strip_prefix('事')
        .is_some_and(|rest| !rest.starts_with(['项', '业', '故', '件', '例', '迹', '宜', '务', '实', '由']));
    things || ENUMERATIONS.prefix(after).is_some() || steps.len() < after.len() && steps.starts_with("台阶")
}
