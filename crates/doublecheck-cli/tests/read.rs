//! `doublecheck read --jsonl`: articles of files of every format, one a line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

use std::io::Write;

use desk::{Desk, FERRY, INQUIRY, Ran};
use doublecheck::Article;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn page(text: &str) -> String {
    let text = text.trim().replace("\n\n", "</p><p>");
    format!("<html><body><article><p>{text}</p></article></body></html>")
}

/// A record of a WARC file that holds a page.
fn record(text: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page(text));
    let head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/1\r\nContent-Length:";
    format!("{head} {}\r\n\r\n{block}\r\n\r\n", block.len()).into_bytes()
}

fn feed(text: &str) -> String {
    let text = text.replace("\n\n", "</p><p>");
    format!(
        "<rss><channel><title>Lund Post</title><item><description><![CDATA[<p>{text}</p>]]></description></item></channel></rss>"
    )
}

fn articles(ran: &Ran) -> Vec<Article> {
    assert_eq!(ran.status, 0, "{ran:?}");
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn desk_with_every_format() -> Desk {
    let desk = Desk::new();
    desk.put("all/1.txt", FERRY);
    desk.put("all/2.html", page(FERRY));
    desk.put("all/3.jsonl", format!("{}\n", serde_json::json!({ "text": FERRY })).repeat(2));
    desk.put("all/4.json", serde_json::json!({ "text": INQUIRY }).to_string());
    desk.put("all/5.warc.gz", [gzip(&record(FERRY)), gzip(&record(INQUIRY))].concat());
    desk.put("all/6.mhtml", format!("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{}", page(INQUIRY)));
    desk.put("all/7.xml", feed(FERRY));
    desk.put("all/package.json", "{\"name\": \"package\"}");
    desk.put("all/sitemap.xml", "<?xml version=\"1.0\"?><urlset></urlset>");
    desk
}

#[test]
fn articles_of_every_format_come_one_a_line() {
    let desk = desk_with_every_format();
    let ran = desk.run(&["read", "--jsonl", "all"]);
    let at: Vec<String> = articles(&ran).iter().map(|article| article.received.to_string()).collect();
    assert_eq!(
        at,
        [
            "all/1.txt",
            "all/2.html",
            "all/3.jsonl:1",
            "all/3.jsonl:2",
            "all/4.json",
            "all/5.warc.gz:1",
            "all/5.warc.gz:2",
            "all/6.mhtml",
            "all/7.xml:1"
        ]
    );
    assert_eq!(ran.err, "all: 2 files of other kinds left out (package.json, sitemap.xml)\n");
    assert!(
        articles(&ran)
            .iter()
            .all(|article| article.text.as_str().contains("Monday") || article.text.as_str().contains("Sunday"))
    );
    // A file that is named is read, whatever it is.
    desk.run(&["read", "all/1.txt", "all/package.json"]).assert_line("all/package.json", "no article");
}

#[test]
fn every_command_reads_every_format() {
    let desk = desk_with_every_format();
    for file in ["all/5.warc.gz", "all/6.mhtml", "all/7.xml", "all/4.json"] {
        let ran = desk.run(&["statements", file]);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert!(ran.out.contains("engine"), "{file}: {}", ran.out);
        assert_eq!(desk.run(&["read", file]).status, 0);
    }
    desk.run(&["dossier", "all", "--out", "out"]).assert_done();
    let ran = desk.run(&["origins", "all/1.txt", "--among", "all/5.warc.gz"]);
    assert_eq!(ran.status, 0, "{ran:?}");
}

#[test]
fn standard_input_may_have_any_format() {
    let desk = Desk::new();
    let lines = format!("{}\n", serde_json::json!({ "text": FERRY }));
    let mail = format!("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{}", page(FERRY));
    for input in [FERRY, &page(FERRY), &lines, &mail, &feed(FERRY), &String::from_utf8(record(FERRY)).unwrap()] {
        for input in [input.as_bytes().to_vec(), gzip(input.as_bytes())] {
            let found = articles(&desk.run_with(&["read", "--jsonl", "-"], &input));
            assert_eq!(found.len(), 1, "{input:?}");
            assert!(found[0].text.as_str().contains("212 passengers"));
        }
    }
}

#[test]
fn what_is_read_can_be_read_on() {
    let desk = desk_with_every_format();
    let read = desk.run(&["read", "--jsonl", "all/5.warc.gz"]);
    let said = desk.run_with(&["statements", "--jsonl", "-"], read.out.as_bytes());
    assert_eq!((said.status, said.out.lines().count()), (0, 2), "{said:?}");
    let again = articles(&desk.run_with(&["read", "--jsonl", "-"], read.out.as_bytes()));
    assert_eq!(again[1].text, articles(&read)[1].text);
}

#[test]
fn the_same_bytes_every_time_and_bad_parts_named() {
    let desk = Desk::new();
    let mut file = Vec::new();
    for n in 0..900 {
        let mut member = gzip(&record(&FERRY.replace("212", &n.to_string())));
        if n == 500 {
            let end = member.len();
            member[end / 2..end / 2 + 9].fill(0xff);
        }
        file.extend(member);
    }
    file.truncate(file.len() - 20);
    desk.put("news.warc.gz", file);
    let ran = desk.run(&["read", "--jsonl", "news.warc.gz"]);
    let found: Vec<u64> = articles(&ran).iter().filter_map(|article| article.received.line).collect();
    assert!(found.len() >= 898 && found.is_sorted() && found.last() == Some(&900), "{}", ran.err);
    assert!(ran.err.contains("news.warc.gz:501: the gzip member at byte"), "{}", ran.err);
    assert!(
        ran.err.contains("news.warc.gz:900: the gzip member at byte") && ran.err.contains("cut short"),
        "{}",
        ran.err
    );
    assert_eq!(desk.run(&["read", "--jsonl", "news.warc.gz"]).out, ran.out);
}
