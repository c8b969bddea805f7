//! The gazetteer with the analyst's own names.

use std::borrow::Cow;

use doublecheck_facts::place::{Alias, Gazetteer, Target, UnknownTarget};

use crate::model::{PlaceEntry, PlaceTarget, Tables};

/// The built-in gazetteer, with the names of `places.toml` before its own; and what those names stand for that is unknown.
pub(super) fn gazetteer(tables: &Tables) -> (Cow<'static, Gazetteer>, Vec<UnknownTarget>) {
    let built_in = Gazetteer::built_in();
    if tables.places.is_empty() {
        return (Cow::Borrowed(built_in), Vec::new());
    }
    let aliases: Vec<Alias> = tables.places.iter().map(alias).collect();
    let (extended, unknown) = built_in.with_aliases(&aliases);
    (Cow::Owned(extended), unknown)
}

/// The entries of `places.toml` that stand for nothing known, each as a sentence that says what to do.
pub fn unknown_places(tables: &Tables) -> Vec<String> {
    gazetteer(tables).1.iter().map(ToString::to_string).collect()
}

fn alias(entry: &PlaceEntry) -> Alias {
    let target = match &entry.target {
        PlaceTarget::Known { means, within } => Target::Place { name: means.clone(), within: within.clone() },
        PlaceTarget::Point { latitude, longitude } => Target::Point { lat: *latitude as f32, lon: *longitude as f32 },
    };
    Alias { name: entry.name.clone(), target }
}
