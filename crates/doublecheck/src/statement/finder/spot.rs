//! First step: where cues, sources and contents are, a word at a time, by a chain over each block.

use std::ops::Range;

use super::lexicon::LIKELY;
use super::view::{Class, Quoted, Relation, View};
use doublecheck_grammar::learn::chain::Marginals;
use doublecheck_grammar::learn::{Chain, Features, key};

/// Labels of the chain.
pub const OUTSIDE: usize = 0;
pub const CUE_BEGINS: usize = 1;
pub const CUE_GOES_ON: usize = 2;
pub const SOURCE_BEGINS: usize = 3;
pub const SOURCE_GOES_ON: usize = 4;
pub const CONTENT_BEGINS: usize = 5;
pub const CONTENT_GOES_ON: usize = 6;
pub const LABELS: usize = 7;

/// May the second label follow the first (none: stand first)?
pub fn allowed(before: Option<usize>, label: usize) -> bool {
    match label {
        CUE_GOES_ON | SOURCE_GOES_ON | CONTENT_GOES_ON => before == Some(label) || before == Some(label - 1),
        _ => true,
    }
}

/// What the chain says of every word of the article; words outside the body are outside.
pub struct Spotted {
    /// Probability of each label for each word.
    pub at: Vec<[f32; 8]>,
    /// The best run of labels.
    pub best: Vec<u8>,
}

impl Spotted {
    /// The probability that a word is part of a cue.
    pub fn cue(&self, word: usize) -> f32 {
        self.at[word][CUE_BEGINS] + self.at[word][CUE_GOES_ON]
    }
}

/// Spots cues, sources and contents.
pub fn spot(view: &View<'_>, chain: &Chain) -> Spotted {
    let count = view.lexemes.len();
    let mut spotted = Spotted { at: vec![[1.0, 0., 0., 0., 0., 0., 0., 0.]; count], best: vec![0; count] };
    let mut features = Features::default();
    for block in &view.blocks {
        features.clear();
        describe(view, block.clone(), &mut features);
        let Marginals { at, best, .. } = chain.label(&features);
        spotted.at[block.clone()].copy_from_slice(&at);
        spotted.best[block.clone()].copy_from_slice(&best);
    }
    spotted
}

/// The words of a block as features.
pub fn describe(view: &View<'_>, block: Range<usize>, features: &mut Features) {
    let mut at = block.start;
    let mut strongest_before = 0;
    while at < block.end {
        let sentence = view.sentences[view.sentence[at] as usize].clone();
        let sentence = sentence.start.max(block.start)..sentence.end.min(block.end);
        let scene = Scene::of(view, block.clone(), sentence.clone(), strongest_before);
        for word in sentence.clone() {
            scene.describe(word, features);
            features.end_position();
        }
        strongest_before = scene.strongest;
        at = sentence.end.max(at + 1);
    }
}

/// A sentence in its block, with what is asked of it for every word.
struct Scene<'a> {
    view: &'a View<'a>,
    block: Range<usize>,
    sentence: Range<usize>,
    /// The highest bin outside quotations in this sentence and in the one before.
    strongest: u8,
    strongest_before: u8,
    /// For each word, the nearest likely cue word to the left and to the right.
    left: Vec<Option<usize>>,
    right: Vec<Option<usize>>,
}

impl<'a> Scene<'a> {
    fn of(view: &'a View<'a>, block: Range<usize>, sentence: Range<usize>, strongest_before: u8) -> Self {
        let likely = |at: usize| view.bins[at] >= LIKELY && view.quoted[at] == Quoted::Outside;
        let mut left = Vec::with_capacity(sentence.len());
        let mut last = None;
        for at in sentence.clone() {
            left.push(last);
            last = if likely(at) { Some(at) } else { last };
        }
        let mut right = vec![None; sentence.len()];
        let mut next = None;
        for at in sentence.clone().rev() {
            right[at - sentence.start] = next;
            next = if likely(at) { Some(at) } else { next };
        }
        let outside = sentence.clone().filter(|&at| view.quoted[at] == Quoted::Outside);
        let strongest = outside.map(|at| view.bins[at]).max().unwrap_or(0);
        Self { view, block, sentence, strongest, strongest_before, left, right }
    }

    fn near(&self, at: usize, offset: isize) -> Option<usize> {
        at.checked_add_signed(offset).filter(|i| self.block.contains(i))
    }

    fn word(&self, at: usize, offset: isize) -> u32 {
        self.near(at, offset).map_or(1, |i| self.view.lexemes[i].word)
    }

    fn tag(&self, at: usize, offset: isize) -> u32 {
        self.near(at, offset).map_or(99, |i| u32::from(self.view.tags[i]))
    }

    fn bin(&self, at: usize, offset: isize) -> u32 {
        self.near(at, offset).map_or(99, |i| u32::from(self.view.bins[i]))
    }

    fn quoted(&self, at: usize, offset: isize) -> u32 {
        self.near(at, offset).map_or(9, |i| self.view.quoted[i] as u32)
    }

    fn describe(&self, at: usize, features: &mut Features) {
        let view = self.view;
        let lexeme = view.lexemes[at];
        let stem = view.stems[at];
        let tag = u32::from(view.tags[at]);
        let bin = u32::from(view.bins[at]);
        let quoted = view.quoted[at] as u32;
        let label = u32::from(view.labels[at]);
        let mut put = |template: u32, value: u32| features.push(key(template, value));
        put(1, 1);
        put(2, lexeme.word);
        put(3, lexeme.suffix3);
        put(4, lexeme.suffix2);
        put(5, lexeme.shape);
        put(6, key(stem, quoted));
        for offset in [-4isize, -3, -2, -1, 1, 2, 3, 4] {
            put(10 + (offset + 4) as u32, self.word(at, offset));
            put(
                20 + (offset + 4) as u32,
                key(self.bin(at, offset), u32::from(self.near(at, offset).is_some_and(|n| view.same_sentence(n, at)))),
            );
        }
        for offset in [-3isize, -2, -1, 1, 2, 3] {
            put(30 + (offset + 3) as u32, self.tag(at, offset));
        }
        for offset in [-2isize, -1, 1, 2] {
            put(40 + (offset + 2) as u32, key(self.quoted(at, offset), quoted));
        }
        put(50, key(self.word(at, -1), lexeme.word));
        put(51, key(lexeme.word, self.word(at, 1)));
        put(52, key(self.word(at, -1), key(lexeme.word, self.word(at, 1))));
        put(53, key(self.word(at, 1), self.word(at, 2)));
        put(54, key(self.word(at, -1), self.word(at, -2)));
        put(55, tag);
        put(56, key(tag, self.tag(at, 1)));
        put(57, key(tag, self.tag(at, -1)));
        put(58, key(self.tag(at, -1), key(tag, self.tag(at, 1))));
        put(59, key(self.tag(at, -2), key(self.tag(at, -1), tag)));
        put(60, key(tag, key(self.tag(at, 1), self.tag(at, 2))));
        put(61, key(bin, quoted));
        put(62, key(bin, tag));
        put(63, key(bin, key(self.bin(at, 1), self.bin(at, -1))));
        put(64, quoted);
        put(65, key(quoted, tag));

        // What words like these do.
        let cluster = |offset| self.near(at, offset).map_or(999, |i| u32::from(view.lexemes[i].cluster.fine));
        let coarse = |offset| self.near(at, offset).map_or(99, |i| u32::from(view.lexemes[i].cluster.coarse));
        let own = u32::from(lexeme.cluster.fine);
        let kin = u32::from(view.kin[at]);
        put(140, key(own, quoted));
        put(141, key(own, tag));
        put(142, key(u32::from(lexeme.cluster.coarse), tag));
        put(143, key(own, label));
        for offset in [-2isize, -1, 1, 2] {
            put(144 + (offset + 2) as u32, cluster(offset));
            put(150 + (offset + 2) as u32, key(coarse(offset), u32::from(lexeme.cluster.coarse)));
        }
        put(155, key(own, self.word(at, 1)));
        put(156, key(own, self.tag(at, 1)));
        put(157, key(own, self.tag(at, -1)));
        put(158, key(kin, tag));
        put(159, key(kin, key(quoted, u32::from(view.bins[at]))));
        put(160, key(kin, label));

        // Where in the sentence, and what kind of sentence.
        let from_start = near_bin(at - self.sentence.start);
        let to_end = near_bin(self.sentence.end - 1 - at);
        put(66, from_start);
        put(67, to_end);
        put(68, key(from_start, tag));
        put(69, key(to_end, tag));
        put(70, u32::from(at == self.block.start));
        put(71, key(u32::from(self.strongest), bin));
        put(72, key(u32::from(self.strongest_before), bin));
        let opening = view.quoted[self.sentence.start] as u32;
        put(73, key(opening, quoted));
        put(74, key(u32::from(self.strongest), key(quoted, opening)));

        // The nearest likely cue words.
        let index = at - self.sentence.start;
        for (template, likely) in [(80, self.left[index]), (90, self.right[index])] {
            let Some(other) = likely else {
                put(template, quoted);
                continue;
            };
            let distance = distance_bin(at.abs_diff(other));
            let between = if other < at { other + 1..at } else { at + 1..other };
            let has = |wanted: &[&str]| between.clone().take(30).any(|i| wanted.contains(&view.lower(i)));
            let (comma, that, to) = (has(&[","]), has(&["that"]), has(&["to"]));
            let joint = key(u32::from(comma), key(u32::from(that), u32::from(to)));
            put(template + 1, key(view.stems[other], quoted));
            put(template + 2, key(u32::from(view.bins[other]), distance));
            put(template + 3, key(u32::from(view.bins[other]), key(joint, quoted)));
            put(template + 4, key(view.stems[other], key(joint, tag)));
            put(template + 5, key(self.word(other, 1), distance));
            put(template + 6, key(u32::from(view.tags[other]), key(tag, distance)));
        }

        // The tree.
        let head = view.head(at);
        let head_tag = head.map_or(98, |h| u32::from(view.tags[h]));
        let head_stem = head.map_or(2, |h| view.stems[h]);
        let head_bin = head.map_or(97, |h| u32::from(view.bins[h]));
        let side = head.map_or(2, |h| u32::from(h < at));
        put(100, label);
        put(101, key(label, tag));
        put(102, key(label, head_stem));
        put(103, key(label, key(head_tag, side)));
        put(104, key(label, key(head_bin, side)));
        put(105, key(label, key(head_bin, quoted)));
        put(106, key(stem, key(label, head_bin)));
        let head_cluster = head.map_or(998, |h| u32::from(view.lexemes[h].cluster.fine));
        put(161, key(label, head_cluster));
        put(162, key(label, key(head.map_or(97, |h| u32::from(view.kin[h])), side)));
        let grand = head.and_then(|h| view.head(h));
        let head_label = head.map_or(96, |h| u32::from(view.labels[h]));
        put(107, key(label, key(head_label, grand.map_or(95, |g| u32::from(view.bins[g])))));
        put(108, key(label, key(head_label, tag)));

        let children = view.children(at).iter().map(|&c| c as usize);
        let mut shape = 0u32;
        for child in children.clone().filter(|&c| view.classes[c] != Class::Mark) {
            put(110, u32::from(view.labels[child]));
            put(111, key(u32::from(view.labels[child]), bin));
            put(112, key(u32::from(view.labels[child]), tag));
            shape = key(shape, u32::from(view.labels[child]));
        }
        put(113, key(shape, tag));
        let subject = view.child(at, Relation::Subject).or_else(|| view.child(at, Relation::PassiveSubject));
        if let Some(subject) = subject {
            put(114, key(u32::from(view.tags[subject]), tag));
            put(115, key(view.lexemes[subject].word, tag));
            put(116, key(u32::from(view.tags[subject]), bin));
        }
        let complement = view
            .child(at, Relation::ClausalComplement)
            .or_else(|| view.child(at, Relation::OpenComplement))
            .or_else(|| view.child(at, Relation::Parataxis));
        let complement_kind = complement.map_or(0, |c| {
            let mark = view.child(c, Relation::Marker).map_or(3, |m| view.lexemes[m].word);
            key(u32::from(view.labels[c]), key(mark, u32::from(c < at)))
        });
        put(117, key(complement_kind, tag));
        put(118, key(complement_kind, bin));
        put(163, key(complement_kind, kin));
        put(164, key(complement_kind, own));
        if let Some(subject) = subject {
            put(165, key(u32::from(view.lexemes[subject].cluster.fine), tag));
            put(166, key(u32::from(view.lexemes[subject].cluster.coarse), key(kin, tag)));
        }
        put(119, key(complement_kind, stem));
        put(120, key(complement_kind, key(subject.map_or(0, |s| u32::from(view.tags[s])), tag)));
        let quoted_complement = complement.map_or(0, |c| 1 + view.quoted[c] as u32);
        put(121, key(quoted_complement, key(quoted, tag)));

        // The way up to the nearest likely cue word.
        let mut below = at;
        for depth in 0..7u32 {
            let Some(above) = view.head(below) else { break };
            if view.bins[above] >= LIKELY && view.quoted[above] == Quoted::Outside {
                let reached = u32::from(view.labels[below]);
                let side = u32::from(above < at);
                let depth = depth.min(3);
                put(130, key(reached, key(u32::from(view.bins[above]), side)));
                put(131, key(reached, key(view.stems[above], side)));
                put(132, key(reached, key(depth, key(side, tag))));
                put(133, key(reached, key(quoted, side)));
                break;
            }
            below = above;
        }
    }
}

fn near_bin(distance: usize) -> u32 {
    distance.min(6) as u32
}

/// Distances in words, coarser the farther.
pub fn distance_bin(distance: usize) -> u32 {
    match distance {
        0..=4 => distance as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=20 => 8,
        21..=30 => 9,
        31..=50 => 10,
        _ => 11,
    }
}
