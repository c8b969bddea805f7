//! Names in what pages give as authors: "By Jane Roe, Senior Reporter | Halm Gazette" is Jane Roe.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::key;
use crate::read::leads::Leads;

/// Who is named as an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub name: String,
    /// A person, or the name a person writes under; false for desks, agencies and outlets.
    pub person: bool,
}

/// Those that words name, roles and addresses left out. `sites` are the names of the outlet, none of which is a
/// person's; `loose` tells that the words are running text, in which one word alone is no name. Linear.
pub(super) fn named(words: &str, sites: &[String], loose: bool) -> Vec<Named> {
    let words = html_escape::decode_html_entities(words);
    let words = words.trim();
    let mut found: Vec<Named> = Vec::new();
    if words.contains("://") || words.contains("www.") || words.len() > 300 {
        return found;
    }
    for part in split(without_lead(words)) {
        let part = without_lead(part.trim());
        let part = part.split(['(', '[', '|', '•', '·', '–', '—', '<']).next().unwrap_or_default();
        let part = part.split(" - ").next().unwrap_or_default();
        let part =
            [" in ", " for ", " at ", " aus ", " für ", " from ", " on ", " pour ", " para ", " bei ", " am ", " @"]
                .iter()
                .fold(part, |p, cut| p.split(cut).next().unwrap_or(p))
                .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '*' | '"' | '-' | '\'' | '@'));
        let part = if part.len() > 12 && !part.ends_with("Jr.") { part.trim_end_matches('.') } else { part };
        if part.is_empty() || is_credential(part) && !found.is_empty() {
            continue;
        }
        let single = !part.contains(' ');
        // In running text a name has capitals: "by podcast interviews" names nobody.
        let small = loose && part.chars().next().is_some_and(char::is_lowercase) && !part.contains(char::is_uppercase);
        let person = is_person(part, sites) && !(small || single && (loose || is_credential(part)));
        // What stands behind a person is a role, unless it is an agency or a desk that wrote with them.
        let other = !person && is_body(part, sites, loose) && (found.is_empty() || is_agency_like(part));
        if !person && !other {
            if !found.is_empty() && !single {
                break;
            }
            continue;
        }
        let name = part.split_whitespace().collect::<Vec<_>>().join(" ");
        // An icon's hidden label glued to a name: "AuthorJane Roe".
        if !found.iter().any(|known| key(&name).ends_with(&key(&known.name))) {
            found.push(Named { name, person });
        }
        if found.len() >= 12 {
            break;
        }
    }
    found
}

/// True when words name a person.
pub(in crate::read) fn names_people(words: &str) -> bool {
    named(words, &[], false).iter().any(|named| named.person)
}

/// True for what can be the name of a desk, agency or outlet.
fn is_body(part: &str, sites: &[String], loose: bool) -> bool {
    let lower = part.to_lowercase();
    let junk = lower.split(|c: char| !c.is_alphanumeric()).any(|w| JUNK.contains(w));
    let capital = part.chars().next().is_some_and(|c| !c.is_lowercase());
    let known = sites.iter().any(|site| *site == key(part));
    let named = lower.split(|c: char| !c.is_alphanumeric() && c != '-').any(|w| NO_NAMES.contains(w))
        || known
        || is_agency_like(part);
    let digits = part.chars().filter(char::is_ascii_digit).count();
    !junk
        && !part.starts_with(|c: char| c.is_ascii_digit())
        && digits <= 2
        && (2..=60).contains(&part.chars().count())
        && part.split_whitespace().count() <= 7
        && (named || !loose && capital)
        && (capital || known || is_agency_like(part))
}

/// True for the names of agencies: "dpa", "AFP", "Reuters", "Associated Press".
fn is_agency_like(part: &str) -> bool {
    let lower = part.to_lowercase();
    crate::read::agency::known_agency(part).is_some()
        || ["redaktion", "agentur", "presse-agentur", "agency", "staff", "news desk", "newsdesk", "press"]
            .iter()
            .any(|w| lower.ends_with(w))
        || matches!(
            lower.as_str(),
            "dpa"
                | "sda"
                | "apa"
                | "afp"
                | "reuters"
                | "ap"
                | "sid"
                | "epd"
                | "kna"
                | "keystone-sda"
                | "ntb"
                | "tt"
                | "ritzau"
        )
}

/// Cuts the words that lead to a name: "By", "Von", "Written by".
pub(super) fn without_lead(words: &str) -> &str {
    let mut rest = words.trim();
    for _ in 0..3 {
        let Some(cut) = lead(rest) else { break };
        rest = cut;
    }
    rest
}

/// What follows the words that lead to a name, if a text begins with them.
pub(super) fn lead(words: &str) -> Option<&str> {
    const LEADS: &str = "\
        by;von;par;por;di;door;av;af;de;da;od;van;from;written by;posted by;published by;story by;words by;\
        text by;report by;reported by;reporting by;author;authors;author:;autor;autorin;autor:;autorin:;\
        autoren;auteur;auteur:;autore;autore:;ein beitrag von;eine analyse von;ein kommentar von;\
        ein artikel von;ein gastbeitrag von;eine kolumne von;ein interview von;interview von;\
        geschrieben von;verfasst von;veröffentlicht von;erstellt von;text:;text von;texte:;texto:;tekst:;\
        text;escrito por;publicado por;redactado por;écrit par;publié par;rédigé par;scritto da;a cura di;\
        geschreven door;автор;автор:;текст:;author by;reporter;reporter:;writer:;interview:;interview;\
        text und fotos:;text & fotos:;an article by;a post by;guest post by;opinion by;analysis by;\
        review by;skrevet av;skriven av;tekst;bericht von;foto und text:";
    static BEGINNINGS: LazyLock<Leads> = LazyLock::new(|| Leads::of(LEADS));
    static LONGEST_FIRST: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut leads: Vec<&str> = LEADS.split(';').collect();
        leads.sort_by_key(|lead| std::cmp::Reverse(lead.len()));
        leads
    });
    let mut lower = String::with_capacity(64);
    lower.extend(words.chars().take(32).filter_map(|c| c.to_lowercase().next()));
    // Most lines begin with none.
    BEGINNINGS.at(&lower)?;
    let lead = LONGEST_FIRST.iter().find(|lead| {
        lower.strip_prefix(**lead).is_some_and(|rest| rest.starts_with([' ', '\u{a0}', ':']) || lead.ends_with(':'))
    })?;
    let (end, _) = words.char_indices().nth(lead.chars().count())?;
    let rest = words.get(end..)?.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–'));
    (!rest.is_empty()).then_some(rest)
}

/// True for a line that is nothing but words that lead to a name.
pub(super) fn is_lead(line: &str) -> bool {
    // What follows the lead is its colon or nothing.
    line.len() <= 24 && line.chars().count() > 3 && lead(&format!("{} .", line.trim_end_matches(':'))) == Some(".")
}

fn split(words: &str) -> impl Iterator<Item = &str> {
    words
        .split([',', ';', '/', '&', '\n', '+', '，', '、'])
        .flat_map(|p| p.split(" and "))
        .flat_map(|p| p.split(" und "))
        .flat_map(|p| p.split(" et "))
        .flat_map(|p| p.split(" y "))
        .flat_map(|p| p.split(" og "))
        .flat_map(|p| p.split(" och "))
        .flat_map(|p| p.split(" with "))
        .flat_map(|p| p.split(" mit "))
}

/// "MD", "Ph.D.", "R.D.": degrees behind a name.
fn is_credential(part: &str) -> bool {
    let letters: String = part.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.len() <= 6
        && letters.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !part.contains(' ')
        && letters.chars().filter(|c| c.is_lowercase()).count() <= 2
        || matches!(part.to_lowercase().trim_matches('.'), "jr" | "sr" | "esq" | "phd" | "ph.d" | "md" | "m.d")
}

/// Words that no person's name holds: desks, roles, kinds of companies.
static NO_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
        staff team teams redaktion redakteur redakteurin editor editors editorial desk newsdesk newsroom admin \
        administrator webmaster agency agencies agence agentur agenturen agencia presse press news board contributor \
        contributors correspondent correspondents reporter reporters guest author authors writer writers redaction \
        rédaction redacción redação redazione redactie redakcja redakce redaktionen редакция service services media \
        magazine magazin gmbh inc ltd llc ag verlag group company corp university institute association foundation \
        ministry department bureau office online blog website web times post herald tribune gazette journal zeitung \
        nachrichten radio tv network reuters afp dpa ap xinhua upi bloomberg ansa efe lusa tass pti sda apa unknown \
        anonymous none null undefined user published updated posted share comments follow photo photos foto bild video \
        getty minutes min read uhr am the senior chief director manager ceo founder president professor expert \
        specialist analyst journalist producer columnist kommentar more about view all subscribe newsletter home \
        contact login experts community club company's our this your you is are was has to facebook twitter instagram \
        youtube linkedin email e-mail pressestelle öffentlichkeitsarbeit pressemitteilung center centre society union \
        party partei college school marketing content digital store shop solutions software technologies labs studio \
        studios january february march april june july august september october november december januar februar märz \
        juni juli oktober dezember autor autorin verfasser quelle source written edited reviewed articles article \
        artikel posts profile bio biography advertisement sponsored"
        .split_whitespace()
        .collect()
});

/// Words of buttons, labels, dates and sections: no part of an author's name of any kind.
static JUNK: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
        unknown anonymous none null undefined user published updated posted share comments comment follow photo photos \
        foto bild video getty minutes min read uhr am more about view subscribe newsletter home contact login this \
        your you is are was has to facebook twitter instagram youtube linkedin email january february march april june \
        july august september october november december januar februar märz juni juli oktober dezember autor autorin \
        autoren autores verfasser quelle source articles article artikel posts profile profil bio biography \
        advertisement by von par por beiträge personal people kultur click here hier all alle tags menu search \
        register registrieren https http next previous admin administrator webmaster donnerstag montag dienstag \
        mittwoch freitag samstag sonntag monday tuesday wednesday thursday friday saturday sunday reading listen print \
        save tweet reply like likes following sign privacy cookie cookies category kategorie topics international \
        politik sport wirtschaft über zur zum der die das und mehr lesen datum date permalink copy link website"
        .split_whitespace()
        .collect()
});

static PARTICLES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
        de van von der den del della di da dos das do la le el al bin bint ibn ben zu zum zur ten ter y e af av du des \
        vom st of d' san i"
        .split_whitespace()
        .collect()
});

/// True for words that can be a person's name, or the name a person writes under.
pub(super) fn is_person(name: &str, sites: &[String]) -> bool {
    let chars = name.chars().count();
    if !(2..=50).contains(&chars)
        || name.contains("://")
        || name.contains("www.")
        || name.contains(['@', '#', '?', '!', '=', '{', '<', '%', '$', '"', '“'])
    {
        return false;
    }
    let own = key(name);
    if own.is_empty() || sites.contains(&own) {
        return false;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > 6 {
        return false;
    }
    let lower: Vec<String> =
        words.iter().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    if lower.iter().any(|w| JUNK.contains(w.as_str()) && !(PARTICLES.contains(w.as_str()) && words.len() > 2)) {
        return false;
    }
    if lower.iter().any(|w| NO_NAMES.contains(w.as_str()) || w.ends_with("redaktion") || w.ends_with("-team")) {
        return false;
    }
    // "gazette.example": the address of a site.
    if words.len() == 1
        && name.split_once('.').is_some_and(|(_, end)| {
            (2..=6).contains(&end.len()) && !end.contains('.') && end.chars().all(|c| c.is_ascii_lowercase())
        })
        && name.rsplit('.').next().is_some_and(|end| {
            matches!(
                end,
                "com"
                    | "org"
                    | "net"
                    | "de"
                    | "at"
                    | "ch"
                    | "uk"
                    | "fr"
                    | "es"
                    | "it"
                    | "nl"
                    | "be"
                    | "is"
                    | "no"
                    | "se"
                    | "dk"
                    | "ru"
                    | "cn"
                    | "jp"
                    | "tv"
                    | "info"
                    | "eu"
                    | "us"
                    | "co"
                    | "io"
            )
        })
    {
        return false;
    }
    let digits = name.chars().filter(|c| c.is_ascii_digit()).count();
    if digits > 0 && (words.len() > 1 || digits > 4 || digits == chars) {
        return false;
    }
    let capital = |w: &&str| {
        w.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next().is_some_and(|c| !c.is_lowercase())
    };
    let small = words
        .iter()
        .zip(&lower)
        .filter(|(w, l)| !capital(w) && !PARTICLES.contains(l.as_str()) && !l.contains('\''))
        .count();
    // A name in small letters throughout is one that a person writes under.
    small == 0 || words.len() <= 2 && small == words.len()
}
