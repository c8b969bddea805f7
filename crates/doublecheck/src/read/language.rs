//! The language an article is in, and passages in another.
//!
//! Letter trigrams tell (Cavnar and Trenkle 1994, by the crate whatlang). They cost more than reading does, so they are
//! asked about the beginnings of some paragraphs only, and about paragraphs in which the article's own commonest words are missing.

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
    let paragraphs: Vec<Vec<u64>> =
        body.iter().map(|(_, words)| words.split_whitespace().map(folded).collect()).collect();
    let common = common(&paragraphs);
    let script = |words: &str| detect_script(words.char_indices().nth(SAMPLE).map_or(words, |(end, _)| &words[..end]));
    let usual = body.first().and_then(|(_, words)| script(words));
    body.iter()
        .zip(&paragraphs)
        .filter(|((_, words), _)| letters(words) >= LEAST_OF_PASSAGE)
        .filter(|((_, words), all)| {
            let known = all.iter().filter(|word| common.binary_search(word).is_ok()).count();
            (known as f64) < all.len() as f64 * LEAST_SHARE || script(words) != usual
        })
        .map(|(part, _)| part)
        .filter_map(|(piece, words)| {
            let found = detect(&sample(std::iter::once(*words), SAMPLE))?;
            let other = found.is_reliable() && found.lang() != own && !close(found.lang(), own);
            let spaced =
                !matches!(found.script(), Script::Mandarin | Script::Hiragana | Script::Katakana | Script::Thai);
            (other && (spaced || Some(found.script()) != usual)).then(|| ForeignPassage {
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

/// The words that most paragraphs share, two at least, in order: without them a paragraph is odd.
fn common(paragraphs: &[Vec<u64>]) -> Vec<u64> {
    let mut seen: Vec<(u64, usize)> = Vec::new();
    for (paragraph, words) in paragraphs.iter().take(60).enumerate() {
        seen.extend(words.iter().take(80).filter(|word| **word != 0).map(|word| (*word, paragraph)));
    }
    seen.sort_unstable();
    seen.dedup();
    let mut counts: Vec<(usize, u64)> =
        seen.chunk_by(|a, b| a.0 == b.0).filter(|of| of.len() > 1).map(|of| (of.len(), of[0].0)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let mut words: Vec<u64> = counts.into_iter().take(COMMON).map(|(_, word)| word).collect();
    words.sort_unstable();
    words
}

/// A number for a word without its marks and capitals (FNV-1a); 0 for marks alone.
fn folded(word: &str) -> u64 {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let mix = |hash: u64, letter: u32| (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
    if bare.is_empty() {
        0
    } else if bare.is_ascii() {
        bare.bytes().take(20).fold(START, |hash, letter| mix(hash, letter.to_ascii_lowercase().into()))
    } else {
        bare.chars().take(20).flat_map(char::to_lowercase).fold(START, |hash, letter| mix(hash, letter.into()))
    }
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
