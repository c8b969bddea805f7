//! The reader alone: every article of the files named, of any format, with its date and the evidence for it.
//!
//!     cargo run -p doublecheck --example read -- pages/*.html archive.warc.gz

use std::fs::File;
use std::io::{self, BufReader};

use doublecheck::{Tables, read};

fn main() -> io::Result<()> {
    for path in std::env::args().skip(1) {
        // Entries come one at a time: an archive of any size takes little memory.
        for entry in read::entries(&path, BufReader::new(File::open(&path)?)) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(problem) => {
                    eprintln!("{problem}");
                    continue;
                }
            };
            let (articles, problems) = entry.read(&Tables::default());
            problems.iter().for_each(|problem| eprintln!("{problem}"));
            for article in &articles {
                let stated = |value: &Option<doublecheck::Stated>| value.as_ref().map_or("?", |s| &s.value).to_owned();
                println!("{} | {} | {}", article.received, stated(&article.outlet), stated(&article.title));
                for clue in article.published.clues.iter().filter(|clue| clue.used) {
                    println!("  {:?}, {}", clue.words, clue.reason);
                }
                for block in article.body() {
                    println!("  {:>10}  {}", block.label.name(), article.text.slice(block.span));
                }
            }
        }
    }
    Ok(())
}
