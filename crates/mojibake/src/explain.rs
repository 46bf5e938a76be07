use crate::{Candidate, Damage, Decoded, Kind, Model, Options, decode, detect};

/// Why a text was decoded and repaired as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Every charset with how well the bytes read in it and a preview, the best first. What was taken may be another,
    /// where a mark or a declaration says so: [`Decoded::how`] tells.
    pub charsets: Vec<Candidate>,
    /// The kinds of damage that were found, the most frequent first.
    pub damage: Vec<Found>,
    /// How much the text reads like Chinese, per character, as received and as repaired: about -5 for official prose,
    /// below -10 for hanzi by chance.
    pub fluency: [f32; 2],
}

/// How often one kind of damage was found, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// What had happened.
    pub damage: Damage,
    /// Stretches that were undone exactly.
    pub reversed: usize,
    /// Characters that were chosen by their context.
    pub inferred: usize,
    /// Stretches that stand as received.
    pub unresolved: usize,
}

/// Tells why [`decode`] reads `bytes` as it does, with the runners-up.
///
/// ```
/// use mojibake::{Charset, Options, explain};
///
/// let gbk = b"\xb4\xf0\xb8\xb4"; // 答复
/// let explanation = explain(gbk, &Options::default());
/// assert_eq!(explanation.charsets[0].charset, Charset::Gb18030);
/// assert_eq!(explanation.charsets[0].preview, "答复");
/// ```
pub fn explain(bytes: &[u8], options: &Options) -> Explanation {
    let model = Model::builtin();
    let decoded = decode(bytes, options);
    let fluency = [decoded.received(), &decoded.text].map(|text| model.fluency(text));
    Explanation { charsets: detect::candidates(bytes, model), damage: found(&decoded), fluency }
}

fn found(decoded: &Decoded) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for repair in &decoded.repairs {
        let index = found.iter().position(|f| f.damage == repair.damage).unwrap_or_else(|| {
            found.push(Found { damage: repair.damage, reversed: 0, inferred: 0, unresolved: 0 });
            found.len() - 1
        });
        *match repair.kind {
            Kind::Reversed => &mut found[index].reversed,
            Kind::Inferred => &mut found[index].inferred,
            Kind::Unresolved => &mut found[index].unresolved,
        } += 1;
    }
    found.sort_by_key(|f| std::cmp::Reverse(f.reversed + f.inferred + f.unresolved));
    found
}
