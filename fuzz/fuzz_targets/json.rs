//! Any bytes are a JSON file or JSON Feed: its entries are found and read without a panic, each with words of its own.

#![no_main]

use doublecheck::{Tables, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for entry in read::entries("a.json", bytes).flatten() {
        for article in entry.read(&Tables::default()).0 {
            assert!(article.body().all(|block| !article.text.slice(block.span).trim().is_empty()));
        }
    }
});
