//! What a name may stand for.

use std::ops::Range;

use super::fold::{Folder, NameKey};
use super::gazetteer::{By, Gazetteer};
use super::pieces::Piece;
use super::resolve::{Choice, Group, NUMBERS};
use super::scene::{Head, Scene};
use super::spot::{Form, Spot};

pub(super) fn is_abbreviation(scene: &Scene<'_>, spot: &Spot) -> bool {
    scene.match_of(spot.pieces.start).is_some_and(|m| m.by == By::Abbreviation && m.start as usize == spot.pieces.start)
}

/// The key of a spot's name.
pub(super) fn key_of(scene: &Scene<'_>, pieces: &Range<usize>) -> Option<NameKey> {
    let mut folder = Folder::default();
    for at in pieces.clone() {
        let piece = scene.pieces.get(at)?;
        let text = scene.text(at);
        if !text.starts_with('\'') && !text.starts_with('’') {
            folder.end_word();
        }
        // "D.C." is one word, "St" and its full stop too.
        folder.add(if piece.glued && text == "." { "" } else { text });
    }
    folder.key()
}

/// Most candidates of one name.
const MOST: usize = 40;

/// A group without spots: what a name may stand for.
pub(super) fn candidates<'g>(
    scene: &Scene<'_>,
    spot: &Spot,
    key: NameKey,
    abbreviation: bool,
    gazetteer: &'g Gazetteer,
) -> Group<'g> {
    let mut group = Group { spots: Vec::new(), candidates: Vec::new(), by_part: false };
    // "Western diplomats" are not from Sri Lanka's Western Province: words of direction are names only where the lists say so.
    let mut pieces = scene.pieces.get(spot.pieces.clone()).unwrap_or_default().iter();
    let says_where = pieces.all(|piece| Head::of(piece.key).near);
    let push = |group: &mut Group<'g>, key: NameKey| {
        for bearer in gazetteer.bearers(key).take(MOST) {
            // "La." is Louisiana, "La" is not.
            let fits = (bearer.by == By::Abbreviation) == abbreviation && (!says_where || is_listed(bearer.by));
            if let Some(entry) = gazetteer.entry(bearer.entry).filter(|_| fits) {
                group.candidates.push(Choice { entry, by: bearer.by, probability: 0.0, numbers: [0.0; NUMBERS] });
            }
        }
    };
    push(&mut group, key);
    let county =
        spot.form != Form::Demonym && !abbreviation && (group.candidates.is_empty() || counties_follow(scene, spot));
    if county && let Some(key) = county_key(scene, spot) {
        push(&mut group, key);
    }
    group.candidates.sort_by_key(|c| c.entry.id);
    group.candidates.dedup_by_key(|c| c.entry.id);
    // "EU" is no town in Normandy: letters that stand for words stand for what the lists say.
    let listed = |c: &Choice<'_>| is_listed(c.by);
    if is_acronym(scene, spot) && group.candidates.iter().any(listed) {
        group.candidates.retain(listed);
    }
    if !group.candidates.is_empty() {
        return group;
    }
    // The whole bears no name that is known: what is known inside it.
    group.by_part = true;
    if let Some(key) = known_part(scene, spot, gazetteer) {
        for bearer in gazetteer.bearers(key).filter(|b| b.by != By::Abbreviation).take(MOST) {
            if let Some(entry) = gazetteer.entry(bearer.entry) {
                group.candidates.push(Choice { entry, by: bearer.by, probability: 0.0, numbers: [0.0; NUMBERS] });
            }
        }
    }
    group
}

fn is_listed(by: By) -> bool {
    matches!(by, By::Alias | By::Own)
}

fn is_acronym(scene: &Scene<'_>, spot: &Spot) -> bool {
    let text = scene.text(spot.pieces.start);
    spot.pieces.len() == 1
        && text.len() <= 6
        && text.chars().all(|c| c.is_uppercase() || c == '.')
        && text.chars().filter(|c| c.is_alphabetic()).count() <= 3
}

/// The longest name of the gazetteer inside a spot; of equally long ones the first. Words that only say what a name is are no
/// name: "Ramp Street" is not in the town of Street.
fn known_part(scene: &Scene<'_>, spot: &Spot, gazetteer: &Gazetteer) -> Option<NameKey> {
    let pieces = &spot.pieces;
    // Roads and bridges are named after places that are elsewhere.
    if scene.pieces.get(pieces.clone())?.iter().any(|piece| Head::of(piece.key).road) {
        return None;
    }
    let lengths = (1..pieces.len().min(8)).rev();
    let mut parts =
        lengths.flat_map(|length| (pieces.start..=pieces.end - length).map(move |start| start..start + length));
    parts.find_map(|part| {
        let pieces = scene.pieces.get(part.clone())?;
        let capital = pieces.first()?.is_name() && pieces.last()?.is_name();
        let says_what = |piece: &Piece| {
            let head = Head::of(piece.key);
            head.place || head.body || head.person || head.near
        };
        let named = capital && !pieces.iter().all(says_what);
        let key = key_of(scene, &part).filter(|_| named)?;
        gazetteer.bearers(key).any(|b| b.by != By::Abbreviation).then_some(key)
    })
}

/// True when the next words speak of counties: "Adams, Brown and Clark counties".
fn counties_follow(scene: &Scene<'_>, spot: &Spot) -> bool {
    let near = spot.pieces.end..spot.pieces.end + 8;
    near.into_iter()
        .any(|at| matches!(scene.text(at), "County" | "county" | "Counties" | "counties" | "Parish" | "parishes"))
}

/// "Adams and Brown counties": the name with "County" behind it.
fn county_key(scene: &Scene<'_>, spot: &Spot) -> Option<NameKey> {
    let mut folder = Folder::default();
    for at in spot.pieces.clone() {
        folder.end_word();
        folder.add(scene.text(at));
    }
    folder.end_word();
    folder.add("county");
    folder.key()
}
