//! The parts of a letter: salutation, opening, closing, signature.

use super::date;
use super::lines::Line;
use super::quote;
use super::words::Words;
use crate::Span;
use crate::notation::CharacterSet;
use crate::notation::{self, Folded, LOST, fold, is_han};
use std::sync::LazyLock;

/// What a salutation ends with: persons, and bodies that submit proposals or ask for an opinion.
static ADDRESSEES: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::ending(
        "
        委员 代表 副主席 主席 主任 副主任 主委 会长 先生 女士 同志 您好 你好 你们好 您们好 政府 委员会 办公室 办公厅
        工商联 联合会 小组 组 界别 党派 支部 党 盟 学社 局 厅 委 部 会 院 公司 人) 名) 位) 等) 代表团 提案人 建议人
        同学 朋友 总工会 团市委 妇联 领导 中心 协会",
    )
});

/// What organs of the state, and others who sign replies, are called.
static ORGANS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::ending(
        "
        局 厅 委员会 委 办公室 办公厅 政府 部 中心 法院 检察院 学院 大学 研究院 医院 协会 联合会 商会 总工会 公司
        集团 处 大队 调查队 支队 总队 银行 支行 分行 管委会 街道办 办事处 镇 乡 供销社 会 社 馆 学校 中学 开发区 新区 电视台 总社 联社 署 工商联 税务局 办
        组 团市委 妇联 所 院 站 人行",
    )
});

/// How a closing begins, after words such as 最后 or 再次.
static CLOSINGS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::beginning(
        "
        不当之处 感谢 衷心感谢 非常感谢 诚挚感谢 真诚感谢 十分感谢 谢谢 专此 特此 此复 此致 敬礼 顺祝 顺颂 顺致 祝您 祝你
        祝身体 以上答复 以上意见 以上回复 以上供 以上情况 以上是 上述答复 诚邀 恳请 敬请 欢迎您 欢迎你 希望您 希望你
        热忱欢迎 如有不 如对 如您对 如您们对 如你们对 如贵 若对 若有 请您对 请予 请对",
    )
});

/// A salutation: the whole of it, and whom it names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Salutation {
    pub(super) span: Span,
    pub(super) addressee: Span,
}

/// Reads the salutation that `line` begins with. `next` is the line after it: an opening there is evidence.
pub(super) fn salutation(text: &str, line: &Line, next: Option<&Line>) -> Option<Salutation> {
    let source = line.span.of(text);
    let named = ADDRESSEES.may_stand_at(line.last) || line.last == LOST || source.contains("好");
    if !line.signs.colon && (line.len() > 180 || !named) {
        return None;
    }
    let head = Span::new(line.span.start, line.span.start + quote::floor(source, 400));
    let folded = Folded::new(text, head);
    let bare = folded.text();
    let is_opened = std::cell::LazyCell::new(|| next.is_some_and(|next| opening(text, next.span).is_some()));
    let opened = || *is_opened;
    let (end, past) = name_end(bare).or_else(|| {
        let bare_name = bare.len() < 120 && bare.ends_with(|c| is_han(c) || c == ')') && opened();
        bare_name.then_some((bare.len(), bare.len()))
    })?;
    let separated = past > end;
    let name = &bare[..end];
    let rest = &bare[past..];
    let whole = folded.text().len() == end || rest.is_empty() && head == line.span;
    let known =
        ADDRESSEES.longest(name).is_some() || ["委员", "代表"].iter().any(|word| fuzzy_ends(name, word));
    let person = ["委员", "代表", "您好", "你好", "主席"].iter().any(|word| name.ends_with(word));
    let plain =
        !name.is_empty() && !name.contains(['。', ';', '?', '!', '《', '<', '|']) && !name.ends_with("如下");
    let goes_on = ["您", "你", "贵", "现将", "现就", "现答", "经", "收", "关于", "首先", "感谢", "非常"]
        .iter()
        .any(|word| rest.starts_with(word));
    let fits = if separated {
        whole && (known || opened()) || goes_on && (person || known && opened())
    } else {
        person || known && name.chars().count() <= 20 && opened()
    };
    if !plain || !fits || opening(text, folded.span(0..end)).is_some() {
        return None;
    }
    let polite = ["尊敬的", "敬爱的"].iter().fold(name, |name, word| name.strip_prefix(word).unwrap_or(name));
    let start = name.len() - polite.len();
    let named = GREETINGS.iter().find_map(|word| polite.strip_suffix(word)).unwrap_or(polite);
    let stop = start + named.trim_end_matches([',', ' ']).len();
    let span = Span::new(line.span.start, folded.span(0..past).end);
    Some(Salutation { span, addressee: folded.span(start..stop) })
}

/// Words that greet, behind the name.
const GREETINGS: [&str; 4] = ["您们好", "你们好", "您好", "你好"];

/// Where the name of a salutation ends, and where its sign does: 甲委员：, 甲代表，您好！
fn name_end(bare: &str) -> Option<(usize, usize)> {
    /// The longest name, in characters.
    const LONGEST: usize = 60;
    let colon = bare.char_indices().take(LONGEST + 1).find(|&(_, c)| c == ':').map(|(at, _)| (at, at + 1));
    let greeted = || {
        let (at, word) = GREETINGS.iter().find_map(|word| Some((bare.find(word)?, word)))?;
        let end = at + word.len();
        let signed = bare[end..].starts_with(['!', ',']) && bare[..at].chars().count() <= LONGEST;
        signed.then_some((end, end + 1))
    };
    colon.or_else(greeted)
}

/// Whether `name` ends with `word`, one lost character allowed in words of two or more.
fn fuzzy_ends(name: &str, word: &str) -> bool {
    if name.ends_with(word) {
        return true;
    }
    let count = word.chars().count();
    let mut misses = 0;
    count >= 2
        && name.chars().count() > count
        && name.chars().rev().zip(word.chars().rev()).all(|(a, b)| {
            misses += usize::from(a == LOST);
            a == b || a == LOST
        })
        && misses <= 1
}

/// How a paragraph opens a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// It says what was received: 您提出的…收悉.
    Received,
    /// It ends the opening after so many bytes: 现答复如下：.
    Ends(usize),
}

/// What openings announce, between 如下 and its colon: 提出如下会办意见：.
static ANNOUNCED: LazyLock<Words<()>> =
    LazyLock::new(|| Words::ending("意见 意见建议 意见和建议 答复 回复 复函 反馈 说明 汇报"));

/// Length of what stands between 如下 and the sign that ends the opening, that sign included: nothing, or what is
/// announced.
fn announced(rest: &str) -> Option<usize> {
    /// The longest of it, in characters.
    const LONGEST: usize = 8;
    let len: usize = rest.chars().take_while(|&c| is_han(c)).take(LONGEST + 1).map(char::len_utf8).sum();
    let known = len == 0 || len <= LONGEST * '意'.len_utf8() && ANNOUNCED.longest(&rest[..len]).is_some();
    let sign = match rest[len..].chars().next() {
        Some(sign) => matches!(fold(sign), ':' | '。').then(|| sign.len_utf8())?,
        None => 0,
    };
    known.then_some(len + sign)
}

/// Whether a paragraph says that a request was received: 关于…的提案（第45号）已收到.
fn received(source: &str) -> bool {
    source.contains("收悉")
        || source.match_indices("收到").any(|(at, _)| {
            let before = source[..at].trim_end_matches(['已', '均', '，', ',']);
            let before = match before.strip_suffix(['）', ')']) {
                Some(inner) => inner.rsplit_once(['（', '(']).map_or(inner, |(before, _)| before),
                None => before,
            };
            let named = before.trim_end_matches(['》', '”', '"']);
            ["提案", "建议", "议案", "来函", "转办件"].iter().any(|word| named.ends_with(word))
        })
}

/// Reads a paragraph as part of an opening.
pub(super) fn opening(text: &str, paragraph: Span) -> Option<Opening> {
    let source = &paragraph.of(text)[..quote::floor(paragraph.of(text), 3000)];
    let says = |words: &[&str]| words.iter().any(|word| source.contains(word));
    let follows = memchr::memmem::find_iter(source.as_bytes(), "如下").find_map(|at| {
        let after = at + "如下".len();
        announced(&source[after..]).map(|len| after + len)
    });
    let handled =
        || says(&["提出的", "提交的"]) && says(&["提案", "建议"]) && says(&["办理", "研究", "转交", "交由"]);
    follows.map(Opening::Ends).or_else(|| (received(source) || handled()).then_some(Opening::Received))
}

/// Whether a paragraph closes the letter: its first sentence, or the second of a short one, is a courtesy such as
/// 感谢您… or 专此答复.
pub(super) fn closes(text: &str, line: &Line) -> bool {
    const SHORT: usize = 300;
    /// Where a sentence's first words end, in bytes.
    const BEGINNING: usize = 60;
    if line.len() > 600 {
        return false;
    }
    let source = line.span.of(text);
    let sentences = source.split('。').take(if line.len() <= SHORT { 2 } else { 1 });
    let mut start = line.span.start;
    sentences.into_iter().any(|sentence| {
        let beginning = Span::new(start, start + quote::floor(sentence, BEGINNING));
        start += sentence.len() + '。'.len_utf8();
        COURTEOUS.contains(notation::first(sentence)) && is_courtesy(Folded::new(text, beginning).text())
    })
}

/// Words that a courtesy may begin with before the one that tells it.
const BEFORE_CLOSINGS: [&str; 9] = ["最后", "再次", "在此", "同时", "并", "我们", "我局", "我委", "也"];

/// What courtesies begin with.
static COURTEOUS: LazyLock<CharacterSet> = LazyLock::new(|| {
    let before = BEFORE_CLOSINGS.iter().filter_map(|word| word.chars().next());
    before.chain(CLOSINGS.edges()).chain([',', LOST]).collect()
});

fn is_courtesy(sentence: &str) -> bool {
    let mut bare = sentence;
    for word in BEFORE_CLOSINGS {
        bare = bare.strip_prefix(word).unwrap_or(bare).trim_start_matches(',');
    }
    let lost =
        || bare.strip_prefix(LOST).is_some_and(|rest| rest.starts_with('谢') || rest.starts_with("此答复"));
    CLOSINGS.longest(bare).is_some() || lost()
}

/// A name without the note that its seal stands here.
pub(super) fn without_seal(name: &str) -> &str {
    const SEALS: [&str; 8] = ["章", "印", "印章", "盖章", "公章", "代章", "签章", "加盖公章"];
    let organ = || {
        let (organ, note) = name.trim_end().strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
        SEALS.contains(&note.trim()).then(|| organ.trim_end())
    };
    organ().unwrap_or(name)
}

/// Whether what stands at `span` may be the name of an organ: neither too long, nor with another character at its end.
pub(super) fn may_be_organ(span: Span, last: char) -> bool {
    span.end - span.start <= 360 && (ORGANS.may_stand_at(last) || last == ')')
}

/// Whether a folded line is the name of an organ, or of several.
pub(super) fn is_organ(line: &str) -> bool {
    let bare = without_seal(line);
    let count = bare.chars().count();
    (3..=70).contains(&count)
        && bare.chars().all(|c| is_han(c) || matches!(fold(c), '(' | ')' | '、' | LOST))
        && !bare.contains(['的', '是', '了'])
        && !["关于", "对"].iter().any(|word| bare.starts_with(word))
        && ORGANS.longest(bare).is_some()
}

/// What a line of a signature says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signature {
    pub(super) organ: Option<Span>,
    pub(super) date: Option<Span>,
}

/// Reads a line as organ, date, or organ and date.
pub(super) fn signature(text: &str, line: &Line) -> Option<Signature> {
    let source = line.span.of(text);
    if source.len() > 360 || line.signs.stop {
        return None;
    }
    let dated = line.signs.date && date::may_end_with(line.last);
    if dated && date::whole(source).is_some() {
        return Some(Signature { organ: None, date: Some(line.span) });
    }
    if line.organ {
        return Some(Signature { organ: Some(line.span), date: None });
    }
    let (_, range) = dated.then(|| date::find(source)).flatten()?;
    let organ = super::lines::trim(text, Span::new(line.span.start, line.span.start + range.start));
    let after = source[range.end..].trim();
    (after.is_empty() && is_organ(Folded::new(text, organ).text())).then(|| Signature {
        organ: Some(organ),
        date: Some(Span::new(line.span.start + range.start, line.span.start + range.end)),
    })
}
