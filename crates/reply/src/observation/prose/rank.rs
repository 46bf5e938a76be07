//! What was ranked, among whom, and in which place?

use super::super::clause::Left;
use super::super::confidence::Grounds;
use super::super::lexicon::HEADS;
use super::super::scan::{Quantity, Rank};
use super::super::words::list;
use super::super::{Measure, Name, Qualifier};
use super::frame::Frame;
use super::{Chain, Figure, Reader, Topic};

impl Reader<'_> {
    pub(super) fn rank(
        &mut self,
        figure: &Figure<'_>,
        left: Left,
        rank: Rank,
        continues: bool,
        chain: Option<Chain>,
    ) -> Option<Chain> {
        let scoped = left.against.is_some() || left.area.is_some();
        let listed = (continues || left.to && left.name.is_empty())
            && chain.as_ref().is_some_and(|chain| chain.measure == Some(Measure::Rank));
        let tied = left.ranks || left.is || left.to || left.from || listed || scoped && rank.place <= 20.0;
        // 把稳定放在首位, 第一产业: no place in an order.
        if !tied || rank.at_most && !(left.ranks || scoped) || !(rank.sure || left.ranks || scoped || listed)
        {
            return chain;
        }
        let mut grounds = Grounds { listed, ..Grounds::default() };
        let mut left = left;
        let basis = left.against.clone().or_else(|| left.area.clone().filter(|_| left.name.is_empty()));
        let basis = basis.map(|field| in_contest(field, &mut left.name));
        // 收购量居全省首位，核桃居第三位: the same measure, in the same field.
        let before = self.ranked.as_ref().filter(|_| left.ranks && !left.name.is_empty() && basis.is_none());
        let head = before.and_then(|(topic, _)| HEADS.suffix(&topic.indicator)).map(|(head, ())| head);
        let basis =
            basis.or_else(|| before.and_then(|(_, field)| field.clone())).or_else(|| self.among.clone());
        if let Some(head) = head.filter(|head| head.chars().count() > 1 && HEADS.suffix(&left.name).is_none())
        {
            left.name.push_str(head);
        }
        if listed && left.name.is_empty() {
            let mut chain = chain?;
            chain.next += 1;
            let topic = chain.topics.get(chain.next).or(chain.topics.last()).cloned().unwrap_or_default();
            let basis = basis.or(chain.basis.clone());
            self.emit_rank(figure, topic, rank, basis, grounds, &left);
            Some(chain)
        } else {
            let run = self.run(figure);
            let quantity = self.place(rank, figure.mark().span.start);
            let mut named =
                Left { area: left.area.clone().filter(|_| !left.name.is_empty()), ..left.clone() };
            if basis.is_some() && named.area == basis && left.against.is_none() {
                named.area = None;
            }
            let topics = self.resolve(figure, &named, &quantity, "", run, &mut grounds);
            let topic = topics.first().cloned().unwrap_or_default();
            let chain = Chain {
                topics,
                next: 0,
                measure: Some(Measure::Rank),
                basis: basis.clone(),
                direction: None,
                verb: String::new(),
                adds: false,
                after: false,
                grade: None,
                qualifier: Qualifier::Exact,
                left: left.clone(),
            };
            self.emit_rank(figure, topic, rank, basis, grounds, &left);
            Some(chain)
        }
    }

    fn emit_rank(
        &mut self,
        figure: &Figure<'_>,
        topic: Topic,
        rank: Rank,
        basis: Option<Name>,
        grounds: Grounds,
        left: &Left,
    ) {
        let quantity = self.place(rank, figure.mark().span.start);
        let frame =
            Frame { measure: Measure::Rank, direction: None, basis, qualifier: quantity.qualifier, grounds };
        self.emit(figure, &quantity, topic, frame, left);
    }

    /// A place in an order as a quantity.
    fn place(&mut self, rank: Rank, at: usize) -> Quantity {
        let value = crate::numeral::Decimal::new((rank.place * 10.0).round() as u64, -1);
        let qualifier = if rank.at_most { Qualifier::AtMost } else { Qualifier::Exact };
        Quantity { qualifier, ..Quantity::new(value, self.names.shared("位"), None, at) }
    }
}

/// The field of a rank, without the contest that it was won in: 全省开发区 of 全省开发区综合考评. The contest belongs to the name.
fn in_contest(field: Name, name: &mut String) -> Name {
    let Some(kind) = list!["考评", "考核", "评价", "竞赛", "评比", "测评", "评估"].suffix(&field)
    else {
        return field;
    };
    let before = &field[..field.len() - kind.len()];
    let manner = list!["综合", "绩效", "年度", "高质量发展"].suffix(before).unwrap_or("");
    let at = before.len() - manner.len();
    if at == 0 || name.is_empty() {
        return field;
    }
    name.push_str(&field[at..]);
    field[..at].into()
}
