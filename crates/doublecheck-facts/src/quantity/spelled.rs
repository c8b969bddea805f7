//! Numbers in words: "two hundred and five", "half a million", "dozens", "a third of".

use super::line::{Gap, Line, Piece};
use super::number::{Number, PARTS, Style, WORDS, Word, multiple, scaled};
use super::unit;

/// Reads the number in words that begins at byte `at`.
pub(super) fn words(line: &Line<'_>, at: usize) -> Option<Number> {
    let first = line.piece(at)?;
    if line.lower(&first) == "twice" {
        return Some(Number::of(2.0, first.bytes, Style::Times));
    }
    if let Some(times) = multiple(line.lower(&first)) {
        return Some(Number::of(times, first.bytes, Style::Multiple));
    }
    let next = line.piece(first.bytes.end);
    let next_word = next.as_ref().and_then(|next| WORDS.get(line.lower(next)));
    match *WORDS.get(line.lower(&first))? {
        Word::Article => {
            let next = next.filter(|next| next.gap == Gap::Space)?;
            match next_word {
                Some(&Word::Scale(times)) if times != 20.0 => cardinal(line, at, times, next.bytes.end),
                Some(&Word::Few(least)) => few(line, at, least, next.bytes.end),
                Some(Word::Half) => share(line, at, 0.5, next.bytes.end),
                _ => share(line, at, 1.0 / PARTS.get(line.lower(&next))?, next.bytes.end),
            }
        }
        Word::Few(least) => few(line, at, least, first.bytes.end),
        Word::Vague(least) => vague(line, at, least, first.bytes.end),
        Word::Half => half(line, at, &first, next.as_ref()?),
        Word::Ordinal(value) => {
            let ends = line.ends_at(first.bytes.end) && line.at(first.bytes.end) != Some('-');
            ends.then(|| Number::of(value, first.bytes, Style::Ordinal))
        }
        Word::Small(value) => cardinal(line, at, value, first.bytes.end),
        Word::Tens(tens) => {
            let unit = match (&next, next_word) {
                (Some(next), Some(&Word::Small(unit))) if (1.0..10.0).contains(&unit) => Some((unit, next.bytes.end)),
                _ => None,
            };
            // "twenty-first"
            if let (Some(next), Some(&Word::Ordinal(unit))) = (&next, next_word)
                && unit < 10.0
                && next.gap == Gap::Hyphen
            {
                return Some(Number::of(tens + unit, at..next.bytes.end, Style::Ordinal));
            }
            let (value, end) = unit.map_or((tens, first.bytes.end), |(unit, end)| (tens + unit, end));
            cardinal(line, at, value, end)
        }
        Word::Scale(_) => None,
    }
}

/// What follows a first number in words: scales, "and" with more, "and a half", parts.
fn cardinal(line: &Line<'_>, at: usize, first: f64, first_end: usize) -> Option<Number> {
    let (mut total, mut current, mut scale, mut end) = (0.0, first, 1.0, first_end);
    let mut largest = 1.0f64;
    let opened_by_scale = matches!(line.piece(at).map(|p| line.lower(&p)), Some("a" | "an"));
    if opened_by_scale {
        scale = first;
        if first >= 1000.0 {
            (total, current) = (first, 0.0);
        }
    }
    while let Some(piece) = line.piece(end) {
        let word = line.lower(&piece);
        if piece.gap == Gap::None {
            break;
        }
        // "two and a half million", "three hundred and five"
        if word == "and" {
            let Some((more, and_end)) = joined(line, piece.bytes.end, scale) else { break };
            current += more;
            end = and_end;
            continue;
        }
        match WORDS.get(word) {
            Some(&Word::Scale(times)) if times != 20.0 => {
                scale = times;
                largest = largest.max(times);
                if times >= 1000.0 {
                    total += current.max(if total == 0.0 { 1.0 } else { 0.0 }) * times;
                    current = 0.0;
                } else {
                    current *= times;
                }
            }
            Some(&Word::Small(more) | &Word::Tens(more)) if scale > more && more > 0.0 && scale >= 100.0 => {
                current += more;
                scale = if more >= 20.0 { 10.0 } else { 1.0 };
            }
            Some(&Word::Small(more)) if scale == 10.0 && more < 10.0 => {
                current += more;
                scale = 1.0;
            }
            _ => break,
        }
        end = piece.bytes.end;
    }
    // "two thirds", "one-fifth", "three-quarters"
    if end == first_end
        && first < 20.0
        && let Some(piece) = line.piece(end).filter(|piece| piece.gap != Gap::None)
    {
        let part = line.lower(&piece);
        let singular = if first == 1.0 { part } else { part.strip_suffix('s').unwrap_or("") };
        let singular = if part == "halves" { "half" } else { singular };
        let whole = line.ends_at(piece.bytes.end) && line.at(piece.bytes.end) != Some('-');
        if let Some(parts) = PARTS.get(singular).filter(|parts| whole && first < **parts) {
            return Some(Number::of(first / parts, at..piece.bytes.end, Style::Share));
        }
        if part == "point"
            && let Some(number) = decimals(line, at, first, piece.bytes.end)
        {
            return Some(number);
        }
    }
    Some(Number { scale: largest, ..Number::of(total + current, at..end, Style::Words) })
}

/// What "and" adds: "and five", "and a half".
fn joined(line: &Line<'_>, at: usize, scale: f64) -> Option<(f64, usize)> {
    let next = line.piece(at)?;
    let after = line.piece(next.bytes.end);
    let after_word = after.as_ref().map(|piece| line.lower(piece));
    match WORDS.get(line.lower(&next))? {
        Word::Article => match (after_word, after) {
            (Some("half"), Some(after)) => Some((if scale >= 1000.0 { scale / 2.0 } else { 0.5 }, after.bytes.end)),
            _ => None,
        },
        // "one and three quarters"
        Word::Small(more) if scale == 1.0 => {
            let part =
                after_word.map(|word| word.strip_suffix('s').unwrap_or(word)).and_then(|word| PARTS.get(word))?;
            (more < part).then_some((more / part, after?.bytes.end))
        }
        Word::Small(more) if scale >= 100.0 => Some((*more, next.bytes.end)),
        Word::Tens(more) if scale >= 100.0 => match (after_word.and_then(|word| WORDS.get(word)), after) {
            (Some(Word::Small(unit)), Some(after)) if *unit < 10.0 => Some((more + unit, after.bytes.end)),
            _ => Some((*more, next.bytes.end)),
        },
        _ => None,
    }
}

/// "five point two"
fn decimals(line: &Line<'_>, at: usize, whole: f64, from: usize) -> Option<Number> {
    let mut decimal = format!("{whole}.");
    let mut end = from;
    while let Some(piece) = line.piece(end).filter(|piece| piece.gap == Gap::Space) {
        let Some(&Word::Small(value)) = WORDS.get(line.lower(&piece)) else { break };
        if value >= 10.0 || decimal.len() > 12 {
            break;
        }
        decimal.push_str(&format!("{value}"));
        end = piece.bytes.end;
    }
    (end > from)
        .then(|| Number::new(decimal, at..end, Style::Words))
        .flatten()
        .map(|number| scaled(line, number, false))
}

/// "half a million", "half of them", "half the ships".
fn half(line: &Line<'_>, at: usize, half: &Piece, next: &Piece) -> Option<Number> {
    let word = line.lower(next);
    if matches!(word, "a" | "an") && next.gap == Gap::Space {
        let after = line.piece(next.bytes.end)?;
        if let Some(&Word::Scale(times)) = WORDS.get(line.lower(&after)) {
            return Some(Number::of(times / 2.0, at..after.bytes.end, Style::Words));
        }
        // "half an hour"
        if unit::word_at(line, next.bytes.end).is_some() {
            return Some(Number::of(0.5, at..next.bytes.end, Style::Words));
        }
    }
    if let Some(&Word::Scale(times)) = WORDS.get(word)
        && times != 20.0
    {
        return Some(Number::of(times / 2.0, at..next.bytes.end, Style::Words));
    }
    let numbered = [
        "first ",
        "second ",
        "other ",
        "latter ",
        "final ",
        "northern ",
        "southern ",
        "eastern ",
        "western ",
        "upper ",
        "lower ",
        "last ",
        "better ",
    ];
    if numbered.iter().any(|word| line.lower_at(line.start..at).ends_with(word)) {
        return None;
    }
    let of_something = matches!(word, "of" | "the" | "its" | "their" | "our" | "his" | "her" | "those" | "these");
    (next.gap == Gap::Space && of_something).then(|| Number::of(0.5, at..half.bytes.end, Style::Share))
}

/// "a third of the crew"
fn share(line: &Line<'_>, at: usize, value: f64, end: usize) -> Option<Number> {
    let next = line.piece(end)?;
    if line.lower(&next) != "of" {
        return None;
    }
    // "a quarter of a million people"
    let article = line.piece(next.bytes.end).filter(|piece| matches!(line.lower(piece), "a" | "an"));
    let scale = article.and_then(|article| line.piece(article.bytes.end));
    if let Some((scale, &Word::Scale(times))) =
        scale.and_then(|scale| Some((scale.clone(), WORDS.get(line.lower(&scale))?)))
        && times != 20.0
    {
        return Some(Number::of(value * times, at..scale.bytes.end, Style::Words));
    }
    Some(Number::of(value, at..end, Style::Share))
}

/// "several hundred", "a few dozen", "a couple of thousand".
fn few(line: &Line<'_>, at: usize, least: f64, end: usize) -> Option<Number> {
    let mut next = line.piece(end)?;
    if line.lower(&next) == "of" {
        next = line.piece(next.bytes.end)?;
    }
    match WORDS.get(line.lower(&next))? {
        Word::Scale(times) if *times != 20.0 => Some(Number::of(least * times, at..next.bytes.end, Style::Vague)),
        _ => None,
    }
}

/// "dozens", "hundreds of thousands"; "tens" only where it multiplies.
fn vague(line: &Line<'_>, at: usize, least: f64, end: usize) -> Option<Number> {
    let number = |value, end| Some(Number::of(value, at..end, Style::Vague));
    let larger = line.piece(end).filter(|of| line.lower(of) == "of").and_then(|of| line.piece(of.bytes.end));
    let word = larger.as_ref().and_then(|larger| WORDS.get(line.lower(larger)));
    match (larger, word) {
        (Some(larger), Some(&Word::Vague(times))) if times >= 2000.0 => number(least * times / 2.0, larger.bytes.end),
        // "tens" only multiplies; "scores" may be a verb.
        _ if least == 20.0 || least == 40.0 && line.piece(end).is_none_or(|of| line.lower(&of) != "of") => None,
        _ => number(least, end),
    }
}
