//! Any bytes in any format are read without a panic, and every block slices to words of its article.

#![no_main]

use doublecheck::{Tables, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for path in ["-", "a.txt", "a.html", "a.jsonl"] {
        let (mut articles, _) = read::read(path, bytes, &Tables::default());
        read::label(&mut articles);
        for article in &articles {
            let mut end = 0;
            for block in &article.blocks {
                assert!(block.span.start >= end && !article.text.slice(block.span).trim().is_empty());
                end = block.span.end;
            }
        }
    }
});
