//! What claims are made from, and how to look things up in it.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::concepts::{Names, party_concept};
use super::group::Group;
use super::library::Library;
use super::proposition::{Proposition, propositions};
use super::signature::{Signature, signatures};
use super::slots::same_matter;
use crate::language::Analysis;
use crate::model::{
    Article, Attribution, Facts, Figure, Id, Party, Place, Reuse, Span, Speaker, SpeakerKind, Statement, Tables,
};

/// Everything found before claims.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The articles, split into words.
    pub analyses: &'a [Analysis<'a>],
    /// Articles of other stories, whose claims are kept apart.
    pub apart: &'a [Id],
    /// Statements of all articles.
    pub statements: &'a [Statement],
    /// Speakers of all articles.
    pub speakers: &'a [Speaker],
    /// Parties of all speakers.
    pub parties: &'a [Party],
    /// Figures of all articles, after [`place_figures`](super::place_figures).
    pub figures: &'a [Figure],
    /// The times, places and names of all articles; those without have no such slots.
    pub facts: &'a [Facts],
    /// Passages that articles share.
    pub reuses: &'a [Reuse],
    /// The analyst's tables.
    pub tables: &'a Tables,
}

/// The sources with what looks things up in them, and their statements as propositions.
pub struct Material<'a> {
    /// What it is made from.
    pub sources: Sources<'a>,
    by_article: HashMap<Id, usize>,
    by_statement: HashMap<Id, usize>,
    by_speaker: HashMap<Id, usize>,
    by_party: HashMap<Id, usize>,
    /// The first party that each concept stands for.
    by_concept: HashMap<String, usize>,
    apart: HashSet<Id>,
    against: HashMap<Id, Vec<String>>,
    copies: HashMap<Id, Vec<usize>>,
    figures: HashMap<Id, Vec<usize>>,
    pub(super) names: Names,
    /// By article and text.
    pub(super) propositions: Vec<Proposition<'a>>,
    pub(super) library: Library,
}

impl<'a> Material<'a> {
    /// Reads the statements as propositions. Linear in the number of words.
    pub fn new(sources: Sources<'a>) -> Self {
        let mut copies: HashMap<Id, Vec<usize>> = HashMap::new();
        for (index, reuse) in sources.reuses.iter().enumerate().filter(|(_, reuse)| reuse.is_copy()) {
            copies.entry(reuse.from.article).or_default().push(index);
            copies.entry(reuse.to.article).or_default().push(index);
        }
        let mut figures: HashMap<Id, Vec<usize>> = HashMap::new();
        for (index, figure) in sources.figures.iter().enumerate() {
            figures.entry(figure.article).or_default().push(index);
        }
        let mut material = Self {
            by_article: sources.analyses.iter().enumerate().map(|(i, a)| (a.article.id, i)).collect(),
            by_statement: sources.statements.iter().enumerate().map(|(i, s)| (s.id, i)).collect(),
            by_speaker: sources.speakers.iter().enumerate().map(|(i, s)| (s.id, i)).collect(),
            by_party: sources.parties.iter().enumerate().map(|(i, p)| (p.id, i)).collect(),
            by_concept: sources.parties.iter().enumerate().rev().map(|(i, p)| (party_concept(&p.name), i)).collect(),
            apart: sources.apart.iter().copied().collect(),
            against: HashMap::new(),
            copies,
            figures,
            names: Names::of(sources.tables, sources.speakers, sources.parties),
            propositions: Vec::new(),
            library: Library::new(&sources.tables.rulings),
            sources,
        };
        material.propositions = propositions(&material);
        for proposition in &mut material.propositions {
            let whom = std::mem::take(&mut proposition.speaks_against);
            if !whom.is_empty() {
                material.against.entry(proposition.statement.id).or_default().extend(whom);
            }
        }
        let articles: Vec<&[Proposition<'a>]> =
            material.propositions.chunk_by(|a, b| a.place.article == b.place.article).collect();
        let facts: HashMap<Id, &Facts> = sources.facts.iter().map(|facts| (facts.article, facts)).collect();
        let read = |&own: &&[Proposition<'a>]| {
            let article = own.first().and_then(|first| facts.get(&first.place.article).copied());
            signatures(&material, own, article)
        };
        let signatures: Vec<Signature> = articles.par_iter().flat_map_iter(read).collect();
        material.library.extend(signatures);
        material
    }

    /// What the propositions of all statements are compared by, by article and text.
    pub fn signatures(&self) -> impl Iterator<Item = &Signature> {
        (0..self.propositions.len()).filter_map(|at| self.library.signature(at))
    }

    /// Statements grouped by what they put forward or deny, by the first statement of each group.
    pub fn groups(&self) -> Vec<Group> {
        self.library.groups()
    }

    /// True when an article belongs to another story than most.
    pub(super) fn is_apart(&self, article: Id) -> bool {
        self.apart.contains(&article)
    }

    /// True when two articles belong to one story.
    pub(super) fn same_story(&self, one: Id, other: Id) -> bool {
        one == other || self.is_apart(one) == self.is_apart(other)
    }

    /// The article with this id and its words.
    pub fn analysis(&self, article: Id) -> Option<&'a Analysis<'a>> {
        self.by_article.get(&article).and_then(|&i| self.sources.analyses.get(i))
    }

    /// The article with this id.
    pub fn article(&self, article: Id) -> Option<&'a Article> {
        self.analysis(article).map(|a| a.article)
    }

    /// The statement with this id.
    pub fn statement(&self, id: Id) -> Option<&'a Statement> {
        self.by_statement.get(&id).and_then(|&i| self.sources.statements.get(i))
    }

    /// The figures of an article.
    pub fn figures_of(&self, article: Id) -> impl Iterator<Item = &'a Figure> {
        let at = self.figures.get(&article).map_or(&[][..], Vec::as_slice);
        at.iter().filter_map(|&i| self.sources.figures.get(i))
    }

    /// The words of a place.
    pub fn words(&self, place: Place) -> &'a str {
        self.article(place.article).map_or("", |article| article.text.slice(place.span))
    }

    /// Who a statement is attributed to, unless lost.
    pub fn speaker(&self, statement: &Statement) -> Option<&'a Speaker> {
        let id = statement.speaker.speaker()?;
        self.by_speaker.get(&id).and_then(|&i| self.sources.speakers.get(i))
    }

    /// The party of a speaker.
    pub fn party(&self, speaker: &Speaker) -> Option<&'a Party> {
        self.by_party.get(&speaker.party).and_then(|&i| self.sources.parties.get(i))
    }

    /// The name of the party that a concept stands for, as the set writes it.
    pub(crate) fn party_name<'s>(&'s self, concept: &'s str) -> &'s str {
        let party = self.by_concept.get(concept).and_then(|&i| self.sources.parties.get(i));
        party.map_or_else(|| concept.trim_start_matches('@'), |party| &party.name)
    }

    /// The statement whose speaker vouches for this one: the outermost statement it is made inside of.
    /// What a speaker says that another said is known from the speaker only.
    pub fn vouched_in(&self, statement: &'a Statement) -> &'a Statement {
        let mut outer = statement;
        // A cycle cannot arise from text; the bound keeps damaged data from hanging the run.
        for _ in 0..8 {
            match outer.within.and_then(|id| self.statement(id)) {
                Some(next) => outer = next,
                None => break,
            }
        }
        outer
    }

    /// True when the outlet itself speaks.
    pub fn is_narration(&self, statement: &Statement) -> bool {
        matches!(statement.speaker, Attribution::Outlet { .. })
            || self.speaker(statement).is_some_and(|speaker| speaker.kind == SpeakerKind::Outlet)
    }

    /// Copied passages that have one end in this article.
    pub fn copies_from(&self, article: Id) -> impl Iterator<Item = &'a Reuse> {
        let at = self.copies.get(&article).map_or(&[][..], Vec::as_slice);
        at.iter().filter_map(|&i| self.sources.reuses.get(i))
    }

    /// The reuse through which two statements are one text, if any.
    pub fn copied(&self, one: &Statement, other: &Statement) -> Option<&'a Reuse> {
        let inside = |place: Place, statement: &Statement| {
            place.article == statement.article && covers_most(place.span, statement.extent())
        };
        self.copies_from(one.article).find(|reuse| {
            inside(reuse.from, one) && inside(reuse.to, other) || inside(reuse.from, other) && inside(reuse.to, one)
        })
    }

    /// True when two statements have words that say the same of what happens, whoever and how many they name.
    pub(crate) fn says_the_same(&self, one: &Statement, other: &Statement) -> bool {
        let theirs: Vec<&Signature> = self.library.of(other).collect();
        self.library.of(one).any(|one| theirs.iter().any(|other| same_matter(one, other)))
    }

    /// The parties that a statement speaks against, as concepts (see [`party_concept`](super::party_concept)): whom it
    /// accuses, or of whom it says what nobody likes said of himself.
    pub(crate) fn speaks_against(&self, statement: &Statement) -> &[String] {
        self.against.get(&statement.id).map_or(&[], Vec::as_slice)
    }
}

/// True when at least half of `inner` lies in `outer`.
pub(crate) fn covers_most(outer: Span, inner: Span) -> bool {
    let shared = outer.end.min(inner.end).saturating_sub(outer.start.max(inner.start));
    shared > 0 && shared * 2 >= inner.len()
}
