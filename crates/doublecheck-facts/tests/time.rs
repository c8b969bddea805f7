//! Times: what callers rely on beyond the examples of the rules.

use std::time::Instant;

use doublecheck_facts::Words;
use doublecheck_facts::time::{Anchor, Bound, Direction, Edge, TimeKind, intervals, resolve_all, times};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn anchor() -> Option<Anchor> {
    Some(Anchor::from(date(2015, 10, 8)))
}

fn values(text: &str, anchor: Option<Anchor>) -> Vec<String> {
    resolve_all(&times(&Words::of(text)), anchor).into_iter().map(|resolved| resolved.value).collect()
}

#[test]
fn the_same_words_are_another_day_in_a_copied_passage() {
    let found = times(&Words::of("The mayor said Thursday that talks would go on."));
    let of = |day: Date| found[0].resolve(Some(day.into())).value;
    assert_eq!(of(date(2015, 10, 8)), "2015-10-08");
    assert_eq!(of(date(2015, 10, 5)), "2015-10-01");
}

#[test]
fn without_a_date_nothing_is_guessed() {
    let found =
        times(&Words::of("The mayor spoke Thursday and will speak in May. Two days ago it rained. In 2014 too."));
    let resolved = resolve_all(&found, None);
    let known: Vec<_> = resolved.iter().map(|r| (r.value.as_str(), r.first, r.bound)).collect();
    assert_eq!(
        known,
        [
            ("XXXX-WXX-4", None, Some(Bound::UntilArticle)),
            ("XXXX-05", None, Some(Bound::FromArticle)),
            ("XXXX-XX-XX", None, Some(Bound::UntilArticle)),
            ("2014", Some(date(2014, 1, 1)), None),
        ]
    );
}

#[test]
fn the_tense_of_the_verb_is_told() {
    let direction = |text| times(&Words::of(text))[0].direction;
    assert_eq!(direction("They will meet Thursday."), Some(Direction::Future));
    assert_eq!(direction("They met Thursday."), Some(Direction::Past));
    assert_eq!(direction("They met on 8 October 2015."), None);
}

#[test]
fn edges_of_intervals_and_as_of_are_told() {
    let found = times(&Words::of(
        "From Monday to Thursday, between 5 October and 9 October, as of October 3, on Friday, 1998-2001.",
    ));
    let edges: Vec<_> = found.iter().map(|time| (time.edge, time.as_of)).collect();
    assert_eq!(
        edges,
        [
            (Some(Edge::Begin), false),
            (Some(Edge::End), false),
            (Some(Edge::Begin), false),
            (Some(Edge::End), false),
            (None, true),
            (None, false),
            (Some(Edge::Begin), false),
            (Some(Edge::End), false),
        ]
    );
}

#[test]
fn intervals_have_a_beginning_and_an_end() {
    let text = "It is open from October to April, and was open from Monday to Thursday, 2003-2006 and since May.";
    let found = times(&Words::of(text));
    let spans: Vec<_> = intervals(&found, &resolve_all(&found, anchor())).iter().map(|i| (i.first, i.last)).collect();
    let both = |first, last| (Some(first), Some(last));
    assert_eq!(
        spans,
        [
            both(date(2015, 10, 1), date(2016, 4, 30)),
            both(date(2015, 10, 5), date(2015, 10, 8)),
            both(date(2003, 1, 1), date(2006, 12, 31)),
        ]
    );
}

#[test]
fn two_days_later_leads_on_from_what_was_told() {
    let found =
        times(&Words::of("The bridge closed on 29 September 2015. Two days later it sank. A year earlier it was new."));
    let resolved = resolve_all(&found, anchor());
    assert_eq!((resolved[1].value.as_str(), resolved[1].first), ("P2D", Some(date(2015, 10, 1))));
    assert_eq!(found[1].resolve(anchor()).first, None, "alone it leads nowhere");
}

#[test]
fn a_length_with_two_ends_has_both() {
    let found = times(&Words::of("Repairs take two to three weeks."));
    let resolved = found[0].resolve(None);
    assert_eq!((resolved.value.as_str(), resolved.upper.as_deref()), ("P2W", Some("P3W")));
}

#[test]
fn both_readings_of_a_numeric_date_are_kept() {
    let found = times(&Words::of("It was signed on 10/07/2015 and on 25/12/2015."));
    let first = found[0].resolve(None);
    assert_eq!((first.first, first.alternatives[0].first), (Some(date(2015, 10, 7)), date(2015, 7, 10)));
    let second = found[1].resolve(None);
    assert_eq!((second.first, second.alternatives.len()), (Some(date(2015, 12, 25)), 0));
}

#[test]
fn stretches_have_a_first_and_a_last_day() {
    let found = times(&Words::of("last week, in October 2014, the third quarter of 2014, the 1990s, two days"));
    let days: Vec<_> = found.iter().map(|time| time.resolve(anchor())).map(|r| (r.first, r.last)).collect();
    let both = |first, last| (Some(first), Some(last));
    assert_eq!(
        days,
        [
            both(date(2015, 9, 28), date(2015, 10, 4)),
            both(date(2014, 10, 1), date(2014, 10, 31)),
            both(date(2014, 7, 1), date(2014, 9, 30)),
            both(date(1990, 1, 1), date(1999, 12, 31)),
            (None, None),
        ]
    );
}

#[test]
fn hours_count_from_the_time_of_the_article() {
    let found = times(&Words::of("The bridge opened three hours ago."));
    let at = found[0].resolve(Some(date(2015, 10, 8).at(1, 30, 0, 0).into()));
    assert_eq!((at.kind, at.value.as_str()), (TimeKind::Time, "2015-10-07T22:30"));
}

#[test]
fn what_does_not_exist_is_found_but_has_no_day() {
    for text in ["on 30 February 2015", "on February 29, 2015", "on April 31", "on 2015-02-30"] {
        let found = times(&Words::of(text));
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].resolve(anchor()).first, None, "{text}");
    }
}

#[test]
fn odd_numbers_do_no_harm() {
    let long = "9".repeat(400);
    for text in [
        "in the year 0".to_owned(),
        "on 5 May 0000".to_owned(),
        "in 99999".to_owned(),
        "on October 99, 99999".to_owned(),
        format!("{long} days ago"),
        format!("in {long}"),
        format!("{long} years from now"),
        "999999999999 years ago".to_owned(),
        "999999999 decades ago, 999999999 weeks ago, 999999 centuries ago".to_owned(),
        "two hundred thousand million million million million years ago".to_owned(),
        "25:61 p.m., 99:99, 24:00, 2015-13-45T99:99".to_owned(),
        "0/0/0, 00/00/0000, 31/31/2015, 1/1/9999".to_owned(),
        "the 0th century, the 999999999th century, the first century".to_owned(),
        "1.234,5 days, 1'234 days, 12,34 days, 1,234,567 days".to_owned(),
        "٣ أيام, ２０１５年１０月, ½ day, ² days".to_owned(),
        "9998 years ago, in 2999, in 1000, 9999-12-31".to_owned(),
    ] {
        for anchor in [None, anchor(), Some(Date::MIN.into()), Some(Date::MAX.into())] {
            values(&text, anchor);
        }
    }
}

#[test]
fn empty_texts_have_no_times() {
    assert!(values("", anchor()).is_empty());
    assert!(values("\n \u{200b}\n", anchor()).is_empty());
}

#[test]
fn time_grows_with_the_text_only() {
    let texts = [
        "1".repeat(1_000_000),
        "two days ago ".repeat(20_000),
        "the last two hundred ".repeat(12_000),
        "one-".repeat(60_000),
    ];
    for text in texts {
        let words = Words::of(&text);
        let start = Instant::now();
        resolve_all(&times(&words), anchor());
        let seconds = start.elapsed().as_secs_f64();
        assert!(seconds < 20.0, "{seconds} s for {:?}", &text[..20]);
    }
}

proptest! {
    #[test]
    fn spans_slice_any_text(text in any_text(), day in 1i16..9999) {
        let words = Words::of(&text);
        let found = times(&words);
        let anchor = Date::new(day, 2, 28).unwrap();
        let resolved = resolve_all(&found, Some(anchor.into()));
        let mut end = 0;
        for (time, resolved) in found.iter().zip(resolved) {
            prop_assert!(text.get(time.bytes.clone()).is_some_and(|text| !text.is_empty()));
            prop_assert!(time.bytes.start >= end);
            end = time.bytes.end;
            prop_assert!(words.bytes(time.words.clone()).start <= time.bytes.start);
            prop_assert!(words.bytes(time.words.clone()).end >= time.bytes.end);
            prop_assert!(resolved.first <= resolved.last);
            prop_assert!(!resolved.value.is_empty());
            time.resolve(None);
        }
    }
}

/// Words of times and others in any order, with any characters between.
fn any_text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the ",
        "last ",
        "next ",
        "two ",
        "2 ",
        "a ",
        "few ",
        "days ",
        "year ",
        "ago",
        ", ",
        "Monday ",
        "October ",
        "May ",
        "5 ",
        "31st ",
        "1998 ",
        "'98",
        "-",
        "–",
        "mid-",
        "early ",
        "third ",
        "quarter ",
        "of ",
        "10:35 ",
        "p.m. ",
        "GMT ",
        "century ",
        "1990s ",
        "in ",
        "and ",
        "a half ",
        "ü",
        "日",
        "\n",
        "’s ",
        "10/07/2015 ",
        "2015-02-30",
        "hundred ",
        "thousand ",
        "millennium ",
        "until ",
        "every ",
    ]);
    prop::collection::vec(prop_oneof![4 => words.prop_map(str::to_owned), 1 => "\\PC{0,6}"], 0..30)
        .prop_map(|parts| parts.concat())
}
