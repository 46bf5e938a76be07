//! Whether a sentence tells of what was, is to be or is expected.

use super::super::lexicon::{AREAS, LIST_VERBS, PLANS, VERBS};
use super::super::words::list;
use super::super::{Status, scan};
use super::{Kind, Mark, Reader};
use crate::Span;
use crate::notation::is_word;
use crate::observation::document::opens_plan;

impl Reader<'_> {
    /// Whether the sentence turns its paragraph to what is to come: 下一步，…, 我们拟从三个方面作些改进。
    pub(super) fn announces_plan(&self, figures: bool) -> bool {
        let text = self.sentence.of(self.text);
        let text = &text[..scan::floor(text, 150)];
        let ways = || {
            !figures
                && list!["个方面", "以下工作"].is_in(text)
                && PLANS.places(text).any(|(at, _, _)| is_tense(text, at))
        };
        opens_plan(text) || ways()
    }

    /// What was expected ends where a clause begins with an earlier time: 7月份预计增长5%，6月末企业景气指数112.4点.
    pub(super) fn end_estimate(&mut self, first: Option<&Mark>, clause: Span) {
        let opens = |mark: &Mark| {
            matches!(mark.kind, Kind::Time(time) if self.ends_on(time) < self.until)
                && self.text[clause.start.min(mark.span.start)..mark.span.start].trim_start().is_empty()
        };
        if self.status == Some(Status::Estimate) && first.is_some_and(opens) {
            self.status = None;
        }
    }

    pub(super) fn note_status(&mut self, clause: Span) {
        let text = clause.of(self.text);
        let text = &text[..scan::floor(text, 400)];
        let mut target = opens_with_task(text);
        for (at, word, status) in PLANS.places(text) {
            let planned = status.is_some_and(|_| is_plan(text, at, word));
            if planned && status == Some(Status::Estimate) {
                self.status = status;
                return;
            }
            target |= planned || is_tense(text, at) || intends(text, at);
        }
        if target {
            self.status = Some(Status::Target);
        } else if (self.status == Some(Status::Target) || self.scope.planned) && is_done(text) {
            // 计划实施312公里，截至10月底已完成276公里
            self.status = Some(Status::Actual);
        }
    }
}

/// Whether `word`, which stands at `at`, makes a plan there: 确保, not 确保了; 目标, not 完成目标的, 比目标高.
fn is_plan(text: &str, at: usize, word: &str) -> bool {
    let (before, after) = (&text[..at], &text[at + word.len()..]);
    let compared = || {
        let base = before.rfind(['比', '较']).map(|at| before.split_at(at));
        base.is_some_and(|(before, base)| {
            !before.ends_with(['占', '同', '环', '对', '可']) && !list!["比重", "比例", "比率"].begins(base)
        })
    };
    // 五年计划规定的投资总额
    let set = word == "计划规定" && after.starts_with('的');
    !(set || after.starts_with(['了', '数']) || after.starts_with("完成数"))
        && !(word == "目标"
            && (after.starts_with('的')
                || after.starts_with("任务的")
                || before.ends_with(['超', '成'])
                || compared()))
}

/// Whether a clause tells of what is done: 已完成276公里, not 对已建成的小区.
fn is_done(text: &str) -> bool {
    text.match_indices('已').any(|(at, _)| !scan::near(&text[at..], 8).contains('的'))
}

/// Whether a clause tells of what is to come by its beginning: 要推动, 我们要实现.
fn opens_with_task(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !is_word(c));
    text.strip_prefix("我们").unwrap_or(text).strip_prefix('要').is_some_and(is_act)
}

/// Whether the word at `at` tells of what is to come: 将新建, 拟安排, not 干将 or 拟定.
fn is_tense(text: &str, at: usize) -> bool {
    let (before, rest) = text.split_at(at);
    let Some(after) = rest.strip_prefix(['将', '拟']) else { return false };
    let word =
        before.ends_with(['干', '模', '比', '虚', '草', '即']) || after.starts_with(['军', '近', '要']);
    let goes_on = || {
        list![
            "把",
            "先",
            "按",
            "会同",
            "进一步",
            "继续",
            "认真",
            "结合",
            "加大",
            "陆续",
            "逐步",
            "尽快",
            "适时",
            "同步",
            "充分",
            "重点",
            "大力",
            "着力",
            "根据",
            "通过",
            "从",
            "对",
            "与",
            "用",
            "每"
        ]
        .begins(after)
    };
    !word && (rest.starts_with('拟') || is_act(after) || goes_on())
}

/// Whether 计划 at `at` is what someone does, no plan that there is: 计划新建, 计划到一九八五年, not 完成计划的, 行动计划.
fn intends(text: &str, at: usize) -> bool {
    let (before, rest) = text.split_at(at);
    let Some(after) = rest.strip_prefix("计划") else { return false };
    let thing =
        list!["完成年", "为年", "经济", "年度", "改善", "提升", "培育", "支持", "帮扶", "资助", "助学"]
            .ends(before)
            || before
                .ends_with(['动', '作', '施', '规', '划', '成', '过', '超', '于', '比', '较', '总', '”']);
    !thing
        && (is_act(after)
            || AREAS.prefix(after).is_some()
            || list!["用", "每", "再", "到", "今年", "明年", "于", "从"].begins(after)
            || after.starts_with(crate::period::is_year_digit))
}

fn is_act(text: &str) -> bool {
    VERBS.prefix(text).is_some_and(|(word, ())| word != "是" && word != "为")
        || LIST_VERBS.prefix(text).is_some()
        || text.starts_with(['再', '比', '于'])
}
