//! The whole path, in one function.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::claim::{Material, Sources};
use crate::dossier::{Copying, Dossier, FactSheet, Statements, apart, period, story_title, timeline, warnings};
use crate::language::Analysis;
use crate::model::{Article, Id, Problem, Reuse, Tables};
use crate::statement::Said;
use crate::{claim, confirm, facts, origin, statement};

/// Checks articles against each other: who said what, who copied whom, which claims are confirmed and by whom.
///
/// `problems` are those of reading; they are carried into the dossier. The result depends on the set of articles and
/// the tables only, not on their order or the number of threads. Time is near-linear in the text.
pub fn check(mut articles: Vec<Article>, mut problems: Vec<Problem>, tables: &Tables) -> Dossier {
    let reuses = copied(&mut articles);
    let analyses = analyse(&articles);
    let mosaics = origin::mosaics(&analyses, &reuses);
    let mut said = statement::statements(&analyses, &reuses, &mosaics, tables);
    problems.append(&mut said.problems);
    said.keep(statement::SHOWN, true);
    let mut figures: Vec<_> = analyses.par_iter().flat_map_iter(facts::figures).collect();
    claim::place_figures(&mut figures, &analyses, &said.statements);
    let facts::Found { facts, identities } = facts::facts(&analyses, &said.statements, &mosaics, &reuses, tables);
    let apart = apart(&analyses, &reuses);
    let material = Material::new(Sources {
        analyses: &analyses,
        apart: &apart,
        statements: &said.statements,
        speakers: &said.speakers,
        parties: &said.parties,
        figures: &figures,
        facts: &facts,
        reuses: &reuses,
        tables,
    });
    let claims = confirm::claims(&material, material.groups());
    let series = claim::series(&material);
    let sums = claim::sums(&analyses, &figures);
    let exchanges = claim::exchanges(&material);
    drop(material);

    let title = story_title(&analyses, &apart);
    let warnings = warnings(&analyses, &said, &mosaics, &apart);
    let timeline = timeline(&analyses, &said.statements, &facts);
    drop(analyses);
    Dossier {
        format: crate::dossier::FORMAT.to_owned(),
        title,
        period: period(&articles, &apart),
        articles,
        apart,
        parties: said.parties,
        speakers: said.speakers,
        statements: said.statements,
        figures,
        facts,
        identities,
        reuses,
        mosaics,
        claims,
        series,
        sums,
        exchanges,
        timeline,
        warnings,
        problems,
    }
}

/// Finds who said what, and nothing else. Speakers and days that a copy lost are restored through the article that it was
/// copied from, as in [`check`].
///
/// The result depends on the set of articles and the tables only, not on their order or the number of threads.
pub fn statements(mut articles: Vec<Article>, mut problems: Vec<Problem>, tables: &Tables) -> Statements {
    let reuses = copied(&mut articles);
    let analyses = analyse(&articles);
    let mosaics = origin::mosaics(&analyses, &reuses);
    let Said { statements, speakers, parties, problems: foreign } =
        statement::statements(&analyses, &reuses, &mosaics, tables);
    drop(analyses);
    problems.extend(foreign);
    let format = crate::dossier::STATEMENTS_FORMAT.to_owned();
    Statements { format, articles, parties, speakers, statements, problems }
}

/// Finds who said what in one article by itself. Time is linear in its text.
///
/// ```
/// use doublecheck::{Tables, read, statements_of};
///
/// let text = "The harbour is open again.\n\nInes Calder, the harbour master, denied that a ferry had run aground.";
/// let (articles, problems) = read::read("note.txt", text.as_bytes(), &Tables::default());
/// let said = statements_of(&articles[0], &Tables::default());
/// let statement = said.statements.iter().find(|s| s.cue.is_some()).unwrap();
/// assert_eq!(said.speaker_of(statement).unwrap().name, "Ines Calder");
/// assert_eq!(statement.stance, doublecheck::Stance::Denies);
/// assert_eq!(articles[0].text.slice(statement.content[0]), "that a ferry had run aground");
/// # assert!(problems.is_empty());
/// ```
pub fn statements_of(article: &Article, tables: &Tables) -> Said {
    statement::statements(&[Analysis::of(article)], &[], &[], tables)
}

/// Finds when, how many, where and who, and nothing else. Times in copied words are read on the day of the article that had
/// them first, as in [`check`].
///
/// The result depends on the set of articles and the tables only, not on their order or the number of threads.
pub fn fact_sheet(mut articles: Vec<Article>, problems: Vec<Problem>, tables: &Tables) -> FactSheet {
    let reuses = copied(&mut articles);
    let analyses = analyse(&articles);
    let mosaics = origin::mosaics(&analyses, &reuses);
    let facts::Found { facts, identities } = facts::facts(&analyses, &[], &mosaics, &reuses, tables);
    drop(analyses);
    let (format, attribution) = (crate::dossier::FACTS_FORMAT.to_owned(), facts::ATTRIBUTION.to_owned());
    FactSheet { format, attribution, articles, facts, identities, problems }
}

/// Finds who copied whom, and nothing else: the first half of [`check`], on its own.
///
/// The result depends on the set of articles only, not on their order or the number of threads.
pub fn copying(mut articles: Vec<Article>, problems: Vec<Problem>) -> Copying {
    let reuses = copied(&mut articles);
    described(articles, reuses, problems)
}

/// Finds what the articles with these ids share with all others: new articles beside an archive.
///
/// Of the others, those that share something are in the result. Each asked article is looked up in an index, so time is
/// linear in the text of all.
pub fn copying_of(asked: &BTreeSet<Id>, articles: Vec<Article>, problems: Vec<Problem>) -> Copying {
    let mut library = origin::Library::new();
    let mut problems = problems;
    for article in articles {
        let at = article.received.clone();
        if let Err(full) = library.insert(article) {
            let todo = "compare with a part of the archive at a time".to_owned();
            problems.push(Problem { at, what: full.to_string(), todo });
        }
    }
    let mut reuses: Vec<Reuse> = asked.iter().flat_map(|&id| library.reuses_of(id)).collect();
    reuses.sort_by_key(|reuse| (reuse.from, reuse.to));
    reuses.dedup_by_key(|reuse| reuse.id);
    let mut involved = asked.clone();
    involved.extend(reuses.iter().flat_map(|reuse| [reuse.from.article, reuse.to.article]));
    let mut articles: Vec<Article> = involved.into_iter().filter_map(|id| library.remove(id)).collect();
    drop(library);
    origin::date(&mut articles, &reuses);
    articles.sort_by(|a, b| (a.published.day, &a.label, a.id).cmp(&(b.published.day, &b.label, b.id)));
    described(articles, reuses, problems)
}

fn described(articles: Vec<Article>, reuses: Vec<Reuse>, problems: Vec<Problem>) -> Copying {
    let mosaics = origin::mosaics(&analyse(&articles), &reuses);
    let relations = origin::relations(&reuses, &mosaics);
    Copying { format: crate::dossier::COPYING_FORMAT.to_owned(), articles, relations, reuses, mosaics, problems }
}

/// The passages that the articles share. Undated articles are dated by them, each article is kept once, and all are put
/// in order of date, then label.
fn copied(articles: &mut Vec<Article>) -> Vec<Reuse> {
    articles.sort_by_key(|a| a.id);
    articles.dedup_by_key(|a| a.id);
    let reuses = origin::reuses(&analyse(articles));
    origin::date(articles, &reuses);
    articles.sort_by(|a, b| (a.published.day, &a.label, a.id).cmp(&(b.published.day, &b.label, b.id)));
    reuses
}

fn analyse(articles: &[Article]) -> Vec<Analysis<'_>> {
    articles.par_iter().map(Analysis::of).collect()
}
