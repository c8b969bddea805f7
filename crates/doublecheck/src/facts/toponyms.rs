//! The places of an article.

use doublecheck_facts::place::{Candidate, Entry, Form, Gazetteer, Hints, Place, places};

use crate::language::Analysis;
use crate::model::{Location, Toponym, ToponymUsage};

pub(super) fn toponyms(analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> Vec<Toponym> {
    let found = places(&analysis.words, gazetteer, Hints::default());
    found.iter().map(|place| toponym(analysis, place, gazetteer)).collect()
}

fn toponym(analysis: &Analysis<'_>, place: &Place, gazetteer: &Gazetteer) -> Toponym {
    let entry = place.entry.and_then(|id| gazetteer.entry(id));
    let other = |candidate: &&Candidate| Some(candidate.entry) != place.entry;
    let named = |candidate: &Candidate| gazetteer.entry(candidate.entry).map(|entry| entry.full_name());
    Toponym {
        span: analysis.article.text.span(place.bytes.clone()),
        usage: match place.form {
            Form::Name => ToponymUsage::Place,
            Form::Demonym => ToponymUsage::Demonym,
            Form::Embedded => ToponymUsage::Embedded,
        },
        probability: place.probability,
        location: entry.as_ref().map(location),
        reason: String::new(),
        others: place.candidates.iter().filter(other).filter_map(named).collect(),
    }
}

fn location(entry: &Entry<'_>) -> Location {
    let round = |degrees: f32| (f64::from(degrees) * 1e4).round() / 1e4;
    Location {
        name: entry.full_name(),
        kind: entry.kind.word().to_owned(),
        country: entry.country.to_owned(),
        first_level: entry.first.to_owned(),
        second_level: entry.second.to_owned(),
        latitude: round(entry.lat),
        longitude: round(entry.lon),
        precision_km: f64::from(entry.kind.reach_km()),
    }
}
