//! Nouns and the groups of words around them: `rules/quantity/nouns.txt`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::number;
use super::rules::NOUNS;
use super::verb::{self, Tense};
use crate::{WordKind, Words};

/// Words of which every one may be looked up; one look for all lists.
#[derive(Default, Clone, Copy)]
struct Traits {
    plural: Option<&'static str>,
    no_plural: bool,
    stop: bool,
    adjective: bool,
    noun: bool,
    person: bool,
}

static TRAITS: LazyLock<HashMap<&'static str, Traits>> = LazyLock::new(|| {
    let mut traits: HashMap<_, Traits> = HashMap::new();
    for (plural, singular) in NOUNS.pairs("plurals") {
        traits.entry(plural).or_default().plural = Some(singular);
    }
    NOUNS.words("no plurals").for_each(|word| traits.entry(word).or_default().no_plural = true);
    NOUNS.words("stops").for_each(|word| traits.entry(word).or_default().stop = true);
    NOUNS.words("adjectives").for_each(|word| traits.entry(word).or_default().adjective = true);
    NOUNS.words("nouns with such endings").for_each(|word| traits.entry(word).or_default().noun = true);
    NOUNS.words("persons").for_each(|word| traits.entry(word).or_default().person = true);
    traits
});

static ADJECTIVE_ENDINGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NOUNS.set("adjective endings"));

fn traits(lower: &str) -> Traits {
    TRAITS.get(lower).copied().unwrap_or_default()
}

/// The singular of a lower-case noun; the word itself when it is no plural.
pub(super) fn singular(lower: &str) -> Cow<'_, str> {
    let listed = traits(lower);
    if let Some(single) = listed.plural {
        return Cow::Borrowed(single);
    }
    if listed.no_plural {
        return Cow::Borrowed(lower);
    }
    if let Some(stem) = lower
        .strip_suffix("men")
        .filter(|stem| stem.len() > 2 && !matches!(*stem, "speci" | "regi" | "abdo" | "acu" | "bitu" | "ye"))
    {
        return Cow::Owned(format!("{stem}man"));
    }
    if let Some(stem) = lower.strip_suffix("children") {
        return Cow::Owned(format!("{stem}child"));
    }
    let Some(stem) = lower.strip_suffix('s').filter(|stem| stem.len() >= 2) else { return Cow::Borrowed(lower) };
    let foreign = stem.ends_with("au");
    if stem.ends_with(['s', 'i', '\'', '’', '.'])
        || stem.ends_with('u') && !foreign
        || !stem.ends_with(char::is_alphanumeric)
    {
        return Cow::Borrowed(lower);
    }
    if let Some(root) = stem.strip_suffix("ie").filter(|root| root.len() > 1) {
        return Cow::Owned(format!("{root}y"));
    }
    if let Some(root) = stem.strip_suffix('e') {
        let hissing = ["ss", "sh", "ch", "x", "zz"].iter().any(|ending| root.ends_with(ending));
        let silent = root.ends_with("ach") && !root.ends_with("each") && !root.ends_with("oach");
        let after_o = root.ends_with('o') && root.len() > 3 && !root.ends_with("sho");
        if hissing && !silent || after_o {
            return Cow::Borrowed(root);
        }
    }
    Cow::Borrowed(stem)
}

/// True when a lower-case word looks like a plural noun; third-person verbs do as well.
pub(super) fn is_plural(lower: &str) -> bool {
    let listed = traits(lower);
    listed.plural.is_some() || lower.len() > 2 && !listed.no_plural && !listed.stop && singular(lower) != lower
}

/// True for words that end a noun group.
pub(super) fn is_stop(lower: &str) -> bool {
    lower.is_empty() || traits(lower).stop
}

/// True for words for people.
pub(super) fn is_person(singular: &str) -> bool {
    traits(singular).person
}

/// True for words that describe a noun and do not say what it is.
pub(super) fn is_adjective(lower: &str) -> bool {
    let listed = traits(lower);
    listed.adjective
        || lower.len() > 4 && !listed.noun && ADJECTIVE_ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Words that say what a number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// From the first to the head, as words of the text.
    pub words: Range<usize>,
    /// Head and the nouns before it, singular, lower case.
    pub name: String,
    /// All of it as written, without words that only join.
    pub phrase: String,
    /// Whether the head is a plural.
    pub plural: bool,
}

/// No noun group is longer.
const LONGEST: usize = 8;

/// The noun group that begins at word `at` and ends before `end`.
///
/// With `plural`, its head is the first plural noun that no other plural follows; without, the last word before what ends a group.
pub(super) fn group(words: &Words<'_>, at: usize, end: usize, plural: bool) -> Option<Group> {
    let mut head = None;
    let mut last = at;
    for i in at..end.min(at + LONGEST) {
        let word = words.lower(i);
        let Some(kind) = words.get(i).map(|w| w.kind) else { break };
        // "wooden and iron bridges": two descriptions of one noun.
        let joins = word == "and" && head.is_none() && i > at && plural && {
            let described = is_adjective(words.lower(i - 1)) || is_name(words, i - 1) && words.word(i - 1).len() == 1;
            described
                || words.get(i + 2).is_some_and(|w| w.kind == WordKind::Letters)
                    && is_plural(words.lower(i + 2))
                    && !is_plural(words.lower(i + 1))
        };
        // "Carl's new restaurants"
        let possessive = kind == WordKind::Clitic && i > at && head.is_none() && plural;
        let number = kind == WordKind::Digits && i > at && is_name(words, i - 1) && plural;
        let quote = matches!(word, "\"" | "“" | "‘" | "``") && head.is_none();
        let hyphen =
            word == "-" && i > at && head.is_none() && words.get(i + 1).is_some_and(|w| w.start == words[i].end);
        if joins || number || quote || possessive || hyphen {
            continue;
        }
        // "60 monthly clients"
        let each = i == at && super::scope::each(word).is_some() && {
            let next = words.lower(i + 1);
            plural && words.get(i + 1).is_some_and(|w| w.kind == WordKind::Letters) && !is_stop(next)
        };
        if each {
            continue;
        }
        let acronym = word.len() > 1 && !words.word(i).contains(char::is_lowercase);
        if kind != WordKind::Letters || is_stop(word) && !acronym || i > at && number::may_begin(word) {
            break;
        }
        if !plural {
            // One thing is no plural: "one plan calls"; but "one personnel carrier".
            let describes = || {
                let next = words.lower(i + 1);
                let noun = words.get(i + 1).is_some_and(|w| w.kind == WordKind::Letters) && i + 1 < end;
                noun && !is_stop(next) && !is_plural(next) && !is_verb_here(words, i + 1)
            };
            if i > at && (is_verb_here(words, i) || is_plural(word) && !describes()) {
                break;
            }
            head = Some(i);
            last = i;
            continue;
        }
        let capitals = words
            .word(i)
            .strip_suffix('s')
            .is_some_and(|stem| stem.len() > 1 && stem.bytes().all(|b| b.is_ascii_uppercase()));
        let is_plural = capitals || !acronym && is_plural(word);
        match (is_plural, head) {
            (true, None) => head = Some(i),
            // "trains collides": a verb follows its subject.
            (true, Some(_)) if verb::form(word).is_none() => head = Some(i),
            (_, Some(_)) => break,
            (false, None) if i > at && is_verb_here(words, i) && !is_adjective(word) => break,
            (false, None) => {}
        }
    }
    let head = head?.max(last.min(end));
    let possessed = words.get(head + 1).is_some_and(|w| w.kind == WordKind::Clitic) && head + 1 < end;
    if possessed && plural && words.get(head + 2).is_some_and(|w| w.kind == WordKind::Letters) {
        return None;
    }
    Some(Group {
        words: at..head + 1,
        name: name(words, at, head),
        phrase: phrase(words, at, head),
        plural: is_plural(words.lower(head)),
    })
}

/// Written with a capital letter: "Airbus", "iPhone".
pub(super) fn is_name(words: &Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    word.starts_with(char::is_uppercase)
        || word.starts_with('i') && word.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase)
}

/// A verb, not a noun or participle that looks the same: "boats sank", "one man tried".
fn is_verb_here(words: &Words<'_>, at: usize) -> bool {
    verb::form(words.lower(at)).is_some_and(|form| form.tense == Tense::Past)
        && !is_name(words, at)
        && !is_plural(words.lower(at + 1))
}

/// The head with the nouns before it: "pump house", not "large command post"; names stay out.
fn name(words: &Words<'_>, at: usize, head: usize) -> String {
    let is_noun = |&i: &usize| {
        let word = words.lower(i);
        words.get(i).is_some_and(|w| w.kind == WordKind::Letters)
            && !is_name(words, i)
            && !is_adjective(word)
            && !is_stop(word)
    };
    let first = (at..head).rev().take_while(is_noun).last().unwrap_or(head);
    let mut name = String::new();
    for i in first..head {
        name.push_str(words.lower(i));
        name.push(' ');
    }
    name.push_str(&singular(words.lower(head)));
    name
}

/// All words of the group but those that only join.
fn phrase(words: &Words<'_>, at: usize, head: usize) -> String {
    let mut phrase = String::new();
    for i in at..=head {
        let word = words.word(i);
        let counted = words.get(i).is_some_and(|w| matches!(w.kind, WordKind::Letters | WordKind::Digits));
        if !counted
            || matches!(words.lower(i), "and" | "other" | "more" | "further" | "additional" | "most")
            || word.ends_with("ly")
        {
            continue;
        }
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(word);
    }
    phrase
}
