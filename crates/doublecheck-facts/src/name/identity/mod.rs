//! The same person or organisation in several articles.
//!
//! Names are compared word by word, with the spellings of other scripts (`rules/name/spelling.txt`, `same_names.txt`) and
//! short forms (`nicknames.txt`); what the articles tell besides, role, affiliation and country, speaks for or against.
//! Where that is not enough the verdict is "unsure" and says why.

mod body;
mod person;
mod profile;
mod spelling;

use std::collections::HashMap;
use std::fmt;

pub use profile::Profile;

use super::NameType;

/// Whether two profiles are of the same person or organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sameness {
    /// They are the same.
    Same,
    /// It cannot be told.
    Unsure,
    /// They are different.
    Different,
}

/// What speaks for or against two profiles being the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// All words of the names agree.
    SameName,
    /// The names are spellings of the same name.
    Spelling,
    /// A short form of the given name.
    Nickname,
    /// Only the initial of a given name agrees.
    Initial,
    /// The names differ by a letter.
    Slip,
    /// One name leaves out words of the other.
    PartOfName,
    /// One side has only one name.
    FamilyNameOnly,
    /// The family names differ.
    OtherFamilyName,
    /// The given names differ.
    OtherGivenName,
    /// One is the abbreviation of the other.
    Abbreviation,
    /// The rules list both as names of the same body.
    Alias,
    /// The names of the bodies differ.
    OtherName,
    /// Person and body.
    OtherKind,
    /// The same role.
    SameRole,
    /// Roles of different fields.
    OtherField,
    /// The same affiliation.
    SameAffiliation,
    /// Different affiliations.
    OtherAffiliation,
    /// The same country.
    SameCountry,
    /// Different countries.
    OtherCountry,
    /// "Mr" and "Mrs".
    OtherSex,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SameName => "the same name",
            Self::Spelling => "spellings of the same name",
            Self::Nickname => "a short form of the given name",
            Self::Initial => "only an initial agrees",
            Self::Slip => "the names differ by a letter",
            Self::PartOfName => "one name has more words than the other",
            Self::FamilyNameOnly => "one article has only one name",
            Self::OtherFamilyName => "other family name",
            Self::OtherGivenName => "other given name",
            Self::Abbreviation => "an abbreviation of the other name",
            Self::Alias => "known names of the same body",
            Self::OtherName => "other name",
            Self::OtherKind => "a person and a body",
            Self::SameRole => "the same role",
            Self::OtherField => "roles of different fields",
            Self::SameAffiliation => "the same affiliation",
            Self::OtherAffiliation => "other affiliation",
            Self::SameCountry => "the same country",
            Self::OtherCountry => "other country",
            Self::OtherSex => "a man and a woman",
        })
    }
}

/// Whether two profiles are the same, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The verdict.
    pub sameness: Sameness,
    /// Evidence for (positive) or against (negative), in points that are summed over the reasons.
    pub points: f32,
    /// What it rests on, the names first.
    pub reasons: Vec<Reason>,
}

/// Compares two profiles. The order of the two does not matter.
pub fn compare(a: &Profile, b: &Profile) -> Verdict {
    compare_known(&Known::of(a), &Known::of(b))
}

/// A profile with its name read.
struct Known<'a> {
    profile: &'a Profile,
    name: KnownName,
}

enum KnownName {
    Person(Option<person::PersonName>),
    Body(body::BodyName),
}

impl<'a> Known<'a> {
    fn of(profile: &'a Profile) -> Self {
        let name = match profile.is_person() {
            true => KnownName::Person(person::PersonName::of(&profile.name)),
            false => KnownName::Body(body::BodyName::of(&profile.name)),
        };
        Self { profile, name }
    }

    /// The keys under which it is found, and those under which others are that may be the same.
    fn keys(&self) -> (Vec<String>, Vec<String>) {
        let (mut own, mut others) = match &self.name {
            KnownName::Person(Some(name)) => name.keys(),
            KnownName::Person(None) => (Vec::new(), Vec::new()),
            KnownName::Body(name) => (name.keys(), name.keys()),
        };
        for keys in [&mut own, &mut others] {
            keys.sort();
            keys.dedup();
        }
        (own, others)
    }
}

fn compare_known(a: &Known<'_>, b: &Known<'_>) -> Verdict {
    match (&a.name, &b.name) {
        (KnownName::Person(one), KnownName::Person(other)) => {
            person::compare((a.profile, one.as_ref()), (b.profile, other.as_ref()))
        }
        (KnownName::Body(one), KnownName::Body(other)) => body::compare((a.profile, one), (b.profile, other)),
        _ => Verdict { sameness: Sameness::Different, points: -9.0, reasons: vec![Reason::OtherKind] },
    }
}

/// A person or organisation as several articles tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// The profiles that are the same, as indexes, in order.
    pub members: Vec<usize>,
    /// Other identities that may be the same.
    pub alternatives: Vec<Alternative>,
}

/// Another identity that may be the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// Its index among the identities.
    pub identity: usize,
    /// Why it may be, or may not.
    pub verdict: Verdict,
}

/// So many identities that share a key are compared with a profile; of more, the first are.
const COMPARED: usize = 64;
/// So many members of an identity a profile is compared with.
const MEMBERS: usize = 6;

/// Gathers profiles into identities, in the order of the profiles: each joins the identity that it is surest to be the same as.
/// Only identities with a name of the same sound are compared, so that time grows nearly in line with the number of profiles.
pub fn identities(profiles: &[Profile]) -> Vec<Identity> {
    let mut identities: Vec<Identity> = Vec::new();
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    // Fuller names first: "Marsh" joins one of the two who were told by their full names, or neither.
    let mut order: Vec<usize> = (0..profiles.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(profiles[at].name.split_whitespace().count().min(3)), at));
    let known: Vec<Known<'_>> = profiles.iter().map(Known::of).collect();
    let mut unsure: Vec<(usize, usize, Verdict)> = Vec::new();
    for at in order {
        let (own, others) = known[at].keys();
        let mut near: Vec<usize> =
            others.iter().filter_map(|key| blocks.get(key)).flatten().copied().take(COMPARED).collect();
        near.sort_unstable();
        near.dedup();
        let verdicts: Vec<(usize, Verdict)> = near
            .into_iter()
            .map(|identity| (identity, with_members(&known, at, &identities[identity].members)))
            .collect();
        let same: Vec<&(usize, Verdict)> = verdicts.iter().filter(|(_, v)| v.sameness == Sameness::Same).collect();
        let best = same.iter().max_by(|x, y| x.1.points.total_cmp(&y.1.points).then(y.0.cmp(&x.0)));
        // Two that are equally good are no answer.
        let rivals = best.map_or(0, |best| same.iter().filter(|(_, v)| v.points + 0.5 >= best.1.points).count());
        let joined = match best {
            Some((identity, _)) if rivals == 1 => {
                identities[*identity].members.push(at);
                *identity
            }
            _ => {
                identities.push(Identity { members: vec![at], alternatives: Vec::new() });
                identities.len() - 1
            }
        };
        unsure.extend(
            verdicts
                .iter()
                .filter(|(identity, v)| *identity != joined && v.sameness != Sameness::Different)
                .map(|(identity, v)| (joined, *identity, v.clone())),
        );
        for key in own {
            let block = blocks.entry(key).or_default();
            if !block.contains(&joined) {
                block.push(joined);
            }
        }
    }
    for (one, other, verdict) in unsure {
        for (from, to) in [(one, other), (other, one)] {
            let listed = &mut identities[from].alternatives;
            match listed.iter_mut().find(|alternative| alternative.identity == to) {
                Some(alternative) if alternative.verdict.points >= verdict.points => {}
                Some(alternative) => alternative.verdict = verdict.clone(),
                None => listed.push(Alternative { identity: to, verdict: verdict.clone() }),
            }
        }
    }
    in_order(identities)
}

/// The verdict on a profile and an identity: the surest of its members', unless one of them is clearly another.
fn with_members(known: &[Known<'_>], at: usize, members: &[usize]) -> Verdict {
    let verdicts = members.iter().take(MEMBERS).map(|&member| compare_known(&known[at], &known[member]));
    let mut verdicts: Vec<Verdict> = verdicts.collect();
    verdicts.sort_by(|a, b| b.points.total_cmp(&a.points));
    let different = verdicts.iter().any(|verdict| verdict.sameness == Sameness::Different);
    let mut best = verdicts.swap_remove(0);
    if different && best.sameness == Sameness::Same {
        best.sameness = Sameness::Unsure;
    }
    best
}

/// Identities in the order of their first members.
fn in_order(mut identities: Vec<Identity>) -> Vec<Identity> {
    identities.iter_mut().for_each(|identity| identity.members.sort_unstable());
    let mut order: Vec<usize> = (0..identities.len()).collect();
    order.sort_by_key(|&at| identities[at].members.first().copied());
    let mut place = vec![0; identities.len()];
    order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
    for identity in &mut identities {
        identity.alternatives.iter_mut().for_each(|alternative| alternative.identity = place[alternative.identity]);
        identity.alternatives.sort_by_key(|alternative| alternative.identity);
    }
    let mut sorted: Vec<(usize, Identity)> = place.into_iter().zip(identities).collect();
    sorted.sort_by_key(|(new, _)| *new);
    sorted.into_iter().map(|(_, identity)| identity).collect()
}

/// Points summed with their reasons.
#[derive(Debug, Default)]
struct Evidence {
    points: f32,
    reasons: Vec<Reason>,
}

impl Evidence {
    fn add(&mut self, points: f32, reason: Reason) {
        self.points += points;
        self.reasons.push(reason);
    }

    /// From `same` points on the same, below `different` different.
    fn verdict(self, same: f32, different: f32) -> Verdict {
        let sameness = match self.points {
            points if points >= same => Sameness::Same,
            points if points < different => Sameness::Different,
            _ => Sameness::Unsure,
        };
        Verdict { sameness, points: self.points, reasons: self.reasons }
    }

    /// What the articles tell besides the names.
    fn add_context(&mut self, a: &Profile, b: &Profile) {
        if a.shares_role(b) {
            self.add(1.3, Reason::SameRole);
        } else if a.other_field(b) {
            self.add(-2.2, Reason::OtherField);
        }
        match (a.affiliations.is_empty() || b.affiliations.is_empty(), a.shares_affiliation(b)) {
            (true, _) => {}
            (false, true) => self.add(1.5, Reason::SameAffiliation),
            (false, false) => self.add(-0.7, Reason::OtherAffiliation),
        }
        match (a.countries.is_empty() || b.countries.is_empty(), a.countries.iter().any(|c| b.countries.contains(c))) {
            (true, _) => {}
            (false, true) => self.add(0.8, Reason::SameCountry),
            (false, false) => self.add(-1.8, Reason::OtherCountry),
        }
    }
}

impl Profile {
    /// True for a person; what else has a name is compared like a body.
    pub fn is_person(&self) -> bool {
        self.kind == NameType::Person
    }
}
