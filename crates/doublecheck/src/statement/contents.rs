//! Which statements a place of an article is said in.

use crate::model::{Span, Statement};

/// The statements of an article by their contents, for places that are asked for in text order. All questions together take time
/// linear in the statements and places, as far as statements do not nest deeply.
pub struct Contents<'s> {
    /// Pieces of content by their beginnings.
    pieces: Vec<(Span, &'s Statement)>,
    /// Pieces that begin before the place asked for.
    begun: usize,
    /// Those of them that do not end before it.
    open: Vec<(Span, &'s Statement)>,
}

impl<'s> Contents<'s> {
    /// Of the statements of one article.
    pub fn of(statements: impl IntoIterator<Item = &'s Statement>) -> Self {
        let mut pieces: Vec<(Span, &Statement)> = Vec::new();
        for statement in statements {
            pieces.extend(statement.content.iter().map(|&content| (content, statement)));
        }
        pieces.sort_by_key(|(span, statement)| (span.start, span.end, statement.id));
        Self { pieces, begun: 0, open: Vec::new() }
    }

    /// The statements whose content shares something with a place; none of the places asked for may begin before another one
    /// asked for earlier.
    pub fn holding(&mut self, place: Span) -> impl Iterator<Item = &'s Statement> + '_ {
        self.open.retain(|(content, _)| content.end > place.start);
        while let Some(&piece) = self.pieces.get(self.begun).filter(|(content, _)| content.start < place.end) {
            self.begun += 1;
            self.open.push(piece);
        }
        self.open.iter().filter(move |(content, _)| content.overlaps(place)).map(|(_, statement)| *statement)
    }
}
