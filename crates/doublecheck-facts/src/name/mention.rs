//! Mentions: names, noun phrases and pronouns that may stand for the same person, body or place.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use doublecheck_grammar::learn::key;

use super::lists::{Class, entries, word_key};
use super::seen::{Case, Seen};
use super::{Name, NameType};
use crate::{WordKind, Words};

/// What a mention is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// "she"
    Pronoun,
    /// "Minister Ana Torvald"
    Name,
    /// "the minister"
    Noun,
}

/// Pronouns that behave alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    None,
    First,
    FirstPlural,
    Second,
    Male,
    Female,
    Thing,
    Plural,
    Relative,
    There,
    Pointing,
}

/// What kind of thing a mention may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Unknown,
    Person,
    Body,
    Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Unknown,
    Male,
    Female,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    Unknown,
    One,
    Many,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    None,
    Definite,
    Indefinite,
    Pointing,
    Owner,
    Quantity,
}

/// A mention and what its words tell.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub words: Range<usize>,
    pub sentence: usize,
    pub line: usize,
    pub form: Form,
    pub pronoun: Pronoun,
    /// The words of the name alone.
    pub name: Option<Range<usize>>,
    pub kind: Option<NameType>,
    pub head: u32,
    /// Key of the phrase without determiner and possessive.
    pub phrase: u32,
    /// Keys of its words that carry meaning, up to the end of the head.
    pub content: Vec<u32>,
    pub sort: Sort,
    pub sex: Sex,
    pub count: Count,
    pub determiner: Determiner,
    /// Key of the letters of an abbreviation, or of the initials of a long name.
    pub letters: Option<u32>,
    pub quoted: bool,
    /// Words behind the head.
    pub tail: usize,
    /// True behind a preposition.
    pub governed: bool,
    /// The last word of the name: a family name, or the only word.
    pub last_word: Option<u32>,
    /// The first word of the name of a person with more than one.
    pub given: Option<u32>,
    /// The line of the rules that lists names of the same body or state.
    pub alias: Option<u32>,
    /// The words by which what it stands for is found again.
    pub keys: Vec<u32>,
}

/// Reads the mentions at given words; `names` are those of the article.
pub(super) fn mentions(seen: &Seen<'_>, names: &[Name], spans: &[Range<usize>]) -> Vec<Mention> {
    let lines = lines(seen.words);
    let quoted = quoted(seen.words);
    spans.iter().map(|span| mention(seen, names, span.clone(), &lines, &quoted)).collect()
}

fn mention(seen: &Seen<'_>, names: &[Name], span: Range<usize>, lines: &[u32], quoted: &[bool]) -> Mention {
    let words = seen.words;
    let mut end = span.end;
    while end > span.start + 1 && words.get(end - 1).is_some_and(|word| word.kind == WordKind::Clitic) {
        end -= 1;
    }
    let mut start = span.start;
    while start + 1 < end && DETERMINERS.contains(&words.lower(start)) {
        start += 1;
    }
    let first = words.lower(span.start);
    let mut head_end = (start + 1..end).find(|&at| ends_head(words, at)).unwrap_or(end);
    while head_end > start + 1
        && words[head_end - 1].kind != WordKind::Letters
        && words[head_end - 1].kind != WordKind::Digits
    {
        head_end -= 1;
    }
    let within: Vec<&Name> = inside(names, &span).iter().collect();
    // "the ambassador to Norland Ada Marsh": the name ends the phrase.
    let titled = within.iter().rev().find(|name| {
        name.words.end == end
            && name.kind == NameType::Person
            && name.words.start > start
            && !PREPOSITIONS.contains(&words.lower(name.words.start - 1))
            && words.lower(name.words.start - 1) != ","
            && words.lower(name.words.start - 1) != "and"
    });
    let named = titled.or_else(|| within.iter().find(|name| name.words.end >= head_end && name.words.start < head_end));
    let pronoun = if span.len() == 1 { pronoun(first) } else { Pronoun::None };
    let name = match named {
        Some(name) if pronoun == Pronoun::None => Some(name.words.clone()),
        _ => None,
    };
    let head_at = name
        .as_ref()
        .map_or(head_end.max(start + 1), |name| name.end)
        .saturating_sub(1)
        .min(words.len().saturating_sub(1));
    let form = match (pronoun, &name) {
        (Pronoun::None, Some(_)) => Form::Name,
        (Pronoun::None, None) if seen.at.get(head_at).is_some_and(|word| word.is_capitalised() && !word.opens) => {
            Form::Name
        }
        (Pronoun::None, None) => Form::Noun,
        _ => Form::Pronoun,
    };
    let kind = named.map(|name| name.kind);
    let core = start..(head_at + 1).max(start + 1).min(words.len().max(start + 1));
    let content: Vec<u32> = core
        .clone()
        .filter(|&at| at < words.len() && !matches!(words[at].kind, WordKind::Mark | WordKind::Clitic))
        .filter(|&at| !STOP_WORDS.contains(&words.lower(at)))
        .map(|at| stem(words.lower(at)))
        .collect();
    let phrase = (start..end).fold(1, |sum, at| key(sum, word_key(words.lower(at))));
    let count = count(words, &span, head_at, pronoun, form);
    let head = stem(words.lower(head_at));
    let letters = letters(seen, name.as_ref().unwrap_or(&core));
    let last_word = name.as_ref().filter(|name| !name.is_empty()).map(|name| word_key(words.lower(name.end - 1)));
    let is_person = kind == Some(NameType::Person);
    let given = name.as_ref().filter(|name| is_person && name.len() > 1).map(|name| word_key(words.lower(name.start)));
    let alias = name.as_ref().and_then(|name| alias(&words.text()[words.bytes(name.clone())]));
    let mut keys = Vec::new();
    if form != Form::Pronoun {
        keys.extend([phrase, head]);
        keys.extend(letters.into_iter().chain(last_word).chain(alias));
        keys.extend(content.last());
        keys.extend(content.iter().take(if form == Form::Name { 4 } else { 0 }));
        keys.sort_unstable();
        keys.dedup();
    }
    Mention {
        sentence: words.sentence_of(span.start).unwrap_or_default(),
        line: lines.partition_point(|&line| line as usize <= span.start),
        form,
        pronoun,
        kind,
        head,
        phrase,
        content,
        sort: sort(seen, kind, head_at, pronoun, form),
        sex: sex(seen, name.as_ref(), &core, head_at, pronoun),
        count,
        determiner: determiner(first, span.len(), words, end),
        letters,
        last_word,
        given,
        alias,
        keys,
        quoted: quoted.get(span.start).copied().unwrap_or_default(),
        tail: end.saturating_sub(head_at + 1),
        governed: span.start > 0 && PREPOSITIONS.contains(&words.lower(span.start - 1)),
        words: span,
        name,
    }
}

/// The names that lie wholly inside a run of words.
pub(super) fn inside<'n>(names: &'n [Name], span: &Range<usize>) -> &'n [Name] {
    let from = names.partition_point(|name| name.words.start < span.start);
    let to = from + names[from..].partition_point(|name| name.words.end <= span.end);
    &names[from..to]
}

/// A word without the ending of the plural, accents and case.
pub(super) fn stem(lower: &str) -> u32 {
    let single = match lower.strip_suffix("ies") {
        Some(root) if root.len() > 2 => return word_key(&format!("{root}y")),
        _ => lower,
    };
    match single.strip_suffix('s') {
        Some(root) if root.len() > 3 && !root.ends_with(['s', 'u', 'i']) => word_key(root),
        _ => word_key(single),
    }
}

fn ends_head(words: &Words<'_>, at: usize) -> bool {
    let lower = words.lower(at);
    PREPOSITIONS.contains(&lower)
        || matches!(
            lower,
            "who"
                | "whom"
                | "which"
                | "that"
                | "whose"
                | "where"
                | ","
                | "("
                | "["
                | ":"
                | ";"
                | "–"
                | "—"
                | "--"
                | "and"
                | "or"
        )
        || (lower.ends_with("ing")
            && lower.len() > 5
            && at + 1 < words.len()
            && !words.word(at).starts_with(char::is_uppercase))
}

fn lines(words: &Words<'_>) -> Vec<u32> {
    let mut starts = Vec::new();
    let mut last = 0;
    for (index, word) in words.iter().enumerate() {
        if words.text()[last..word.start as usize].contains('\n') {
            starts.push(index as u32);
        }
        last = word.end as usize;
    }
    starts
}

/// For each word whether it stands inside quotation marks; a mark is forgotten at the end of its line.
fn quoted(words: &Words<'_>) -> Vec<bool> {
    let mut open = false;
    let mut last = 0;
    let mut quoted = Vec::with_capacity(words.len());
    for (index, word) in words.iter().enumerate() {
        if words.text()[last..word.start as usize].contains('\n') {
            open = false;
        }
        last = word.end as usize;
        match words.word(index) {
            "“" | "``" | "«" => open = true,
            "”" | "''" | "»" => open = false,
            "\"" => open = !open,
            _ => {}
        }
        quoted.push(open);
    }
    quoted
}

fn pronoun(lower: &str) -> Pronoun {
    match lower {
        "i" | "me" | "my" | "mine" | "myself" => Pronoun::First,
        "we" | "us" | "our" | "ours" | "ourselves" => Pronoun::FirstPlural,
        "you" | "your" | "yours" | "yourself" | "yourselves" => Pronoun::Second,
        "he" | "him" | "his" | "himself" => Pronoun::Male,
        "she" | "her" | "hers" | "herself" => Pronoun::Female,
        "it" | "its" | "itself" => Pronoun::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::Plural,
        "who" | "whom" | "whose" | "which" => Pronoun::Relative,
        "there" | "here" => Pronoun::There,
        "this" | "that" | "these" | "those" | "one" | "both" | "everyone" | "someone" | "anyone" | "nobody"
        | "others" => Pronoun::Pointing,
        _ => Pronoun::None,
    }
}

fn determiner(first: &str, len: usize, words: &Words<'_>, end: usize) -> Determiner {
    match first {
        "the" => Determiner::Definite,
        "a" | "an" | "another" => Determiner::Indefinite,
        "this" | "that" | "these" | "those" | "such" => Determiner::Pointing,
        "my" | "your" | "his" | "her" | "its" | "our" | "their" | "whose" if len > 1 => Determiner::Owner,
        "some" | "many" | "several" | "all" | "each" | "every" | "any" | "no" | "few" | "most" | "other" | "more"
        | "one" | "two" | "three" | "four" | "five" | "both" | "over" | "about" | "nearly" | "hundreds"
        | "thousands" => Determiner::Quantity,
        _ if first.starts_with(|c: char| c.is_ascii_digit()) => Determiner::Quantity,
        _ => {
            // "the mayor's office", "Norland's minister"
            let from = end.saturating_sub(len);
            match (from..end.saturating_sub(1)).any(|at| matches!(words.lower(at), "'s" | "’s")) {
                true => Determiner::Owner,
                false => Determiner::None,
            }
        }
    }
}

fn count(words: &Words<'_>, span: &Range<usize>, head: usize, pronoun: Pronoun, form: Form) -> Count {
    match pronoun {
        Pronoun::First | Pronoun::Male | Pronoun::Female | Pronoun::Thing => return Count::One,
        Pronoun::FirstPlural | Pronoun::Plural => return Count::Many,
        Pronoun::None => {}
        _ => return Count::Unknown,
    }
    let (first, head) = (words.lower(span.start), words.lower(head));
    if matches!(first, "a" | "an" | "this" | "that" | "one" | "another" | "each" | "every") {
        return Count::One;
    }
    let many = matches!(
        first,
        "these" | "those" | "two" | "three" | "both" | "several" | "many" | "all" | "few" | "four" | "five"
    );
    if many || matches!(head, "people" | "men" | "women" | "children" | "police" | "persons") {
        return Count::Many;
    }
    if span.clone().skip(1).any(|at| words.lower(at) == "and") && form == Form::Noun {
        return Count::Many;
    }
    match form {
        Form::Noun if head.ends_with('s') && !head.ends_with("ss") && head.len() > 3 => Count::Many,
        Form::Noun => Count::One,
        _ => Count::Unknown,
    }
}

fn sort(seen: &Seen<'_>, kind: Option<NameType>, head: usize, pronoun: Pronoun, form: Form) -> Sort {
    match pronoun {
        Pronoun::First | Pronoun::Male | Pronoun::Female | Pronoun::Second => return Sort::Person,
        Pronoun::There => return Sort::Place,
        Pronoun::None => {}
        _ => return Sort::Unknown,
    }
    match kind {
        Some(NameType::Person | NameType::Norp) => return Sort::Person,
        Some(NameType::Organization) => return Sort::Body,
        Some(NameType::Location | NameType::Facility) => return Sort::Place,
        _ => {}
    }
    let Some(word) = seen.at.get(head) else { return Sort::Unknown };
    let lower = seen.words.lower(head);
    let single = lower.strip_suffix('s').unwrap_or(lower);
    let has = |class: Class| word.marks.has(class) || seen.plural_of(single, class);
    let family = form == Form::Name && word.marks.has(Class::Family) && !word.marks.has(Class::Town);
    if family || has(Class::Role) || matches!(lower, "people" | "men" | "women" | "children") {
        Sort::Person
    } else if has(Class::OrganisationWord) {
        Sort::Body
    } else if has(Class::PlaceWord)
        || has(Class::FacilityWord)
        || word.marks.has(Class::State)
        || word.marks.has(Class::Town)
        || matches!(lower, "country" | "countries" | "nation" | "area" | "site")
    {
        Sort::Place
    } else {
        Sort::Unknown
    }
}

fn sex(seen: &Seen<'_>, name: Option<&Range<usize>>, core: &Range<usize>, head: usize, pronoun: Pronoun) -> Sex {
    match pronoun {
        Pronoun::Male => return Sex::Male,
        Pronoun::Female => return Sex::Female,
        _ => {}
    }
    let of = |at: usize| match seen.at.get(at).map(|word| word.marks) {
        Some(marks) if marks.has(Class::Male) && !marks.has(Class::Female) => Sex::Male,
        Some(marks) if marks.has(Class::Female) && !marks.has(Class::Male) => Sex::Female,
        _ => Sex::Unknown,
    };
    let Some(name) = name else { return of(head) };
    let title = (core.start..name.start).map(of).find(|&sex| sex != Sex::Unknown);
    // A given name tells, a family name does not.
    title.unwrap_or(if name.len() > 1 || core.start == name.start { of(name.start) } else { Sex::Unknown })
}

/// Names that mean the same, from the rules: organisations and states.
static ALIASES: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let files = [include_str!("../../rules/name/organisations.txt"), include_str!("../../rules/name/states.txt")];
    let mut aliases = HashMap::new();
    let lines = files.iter().flat_map(|file| entries(file)).filter(|line| line.len() > 1 && !line[0].starts_with('+'));
    for (number, line) in lines.enumerate() {
        for name in line {
            aliases.entry(plain(name)).or_insert(number as u32 + 1);
        }
    }
    aliases
});

fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).replace('.', "")
}

/// The line of the rules that lists this name.
fn alias(name: &str) -> Option<u32> {
    ALIASES.get(&plain(name)).copied()
}

fn letters(seen: &Seen<'_>, name: &Range<usize>) -> Option<u32> {
    let words = seen.words;
    if name.len() == 1 && seen.at.get(name.start).is_some_and(|word| word.case == Case::Capitals) {
        let letters: String = words.lower(name.start).chars().filter(|c| c.is_alphanumeric()).collect();
        return Some(word_key(&letters));
    }
    let initials: String = name
        .clone()
        .filter(|&at| seen.at.get(at).is_some_and(|word| word.is_capitalised()))
        .filter_map(|at| words.lower(at).chars().next())
        .collect();
    (initials.chars().count() > 1).then(|| word_key(&initials))
}

pub(super) const PREPOSITIONS: &[&str] = &[
    "of",
    "in",
    "on",
    "at",
    "for",
    "from",
    "to",
    "with",
    "by",
    "as",
    "about",
    "against",
    "near",
    "over",
    "under",
    "into",
    "between",
    "among",
    "during",
    "after",
    "before",
    "behind",
    "around",
    "across",
    "through",
    "off",
    "without",
    "within",
    "upon",
    "toward",
    "towards",
    "outside",
    "inside",
    "despite",
    "including",
    "like",
    "than",
];

const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their", "some",
    "any", "all", "each", "every", "no", "another", "such", "both",
];

const STOP_WORDS: &[&str] = &[
    "the", "a", "an", "of", "and", "in", "on", "for", "at", "to", "by", "with", "his", "her", "its", "their", "our",
    "my", "this", "that", "these", "those", "some", "any", "all", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.",
    "de", "la",
];
