//! The words of official statistics that the grammar turns on. Each list has its one home here.

use super::words::{List, Words};
use super::{Direction, Qualifier, Status};

/// What a word right before a figure makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// 增长, 下降: the figure is a rate or a difference, unless 到 follows.
    Moves(Direction),
    /// 增加到, 降至: the figure is where it came to.
    To,
    /// 由, 从: the figure is where it came from.
    From,
    /// 为, 达, 有: the figure is the quantity itself.
    Is,
    /// 有, 拥有: the figure counts what follows.
    Has,
    /// 实现, 完成: the same, said of what was achieved.
    Done,
    /// 新增, 净增.
    Adds,
    /// 占.
    Holds,
    /// 占比, 比重.
    Weighs,
    /// 居, 列.
    Ranks,
    /// 同比, 年均.
    Against(&'static str),
    /// 分别, 各.
    Each,
    /// 均, 已, 再: nothing of weight.
    Adverb,
    /// 力争, 预计.
    Status(Status),
    /// 高于, 低于 with what it is compared to still to the left.
    Compares(Direction),
}

use Direction::{Down, Flat, Up};

pub(super) static TAILS: Words<Tail> = Words::new(&[
    (
        "增长 增长了 增 上涨 上涨了 涨 上升 上升了 升 提高 提高了 提升 提升了 增加 增加了 攀升 递增 回升 增产 增收 扩大 扩大了 上调 加快 跃升 飙升 激增 改善 前移 前进 多 偏高 偏多 偏大 偏长 偏强",
        Tail::Moves(Up),
    ),
    (
        "下降 下降了 降低 降低了 减少 减少了 下跌 跌 回落 收窄 缩减 压减 压缩 精简 降 减 下滑 萎缩 缩短 缩短了 减产 净减少 净减少了 下调 少 放缓 减轻 减免 压降 削减 缩小 递减 后移 后退 减收 少收 少支 偏低 偏少 偏小 偏短 偏弱",
        Tail::Moves(Down),
    ),
    ("持平", Tail::Moves(Flat)),
    (
        "跌至 跌到 涨至 涨到 增加到 增加至 增长到 增长至 增至 增到 提高到 提高至 上升到 上升至 升至 升到 提升到 提升至 提至 扩大到 扩大至 扩展到 拓展到 发展到 发展至 攀升至 攀升到 跃升至 跃升到 跃上 回升到 回升至 降到 降至 下降到 下降至 降低到 降低至 减少到 减少至 减至 减到 缩短到 缩短至 缩短为 回落至 回落到 压缩到 压缩至 压减至 压减到 精简至 精简到 调整为 调整到 调整至 变为 增加为 提高为 延长到 延长至 扩容至 扩容到 缩小到 收窄至 跨越到 下调至 上调至 增为 扩增到 扩增至",
        Tail::To,
    ),
    ("由 从", Tail::From),
    (
        "为 是 达 达到 达到了 达成 在 计 合计 共计 总计 累计达 累计达到 已达 已达到 将达 将达到 保持在 稳定在 控制在 维持在 保持 稳定 维持 有了 约为 总计达 共达 均为 都是 只有 仅有 仅为 仅占 等于 相当于 平均为 平均达 大致 处于 低至 高至 高达 到 至 跨越 跨上 迈上 跻身 跃上了 迈过 站上 最终达",
        Tail::Is,
    ),
    (
        "有 共有 现有 拥有 现拥有 共拥有 已有 已拥有 设有 建有 具有 具备 含有 分布有 目前有 包括 包含 涉及 涵盖 覆盖",
        Tail::Has,
    ),
    ("实现 完成 累计完成 累计实现 共完成 共实现 实际完成 分别实现 分别完成", Tail::Done),
    ("新增 净增 净增加 新增加 再增 累计新增 增设 增添", Tail::Adds),
    ("占 占到 占到了 占了 约占 共占 已占 各占", Tail::Holds),
    (
        "占比 占比重 比重 所占比重 占比例 份额 占比达 占比约 占比例达 所占比例 占比为 比重达 比重为 占有份额 占比重达",
        Tail::Weighs,
    ),
    (
        "居 列 位居 位列 排名 排 名列 稳居 跃居 居于 位于 排在 排位 稳列 高居 上升到 跃升至 上升至 晋升至 占据 雄居 连居 连续居 荣居 位次居 位列于 列居 分列 分居 并列 荣获 位次升至 排名升至 排到 前移至 攀升至 综合排名 均居 均列 总分排名 评比 跻身 进入 迈入 跨入 挺进 进位至 升至 继续保持 保持 稳坐 获",
        Tail::Ranks,
    ),
    ("同比", Tail::Against("同比")),
    ("环比", Tail::Against("环比")),
    ("年均 年平均 平均每年 每年平均 年均复合", Tail::Against("年均")),
    (
        "按可比价计算 按可比价格计算 按可比价 按可比价格 可比价 按不变价格计算 按不变价计算 按不变价 按不变价格 可比价格",
        Tail::Against("可比价"),
    ),
    ("可比", Tail::Against("可比")),
    ("按可比口径 按可比口径计算 可比口径", Tail::Against("可比口径")),
    ("同口径 按同口径 按同口径计算", Tail::Against("同口径")),
    ("分别 各 各自 依次", Tail::Each),
    (
        "均 已 又 也 再 还 就 都 可 共 仅 只 能 总 累计 实际 名义 净 逐年 持续 稳步 平均 大幅 大幅度 快速 进一步 连续 总体 大体 稳定 同步 较快 逐步 高速 直接 间接 全部 总共 一共 超额 提前 首次 再次 突破性 历史性 已经 现已 一举 成功 预算 直线 相应 普遍 可以 能够 原定 原来 就能 就能够 \
             了 均已 合计 累计已 目前已 现 当年 自然 绝对 每年 整体 双双 加权平均 平均每人 将 可达 高位 相继 先后 共同 一律 全面 较为 左右 各类 依然 仍 仍然 且 并 即 则 而 要 应 应当 需 须 必须 不断 继续 一次性 微 略 一般 略有 略微 小幅 小幅度 有所 相比 明显 显著",
        Tail::Adverb,
    ),
    (
        "力争 争取 确保 计划 规划 拟 拟定 拟定为 目标 目标为 目标是 预期目标 预期目标为 力争达到 努力 奋力",
        Tail::Status(Status::Target),
    ),
    ("预计 有望 预期 估计 预测 预计将 预计可", Tail::Status(Status::Estimate)),
    ("高于 高出 高 快于 快 超出 超过 优于 领先 多于 好于 高过 大于 长于 低于全", Tail::Compares(Up)),
    ("低于 低 慢于 少于 落后 慢 小于 差于", Tail::Compares(Down)),
]);

/// What a standard is given per, right before its sum: 每人每月860元.
pub(super) static PER: Words<()> = Words::new(&[(
    "每人每学年 每生每学年 每人每学期 每生每学期 每生每月 每人每月 每人每年 每人每天 每人每次 每月每人 每年每人 每户每年 每户每月 每生每年 每亩每年 每人 每户 每生 每亩 每吨 每平方米 每立方米 每千瓦时 每公斤 每斤 每头 每件 每月 每天 每日 人均 日均 月均 户均 亩均 月人均 年人均",
    (),
)]);

/// Words right before a numeral that say how exact it is.
pub(super) static BEFORE: Words<Qualifier> = Words::new(&[
    ("约 约为 大约 大约为 大概 大致为 达到约 约有 约占", Qualifier::About),
    ("超 超过 超过了 突破 突破了 逾 超出 首超 大于 高于 已超 已超过 多于 > ＞ 跨过 破 首破", Qualifier::Over),
    ("近 接近 将近 不足 不到 未满 逼近 低于 少于 小于 < ＜ 临近 直逼", Qualifier::Under),
    ("至少 不少于 不低于 不小于 最少 最低 ≥ 不短于", Qualifier::AtLeast),
    ("不超过 不高于 不大于 最多 至多 不多于 ≤ 最高不超过 不得超过 不突破", Qualifier::AtMost),
]);

/// Words right after a unit that say how exact the figure is.
pub(super) static AFTER: Words<Qualifier> = Words::new(&[
    ("左右 上下", Qualifier::About),
    ("多 余 强", Qualifier::Over),
    ("以上 及以上 或以上 （含）以上 (含)以上 （含)以上", Qualifier::AtLeast),
    ("以内 之内 以下 及以下 （含）以下 (含)以下", Qualifier::AtMost),
]);

/// Words that open a clause and say nothing of the figure.
pub(super) static LEADS: Words<&'static str> = Words::new(&[
    (
        "此外 另外 同时 初步核算 经初步核算 据初步核算 据统计 据初步统计 经初步统计 初步统计 据测算 经测算 据了解 据调查 预计 力争 成功 共有 目前 尤其是 特别是 比如 例如 包括 主要是 并且 使得 截至 截止 虽然 尽管 因此 所以 但是 不仅 而且 为此 现在 据估计 其中的 \
             进一步 不断 持续 大力 积极 着力 确保 努力 争取 据不完全统计 不完全统计 具体来看 总的来看 从总体上看 现已 已有 累计已 以来 共计 合计 总计 分别 全年共 仅 即将 下同 这些 上述 计划 拥有 共拥有 先后 相继 但 也 还 又 了 \
             已经 以及 或 此 其中 从而 时期 期间 期末 累计共 我局 我委 我厅 我办 一年来 以来共 ",
        "",
    ),
    ("并", "网购轨行"),
    ("把", "握关"),
    ("使", "用馆命"),
    ("就", "业医地近"),
    ("而", ""),
    ("且", ""),
    ("共", "建享同产创青治富"),
    ("现", "代价金房役货场行"),
    ("已", ""),
    ("将", "军"),
    ("在", "建校岗线册园用职读营外库地编籍研途孵逃京学建售产"),
    ("有", "色机效关限线"),
    ("从", "业"),
    ("由", ""),
    ("对", "外口接"),
    ("各", "项类级地种界族市县区乡镇行业部门单级"),
    ("到", "位期达港岗课账场会"),
    ("累计", ""),
    ("约", "束谈"),
    ("要", "素闻求"),
    ("和", "田平谐县静"),
    ("与", "会"),
    ("通过", "率"),
    ("是", ""),
    ("只", ""),
    ("的", ""),
    ("均", "衡"),
    ("都", "市江昌"),
    ("及", "时格"),
]);

/// Verbs of having and achieving that are no part of what is measured.
pub(super) static DONE: Words<()> = Words::new(&[(
    "实现 完成 达到 达 拥有 共有 现有 累计完成 累计实现 共完成 共实现 实际完成 超额完成 现拥有 共拥有 已有 已建成 设有 建有 总计有 具备 具有 有",
    (),
)]);

/// Reference areas that are written as such.
pub(super) static AREAS: Words<()> = Words::new(&[(
    "全市 全省 全国 全区 全县 全州 全球 全疆 全域 全镇 全乡 全村 全盟 全旗 全港 我市 我省 我区 我县 我州 我国 我镇 我乡 我盟 我旗 本市 本省 本区 本县 全自治区 全世界 世界 国内 苏南 苏中 苏北 长三角 珠三角 京津冀 粤港澳大湾区 \
         北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 \
         东部地区 中部地区 西部地区 东北地区 东部 中部 西部 中国 城区 省内 市内 全市各级 全省各级 各地 全兵团 全系统 全行业 市区 全辖 辖区 同类城市 副省级城市 省会城市 同类 全国地级市 全国城市 亚洲 欧洲 全院 全校 全厂 全行",
    (),
)]);

/// Words for what is measured that cannot stand alone: they need whose it is.
pub(super) static DEPENDENT: Words<()> = Words::new(&[(
    "产值 总产值 增加值 投资完成率 就地转化率 转化率 利润 利润总额 利税 利税总额 税收 营收 营业收入 营业总收入 主营业务收入 业务收入 销售收入 销售额 销售 开票销售 收入 总收入 面积 产量 总产量 总额 总量 规模 投资 投资额 总投资 研发投入 研发经费投入 研发经费 经费 资产总额 资产 总资产 净资产 负债率 从业人员 \
         员工 用地 年产值 年产量 年销售额 年营业收入 年收入 年利润 平均年龄 覆盖面 覆盖率 完成率 合格率 满意率 满意度 入库税收 实缴税金 税金 出口额 进口额 出口 进口 交易额 成交额 累计投资 计划投资 计划总投资 建筑面积 占地面积 总建筑面积 种植面积 播种面积 单产 亩产 平均亩产 产能 年产能 余额 增速 本外币余额 \
         研发投入强度 投入强度 实施率 覆盖户数 毛利率 市场占有率 价格 保有量 覆盖人口 受益人口 参保率 增长面 亏损面 产能利用率 每百元营业收入中的成本 每百元营业收入中的费用 增量 存量 现价产值 综合收入 综合产值 营运收入 服务收入 成本 人数 户数 净利润 营业利润 施工产值 费用 \
         死亡 受伤 死亡人数 受伤人数 伤亡人数 直接经济损失 在校学生 在校生 毕业生 招生 专任教师 教职工 床位 营业收入利润率 资产负债率 全长 总长 总库容 流域面积 汇水面积 赔付 赔付率 简单赔付率",
    (),
)]);

/// Words for a figure already spoken of.
pub(super) static ANAPHORS: Words<bool> = Words::new(&[
    (
        "数量 总量 总数 总额 数量均 其数量 总数均 数 均 这一比例 这一数字 该比例 其总量 指数 总值 规模总量",
        false,
    ),
    (
        "增速 增幅 降幅 涨幅 跌幅 增量 增长速度 增长幅度 增长率 规模 总体规模 增加额 增长额 增加量 减少量 减幅 完成率 平均增速 同比增速 单产 综合排名 占比 比重 占有率 市场占有率",
        true,
    ),
]);

/// Nouns that name a rate of growth: with per cent after them the figure is growth.
pub(super) static GROWTH_NOUNS: Words<Direction> = Words::new(&[
    (
        "上涨幅度 递增的速度 增长的速度 递增速度 发展速度 增长比例 增长百分比 增速 增幅 涨幅 增长率 增长速度 增长幅度 增速达 平均增速 年均增速 同比增速 年均增长率 升幅 增长",
        Up,
    ),
    ("降幅 跌幅 下降率 减幅 降低率 下降幅度", Down),
]);

/// What the last noun of an indicator may be: such a phrase names a measure by itself, and in a list its end is shared.
pub(super) static HEADS: Words<()> = Words::new(&[(
    "产量 总产量 产值 总产值 增加值 收入 支出 经费 投资 投资额 面积 总额 总量 利润 利润总额 税收 销售额 销售收入 营业收入 主营业务收入 销售 零售额 出口 进口 出口额 进口额 进出口 出口总值 进口总值 总值 进出口总额 外资 存款 贷款 余额 贷款余额 存款余额 价格 指数 用电量 发电量 能耗 \
         吞吐量 货运量 客运量 周转量 覆盖率 合格率 就业率 失业率 入学率 升学率 完成率 增长率 转化率 普及率 比重 占比 比例 人口 人数 户数 家数 招生 在校生 毕业生 在校学生 全长 总长 起数 件数 天数 例数 笔数 宗数 数量 里程 储量 消费量 消费 消费支出 人均可支配收入 可支配收入 纯收入 人均纯收入 工资 专利 利用率 满意度 拥有量 保有量 装机 装机容量 交易额 成交额 \
         花费 单产 亩产 平均亩产 供应量 零售量 销售量 收购量 存栏 出栏 存栏量 出栏量 造价 总投资 产能 强度 密度 浓度 增速 增幅 成活率 资产 负债 税额 保费 赔付 工业增加值 率 度 量 额 值 数",
    (),
)]);

/// Nouns for whose figure it is; a sentence that begins with one is about it.
pub(super) static SUBJECTS: Words<()> = Words::new(&[(
    "产业 行业 企业 业 公司 集团 园区 开发区 高新区 经开区 新区 示范区 试验区 基地 港 机场 中心 平台 医院 学校 高校 院所 大学 学院 银行 研究院 研究所 电网 油田 煤矿 矿区 农场 林场 合作社 部门 单位 机构 市 县 区 镇 乡 村 街道 社区 省 工程 项目 基金 计划 产业链 集群 联盟 铁路 公路 高速 机器人 汽车 产品 商会 协会 局 厅 委 \
         板块 保险 公积金 力量 队伍 车间 材料 能源 技术 装备 市场 产业园 科技园 工业园",
    (),
)]);

/// Verbs that a clause's predicate begins with.
pub(super) static VERBS: Words<()> = Words::new(&[(
    "拥有 具有 具备 实现 完成 达到 重点发展 发展 制造 形成 积极 打造 主要 推动 推进 促进 获得 获评 获 荣获 入选 列入 入围 被认定 被评 被列 被 跻身 通过 建成 建设 开工 投产 投运 投用 竣工 落户 落地 签约 开业 参与 主导 成为 带动 支持 引进 吸引 争创 创建 培育 认定 组建 设立 成立 承担 主持 参加 \
         开展 实施 举办 生产 销售 出口到 销往 辐射 服务 覆盖 提供 解决 受益 惠及 脱贫 进入 跻身 突破 增长 下降 提高 提升 增加 减少 占 位居 位列 达 为 是 有 在 保持 坚持 围绕 将 已 均 走在 位于 坐落 启动 开通 建立 配备 安装 改造 整治 清理 关闭 淘汰 取得 中标 申报 授权 评为 得到 全部 正式 \
         纳入 接入 上市 挂牌 达产 升级 转型 试点 完工 开行 运营 运行 使用 享受 接受 接待 发放 办理 受理 办结 化解 查处 立案 出台 制定 发布 印发 修订 新建 新增 扩建 改建 加快 加强 大力 全面 深入 不断 持续 稳步 取消 下放 整合 归集 共享 上线 接诉 回复 解答 公开 共有 现有 累计 同比 认为 表示 反映 创历史 创同期 创下 再创 刷新 连跨 连上 跃上 站上 迈过 跨过 通了 通上 用上 喝上 住上 保供 用于 投向 满足 来自 从事 带动 集聚 聚集 入驻 备案 挂牌 连续 跨越 迈上 稳居 翻 受",
    (),
)]);

/// Verbs that open a list and govern all of it: 制定国际标准30项、国家标准608项.
pub(super) static LIST_VERBS: Words<()> = Words::new(&[(
    "制定 主导 参与 新建 改建 扩建 新改建 改扩建 建设 建成 基本建成 布局建设 布局 创建 培育 新培育 培养 争取 安排 选派 实施 支持 引进 招引 组建 发放 获批 获评 获 荣获 获得 认定 新认定 新入选 入选 设立 成立 启动 开工 开工建设 建成投产 投产 建成投用 改造 整治 治理 修复 关闭 淘汰 取缔 拆除 清理 整改 办理 受理 查处 \
         立案 侦破 破获 抓获 打掉 救助 帮扶 扶持 培训 培训各类 接待 举办 开展 组织 组织开展 出台 制定出台 研究出台 印发 修订 发布 完善 建立 建立健全 推出 打造 开通 开行 新开 新开通 新开工 新投产 新设 新设立 新注册 新登记 投放 投入 供应 保障 减免 减税 退税 兑付 拨付 下达 落实 筹集 筹措 募集 发行 化解 处置 盘活 收储 出让 \
         签约 引进落地 招引落地 落地 引育 申报 推荐 评选 表彰 命名 授予 配备 配置 安装 铺设 敷设 架设 疏浚 清淤 绿化 造林 完成造林 种植 栽植 补贴 补助 奖励 资助 帮助 惠及 解决 安置 转移 转移就业 吸纳 招聘 招录 引导 推广 应用 生产 销售 出口 进口 采购 收购 储备 调运 销毁 没收 罚没 检查 抽检 检测 排查 出动 派出 抽调 \
         选聘 聘请 备案 挂牌 注册 登记 服务 走访 慰问 化解 调解 审结 执结 起诉 批捕 公开 答复 回应 推动 推进 促进 带动 加快 打通 建强 做强 做优 做大 遴选 抓好 办好 建好 谋划 争创 壮大 优化 优化调整 调整优化 接入 归集 汇聚 提供 选送 补充 设置 查处 排查 给予 上缴 发生 废止 惠及 覆盖 涉及 筹建 新筹建 筛选 承办 协办 圆满 安排部署 竣工 投产 投用 完工 保供 扎实 稳妥 精准 有效 率先 先行 达标 合格 滚动 分批 高标准 高质量 高水平 统筹 积极 大力 迭代建设 关闭压缩 压缩 成功创建 成功 累计 主持 承担 牵头 合作 共建 共 发展 新发展 新增 新增加 净增 再 已 又 先后 相继 全面 完成 累计建成 累计新建 建成开通 续建 提质改造 维修 维护 加固 除险加固",
    (),
)]);

/// Nouns after a count that only announces an enumeration.
pub(super) static ENUMERATIONS: Words<()> = Words::new(&[(
    "方面 环节 层面 层次 阶段 步骤 问题 坚持 意识 自信 维护 重点 关键 关系 统筹 确保 必须 转变 结合 原则 主题 维度 角度 要素 关口 优先 到位 不变 一律 专题 转型 面向 全面 离不开 务必 更加 明确 主要方面 重点领域 领域 月内 先行 强化 聚焦 体系 定位 走在前列 率先 高地 注重 突出 行动 特点 目标 任务 版块",
    (),
)]);

/// What is said of many, so that per cent of it is a rate though 占 does not occur.
pub(super) static SHARE_NOUNS: Words<()> = Words::new(&[("比重 占比 份额 占有率", ())]);

/// Words that make what follows a target or an estimate until the sentence ends, and those that do where a verb comes next.
pub(super) static PLANS: Words<Option<Status>> = Words::new(&[
    (
        "力争 争取达 争取到20 争取实现 争取在 目标 确保 计划新 计划实 计划完 计划建 计划投 计划改 计划安 计划引 计划培 计划开 规划建 将达到 要达到 拟建",
        Some(Status::Target),
    ),
    ("预计 有望 估计将 预测", Some(Status::Estimate)),
    ("将 拟", None),
]);
/// Titles of sections that speak of what is to come.
pub(super) const TARGET_TITLES: List = List::new(&[
    "下一步",
    "目标任务",
    "主要目标",
    "发展目标",
    "预期目标",
    "工作安排",
    "工作打算",
    "下步工作",
    "工作任务",
    "主要任务",
    "重点任务",
    "重大任务",
    "重点工作",
    "工作重点",
    "今后五年",
    "总体要求",
]);
