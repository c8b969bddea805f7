//! Offers and requests, and what became of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use doublecheck_grammar::learn::text_key;
use jiff::civil::Date;

use super::Material;
use super::proposition::Proposition;
use super::series::read;
use super::slots::negation;
use crate::dossier::{Exchange, ExchangeKind, Outcome};
use crate::model::{Attribution, Id, Manner, Place, Stance, Statement};

/// An answer less similar to what was offered or asked than this is about something else.
const LEAST_ANSWER: f64 = 0.25;

/// Two wishes of one party that are so similar are one wish, said twice.
const LEAST_REPEAT: f64 = 0.5;

/// Share of the shorter's words that a refusal which is only reported as such has in common with what it refuses.
const LEAST_REFUSED: f64 = 0.6;

/// Every offer and request, once however often it is repeated, with the statement that answers it, if any; and every
/// refusal of what nobody in the set asks for. In order of date.
///
/// The answer is a refusal, or a statement that speaks of refusing or agreeing, by another party and on the same matter.
/// Time is linear in the wishes and what is similar to each.
pub fn exchanges(material: &Material<'_>) -> Vec<Exchange> {
    let mut wishes = wishes(material);
    wishes.sort_by_cached_key(|&wish| when(material, material.propositions[wish].statement));
    let mut found: Vec<Told<'_>> = Vec::new();
    let mut of_wish: BTreeMap<usize, usize> = BTreeMap::new();
    for &wish in &wishes {
        let statement = material.propositions[wish].statement;
        let before = similar(material, wish).into_iter().filter_map(|(likeness, other)| {
            let at = *of_wish.get(&other)?;
            repeats(material, likeness, wish, other).then_some(at)
        });
        let at = before.min().unwrap_or(found.len());
        of_wish.insert(wish, at);
        match found.get_mut(at) {
            Some(told) => told.wishes.push(wish),
            None => found.push(Told { wishes: vec![wish], first: statement, answer: None }),
        }
    }
    for told in &mut found {
        told.answer = told.wishes.iter().find_map(|&wish| answer(material, wish));
    }
    let mut answered: BTreeSet<Id> = found.iter().filter_map(|told| told.answer).map(|s| s.id).collect();
    let mut rows: Vec<Exchange> = Vec::new();
    let refusals = refusals(material);
    let told = found.iter().flat_map(|told| std::iter::once(told.first).chain(told.answer));
    let matters = Matters::of(material, told.chain(refusals.iter().copied()));
    for told in &mut found {
        if told.answer.is_none() {
            told.answer = refusals.iter().copied().find(|refusal| matters.refuses(material, told.first, refusal));
            answered.extend(told.answer.map(|s| s.id));
        }
        rows.push(told.row(material));
    }
    let alone = refusals.into_iter().filter(|refusal| !answered.contains(&refusal.id));
    let alone = alone
        .filter(|refusal| !found.iter().any(|told| told.answer.is_some_and(|a| matters.same(material, a, refusal))));
    for refusal in alone {
        let repeated = rows
            .iter_mut()
            .filter(|row| row.kind == ExchangeKind::Refusal)
            .find(|row| material.statement(row.statement).is_some_and(|first| matters.same(material, first, refusal)));
        match repeated {
            Some(row) => {
                row.repeats.push(refusal.id);
                row.known_from = known_from(material, row);
            }
            None => rows.push(refused(material, refusal)),
        }
    }
    rows.sort_by_cached_key(|row| material.statement(row.statement).map(|statement| when(material, statement)));
    rows
}

/// A wish and its repetitions, by their propositions.
struct Told<'a> {
    wishes: Vec<usize>,
    first: &'a Statement,
    answer: Option<&'a Statement>,
}

impl Told<'_> {
    fn row(&self, material: &Material<'_>) -> Exchange {
        let statements: Vec<&Statement> =
            self.wishes.iter().map(|&wish| material.propositions[wish].statement).collect();
        let mut row = Exchange {
            statement: self.first.id,
            kind: if self.first.stance == Stance::Offers { ExchangeKind::Offer } else { ExchangeKind::Request },
            other: statements.iter().find_map(|statement| asked(statement)),
            repeats: statements.iter().skip(1).map(|statement| statement.id).collect(),
            outcome: self.answer.map_or(Outcome::Open, |answer| outcome(material, answer)),
            answer: self.answer.map(|answer| answer.id),
            known_from: Vec::new(),
        };
        row.known_from = known_from(material, &row);
        row
    }
}

/// The first proposition of every statement that offers or asks for something.
fn wishes(material: &Material<'_>) -> Vec<usize> {
    let mut seen: BTreeSet<Id> = BTreeSet::new();
    let is_wish = |statement: &Statement| match statement.stance {
        Stance::Offers => true,
        Stance::Asks => !is_question(material, statement),
        _ => false,
    };
    let all = material.propositions.iter().enumerate();
    all.filter(|(_, p)| is_wish(p.statement) && seen.insert(p.statement.id)).map(|(at, _)| at).collect()
}

/// True for "asked whether", "asked why" and "asked that it had": a question asks for words, not for a deed.
fn is_question(material: &Material<'_>, statement: &Statement) -> bool {
    let words = said(material, statement);
    let mut words = words.iter().map(String::as_str);
    match words.next() {
        Some("whether" | "if" | "who" | "whom" | "what" | "when" | "where" | "why" | "how" | "which") => true,
        Some("that") => {
            let verb = words.find(|word| {
                matches!(
                    *word,
                    "should"
                        | "must"
                        | "would"
                        | "be"
                        | "may"
                        | "could"
                        | "can"
                        | "had"
                        | "has"
                        | "have"
                        | "was"
                        | "were"
                )
            });
            matches!(verb, Some("had" | "has" | "have" | "was" | "were"))
        }
        _ => false,
    }
}

/// The words of what is said, in lower case.
fn said(material: &Material<'_>, statement: &Statement) -> Vec<String> {
    let Some(analysis) = material.analysis(statement.article) else { return Vec::new() };
    let spans = statement.content.iter();
    let words = spans.flat_map(|&span| analysis.words_in(analysis.article.text.bytes(span)));
    words.map(|at| analysis.lower(at).to_owned()).collect()
}

/// Statements that something is refused, told as refused or as not done; without those that only say nothing.
fn refusals<'a>(material: &Material<'a>) -> Vec<&'a Statement> {
    let silent = |statement: &Statement| {
        let words = said(material, statement);
        let verb = words.iter().map(String::as_str).find(|word| *word != "to" && *word != "any" && *word != "further");
        matches!(
            verb,
            Some(
                "comment"
                    | "comments"
                    | "say"
                    | "answer"
                    | "answers"
                    | "speculate"
                    | "guess"
                    | "elaborate"
                    | "respond"
                    | "reply"
                    | "speak"
                    | "talk"
                    | "be"
                    | "give"
                    | "discuss"
                    | "confirm"
                    | "name"
            ) | None
        )
    };
    let statements = material.sources.statements.iter();
    let mut found: Vec<&Statement> = statements
        .filter(|s| s.stance == Stance::Refuses && s.manner == Manner::Speech && !silent(s))
        .filter(|s| !material.is_narration(s))
        .collect();
    found.sort_by_cached_key(|statement| when(material, statement));
    found
}

/// A refusal of what nobody in the set asks for.
fn refused(material: &Material<'_>, refusal: &Statement) -> Exchange {
    let mut row = Exchange {
        statement: refusal.id,
        kind: ExchangeKind::Refusal,
        other: asker(material, refusal),
        repeats: Vec::new(),
        outcome: Outcome::Refused,
        answer: Some(refusal.id),
        known_from: Vec::new(),
    };
    row.known_from = known_from(material, &row);
    row
}

/// Whose request is refused: "Norland's" in "Norland's requests".
fn asker(material: &Material<'_>, refusal: &Statement) -> Option<Place> {
    let analysis = material.analysis(refusal.article)?;
    let words = analysis.words_in(analysis.article.text.bytes(refusal.extent()));
    let noun = words.clone().find(|&at| {
        matches!(
            analysis.lower(at),
            "request"
                | "requests"
                | "proposal"
                | "proposals"
                | "offer"
                | "offers"
                | "demand"
                | "demands"
                | "call"
                | "calls"
                | "appeal"
                | "appeals"
                | "invitation"
        )
    })?;
    let text = analysis.article.text.as_str().get(analysis.bytes(words.start..noun))?;
    let owner = text.trim_end().strip_suffix("'s").or_else(|| text.trim_end().strip_suffix("’s"))?;
    // "the Harbour Board": back over the capitals.
    let mut start = owner.len();
    for word in owner.rsplit(' ').take_while(|word| word.starts_with(char::is_uppercase)) {
        start = start.min(owner.len()) - word.len() - usize::from(start < owner.len());
    }
    let from = analysis.bytes(words.start..noun).start;
    (start < owner.len())
        .then(|| Place { article: refusal.article, span: analysis.article.text.span(from + start..from + owner.len()) })
}

/// What orders statements for the reader: day, then article and text.
fn when(material: &Material<'_>, statement: &Statement) -> (bool, Option<Date>, String, u32, Id) {
    let article = material.article(statement.article);
    let said = statement.said_on.as_ref().map(|when| when.earliest);
    let day = said.or(article.and_then(|article| article.published.day));
    let label = article.map(|article| article.label.clone()).unwrap_or_default();
    (day.is_none(), day, label, statement.extent().start, statement.id)
}

/// The propositions near a wish, of the same story.
fn similar(material: &Material<'_>, wish: usize) -> Vec<(f64, usize)> {
    let propositions = &material.propositions;
    let article = propositions[wish].statement.article;
    let near = material.library.near(wish, LEAST_ANSWER).into_iter();
    near.filter(|&(_, other)| material.same_story(article, propositions[other].place.article)).collect()
}

/// True when a wish says again what another says: a copy, or the same of one party.
fn repeats(material: &Material<'_>, likeness: f64, wish: usize, other: usize) -> bool {
    let (one, other) = (material.propositions[wish].statement, material.propositions[other].statement);
    let party = |statement: &Statement| material.speaker(statement).map(|speaker| speaker.party);
    let one_party = party(one).is_some() && party(one) == party(other);
    one.stance == other.stance && (one_party && likeness >= LEAST_REPEAT || material.copied(other, one).is_some())
}

/// The statement that answers a wish best.
fn answer<'a>(material: &Material<'a>, wish: usize) -> Option<&'a Statement> {
    let propositions = &material.propositions;
    let near = similar(material, wish);
    let answers = near
        .iter()
        .filter_map(|&(similarity, answer)| Some((similarity + answers(material, similarity, wish, answer)?, answer)));
    let best = answers.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, answer)| answer);
    best.or_else(|| takes_up(propositions, wish)).map(|at| propositions[at].statement)
}

/// What wishes and refusals are about: the concepts of each one's content, hashed, sorted.
struct Matters(HashMap<Id, Vec<u32>>);

impl Matters {
    fn of<'a>(material: &Material<'_>, statements: impl Iterator<Item = &'a Statement>) -> Self {
        Self(statements.map(|statement| (statement.id, matter(material, statement))).collect())
    }

    /// True when a refusal that is told as such ("had refused to publish the reports") has the words of a wish of others.
    fn refuses(&self, material: &Material<'_>, wish: &Statement, refusal: &Statement) -> bool {
        let party = |statement: &Statement| material.speaker(statement).map(|speaker| speaker.party);
        let others = party(wish).is_none() || party(wish) != party(refusal);
        others && material.same_story(wish.article, refusal.article) && self.overlap(wish, refusal) >= LEAST_REFUSED
    }

    /// True when two refusals of one party refuse the same.
    fn same(&self, material: &Material<'_>, one: &Statement, other: &Statement) -> bool {
        let party = |statement: &Statement| material.speaker(statement).map(|speaker| speaker.party);
        one.id == other.id
            || material.copied(one, other).is_some()
            || party(one) == party(other)
                && material.same_story(one.article, other.article)
                && self.overlap(one, other) >= LEAST_REFUSED
    }

    /// Share of the concepts of the shorter of two contents that the other has; 0 when they share fewer than two.
    fn overlap(&self, one: &Statement, other: &Statement) -> f64 {
        let concepts = |statement: &Statement| self.0.get(&statement.id).map_or(&[][..], Vec::as_slice);
        let (a, b) = (concepts(one), concepts(other));
        let shared = a.iter().filter(|concept| b.binary_search(concept).is_ok()).count();
        if shared < 2 { 0.0 } else { shared as f64 / a.len().min(b.len()) as f64 }
    }
}

/// The concepts of what a statement says.
fn matter(material: &Material<'_>, statement: &Statement) -> Vec<u32> {
    let Some(analysis) = material.analysis(statement.article) else { return Vec::new() };
    let spans = statement.content.iter();
    let words = spans.map(|&span| analysis.words_in(analysis.article.text.bytes(span)));
    let mut all: Vec<u32> =
        words.flat_map(|words| read(material, analysis, words)).map(|concept| text_key(&concept.key)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What an answer says became of the wish.
fn outcome(material: &Material<'_>, answer: &Statement) -> Outcome {
    if answer.stance == Stance::Refuses {
        return Outcome::Refused;
    }
    let Some(analysis) = material.analysis(answer.article) else { return Outcome::Answered };
    let spans = answer.content.iter();
    let words = spans.map(|&span| analysis.words_in(analysis.article.text.bytes(span)));
    let all: Vec<_> = words.flat_map(|words| read(material, analysis, words)).collect();
    let speaks_of = |key: &str| all.iter().find(|concept| concept.key == key);
    match (speaks_of("refuse"), speaks_of("accept")) {
        (Some(refused), _) if !refused.negated => Outcome::Refused,
        (_, Some(accepted)) if accepted.negated => Outcome::Refused,
        (_, Some(_)) => Outcome::Accepted,
        _ => Outcome::Answered,
    }
}

/// The parties that vouch for what is known of an exchange, in the order of its statements.
fn known_from(material: &Material<'_>, row: &Exchange) -> Vec<Id> {
    let mut parties: Vec<Id> = Vec::new();
    for id in std::iter::once(&row.statement).chain(&row.repeats).chain(&row.answer) {
        let vouched = material.statement(*id).map(|statement| material.vouched_in(statement));
        let party = vouched.and_then(|statement| material.speaker(statement)).map(|speaker| speaker.party);
        parties.extend(party.filter(|party| !parties.contains(party)));
    }
    parties
}

/// How well a statement answers a wish, besides being similar: best a refusal told as such; none when it is no answer.
fn answers(material: &Material<'_>, similarity: f64, i: usize, j: usize) -> Option<f64> {
    let (wish, answer) = (&material.propositions[i], &material.propositions[j]);
    let party = |statement: &Statement| material.speaker(statement).map(|speaker| speaker.party);
    let other = party(wish.statement).is_none() || party(wish.statement) != party(answer.statement);
    let speaks_of = |keys: &[&str]| answer.concepts.iter().any(|concept| keys.contains(&concept.key.as_str()));
    match answer.statement.stance {
        Stance::Refuses => other.then_some(1.0),
        Stance::Asserts | Stance::Accuses | Stance::Confirms | Stance::Warns
            if wish.statement.id == answer.statement.id =>
        {
            None
        }
        Stance::Asserts | Stance::Accuses | Stance::Confirms | Stance::Warns if speaks_of(&["refuse", "accept"]) => {
            Some(0.0)
        }
        // "Will he resign?" – "He will not."
        Stance::Asserts | Stance::Confirms | Stance::Warns if other && similarity >= 0.4 && denied(material, i, j) => {
            Some(-0.2)
        }
        _ => None,
    }
}

/// True when one proposition says no to what the other says.
fn denied(material: &Material<'_>, i: usize, j: usize) -> bool {
    let both = material.library.signature(i).zip(material.library.signature(j));
    both.is_some_and(|(one, other)| negation(one, other) < 0)
}

/// "The service had accepted the offer": the statement soon after that names the wish by what it is.
fn takes_up(propositions: &[Proposition<'_>], wish: usize) -> Option<usize> {
    let asked = propositions.get(wish)?;
    let act = if asked.statement.stance == Stance::Offers { "offer" } else { "ask" };
    let replies = |p: &Proposition<'_>| {
        let speaks_of = |key: &str| p.concepts.iter().any(|concept| concept.key == key);
        let later = p.statement.article == asked.statement.article && p.statement.id != asked.statement.id;
        later && p.statement.puts_forward() && speaks_of(act) && (speaks_of("accept") || speaks_of("refuse"))
    };
    (wish + 1..(wish + 4).min(propositions.len())).find(|&i| replies(&propositions[i]))
}

/// Who is asked: the addressee, when the article names one.
fn asked(statement: &Statement) -> Option<Place> {
    let own = matches!(statement.speaker, Attribution::Outlet { .. });
    statement.addressee.filter(|_| !own).map(|span| Place { article: statement.article, span })
}
