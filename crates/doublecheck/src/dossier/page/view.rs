//! The dossier as the page's sections look things up in it: what an id names, and where on the page it stands.

use std::collections::{BTreeSet, HashMap};

use crate::dossier::Dossier;
use crate::dossier::lookup::Lookup;
use crate::model::{Article, Attribution, Claim, Id, Mosaic, Place, Relation, Reuse, Span, Statement};
use crate::origin;

use super::claims::Group;
use super::{SECTIONS, limits};

/// Lookups over a dossier. Every lookup may come back empty: a dossier read from elsewhere may be incomplete.
pub(super) struct View<'a> {
    pub dossier: &'a Dossier,
    /// Claims by grade, as many as the page draws.
    pub groups: Vec<Group<'a>>,
    /// The articles whose text is on the page.
    pub drawn: Vec<&'a Article>,
    /// What every two articles share.
    pub relations: Vec<Relation>,
    /// Copied passages, longest first, without those that two copies share because both took them from a third article.
    pub passages: Vec<&'a Reuse>,
    /// The places of those passages that the page draws.
    passage_numbers: HashMap<Id, usize>,
    /// What an id names.
    pub lookup: Lookup<'a>,
    mosaics: HashMap<Id, &'a Mosaic>,
    /// Passages copied into an article, or shared with one before it.
    copies: HashMap<Id, Vec<&'a Reuse>>,
    /// The statement's number in its article, from 1.
    numbers: HashMap<Id, usize>,
    /// Anchors of the articles and claims on the page.
    anchors: HashMap<Id, String>,
    /// Claims on the page that a statement supports or opposes.
    claims: HashMap<Id, Vec<&'a Claim>>,
}

impl<'a> View<'a> {
    pub fn of(dossier: &'a Dossier) -> Self {
        let groups = Group::all(dossier);
        let mut view = Self {
            dossier,
            groups,
            drawn: Vec::new(),
            relations: origin::relations(&dossier.reuses, &dossier.mosaics),
            passages: Vec::new(),
            passage_numbers: HashMap::new(),
            lookup: Lookup::new(dossier),
            mosaics: dossier.mosaics.iter().map(|m| (m.article, m)).collect(),
            copies: HashMap::new(),
            numbers: numbers(&dossier.statements),
            anchors: HashMap::new(),
            claims: HashMap::new(),
        };
        view.index_claims();
        for reuse in dossier.reuses.iter().filter(|r| r.is_copy()) {
            view.copies.entry(reuse.to.article).or_default().push(reuse);
        }
        view.drawn = view.articles_to_draw();
        view.passages = view.told_passages();
        let drawn = view.passages.iter().take(limits::COPIES).enumerate();
        view.passage_numbers = drawn.map(|(at, reuse)| (reuse.id, at + 1)).collect();
        view.set_anchors();
        view
    }

    fn index_claims(&mut self) {
        for claim in self.groups.iter().flat_map(Group::drawn) {
            for id in claim.support.iter().copied().chain(claim.against.iter().map(|a| a.statement)) {
                self.claims.entry(id).or_default().push(claim);
            }
        }
    }

    /// All articles, or those with most statements in the claims on the page; in the dossier's order.
    fn articles_to_draw(&self) -> Vec<&'a Article> {
        let all = &self.dossier.articles;
        if all.len() <= limits::ARTICLES {
            return all.iter().collect();
        }
        let mut cited: HashMap<Id, usize> = HashMap::new();
        for statement in self.claims.keys().filter_map(|id| self.lookup.statement(*id)) {
            *cited.entry(statement.article).or_default() += 1;
        }
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|&i| (std::cmp::Reverse(cited.get(&all[i].id).copied().unwrap_or(0)), i));
        order.truncate(limits::ARTICLES);
        order.sort_unstable();
        order.into_iter().map(|i| &all[i]).collect()
    }

    fn told_passages(&self) -> Vec<&'a Reuse> {
        let told = self.relations.iter().filter(|r| r.is_copy() && r.original.is_none());
        let mut passages: Vec<&Reuse> = told.flat_map(|r| &r.reuses).filter_map(|id| self.lookup.reuse(*id)).collect();
        passages.sort_by_key(|r| (std::cmp::Reverse(r.words), r.id));
        passages
    }

    fn set_anchors(&mut self) {
        let mut taken: BTreeSet<String> = SECTIONS.iter().map(|s| (*s).to_owned()).collect();
        let claims = self.groups.iter().flat_map(Group::drawn).map(|c| (c.id, slug(&c.label)));
        let articles = self.drawn.iter().map(|a| (a.id, format!("a-{}", slug(&a.label))));
        for (id, wanted) in claims.chain(articles) {
            let mut anchor = wanted.clone();
            let mut n = 1;
            while !taken.insert(anchor.clone()) {
                n += 1;
                anchor = format!("{wanted}_{n}");
            }
            self.anchors.insert(id, anchor);
        }
    }

    /// Which parts of an article come from where.
    pub fn mosaic(&self, article: Id) -> Option<&'a Mosaic> {
        self.mosaics.get(&article).copied()
    }

    /// Copied passages whose second place lies in the article.
    pub fn copies_into(&self, article: Id) -> impl Iterator<Item = &'a Reuse> + '_ {
        self.copies.get(&article).into_iter().flatten().copied()
    }

    /// Who a statement is attributed to, as a name.
    pub fn voice(&self, statement: &Statement) -> &'a str {
        match (self.lookup.speaker_of(statement), &statement.speaker) {
            (Some(speaker), _) => &speaker.name,
            (None, Attribution::Lost { .. }) => "speaker lost",
            (None, _) => "speaker unknown",
        }
    }

    /// Claims on the page that a statement supports or opposes.
    pub fn claims_of(&self, statement: Id) -> &[&'a Claim] {
        self.claims.get(&statement).map_or(&[], Vec::as_slice)
    }

    /// Anchor of a claim or article that is on the page.
    pub fn anchor(&self, id: Id) -> Option<&str> {
        self.anchors.get(&id).map(String::as_str)
    }

    /// The statement's number in its article, from 1.
    pub fn number_of(&self, statement: Id) -> usize {
        self.numbers.get(&statement).copied().unwrap_or(0)
    }

    /// Anchor of a statement in the text of its article, if that is on the page.
    pub fn statement_anchor(&self, statement: &Statement) -> Option<String> {
        let article = self.lookup.article(statement.article)?;
        let anchor = self.anchor(article.id)?;
        let shown = statement.extent().start < limits::ARTICLE_CHARACTERS.min(article.text.len());
        Some(if shown { format!("{anchor}.s{}", self.number_of(statement.id)) } else { anchor.to_owned() })
    }

    /// Link to the paragraph that holds a place, or else to its article.
    pub fn place_link(&self, place: Place) -> Option<String> {
        let article = self.lookup.article(place.article)?;
        let anchor = self.anchor(article.id)?;
        let start = place.span.start;
        let block = article.blocks.iter().position(|b| b.span.start <= start && start < b.span.end);
        Some(match block.filter(|_| start < limits::ARTICLE_CHARACTERS) {
            Some(block) => format!("#{anchor}.p{}", block + 1),
            None => format!("#{anchor}"),
        })
    }

    /// Anchor of a copied passage beside its original, if the page draws it.
    pub fn passage_anchor(&self, reuse: Id) -> Option<String> {
        self.passage_numbers.get(&reuse).map(|number| format!("copies.{number}"))
    }

    /// Link to a statement in the text of its article.
    pub fn statement_link(&self, statement: &Statement) -> Option<String> {
        self.statement_anchor(statement).map(|anchor| format!("#{anchor}"))
    }
}

/// Counts the statements of each article.
fn numbers(statements: &[Statement]) -> HashMap<Id, usize> {
    let mut seen: HashMap<Id, usize> = HashMap::new();
    statements
        .iter()
        .map(|s| {
            let n = seen.entry(s.article).or_default();
            *n += 1;
            (s.id, *n)
        })
        .collect()
}

/// A label as part of an anchor: ASCII letters, digits, `-` and `_`. Never a dot, which sets the parts of an
/// article's anchor apart.
fn slug(label: &str) -> String {
    label.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' }).collect()
}

/// "001:312–345": the place to quote, in code points.
pub(super) fn citation(article: &Article, span: Span) -> String {
    format!("{}:{}–{}", super::words::plain(&article.label), span.start, span.end)
}
