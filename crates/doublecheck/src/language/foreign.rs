//! Articles that are not in English.

use super::words::{Analysis, WordKind};

/// Words looked at: the beginning tells.
const SAMPLE: usize = 1000;
/// With fewer letters than this nothing is said: headlines, captions and lists of names look like any language.
const LEAST_LETTERS: usize = 120;
/// In running English at least this share of the words are function words; in most texts it is two in five.
const LEAST_SHARE: f64 = 0.15;

/// English words that carry grammar and not matter, without those that are frequent in other languages as well ("in",
/// "was", "die", "is", "as", "a", "on").
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "and", "to", "that", "for", "with", "by", "from", "it", "be", "are", "this", "have", "has", "had",
    "not", "but", "they", "were", "which", "said", "their", "been", "would", "there", "who", "its", "at", "or", "she",
    "his", "her", "we", "you", "will", "after", "when", "about", "up", "out", "could", "than", "into", "more", "says",
    "our", "my", "if", "what", "all", "can", "no", "do", "did", "them", "these", "those", "while", "against",
];

/// The language that an article is in ("German", or "Cyrillic script" where only that is sure), if it is surely not
/// English. Short texts never are.
///
/// Two things must agree: hardly any English function words, and letter trigrams of another language (Cavnar and Trenkle
/// 1994, by the crate whatlang) or another script. Time does not grow with the text.
pub fn foreign(analysis: &Analysis<'_>) -> Option<String> {
    let body = analysis
        .sentences
        .iter()
        .filter(|sentence| analysis.article.blocks.get(sentence.block).is_some_and(|block| block.label.is_body()));
    let words: Vec<usize> = body
        .flat_map(|sentence| sentence.words.clone())
        .filter(|&at| analysis.words.get(at).is_some_and(|word| word.kind == WordKind::Letters))
        .take(SAMPLE)
        .collect();
    let english = words.iter().filter(|&&at| FUNCTION_WORDS.contains(&analysis.lower(at))).count();
    if english as f64 >= words.len() as f64 * LEAST_SHARE {
        return None;
    }
    // A word of a script without blanks can be as long as a text.
    let sample: String = words.iter().flat_map(|&at| analysis.lower(at).chars().take(200).chain([' '])).collect();
    if sample.chars().filter(|c| c.is_alphabetic()).count() < LEAST_LETTERS {
        return None;
    }
    let found = whatlang::detect(&sample)?;
    match (found.is_reliable(), found.script()) {
        (true, _) => Some(found.lang().eng_name().to_owned()).filter(|_| found.lang() != whatlang::Lang::Eng),
        (false, whatlang::Script::Latin) => None,
        (false, script) => Some(format!("{script} script")),
    }
}
