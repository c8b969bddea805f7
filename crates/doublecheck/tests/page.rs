//! The page of a dossier: `index.html`.

mod tunnel;

use std::collections::BTreeSet;

use doublecheck::dossier::page;
use doublecheck::*;
use scraper::{Html, Selector};

fn select<'a>(html: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// One element a line, for reading the snapshot; the style sheet has its own review.
fn laid_out(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    let mut text = format!("{head}{body}");
    for tag in [
        "<p", "<li", "<ul", "<ol", "<tr", "<td", "<th", "<h2", "<h3", "<h4", "<details", "<svg", "<line", "<text",
        "<div",
    ] {
        for end in [" ", ">"] {
            text = text.replace(&format!("{tag}{end}"), &format!("\n{tag}{end}"));
        }
    }
    text.replace("\n\n", "\n")
}

#[test]
fn the_page_of_the_tunnel() {
    let page = page(&tunnel::dossier());
    if let Some(path) = std::env::var_os("PAGE_OUT") {
        std::fs::write(path, &page).unwrap();
    }
    insta::assert_snapshot!(laid_out(&page));
}

/// Every link inside the page arrives, no anchor is given twice, and the markup is well-formed.
fn assert_sound(page: &str) {
    let html = Html::parse_document(page);
    assert_eq!(html.errors, Vec::<std::borrow::Cow<str>>::new());
    let mut ids = BTreeSet::new();
    for element in select(&html, "[id]") {
        let id = element.value().id().unwrap();
        assert!(ids.insert(id.to_owned()), "the anchor {id} stands twice");
    }
    for element in select(&html, "[href]") {
        let href = element.value().attr("href").unwrap();
        match href.strip_prefix('#') {
            Some(anchor) => assert!(ids.contains(anchor), "{href} leads nowhere"),
            None => assert!(href.starts_with("https://") || href.starts_with("http://"), "{href}"),
        }
    }
    for element in select(&html, "[aria-labelledby]") {
        for id in element.value().attr("aria-labelledby").unwrap().split(' ') {
            assert!(ids.contains(id), "no label {id}");
        }
    }
    assert!(select(&html, "script, iframe, object, embed, img, link, form, base").is_empty());
    for element in select(&html, "*") {
        for (name, _) in element.value().attrs() {
            assert!(!name.starts_with("on"), "an event handler: {name}");
        }
    }
}

#[test]
fn links_arrive_and_markup_is_sound() {
    assert_sound(&page(&tunnel::dossier()));
}

#[test]
fn an_empty_dossier_makes_a_page() {
    let mut dossier = tunnel::dossier();
    for list in [&mut dossier.articles] {
        list.clear();
    }
    assert_sound(&page(&dossier));
    dossier = serde_json::from_value(serde_json::json!({
        "format": "doublecheck dossier 1", "title": "", "period": null, "articles": [], "apart": [], "parties": [],
        "speakers": [], "statements": [], "figures": [], "reuses": [], "claims": [], "series": [], "sums": [],
        "exchanges": [], "timeline": [], "warnings": [], "problems": [],
    }))
    .unwrap();
    assert_sound(&page(&dossier));
}
