//! The letter around the prose: header, title, salutation, outline, signature.

use crate::Reply;
use crate::chance::Chance;
use crate::prose::{self, TOPICS, Topic};

const CITIES: [&str; 8] = ["临浦", "青石", "云汀", "白川", "南漳洲", "安陵", "东岚", "沧屏"];
const SURNAMES: [&str; 10] = ["沈", "顾", "陆", "程", "苏", "许", "叶", "宋", "韩", "林"];
const GIVEN: [&str; 10] = ["若溪", "远山", "清和", "明川", "砚秋", "以宁", "知远", "怀瑾", "景行", "书言"];
const ORDINALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];
const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Whom a letter answers, and what is known of it before the prose begins.
struct Letter<'a> {
    city: &'a str,
    organ: String,
    topic: &'a Topic,
    number: String,
    /// 提案, of members of the consultative conference, or 建议, of deputies.
    is_proposal: bool,
    year: u64,
    day: (u64, u64),
    title: String,
}

pub(crate) fn write(chance: &mut Chance) -> Reply {
    let letter = Letter::new(chance);
    let mut reply = Reply {
        text: String::new(),
        title: letter.title.clone(),
        organ: letter.organ.clone(),
        signed_on: format!("{}-{:02}-{:02}", letter.year, letter.day.0, letter.day.1),
        headings: Vec::new(),
        figures: Vec::new(),
    };
    let header = [fields, table, bare][chance.number(0..=2) as usize];
    reply.text.push_str(&header(&letter));
    reply.text.push_str(&format!("{}\n\n", letter.title));
    salutation(&mut reply, &letter, chance);
    body(&mut reply, &letter, chance);
    close(&mut reply, &letter);
    reply
}

impl<'a> Letter<'a> {
    fn new(chance: &mut Chance) -> Self {
        let city = chance.one_of(&CITIES.each_ref().map(|city| *city));
        let topic = chance.one_of(&TOPICS.each_ref());
        let number = format!("{:04}", chance.number(1..=960));
        let is_proposal = chance.number(0..=1) == 0;
        let (term, session) =
            (ORDINALS[chance.number(0..=5) as usize], ORDINALS[chance.number(0..=4) as usize]);
        let title = if is_proposal {
            format!("关于对市政协十{term}届{session}次会议提案第{number}号的答复")
        } else {
            format!("关于市十{term}届人大{session}次会议第{number}号建议的答复")
        };
        let organ = format!("{city}市{}", topic.organ);
        let year = chance.number(2016..=2025);
        let day = (chance.number(4..=11), chance.number(1..=28));
        Self { city, organ, topic, number, is_proposal, year, day, title }
    }

    fn iso(&self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.day.0, self.day.1)
    }
}

fn fields(letter: &Letter<'_>) -> String {
    format!(
        "信息名称：{}\n索 引 号：{}{}\n发布机构：{}\n产生日期：{}\n公开方式：主动公开\n\n",
        letter.title,
        14_200_000 + letter.year,
        letter.number,
        letter.organ,
        letter.iso()
    )
}

fn table(letter: &Letter<'_>) -> String {
    format!(
        "| 索引号 | {}/{}-{} | 主题分类 | 综合政务 |\n| 发布机构 | {} | 发布日期 | {} |\n\n",
        14_300 + letter.year % 100,
        letter.year,
        letter.number,
        letter.organ,
        letter.iso()
    )
}

fn bare(letter: &Letter<'_>) -> String {
    let Letter { organ, year, number, .. } = letter;
    format!("{organ}文件\n答复〔{year}〕{}号\n\n", number.trim_start_matches('0'))
}

fn salutation(reply: &mut Reply, letter: &Letter<'_>, chance: &mut Chance) {
    let name = format!("{}{}", SURNAMES[chance.number(0..=9) as usize], GIVEN[chance.number(0..=9) as usize]);
    let (role, kind, verb) =
        if letter.is_proposal { ("委员", "提案", "提出") } else { ("代表", "建议", "提出") };
    let field = letter.topic.field;
    reply.text.push_str(&format!(
        "{name}{role}：\n　　您{verb}的关于加快{city}市{field}的{kind}收悉，经研究，现答复如下：\n",
        city = letter.city
    ));
}

fn body(reply: &mut Reply, letter: &Letter<'_>, chance: &mut Chance) {
    let topic = letter.topic;
    for (marker, heading) in DIGITS.iter().zip(topic.headings) {
        reply.text.push_str(&format!("　　{marker}、{heading}\n"));
        reply.headings.push((*heading).to_owned());
        for _ in 0..chance.number(1..=3) {
            let prose = prose::paragraph(topic, letter.year - 1, chance);
            reply.text.push_str(&format!("　　{}\n", prose.text));
            reply.figures.extend(prose.figures);
        }
    }
    let points = chance.some_of(topic.measures, 3);
    let points: Vec<_> =
        DIGITS.iter().zip(points).map(|(digit, point)| format!("{digit}是{point}")).collect();
    reply.text.push_str(&format!("　　下一步，我们将做好以下工作：{}。\n", points.join("；")));
}

fn close(reply: &mut Reply, letter: &Letter<'_>) {
    let Letter { organ, year, day: (month, day), .. } = letter;
    reply.text.push_str(&format!(
        "　　感谢您对我市{}工作的关心和支持！\n\n{organ}\n{year}年{month}月{day}日\n",
        letter.topic.field
    ));
}
