//! The title: joined where it runs over lines, chosen where it stands more than once.

use super::letter;
use super::lines::Line;
use super::words::Words;
use crate::Span;
use crate::notation::Folded;
use std::sync::LazyLock;

/// What titles of official documents end with.
static ENDINGS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::ending(
        "
        答复 复函 回复 函 答复意见 办理意见 会办意见 协办意见 意见 通知 报告 公报 通报 公告 通告 决定 批复 请示 纪要
        方案 规划 计划 办法 条例 规定 细则 总结 要点 讲话 说明 情况 答复情况 答复件 答复稿 解读",
    )
});

/// The longest title, in bytes.
const LONGEST: usize = 480;

/// Lines of the head that make one title.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// First and last of its lines.
    pub(super) lines: std::ops::RangeInclusive<usize>,
    score: u8,
}

/// Finds the titles among the head's `unknown` lines, in order; the last of the best is the document's own.
pub(super) fn find(text: &str, lines: &[Line], unknown: &[usize]) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let mut from = 0;
    for (k, &i) in unknown.iter().enumerate() {
        if k > from && unknown[k - 1] + 1 != i {
            from = k;
        }
        let line = Folded::new(text, lines[i].span);
        if !(ends(line.text()) || is_number_line(text, &lines[i]))
            || lines[i].span.end - lines[i].span.start > LONGEST
        {
            continue;
        }
        // 答复 alone on its line ends the title above, even one that seemed complete.
        let suffix = is_suffix(line.text()) || is_number_line(text, &lines[i]);
        if let Some(last) = titles.last_mut().filter(|t| suffix && t.lines.end() + 1 == i) {
            last.lines = *last.lines.start()..=i;
            from = k + 1;
            continue;
        }
        let start = start(text, lines, &unknown[from..=k]);
        let whole = Folded::new(text, Span::new(lines[start].span.start, lines[i].span.end));
        titles.push(Title { lines: start..=i, score: score(whole.text()) });
        from = k + 1;
    }
    titles
}

/// The title that is the document's own: the last, next to the addressee, of those that name a request as none does
/// better.
pub(super) fn choose(titles: &[Title]) -> Option<&Title> {
    let best = titles.iter().map(|title| title.score).max()?;
    titles.iter().rev().find(|title| title.score + 1 >= best)
}

/// A title that only its place tells: the last short lines of the head, up to three, that nothing else explains. The
/// organs that may stand below are no part of it.
pub(super) fn by_place(text: &str, lines: &[Line], unknown: &[usize]) -> Option<Title> {
    let organ = |i: &usize| lines[*i].organ;
    let last = *unknown.iter().rfind(|i| !organ(i))?;
    let unknown = &unknown[..unknown.partition_point(|&i| i <= last)];
    let mut first = last + 1;
    for &i in unknown.iter().rev().take(3) {
        let line = Folded::new(text, lines[i].span);
        let short = line.text().chars().count() <= 60;
        if i + 1 != first || !short || organ(&i) {
            break;
        }
        first = i;
    }
    (first <= last).then_some(Title { lines: first..=last, score: 0 })
}

/// Whether a line gives the number of the request that the title above names: （第088号）, （编号：B（2017）103号）.
pub(super) fn is_number_line(text: &str, line: &Line) -> bool {
    if line.len() > 120 {
        return false;
    }
    let folded = Folded::new(text, line.span);
    let inner = folded.text().strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    inner.is_some_and(|inner| {
        inner.ends_with('号') && ["第", "编号", "提案", "建议"].iter().any(|word| inner.starts_with(word))
    })
}

/// The first line of the title that ends with the last of `group`.
fn start(text: &str, lines: &[Line], group: &[usize]) -> usize {
    let mut start = group.len() - 1;
    while start > 0 && group.len() - start < 4 {
        let this = Folded::new(text, lines[group[start]].span);
        let above = Folded::new(text, lines[group[start - 1]].span);
        let letterhead = above.text().ends_with("文件") || above.text().chars().count() > 60;
        let opens = ["关于", "对", "《", "答复"].iter().any(|word| this.text().starts_with(word));
        let complete = this.text().contains("关于") && !this.text().starts_with("关于");
        let begins =
            above.text().contains("关于") || above.text().contains('对') || above.text().contains("会议");
        let joins = if is_suffix(this.text()) {
            true
        } else if opens {
            letter::is_organ(above.text())
        } else {
            !complete && (begins || letter::is_organ(above.text()) || this.text().starts_with(['第', '的']))
        };
        if letterhead || !joins {
            break;
        }
        start -= 1;
    }
    group[start]
}

/// Whether a folded line is only the end of a title: 答复, 的函.
fn is_suffix(line: &str) -> bool {
    line.chars().count() <= 4
}

/// Whether a line ends as titles do.
pub(super) fn is_end(text: &str, line: &Line) -> bool {
    let may = ENDINGS.may_stand_at(line.last) || matches!(line.last, ')' | ']' | '】');
    may && ends(Folded::new(text, line.span).text())
}

/// Whether a folded line ends as titles do; what follows in brackets does not count.
fn ends(line: &str) -> bool {
    let mut bare = line;
    while let Some(inner) = bare.strip_suffix([')', ']', '】']) {
        let Some(open) = inner.rfind(['(', '[', '【']) else { break };
        bare = &bare[..open];
    }
    !bare.contains(['。', ';']) && ENDINGS.longest(bare).is_some()
}

fn score(title: &str) -> u8 {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    u8::from(has(&["答复", "复函", "回复", "会办意见", "协办意见", "函"])) * 2
        + u8::from(has(&["提案", "建议", "议案"]))
        + u8::from(has(&["关于", "对"]))
        + u8::from(has(&["号", "会议"]))
}
