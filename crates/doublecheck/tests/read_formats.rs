//! The reader's formats, and what it does with input that is broken or hostile.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;

use doublecheck::{Article, Evidence, Label, Problem, Tables, Trust, read};
use jiff::civil::date;
use proptest::prelude::*;

const BODY: &str = "The weir at Halm will be rebuilt next year, the water board said on Monday. \
    Its gates date from another century and two of them can no longer be moved.\n\n\
    \"We have waited long enough,\" said Vera Holt, who chairs the board. She put the cost at nine million.\n";

fn read_as(path: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Problem>) {
    read::read(path, bytes, &Tables::default())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn page(body: &str) -> String {
    format!(
        r#"<!doctype html><html><head><meta charset="utf-8"><title>Weir at Halm to be rebuilt | Halm Gazette</title>
        <meta property="og:title" content="Weir at Halm to be rebuilt"><meta property="og:site_name" content="Halm Gazette">
        <meta property="article:published_time" content="2031-02-03T08:30:00+01:00">
        <script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Weir at Halm to be rebuilt",
        "datePublished":"2031-02-03T08:30:00+01:00","dateModified":"2031-02-04","author":{{"@type":"Person","name":"Ida Roth"}}}}</script>
        <script>var tracker = "not text";</script><style>p {{ color: red }}</style></head>
        <body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>{body}
        <footer>© 2031 Halm Gazette. All rights reserved.</footer></body></html>"#
    )
}

fn article_page() -> String {
    page(
        "<article><h1>Weir at Halm to be rebuilt</h1>\
        <figure><img src=weir.jpg><figcaption>The weir in spring.</figcaption></figure>\
        <p>The weir at Halm will be rebuilt next year, the water board said on Monday. Its gates date from another century &amp; two can no longer be moved.</p>\
        <p>&ldquo;We have waited long enough,&rdquo; said Vera Holt, who chairs the board. She put the cost at nine million, of which the state will pay a third.</p>\
        <p>Boats will be led around the building site through the old mill race, which is to be dredged for them before the summer.</p></article>",
    )
}

#[test]
fn a_page_gives_title_outlet_author_date_and_text() {
    let (articles, problems) = read_as("weir.html", article_page().as_bytes());
    assert!(problems.is_empty(), "{problems:?}");
    let article = &articles[0];
    assert_eq!(article.title.as_ref().unwrap().value, "Weir at Halm to be rebuilt");
    assert_eq!(article.outlet.as_ref().unwrap().value, "Halm Gazette");
    assert_eq!(article.byline.as_ref().unwrap().value, "Ida Roth");
    assert_eq!(article.published.day, Some(date(2031, 2, 3)));
    assert_eq!(article.published.trust, Trust::High);
    let text = article.text.as_str();
    assert!(text.contains("“We have waited") && text.contains("century & two"));
    assert!(!text.contains("tracker") && !text.contains("color"));
    assert_eq!(article.body().count(), 3);
    let captions: Vec<&str> =
        article.blocks.iter().filter(|b| b.label == Label::Caption).map(|b| article.text.slice(b.span)).collect();
    assert_eq!(captions, ["The weir in spring."]);
}

#[test]
fn the_format_is_told_by_name_or_else_by_content() {
    let line =
        format!("{}\n", serde_json::json!({ "text": BODY, "published": "2031-02-03", "outlet": "Halm Gazette" }));
    for path in ["a.jsonl", "a.ndjson", "-", "noname"] {
        let (articles, problems) = read_as(path, line.as_bytes());
        assert_eq!((articles.len(), problems.len()), (1, 0), "{path}");
        assert_eq!(articles[0].received.line, Some(1));
        assert_eq!(articles[0].published.day, Some(date(2031, 2, 3)));
    }
    for (path, bytes) in [
        ("a.txt.gz", gzip(BODY.as_bytes())),
        ("-", gzip(BODY.as_bytes())),
        ("a.html.gz", gzip(article_page().as_bytes())),
        ("-", gzip(article_page().as_bytes())),
        ("a.jsonl.gz", gzip(line.as_bytes())),
    ] {
        let (articles, problems) = read_as(path, &bytes);
        assert_eq!((articles.len(), problems.len()), (1, 0), "{path}: {problems:?}");
    }
}

#[test]
fn text_is_kept_as_received() {
    let text = format!("A quiet title\r\n\r\n{}", BODY.replace('\n', "\r\n").replace("said", "said\u{2028}"));
    let (articles, _) = read_as("a.txt", text.as_bytes());
    assert_eq!(articles[0].text.as_str(), text);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    for (path, bytes, words) in [
        ("empty.txt", &b" \n"[..], "is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is no text"),
        ("bytes.html", &[0, 1, 2, 3, 4, 0, 0, 0, 9], "is no text"),
        ("broken.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03rubbish", "damaged gzip"),
        ("nav.txt", b"Home\nNews\nSport\nContact us", "no article found"),
        ("nav.html", b"<html><body><nav><a>Home</a><a>News</a></nav></body></html>", "no article found"),
    ] {
        let (articles, problems) = read_as(path, bytes);
        assert!(articles.is_empty(), "{path}");
        assert_eq!(problems.len(), 1, "{path}: {problems:?}");
        assert!(problems[0].what.contains(words), "{path}: {}", problems[0]);
        assert!(!problems[0].todo.is_empty());
    }
    let mut broken = BODY.as_bytes().to_vec();
    broken.extend(b"The \xff board \xc3\xa9\xc3\xa9 meets again in a month, said its chair, who will be in Halm.");
    let (articles, problems) = read_as("a.txt", &broken);
    assert_eq!((articles.len(), problems.len()), (1, 1));
    assert!(problems[0].what.contains("1 broken character"), "{}", problems[0]);
}

#[test]
fn each_bad_json_line_is_named_and_the_others_are_read() {
    let good = serde_json::json!({ "id": 7, "text": BODY, "title": "Weir at Halm to be rebuilt", "url": "https://gazette.example/2031/02/03/weir" });
    let mut file = Vec::new();
    for line in [
        good.to_string().as_str(),
        "not json",
        "{\"title\": \"no text\"}",
        "{\"text\": [1, 2]}",
        "{\"text\": \"cut off",
        "",
        &format!("{{\"text\": \"{}\"}}", "a ".repeat(25 << 20)),
        "[\"a list\"]",
        &format!("{{\"html\": {}}}", serde_json::json!(article_page())),
        &serde_json::json!({ "text": BODY.replace("Halm", "Horn"), "published": "some day" }).to_string(),
    ] {
        file.extend(line.as_bytes());
        file.push(b'\n');
    }
    let (articles, problems) = read_as("mixed.jsonl", &file);
    let lines: Vec<u64> = articles.iter().filter_map(|a| a.received.line).collect();
    assert_eq!(lines, [1, 9, 10]);
    let lines: Vec<u64> = problems.iter().filter_map(|p| p.at.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 7, 8, 10]);
    assert!(problems[4].what.contains("50 MiB"), "{}", problems[4]);
    assert_eq!(articles[0].published.day, Some(date(2031, 2, 3)));
    assert_eq!(articles[0].title.as_ref().unwrap().evidence, Evidence::Field("json title".to_owned()));
}

#[test]
fn hostile_pages_are_read_without_delay() {
    let paragraph = format!("<p>{}</p>", BODY.replace('\n', " "));
    let deep = |open: &str, close: &str, n: usize| page(&format!("{}{paragraph}{}", open.repeat(n), close.repeat(n)));
    for (name, html) in [
        ("nested", deep("<div>", "</div>", 100_000)),
        ("never closed", deep("<div>", "", 100_000)),
        ("tables", deep("<table><tr><td>", "</td></tr></table>", 5_000)),
        ("formatting", deep("<b><i><u>", "", 50_000)),
        ("foreign", deep("<svg><td>", "", 50_000)),
        ("quotes", page(&format!("{}{paragraph}", "<a href=\"".repeat(200_000)))),
        ("comments", page(&format!("{paragraph}{}", "<!--".repeat(500_000)))),
        ("large", page(&format!("{}{paragraph}", "<span>word </span>".repeat(600_000)))),
        ("scripts", page(&format!("{paragraph}{}", "<script>".repeat(200_000)))),
    ] {
        let start = std::time::Instant::now();
        let (articles, problems) = read_as("a.html", html.as_bytes());
        let spent = start.elapsed();
        assert!(spent.as_secs() < 20, "{name}: {spent:?}");
        assert!(!articles.is_empty() || !problems.is_empty(), "{name}");
    }
}

#[test]
fn the_analysts_table_names_the_outlet() {
    let outlets = "[[outlet]]\nname = \"Halm Gazette\"\naliases = [\"HGZ\"]\ndomains = [\"gazette.example\"]\nfiles = [\"hg_*.txt\"]\n";
    let tables = Tables { outlets: Tables::parse_outlets(outlets).unwrap(), ..Tables::default() };
    let by = |path: &str, text: &str| {
        let (articles, _) = read::read(path, text.as_bytes(), &tables);
        articles[0].outlet.as_ref().map(|o| (o.value.clone(), o.evidence.clone()))
    };
    let table = |by: &str| Some(("Halm Gazette".to_owned(), Evidence::Table(format!("outlets.toml, by {by}"))));
    assert_eq!(by("hg_0001.txt", BODY), table("file name"));
    assert_eq!(by("x.txt", BODY), None);
    assert_eq!(by("x.txt", &format!("Weir to be rebuilt at Halm\n(HGZ)\n\n{BODY}")), table("name"));
    let line = serde_json::json!({ "text": BODY, "url": "https://www.gazette.example/weir" }).to_string();
    assert_eq!(by("x.jsonl", &line), table("domain"));
}

#[test]
fn labels_are_short_unique_and_do_not_depend_on_order() {
    let named = |paths: &[&str]| {
        let mut articles: Vec<Article> = paths
            .iter()
            .enumerate()
            .flat_map(|(i, path)| read_as(path, BODY.replace("nine", &format!("{i} times nine")).as_bytes()).0)
            .collect();
        read::label(&mut articles);
        let mut labels: Vec<(String, String)> = articles.into_iter().map(|a| (a.received.path, a.label)).collect();
        labels.sort();
        labels.into_iter().map(|(_, label)| label).collect::<Vec<_>>()
    };
    assert_eq!(named(&["d/000_ac1c.txt", "d/001_7074.txt"]), ["000", "001"]);
    assert_eq!(named(&["d/weir-a.txt", "d/weir-b.txt"]), ["weir_a", "weir_b"]);
    assert_eq!(named(&["a/weir.txt", "b/weir.txt", "weir-1.txt"]), named(&["weir-1.txt", "b/weir.txt", "a/weir.txt"]));
    assert_eq!(named(&["-"]), ["stdin"]);
    assert!(named(&["воды.txt"])[0].starts_with('a'));
    let lines = format!(
        "{0}\n{1}\n",
        serde_json::json!({ "text": BODY }),
        serde_json::json!({ "text": BODY.replace("Halm", "Horn") })
    );
    let (mut articles, _) = read_as("feed-2031.jsonl", lines.as_bytes());
    read::label(&mut articles);
    assert_eq!([&*articles[0].label, &*articles[1].label], ["feed:1", "feed:2"]);
}

#[test]
fn the_same_article_twice_is_counted_once() {
    let mut articles = read_as("b.txt", BODY.as_bytes()).0;
    articles.extend(read_as("a.txt", BODY.as_bytes()).0);
    let mut problems = Vec::new();
    let unique = read::unique(articles, &mut problems);
    assert_eq!(unique.len(), 1);
    assert_eq!(unique[0].received.path, "a.txt");
    assert_eq!(problems[0].to_string(), "b.txt: is the same article as a.txt; nothing: it was counted once");
}

/// What must hold of every article.
fn sound(article: &Article) {
    let mut end = 0;
    for block in &article.blocks {
        assert!(block.span.start >= end && block.span.end > block.span.start && block.span.end <= article.text.len());
        end = block.span.end;
        let words = article.text.slice(block.span);
        assert_eq!(words.trim(), words);
        assert!(!words.contains('\n'));
    }
    for stated in [&article.title, &article.agency, &article.byline, &article.dateline].into_iter().flatten() {
        if let Evidence::Words(span) = stated.evidence {
            assert!(!article.text.slice(span).is_empty());
        }
    }
    for clue in &article.published.clues {
        assert!(!clue.reason.is_empty());
    }
    if let (Some(earliest), Some(latest)) = (article.published.earliest, article.published.latest) {
        assert!(earliest <= latest);
    }
}

fn fragments() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(BODY.to_owned()),
        Just("(Agency)".to_owned()),
        Just("MOLE, March 3 (Agency) -- The".to_owned()),
        Just("By Ann Lee and Bo Roe".to_owned()),
        Just("Updated: 31/12/2031 24:61".to_owned()),
        Just("29 February 2031".to_owned()),
        Just("on September 30".to_owned()),
        Just("in 2031".to_owned()),
        Just("<p>".to_owned()),
        Just("</div><table>".to_owned()),
        Just("<script>".to_owned()),
        Just("READ MORE:".to_owned()),
        Just("Topic (12)".to_owned()),
        Just("Endit".to_owned()),
        Just("\n".to_owned()),
        Just("сenter".to_owned()),
        Just("分享按钮 0".to_owned()),
        "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400), path in prop_oneof!["a.txt", "a.html", "a.jsonl", "-"]) {
        for article in read_as(&path, &bytes).0 {
            sound(&article);
        }
    }

    #[test]
    fn any_text_gives_sound_articles(text in fragments(), path in prop_oneof!["a.txt", "a.html", "-"]) {
        for article in read_as(&path, text.as_bytes()).0 {
            sound(&article);
        }
    }
}
