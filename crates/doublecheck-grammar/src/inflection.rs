//! English word forms: singular of a noun, lemma of a verb, stem of any word.
//!
//! Small rules and the closed list `verbs.txt`; no dictionary. A word the rules do not know is returned as it is.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A form of a verb of `verbs.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbForm {
    /// The base form: "destroy".
    pub lemma: &'static str,
    /// Which form it is.
    pub tense: Tense,
}

/// Which form of a verb a word is. Where forms coincide ("hit"), the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// "destroyed", "struck", "stricken"
    Past,
    /// "destroying"
    Gerund,
    /// "destroys", which may be a plural noun as well ("strikes")
    Present,
    /// "destroy", which may be a noun as well ("strike")
    Base,
}

static VERBS: LazyLock<HashMap<String, VerbForm>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    let lines = || include_str!("verbs.txt").lines().filter(|line| !line.starts_with('#'));
    // Past forms first: where two verbs share a form ("found", "left"), the past of one is what news means.
    for past_pass in [true, false] {
        for line in lines() {
            let mut fields = line.split_whitespace();
            let Some(lemma) = fields.next() else { continue };
            let irregular: Vec<&str> = fields.clone().filter(|&f| f != "+").collect();
            let doubles = fields.any(|f| f == "+");
            let mut put = |form: String, tense| {
                forms.entry(form).or_insert(VerbForm { lemma, tense });
            };
            if past_pass {
                if irregular.is_empty() {
                    put(with_ending(lemma, "ed", doubles), Tense::Past);
                }
                irregular.iter().for_each(|past| put((*past).to_owned(), Tense::Past));
            } else {
                let doubles = doubles || ENDS_DOUBLE_ANYWAY.contains(&lemma);
                put(with_ending(lemma, "ing", doubles), Tense::Gerund);
                put(with_ending(lemma, "s", false), Tense::Present);
                put(lemma.to_owned(), Tense::Base);
            }
        }
    }
    forms
});

/// Irregular verbs that double their last letter before "-ing".
const ENDS_DOUBLE_ANYWAY: &[&str] = &[
    "hit", "cut", "set", "shut", "let", "run", "win", "swim", "sit", "split", "quit", "dig", "begin", "get", "forbid",
];

fn with_ending(lemma: &str, ending: &str, doubles: bool) -> String {
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    let before_last = lemma.chars().rev().nth(1);
    let consonant_y = lemma.ends_with('y') && !vowel(before_last);
    let stem = &lemma[..lemma.len() - 1];
    match ending {
        "s" if consonant_y => format!("{stem}ies"),
        "s" if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("sh") || lemma.ends_with("ch") => {
            format!("{lemma}es")
        }
        "s" => format!("{lemma}s"),
        "ing" if lemma == "die" => "dying".to_owned(),
        "ing" if lemma.ends_with('e') && !lemma.ends_with("ee") => format!("{stem}ing"),
        "ed" if lemma.ends_with('e') => format!("{lemma}d"),
        "ed" if consonant_y => format!("{stem}ied"),
        _ if doubles => format!("{lemma}{}{ending}", &lemma[lemma.len() - 1..]),
        _ => format!("{lemma}{ending}"),
    }
}

/// The verb a lower-case word is a form of, if `verbs.txt` lists it.
pub fn verb(lower: &str) -> Option<VerbForm> {
    VERBS.get(lower).copied()
}

/// The past participle of a verb of `verbs.txt`: "struck" of "strike"; the word itself when it is not listed.
pub fn past(lemma: &str) -> String {
    let lines = || include_str!("verbs.txt").lines();
    let Some(line) = lines().find(|line| line.split(' ').next() == Some(lemma)) else { return lemma.to_owned() };
    let irregular = line.split(' ').skip(1).filter(|&form| form != "+").last();
    irregular.map_or_else(|| with_ending(lemma, "ed", line.ends_with('+')), str::to_owned)
}

/// Plurals that rules do not give. A word that is its own singular stands twice.
const IRREGULAR_PLURALS: &[(&str, &str)] = &[
    ("people", "person"),
    ("persons", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("mice", "mouse"),
    ("geese", "goose"),
    ("lives", "life"),
    ("wives", "wife"),
    ("knives", "knife"),
    ("wolves", "wolf"),
    ("halves", "half"),
    ("shelves", "shelf"),
    ("calves", "calf"),
    ("leaves", "leaf"),
    ("loaves", "loaf"),
    ("thieves", "thief"),
    ("buses", "bus"),
    ("viruses", "virus"),
    ("campuses", "campus"),
    ("gases", "gas"),
    ("crises", "crisis"),
    ("bases", "base"),
    ("cases", "case"),
    ("houses", "house"),
    ("analyses", "analysis"),
    ("data", "data"),
    ("media", "media"),
    ("aircraft", "aircraft"),
    ("spacecraft", "spacecraft"),
    ("watercraft", "watercraft"),
    ("hovercraft", "hovercraft"),
    ("personnel", "personnel"),
    ("police", "police"),
    ("staff", "staff"),
    ("crew", "crew"),
    ("cattle", "cattle"),
    ("livestock", "livestock"),
    ("sheep", "sheep"),
    ("fish", "fish"),
    ("deer", "deer"),
    ("series", "series"),
    ("species", "species"),
    ("headquarters", "headquarters"),
    ("barracks", "barracks"),
    ("troops", "troop"),
    ("passers-by", "passer-by"),
    ("runners-up", "runner-up"),
];

/// Words that end like a plural and are none.
const NO_PLURALS: &[&str] = &[
    "news",
    "politics",
    "economics",
    "physics",
    "mathematics",
    "athletics",
    "diabetes",
    "always",
    "perhaps",
    "besides",
    "towards",
    "afterwards",
    "upwards",
    "across",
    "unless",
    "whereas",
    "yes",
    "was",
    "has",
    "does",
    "is",
    "as",
    "its",
    "his",
    "hers",
    "ours",
    "theirs",
    "this",
    "us",
    "thus",
    "plus",
    "versus",
    "overseas",
    "sometimes",
    "gas",
    "bus",
    "virus",
    "campus",
    "status",
    "focus",
    "census",
    "consensus",
    "crisis",
    "basis",
    "analysis",
    "terminus",
    "chaos",
    "else",
    "says",
];

/// Nouns that end in "-ie" already in the singular.
const IE_SINGULARS: &[&str] = &[
    "tie",
    "lie",
    "pie",
    "die",
    "movie",
    "zombie",
    "calorie",
    "rookie",
    "cookie",
    "sortie",
    "selfie",
    "prairie",
    "junkie",
    "hippie",
    "smoothie",
    "brownie",
    "bookie",
    "eyrie",
    "reverie",
    "menagerie",
    "genie",
    "birdie",
    "collie",
    "budgie",
];

/// The singular of a lower-case noun; the word itself when it is no plural.
pub fn singular(lower: &str) -> String {
    plural_of(lower).unwrap_or_else(|| lower.to_owned())
}

/// True when a lower-case word looks like a plural noun ("targets", "people", "aircraft").
///
/// Third-person verbs look the same ("strikes"); the caller knows from the position.
pub fn is_plural(lower: &str) -> bool {
    plural_of(lower).is_some()
}

/// Words that no rule gives: the singular, or none for those that are no plural.
static IRREGULARS: LazyLock<HashMap<&'static str, Option<&'static str>>> = LazyLock::new(|| {
    let plurals = IRREGULAR_PLURALS.iter().map(|&(plural, singular)| (plural, Some(singular)));
    NO_PLURALS.iter().map(|&word| (word, None)).chain(plurals).collect()
});

fn plural_of(lower: &str) -> Option<String> {
    if let Some(singular) = IRREGULARS.get(lower) {
        return singular.map(str::to_owned);
    }
    if let Some((stem, _)) = lower.rsplit_once("men").filter(|(stem, rest)| rest.is_empty() && stem.len() > 3) {
        return (!matches!(stem, "speci" | "regi" | "abdo" | "acu")).then(|| format!("{stem}man"));
    }
    if lower.len() < 4 {
        return None;
    }
    let stem = lower.strip_suffix('s')?;
    if stem.ends_with(['s', 'u', 'i', '\'', '’']) || !stem.ends_with(char::is_alphabetic) {
        // "class", "virus", "basis" — but "taxis", "menus".
        return matches!(lower, "taxis" | "skis" | "menus" | "emus").then(|| stem.to_owned());
    }
    if let Some(root) = stem.strip_suffix("ie") {
        return Some(if IE_SINGULARS.contains(&stem) { stem.to_owned() } else { format!("{root}y") });
    }
    if let Some(root) = stem.strip_suffix('e') {
        let hissing =
            root.ends_with("ss") || root.ends_with("sh") || root.ends_with("ch") || root.ends_with(['x', 'z']);
        let after_o = root.ends_with('o') && root.len() > 3 && !root.ends_with("sho");
        if (hissing && !root.ends_with("ach")) || root.ends_with("each") || root.ends_with("oach") || after_o {
            return Some(root.to_owned());
        }
    }
    Some(stem.to_owned())
}

/// A key under which the forms of a word, and words derived from it, fall together: "strikes", "striking" and "struck";
/// "operation" and "operations". Not a word for people to read.
pub fn stem(lower: &str) -> String {
    if let Some(form) = verb(lower) {
        return form.lemma.to_owned();
    }
    let single = singular(lower);
    if let Some(form) = verb(&single) {
        return form.lemma.to_owned();
    }
    for (ending, least) in [("ing", 4), ("ed", 4), ("ly", 4)] {
        if let Some(root) = single.strip_suffix(ending).filter(|root| root.len() >= least) {
            let undoubled = root.len() > 2
                && root.is_ascii()
                && root.as_bytes()[root.len() - 1] == root.as_bytes()[root.len() - 2]
                && !root.ends_with(['s', 'l', 'e', 'o']);
            let root = if undoubled { &root[..root.len() - 1] } else { root };
            return root.trim_end_matches('e').to_owned();
        }
    }
    match single.strip_suffix('e') {
        Some(root) if root.len() >= 4 => root.to_owned(),
        _ => single,
    }
}

/// Every base form that a lower-case word may be of, likely ones first: "criticises" may be of "criticize", "admitted" of
/// "admit". For looking words up in a list; most of what comes out is no word.
pub fn lemmas(lower: &str) -> Vec<String> {
    let mut found = vec![lower.to_owned()];
    found.extend(verb(lower).map(|form| form.lemma.to_owned()));
    found.extend(plural_of(lower));
    for ending in ["s", "ed", "ing"] {
        let Some(root) = lower.strip_suffix(ending).filter(|root| root.len() > 1) else { continue };
        found.push(root.to_owned());
        found.extend(root.strip_suffix("ie").or(root.strip_suffix('i')).map(|root| format!("{root}y")));
        match ending {
            "s" => found.extend(root.strip_suffix('e').map(str::to_owned)),
            _ => {
                found.push(format!("{root}e"));
                let last = root.chars().next_back().filter(char::is_ascii_alphabetic);
                found.extend(
                    last.and_then(|last| root.strip_suffix(last))
                        .filter(|one| one.chars().next_back() == last)
                        .map(str::to_owned),
                );
            }
        }
    }
    let american: Vec<String> =
        found.iter().filter_map(|form| form.strip_suffix("ise")).map(|root| format!("{root}ize")).collect();
    found.extend(american);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_lose_their_plural() {
        for (plural, single) in [
            ("targets", "target"),
            ("countries", "country"),
            ("matches", "match"),
            ("beaches", "beach"),
            ("boxes", "box"),
            ("houses", "house"),
            ("aches", "ache"),
            ("heroes", "hero"),
            ("people", "person"),
            ("firemen", "fireman"),
            ("passers-by", "passer-by"),
            ("bus", "bus"),
            ("bridge", "bridge"),
            ("bridges", "bridge"),
            ("class", "class"),
        ] {
            assert_eq!(singular(plural), single);
        }
    }

    #[test]
    fn verbs_have_their_lemma() {
        for (form, lemma) in [
            ("destroying", "destroy"),
            ("struck", "strike"),
            ("strikes", "strike"),
            ("fled", "flee"),
            ("dying", "die"),
            ("hitting", "hit"),
            ("denied", "deny"),
            ("dropped", "drop"),
            ("found", "find"),
        ] {
            assert_eq!(verb(form).map(|v| v.lemma), Some(lemma), "{form}");
        }
        assert_eq!(verb("table"), None);
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (one, other) in
            [("strikes", "striking"), ("operations", "operation"), ("refused", "refuse"), ("planned", "plans")]
        {
            assert_eq!(stem(one), stem(other));
        }
    }
}
