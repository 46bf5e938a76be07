//! The labels of header and contact fields: their one home.

use super::lines::Line;
use super::table::{cut, spaced};
use super::words::Words;
use crate::Span;
use crate::document::Field;
use crate::notation::{CharacterSet, Folded, LOST, fold, is_han};
use std::sync::LazyLock;

/// What a label says about the value behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It is this field.
    Field(Field),
    /// It is this field if nothing else gives it: a page's own 来源 beside the document's 发文机关, the proposal system's
    /// 会次 beside the letter's title.
    Weak(Field),
    /// One value for the contact and their telephone.
    ContactAndPhone,
    /// A field of the proposal system that Dafu does not keep.
    Ignored,
    /// It belongs to the page: 点击量, 字体.
    Page,
}

impl Meaning {
    /// Whether the label names whom to ask, and where.
    pub(super) fn is_contact(self) -> bool {
        matches!(
            self,
            ContactAndPhone | Ignored | Is(F::Contact | F::ContactPhone) | Weak(F::Contact | F::ContactPhone)
        )
    }
}

use Field as F;
use Meaning::{ContactAndPhone, Field as Is, Ignored, Page, Weak};

/// Where a label may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    Header,
    Contact,
    Both,
}
use Zone::{Both, Contact, Header};

impl Zone {
    fn covers(self, zone: Zone) -> bool {
        self == zone || self == Both || zone == Both
    }
}

/// Every label, as it reads without padding.
const LABELS: &[(&str, Meaning, Zone)] = &[
    ("信息名称", Is(F::InformationName), Header),
    ("文件名称", Is(F::InformationName), Header),
    ("公文名称", Is(F::InformationName), Header),
    ("名称", Is(F::InformationName), Header),
    ("标题", Is(F::InformationName), Header),
    ("信息标题", Is(F::InformationName), Header),
    ("文件标题", Is(F::InformationName), Header),
    ("索引号", Is(F::IndexNumber), Header),
    ("信息索引号", Is(F::IndexNumber), Header),
    ("信息索引", Is(F::IndexNumber), Header),
    ("索取号", Is(F::IndexNumber), Header),
    ("索引码", Is(F::IndexNumber), Header),
    ("索引编号", Is(F::IndexNumber), Header),
    ("信息编号", Is(F::IndexNumber), Header),
    ("统一编号", Weak(F::IndexNumber), Header),
    ("主题分类", Is(F::Topic), Header),
    ("主题类别", Is(F::Topic), Header),
    ("分类词", Is(F::Topic), Header),
    ("所属主题", Is(F::Topic), Header),
    ("公开事项", Ignored, Header),
    ("服务对象", Ignored, Header),
    ("公开期限", Ignored, Header),
    ("公开时限", Ignored, Header),
    ("公开程序", Ignored, Header),
    ("载体类型", Ignored, Header),
    ("记录形式", Ignored, Header),
    ("语种", Ignored, Header),
    ("行文方向", Ignored, Header),
    ("信息分类", Is(F::Topic), Header),
    ("信息类别", Is(F::Topic), Header),
    ("分类", Is(F::Topic), Header),
    ("体裁分类", Is(F::Genre), Header),
    ("体裁", Is(F::Genre), Header),
    ("公文种类", Is(F::Genre), Header),
    ("文种", Is(F::Genre), Header),
    ("组配分类", Is(F::Category), Header),
    ("文号", Is(F::DocumentNumber), Header),
    ("发文字号", Is(F::DocumentNumber), Header),
    ("发文文号", Is(F::DocumentNumber), Header),
    ("公文文号", Is(F::DocumentNumber), Header),
    ("文件编号", Is(F::DocumentNumber), Header),
    ("发文号", Is(F::DocumentNumber), Header),
    ("公文字号", Is(F::DocumentNumber), Header),
    ("文书号", Is(F::DocumentNumber), Header),
    ("复文号", Is(F::DocumentNumber), Header),
    ("复函文号", Is(F::DocumentNumber), Header),
    ("文件字号", Is(F::DocumentNumber), Header),
    ("答复文号", Is(F::DocumentNumber), Header),
    ("发布机构", Is(F::IssuingOrgan), Header),
    ("发布者", Weak(F::IssuingOrgan), Header),
    ("信息提供单位", Weak(F::IssuingOrgan), Header),
    ("稿件来源", Weak(F::IssuingOrgan), Header),
    ("公开单位", Is(F::IssuingOrgan), Header),
    ("公开机关", Is(F::IssuingOrgan), Header),
    ("发文部门", Is(F::IssuingOrgan), Header),
    ("责任部门", Weak(F::IssuingOrgan), Header),
    ("制作机关", Is(F::IssuingOrgan), Header),
    ("发布机关", Is(F::IssuingOrgan), Header),
    ("发布单位", Is(F::IssuingOrgan), Header),
    ("发布部门", Is(F::IssuingOrgan), Header),
    ("发文机关", Is(F::IssuingOrgan), Header),
    ("发文机构", Is(F::IssuingOrgan), Header),
    ("发文单位", Is(F::IssuingOrgan), Header),
    ("制发机关", Is(F::IssuingOrgan), Header),
    ("公开主体", Is(F::IssuingOrgan), Header),
    ("公开机构", Is(F::IssuingOrgan), Header),
    ("公开责任部门", Weak(F::IssuingOrgan), Header),
    ("信息来源", Weak(F::IssuingOrgan), Header),
    ("文章来源", Weak(F::IssuingOrgan), Header),
    ("来源", Weak(F::IssuingOrgan), Header),
    ("主办单位", Ignored, Header),
    ("承办单位", Ignored, Header),
    ("办理单位", Ignored, Header),
    ("答复单位", Ignored, Header),
    ("成文日期", Is(F::ProducedOn), Header),
    ("产生时间", Is(F::ProducedOn), Header),
    ("生成时间", Is(F::ProducedOn), Header),
    ("制作日期", Is(F::ProducedOn), Header),
    ("印发日期", Is(F::ProducedOn), Header),
    ("形成日期", Is(F::ProducedOn), Header),
    ("成文时间", Is(F::ProducedOn), Header),
    ("产生日期", Is(F::ProducedOn), Header),
    ("生成日期", Is(F::ProducedOn), Header),
    ("发文日期", Is(F::ProducedOn), Header),
    ("发文时间", Is(F::ProducedOn), Header),
    ("制发日期", Is(F::ProducedOn), Header),
    ("答复时间", Ignored, Both),
    ("答复日期", Ignored, Both),
    ("编稿时间", Ignored, Header),
    ("发布日期", Is(F::ReleasedOn), Header),
    ("发布时间", Is(F::ReleasedOn), Header),
    ("信息发布日期", Is(F::ReleasedOn), Header),
    ("信息发布时间", Is(F::ReleasedOn), Header),
    ("上网日期", Is(F::ReleasedOn), Header),
    ("上网时间", Is(F::ReleasedOn), Header),
    ("添加时间", Is(F::ReleasedOn), Header),
    ("录入时间", Ignored, Header),
    ("公开日期", Is(F::ReleasedOn), Header),
    ("公开时间", Is(F::ReleasedOn), Header),
    ("公布日期", Is(F::ReleasedOn), Header),
    ("更新时间", Ignored, Header),
    ("更新日期", Ignored, Header),
    ("日期", Weak(F::ReleasedOn), Header),
    ("时间", Weak(F::ReleasedOn), Header),
    ("生效日期", Is(F::EffectiveOn), Header),
    ("施行日期", Is(F::EffectiveOn), Header),
    ("生效时间", Is(F::EffectiveOn), Header),
    ("实施日期", Is(F::EffectiveOn), Header),
    ("废止日期", Is(F::RepealedOn), Header),
    ("废止时间", Is(F::RepealedOn), Header),
    ("失效日期", Is(F::RepealedOn), Header),
    ("失效时间", Is(F::RepealedOn), Header),
    ("主题词", Is(F::Keywords), Header),
    ("标签", Is(F::Keywords), Header),
    ("关键词", Is(F::Keywords), Header),
    ("关键字", Is(F::Keywords), Header),
    ("内容概述", Is(F::Summary), Header),
    ("内容摘要", Is(F::Summary), Header),
    ("内容概要", Is(F::Summary), Header),
    ("信息概述", Is(F::Summary), Header),
    ("摘要", Is(F::Summary), Header),
    ("公开方式", Is(F::Openness), Both),
    ("公开类别", Is(F::Openness), Both),
    ("公开属性", Is(F::Openness), Both),
    ("公开形式", Is(F::Openness), Both),
    ("公开选项", Is(F::Openness), Both),
    ("公开意见", Is(F::Openness), Both),
    ("公开情况", Is(F::Openness), Both),
    ("公开性质", Is(F::Openness), Both),
    ("公开程度", Is(F::Openness), Both),
    ("信息公开选项", Is(F::Openness), Both),
    ("信息公开属性", Is(F::Openness), Both),
    ("政府信息公开选项", Is(F::Openness), Both),
    ("可否公开", Is(F::Openness), Both),
    ("能否公开", Is(F::Openness), Both),
    ("是否可以公开", Is(F::Openness), Both),
    ("是否全文公开", Is(F::Openness), Both),
    ("复文是否公开", Is(F::Openness), Both),
    ("答复是否公开", Is(F::Openness), Both),
    ("公开范围", Weak(F::Openness), Both),
    ("是否公开", Is(F::Openness), Both),
    ("是否同意公开", Is(F::Openness), Both),
    ("是否主动公开", Is(F::Openness), Both),
    ("有效性", Is(F::Validity), Header),
    ("时效", Is(F::Validity), Header),
    ("时效状态", Is(F::Validity), Header),
    ("文件状态", Is(F::Validity), Header),
    ("文件有效性", Is(F::Validity), Header),
    ("信息有效性", Is(F::Validity), Header),
    ("有效状态", Is(F::Validity), Header),
    ("是否有效", Is(F::Validity), Header),
    ("时效性", Is(F::Validity), Header),
    ("效力状态", Is(F::Validity), Header),
    ("会次", Weak(F::RequestSession), Header),
    ("届次", Weak(F::RequestSession), Header),
    ("提案编号", Weak(F::RequestNumber), Header),
    ("提案号", Weak(F::RequestNumber), Header),
    ("建议编号", Weak(F::RequestNumber), Header),
    ("建议号", Weak(F::RequestNumber), Header),
    ("案号", Weak(F::RequestNumber), Header),
    ("编号", Weak(F::RequestNumber), Header),
    ("提案标题", Weak(F::RequestTitle), Header),
    ("提案名称", Weak(F::RequestTitle), Header),
    ("建议标题", Weak(F::RequestTitle), Header),
    ("建议名称", Weak(F::RequestTitle), Header),
    ("案由", Weak(F::RequestTitle), Header),
    ("提案题目", Weak(F::RequestTitle), Header),
    ("建议题目", Weak(F::RequestTitle), Header),
    ("建议主题", Weak(F::RequestTitle), Header),
    ("提案主题", Weak(F::RequestTitle), Header),
    ("案由标题", Weak(F::RequestTitle), Header),
    ("建议人", Ignored, Header),
    ("提案类别", Ignored, Header),
    ("建议类别", Ignored, Header),
    ("提案分类", Ignored, Header),
    ("第一提案人", Ignored, Header),
    ("领衔人", Ignored, Header),
    ("附议人", Ignored, Header),
    ("联名人", Ignored, Header),
    ("界别", Ignored, Header),
    ("代表团", Ignored, Header),
    ("提交时间", Ignored, Header),
    ("提出时间", Ignored, Header),
    ("交办时间", Ignored, Header),
    ("办理时限", Ignored, Header),
    ("办结时限", Ignored, Header),
    ("办结时间", Ignored, Header),
    ("办理状态", Ignored, Header),
    ("办理方式", Ignored, Header),
    ("主办", Ignored, Header),
    ("会办", Ignored, Header),
    ("满意度", Ignored, Header),
    ("提案人", Ignored, Header),
    ("提出人", Ignored, Header),
    ("领衔代表", Ignored, Header),
    ("提案者", Ignored, Header),
    ("会办单位", Ignored, Header),
    ("协办单位", Ignored, Header),
    ("分办单位", Ignored, Header),
    ("类别", Is(F::ReplyClass), Both),
    ("答复类别", Is(F::ReplyClass), Both),
    ("办复类别", Is(F::ReplyClass), Both),
    ("办理类别", Is(F::ReplyClass), Both),
    ("办理结果", Is(F::ReplyClass), Both),
    ("办理类型", Is(F::ReplyClass), Both),
    ("办复类型", Is(F::ReplyClass), Both),
    ("答复类型", Is(F::ReplyClass), Both),
    ("办理情况", Is(F::ReplyClass), Both),
    ("办理结果分类", Is(F::ReplyClass), Both),
    ("办理结果类别", Is(F::ReplyClass), Both),
    ("答复分类", Is(F::ReplyClass), Both),
    ("办复分类", Is(F::ReplyClass), Both),
    ("办理分类", Is(F::ReplyClass), Both),
    ("类别标记", Is(F::ReplyClass), Both),
    ("类别标识", Is(F::ReplyClass), Both),
    ("办理结果标识", Is(F::ReplyClass), Both),
    ("办复结果", Is(F::ReplyClass), Both),
    ("答复件类别", Is(F::ReplyClass), Both),
    ("解决程度", Is(F::ReplyClass), Both),
    ("签发人", Is(F::Signer), Both),
    ("领导签发", Is(F::Signer), Both),
    ("签发领导", Is(F::Signer), Both),
    ("签发", Is(F::Signer), Both),
    ("签批人", Is(F::Signer), Both),
    ("核签人", Is(F::Signer), Both),
    ("领导署名", Is(F::Signer), Both),
    ("签署人", Is(F::Signer), Both),
    ("联系人", Is(F::Contact), Contact),
    ("联系人姓名", Is(F::Contact), Contact),
    ("承办人", Is(F::Contact), Contact),
    ("承办人员", Is(F::Contact), Contact),
    ("经办人", Is(F::Contact), Contact),
    ("承办负责人", Weak(F::Contact), Contact),
    ("联系领导", Weak(F::Contact), Contact),
    ("分管领导", Weak(F::Contact), Contact),
    ("单位负责人", Weak(F::Contact), Contact),
    ("负责人", Weak(F::Contact), Contact),
    ("具体承办人", Is(F::Contact), Contact),
    ("具体联系人", Is(F::Contact), Contact),
    ("办理人", Is(F::Contact), Contact),
    ("承办科室负责人", Weak(F::Contact), Contact),
    ("联系电话", Is(F::ContactPhone), Contact),
    ("联系人电话", Is(F::ContactPhone), Contact),
    ("电话", Is(F::ContactPhone), Contact),
    ("办公电话", Is(F::ContactPhone), Contact),
    ("联系方式", Is(F::ContactPhone), Contact),
    ("咨询电话", Is(F::ContactPhone), Contact),
    ("承办人电话", Is(F::ContactPhone), Contact),
    ("手机", Is(F::ContactPhone), Contact),
    ("固定电话", Is(F::ContactPhone), Contact),
    ("联系人及电话", ContactAndPhone, Contact),
    ("联系人及联系电话", ContactAndPhone, Contact),
    ("联系人及联系方式", ContactAndPhone, Contact),
    ("联系人和电话", ContactAndPhone, Contact),
    ("联系人、电话", ContactAndPhone, Contact),
    ("承办人及电话", ContactAndPhone, Contact),
    ("联系人及方式", ContactAndPhone, Contact),
    ("联系人/电话", ContactAndPhone, Contact),
    ("联系人(电话)", ContactAndPhone, Contact),
    ("联系人、联系电话", ContactAndPhone, Contact),
    ("承办人员及电话", ContactAndPhone, Contact),
    ("承办人、联系电话", ContactAndPhone, Contact),
    ("联系单位及电话", ContactAndPhone, Contact),
    ("联系科室及电话", ContactAndPhone, Contact),
    ("承办单位及电话", ContactAndPhone, Contact),
    ("承办人及联系电话", ContactAndPhone, Contact),
    ("经办人及电话", ContactAndPhone, Contact),
    ("经办人及联系电话", ContactAndPhone, Contact),
    ("联系单位", Ignored, Contact),
    ("联系科室", Ignored, Contact),
    ("承办科室", Ignored, Contact),
    ("联系地址", Ignored, Contact),
    ("通讯地址", Ignored, Contact),
    ("地址", Ignored, Contact),
    ("单位地址", Ignored, Contact),
    ("邮编", Ignored, Contact),
    ("邮政编码", Ignored, Contact),
    ("传真", Ignored, Contact),
    ("电子邮箱", Ignored, Contact),
    ("抄送", Is(F::CopiedTo), Contact),
    ("抄送单位", Is(F::CopiedTo), Contact),
    ("抄报", Weak(F::CopiedTo), Contact),
    ("抄送机关", Is(F::CopiedTo), Contact),
    ("分送", Weak(F::CopiedTo), Contact),
    ("主送", Ignored, Contact),
    ("点击量", Page, Header),
    ("点击数", Page, Header),
    ("点击次数", Page, Header),
    ("点击", Page, Header),
    ("浏览量", Page, Header),
    ("浏览次数", Page, Header),
    ("浏览", Page, Header),
    ("阅读量", Page, Header),
    ("阅读次数", Page, Header),
    ("阅读", Page, Header),
    ("访问量", Page, Header),
    ("访问次数", Page, Header),
    ("字体", Page, Header),
    ("字号", Page, Header),
    ("字体大小", Page, Header),
    ("视力保护色", Page, Header),
    ("背景色", Page, Header),
    ("作者", Page, Header),
    ("撰稿", Page, Header),
    ("供稿", Page, Header),
    ("点击率", Page, Header),
    ("访问人数", Page, Header),
    ("浏览人数", Page, Header),
    ("阅读人数", Page, Header),
    ("打印", Page, Header),
    ("文字大小", Page, Header),
    ("文章字号", Page, Header),
    ("分享至", Page, Both),
    ("初审", Page, Both),
    ("复审", Page, Both),
    ("终审", Page, Both),
    ("校对", Page, Both),
    ("信息员", Page, Both),
    ("编辑", Page, Header),
    ("责任编辑", Page, Both),
    ("分享到", Page, Both),
    ("分享", Page, Both),
    ("保护视力色", Page, Header),
    ("审核", Page, Header),
];

/// The labels by the character they end with.
static BY_ENDING: LazyLock<Words<(Meaning, Zone)>> = LazyLock::new(|| {
    Words::ending_with(LABELS.iter().map(|&(label, meaning, zone)| (label, (meaning, zone))))
});

/// The longest label, in characters.
const LONGEST: usize = 9;

/// A label found in a line, and its value.
#[derive(Clone, Debug)]
pub(super) struct Labelled {
    pub(super) meaning: Meaning,
    pub(super) label: Span,
    /// What stands up to the next label, without white space and cell bars at its ends.
    pub(super) value: Span,
    /// Whether a colon followed the label.
    pub(super) colon: bool,
}

/// The labels of a line.
pub(super) struct Labels {
    /// What stands before the first of them, bullets and brackets left out.
    pub(super) lead: Span,
    /// The labels with their values, in order.
    pub(super) fields: Vec<Labelled>,
}

/// Reads the labels of one line and their values. `zone` is where the line stands.
pub(super) fn read(text: &str, line: Span, zone: Zone) -> Labels {
    let mut labels = Labels { lead: Span::new(line.start, line.start), fields: Vec::new() };
    for (label, meaning, colon, resume) in occurrences(text, line, zone) {
        match labels.fields.last_mut() {
            Some(last) => last.value.end = label.start,
            None => labels.lead = unadorned(text, Span::new(line.start, label.start)),
        }
        labels.fields.push(Labelled { meaning, label, value: Span::new(resume, line.end), colon });
    }
    for field in &mut labels.fields {
        field.value = bare(text, field.value);
    }
    labels
}

/// The labels of a line that begins with one, and their values.
pub(super) fn leading(text: &str, line: &Line, zone: Zone) -> Option<Vec<Labelled>> {
    static FIRST: LazyLock<CharacterSet> = LazyLock::new(|| beginnings(|_| true).collect());
    if !FIRST.contains(line.first) {
        return None;
    }
    let labels = read(text, line.span, zone);
    (labels.lead.is_empty() && !labels.fields.is_empty()).then_some(labels.fields)
}

/// The characters, as they are compared, that a line may begin with which begins with a label of such a meaning.
pub(super) fn beginnings(meant: fn(Meaning) -> bool) -> impl Iterator<Item = char> {
    let labels = LABELS.iter().filter(move |(_, meaning, _)| meant(*meaning));
    labels
        .filter_map(|(label, ..)| label.chars().next())
        .chain(ORNAMENTS.iter().map(|&c| fold(c)))
        .chain([LOST])
}

fn unadorned(text: &str, span: Span) -> Span {
    let tail = span.of(text).trim_start_matches(is_ornament);
    let start = span.end - tail.len();
    Span::new(start, start + tail.trim_end_matches(is_ornament).len())
}

/// What may stand before the first label of a line: bullets, brackets, bars.
const ORNAMENTS: &[char] = &['[', '【', '（', '(', '|', '·', '•', '●', '■', '◆', '▪', '※', '*', '-'];

fn is_ornament(c: char) -> bool {
    c.is_whitespace() || ORNAMENTS.contains(&c)
}

fn bare(text: &str, span: Span) -> Span {
    let junk = |c: char| c.is_whitespace() || matches!(c, '|' | '[' | '【');
    let tail = span.of(text).trim_start_matches(|c: char| c.is_whitespace() || c == '|');
    let start = span.end - tail.len();
    let mut value = tail.trim_end_matches(junk);
    // The bracket round all the fields closes none that the value opens.
    if let Some(inner) = value.strip_suffix([')', '）'])
        && !inner.contains(['(', '（'])
    {
        value = inner.trim_end();
    }
    Span::new(start, start + value.trim_end_matches(['；', ';', '，', ',']).len())
}

/// How much of a line is searched for labels, in bytes: a long value ends the header.
const SEARCHED: usize = 3000;

/// Every label of the line: where it stands, what it means, whether a colon follows, where its value may begin.
fn occurrences(text: &str, line: Span, zone: Zone) -> Vec<(Span, Meaning, bool, usize)> {
    let mut found = Vec::new();
    let mut floor = line.start;
    let line = Span::new(line.start, line.start + super::quote::floor(line.of(text), SEARCHED));
    for (at, c) in line.of(text).char_indices() {
        let at = line.start + at;
        if fold(c) == ':'
            && at >= floor
            && let Some((label, meaning)) = before_colon(text, Span::new(floor, at), zone)
        {
            floor = at + c.len_utf8();
            found.push((label, meaning, true, floor));
        }
    }
    for cell in cells(text, line) {
        let taken =
            |&(label, _, _, from): &(Span, Meaning, bool, usize)| label.start < cell.end && cell.start < from;
        if cell.end - cell.start <= 60
            && !found.iter().any(taken)
            && let Some(meaning) = lookup(Folded::new(text, cell).text(), zone)
        {
            found.push((cell, meaning, false, cell.end));
        }
    }
    order::by_number(&mut found, |(label, ..)| label.start as u64);
    found
}

/// Parts of a line that TAB or `|` set apart; where it has neither, those that a run of white space does.
fn cells(text: &str, line: Span) -> Vec<Span> {
    if line.of(text).contains(['\t', '|']) {
        let mut cells = cut(text, line, b"\t|");
        cells.retain(|cell| !cell.is_empty());
        return cells;
    }
    spaced(text, line)
}

/// The longest label that ends where `before` ends.
fn before_colon(text: &str, before: Span, zone: Zone) -> Option<(Span, Meaning)> {
    let source = before.of(text);
    // Padding may be wide; a label with more of it than this is none.
    let tail = source.char_indices().rev().take(40).last()?.0;
    let folded = Folded::new(text, Span::new(before.start + tail, before.end));
    let apart = |label: &str| {
        let start = folded.text().len() - label.len();
        let first = folded.span(start..folded.text().len()).start;
        let previous = text[..first].chars().next_back().filter(|_| first > before.start);
        !previous.is_some_and(is_han) || label.chars().count() >= 4
    };
    let tail =
        |count: usize| folded.text().char_indices().rev().nth(count - 1).map(|(at, _)| &folded.text()[at..]);
    let (label, meaning) = if folded.text().contains(LOST) {
        (2..=LONGEST).rev().filter_map(tail).find_map(|tail| Some((tail, lookup(tail, zone)?)))?
    } else {
        let mut ends =
            BY_ENDING.find(folded.text()).filter(|(label, entry)| entry.1.covers(zone) && apart(label));
        ends.next().map(|(label, entry)| (label, entry.0))?
    };
    apart(label).then(|| (folded.span(folded.text().len() - label.len()..folded.text().len()), meaning))
}

/// Whether `part`, which stands before a known label, is itself a short label with its value.
pub(super) fn is_unknown(part: &str) -> bool {
    let Some((label, value)) = part.split_once([':', '：']) else { return false };
    let count = label.chars().filter(|c| !c.is_whitespace()).count();
    (2..=8).contains(&count)
        && label.chars().all(|c| is_han(c) || c.is_whitespace())
        && value.chars().nth(20).is_none()
        && !value.contains('。')
}

/// What `label`, folded, means. One character may be lost, if what is left names one label only.
fn lookup(label: &str, zone: Zone) -> Option<Meaning> {
    if !label.contains(LOST) {
        let (_, entry) =
            BY_ENDING.find(label).find(|(word, entry)| *word == label && entry.1.covers(zone))?;
        return Some(entry.0);
    }
    let entries = LABELS.iter().filter(|entry| entry.2.covers(zone));
    if label.chars().filter(|&c| c == LOST).count() > 1 {
        return None;
    }
    let same = |a: &str| {
        a.chars().count() == label.chars().count()
            && a.chars().zip(label.chars()).all(|(a, b)| a == b || b == LOST)
    };
    let mut fits = entries.filter(|entry| same(entry.0)).map(|entry| entry.1);
    let first = fits.next()?;
    fits.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[(&str, &str)]) {
        let found = read(line, Span::new(0, line.len()), Header);
        let found: Vec<_> = found
            .fields
            .iter()
            .filter(|_| found.lead.is_empty())
            .map(|f| (f.label.of(line), f.value.of(line)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn several_on_a_line() {
        check(
            "主题分类:其他 体裁分类：通知 组配分类:其他 甲局:部门其他",
            &[("主题分类", "其他"), ("体裁分类", "通知"), ("组配分类", "其他 甲局:部门其他")],
        );
        check(
            "发布时间:2020-01-02来源:甲局 点击量:7 [ 字体:大 中 小 ]",
            &[("发布时间", "2020-01-02"), ("来源", "甲局"), ("点击量", "7"), ("字体", "大 中 小 ]")],
        );
    }

    #[test]
    fn cells_of_a_table() {
        check(
            "索 引 号：\t0001/2020-1\t主题分类：\t其他",
            &[("索 引 号", "0001/2020-1"), ("主题分类", "其他")],
        );
        check("| 文 号: | | 发布日期︰ | 2020-1-2 |", &[("文 号", ""), ("发布日期", "2020-1-2")]);
        check("索引号    0001    发布机构    甲局", &[("索引号", "0001"), ("发布机构", "甲局")]);
        check("名称\t甲\t文号\t", &[("名称", "甲"), ("文号", "")]);
    }

    #[test]
    fn a_lost_character() {
        check("\u{FFFD}布机构:甲局", &[("\u{FFFD}布机构", "甲局")]);
        check("文件编å·：1", &[("文件编å·", "1")]);
    }

    #[test]
    fn prose_has_no_labels() {
        check("我们发现联系人:甲", &[]);
        check("该项目名称:甲", &[]);
    }
}
