//! When, how many, where and who: the facts that articles name.
//!
//! What is found is the work of `doublecheck-facts`; here it is set against what the articles tell about themselves: a
//! time in copied words is read on the day of the article that had them first, and names of places may be the analyst's.

mod entities;
mod gazetteer;
mod quantities;
mod times;
mod toponyms;

use rayon::prelude::*;

use crate::language::Analysis;
use crate::model::{Facts, Mosaic, Reuse, Tables};
use crate::statement::Anchors;

pub use doublecheck_facts::place::ATTRIBUTION;
pub use gazetteer::unknown_places;

/// The facts of articles, in their order.
///
/// `mosaics` and `reuses` tell which words are copied from where; both may be empty. Time is linear in the text; articles
/// are read in parallel.
pub fn facts(analyses: &[Analysis<'_>], mosaics: &[Mosaic], reuses: &[Reuse], tables: &Tables) -> Vec<Facts> {
    let anchors = Anchors::of(analyses, mosaics, reuses);
    let (gazetteer, _) = gazetteer::gazetteer(tables);
    let of = |analysis: &Analysis<'_>| Facts {
        article: analysis.article.id,
        times: times::times(analysis, &anchors),
        quantities: quantities::quantities(analysis),
        toponyms: toponyms::toponyms(analysis, &gazetteer),
        entities: entities::entities(analysis),
    };
    analyses.par_iter().map(of).collect()
}
