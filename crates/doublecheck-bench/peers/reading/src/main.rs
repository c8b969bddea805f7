//! The reading stick as other crates read it, for the scorer of that stick.
//!
//! ```text
//! cargo run --release -- CRATE truth.jsonl > out.jsonl
//! ```
//!
//! CRATE: `dom_smoothie`, `trafilatura`, `rs-trafilatura` or `libreadability`.
//!
//! A line of the file names a gzipped page beside it (`html_file`), or holds a plain text (`text`, no `html_file`),
//! which is read as a page of one paragraph a line. Out comes one line for each: `id`, `text`, `title`, `author`,
//! `date` and `ms`, the milliseconds of processor time, decoding of the characters included, unpacking not.
//! A page that panics, kills the process or takes over 20 seconds has `"panic": true` and its `cause`.
//!
//! Each crate runs as its command line or its documentation runs it: comments left out, fallbacks on, the page's
//! address given. `dom_smoothie` writes its text formatted, as its raw text runs the words of neighbours together.
//!
//! The pages are read one after another in a second process, so that a page that hangs or overflows the stack is given
//! up and the reading goes on after it.

use std::io::{BufRead, BufReader, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;
use std::{env, fs, io, thread};

use anyhow::{Context, Result, bail};
use cpu_time::ProcessTime;
use serde::Deserialize;
use serde_json::json;

const PATIENCE: Duration = Duration::from_secs(20);

/// A line of the stick.
#[derive(Deserialize)]
struct Page {
    id: String,
    url: Option<String>,
    html_file: Option<String>,
    text: Option<String>,
}

/// What a crate made of a page; nothing where it gave up.
#[derive(Default)]
struct Reading {
    text: Option<String>,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

type Reader = fn(&str, Option<&str>) -> Reading;

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [name, stick] => watch(name, stick),
        // How the program calls itself: the line of the stick to go on from.
        [name, stick, from] => read_from(reader(name)?, Path::new(stick), from.parse()?),
        _ => bail!("usage: reading-peers dom_smoothie|trafilatura|rs-trafilatura|libreadability truth.jsonl"),
    }
}

fn reader(name: &str) -> Result<Reader> {
    Ok(match name {
        "dom_smoothie" => dom_smoothie,
        "trafilatura" => trafilatura,
        "rs-trafilatura" => rs_trafilatura,
        "libreadability" => libreadability,
        other => bail!("no reader is called {other}"),
    })
}

fn pages(stick: &Path) -> Result<Vec<Page>> {
    let lines = fs::read_to_string(stick).with_context(|| format!("cannot read {}", stick.display()))?;
    let page = |(n, line)| serde_json::from_str(line).with_context(|| format!("{}:{}", stick.display(), n + 1));
    lines.split('\n').filter(|line| !line.is_empty()).enumerate().map(page).collect()
}

/// Has the pages read by a second process and passes its lines on; starts another after a page that cost it its life.
fn watch(name: &str, stick: &str) -> Result<()> {
    reader(name)?;
    let pages = pages(Path::new(stick))?;
    let mut out = io::stdout().lock();
    let mut next = 0;
    while next < pages.len() {
        let mut child =
            Command::new(env::current_exe()?).args([name, stick, &next.to_string()]).stdout(Stdio::piped()).spawn()?;
        let lines = lines_of(&mut child)?;
        let cause = loop {
            match lines.recv_timeout(PATIENCE) {
                Ok(line) => {
                    writeln!(out, "{}", line?)?;
                    next += 1;
                }
                Err(RecvTimeoutError::Timeout) => break "timeout",
                Err(RecvTimeoutError::Disconnected) => break "crash",
            }
        };
        // It may have ended by itself.
        child.kill().ok();
        child.wait()?;
        if let Some(page) = pages.get(next) {
            writeln!(out, "{}", json!({ "id": page.id, "panic": true, "cause": cause }))?;
            next += 1;
        }
    }
    Ok(())
}

fn lines_of(child: &mut Child) -> Result<mpsc::Receiver<io::Result<String>>> {
    let stdout = child.stdout.take().context("no pipe to the reading process")?;
    let (send, receive) = mpsc::channel();
    // Ends with the pipe; nobody listens any more once a page timed out.
    thread::spawn(move || BufReader::new(stdout).lines().try_for_each(|line| send.send(line)));
    Ok(receive)
}

fn read_from(read: Reader, stick: &Path, from: usize) -> Result<()> {
    let mut out = io::stdout().lock();
    for page in &pages(stick)?[from..] {
        let html = html(page, stick.parent().unwrap_or(Path::new(".")))?;
        let started = ProcessTime::now();
        let reading = panic::catch_unwind(AssertUnwindSafe(|| read(&decode(&html), page.url.as_deref())));
        let ms = started.elapsed().as_secs_f64() * 1e3;
        let row = match reading {
            Ok(Reading { text, title, author, date }) => {
                json!({ "id": page.id, "text": text, "title": title, "author": author, "date": date, "ms": ms })
            }
            Err(_) => json!({ "id": page.id, "panic": true, "cause": "panic", "ms": ms }),
        };
        writeln!(out, "{row}")?;
        out.flush()?;
    }
    Ok(())
}

fn html(page: &Page, folder: &Path) -> Result<Vec<u8>> {
    let Some(file) = &page.html_file else {
        let text = page.text.as_deref().with_context(|| format!("{} has neither html_file nor text", page.id))?;
        return Ok(paragraphs(text).into_bytes());
    };
    let file = folder.join(file);
    let packed = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut html = Vec::new();
    flate2::read::MultiGzDecoder::new(packed.as_slice()).read_to_end(&mut html)?;
    Ok(html)
}

fn paragraphs(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let lines: String = escaped.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    format!("<html><body>{lines}</body></html>")
}

/// UTF-8 where it is that, else the charset the head names, else Windows-1252.
fn decode(html: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(html) {
        return text.to_owned();
    }
    let head = String::from_utf8_lossy(&html[..html.len().min(4096)]).to_lowercase();
    let named = head.split("charset=").nth(1).and_then(|rest| {
        rest.trim_start_matches(['"', '\'']).split(|c: char| !c.is_alphanumeric() && !"-_".contains(c)).next()
    });
    let named = named.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    named.unwrap_or(encoding_rs::WINDOWS_1252).decode(html).0.into_owned()
}

fn dom_smoothie(html: &str, url: Option<&str>) -> Reading {
    let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
    let Ok(article) = dom_smoothie::Readability::new(html, url, Some(config)).and_then(|mut page| page.parse()) else {
        return Reading::default();
    };
    Reading {
        text: Some(article.text_content.to_string()),
        title: Some(article.title),
        author: article.byline,
        date: article.published_time,
    }
}

fn trafilatura(html: &str, url: Option<&str>) -> Reading {
    let mut options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    options.original_url = url.and_then(|url| url::Url::parse(url).ok());
    let Ok(page) = trafilatura::extract(html, &options) else { return Reading::default() };
    Reading {
        text: Some(page.content_text),
        title: Some(page.metadata.title),
        author: Some(page.metadata.author),
        date: page.metadata.date.map(|day| day.to_string()),
    }
}

fn rs_trafilatura(html: &str, url: Option<&str>) -> Reading {
    let options = rs_trafilatura::Options { url: url.map(str::to_owned), ..Default::default() };
    let Ok(page) = rs_trafilatura::extract_with_options(html, &options) else { return Reading::default() };
    Reading {
        text: Some(page.content_text),
        title: page.metadata.title,
        author: page.metadata.author,
        date: page.metadata.date.map(|time| time.to_rfc3339()),
    }
}

fn libreadability(html: &str, url: Option<&str>) -> Reading {
    let Ok(article) = libreadability::extract(html, url) else { return Reading::default() };
    Reading {
        text: Some(article.text_content),
        title: Some(article.title),
        author: Some(article.byline),
        date: Some(article.published_time),
    }
}
