//! How the cost of an article grows with the number that are there: `grow_story STORIES.jsonl COUNT`. Articles come from a
//! stick; each round has other names and, for half of the longer words, other words in every story, and leaves out some
//! sentences, so that a round's stories are like those of the last and yet others. Prints the speed of every tenth, and B-cubed of the whole.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::time::Duration;

use doublecheck_claims::story::{Document, Stories};
use doublecheck_grammar::learn::{Shuffle, text_key};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, count] = arguments.as_slice() else { return Err("usage: grow_story STORIES.jsonl COUNT".into()) };
    let count: usize = count.parse()?;
    let lines = fs::read_to_string(input)?;
    let records = lines.split('\n').filter(|line| !line.is_empty()).map(serde_json::from_str);
    let records: Vec<Value> = records.collect::<Result<_, _>>()?;
    let mut stories = Stories::new()?;
    let mut gold = Vec::new();
    let (mut spent, mut bytes, mut slowest) = (Duration::ZERO, 0, Duration::ZERO);
    let tenth = (count / 10).max(1);
    'rounds: for round in 0u32.. {
        for at in Shuffle::new(u64::from(round)).order(records.len()) {
            let record = &records[at];
            let field = |name: &str| record[name].as_str().unwrap_or_default();
            let title = other_names(field("title"), field("topic"), round);
            let text = other_names(field("text"), field("topic"), round);
            let start = processor_time()?;
            stories.add(&Document { day: None, title: &title, text: &text });
            let took = processor_time()? - start;
            (spent, slowest) = (spent + took, slowest.max(took));
            bytes += text.len();
            gold.push(format!("{round} {}", field("cluster")));
            if gold.len() % tenth == 0 {
                let speed = tenth as f64 / spent.as_secs_f64();
                let rate = bytes as f64 / spent.as_secs_f64() / 1e6;
                println!("{:7} articles: {speed:6.0} a second, {rate:.0} MB a second, slowest {slowest:?}", gold.len());
                (spent, bytes, slowest) = (Duration::ZERO, 0, Duration::ZERO);
            }
            if gold.len() == count {
                break 'rounds;
            }
        }
    }
    let told = stories.all();
    let mut of_told: BTreeMap<usize, f64> = BTreeMap::new();
    let mut of_gold: BTreeMap<&str, f64> = BTreeMap::new();
    let mut both: BTreeMap<(&str, usize), f64> = BTreeMap::new();
    for (gold, &told) in gold.iter().zip(&told) {
        *of_told.entry(told).or_default() += 1.0;
        *of_gold.entry(gold).or_default() += 1.0;
        *both.entry((gold, told)).or_default() += 1.0;
    }
    let total = told.len() as f64;
    let precision: f64 = both.iter().map(|((_, told), n)| n * n / of_told[told]).sum::<f64>() / total;
    let recall: f64 = both.iter().map(|((gold, _), n)| n * n / of_gold[gold]).sum::<f64>() / total;
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("{} stories for {}, B-cubed {precision:.3} / {recall:.3} / {f1:.3}", of_told.len(), of_gold.len());
    Ok(())
}

/// What the processor has worked for this thread (Linux).
fn processor_time() -> Result<Duration, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(Duration::from_nanos(stat.split_whitespace().next().ok_or("no times")?.parse()?))
}

/// The text with another word for each word with a capital and half of the longer ones, the same for the same topic and round; and from the second round
/// on, without one sentence in four.
fn other_names(text: &str, topic: &str, round: u32) -> String {
    if round == 0 {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 64);
    let seed = text_key(topic) ^ round.wrapping_mul(0x9e37_79b9);
    for line in text.split_inclusive('\n') {
        if line.len() > 1 && text_key(line).wrapping_add(seed).is_multiple_of(4) && !out.is_empty() {
            continue;
        }
        for word in line.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let mut key = text_key(&letters.to_lowercase()) ^ seed;
            let name = letters.starts_with(char::is_uppercase) && letters.chars().any(char::is_lowercase);
            if letters.len() > 2 && letters.is_ascii() && (name || letters.len() > 5 && key.is_multiple_of(2)) {
                for (at, c) in letters.char_indices() {
                    key = key.wrapping_mul(0x0100_0193) ^ (key >> 15);
                    let vowel = "aeiou".contains(c.to_ascii_lowercase());
                    let from: &[u8] = if vowel { b"aeiou" } else { b"bdfghklmnprstvw" };
                    let new = char::from(from[(key >> 8) as usize % from.len()]);
                    out.push(if at == 0 && name { new.to_ascii_uppercase() } else { new });
                }
                out.push_str(&word[letters.len()..]);
            } else {
                out.push_str(word);
            }
        }
    }
    out
}
