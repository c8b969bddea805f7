//! Propositions into groups: the same one, for and against.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::signature::Signature;
use super::slots;
use crate::model::{Bearing, Id, Manner, Opposition, Place, Slot, Stance};

/// Statements on one proposition, before they are graded.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Hash of the propositions that put it forward; of those against it, if none does.
    pub id: Id,
    /// The proposition in the words of one of its statements.
    pub gist: Place,
    /// The words of its statements that put it forward or deny it, by article and text.
    pub words: Vec<Place>,
    /// Statements that put it forward, in order of date, article and text.
    pub support: Vec<Id>,
    /// Statements against it, in the same order.
    pub against: Vec<Opposed>,
    /// Groups that are like it but for one slot.
    pub near: Vec<Near>,
}

/// A statement against a group's proposition.
#[derive(Debug, Clone, PartialEq)]
pub struct Opposed {
    /// The statement.
    pub statement: Id,
    /// How it stands against it.
    pub opposition: Opposition,
    /// Why it stands against, as a sentence for the analyst.
    pub reason: String,
}

/// A group that is like another but for one slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The other group.
    pub group: Id,
    /// How the two stand to each other.
    pub bearing: Bearing,
    /// The slot that tells them apart.
    pub slot: Slot,
    /// What fills it here.
    pub here: String,
    /// What fills it there.
    pub there: String,
}

impl Group {
    /// Its statements, for and against.
    pub fn statements(&self) -> impl Iterator<Item = Id> {
        self.support.iter().copied().chain(self.against.iter().map(|opposed| opposed.statement))
    }
}

/// Groups must be so much alike on average to be one.
const LEAST_AVERAGE: f64 = 0.22;

/// Groups without a voice in common must be so much alike: to join them says that one voice confirms another.
const LEAST_CONFIRMING: f64 = 0.34;

/// Of two large groups no more pairs than this are compared slot by slot.
const MOST_PAIRS: usize = 256;

/// A pair of propositions that are alike, by their numbers.
pub(super) struct Alike {
    pub likeness: f64,
    pub one: usize,
    pub other: usize,
}

/// True when two propositions by themselves could be one claim. Only such pairs hold a group together.
pub(super) fn may_be_one(one: &Signature, other: &Signature, likeness: f64) -> bool {
    let alike = match one.voice == other.voice {
        true => likeness >= LEAST_AVERAGE && slots::one_theme(one, other),
        false => likeness >= LEAST_CONFIRMING && slots::same_matter(one, other),
    };
    alike && !slots::forbid(one, other)
}

/// Groups propositions by average-link clustering along pairs, given with the most alike first; each member with its side,
/// 1 or -1. `merged` are one whatever their likeness, `split` (the smaller number first) never, though they were merged.
pub(super) fn cluster(
    faces: &[&Signature],
    pairs: &[Alike],
    merged: &[(usize, usize)],
    split: &BTreeSet<(usize, usize)>,
) -> Vec<Vec<(usize, i8)>> {
    let single = |(i, face): (usize, &&Signature)| {
        Some(Cluster { members: vec![(i, 1)], voices: vec![face.voice], sum: vector(face) })
    };
    let clusters = faces.iter().enumerate().map(single).collect();
    let home = (0..faces.len()).collect();
    let mut clustering = Clustering { faces, split, clusters, home, turned_down: HashMap::new() };
    for &(one, other) in merged {
        // Who splits what was merged has thought again.
        if !clustering.is_split(one, other) {
            clustering.merge(one, other);
        }
    }
    // A pair turned down may fit once its groups have grown; few passes settle it.
    let mut open: Vec<&Alike> = pairs.iter().collect();
    for _ in 0..4 {
        let before = open.len();
        open.retain(|pair| !clustering.join(pair.one, pair.other));
        if open.len() == before {
            break;
        }
    }
    clustering.clusters.into_iter().flatten().map(|cluster| cluster.members).collect()
}

/// Members of a group, each with its side.
struct Cluster {
    members: Vec<(usize, i8)>,
    /// Who vouches for them, each once, sorted.
    voices: Vec<Option<Id>>,
    /// Sum of the members' vectors, by concept.
    sum: Vec<(u32, f64)>,
}

struct Clustering<'s> {
    faces: &'s [&'s Signature],
    split: &'s BTreeSet<(usize, usize)>,
    clusters: Vec<Option<Cluster>>,
    /// Proposition -> cluster.
    home: Vec<usize>,
    /// Two clusters that were not joined, and how many members they had then: they are not asked again till they grow.
    turned_down: HashMap<(usize, usize), (usize, usize)>,
}

impl Clustering<'_> {
    /// Joins the clusters of two propositions if nothing forbids it; true when they are one.
    fn join(&mut self, one: usize, other: usize) -> bool {
        let (a, b) = (self.home[one], self.home[other]);
        let (Some(first), Some(second)) = (&self.clusters[a], &self.clusters[b]) else { return false };
        if a == b {
            return true;
        }
        let sizes = (first.members.len(), second.members.len());
        if self.turned_down.get(&(a, b)) == Some(&sizes) {
            return false;
        }
        let fits = self.fits(first, second);
        if fits {
            self.merge(one, other);
        } else {
            self.turned_down.insert((a, b), sizes);
        }
        fits
    }

    fn fits(&self, first: &Cluster, second: &Cluster) -> bool {
        // To join clusters without a voice in common would confirm or dispute.
        let other_voices = !first.voices.iter().any(|voice| second.voices.binary_search(voice).is_ok());
        let least = if other_voices { LEAST_CONFIRMING } else { LEAST_AVERAGE };
        average(first, second) >= least && !self.forbidden(first, second)
    }

    fn merge(&mut self, one: usize, other: usize) {
        let (a, b) = (self.home[one], self.home[other]);
        if a == b {
            return;
        }
        let (Some(first), Some(second)) = (self.clusters[a].take(), self.clusters[b].take()) else { return };
        let turn = self.relation(&first, &second);
        let mut members = first.members;
        members.extend(second.members.iter().map(|&(i, side)| (i, side * turn)));
        members.iter().for_each(|&(i, _)| self.home[i] = a);
        let mut voices = first.voices;
        voices.extend(second.voices);
        voices.sort_unstable();
        voices.dedup();
        self.clusters[a] = Some(Cluster { members, voices, sum: sum(&first.sum, &second.sum) });
    }

    /// True when the analyst rules that members of the clusters of two propositions are of two claims.
    fn is_split(&self, one: usize, other: usize) -> bool {
        let clusters = [one, other].map(|proposition| self.clusters[self.home[proposition]].as_ref());
        let [Some(first), Some(second)] = clusters else { return false };
        let pairs = first.members.iter().flat_map(|&(i, _)| second.members.iter().map(move |&(j, _)| (i, j)));
        !self.split.is_empty() && pairs.into_iter().any(|(i, j)| self.split.contains(&(i.min(j), i.max(j))))
    }

    fn forbidden(&self, first: &Cluster, second: &Cluster) -> bool {
        let (mut opposed, mut with_others, mut with_itself) = (0.0, false, false);
        for (i, j) in pairs(first, second) {
            let (one, other) = (self.faces[i], self.faces[j]);
            if self.split.contains(&(i.min(j), i.max(j))) || slots::forbid(one, other) {
                return true;
            }
            if let Some(least) = slots::least_opposed(one, other) {
                opposed += one.overlap(other) - least;
                let own_side = slots::own_side(one, other);
                with_itself |= own_side;
                with_others |= !own_side;
            }
        }
        // Those who stand against each other must on average be about the same; and a party that only says one thing here
        // and another there is in no dispute with itself.
        opposed < 0.0 || with_itself && !with_others
    }

    /// 1 when two clusters face the same way, -1 when one says what the other denies.
    fn relation(&self, first: &Cluster, second: &Cluster) -> i8 {
        let says_so = |&(i, side): &(usize, i8)| side > 0 && self.faces[i].side > 0 && !self.faces[i].negated;
        if first.members.iter().chain(&second.members).all(says_so) {
            return 1;
        }
        let mut balance = 0.0;
        for &(i, side) in first.members.iter().take(8) {
            for &(j, other) in second.members.iter().take(8) {
                let facing = slots::facing(self.faces[i], self.faces[j]);
                balance += self.faces[i].likeness(self.faces[j]) * f64::from(facing * side * other);
            }
        }
        if balance < 0.0 { -1 } else { 1 }
    }
}

/// The average likeness of the members of two clusters.
fn average(first: &Cluster, second: &Cluster) -> f64 {
    dot(&first.sum, &second.sum) / (first.members.len() * second.members.len()) as f64
}

/// The members of two clusters, each of one with each of the other; no more than [`MOST_PAIRS`].
fn pairs(first: &Cluster, second: &Cluster) -> impl Iterator<Item = (usize, usize)> {
    let pairs = first.members.iter().flat_map(|&(i, _)| second.members.iter().map(move |&(j, _)| (i, j)));
    pairs.take(MOST_PAIRS)
}

/// The group of propositions that were clustered, each with its side; none when they say too little to be a claim.
/// `faces` are those that look different.
pub(super) fn shaped(mut members: Vec<(&Signature, i8)>, faces: &[&Signature]) -> Option<Group> {
    turn(&mut members);
    // A statement counts once, by the part that fits best; its sides agree or the side that denies prevails.
    let mut by_statement: BTreeMap<Id, (&Signature, i8)> = BTreeMap::new();
    for &(signature, side) in &members {
        let entry = by_statement.entry(signature.statement).or_insert((signature, side));
        if side < entry.1 {
            *entry = (signature, side);
        }
    }
    if by_statement.len() == 1 && members.iter().all(|(signature, _)| signature.trivial) {
        return None;
    }
    let mut ordered: Vec<(&Signature, i8)> = by_statement.into_values().collect();
    ordered.sort_by(|a, b| a.0.order.cmp(&b.0.order));
    let (support, against): (Vec<_>, Vec<_>) = ordered.into_iter().partition(|&(_, side)| side > 0);
    Some(Group {
        id: identity(&members),
        words: words(&members),
        gist: gist(&members, faces)?,
        support: support.into_iter().map(|(signature, _)| signature.statement).collect(),
        against: against.into_iter().map(|(signature, _)| denial(signature)).collect(),
        near: Vec::new(),
    })
}

fn words(members: &[(&Signature, i8)]) -> Vec<Place> {
    let mut words: Vec<Place> = members.iter().map(|(signature, _)| signature.place).collect();
    words.sort_unstable();
    words
}

fn identity(members: &[(&Signature, i8)]) -> Id {
    let side = if members.iter().any(|&(_, side)| side > 0) { 1 } else { -1 };
    let mut places: Vec<Place> = members.iter().filter(|m| m.1 == side).map(|(s, _)| s.place).collect();
    places.sort_unstable();
    let spans = places.iter().map(|p| (p.article, p.span.start.to_le_bytes(), p.span.end.to_le_bytes()));
    let spans: Vec<_> = spans.collect();
    let parts = spans.iter().flat_map(|(article, start, end)| [article.as_bytes(), start, end]);
    Id::of("claim", &parts.collect::<Vec<&[u8]>>())
}

/// Turns the sides so that those who deny stand against; without a denial, the larger or else earlier side is for.
fn turn(members: &mut [(&Signature, i8)]) {
    let counted = |stance: Stance, way: i32| {
        let of = |&&(signature, _): &&(&Signature, i8)| signature.stance == stance;
        way * members.iter().filter(of).map(|&(_, side)| i32::from(side)).sum::<i32>()
    };
    let said = counted(Stance::Denies, -4) + counted(Stance::Accuses, 1);
    let larger: i32 = members.iter().map(|&(_, side)| i32::from(side)).sum();
    let first = members.iter().min_by(|a, b| (&a.0.order, a.0.place.span).cmp(&(&b.0.order, b.0.place.span)));
    let balance = [said, larger, first.map_or(1, |&(_, side)| i32::from(side))];
    if balance.into_iter().find(|&b| b != 0).is_some_and(|b| b < 0) {
        members.iter_mut().for_each(|(_, side)| *side = -*side);
    }
}

fn denial(signature: &Signature) -> Opposed {
    let who = signature.speaker.as_deref().unwrap_or("A speaker whose name is lost");
    let (opposition, reason) = match (signature.stance, signature.manner) {
        (Stance::Denies, Manner::Attitude) => (Opposition::Doubts, format!("{who} doubts it.")),
        (Stance::Denies, _) => (Opposition::Denies, format!("{who} denies it.")),
        _ => (Opposition::Denies, format!("{who} says that it is not so.")),
    };
    Opposed { statement: signature.statement, opposition, reason }
}

/// The clearest words for the proposition: central, a full clause, short, few pronouns.
fn gist(members: &[(&Signature, i8)], faces: &[&Signature]) -> Option<Place> {
    let mut all: BTreeMap<u32, f64> = BTreeMap::new();
    for (concept, weight) in faces.iter().flat_map(|face| vector(face)) {
        *all.entry(concept).or_default() += weight;
    }
    let all = Vec::from_iter(all);
    let clear = members.iter().map(|&(signature, side)| {
        let central = dot(&all, &vector(signature)) / faces.len().max(1) as f64;
        // The words of a denial name what is denied; to say "it is not so" names the opposite.
        let other_side = match (side > 0, signature.side < 0) {
            (true, _) => 0.0,
            (false, true) => 1.5,
            (false, false) => f64::from(u8::MAX),
        };
        let score = central * 4.0 - signature.unclear - other_side;
        (score, signature)
    });
    let first = |a: &Signature, b: &Signature| (&b.order, b.place.span).cmp(&(&a.order, a.place.span));
    let best = clear.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| first(a.1, b.1)))?;
    Some(best.1.gist)
}

/// The weights of a proposition's concepts, by concept.
fn vector(signature: &Signature) -> Vec<(u32, f64)> {
    signature.concepts.iter().map(|concept| (concept.key, f64::from(concept.weight))).collect()
}

/// Dot product of two vectors sorted by concept.
fn dot(one: &[(u32, f64)], other: &[(u32, f64)]) -> f64 {
    let mut sum = 0.0;
    let mut others = other.iter().peekable();
    for &(concept, weight) in one {
        while others.next_if(|&&(c, _)| c < concept).is_some() {}
        if let Some(&(_, other)) = others.next_if(|&&(c, _)| c == concept) {
            sum += weight * other;
        }
    }
    sum
}

/// Sum of two vectors sorted by concept.
fn sum(one: &[(u32, f64)], other: &[(u32, f64)]) -> Vec<(u32, f64)> {
    let mut sum = Vec::with_capacity(one.len() + other.len());
    let mut others = other.iter().copied().peekable();
    for &(concept, weight) in one {
        sum.extend(std::iter::from_fn(|| others.next_if(|&(c, _)| c < concept)));
        let same = others.next_if(|&(c, _)| c == concept).map_or(0.0, |(_, weight)| weight);
        sum.push((concept, weight + same));
    }
    sum.extend(others);
    sum
}
