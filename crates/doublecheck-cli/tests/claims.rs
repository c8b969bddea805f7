//! Commands about claims: several stories, rulings, sentences, stances, earlier checks, rival values.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

use desk::Desk;

const FERRY: [&str; 2] = [
    "Ferry Lomen aground off Ansel\n\n4 May 2031\n\nThe ferry Lomen ran aground off Ansel on Sunday, the harbour master Ida Voss \
     said. Voss said 40 passengers of the Lomen had been brought ashore at Ansel.\n",
    "Lomen passengers ashore\n\n5 May 2031\n\nAll passengers of the ferry Lomen, which ran aground off Ansel, are ashore, Tarn \
     Ferries said. The company denied that the Lomen had been overloaded when it left Ansel.\n",
];

const CHESS: [&str; 2] = [
    "Orlova wins chess title\n\n4 May 2031\n\nGrandmaster Vera Orlova won the Kestrel chess championship with seven points from \
     nine games, the federation said. Orlova beat Pavel Brandt in the last round of the championship.\n",
    "Chess: Brandt protests\n\n5 May 2031\n\nPavel Brandt protested against his defeat by Vera Orlova in the last round of the \
     Kestrel chess championship. The federation said the game stands.\n",
];

#[test]
fn several_stories_get_a_dossier_each_and_an_overview() {
    let desk = Desk::new();
    for (n, text) in FERRY.iter().chain(&CHESS).enumerate() {
        desk.put(&format!("in/{n}.txt"), text);
    }
    let ran = desk.run(&["dossier", "in", "--out", "out"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.contains("2 stories"), "{ran:?}");
    let list = desk.text("out/stories.json");
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let folders: Vec<&str> = list.as_array().unwrap().iter().map(|story| story["folder"].as_str().unwrap()).collect();
    assert_eq!(folders.len(), 2);
    let page = desk.text("out/index.html");
    for folder in folders {
        assert!(page.contains(&format!("{folder}/index.html")), "{folder}");
        assert!(desk.text(&format!("out/{folder}/dossier.json")).contains("doublecheck"));
    }
    let again = desk.run(&["dossier", "in", "--out", "out"]);
    assert_eq!(again.status, 1, "what is there is kept: {again:?}");
    let together = desk.run(&["dossier", "in", "--together", "--out", "one"]);
    assert_eq!(together.status, 0, "{together:?}");
    assert!(desk.text("one/dossier.json").contains("Orlova"));
}

#[test]
fn claims_are_merged_and_split_by_rulings() {
    let desk = Desk::new();
    for (n, text) in FERRY.iter().enumerate() {
        desk.put(&format!("in/{n}.txt"), text);
    }
    desk.put("in/2.txt", "Board to meet on the Lomen\n\n6 May 2031\n\nThe harbour board of Ansel will meet on Friday about the \
                          ferry Lomen, the harbour master Ida Voss said. A diver found two cracks in the hull of the Lomen, Voss said.\n");
    let dossier = |desk: &Desk| {
        let ran = desk.run(&["dossier", "in", "--out", "out", "--force"]);
        assert_eq!(ran.status, 0, "{ran:?}");
        let dossier: doublecheck::Dossier = serde_json::from_str(&desk.text("out/dossier.json")).unwrap();
        dossier
    };
    let before = dossier(&desk);
    let names: Vec<&str> = before.claims.iter().map(|claim| claim.label.as_str()).take(2).collect();
    let ran = desk.run(&[
        "merge",
        names[0],
        names[1],
        "--dossier",
        "out",
        "--rulings",
        "in/claims.toml",
        "--note",
        "one \"wave\"",
    ]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let merged = dossier(&desk);
    let both: Vec<_> = before.claims[..2].iter().flat_map(|claim| claim.words.clone()).collect();
    let one = merged.claims.iter().find(|claim| both.iter().all(|words| claim.words.contains(words)));
    let one = one.expect("the two are one claim");
    let words = one.words[0];
    let label = &merged.articles.iter().find(|article| article.id == words.article).unwrap().label;
    let at = format!("{label}:{}", words.span.start);
    let wrong = desk.run(&["split", &one.label, "nowhere", "--dossier", "out", "--rulings", "in/claims.toml"]);
    assert_eq!(wrong.status, 1, "{wrong:?}");
    let ran = desk.run(&["split", &one.label, &at, "--dossier", "out", "--rulings", "in/claims.toml"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let apart = dossier(&desk);
    let holds = |claim: &doublecheck::Claim| {
        claim.words.contains(&words) && one.words.iter().any(|w| *w != words && claim.words.contains(w))
    };
    assert!(!apart.claims.iter().any(holds), "the words are of another claim than the rest");
    let of = |words: &doublecheck::Place| {
        apart.claims.iter().find(|claim| claim.words.contains(words)).map(|claim| claim.label.clone()).unwrap()
    };
    let rest = one.words.iter().find(|other| **other != words).unwrap();
    let ran = desk.run(&["merge", &of(&words), &of(rest), "--dossier", "out", "--rulings", "in/claims.toml"]);
    assert!(ran.status == 1 && ran.err.contains("[[split]]"), "{ran:?}");
    desk.put("in/claims.toml", "");
    let again = dossier(&desk);
    assert_eq!(again.claims, before.claims, "without rulings all is as before");
}

#[test]
fn sentences_are_compared_by_their_slots() {
    let desk = Desk::new();
    let one = "The ferry ran aground with 40 passengers on Monday.";
    let ran = desk.run(&["compare", one, "The ferry ran aground with 60 passengers on Monday.", "--json"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["differs"][0]["slot"], "figure", "{found}");
    let same = desk.run(&["compare", one, one]);
    assert!(same.out.starts_with("same") && !same.out.contains("differs"), "{same:?}");
}

#[test]
fn articles_stand_to_a_claim() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY[1]);
    desk.put("b.txt", CHESS[0]);
    let ran = desk.run(&["stance", "Ferry Lomen was overloaded when it left Ansel", "a.txt", "b.txt", "--json"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of =
        |title: &str| lines.iter().find(|line| line["label"] == title).unwrap()["stance"].as_str().unwrap().to_owned();
    let labels: Vec<&str> = lines.iter().map(|line| line["label"].as_str().unwrap()).collect();
    assert_eq!(labels.len(), 2, "{labels:?}");
    assert_eq!(of(labels[1]), "unrelated", "{ran:?}");
    assert_ne!(of(labels[0]), "unrelated", "{ran:?}");
}

#[test]
fn claims_that_were_checked_before_are_found() {
    let desk = Desk::new();
    desk.put("in/a.txt", FERRY[0]);
    desk.put("in/b.txt", FERRY[1]);
    assert_eq!(desk.run(&["dossier", "in", "--out", "out"]).status, 0);
    desk.put(
        "checks.jsonl",
        "{\"claim_id\":\"7\",\"claim\":\"The ferry Lomen ran aground off Ansel\",\"title\":\"Lomen\"}\nnot json\n",
    );
    let ran = desk.run(&["checked", "checks.jsonl", "out", "--least", "0", "--json"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.contains("\"claim_id\":\"7\""), "{ran:?}");
    assert!(ran.err.contains("line 2"), "{ran:?}");
}

#[test]
fn rival_values_are_weighed() {
    let desk = Desk::new();
    desk.put(
        "said.csv",
        "source,object,attribute,value\nharbour,ferry 7,sails,8:15\npier,ferry 7,sails,8:15\nkiosk,ferry 7,sails,9:40\n",
    );
    let ran = desk.run(&["believe", "said.csv"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.contains("8:15"), "{ran:?}");
    let json = desk.run(&["believe", "said.csv", "--json"]);
    let line: serde_json::Value = serde_json::from_str(json.out.lines().next().unwrap()).unwrap();
    assert_eq!(line["values"][0]["value"], "8:15");
}
