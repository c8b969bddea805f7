//! What a text spoke of before: expressions that lean on earlier ones.

use jiff::civil::Date;

use super::calendar::{Grain, Stretch};
use super::expression::{Anchor, Direction, Resolved, TimeExpression, TimeKind};
use super::fields::Field;
use super::interval;
use super::resolve::resolve;
use super::rules::Kind;

/// Resolves the expressions of a text in order; "two days later", "that year" and "the quarter" lean on those before.
pub fn resolve_all(expressions: &[TimeExpression], anchor: Option<Anchor>) -> Vec<Resolved> {
    let mut context = Context::default();
    let mut all: Vec<Resolved> = Vec::with_capacity(expressions.len());
    for (at, expression) in expressions.iter().enumerate() {
        // "at 10:35 a.m. (local time) Friday": the day stands behind the clock.
        context.day_behind = None;
        if expression.meaning.is_time_without_day() {
            let behind = expressions
                .iter()
                .skip(at + 1)
                .take(3)
                .take_while(|next| next.words.start < expression.words.end + NEAR);
            context.day_behind = behind.map(|next| resolve(next, anchor, &context)).find_map(|next| {
                next.first.filter(|_| next.first == next.last && next.kind == TimeKind::Date && next.value.len() == 10)
            });
        }
        let mut resolved = resolve(expression, anchor, &context);
        let begin = at.checked_sub(1).and_then(|before| Some((expressions.get(before)?, all.get(before)?)));
        if let Some((begin, from)) = begin
            && interval::joined(begin, expression)
            && expression.meaning.recurs()
            && resolved.first < from.first
        {
            // "from October to April": the end is the first after the beginning.
            let ahead = TimeExpression { direction: Some(Direction::Future), close_verb: true, ..expression.clone() };
            resolved = resolve(&ahead, from.first.map(Anchor::from), &context);
        }
        context.add(expression, &resolved, anchor);
        all.push(resolved);
    }
    all
}

/// What the text spoke of before.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The last day, month, quarter, ... and where it was said.
    pub last: Option<Stretch>,
    /// The last day, and the word at which it was said.
    pub day: Option<(Date, usize)>,
    /// The latest of the days up to the article: that of its news.
    pub news_day: Option<Date>,
    /// The day that the next expression names, if it stands near.
    pub day_behind: Option<Date>,
    /// The last quarter.
    pub quarter: Option<Stretch>,
    /// The last year that was named by its number.
    pub year: Option<i64>,
    /// The last year that was named beside a month, and the word at which it was said.
    pub story: Option<(i64, usize)>,
    /// The last month.
    pub month: Option<Stretch>,
}

impl Context {
    fn add(&mut self, expression: &TimeExpression, resolved: &Resolved, anchor: Option<Anchor>) {
        let fields = &expression.meaning.fields;
        let compared = expression.meaning.kind == Kind::Earlier
            || fields.has(Field::Quarter) && fields.has(Field::Unit) && fields.get(Field::Shift) < Some(0);
        if compared {
            return;
        }
        let (Some(first), Some(last)) = (resolved.first, resolved.last) else {
            if resolved.kind == TimeKind::Duration && resolved.value.ends_with('M') {
                self.quarter = None;
            }
            return;
        };
        let grain = match resolved.value.as_bytes() {
            value if value.contains(&b'Q') => Grain::Quarter,
            _ if first == last => Grain::Day,
            value if value.contains(&b'W') => Grain::Week,
            value if value.len() == 4 => Grain::Year,
            value if value.len() == 7 => Grain::Month,
            _ => return,
        };
        let stretch = Stretch::around(grain, first);
        if grain == Grain::Quarter {
            self.quarter = stretch;
        }
        if grain == Grain::Month {
            self.month = stretch;
        }
        if grain == Grain::Day {
            self.day = Some((first, expression.words.end));
            // News says "Tuesday" or "today"; a full date may be that of the page.
            let told = fields.has(Field::Weekday) || fields.has(Field::Unit);
            if told && anchor.is_some_and(|anchor| first <= anchor.day) {
                self.news_day = self.news_day.max(Some(first));
            }
        }
        if expression.meaning.fields.has(Field::Year) {
            self.year = Some(i64::from(first.year()));
            self.story =
                fields.has(Field::Month).then(|| (i64::from(first.year()), expression.words.end)).or(self.story);
        }
        self.last = stretch;
    }
}

/// A day so many words away is that of a time of day.
pub(super) const NEAR: usize = 8;
