//! Which statements are one voice.
//!
//! Statements merge into one origin when
//! 1. their speakers belong to one party; what a speaker says that another said counts for the speaker, from whom alone
//!    it is known;
//! 2. a copied passage covers both;
//! 3. two outlets tell them in their own words and run the same agency;
//! 4. an outlet tells it in its own words and is owned by the party of another origin (the analyst's table).
//!
//! A voice that is too unsure does not count: a lost speaker never; an outlet's own words not while a named origin, no
//! later than the outlet, says the same, because the outlet may have it from there. Two outlets that share neither text
//! nor agency nor owner, and tell what no one is named for, count each.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::claim::{Material, covers_most};
use crate::model::{Bond, Id, Merge, Origin, OutletEntry, Place, Reliability, Speaker, Statement};

/// Merges statements, given in order of date, into origins; the origin with the earliest statement first.
pub(super) fn origins<'a>(material: &Material<'a>, statements: &[&'a Statement]) -> Vec<Origin> {
    let voices: Vec<Voice<'a>> = statements.iter().map(|statement| Voice::of(material, statement)).collect();
    let mut classes = Classes::new(voices.len());
    same_party(&voices, &mut classes);
    copied(material, &voices, &mut classes);
    same_agency(material, &voices, &mut classes);
    owned(material, &voices, &mut classes);
    let named_on = voices.iter().filter(|voice| voice.is_named()).map(|voice| voice.day(material)).min();
    let shape = |(members, joints): (Vec<usize>, Vec<Joint>)| {
        let own: Vec<&Voice<'a>> = members.iter().filter_map(|&i| voices.get(i)).collect();
        let id = |i: usize| statements.get(i).map(|s| s.id);
        let merge = |joint: Joint| Some(Merge { one: id(joint.one)?, other: id(joint.other)?, bond: joint.bond });
        origin(material, &own, joints.into_iter().filter_map(merge).collect(), named_on)
    };
    classes.into_lists().into_iter().map(shape).collect()
}

/// Who stands behind a statement.
struct Voice<'a> {
    statement: &'a Statement,
    /// The speaker who vouches for it; none when lost.
    speaker: Option<&'a Speaker>,
    /// Whether the outlet itself speaks.
    narrates: bool,
    /// The outlet in the analyst's table.
    outlet: Option<&'a OutletEntry>,
}

impl<'a> Voice<'a> {
    fn of(material: &Material<'a>, statement: &'a Statement) -> Self {
        let vouched = material.vouched_in(statement);
        let name = material.article(statement.article).map_or("", |article| article.outlet_name());
        let named = |entry: &&OutletEntry| {
            entry.aliases.iter().chain([&entry.name]).any(|known| known.to_lowercase() == name.to_lowercase())
        };
        Self {
            statement,
            speaker: material.speaker(vouched),
            narrates: material.is_narration(vouched),
            outlet: material.sources.tables.outlets.iter().find(named),
        }
    }

    /// Someone other than the outlet speaks, and we know who.
    fn is_named(&self) -> bool {
        self.speaker.is_some() && !self.narrates
    }

    /// The analyst's rating: of the party that speaks, or of the outlet that tells it in its own words. An outlet's
    /// rating says nothing of those it quotes.
    fn reliability(&self, material: &Material<'_>) -> Reliability {
        if self.narrates {
            return self.outlet.map_or(Reliability::F, |outlet| outlet.reliability);
        }
        let party = self.speaker.and_then(|speaker| material.party(speaker)).map(|party| party.name.to_lowercase());
        let rated = party
            .and_then(|name| material.sources.tables.parties.iter().find(|entry| entry.name.to_lowercase() == name));
        rated.map_or(Reliability::F, |entry| entry.reliability)
    }

    fn day(&self, material: &Material<'_>) -> Option<Date> {
        material.article(self.statement.article).and_then(|article| article.published.day)
    }
}

fn same_party(voices: &[Voice<'_>], classes: &mut Classes) {
    let mut first: BTreeMap<Id, usize> = BTreeMap::new();
    for (index, voice) in voices.iter().enumerate() {
        let Some(speaker) = voice.speaker else { continue };
        let one = *first.entry(speaker.party).or_insert(index);
        classes.join(one, index, || Bond::SameParty(speaker.party));
    }
}

fn copied(material: &Material<'_>, voices: &[Voice<'_>], classes: &mut Classes) {
    let mut by_article: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for (index, voice) in voices.iter().enumerate() {
        by_article.entry(voice.statement.article).or_default().push(index);
    }
    let covered = |place: Place| {
        let near = by_article.get(&place.article).map_or(&[][..], Vec::as_slice);
        near.iter().copied().find(|&i| voices.get(i).is_some_and(|v| covers_most(place.span, v.statement.extent())))
    };
    for &article in by_article.keys() {
        for reuse in material.copies_from(article) {
            if let (Some(one), Some(other)) = (covered(reuse.from), covered(reuse.to)) {
                classes.join(one.min(other), one.max(other), || Bond::Copied(reuse.id));
            }
        }
    }
}

fn same_agency(material: &Material<'_>, voices: &[Voice<'_>], classes: &mut Classes) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (index, voice) in voices.iter().enumerate().filter(|(_, voice)| voice.narrates) {
        let Some(article) = material.article(voice.statement.article) else { continue };
        // The agency's own page names no agency: there it is the outlet.
        let agency = article.agency.as_ref().or(article.outlet.as_ref()).map(|stated| stated.value.clone());
        let Some(agency) = agency else { continue };
        let one = *first.entry(agency.to_lowercase()).or_insert(index);
        classes.join(one, index, || Bond::SameAgency(agency));
    }
}

fn owned(material: &Material<'_>, voices: &[Voice<'_>], classes: &mut Classes) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    // Those who speak for a party come first, so that an outlet is joined to its owner's own words where there are any.
    for (index, voice) in voices.iter().enumerate().filter(|(_, voice)| voice.is_named()) {
        let party = voice.speaker.and_then(|speaker| material.party(speaker));
        if let Some(party) = party {
            first.entry(party.name.to_lowercase()).or_insert(index);
        }
    }
    for (index, voice) in voices.iter().enumerate().filter(|(_, voice)| voice.narrates) {
        let Some(owner) = voice.outlet.and_then(|outlet| outlet.owner.as_ref()) else { continue };
        let party = material.sources.parties.iter().find(|party| party.name.to_lowercase() == owner.to_lowercase());
        let party = party.map_or_else(|| Id::of("party", &[owner.as_bytes()]), |party| party.id);
        let one = *first.entry(owner.to_lowercase()).or_insert(index);
        classes.join(one, index, || Bond::Owned(party));
    }
}

fn origin(
    material: &Material<'_>,
    voices: &[&Voice<'_>],
    merges: Vec<Merge>,
    named_on: Option<Option<Date>>,
) -> Origin {
    let statements: Vec<Id> = voices.iter().map(|voice| voice.statement.id).collect();
    let mut sorted = statements.clone();
    sorted.sort_unstable();
    let mut articles: Vec<Id> = Vec::new();
    for voice in voices {
        if !articles.contains(&voice.statement.article) {
            articles.push(voice.statement.article);
        }
    }
    let named = voices.iter().find(|voice| voice.is_named());
    let narrator = voices.iter().find(|voice| voice.narrates);
    // An outlet that tells it no earlier than a named speaker may have it from there.
    let fed = |voice: &&&Voice<'_>| {
        named_on.is_some_and(|on| on.is_none() || voice.day(material).is_none_or(|day| on <= Some(day)))
    };
    let counts = named.is_some() || narrator.is_some_and(|_| !voices.iter().filter(|v| v.narrates).all(|v| fed(&v)));
    Origin {
        id: Id::of("origin", &sorted.iter().map(Id::as_bytes).collect::<Vec<_>>()),
        name: name(material, named.or(narrator).copied(), voices),
        statements,
        articles,
        counts,
        reliability: named.or(narrator).map_or(Reliability::F, |voice| voice.reliability(material)),
        merges,
    }
}

fn name(material: &Material<'_>, voice: Option<&Voice<'_>>, voices: &[&Voice<'_>]) -> String {
    if let Some(speaker) = voice.and_then(|voice| voice.speaker) {
        return material.party(speaker).map_or_else(|| speaker.name.clone(), |party| party.name.clone());
    }
    let article = voices.first().and_then(|voice| material.article(voice.statement.article));
    format!("speaker lost in {}", article.map_or("an article", |article| article.label.as_str()))
}

/// What joined two voices, by their numbers.
struct Joint {
    one: usize,
    other: usize,
    bond: Bond,
}

/// Disjoint sets; the smallest number of a set is its root.
struct Classes {
    parent: Vec<usize>,
    joints: Vec<Joint>,
}

impl Classes {
    fn new(count: usize) -> Self {
        Self { parent: (0..count).collect(), joints: Vec::new() }
    }

    fn root(&self, mut at: usize) -> usize {
        while let Some(&parent) = self.parent.get(at).filter(|&&parent| parent != at) {
            at = parent;
        }
        at
    }

    /// Joins two sets and notes the bond, unless they are one already.
    fn join(&mut self, one: usize, other: usize, bond: impl FnOnce() -> Bond) {
        let (a, b) = (self.root(one), self.root(other));
        if a == b {
            return;
        }
        if let Some(parent) = self.parent.get_mut(a.max(b)) {
            *parent = a.min(b);
            self.joints.push(Joint { one, other, bond: bond() });
        }
    }

    /// The sets, by their smallest number, each with what joined it.
    fn into_lists(self) -> Vec<(Vec<usize>, Vec<Joint>)> {
        let mut lists: BTreeMap<usize, (Vec<usize>, Vec<Joint>)> = BTreeMap::new();
        let roots: Vec<usize> = (0..self.parent.len()).map(|i| self.root(i)).collect();
        for (index, root) in roots.iter().enumerate() {
            lists.entry(*root).or_default().0.push(index);
        }
        for joint in self.joints {
            let root = roots.get(joint.one).copied().unwrap_or_default();
            lists.entry(root).or_default().1.push(joint);
        }
        lists.into_values().collect()
    }
}
