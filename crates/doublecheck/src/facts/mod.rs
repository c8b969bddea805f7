//! When, how many, where and who: the facts that articles name.
//!
//! What is found is the work of `doublecheck-facts`; here it is set against what the articles tell about themselves: a
//! time in copied words is read on the day of the article that had them first, and names of places may be the analyst's.

mod entities;
mod gazetteer;
mod quantities;
mod times;
mod toponyms;

use std::collections::HashMap;

use rayon::prelude::*;

use crate::language::Analysis;
use crate::model::{Facts, Id, Identity, Mosaic, Reuse, Statement, Tables};
use crate::statement::Anchors;

pub use doublecheck_facts::place::ATTRIBUTION;
pub use gazetteer::unknown_places;
pub use quantities::figures;

/// What articles name.
pub struct Found {
    /// The facts of each article, in their order.
    pub facts: Vec<Facts>,
    /// People and organisations that several of them name, or that may be the same.
    pub identities: Vec<Identity>,
}

/// The facts of articles.
///
/// `statements` tell on which day words were said, `mosaics` and `reuses` which words are copied from where; all may be empty.
/// Time is linear in the text; articles are read in parallel.
pub fn facts(
    analyses: &[Analysis<'_>],
    statements: &[Statement],
    mosaics: &[Mosaic],
    reuses: &[Reuse],
    tables: &Tables,
) -> Found {
    let anchors = Anchors::of(analyses, mosaics, reuses);
    let mut said: HashMap<Id, Vec<&Statement>> = HashMap::new();
    for statement in statements {
        said.entry(statement.article).or_default().push(statement);
    }
    let (gazetteer, _) = gazetteer::gazetteer(tables);
    let of = |analysis: &Analysis<'_>| {
        let (described, people) = entities::entities(analysis);
        let described = described.into_iter().map(|described| (described.entity, described.profile));
        let (entities, profiles): (Vec<_>, Vec<_>) = described.unzip();
        let facts = Facts {
            article: analysis.article.id,
            times: times::times(analysis, said.get(&analysis.article.id).map_or(&[], Vec::as_slice), &anchors),
            quantities: quantities::quantities(analysis),
            toponyms: toponyms::toponyms(analysis, &people, &gazetteer),
            entities,
        };
        (facts, profiles)
    };
    let (facts, profiles): (Vec<Facts>, Vec<_>) = analyses.par_iter().map(of).unzip();
    let identities = entities::identities(&facts, profiles);
    Found { facts, identities }
}
