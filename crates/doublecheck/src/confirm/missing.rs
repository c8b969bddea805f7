//! What is missing behind a claim: concrete things that would change its grade if they came.
//!
//! Each is read off the slots of the statements that put the claim forward: who speaks, of whom, of which day and place.
//! A slot that one of them fills is not missing.

use std::collections::BTreeSet;

use crate::claim::{Material, party_concept};
use crate::language::{Analysis, WordKind, state_at, times};
use crate::model::{Gap, Id, Missing, Origin, Relay, Span, SpeakerKind, Stance, Statement};

/// Statements of a claim that are compared with each other.
const FEW: usize = 24;

/// What is missing, weightiest first.
pub(super) fn missing(
    material: &Material<'_>,
    supporters: &[&Statement],
    opponents: &[&Statement],
    origins: &[Origin],
    relayed: &[Relay],
) -> Vec<Missing> {
    let slots = Slots { material, supporters, opponents };
    let mut found = Vec::new();
    let mut add = |gap: Gap, text: Option<String>| found.extend(text.map(|text| Missing { gap, text }));
    add(Gap::Speaker, slots.speaker());
    add(Gap::NamedAccuser, slots.accuser());
    add(Gap::OutsideVoice, outside_voice(origins));
    for relay in relayed {
        add(Gap::OwnWords, slots.own_words(relay));
    }
    for text in slots.other_side() {
        add(Gap::OtherSide, Some(text));
    }
    add(Gap::Original, slots.original());
    // A wish has not happened yet.
    if supporters.iter().any(|s| s.stance.puts_forward()) {
        let (day, place) = (slots.names(&names_day), slots.names(&names_place));
        let text = match (day, place) {
            (false, false) => "No place or date is given for what is said to have happened.",
            (false, true) => "No date is given for what is said to have happened.",
            (true, false) => "No place is given for what is said to have happened.",
            (true, true) => "",
        };
        if !day {
            add(Gap::Day, Some(text.to_owned()));
        } else if !place {
            add(Gap::Place, Some(text.to_owned()));
        }
    }
    found
}

struct Slots<'s, 'a> {
    material: &'s Material<'a>,
    supporters: &'s [&'s Statement],
    opponents: &'s [&'s Statement],
}

impl Slots<'_, '_> {
    /// All who say it are lost.
    fn speaker(&self) -> Option<String> {
        let lost: Vec<&&Statement> =
            self.supporters.iter().filter(|s| self.material.vouched_in(s).speaker.speaker().is_none()).collect();
        let all = !lost.is_empty() && lost.len() == self.supporters.len();
        all.then(|| format!("The name of who says it in {}.", self.labels(&lost)))
    }

    /// An accusation that only unnamed people or descriptions make.
    fn accuser(&self) -> Option<String> {
        let accusers: Vec<&&Statement> = self.supporters.iter().filter(|s| s.stance == Stance::Accuses).collect();
        let named = |statement: &&&Statement| {
            let speaker = self.material.speaker(self.material.vouched_in(statement));
            speaker.is_some_and(|s| matches!(s.kind, SpeakerKind::Person | SpeakerKind::Body | SpeakerKind::State))
        };
        (!accusers.is_empty() && !accusers.iter().any(named))
            .then(|| format!("No named accuser: nobody is named for the charge in {}.", self.labels(&accusers)))
    }

    fn own_words(&self, relay: &Relay) -> Option<String> {
        let name = |id: Id| self.material.sources.speakers.iter().find(|s| s.id == id).map(|s| s.name.as_str());
        let (inner, outer) = (name(relay.speaker)?, name(relay.through)?);
        Some(format!("{inner}’s own words: they are known only through {outer}."))
    }

    /// Parties that it is said of and that say nothing to it here.
    fn other_side(&self) -> Vec<String> {
        let accused: BTreeSet<&String> =
            self.supporters.iter().flat_map(|statement| self.material.speaks_against(statement)).collect();
        let heard: BTreeSet<String> = self
            .supporters
            .iter()
            .chain(self.opponents)
            .filter_map(|s| self.material.speaker(self.material.vouched_in(s)))
            .filter_map(|speaker| self.material.party(speaker))
            .map(|party| party_concept(&party.name))
            .collect();
        let unheard = accused.into_iter().filter(|concept| !heard.contains(*concept));
        unheard
            .map(|concept| {
                format!("The other side is not heard: {} says nothing to it here.", self.material.party_name(concept))
            })
            .collect()
    }

    /// Copies whose common source is not in the set.
    fn original(&self) -> Option<String> {
        let mut articles: Vec<&Statement> = Vec::new();
        // The first few tell as much as all: what is said a thousand times is not compared pair by pair.
        let few = self.supporters.iter().take(FEW);
        for (at, one) in few.clone().enumerate() {
            for other in few.clone().skip(at + 1) {
                let siblings = |reuse: &crate::model::Reuse| reuse.direction == crate::model::Direction::Siblings;
                if self.material.copied(one, other).is_some_and(siblings) {
                    articles.extend([*one, *other]);
                }
            }
        }
        let articles: Vec<&&Statement> = articles.iter().collect();
        (!articles.is_empty()).then(|| {
            format!("The source that {} took the words from is not among these articles.", self.labels(&articles))
        })
    }

    /// Labels of the articles of statements: "002", "002 and 004", "002, 004 and 3 more".
    fn labels(&self, statements: &[&&Statement]) -> String {
        let mut labels: Vec<&str> = Vec::new();
        for article in statements.iter().filter_map(|s| self.material.article(s.article)) {
            if !labels.contains(&article.label.as_str()) {
                labels.push(&article.label);
            }
        }
        match labels.as_slice() {
            [] => "an article".to_owned(),
            [one] => (*one).to_owned(),
            [one, other] => format!("{one} and {other}"),
            [one, other, more @ ..] => format!("{one}, {other} and {} more", more.len()),
        }
    }

    /// True when the content of a supporter, or the sentence around it, names something.
    fn names(&self, is_named: &dyn Fn(&Analysis<'_>, Span) -> bool) -> bool {
        self.supporters.iter().any(|statement| {
            let analysis = self.material.analysis(statement.article);
            analysis.is_some_and(|analysis| statement.content.iter().any(|&content| is_named(analysis, content)))
        })
    }
}

/// One party alone says it.
fn outside_voice(origins: &[Origin]) -> Option<String> {
    let mut counted = origins.iter().filter(|origin| origin.counts);
    let only = counted.next()?;
    counted.next().is_none().then(|| format!("Nobody outside {} says it.", only.name))
}

fn names_day(analysis: &Analysis<'_>, content: Span) -> bool {
    let bytes = analysis.article.text.bytes(content);
    analysis.article.text.as_str().get(bytes).is_some_and(|text| !times(text).is_empty())
}

/// A name after a preposition of place, that is no day or month; or a state.
fn names_place(analysis: &Analysis<'_>, content: Span) -> bool {
    let words = analysis.words_in(analysis.article.text.bytes(content));
    words.clone().any(|at| {
        let locates = matches!(
            analysis.lower(at),
            "in" | "at"
                | "near"
                | "over"
                | "off"
                | "outside"
                | "inside"
                | "around"
                | "across"
                | "between"
                | "beneath"
                | "above"
                | "along"
                | "into"
                | "on"
        );
        let name = (at + 1..words.end.min(at + 5)).take_while(|&i| {
            let is_word = analysis.words.get(i).is_some_and(|word| word.kind == WordKind::Letters);
            let goes_on = |i: usize| i == at + 1 || !analysis.word(i - 1).starts_with(char::is_uppercase);
            is_word && goes_on(i) && !matches!(analysis.lower(i), "in" | "at" | "and" | "that" | "which")
        });
        let is_name = |i: usize| analysis.word(i).starts_with(char::is_uppercase) && !is_calendar(analysis.lower(i));
        locates && name.into_iter().any(|i| is_name(i) || state_at(analysis, i).is_some())
    })
}

fn is_calendar(lower: &str) -> bool {
    times(lower).len() == 1 || matches!(lower, "may" | "march" | "second" | "i")
}
