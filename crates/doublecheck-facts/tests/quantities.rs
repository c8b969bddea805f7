//! Quantities of any text: nothing panics, places are inside the text, time is linear.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::{Duration, Instant};

use doublecheck_facts::Words;
use doublecheck_facts::quantity::{Bound, Kind, Quantity, quantities};
use proptest::prelude::*;

fn read(text: &str) -> Vec<Quantity> {
    quantities(&Words::of(text))
}

fn words<'t>(text: &'t str, found: &[Quantity]) -> Vec<&'t str> {
    found.iter().map(|quantity| &text[quantity.bytes.clone()]).collect()
}

proptest! {
    #[test]
    fn places_are_inside_any_text(
        text in "([0-9]{1,400}|[0-9]{1,3}[,.'’/:-][0-9]{1,3}|[a-z]{1,9}|[A-Z][a-z]{1,6}|[$€£%+−,.:/–—()\"-]|two|half|dozens of|from|to|between|million|people|km|½|٣|\\PC){0,60}( |\\n|\\PC){0,3}"
    ) {
        for text in [text.clone(), text.replace('.', " . "), text.replace('a', " ")] {
            let found = read(&text);
            for quantity in &found {
                prop_assert!(!text[quantity.bytes.clone()].is_empty());
                prop_assert!(quantity.bytes.start <= quantity.number.start && quantity.number.end <= quantity.bytes.end);
                prop_assert!(!text[quantity.number.clone()].is_empty());
                prop_assert!(quantity.value.is_finite());
                prop_assert!(quantity.upper.is_none_or(f64::is_finite));
                prop_assert!(!quantity.is_figure() || quantity.unit.is_some());
                prop_assert!(quantity.whole.is_none_or(|at| at < found.len()) && quantity.list.is_none_or(|at| at < found.len()));
            }
            prop_assert!(found.is_sorted_by_key(|quantity| quantity.number.start));
        }
    }
}

#[test]
fn nothing_is_found_in_nothing() {
    assert_eq!(read(""), []);
    assert_eq!(read(" \n\u{a0}\u{feff}"), []);
}

#[test]
fn numbers_of_hundreds_of_digits_are_no_quantities() {
    let digits = "7".repeat(400);
    for text in [
        format!("{digits} people came."),
        format!("It cost ${digits} or {digits}%."),
        format!("0.{digits} km"),
        format!("1e{digits} kg and 5×10^{digits} tonnes"),
        format!("{}million boats", "million ".repeat(400)),
        format!("five {} boats", "trillion ".repeat(400)),
    ] {
        assert!(read(&text).iter().all(|quantity| quantity.value.is_finite()), "{text}");
    }
}

#[test]
fn exact_decimal_text_is_kept() {
    let found = read("They paid $4.3 million, 0.1 percent and 12345678901234567.25 crowns.");
    let decimals: Vec<&str> = found.iter().map(|quantity| quantity.decimal.as_str()).collect();
    assert_eq!(decimals, ["4300000", "0.1", "12345678901234567.25"]);
}

#[test]
fn figures_leave_out_what_news_does_not_compare() {
    let text = "In 2015 Mara Tovan, 54, spent two days and $40 on Flight 805; the third boat won 3-1.";
    let found = read(text);
    let figures: Vec<Quantity> = found.iter().filter(|quantity| quantity.is_figure()).cloned().collect();
    assert_eq!(words(text, &figures), ["$40"], "{found:#?}");
    assert!(found.iter().any(|quantity| quantity.kind == Kind::Age && quantity.value == 54.0));
}

#[test]
fn parts_point_to_their_total_and_lists_to_their_first() {
    let found = read("Crews repaired 140 sites, including 22 pump houses, 15 fuel depots and 60 ramps.");
    let wholes: Vec<_> = found.iter().map(|quantity| quantity.whole).collect();
    assert_eq!(wholes, [None, Some(0), Some(0), Some(0)]);
    let lists: Vec<_> = found.iter().map(|quantity| quantity.list).collect();
    assert_eq!(lists, [None, None, Some(1), Some(1)]);
}

#[test]
fn what_is_measured_is_told() {
    let found =
        read("They took 30 percent of the voters, 40 tonnes of crude oil and $2 million of public money, or 5 km.");
    let of: Vec<_> = found.iter().map(|quantity| quantity.of.as_deref()).collect();
    assert_eq!(of, [Some("voter"), Some("crude oil"), Some("money"), None]);
}

#[test]
fn vague_plurals_are_lower_bounds() {
    let found = read("Hundreds of yellow buoys sank.");
    assert_eq!((found[0].value, found[0].bound), (200.0, Bound::Vague));
    let unit = found[0].unit.as_ref().unwrap();
    assert_eq!((unit.name.as_str(), unit.phrase.as_str()), ("buoy", "yellow buoys"));
}

#[test]
fn scripts_and_separators_may_be_mixed() {
    let text = "১২ boats, ３５ rafts, ۱۲٬۵۰۰ ferries, 1\u{202f}500 barges, 1\u{a0}234,56 euros";
    let values: Vec<f64> = read(text).iter().map(|quantity| quantity.value).collect();
    assert_eq!(values, [12.0, 35.0, 12500.0, 1500.0, 1234.56]);
}

/// Twice the text may not take much more than twice the time; whatever it is made of.
#[test]
fn time_is_linear_in_the_text() {
    for piece in [
        "9",
        "9,",
        "1 ",
        "111 ",
        "5 to ",
        "one ",
        "a hundred and ",
        "million ",
        "of the 5 ",
        "$",
        "1/",
        "- ",
        "\"4\" ",
        "up ",
    ] {
        // The best of three: other work on the machine is not ours.
        let time = |size: usize| {
            let text = piece.repeat(size / piece.len());
            let words = Words::of(&text);
            let once = || {
                let start = Instant::now();
                let _ = quantities(&words);
                start.elapsed()
            };
            (0..3).map(|_| once()).min().unwrap_or_default()
        };
        let (once, sixteenfold) = (time(2_500), time(40_000));
        // Squared time would be 256-fold; a busy machine slows long runs more than short ones.
        let allowed = 100 * once.max(Duration::from_millis(1));
        assert!(sixteenfold < allowed, "{piece:?}: {once:?} for 2.5 kB, {sixteenfold:?} for 40 kB");
    }
}
