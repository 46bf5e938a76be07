//! Names of what the core tells apart.
use dafu::wire::*;
use phrases::Language;
pub fn field(_l: Language, f: Field) -> &'static str {
    match f {
        Field::InformationName => "信息名称",
        Field::IndexNumber => "索引号",
        Field::Topic => "主题分类",
        Field::Genre => "体裁分类",
        Field::Category => "组配分类",
        Field::DocumentNumber => "文号",
        Field::IssuingOrgan => "发布机构",
        Field::ProducedOn => "成文日期",
        Field::ReleasedOn => "发布日期",
        Field::EffectiveOn => "生效日期",
        Field::RepealedOn => "废止日期",
        Field::Keywords => "主题词",
        Field::Summary => "内容概述",
        Field::Openness => "公开方式",
        Field::Validity => "有效性",
        Field::Title => "标题",
        Field::Addressee => "致",
        Field::RequestKind => "类别",
        Field::RequestSession => "会次",
        Field::RequestNumber => "编号",
        Field::RequestTitle => "提案题目",
        Field::ReplyClass => "办理结果",
        Field::Signer => "签发人",
        Field::SignedBy => "署名",
        Field::SignedOn => "落款日期",
        Field::Contact => "联系人",
        Field::ContactPhone => "电话",
        Field::CopiedTo => "抄送",
    }
}
pub fn measure(_l: Language, m: Measure) -> &'static str {
    match m {
        Measure::Level => "数值",
        Measure::Growth => "增长",
        Measure::Change => "增减",
        Measure::Share => "占比",
        Measure::Rank => "位次",
        Measure::Rate => "比率",
        Measure::Multiple => "倍数",
    }
}
pub fn kind(_l: Language, k: DocumentKind) -> &'static str {
    match k {
        DocumentKind::ProposalReply => "提案答复",
        DocumentKind::SuggestionReply => "建议答复",
        DocumentKind::JointOpinion => "会办意见",
        DocumentKind::Notice => "通知",
        DocumentKind::Report => "报告",
        DocumentKind::Other => "文本",
    }
}
pub fn repair(_l: Language, k: RepairKind) -> &'static str {
    match k {
        RepairKind::Reversed => "还原",
        RepairKind::Inferred => "推断",
        RepairKind::Unresolved => "未能还原",
    }
}
pub fn damage(_l: Language, _d: Damage) -> &'static str {
    "UTF-8 曾被当作 Windows-1252"
}
pub fn how(_l: Language, _h: How) -> &'static str {
    "自动识别"
}
pub fn diagnostic(_l: Language, d: &Diagnostic) -> (String, String) {
    (format!("{:?}", d.code), String::new())
}
