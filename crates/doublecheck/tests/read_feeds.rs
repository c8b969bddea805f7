//! Feeds, JSON files and saved pages: every form, and what is broken in them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sources;

use doublecheck::{Evidence, Problem, Tables, Trust, read};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::json;
use sources::{gzip, page, paragraphs, plans, read_as, zstd};

fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

/// The content of an item, as markup.
fn content(n: usize) -> String {
    let [one, two] = paragraphs(n);
    format!("<p>{one}</p>\n<p>{two}</p>")
}

fn escaped(html: &str) -> String {
    html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn rss_item(n: usize) -> String {
    format!(
        "<item><title>Board decides on plan {n}</title><link>https://gazette.example/plans/{n}</link>\
         <guid isPermaLink=\"false\">plan-{n}</guid><dc:creator>Ida Roth</dc:creator>\
         <pubDate>Mon, 03 Feb 2031 23:30:00 -0500</pubDate><description>A short word on plan {n}.</description>\
         <content:encoded><![CDATA[{}]]></content:encoded></item>\n",
        content(n)
    )
}

fn rss(items: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <channel><title>Halm Gazette</title><link>https://gazette.example</link>\
         <image><title>Logo</title><url>https://gazette.example/logo.png</url></image>\n{}</channel></rss>\n",
        items.concat()
    )
}

fn atom_entry(n: usize) -> String {
    let body = match n % 3 {
        0 => format!("<content type=\"html\">{}</content>", escaped(&content(n))),
        1 => format!(
            "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{}<br/></div></content>",
            content(n)
        ),
        _ => format!("<content type=\"text\">{}</content>", paragraphs(n).join("\n\n")),
    };
    format!(
        "<entry><title type=\"html\">Board &amp;amp; state decide on plan {n}</title><id>urn:plan:{n}</id>\
         <link rel=\"enclosure\" href=\"https://gazette.example/{n}.mp3\"/>\
         <link rel=\"alternate\" href=\"https://gazette.example/plans/{n}?a=1&amp;b=2\"/>\
         <author><name>Ida Roth</name><email>roth@gazette.example</email></author>\
         <published>2031-02-03T08:30:00+01:00</published><updated>2031-02-04T08:30:00+01:00</updated>{body}</entry>\n"
    )
}

fn atom(entries: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\
         <title>Halm Gazette</title><updated>2031-02-05T00:00:00Z</updated>\n{}</feed>\n",
        entries.concat()
    )
}

#[test]
fn an_rss_feed_gives_its_items_with_what_it_states() {
    let feed = rss(&[rss_item(0), rss_item(1), rss_item(2)]);
    let (articles, problems) = read_as("gazette.rss", feed.as_bytes());
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(plans("gazette.rss", feed.as_bytes()), [0, 1, 2]);
    let second = &articles[1];
    assert_eq!(second.received.to_string(), "gazette.rss:2");
    assert_eq!(second.title.as_ref().unwrap().value, "Board decides on plan 1");
    assert_eq!(second.outlet.as_ref().unwrap().value, "Halm Gazette");
    assert_eq!(second.outlet.as_ref().unwrap().evidence, Evidence::Field("feed name".to_owned()));
    assert_eq!(second.byline.as_ref().unwrap().value, "Ida Roth");
    assert_eq!(second.url.as_deref(), Some("https://gazette.example/plans/1"));
    // The day it was for the outlet, not in UTC.
    assert_eq!(second.published.day, Some(date(2031, 2, 3)));
    assert_eq!(second.published.trust, Trust::High);
    assert!(!second.text.as_str().contains("A short word"));
}

#[test]
fn an_atom_feed_gives_its_entries_however_they_are_written() {
    let feed = atom(&(0..6).map(atom_entry).collect::<Vec<_>>());
    for path in ["gazette.atom", "feed.xml", "-", "noname"] {
        assert_eq!(plans(path, feed.as_bytes()), [0, 1, 2, 3, 4, 5], "{path}");
    }
    for article in read_as("gazette.atom", feed.as_bytes()).0 {
        let n = sources::plan(&article);
        assert_eq!(article.title.unwrap().value, format!("Board & state decide on plan {n}"));
        assert_eq!(article.byline.unwrap().value, "Ida Roth");
        assert_eq!(article.url.unwrap(), format!("https://gazette.example/plans/{n}?a=1&b=2"));
        assert_eq!(article.published.day, Some(date(2031, 2, 3)));
        assert!(article.published.clues.iter().any(|clue| clue.words == "2031-02-04T08:30:00+01:00"));
        assert!(!article.text.as_str().contains("&lt;") && !article.text.as_str().contains("<p>"));
    }
}

#[test]
fn other_forms_of_rss() {
    let old = format!(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\">\
         <channel rdf:about=\"x\"><title>Halm Gazette</title><items><rdf:Seq/></items></channel>\
         <item rdf:about=\"y\"><title>Plan</title><link>https://gazette.example/3</link>\
         <dc:date>2031-02-03</dc:date><description>{}</description></item></rdf:RDF>",
        escaped(&content(3))
    );
    let (articles, problems) = read_as("old.xml", old.as_bytes());
    assert_eq!(articles.iter().map(sources::plan).collect::<Vec<_>>(), [3], "{problems:?}");
    assert_eq!(articles[0].published.day, Some(date(2031, 2, 3)));

    // Markup that nobody escaped, entities that XML does not know, an ampersand alone, an author with an address.
    let careless = rss(&[rss_item(4)])
        .replace("<![CDATA[", "")
        .replace("]]>", "")
        .replace("two of them", "two &ndash; or three & more &ndash; of them")
        .replace("<dc:creator>Ida Roth</dc:creator>", "<author>desk@gazette.example (Ida Roth)</author>")
        .replace("</p>\n", "<br></p>\n");
    let (articles, problems) = read_as("a.rss", careless.as_bytes());
    assert!(articles[0].text.as_str().contains("two – or three & more – of them"), "{problems:?}");
    assert_eq!(articles[0].byline.as_ref().unwrap().value, "Ida Roth");

    // An item that another outlet has written.
    let taken =
        rss(&[rss_item(5)]).replace("</item>", "<source url=\"https://post.example\">Lund Post</source></item>");
    assert_eq!(read_as("a.rss", taken.as_bytes()).0[0].outlet.as_ref().unwrap().value, "Lund Post");

    let cyrillic = rss(&[rss_item(6)]).replace("UTF-8", "windows-1251").replace("Ida Roth", "Ида Рот");
    let bytes = encoding_rs::WINDOWS_1251.encode(&cyrillic).0;
    assert_eq!(read_as("a.rss", &bytes).0[0].byline.as_ref().unwrap().value, "Ида Рот");
}

#[test]
fn items_without_text_are_counted() {
    let teaser = |words: &str| {
        format!(
            "<item><title>Plan</title><link>https://gazette.example/</link><description>{words}</description></item>"
        )
    };
    let feed = rss(&[teaser("Read more"), rss_item(1), teaser(""), teaser("&lt;img src=\"a.png\"&gt; Pictures")]);
    let (articles, problems) = read_as("a.rss", feed.as_bytes());
    assert_eq!(articles.iter().map(|a| a.received.line).collect::<Vec<_>>(), [Some(2)]);
    assert_eq!(
        said(&problems),
        [
            "a.rss: 3 items have no text of their own, only a title or a few words, and were left out; fetch the pages that the \
          feed links to"
        ]
    );
    // A teaser that is a paragraph says something.
    let feed = rss(&[teaser(&paragraphs(2)[0])]);
    assert_eq!(plans("a.rss", feed.as_bytes()), [2]);
    let none = read_as("a.rss", rss(&[]).as_bytes());
    assert!(none.0.is_empty() && none.1[0].what.contains("without items"), "{none:?}");
}

#[test]
fn broken_items_cost_no_other() {
    for broken in [
        "<item><title>Broken</title><description <>></description></item>",
        "<item><title>Broken</title><!-- never closed -- ></item>",
        "<item><title>Broken & broken</ti tle></item>",
        "<item><title>Broken</title><description>&#xfffffff;</description>",
        "<item",
        "</item></item>",
        "<item><![CDATA[ <item> ]]></item>",
    ] {
        let feed = rss(&[rss_item(0), broken.to_owned(), rss_item(2), rss_item(3)]);
        let found = plans("a.rss", feed.as_bytes());
        assert!(found.starts_with(&[0]), "{broken}: {found:?}");
        let comment = broken.contains("<!--");
        assert!(comment || found.ends_with(&[3]), "{broken}: {found:?} {:?}", read_as("a.rss", feed.as_bytes()).1);
    }
    let many = rss(&vec!["<item><a <>".to_owned(); 5000]);
    let problems = read_as("a.rss", many.as_bytes()).1;
    assert!(!problems.is_empty() && problems.len() < 200, "{}", problems.len());
}

#[test]
fn entities_are_never_expanded() {
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"words words words\">{}<!ENTITY f SYSTEM \"file:///etc/passwd\">]>{}",
        (b'b'..b'k')
            .map(|c| {
                let before = format!("&{};", char::from(c - 1)).repeat(10);
                format!("<!ENTITY {} \"{before}\">", char::from(c))
            })
            .collect::<String>(),
        rss(&[rss_item(0).replace("<![CDATA[", "").replace("]]>", "").replace("at Halm", "at Halm &j; &f;")])
            .split_once("?>")
            .unwrap()
            .1
    );
    let (articles, problems) = read_as("a.rss", bomb.as_bytes());
    assert_eq!(articles.len(), 1, "{problems:?}");
    let text = articles[0].text.as_str();
    assert!(text.len() < 2000 && !text.contains("words words") && !text.contains("root:"), "{text}");
}

fn json_feed(items: &[serde_json::Value]) -> String {
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Halm Gazette", "items": items }).to_string()
}

fn json_item(n: usize) -> serde_json::Value {
    json!({ "id": n, "url": format!("https://gazette.example/{n}"), "title": format!("Plan {n}"), "content_html": content(n),
            "summary": "Short.", "date_published": "2031-02-03T23:30:00-05:00", "authors": [{ "name": "Ida Roth" }] })
}

#[test]
fn a_json_feed_gives_its_items() {
    let text = json!({ "content_text": paragraphs(1).join("\n\n"), "author": { "name": "Bo Lind" } });
    let feed = json_feed(&[json_item(0), text]);
    for path in ["feed.json", "-"] {
        let (articles, problems) = read_as(path, feed.as_bytes());
        assert_eq!(articles.iter().map(sources::plan).collect::<Vec<_>>(), [0, 1], "{problems:?}");
        let first = &articles[0];
        assert_eq!(first.outlet.as_ref().unwrap().value, "Halm Gazette");
        assert_eq!(first.byline.as_ref().unwrap().value, "Ida Roth");
        assert_eq!(first.published.day, Some(date(2031, 2, 3)));
        assert_eq!(first.url.as_deref(), Some("https://gazette.example/0"));
        assert_eq!(articles[1].byline.as_ref().unwrap().value, "Bo Lind");
    }
}

#[test]
fn wrong_types_in_a_json_feed_cost_no_other_item() {
    let mut odd = json_item(1);
    odd["title"] = json!(7);
    odd["authors"] = json!("Ida Roth");
    odd["date_published"] = json!([2031]);
    let feed = json_feed(&[json_item(0), odd, json!("text"), json!({ "content_html": 5 }), json!(null), json_item(5)]);
    let (articles, problems) = read_as("feed.json", feed.as_bytes());
    assert_eq!(articles.iter().map(sources::plan).collect::<Vec<_>>(), [0, 1, 5]);
    let problems = said(&problems);
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems[0].starts_with("feed.json:3: the item is no JSON object;"), "{problems:?}");
    assert!(problems[1].starts_with("feed.json:4: the item's content is a number"), "{problems:?}");
    for items in [json!(7), json!({}), json!(null), json!([]), json!([[[]]])] {
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "items": items }).to_string();
        let (articles, problems) = read_as("feed.json", feed.as_bytes());
        assert!(articles.is_empty() && !problems.is_empty(), "{feed}");
    }
}

#[test]
fn json_files_hold_one_article_or_many() {
    let article = |n: usize| json!({ "text": paragraphs(n).join("\n\n"), "outlet": "Halm Gazette", "authors": ["Ida Roth", "Bo Lind"] });
    let pretty = serde_json::to_string_pretty(&article(1)).unwrap();
    for path in ["a.json", "-"] {
        let (articles, problems) = read_as(path, pretty.as_bytes());
        assert_eq!(articles.len(), 1, "{problems:?}");
        assert_eq!(articles[0].received.line, None);
        assert_eq!(articles[0].byline.as_ref().unwrap().value, "Ida Roth, Bo Lind");
    }
    let list = serde_json::to_string_pretty(&json!([article(0), { "title": "no text" }, article(2)])).unwrap();
    assert_eq!(plans("a.json", list.as_bytes()), [0, 2]);
    assert_eq!(read_as("a.json", list.as_bytes()).1[0].at.line, Some(2));
    let lines = format!("{}\n{}\n", article(0), article(1));
    assert_eq!(plans("a.json", lines.as_bytes()), [0, 1], "lines by another name");
    let long = format!("{}\n{}\n", json!({ "url": "x".repeat(9000), "text": paragraphs(0).join("\n\n") }), article(1));
    assert_eq!(plans("a.json", long.as_bytes()), [0, 1]);
    for (file, words) in [
        ("", "is empty"),
        ("{", "ends too early"),
        ("{}", "no article"),
        ("[", "breaks off"),
        ("7", "not a JSON object"),
    ] {
        let (articles, problems) = read_as("a.json", file.as_bytes());
        assert!(articles.is_empty() && problems[0].what.contains(words), "{file}: {problems:?}");
    }
}

#[test]
fn a_record_may_say_when_it_was_fetched() {
    let line = |fetched: &str| json!({ "text": paragraphs(0).join("\n\n"), "fetched": fetched }).to_string();
    for fetched in ["2031-02-05T10:00:00Z", "2031-02-05T12:00:00+02:00", "2031-02-05 10:00"] {
        let (articles, problems) = read_as("a.jsonl", line(fetched).as_bytes());
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(
            (articles[0].published.day, articles[0].published.latest),
            (None, Some(date(2031, 2, 6))),
            "{fetched}"
        );
    }
    assert!(read_as("a.jsonl", line("lately").as_bytes()).1[0].todo.contains("\"fetched\""));
}

#[test]
fn an_article_comes_back_from_its_own_json() {
    let first = &read_as("a.rss", rss(&[rss_item(3)]).as_bytes()).0[0];
    let line = serde_json::to_string(first).unwrap();
    let again = &read_as("a.jsonl", line.as_bytes()).0[0];
    assert_eq!(again.text, first.text);
    let value = |stated: &Option<doublecheck::Stated>| stated.as_ref().map(|s| s.value.clone());
    assert_eq!(value(&again.outlet), value(&first.outlet));
    assert_eq!(value(&again.byline), value(&first.byline));
    assert_eq!((again.published.day, again.url.clone()), (first.published.day, first.url.clone()));
    // A day that was only inferred does not become one that is stated.
    let text = format!("{} The last flood was in 2029, on 4 May.", paragraphs(1)[0]);
    let inferred = &read_as("a.txt", text.as_bytes()).0[0];
    let again = &read_as("a.jsonl", serde_json::to_string(inferred).unwrap().as_bytes()).0[0];
    assert_eq!(again.published.trust, inferred.published.trust);
}

fn quoted_printable(text: &str) -> String {
    let line = |line: &str| {
        let coded: String = line
            .bytes()
            .map(|b| if b == b'=' || !(32..127).contains(&b) { format!("={b:02X}") } else { char::from(b).to_string() })
            .collect();
        let mut rest = coded.as_str();
        let mut lines = Vec::new();
        while rest.len() > 70 {
            // Not inside a coded byte.
            let end = (66..=70).rev().find(|end| !rest[end - 2..*end].contains('=')).unwrap();
            lines.push(&rest[..end]);
            rest = &rest[end..];
        }
        lines.push(rest);
        lines.join("=\r\n")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\r\n")
}

fn mhtml(fields: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut file = format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://gazette.example/plans/4\r\nSubject: Plan\r\n\
         Date: Wed, 5 Feb 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\t\
         type=\"text/html\";\r\n\t{fields}boundary=\"----Part\"\r\n\r\n\r\n"
    );
    for (head, body) in parts {
        file.push_str(&format!("------Part\r\n{head}\r\n\r\n{body}\r\n"));
    }
    (file + "------Part--\r\n").into_bytes()
}

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\nContent-ID: <frame-1@mhtml.example>\r\n\
                    Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://gazette.example/frame";
const STYLE: &str = "Content-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable";
const PICTURE: &str = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64";

#[test]
fn a_saved_page_is_read_with_its_address_and_its_time() {
    let html = page(4).replace("waited long", "waited – naïvely – long");
    let parts = [(STYLE, "p { color: red }"), (HTML, &*quoted_printable(&html)), (PICTURE, "iVBORw0KGgo=")];
    let file = mhtml("", &parts);
    for (path, file) in [
        ("page.mhtml", file.clone()),
        ("page.mht", file.clone()),
        ("-", file.clone()),
        ("page.mhtml.gz", gzip(&file)),
        ("page.mht.zst", zstd(&file)),
        ("page.mhtml", file.iter().copied().filter(|b| *b != b'\r').collect()),
    ] {
        let (articles, problems) = read_as(path, &file);
        assert_eq!((articles.len(), problems.len()), (1, 0), "{path}: {problems:?}");
        assert!(articles[0].text.as_str().contains("waited – naïvely – long"), "{path}");
        assert_eq!(articles[0].url.as_deref(), Some("https://gazette.example/plans/4"));
        assert_eq!((articles[0].published.day, articles[0].published.latest), (None, Some(date(2031, 2, 6))));
    }
}

#[test]
fn the_root_part_is_the_page_whatever_else_there_is() {
    let (frame, other) = (quoted_printable(&page(1)), quoted_printable(&page(2)));
    let second = HTML.replace("frame-1", "frame-2");
    let parts = [(HTML, &*frame), (&*second, &*other)];
    assert_eq!(plans("a.mhtml", &mhtml("", &parts)), [1], "the first");
    assert_eq!(plans("a.mhtml", &mhtml("start=\"<frame-2@mhtml.example>\";\r\n\t", &parts)), [2], "the one named");
    assert_eq!(plans("a.mhtml", &mhtml("start=\"<none@mhtml.example>\";\r\n\t", &parts)), [1]);

    let nested = format!(
        "------Inner\r\nContent-Type: text/plain\r\n\r\nPlain words.\r\n------Inner\r\n{HTML}\r\n\r\n{frame}\r\n------Inner--\r\n"
    );
    let alternative = "Content-Type: multipart/alternative; boundary=\"----Inner\"";
    assert_eq!(plans("a.mhtml", &mhtml("", &[(STYLE, "p {}"), (alternative, &nested)])), [1]);

    let deep: String =
        (0..2000).map(|n| format!("Content-Type: multipart/mixed; boundary=\"b{n}\"\r\n\r\n--b{n}\r\n")).collect();
    let file = [b"MIME-Version: 1.0\r\n", deep.as_bytes(), HTML.as_bytes(), b"\r\n\r\n", frame.as_bytes()].concat();
    assert_eq!(plans("a.mhtml", &file), [1], "two thousand deep");

    // Inner parts that the outer delimiter ends, closed once more behind it.
    let wrong = format!(
        "------Inner\r\nContent-Type: text/plain\r\n\r\nPlain.\r\n------Part\r\n{HTML}\r\n\r\n{frame}\r\n------Inner--"
    );
    let mail = "Content-Type: message/rfc822";
    assert_eq!(plans("a.mhtml", &mhtml("", &[(alternative, &wrong), (mail, "From: x\r\n\r\n"), (STYLE, "p {}")])), [1]);

    let single = format!("MIME-Version: 1.0\r\n{HTML}\r\n\r\n{frame}");
    assert_eq!(plans("a.mht", single.as_bytes()), [1]);
    let text = format!("MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n{}", paragraphs(3).join("\r\n\r\n"));
    assert_eq!(plans("a.mht", text.as_bytes()), [3]);
}

#[test]
fn a_saved_page_keeps_its_character_set_and_coding() {
    let html = page(4).replace("Vera Holt", "Вера Хольт");
    let bytes = encoding_rs::WINDOWS_1251.encode(&html).0;
    let head = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=\"windows-1251\"\r\nContent-Transfer-Encoding: ";
    let raw = [head.as_bytes(), b"binary\r\n\r\n", &bytes].concat();
    let words = |file: &[u8]| read_as("a.mht", file).0.first().map(|a| a.text.as_str().to_owned()).unwrap_or_default();
    assert!(words(&raw).contains("Вера Хольт"));
    let base64: String = {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let coded = bytes.chunks(3).map(|part| {
            let bits = part.iter().fold(0u32, |bits, b| bits << 8 | u32::from(*b)) << (8 * (3 - part.len()));
            (0..4)
                .map(|i| if i > part.len() { '=' } else { char::from(LETTERS[(bits >> (18 - 6 * i)) as usize & 63]) })
                .collect::<String>()
        });
        coded.collect::<Vec<_>>().chunks(19).map(|line| line.concat()).collect::<Vec<_>>().join("\r\n")
    };
    assert!(words(format!("{head}base64\r\n\r\n{base64}\r\n").as_bytes()).contains("Вера Хольт"));
}

#[test]
fn a_saved_page_that_is_cut_short_gives_what_is_there() {
    let file = mhtml("", &[(STYLE, "p {}"), (HTML, &quoted_printable(&page(4))), (PICTURE, "iVBORw0KGgo=")]);
    let text = String::from_utf8(file).unwrap();
    let within = text.find("She put").unwrap();
    for (cut, complete) in [(within, false), (text.find("------Part--").unwrap(), true)] {
        let (articles, problems) = read_as("a.mhtml", &text.as_bytes()[..cut]);
        assert_eq!(articles.iter().map(sources::plan).collect::<Vec<_>>(), [4]);
        assert_eq!(problems.is_empty(), complete, "{problems:?}");
    }
    // One byte that is not coded as it should be.
    let broken = text.replacen("Home", "=zz", 1).replacen("Vera", "Ver=C3=A4 =", 1);
    assert_eq!(plans("a.mhtml", broken.as_bytes()), [4]);
}

#[test]
fn a_saved_page_without_a_page_says_so() {
    for file in [
        mhtml("", &[(PICTURE, "iVBORw0KGgo=")]),
        mhtml("", &[]),
        b"MIME-Version: 1.0\r\n\r\n".to_vec(),
        b"\0\0\0".to_vec(),
    ] {
        let (articles, problems) = read_as("a.mhtml", &file);
        assert!(articles.is_empty() && problems.len() == 1, "{problems:?}");
        assert!(problems[0].what.contains("no page") || problems[0].what.contains("no article"), "{problems:?}");
    }
    assert!(read_as("a.mhtml", b"").1[0].what.contains("is empty"));
}

#[test]
fn names_tell_the_format_compressed_or_not() {
    for name in ["a.txt", "a.html", "a.mht", "a.mhtml", "a.rss", "a.atom", "a.xml", "a.json", "a.jsonl", "a.warc"] {
        for ending in ["", ".gz", ".zst", ".GZ"] {
            assert!(read::is_article_name(&format!("d/{name}{ending}")), "{name}{ending}");
        }
    }
    assert!(!read::is_article_name("a.png") && !read::is_article_name("a.gz") && !read::is_article_name("json"));
}

#[test]
fn a_folder_tells_articles_from_other_files() {
    let holds = |path: &str, bytes: &str| read::holds_articles(path, bytes.as_bytes());
    assert!(holds("a.json", &json_feed(&[json_item(0)])) && holds("a.json", "{\"text\": \"words\"}"));
    assert!(holds("a.json", "[{\"html\": \"<p>words\"}]") && holds("a.json.zst", "{\"text\": \"cut off"));
    assert!(!holds("a.json", "{\"name\": \"package\", \"files\": [{\"text\": \"no\"}]}") && !holds("a.json", "[1, 2]"));
    assert!(holds("a.xml", &rss(&[])) && holds("a.xml", &atom(&[])) && holds("a.xml", &page(0)));
    assert!(!holds("a.xml", "<?xml version=\"1.0\"?><urlset><url><loc>x</loc></url></urlset>"));
    assert!(!holds("a.png", &page(0)) && holds("a.txt", ""));
}

/// Each form of a file of many articles, with where each of them ends.
fn forms() -> Vec<(&'static str, Vec<u8>, Vec<usize>)> {
    let n = 5;
    let ends = |file: &str, after: &str| file.match_indices(after).map(|(at, _)| at + after.len()).collect::<Vec<_>>();
    let rss = rss(&(0..n).map(rss_item).collect::<Vec<_>>());
    let atom = atom(&(0..n).map(atom_entry).collect::<Vec<_>>());
    let items: Vec<serde_json::Value> = (0..n).map(json_item).collect();
    let items: Vec<String> = items.iter().map(|item| format!("{item}\n")).collect();
    let feed = format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{}]}}", items.join(","));
    let records: Vec<serde_json::Value> = (0..n).map(|n| json!({ "text": paragraphs(n).join("\n\n") })).collect();
    let list = json!(records).to_string().replace("},{", "}\n,{").replace("}]", "}\n]");
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    vec![
        ("a.rss", rss.clone().into_bytes(), ends(&rss, "</item>")),
        ("a.atom", atom.clone().into_bytes(), ends(&atom, "</entry>")),
        ("a.json", list.clone().into_bytes(), ends(&list, "}\n")),
        ("a.jsonl", lines.clone().into_bytes(), ends(&lines, "\n")),
        ("feed.json", feed.clone().into_bytes(), ends(&feed, "\n")),
    ]
}

#[test]
fn the_forms_are_whole() {
    for (path, file, ends) in forms() {
        assert_eq!((plans(path, &file), ends.len()), (vec![0, 1, 2, 3, 4], 5), "{path}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_comes_before_a_cut_or_a_changed_byte_is_kept(
        form in 0..5usize, at in any::<prop::sample::Index>(), bits in 0..=255u8
    ) {
        let (path, mut file, ends) = forms().swap_remove(form);
        let at = at.index(file.len());
        if bits == 0 {
            file.truncate(at);
        } else {
            file[at] ^= bits;
        }
        // The separator after a value belongs to it.
        let before: Vec<usize> = (0..ends.len()).filter(|n| ends[*n] < at).collect();
        let found = plans(path, &file);
        prop_assert_eq!(found.get(..before.len()), Some(before.as_slice()), "{} at {}: {:?}", path, at, found);
    }

    #[test]
    fn a_saved_page_broken_anywhere_is_survived(at in any::<prop::sample::Index>(), bits in 0..=255u8, cut in any::<bool>()) {
        let mut file = mhtml("", &[(STYLE, "p {}"), (HTML, &quoted_printable(&page(4))), (PICTURE, "iVBORw0KGgo=")]);
        let at = at.index(file.len());
        file[at] ^= bits;
        if cut {
            file.truncate(at);
        }
        let (articles, problems) = read_as("a.mhtml", &file);
        prop_assert!(!articles.is_empty() || !problems.is_empty());
    }

    #[test]
    fn any_bytes_by_any_name_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..600), path in prop_oneof![
        "a.warc", "a.warc.gz", "a.warc.zst", "a.mhtml", "a.rss", "a.json", "a.jsonl.zst"
    ]) {
        for entry in read::entries(&path, bytes.as_slice()).flatten() {
            entry.read(&Tables::default());
        }
    }
}
