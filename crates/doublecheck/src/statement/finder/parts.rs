//! Second step: for each cue that may be one, who speaks and what is said, by a chain over the words around it.

use std::ops::Range;

use super::spot::{self, Spotted, distance_bin};
use super::view::{Class, Quoted, Relation, View};
use doublecheck_grammar::learn::chain::Marginals;
use doublecheck_grammar::learn::{Chain, Features, key};

/// Labels of the chain.
pub const OUTSIDE: usize = 0;
pub const CUE: usize = 1;
pub const SOURCE_BEGINS: usize = 2;
pub const SOURCE_GOES_ON: usize = 3;
pub const CONTENT_BEGINS: usize = 4;
pub const CONTENT_GOES_ON: usize = 5;
pub const LABELS: usize = 6;

/// Words looked at on each side of a cue; a quotation that has begun is followed to its end, up to the second number.
const REACH: usize = 80;
const QUOTATION_REACH: usize = 250;
/// A cue so near to the end of its block may introduce the next block.
const INTRODUCES: usize = 12;

/// May the second label follow the first (none: stand first)?
pub fn allowed(before: Option<usize>, label: usize) -> bool {
    match label {
        SOURCE_GOES_ON | CONTENT_GOES_ON => before == Some(label) || before == Some(label - 1),
        _ => true,
    }
}

/// What the chain says around one cue.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The words that were looked at.
    pub window: Range<usize>,
    /// The source, if there is one.
    pub source: Option<Range<usize>>,
    /// The source is not on the best path, but probable enough.
    pub rescued: bool,
    /// The pieces of the content.
    pub content: Vec<Range<usize>>,
    /// Probabilities over the window.
    pub marginals: Marginals,
}

/// A source that is not on the best path is taken from this probability on.
const RESCUE: f32 = 0.3;

/// Finds the parts of the statement with this cue; `others` are the likely cues of the article in text order.
pub fn parts(view: &View<'_>, chain: &Chain, cue: &Range<usize>, others: &[Range<usize>], spotted: &Spotted) -> Parts {
    let mut features = Features::default();
    let window = describe(view, cue, others, spotted, &mut features);
    let marginals = chain.label(&features);
    let runs = |begins: usize| {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (offset, &label) in marginals.best.iter().enumerate() {
            let at = window.start + offset;
            if label as usize == begins {
                runs.push(at..at + 1);
            } else if label as usize == begins + 1
                && let Some(run) = runs.last_mut()
            {
                run.end = at + 1;
            }
        }
        runs
    };
    let content = runs(CONTENT_BEGINS);
    let probability = |run: &Range<usize>| marginals.at[run.start - window.start][SOURCE_BEGINS];
    let best = runs(SOURCE_BEGINS).into_iter().max_by(|a, b| probability(a).total_cmp(&probability(b)));
    let rescued = best.is_none().then(|| rescue(&marginals, &window)).flatten();
    Parts { rescued: rescued.is_some(), source: best.or(rescued), content, window, marginals }
}

/// The most probable source although the best path has none.
fn rescue(marginals: &Marginals, window: &Range<usize>) -> Option<Range<usize>> {
    let total: f32 = marginals.at.iter().map(|row| row[SOURCE_BEGINS]).sum();
    if total < RESCUE {
        return None;
    }
    let start = (0..marginals.at.len())
        .max_by(|&a, &b| marginals.at[a][SOURCE_BEGINS].total_cmp(&marginals.at[b][SOURCE_BEGINS]).then(b.cmp(&a)))?;
    let half = marginals.at[start][SOURCE_BEGINS] / 2.0;
    let free = |at: usize| marginals.best[at] as usize == OUTSIDE;
    let on = (start + 1..marginals.at.len()).take_while(|&t| marginals.at[t][SOURCE_GOES_ON] >= half && free(t));
    free(start).then(|| window.start + start..window.start + start + 1 + on.count())
}

/// The words around a cue that can belong to its statement.
fn window(view: &View<'_>, cue: &Range<usize>) -> Range<usize> {
    let number = view.block[cue.start] as usize;
    let block = view.blocks[number].clone();
    let mut start = cue.start.saturating_sub(REACH).max(block.start);
    let least = cue.start.saturating_sub(QUOTATION_REACH).max(block.start);
    while start > least && view.quotation[start] > 0 && view.quoted[start] != Quoted::Opens {
        start -= 1;
    }
    let follow = |mut end: usize, most: usize| {
        while end < most && view.quotation[end] > 0 && view.quotation[end] == view.quotation[end - 1] {
            end += 1;
        }
        end
    };
    let most = (cue.end + QUOTATION_REACH).min(block.end);
    let mut end = follow((cue.end + REACH).min(block.end), most);
    if end == block.end
        // A cue of two words may reach over the end.
        && block.end.saturating_sub(cue.end) <= INTRODUCES
        && view.lower(block.end - 1) == ":"
        && let Some(next) = view.blocks.get(number + 1).filter(|next| next.start == block.end)
    {
        end = follow((next.start + REACH).min(next.end), (next.start + QUOTATION_REACH).min(next.end));
    }
    start..end
}

/// The word of a cue on which the others depend.
pub fn head_of(view: &View<'_>, cue: &Range<usize>) -> usize {
    let outside = |&at: &usize| view.head(at).is_none_or(|h| !cue.contains(&h));
    let verb = cue.clone().filter(outside).find(|&at| view.classes[at] == Class::Verb);
    verb.or_else(|| cue.clone().find(|at| outside(at) && !view.is_mark(*at))).unwrap_or(cue.start)
}

/// The word of a phrase on which the others depend, the first if there are several.
pub fn head_of_phrase(view: &View<'_>, phrase: &Range<usize>) -> usize {
    let outside = |at: &usize| view.head(*at).is_none_or(|h| !phrase.contains(&h));
    phrase.clone().find(|at| outside(at) && !view.is_mark(*at)).unwrap_or(phrase.start)
}

/// The words around a cue as features. Returns the window.
pub fn describe(
    view: &View<'_>,
    cue: &Range<usize>,
    others: &[Range<usize>],
    spotted: &Spotted,
    features: &mut Features,
) -> Range<usize> {
    let window = window(view, cue);
    let scene = Scene::of(view, cue.clone(), window.clone(), others, spotted);
    for at in window.clone() {
        scene.describe(at, features);
        features.end_position();
    }
    window
}

/// Deeper branches of a tree are not climbed.
const DEEPEST: u32 = 60;

/// How a word hangs together with the cue in the tree.
#[derive(Clone, Copy)]
struct Branch {
    /// Steps that the cue's head climbs to the word that both are under.
    climb: u32,
    /// The relation through which the cue's side climbs there last.
    through: u32,
    /// The word of the other side right below (or the common word itself).
    top: usize,
    /// The relation of that word.
    relation: u32,
    /// Steps from there down to the word.
    depth: u32,
}

struct Scene<'a> {
    view: &'a View<'a>,
    /// What the first step says.
    spotted: &'a Spotted,
    cue: Range<usize>,
    window: Range<usize>,
    head: usize,
    /// Likely cues in the window beside this one.
    others: Vec<Range<usize>>,
    /// Words from the cue's head up to the root, and for the words of its sentence how high there they are.
    up: Vec<usize>,
    height: Vec<Option<u16>>,
    /// How each word of the window hangs together with the cue.
    branches: Vec<Option<Branch>>,
    /// Counts of marks and words from the start of the window to each word.
    commas: Vec<u32>,
    verbs: Vec<u32>,
    conjunctions: Vec<u32>,
    thats: Vec<u32>,
    quotes: Vec<u32>,
    /// Number of the next quotation to the left and to the right of the cue; 0 if there is none.
    left_quotation: u32,
    right_quotation: u32,
    /// All relations under the cue's head.
    shape: u32,
    /// The cue's own words.
    text: u32,
}

impl<'a> Scene<'a> {
    fn of(
        view: &'a View<'a>,
        cue: Range<usize>,
        window: Range<usize>,
        others: &[Range<usize>],
        spotted: &'a Spotted,
    ) -> Self {
        let head = head_of(view, &cue);
        let mut up = vec![head];
        while let Some(above) = up.last().and_then(|&w| view.head(w)) {
            up.push(above);
        }
        let sentence = &view.sentences[view.sentence[head] as usize];
        let mut height = vec![None; sentence.len()];
        for (steps, &word) in up.iter().enumerate() {
            height[word - sentence.start] = Some(steps as u16);
        }
        let count = |wanted: &dyn Fn(usize) -> bool| -> Vec<u32> {
            let mut sum = 0;
            let mut sums = vec![0];
            for at in window.clone() {
                sum += u32::from(wanted(at));
                sums.push(sum);
            }
            sums
        };
        let quotation_left = window.clone().take_while(|&at| at < cue.start).map(|at| view.quotation[at]);
        let quotation_right = (cue.end..window.end).map(|at| view.quotation[at]).find(|&q| q > 0);
        let shape = view
            .children(head)
            .iter()
            .map(|&c| c as usize)
            .filter(|&c| view.classes[c] != Class::Mark)
            .fold(0, |shape, c| key(shape, u32::from(view.labels[c])));
        // An article may have any number of cues, in text order: only those in the window are looked at.
        let first = others.partition_point(|other| other.end <= window.start);
        let last = others.partition_point(|other| other.start < window.end);
        let beside = |other: &&Range<usize>| other.end <= cue.start || other.start >= cue.end;
        let mut scene = Self {
            commas: count(&|at| view.lower(at) == ","),
            verbs: count(&|at| view.classes[at] == Class::Verb),
            conjunctions: count(&|at| matches!(view.lower(at), "and" | "but" | "or" | "while" | "as" | "because")),
            thats: count(&|at| view.lower(at) == "that"),
            quotes: count(&|at| view.quoted[at] == Quoted::Opens),
            left_quotation: quotation_left.filter(|&q| q > 0).last().unwrap_or(0),
            right_quotation: quotation_right.unwrap_or(0),
            others: others.get(first..last).unwrap_or_default().iter().filter(beside).cloned().collect(),
            height,
            branches: Vec::new(),
            text: cue.clone().fold(0, |text, at| key(text, view.stems[at])),
            up,
            shape,
            head,
            view,
            spotted,
            cue,
            window: window.clone(),
        };
        scene.branches = window.map(|at| scene.branch(at)).collect();
        scene
    }

    /// The words between the cue and a word.
    fn between(&self, at: usize) -> Range<usize> {
        if at < self.cue.start { at + 1..self.cue.start } else { self.cue.end..at.max(self.cue.end) }
    }

    fn count(&self, sums: &[u32], words: &Range<usize>) -> u32 {
        (sums[words.end - self.window.start] - sums[words.start - self.window.start]).min(3)
    }

    /// How high above the cue's head a word is.
    fn height(&self, word: usize) -> Option<usize> {
        let start = self.view.sentences[self.view.sentence[self.head] as usize].start;
        self.height.get(word.checked_sub(start)?).copied().flatten().map(usize::from)
    }

    fn branch(&self, at: usize) -> Option<Branch> {
        if !self.view.same_sentence(at, self.head) {
            return None;
        }
        let mut top = at;
        let mut word = at;
        for depth in 0..DEEPEST {
            if let Some(climb) = self.height(word) {
                let through = climb.checked_sub(1).map_or(90, |i| u32::from(self.view.labels[self.up[i]]));
                let relation = if top == word { 91 } else { u32::from(self.view.labels[top]) };
                return Some(Branch { climb: climb.min(4) as u32, through, top, relation, depth: depth.min(4) });
            }
            top = word;
            word = self.view.head(word)?;
        }
        None
    }

    fn branch_of(&self, at: usize) -> Option<Branch> {
        self.branches[at - self.window.start]
    }

    fn near(&self, at: usize, offset: isize) -> Option<usize> {
        at.checked_add_signed(offset).filter(|i| self.window.contains(i))
    }

    fn tag(&self, at: usize, offset: isize) -> u32 {
        self.near(at, offset).map_or(99, |i| u32::from(self.view.tags[i]))
    }

    fn word(&self, at: usize, offset: isize) -> u32 {
        self.near(at, offset).map_or(1, |i| self.view.lexemes[i].word)
    }

    fn describe(&self, at: usize, features: &mut Features) {
        let view = self.view;
        let (cue, head) = (&self.cue, self.head);
        let mut put = |template: u32, value: u32| features.push(key(template, value));
        if cue.contains(&at) {
            put(300, 0);
            put(301, u32::from(at == cue.start));
            return;
        }
        let side = u32::from(at > cue.start);
        let between = self.between(at);
        let distance = distance_bin(between.len());
        let offset = (i64::from(view.sentence[at]) - i64::from(view.sentence[head])).clamp(-3, 3) + 4;
        let base = key(side, offset as u32);
        let tag = u32::from(view.tags[at]);
        let lexeme = view.lexemes[at];
        let quoted = view.quoted[at] as u32;
        let cue_tag = u32::from(view.tags[head]);
        let cue_stem = view.stems[head];
        let (before_cue, after_cue) = (self.word(cue.start, -1), self.word(cue.end, 0));

        put(1, base);
        put(2, key(base, distance));
        put(3, key(base, lexeme.word));
        put(4, key(base, tag));
        put(5, key(base, lexeme.shape));
        put(6, key(base, key(tag, self.tag(at, -1))));
        put(7, key(base, key(tag, self.tag(at, 1))));
        put(8, key(base, cue_stem));
        put(9, key(base, key(cue_stem, tag)));
        put(10, key(base, key(cue_stem, distance)));
        put(11, key(base, self.word(at, -1)));
        put(12, key(base, self.word(at, 1)));
        put(13, key(base, key(cue_tag, tag)));
        put(14, key(self.text, key(base, distance)));
        put(15, key(after_cue, key(base, distance)));
        put(16, key(before_cue, key(base, distance)));
        put(17, key(key(before_cue, after_cue), base));
        put(18, key(base, key(self.tag(at, -2), key(self.tag(at, -1), tag))));
        put(19, key(lexeme.word, key(self.word(at, -1), side)));
        let cue_cluster = u32::from(view.lexemes[head].cluster.fine);
        put(80, key(base, cue_cluster));
        put(81, key(base, key(cue_cluster, distance)));
        put(82, key(base, u32::from(lexeme.cluster.fine)));
        if between.len() <= 4 {
            let tags = between.clone().fold(side, |joint, i| key(joint, u32::from(view.tags[i])));
            let words = between.clone().fold(side, |joint, i| key(joint, view.lexemes[i].word));
            put(20, key(tags, tag));
            put(21, key(words, tag));
            put(22, key(tags, key(cue_stem, tag)));
        }
        let commas = self.count(&self.commas, &between);
        let verbs = self.count(&self.verbs, &between);
        let thats = self.count(&self.thats, &between).min(1);
        let quotes = self.count(&self.quotes, &between).min(2);
        put(23, key(base, commas));
        put(24, key(base, verbs));
        put(25, key(base, self.count(&self.conjunctions, &between)));
        put(26, key(base, key(thats, verbs)));
        put(27, key(base, key(quotes, quoted)));
        put(28, key(base, key(commas, verbs)));
        put(29, key(base, key(commas, key(tag, thats))));

        // Which quotation.
        let quotation = view.quotation[at];
        let which = match quotation {
            0 => 0,
            q if q == view.quotation[head] => 1,
            q if q == self.left_quotation => 2,
            q if q == self.right_quotation => 3,
            _ => 4,
        };
        let has = key(u32::from(self.left_quotation > 0), u32::from(self.right_quotation > 0));
        put(30, key(base, key(which, quoted)));
        put(31, key(base, key(which, has)));
        put(32, key(base, key(which, key(cue_stem, quoted))));
        let right_distance = distance_bin(
            (cue.end..self.window.end)
                .take_while(|&i| view.quotation[i] != self.right_quotation || self.right_quotation == 0)
                .take(12)
                .count(),
        );
        put(33, key(base, key(which, right_distance)));
        put(34, key(which, key(self.word(at, -1), quoted)));

        // Other cues.
        let other = self.others.iter().any(|o| o.contains(&at));
        let crossed = self.others.iter().filter(|o| between.contains(&o.start)).count().min(2) as u32;
        let mid = if at < cue.start { cue.start } else { cue.end };
        let nearer = self.others.iter().any(|o| {
            let gap = if o.end <= at { at - o.end } else { o.start.saturating_sub(at) };
            gap < at.abs_diff(mid)
        });
        put(40, key(base, u32::from(other)));
        put(41, key(base, crossed));
        put(42, key(base, key(crossed, key(u32::from(nearer), which))));
        put(43, key(base, key(u32::from(nearer), tag)));

        // What the first step says of the word and its neighbours.
        for (step, near) in [self.near(at, -1), Some(at), self.near(at, 1)].into_iter().enumerate() {
            let Some(near) = near else { continue };
            let row = &self.spotted.at[near];
            let source = share_bin(row[spot::SOURCE_BEGINS] + row[spot::SOURCE_GOES_ON]);
            let content = share_bin(row[spot::CONTENT_BEGINS] + row[spot::CONTENT_GOES_ON]);
            let template = 90 + 3 * step as u32;
            put(template, key(side, key(source, crossed)));
            put(template + 1, key(side, key(content, crossed)));
            put(template + 2, key(source, key(content, base)));
        }
        let row = &self.spotted.at[at];
        put(100, key(side, key(share_bin(row[spot::SOURCE_BEGINS]), crossed)));
        put(101, key(side, key(share_bin(row[spot::CONTENT_BEGINS]), crossed)));

        // Where in the sentence, word and cue.
        let sentence = &view.sentences[view.sentence[at] as usize];
        let cue_sentence = &view.sentences[view.sentence[head] as usize];
        let from_start = (at - sentence.start).min(4) as u32;
        let to_end = (sentence.end - 1 - at).min(3) as u32;
        let cue_from_start = (cue.start.saturating_sub(cue_sentence.start)).min(5) as u32;
        let cue_to_end = (cue_sentence.end.saturating_sub(cue.end)).min(3) as u32;
        put(50, key(base, from_start));
        put(51, key(base, to_end));
        put(52, key(base, key(to_end, tag)));
        put(53, key(base, cue_from_start));
        put(54, key(base, cue_to_end));
        put(55, key(base, key(cue_to_end, which)));
        put(56, key(base, key(from_start, cue_from_start)));
        let other_block = u32::from(view.block[at] != view.block[head]);
        put(57, key(other_block, key(base, which)));

        // The tree.
        match self.branch_of(at) {
            None => put(60, key(base, tag)),
            Some(branch) => {
                let place = key(key(branch.climb, branch.through), key(branch.relation, side));
                put(61, place);
                put(62, key(place, cue_stem));
                put(63, key(place, cue_tag));
                put(83, key(place, cue_cluster));
                put(84, key(place, u32::from(lexeme.cluster.coarse)));
                put(64, key(place, self.shape));
                put(65, key(place, quoted));
                put(66, key(place, branch.depth));
                put(67, key(place, tag));
                put(68, key(place, commas));
                put(69, key(place, key(after_cue, before_cue)));
                put(70, key(place, key(u32::from(view.tags[branch.top]), cue_tag)));
                put(71, key(place, view.lexemes[branch.top].word));
                put(72, key(place, u32::from(cue.len().min(3) as u8)));
                let top_shape = view.child(branch.top, Relation::Marker).map_or(0, |m| view.lexemes[m].word);
                put(73, key(place, key(top_shape, side)));
                let previous = self.near(at, -1).and_then(|p| self.branch_of(p));
                let same = u32::from(previous.is_some_and(|p| p.top == branch.top));
                put(74, key(place, key(same, self.tag(at, -1))));
                put(75, key(place, key(same, lexeme.word)));
                if branch.climb + branch.depth <= 4 {
                    let mut path = 0;
                    let mut word = at;
                    while self.height(word).is_none() {
                        path = key(path, u32::from(view.labels[word]));
                        match view.head(word) {
                            Some(above) => word = above,
                            None => break,
                        }
                    }
                    for &step in self.up.iter().take_while(|&&w| w != word) {
                        path = key(path, 100 + u32::from(view.labels[step]));
                    }
                    put(76, key(path, side));
                    put(77, key(path, key(cue_stem, side)));
                    put(78, key(path, key(tag, side)));
                }
            }
        }
    }
}

/// Probabilities in seven steps.
fn share_bin(share: f32) -> u32 {
    [0.02, 0.1, 0.25, 0.5, 0.75, 0.93].iter().filter(|&&step| share >= step).count() as u32
}
