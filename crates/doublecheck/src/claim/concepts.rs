//! From words to concepts: what a text is about, free of inflection, synonym and alias.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use doublecheck_claims::Frequencies;
use doublecheck_grammar::calendar;

use crate::language::{Analysis, WordKind, is_number_word, organisation_at, state, state_at, stem};
use crate::model::{Figure, Id, Party, Speaker, SpeakerKind, Tables};

/// A concept in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Concept {
    /// Its key: a meaning class, a stem, "@name" of a state, organisation or party, "#12" of a figure, "date 9-30".
    pub key: String,
    /// Whether it stands in the reach of a "not", "no" or "never".
    pub negated: bool,
}

/// Meaning classes: stems, or stems of consecutive words joined by "_" -> name of the class.
static CLASSES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut classes = HashMap::new();
    for line in include_str!("classes.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace().peekable();
        let Some(&name) = words.peek() else { continue };
        for word in words {
            let stems: Vec<String> = word.split('_').map(stem).collect();
            classes.entry(stems.join("_")).or_insert(name);
        }
    }
    classes
});

/// How rare the words of each class are together.
static RARITIES: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
    let mut shares: BTreeMap<&str, f32> = BTreeMap::new();
    let mut members: Vec<(&String, &&str)> = CLASSES.iter().filter(|(member, _)| !member.contains('_')).collect();
    members.sort_unstable();
    for (member, class) in members {
        *shares.entry(class).or_default() += libm::expf(-Frequencies::built_in().rarity(member));
    }
    shares.into_iter().map(|(class, share)| (class, -libm::logf(share.min(1.0)))).collect()
});

/// How rare it is in news that a text has a concept; natural logarithm, as of [`Frequencies::rarity`].
pub(super) fn rarity(key: &str) -> f32 {
    match key.as_bytes().first() {
        Some(b'@') => NAME_RARITY,
        Some(b'#') => FIGURE_RARITY,
        _ if key.starts_with("date ") => DATE_RARITY,
        _ => RARITIES.get(key).copied().unwrap_or_else(|| Frequencies::built_in().rarity(key)),
    }
}

/// Who it is about tells propositions of one story apart more than most words do; a figure with what it counts is in few texts but those on one matter.
const NAME_RARITY: f32 = 4.5;
const FIGURE_RARITY: f32 = 6.0;
const DATE_RARITY: f32 = 4.5;

/// First stem of each entry of several words -> number of words of the longest such entry.
static LONGEST_BY_FIRST: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let mut longest = HashMap::new();
    for entry in CLASSES.keys().filter(|entry| entry.contains('_')) {
        let words = entry.split('_').count();
        let most = longest.entry(entry.split('_').next().unwrap_or(entry)).or_insert(words);
        *most = words.max(*most);
    }
    longest
});

/// The meaning class of a stem, or the stem itself.
pub(super) fn class_of(stem: &str) -> &str {
    CLASSES.get(stem).copied().unwrap_or(stem)
}

/// Words of the longest name looked for.
const LONGEST_NAME: usize = 8;

/// Names of parties and bodies as concepts, from the analyst's tables and from the speakers found.
pub(super) struct Names {
    /// Name in lower case -> its concept.
    concepts: HashMap<String, String>,
    /// First word of a name -> most words that a name which begins so may take up.
    longest_by_first: HashMap<String, usize>,
}

impl Names {
    pub fn of(tables: &Tables, speakers: &[Speaker], parties: &[Party]) -> Self {
        let of_party: HashMap<Id, (&str, String)> =
            parties.iter().map(|p| (p.id, (p.name.as_str(), party_concept(&p.name)))).collect();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut add = |name: &str, concept: &str| {
            // "The company" is no name: it is another one in each article. Nor is a description as long as a sentence.
            if name.split(' ').count() <= LONGEST_NAME && name.contains(char::is_uppercase) {
                let least = names.entry(name.to_lowercase()).or_insert_with(|| concept.to_owned());
                if concept < least.as_str() {
                    concept.clone_into(least);
                }
            }
        };
        for entry in &tables.parties {
            let concept = party_concept(&entry.name);
            entry.members.iter().chain([&entry.name]).for_each(|name| add(name, &concept));
        }
        for speaker in speakers.iter().filter(|speaker| speaker.kind != SpeakerKind::Outlet) {
            let Some((party, concept)) = of_party.get(&speaker.party) else { continue };
            if party.contains(' ') {
                add(party, concept);
            }
            if matches!(speaker.kind, SpeakerKind::Body | SpeakerKind::State) {
                speaker.aliases.iter().chain([&speaker.name]).for_each(|name| add(name, concept));
            }
        }
        let mut longest_by_first: HashMap<String, usize> = HashMap::new();
        for name in names.keys() {
            // Marks inside a name are words of their own.
            let words = name.split(' ').count() + name.matches(|c: char| !c.is_alphanumeric() && c != ' ').count();
            let first = name.split(|c: char| c == ' ' || is_mark(c)).next().unwrap_or(name);
            let most = longest_by_first.entry(first.to_owned()).or_default();
            *most = words.max(*most);
        }
        Self { concepts: names.into_iter().collect(), longest_by_first }
    }

    /// The concept of the longest name that begins at a word, and the word after it.
    fn at(&self, analysis: &Analysis<'_>, at: usize, end: usize) -> Option<(&str, usize)> {
        let longest = *self.longest_by_first.get(analysis.lower(at).trim_end_matches(is_mark))?;
        let capital = analysis.word(at).starts_with(char::is_uppercase);
        (at + 1..=end.min(at + longest)).rev().filter(|&next| capital || next > at + 1).find_map(|next| {
            let concept = self.concepts.get(&analysis.lower_text()[analysis.bytes(at..next)])?;
            Some((concept.as_str(), next))
        })
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’')
}

/// Nouns that stand for a body named before: "the ministry".
const BODY_NOUNS: &[&str] = &[
    "ministry",
    "government",
    "company",
    "firm",
    "group",
    "union",
    "federation",
    "police",
    "army",
    "hospital",
    "clinic",
    "agency",
    "authority",
    "association",
    "council",
    "committee",
    "commission",
    "court",
    "parliament",
    "party",
    "bank",
    "museum",
    "service",
    "university",
    "institute",
    "embassy",
    "airline",
    "operator",
    "club",
    "foundation",
    "movement",
    "navy",
    "office",
    "department",
    "board",
    "bureau",
    "corporation",
    "factory",
    "plant",
    "railway",
    "port",
    "coalition",
];

/// The bodies of one article by the noun that stands for each: only nouns that one party alone answers to.
#[derive(Default)]
pub(super) struct Bodies(HashMap<String, Option<String>>);

impl Bodies {
    pub fn of(analysis: &Analysis<'_>, names: &Names) -> Self {
        let mut bodies: HashMap<String, Option<String>> = HashMap::new();
        let end = analysis.words.len();
        let mut at = 0;
        while at < end {
            let Some((concept, next)) = names.at(analysis, at, end) else {
                at += 1;
                continue;
            };
            for word in (at..next).map(|at| analysis.lower(at)).filter(|word| BODY_NOUNS.contains(word)) {
                let known = bodies.entry(word.to_owned()).or_insert_with(|| Some(concept.to_owned()));
                if known.as_deref() != Some(concept) {
                    *known = None;
                }
            }
            at = next;
        }
        Self(bodies)
    }

    fn at(&self, analysis: &Analysis<'_>, at: usize) -> Option<&str> {
        let definite = at > 0 && matches!(analysis.lower(at - 1), "the" | "his" | "her" | "its" | "their");
        self.0.get(analysis.lower(at)).filter(|_| definite)?.as_deref()
    }
}

/// The concept of a party: of its state, when it is named after one, else of its name.
pub(crate) fn party_concept(name: &str) -> String {
    let words: Vec<&str> = name.split([' ', '(', ')', ',']).filter(|word| !word.is_empty()).collect();
    let mut runs = (1..=4usize).rev().flat_map(|n| words.windows(n));
    match runs.find_map(|run| state(&run.join(" "))) {
        Some(state) => format!("@{}", state.name),
        None => format!("@{}", name.to_lowercase()),
    }
}

/// Reads the concepts of a run of words, in text order. `me` is the concept of the speaker, for "we" and "our";
/// `figures` are those of the article.
pub(super) fn concepts(
    analysis: &Analysis<'_>,
    words: Range<usize>,
    names: &Names,
    bodies: &Bodies,
    me: Option<&str>,
    figures: &[&Figure],
) -> Vec<Concept> {
    let stems = words.clone().map(|at| stem(analysis.lower(at))).collect();
    let reading = Reading { analysis, words: words.clone(), stems, names, bodies, me, figures };
    let mut found = Vec::new();
    let mut reach = Reach::default();
    let mut at = words.start;
    while at < words.end {
        reach.step(analysis, at, words.end);
        let (key, next) = reading.concept(at);
        found.extend(key.map(|key| Concept { key, negated: reach.negated }));
        at = next.max(at + 1);
    }
    found
}

/// A run of words being read.
struct Reading<'r, 'a> {
    analysis: &'r Analysis<'a>,
    words: Range<usize>,
    /// The stem of each word.
    stems: Vec<String>,
    names: &'r Names,
    bodies: &'r Bodies,
    me: Option<&'r str>,
    figures: &'r [&'r Figure],
}

impl Reading<'_, '_> {
    fn stem(&self, at: usize) -> &str {
        at.checked_sub(self.words.start).and_then(|i| self.stems.get(i)).map_or("", String::as_str)
    }

    /// The concept that begins at a word, if any, and the word to go on with.
    fn concept(&self, at: usize) -> (Option<String>, usize) {
        let (analysis, end) = (self.analysis, self.words.end);
        if let Some((key, next)) = self.name(at) {
            return (Some(key), next);
        }
        if let Some((date, next)) = date_at(analysis, at, end) {
            return (Some(date), next);
        }
        let Some(word) = analysis.words.get(at) else { return (None, at + 1) };
        let lower = analysis.lower(at);
        if word.kind == WordKind::Digits || is_number_word(lower) {
            // A number is known by the figure it belongs to: "fourteen people" is "14 people".
            let span = analysis.span(at..at + 1);
            let figure = self.figures.iter().find(|figure| figure.span.contains(span));
            return (figure.map(|figure| figure_key(figure)), at + 1);
        }
        if word.kind != WordKind::Letters {
            return (None, at + 1);
        }
        if let Some((class, next)) = self.phrase(at) {
            return (Some(class.to_owned()), next);
        }
        match lower {
            "we" | "us" | "our" | "ours" | "i" | "my" | "me" => (self.me.map(str::to_owned), at + 1),
            _ if is_stop(lower) => (None, at + 1),
            _ => (Some(class_of(self.stem(at)).to_owned()), at + 1),
        }
    }

    /// A state, organisation or party.
    fn name(&self, at: usize) -> Option<(String, usize)> {
        if let Some((concept, next)) = self.names.at(self.analysis, at, self.words.end) {
            return Some((concept.to_owned(), next));
        }
        if let Some(concept) = self.bodies.at(self.analysis, at) {
            return Some((concept.to_owned(), at + 1));
        }
        if let Some((state, _, range)) = state_at(self.analysis, at) {
            return Some((format!("@{}", state.name), range.end));
        }
        organisation_at(self.analysis, at).map(|(name, range)| (format!("@{name}"), range.end))
    }

    /// A class entry of several words: "more than once", "bring the span down".
    fn phrase(&self, at: usize) -> Option<(&'static str, usize)> {
        let longest = *LONGEST_BY_FIRST.get(self.stem(at))?;
        let end = self.words.end;
        let run = |n: usize| (at..at + n).map(|i| self.stem(i)).collect::<Vec<_>>().join("_");
        let whole = (2..=longest.min(end - at)).rev().find_map(|n| CLASSES.get(&run(n)).map(|class| (*class, at + n)));
        whole.or_else(|| {
            // A verb and its particle may stand a few words apart.
            let particle =
                |i: &usize| matches!(self.analysis.lower(*i), "down" | "up" | "out" | "off" | "away" | "back" | "over");
            let last = (at + 2..end.min(at + 5)).find(particle)?;
            CLASSES.get(&format!("{}_{}", self.stem(at), self.stem(last))).map(|class| (*class, at + 1))
        })
    }
}

/// A figure is its value and what it counts: two targets and two men share nothing.
fn figure_key(figure: &Figure) -> String {
    format!("#{} {}", figure.value, counted(figure))
}

/// The class of what a figure counts; people are people, whatever they do.
pub(super) fn counted(figure: &Figure) -> String {
    let class = class_of(&stem(figure.unit.rsplit(' ').next().unwrap_or_default())).to_owned();
    match class.as_str() {
        "man" | "woman" | "worker" | "sick" | "passenger" | "civilian" | "victim" | "resident" | "child"
        | "employee" => "person".to_owned(),
        _ => class,
    }
}

/// "September 30", "30 Sept.", "Feb. 24": the month and day.
fn date_at(analysis: &Analysis<'_>, at: usize, end: usize) -> Option<(String, usize)> {
    let month = |i: usize| (i < end).then(|| calendar::month(analysis.lower(i).trim_end_matches('.'))).flatten();
    let day = |i: usize| {
        let digits = (i < end).then(|| analysis.lower(i).trim_end_matches(char::is_alphabetic))?;
        digits.parse::<u8>().ok().filter(|day| (1..=31).contains(day))
    };
    let (month, day) = match (month(at), day(at)) {
        (Some(month), _) => (month, day(at + 1)?),
        (None, Some(day)) => (month(at + 1)?, day),
        _ => return None,
    };
    Some((format!("date {month}-{day}"), at + 2))
}

/// How far a negation reaches: to the end of its clause.
#[derive(Default)]
struct Reach {
    negated: bool,
}

impl Reach {
    fn step(&mut self, analysis: &Analysis<'_>, at: usize, end: usize) {
        let next = if at + 1 < end { analysis.lower(at + 1) } else { "" };
        match analysis.lower(at) {
            "," | ";" | ":" | "." | "!" | "?" | "—" | "–" | "--" | "but" | "because" | "although" | "while" => {
                self.negated = false;
            }
            "not" | "n't" | "n’t" | "never" | "nobody" | "none" | "neither" | "nor" | "nothing" | "cannot"
            | "without" | "can't" | "won't" | "don't" | "didn't" | "doesn't" | "isn't" | "wasn't" | "weren't"
            | "aren't" | "hasn't" | "haven't" | "hadn't" | "wouldn't" | "couldn't" | "shouldn't" => {
                self.negated =
                    !matches!(next, "only" | "just" | "least" | "merely" | "simply" | "less" | "more" | "surprisingly");
            }
            "no" => {
                self.negated = !matches!(next, "doubt" | "longer" | "matter" | "more" | "less" | "fewer" | "later");
            }
            _ => {}
        }
    }
}

/// Words that say nothing of what a statement is about.
fn is_stop(lower: &str) -> bool {
    static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| STOPS.iter().copied().collect());
    SET.contains(lower)
}

#[rustfmt::skip]
const STOPS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "such", "it", "its", "itself", "he", "him", "his", "himself",
    "she", "her", "hers", "herself", "they", "them", "their", "theirs", "themselves", "you", "your", "yours", "who",
    "whom", "whose", "which", "what", "when", "where", "why", "how", "there", "here", "and", "or", "but", "nor", "so",
    "yet", "if", "then", "than", "as", "of", "in", "on", "at", "by", "for", "from", "to", "with", "without", "within",
    "into", "onto", "over", "under", "above", "below", "between", "among", "amid", "against", "across", "along",
    "around", "about", "after", "before", "behind", "beyond", "near", "off", "out", "outside", "inside", "through",
    "throughout", "during", "since", "until", "till", "toward", "towards", "up", "down", "upon", "via", "per", "despite",
    "because", "although", "though", "while", "whereas", "however", "therefore", "moreover", "thus", "also", "too",
    "only", "just", "even", "still", "already", "very", "quite", "rather", "almost", "nearly", "now", "not", "no",
    "never", "none", "neither", "be", "is", "am", "are", "was", "were", "been", "being", "have", "has", "had", "having",
    "do", "does", "did", "doing", "done", "will", "would", "shall", "should", "can", "could", "may", "might", "must",
    "cannot", "say", "says", "said", "saying", "tell", "told", "add", "added", "note", "noted", "mr", "mrs", "ms", "dr",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow",
    "get", "gets", "got", "make", "makes", "made", "making", "take", "takes", "took", "taken", "taking", "go", "goes",
    "went", "gone", "going", "come", "comes", "came", "coming", "put", "let", "any", "all", "both", "each", "every",
    "some", "other", "others", "another", "more", "most", "much", "many", "few", "less", "least", "own", "same", "one",
    "well", "like", "way", "thing", "things", "etc", "including", "according", "regarding", "concerning", "really",
    "far", "away", "back", "again", "ever", "once", "i", "me", "my", "we", "us", "our", "ours", "nobody", "nothing",
    "something", "someone", "anyone", "anything", "everyone", "everything", "n't", "s", "t", "re", "ve", "ll", "d",
    "hundred", "thousand", "million", "billion", "dozen", "dozens", "hundreds", "thousands", "whether", "unless", "except", "become", "became", "seem", "seems", "seemed", "ago", "later", "earlier", "time",
];
