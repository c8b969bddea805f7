//! From ids back to what they name.

use std::collections::{HashMap, HashSet};

use super::Dossier;
use crate::model::{Article, Claim, Figure, Id, Origin, Party, Place, Reuse, Span, Speaker, Statement};

/// An index over a dossier. Built once per rendering, in time linear in the dossier; every answer is borrowed from it.
pub(super) struct Lookup<'a> {
    articles: HashMap<Id, &'a Article>,
    statements: HashMap<Id, &'a Statement>,
    speakers: HashMap<Id, &'a Speaker>,
    parties: HashMap<Id, &'a Party>,
    figures: HashMap<Id, &'a Figure>,
    reuses: HashMap<Id, &'a Reuse>,
    claims: HashMap<Id, &'a Claim>,
    apart: HashSet<Id>,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(dossier: &'a Dossier) -> Self {
        Self {
            figures: dossier.figures.iter().map(|x| (x.id, x)).collect(),
            reuses: dossier.reuses.iter().map(|x| (x.id, x)).collect(),
            claims: dossier.claims.iter().map(|x| (x.id, x)).collect(),
            apart: dossier.apart.iter().copied().collect(),
            ..Self::of_statements(&dossier.articles, &dossier.statements, &dossier.speakers, &dossier.parties)
        }
    }

    /// Where nothing but statements is known.
    pub(super) fn of_statements(
        articles: &'a [Article],
        statements: &'a [Statement],
        speakers: &'a [Speaker],
        parties: &'a [Party],
    ) -> Self {
        Self {
            articles: articles.iter().map(|x| (x.id, x)).collect(),
            statements: statements.iter().map(|x| (x.id, x)).collect(),
            speakers: speakers.iter().map(|x| (x.id, x)).collect(),
            parties: parties.iter().map(|x| (x.id, x)).collect(),
            figures: HashMap::new(),
            reuses: HashMap::new(),
            claims: HashMap::new(),
            apart: HashSet::new(),
        }
    }

    pub(super) fn article(&self, id: Id) -> Option<&'a Article> {
        self.articles.get(&id).copied()
    }

    pub(super) fn statement(&self, id: Id) -> Option<&'a Statement> {
        self.statements.get(&id).copied()
    }

    pub(super) fn speaker(&self, id: Id) -> Option<&'a Speaker> {
        self.speakers.get(&id).copied()
    }

    pub(super) fn party(&self, id: Id) -> Option<&'a Party> {
        self.parties.get(&id).copied()
    }

    pub(super) fn figure(&self, id: Id) -> Option<&'a Figure> {
        self.figures.get(&id).copied()
    }

    pub(super) fn reuse(&self, id: Id) -> Option<&'a Reuse> {
        self.reuses.get(&id).copied()
    }

    pub(super) fn claim(&self, id: Id) -> Option<&'a Claim> {
        self.claims.get(&id).copied()
    }

    /// The speaker of a statement, unless lost.
    pub(super) fn speaker_of(&self, statement: &Statement) -> Option<&'a Speaker> {
        self.speaker(statement.speaker.speaker()?)
    }

    /// The name of a party; its id when the dossier does not list it.
    pub(super) fn party_name(&self, id: Id) -> String {
        self.party(id).map_or_else(|| id.to_string(), |party| party.name.clone())
    }

    /// The label of an article; its id when the dossier does not list it.
    pub(super) fn label(&self, article: Id) -> String {
        self.article(article).map_or_else(|| article.to_string(), |a| a.label.clone())
    }

    /// The exact words at a place.
    pub(super) fn words(&self, place: Place) -> &'a str {
        self.article(place.article).map_or("", |a| a.text.slice(place.span))
    }

    /// A place as people cite it: `003:120-180`, article label and code points.
    pub(super) fn cite(&self, place: Place) -> String {
        format!("{}:{}-{}", self.label(place.article), place.span.start, place.span.end)
    }

    /// The exact words of a statement's content; its parts are joined by an ellipsis in brackets where an attribution
    /// stands between them.
    pub(super) fn content(&self, statement: &Statement) -> String {
        let words = |span: &Span| self.words(Place { article: statement.article, span: *span });
        statement.content.iter().map(words).collect::<Vec<_>>().join(" […] ")
    }

    /// Who a statement is attributed to, for a line: the name, or the words that stand for a lost one.
    pub(super) fn voice(&self, statement: &Statement) -> String {
        if let Some(speaker) = self.speaker_of(statement) {
            return speaker.name.clone();
        }
        match statement.source {
            Some(span) => format!("“{}”, name lost", self.words(Place { article: statement.article, span })),
            None => "no source given".to_owned(),
        }
    }

    /// The different voices of an origin, in order of its statements.
    pub(super) fn voices(&self, origin: &Origin) -> Vec<String> {
        let mut voices = Vec::new();
        for statement in origin.statements.iter().filter_map(|id| self.statement(*id)) {
            let voice = self.voice(statement);
            if !voices.contains(&voice) {
                voices.push(voice);
            }
        }
        voices
    }

    /// The articles of a claim's supporting statements, each once, in order.
    pub(super) fn supporting_articles(&self, claim: &Claim) -> Vec<Id> {
        let mut articles = Vec::new();
        for statement in claim.support.iter().filter_map(|id| self.statement(*id)) {
            if !articles.contains(&statement.article) {
                articles.push(statement.article);
            }
        }
        articles
    }

    /// True when every article with a statement for or against the claim is on another story.
    pub(super) fn is_apart(&self, claim: &Claim) -> bool {
        let all = claim.support.iter().copied().chain(claim.against.iter().map(|against| against.statement));
        let mut articles = all.filter_map(|id| self.statement(id)).map(|s| s.article).peekable();
        articles.peek().is_some() && articles.all(|id| self.apart.contains(&id))
    }
}

/// The place of a figure.
pub(super) fn figure_place(figure: &Figure) -> Place {
    Place { article: figure.article, span: figure.span }
}

/// The place of a statement's content, from its first to its last word.
pub(super) fn statement_place(statement: &Statement) -> Place {
    Place { article: statement.article, span: statement.extent() }
}
