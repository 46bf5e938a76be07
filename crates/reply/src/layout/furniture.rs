//! What a web page puts round its document: breadcrumb, font sizes, print and share buttons, neighbours, footer.

use super::label::{self, Meaning, Zone};
use super::lines::Line;
use super::words::Words;
use crate::notation::CharacterSet;
use crate::notation::{Folded, digit};
use std::sync::LazyLock;

/// Longer lines, in bytes, are prose.
const LONGEST: usize = 900;

/// Shorter lines, in bytes, are no footer.
const SHORTEST_FOOTER: usize = 12;

/// Words of which a line of buttons consists.
static BUTTONS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::beginning(
        "
        打印此页 打印本页 打印本文 打印页面 打印文章 我要打印 打印 关闭窗口 关闭本页 关闭页面 关闭 下载文件 下载 全屏
        收藏本页 收藏 分享到 分享 加大 还原 减小 放大 缩小 字体大小 字体 字号 返回顶部 返回首页 返回列表 返回 首页
        纠错 网站地图 微信 微博 新浪微博 QQ空间 QQ好友 QQ 朋友圈 繁体版 繁体 简体 无障碍浏览 进入关怀版 关怀版 无障碍 语音播报
        语音朗读 播报 听全文 默认 超大 标准 点赞 评论 用手机打开 复制链接 保存 邮件 保护视力色 视力保护色 特大 较大
        正常 手机版 电脑版 大 中 小 更多 搜索 登录 注册 长者模式 适老化 一键分享 A+ A- A + - T",
    )
});

/// What a line of the page's own begins with.
static BEGINNINGS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::beginning(
        "
        您现在的位置 您的位置 您当前的位置 您当前位置 您所在的位置 您所在位置 当前位置 当前所在位置 你现在的位置
        你的位置 现在位置 所在位置 首页> 网站首页> 首页» 首页→ 首页/ 扫一扫 扫描二维码 用手机扫 打开微信 微信扫一扫
        分享到: 责任编辑 [责任编辑 (责任编辑 【责任编辑 编辑: 网站编辑: 审核: 上一篇 下一篇 上一条 下一条 上一页
        下一页 前一篇 后一篇 相关链接 相关文章 相关信息 相关阅读 相关新闻 相关稿件 热点推荐 热门推荐 推荐阅读 <!--
        (本文有删减 本文有删减 版权所有 版权声明 Copyright copyright © 技术支持: 本站支持 本网站支持 网站支持
        下载附件 附件下载 您是第 网站标识码 备案号 点击下载 点击收听 声明:本 网站声明 联系我们 关于我们 网站地图|",
    )
});

/// What only a page's footer contains.
const FOOTERS: &[&str] = &[
    "ICP备",
    "icp备",
    "ICP证",
    "公网安备",
    "网站标识码",
    "版权所有",
    "All Rights Reserved",
    "All rights reserved",
    "技术支持:",
];

/// Captions of the tabs of a proposal system, and whether what follows is the request, not the reply.
static CAPTIONS: LazyLock<Words<bool>> = LazyLock::new(|| {
    let replies = "答复内容 答复正文 答复意见 回复内容 办理答复 正文 复文内容 提案答复 建议答复";
    let requests = "建议内容 提案内容 建议原文 提案原文 建议正文 提案正文 原建议内容 原提案内容";
    let captions = |list: &'static str, request| list.split_whitespace().map(move |word| (word, request));
    Words::beginning_with(captions(replies, false).chain(captions(requests, true)))
});

/// How a line belongs to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// It does.
    Line,
    /// It does, and so does the next one: 上一篇 with the neighbour's title on a line of its own.
    WithNext,
    /// It does, and what follows is the request, printed after its reply.
    Request,
    /// It says where in the site the page stands: what is above belongs to the page as well.
    Path,
    /// It names the tabs of reply and request: behind the reply's signature stands the request.
    Tabs,
}

/// What a line of the page's own begins with, save for a path and a footer.
static FIRST: LazyLock<CharacterSet> = LazyLock::new(|| {
    let words = BUTTONS.edges().chain(BEGINNINGS.edges()).chain(CAPTIONS.edges());
    let labels = label::beginnings(|meaning| meaning == Meaning::Page);
    words.chain("[]【】()|:<>/·*«»,、 ".chars()).chain(labels).collect()
});

/// Whether a line belongs to the page. `tail` says that the letter is over.
pub(super) fn read(text: &str, line: &Line, tail: bool) -> Option<Furniture> {
    if line.own {
        return Some(Furniture::Line);
    }
    // A sentence is the letter's, save for a remark in brackets and a footer that speaks in sentences.
    let sentence = line.signs.stop && !matches!(line.first, '(' | '<');
    let begins = FIRST.contains(line.first);
    if line.len() > LONGEST || sentence || !(begins || line.signs.angle || line.signs.footer) {
        return None;
    }
    let folded = Folded::new(text, line.span);
    let bare = folded.text();
    let own = begins.then(|| caption(bare).or_else(|| tabs(line.span.of(text)))).flatten();
    own.or_else(|| {
        let footer = line.signs.footer && bare.len() >= SHORTEST_FOOTER;
        let plain = bare.is_empty() || is_comment(bare) || footer && FOOTERS.iter().any(|f| bare.contains(f));
        plain.then_some(Furniture::Line)
    })
    .or_else(|| beginning(bare, line))
    .or_else(|| is_path(bare, line).then_some(Furniture::Path))
    .or_else(|| {
        let buttons =
            begins && is_buttons(bare) || tail && line.signs.footer && (is_footer(bare) || is_links(bare));
        let statistics = || begins && line.signs.colon && is_statistics(text, line);
        (buttons || statistics()).then_some(Furniture::Line)
    })
}

/// A line that is one caption.
fn caption(bare: &str) -> Option<Furniture> {
    let caption = bare.trim_matches(|c: char| matches!(c, '[' | ']' | '【' | '】' | ':' | '|' | '·'));
    let request = *CAPTIONS.get(caption)?;
    Some(if request { Furniture::Request } else { Furniture::Line })
}

/// A line of captions and nothing else.
fn tabs(source: &str) -> Option<Furniture> {
    let mut tabs = source.split(|c: char| c.is_whitespace() || c == '|').filter(|tab| !tab.is_empty());
    let request = tabs.try_fold(false, |request, tab| Some(CAPTIONS.get(tab)? | request))?;
    Some(if request { Furniture::Tabs } else { Furniture::Line })
}

/// A line that begins as only the page's own do.
fn beginning(bare: &str, line: &Line) -> Option<Furniture> {
    let beginning = bare.trim_start_matches(['[', '【', '<', '>', '«', '»', '·', '|', ':']);
    if ![bare, beginning].iter().any(|text| BEGINNINGS.longest(text).is_some()) || bare.contains('。') {
        return None;
    }
    let neighbour = ["上一", "下一", "前一", "后一"].iter().any(|b| beginning.starts_with(b));
    let alone = beginning.chars().filter(|&c| c != ':').count() <= 3;
    Some(match () {
        () if neighbour && alone => Furniture::WithNext,
        () if beginning.contains("位置") || is_path(bare, line) => Furniture::Path,
        () => Furniture::Line,
    })
}

fn is_comment(bare: &str) -> bool {
    bare.starts_with("<!") && bare.ends_with('>')
}

/// 首页 > 政务公开 > 建议提案.
fn is_path(bare: &str, line: &Line) -> bool {
    let steps = if line.signs.angle { bare.matches(['>', '»', '›']).count() } else { 0 };
    steps >= 1
        && bare.len() < 300
        && !bare.contains('。')
        && (steps >= 2 || bare.contains("首页"))
        && !bare.contains(['=', '|'])
        && bare
            .split(['>', '»', '›'])
            .all(|step| step.chars().count() <= 40 && !step.starts_with(|c| digit(c).is_some()))
}

/// Nothing but buttons and signs between them.
fn is_buttons(bare: &str) -> bool {
    let between = |c: char| {
        matches!(
            c,
            '[' | ']'
                | '【'
                | '】'
                | '('
                | ')'
                | '|'
                | ':'
                | '<'
                | '>'
                | '/'
                | '·'
                | '*'
                | '«'
                | '»'
                | ','
                | '、'
        )
    };
    let mut rest = bare.trim_start_matches(between);
    let (mut words, mut letters) = (0, 0);
    while !rest.is_empty() {
        let Some(word) = BUTTONS.longest(rest) else { return false };
        words += 1;
        letters += word.chars().count();
        rest = rest[word.len()..].trim_start_matches(between);
    }
    // A lone 大 or - may be a cell or a dash; with others, or in words, it is a button.
    words >= 2 || letters >= 2 || (words == 0 && bare.chars().count() <= 3 && !bare.contains('|'))
}

/// 政策解读 | 常见问题: links to other pages.
fn is_links(bare: &str) -> bool {
    let words: Vec<&str> = bare.split('|').collect();
    words.len() >= 2
        && words
            .iter()
            .all(|word| word.chars().count() <= 14 && !word.contains(|c| digit(c).is_some() || c == ':'))
}

fn is_footer(bare: &str) -> bool {
    let site =
        ["主办单位", "主办:", "承办单位", "承办:", "主管单位", "运维单位", "网站维护", "邮编:", "邮政编码:"];
    bare.contains("主办") && site.iter().filter(|s| bare.contains(**s)).count() >= 2
        || ["主办:", "主办单位:", "网站主办", "承办:", "运维单位", "网站维护"]
            .iter()
            .any(|b| bare.starts_with(b))
}

/// A line of labels that all belong to the page: 点击量:7 字体:大 中 小.
fn is_statistics(text: &str, line: &Line) -> bool {
    static FIRST: LazyLock<CharacterSet> =
        LazyLock::new(|| label::beginnings(|meaning| meaning == Meaning::Page).collect());
    if !FIRST.contains(line.first) {
        return false;
    }
    label::leading(text, line, Zone::Header)
        .is_some_and(|fields| fields.iter().all(|f| f.meaning == Meaning::Page && f.colon))
}
