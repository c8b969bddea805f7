//! Number words.

const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// True for a word that is a number: "three", "twenty-one".
pub fn is_number_word(lower: &str) -> bool {
    let compound = |(tens, unit): (&str, &str)| TENS.contains(&tens) && SMALL[1..10].contains(&unit);
    SMALL.contains(&lower) || TENS.contains(&lower) || lower.split_once('-').is_some_and(compound)
}
