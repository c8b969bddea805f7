//! Who said what is found in any text without a panic, and every span slices to words of its article.

#![no_main]

use doublecheck::{Tables, read, statements_of};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (articles, _) = read::read("a.txt", bytes, &Tables::default());
    for article in &articles {
        for statement in statements_of(article, &Tables::default()).statements {
            for span in statement.content.iter().chain(&statement.source).chain(&statement.cue) {
                assert!(!article.text.slice(*span).trim().is_empty());
            }
        }
    }
});
