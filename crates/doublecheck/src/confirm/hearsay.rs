//! What is known only through somebody else, and what a party says against itself.

use std::collections::BTreeSet;

use crate::claim::{Group, Material, party_concept};
use crate::model::{Admission, Id, Relay, Speaker, Stance, Statement};

/// Pairs of parties that stand against each other somewhere in the set: one accuses the other or says of it what nobody
/// likes said of himself, or denies or contradicts what the other puts forward.
#[derive(Default)]
pub(super) struct Sides(BTreeSet<(Id, Id)>);

impl Sides {
    /// Linear in the statements, and in the pairs that the groups hold against each other.
    pub fn of(material: &Material<'_>, groups: &[Group]) -> Self {
        let mut sides = Self::default();
        let parties: Vec<(String, Id)> =
            material.sources.parties.iter().map(|party| (party_concept(&party.name), party.id)).collect();
        for statement in material.sources.statements {
            let Some(speaker) = vouching(material, statement) else { continue };
            for accused in material.speaks_against(statement) {
                let named = parties.iter().filter(|(concept, _)| concept == accused);
                named.for_each(|(_, party)| sides.add(speaker.party, *party));
            }
        }
        for group in groups {
            let parties = |ids: &mut dyn Iterator<Item = Id>| -> BTreeSet<Id> {
                let statements = ids.filter_map(|id| material.statement(id));
                statements.filter_map(|s| vouching(material, s)).map(|speaker| speaker.party).collect()
            };
            let supporters = parties(&mut group.support.iter().copied());
            for opponent in parties(&mut group.against.iter().map(|opposed| opposed.statement)) {
                supporters.iter().for_each(|&supporter| sides.add(opponent, supporter));
            }
        }
        sides
    }

    fn add(&mut self, one: Id, other: Id) {
        if one != other {
            self.0.insert((one.min(other), one.max(other)));
        }
    }

    fn are_opposed(&self, one: Id, other: Id) -> bool {
        self.0.contains(&(one.min(other), one.max(other)))
    }
}

/// Who vouches for a statement, if it is not the outlet.
fn vouching<'a>(material: &Material<'a>, statement: &'a Statement) -> Option<&'a Speaker> {
    let vouched = material.vouched_in(statement);
    material.speaker(vouched).filter(|_| !material.is_narration(vouched))
}

/// The words for a claim that are known only through another party: made inside its statement, and not said by the
/// speaker's own party in any other of the supporters. One for each speaker and each who relays him.
pub(super) fn relayed(material: &Material<'_>, supporters: &[&Statement], sides: &Sides) -> Vec<Relay> {
    let own: BTreeSet<Id> =
        supporters.iter().filter_map(|statement| vouching(material, statement)).map(|speaker| speaker.party).collect();
    let mut found: Vec<Relay> = Vec::new();
    for statement in supporters.iter().filter(|statement| statement.within.is_some()) {
        let vouched = material.vouched_in(statement);
        let Some((inner, outer)) = material.speaker(statement).zip(material.speaker(vouched)) else { continue };
        if inner.party == outer.party || own.contains(&inner.party) || material.is_narration(vouched) {
            continue;
        }
        if !found.iter().any(|relay| relay.speaker == inner.id && relay.through == outer.id) {
            found.push(Relay {
                statement: statement.id,
                speaker: inner.id,
                through: outer.id,
                by_the_other_side: sides.are_opposed(inner.party, outer.party),
            });
        }
    }
    found
}

/// Of many who accuse, so many are compared with what the accused says.
const MOST_ACCUSERS: usize = 32;

/// A party that a supporter speaks against says it itself: not by another's account, and not through an outlet that
/// tells it in its own words.
pub(super) fn admission(material: &Material<'_>, supporters: &[&Statement]) -> Option<Admission> {
    let accuses =
        |s: &&&Statement| s.within.is_none() && !material.is_narration(s) && !material.speaks_against(s).is_empty();
    for accuser in supporters.iter().filter(accuses).take(MOST_ACCUSERS) {
        let accused = material.speaks_against(accuser);
        let admits = supporters.iter().find_map(|statement| {
            let speaker = material.speaker(statement)?;
            let party = material.party(speaker)?;
            let own = statement.within.is_none() && !material.is_narration(statement);
            let other = material.speaker(accuser).is_none_or(|by| by.party != speaker.party);
            let says = || match statement.stance {
                Stance::Confirms | Stance::Refuses => true,
                stance => stance.puts_forward() && material.says_the_same(accuser, statement),
            };
            let admits = own && other && accused.contains(&party_concept(&party.name)) && says();
            admits.then_some((statement.id, party.id))
        });
        if let Some((statement, party)) = admits {
            return Some(Admission { party, statement, accusation: accuser.id });
        }
    }
    None
}
