//! Archives, feeds and saved pages of a town that does not exist, made as tests need them.

#![allow(dead_code, reason = "each test file uses the part it needs")]

use std::io::Write;

use doublecheck::{Article, Problem, Tables, read};

/// The words of the nth article; each says something else.
pub fn paragraphs(n: usize) -> [String; 2] {
    let place = ["mill", "quay", "ferry", "weir", "market", "library", "tannery", "orchard"][n % 8];
    [
        format!(
            "The {place} at Halm will be rebuilt in {} months, the water board said on Monday. Its gates date from another \
             century and two of them can no longer be moved.",
            n + 3
        ),
        format!(
            "\"We have waited long enough for the {place},\" said Vera Holt, who chairs the board. She put the cost at {} \
             million, of which the state will pay a third.",
            n + 9
        ),
    ]
}

pub fn page(n: usize) -> String {
    let [one, two] = paragraphs(n);
    format!(
        "<!doctype html><html><head><title>Board decides on plan {n}</title></head><body><nav><a href=\"/\">Home</a></nav>\
         <article><h1>Board decides on plan {n}</h1><p>{one}</p><p>{two}</p></article></body></html>\n"
    )
}

pub fn read_as(path: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Problem>) {
    read::read(path, bytes, &Tables::default())
}

/// Which of the articles a file holds, by the months they speak of, in order.
pub fn plans(path: &str, bytes: &[u8]) -> Vec<usize> {
    read_as(path, bytes).0.iter().map(plan).collect()
}

pub fn plan(article: &Article) -> usize {
    let text = article.text.as_str();
    (0..1000).find(|n| text.contains(&paragraphs(*n)[0])).unwrap_or(usize::MAX)
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut writer = zstd::Encoder::new(Vec::new(), 3).unwrap();
    writer.include_checksum(true).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

/// A Brotli stream of one block that is stored as it is.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    assert!(bytes.len() <= 1 << 16);
    let head = u32::try_from(bytes.len() - 1).unwrap() << 4 | 1 << 20;
    [&head.to_le_bytes()[..3], bytes, &[3]].concat()
}

/// A record of a WARC file.
pub fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{fields}Content-Length: {}\r\n\r\n", block.len());
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// What a server answered, as a record.
pub fn response(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let fields = format!(
        "WARC-Target-URI: {url}\r\nWARC-Date: 2031-02-05T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    );
    record("response", &fields, &[head.as_bytes(), b"\r\n\r\n", body].concat())
}

pub const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8";

/// The nth article as a record.
pub fn article(n: usize) -> Vec<u8> {
    response(&format!("https://gazette.example/plans/{n}"), OK, page(n).as_bytes())
}
