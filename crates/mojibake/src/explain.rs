use crate::{Candidate, Damage, Decoded, Kind, Model, Options, Received, detect, fluency, receive};

/// So much of a text is read in each way, in bytes.
const SAMPLE: usize = 4 << 10;
/// Characters of a preview.
const PREVIEW: usize = 80;

/// Why a text was decoded and repaired as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Every charset with how well the bytes read in it and a preview, the best first. What was taken may be another,
    /// where a mark or a declaration says so: [`Decoded::how`] tells.
    pub charsets: Vec<Candidate>,
    /// Every way of undoing damage with how the text reads if it alone is taken, the best first. Ways that change nothing
    /// stand behind [`Damage::Undecodable`], which undoes none.
    pub chains: Vec<Chain>,
    /// The kinds of damage that were found, the most frequent first.
    pub damage: Vec<Found>,
    /// How much the text reads like Chinese, per character, as received and as repaired: about -5 for official prose,
    /// below -10 for hanzi by chance.
    pub fluency: [f32; 2],
}

/// A way of undoing damage.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// What is taken to have happened; [`Damage::Undecodable`] leaves the text as received.
    pub damage: Damage,
    /// How much the text then reads like Chinese, per character beyond ASCII: about -5 for official prose, below -10 for
    /// hanzi by chance.
    pub score: f32,
    /// The first characters beyond ASCII, and those of their line, as they then read.
    pub preview: String,
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

/// Tells why [`decode`](crate::decode) reads `bytes` as it does, with the runners-up.
///
/// ```
/// use mojibake::{Charset, Options, explain};
///
/// let gbk = b"\xb4\xf0\xb8\xb4"; // 答复
/// let explanation = explain(gbk, &Options::default());
/// assert_eq!(explanation.charsets[0].charset, Charset::Gb18030);
/// assert_eq!(explanation.charsets[0].preview, "答复");
///
/// let damaged = "å…³äºŽæ案的答复";
/// let explanation = explain(damaged.as_bytes(), &Options::default());
/// assert_eq!(explanation.chains[0].damage, mojibake::Damage::Utf8AsWindows1252);
/// assert_eq!(explanation.chains[0].preview, "关于提案的答复");
/// ```
pub fn explain(bytes: &[u8], options: &Options) -> Explanation {
    let model = Model::builtin();
    let received = receive(bytes, options);
    let chains = chains(&received, model);
    let decoded = received.repair(options);
    let fluency = [decoded.received(), &decoded.text].map(|text| model.fluency(text));
    Explanation { charsets: detect::candidates(bytes, model), chains, damage: found(&decoded), fluency }
}

/// How the text reads in each way from where it first is more than ASCII.
fn chains(received: &Received, model: &Model) -> Vec<Chain> {
    let text = beyond_ascii(&received.text);
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let chain = |&damage: &Damage| {
        let options = Options { damage: Some(damage), ..Options::default() };
        let decoded = Received { text: sample.to_owned(), ..*received }.repair(&options);
        let preview = preview(&decoded.text);
        let changed = decoded.repairs.iter().any(|repair| repair.kind != Kind::Unresolved);
        (changed, Chain { damage, score: fluency::beyond_ascii(model, &decoded.text), preview })
    };
    let mut chains: Vec<(bool, Chain)> = Damage::ALL.iter().map(chain).collect();
    let unchanged = |chain: &(bool, Chain)| !chain.0 && chain.1.damage != Damage::Undecodable;
    order::by(&mut chains, |a, b| {
        let by_score = || b.1.score.total_cmp(&a.1.score).then(b.0.cmp(&a.0));
        unchanged(a).cmp(&unchanged(b)).then_with(by_score)
    });
    chains.into_iter().map(|chain| chain.1).collect()
}

/// From the first line on that is more than ASCII, in which all ways of reading agree.
fn beyond_ascii(text: &str) -> &str {
    let first = text.bytes().position(|byte| !byte.is_ascii()).unwrap_or(0);
    &text[text[..first].rfind('\n').map_or(0, |at| at + 1)..]
}

/// The first characters by which one way of reading can be told from another.
pub(crate) fn preview(text: &str) -> String {
    beyond_ascii(text).trim().chars().take(PREVIEW).collect()
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
    order::by_number(&mut found, |f| u64::MAX - (f.reversed + f.inferred + f.unresolved) as u64);
    found
}
