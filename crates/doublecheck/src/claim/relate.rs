//! How groups that are alike but for one slot stand to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::group::{Group, Near, Opposed};
use super::signature::Signature;
use super::slots;
use crate::model::{Bearing, Id, Opposition, Slot};

/// Propositions of two groups that are alike.
pub(super) struct Beside<'l> {
    pub likeness: f64,
    /// The proposition of the group.
    pub one: &'l Signature,
    /// That of the other.
    pub other: &'l Signature,
    /// The other group.
    pub rival: &'l Group,
}

/// Propositions that name another day or place must overlap so much to be about one matter; many things happen on one day.
const LEAST_SAME_MATTER: f64 = 0.55;

/// Sets what stands beside a group: those whose figures cannot both be right against it, others as near.
pub(super) fn relate(group: &mut Group, links: Vec<Beside<'_>>) {
    let mut near: BTreeMap<Id, (Near, f64)> = BTreeMap::new();
    let mut rivals: BTreeMap<Id, (&Group, String)> = BTreeMap::new();
    for link in &links {
        let Some((bearing, slot, here, there)) = stands(link) else { continue };
        let rival = link.rival.id;
        if bearing == Bearing::Dispute {
            let reason = format!("It says “{there}” where the claim says “{here}”; both cannot be so.");
            let known = rivals.entry(rival).or_insert_with(|| (link.rival, reason.clone()));
            known.1 = known.1.clone().min(reason);
        }
        let found = Near { group: rival, bearing, slot, here: here.to_owned(), there: there.to_owned() };
        let rank = |near: &Near, likeness: f64| (near.bearing, -likeness, near.here.clone(), near.there.clone());
        match near.get_mut(&rival) {
            Some((best, likeness)) if rank(best, *likeness) <= rank(&found, link.likeness) => {}
            _ => {
                near.insert(rival, (found, link.likeness));
            }
        }
    }
    let mut known: BTreeSet<Id> = group.statements().collect();
    for (rival, reason) in rivals.into_values() {
        let new: Vec<Id> = rival.support.iter().copied().filter(|&id| known.insert(id)).collect();
        let opposed = |statement| Opposed { statement, opposition: Opposition::Contradicts, reason: reason.clone() };
        group.against.extend(new.into_iter().map(opposed));
    }
    let mut near: Vec<Near> = near.into_values().map(|(near, _)| near).collect();
    near.sort_by_key(|near| (near.bearing, near.group));
    group.near = near;
}

/// How two propositions that are alike stand to each other, by which slot, and what fills it in each.
fn stands<'l>(link: &Beside<'l>) -> Option<(Bearing, Slot, &'l str, &'l str)> {
    let (one, other) = (link.one, link.other);
    let (slot, here, there) = slots::difference(one, other)?;
    let same_matter = one.overlap(other) >= LEAST_SAME_MATTER && !slots::other_actors(one, other);
    let two_voices = one.voice.zip(other.voice).is_some_and(|(a, b)| a != b);
    let bearing = match slot {
        Slot::Figure if slots::contradict(one, other) => Bearing::Dispute,
        Slot::Figure if slots::moved(one, other) => Bearing::Series,
        _ if !same_matter => return None,
        _ if two_voices => Bearing::Tension,
        _ => Bearing::Version,
    };
    Some((bearing, slot, here, there))
}
