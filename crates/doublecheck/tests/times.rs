//! Time expressions: the cases of `times.txt`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use doublecheck::language::times;
use jiff::civil::date;
use proptest::prelude::*;

fn found(text: &str) -> String {
    let read = |t: &doublecheck::language::TimeExpression| {
        let lead = if t.as_of { "as of " } else { "" };
        let (first, last) = t.resolve(date(2031, 3, 6), true).unwrap();
        let days = if first == last { first.to_string() } else { format!("{first} {last}") };
        let clock = t.clock.map(|c| format!(" at {c}")).unwrap_or_default();
        format!("{lead}{} = {days}{clock}", &text[t.bytes.clone()])
    };
    times(text).iter().map(read).collect::<Vec<_>>().join("; ")
}

#[test]
fn cases() {
    let cases = include_str!("times.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut faults = Vec::new();
    for case in cases {
        let (text, wanted) = case.split_once(" |").unwrap();
        let found = found(text);
        if found != wanted.trim() {
            faults.push(format!("{text}\n  wanted {}\n  found  {found}", wanted.trim()));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

proptest! {
    #[test]
    fn expressions_are_in_order_and_inside_the_text(
        text in prop::collection::vec(
            prop_oneof![
                Just("October".to_owned()), Just("7".to_owned()), Just(",".to_owned()), Just("2030".to_owned()), Just("last".to_owned()),
                Just("Monday".to_owned()), Just("as of".to_owned()), Just("999".to_owned()), Just("years ago".to_owned()), Just("12:30".to_owned()),
                Just("the".to_owned()), Just("\n".to_owned()), Just("29 February".to_owned()), "\\PC{0,6}",
            ],
            0..30,
        ).prop_map(|words| words.join(" ")),
    ) {
        let mut end = 0;
        for time in times(&text) {
            prop_assert!(time.bytes.start >= end && time.bytes.end > time.bytes.start);
            prop_assert!(text.get(time.bytes.clone()).is_some());
            end = time.bytes.end;
            for past in [true, false] {
                for anchor in [date(2031, 3, 6), date(-9999, 1, 1), date(9999, 12, 31), date(2028, 2, 29)] {
                    if let Some((first, last)) = time.resolve(anchor, past) {
                        prop_assert!(first <= last);
                    }
                }
            }
        }
    }
}
