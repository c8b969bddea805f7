//! The times and quantities of the facts stick as other crates read them, for the scorer of that stick.
//!
//! ```text
//! cargo run --release -- KIND CRATE stick.jsonl SOURCE,SOURCE > out.jsonl
//! ```
//!
//! KIND and CRATE: `times` with `duckling`, `duckling-latent`, `dateparser`, `chrono-english`, `interim` or `two_timer`;
//! `quantities` with `duckling` or `text2num`.
//!
//! A line of the file holds `id`, `source`, `text` and, for times, the day it was `published`. Out comes one line for
//! each text of the named sources: `id` and `mentions`, with places in code points. How many words one processor core
//! reads in a second goes to standard error; words are what white space parts.
//!
//! `duckling` is given a sentence at a time; with `duckling-latent` it is also asked for what it calls latent, such as a
//! bare number that may be a year or an hour. The other four readers of time take a string that is nothing but a time;
//! `runs.rs` says which strings of a text they are offered, and `phrase.rs` how exact the answer is taken to be.
//! `text2num` knows numbers in words, nothing else.

use std::io::Write;
use std::ops::Range;
use std::time::Duration;
use std::{env, fs, io, panic};

use anyhow::{Context, Result, bail};
use chrono::{NaiveDate, NaiveDateTime};
use cpu_time::ProcessTime;
use serde::Deserialize;
use serde_json::{Value, json};

mod ducks;
mod phrase;
mod runs;
mod words;

/// Repeated until a measurement of speed has lasted so long.
const MEASURED: Duration = Duration::from_secs(1);

/// A line of the stick.
#[derive(Deserialize)]
struct Document {
    id: String,
    source: String,
    text: String,
    published: Option<String>,
}

/// What a crate found at some bytes of a text.
struct Mention {
    bytes: Range<usize>,
    kind: &'static str,
    value: String,
    unit: Option<String>,
    bound: &'static str,
}

impl Mention {
    fn time(bytes: Range<usize>, (kind, value): (&'static str, String)) -> Self {
        Self { bytes, kind, value, unit: None, bound: "=" }
    }

    fn quantity(bytes: Range<usize>, value: String, unit: Option<String>, bound: &'static str) -> Self {
        Self { bytes, kind: "quantity", value, unit, bound }
    }

    fn written(&self, text: &str) -> Value {
        let place = |byte: usize| text[..byte].chars().count();
        json!({
            "start": place(self.bytes.start),
            "end": place(self.bytes.end),
            "text": &text[self.bytes.clone()],
            "type": self.kind,
            "value": self.value,
            "unit": self.unit,
            "bound": self.bound,
        })
    }
}

/// Reads a text that was published at a time.
type Reader = Box<dyn Fn(&str, NaiveDateTime) -> Vec<Mention>>;

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [kind, name, stick, sources] = args.as_slice() else {
        bail!("usage: facts-peers times|quantities CRATE stick.jsonl SOURCE,SOURCE");
    };
    let read = reader(kind, name)?;
    let documents = documents(stick, sources)?;
    // Some crates panic on strings they do not know; such a string counts as no time.
    panic::set_hook(Box::new(|_| ()));
    let mut out = io::stdout().lock();
    for (document, published) in &documents {
        let mentions = read(&document.text, *published);
        let mentions: Vec<Value> = mentions.iter().map(|mention| mention.written(&document.text)).collect();
        writeln!(out, "{}", json!({ "id": document.id, "mentions": mentions }))?;
    }
    let words: usize = documents.iter().map(|(document, _)| document.text.split_whitespace().count()).sum();
    let (started, mut rounds) = (ProcessTime::now(), 0);
    while started.elapsed() < MEASURED {
        for (document, published) in &documents {
            std::hint::black_box(read(&document.text, *published));
        }
        rounds += 1;
    }
    let speed = (words * rounds) as f64 / started.elapsed().as_secs_f64();
    eprintln!("{kind} {name}: {} texts, {words} words, {speed:.0} words/s", documents.len());
    Ok(())
}

fn reader(kind: &str, name: &str) -> Result<Reader> {
    Ok(match (kind, name) {
        ("times", "duckling") => Box::new(|text, now| ducks::times(text, now, false)),
        ("times", "duckling-latent") => Box::new(|text, now| ducks::times(text, now, true)),
        ("times", "dateparser") => Box::new(|text, now| runs::times(text, now, phrase::dateparser)),
        ("times", "chrono-english") => Box::new(|text, now| runs::times(text, now, phrase::chrono_english)),
        ("times", "interim") => Box::new(|text, now| runs::times(text, now, phrase::interim)),
        ("times", "two_timer") => Box::new(|text, now| runs::times(text, now, phrase::two_timer)),
        ("quantities", "duckling") => Box::new(ducks::quantities),
        ("quantities", "text2num") => {
            let english = text2num::lang::English::new();
            Box::new(move |text, _| words::quantities(text, &english))
        }
        _ => bail!("no reader of {kind} is called {name}"),
    })
}

/// The texts of the named sources, each with the time it was published; midnight where only the day is known.
fn documents(stick: &str, sources: &str) -> Result<Vec<(Document, NaiveDateTime)>> {
    let lines = fs::read_to_string(stick).with_context(|| format!("cannot read {stick}"))?;
    let mut documents = Vec::new();
    for (n, line) in lines.lines().enumerate() {
        let document: Document = serde_json::from_str(line).with_context(|| format!("{stick}:{}", n + 1))?;
        if sources.split(',').any(|source| source == document.source) {
            let published = published(document.published.as_deref().unwrap_or("2020-01-01"))
                .with_context(|| format!("{stick}:{}: published", n + 1))?;
            documents.push((document, published));
        }
    }
    Ok(documents)
}

fn published(time: &str) -> Result<NaiveDateTime> {
    let day: NaiveDate = time.get(..10).unwrap_or(time).parse()?;
    let clock = time.get(11..16).map(|clock| format!("{clock}:00")).unwrap_or("00:00:00".into());
    Ok(day.and_time(clock.parse()?))
}
