//! The day that words were written on: "on Thursday" in a copied sentence is the original's Thursday.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::language::{Analysis, TimeExpression};
use crate::model::{Article, Derivation, Id, Mosaic, Place, Reuse};

/// The dates of articles, and from which article the words at a place come.
pub struct Anchors<'a> {
    articles: HashMap<Id, &'a Article>,
    mosaics: HashMap<Id, &'a Mosaic>,
    reuses: HashMap<Id, &'a Reuse>,
}

/// Days that a time expression names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// First possible day.
    pub earliest: Date,
    /// Last possible day.
    pub latest: Date,
    /// The article whose date the words were read against, where reading them against the day given would have named
    /// other days or none: restored through the copy.
    pub through: Option<Id>,
}

impl<'a> Anchors<'a> {
    /// Takes the dates of the articles, and the mosaics with the passages they rest on as far as there are any.
    pub fn of(analyses: &[Analysis<'a>], mosaics: &'a [Mosaic], reuses: &'a [Reuse]) -> Self {
        Self {
            articles: analyses.iter().map(|a| (a.article.id, a.article)).collect(),
            mosaics: mosaics.iter().map(|m| (m.article, m)).collect(),
            reuses: reuses.iter().map(|reuse| (reuse.id, reuse)).collect(),
        }
    }

    /// Reads a time expression that stands at a place: against the date of the article that the words come from when
    /// it has the same and states one, else against `day`. `past` as in [`TimeExpression::resolve`].
    pub fn resolve(
        &self,
        expression: &TimeExpression,
        place: Place,
        day: Option<Date>,
        past: bool,
    ) -> Option<Resolved> {
        let here = day.and_then(|day| expression.resolve(day, past));
        let original = self.original(place).and_then(|(day, id)| Some((expression.resolve(day, past)?, id)));
        let ((earliest, latest), through) = match (original, here) {
            (Some((there, id)), here) => (there, (here != Some(there)).then_some(id)),
            (None, here) => (here?, None),
        };
        Some(Resolved { earliest, latest, through })
    }

    /// The stated date of the article that had copied words first, or else of the one they were taken from.
    pub fn original(&self, place: Place) -> Option<(Date, Id)> {
        let part = self.mosaics.get(&place.article)?.part_at(place.span.start)?;
        let Derivation::Copied { original, through, .. } = &part.derivation else { return None };
        let passages = part.reuses.iter().filter_map(|id| self.reuses.get(id));
        if !passages.map(|reuse| other_side(reuse, place.article)).any(|there| self.has_words(place, there)) {
            return None;
        }
        [Some(*original), *through].into_iter().flatten().find_map(|id| {
            let published = &self.articles.get(&id)?.published;
            Some((published.day.filter(|_| published.is_stated())?, id))
        })
    }

    /// True when the words at one place stand at the other as well: in a sentence that was reworded, the day may be the
    /// copier's own.
    fn has_words(&self, here: Place, there: Place) -> bool {
        let words = |place: Place| -> Vec<String> {
            let article = self.articles.get(&place.article);
            let text = article.map_or(String::new(), |article| article.text.slice(place.span).to_lowercase());
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        let wanted = words(here);
        !wanted.is_empty() && words(there).windows(wanted.len()).any(|window| window == wanted)
    }
}

fn other_side(reuse: &Reuse, article: Id) -> Place {
    if reuse.from.article == article { reuse.to } else { reuse.from }
}
