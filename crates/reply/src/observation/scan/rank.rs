//! Is a place in an order written here?

use super::super::words::List;
use super::{Kind, Rank, Scanner};
use crate::notation::is_word;
use crate::numeral::{self, Form};

impl<'a> Scanner<'a, '_> {
    /// Marks the place in an order that begins here, or passes over what looks like one.
    pub(super) fn rank(&mut self) {
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
}

const FIRSTS: List = List::new(&["首位", "榜首", "首席", "第一方阵", "之首", "之冠"]);
