//! The words of `acts.txt`, and where they match.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::Clause;
use crate::language::lemmas;
use crate::model::{Manner, Stance};

/// What a word or phrase does, as `acts.txt` has it.
#[derive(Debug)]
pub(super) struct Entry {
    rest: Vec<Token>,
    pub stance: Stance,
    pub manner: Manner,
    /// The words themselves say that nothing was said: "kept silent".
    pub negated: bool,
}

/// A word of a phrase after its first.
#[derive(Debug)]
enum Token {
    Word(String),
    Set(String),
    Gap,
    ToVerb,
    Gerund,
}

/// An entry found in a text.
pub(super) struct Match {
    pub entry: &'static Entry,
    /// One past its last word.
    pub end: usize,
    /// Words that the gaps of the phrase skipped.
    pub skipped: Vec<usize>,
}

/// Most words that a gap skips.
const GAP: usize = 4;

#[derive(Default)]
struct Lexicon {
    /// By the base form of the first word, or "=" and its only form.
    entries: HashMap<String, Vec<Entry>>,
    sets: HashMap<String, HashSet<String>>,
    /// Base forms of irregular forms.
    irregular: HashMap<String, String>,
    /// Light verbs; true where the subject speaks with them.
    light: HashMap<String, bool>,
    /// Words that tell after "refused to", by their first; with the words after it.
    telling: HashMap<String, Vec<Vec<String>>>,
    /// What makes an act absent when it ends just before: by its last word, the words before it, and whether the
    /// subject would not speak.
    absent: HashMap<String, Vec<(Vec<String>, bool)>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for line in include_str!("acts.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((head, words)) = line.split_once(": ") else { continue };
        lexicon.read(head, words);
    }
    lexicon
});

impl Lexicon {
    fn read(&mut self, head: &str, words: &str) {
        if let Some(set) = head.strip_prefix('@') {
            self.sets.insert(set.to_owned(), words.split(' ').map(str::to_owned).collect());
            return;
        }
        for phrase in words.split(", ") {
            match head {
                "forms" => {
                    let mut forms = phrase.split(' ').map(str::to_owned);
                    let Some(base) = forms.next() else { continue };
                    self.irregular.extend(forms.map(|form| (form, base.clone())));
                }
                "light speech" | "light own" => {
                    self.light.insert(phrase.to_owned(), head == "light speech");
                }
                "telling" => {
                    let mut words = phrase.split(' ').map(str::to_owned);
                    let Some(first) = words.next() else { continue };
                    self.telling.entry(first).or_default().push(words.collect());
                }
                "not" | "refusing" => {
                    let mut words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
                    let Some(last) = words.pop() else { continue };
                    self.absent.entry(last).or_default().push((words, head == "refusing"));
                }
                _ => self.add(head, phrase),
            }
        }
    }

    fn add(&mut self, head: &str, phrase: &str) {
        let mut head = head.split(' ');
        let stance = stance(head.next().unwrap_or_default());
        let manner = manner(head.next().unwrap_or_default());
        let negated = head.next() == Some("not");
        let mut words = phrase.split(' ');
        let first = words.next().unwrap_or_default().to_owned();
        let entry = Entry { rest: words.map(token).collect(), stance, manner, negated };
        self.entries.entry(first).or_default().push(entry);
    }
}

/// What a word may be a form of.
fn bases(word: &str) -> Vec<String> {
    let mut bases = lemmas(word);
    bases.extend(LEXICON.irregular.get(word).cloned());
    bases
}

fn stance(name: &str) -> Stance {
    match name {
        "denies" => Stance::Denies,
        "accuses" => Stance::Accuses,
        "confirms" => Stance::Confirms,
        "offers" => Stance::Offers,
        "refuses" => Stance::Refuses,
        "asks" => Stance::Asks,
        "warns" => Stance::Warns,
        _ => Stance::Asserts,
    }
}

fn manner(name: &str) -> Manner {
    match name {
        "attitude" => Manner::Attitude,
        "intention" => Manner::Intention,
        _ => Manner::Speech,
    }
}

fn token(word: &str) -> Token {
    match word {
        "~" => Token::Gap,
        "TO" => Token::ToVerb,
        "ING" => Token::Gerund,
        _ => match word.strip_prefix('@') {
            Some(set) => Token::Set(set.to_owned()),
            None => Token::Word(word.to_owned()),
        },
    }
}

/// The entry that matches from this word on with the most words of its own.
pub(super) fn entry_at(clause: &Clause<'_>, at: usize) -> Option<Match> {
    let word = clause.lower(at);
    let mut best: Option<(usize, Match)> = None;
    for key in std::iter::once(format!("={word}")).chain(bases(word)) {
        for entry in LEXICON.entries.get(&key).into_iter().flatten() {
            let own = 1 + entry.rest.iter().filter(|token| !matches!(token, Token::Gap)).count();
            if best.as_ref().is_some_and(|(most, _)| *most >= own) {
                continue;
            }
            let mut skipped = Vec::new();
            if let Some(end) = matches(clause, at + 1, &entry.rest, &mut skipped) {
                best = Some((own, Match { entry, end, skipped }));
            }
        }
    }
    best.map(|(_, found)| found)
}

/// True for a light verb that speaks, false for one that has; none for other words.
pub(super) fn light_verb(word: &str) -> Option<bool> {
    bases(word).iter().find_map(|lemma| LEXICON.light.get(lemma)).copied()
}

/// True where the verb here is one of telling something: "declined to COMMENT".
pub(super) fn tells(clause: &Clause<'_>, at: usize) -> bool {
    let follow = |words: &Vec<String>| words.iter().enumerate().all(|(n, word)| clause.lower(at + 1 + n) == word);
    bases(clause.lower(at)).iter().filter_map(|base| LEXICON.telling.get(base)).flatten().any(follow)
}

/// Where words that make an act absent begin, when their last word is this one; true where the subject would not speak.
pub(super) fn absence_ending_at(clause: &Clause<'_>, last: usize) -> Option<(usize, bool)> {
    let word = clause.lower(last);
    let ending = |base: &String| {
        let phrases = LEXICON.absent.get(base).into_iter().flatten();
        // Only the first word of a phrase stands in any form.
        phrases.filter(|(before, _)| before.is_empty() || base == word).collect::<Vec<_>>()
    };
    bases(word).iter().flat_map(ending).find_map(|(before, refusing)| {
        let start = last.checked_sub(before.len()).filter(|&start| start >= clause.words.start)?;
        let fits = before.iter().enumerate().all(|(n, word)| {
            let found = clause.lower(start + n);
            found == word || n == 0 && bases(found).iter().any(|lemma| lemma == word)
        });
        fits.then_some((start, *refusing))
    })
}

/// The end of a phrase whose words after the first are `tokens`.
fn matches(clause: &Clause<'_>, at: usize, tokens: &[Token], skipped: &mut Vec<usize>) -> Option<usize> {
    let Some((token, rest)) = tokens.split_first() else { return Some(at) };
    let word = clause.lower(at);
    let one = match token {
        Token::Gap => {
            let before = skipped.len();
            for next in at..=at + GAP {
                if let Some(end) = matches(clause, next, rest, skipped) {
                    return Some(end);
                }
                if !clause.may_be_skipped(next) {
                    break;
                }
                skipped.push(next);
            }
            skipped.truncate(before);
            return None;
        }
        Token::Word(wanted) if wanted == "~self" => word.ends_with("self") || word.ends_with("selves"),
        Token::Word(wanted) => word == wanted,
        Token::Set(set) => {
            LEXICON.sets.get(set).is_some_and(|set| set.contains(word) || bases(word).iter().any(|l| set.contains(l)))
        }
        Token::ToVerb => clause.is_to_with_verb(at),
        Token::Gerund => word.len() > 5 && word.ends_with("ing"),
    };
    if one { matches(clause, at + 1, rest, skipped) } else { None }
}
