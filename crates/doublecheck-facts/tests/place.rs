//! Places of whole texts: namesakes, actors, the analyst's names, bad input.

use doublecheck_facts::Words;
use doublecheck_facts::place::{
    ATTRIBUTION, Alias, Gazetteer, Hints, Kind, Place, Reason, Target, UnknownTarget, Use, places, places_with,
};
use proptest::prelude::*;

fn find(text: &str) -> Vec<Place> {
    places(&Words::of(text), Gazetteer::built_in())
}

/// The full name of the place that a name in the text stands for.
fn place_of(text: &str, name: &str) -> Option<String> {
    let found = find(text);
    let place = found.iter().find(|p| &text[p.bytes.clone()] == name)?;
    place.chosen().and_then(|id| Gazetteer::built_in().entry(id)).map(|e| e.full_name())
}

#[test]
fn the_state_behind_a_town_says_which_town_is_meant() {
    let text =
        "ALEXANDRIA, La. (XYZ) A bridge between Alexandria and Pineville was closed, Rapides Parish officials said.";
    assert_eq!(place_of(text, "Alexandria").as_deref(), Some("Alexandria, Louisiana, US"));
    assert_eq!(place_of(text, "Pineville").as_deref(), Some("Pineville, Louisiana, US"));
    let found = find(text);
    let why = &found[0].sense.why;
    assert!(why.iter().any(|r| matches!(r, Reason::Beside { name } if name == "Louisiana")), "{why:?}");
    assert!(why.iter().any(|r| matches!(r, Reason::Together { unit, .. } if unit == "Louisiana")), "{why:?}");
}

#[test]
fn the_country_of_the_other_places_says_which_namesake_is_meant() {
    let text = "Floods hit Cairo and Giza. In Alexandria, Egypt's second city, schools stayed shut.";
    assert_eq!(place_of(text, "Alexandria").as_deref(), Some("Alexandria, EG"));
    let text = "Firefighters from Toledo and Columbus, Ohio, came to help, the sheriff of Lucas County, Ohio, said.";
    assert_eq!(place_of(text, "Toledo").as_deref(), Some("Toledo, Ohio, US"));
}

#[test]
fn a_capital_that_speaks_is_an_actor() {
    let text = "Moscow said on Monday that it would answer. Thousands marched in Moscow.";
    let found = find(text);
    let used: Vec<Use> = found.iter().map(|p| p.used).collect();
    assert_eq!(used, [Use::Actor, Use::Literal]);
    assert!(found.iter().all(|p| p.sense == found[0].sense), "one sense for one name");
}

#[test]
fn half_a_hyphenated_word_can_be_a_place() {
    let text = "A Syria-based group denied it.";
    let found = find(text);
    assert_eq!(&text[found[0].bytes.clone()], "Syria");
    assert_eq!(found[0].words, 1..2);
}

#[test]
fn the_home_of_the_outlet_tells_namesakes_apart() {
    let gazetteer = Gazetteer::built_in();
    let words = Words::of("A fire broke out in Springfield on Friday.");
    let chosen = |home: &str| {
        let home = gazetteer.locate(home, Some("US")).map(|e| e.id);
        let found = places_with(&words, gazetteer, Hints { home });
        found.first().and_then(Place::chosen).and_then(|id| gazetteer.entry(id)).map(|e| e.first.to_owned())
    };
    assert_eq!(chosen("Chicopee").as_deref(), Some("Massachusetts"));
    assert_eq!(chosen("Eugene").as_deref(), Some("Oregon"));
}

#[test]
fn the_analysts_names_come_first_and_unknown_ones_are_reported() {
    let place = |name: &str, within: Option<&str>| Target::Place { name: name.into(), within: within.map(Into::into) };
    let alias = |name: &str, target| Alias { name: name.into(), target };
    let (gazetteer, unknown) = Gazetteer::built_in().with_aliases(&[
        alias("Zedgrad", place("Volgograd", None)),
        alias("Blue Hill", Target::Point { lat: 33.1, lon: 44.2 }),
        alias("Paris", place("Paris", Some("Texas"))),
        alias("Nowhere", place("Qwxyzzy", Some("US"))),
        alias("Moon", Target::Point { lat: f32::NAN, lon: 0.0 }),
        alias("--", place("Paris", None)),
    ]);
    let text = "Shells fell near Zedgrad and in Blue Hill. Crowds gathered in Paris.";
    let found = places(&Words::of(text), &gazetteer);
    let of = |name: &str| {
        let place = found.iter().find(|p| &text[p.bytes.clone()] == name);
        place.and_then(Place::chosen).and_then(|id| gazetteer.entry(id))
    };
    assert_eq!(of("Zedgrad").map(|e| e.name), Some("Volgograd"));
    assert_eq!(of("Blue Hill").map(|e| (e.kind, e.lat)), Some((Kind::Point, 33.1)));
    assert_eq!(of("Paris").map(|e| e.first), Some("Texas"));
    let named: Vec<String> = unknown.iter().map(ToString::to_string).collect();
    assert_eq!(unknown.len(), 3, "{named:?}");
    assert!(named[0].contains("\"Nowhere\"") && named[0].contains("Qwxyzzy, US"), "{}", named[0]);
    assert!(matches!(unknown[1], UnknownTarget::Point { .. }) && matches!(unknown[2], UnknownTarget::Name { .. }));
}

#[test]
fn the_gazetteer_knows_units_and_says_where_it_is_from() {
    let gazetteer = Gazetteer::built_in();
    let town = gazetteer.locate("Homs", Some("Syria")).expect("a town");
    assert_eq!((town.country, town.kind.is_town()), ("SY", true));
    assert!(town.km_to(34.73, 36.71) < 20.0);
    let county = gazetteer.locate("Rapides Parish", None).expect("a county");
    assert_eq!((county.kind, county.first_code), (Kind::Second, "LA"));
    assert_eq!(gazetteer.country("FR").map(|e| e.name), Some("France"));
    assert!(gazetteer.len() > 250_000);
    assert!(ATTRIBUTION.contains("GeoNames") && ATTRIBUTION.contains("CC BY 4.0"));
    assert!(gazetteer.find("").is_empty() && gazetteer.find("\u{301}").is_empty());
    assert!(Gazetteer::read(b"DCGZ\x01\xff\xff\xff\xff").is_err() && Gazetteer::read(b"").is_err());
}

#[test]
fn empty_and_endless_texts_are_read() {
    assert!(find("").is_empty());
    assert!(find(&"7".repeat(1 << 20)).is_empty());
    find(&"A ".repeat(100_000));
    find(&"Ж-Paris-中 ٣".repeat(20_000));
    // A list of thousands of different places.
    let list: String = (0..20_000).map(|n| format!("Paris{n}, Lyon{n}, La., ")).collect();
    find(&list);
    assert!(find(&"Paris, France, ".repeat(20_000)).len() > 20_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_text_panics_and_spans_are_in_order(text in "(\\PC|Paris|, La\\.|U\\.S\\.|-| |New York|St\\. John's|İ|\u{301}){0,60}") {
        let mut last = 0;
        for place in find(&text) {
            prop_assert!(text.get(place.bytes.clone()).is_some_and(|name| !name.is_empty()));
            prop_assert!(place.bytes.start >= last);
            last = place.bytes.end;
            let sum: f32 = place.sense.candidates.iter().map(|c| c.probability).sum();
            prop_assert!(sum <= 1.001 && (0.0..=1.001).contains(&place.literal));
        }
    }
}
