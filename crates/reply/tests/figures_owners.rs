//! Whose a figure is, and where its name begins and ends: sentences about invented places, with the names that their figures get.

use expect_test::{Expect, expect};
use reply::Observation;

fn name(row: &Observation) -> String {
    let parts = [&row.area, &row.subject, &row.criterion].map(Option::as_deref);
    parts.into_iter().flatten().chain([&*row.indicator]).collect::<Vec<_>>().join(" ")
}

#[expect(clippy::needless_pass_by_value, reason = "what is expected is written where it is asked for")]
#[track_caller]
fn names(sentence: &str, expected: Expect) {
    let text = format!("一、基本情况\n{sentence}\n");
    let document = reply::read(&text, &[]);
    let line = |row: &Observation| format!("{} {}\n", row.evidence.of(&text), name(row));
    expected.assert_eq(&document.observations.iter().map(line).collect::<String>());
}

#[test]
fn titles_and_brackets_are_no_areas() {
    names(
        "我县有全国重点文物保护单位3处。",
        expect![[r#"
        3处 我县 全国重点文物保护单位数
    "#]],
    );
    names(
        "目前，全省68个县（市）共有便民网点12.6万个。",
        expect![[r#"
        68个 全省 县数
        12.6万个 全省 县（市） 便民网点数
    "#]],
    );
    names(
        "我局联合市住建、水利等部门排查积水点94处。",
        expect![[r#"
        94处 排查积水点数
    "#]],
    );
}

#[test]
fn goals_are_reached_for_what_was_just_measured() {
    names(
        "全省单位产品能耗下降9.2%，完成五年目标任务的61%。",
        expect![[r#"
        9.2% 全省 单位产品能耗
        61% 全省 单位产品能耗五年目标任务完成率
    "#]],
    );
    names(
        "压减炼铁产能120万吨、水泥产能300万吨，分别完成省下达任务的102%和110%。",
        expect![[r#"
        120万吨 炼铁产能
        300万吨 水泥产能
        102% 炼铁产能省下达任务完成率
        110% 水泥产能省下达任务完成率
    "#]],
    );
}

#[test]
fn harm_is_of_the_event() {
    names(
        "全市共发生道路交通事故412起，造成96人死亡、388人受伤，三项指标同比分别下降6.1%、9.3%和4.4%。",
        expect![[r#"
            412起 全市 发生道路交通事故数
            96人 全市 道路交通事故 死亡人数
            388人 全市 道路交通事故 受伤人数
            6.1% 全市 发生道路交通事故数
            9.3% 全市 道路交通事故 死亡人数
            4.4% 全市 道路交通事故 受伤人数
        "#]],
    );
}

#[test]
fn parts_of_funds_and_kinds_stand_by_themselves() {
    names(
        "全市投入河道整治工程资金4.2亿元，其中中央投资1.6亿元。",
        expect![[r#"
        4.2亿元 全市 投入河道整治工程资金
        1.6亿元 全市 河道整治工程 中央投资
    "#]],
    );
    names(
        "查处各类违法行为5.1万起，其中违规占道停车8200起。",
        expect![[r#"
        5.1万起 查处各类违法行为数
        8200起 查处违规占道停车数
    "#]],
    );
}

#[test]
fn what_there_is_owns_the_figures_told_of_it() {
    names(
        "全市小型水厂有212处，水质达标率61.3%；骨干水厂有18处，水质达标率96%。",
        expect![[r#"
        212处 全市 小型水厂数
        61.3% 全市 小型水厂 水质达标率
        18处 全市 骨干水厂数
        96% 全市 骨干水厂 水质达标率
    "#]],
    );
    names(
        "全市血液透析患者2180人，年医疗费用5.6万元，增长4%。",
        expect![[r#"
        2180人 全市 血液透析患者数
        5.6万元 全市 血液透析患者 年医疗费用
        4% 全市 血液透析患者 年医疗费用
    "#]],
    );
}

#[test]
fn what_a_figure_is_set_beside_is_no_name() {
    names(
        "单件配送成本2.6元，是城区的3.1倍。",
        expect![[r#"
        2.6元 单件配送成本
        3.1倍 单件配送成本
    "#]],
    );
    names(
        "三级伤残为本人工资的80%。",
        expect![[r#"
        80% 三级伤残
    "#]],
    );
    names(
        "非遗传承人128名，60岁以上的占六成。",
        expect![[r#"
        128名 非遗传承人数
        六成 60岁以上的非遗传承人
    "#]],
    );
    names(
        "消费品零售总额下降2.4%，降幅比全国平均水平小0.9个百分点。",
        expect![[r#"
        2.4% 消费品零售总额
        0.9个百分点 消费品零售总额降幅
    "#]],
    );
}

#[test]
fn contribution_is_of_what_was_just_measured() {
    names(
        "第三产业增加值846.4亿元，增长7%，对经济增长的贡献率为58.2%。",
        expect![[r#"
        846.4亿元 第三产业增加值
        7% 第三产业增加值
        58.2% 第三产业增加值 对经济增长的贡献率
    "#]],
    );
}

#[test]
fn flat_is_a_word_of_its_own() {
    names(
        "经济保持平稳运行，支持平台企业发展，出口与上年基本持平。",
        expect![[r#"
        持平 出口
    "#]],
    );
}
