//! How rare a word is in news.

use std::collections::HashMap;
use std::sync::LazyLock;

use doublecheck_grammar::learn::text_key;

/// In how many of a large number of news texts each stem occurs.
///
/// Fixed once and part of the library, so that what is told of two texts never depends on which others are there.
pub struct Frequencies {
    /// Texts that were counted.
    texts: f32,
    /// Hash of a stem -> rarity; stems that were seen once or never are absent.
    rarities: HashMap<u32, f32>,
}

static BUILT_IN: LazyLock<Frequencies> =
    LazyLock::new(|| Frequencies::read(include_bytes!("../models/frequencies.bin")));

impl Frequencies {
    /// The frequencies that are part of the library.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a table: the number of texts, then the key of each stem and the number of texts that have it, four bytes
    /// each, little end first. What is cut short is left out.
    pub fn read(bytes: &[u8]) -> Self {
        let number = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_le_bytes);
        let (texts, entries) = bytes.split_at(bytes.len().min(4));
        let texts = number(texts) as f32;
        let rarity = |entry: &[u8]| {
            let (key, count) = entry.split_at(4);
            (number(key), libm::logf((texts + 1.0) / (number(count) as f32 + 0.5)))
        };
        Self { texts, rarities: entries.chunks_exact(8).map(rarity).collect() }
    }

    /// Inverse document frequency of a stem (see [`doublecheck_grammar::inflection::stem`]): natural logarithm of one in
    /// how many texts has it. From 0 for "the" to about 10 for what was never seen.
    pub fn rarity(&self, stem: &str) -> f32 {
        self.rarities.get(&text_key(stem)).copied().unwrap_or_else(|| libm::logf((self.texts + 1.0) / 0.5))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_are_rarer() {
        let known = Frequencies::built_in();
        let rarities = ["the", "say", "harbour", "quokka"].map(|stem| known.rarity(stem));
        assert!(rarities.windows(2).all(|pair| pair[0] < pair[1]), "{rarities:?}");
    }

    #[test]
    fn a_broken_table_knows_nothing() {
        assert!(Frequencies::read(&[1, 2]).rarity("the") > 0.0);
    }
}
