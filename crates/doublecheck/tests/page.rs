//! The page of a dossier: `index.html`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

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
    insta::assert_snapshot!(laid_out(&page(&tunnel::dossier())));
}

/// What is wrong with a page: markup that is not well-formed, an anchor given twice, a link that leads nowhere or out of
/// the web, anything active.
fn faults(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let mut faults: Vec<String> = html.errors.iter().map(|e| format!("markup: {e}")).collect();
    let mut ids = BTreeSet::new();
    for id in select(&html, "[id]").iter().filter_map(|e| e.value().id()) {
        if !ids.insert(id) {
            faults.push(format!("the anchor {id} stands twice"));
        }
    }
    for href in select(&html, "[href]").iter().filter_map(|e| e.value().attr("href")) {
        let arrives = match href.strip_prefix('#') {
            Some(anchor) => ids.contains(anchor),
            None => href.starts_with("https://") || href.starts_with("http://"),
        };
        if !arrives {
            faults.push(format!("the link {href} leads nowhere"));
        }
    }
    for labels in select(&html, "[aria-labelledby]").iter().filter_map(|e| e.value().attr("aria-labelledby")) {
        faults.extend(labels.split(' ').filter(|id| !ids.contains(id)).map(|id| format!("no label {id}")));
    }
    for element in select(&html, "*") {
        if ["script", "iframe", "object", "embed", "img", "link", "form", "base"].contains(&element.value().name()) {
            faults.push(format!("an active element: {}", element.value().name()));
        }
        let handlers = element.value().attrs().filter(|(name, _)| name.starts_with("on"));
        faults.extend(handlers.map(|(name, _)| format!("an event handler: {name}")));
    }
    faults
}

fn assert_sound(page: &str) {
    assert_eq!(faults(page), Vec::<String>::new());
}

#[test]
fn faults_are_found() {
    let with = |body: &str| faults(&format!("<!DOCTYPE html><html><head></head><body>{body}</body></html>")).len();
    assert_eq!(with("<p id=\"a\"><a href=\"#a\">x</a></p>"), 0);
    for bad in [
        "<p>x</span></p>",
        "<p id=\"a\"></p><p id=\"a\"></p>",
        "<a href=\"#nowhere\">x</a>",
        "<a href=\"javascript:x\">x</a>",
        "<svg aria-labelledby=\"x\"></svg>",
        "<img src=\"x\">",
        "<p onclick=\"x\">x</p>",
    ] {
        assert_eq!(with(bad), 1, "{bad}");
    }
}

#[test]
fn links_arrive_and_markup_is_sound() {
    assert_sound(&page(&tunnel::dossier()));
}

#[test]
fn an_empty_dossier_makes_a_page() {
    let mut dossier = tunnel::dossier();
    dossier.articles.clear();
    assert_sound(&page(&dossier));
    dossier = serde_json::from_value(serde_json::json!({
        "format": "doublecheck dossier 1", "title": "", "period": null, "articles": [], "apart": [], "parties": [],
        "speakers": [], "statements": [], "figures": [], "reuses": [], "mosaics": [], "claims": [], "series": [], "sums": [],
        "exchanges": [], "facts": [], "identities": [], "timeline": [], "warnings": [], "problems": [],
    }))
    .unwrap();
    assert_sound(&page(&dossier));
}

/// Words that would do harm if any of them became markup, an attribute or a link.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\" onmouseover=\"alert(2)\" x=\"",
    "' onfocus='alert(3)",
    "</style></title></svg><img src=x onerror=alert(4)>",
    "\u{202E}dlrow\u{2066}\u{200B}\u{0}\u{FEFF}",
    "&lt;b&gt; &#x3c; <!-- -- ]]> {{7*7}}",
];

/// A dossier with hostile words in every field that comes from an input.
fn hostile() -> Dossier {
    let mut dossier = tunnel::dossier();
    let hostile = HOSTILE.join(" ");
    let poison = |text: &mut String| text.push_str(&hostile);
    poison(&mut dossier.title);
    for (article, words) in dossier.articles.iter_mut().zip(HOSTILE) {
        // Spans stay: the words are put behind the text, inside a block of their own.
        let start = article.text.len();
        article.text = Text::new(format!("{}{hostile}", article.text.as_str()));
        article.blocks.push(Block {
            span: Span { start, end: article.text.len() },
            label: Label::Body,
            received: None,
        });
        article.lookalikes.push(Lookalike {
            span: Span { start: start + 1, end: start + 2 },
            letter: '<',
            folded: '"',
            word: words.to_owned(),
        });
        article.label.push_str(words);
        article.received.path.push_str(words);
        article.url = Some(format!("javascript:alert('{words}')"));
        for stated in [&mut article.title, &mut article.outlet, &mut article.agency, &mut article.byline] {
            *stated = Some(Stated { value: hostile.clone(), evidence: Evidence::Field(hostile.clone()) });
        }
        article.published.clues.iter_mut().for_each(|clue| {
            poison(&mut clue.words);
            poison(&mut clue.reason);
            clue.evidence = Evidence::Field(hostile.clone());
        });
    }
    for statement in &mut dossier.statements {
        let article = dossier.articles.iter().find(|a| a.id == statement.article).unwrap();
        statement.content.push(article.blocks.last().unwrap().span);
        if let Attribution::Lost { reason } = &mut statement.speaker {
            poison(reason);
        }
    }
    for speaker in &mut dossier.speakers {
        poison(&mut speaker.name);
        speaker.role = Some(hostile.clone());
    }
    for party in &mut dossier.parties {
        poison(&mut party.name);
        party.reasons.push(hostile.clone());
    }
    for figure in &mut dossier.figures {
        figure.verb = Some(hostile.clone());
        poison(&mut figure.unit);
    }
    for series in &mut dossier.series {
        poison(&mut series.name);
        series.remarks.iter_mut().for_each(|remark| poison(&mut remark.text));
    }
    dossier.sums.iter_mut().for_each(|sum| poison(&mut sum.finding));
    dossier.warnings.iter_mut().for_each(|warning| poison(&mut warning.text));
    for problem in &mut dossier.problems {
        poison(&mut problem.at.path);
        poison(&mut problem.what);
        poison(&mut problem.todo);
    }
    dossier.reuses.iter_mut().flat_map(|r| &mut r.clues).for_each(|clue| poison(&mut clue.reason));
    for part in dossier.mosaics.iter_mut().flat_map(|mosaic| &mut mosaic.parts) {
        if let Derivation::Copied { agency, .. } = &mut part.derivation {
            *agency = Some(hostile.clone());
        }
    }
    for claim in &mut dossier.claims {
        poison(&mut claim.label);
        claim.confirmation.reasons.iter_mut().for_each(poison);
        claim.against.iter_mut().for_each(|against| poison(&mut against.reason));
        claim.confirmation.missing.iter_mut().for_each(|missing| poison(&mut missing.text));
        let (bearing, slot) = (Bearing::Tension, Slot::Day);
        claim.near.push(NearClaim { claim: claim.id, bearing, slot, here: hostile.clone(), there: hostile.clone() });
        let origins = claim.confirmation.origins.iter_mut().chain(&mut claim.confirmation.against);
        for origin in origins {
            poison(&mut origin.name);
            origin.merges.iter_mut().for_each(|m| m.bond = Bond::SameAgency(hostile.clone()));
        }
    }
    dossier
}

#[test]
fn hostile_words_never_become_markup() {
    let page = page(&hostile());
    assert_sound(&page);
    for bad in ["<script", "<img", "onerror=alert(4)>\"", "href=\"javascript", "\u{202E}", "\u{2066}", "\u{200B}", "\0"]
    {
        assert!(!page.contains(bad), "{bad:?} stands in the page");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "hostile words are shown as words");
    assert!(page.contains(">U+202E</span>"), "odd characters are shown by their code");
    // The same elements as without them: nothing was added but text and its flags.
    let count = |page: &str, selector: &str| select(&Html::parse_document(page), selector).len();
    let harmless = doublecheck::dossier::page(&tunnel::dossier());
    for selector in ["section", "h2", "style", "title", "meta", "article.claim"] {
        assert_eq!(count(&page, selector), count(&harmless, selector), "{selector}");
    }
}

#[test]
fn every_link_to_a_web_page_is_http() {
    let page = page(&tunnel::dossier());
    assert!(page.contains("href=\"https://courier.example/oster/tunnel?id=1&amp;page=2\""));
}

/// Text without the difference that white space makes.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_passage_stands_whole_beside_its_original() {
    let mut dossier = tunnel::dossier();
    // The first word of the original is another one.
    let reuse = dossier.reuses.iter().find(|r| r.is_copy()).unwrap().clone();
    let original = dossier.articles.iter_mut().find(|a| a.id == reuse.from.article).unwrap();
    let bytes = original.text.bytes(reuse.from.span);
    let mut text = original.text.as_str().to_owned();
    text.replace_range(bytes.start..bytes.start + 1, "Q");
    original.text = Text::new(text);
    let page = page(&dossier);
    let html = Html::parse_document(&page);
    let sides: Vec<String> = select(&html, ".passage .side blockquote").iter().map(|e| e.text().collect()).collect();
    for place in [reuse.from, reuse.to] {
        let article = dossier.articles.iter().find(|a| a.id == place.article).unwrap();
        let words = squeezed(article.text.slice(place.span));
        assert!(sides.iter().any(|side| squeezed(side) == words), "{words:?} in {sides:?}");
    }
    assert_eq!(select(&html, ".passage del").len(), 1, "the word that only the original has");
    assert_eq!(select(&html, ".passage ins").len(), 1, "the word that only the copy has");
    assert!(!select(&html, ".passage .evidence li").is_empty(), "why this way");
}

#[test]
fn the_bar_of_an_article_is_as_long_as_its_words_and_says_the_same_in_words() {
    let dossier = tunnel::dossier();
    let page = page(&dossier);
    let html = Html::parse_document(&page);
    let bars = select(&html, ".mosaics > li");
    assert!(!bars.is_empty());
    for row in bars {
        let of = |selector: &str| row.select(&Selector::parse(selector).unwrap()).collect::<Vec<_>>();
        let label: String = of(".label")[0].text().collect();
        let article = dossier.articles.iter().find(|a| a.label == label).unwrap();
        let mosaic = dossier.mosaics.iter().find(|m| m.article == article.id).unwrap();
        let pieces = of(".bar > li");
        let grown = pieces.iter().map(|piece| {
            piece.value().attr("style").unwrap().strip_prefix("flex-grow:").unwrap().parse::<u32>().unwrap()
        });
        assert_eq!(grown.sum::<u32>(), mosaic.words(), "{label}");
        for piece in of(".bar a") {
            assert!(piece.value().attr("href").is_some() && piece.value().attr("aria-label").is_some());
        }
        let kinds: BTreeSet<&Derivation> = mosaic.parts.iter().map(|part| &part.derivation).collect();
        assert_eq!(of(".whence > li").len(), kinds.len(), "{label}");
    }
}

/// The story many times over, each copy with ids and labels of its own.
fn many(copies: usize) -> Dossier {
    let one = serde_json::to_string(&tunnel::dossier()).unwrap();
    let ids: BTreeSet<String> = tunnel::dossier()
        .articles
        .iter()
        .map(|a| a.id)
        .chain(tunnel::dossier().statements.iter().map(|s| s.id))
        .chain(tunnel::dossier().claims.iter().map(|c| c.id))
        .chain(tunnel::dossier().reuses.iter().map(|r| r.id))
        .chain(tunnel::dossier().speakers.iter().map(|s| s.id))
        .map(|id| id.to_string())
        .collect();
    let mut all: Dossier = serde_json::from_str(&one).unwrap();
    for n in 1..copies {
        let mut text = one.clone();
        for id in &ids {
            text = text.replace(id, &Id::of("copy", &[id.as_bytes(), &n.to_le_bytes()]).to_string());
        }
        let mut next: Dossier = serde_json::from_str(&text).unwrap();
        next.articles.iter_mut().for_each(|a| a.label = format!("{}-{n}", a.label));
        all.articles.append(&mut next.articles);
        all.apart.append(&mut next.apart);
        all.speakers.append(&mut next.speakers);
        all.statements.append(&mut next.statements);
        all.reuses.append(&mut next.reuses);
        all.claims.append(&mut next.claims);
        all.timeline.append(&mut next.timeline);
        all.warnings.append(&mut next.warnings);
        all.exchanges.append(&mut next.exchanges);
    }
    all
}

#[test]
fn a_large_dossier_keeps_the_page_small_and_says_what_is_left_out() {
    let page = page(&many(300));
    assert_sound(&page);
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
    for said in
        ["more articles not shown here", "more claims not shown here", "speakers with most statements", "copies.csv"]
    {
        assert!(page.contains(said), "the page does not say: {said}");
    }
}

#[test]
fn the_page_never_passes_a_verdict() {
    let dossier = tunnel::dossier();
    let page = page(&dossier);
    let body = Html::parse_document(&page);
    let text: String = select(&body, "body")[0].text().collect::<Vec<_>>().join(" ").to_lowercase();
    let scale = ["probably true", "possibly true"];
    let rest = scale.iter().fold(text, |text, words| text.replace(words, ""));
    for verdict in [" true", "false", "fake", "lie ", "proven"] {
        assert!(!rest.contains(verdict), "the page says {verdict:?}");
    }
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    assert_eq!(page(&tunnel::dossier()), page(&tunnel::dossier()));
}
