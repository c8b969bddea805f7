//! The places of an article.

use std::ops::Range;

use doublecheck_facts::place::{Candidate, Entry, Gazetteer, Place, Use, places};

use crate::language::Analysis;
use crate::model::{Location, Toponym, ToponymUsage};

/// `people` are the bytes of names of people, in order: "Florence" inside "Florence Arden" is no place.
pub(super) fn toponyms(analysis: &Analysis<'_>, people: &[Range<usize>], gazetteer: &Gazetteer) -> Vec<Toponym> {
    let in_person = |place: &Place| {
        let before = people.partition_point(|name| name.start <= place.bytes.start);
        before.checked_sub(1).and_then(|at| people.get(at)).is_some_and(|name| place.bytes.end <= name.end)
    };
    let found = places(&analysis.words, gazetteer);
    found.iter().filter(|place| !in_person(place)).map(|place| toponym(analysis, place, gazetteer)).collect()
}

fn toponym(analysis: &Analysis<'_>, place: &Place, gazetteer: &Gazetteer) -> Toponym {
    let entry = place.chosen().and_then(|id| gazetteer.entry(id));
    let other = |candidate: &&Candidate| Some(candidate.entry) != place.chosen();
    let named = |candidate: &Candidate| gazetteer.entry(candidate.entry).map(|entry| full_name(&entry, gazetteer));
    Toponym {
        span: analysis.article.text.span(place.bytes.clone()),
        usage: match place.used {
            Use::Literal => ToponymUsage::Place,
            Use::Actor => ToponymUsage::Actor,
            Use::Modifier => ToponymUsage::Modifier,
            Use::People => ToponymUsage::People,
            Use::Embedded => ToponymUsage::Embedded,
        },
        probability: rounded(place.probability),
        location: entry.as_ref().map(|entry| location(entry, place.sense.precision_km, gazetteer)),
        reason: place.sense.why.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        others: place.sense.candidates.iter().filter(other).filter_map(named).collect(),
    }
}

/// Two decimals: more would mean nothing.
fn rounded(probability: f32) -> f32 {
    (probability * 100.0).round() / 100.0
}

/// "Lund, Skåne County, Sweden".
fn full_name(entry: &Entry<'_>, gazetteer: &Gazetteer) -> String {
    let country = gazetteer.country(entry.country).map(|country| country.name);
    let mut parts = vec![entry.name];
    for part in [Some(entry.first), country].into_iter().flatten() {
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(", ")
}

fn location(entry: &Entry<'_>, precision_km: f32, gazetteer: &Gazetteer) -> Location {
    let round = |degrees: f32| (f64::from(degrees) * 1e4).round() / 1e4;
    Location {
        name: full_name(entry, gazetteer),
        kind: entry.kind.word().to_owned(),
        country: entry.country.to_owned(),
        first_level: entry.first.to_owned(),
        second_level: entry.second.to_owned(),
        latitude: round(entry.lat),
        longitude: round(entry.lon),
        precision_km: f64::from(precision_km.round()),
    }
}
