//! Quantities of an article.

use doublecheck_facts::quantity::{self, Coverage, Direction, Kind, Role};

use crate::language::Analysis;
use crate::model::{Bound, Change, ChangeRole, Covers, Quantity, QuantityKind};

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
