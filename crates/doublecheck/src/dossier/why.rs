//! Why a claim has its grade: every statement for and against it, to the exact words, and how voices were merged.

use super::Dossier;
use super::lookup::{Lookup, statement_place};
use super::terminal::{Ink, Look, Sheet, clip};
use super::wording;
use crate::model::{Attribution, Bond, Claim, Merge, Opposition, Origin, Place, Statement};

/// The shortest beginning of an id that names a claim.
const SHORTEST_PREFIX: usize = 6;

/// Explains the grade of a claim down to file, code points and words.
///
/// `claim` is the claim's label ("C3", letter case ignored), its id, or at least the first six digits of its id.
/// None when the dossier has no such claim, or when the digits fit more than one.
pub fn why(dossier: &Dossier, claim: &str, look: Look) -> Option<String> {
    let claim = find(dossier, claim.trim())?;
    let mut why = Why { lookup: Lookup::new(dossier), sheet: Sheet::new(look) };
    why.grade(claim);
    why.side("FOR", &claim.support, &claim.confirmation.origins, claim);
    let against: Vec<_> = claim.against.iter().map(|a| a.statement).collect();
    why.side("AGAINST", &against, &claim.confirmation.against, claim);
    why.merges(claim);
    why.change(claim);
    Some(why.sheet.finish())
}

/// The claim with a label ("C3"), an id, or the first six or more digits of one.
pub fn find<'a>(dossier: &'a Dossier, name: &str) -> Option<&'a Claim> {
    if let Some(claim) = dossier.claims.iter().find(|c| c.label.eq_ignore_ascii_case(name)) {
        return Some(claim);
    }
    if name.len() < SHORTEST_PREFIX {
        return None;
    }
    let prefix = name.to_ascii_lowercase();
    let mut fits = dossier.claims.iter().filter(|c| c.id.to_string().starts_with(&prefix));
    let claim = fits.next()?;
    fits.next().is_none().then_some(claim)
}

struct Why<'a> {
    lookup: Lookup<'a>,
    sheet: Sheet,
}

impl Why<'_> {
    fn grade(&mut self, claim: &Claim) {
        let confirmation = &claim.confirmation;
        self.sheet.put(0, 6, (Ink::Label, &claim.label), &[(Ink::Strong, self.lookup.words(claim.gist))]);
        self.fact("stands at", &self.place(claim.gist));
        self.fact("id", &claim.id.to_string());
        self.fact("grade", wording::grade(confirmation.grade));
        let rating = format!(
            "Admiralty scale: information credibility {}, source reliability {}; each graded in isolation",
            wording::credibility(confirmation.credibility),
            wording::reliability(confirmation.reliability()),
        );
        self.fact("", &rating);
        self.fact("for", &wording::count(confirmation.independent_origins(), "independent origin"));
        self.fact("against", &wording::count(confirmation.independent_against(), "independent origin"));
        for (n, reason) in confirmation.reasons.iter().enumerate() {
            self.fact(if n == 0 { "because" } else { "" }, reason);
        }
        for (n, missing) in confirmation.missing.iter().enumerate() {
            self.fact(if n == 0 { "missing" } else { "" }, &missing.text);
        }
        for (n, near) in claim.near.iter().enumerate() {
            let label = self.lookup.claim(near.claim).map_or("", |other| other.label.as_str());
            self.fact(if n == 0 { "beside" } else { "" }, &format!("{label}  {}", wording::bearing(near)));
        }
    }

    fn fact(&mut self, name: &str, words: &str) {
        self.sheet.put(2, 14, (Ink::Faint, name), &[(Ink::Plain, words)]);
    }

    /// The statements of one side under their origins; those that no origin lists come last.
    fn side(&mut self, heading: &str, statements: &[crate::model::Id], origins: &[Origin], claim: &Claim) {
        if statements.is_empty() {
            return;
        }
        self.heading(heading);
        for origin in origins {
            let counts = if origin.counts { "counts as one origin" } else { "too unsure to count" };
            let about = format!("  {counts}; source reliability {}", wording::reliability(origin.reliability));
            self.sheet.put(1, 3, (Ink::Plain, ""), &[(Ink::Strong, &origin.name), (Ink::Faint, &about)]);
            for id in origin.statements.iter().filter(|id| statements.contains(id)) {
                self.statement(*id, claim);
            }
        }
        let listed = |id| origins.iter().any(|origin| origin.statements.contains(id));
        let unlisted: Vec<_> = statements.iter().filter(|id| !listed(id)).collect();
        if !unlisted.is_empty() {
            self.sheet.put(1, 3, (Ink::Plain, ""), &[(Ink::Strong, "in no origin")]);
            for id in unlisted {
                self.statement(*id, claim);
            }
        }
    }

    fn statement(&mut self, id: crate::model::Id, claim: &Claim) {
        let Some(statement) = self.lookup.statement(id) else { return };
        self.sheet.put(3, 5, (Ink::Plain, ""), &[(Ink::Label, &self.place(statement_place(statement)))]);
        let content = wording::quoted(&self.lookup.content(statement));
        self.sheet.put(5, 7, (Ink::Plain, ""), &[(Ink::Plain, &content)]);
        let said = format!("{}, {}", wording::stance(statement.stance), wording::form(statement.form));
        self.sheet.put(
            5,
            7,
            (Ink::Plain, ""),
            &[(Ink::Plain, &self.speaker(statement)), (Ink::Faint, "  "), (Ink::Faint, &said)],
        );
        if let Some(day) = self.said_on(statement) {
            self.sheet.put(5, 7, (Ink::Plain, ""), &[(Ink::Faint, &day)]);
        }
        if let Some(against) = claim.against.iter().find(|a| a.statement == id) {
            let how = match against.opposition {
                Opposition::Denies => "denies the claim: ",
                Opposition::Doubts => "doubts the claim: ",
                Opposition::Contradicts => "contradicts the claim: ",
            };
            self.sheet.put(5, 7, (Ink::Plain, ""), &[(Ink::Against, how), (Ink::Plain, &against.reason)]);
        }
    }

    /// Who speaks, with role and party, and how that was found.
    fn speaker(&self, statement: &Statement) -> String {
        let who = match self.lookup.speaker_of(statement) {
            Some(speaker) => {
                let role = speaker.role.as_ref().map_or(String::new(), |role| format!(", {role}"));
                let party = self.lookup.party_name(speaker.party);
                let party = if speaker.name.ends_with(&party) { String::new() } else { format!(" [{party}]") };
                format!("{}{role}{party}", speaker.name)
            }
            None => "speaker lost".to_owned(),
        };
        let here = |span| Place { article: statement.article, span };
        let source = statement.source.map(|span| self.lookup.words(here(span)));
        let how = match &statement.speaker {
            Attribution::Named { .. } => match source {
                Some(words) => format!("named “{words}”"),
                None => "named in the text".to_owned(),
            },
            Attribution::Resolved { antecedent, .. } => format!(
                "“{}” stands for “{}” at {}",
                source.unwrap_or("no words"),
                self.lookup.words(here(*antecedent)),
                self.lookup.cite(here(*antecedent)),
            ),
            Attribution::Restored { reuse, antecedent, .. } => {
                let copied = match self.lookup.reuse(*reuse) {
                    Some(reuse) => format!("the passage copied from {}", self.lookup.label(reuse.from.article)),
                    None => "a copied passage".to_owned(),
                };
                format!(
                    "“{}” restored through {copied}, which names “{}” at {}",
                    source.unwrap_or("no words"),
                    self.lookup.words(*antecedent),
                    self.lookup.cite(*antecedent),
                )
            }
            Attribution::Outlet { .. } => "the outlet in its own voice".to_owned(),
            Attribution::Lost { reason } => match source {
                Some(words) => format!("“{words}”: {reason}"),
                None => reason.clone(),
            },
        };
        format!("{who} ({how})")
    }

    fn said_on(&self, statement: &Statement) -> Option<String> {
        let when = statement.said_on.as_ref()?;
        let days = match when.day() {
            Some(day) => format!("said on {day}"),
            None => format!("said between {} and {}", when.earliest, when.latest),
        };
        let through = when.through.map_or(String::new(), |id| {
            format!(", read against the date of {}: restored through the copy", self.lookup.label(id))
        });
        Some(match when.words {
            Some(place) => format!("{days}, from “{}”{through}", self.lookup.words(place)),
            None => format!("{days}, from the date of the article{through}"),
        })
    }

    fn merges(&mut self, claim: &Claim) {
        let confirmation = &claim.confirmation;
        let merged: Vec<&Origin> =
            confirmation.origins.iter().chain(&confirmation.against).filter(|o| !o.merges.is_empty()).collect();
        if merged.is_empty() {
            return;
        }
        self.heading("HOW VOICES WERE MERGED");
        for origin in merged {
            let statements = wording::count(origin.statements.len(), "statement");
            let articles = wording::count(origin.articles.len(), "article");
            let words = format!("{}: {statements} in {articles} are one origin, because", origin.name);
            self.sheet.put(1, 3, (Ink::Plain, ""), &[(Ink::Plain, &words)]);
            for merge in &origin.merges {
                self.sheet.put(3, 5, (Ink::Faint, "-"), &[(Ink::Plain, &self.merge(merge))]);
            }
        }
    }

    fn merge(&self, merge: &Merge) -> String {
        let end = |id| match self.lookup.statement(id) {
            Some(s) => format!("{} ({})", clip(&self.lookup.voice(s), 48), self.lookup.cite(statement_place(s))),
            None => format!("statement {id}"),
        };
        let bond = match &merge.bond {
            Bond::SameParty(party) => format!("same party: {}", self.lookup.party_name(*party)),
            Bond::Copied(reuse) => match self.lookup.reuse(*reuse) {
                Some(reuse) => format!(
                    "copied: {} of {} {} {}",
                    wording::count(reuse.words as usize, "word"),
                    self.lookup.cite(reuse.from),
                    wording::arrow(reuse.direction),
                    self.lookup.cite(reuse.to),
                ),
                None => "copied".to_owned(),
            },
            Bond::SameAgency(agency) => format!("both outlets run the same agency: {agency}"),
            Bond::Owned(party) => format!("the outlet is owned by {}", self.lookup.party_name(*party)),
        };
        format!("{} and {}: {bond}", end(merge.one), end(merge.other))
    }

    fn change(&mut self, claim: &Claim) {
        self.heading("WHAT WOULD CHANGE THIS");
        let confirmation = &claim.confirmation;
        for missing in &confirmation.missing {
            self.sheet.put(1, 3, (Ink::Faint, "-"), &[(Ink::Plain, wording::settled_by(missing.gap))]);
        }
        let mut advice = vec![
            "Who belongs to which party, and how reliable it is (A to F): [[party]] entries in parties.toml (name, members, reliability) join speakers or keep them apart.",
            "Who owns an outlet, and how reliable it is (A to F): [[outlet]] entries in outlets.toml (name, domains, owner, reliability).",
        ];
        if confirmation.origins.iter().chain(&confirmation.against).any(|origin| !origin.counts) {
            advice.push(
                "An origin that is not counted: an article that names the speaker, or the original of the passage.",
            );
        }
        for line in advice {
            self.sheet.put(1, 3, (Ink::Faint, "-"), &[(Ink::Plain, line)]);
        }
        self.sheet.put(1, 3, (Ink::Plain, ""), &[(
            Ink::Plain,
            "Put the tables beside the articles, or name them with --parties and --outlets, and make the dossier again.",
        )]);
    }

    /// "articles/003.txt:120-180 (003, Harbour Radio)": file, code points, label and outlet.
    fn place(&self, place: Place) -> String {
        match self.lookup.article(place.article) {
            Some(article) => format!(
                "{}:{}-{} ({}, {})",
                article.received,
                place.span.start,
                place.span.end,
                article.label,
                article.outlet_name()
            ),
            None => self.lookup.cite(place),
        }
    }

    fn heading(&mut self, heading: &str) {
        self.sheet.gap();
        self.sheet.put(0, 0, (Ink::Plain, ""), &[(Ink::Strong, heading)]);
    }
}
