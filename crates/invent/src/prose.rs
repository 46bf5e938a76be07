//! Sentences with figures, in the manner of such replies.

use crate::chance::Chance;

/// What a reply may be about: the policy field, its heading words, what is counted there, and the organ that answers.
pub(crate) struct Topic {
    pub(crate) field: &'static str,
    pub(crate) organ: &'static str,
    /// Stocks: name, unit, verb before the number.
    pub(crate) stocks: &'static [(&'static str, &'static str)],
    /// Amounts of money or output that grow.
    pub(crate) flows: &'static [&'static str],
    /// Rates in per cent.
    pub(crate) rates: &'static [&'static str],
    pub(crate) headings: &'static [&'static str],
    pub(crate) measures: &'static [&'static str],
}

pub(crate) const TOPICS: [Topic; 6] = [
    Topic {
        field: "养老服务体系建设",
        organ: "民政局",
        stocks: &[("养老机构", "家"), ("社区食堂", "个"), ("养老床位", "张"), ("持证护理员", "人")],
        flows: &["养老服务业营业收入", "养老事业财政投入", "福利彩票公益金支出"],
        rates: &["护理型床位占比", "社区养老设施覆盖率", "家庭医生签约率"],
        headings: &["基本情况", "主要做法", "存在的困难", "下一步打算"],
        measures: &["推进居家适老化改造", "扩大助餐服务范围", "培养护理人才", "引导社会力量参与"],
    },
    Topic {
        field: "农产品冷链物流发展",
        organ: "农业农村局",
        stocks: &[("产地冷库", "座"), ("冷藏车", "辆"), ("家庭农场", "家"), ("产地市场", "个")],
        flows: &["农产品网络零售额", "农林牧渔业总产值", "冷链物流营业收入"],
        rates: &["果蔬冷链流通率", "农产品加工转化率", "主要农作物机械化率"],
        headings: &["发展现状", "工作举措", "问题与不足", "今后安排"],
        measures: &["完善产地预冷设施", "培育骨干物流企业", "统一技术标准", "加大用地用电支持"],
    },
    Topic {
        field: "中小企业数字化转型",
        organ: "工业和信息化局",
        stocks: &[("规模以上工业企业", "家"), ("智能车间", "个"), ("工业机器人", "台"), ("上云企业", "家")],
        flows: &["规模以上工业增加值", "软件业务收入", "技术改造投资"],
        rates: &["关键工序数控化率", "研发投入强度", "工业设备联网率"],
        headings: &["总体进展", "重点工作", "面临的形势", "下一步计划"],
        measures: &["建设公共服务平台", "开展诊断服务", "降低改造成本", "强化人才支撑"],
    },
    Topic {
        field: "城市老旧小区改造",
        organ: "住房和城乡建设局",
        stocks: &[("改造小区", "个"), ("加装电梯", "部"), ("新增车位", "个"), ("惠及居民", "户")],
        flows: &["改造完成投资", "物业服务收入", "专项债券资金"],
        rates: &["居民满意率", "物业服务覆盖率", "雨污分流率"],
        headings: &["推进情况", "具体举措", "难点问题", "后续工作"],
        measures: &["健全协商机制", "统筹管线入地", "创新筹资方式", "落实长效管理"],
    },
    Topic {
        field: "县域医疗资源均衡配置",
        organ: "卫生健康委员会",
        stocks: &[("乡镇卫生院", "家"), ("执业医师", "人"), ("病床", "张"), ("村卫生室", "个")],
        flows: &["卫生健康支出", "医疗服务收入", "医保基金支出"],
        rates: &["县域就诊率", "电子病历使用率", "孕产妇系统管理率"],
        headings: &["基本概况", "取得的成效", "薄弱环节", "改进措施"],
        measures: &["建好紧密型医共体", "推行远程会诊", "稳定乡村医生队伍", "改善就医环境"],
    },
    Topic {
        field: "河湖生态保护修复",
        organ: "生态环境局",
        stocks: &[("入河排污口", "个"), ("污水处理厂", "座"), ("监测断面", "个"), ("护河员", "名")],
        flows: &["生态环保投资", "环保产业产值", "流域补偿资金"],
        rates: &["地表水优良率", "污水集中处理率", "岸线整治率"],
        headings: &["工作开展情况", "治理成效", "存在问题", "工作打算"],
        measures: &["加密水质监测", "整治沿岸污染源", "恢复湿地植被", "健全补偿机制"],
    },
];

/// A paragraph, and the figures in it.
#[derive(Default)]
pub(crate) struct Prose {
    pub(crate) text: String,
    pub(crate) figures: Vec<String>,
}

impl Prose {
    fn say(&mut self, words: &str) -> &mut Self {
        self.text.push_str(words);
        self
    }

    fn figure(&mut self, figure: String) -> &mut Self {
        self.text.push_str(&figure);
        self.figures.push(figure);
        self
    }
}

/// A paragraph about `topic` in the year `year`.
pub(crate) fn paragraph(topic: &Topic, year: u64, chance: &mut Chance) -> Prose {
    let mut prose = Prose::default();
    for form in chance.some_of(&FORMS, 3) {
        form(&mut prose, topic, year, chance);
    }
    prose
}

type Form = fn(&mut Prose, &Topic, u64, &mut Chance);

const FORMS: [Form; 7] = [level, growth, share, change, plan, several, rank];

fn level(prose: &mut Prose, topic: &Topic, year: u64, chance: &mut Chance) {
    let [(first, unit), (second, other)] = chance.some_of(topic.stocks, 2)[..] else { return };
    prose
        .say(&format!("截至{year}年底，全市共有{first}"))
        .figure(format!("{}{unit}", chance.number(12..=960)));
    prose.say(&format!("，{second}")).figure(format!("{}{other}", chance.number(1030..=9800))).say("。");
}

fn growth(prose: &mut Prose, topic: &Topic, year: u64, chance: &mut Chance) {
    let flow = chance.one_of(topic.flows);
    prose.say(&format!("{year}年，全市{flow}")).figure(format!("{}亿元", chance.decimal(2..=400)));
    prose
        .say(chance.one_of(&["，同比增长", "，比上年增长"]))
        .figure(format!("{}%", chance.decimal(1..=24)))
        .say("。");
}

fn share(prose: &mut Prose, topic: &Topic, year: u64, chance: &mut Chance) {
    let flow = chance.one_of(topic.flows);
    prose.say(&format!("{year}年，全市{flow}达")).figure(format!("{}亿元", chance.decimal(2..=90)));
    prose.say("，占全省的").figure(format!("{}%", chance.decimal(2..=40))).say("。");
}

fn change(prose: &mut Prose, topic: &Topic, year: u64, chance: &mut Chance) {
    let rate = chance.one_of(topic.rates);
    prose.say(&format!("{year}年，全市{rate}达到")).figure(format!("{}%", chance.decimal(45..=97)));
    prose.say("，比上年提高").figure(format!("{}个百分点", chance.decimal(0..=6))).say("。");
}

fn plan(prose: &mut Prose, topic: &Topic, year: u64, chance: &mut Chance) {
    let rate = chance.one_of(topic.rates);
    prose
        .say(&format!("到{}年，力争全市{rate}达到", year + 2))
        .figure(format!("{}%", chance.number(80..=99)))
        .say("以上。");
}

fn several(prose: &mut Prose, topic: &Topic, year: u64, chance: &mut Chance) {
    let (stock, unit) = chance.some_of(topic.stocks, 1)[0];
    let [first, second] = chance.some_of(&["东浦区", "白石县", "云阜县", "临溪区"], 2)[..] else {
        return;
    };
    prose.say(&format!("{year}年末，{first}、{second}{stock}分别为"));
    prose.figure(format!("{}{unit}", chance.number(11..=480))).say("和");
    prose.figure(format!("{}{unit}", chance.number(11..=480))).say("。");
}

fn rank(prose: &mut Prose, topic: &Topic, year: u64, chance: &mut Chance) {
    let rate = chance.one_of(topic.rates);
    prose
        .say(&format!("{year}年，全市{rate}为"))
        .figure(format!("{}%", chance.decimal(45..=97)))
        .say("，居全省");
    prose.figure(format!("第{}位", chance.number(1..=9))).say("。");
}
