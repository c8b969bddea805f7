//! Untrusted words made safe to show, and the small phrases the page is written in.
//!
//! maud escapes markup. What it cannot know are characters that change how the text around them is read: controls,
//! overrides of the writing direction, letters without width. They are shown by their code, never passed on.

use std::borrow::Cow;

use jiff::civil::Date;
use maud::{Markup, html};

use crate::model::{Bound, Figure, Published, When};

/// True for characters that hide, reorder or damage the text around them.
fn is_odd(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' => false,
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFD}' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}' => true,
        _ => c.is_control() || (c as u32) & 0xFFFE == 0xFFFE,
    }
}

/// Text for an attribute or a drawing: odd characters are written as `[U+202E]`.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_odd(c) {
            safe.push_str(&format!("[U+{:04X}]", c as u32));
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// Text for a paragraph: odd characters stand out as their code.
pub(super) fn words(text: &str) -> Markup {
    html! {
        @for piece in text.split_inclusive(is_odd) {
            @match piece.char_indices().next_back().filter(|(_, c)| is_odd(*c)) {
                Some((at, odd)) => {
                    (&piece[..at])
                    span.odd title="a character that hides, reorders or damages text" {
                        (format!("U+{:04X}", odd as u32))
                    }
                }
                None => { (piece) }
            }
        }
    }
}

/// A name out of a text inside a sentence of ours; its writing direction stays its own.
pub(super) fn name(text: &str) -> Markup {
    html! { bdi { (words(text)) } }
}

/// At most `limit` characters, with an ellipsis where some are left out.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let text = plain(text);
    match text.char_indices().nth(limit) {
        None => text.into_owned(),
        Some(_) => {
            let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
            format!("{}…", kept.trim_end())
        }
    }
}

/// An address that is safe behind a link: only the web's own schemes, nothing invisible in it.
pub(super) fn web_address(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web && !url.contains(|c: char| c.is_whitespace() || is_odd(c))).then_some(url)
}

/// "1 origin", "3 origins"; thousands are grouped.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n as f64), if n == 1 { one } else { many })
}

/// A number with its thousands grouped and at most two decimals.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() || value.abs() >= 1e15 {
        return value.to_string();
    }
    let rounded = format!("{:.2}", value.abs());
    let (whole, part) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let mut text = String::from(if value < 0.0 { "−" } else { "" });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let part = part.trim_end_matches('0');
    if !part.is_empty() {
        text.push('.');
        text.push_str(part);
    }
    text
}

/// The value of a figure as it is meant: "at least 24", "5–7", "31".
pub(super) fn value(figure: &Figure) -> String {
    let value = number(figure.value);
    match (figure.bound, figure.upper) {
        (Bound::Range, Some(upper)) => format!("{value}–{}", number(upper)),
        (Bound::Exact | Bound::Range, _) => value,
        (Bound::About, _) => format!("about {value}"),
        (Bound::AtLeast, _) => format!("at least {value}"),
        (Bound::AtMost, _) => format!("at most {value}"),
    }
}

/// "4 May 2031".
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// "4 May 2031", "4–9 May 2031", "28 Apr – 3 May 2031".
pub(super) fn days(from: Date, to: Date) -> String {
    if from == to {
        day(from)
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{}", from.day(), day(to))
    } else if from.year() == to.year() {
        format!("{} – {}", from.strftime("%-d %b"), day(to))
    } else {
        format!("{} – {}", day(from), day(to))
    }
}

/// When something was said or happened.
pub(super) fn when(when: &When) -> String {
    days(when.earliest, when.latest)
}

/// The date of an article: a hollow mark and the word "inferred" where it is not stated.
pub(super) fn published(date: &Published) -> Markup {
    html! {
        @match date.day {
            Some(on) if date.is_stated() => time datetime=(on) { (day(on)) },
            Some(on) => span.inferred {
                span.hollow aria-hidden="true" { "○" } " "
                time datetime=(on) { (day(on)) } ", inferred"
            },
            None => span.inferred {
                span.hollow aria-hidden="true" { "○" } " " (bounds(date))
            },
        }
    }
}

/// The days a date without a likeliest day lies between.
pub(super) fn bounds(date: &Published) -> String {
    match (date.earliest, date.latest) {
        (Some(from), Some(to)) => format!("{}, inferred", days(from, to)),
        (Some(from), None) => format!("not before {}", day(from)),
        (None, Some(to)) => format!("not after {}", day(to)),
        (None, None) => "no date".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web_address("https://example.org/a?b=1&c=\"2"), Some("https://example.org/a?b=1&c=\"2"));
        assert_eq!(web_address("HTTP://example.org"), Some("HTTP://example.org"));
        for bad in ["javascript:alert(1)", "java\nscript://x", "data://text", "//example.org", "https://a b", ""] {
            assert_eq!(web_address(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn odd_characters_are_shown_by_their_code() {
        assert_eq!(plain("a\u{202E}b"), "a[U+202E]b");
        assert_eq!(plain("häuser \t\n"), "häuser \t\n");
        let shown = words("<b>\u{202E}\"x\u{0}").into_string();
        assert!(shown.starts_with("&lt;b&gt;<span"), "{shown}");
        assert!(shown.contains(">U+202E<") && shown.contains(">U+0000<"), "{shown}");
        assert!(!shown.contains('\u{202E}') && !shown.contains('\0'));
    }

    #[test]
    fn numbers_and_days_read_well() {
        assert_eq!(number(1234567.0), "1,234,567");
        assert_eq!(number(-12.5), "−12.5");
        assert_eq!(number(999.0), "999");
        assert_eq!(count(1, "origin", "origins"), "1 origin");
        let date = |y, m, d| Date::new(y, m, d).unwrap();
        assert_eq!(days(date(2031, 5, 4), date(2031, 5, 9)), "4–9 May 2031");
        assert_eq!(days(date(2031, 4, 28), date(2031, 5, 3)), "28 Apr – 3 May 2031");
        assert_eq!(days(date(2030, 12, 31), date(2031, 1, 1)), "31 Dec 2030 – 1 Jan 2031");
    }

    #[test]
    fn shortened_text_ends_in_an_ellipsis() {
        assert_eq!(shortened("tunnel", 6), "tunnel");
        assert_eq!(shortened("tunnel authority", 8), "tunnel…");
    }
}
