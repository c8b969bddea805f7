//! WARC files, as crawlers write them and as they arrive: compressed, damaged, cut short, with lengths that are wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sources;

use doublecheck::{Problem, Trust};
use jiff::civil::date;
use proptest::prelude::*;
use sources::{OK, article, brotli, gzip, page, plans, read_as, record, response, zstd};

/// A crawl as news crawls are laid out: every page with its request and its metadata.
fn crawl() -> Vec<Vec<u8>> {
    let mut records = vec![record("warcinfo", "Content-Type: application/warc-fields\r\n", b"software: crawler\r\n")];
    for n in 0..5 {
        let fields =
            format!("WARC-Target-URI: https://gazette.example/plans/{n}\r\nContent-Type: application/http\r\n");
        records.push(record("request", &fields, b"GET /plans HTTP/1.1\r\nHost: gazette.example\r\n\r\n"));
        records.push(article(n));
        records.push(record("metadata", "Content-Type: application/warc-fields\r\n", b"fetchTimeMs: 80\r\n"));
    }
    records.push(response(
        "https://gazette.example/gone",
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/html",
        b"gone",
    ));
    records.push(response("https://gazette.example/a.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"));
    records.push(record("revisit", "", b"HTTP/1.1 200 OK\r\n\r\n"));
    records.push(record(
        "response",
        "Content-Type: text/dns\r\n",
        b"20310205100000\ngazette.example. 300 IN A 192.0.2.1",
    ));
    records
}

fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

const LEFT_OUT: &str = "crawl: 15 records are no pages and were left out (5 metadata, 5 request, 1 image/png, 1 revisit, \
                        1 status 404, 1 text/dns, 1 warcinfo); nothing, unless you miss an article";

#[test]
fn the_pages_of_a_crawl_are_articles() {
    let file = crawl().concat();
    let (articles, problems) = read_as("news.warc", &file);
    assert_eq!(plans("news.warc", &file), [0, 1, 2, 3, 4]);
    assert_eq!(said(&problems), [LEFT_OUT.replace("crawl:", "news.warc:")]);
    let first = &articles[0];
    assert_eq!(first.received.to_string(), "news.warc:3");
    assert_eq!(first.url.as_deref(), Some("https://gazette.example/plans/0"));
    assert_eq!(first.title.as_ref().unwrap().value, "Board decides on plan 0");
}

#[test]
fn however_it_is_compressed_it_is_the_same() {
    let records = crawl();
    let whole = records.concat();
    let each = |fold: fn(&[u8]) -> Vec<u8>| records.iter().map(|record| fold(record)).collect::<Vec<_>>().concat();
    for (path, file) in [
        ("crawl", whole.clone()),
        ("a.warc.gz", each(gzip)),
        ("a.warc.gz", gzip(&whole)),
        ("a.warc.zst", each(zstd)),
        ("a.warc.zst", zstd(&whole)),
        ("-", each(gzip)),
        ("-", zstd(&whole)),
        ("misnamed.warc", each(gzip)),
        // Padding behind the last member.
        ("a.warc.gz", [each(gzip), vec![0; 512]].concat()),
    ] {
        assert_eq!(plans(path, &file), [0, 1, 2, 3, 4], "{path}");
        assert_eq!(said(&read_as(path, &file).1), [LEFT_OUT.replace("crawl:", &format!("{path}:"))]);
    }
    // Lines that end as Unix has it, so that no length is right any more.
    let unix: Vec<u8> = whole.iter().copied().filter(|byte| *byte != b'\r').collect();
    assert_eq!(plans("a.warc", &unix), [0, 1, 2, 3, 4]);
}

#[test]
fn a_dictionary_before_the_first_record_is_used() {
    let records = crawl();
    let samples: Vec<Vec<u8>> = (0..200).map(article).collect();
    let dictionary = zstd::dict::from_samples(&samples, 4096).unwrap();
    let mut compressor = zstd::bulk::Compressor::with_dictionary(3, &dictionary).unwrap();
    let folded: Vec<u8> = records.iter().flat_map(|record| compressor.compress(record).unwrap()).collect();
    for content in [dictionary.clone(), zstd(&dictionary)] {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        let file = [&[0x5d, 0x2a, 0x4d, 0x18], &length[..], &content, &folded].concat();
        assert_eq!(plans("a.warc.zst", &file), [0, 1, 2, 3, 4]);
    }
    let (articles, problems) = read_as("a.warc.zst", &folded);
    assert!(articles.is_empty() && !problems.is_empty(), "without its dictionary nothing can be read");
    let broken = [&[0x5d, 0x2a, 0x4d, 0x18, 4, 0, 0, 0], &b"none"[..], &folded].concat();
    assert!(read_as("a.warc.zst", &broken).0.is_empty());
}

#[test]
fn bodies_are_read_as_they_were_sent_or_as_they_were_kept() {
    let html = page(7);
    let deflated = |bytes: &[u8], zlib: bool| {
        use std::io::Read;
        let mut out = Vec::new();
        let level = flate2::Compression::fast();
        let read = match zlib {
            true => flate2::read::ZlibEncoder::new(bytes, level).read_to_end(&mut out),
            false => flate2::read::DeflateEncoder::new(bytes, level).read_to_end(&mut out),
        };
        read.unwrap();
        out
    };
    let chunked = |body: &[u8]| {
        let parts = body.chunks(100).map(|part| [format!("{:x}\r\n", part.len()).as_bytes(), part, b"\r\n"].concat());
        [parts.collect::<Vec<_>>().concat(), b"0\r\n\r\n".to_vec()].concat()
    };
    let (gzipped, chunks) = ("Content-Encoding: gzip", "Transfer-Encoding: chunked");
    let both = format!("{gzipped}\r\n{chunks}");
    for (fields, body) in [
        (chunks, chunked(html.as_bytes())),
        (gzipped, gzip(html.as_bytes())),
        (both.as_str(), chunked(&gzip(html.as_bytes()))),
        ("Content-Encoding: deflate", deflated(html.as_bytes(), true)),
        ("Content-Encoding: deflate", deflated(html.as_bytes(), false)),
        ("Content-Encoding: br", brotli(html.as_bytes())),
        ("Content-Encoding: zstd", zstd(html.as_bytes())),
        // The head still says what the body no longer is.
        (chunks, html.clone().into_bytes()),
        (gzipped, html.clone().into_bytes()),
        (both.as_str(), html.clone().into_bytes()),
        (both.as_str(), gzip(html.as_bytes())),
        ("Content-Encoding: deflate", html.clone().into_bytes()),
        ("Content-Encoding: br", html.clone().into_bytes()),
        ("Content-Encoding: zstd", html.clone().into_bytes()),
        ("Content-Encoding: unheard-of", html.clone().into_bytes()),
    ] {
        let file = response("https://gazette.example/", &format!("{OK}\r\n{fields}"), &body);
        assert_eq!(plans("a.warc", &file), [7], "{fields}: {:?}", read_as("a.warc", &file).1);
    }
}

#[test]
fn a_coded_body_that_breaks_off_gives_what_came_before() {
    let mut html = page(7);
    html = html.replace("</article>", &format!("{}</article>", "<p>The board meets again in May.</p>".repeat(400)));
    let noise: String =
        (0..20_000u32).map(|n| char::from(b'a' + (n.wrapping_mul(2_654_435_761) >> 27) as u8 % 26)).collect();
    html.push_str(&noise);
    let folded = gzip(html.as_bytes());
    let file =
        response("https://gazette.example/", &format!("{OK}\r\nContent-Encoding: gzip"), &folded[..folded.len() / 2]);
    let (articles, problems) = read_as("a.warc", &file);
    assert_eq!(articles.len(), 1);
    assert!(
        problems[0].to_string().starts_with("a.warc:1: the compressed page is damaged or cut short"),
        "{problems:?}"
    );

    let bomb = gzip(&vec![b' '; 40 << 20]);
    let file =
        [response("https://gazette.example/", &format!("{OK}\r\nContent-Encoding: gzip"), &bomb), article(1)].concat();
    assert_eq!(plans("a.warc", &file), [1]);
    assert!(read_as("a.warc", &file).1[0].what.contains("unfolds to more"));

    let lying = format!("ffffff\r\n{}", page(3));
    let file = response("https://gazette.example/", &format!("{OK}\r\nTransfer-Encoding: chunked"), lying.as_bytes());
    assert_eq!(plans("a.warc", &file), [3], "a chunk that claims more than there is");
    let broken = format!("{:x}\r\n{}\r\nno size\r\n", page(3).len(), page(3));
    let file = response("https://gazette.example/", &format!("{OK}\r\nTransfer-Encoding: chunked"), broken.as_bytes());
    assert_eq!(plans("a.warc", &file), [3], "chunks that break off");
}

#[test]
fn the_character_set_of_the_transport_is_used_where_it_fits() {
    let russian = "<html><body><article><h1>Плотина будет перестроена</h1><p>Плотина в Хальме будет перестроена в будущем \
                   году, сообщил водный совет в понедельник. Её затворы построены в прошлом веке, и два из них больше не \
                   двигаются.</p><p>«Мы ждали достаточно долго», сказала Вера Хольт, председатель совета.</p></article>";
    let latin = "<html><body><article><h1>Café reopens</h1><p>The café on the quay reopens on Monday, its owner said, after \
                 the façade was repaired; naïve hopes of an earlier date had been raised in the spring by the council.</p>";
    let chinese = "<html><body><article><h1>水坝将重建</h1><p>水务局星期一说，哈尔姆的水坝将于明年重建。它的闸门建于上个世纪，其中两扇\
                   已经无法移动。董事会主席说：“我们等得够久了。”她说费用为九百万，国家将支付三分之一。</p></article>";
    let encode = |label: &str, text: &str| {
        encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
    };
    let meta =
        |label: &str, text: &str| text.replace("<body>", &format!("<head><meta charset=\"{label}\"></head><body>"));
    for (name, declared, bytes, word) in [
        ("declared", "windows-1251", encode("windows-1251", russian), "сообщил водный совет"),
        ("declared", "koi8-r", encode("koi8-r", russian), "сообщил водный совет"),
        ("declared", "gb2312", encode("gbk", chinese), "闸门建于上个世纪"),
        ("declared", "iso-8859-1", encode("windows-1252", latin), "façade"),
        ("declared", "utf-8", russian.as_bytes().to_vec(), "сообщил водный совет"),
        ("undeclared", "", encode("windows-1251", russian), "сообщил водный совет"),
        ("undeclared", "", encode("gbk", chinese), "闸门建于上个世纪"),
        ("undeclared", "", chinese.as_bytes().to_vec(), "闸门建于上个世纪"),
        ("by the page", "", encode("windows-1251", &meta("windows-1251", russian)), "сообщил водный совет"),
        ("wrong", "utf-8", encode("windows-1251", russian), "сообщил водный совет"),
        ("wrong", "utf-8", encode("gbk", chinese), "闸门建于上个世纪"),
        ("wrong", "iso-8859-1", encode("windows-1251", russian), "сообщил водный совет"),
        ("wrong", "gb2312", russian.as_bytes().to_vec(), "сообщил водный совет"),
        ("wrong", "windows-1251", chinese.as_bytes().to_vec(), "闸门建于上个世纪"),
        ("wrong by the page", "windows-1251", encode("windows-1251", &meta("utf-8", russian)), "сообщил водный совет"),
        ("wrong by the page", "", encode("gbk", &meta("utf-8", chinese)), "闸门建于上个世纪"),
        ("unknown", "klingon", encode("windows-1251", russian), "сообщил водный совет"),
    ] {
        let charset = if declared.is_empty() { String::new() } else { format!("; charset={declared}") };
        let file = response(
            "https://gazette.example/",
            &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html{charset}"),
            &bytes,
        );
        let (articles, problems) = read_as("a.warc", &file);
        assert_eq!(articles.len(), 1, "{name} {declared}: {problems:?}");
        assert!(articles[0].text.as_str().contains(word), "{name} {declared}: {}", articles[0].text.as_str());
    }
}

#[test]
fn the_time_of_the_crawl_bounds_the_date_and_is_never_it() {
    let (articles, _) = read_as("a.warc", &article(0));
    let published = &articles[0].published;
    assert_eq!((published.day, published.latest, published.trust), (None, Some(date(2031, 2, 6)), Trust::Low));
    let clue = published.clues.last().unwrap();
    assert!(clue.reason.contains("not when it was published"), "{clue:?}");

    let dated = |day: &str| {
        let html =
            page(0).replace("<head>", &format!("<head><meta property=\"article:published_time\" content=\"{day}\">"));
        read_as("a.warc", &response("https://gazette.example/", OK, html.as_bytes())).0.remove(0).published
    };
    let before = dated("2031-02-03");
    assert_eq!(
        (before.day, before.latest, before.trust),
        (Some(date(2031, 2, 3)), Some(date(2031, 2, 3)), Trust::High)
    );
    let after = dated("2031-03-03");
    assert_eq!(after.trust, Trust::Low);
    assert!(after.clues.last().unwrap().reason.contains("another clue is wrong"));
}

#[test]
fn texts_and_resources_are_read_too() {
    let text = sources::paragraphs(4).join("\n\n");
    let fields = "WARC-Target-URI: <https://gazette.example/4>\r\nContent-Type: text/plain\r\n";
    let (articles, problems) = read_as("a.warc", &record("conversion", fields, text.as_bytes()));
    assert_eq!(articles[0].url.as_deref(), Some("https://gazette.example/4"), "{problems:?}");
    assert_eq!(articles[0].text.as_str(), text);
    let resource = record("resource", "Content-Type: text/html; charset=utf-8\r\n", page(5).as_bytes());
    assert_eq!(plans("a.warc", &resource), [5]);
    let untyped = response("https://gazette.example/", "HTTP/1.1 200 OK", page(6).as_bytes());
    assert_eq!(plans("a.warc", &untyped), [6]);
}

#[test]
fn wrong_lengths_cost_no_other_record() {
    let lying = |wrong: &str| {
        let record = String::from_utf8(article(1)).unwrap();
        let at = record.find("Content-Length: ").unwrap();
        let end = at + record[at..].find("\r\n").unwrap();
        [&record[..at], wrong, &record[end..]].concat().into_bytes()
    };
    for wrong in [
        "Content-Length: 10",
        "Content-Length: 400",
        "Content-Length: 1200",
        "Content-Length: 99999999",
        "Content-Length: 18446744073709551616",
        "Content-Length: -1",
        "Content-Length: many",
        "Content-Length:",
        "X: y",
    ] {
        let file = [article(0), lying(wrong), article(2), article(3)].concat();
        for (path, file) in [("a.warc", file.clone()), ("a.warc.gz", gzip(&file))] {
            let problems = said(&read_as(path, &file).1);
            assert_eq!(plans(path, &file), [0, 1, 2, 3], "{wrong}: {problems:?}");
            if wrong != "Content-Length: 99999999" {
                assert!(problems[0].starts_with(&format!("{path}:2: the record")), "{wrong}: {problems:?}");
            }
        }
        let members = [gzip(&article(0)), gzip(&lying(wrong)), gzip(&article(2))].concat();
        assert_eq!(plans("a.warc.gz", &members), [0, 1, 2], "{wrong}");
    }
    // Every one of them: still in linear time.
    let file: Vec<u8> =
        (0..3000).flat_map(|n| if n == 2999 { article(2) } else { lying("Content-Length: 9999999") }).collect();
    let entries = doublecheck::read::entries("a.warc", file.as_slice()).filter(Result::is_ok).count();
    assert_eq!(entries, 3000);
}

#[test]
fn a_record_too_large_is_named_and_left_out() {
    let huge = response("https://gazette.example/live", OK, &vec![b'a'; 20 << 20]);
    let film =
        response("https://gazette.example/film", "HTTP/1.1 200 OK\r\nContent-Type: video/mp4", &vec![7; 20 << 20]);
    let file = [article(0), huge, film, article(3)].concat();
    let (articles, problems) = read_as("a.warc", &file);
    assert_eq!(articles.iter().map(sources::plan).collect::<Vec<_>>(), [0, 3]);
    let problems = said(&problems);
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].starts_with("a.warc:2: the page (https://gazette.example/live) has 20 MiB"), "{problems:?}");
    assert!(problems[1].contains("1 video/mp4"), "{problems:?}");
}

#[test]
fn damage_costs_the_record_it_is_in() {
    for path in ["a.warc.gz", "a.warc.zst"] {
        let fold = if path.ends_with("gz") { gzip } else { zstd };
        let records: Vec<Vec<u8>> = (0..5).map(|n| fold(&article(n))).collect();
        for broken in 0..5 {
            let start: usize = records[..broken].iter().map(Vec::len).sum();
            for part in 1..20 {
                let mut file = records.concat();
                let at = start + records[broken].len() * part / 20;
                for byte in &mut file[at..(at + 8).min(start + records[broken].len())] {
                    *byte ^= 0x5a;
                }
                let others: Vec<usize> = (0..5).filter(|n| *n != broken).collect();
                let (articles, problems) = read_as(path, &file);
                let mut found: Vec<usize> = articles.iter().map(sources::plan).collect();
                found.retain(|n| others.contains(n));
                assert_eq!(found, others, "{path}, member {broken}, part {part}: {:?}", said(&problems));
                assert!(
                    problems.iter().any(|p| p.what.contains(&format!("at byte {start} is"))),
                    "{:?}",
                    said(&problems)
                );
            }
        }
    }
    // Bytes between the records.
    let file = [article(0), b"rubbish\r\nand more\r\n".to_vec(), article(1)].concat();
    assert_eq!(plans("a.warc", &file), [0, 1]);
    let file = [gzip(&article(0)), b"rubbish".to_vec(), gzip(&article(1))].concat();
    assert_eq!(plans("a.warc.gz", &file), [0, 1]);
}

#[test]
fn what_holds_nothing_says_so() {
    for (path, bytes, words) in [
        ("a.warc", Vec::new(), "is empty"),
        ("a.warc.gz", Vec::new(), "is empty"),
        ("a.warc.gz", gzip(b""), "is empty"),
        ("a.warc", b"No archive at all, only words in a row.".to_vec(), "holds no WARC record"),
        ("a.warc.gz", b"\x1f\x8b\x08\x00".to_vec(), "gzip"),
        ("a.warc.zst", b"\x28\xb5\x2f\xfd".to_vec(), "zstd"),
        ("a.warc.zst", b"\x50\x2a\x4d\x18\xff\xff\xff\xffabc".to_vec(), "zstd"),
        ("a.warc", b"WARC/1.0\r\n".to_vec(), "cut short"),
        ("a.warc", [b"WARC/1.0\r\n".to_vec(), b"a: b\r\n".repeat(1 << 16)].concat(), "longer than 64 KiB"),
    ] {
        let (articles, problems) = read_as(path, &bytes);
        assert!(articles.is_empty());
        assert_eq!(problems.len(), 1, "{path} {words}: {:?}", said(&problems));
        assert!(problems[0].what.contains(words), "{words}: {:?}", said(&problems));
    }
}

/// The file of the records, and where each of them ends.
fn laid_out(records: &[Vec<u8>]) -> (Vec<u8>, Vec<usize>) {
    let ends = records.iter().scan(0, |end, record| {
        *end += record.len();
        Some(*end)
    });
    (records.concat(), ends.collect())
}

fn forms() -> Vec<(&'static str, Vec<u8>, Vec<usize>)> {
    let plain: Vec<Vec<u8>> = (0..6).map(article).collect();
    let folded = |fold: fn(&[u8]) -> Vec<u8>| plain.iter().map(|record| fold(record)).collect::<Vec<_>>();
    let forms = [("a.warc", plain.clone()), ("a.warc.gz", folded(gzip)), ("a.warc.zst", folded(zstd))];
    forms
        .into_iter()
        .map(|(path, records)| {
            let (file, ends) = laid_out(&records);
            (path, file, ends)
        })
        .collect()
}

/// Articles that end before a byte of the file are read, whatever is wrong from there on.
fn assert_before(path: &str, file: &[u8], ends: &[usize], at: usize) -> Result<(), TestCaseError> {
    let before: Vec<usize> = (0..ends.len()).filter(|n| ends[*n] <= at).collect();
    let found = plans(path, file);
    prop_assert_eq!(found.get(..before.len()), Some(before.as_slice()), "{} at {}: {:?}", path, at, found);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_file_cut_anywhere_gives_what_came_before(form in 0..3usize, at in any::<prop::sample::Index>()) {
        let (path, file, ends) = &forms()[form];
        let at = at.index(file.len());
        assert_before(path, &file[..at], ends, at)?;
        // Of the four bytes that close a record nothing is said, so that their loss is none.
        let closing = |end: &usize| path.ends_with(".warc") && (end - 4..=*end).contains(&at);
        let cut = at > 0 && !ends.iter().any(|end| closing(end) || *end == at);
        let problems = read_as(path, &file[..at]).1;
        prop_assert_eq!(cut, !problems.is_empty() && at > 0, "{:?}", said(&problems));
    }

    #[test]
    fn a_byte_changed_anywhere_costs_nothing_before_it(
        form in 0..3usize, at in any::<prop::sample::Index>(), bits in 1..=255u8
    ) {
        let (path, mut file, ends) = forms().swap_remove(form);
        let at = at.index(file.len());
        file[at] ^= bits;
        assert_before(path, &file, &ends, at)?;
    }

    #[test]
    fn one_member_for_all_cut_anywhere_keeps_the_beginning(at in any::<prop::sample::Index>()) {
        let whole: Vec<u8> = (0..6).flat_map(article).collect();
        for (path, file) in [("a.warc.gz", gzip(&whole)), ("a.warc.zst", zstd(&whole))] {
            let found = plans(path, &file[..at.index(file.len())]);
            let whole = found.iter().filter(|n| **n < 6).count();
            prop_assert!(found[..whole].iter().copied().eq(0..whole), "{path}: {found:?}");
        }
    }
}
