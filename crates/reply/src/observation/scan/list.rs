//! Which unit has a number that leaves it to the next of its list?

use super::super::document::Names;
use super::{Kind, Mark, Special};
use crate::numeral;

/// Numbers without a unit take that of the next one in their list: 94、431和3963家.
pub(super) fn lend_units(text: &str, marks: &mut [Mark], names: &mut Names) {
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
