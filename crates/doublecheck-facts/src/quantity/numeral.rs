//! Numbers written in digits: separators of several countries, digits of several scripts, exact decimal text.

/// A number in digits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    /// Plain decimal text without separators: "1500000.5".
    pub decimal: String,
    /// One past its last byte.
    pub end: usize,
    /// Digits only: no separator, no decimals.
    pub plain: bool,
    /// "1.500" and "1,50": what looks like decimals may be thousands, when whole things are counted.
    pub perhaps_thousands: bool,
}

/// What stands at a digit.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A number.
    Number(Numeral),
    /// A date, clock time, code, phone or version number that ends before this byte.
    Code(usize),
}

/// Longer numbers are no quantities.
const MOST_DIGITS: usize = 40;

/// The value of a decimal digit of the scripts that news is written in.
pub(super) fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    const ZEROS: &[char] = &['٠', '۰', '०', '০', '੦', '૦', '௦', '๐', '０'];
    ZEROS.iter().map(|&zero| (c as u32).wrapping_sub(zero as u32)).find(|&value| value < 10)
}

/// The value of a sign for a fraction.
pub(super) fn fraction_sign(c: char) -> Option<f64> {
    Some(match c {
        '½' => 1.0 / 2.0,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 1.0 / 4.0,
        '¾' => 3.0 / 4.0,
        '⅕' => 1.0 / 5.0,
        '⅖' => 2.0 / 5.0,
        '⅗' => 3.0 / 5.0,
        '⅘' => 4.0 / 5.0,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 1.0 / 8.0,
        '⅜' => 3.0 / 8.0,
        '⅝' => 5.0 / 8.0,
        '⅞' => 7.0 / 8.0,
        _ => return None,
    })
}

/// Reads the digits at byte `at` of `text`, at most to the end of `text`.
///
/// Spaces may group thousands only where `spaced`. None when no digit stands there. Linear in what is read.
pub(super) fn read(text: &str, at: usize, spaced: bool) -> Option<Shape> {
    text.get(at..)?;
    let groups = Groups::read(text, at, spaced)?;
    let after = text[groups.end..].chars().next();
    let code = Shape::Code(groups.end);
    if groups.digits.len() > MOST_DIGITS || after == Some(':') && digit_after(text, groups.end).is_some() {
        return Some(code);
    }
    let (whole, decimals) = match groups.split() {
        Some(split) => split,
        None => return Some(code),
    };
    let mut decimal = groups.digits[..whole].to_owned();
    let leading_zero = whole > 1 && decimal.starts_with('0');
    if decimals > 0 {
        decimal.push('.');
        decimal.push_str(&groups.digits[whole..]);
    }
    if leading_zero {
        return Some(code);
    }
    Some(Shape::Number(Numeral {
        plain: groups.lens.len() == 1,
        perhaps_thousands: groups.lens.len() == 2 && decimals == 3 && groups.lens[0] <= 3 && !decimal.starts_with('0'),
        decimal,
        end: groups.end,
    }))
}

fn digit_after(text: &str, at: usize) -> Option<u32> {
    text[at..].chars().nth(1).and_then(digit)
}

/// Runs of digits and what separates them.
struct Groups {
    digits: String,
    lens: Vec<usize>,
    separators: Vec<char>,
    end: usize,
}

impl Groups {
    fn read(text: &str, at: usize, spaced: bool) -> Option<Self> {
        let mut groups = Self { digits: String::new(), lens: Vec::new(), separators: Vec::new(), end: at };
        loop {
            let before = groups.digits.len();
            for c in text[groups.end..].chars() {
                let Some(value) = digit(c) else { break };
                groups.digits.extend(char::from_digit(value, 10));
                groups.end += c.len_utf8();
            }
            let read = groups.digits.len() - before;
            if read == 0 {
                return None;
            }
            groups.lens.push(read);
            let mut rest = text[groups.end..].chars();
            let Some(separator) = rest.next() else { break };
            if !groups.goes_on(separator, rest.as_str(), spaced) {
                break;
            }
            groups.separators.push(separator);
            groups.end += separator.len_utf8();
        }
        Some(groups)
    }

    /// Whether a separator and what follows belong to the number.
    fn goes_on(&self, separator: char, rest: &str, spaced: bool) -> bool {
        let next = || rest.chars().take(4).take_while(|&c| digit(c).is_some()).count();
        match separator {
            ',' | '.' | '٫' | '٬' => next() > 0,
            '\'' | '’' => next() == 3,
            '\u{a0}' | '\u{202f}' | '\u{2009}' => next() == 3 && self.is_short(),
            ' ' => spaced && next() == 3 && self.is_short() && self.separators.iter().all(|&s| s == ' '),
            _ => false,
        }
    }

    fn is_short(&self) -> bool {
        self.lens.iter().enumerate().all(|(i, &len)| if i == 0 { len <= 3 } else { len == 3 })
            && !self.digits.starts_with('0')
    }

    /// How many digits are whole and how many decimals; none when the groups make no number.
    fn split(&self) -> Option<(usize, usize)> {
        let total = self.digits.len();
        let (Some(&last), Some(&separator)) = (self.lens.last(), self.separators.last()) else {
            return Some((total, 0));
        };
        let firsts = &self.separators[..self.separators.len() - 1];
        let decimal = (total - last, last);
        if firsts.is_empty() {
            return match separator {
                '.' | '٫' => Some(decimal),
                ',' if last == 3 && self.lens[0] <= 3 => Some((total, 0)),
                ',' if last <= 2 => Some(decimal),
                '\'' | '’' | '٬' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => Some((total, 0)),
                _ => None,
            };
        }
        let same = |of: &[char]| of.iter().all(|&s| s == of[0]);
        if firsts[0] == separator {
            return (same(&self.separators) && are_thousands(&self.lens)).then_some((total, 0));
        }
        let wholes = &self.lens[..self.lens.len() - 1];
        (matches!(separator, '.' | ',' | '٫') && same(firsts) && are_thousands(wholes)).then_some(decimal)
    }
}

/// Groups of three, or of two before the last three as in India.
fn are_thousands(lens: &[usize]) -> bool {
    let Some((&first, rest)) = lens.split_first() else { return false };
    let Some((&last, middle)) = rest.split_last() else { return true };
    let threes = first <= 3 && middle.iter().all(|&len| len == 3);
    let indian = first <= 2 && middle.iter().all(|&len| len == 2);
    last == 3 && (threes || indian)
}

/// Decimal text times a power of ten, exactly.
pub(super) fn shifted(decimal: &str, power: usize) -> String {
    let (whole, decimals) = decimal.split_once('.').unwrap_or((decimal, ""));
    let mut shifted = whole.to_owned();
    let (moved, left) = decimals.split_at(power.min(decimals.len()));
    shifted.push_str(moved);
    shifted.extend(std::iter::repeat_n('0', power - moved.len()));
    let lead = shifted.bytes().take_while(|&b| b == b'0').count().min(shifted.len().saturating_sub(1));
    shifted.drain(..lead);
    if !left.is_empty() {
        shifted.push('.');
        shifted.push_str(left);
    }
    shifted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Option<String> {
        match read(text, 0, true)? {
            Shape::Number(numeral) if numeral.end == text.len() => Some(numeral.decimal),
            _ => None,
        }
    }

    #[test]
    fn separators_of_several_countries_are_read() {
        for (text, value) in [
            ("1,500", "1500"),
            ("1.500,75", "1500.75"),
            ("1 500", "1500"),
            ("1\u{202f}500\u{202f}000", "1500000"),
            ("1'500'000.5", "1500000.5"),
            ("1,50,000", "150000"),
            ("12,5", "12.5"),
            ("1.234.567", "1234567"),
            ("٣٬٥٠٠", "3500"),
            ("१२,५००", "12500"),
            ("0.05", "0.05"),
        ] {
            assert_eq!(decimal(text).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn codes_are_no_numbers() {
        for text in ["1.2.2015", "007", "9:14", "1,2,3", "12,3456", "192.168.0.1", &"9".repeat(400)] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn powers_of_ten_are_exact() {
        assert_eq!(shifted("4.3", 6), "4300000");
        assert_eq!(shifted("0.5346", 3), "534.6");
        assert_eq!(shifted("0", 3), "0");
    }
}
