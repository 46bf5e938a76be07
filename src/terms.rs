//! Names of what the core tells apart.

use dafu::wire::{Code, Damage, Diagnostic, DocumentKind, Field, How, Measure, RepairKind};
use phrases::Language;

fn pick(language: Language, (chinese, english): (&'static str, &'static str)) -> &'static str {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

/// The name of a header field.
pub fn field(language: Language, field: Field) -> &'static str {
    let names = match field {
        Field::InformationName => ("信息名称", "Name"),
        Field::IndexNumber => ("索引号", "Index number"),
        Field::Topic => ("主题分类", "Topic"),
        Field::Genre => ("体裁分类", "Genre"),
        Field::Category => ("组配分类", "Category"),
        Field::DocumentNumber => ("文号", "Document no."),
        Field::IssuingOrgan => ("发布机构", "Issued by"),
        Field::ProducedOn => ("成文日期", "Produced on"),
        Field::ReleasedOn => ("发布日期", "Released on"),
        Field::EffectiveOn => ("生效日期", "Effective on"),
        Field::RepealedOn => ("废止日期", "Repealed on"),
        Field::Keywords => ("主题词", "Keywords"),
        Field::Summary => ("内容概述", "Summary"),
        Field::Openness => ("公开方式", "Openness"),
        Field::Validity => ("有效性", "Validity"),
        Field::Title => ("标题", "Title"),
        Field::Addressee => ("致", "To"),
        Field::RequestKind => ("类别", "Kind"),
        Field::RequestSession => ("会次", "Session"),
        Field::RequestNumber => ("编号", "Number"),
        Field::RequestTitle => ("题目", "Subject"),
        Field::ReplyClass => ("办理结果", "Class"),
        Field::Signer => ("签发人", "Approved by"),
        Field::SignedBy => ("署名", "Signed by"),
        Field::SignedOn => ("落款日期", "Signed on"),
        Field::Contact => ("联系人", "Contact"),
        Field::ContactPhone => ("电话", "Telephone"),
        Field::CopiedTo => ("抄送", "Copied to"),
    };
    pick(language, names)
}

/// The head of a measure's column.
pub fn measure(language: Language, measure: Measure) -> &'static str {
    let names = match measure {
        Measure::Level => ("数值", "Value"),
        Measure::Growth => ("增长", "Growth"),
        Measure::Change => ("增减", "Change"),
        Measure::Share => ("占比", "Share"),
        Measure::Rank => ("位次", "Rank"),
        Measure::Rate => ("比率", "Rate"),
        Measure::Multiple => ("倍数", "Multiple"),
    };
    pick(language, names)
}

/// What kind of document it is.
pub fn kind(language: Language, kind: DocumentKind) -> &'static str {
    let names = match kind {
        DocumentKind::ProposalReply => ("提案答复", "Reply to a proposal"),
        DocumentKind::SuggestionReply => ("建议答复", "Reply to a suggestion"),
        DocumentKind::JointOpinion => ("会办意见", "Joint opinion"),
        DocumentKind::Notice => ("通知", "Notice"),
        DocumentKind::Report => ("报告", "Report"),
        DocumentKind::Other => ("文本", "Text"),
    };
    pick(language, names)
}

/// How sure a repair is.
pub fn repair(language: Language, kind: RepairKind) -> &'static str {
    let names = match kind {
        RepairKind::Reversed => ("还原", "Reversed"),
        RepairKind::Inferred => ("推断", "Inferred"),
        RepairKind::Unresolved => ("未能还原", "Unresolved"),
    };
    pick(language, names)
}

/// What had happened to a text.
pub fn damage(language: Language, damage: Damage) -> &'static str {
    let names = match damage {
        Damage::Utf8AsWindows1252 => ("UTF-8 曾被当作 Windows-1252", "UTF-8 was read as Windows-1252"),
        Damage::Utf8AsWindows1252Twice => {
            ("UTF-8 曾两次被当作 Windows-1252", "UTF-8 was read as Windows-1252, twice")
        }
        Damage::Utf8AsWindows1254 => ("UTF-8 曾被当作 Windows-1254", "UTF-8 was read as Windows-1254"),
        Damage::Utf8AsGbk => ("UTF-8 曾被当作 GBK", "UTF-8 was read as GBK"),
        Damage::GbkAsWindows1252 => ("GBK 曾被当作 Windows-1252", "GBK was read as Windows-1252"),
        Damage::Big5AsWindows1252 => ("Big5 曾被当作 Windows-1252", "Big5 was read as Windows-1252"),
        Damage::Gb18030AsBig5 => ("GB18030 曾被当作 Big5", "GB18030 was read as Big5"),
        Damage::Big5AsGb18030 => ("Big5 曾被当作 GB18030", "Big5 was read as GB18030"),
        Damage::Undecodable => ("字节已丢失或无法解码", "Bytes are lost or cannot be decoded"),
    };
    pick(language, names)
}

/// Why a charset was taken.
pub fn how(language: Language, how: How) -> &'static str {
    let names = match how {
        How::Bom => ("文件开头有标记", "the file says so in its first bytes"),
        How::Valid => ("字节全部合乎此编码", "all bytes are valid in it"),
        How::Declared => ("文件自称", "the file declares it"),
        How::Scored => ("读起来最通顺", "it reads best"),
        How::Chosen => ("由你选定", "chosen by you"),
    };
    pick(language, names)
}

/// What a diagnostic says, and what one can do.
pub fn diagnostic(language: Language, diagnostic: &Diagnostic) -> (String, String) {
    let arg = |name: &str| diagnostic.args.get(name).cloned().unwrap_or_default();
    let zh = language == Language::Chinese;
    let say = |chinese: String, english: String| if zh { chinese } else { english };
    let both = |(chinese, english): (&str, &str), (advice, english_advice): (&str, &str)| {
        (say(chinese.to_owned(), english.to_owned()), say(advice.to_owned(), english_advice.to_owned()))
    };
    match diagnostic.code {
        Code::Empty => both(
            ("文件是空的", "The file is empty"),
            (
                "里面没有任何内容，请确认下载或保存完整。",
                "There is nothing in it. Check that it was saved in full.",
            ),
        ),
        Code::NotADocument => both(
            ("这不是文字文件", "This is not a text document"),
            (
                "请打开答复的文字版：.txt 文件、网页存档，或直接粘贴正文。",
                "Open the text of a reply: a .txt file, a saved page, or paste it.",
            ),
        ),
        Code::NoChinese => both(("没有读到中文", "No Chinese text was found"), ("", "")),
        Code::NotAReply => both(
            ("没有看到答复的格式，按普通文字显示", "Nothing looks like a reply; shown as plain text"),
            ("", ""),
        ),
        Code::UndecodableBytes => both(("有些字节无法解码", "Some bytes could not be decoded"), ("", "")),
        Code::UnresolvedCharacters => both(
            ("有些字未能还原，已在文中标出", "Some characters could not be restored; they are marked"),
            ("", ""),
        ),
        Code::DateUnclear => {
            let value = arg("value");
            (
                say(
                    format!("日期写法不明，照原样保留：{value}"),
                    format!("A date is unclear and kept as written: {value}"),
                ),
                String::new(),
            )
        }
        Code::FurnitureLeftOut => {
            let count = arg("count");
            (
                say(
                    format!("网页附带的 {count} 行不属于正文，已折叠"),
                    format!("{count} lines belong to the web page and are folded away"),
                ),
                String::new(),
            )
        }
        Code::FigureUnresolved => {
            let value = arg("value");
            (
                say(
                    format!("有个数字含未能还原的字，没有列入表中：{value}"),
                    format!("A figure rests on a character that was not restored and is not listed: {value}"),
                ),
                String::new(),
            )
        }
        #[allow(unreachable_patterns)]
        _ => (format!("{:?}", diagnostic.code), String::new()),
    }
}
