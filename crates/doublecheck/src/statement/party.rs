//! Which party a speaker speaks for: office -> ministry -> government; spokesman -> organisation.
//!
//! In this order: the analyst's `parties.toml`, a state named beside an office or body, the body itself, the state
//! that the article's governmental offices belong to, and at last the speaker alone. Every step leaves its reason.

use std::collections::BTreeMap;
use std::ops::Range;

use super::described::follows_to;
use super::{body, roles};
use crate::language::{Analysis, Naming, state_at};
use crate::model::{PartyEntry, Tables};

/// A party and why the speaker belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Membership {
    pub party: String,
    pub reason: String,
    pub rank: Rank,
}

/// How sure a membership is; of several readings of one speaker the surest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A noun that many bodies share: "the company".
    Generic,
    /// An office without a state, given to the government that the article speaks of.
    Context,
    /// A body with a proper name.
    Body,
    /// A state named beside an office.
    Stated,
    /// The analyst's table.
    Listed,
}

/// What an article says about governments: which one its unnamed ministries belong to.
pub(super) struct Context<'a> {
    pub analysis: &'a Analysis<'a>,
    pub tables: &'a Tables,
    government: Option<String>,
    /// Bodies named in full.
    bodies: Vec<Range<usize>>,
}

impl<'a> Context<'a> {
    pub(super) fn of(analysis: &'a Analysis<'a>, tables: &'a Tables) -> Self {
        Self {
            analysis,
            tables,
            government: leading_government(analysis, tables),
            bodies: body::named_bodies(analysis),
        }
    }

    /// Reads a name, office or description.
    pub(super) fn membership(&self, phrase: Range<usize>) -> Option<Membership> {
        self.listed(&phrase)
            .or_else(|| self.stated(&phrase))
            .or_else(|| self.body(&phrase))
            .or_else(|| self.office(&phrase))
    }

    /// The analyst's table names a member inside the phrase.
    pub(super) fn listed(&self, phrase: &Range<usize>) -> Option<Membership> {
        let text = words(self.analysis, phrase.clone());
        let (entry, member) = listed_in(self.tables, &text)?;
        let reason = format!("\"{}\" belongs to {} by the analyst's table ({member})", self.quote(phrase), entry.name);
        Some(Membership { party: entry.name.clone(), reason, rank: Rank::Listed })
    }

    /// A state, alone or beside an office or body of government.
    fn stated(&self, phrase: &Range<usize>) -> Option<Membership> {
        let found = phrase.clone().filter(|&i| !follows_to(self.analysis, i)).find_map(|i| state_at(self.analysis, i));
        let (state, naming, at) = found.filter(|(_, _, at)| at.end <= phrase.end)?;
        let alone = naming != Naming::Demonym
            && phrase.clone().all(|i| at.contains(&i) || matches!(self.analysis.lower(i), "the" | "'s" | "’s"));
        let governs = phrase.clone().any(|i| self.governs(i));
        let joined = naming != Naming::Demonym && self.analysis.lower(at.end) == "and";
        (alone || governs || joined || naming == Naming::Body).then(|| Membership {
            party: format!("Government of {}", state.name),
            reason: format!("\"{}\" speaks for the government of {}", self.quote(phrase), state.name),
            rank: Rank::Stated,
        })
    }

    fn governs(&self, word: usize) -> bool {
        let lower = self.analysis.lower(word);
        roles::is_government_word(lower)
            || matches!(
                lower,
                "president"
                    | "official"
                    | "officials"
                    | "forces"
                    | "troops"
                    | "authorities"
                    | "general"
                    | "secretary"
                    | "foreign"
                    | "defense"
                    | "defence"
                    | "leader"
                    | "leaders"
            )
    }

    /// A body: a ministry speaks for its government, any other body for itself. A generic noun ("the union") is the
    /// body of the article that is named so in full, if there is only one.
    fn body(&self, phrase: &Range<usize>) -> Option<Membership> {
        let mut body = body::body_in(self.analysis, phrase)?;
        if body.clone().any(|i| self.runs_state(i)) {
            return Some(self.of_context(phrase));
        }
        let proper = body.clone().any(|i| self.analysis.word(i).starts_with(char::is_uppercase));
        let meant =
            (!proper).then(|| body::meant_by(self.analysis, self.analysis.lower(body.end - 1), &self.bodies)).flatten();
        let rank = if proper || meant.is_some() { Rank::Body } else { Rank::Generic };
        if let Some(meant) = meant {
            if let Some(listed) = self.listed(&meant) {
                return Some(listed);
            }
            body = meant;
        }
        let name = folded(self.analysis, self.quote(&body));
        let name = if rank == Rank::Generic { format!("the {name}") } else { name };
        let reason = format!("\"{}\" speaks for {name}", self.quote(phrase));
        Some(Membership { party: name, reason, rank })
    }

    /// An office of government without a state.
    fn office(&self, phrase: &Range<usize>) -> Option<Membership> {
        phrase.clone().any(|i| self.runs_state(i)).then(|| self.of_context(phrase))
    }

    /// Offices and bodies that only the government of a state has. "A military official" may be anybody's.
    fn runs_state(&self, word: usize) -> bool {
        let lower = self.analysis.lower(word);
        matches!(
            lower,
            "minister" | "ministry" | "ministries" | "premier" | "chancellor" | "government" | "cabinet" | "ministers"
        )
    }

    fn of_context(&self, phrase: &Range<usize>) -> Membership {
        match &self.government {
            Some(party) => Membership {
                party: party.clone(),
                reason: format!(
                    "\"{}\" names no state; the offices in article {} are those of {party}",
                    self.quote(phrase),
                    self.analysis.article.label
                ),
                rank: Rank::Context,
            },
            None => Membership {
                party: "Government (state not named)".to_owned(),
                reason: format!(
                    "\"{}\" is an office of a government that article {} does not name",
                    self.quote(phrase),
                    self.analysis.article.label
                ),
                rank: Rank::Context,
            },
        }
    }

    pub(super) fn quote(&self, words: &Range<usize>) -> String {
        let text = &self.analysis.article.text.as_str()[self.analysis.bytes(words.clone())];
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The party of the table that has a member (whole words) in this text of lower-case words; the longest member wins.
pub(super) fn listed_in<'t>(tables: &'t Tables, text: &str) -> Option<(&'t PartyEntry, &'t str)> {
    let padded = format!(" {text} ");
    let names = tables.parties.iter().flat_map(|p| p.members.iter().chain([&p.name]).map(move |m| (p, m.as_str())));
    names
        .filter(|(_, member)| padded.contains(&format!(" {} ", member.to_lowercase())))
        .max_by(|a, b| a.1.len().cmp(&b.1.len()).then_with(|| b.0.name.cmp(&a.0.name)))
}

/// Words in lower case with single spaces, possessive endings left out.
pub(super) fn words(analysis: &Analysis<'_>, range: Range<usize>) -> String {
    let words: Vec<&str> = range.map(|i| analysis.lower(i)).filter(|w| !matches!(*w, "'s" | "’s")).collect();
    folded(analysis, words.join(" "))
}

/// Look-alike letters of the article as the Latin letters they stand for, so that one name is one name.
fn folded(analysis: &Analysis<'_>, mut words: String) -> String {
    for letter in &analysis.article.lookalikes {
        let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
        words = words.replace(letter.letter, &letter.folded.to_string());
        words = words.replace(lower(letter.letter), &lower(letter.folded).to_string());
    }
    words
}

/// The government that most offices and bodies of the article belong to, if one clearly leads.
fn leading_government(analysis: &Analysis<'_>, tables: &Tables) -> Option<String> {
    let mut scores: BTreeMap<String, u32> = BTreeMap::new();
    let mut word = 0;
    while word < analysis.words.len() {
        let Some((state, _, at)) = state_at(analysis, word) else {
            word += 1;
            continue;
        };
        let office = (at.end..at.end + 4).any(|i| roles::is_government_word(analysis.lower(i)));
        *scores.entry(format!("Government of {}", state.name)).or_default() += if office { 4 } else { 1 };
        word = at.end.max(word + 1);
    }
    for sentence in &analysis.sentences {
        let text = words(analysis, sentence.words.clone());
        if let Some((entry, member)) = listed_in(tables, &text)
            && member.split_whitespace().any(|w| roles::is_government_word(&w.to_lowercase()))
        {
            *scores.entry(entry.name.clone()).or_default() += 4;
        }
    }
    let mut ranked: Vec<(String, u32)> = scores.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let (first, score) = ranked.first().cloned()?;
    let second = ranked.get(1).map_or(0, |r| r.1);
    (score * 2 >= second * 3).then_some(first)
}
