//! All propositions of one story, kept so that an article more, or less, costs only what it touches.
//!
//! Propositions that look the same are one node. Nodes that share two telling concepts, found through an index of pairs of
//! concepts, are linked when they are alike; what links hold together is grouped together, and nothing else. So a new
//! article changes the groups that its propositions are linked to, and the answer is a function of the set.

use std::collections::{BTreeSet, HashMap, HashSet};

use doublecheck_grammar::learn::key;
use rayon::prelude::*;

use super::group::{Alike, Group, cluster, may_be_one, shaped};
use super::relate::{Beside, relate};
use super::signature::{Kind, Order, Signature};
use super::slots::{difference, is_wish};
use crate::model::{Id, Place, Rulings, Span, Statement};

/// Nodes less alike than this are not linked.
const LEAST_LINK: f64 = 0.2;

/// Propositions that share a single word must be so much alike.
const LEAST_IN_ONE_WORD: f64 = 0.4;

/// Propositions with no more concepts may be alike in a single one.
const SHORT: usize = 4;

/// Concepts of a proposition, the weightiest first, that propose others.
const PROBES: usize = 9;

/// The propositions of one story and what they are grouped into.
///
/// Taking in an article looks at the propositions that share two of its concepts and regroups those linked to them; time
/// does not depend on how many others there are. About 500 bytes a proposition.
#[derive(Default)]
pub struct Library {
    signatures: Vec<Option<Signature>>,
    nodes: Vec<Node>,
    /// Article -> its signatures.
    by_article: HashMap<Id, Vec<usize>>,
    by_statement: HashMap<Id, Vec<usize>>,
    by_look: HashMap<[u8; 16], usize>,
    index: Index,
    /// Group of each node.
    home: Vec<Option<usize>>,
    groups: Vec<Option<Shape>>,
    /// Places of `groups` that are empty.
    free: Vec<usize>,
    rulings: Rulings,
}

/// A group, and its nodes with the side of each, in the order of the dossier.
struct Shape {
    group: Group,
    nodes: Vec<(usize, i8)>,
}

/// What a cluster of nodes is made into.
enum Made {
    /// The group that it was before, by its place.
    Kept(usize),
    New(Shape),
}

/// Propositions that look the same to every comparison.
#[derive(Default)]
struct Node {
    /// Signatures, in the order of the dossier.
    members: Vec<usize>,
    /// Nodes that it is like and that matter to it, by number. A new node has the greatest number of all: its links go to the end.
    links: Vec<Link>,
}

/// A node that another is like.
#[derive(Clone, Copy)]
struct Link {
    to: usize,
    likeness: f64,
    /// Whether the two by themselves could be one claim.
    one_claim: bool,
    /// Whether a slot tells them apart.
    slot: bool,
}

impl Library {
    /// A library with the analyst's rulings on what is one claim and what is not.
    pub fn new(rulings: &Rulings) -> Self {
        Self { rulings: rulings.clone(), ..Self::default() }
    }

    /// Takes in the propositions of one article or more, in their order. Gives back the groups that are different now, and
    /// those that are linked to one which is.
    pub fn extend(&mut self, signatures: Vec<Signature>) -> Vec<Group> {
        let first = self.nodes.len();
        let mut touched: BTreeSet<usize> = BTreeSet::new();
        for signature in signatures {
            touched.insert(self.place(signature));
        }
        let new = first..self.nodes.len();
        let found: Vec<Vec<Link>> = new.clone().into_par_iter().map(|node| self.links_before(node)).collect();
        for (node, links) in new.zip(found) {
            links.iter().for_each(|link| self.nodes[link.to].links.push(Link { to: node, ..*link }));
            self.nodes[node].links.extend(links);
        }
        self.regroup(&touched, &touched, BTreeSet::new())
    }

    /// Forgets an article. Gives back the groups that are different now, and those that are linked to one which is.
    pub fn remove(&mut self, article: Id) -> Vec<Group> {
        let mut touched = BTreeSet::new();
        for at in self.by_article.remove(&article).unwrap_or_default() {
            let Some(signature) = self.signatures[at].take() else { continue };
            self.by_statement.remove(&signature.statement);
            let look = look(&signature);
            let Some(&node) = self.by_look.get(&look) else { continue };
            self.nodes[node].members.retain(|&other| other != at);
            touched.insert(node);
            if self.nodes[node].members.is_empty() {
                self.by_look.remove(&look);
                self.index.remove(node, &signature);
            }
        }
        let held: BTreeSet<usize> = self.parts(&touched).into_iter().flatten().collect();
        let mut bereft: BTreeSet<usize> = BTreeSet::new();
        let empty: Vec<usize> = touched.iter().copied().filter(|&node| self.nodes[node].members.is_empty()).collect();
        for node in empty {
            for link in std::mem::take(&mut self.nodes[node].links) {
                bereft.extend(link.slot.then_some(link.to));
                self.nodes[link.to].links.retain(|back| back.to != node);
            }
        }
        self.regroup(&held, &touched, bereft)
    }

    /// All groups, by their first statement.
    pub fn groups(&self) -> Vec<Group> {
        let mut all: Vec<usize> = (0..self.groups.len()).filter(|&at| self.groups[at].is_some()).collect();
        let first = |at: &usize| {
            let nodes = self.groups[*at].iter().flat_map(|shape| &shape.nodes);
            nodes.flat_map(|&(node, _)| self.members(node)).map(|s| (&s.order, s.place.span)).min()
        };
        all.sort_by(|a, b| first(a).cmp(&first(b)));
        all.into_iter().filter_map(|at| self.finished(at)).collect()
    }

    /// Propositions at least so much like a wish, by its place in the order they were taken in.
    pub(super) fn near(&self, at: usize, least: f64) -> Vec<(f64, usize)> {
        let Some(signature) = self.signatures.get(at).and_then(Option::as_ref) else { return Vec::new() };
        let Some(&node) = self.by_look.get(&look(signature)) else { return Vec::new() };
        let mut near: Vec<(f64, usize)> = self.nodes[node].members.iter().map(|&other| (1.0, other)).collect();
        for link in self.nodes[node].links.iter().filter(|link| link.likeness >= least) {
            near.extend(self.nodes[link.to].members.iter().map(|&member| (link.likeness, member)));
        }
        near.retain(|&(_, other)| other != at);
        near.sort_unstable_by_key(|&(_, other)| other);
        near
    }

    /// The propositions of a statement.
    pub(super) fn of(&self, statement: &Statement) -> impl Iterator<Item = &Signature> {
        let own = self.by_statement.get(&statement.id).into_iter().flatten();
        own.filter_map(|&at| self.signatures[at].as_ref())
    }

    pub(super) fn signature(&self, at: usize) -> Option<&Signature> {
        self.signatures.get(at).and_then(Option::as_ref)
    }

    fn place(&mut self, signature: Signature) -> usize {
        let at = self.signatures.len();
        let node = *self.by_look.entry(look(&signature)).or_insert_with(|| {
            self.nodes.push(Node::default());
            self.home.push(None);
            self.index.insert(self.nodes.len() - 1, &signature);
            self.nodes.len() - 1
        });
        let key = |signature: &Signature| (signature.order.clone(), signature.place.span);
        let own = key(&signature);
        let before = |&other: &usize| self.signatures[other].as_ref().is_some_and(|other| key(other) < own);
        let rank = self.nodes[node].members.partition_point(before);
        self.nodes[node].members.insert(rank, at);
        self.by_article.entry(signature.place.article).or_default().push(at);
        self.by_statement.entry(signature.statement).or_default().push(at);
        self.signatures.push(Some(signature));
        node
    }

    fn members(&self, node: usize) -> impl Iterator<Item = &Signature> {
        self.nodes[node].members.iter().filter_map(|&at| self.signatures[at].as_ref())
    }

    /// What a node is compared by.
    fn face(&self, node: usize) -> Option<&Signature> {
        self.members(node).next()
    }

    /// The nodes numbered before one that it is like.
    fn links_before(&self, node: usize) -> Vec<Link> {
        let Some(face) = self.face(node) else { return Vec::new() };
        let others = self.index.near(face).into_iter().filter(|&other| other < node);
        let alike = others.filter_map(|other| {
            let other_face = self.face(other).filter(|other| other.apart == face.apart)?;
            let likeness = face.likeness(other_face);
            if likeness < LEAST_LINK || !is_more_than_chance(face, other_face, likeness) {
                return None;
            }
            let (one_claim, slot) = (may_be_one(face, other_face, likeness), difference(face, other_face).is_some());
            // Of the many that are alike few matter; to keep all, memory would grow with the square of a story.
            let matters = one_claim || slot || is_wish(face.stance) || is_wish(other_face.stance);
            matters.then_some(Link { to: other, likeness, one_claim, slot })
        });
        alike.collect()
    }

    /// What strong links or rulings hold together with these nodes, in sets that nothing holds together with each other.
    fn parts(&self, from: &BTreeSet<usize>) -> Vec<Vec<usize>> {
        let mut seen: HashSet<usize> = HashSet::new();
        let mut parts = Vec::new();
        for &first in from {
            let mut open: Vec<usize> = Vec::from_iter(seen.insert(first).then_some(first));
            let mut part = open.clone();
            while let Some(node) = open.pop() {
                let strong = self.nodes[node].links.iter().filter(|link| link.one_claim);
                for other in strong.map(|link| link.to).chain(self.ruled_with(node)) {
                    if seen.insert(other) {
                        part.push(other);
                        open.push(other);
                    }
                }
            }
            parts.extend((!part.is_empty()).then_some(part));
        }
        parts
    }

    /// Nodes that the analyst rules to be of one claim with this one.
    fn ruled_with(&self, node: usize) -> Vec<usize> {
        if self.rulings.merge.is_empty() {
            return Vec::new();
        }
        let words: Vec<Place> = self.members(node).map(|signature| signature.place).collect();
        words.into_iter().flat_map(|place| self.rulings.merged_with(place)).flat_map(|place| self.at(place)).collect()
    }

    /// Nodes that the analyst rules to be of another claim.
    fn ruled_from(&self, node: usize) -> Vec<usize> {
        if self.rulings.split.is_empty() {
            return Vec::new();
        }
        let words: Vec<Place> = self.members(node).map(|signature| signature.place).collect();
        words.into_iter().flat_map(|place| self.rulings.split_from(place)).flat_map(|place| self.at(place)).collect()
    }

    /// The nodes whose words stand at a place.
    fn at(&self, place: Place) -> Vec<usize> {
        let own = self.by_article.get(&place.article).into_iter().flatten();
        let signatures = own.filter_map(|&at| self.signatures[at].as_ref()).filter(|s| s.place.is_mostly(place));
        signatures.filter_map(|signature| self.by_look.get(&look(signature)).copied()).collect()
    }

    /// Groups anew what is held together with these nodes. Gives back the groups that are other than before, with those
    /// linked to them: a node's members are `touched`, or a link of it is lost (`bereft`).
    fn regroup(&mut self, from: &BTreeSet<usize>, touched: &BTreeSet<usize>, bereft: BTreeSet<usize>) -> Vec<Group> {
        let mut parts = self.parts(from);
        for part in &mut parts {
            part.retain(|&node| !self.nodes[node].members.is_empty());
            part.sort_by(|&a, &b| self.order(a).cmp(&self.order(b)));
        }
        let made: Vec<Vec<Made>> = parts.par_iter().map(|part| self.grouped(part, touched)).collect();
        let mut kept: HashSet<usize> = HashSet::new();
        let mut new: Vec<Shape> = Vec::new();
        for made in made.into_iter().flatten() {
            match made {
                Made::Kept(at) => _ = kept.insert(at),
                Made::New(shape) => new.push(shape),
            }
        }
        self.dissolve(parts.iter().flatten().chain(from), &kept);
        let mut different: BTreeSet<usize> = BTreeSet::new();
        for shape in new {
            let at = self.free.pop().unwrap_or(self.groups.len());
            shape.nodes.iter().for_each(|&(node, _)| self.home[node] = Some(at));
            different.insert(at);
            self.groups.resize_with(self.groups.len().max(at + 1), || None);
            self.groups[at] = Some(shape);
        }
        // Nodes that are of no group now may have been of one that others stood beside.
        let homeless = parts.iter().flatten().filter(|&&node| self.home[node].is_none());
        let bereft = bereft.into_iter().chain(homeless.flat_map(|&node| self.apart_by_slot(node)).map(|link| link.to));
        let beside = different.iter().flat_map(|&at| self.beside(at));
        let all: Vec<usize> = bereft.filter_map(|node| self.home[node]).chain(beside).collect();
        different.extend(all);
        different.into_iter().filter_map(|at| self.finished(at)).collect()
    }

    /// Takes apart the groups of these nodes, but for those kept.
    fn dissolve<'n>(&mut self, nodes: impl Iterator<Item = &'n usize>, kept: &HashSet<usize>) {
        for &node in nodes {
            let Some(at) = self.home[node].filter(|at| !kept.contains(at)) else { continue };
            let shape = self.groups[at].take();
            self.free.push(at);
            shape.iter().flat_map(|shape| &shape.nodes).for_each(|&(node, _)| self.home[node] = None);
        }
    }

    /// Groups that a slot tells apart from a group.
    fn beside(&self, at: usize) -> Vec<usize> {
        let nodes = self.groups[at].iter().flat_map(|shape| &shape.nodes);
        nodes.flat_map(|&(node, _)| self.apart_by_slot(node)).filter_map(|link| self.home[link.to]).collect()
    }

    fn apart_by_slot(&self, node: usize) -> impl Iterator<Item = &Link> {
        self.nodes[node].links.iter().filter(|link| link.slot)
    }

    /// What the order of nodes goes by: that of their first member.
    fn order(&self, node: usize) -> Option<(&Order, Span)> {
        self.face(node).map(|s| (&s.order, s.place.span))
    }

    /// The groups of nodes that are held together, given in order. `touched` are those whose members changed.
    fn grouped(&self, part: &[usize], touched: &BTreeSet<usize>) -> Vec<Made> {
        let faces: Vec<&Signature> = part.iter().filter_map(|&node| self.face(node)).collect();
        let number: HashMap<usize, usize> = part.iter().enumerate().map(|(i, &node)| (node, i)).collect();
        let mut pairs: Vec<Alike> = Vec::new();
        for (i, &node) in part.iter().enumerate() {
            let strong = self.nodes[node].links.iter().filter(|link| link.one_claim);
            let numbered = strong.filter_map(|link| Some((link.likeness, *number.get(&link.to)?)));
            let later = numbered.filter(|&(_, other)| i < other);
            pairs.extend(later.map(|(likeness, other)| Alike { likeness, one: i, other }));
        }
        let mut merged: Vec<(usize, usize)> = Vec::new();
        let mut split: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (i, &node) in part.iter().enumerate() {
            merged.extend(self.ruled_with(node).iter().filter_map(|node| Some((i, *number.get(node)?))));
            let apart = self.ruled_from(node);
            split.extend(apart.iter().filter_map(|node| number.get(node)).map(|&j| (i.min(j), i.max(j))));
        }
        merged.sort_unstable();
        pairs.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then((a.one, a.other).cmp(&(b.one, b.other))));
        let clusters = cluster(&faces, &pairs, &merged, &split);
        let made = clusters.into_iter().filter_map(|mut found| {
            found.sort_unstable();
            let nodes: Vec<(usize, i8)> = found.into_iter().map(|(i, side)| (part[i], side)).collect();
            let known = nodes.first().and_then(|&(node, _)| self.home[node]);
            let same = known.filter(|&at| self.groups[at].as_ref().is_some_and(|shape| shape.nodes == nodes));
            match same.filter(|_| !nodes.iter().any(|(node, _)| touched.contains(node))) {
                Some(at) => Some(Made::Kept(at)),
                None => self.shape(nodes).map(Made::New),
            }
        });
        made.collect()
    }

    /// The group of nodes that were clustered.
    fn shape(&self, nodes: Vec<(usize, i8)>) -> Option<Shape> {
        let members = nodes.iter().flat_map(|&(node, side)| self.members(node).map(move |member| (member, side)));
        let faces: Vec<&Signature> = nodes.iter().filter_map(|&(node, _)| self.face(node)).collect();
        Some(Shape { group: shaped(members.collect(), &faces)?, nodes })
    }

    /// A group with what stands beside it.
    fn finished(&self, at: usize) -> Option<Group> {
        let shape = self.groups[at].as_ref()?;
        let mut links: Vec<Beside<'_>> = Vec::new();
        for &(node, _) in &shape.nodes {
            for &Link { to: other, likeness, .. } in self.apart_by_slot(node) {
                let Some(home) = self.home[other].filter(|&home| home != at) else { continue };
                let (Some(one), Some(theirs), Some(rival)) =
                    (self.face(node), self.face(other), self.groups[home].as_ref())
                else {
                    continue;
                };
                links.push(Beside { likeness, one, other: theirs, rival: &rival.group });
            }
        }
        let mut group = shape.group.clone();
        relate(&mut group, links);
        Some(group)
    }
}

/// One shared word is chance, and so are words of the whole story, unless there is hardly another.
fn is_more_than_chance(one: &Signature, other: &Signature, likeness: f64) -> bool {
    let (mut words, mut telling) = (0, 0);
    for (a, b) in one.shared(other) {
        words += usize::from(a.kind != Kind::Name);
        telling +=
            usize::from(matches!((a.kind, b.kind), (Kind::Telling | Kind::Number, Kind::Telling | Kind::Number)));
    }
    words >= 2 || telling == 1 && likeness >= LEAST_IN_ONE_WORD
}

/// A hash of all that comparisons look at.
fn look(signature: &Signature) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    for concept in &signature.concepts {
        hasher.update(&concept.key.to_le_bytes());
        hasher.update(&concept.weight.to_le_bytes());
        hasher.update(&[u8::from(concept.negated), concept.kind as u8]);
    }
    for figure in &signature.figures {
        hasher.update(&figure.kind.to_le_bytes());
        hasher.update(&figure.interval.0.to_le_bytes());
        hasher.update(&figure.interval.1.to_le_bytes());
        hasher.update(format!("{} {:?}", figure.grows, figure.as_of).as_bytes());
    }
    for day in &signature.days {
        hasher.update(format!("{} {}", day.first, day.last).as_bytes());
    }
    for place in &signature.places {
        hasher.update(&place.preposition.to_le_bytes());
        hasher.update(place.name.as_bytes());
    }
    let within = signature.within.filter(|_| signature.negated);
    let alone = signature.negated.then_some(signature.statement);
    let rest = (
        signature.apart,
        signature.side,
        signature.stance,
        signature.manner,
        signature.party,
        signature.voice,
        within,
        alone,
    );
    hasher.update(format!("{rest:?}").as_bytes());
    hasher.finalize().as_bytes()[..16].try_into().unwrap_or_default()
}

/// Nodes by the concepts that propose them.
#[derive(Default)]
struct Index {
    /// Two concepts together.
    pairs: HashMap<u32, Vec<usize>>,
    /// One concept, of any node.
    single: HashMap<u32, Vec<usize>>,
    /// One concept, of short nodes.
    short: HashMap<u32, Vec<usize>>,
}

impl Index {
    fn insert(&mut self, node: usize, signature: &Signature) {
        let probes = probes(signature);
        for_pairs(&probes, |pair| self.pairs.entry(pair).or_default().push(node));
        for &probe in &probes {
            self.single.entry(probe).or_default().push(node);
            if signature.concepts.len() <= SHORT {
                self.short.entry(probe).or_default().push(node);
            }
        }
    }

    fn remove(&mut self, node: usize, signature: &Signature) {
        let forget = |map: &mut HashMap<u32, Vec<usize>>, key: u32| {
            if let Some(nodes) = map.get_mut(&key) {
                nodes.retain(|&other| other != node);
            }
        };
        let probes = probes(signature);
        for_pairs(&probes, |pair| forget(&mut self.pairs, pair));
        for &probe in &probes {
            forget(&mut self.single, probe);
            forget(&mut self.short, probe);
        }
    }

    /// Nodes that share two concepts, or one where either is short; in order of their numbers.
    fn near(&self, signature: &Signature) -> Vec<usize> {
        let mut near: Vec<usize> = Vec::new();
        let probes = probes(signature);
        for_pairs(&probes, |pair| near.extend(self.pairs.get(&pair).into_iter().flatten()));
        let one = if signature.concepts.len() <= SHORT { &self.single } else { &self.short };
        near.extend(probes.iter().filter_map(|probe| one.get(probe)).flatten());
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// The concepts that propose others: the weightiest that are no names.
fn probes(signature: &Signature) -> Vec<u32> {
    let mut concepts: Vec<_> = signature.concepts.iter().filter(|concept| concept.kind != Kind::Name).collect();
    concepts.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.key.cmp(&b.key)));
    concepts.into_iter().take(PROBES).map(|concept| concept.key).collect()
}

fn for_pairs(probes: &[u32], mut take: impl FnMut(u32)) {
    for (i, &one) in probes.iter().enumerate() {
        for &other in &probes[i + 1..] {
            take(key(one.min(other), one.max(other)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use doublecheck_grammar::learn::Shuffle;

    use super::*;
    use crate::claim::signature::Weighted;
    use crate::model::{Manner, Stance};

    /// Propositions of one article.
    const PROPOSITIONS: usize = 12;

    /// A made story: its number and how many articles it has.
    #[derive(Clone, Copy)]
    struct Story {
        number: u32,
        articles: usize,
    }

    impl Story {
        /// Its claims, each told in the same few words by many; a story of twenty articles has 36.
        fn claims(self) -> f64 {
            8.0 * (self.articles as f64).sqrt()
        }

        /// The words that its claims are told in.
        fn words(self) -> f64 {
            1.5 * self.claims()
        }
    }

    /// A made proposition: one of its story's claims, most of whose words it has, and some words of all news.
    fn proposition(random: &mut Shuffle, story: Story, article: usize, n: usize) -> Signature {
        let mut pick = |all: f64| (random.fraction() * all) as u32;
        let claim = pick(story.claims());
        let of_claim = |n: u32| key(story.number, (claim * 31 + n * 7) % story.words() as u32);
        let mut keys: Vec<u32> = (0..5).map(of_claim).collect();
        keys.extend([key(story.number, 100_000 + pick(story.words())), key(7, pick(3_000.0)), key(7, pick(3_000.0))]);
        keys.sort_unstable();
        keys.dedup();
        let weight = 1.0 / (keys.len() as f32).sqrt();
        let concept = |key| Weighted { key, weight, negated: false, kind: Kind::Telling };
        let span = Span { start: n as u32 * 100, end: n as u32 * 100 + 80 };
        let of = |kind: &str| Id::of(kind, &[&article.to_le_bytes(), &n.to_le_bytes()]);
        let place = Place { article: Id::of("article", &[&article.to_le_bytes()]), span };
        let party = Some(Id::of("party", &[&[pick(8.0) as u8]]));
        Signature {
            statement: of("statement"),
            within: None,
            place,
            gist: place,
            unclear: 0.0,
            concepts: keys.into_iter().map(concept).collect(),
            length: 20.0,
            figures: Box::default(),
            days: Box::default(),
            places: Box::default(),
            side: 1,
            negated: false,
            apart: false,
            trivial: false,
            stance: Stance::Asserts,
            manner: Manner::Speech,
            party,
            voice: party,
            speaker: None,
            order: (None, None, Box::default(), span, of("statement")),
        }
    }

    /// Takes in the articles of stories in any order, a library for each story; prints what the last thousand cost.
    fn measure(stories: &[usize]) {
        let mut random = Shuffle::new(7);
        let numbered = stories.iter().enumerate();
        let stories = numbered
            .flat_map(|(number, &articles)| std::iter::repeat_n(Story { number: number as u32, articles }, articles));
        let mut order: Vec<(usize, Story)> = stories.enumerate().collect();
        order.sort_by_key(|&(article, _)| key(3, article as u32));
        let mut libraries: HashMap<u32, Library> = HashMap::new();
        let mut times: Vec<u128> = Vec::new();
        let mut touched = 0;
        for &(article, story) in &order {
            let signatures = (0..PROPOSITIONS).map(|at| proposition(&mut random, story, article, at)).collect();
            let library = libraries.entry(story.number).or_default();
            let start = Instant::now();
            touched += library.extend(signatures).len();
            times.push(start.elapsed().as_micros());
        }
        let mut last = times.split_off(times.len() - 1_000.min(times.len()));
        last.sort_unstable();
        let [median, slow, slowest] = [last.len() / 2, last.len() * 99 / 100, last.len() - 1].map(|at| last[at]);
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let memory = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
        println!(
            "{} articles, {} stories, {} groups touched by each",
            order.len(),
            libraries.len(),
            touched / order.len()
        );
        println!("of the last thousand: median {median} µs, p99 {slow} µs, slowest {slowest} µs; {memory}");
    }

    /// A measurement, run by hand: `cargo test --release -p doublecheck growth -- --ignored --nocapture`.
    #[test]
    #[ignore = "a measurement of some minutes"]
    fn growth_in_articles_of_many_stories_and_of_one() {
        measure(&[500]);
        measure(&[2_000]);
        // Half of the articles are in small stories, half in stories as large as the largest that are followed for weeks.
        let sizes = [(2_000, 5), (1_000, 10), (500, 40), (200, 50), (50, 400), (20, 1_000), (5, 2_000)];
        measure(&sizes.iter().flat_map(|&(articles, times)| vec![articles; times]).collect::<Vec<_>>());
    }
}
