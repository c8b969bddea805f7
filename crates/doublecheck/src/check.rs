//! The whole path, in one function.

use rayon::prelude::*;

use crate::claim::{Material, Sources};
use crate::dossier::{Copying, Dossier, apart, period, story_title, timeline, warnings};
use crate::language::Analysis;
use crate::model::{Article, Problem, Reuse, Tables};
use crate::{claim, confirm, language, origin, statement};

/// Checks articles against each other: who said what, who copied whom, which claims are confirmed and by whom.
///
/// `problems` are those of reading; they are carried into the dossier. The result depends on the set of articles and
/// the tables only, not on their order or the number of threads. Time is near-linear in the text.
pub fn check(mut articles: Vec<Article>, problems: Vec<Problem>, tables: &Tables) -> Dossier {
    let reuses = copied(&mut articles);
    let analyses = analyse(&articles);
    let mosaics = origin::mosaics(&analyses, &reuses);
    let said = statement::statements(&analyses, &reuses, &mosaics, tables);
    let mut figures: Vec<_> = analyses.par_iter().flat_map_iter(language::figures).collect();
    claim::place_figures(&mut figures, &analyses, &said.statements);
    let apart = apart(&analyses, &reuses);
    let material = Material::new(Sources {
        analyses: &analyses,
        apart: &apart,
        statements: &said.statements,
        speakers: &said.speakers,
        parties: &said.parties,
        figures: &figures,
        reuses: &reuses,
        tables,
    });
    let claims = confirm::claims(&material, claim::groups(&material));
    let series = claim::series(&material);
    let sums = claim::sums(&analyses, &figures);
    let exchanges = claim::exchanges(&material);
    drop(material);

    let title = story_title(&analyses, &apart);
    let warnings = warnings(&analyses, &said, &mosaics, &apart);
    let timeline = timeline(&analyses, &said.statements, &mosaics);
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

/// Finds who copied whom, and nothing else: the first half of [`check`], on its own.
///
/// The result depends on the set of articles only, not on their order or the number of threads.
pub fn copying(mut articles: Vec<Article>, problems: Vec<Problem>) -> Copying {
    let reuses = copied(&mut articles);
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
