//! Stories through the public interface: folders of invented articles, and what holds for any articles.

use std::collections::BTreeMap;

use doublecheck_claims::story::{Document, Judge, Mention, Stories, TermKind, shared, stories};
use proptest::prelude::*;

struct Article<'a> {
    folder: &'a str,
    story: &'a str,
    document: Document<'a>,
}

/// The articles of a file of folders.
fn articles(file: &str) -> Vec<Article<'_>> {
    let mut articles: Vec<Article<'_>> = Vec::new();
    let mut folder = "";
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("= ") {
            folder = name;
        } else if let Some(head) = line.strip_prefix("- ") {
            let mut parts = head.splitn(3, ' ');
            let (story, day) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let title = parts.next().unwrap_or_default();
            articles.push(Article { folder, story, document: Document { day: day.parse().ok(), title, text: "" } });
        } else if let Some(article) = articles.last_mut() {
            article.document.text = line;
        }
    }
    articles
}

const FOLDERS: &str = include_str!("story/folders.txt");

/// Of each article, the first that tells the same story.
fn partition<T: Ord>(labels: &[T]) -> Vec<usize> {
    let mut first = BTreeMap::new();
    labels.iter().enumerate().map(|(at, label)| *first.entry(label).or_insert(at)).collect()
}

#[test]
fn folders_come_apart_into_their_stories() {
    let articles = articles(FOLDERS);
    let mut folders: Vec<&str> = articles.iter().map(|article| article.folder).collect();
    folders.dedup();
    assert_eq!(folders.len(), 3);
    for folder in folders {
        let here: Vec<&Article<'_>> = articles.iter().filter(|article| article.folder == folder).collect();
        let documents: Vec<Document<'_>> = here.iter().map(|article| article.document).collect();
        let gold: Vec<&str> = here.iter().map(|article| article.story).collect();
        let told = stories(&documents).expect("the built-in judge");
        assert_eq!(partition(&told), partition(&gold), "{folder}: {told:?}");
    }
}

#[test]
fn all_folders_together_come_apart_too() {
    let articles = articles(FOLDERS);
    let documents: Vec<Document<'_>> = articles.iter().map(|article| article.document).collect();
    let gold: Vec<(&str, &str)> = articles.iter().map(|article| (article.folder, article.story)).collect();
    let told = stories(&documents).expect("the built-in judge");
    assert_eq!(partition(&told), partition(&gold), "{told:?}");
}

#[test]
fn an_article_is_told_its_story_at_once() {
    let mut stories = Stories::new().expect("the built-in judge");
    assert!(stories.is_empty());
    for (at, article) in articles(FOLDERS).iter().enumerate() {
        let told = stories.add(&article.document);
        assert_eq!(stories.of(at), Some(told));
        assert_eq!(stories.len(), at + 1);
    }
    assert_eq!(stories.of(stories.len()), None);
    assert_eq!(stories.all().len(), stories.len());
}

#[test]
fn the_same_report_years_later_is_less_likely_the_same_story() {
    let report = "A blaze gutted a carpet warehouse on Wednesday. Firefighters from Tarnow were called out.";
    let again = "Two cars burned in a garage in Tarnow. Firefighters put the fire out within an hour, police officer Ida Rehn said.";
    let told = |days: i32| {
        let documents = [
            Document { day: Some(20_000), text: report, ..Document::default() },
            Document { day: Some(20_000 + days), text: again, ..Document::default() },
        ];
        stories(&documents).expect("the built-in judge")
    };
    let apart = |told: Vec<usize>| usize::from(told[0] != told[1]);
    let by_days: Vec<usize> = [0, 30, 300, 3_000, 30_000].map(|days| apart(told(days))).to_vec();
    assert!(by_days.is_sorted(), "{by_days:?}");
    assert_eq!(by_days.first(), Some(&0), "the same day");
    assert_eq!(by_days.last(), Some(&1), "a lifetime apart");
}

#[test]
fn what_two_articles_share_is_shown_in_both() {
    let first =
        Document { title: "Ferry aground", text: "The ferry Maren Holt ran aground off Skellhaven.", day: None };
    let second = Document { text: "Tugs freed the Maren Holt, which ran aground with 212 on board.", ..first };
    let found = shared(&first, &second);
    let words = |document: &Document<'_>, mentions: &[Mention]| -> Vec<String> {
        let slice = |mention: &Mention| match mention {
            Mention::Title(bytes) => document.title[bytes.clone()].to_owned(),
            Mention::Text(bytes) => document.text[bytes.clone()].to_owned(),
        };
        mentions.iter().map(slice).collect()
    };
    let maren = found.iter().find(|shared| words(&first, &shared.first) == ["Maren"]).expect("a shared name");
    assert_eq!(words(&second, &maren.second), ["Maren"]);
    assert_eq!(maren.kind, TermKind::Name);
    let aground = found.iter().find(|shared| words(&second, &shared.second).contains(&"aground".to_owned()));
    assert_eq!(words(&first, &aground.expect("in title and text").first), ["aground", "aground"]);
    assert!(found.windows(2).all(|pair| pair[0].weight >= pair[1].weight));
    assert!(found.iter().map(|shared| shared.weight).sum::<f32>() <= 1.0 + 1e-4);
    assert!(shared(&first, &Document::default()).is_empty());
}

#[test]
fn hostile_articles_are_stories_of_some_kind() {
    let long = "word ".repeat(200_000);
    let one = "x".repeat(1_000_000);
    let names = "Vexford ".repeat(100_000);
    let texts = [
        "",
        " \n\t",
        &long,
        &one,
        &names,
        "混合 текст עברית 𝔘𝔫𝔦 ٣٤٥ e\u{301}\u{301}",
        "''``--",
        "1,1,1,1,1,,,,,,",
        "\u{feff}",
    ];
    let documents: Vec<Document<'_>> =
        texts.iter().map(|text| Document { text, title: text, day: Some(i32::MIN) }).collect();
    let told = stories(&documents).expect("the built-in judge");
    assert_eq!(told.len(), texts.len());
    assert_ne!(told[0], told[4], "nothing is no story of Vexford");
    let far = [Document { day: Some(i32::MAX), ..documents[4] }, documents[4]];
    assert_eq!(stories(&far).expect("the built-in judge").len(), 2);
    assert!(stories(&[]).expect("the built-in judge").is_empty());
}

#[test]
fn a_thousand_copies_are_one_story() {
    let document = articles(FOLDERS)[0].document;
    assert!(stories(&vec![document; 1_000]).expect("the built-in judge").iter().all(|&story| story == 0));
}

#[test]
fn a_broken_judge_is_refused() {
    assert!(Judge::read(&[]).is_err());
    let mut bytes = Judge::built_in().expect("the built-in judge").write();
    assert!(Judge::read(&bytes).is_ok());
    bytes.push(0);
    assert!(Judge::read(&bytes).is_err());
    bytes.truncate(bytes.len() / 2);
    assert!(Judge::read(&bytes).is_err());
}

proptest! {
    #[test]
    fn the_order_of_the_articles_does_not_matter(order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle()) {
        let articles = articles(FOLDERS);
        let documents: Vec<Document<'_>> = articles.iter().map(|article| article.document).take(12).collect();
        let told = stories(&documents).expect("the built-in judge");
        let shuffled: Vec<Document<'_>> = order.iter().map(|&at| documents[at]).collect();
        let told_shuffled = stories(&shuffled).expect("the built-in judge");
        let expected: Vec<usize> = order.iter().map(|&at| told[at]).collect();
        prop_assert_eq!(told_shuffled, expected);
    }

    #[test]
    fn any_texts_have_stories_and_ranges_inside(texts in prop::collection::vec("\\PC{0,200}", 0..6)) {
        let documents: Vec<Document<'_>> = texts.iter().map(|text| Document { text, ..Document::default() }).collect();
        prop_assert_eq!(stories(&documents).expect("the built-in judge").len(), texts.len());
        for pair in documents.windows(2) {
            for shared in shared(&pair[0], &pair[1]) {
                for (document, mentions) in [(pair[0], &shared.first), (pair[1], &shared.second)] {
                    prop_assert!(!mentions.is_empty());
                    for mention in mentions {
                        match mention {
                            Mention::Title(bytes) => prop_assert!(document.title.get(bytes.clone()).is_some()),
                            Mention::Text(bytes) => prop_assert!(document.text.get(bytes.clone()).is_some()),
                        }
                    }
                }
            }
        }
    }
}
