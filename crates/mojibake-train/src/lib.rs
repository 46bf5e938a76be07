//! Derives the character model of [`mojibake`] from a corpus, and measures it on what was held out.
//!
//! Only counts and weights leave this crate; no text does.

mod corpus;
mod fit;
mod pack;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::Result;
use mojibake::fold;
use mojibake::model::{EDGE, FIRST, GAP, Id, OTHER, STEP, UNKNOWN};

pub use corpus::{Part, read};
use fit::{Classes, Fit, Instance, Problem, learnable, observed};
use pack::Draft;

const PLACES: &str = include_str!("../lists/places.txt");
const TWINS: &str = include_str!("../lists/twins.txt");

/// Bytes that vanish: the holes of Windows-1252, and the soft hyphen.
const VANISHING: [u8; 6] = [0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xad];

/// How many n-grams are left each time that some are dropped, for each that is kept in the end: what matters is better known
/// once others have learned to fill the gap.
const SIEVES: [f32; 3] = [2.6, 1.6, 1.0];

/// How to build a model.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many n-grams to keep at most.
    pub grams: usize,
    /// The learning rate.
    pub rate: f32,
    /// The L1 penalty while fitting.
    pub sparsity: f32,
    /// Passes over the corpus.
    pub epochs: usize,
    /// How much an entry of a word list counts, before its frequency.
    pub lists: f32,
    /// How much a character counts of which any one byte could be unknown (as in UTF-8 read as GBK).
    pub wild: f32,
}

impl Default for Plan {
    fn default() -> Self {
        Plan { grams: 115_000, rate: 1.0, sparsity: 0.5, epochs: 6, lists: 0.25, wild: 0.3 }
    }
}

/// Builds a model file from the parts that are not held out and from word lists; `words` is a jieba dictionary
/// (a word, its frequency and its class on each line). `tell` is given a line after each pass.
pub fn build(parts: &[Part], words: &str, plan: &Plan, mut tell: impl FnMut(String)) -> Vec<u8> {
    let words = word_list(words);
    let alphabet = Alphabet::of(parts, &words);
    let mut text = Text { tokens: vec![EDGE; 2], instances: Vec::new() };
    let kinds = alphabet.damage_kinds();
    for part in parts.iter().filter(|part| !part.held_out) {
        alphabet.add(&part.text, &mut text, &kinds, part.weight, plan.wild);
        text.tokens.push(EDGE);
    }
    let from_text = text.instances.len();
    for (word, weight) in &words {
        text.tokens.extend([UNKNOWN; 2]);
        alphabet.add(word, &mut text, &kinds, weight * plan.lists, plan.wild);
    }
    text.tokens.extend([UNKNOWN; 2]);
    let Text { tokens, mut instances } = text;
    instances.retain(|i| learnable(&tokens, i.at as usize));
    let from_text = from_text.min(instances.len());
    let mut keys = observed(&tokens, &instances[..from_text], 2);
    keys.extend(observed(&tokens, &instances[from_text..], 1));
    keys.sort_unstable();
    keys.dedup();
    tell(format!(
        "{} characters, {} instances, {} n-grams seen",
        alphabet.characters.len(),
        instances.len(),
        keys.len()
    ));

    let members: Vec<&[Id]> = kinds.iter().flat_map(|kind| kind.members.iter().map(Vec::as_slice)).collect();
    let prior = alphabet.priors();
    let problem = Problem { tokens: &tokens, instances: &instances, classes: &members, prior: &prior };
    let mut order: Vec<u32> = (0..instances.len() as u32).collect();
    let mut random = Random(0x5eed);
    let mut run = |fit: &mut Fit<'_>, name: &str| {
        for pass in 1..=plan.epochs {
            random.shuffle(&mut order);
            tell(format!("{name}, pass {pass}: loss {:.5}", fit.pass(&order)));
        }
    };
    let mut fit = Fit::new(problem, keys, plan.rate, plan.sparsity);
    run(&mut fit, "all");
    for most in SIEVES.map(|share| (plan.grams as f32 * share) as usize) {
        fit.prune(most, plan.sparsity / 5.0);
        // What was dropped leaves a gap that the others must learn to fill.
        run(&mut fit, &format!("{most} kept"));
    }
    let weighted = fit.weights();
    Draft { characters: alphabet.characters, twins: alphabet.twins, grams: weighted }.pack()
}

/// Words to learn besides the corpus, with how much each counts.
fn word_list(jieba: &str) -> Vec<(String, f32)> {
    let mut words: Vec<(String, f32)> = PLACES.lines().map(|place| (place.to_owned(), 1.0)).collect();
    for line in jieba.lines() {
        let mut fields = line.split(' ');
        let (Some(word), Some(Ok(frequency))) = (fields.next(), fields.next().map(str::parse::<f32>)) else {
            continue;
        };
        if word.chars().count() > 1 {
            words.push((word.to_owned(), frequency.max(1.0).powf(0.3)));
        }
    }
    words.extend(sessions().into_iter().map(|session| (session, 4.0)));
    words
}

/// How the title of a reply names the session that it answers: 市政协八届, 八届人大, 八届三次会议. The corpus has few replies to
/// proposals, and 政协八届 and 政十八届 look alike once damaged.
fn sessions() -> Vec<String> {
    const ONES: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const ORGANS: [&str; 8] = ["全国", "省", "市", "县", "区", "州", "盟", "旗"];
    let mut sessions = Vec::new();
    for tens in ["", "十"] {
        for ones in ONES.into_iter().chain(["十"]).take(9 + usize::from(tens.is_empty())) {
            let term = format!("{tens}{ones}届");
            sessions.extend(ORGANS.map(|organ| format!("{organ}政协{term}")));
            sessions.extend(["市", "县", "第"].map(|organ| format!("{organ}{term}人大")));
            sessions.extend(ONES[..6].iter().map(|session| format!("{term}{session}次会议")));
        }
    }
    sessions
}

struct Text {
    tokens: Vec<Id>,
    instances: Vec<Instance>,
}

/// The characters of the model.
struct Alphabet {
    characters: Vec<(u32, char)>,
    twins: Vec<(char, Id)>,
    ids: HashMap<char, Id>,
    twin_of: HashMap<char, char>,
}

impl Alphabet {
    fn of(parts: &[Part], words: &[(String, f32)]) -> Self {
        let mut count: HashMap<char, f32> = HashMap::new();
        for (first, second) in
            (0xb0..=0xf7).flat_map(|first| (0xa1..=0xfe).map(move |second| (first, second)))
        {
            let pair = [first, second];
            let (text, _, _) = encoding_rs::GBK.decode(&pair);
            text.chars().filter(|&c| hanzi(c)).for_each(|c| _ = count.insert(c, 0.2));
        }
        let gb2312: HashSet<char> = count.keys().copied().collect();
        let twin_of = |line: &str| line.chars().next().zip(line.chars().nth(1));
        let twin_of: HashMap<char, char> =
            TWINS.lines().filter_map(twin_of).filter(|(c, _)| !gb2312.contains(c)).collect();
        let twin = |c: char| twin_of.get(&c).copied().unwrap_or(c);
        for part in parts.iter().filter(|part| !part.held_out) {
            for c in part.text.chars().filter_map(fold) {
                *count.entry(twin(c)).or_default() += part.weight;
            }
        }
        for (word, weight) in words {
            for c in word.chars().filter_map(fold) {
                *count.entry(twin(c)).or_default() += weight * 0.05;
            }
        }
        count.remove(&'\n');
        count.retain(|&c, count| (hanzi(c) || *count >= 5.0) && (c as u32) < 0x1_0000 && c != '\u{fffd}');
        let total: f32 = count.values().sum();
        let mut characters: Vec<(u32, char)> =
            count.into_iter().map(|(c, n)| ((-(n / total).ln() / STEP).round() as u32, c)).collect();
        characters.sort_unstable();
        characters.truncate(usize::from(GAP - FIRST) - 1);
        let ids: HashMap<char, Id> = characters.iter().zip(FIRST..).map(|(&(_, c), id)| (c, id)).collect();
        let mut twins: Vec<(char, Id)> =
            twin_of.iter().filter_map(|(&c, twin)| Some((c, *ids.get(twin)?))).collect();
        twins.sort_unstable();
        Alphabet { characters, twins, ids, twin_of }
    }

    fn priors(&self) -> Vec<f32> {
        let known = self.characters.iter().map(|&(steps, _)| steps as f32 * -STEP);
        std::iter::repeat_n(-20.0, usize::from(FIRST)).chain(known).collect()
    }

    /// For each kind of damage, the classes of characters that it makes alike. First come bytes that vanish; the others
    /// are what UTF-8 read as GBK loses, `crates/mojibake/src/utf8_as_gbk.rs` says how.
    fn damage_kinds(&self) -> Vec<Classes> {
        let by = |visible: &dyn Fn(&[u8]) -> Option<Vec<u8>>| {
            let characters =
                self.characters.iter().zip(FIRST..).filter(|((_, c), _)| !matches!(c, '0' | 'A'));
            // Punctuation of full width goes by its ASCII form, which has no byte to lose.
            let wide =
                |c: char| if c.is_ascii() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c };
            Classes::by(characters.filter_map(|(&(_, c), id)| {
                Some((id, visible(wide(c).encode_utf8(&mut [0; 4]).as_bytes())?))
            }))
        };
        let three = |bytes: &[u8]| <[u8; 3]>::try_from(bytes).ok();
        let mut kinds = vec![
            by(&|bytes| Some(bytes.iter().copied().filter(|b| !VANISHING.contains(b)).collect())),
            // The odd byte before ASCII or the end of a line: any.
            by(&|bytes| three(bytes).map(|[first, second, _]| vec![first, second])),
            // A byte that is no character with the one behind it.
            by(&|bytes| {
                three(bytes).filter(|b| undefined(b[1], b[2])).map(|[first, _, third]| vec![first, third])
            }),
            // Both such bytes.
            by(&|bytes| three(bytes).filter(|b| undefined(b[1], b[2])).map(|[first, ..]| vec![first])),
            // The first, with the last of the character before.
            by(&|bytes| three(bytes).map(|[_, second, third]| vec![second, third])),
            // All three.
            by(&|bytes| three(bytes).filter(|b| undefined(b[1], b[2])).map(|_| Vec::new())),
            // The last, with the first of the character behind it.
            by(&|bytes| {
                let lost = |last| (0xe4..=0xe9).any(|lead| undefined(last, lead));
                three(bytes).filter(|b| lost(b[2])).map(|[first, second, _]| vec![first, second])
            }),
        ];
        let mut offset = 0;
        for kind in &mut kinds {
            kind.of.values_mut().for_each(|class| *class += offset);
            offset += kind.members.len() as u32;
        }
        kinds
    }

    /// Adds a text to the tokens, and an instance for each of its characters that can be damaged.
    fn add(&self, text: &str, to: &mut Text, kinds: &[Classes], weight: f32, wild: f32) {
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            let (Some(c), next) = (fold(c), characters.peek()) else { continue };
            let twin = self.twin_of.get(&c);
            let id = match self.ids.get(twin.unwrap_or(&c)) {
                Some(&id) => id,
                None if c == '\n' => EDGE,
                None => OTHER,
            };
            if id == EDGE && to.tokens.last() == Some(&EDGE) {
                continue;
            }
            let at = to.tokens.len() as u32;
            to.tokens.push(id);
            if twin.is_some() {
                continue;
            }
            for (kind, classes) in kinds.iter().enumerate() {
                let counts = match kind {
                    0 => true,
                    // The byte before ASCII or a line end is odd every other time.
                    1 => at.is_multiple_of(2) && next.is_none_or(char::is_ascii),
                    // As odd, and as often.
                    6 => at % 4 == 1 && next.is_some_and(|next| !next.is_ascii()),
                    // A part is enough of what is only seldom damaged.
                    _ => at % 16 == kind as u32,
                };
                if !counts {
                    continue;
                }
                if let Some(&class) = classes.of.get(&id) {
                    let weight = if kind == 0 { weight } else { weight * wild };
                    to.instances.push(Instance { at, class, weight });
                }
            }
        }
    }
}

/// Whether there are decoders of GBK that have no character for a pair of bytes.
fn undefined(first: u8, second: u8) -> bool {
    let pair = [first, second];
    let (text, failed) = encoding_rs::GBK.decode_without_bom_handling(&pair);
    failed || text.chars().any(|c| matches!(c, '\u{e000}'..='\u{f8ff}'))
}

fn hanzi(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Knuth's linear congruential generator: the same order on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// Reads the corpus folder and the word list, and builds a model file.
pub fn build_from(corpus: &Path, words: &str, plan: &Plan, tell: impl FnMut(String)) -> Result<Vec<u8>> {
    Ok(build(&read(corpus)?, words, plan, tell))
}
