//! Statements as propositions: each sentence or clause of a statement with its concepts, figures and side.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::Material;
use super::concepts::{Bodies, Concept, concepts, party_concept};
use crate::language::Analysis;
use crate::model::{Figure, Manner, Place, Span, SpeakerKind, Stance, Statement};

/// One clause of a statement, ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Proposition<'a> {
    /// The statement it is part of.
    pub statement: &'a Statement,
    /// Its words.
    pub place: Place,
    /// Its concepts, sorted by key, each once; negated only if every mention is.
    pub concepts: Vec<Concept>,
    /// The figures in it.
    pub figures: Vec<&'a Figure>,
    /// -1 when the speaker says it is not so.
    pub side: i8,
    /// The parties it speaks against, as concepts.
    pub speaks_against: Vec<String>,
    /// True when the content only points to an earlier statement ("these claims"), whose concepts it then has.
    pub points_back: bool,
}

/// Clauses with fewer concepts are joined to the one before.
const LEAST_CONCEPTS: usize = 3;

/// The propositions of all statements, by article and text.
pub(super) fn propositions<'a>(material: &Material<'a>) -> Vec<Proposition<'a>> {
    let mut by_article: BTreeMap<_, Vec<&'a Statement>> = BTreeMap::new();
    for statement in material.sources.statements.iter().filter(|statement| is_said(material, statement)) {
        by_article.entry(statement.article).or_default().push(statement);
    }
    let read = |(article, mut statements): (_, Vec<&'a Statement>)| {
        let Some(analysis) = material.analysis(article) else { return Vec::new() };
        // An outer statement comes before those inside it, so that these can point back past it.
        statements.sort_by_key(|s| (s.extent().start, std::cmp::Reverse(s.extent().end), s.id));
        let bodies = Bodies::of(analysis, &material.names);
        let reader = Reader { material, analysis, bodies, figures: material.figures_of(article).collect() };
        let mut found = Vec::new();
        for statement in statements {
            reader.read(statement, &mut found);
        }
        found
    };
    by_article.into_par_iter().flat_map_iter(read).collect()
}

/// What nobody said, or somebody only thinks or intends by another's word, puts nothing forward; nor what is made inside it.
fn is_said(material: &Material<'_>, statement: &Statement) -> bool {
    let mut outer = Some(statement);
    for _ in 0..8 {
        match outer {
            Some(statement) if !statement.is_said() && !is_doubt(statement) => return false,
            Some(statement) => outer = statement.within.and_then(|id| material.statement(id)),
            None => return true,
        }
    }
    true
}

/// "doubts that": a denial that stops short of saying so.
fn is_doubt(statement: &Statement) -> bool {
    statement.stance == Stance::Denies && statement.manner == Manner::Attitude && !statement.negated
}

struct Reader<'m, 'a> {
    material: &'m Material<'a>,
    analysis: &'a Analysis<'a>,
    bodies: Bodies,
    figures: Vec<&'a Figure>,
}

impl<'a> Reader<'_, 'a> {
    /// Appends the propositions of a statement to those before it in the article.
    fn read(&self, statement: &'a Statement, found: &mut Vec<Proposition<'a>>) {
        let me = self.speaker_concept(statement);
        let side = if statement.stance == Stance::Denies { -1 } else { 1 };
        let clauses = self.clauses(statement, me.as_deref());
        let about = self.about(statement, me.as_deref(), &clauses);
        let whole: usize = clauses.iter().map(|(_, concepts)| concepts.len()).sum();
        if let Some(antecedent) = self.antecedent(statement, whole, found) {
            let mut concepts = found[antecedent].concepts.clone();
            concepts.retain(|concept| !is_act(&concept.key));
            let figures = found[antecedent].figures.clone();
            let place = Place { article: statement.article, span: statement.extent() };
            let concepts = with_act(concepts, statement, me.as_deref(), &[]);
            // To deny what was denied is to put it forward.
            let side = side * found[antecedent].side;
            found.push(Proposition {
                statement,
                place,
                concepts,
                figures,
                side,
                speaks_against: Vec::new(),
                points_back: true,
            });
            return;
        }
        for (span, concepts) in clauses {
            let figures = self.figures.iter().copied().filter(|f| span.contains(f.span)).collect();
            let place = Place { article: statement.article, span };
            let speaks_against = speaks_against(statement, &about, &concepts);
            let concepts = with_act(concepts, statement, me.as_deref(), &about);
            found.push(Proposition { statement, place, concepts, figures, side, speaks_against, points_back: false });
        }
    }

    /// The party that a charge is about, though its content does not repeat it: the accused; of a denial without a
    /// name ("that it had been warned"), the one who denies.
    fn about(&self, statement: &'a Statement, me: Option<&str>, clauses: &[(Span, Vec<Concept>)]) -> Vec<String> {
        match statement.stance {
            Stance::Accuses => self.accused(statement),
            Stance::Denies if !clauses.iter().any(|(_, c)| c.iter().any(|c| c.key.starts_with('@'))) => {
                me.map(str::to_owned).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The parties and states named beside an accusation: in its sentence, outside the accuser and what he says.
    fn accused(&self, accusation: &Statement) -> Vec<String> {
        let analysis = self.analysis;
        let words = analysis.words_in(analysis.article.text.bytes(accusation.context));
        let extent = accusation.extent();
        let outside = |at: usize| {
            let span = analysis.span(at..at + 1);
            !extent.overlaps(span) && !accusation.source.is_some_and(|source| source.overlaps(span))
        };
        let mut named: Vec<String> = Vec::new();
        let mut at = words.start;
        while at < words.end {
            let end = (at..words.end).find(|&i| !outside(i)).unwrap_or(words.end);
            let beside = concepts(analysis, at..end, &self.material.names, &self.bodies, None, &[]);
            named.extend(beside.into_iter().map(|concept| concept.key).filter(|key| key.starts_with('@')));
            at = end + 1;
        }
        named
    }

    fn speaker_concept(&self, statement: &'a Statement) -> Option<String> {
        let speaker = self.material.speaker(statement).filter(|speaker| speaker.kind != SpeakerKind::Outlet)?;
        self.material.party(speaker).map(|party| party_concept(&party.name))
    }

    /// The sentences of the content, split at "because", "but" and semicolons, with their concepts.
    fn clauses(&self, statement: &Statement, me: Option<&str>) -> Vec<(Span, Vec<Concept>)> {
        let mut clauses: Vec<(Span, Vec<Concept>)> = Vec::new();
        for &content in &statement.content {
            let words = self.analysis.words_in(self.analysis.article.text.bytes(content));
            for words in self.split(words) {
                let concepts =
                    concepts(self.analysis, words.clone(), &self.material.names, &self.bodies, me, &self.figures);
                let span = self.analysis.span(self.trimmed(words));
                match clauses.last_mut() {
                    Some((last, before)) if concepts.len() < LEAST_CONCEPTS || before.len() < LEAST_CONCEPTS => {
                        *last = last.cover(span);
                        before.extend(concepts);
                    }
                    _ => clauses.push((span, concepts)),
                }
            }
        }
        clauses
    }

    /// Without the "that" or "because" it begins with and the comma it ends with.
    fn trimmed(&self, mut words: Range<usize>) -> Range<usize> {
        let opens = |at: usize| {
            let lower = self.analysis.lower(at);
            matches!(lower, "that" | "because" | "but" | "and" | "," | ";" | "whereas")
                && self.analysis.word(at) == lower
        };
        while words.len() > 1 && opens(words.start) {
            words.start += 1;
        }
        while words.len() > 1 && matches!(self.analysis.word(words.end - 1), "," | "." | ";" | "and" | "but") {
            words.end -= 1;
        }
        words
    }

    fn split(&self, words: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = words.start;
        for at in words.clone() {
            let new_sentence = at > start && self.analysis.sentence_of(at) != self.analysis.sentence_of(at - 1);
            let joint = matches!(self.analysis.lower(at), "because" | "but" | ";" | "whereas");
            if (new_sentence || joint) && at > start {
                parts.push(start..at);
                start = at;
            }
        }
        parts.push(start..words.end);
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// The proposition that "these claims", "the proposal" or "it" points back to.
    fn antecedent(&self, statement: &Statement, size: usize, found: &[Proposition<'a>]) -> Option<usize> {
        let content = statement.extent();
        let words = self.analysis.words_in(self.analysis.article.text.bytes(content));
        let generic = words.clone().find_map(|at| kind_pointed_to(self.analysis.lower(at)))?;
        if size > 2 || words.len() > 6 {
            return None;
        }
        let outer = statement.within;
        let mut before = (0..found.len()).rev().filter(|&i| {
            let other = found[i].statement;
            let encloses = outer == Some(other.id);
            !encloses && other.id != statement.id && found[i].place.span.start < content.start && !found[i].points_back
        });
        match generic {
            // "deny it", "said so": nothing else in it.
            Kind::Anything if words.len() > 2 || size > 0 => None,
            Kind::Anything => before.next(),
            Kind::Charge => {
                let near: Vec<usize> = before.take(4).collect();
                let charge = near.iter().find(|&&i| found[i].statement.stance == Stance::Accuses);
                charge.or(near.first()).copied()
            }
            Kind::Wish => before.take(4).find(|&i| {
                matches!(found[i].statement.stance, Stance::Offers | Stance::Asks)
                    || found[i].concepts.iter().any(|c| matches!(c.key.as_str(), "offer" | "ask"))
            }),
        }
    }
}

/// What a word that stands for an earlier statement calls it.
enum Kind {
    Charge,
    Wish,
    Anything,
}

fn kind_pointed_to(lower: &str) -> Option<Kind> {
    Some(match lower {
        "claim" | "claims" | "accusation" | "accusations" | "allegation" | "allegations" | "charge" | "charges"
        | "report" | "reports" | "criticism" | "assertion" | "assertions" | "suggestion" | "suggestions" => {
            Kind::Charge
        }
        "proposal" | "proposals" | "offer" | "offers" | "request" | "requests" | "demand" | "demands" | "call"
        | "calls" | "appeal" | "appeals" | "invitation" | "plan" | "plans" | "idea" => Kind::Wish,
        "it" | "this" | "that" | "so" => Kind::Anything,
        _ => return None,
    })
}

/// Classes of what nobody likes said of himself.
const ADVERSE: &[&str] = &["refuse", "violate", "fail", "mistake", "lie", "illegal", "poison", "steal", "pollution"];

/// Whom a statement accuses, or of whom it says something adverse: the one named first, as the one who does it.
fn speaks_against(statement: &Statement, about: &[String], concepts: &[Concept]) -> Vec<String> {
    match statement.stance {
        Stance::Accuses => about.to_vec(),
        Stance::Asserts | Stance::Confirms | Stance::Warns
            if concepts.iter().any(|c| ADVERSE.contains(&c.key.as_str())) =>
        {
            concepts.iter().map(|c| &c.key).find(|key| key.starts_with('@')).cloned().into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The class that stands for what a stance does.
fn act(stance: Stance) -> Option<&'static str> {
    match stance {
        Stance::Offers => Some("offer"),
        Stance::Asks => Some("ask"),
        Stance::Refuses => Some("refuse"),
        Stance::Asserts | Stance::Denies | Stance::Accuses | Stance::Confirms | Stance::Warns => None,
    }
}

fn is_act(key: &str) -> bool {
    matches!(key, "offer" | "ask" | "refuse")
}

/// Who offers, asks or refuses, and that he does, belongs to the proposition; sorts the concepts and makes them unique.
fn with_act(mut concepts: Vec<Concept>, statement: &Statement, me: Option<&str>, about: &[String]) -> Vec<Concept> {
    let plain = |key: &str| Concept { key: key.to_owned(), negated: false };
    concepts.extend(about.iter().map(|key| plain(key)));
    if let Some(act) = act(statement.stance) {
        concepts.push(plain(act));
        concepts.extend(me.map(plain));
    }
    concepts.sort();
    concepts.dedup_by(|later, earlier| later.key == earlier.key);
    concepts
}
