//! `doublecheck facts`: when, how many, where and who, as people and as programs read it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

use std::path::Path;

use desk::Desk;
use doublecheck::{FactSheet, TimeKind, ToponymUsage};

const FERRY: &str = "Ferry aground off Bergen\n\n4 May 2031\n\nA ferry with 112 passengers ran aground near Bergen on Thursday, \
                     the Norwegian coastguard said. Anna Berg, the harbour master, said at least 40 people would be taken \
                     ashore within two days. She said Oslo had been told.\n";

fn example() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/harbour-bridge").to_string_lossy().into_owned()
}

fn json(desk: &Desk, arguments: &[&str]) -> FactSheet {
    let ran = desk.run(&[&["facts", "--json"], arguments].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn the_facts_of_an_article() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    let found = json(&desk, &["a.txt"]);
    let (article, facts) = (&found.articles[0], &found.facts[0]);
    let words = |span| article.text.slice(span);
    let thursday = facts.times.iter().find(|time| words(time.span) == "Thursday").expect("a weekday");
    assert_eq!(thursday.value, "2031-05-01");
    assert_eq!(thursday.read_on, article.published.day);
    assert!(facts.times.iter().any(|time| time.kind == TimeKind::Duration && time.value == "P2D"));
    let figures: Vec<&str> = facts.quantities.iter().filter(|q| q.is_figure).map(|q| words(q.span)).collect();
    assert_eq!(figures, ["112 passengers", "at least 40 people"]);
    let bergen = facts.toponyms.iter().rfind(|place| words(place.span) == "Bergen").expect("a town");
    let location = bergen.location.as_ref().expect("known");
    assert_eq!((bergen.usage, location.country.as_str()), (ToponymUsage::Place, "NO"));
    assert!((location.latitude - 60.39).abs() < 0.2 && (location.longitude - 5.32).abs() < 0.2);
    assert!(!bergen.reason.is_empty());
    let berg = facts.entities.iter().find(|entity| entity.name == "Anna Berg").expect("a person");
    assert!(berg.mentions.iter().any(|mention| words(mention.span) == "She"));
}

#[test]
fn no_date_means_no_day_and_never_today() {
    let desk = Desk::new();
    desk.put("a.txt", "Ferry aground\n\nThe ferry ran aground on Thursday, the harbour master said.\n");
    let found = json(&desk, &["a.txt"]);
    assert_eq!(found.articles[0].published.day, None);
    let time = &found.facts[0].times[0];
    assert_eq!((time.earliest, time.latest, time.read_on), (None, None, None));
}

#[test]
fn a_copied_weekday_is_that_of_the_original() {
    let desk = Desk::new();
    let copied = "Divers looked at the hull of the Lund ferry on Thursday and found a tear of two metres below the engine \
                  room, said Anna Berg, the harbour master.\n\nThe shipping company said it would put its passengers on \
                  buses and that nobody would be charged for the longer way round.";
    let record = |text: String, outlet: &str, published: &str| {
        serde_json::json!({ "text": text, "outlet": outlet, "published": published }).to_string()
    };
    let first = record(format!("Tear found in hull\n\n{copied}\n"), "Harbour Gazette", "2031-05-04");
    let later = format!("Old line under scrutiny\n\nQuestions remain.\n\n{copied}\n\n(Harbour Gazette)\n");
    let later = record(later, "Valley Mail", "2031-05-09");
    desk.put("news.jsonl", format!("{first}\n{later}\n"));
    let found = json(&desk, &["news.jsonl"]);
    let weekday = |n: usize| {
        let text = &found.articles[n].text;
        found.facts[n].times.iter().find(|time| text.slice(time.span) == "Thursday").expect("a weekday").clone()
    };
    assert_eq!(weekday(0).value, "2031-05-01");
    assert_eq!((weekday(1).value.as_str(), weekday(1).through), ("2031-05-01", Some(found.articles[0].id)));
}

#[test]
fn the_analysts_names_of_places_come_first() {
    let desk = Desk::new();
    desk.put("a.txt", "Post shut\n\n4 May 2031\n\nThe guards shut the road at Kestrel Gate on Friday, the mayor said. Kestrel Gate was quiet.\n");
    desk.put("places.toml", "[[place]]\nname = \"Kestrel Gate\"\nlatitude = 60.395\nlongitude = 5.32\n\n[[place]]\nname = \"Nowhere Hill\"\nmeans = \"Qwxzt\"\n");
    let ran = desk.run(&["facts", "--json", "--places", "places.toml", "a.txt"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.err.contains("Qwxzt"), "{}", ran.err);
    let found: FactSheet = serde_json::from_str(&ran.out).unwrap();
    let at = found.facts[0].toponyms.iter().filter_map(|place| place.location.as_ref()).next().expect("on the map");
    assert_eq!((at.latitude, at.longitude), (60.395, 5.32));
    desk.put("bad.toml", "[[place]]\nnmae = \"x\"\n");
    let ran = desk.run(&["facts", "--places", "bad.toml", "a.txt"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("bad.toml"), "{}", ran.err);
}

#[test]
fn a_table_and_a_list() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    let table = desk.run(&["facts", "--csv", "a.txt"]);
    assert_eq!(table.status, 0, "{table:?}");
    assert!(table.out.starts_with("article,path,line,outlet,published,fact,"), "{}", table.out);
    assert!(table.out.contains(",at_least,"), "{}", table.out);
    let list = desk.run(&["facts", "a.txt"]);
    for expected in ["when", "how many", "where", "who", "GeoNames"] {
        assert!(list.out.contains(expected), "{expected}: {}", list.out);
    }
    let story = desk.run(&["facts", &example()]);
    assert_eq!(story.status, 0, "{story:?}");
}

#[test]
fn nothing_to_read_is_an_error() {
    let desk = Desk::new();
    let ran = desk.run(&["facts", "missing.txt"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("missing.txt"), "{}", ran.err);
}
