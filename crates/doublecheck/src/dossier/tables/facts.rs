//! The table of facts: times, quantities, places, people and organisations in one.

use super::{Cell, Column, code, column, list};
use crate::dossier::facts::{amount, meaning};
use crate::model::{Entity, Facts, Id, Quantity, Span, TimeExpression, Toponym};

/// A row: one fact, and the article it stands in.
pub(super) struct Row {
    article: Id,
    fact: Fact,
}

enum Fact {
    Time(TimeExpression),
    Quantity(Quantity),
    Toponym(Toponym),
    Entity(Entity),
}

/// All facts, article by article, in the order of their words.
pub(super) fn rows(facts: &[Facts]) -> Vec<Row> {
    let mut rows = Vec::new();
    for facts in facts {
        let times = facts.times.iter().cloned().map(Fact::Time);
        let quantities = facts.quantities.iter().cloned().map(Fact::Quantity);
        let toponyms = facts.toponyms.iter().cloned().map(Fact::Toponym);
        let entities = facts.entities.iter().cloned().map(Fact::Entity);
        let mut own: Vec<Row> = times
            .chain(quantities)
            .chain(toponyms)
            .chain(entities)
            .map(|fact| Row { article: facts.article, fact })
            .collect();
        own.sort_by_key(|row| row.span().map(|span| (span.start, span.end)));
        rows.extend(own);
    }
    rows
}

impl Row {
    /// Its words; of an entity those of the first mention.
    fn span(&self) -> Option<Span> {
        match &self.fact {
            Fact::Time(time) => Some(time.span),
            Fact::Quantity(quantity) => Some(quantity.span),
            Fact::Toponym(toponym) => Some(toponym.span),
            Fact::Entity(entity) => entity.mentions.first().map(|mention| mention.span),
        }
    }

    fn time(&self) -> Option<&TimeExpression> {
        if let Fact::Time(time) = &self.fact { Some(time) } else { None }
    }

    fn quantity(&self) -> Option<&Quantity> {
        if let Fact::Quantity(quantity) = &self.fact { Some(quantity) } else { None }
    }

    fn toponym(&self) -> Option<&Toponym> {
        if let Fact::Toponym(toponym) = &self.fact { Some(toponym) } else { None }
    }
}

fn text(words: Option<String>) -> Cell<'static> {
    words.into()
}

pub(super) const COLUMNS: &[Column<Row>] = &[
    column("article", "article it stands in", |s, r| s.label(r.article)),
    column("path", "its file", |s, r| s.path(r.article)),
    column("line", "its line in the file", |s, r| s.line(r.article)),
    column("outlet", "its outlet", |s, r| s.outlet(r.article)),
    column("published", "its day of publication, stated or likeliest", |s, r| s.day(r.article)),
    column("fact", "`time`, `quantity`, `place` or `entity`: a person or organisation", |_, r| {
        match &r.fact {
            Fact::Time(_) => "time",
            Fact::Quantity(_) => "quantity",
            Fact::Toponym(_) => "place",
            Fact::Entity(_) => "entity",
        }
        .into()
    }),
    column("kind", "what sort of it, as `dossier.json` spells it; of a place how the name is used", |_, r| {
        match &r.fact {
            Fact::Time(time) => code(time.kind),
            Fact::Quantity(quantity) => code(quantity.kind),
            Fact::Toponym(toponym) => code(toponym.usage),
            Fact::Entity(entity) => code(entity.kind),
        }
        .into()
    }),
    column("start", "first code point of its words; of an entity those of the first mention", |_, r| {
        r.span().map(|span| span.start).into()
    }),
    column("end", "one past their last code point", |_, r| r.span().map(|span| span.end).into()),
    column("words", "the words, exactly", |s, r| s.part(r.article, r.span())),
    column("meaning", "what they mean: days, an amount, a place, the fullest name", |_, r| {
        match &r.fact {
            Fact::Time(time) => Some(meaning(time)),
            Fact::Quantity(quantity) => Some(amount(quantity)),
            Fact::Toponym(toponym) => toponym.location.as_ref().map(|location| location.name.clone()),
            Fact::Entity(entity) => Some(entity.name.clone()),
        }
        .into()
    }),
    column("timex", "TIMEX3 value of a time", |_, r| text(r.time().map(|time| time.value.clone()))),
    column("earliest", "the first day that a time can mean", |_, r| {
        text(r.time().and_then(|time| time.earliest).map(|day| day.to_string()))
    }),
    column("latest", "the last day", |_, r| text(r.time().and_then(|time| time.latest).map(|day| day.to_string()))),
    column("read_on", "the day that a time was read against, where it depends on one", |_, r| {
        text(r.time().and_then(|time| time.read_on).map(|day| day.to_string()))
    }),
    column("value", "the number of a quantity; the lower end of a range", |_, r| r.quantity().map(|q| q.value).into()),
    column("upper", "the upper end of a range", |_, r| r.quantity().and_then(|q| q.upper).into()),
    column("bound", "`exact`, `about`, `at_least`, `at_most` or `range`", |_, r| {
        text(r.quantity().map(|q| code(q.bound)))
    }),
    column("unit", "what is counted or measured", |_, r| text(r.quantity().and_then(|q| q.unit.clone()))),
    column("verb", "what happened to it", |_, r| text(r.quantity().and_then(|q| q.verb.clone()))),
    column("covers", "`occasion`, `cumulative`, or each period that it counts", |_, r| {
        text(r.quantity().map(|q| code(&q.covers)))
    }),
    column("figure", "`true` for what news compares as a figure", |_, r| text(r.quantity().map(|q| code(q.is_figure)))),
    column("latitude", "degrees north of a place", |_, r| {
        r.toponym().and_then(|t| t.location.as_ref()).map(|location| location.latitude).into()
    }),
    column("longitude", "degrees east of a place", |_, r| {
        r.toponym().and_then(|t| t.location.as_ref()).map(|location| location.longitude).into()
    }),
    column("precision_km", "how far the place reaches from that point, in kilometres", |_, r| {
        r.toponym().and_then(|t| t.location.as_ref()).map(|location| location.precision_km).into()
    }),
    column("country", "ISO 3166-1 code of its country", |_, r| {
        text(r.toponym().and_then(|t| t.location.as_ref()).map(|location| location.country.clone()))
    }),
    column("reason", "why a name stands for this place", |_, r| text(r.toponym().map(|t| t.reason.clone()))),
    column("others", "other places that bear the name, or other readings of a time", |_, r| {
        match &r.fact {
            Fact::Time(time) => list(&time.alternatives),
            Fact::Toponym(toponym) => list(&toponym.others),
            _ => String::new(),
        }
        .into()
    }),
    column("mentions", "how often an entity is mentioned", |_, r| {
        match &r.fact {
            Fact::Entity(entity) => Some(entity.mentions.len()),
            _ => None,
        }
        .into()
    }),
];
