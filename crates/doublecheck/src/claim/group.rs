//! Propositions into groups: the same one, for and against.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::Material;
use super::proposition::Proposition;
use super::slots;
use super::space::{dot, sum};
use crate::language::{Tense, verb};
use crate::model::{Id, Opposition, Place, Span, Stance, Statement};

/// Statements on one proposition, before they are graded.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The proposition in the words of one of its statements.
    pub gist: Place,
    /// Statements that put it forward, in order of date, article and text.
    pub support: Vec<Id>,
    /// Statements against it, in the same order.
    pub against: Vec<Opposed>,
}

/// A statement against a group's proposition.
#[derive(Debug, Clone, PartialEq)]
pub struct Opposed {
    /// The statement.
    pub statement: Id,
    /// Whether it denies or contradicts.
    pub opposition: Opposition,
    /// Why it stands against, as a sentence for the analyst.
    pub reason: String,
}

/// Pairs less similar than this are not looked at.
const LEAST_PAIR: f64 = 0.15;

/// Two groups join when their members are on average at least this similar.
const LEAST_AVERAGE: f64 = 0.28;

/// Of two large groups no more pairs than this are compared slot by slot.
const MOST_PAIRS: usize = 256;

/// Groups the statements of all articles by what they put forward or deny.
///
/// Average-link clustering over the pairs that share a telling concept; near-linear in the number of statements. The
/// result does not depend on the order of the input.
pub fn groups(material: &Material<'_>) -> Vec<Group> {
    let mut pairs = material.space.pairs(LEAST_PAIR);
    pairs.retain(|&(_, one, other)| {
        let article = |i: usize| material.propositions[i].place.article;
        material.same_story(article(one), article(other))
    });
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let clusters = Clustering::new(material).run(&pairs);
    let mut groups = Vec::new();
    let mut home = vec![None; material.propositions.len()];
    for cluster in clusters {
        if let Some(group) = Shaping(material).group(&cluster) {
            cluster.members.iter().for_each(|&(i, _)| home[i] = Some(groups.len()));
            groups.push(group);
        }
    }
    oppose_rivals(material, &pairs, &home, &mut groups);
    groups
}

/// Members of a group, as indexes of propositions, each with its side: 1 or -1.
#[derive(Debug, Clone)]
struct Cluster {
    members: Vec<(usize, i8)>,
    /// Sum of the members' vectors.
    sum: Vec<(u32, f64)>,
}

struct Clustering<'m, 'a> {
    material: &'m Material<'a>,
    clusters: Vec<Option<Cluster>>,
    /// Proposition -> cluster.
    home: Vec<usize>,
}

impl<'m, 'a> Clustering<'m, 'a> {
    fn new(material: &'m Material<'a>) -> Self {
        let count = material.propositions.len();
        let single = |i| Some(Cluster { members: vec![(i, 1)], sum: material.space.vector(i).to_vec() });
        Self { material, clusters: (0..count).map(single).collect(), home: (0..count).collect() }
    }

    /// Joins along the pairs, given with the most similar first.
    fn run(mut self, pairs: &[(f64, usize, usize)]) -> Vec<Cluster> {
        for (one, other) in self.copies() {
            self.join(one, other, f64::MIN);
        }
        // A pair turned down may fit once its groups have grown; few passes settle it.
        for _ in 0..4 {
            let mut joined = false;
            for &(_, one, other) in pairs {
                joined |= self.join(one, other, LEAST_AVERAGE);
            }
            if !joined {
                break;
            }
        }
        self.clusters.into_iter().flatten().collect()
    }

    /// Pairs of propositions that one reuse covers and that say the same: they are one, whatever the threshold.
    fn copies(&self) -> Vec<(usize, usize)> {
        let mut by_article: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
        for (index, proposition) in self.material.propositions.iter().enumerate() {
            by_article.entry(proposition.place.article).or_default().push(index);
        }
        let inside = |place: Place| -> Vec<usize> {
            let all = by_article.get(&place.article).map_or(&[][..], Vec::as_slice);
            all.iter().copied().filter(|&i| place.span.contains(self.material.propositions[i].place.span)).collect()
        };
        let mut pairs = Vec::new();
        for reuse in self.material.sources.reuses.iter().filter(|reuse| reuse.is_copy()) {
            let (from, to) = (inside(reuse.from), inside(reuse.to));
            for one in from {
                let best = to.iter().map(|&other| (self.material.space.similarity(one, other), other));
                let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
                pairs.extend(best.filter(|&(similarity, _)| similarity >= 0.8).map(|(_, other)| (one, other)));
            }
        }
        pairs.sort_unstable();
        pairs
    }

    /// Joins the clusters of two propositions if nothing forbids it; true when it did.
    fn join(&mut self, one: usize, other: usize, least: f64) -> bool {
        let (a, b) = (self.home[one], self.home[other]);
        if a == b {
            return false;
        }
        let (Some(first), Some(second)) = (&self.clusters[a], &self.clusters[b]) else { return false };
        let pairs = (first.members.len() * second.members.len()) as f64;
        if dot(&first.sum, &second.sum) / pairs < least || self.forbidden(first, second) {
            return false;
        }
        let turn = self.relation(first, second);
        let (Some(first), Some(second)) = (self.clusters[a].take(), self.clusters[b].take()) else { return false };
        let mut members = first.members;
        members.extend(second.members.iter().map(|&(i, side)| (i, side * turn)));
        members.iter().for_each(|&(i, _)| self.home[i] = a);
        self.clusters[a] = Some(Cluster { members, sum: sum(&first.sum, &second.sum) });
        true
    }

    fn forbidden(&self, first: &Cluster, second: &Cluster) -> bool {
        let pairs = first.members.iter().flat_map(|&(i, _)| second.members.iter().map(move |&(j, _)| (i, j)));
        let mut opposed = 0.0;
        for (i, j) in pairs.take(MOST_PAIRS) {
            if slots::forbid(self.material, i, j) {
                return true;
            }
            if let Some(least) = slots::least_opposed(self.material, i, j) {
                opposed += self.material.space.overlap(i, j) - least;
            }
        }
        // Those who stand against each other must on average be about the same.
        opposed < 0.0
    }

    /// 1 when two clusters face the same way, -1 when one says what the other denies.
    fn relation(&self, first: &Cluster, second: &Cluster) -> i8 {
        let mut balance = 0.0;
        for &(i, side) in first.members.iter().take(8) {
            for &(j, other) in second.members.iter().take(8) {
                let facing = slots::facing(self.material, i, j);
                balance += self.material.space.similarity(i, j) * f64::from(facing * side * other);
            }
        }
        if balance < 0.0 { -1 } else { 1 }
    }
}

/// Turns clusters into groups.
struct Shaping<'m, 'a>(&'m Material<'a>);

impl<'a> Shaping<'_, 'a> {
    fn group(&self, cluster: &Cluster) -> Option<Group> {
        let mut members = cluster.members.clone();
        self.turn(&mut members);
        // A statement counts once, by the part that fits best; its sides agree or the side that denies prevails.
        let mut by_statement: BTreeMap<Id, (usize, i8)> = BTreeMap::new();
        for &(i, side) in &members {
            let entry = by_statement.entry(self.0.propositions[i].statement.id).or_insert((i, side));
            if side < entry.1 {
                *entry = (i, side);
            }
        }
        if by_statement.len() == 1 && members.iter().all(|&(i, _)| self.is_trivial(&self.0.propositions[i])) {
            return None;
        }
        let mut ordered: Vec<(usize, i8)> = by_statement.into_values().collect();
        ordered.sort_by_key(|&(i, _)| order(self.0, self.0.propositions[i].statement));
        let support = ordered.iter().filter(|&&(_, side)| side > 0);
        let against = ordered.iter().filter(|&&(_, side)| side < 0);
        Some(Group {
            gist: self.gist(&members, &cluster.sum)?,
            support: support.map(|&(i, _)| self.0.propositions[i].statement.id).collect(),
            against: against.map(|&(i, _)| self.denial(self.0.propositions[i].statement)).collect(),
        })
    }

    /// Turns the sides so that those who deny stand against; without a denial, the larger or else earlier side is for.
    fn turn(&self, members: &mut [(usize, i8)]) {
        let denies = |&(i, side): &(usize, i8)| match self.0.propositions[i].statement.stance {
            Stance::Denies => -i32::from(side),
            _ => 0,
        };
        let accuses = |&(i, side): &(usize, i8)| match self.0.propositions[i].statement.stance {
            Stance::Accuses => i32::from(side),
            _ => 0,
        };
        let said: i32 = members.iter().map(denies).sum::<i32>() * 4 + members.iter().map(accuses).sum::<i32>();
        let larger: i32 = members.iter().map(|&(_, side)| i32::from(side)).sum();
        let first = members.iter().min_by_key(|&&(i, _)| order(self.0, self.0.propositions[i].statement));
        let balance = [said, larger, first.map_or(1, |&(_, side)| i32::from(side))];
        if balance.into_iter().find(|&b| b != 0).is_some_and(|b| b < 0) {
            members.iter_mut().for_each(|(_, side)| *side = -*side);
        }
    }

    fn denial(&self, statement: &Statement) -> Opposed {
        let who = self.0.speaker(statement).map_or("A speaker whose name is lost", |s| s.name.as_str());
        let reason = match statement.stance {
            Stance::Denies => format!("{who} denies it."),
            _ => format!("{who} says that it is not so."),
        };
        Opposed { statement: statement.id, opposition: Opposition::Denies, reason }
    }

    /// True for a part that says too little to be a claim alone.
    fn is_trivial(&self, proposition: &Proposition<'_>) -> bool {
        proposition.points_back || proposition.concepts.len() < 3
    }

    /// The clearest words for the proposition: central, a full clause, short, few pronouns.
    fn gist(&self, members: &[(usize, i8)], centre: &[(u32, f64)]) -> Option<Place> {
        let clear = members.iter().map(|&(i, side)| {
            let proposition = &self.0.propositions[i];
            let central = dot(self.0.space.vector(i), centre) / members.len() as f64;
            let score = central * 4.0 - self.unclear(proposition) - if side > 0 { 0.0 } else { 1.5 };
            (score, std::cmp::Reverse(order(self.0, proposition.statement)), proposition)
        });
        let best = clear.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)))?;
        Some(self.whole(best.2))
    }

    /// The words of a proposition; those that are no clause ("to resign", "ignoring a warning") with who says so.
    fn whole(&self, proposition: &Proposition<'_>) -> Place {
        let (statement, mut place) = (proposition.statement, proposition.place);
        if self.is_clause(proposition) {
            return place;
        }
        let before = |span: &Span| span.end <= place.span.start && statement.context.contains(*span);
        for span in [statement.source, statement.cue].into_iter().flatten().filter(before).collect::<Vec<_>>() {
            place.span = place.span.cover(span);
        }
        place
    }

    /// True when the words can stand alone: a verb in them, and neither a bare verb nor an "-ing" at their head.
    fn is_clause(&self, proposition: &Proposition<'_>) -> bool {
        let Some(analysis) = self.0.analysis(proposition.place.article) else { return false };
        let words = analysis.words_in(analysis.article.text.bytes(proposition.place.span));
        let auxiliary = |at: usize| {
            matches!(
                analysis.lower(at),
                "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would" | "can"
            )
        };
        let acts = words.clone().any(|at| verb(analysis.lower(at)).is_some() || auxiliary(at));
        let opens = analysis.lower(words.start);
        let gerund = verb(opens).is_some_and(|form| form.tense == Tense::Gerund);
        acts && !gerund && !matches!(opens, "to" | "for" | "of") && !proposition.points_back
    }

    fn unclear(&self, proposition: &Proposition<'_>) -> f64 {
        let Some(analysis) = self.0.analysis(proposition.place.article) else { return f64::MAX };
        let words = analysis.words_in(analysis.article.text.bytes(proposition.place.span));
        let count = words.len() as f64;
        let pronouns = words.clone().filter(|&at| is_pronoun(analysis.lower(at))).count() as f64;
        let starts_with_name = analysis.word(words.start).starts_with(char::is_uppercase);
        let bad_start = if starts_with_name { 0.0 } else { 0.3 };
        let verbless = if self.is_clause(proposition) { 0.0 } else { 2.0 };
        let points_back = if proposition.points_back { 3.0 } else { 0.0 };
        (count - 14.0).abs() * 0.06 + pronouns * 0.7 + verbless + bad_start + points_back
    }
}

fn is_pronoun(lower: &str) -> bool {
    matches!(
        lower,
        "he" | "she"
            | "it"
            | "they"
            | "we"
            | "i"
            | "you"
            | "him"
            | "her"
            | "them"
            | "us"
            | "me"
            | "his"
            | "its"
            | "their"
            | "our"
            | "my"
            | "this"
            | "these"
            | "those"
    )
}

/// Date, article and place in the text; the id makes it total.
type Order<'a> = (Option<Date>, Option<DateTime>, &'a str, Span, Id);

fn order<'a>(material: &Material<'a>, statement: &Statement) -> Order<'a> {
    let article = material.article(statement.article);
    let said = statement.said_on.as_ref().map(|when| when.latest);
    let day = said.or(article.and_then(|article| article.published.day));
    let time = article.and_then(|article| article.published.time);
    (day, time, article.map_or("", |article| &article.label), statement.extent(), statement.id)
}

/// Sets the supporters of groups whose figures cannot both be right against each other. `home` is the group of each
/// proposition.
fn oppose_rivals(material: &Material<'_>, pairs: &[(f64, usize, usize)], home: &[Option<usize>], groups: &mut [Group]) {
    let mut opposed: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for &(_, i, j) in pairs {
        let (Some(a), Some(b)) = (home[i], home[j]) else { continue };
        if a != b && slots::contradict(material, i, j) {
            opposed.entry((a, b)).or_insert_with(|| slots::difference(material, j, i));
            opposed.entry((b, a)).or_insert_with(|| slots::difference(material, i, j));
        }
    }
    let supporters: Vec<Vec<Id>> = groups.iter().map(|group| group.support.clone()).collect();
    for ((group, rival), reason) in opposed {
        let known: Vec<Id> = groups[group].against.iter().map(|o| o.statement).collect();
        let new = supporters[rival].iter().filter(|id| !known.contains(id) && !supporters[group].contains(id));
        groups[group].against.extend(new.map(|&statement| Opposed {
            statement,
            opposition: Opposition::Contradicts,
            reason: reason.clone(),
        }));
    }
}
