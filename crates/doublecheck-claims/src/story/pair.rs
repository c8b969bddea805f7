//! How alike two articles are, as numbers for a decision.

use super::digest::{Digest, KINDS, TermKind};

/// Numbers that are known of a pair.
pub(super) const FEATURES: usize = 20;

const WORD: usize = TermKind::Word as usize;
const NAME: usize = TermKind::Name as usize;
const NUMBER: usize = TermKind::Number as usize;
const TIME: usize = TermKind::Time as usize;

/// What two articles share.
#[derive(Default)]
struct Common {
    /// Part of the cosine by kind.
    products: [f32; KINDS],
    counts: [u32; KINDS],
    /// Part of the cosine of terms in the lead of both, and of one.
    lead: f32,
    lead_of_one: f32,
    name_rarity: f32,
    rarest_name: f32,
    rarest_word: f32,
}

fn common(a: &Digest, b: &Digest) -> Common {
    let mut common = Common::default();
    let (mut at, mut to) = (0, 0);
    while let (Some(key), Some(other)) = (a.keys.get(at), b.keys.get(to)) {
        // Without a branch that nothing foretells.
        let (from_a, from_b) = (usize::from(key <= other), usize::from(other <= key));
        (at, to) = (at + from_a, to + from_b);
        if key != other {
            continue;
        }
        let (Some(x), Some(y)) = (a.terms.get(at - 1), b.terms.get(to - 1)) else { continue };
        let product = x.weight * y.weight;
        // "Rose" at the start of one article's sentences and inside the other's.
        let kind = if y.kind == TermKind::Name { y.kind } else { x.kind };
        common.products[kind as usize] += product;
        common.counts[kind as usize] += 1;
        if x.lead && y.lead {
            common.lead += product;
        }
        if x.lead || y.lead {
            common.lead_of_one += product;
        }
        match kind {
            TermKind::Name => {
                common.name_rarity += x.rarity;
                common.rarest_name = common.rarest_name.max(x.rarity);
            }
            TermKind::Word => common.rarest_word = common.rarest_word.max(x.rarity),
            TermKind::Number | TermKind::Time => {}
        }
    }
    common
}

/// The numbers of a pair, the cosine first; the order of the two does not matter.
pub(super) fn features(a: &Digest, b: &Digest) -> [f32; FEATURES] {
    let common = common(a, b);
    let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
    let cosine = |kind: usize| share(common.products[kind], libm::sqrtf(a.squares[kind] * b.squares[kind]));
    let (less, more) = (a.terms.len().min(b.terms.len()) as f32, a.terms.len().max(b.terms.len()) as f32);
    let fewer = |kind: usize| a.counts[kind].min(b.counts[kind]) as f32;
    [
        common.products.iter().sum(),
        cosine(NAME).min(1.5),
        cosine(WORD),
        cosine(NUMBER),
        share(common.lead, libm::sqrtf(a.lead_square * b.lead_square)),
        share(common.lead_of_one, libm::sqrtf(a.lead_square.max(b.lead_square))),
        common.name_rarity,
        common.rarest_name,
        share(common.name_rarity, a.name_rarity.min(b.name_rarity)).min(1.5),
        common.counts[NAME] as f32,
        common.counts[NUMBER] as f32,
        common.counts[TIME] as f32,
        less,
        more,
        fewer(NAME),
        fewer(NUMBER),
        common.products[NAME],
        common.products[WORD],
        common.rarest_word,
        share(common.counts[WORD] as f32, less),
    ]
}
