//! English names of months and days of the week, in small letters.

/// The months, January first.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days of the week, Monday first.
pub const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The month of a word, 1 to 12, written out or cut: "september", "sept", "sep".
pub fn month(word: &str) -> Option<u8> {
    let cut = if word == "sept" { "sep" } else { word };
    number(&MONTHS, cut)
}

/// The day of the week of a word, 1 for Monday to 7, written out or cut to three letters.
pub fn weekday(word: &str) -> Option<u8> {
    number(&WEEKDAYS, word)
}

fn number(names: &[&str], word: &str) -> Option<u8> {
    let is_it = |name: &&str| *name == word || word.len() == 3 && name.starts_with(word);
    names.iter().position(is_it).map(|at| at as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_weekdays_are_known_whole_and_cut() {
        assert_eq!([month("may"), month("sept"), month("dec"), month("decem")], [Some(5), Some(9), Some(12), None]);
        assert_eq!([weekday("sun"), weekday("thursday"), weekday("sund"), weekday("")], [Some(7), Some(4), None, None]);
    }
}
