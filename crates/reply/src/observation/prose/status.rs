//! Whether a sentence tells of what was, is to be or is expected.

use super::super::lexicon::{LIST_VERBS, PLANS, VERBS};
use super::super::words::list;
use super::super::{Status, scan};
use super::Reader;
use crate::Span;
use crate::notation::is_word;

impl Reader<'_> {
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
            target |= planned || is_tense(text, at);
        }
        if target {
            self.status = Some(Status::Target);
        } else if self.status == Some(Status::Target)
            && list!["已完成", "已建成", "已累计", "已投入"].is_in(text)
        {
            // 计划实施312公里，截至10月底已完成276公里
            self.status = Some(Status::Actual);
        }
    }
}

/// Whether `word`, which stands at `at`, makes a plan there: 确保, not 确保了; 目标, not 完成目标的.
fn is_plan(text: &str, at: usize, word: &str) -> bool {
    let (before, after) = (&text[..at], &text[at + word.len()..]);
    !after.starts_with(['了', '数'])
        && !after.starts_with("完成数")
        && !(word == "目标"
            && (after.starts_with('的') || after.starts_with("任务的") || before.ends_with(['超', '成'])))
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
    !word && (is_act(after) || rest.starts_with("拟定"))
}

fn is_act(text: &str) -> bool {
    VERBS.prefix(text).is_some_and(|(word, ())| word != "是" && word != "为")
        || LIST_VERBS.prefix(text).is_some()
        || text.starts_with(['再', '比', '于'])
}
