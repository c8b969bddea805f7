//! Pages that break readers: deep, endless, broken, cut short. Each must be read within two seconds (unoptimised builds get
//! more), with the article's text kept; and pages in every character set, declared rightly, wrongly or not at all.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::{Duration, Instant};

use doublecheck::{Article, Tables, read};

/// Three paragraphs that must be found.
const STORY: &str = "<p>The ferry Solveig ran aground off Tarn Point on Monday with forty people on board, the harbour office \
    said. Nobody was hurt, and all passengers were brought ashore before dark by two fishing boats.</p>\
    <p>“The sea was calm and the light was good,” said Ines Calder, who leads the harbour office. She said that the cause \
    was not known, and that divers would look at the hull on Tuesday morning.</p>\
    <p>The ferry has served the island of Meru since 2019. Its owner said that a bus would take passengers round the bay \
    until the ship is back in service, which may take three weeks.</p>";

/// Unoptimised code takes several times as long.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

fn read_page(name: &str, page: &[u8]) -> Option<Article> {
    let started = Instant::now();
    let (articles, _) = read::read(&format!("{name}.html"), page, &Tables::default());
    let took = started.elapsed();
    assert!(took < LIMIT, "{name} took {took:?}");
    articles.into_iter().next()
}

fn keeps(name: &str, page: &str, words: &str) {
    let article = read_page(name, page.as_bytes()).unwrap_or_else(|| panic!("{name}: no article"));
    let body: Vec<&str> = article.body().map(|block| article.text.slice(block.span)).collect();
    assert!(body.join("\n").contains(words), "{name}: {body:?}");
}

fn page(before: &str, after: &str) -> String {
    format!(
        "<html><head><title>Ferry aground</title></head><body>{before}<h1>Ferry aground</h1>{STORY}{after}</body></html>"
    )
}

#[test]
fn deep_wide_and_broken_markup() {
    let words = "divers would look at the hull";
    keeps("nested divs", &page(&"<div>".repeat(100_000), &"</div>".repeat(100_000)), words);
    keeps("divs never closed", &page(&"<div class=\"a b\">".repeat(100_000), ""), words);
    let nested = "<div>The tide turned at noon, she said. ".repeat(100_000);
    keeps("nested divs with words in each", &page("", &nested), words);
    keeps("nested divs with words in each, before", &page(&nested, ""), "The");
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=\"x\"")).collect();
    keeps("attributes of one tag", &page(&format!("<div{attributes}>"), "</div>"), words);
    keeps("nested tables", &page(&"<table><tr><td>".repeat(5_000), &"</td></tr></table>".repeat(5_000)), words);
    keeps("spans in a paragraph", &page("", &format!("<p>{}</p>", "<span>word ".repeat(200_000))), words);
    keeps("a million angle brackets", &page("", &"<".repeat(1_000_000)), words);
    keeps("end tags without beginning", &page(&"</div></p></span>".repeat(100_000), ""), words);
    keeps("attributes without end", &page("", &format!("<a {}>", "x=\"".repeat(100_000))), words);
    keeps("links in links", &page("", &"<a href=x>go ".repeat(50_000)), words);
    keeps("NUL bytes", &page("", "").replace("Monday", "Mon\0day"), words);
    keeps("an svg never closed, self-closing title", &page("<svg><title/><path d=\"\"/></svg>", ""), words);
}

#[test]
fn long_pages() {
    let words = "divers would look at the hull";
    keeps(
        "ten megabytes of scripts",
        &page("", &format!("<script>{}</script>", "var x = 1;".repeat(1_000_000))),
        words,
    );
    let entries: String = (0..4_000)
        .map(|n| format!("<div class=\"entry\"><h3>{n}:15</h3><p>Tug number {n} reached the ferry off Tarn Point, the harbour office said. The sea was calm, and the crew waited on deck for the tide to turn.</p></div>"))
        .collect();
    assert!(entries.len() > 700_000);
    keeps("a live blog", &page("", &entries), "The ferry Solveig ran aground");
}

#[test]
fn cut_short_and_empty() {
    let whole = page("", "<div><p>And so on");
    keeps("cut at three fifths", &whole[..whole.len() * 3 / 5], "The ferry Solveig ran aground");
    assert!(read_page("empty", b"").is_none());
    assert!(read_page("nothing but markup", b"<html><body><div></div></body></html>").is_none());
    let mut broken = page("", "").into_bytes();
    let at = broken.windows(6).position(|w| w == b"Monday").unwrap();
    broken[at..at + 3].copy_from_slice(b"\xff\xc3\x28");
    let article = read_page("broken UTF-8", &broken).unwrap();
    assert!(article.text.as_str().contains("divers would look at the hull"));
}

#[test]
fn blocks_point_into_what_was_received() {
    let utf8 = page("<p>Ærø · Søndag — før</p>", "").into_bytes();
    let cyrillic = "<meta charset=windows-1251><p>Паром сел на мель у мыса Тарн в понедельник, сообщила портовая служба. Никто не пострадал, всех пассажиров доставили на берег до темноты два рыболовных судна.</p><p>Причина неизвестна, сказала глава службы Инес Кальдер. Водолазы осмотрят корпус во вторник утром.</p>";
    let (encoded, _, _) = encoding_rs::WINDOWS_1251.encode(cyrillic);
    for received in [utf8, encoded.into_owned()] {
        let article = read_page("places", &received).unwrap();
        let mut seen = 0;
        for block in article.body() {
            let place = block.received.clone().unwrap();
            let bytes = &received[place.start as usize..place.end as usize];
            let (text, _, _) = if std::str::from_utf8(&received).is_ok() {
                encoding_rs::UTF_8.decode(bytes)
            } else {
                encoding_rs::WINDOWS_1251.decode(bytes)
            };
            assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), article.text.slice(block.span));
            seen += 1;
        }
        assert!(seen >= 2);
    }
}

#[test]
fn character_sets() {
    let russian = "Паром «Сольвейг» сел на мель у мыса Тарн в понедельник, сообщила портовая служба. Никто не пострадал, и всех пассажиров доставили на берег до наступления темноты два рыболовных судна.";
    let chinese = "索尔维格号渡轮星期一在塔恩角附近搁浅，船上有四十人，港务局说。无人受伤，两艘渔船在天黑前把所有乘客送上了岸。原因尚不清楚，潜水员将于星期二上午检查船体，港务局负责人说。";
    let german = "Die Fähre „Solveig“ lief am Montag vor Kap Tarn auf Grund, teilte das Hafenamt mit. Verletzt wurde niemand; zwei Fischerboote brachten alle vierzig Fahrgäste noch vor Einbruch der Dunkelheit an Land.";
    let cases = [
        (russian, encoding_rs::WINDOWS_1251, "<meta charset=windows-1251>"),
        (russian, encoding_rs::WINDOWS_1251, ""),
        (russian, encoding_rs::WINDOWS_1251, "<meta charset=utf-8>"),
        (russian, encoding_rs::WINDOWS_1251, "<meta charset=iso-8859-1>"),
        (chinese, encoding_rs::GBK, "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">"),
        (chinese, encoding_rs::GBK, ""),
        (chinese, encoding_rs::GBK, "<meta charset=utf-8>"),
        (german, encoding_rs::UTF_8, "<meta charset=utf-8>"),
        (german, encoding_rs::UTF_8, ""),
        (german, encoding_rs::UTF_8, "<meta charset=windows-1251>"),
        (russian, encoding_rs::UTF_8, "<meta charset=gb2312>"),
    ];
    for (number, (words, encoding, declared)) in cases.into_iter().enumerate() {
        let page = format!(
            "<html><head>{declared}<title>x</title></head><body><h1>x</h1><p>{words}</p><p>{words}</p></body></html>"
        );
        let (bytes, _, _) = encoding.encode(&page);
        let (articles, _) = read::read("page.html", &bytes, &Tables::default());
        let article = articles.first().unwrap_or_else(|| panic!("case {number}: no article"));
        assert!(article.text.as_str().contains(words), "case {number}: {}", article.text.as_str());
    }
}
