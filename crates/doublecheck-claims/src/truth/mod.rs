//! Which of rival values to believe when sources copy each other.
//!
//! Many sources give values for the attributes of objects: when a flight left, who wrote a book, how many were hurt. A
//! vote believes what is repeated most, so a false value that was copied often wins. Here sources that say the same more
//! often than independent sources of their accuracy would are one *camp* with one voice, and how accurate voices are
//! and what is right are estimated together.
//!
//! The model follows ACCU and DEPEN of Dong, Berti-Equille & Srivastava, "Integrating conflicting data: the role of
//! source dependence" (VLDB 2009), with three differences. Camps have a voice of their own, so that the original need not
//! be among the sources and no direction need be known to discount. The likelihood is exact given the camps, so that
//! solutions from several starts can be compared: a wrong start, in which the much copied value is right and those who
//! disagree are the copiers, is less likely as soon as copiers at times speak for themselves. And errors have kinds with
//! rates that are learnt: to leave out an author or to be minutes off is likelier than any one other value.
//!
//! It fails where nothing in the claims tells truth from error: when all sources depend on one, when two camps of like
//! size never err in ways of their own, and when several camps take what is right for something else (the time at the
//! gate, the time at the runway). A long chain, in which each copies the one before it, is mostly told, but not always:
//! with ten links, or links that copy less than four times in five, a wrong solution may be likelier and worse than a
//! vote. What is known of copying, from the texts, repairs this; give it as [`KnownCopy`].

mod camps;
mod known;
mod model;
mod table;
mod value;

pub use known::KnownCopy;
pub use value::Kind;

use camps::{Found, Search};
use known::Known;
use table::Table;

/// A source gives a value for an attribute of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record<'a> {
    /// Who says it.
    pub source: &'a str,
    /// Of what.
    pub object: &'a str,
    /// What about it.
    pub attribute: &'a str,
    /// What is said.
    pub value: &'a str,
}

/// What is to be believed, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// The sources, by name.
    pub sources: Vec<Source>,
    /// What is said of each attribute of each object, by object and attribute.
    pub items: Vec<Item>,
    /// Who depends on whom, by copier and original.
    pub dependences: Vec<Dependence>,
}

/// A source and how it does.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Items it says something of, without what it is known to copy.
    pub claims: usize,
    /// How often what it says is right, copied or not: 0 to 1, a mean of beliefs.
    pub accuracy: f64,
    /// How often it repeats its camp instead of speaking for itself: 0 if it is in none.
    pub copying: f64,
    /// Number of its camp: sources with the same number depend on each other. None if independent.
    pub camp: Option<usize>,
}

/// One attribute of one object.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Of what.
    pub object: String,
    /// What about it.
    pub attribute: String,
    /// What the values of the attribute are.
    pub kind: Kind,
    /// The rival values, the most believed first.
    pub values: Vec<Value>,
}

/// One of the rival values of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// As most sources that give it write it.
    pub text: String,
    /// Probability that it is right: 0 to 1, 1 over all values of the item.
    pub belief: f64,
    /// The independent voices behind it: the sum of what is not copied of each vote, and one for each camp.
    pub voices: f64,
    /// Who gives it, by source.
    pub votes: Vec<Vote>,
}

/// A source gives a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vote {
    /// Place of the source in [`Findings::sources`].
    pub source: usize,
    /// Probability that it repeats others: 0 to 1, 1 where that is known.
    pub copied: f64,
    /// Place of the source that it is known to repeat.
    pub repeats: Option<usize>,
}

/// A source depends on another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dependence {
    /// Place of the source that repeats, in [`Findings::sources`].
    pub copier: usize,
    /// Place of the one of its camp that says most often what the camp says. Both may copy a third, and where two never
    /// differ the direction cannot be told.
    pub original: usize,
    /// Probability that they depend on each other: 0 to 1.
    pub probability: f64,
}

impl Findings {
    /// Weighs claims against each other. `known` are copies that are known from elsewhere, such as from the texts: they
    /// have no vote.
    ///
    /// Values are compared as times of day, numbers, sets (parted by ";") or names, whichever most values of the
    /// attribute are; what is not of that kind ("not available") has no vote. Of several values of one source for one
    /// item the one that most sources give counts. The order of the records does not matter.
    ///
    /// Time grows with the claims and, for each item, with the pairs of camps that speak of it.
    ///
    /// ```
    /// use doublecheck_claims::truth::{Findings, Record};
    /// let say = |source, value| Record { source, object: "ferry 7", attribute: "sails at", value };
    /// let found = Findings::new(&[say("harbour", "8:15"), say("pier", "8:15"), say("kiosk", "9:40")], &[]);
    /// assert_eq!(found.items[0].values[0].text, "8:15");
    /// ```
    pub fn new(records: &[Record], known: &[KnownCopy]) -> Self {
        let table = Table::new(records, &Known::new(known));
        let search = Search::new(&table);
        let found = search.best();
        let dependence = search.dependence(&found.model);
        let items: Vec<Item> =
            table.items.iter().enumerate().map(|(at, item)| judged(&table, item, at, &found)).collect();
        let mut sources: Vec<Source> = table
            .sources
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let shared = found.model.shared(at);
                let camp = shared.then(|| found.model.camp(at));
                Source {
                    name: name.clone(),
                    claims: 0,
                    accuracy: 0.0,
                    copying: if shared { found.model.copying[at] } else { 0.0 },
                    camp,
                }
            })
            .collect();
        for value in items.iter().flat_map(|item| &item.values) {
            for vote in value.votes.iter().filter(|vote| vote.repeats.is_none()) {
                sources[vote.source].claims += 1;
                sources[vote.source].accuracy += value.belief;
            }
        }
        for source in &mut sources {
            source.accuracy /= source.claims.max(1) as f64;
        }
        let mut dependences: Vec<Dependence> = Vec::new();
        for camp in found.model.largest() {
            let members: Vec<usize> = found.model.members(camp).collect();
            let rank = |source: &usize| (found.model.copying[*source], sources[*source].claims);
            let most = |best: usize, source: usize| if rank(&source) > rank(&best) { source } else { best };
            let Some(original) = members.iter().copied().reduce(most) else { continue };
            dependences.extend(members.into_iter().filter(|&copier| copier != original).map(|copier| Dependence {
                copier,
                original,
                probability: dependence[copier],
            }));
        }
        dependences.sort_by_key(|dependence| (dependence.copier, dependence.original));
        Self { sources, items, dependences }
    }

    /// Why the first value of an item is believed, in a sentence for each value: who gives it, and which of them repeat
    /// others.
    pub fn explanation(&self, item: &Item) -> String {
        let name = |source: usize| self.sources.get(source).map_or("", |source| source.name.as_str());
        let sentence = |value: &Value| {
            let list = |copied: bool| {
                let votes = value.votes.iter().filter(|vote| (vote.copied >= 0.5) == copied);
                votes.map(|vote| name(vote.source)).collect::<Vec<_>>()
            };
            let (own, copied) = (list(false), list(true));
            let mut text = format!("{}: belief {:.2}, {:.1} voices", value.text, value.belief, value.voices);
            if !own.is_empty() {
                text += &format!("; for themselves: {}", own.join(", "));
            }
            if !copied.is_empty() {
                text += &format!("; one voice: {}", copied.join(", "));
            }
            text
        };
        item.values.iter().map(sentence).collect::<Vec<_>>().join("\n")
    }
}

/// The values of an item with what is believed of them.
fn judged(table: &Table, item: &table::Item, at: usize, found: &Found) -> Item {
    let mut values: Vec<Value> = item
        .values
        .iter()
        .enumerate()
        .map(|(value, text)| {
            let claims = item.claims.iter().enumerate().filter(|(_, claim)| claim.1 == value);
            let mut votes: Vec<Vote> = claims
                .map(|(claim, &(source, _))| Vote {
                    source,
                    copied: found.fit.copied[at][claim].min(1.0),
                    repeats: None,
                })
                .collect();
            // a camp that speaks has one vote; what its members say for themselves counts besides
            let mut camps: Vec<(usize, f64)> = Vec::new();
            for vote in &votes {
                let camp = found.model.camp(vote.source);
                match camps.iter_mut().find(|(known, _)| *known == camp) {
                    Some((_, most)) => *most = most.max(vote.copied),
                    None => camps.push((camp, vote.copied)),
                }
            }
            let own: f64 = votes.iter().map(|vote| 1.0 - vote.copied).sum();
            let voices = own + camps.iter().map(|(_, spoke)| spoke).sum::<f64>();
            let known = item.repeats.iter().filter(|repeat| repeat.1 == value);
            votes.extend(known.map(|&(source, _, of)| Vote { source, copied: 1.0, repeats: Some(of) }));
            votes.sort_by_key(|vote| vote.source);
            let belief = found.fit.beliefs[at].get(value).copied().unwrap_or(0.0);
            Value { text: text.clone(), belief, voices, votes }
        })
        .collect();
    values.sort_by(|a, b| b.belief.total_cmp(&a.belief));
    let (attribute, kind) = table.attributes.get(item.attribute).cloned().unwrap_or((String::new(), Kind::Name));
    Item { object: item.object.clone(), attribute, kind, values }
}
