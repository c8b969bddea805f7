//! The states of the world and the words that stand for them: names, capitals, demonyms, bodies that only one has.
//!
//! "Moscow", "Russian" and "the Kremlin" are one party. The table is `states.txt` beside this file; a word that two
//! states share (such as "Congolese") is in neither, because a guess would join voices that are apart.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::Analysis;

/// A state: a member of the United Nations, or one that news treats like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The short name in common use: "Russia", "United States".
    pub name: &'static str,
    /// Every form that stands for it, as written in the table, with what each form is.
    pub forms: Vec<(&'static str, Naming)>,
}

/// What a word or phrase that stands for a state is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Naming {
    /// The state's name or another form of it: "Russia", "Russian Federation", "U.S.".
    Name,
    /// A capital or seat of government, which is a place as well: "Moscow".
    Seat,
    /// People or an adjective: "Russian", "Russians".
    Demonym,
    /// A body or building that only this state has: "Kremlin", "Knesset".
    Body,
}

static STATES: LazyLock<Vec<State>> = LazyLock::new(|| include_str!("states.txt").lines().filter_map(parse).collect());

/// Lower-case form -> (index into STATES, what it is, the form as written).
static FORMS: LazyLock<HashMap<String, (usize, Naming, &'static str)>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for (index, state) in STATES.iter().enumerate() {
        for &(form, naming) in &state.forms {
            forms.entry(form.to_lowercase()).or_insert((index, naming, form));
        }
    }
    forms
});

/// First word of a form, in lower case and without marks -> most words that a form which begins so may take up.
static LONGEST_BY_FIRST: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let mut longest: HashMap<&str, usize> = HashMap::new();
    for form in FORMS.keys() {
        let first = bare(form.split(' ').next().unwrap_or(form));
        // A possessive or a comma inside a form is a word of its own.
        let words = form.split(' ').count() + form.matches([',', '\'', '.']).count();
        // The "'s" of "People's Republic" is a word of its own, that of "N'Djamena" is not.
        for first in [first, first.split('\'').next().unwrap_or(first)] {
            let most = longest.entry(first).or_default();
            *most = words.max(*most);
        }
    }
    longest
});

fn bare(word: &str) -> &str {
    word.trim_end_matches(['.', ','])
}

fn parse(line: &'static str) -> Option<State> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = line.split('|').map(str::trim);
    let name = fields.next().filter(|name| !name.is_empty())?;
    let mut forms = vec![(name, Naming::Name)];
    for naming in [Naming::Name, Naming::Seat, Naming::Demonym, Naming::Body] {
        let listed = fields.next().unwrap_or("").split(';').map(str::trim);
        forms.extend(listed.filter(|form| !form.is_empty()).map(|form| (form, naming)));
    }
    Some(State { name, forms })
}

/// All states, by name.
pub fn states() -> &'static [State] {
    &STATES
}

/// The state that a word or phrase stands for, with a leading "the" or without.
///
/// Letter case counts as far as it tells words apart: "us" and "turkey" are no states, "US", "Turkey" and "TURKEY" are.
///
/// ```
/// use doublecheck::language::state;
/// assert_eq!(state("Moscow").map(|s| s.name), Some("Russia"));
/// assert_eq!(state("the United States").map(|s| s.name), Some("United States"));
/// assert_eq!(state("us"), None);
/// ```
pub fn state(words: &str) -> Option<&'static State> {
    state_naming(words).map(|(state, _)| state)
}

/// Like [`state`], with what the word or phrase is: a name, a capital, a demonym or a body.
pub fn state_naming(words: &str) -> Option<(&'static State, Naming)> {
    let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("The "));
    [Some(words), bare].into_iter().flatten().find_map(|words| {
        let &(index, naming, form) = FORMS.get(&words.to_lowercase())?;
        let acronym = form.len() <= 4 && form.chars().all(|c| c.is_uppercase() || c == '.');
        let same_case = if acronym { words == form } else { words.starts_with(char::is_uppercase) };
        same_case.then(|| STATES.get(index).map(|state| (state, naming)))?
    })
}

/// The state named by the words that begin at `word`, the longest form first, and the words it takes up.
/// A hyphenated word counts by its first part: "US-led", "Russian-backed".
pub fn state_at(analysis: &Analysis<'_>, word: usize) -> Option<(&'static State, Naming, Range<usize>)> {
    let first = analysis.word(word);
    if !first.starts_with(char::is_uppercase) {
        return None;
    }
    let longest = |at: usize| LONGEST_BY_FIRST.get(bare(analysis.lower(at))).copied().unwrap_or(0);
    let after_the = if analysis.lower(word) == "the" { longest(word + 1) + 1 } else { 0 };
    let longest = longest(word).max(after_the);
    let text = analysis.article.text.as_str();
    let end = analysis.sentence_of(word).and_then(|s| analysis.sentences.get(s)).map_or(word + 1, |s| s.words.end);
    for last in (word + 1..=end.min(word + longest)).rev() {
        let phrase = &text[analysis.bytes(word..last)];
        if let Some((state, naming)) = state_naming(phrase) {
            return Some((state, naming, word..last));
        }
    }
    let (head, _) = first.split_once('-')?;
    state_naming(head).map(|(state, naming)| (state, naming, word..word + 1))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn every_form_stands_for_one_state() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for state in states() {
            for (form, _) in &state.forms {
                let before = seen.insert(form.to_lowercase(), state.name);
                assert_eq!(before, None, "{form} is listed twice");
            }
        }
        assert!(states().len() >= 193);
    }

    #[test]
    fn letter_case_tells_states_from_words() {
        for (words, name) in [
            ("Moscow", Some("Russia")),
            ("RUSSIA", Some("Russia")),
            ("the Kremlin", Some("Russia")),
            ("Britons", Some("United Kingdom")),
            ("U.S.", Some("United States")),
            ("Polish", Some("Poland")),
            ("polish", None),
            ("us", None),
            ("Us", None),
            ("Atlantis", None),
            ("", None),
        ] {
            assert_eq!(state(words).map(|s| s.name), name, "{words}");
        }
        assert_eq!(state_naming("Oslo").map(|(_, n)| n), Some(Naming::Seat));
        assert_eq!(state_naming("Norwegian").map(|(_, n)| n), Some(Naming::Demonym));
    }
}
