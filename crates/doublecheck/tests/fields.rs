//! What a page states of its article: dates, people, headline, language, on fictional pages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use doublecheck::{Article, DateKind, Evidence, Tables, Trust, read};
use jiff::civil::{Date, date};

const PARAGRAPHS: &str = "<p>The weir at Halm will be rebuilt next year, the water board said on Monday. Its gates date from \
    another century and two of them can no longer be moved by hand or by the old engine.</p>\
    <p>“We have waited long enough,” said Vera Holt, who chairs the board. She put the cost at nine million, of which the \
    state will pay a third, and said that the work would be done in two summers.</p>\
    <p>Boats will be led around the building site through the old mill race, which is to be dredged for them before the \
    summer, when most of them come through.</p>";

fn page(html: &str, url: &str, head: &str, above: &str, below: &str) -> Article {
    let html = format!(
        "<!doctype html><html {html}><head><title>Weir at Halm to be rebuilt | Halm Gazette</title>{head}</head><body>\
         <nav><a href='/'>Home</a></nav><main><article><h1>Weir at Halm to be rebuilt</h1>{above}{PARAGRAPHS}</article>\
         {below}</main></body></html>"
    );
    let (article, problems) = read::read_page("weir.html", html.as_bytes(), Some(url), &Tables::default());
    assert!(problems.is_empty(), "{problems:?}");
    article.unwrap()
}

fn day(html: &str, above: &str) -> Option<Date> {
    let published = page(html, "https://gazette.example/weir", "", above, "").published;
    published.day.filter(|_| published.is_stated())
}

#[test]
fn dates_are_read_in_many_languages_and_forms() {
    let wanted = date(2031, 3, 12);
    for (html, words) in [
        ("lang=en", "March 12, 2031"),
        ("lang=en", "Published 12 March 2031 at 10:20"),
        ("lang=en-GB", "12/03/2031"),
        ("lang=en-US", "03/12/2031"),
        ("lang=de", "12. März 2031, 10:20 Uhr"),
        ("lang=de", "12.03.2031"),
        ("lang=de", "12.03.31"),
        ("lang=fr", "Publié le 12 mars 2031 à 10h20"),
        ("lang=es", "12 de marzo de 2031"),
        ("lang=pt", "12 de março de 2031"),
        ("lang=it", "12 marzo 2031"),
        ("lang=nl", "12 maart 2031"),
        ("lang=sv", "12 mars 2031"),
        ("lang=fi", "12. maaliskuuta 2031"),
        ("lang=pl", "12 marca 2031"),
        ("lang=cs", "12. března 2031"),
        ("lang=ru", "12 марта 2031"),
        ("lang=uk", "12 березня 2031"),
        ("lang=tr", "12 Mart 2031"),
        ("lang=hu", "2031. március 12."),
        ("lang=el", "12 Μαρτίου 2031"),
        ("lang=ja", "2031年3月12日"),
        ("lang=ko", "2031년 3월 12일"),
        ("lang=vi", "12 tháng 3, 2031"),
        ("lang=ar", "12 مارس 2031"),
        ("lang=id", "12 Maret 2031"),
        ("lang=en", "2031-03-12T10:20:00+01:00"),
    ] {
        assert_eq!(day(html, &format!("<div class='post-date'>{words}</div>")), Some(wanted), "{words}");
    }
}

#[test]
fn numbers_that_are_no_date_of_publication_are_none() {
    for above in [
        "",
        "<p>3 hours ago</p>",
        "<p>Call 12-03-2031-55</p>",
        "<p>Version 1.12.3.31</p>",
        "<footer>© 12 March 2031 Halm Gazette</footer>",
        "<aside class='related'><a href='/x'>Another headline</a> <time>12 March 2031</time> <time>11 March 2031</time></aside>",
    ] {
        assert_eq!(day("lang=en", above), None, "{above}");
    }
}

#[test]
fn published_updated_and_zone_are_kept_apart() {
    let head = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@type":"NewsArticle","headline":"Weir at Halm to be rebuilt","datePublished":"2031-02-03T08:30:00+01:00",
        "dateModified":"2031-02-05T09:00:00+01:00","author":[{"@id":"/#ida"},{"@type":"Person","name":"Bo Roe, Senior Reporter"}]},
        {"@type":"Person","@id":"/#ida","name":"Ida Roth"},
        {"@type":"NewsArticle","headline":"Another matter altogether","datePublished":"2029-01-01"}]}</script>"#;
    let article = page("lang=en", "https://gazette.example/weir", head, "", "");
    let published = &article.published;
    assert_eq!(published.day, Some(date(2031, 2, 3)));
    assert_eq!(published.zone.as_deref(), Some("+01:00"));
    assert_eq!(published.time.unwrap().hour(), 8);
    assert_eq!(published.updated.as_ref().map(|u| u.day), Some(date(2031, 2, 5)));
    assert!(published.clues.iter().any(|c| c.kind == DateKind::Updated && !c.used));
    assert_eq!(article.byline.unwrap().value, "Ida Roth, Bo Roe");
}

#[test]
fn several_kinds_of_evidence_outweigh_one() {
    let head = "<meta property='article:published_time' content='2031-02-03T08:30:00Z'>\
                <meta name='last-modified' content='2031-06-01'>";
    let above = "<span class='date'>3 February 2031</span>";
    let below = "<aside class='related'><time datetime='2031-05-05'>5 May</time></aside>";
    let article = page("lang=en", "https://gazette.example/2031/02/03/weir", head, above, below);
    assert_eq!(article.published.day, Some(date(2031, 2, 3)));
    assert_eq!(article.published.trust, Trust::High);
    // What readers are shown is the change when machines are told so.
    let above = "<span class='date'>1 June 2031</span>";
    let article = page("lang=en", "https://gazette.example/weir", head, above, "");
    assert_eq!(article.published.day, Some(date(2031, 2, 3)));
}

#[test]
fn the_address_dates_an_article_that_states_nothing() {
    let article = page("lang=en", "https://gazette.example/2031/02/03/weir", "", "", "");
    assert_eq!(article.published.day, Some(date(2031, 2, 3)));
    assert_eq!(article.published.clues[0].evidence, Evidence::Field("address".to_owned()));
}

#[test]
fn authors_are_people_and_desks_stand_apart() {
    let of = |above: &str| {
        let article = page("lang=en", "https://gazette.example/weir", "", above, "");
        (article.byline.map(|b| b.value), article.desk.map(|d| d.value))
    };
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(of("<p class='byline'>By Ida Roth and Bo Roe</p>"), (name("Ida Roth, Bo Roe"), None));
    assert_eq!(
        of("<div class='author'>Von <a rel=author href='/author/ida'>Ida Roth</a></div>"),
        (name("Ida Roth"), None)
    );
    assert_eq!(of("<p class='byline'>By Ida Roth, Senior Reporter</p>"), (name("Ida Roth"), None));
    assert_eq!(of("<p class='byline'>By News Desk</p>").0, None);
    assert_eq!(of("<p class='byline'>By News Desk</p>").1, name("News Desk"));
    assert_eq!(of("<p class='author'>https://gazette.example/author/1</p>"), (None, None));
    assert_eq!(of("<figure><figcaption class='author'>Photo: Ida Roth</figcaption></figure>").0, None);
}

#[test]
fn the_headline_is_what_readers_see() {
    let article = page(
        "lang=en",
        "https://gazette.example/weir",
        "<meta property='og:title' content='You will not believe this weir'>",
        "",
        "",
    );
    assert_eq!(article.title.unwrap().value, "Weir at Halm to be rebuilt");
}

#[test]
fn the_language_and_foreign_passages_are_named() {
    let german = "<p>„Wir haben lange genug gewartet“, sagte die Vorsitzende der Wasserbehörde, die sich seit Jahren um das \
                  alte Wehr und die Schleuse in der kleinen Stadt am Fluss kümmert und nun endlich bauen darf.</p>";
    let article = page("", "https://gazette.example/weir", "", "", "");
    assert_eq!(article.language.unwrap().value, "English");
    let article = page("lang=en", "https://gazette.example/weir", "", german, "");
    let passages: Vec<&str> = article.foreign.iter().map(|f| f.language.as_str()).collect();
    assert_eq!((article.language.unwrap().value.as_str(), passages.as_slice()), ("English", &["German"][..]));
    assert!(article.text.slice(article.foreign[0].span).starts_with("„Wir haben"));
}

#[test]
fn a_page_that_names_no_outlet_has_its_domain() {
    let outlet = |head: &str, url: &str| page("lang=en", url, head, "", "").outlet.map(|o| (o.value, o.evidence));
    let field = |name: &str, field: &str| Some((name.to_owned(), Evidence::Field(field.to_owned())));
    assert_eq!(outlet("", "https://www.Gazette.example:8080/weir?x=1"), field("gazette.example", "address"));
    assert_eq!(
        outlet("", "https://archive.example/web/2031/http://halm.example/weir"),
        field("halm.example", "address")
    );
    let named = "<meta property=og:site_name content='Halm Gazette'>";
    assert_eq!(outlet(named, "https://gazette.example/weir"), field("Halm Gazette", "og:site_name"));
    // A name that is an address names nobody.
    let address = "<meta property=og:site_name content='https://gazette.example'>";
    let publisher = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"publisher\":{\"name\":\"Halm Gazette\"}}</script>";
    let both = format!("{address}{publisher}");
    assert_eq!(outlet(&both, "https://gazette.example/weir"), field("Halm Gazette", "JSON-LD publisher"));
    assert_eq!(outlet(address, "https://gazette.example/weir"), field("gazette.example", "address"));
}

#[test]
fn titles_labels_above_and_parts_of_the_address_date_an_article() {
    let stated = |head: &str, url: &str, above: &str| {
        let published = page("lang=en-GB", url, head, above, "").published;
        published.day.filter(|_| published.is_stated())
    };
    let (url, wanted) = ("https://gazette.example/weir", Some(date(2031, 3, 22)));
    let title = |words: &str| format!("<meta property=og:title content='{words}'>");
    assert_eq!(stated(&title("Weir at Halm to be rebuilt | 22.03.2031"), url, ""), wanted);
    assert_eq!(stated(&title("22.03.2031 - Weir at Halm to be rebuilt"), url, ""), wanted);
    assert_eq!(stated(&title("The flood of 22 March 2031 and the weir at Halm"), url, ""), None);
    assert_eq!(stated("", "https://gazette.example/news/22-03-2031-weir", ""), wanted);
    assert_eq!(stated("", "https://gazette.example/news/02-03-2031-weir", ""), None);
    let above = "<p>Published</p><p>22 March 2031</p><p>Updated on</p><p>24 March 2031</p>";
    assert_eq!(stated("", url, above), wanted);
}

#[test]
fn names_beside_dates_and_behind_leads_are_authors() {
    let names = |above: &str| page("lang=en", "https://gazette.example/weir", "", above, "").byline.map(|b| b.value);
    for above in
        ["<p>22.03.2031 - Ida Roth</p>", "<p>22 March 2031 by Ida Roth</p>", "<p>Written by</p><p>Ida Roth</p>"]
    {
        assert_eq!(names(above).as_deref(), Some("Ida Roth"), "{above}");
    }
    assert_eq!(names("<p>22.03.2031 - water and weirs</p>"), None);
}
