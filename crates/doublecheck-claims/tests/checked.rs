//! Texts and the checked claims they repeat.

use doublecheck_claims::checked::Checked;
use proptest::prelude::*;

const CLAIMS: [(&str, &str, &str); 6] = [
    ("ferry", "The Ostrand ferry sank in the harbour in March 2021.", "Did the Ostrand Ferry Sink?"),
    ("heron", "A heron stole the golden chain of Mayor Lindqvist.", "Did a Heron Steal the Mayor's Chain?"),
    ("toll", "The bridge toll will rise to 1,250 crowns next year.", "Will the Bridge Toll Rise to 1,250 Crowns?"),
    ("library", "The town library lends out umbrellas for free.", "Does the Library Lend Umbrellas?"),
    ("clock", "The clock of the town hall has run backwards since 1911.", "Does the Town Hall Clock Run Backwards?"),
    ("cheese", "Velmora cheese was banned in every school of the county.", "Was Velmora Cheese Banned in Schools?"),
];

fn best(text: &str) -> String {
    Checked::new(CLAIMS).best(text, 1).first().map(|best| best.id.to_owned()).unwrap_or_default()
}

#[test]
fn posts_find_their_claim() {
    for (text, id) in [
        (
            "omg the #OstrandFerry is sinking, whole harbour watching pic.example.org/abc — Pia Holm (@piaholm) March 3, 2021",
            "ferry",
        ),
        ("our mayor lost his golden chain to a bird, a HERON", "heron"),
        ("1250 crowns for a bridge?! that toll is robbery", "toll"),
        ("Free umbrellas at the library, did you know?", "library"),
        ("No more Velmora cheese for the kids at school https://example.org/x", "cheese"),
    ] {
        assert_eq!(best(text), id, "{text}");
    }
}

#[test]
fn shared_words_are_bytes_of_the_text() {
    let text = "¡Qué! The HERON took Lindqvist’s chain";
    let checked = Checked::new((0..60).map(|_| CLAIMS[3]).chain(CLAIMS));
    let best = checked.best(text, 1);
    let words: Vec<&str> = best[0].shared.iter().map(|bytes| &text[bytes.clone()]).collect();
    assert_eq!((best[0].id, words), ("heron", vec!["HERON", "Lindqvist", "chain"]));
}

#[test]
fn a_text_about_nothing_checked_is_less_likely() {
    let checked = Checked::new(CLAIMS);
    let fits = checked.best("The clock of the town hall has been running backwards since 1911!", 1)[0].probability;
    let other = checked
        .best("I had soup at the station and the town was quiet", 1)
        .first()
        .map_or(0.0, |best| best.probability);
    assert!(fits > other + 0.2, "{fits} {other}");
}

#[test]
fn nothing_shared_finds_nothing() {
    let checked = Checked::new(CLAIMS);
    assert_eq!(checked.best("", 5), []);
    assert_eq!(checked.best("zzyzx", 5), []);
    assert!(Checked::new([]).best("the ferry", 5).is_empty());
}

#[test]
fn hostile_texts_are_survived() {
    let checked = Checked::new(CLAIMS.into_iter().chain([("", "", ""), ("dup", "— (@) )(@", "#@#@")]));
    for text in [
        "ferry ".repeat(150_000),
        "x".repeat(1_000_000),
        "(@".repeat(1000),
        "#".repeat(10_000),
        "паром 渡船 ferry ⛴️".repeat(50),
    ] {
        checked.best(&text, 3);
    }
}

proptest! {
    #[test]
    fn any_text_gets_probabilities_in_order(text in "\\PC{0,80}( ferry| heron)?( — [A-Z][a-z]+ \\(@[a-z]+\\) May 4, 2020)?") {
        let checked = Checked::new(CLAIMS);
        let best = checked.best(&text, 4);
        prop_assert!(best.windows(2).all(|pair| pair[0].probability >= pair[1].probability));
        for found in best {
            prop_assert!((0.0..=1.0).contains(&found.probability));
            prop_assert!(found.shared.iter().all(|bytes| text.get(bytes.clone()).is_some()));
        }
    }
}
