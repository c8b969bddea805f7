//! How TIMEX3 writes lengths of time and what is not known.

use super::calendar::Grain;
use super::fields::{ONE, UNITS, VAGUE};

/// The value of a stretch of which only the size is known.
pub(super) fn unknown(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "XXXX-XX-XX",
        Grain::Week => "XXXX-WXX",
        Grain::Weekend => "XXXX-WXX-WE",
        Grain::Month => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        Grain::Half => "XXXX-HX",
        Grain::Season | Grain::Year => "XXXX",
        Grain::Decade => "XXX",
        Grain::Century => "XX",
        Grain::Millennium => "X",
    }
}

/// "P2Y", "PT90M", "PXD".
pub(super) fn period(count: i64, unit: Option<i64>) -> String {
    let unit = unit.map_or("", |unit| name(UNITS, unit));
    let (prefix, letter) = match unit {
        "second" => ("PT", "S"),
        "minute" => ("PT", "M"),
        "hour" => ("PT", "H"),
        "day" => ("P", "D"),
        "week" => ("P", "W"),
        "weekend" => ("P", "WE"),
        "month" => ("P", "M"),
        "quarter" => ("P", "Q"),
        "season" => ("P", "S"),
        "decade" => ("P", "DE"),
        "century" => ("P", "CE"),
        "millennium" => ("P", "ML"),
        _ => ("P", "Y"),
    };
    match (count, unit) {
        (VAGUE, _) => format!("{prefix}X{letter}"),
        (count, "hour") if count == ONE / 2 => "PT30M".to_owned(),
        (count, "year") if count == ONE / 2 => "P6M".to_owned(),
        (count, "half") => format!("P{}M", count * 6 / ONE),
        (count, _) if count % ONE == 0 => format!("{prefix}{}{letter}", count / ONE),
        (count, _) => {
            let fraction = format!("{:03}", count % ONE);
            format!("{prefix}{}.{}{letter}", count / ONE, fraction.trim_end_matches('0'))
        }
    }
}

pub(super) fn name(names: &[&'static str], number: i64) -> &'static str {
    usize::try_from(number).ok().and_then(|at| names.get(at)).copied().unwrap_or("")
}
