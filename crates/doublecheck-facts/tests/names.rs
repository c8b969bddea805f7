//! Names and chains on any text.

use std::ops::Range;
use std::time::{Duration, Instant};

use doublecheck_facts::Words;
use doublecheck_facts::name::identity::{Profile, identities};
use doublecheck_facts::name::{Form, NameType, Names};
use proptest::prelude::*;

const ARTICLE: &str = "HALDEN, 3 May - Norwegian fishermen blocked the port of Halden on Monday. Ada Marsh, a spokeswoman for the \
    Ministry of Fisheries, said that she would meet them. \"We have time,\" Marsh told Reuters. The ministry later thanked Sergei \
    al-Tariq van der Ostrik, who had opened Kestrel Bay Airport for them.\n\nMs Marsh said the minister would come to Oslo.";

#[allow(clippy::expect_used, reason = "a test")]
fn names() -> &'static Names {
    Names::built_in().expect("the built-in model can be read")
}

#[test]
fn an_article() {
    let words = Words::of(ARTICLE);
    let found = names().find(&words);
    let has = |text: &str, kind: NameType| found.iter().any(|n| &ARTICLE[n.bytes.clone()] == text && n.kind == kind);
    assert!(has("Ada Marsh", NameType::Person));
    assert!(has("Marsh", NameType::Person));
    assert!(has("Norwegian", NameType::Norp));
    assert!(has("Ministry of Fisheries", NameType::Organization));
    assert!(has("Oslo", NameType::Location));
    let chains = names().chains(&words, &found);
    let marsh =
        chains.iter().find(|chain| chain.mentions.iter().any(|m| ARTICLE[m.bytes.clone()].contains("Ada Marsh")));
    let marsh = marsh.expect("a chain of Ada Marsh");
    let told: Vec<&str> = marsh.mentions.iter().map(|m| &ARTICLE[m.bytes.clone()]).collect();
    assert!(told.len() >= 3 && told.contains(&"Marsh"), "{told:?}");
    assert_eq!(marsh.kind, Some(NameType::Person));
    assert_eq!(&ARTICLE[words.bytes(marsh.mentions[marsh.fullest].name.clone().unwrap())], "Ada Marsh");
}

#[test]
fn the_same_person_in_two_articles() {
    let profiles_of = |text: &str| -> Vec<Profile> {
        let words = Words::of(text);
        let found = names().find(&words);
        let chains = names().chains(&words, &found);
        chains.iter().filter_map(|chain| Profile::of(&words, &found, chain)).collect()
    };
    let mut profiles = profiles_of(ARTICLE);
    let first = profiles.len();
    profiles.extend(profiles_of("Ms Marsh, a spokeswoman for the Ministry of Fisheries, resigned on Friday."));
    let one = profiles.iter().position(|profile| profile.name == "Ada Marsh");
    let other = (first..profiles.len()).find(|&at| profiles[at].name == "Marsh");
    let (Some(one), Some(other)) = (one, other) else { panic!("{profiles:?}") };
    assert!(profiles[one].roles.iter().any(|role| role == "spokeswoman"), "{:?}", profiles[one]);
    let identities = identities(&profiles);
    let together = identities.iter().find(|identity| identity.members.contains(&one));
    assert!(together.is_some_and(|identity| identity.members.contains(&other)), "{profiles:?} {identities:?}");
}

#[test]
fn odd_texts() {
    let deep = "(".repeat(5_000);
    let long = "A".repeat(100_000);
    let shout = "THE MAYOR OF HALDEN MET ADA MARSH IN OSLO. ".repeat(3);
    let marks = "\u{200b}\u{301}\u{301} ’s ’s ' \" “ « » — -- '' `` . . . ";
    let scripts = "Привет, 王伟 met محمد in 東京 and Αθήνα; Ünal Ğ. İz said 1٢3४ to N'Djamena.";
    for text in ["", " ", "\n\n", ".", "a", "A", deep.as_str(), long.as_str(), shout.as_str(), marks, scripts] {
        let words = Words::of(text);
        let found = names().find(&words);
        names().chains(&words, &found);
        assert!(names().link(&words, &found, &[]).is_empty());
    }
}

#[test]
fn mentions_beyond_the_text_do_not_matter() {
    let words = Words::of("Ada Marsh slept.");
    let linked = names().link(&words, &[], &[0..2, 1..900, 900..1000, Range { start: 5, end: 2 }]);
    assert_eq!(linked.len(), 4);
}

#[test]
fn broken_models_are_refused() {
    let error = Names::read(&[1, 2, 3], &[]).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(error.contains("broken"), "{error}");
}

/// Twice the text takes about twice the time; the bound is generous, as other tests run beside.
#[test]
fn time_is_linear() {
    let time = |text: &str| {
        let start = Instant::now();
        let words = Words::of(text);
        let found = names().find(&words);
        names().chains(&words, &found);
        start.elapsed()
    };
    let piece = "Ada Marsh of Halden United met President Ivar Brandt and 500 sailors from Torvik. ";
    let (short, long) = (piece.repeat(300), piece.repeat(2400));
    time(&short);
    let (once, eight) = (time(&short), time(&long));
    assert!(eight < once * 40 + Duration::from_millis(500), "{once:?} and {eight:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn spans_lie_in_the_text(pieces in prop::collection::vec(
        prop_oneof![".{0,20}", "[A-Z][a-z]{1,8}", Just("the minister".to_owned()), Just("She".to_owned()), Just(". ".to_owned()),
            Just("\n".to_owned()), Just("’s".to_owned()), "[0-9]{1,6}"], 0..40)) {
        let text = pieces.join(" ");
        let words = Words::of(&text);
        let found = names().find(&words);
        let mut last = 0;
        for name in &found {
            prop_assert!(name.bytes.start >= last && name.bytes.start < name.bytes.end);
            prop_assert!(text.is_char_boundary(name.bytes.start) && text.is_char_boundary(name.bytes.end));
            prop_assert_eq!(words.bytes(name.words.clone()), name.bytes.clone());
            prop_assert!((0.0..=1.0).contains(&name.probability));
            last = name.bytes.end;
        }
        let chains = names().chains(&words, &found);
        for mention in chains.iter().flat_map(|chain| &chain.mentions) {
            prop_assert!(text.get(mention.bytes.clone()).is_some_and(|text| !text.is_empty()));
            prop_assert!(mention.form != Form::Pronoun || mention.name.is_none());
        }
    }

    #[test]
    fn any_runs_of_words_can_be_linked(spans in prop::collection::vec((0usize..70, 0usize..9), 0..30)) {
        let words = Words::of(ARTICLE);
        let found = names().find(&words);
        let spans: Vec<Range<usize>> = spans.into_iter().map(|(start, length)| start..start + length).collect();
        let linked = names().link(&words, &found, &spans);
        prop_assert_eq!(linked.len(), spans.len());
        let mut seen = 0;
        for entity in linked {
            prop_assert!(entity <= seen);
            seen = seen.max(entity + 1);
        }
    }
}
