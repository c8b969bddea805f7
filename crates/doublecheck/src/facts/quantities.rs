//! Quantities of an article.

use doublecheck_facts::quantity::{self, Coverage, Direction, Kind, Role};

use crate::language::Analysis;
use crate::model::{Bound, Change, ChangeRole, Covers, Figure, Id, Quantity, QuantityKind, Scope};

pub(super) fn quantities(analysis: &Analysis<'_>) -> Vec<Quantity> {
    let found = quantity::quantities(&analysis.words);
    found.into_iter().map(|found| of(analysis, found)).collect()
}

fn of(analysis: &Analysis<'_>, found: quantity::Quantity) -> Quantity {
    let is_figure = found.is_figure();
    let (unit, symbol) = match found.unit {
        Some(unit) => (Some(unit.name), unit.code.or(unit.symbol).map(str::to_owned)),
        None => (None, None),
    };
    Quantity {
        span: analysis.article.text.span(found.bytes),
        value: found.value,
        upper: found.upper,
        decimal: found.decimal,
        bound: bound(found.bound),
        kind: kind(found.kind),
        unit,
        symbol,
        verb: found.verb.map(str::to_owned),
        covers: match found.scope.coverage {
            Coverage::Occasion => Covers::Occasion,
            Coverage::Cumulative => Covers::Cumulative,
            Coverage::Each(period) => Covers::Each(period),
        },
        change: found.change.map(|change| Change {
            up: change.direction == Direction::Up,
            role: match change.role {
                Role::By => ChangeRole::By,
                Role::To => ChangeRole::To,
                Role::From => ChangeRole::From,
            },
        }),
        part_of: found.whole.map(|at| at as u32),
        is_figure,
    }
}

fn bound(bound: quantity::Bound) -> Bound {
    match bound {
        quantity::Bound::Exact => Bound::Exact,
        quantity::Bound::About => Bound::About,
        quantity::Bound::AtLeast | quantity::Bound::MoreThan | quantity::Bound::Vague => Bound::AtLeast,
        quantity::Bound::AtMost | quantity::Bound::LessThan => Bound::AtMost,
        quantity::Bound::Range => Bound::Range,
    }
}

fn kind(kind: Kind) -> QuantityKind {
    match kind {
        Kind::Count => QuantityKind::Count,
        Kind::Measure => QuantityKind::Measure,
        Kind::Money => QuantityKind::Money,
        Kind::Percent => QuantityKind::Percent,
        Kind::Share => QuantityKind::Share,
        Kind::Duration => QuantityKind::Duration,
        Kind::Age => QuantityKind::Age,
        Kind::Ordinal => QuantityKind::Ordinal,
        Kind::Occasions => QuantityKind::Occasions,
        Kind::Multiple => QuantityKind::Multiple,
        Kind::Score => QuantityKind::Score,
        Kind::Bare => QuantityKind::Bare,
    }
}

/// The figures of an article's body, in text order: quantities that news compares.
///
/// `as_of` and `statement` stay empty: they need dates and statements, see [`place_figures`](crate::claim::place_figures).
/// Time is linear in the text.
pub fn figures(analysis: &Analysis<'_>) -> Vec<Figure> {
    let article = analysis.article;
    let in_body = |words: &std::ops::Range<usize>| {
        let sentence = analysis.sentence_of(words.start).and_then(|at| analysis.sentences.get(at));
        sentence.and_then(|s| article.blocks.get(s.block)).is_some_and(|block| block.label.is_body())
    };
    let found = quantity::quantities(&analysis.words).into_iter();
    // "rose from 12 to 17": 12 was so before, and is no figure of the day.
    let before = |found: &quantity::Quantity| found.change.is_some_and(|change| change.role == Role::From);
    let figures = found.filter(|found| found.is_figure() && !before(found) && in_body(&found.words));
    figures.filter_map(|found| figure(analysis, found)).collect()
}

/// What is counted, without the period that the scope tells: "barrel per day" counts barrels.
fn counted(unit: quantity::Unit) -> String {
    let period = unit.per.map(|per| format!(" per {per}"));
    let bare = period.and_then(|period| unit.name.strip_suffix(&period).map(str::to_owned));
    bare.unwrap_or(unit.name)
}

fn figure(analysis: &Analysis<'_>, found: quantity::Quantity) -> Option<Figure> {
    let article = analysis.article.id;
    let span = analysis.article.text.span(found.bytes);
    Some(Figure {
        id: Id::at("figure", article, &[span]),
        article,
        span,
        value: found.value,
        upper: found.upper,
        bound: bound(found.bound),
        unit: counted(found.unit?),
        verb: found.verb.map(str::to_owned),
        scope: match found.scope.coverage {
            Coverage::Occasion => Scope::Occasion,
            Coverage::Cumulative => Scope::Cumulative,
            Coverage::Each(_) => Scope::Rate,
        },
        as_of: None,
        statement: None,
    })
}
