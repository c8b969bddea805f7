//! Facts are found in any text without a panic, and every span slices to words of its article.

#![no_main]

use doublecheck::{Tables, fact_sheet, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (articles, problems) = read::read("a.txt", bytes, &Tables::default());
    let found = fact_sheet(articles, problems, &Tables::default());
    for (article, facts) in found.articles.iter().zip(&found.facts) {
        let times = facts.times.iter().map(|time| time.span);
        let quantities = facts.quantities.iter().map(|quantity| quantity.span);
        let toponyms = facts.toponyms.iter().map(|toponym| toponym.span);
        let mentions = facts.entities.iter().flat_map(|entity| &entity.mentions).map(|mention| mention.span);
        for span in times.chain(quantities).chain(toponyms).chain(mentions) {
            assert!(!article.text.slice(span).trim().is_empty());
        }
    }
});
