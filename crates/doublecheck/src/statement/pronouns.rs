//! Whom a pronoun stands for.

use std::ops::Range;

use super::cast::{Casting, Who};
use super::discourse::Figure;
use super::part::Part;
use super::people::Reading;
use super::roles;
use crate::language::{Analysis, Gender};
use crate::model::SpeakerKind;

/// Share of its salience that a person of unknown sex keeps as an answer to "he" or "she".
const UNKNOWN_SEX: f64 = 0.7;
/// Share that a body keeps as an answer to "they".
const BODY_AS_THEY: f64 = 0.6;
/// What the speaker of the statement before, or the subject since, gains as an answer to "he said".
const ON_TURN: f64 = 2.0;
/// Paragraphs back in which "they" may have its speaker.
const BLOCKS: usize = 4;

/// "he", "she" and their other forms.
pub(super) fn is_personal(word: &str) -> bool {
    matches!(word, "he" | "she" | "him" | "her" | "his" | "hers")
}

/// A pronoun that can be a source by itself.
pub(super) fn is_pronoun(word: &str) -> bool {
    is_personal(word)
        || matches!(
            word,
            "they"
                | "it"
                | "we"
                | "i"
                | "who"
                | "which"
                | "that"
                | "whose"
                | "both"
                | "another"
                | "others"
                | "their"
                | "them"
                | "its"
                | "our"
                | "us"
                | "my"
                | "me"
        )
}

/// What a personal pronoun does in its sentence.
pub(super) fn part(analysis: &Analysis<'_>, word: usize) -> Part {
    match analysis.lower(word) {
        "he" | "she" => Part::Subject,
        "his" | "hers" => Part::Owner,
        "her" if analysis.words.get(word + 1).is_some_and(|w| w.kind == crate::language::WordKind::Letters) => {
            Part::Owner
        }
        _ => Part::Object,
    }
}

/// Verbs with which a speaker goes on.
fn goes_on(word: &str) -> bool {
    matches!(word, "added" | "adds" | "adding" | "continued" | "continues" | "concluded" | "went" | "further")
}

fn is_subordinator(word: &str) -> bool {
    matches!(
        word,
        "when" | "while" | "after" | "before" | "as" | "although" | "though" | "because" | "since" | "if" | "once"
    )
}

impl Casting<'_> {
    pub(super) fn pronoun(&mut self, index: usize, source: &Range<usize>, pronoun: &str) -> Who {
        let found = match pronoun {
            "i" | "we" | "my" | "our" | "me" | "us" => return self.first_person(index, source),
            "who" | "which" | "that" | "whose" => return self.relative(source),
            "it" | "its" => self.thing(index, source),
            "he" | "she" | "him" | "her" | "his" | "hers" => self.speaking(index, source),
            _ => self.several(index, source),
        };
        if let Some(Figure::Entity(entity)) = found {
            let sex = roles::gender(pronoun);
            let entity = &mut self.cast.entities[entity];
            entity.gender = entity.gender.or(sex);
        }
        match found {
            Some(figure) => self.stand_for(figure, source.start),
            None => Who::Lost(format!("\"{}\": nobody before it is clearly meant", self.analysis.word(source.start))),
        }
    }

    /// "he", "she": the most salient person whom it fits.
    pub(super) fn personal(&self, word: usize) -> Option<Figure> {
        let wanted = roles::gender(self.analysis.lower(word));
        let sentence = self.analysis.sentence_of(word).map(|s| &self.analysis.sentences[s]);
        let opens = sentence.is_some_and(|s| s.words.start == word);
        let before = sentence.filter(|_| opens).and_then(|s| {
            let number = self.analysis.sentence_of(s.words.start.checked_sub(1)?)?;
            let before = &self.analysis.sentences[number];
            self.last_subject(before.words.clone()).filter(|&e| before.block == s.block && self.fits(e, wanted) > 0.0)
        });
        self.person_meant(word, before)
    }

    fn person_meant(&self, word: usize, on_turn: Option<usize>) -> Option<Figure> {
        let wanted = roles::gender(self.analysis.lower(word));
        if let Some(entity) = self.named_afterwards(word).filter(|&e| self.fits(e, wanted) > 0.0) {
            return Some(Figure::Entity(entity));
        }
        self.discourse.meant(word, |figure| match figure {
            Figure::Entity(entity) => self.fits(entity, wanted) * if on_turn == Some(entity) { ON_TURN } else { 1.0 },
            _ => 0.0,
        })
    }

    /// "he said": rather the last speaker than others; "he added" nobody else, unless somebody has come in since.
    fn speaking(&self, index: usize, source: &Range<usize>) -> Option<Figure> {
        let wanted = roles::gender(self.analysis.lower(source.start));
        let previous = self.previous_statement(index).filter(|&p| self.drafts[p].block + 1 >= self.drafts[index].block);
        let last = previous.and_then(|p| self.cast.who[p].entity());
        let cue = self.drafts[index].cue.as_ref();
        let goes_on = cue.is_some_and(|cue| cue.clone().any(|i| goes_on(self.analysis.lower(i))));
        if goes_on && let Some(last) = last {
            if self.fits(last, wanted) > 0.0 {
                return Some(Figure::Entity(last));
            }
            let from = previous.and_then(|p| self.drafts[p].source.as_ref()).map_or(source.start, |s| s.end);
            let several = !matches!(self.cast.entities[last].kind, SpeakerKind::Person | SpeakerKind::Unnamed);
            let met_since = |figure: &Figure| match figure {
                Figure::Entity(e) => {
                    self.cast.entities[*e].mentions.iter().any(|m| m.start >= from && m.end <= source.start)
                }
                _ => false,
            };
            return self.person_meant(source.start, None).filter(|figure| !several || met_since(figure));
        }
        // Somebody who has become the subject since takes the turn.
        let from = previous.map_or(0, |p| self.drafts[p].source.as_ref().map_or(self.drafts[p].unit.start, |s| s.end));
        let newcomer = self.last_subject(from..source.start).filter(|&e| self.fits(e, wanted) > 0.0);
        let subject = matches!(self.analysis.lower(source.start), "he" | "she");
        self.person_meant(source.start, newcomer.or(last).filter(|_| subject))
    }

    /// "When he arrived, Odo Brandt said": the subject behind the clause that opens the sentence.
    fn named_afterwards(&self, word: usize) -> Option<usize> {
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(word)?].words;
        let subordinator = (sentence.start..word).rev().take(3).find(|&i| is_subordinator(self.analysis.lower(i)))?;
        if subordinator > sentence.start + 4 {
            return None;
        }
        let comma = (word + 1..sentence.end).take(25).find(|&i| self.analysis.lower(i) == ",")?;
        self.last_subject(comma + 1..comma + 2)
    }

    fn fits(&self, entity: usize, wanted: Option<Gender>) -> f64 {
        let entity = &self.cast.entities[entity];
        let single = matches!(entity.kind, SpeakerKind::Person | SpeakerKind::Unnamed) && entity.others.is_empty();
        match (entity.gender, wanted) {
            _ if !single => 0.0,
            (Some(known), Some(wanted)) if known != wanted => 0.0,
            (Some(_), _) => 1.0,
            (None, _) => UNKNOWN_SEX,
        }
    }

    /// "it": a body or state.
    fn thing(&self, index: usize, source: &Range<usize>) -> Option<Figure> {
        let recent = self.recent_speaker(index, 1, |kind| matches!(kind, SpeakerKind::Body | SpeakerKind::State));
        let meant = self.discourse.meant(source.start, |figure| match figure {
            Figure::Entity(entity) => {
                let kind = self.cast.entities[entity].kind;
                f64::from(u8::from(matches!(kind, SpeakerKind::Body | SpeakerKind::State)))
            }
            Figure::Body(_) => 1.0,
            Figure::Pair(_) => 0.0,
        });
        meant.or(recent)
    }

    /// "they": a group, two persons named together, or a body.
    fn several(&self, index: usize, source: &Range<usize>) -> Option<Figure> {
        let recent = self.recent_speaker(index, BLOCKS, |kind| {
            matches!(kind, SpeakerKind::Group | SpeakerKind::Body | SpeakerKind::State)
        });
        let meant = self.discourse.meant(source.start, |figure| match figure {
            Figure::Entity(entity) if self.is_document(entity) => 0.0,
            Figure::Entity(entity) => match self.cast.entities[entity].kind {
                SpeakerKind::Group => 1.0,
                SpeakerKind::Body | SpeakerKind::State => BODY_AS_THEY,
                _ => 0.0,
            },
            Figure::Body(_) => BODY_AS_THEY / 2.0,
            Figure::Pair(_) => 1.0,
        });
        match meant {
            Some(Figure::Pair(_)) => meant,
            _ => recent,
        }
    }

    /// The speaker of the statement before, if of that kind and near.
    fn recent_speaker(&self, index: usize, blocks: usize, wanted: impl Fn(SpeakerKind) -> bool) -> Option<Figure> {
        let near = |&p: &usize| self.drafts[p].block + blocks >= self.drafts[index].block;
        let previous = self.previous_statement(index).filter(near)?;
        let entity = self.cast.who[previous].entity()?;
        let fits = wanted(self.cast.entities[entity].kind) && !self.is_document(entity);
        fits.then_some(Figure::Entity(entity))
    }

    /// "a report", "research done for the port": nobody.
    fn is_document(&self, entity: usize) -> bool {
        let name = &self.cast.entities[entity].name;
        name.clone().any(|i| is_document(self.analysis.lower(i)))
    }

    /// "I", "we": outside quotations the writer. Those inside wait until all others are known.
    fn first_person(&self, index: usize, source: &Range<usize>) -> Who {
        if self.discourse.is_quoted(source.start) || self.drafts[index].within.is_some() {
            return Who::Lost(format!("\"{}\": nobody is known to be quoted", self.analysis.word(source.start)));
        }
        Who::Outlet
    }

    /// "I" and "we" inside a quotation: whoever is quoted.
    pub(super) fn first_persons(&mut self, readings: &[Option<Reading>]) {
        for (index, reading) in readings.iter().enumerate() {
            let first = matches!(reading, Some(Reading::Pronoun(p)) if matches!(p.as_str(), "i" | "we" | "my" | "our"));
            if !first || self.cast.who[index].entity().is_some() {
                continue;
            }
            let quoting = self.drafts[index].within.and_then(|outer| self.cast.who.get(outer)).and_then(Who::entity);
            if let Some(entity) = quoting {
                self.cast.who[index] = Who::Resolved(entity, self.cast.entities[entity].name.clone());
            }
        }
    }

    /// "who", "which": the name or description right before it, across an apposition.
    fn relative(&mut self, source: &Range<usize>) -> Who {
        let Some(sentence) = self.analysis.sentence_of(source.start) else {
            return Who::Lost("a relative clause without a noun".to_owned());
        };
        let start = self.analysis.sentences[sentence].words.start;
        let mut end = source.start;
        if end > start && self.analysis.lower(end - 1) == "," {
            end -= 1;
        }
        let named = self.named_before(start, end);
        if let Some(entity) = named {
            return Who::Resolved(entity, self.antecedent(entity, source.start));
        }
        let body = self.things.iter().position(|(thing, _)| thing.end == end);
        if let Some(body) = body {
            return self.stand_for(Figure::Body(body), source.start);
        }
        Who::Lost(format!("\"{}\": the noun before it is no name", self.analysis.word(source.start)))
    }

    /// The person whose name ends at `end`, or goes before an apposition or relative clause that ends there.
    fn named_before(&self, start: usize, end: usize) -> Option<usize> {
        let named = |at: usize| {
            self.cast.entities.iter().position(|e| {
                e.kind == SpeakerKind::Person && e.mentions.iter().any(|m| m.end == at && m.start >= start)
            })
        };
        let mut at = end;
        if at > start && self.analysis.lower(at - 1) == ")" {
            at = (start..at).rev().find(|&i| self.analysis.lower(i) == "(")?;
        }
        if let Some(entity) = named(at) {
            return Some(entity);
        }
        // "Ines Calder of Lamport, who ..."
        let of = (start..at).rev().take(4).find(|&i| self.analysis.lower(i) == "of");
        let home = of.filter(|&of| (of + 1..at).all(|i| self.analysis.word(i).starts_with(char::is_uppercase)));
        if let Some(entity) = home.and_then(named) {
            return Some(entity);
        }
        // "Ines Calder is a former clerk who ...".
        let is = (start..end).rev().take(10).find(|&i| matches!(self.analysis.lower(i), "is" | "was" | "," | "and"));
        if let Some(is) = is.filter(|&i| matches!(self.analysis.lower(i), "is" | "was")) {
            return named(is).filter(|_| self.analysis.lower(is + 1) != "one");
        }
        // "Ines Calder, a clerk at the port who ...": back to the comma that opens the apposition.
        let comma = (start..end).rev().take(14).find(|&i| self.analysis.lower(i) == ",")?;
        let apposes = super::phrase::DETERMINERS.contains(&self.analysis.lower(comma + 1))
            || roles::is_role_word(self.analysis.lower(comma + 1))
            || self.analysis.lower(comma + 1) == "former";
        if apposes { named(comma) } else { None }
    }
}

/// True when a pronoun owns the first noun of a phrase.
pub(super) fn owner(analysis: &Analysis<'_>, phrase: &Range<usize>) -> Option<usize> {
    let first = phrase.start;
    (phrase.len() > 1 && matches!(analysis.lower(first), "his" | "her") && is_account(analysis.lower(first + 1)))
        .then_some(first)
}

/// Something said or written, which its owner says: "her account", "his remarks".
fn is_account(word: &str) -> bool {
    matches!(
        word,
        "account"
            | "statement"
            | "statements"
            | "remark"
            | "remarks"
            | "comment"
            | "comments"
            | "speech"
            | "letter"
            | "book"
            | "memoir"
            | "testimony"
            | "submission"
            | "brief"
            | "tweet"
            | "tweets"
            | "message"
            | "email"
            | "answer"
            | "reply"
            | "response"
            | "claim"
            | "claims"
            | "words"
            | "complaint"
            | "article"
            | "essay"
            | "column"
    )
}

/// Something written that speaks without being anybody.
fn is_document(word: &str) -> bool {
    matches!(
        word,
        "report" | "study" | "poll" | "polls" | "survey" | "research" | "document" | "documents" | "data" | "figures"
    )
}
