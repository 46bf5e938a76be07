use super::*;
use expect_test::{Expect, expect};

fn datum(label: &str, number: f64) -> Datum {
    Datum { label: label.to_owned(), shown: number.to_string(), number, reached: true, day: None }
}

fn year(year: u32, number: f64) -> Datum {
    Datum { day: Some(f64::from(year) * 365.25), ..datum(&format!("{year}年"), number) }
}

#[track_caller]
fn check(data: &[Datum], expect: Expect) {
    let drawing = draw(data, "亿元", 320.0, |number| number.to_string());
    let mut out = format!("{:.0} × {:.0}\n", drawing.width, drawing.height);
    for mark in drawing.axes.iter().chain(drawing.items.iter().flatten()).filter(|m| m.role != Role::Reach) {
        let shape = match &mark.shape {
            Shape::Rect(x, y, w, h) => format!("{x:.0},{y:.0} {w:.0} × {h:.0}"),
            Shape::Line(x1, y1, x2, y2) => format!("{x1:.0},{y1:.0} – {x2:.0},{y2:.0}"),
            Shape::Disc(x, y, _) => format!("{x:.0},{y:.0}"),
            Shape::Text(x, y, anchor, text) => format!("{x:.0},{y:.0} {anchor:?} {text}"),
        };
        out += &format!("{:?} {shape}\n", mark.role);
    }
    expect.assert_eq(&out);
}

#[track_caller]
fn check_ticks(numbers: &[f64], wanted: usize, ticks: &[f64]) {
    assert_eq!(Scale::new(numbers.iter().copied(), wanted, 0.0, 100.0).ticks, ticks, "{numbers:?}");
}

#[test]
fn ticks_are_round_and_hold_zero() {
    check_ticks(&[9.4, 18.7, 16.5], 4, &[0.0, 5.0, 10.0, 15.0, 20.0]);
    check_ticks(&[-6.1, 32.9], 4, &[-10.0, 0.0, 10.0, 20.0, 30.0, 40.0]);
    check_ticks(&[0.07, 0.31], 4, &[0.0, 0.1, 0.2, 0.3, 0.4]);
    check_ticks(&[-3.0, -1.0], 3, &[-3.0, -2.0, -1.0, 0.0]);
    check_ticks(&[3676.2, 2015.8], 2, &[0.0, 2000.0, 4000.0]);
}

#[test]
fn numbers_that_cannot_be_drawn_do_no_harm() {
    check_ticks(&[], 2, &[0.0, 0.5, 1.0]);
    for number in [0.0, f64::NAN, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE, -1e300] {
        for data in [vec![datum("甲", number), datum("乙", 1.0)], vec![year(2020, number), year(2020, 1.0)]]
        {
            let drawing = draw(&data, "", 10.0, |number| number.to_string());
            assert_eq!(drawing.items.len(), 2, "{number}");
            assert!(drawing.axes.len() < 40, "{number}");
        }
    }
}

#[test]
fn subjects_are_bars_from_zero() {
    check(
        &[datum("智能装备产业", 8.6), datum("光伏产业", -19.7)],
        expect![[r#"
            320 × 90
            Grid 127,0 – 127,66
            Tick 127,81 Middle -20
            Zero 206,0 – 206,66
            Tick 206,81 Middle 0
            Grid 286,0 – 286,66
            Tick 286,81 Middle 20
            Unit 0,81 Start 亿元
            Solid 206,12 34 × 14
            Value 247,24 Start 8.6
            Label 72,24 End 智能装备产业
            Solid 128,40 78 × 14
            Value 122,51 End -19.7
            Label 72,51 End 光伏产业
        "#]],
    );
}

#[test]
fn years_are_a_line_that_starts_from_zero() {
    let target = Datum { reached: false, ..year(2025, 300.0) };
    check(
        &[year(2022, 178.9), year(2024, 341.5), target],
        expect![[r#"
            320 × 207
            Zero 30,180 – 320,180
            Tick 24,184 End 0
            Grid 30,142 – 320,142
            Tick 24,147 End 100
            Grid 30,105 – 320,105
            Tick 24,109 End 200
            Grid 30,68 – 320,68
            Tick 24,72 End 300
            Grid 30,30 – 320,30
            Tick 24,34 End 400
            Unit 0,12 Start 亿元
            Line 55,113 – 215,52
            Ahead 215,52 – 295,68
            Solid 55,113
            Value 55,103 Middle 178.9
            Label 55,198 Middle 2022年
            Solid 215,52
            Value 215,42 Middle 341.5
            Label 215,198 Middle 2024年
            Hollow 295,68
            Value 295,58 Middle 300
            Label 295,198 Middle 2025年
        "#]],
    );
}

#[test]
fn long_labels_take_two_lines_and_are_then_cut() {
    assert_eq!(words::wrap("光伏产业", 48.0, 2), ["光伏产业"]);
    assert_eq!(words::wrap("汽车及零部件产业", 60.0, 2), ["汽车及零部", "件产业"]);
    assert_eq!(words::wrap("冶金、化工、纺织服装、建材四大传统行业", 60.0, 2), ["冶金、化工、", "纺织服装…"]);
    assert_eq!(words::wrap("甲", 0.0, 2), ["甲"]);
}

#[test]
fn a_file_of_a_chart_is_well_formed_and_holds_its_words() {
    let drawing = draw(&[datum("<甲>&乙", 1.0)], "家", 320.0, |number| number.to_string());
    let svg = svg(&drawing, "企业\u{1}数", "2024年");
    assert!(svg.contains("&lt;甲&gt;&amp;乙") && svg.contains("企业\u{fffd}数"), "{svg}");
    assert!(!svg.contains("style"), "the page's policy forbids inline styles");
}
