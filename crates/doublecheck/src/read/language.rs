//! The language an article is in, and passages in another.
//!
//! Letter trigrams tell (Cavnar and Trenkle 1994, by the crate whatlang). They cost more than reading does, so they are
//! asked about the beginnings of some paragraphs only, and about paragraphs in which the article's own commonest words are missing.

use std::collections::{HashMap, HashSet};

use whatlang::{Lang, Script, detect, detect_script};

use super::label::Piece;
use super::lines::trim;
use crate::model::{Evidence, ForeignPassage, Stated, Text};

/// Letters asked about, and how many of a paragraph at least.
const SAMPLE: usize = 600;
const PART: usize = 120;
/// With fewer letters than this nothing is said of a text, and of a passage.
const LEAST: usize = 80;
const LEAST_OF_PASSAGE: usize = 60;
/// How many of the commonest words stand for the article, and the least share of a paragraph's words they make.
const COMMON: usize = 40;
const LEAST_SHARE: f64 = 0.1;

/// The language of the article, by its text or else as the page states it, and the passages in another. `stated` is the
/// page's code for its language ("de-AT").
pub(super) fn languages(text: &Text, pieces: &[Piece], stated: Option<&str>) -> (Option<Stated>, Vec<ForeignPassage>) {
    let whole = text.as_str();
    let body: Vec<(&Piece, &str)> = pieces
        .iter()
        .filter(|piece| piece.label.is_body())
        .filter_map(|piece| Some((piece, whole.get(piece.bytes.clone())?)))
        .collect();
    // A quotation in another language may come first: every part of the text is heard.
    let step = body.len().div_ceil(SAMPLE / PART).max(1);
    let sample: String = body
        .iter()
        .step_by(step)
        .flat_map(|(_, words)| words.chars().take(PART.max(SAMPLE / body.len())).chain([' ']))
        .collect();
    let found = (letters(&sample) >= LEAST).then(|| detect(&sample)).flatten().filter(whatlang::Info::is_reliable);
    let named = stated.and_then(by_code);
    let first = body.first().map(|(piece, _)| text.span(piece.bytes.clone()));
    let (language, lang) = match (found, named, first) {
        (Some(found), _, Some(span)) => {
            let value = found.lang().eng_name().to_owned();
            (Some(Stated { value, evidence: Evidence::Words(span) }), Some(found.lang()))
        }
        (_, Some(lang), _) => {
            let field = format!("html lang={}", stated.map(trim).unwrap_or_default());
            (Some(Stated { value: lang.eng_name().to_owned(), evidence: Evidence::Field(field) }), Some(lang))
        }
        _ => (None, None),
    };
    let passages = lang.map(|lang| foreign(text, &body, lang)).unwrap_or_default();
    (language, passages)
}

fn foreign(text: &Text, body: &[(&Piece, &str)], own: Lang) -> Vec<ForeignPassage> {
    let common = common(body);
    let script = body.first().and_then(|(_, words)| detect_script(words));
    body.iter()
        .filter(|(_, words)| letters(words) >= LEAST_OF_PASSAGE)
        .filter(|(_, words)| {
            let (all, known) = words
                .split_whitespace()
                .fold((0usize, 0usize), |(all, known), w| (all + 1, known + usize::from(common.contains(&folded(w)))));
            detect_script(words) != script || (known as f64) < all as f64 * LEAST_SHARE
        })
        .filter_map(|(piece, words)| {
            let found = detect(&sample(std::iter::once(*words), SAMPLE))?;
            let other = found.is_reliable() && found.lang() != own && !close(found.lang(), own);
            let spaced =
                !matches!(found.script(), Script::Mandarin | Script::Hiragana | Script::Katakana | Script::Thai);
            (other && (spaced || Some(found.script()) != script)).then(|| ForeignPassage {
                span: text.span(piece.bytes.clone()),
                language: found.lang().eng_name().to_owned(),
            })
        })
        .collect()
}

/// Languages that trigrams of a paragraph do not keep apart.
fn close(one: Lang, other: Lang) -> bool {
    const FAMILIES: &[&[Lang]] = &[
        &[Lang::Nob, Lang::Dan, Lang::Swe],
        &[Lang::Spa, Lang::Por, Lang::Cat, Lang::Ita],
        &[Lang::Rus, Lang::Ukr, Lang::Bel, Lang::Bul, Lang::Mkd, Lang::Srp],
        &[Lang::Ces, Lang::Slk],
        &[Lang::Hrv, Lang::Slv, Lang::Srp],
        &[Lang::Deu, Lang::Nld, Lang::Afr],
        &[Lang::Hin, Lang::Mar, Lang::Nep],
        &[Lang::Ara, Lang::Pes, Lang::Urd],
        &[Lang::Ind, Lang::Jav],
    ];
    FAMILIES.iter().any(|family| family.contains(&one) && family.contains(&other))
}

/// The words that most paragraphs share, two at least: without them a paragraph is odd.
fn common(body: &[(&Piece, &str)]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (_, words) in body.iter().take(60) {
        let of_paragraph: HashSet<String> = words.split_whitespace().take(80).map(folded).collect();
        for word in of_paragraph {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut words: Vec<(String, usize)> =
        counts.into_iter().filter(|(word, paragraphs)| !word.is_empty() && *paragraphs > 1).collect();
    words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.into_iter().take(COMMON).map(|(word, _)| word).collect()
}

fn folded(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).chars().take(20).flat_map(char::to_lowercase).collect()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).take(SAMPLE).count()
}

fn sample<'t>(texts: impl Iterator<Item = &'t str>, most: usize) -> String {
    texts.flat_map(|text| text.chars().chain([' '])).take(most).collect()
}

/// The language of a code of two letters, with or without a country.
fn by_code(code: &str) -> Option<Lang> {
    let code: String = code.trim().chars().take_while(char::is_ascii_alphabetic).flat_map(char::to_lowercase).collect();
    let three = match code.as_str() {
        "ar" => "ara",
        "bg" => "bul",
        "bn" => "ben",
        "ca" => "cat",
        "cs" => "ces",
        "da" => "dan",
        "de" => "deu",
        "el" => "ell",
        "en" => "eng",
        "es" => "spa",
        "et" => "est",
        "fa" => "pes",
        "fi" => "fin",
        "fr" => "fra",
        "he" | "iw" => "heb",
        "hi" => "hin",
        "hr" => "hrv",
        "hu" => "hun",
        "id" => "ind",
        "it" => "ita",
        "ja" => "jpn",
        "ko" => "kor",
        "lt" => "lit",
        "lv" => "lav",
        "nb" | "no" | "nn" => "nob",
        "nl" => "nld",
        "pl" => "pol",
        "pt" => "por",
        "ro" => "ron",
        "ru" => "rus",
        "sk" => "slk",
        "sl" => "slv",
        "sr" => "srp",
        "sv" => "swe",
        "th" => "tha",
        "tr" => "tur",
        "uk" => "ukr",
        "ur" => "urd",
        "vi" => "vie",
        "zh" => "cmn",
        other => other,
    };
    Lang::from_code(three)
}
