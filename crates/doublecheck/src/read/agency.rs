//! News agencies, and the lines that name one: who wrote a text, and who passed it on.

use std::sync::LazyLock;

use super::credit::{bracketed, is_name};
use super::leads::Phrases;
use super::lines::trim;

/// News agencies of the world by the names they are credited with, and the name shown. Long forms come first in the
/// second column only where they are the usual one.
const AGENCIES: &[(&str, &str)] = &[
    ("aa", "Anadolu"),
    ("aap", "AAP"),
    ("adnkronos", "Adnkronos"),
    ("afp", "AFP"),
    ("agence france presse", "AFP"),
    ("agence france-presse", "AFP"),
    ("agencia efe", "EFE"),
    ("anadolu", "Anadolu"),
    ("anadolu agency", "Anadolu"),
    ("ani", "ANI"),
    ("ansa", "ANSA"),
    ("antara", "Antara"),
    ("ap", "AP"),
    ("associated press", "AP"),
    ("belga", "Belga"),
    ("bernama", "Bernama"),
    ("bloomberg", "Bloomberg"),
    ("bloomberg news", "Bloomberg"),
    ("canadian press", "Canadian Press"),
    ("cp", "Canadian Press"),
    ("deutsche presse-agentur", "dpa"),
    ("dpa", "dpa"),
    ("efe", "EFE"),
    ("fars news agency", "Fars"),
    ("ians", "IANS"),
    ("interfax", "Interfax"),
    ("irna", "IRNA"),
    ("itar-tass", "TASS"),
    ("jiji", "Jiji"),
    ("jiji press", "Jiji"),
    ("kcna", "KCNA"),
    ("kyodo", "Kyodo"),
    ("kyodo news", "Kyodo"),
    ("lusa", "Lusa"),
    ("mena", "MENA"),
    ("mti", "MTI"),
    ("ntb", "NTB"),
    ("pa", "PA"),
    ("pap", "PAP"),
    ("petra", "Petra"),
    ("pna", "PNA"),
    ("press association", "PA"),
    ("press trust of india", "PTI"),
    ("pti", "PTI"),
    ("reuters", "Reuters"),
    ("ria", "RIA Novosti"),
    ("ria novosti", "RIA Novosti"),
    ("sana", "SANA"),
    ("sapa", "SAPA"),
    ("spa", "SPA"),
    ("ritzau", "Ritzau"),
    ("tass", "TASS"),
    ("the associated press", "AP"),
    ("the canadian press", "Canadian Press"),
    ("tt", "TT"),
    ("ukrinform", "Ukrinform"),
    ("united press international", "UPI"),
    ("upi", "UPI"),
    ("apa", "APA"),
    ("australian associated press", "AAP"),
    ("austria presse agentur", "APA"),
    ("caixin global", "Caixin"),
    ("china news service", "CNS"),
    ("ctk", "CTK"),
    ("čtk", "CTK"),
    ("epd", "epd"),
    ("europa press", "Europa Press"),
    ("hina", "Hina"),
    ("itar tass", "TASS"),
    ("keystone-sda", "Keystone-SDA"),
    ("kna", "KNA"),
    ("mehr", "Mehr"),
    ("pa media", "PA"),
    ("sda", "SDA"),
    ("sid", "SID"),
    ("tanjug", "Tanjug"),
    ("tasr", "TASR"),
    ("tasnim", "Tasnim"),
    ("thomson reuters", "Reuters"),
    ("uni", "UNI"),
    ("vna", "VNA"),
    ("wam", "WAM"),
    ("xinhua", "Xinhua"),
    ("xinhua news agency", "Xinhua"),
    ("yonhap", "Yonhap"),
    ("yonhap news agency", "Yonhap"),
];

/// Bytes of the longest name of an agency, and some to spare.
const LONGEST: usize = 30;

/// The name of a known agency, as shown.
pub(super) fn known_agency(name: &str) -> Option<&'static str> {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    if name.len() > LONGEST {
        return None;
    }
    // "AP", "TT" and "Pa" in small letters are other words.
    let short = name.len() <= 4
        && !matches!(name, "dpa" | "epd" | "sid" | "Efe" | "Hina" | "Lusa" | "Mehr" | "Ansa" | "Tass" | "Kyodo")
        && name.contains(char::is_lowercase);
    if short {
        return None;
    }
    // Nearly every line of a page is asked: those of the same length are compared, without a copy.
    static BY_LENGTH: LazyLock<[Vec<usize>; LONGEST + 1]> = LazyLock::new(|| {
        let of_length = |length| (0..AGENCIES.len()).filter(|&n| AGENCIES[n].0.len() == length).collect();
        std::array::from_fn(of_length)
    });
    let folded;
    let name = if name.is_ascii() {
        name
    } else {
        folded = name.to_lowercase();
        &folded
    };
    let candidates = BY_LENGTH.get(name.len())?.iter().map(|&n| AGENCIES[n]);
    candidates.into_iter().find(|(alias, _)| name.eq_ignore_ascii_case(alias)).map(|(_, shown)| shown)
}

/// The agency that a name names: a known one, or one that calls itself so ("Northern News Agency", "Dale Press").
pub(super) fn agency(name: &str) -> Option<String> {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    known_agency(name).map(str::to_owned).or_else(|| {
        const BODIES: &[&str] = &["agency", "press", "newswire", "wire", "agencies"];
        let last = name.split_whitespace().next_back()?;
        let news = last.eq_ignore_ascii_case("news");
        if !news && !BODIES.iter().any(|body| last.eq_ignore_ascii_case(body)) {
            return None;
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        let capital = |w: &&str| w.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
        let calls_itself = (2..=6).contains(&words.len()) && (!news || words.len() <= 3 && is_name(name));
        (calls_itself && words.iter().all(capital)).then(|| name.to_owned())
    })
}

/// What a line names as source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamedSource<'t> {
    /// The agency that wrote the text.
    Agency(&'t str),
    /// The one it was taken from or passed on by.
    Relay(&'t str),
    /// The agency, and the one that passed it on.
    Both(&'t str, &'t str),
}

/// Words that tell that a text was taken over, before the name of the one it is from.
const RELAYS: &[&str] = &[
    "with files from",
    "with a file from",
    "with inputs from",
    "with input from",
    "with material from",
    "with information from",
    "with reporting from",
    "with additional reporting from",
    "first published by",
    "first published in",
    "first published on",
    "originally published by",
    "originally published in",
    "originally published on",
    "originally appeared in",
    "originally appeared on",
    "republished from",
    "reprinted from",
    "reprinted by permission of",
    "republished with permission from",
    "courtesy of",
    "courtesy:",
    "via",
    "via:",
    "distributed by",
    "provided by",
    "syndicated from",
    "mit material von",
    "con información de",
    "avec",
    "com informações de",
];

/// Words before the name of a source that may be an agency.
const SOURCES: &[&str] = &[
    "source:",
    "sources:",
    "source -",
    "agency:",
    "agencies:",
    "quelle:",
    "quellen:",
    "fuente:",
    "fuentes:",
    "fonte:",
    "bron:",
    "kilde:",
    "źródło:",
    "источник:",
    "from:",
    "copyright",
    "©",
    "(c)",
];

/// Who a line of credits names. Photo credits, stage directions and people are none.
pub(super) fn named_source(line: &str) -> Option<NamedSource<'_>> {
    static LEADS: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::of(RELAYS.iter().chain(SOURCES).chain(&[" via ", ", courtesy of "]).copied()));
    const PICTURES: &[&str] = &["photo", "picture", "image", "getty", "video", "foto:", "graphic"];
    // Most lines name none.
    if line.len() > 200 || !LEADS.occur(line) {
        return None;
    }
    let line = trim(line);
    let inner = bracketed(line).unwrap_or(line);
    let inner = trim(inner.trim_start_matches(['-', '–', '—', '*', '~', ' ']).trim_end_matches(['*', '~', '.', ' ']));
    let lower = inner.to_lowercase();
    if is_stage_direction(inner) || PICTURES.iter().any(|word| lower.contains(word)) {
        return None;
    }
    if let Some((agency_part, relay)) =
        split_once(inner, &lower, " via ").or_else(|| split_once(inner, &lower, ", courtesy of "))
    {
        let named = first_name(agency_part);
        let relay = first_name(relay);
        if agency(named).is_some() && is_outlet(relay) {
            return Some(NamedSource::Both(named, relay));
        }
    }
    for lead in SOURCES {
        if let Some(rest) = after(inner, &lower, lead) {
            let rest = rest.trim_start_matches(|c: char| {
                c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '–' | '©' | ':')
            });
            let rest = rest.strip_prefix("by ").or_else(|| rest.strip_prefix("The ")).unwrap_or(rest);
            let name = first_name(rest).trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
            if agency(name).is_some() {
                return Some(NamedSource::Agency(name));
            }
            let own = lead.ends_with(':') || lead.ends_with('-');
            return (own && is_outlet(name)).then_some(NamedSource::Relay(name));
        }
    }
    // "This article was originally published on X."
    let relayed = RELAYS.iter().find_map(|lead| {
        let at = lower.find(lead)?;
        let inside =
            lead.split(' ').count() > 1 && lower.len() == inner.len() && at > 0 && is_about_text(lower.get(..at)?);
        let rest = if inside { inner.get(at + lead.len()..) } else { after(inner, &lower, lead) }?;
        rest.starts_with([' ', ':']).then_some(rest)
    });
    if let Some(rest) = relayed {
        let name = first_name(rest.trim_start_matches([':', ' ']));
        let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        return is_outlet(name).then_some(NamedSource::Relay(name));
    }
    None
}

/// True before "originally published on": words that speak of the text and of nothing else.
fn is_about_text(before: &str) -> bool {
    before.split_whitespace().all(|w| {
        matches!(
            w.trim_matches(|c: char| !c.is_alphanumeric()),
            "this"
                | "the"
                | "a"
                | "version"
                | "of"
                | "article"
                | "story"
                | "report"
                | "piece"
                | "post"
                | "was"
                | "is"
                | "has"
                | "been"
                | "interview"
                | "text"
        )
    })
}

fn split_once<'t>(text: &'t str, lower: &str, mark: &str) -> Option<(&'t str, &'t str)> {
    let at = lower.find(mark).filter(|_| lower.len() == text.len())?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

fn after<'t>(text: &'t str, lower: &str, lead: &str) -> Option<&'t str> {
    let rest = lower.strip_prefix(lead).filter(|_| lower.len() == text.len())?;
    let bound = !rest.starts_with(char::is_alphanumeric) || lead.ends_with([':', '-']);
    bound.then(|| text.get(lead.len()..)).flatten()
}

/// The first of several names.
fn first_name(list: &str) -> &str {
    let first = list.split([',', ';', '/', '|', '(']).next().unwrap_or(list);
    let first = first.split(" and ").next().unwrap_or(first).split(". ").next().unwrap_or(first);
    trim(first).trim_end_matches(['.', ' ', ')', ']'])
}

/// True for a name, of a few words, that is no address.
fn is_outlet(name: &str) -> bool {
    !name.is_empty()
        && name.split_whitespace().count() <= 5
        && !name.contains("://")
        && !name.contains(char::is_numeric)
        && (is_name(name) || agency(name).is_some())
}

/// What transcripts, captions and pages put into brackets: "(BEGIN VIDEO CLIP)", "(Laughter)", "(Updated)".
pub(super) fn is_stage_direction(inner: &str) -> bool {
    const WORDS: &[&str] = &[
        "begin",
        "end",
        "video",
        "clip",
        "videotape",
        "audio",
        "tape",
        "laughter",
        "applause",
        "crosstalk",
        "inaudible",
        "music",
        "commercial",
        "break",
        "unidentified",
        "translation",
        "translated",
        "through",
        "voice",
        "voiceover",
        "interpreter",
        "pause",
        "silence",
        "cheers",
        "cheering",
        "off-mike",
        "off-mic",
        "unintelligible",
        "playing",
        "singing",
        "photo",
        "photos",
        "picture",
        "file",
        "handout",
        "advertisement",
        "updated",
        "update",
        "opinion",
        "live",
        "exclusive",
        "gallery",
        "graphic",
        "sponsored",
        "subscribers",
        "recap",
        "corrected",
        "correction",
        "watch",
        "continued",
    ];
    let words: Vec<String> = inner
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|w| !w.is_empty())
        .collect();
    words.iter().any(|w| WORDS.contains(&w.as_str())) && words.len() <= 6
}
