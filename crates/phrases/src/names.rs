//! The names of the wire's values.

use crate::{Language, Part};
use dafu::wire::*;
use dafu::{Charset, Stage};

/// A function that gives each value its name in both languages.
macro_rules! names {
    ($($(#[$meta:meta])* $function:ident($enum:ident) { $($value:ident: $chinese:literal, $english:literal;)* })*) => { $(
        $(#[$meta])*
        pub fn $function(value: $enum, language: Language) -> &'static str {
            match value { $($enum::$value => language.pick($chinese, $english)),* }
        }
    )* };
}

names! {
    /// The name of a field of the metadata.
    field(Field) {
        InformationName: "信息名称", "Information name";
        IndexNumber: "索引号", "Index number";
        Topic: "主题分类", "Topic";
        Genre: "体裁分类", "Genre";
        Category: "组配分类", "Category";
        DocumentNumber: "发文字号", "Document number";
        IssuingOrgan: "发文机关", "Issuing organ";
        ProducedOn: "成文日期", "Date of document";
        ReleasedOn: "发布日期", "Date of release";
        EffectiveOn: "生效日期", "Effective from";
        RepealedOn: "废止日期", "Repealed on";
        Keywords: "主题词", "Keywords";
        Summary: "内容概述", "Summary";
        Openness: "公开方式", "Openness";
        Validity: "有效性", "Validity";
        Title: "标题", "Title";
        Addressee: "主送", "Addressee";
        RequestKind: "来件类型", "Kind of request";
        RequestSession: "届次", "Session";
        RequestNumber: "来件编号", "Request number";
        RequestTitle: "来件题目", "Request title";
        ReplyClass: "办复类别", "Class of reply";
        Signer: "签发人", "Approved by";
        SignedBy: "落款", "Signed by";
        SignedOn: "落款日期", "Signed on";
        Contact: "联系人", "Contact";
        ContactPhone: "联系电话", "Telephone";
        CopiedTo: "抄送", "Copied to";
    }

    /// The name of a measure, as the head of a column.
    measure(Measure) {
        Level: "数值", "Level";
        Growth: "增长", "Growth";
        Change: "增减", "Change";
        Share: "占比", "Share";
        Rank: "位次", "Rank";
        Rate: "比率", "Rate";
        Multiple: "倍数", "Multiple";
    }

    /// How exact a value is, in a word.
    qualifier(Qualifier) {
        Exact: "准确数", "exactly";
        About: "约", "about";
        Over: "超过", "over";
        Under: "不足", "under";
        AtLeast: "不低于", "at least";
        AtMost: "不高于", "at most";
        Range: "区间", "range";
    }

    /// Which way a growth or a change goes.
    direction(Direction) {
        Up: "上升", "up";
        Down: "下降", "down";
        Flat: "持平", "flat";
    }

    /// Whether a figure is, is to be, or is expected.
    status(Status) {
        Actual: "实际", "actual";
        Target: "目标", "target";
        Estimate: "预计", "estimate";
    }

    /// Where a figure stands.
    observation_source(ObservationSource) {
        Prose: "正文", "prose";
        Table: "表格", "table";
    }

    /// The name of a part of a figure.
    part(Part) {
        Value: "数值", "value";
        Name: "名称", "name";
        Kind: "类型", "kind";
    }

    /// Why something of a figure is to be checked.
    caveat(Caveat) {
        ValueInferred: "有推断的字", "it has an inferred character";
        NameInferred: "附近有推断的字", "an inferred character is near";
        NameLost: "前文没有找到", "none was found";
        NameCarried: "承前文补出", "carried from before";
        NameAfter: "取自数字之后", "taken from behind the figure";
        NameShort: "可能不完整", "perhaps cut short";
        ListUneven: "并列项与数字个数不同", "more or fewer names than figures";
        OwnerUnsaid: "没有写明是谁的", "the text does not say whose";
        KindUnsaid: "没有写明是哪种百分比", "the text does not say what kind of percentage";
        WholeUnsaid: "没有写明占什么的比重", "the text does not say of what";
    }

    /// How sure a repair is.
    repair_kind(RepairKind) {
        Reversed: "逆向还原", "reversed exactly";
        Inferred: "据上下文推定", "inferred from context";
        Unresolved: "未能还原", "not restored";
    }

    /// What happened to a stretch of text.
    damage(Damage) {
        Utf8AsWindows1252: "UTF-8 文字被误读为 Windows-1252", "UTF-8 misread as Windows-1252";
        Utf8AsWindows1252Twice: "UTF-8 文字两次被误读为 Windows-1252", "UTF-8 misread as Windows-1252, twice over";
        Utf8AsWindows1254: "UTF-8 文字被误读为 Windows-1254（土耳其文）", "UTF-8 misread as Windows-1254 (Turkish)";
        Utf8AsGbk: "UTF-8 文字被误读为 GBK", "UTF-8 misread as GBK";
        GbkAsWindows1252: "GBK 文字被误读为 Windows-1252", "GBK misread as Windows-1252";
        Big5AsWindows1252: "Big5 文字被误读为 Windows-1252", "Big5 misread as Windows-1252";
        Gb18030AsBig5: "GB18030 文字被误读为 Big5", "GB18030 misread as Big5";
        Big5AsGb18030: "Big5 文字被误读为 GB18030", "Big5 misread as GB18030";
        Undecodable: "字节在所用编码中不成文字", "bytes that are no character in this encoding";
    }

    /// Why a charset was taken.
    how(How) {
        Bom: "文件开头有字节顺序标记", "the file begins with a byte order mark";
        Valid: "全部字节都合乎此编码", "all bytes are valid in it";
        Declared: "文件自己声明", "the file declares it";
        Scored: "按此编码读来最通顺", "the text reads best in it";
        Chosen: "由您指定", "you chose it";
    }

    /// What a block of the text is.
    block_kind(BlockKind) {
        Metadata: "文件信息", "Metadata";
        Title: "标题", "Title";
        Heading: "小标题", "Heading";
        Paragraph: "正文", "Paragraph";
        Salutation: "称呼", "Salutation";
        Opening: "引语", "Opening";
        Closing: "结语", "Closing";
        Signature: "落款", "Signature";
        Contact: "联系方式", "Contact";
        Attachment: "附件", "Attachment";
        Table: "表格", "Table";
        Furniture: "网页附带内容", "Web page furniture";
    }

    /// What kind of document a text is.
    document_kind(DocumentKind) {
        ProposalReply: "提案答复", "Reply to a proposal";
        SuggestionReply: "建议答复", "Reply to a suggestion";
        JointOpinion: "会办意见", "Joint opinion";
        Notice: "通知", "Notice";
        Report: "报告", "Report";
        Other: "其他文件", "Other document";
    }

    /// How much a diagnostic matters.
    severity(Severity) {
        Info: "说明", "note";
        Warning: "注意", "warning";
        Error: "错误", "error";
    }

    /// The name of a charset with what people call it.
    charset(Charset) {
        Utf8: "UTF-8", "UTF-8";
        Gb18030: "GB18030（含 GBK、GB2312）", "GB18030 (with GBK, GB2312)";
        Big5: "Big5（繁体）", "Big5 (traditional Chinese)";
        Utf16Le: "UTF-16LE", "UTF-16LE";
        Utf16Be: "UTF-16BE", "UTF-16BE";
        Hz: "HZ", "HZ";
        Windows1252: "Windows-1252（西文）", "Windows-1252 (Western)";
    }

    /// What is being done while a file is read.
    stage(Stage) {
        Intake: "识别文件", "Recognising the file";
        Decode: "还原文字", "Restoring the text";
        Document: "分析结构与数据", "Reading structure and figures";
    }
}
