//! The summary on the terminal: what an editor needs first, in about sixty lines.

use std::collections::BTreeMap;

use super::lookup::{Lookup, figure_place, statement_place};
use super::terminal::{Ink, Look, Sheet, clip, pad, tied};
use super::wording::{self, bare, shown};
use super::{Dossier, Exchange, ExchangeKind, Warning, WarningKind};
use crate::model::{
    Against, Article, Claim, Direction, Figure, Form, Grade, Id, Manner, Origin, Point, Reuse, Series, Stance,
    Statement,
};

/// Opposed claims, and claims on one line, listed before the rest is left to the files.
const CLAIMS: usize = 8;
/// Other things listed before the rest is left to the files.
const LINES: usize = 5;
/// Warnings of one kind, origins of one claim and articles of one figure that are listed.
const FEW: usize = 3;
/// Remarks on one series that are listed.
const REMARKS: usize = 5;
/// Offers and requests that are listed.
const ASKED: usize = 6;
/// Column where the words of the head lines begin.
const HEAD: usize = 9;
/// Column where the words of a claim begin.
const CLAIM: usize = 6;
/// Column where the words below a claim begin.
const VOICE: usize = 16;

/// The dossier on a terminal: what was read, what is disputed, what only looks confirmed, how figures moved, who asked
/// whom, and what to look at with care. Long lists are cut and name the file that holds the rest.
///
/// Control characters of the articles are escaped; lines keep to `look.width` (at least 32).
pub fn summary(dossier: &Dossier, look: Look) -> String {
    let mut summary = Summary { dossier, lookup: Lookup::new(dossier), sheet: Sheet::new(look) };
    summary.read();
    summary.origins();
    summary.said();
    for (heading, grade) in [
        ("IN DISPUTE", Grade::Disputed),
        ("CONTRADICTED", Grade::Contradicted),
        ("ONE ORIGIN REPEATED (several articles or speakers, one voice: not confirmation)", Grade::OneOriginRepeated),
        ("SINGLE SOURCE", Grade::SingleSource),
        ("MORE THAN ONE ORIGIN", Grade::Confirmed),
        ("ADMITTED (the party it speaks against says so)", Grade::Admitted),
        ("UNATTRIBUTED (no origin that could be counted)", Grade::Unattributed),
    ] {
        summary.claims(heading, grade);
    }
    summary.figures();
    summary.asked();
    summary.other_stories();
    summary.problems();
    summary.sheet.finish()
}

struct Summary<'a> {
    dossier: &'a Dossier,
    lookup: Lookup<'a>,
    sheet: Sheet,
}

impl<'a> Summary<'a> {
    // --- head -------------------------------------------------------------------------------------------------------

    fn read(&mut self) {
        let dossier = self.dossier;
        if !dossier.title.is_empty() {
            self.head("story", &dossier.title);
        }
        let mut facts = vec![wording::count(dossier.articles.len(), "article")];
        facts.extend(dossier.period.map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first} .. {last}"),
        }));
        let furniture: usize = dossier.articles.iter().map(|a| a.furniture().count()).sum();
        facts.push(format!("furniture set aside: {}", wording::count(furniture, "piece")));
        facts.push(wording::count(dossier.problems.len(), "problem"));
        self.facts("read", &facts);
        self.warnings(&[WarningKind::Date, WarningKind::Title, WarningKind::Lookalike, WarningKind::Apart]);
    }

    fn origins(&mut self) {
        let dossier = self.dossier;
        let mut facts = vec![wording::count(dossier.parties.len(), "party")];
        let copies: Vec<&Reuse> = dossier.reuses.iter().filter(|r| r.is_copy()).collect();
        let ways = ways(&copies, &self.lookup);
        let listed: Vec<&str> = ways.iter().take(shown(ways.len(), LINES)).map(String::as_str).collect();
        let more = ways.len() - listed.len();
        let more = if more > 0 { format!(", … and {more} more: see copies.csv") } else { String::new() };
        facts.push(match copies.len() {
            0 => "nothing copied".to_owned(),
            n => format!("{} copied: {}{more}", wording::count(n, "passage"), listed.join(", ")),
        });
        self.head("origins", &facts.join("   "));
        self.warnings(&[
            WarningKind::Mosaic,
            WarningKind::RestoredSpeaker,
            WarningKind::RestoredDay,
            WarningKind::LostSpeaker,
        ]);
    }

    fn said(&mut self) {
        let (outer, inner): (Vec<&Statement>, Vec<&Statement>) =
            self.dossier.statements.iter().partition(|s| s.within.is_none());
        let mut speakers: Vec<Id> = outer.iter().filter_map(|s| s.speaker.speaker()).collect();
        speakers.sort_unstable();
        speakers.dedup();
        let mut facts = vec![format!(
            "{} by {}",
            wording::count(outer.len(), "statement"),
            wording::count(speakers.len(), "speaker")
        )];
        let forms = [Form::Direct, Form::Indirect, Form::Mixed, Form::Narration]
            .map(|form| (outer.iter().filter(|s| s.form == form).count(), wording::form(form)))
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, name)| format!("{n} {name}"))
            .collect::<Vec<_>>();
        if !forms.is_empty() {
            facts.push(format!("({})", forms.join(", ")));
        }
        let lost = outer.iter().filter(|s| s.speaker.speaker().is_none()).count();
        if lost > 0 {
            facts.push(tied(&format!(" {lost} without a speaker")));
        }
        if !inner.is_empty() {
            facts.push(tied(&format!(" {} more inside them", inner.len())));
        }
        self.head("said", &facts.join(" "));
        let all = self.dossier.statements.iter();
        let said = all.clone().filter(|s| s.is_said());
        use Stance::{Accuses, Asks, Asserts, Confirms, Denies, Offers, Refuses, Warns};
        let stances = [Asserts, Accuses, Denies, Confirms, Offers, Asks, Refuses, Warns]
            .map(|stance| (stance, said.clone().filter(|s| s.stance == stance).count()))
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(stance, n)| format!("{} {n}", wording::stance(*stance)))
            .collect::<Vec<_>>();
        let unsaid = [
            ("attitudes", all.clone().filter(|s| !s.negated && s.manner == Manner::Attitude).count()),
            ("intentions", all.clone().filter(|s| !s.negated && s.manner == Manner::Intention).count()),
            ("not said", all.filter(|s| s.negated).count()),
        ];
        let unsaid = unsaid.iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{what} {n}"));
        let stances: Vec<String> = stances.into_iter().chain(unsaid).collect();
        if !stances.is_empty() {
            self.facts("", &stances);
        }
    }

    fn facts(&mut self, name: &str, facts: &[String]) {
        let facts: Vec<String> = facts.iter().map(|fact| tied(fact)).collect();
        self.head(name, &facts.join("   "));
    }

    fn head(&mut self, name: &str, words: &str) {
        self.sheet.put(0, HEAD, (Ink::Faint, name), &[(Ink::Plain, words)]);
    }

    /// Warnings of these kinds; the lost speakers of one article share a line.
    fn warnings(&mut self, kinds: &[WarningKind]) {
        for kind in kinds {
            let lines = self.warning_lines(*kind);
            let listed = shown(lines.len(), FEW);
            for (label, text) in lines.iter().take(listed) {
                let words = [(Ink::Label, label.as_str()), (Ink::Plain, "  "), (Ink::Plain, text.as_str())];
                self.sheet.put(HEAD, HEAD + 2, (Ink::Warning, "!"), &words);
            }
            if lines.len() > listed {
                let more = format!("… and {} more of this kind: see index.html", lines.len() - listed);
                self.sheet.put(HEAD, HEAD + 2, (Ink::Plain, ""), &[(Ink::Faint, &more)]);
            }
        }
    }

    fn warning_lines(&self, kind: WarningKind) -> Vec<(String, String)> {
        let warnings: Vec<&Warning> = self.dossier.warnings.iter().filter(|w| w.kind == kind).collect();
        if kind != WarningKind::LostSpeaker {
            return warnings.iter().map(|w| (self.lookup.label(w.place.article), w.text.clone())).collect();
        }
        let by_article = warnings.chunk_by(|a, b| a.place.article == b.place.article);
        by_article
            .filter_map(|warnings| {
                let first = warnings.first()?;
                let text = if warnings.len() == 1 { first.text.clone() } else { self.lost(warnings) };
                Some((self.lookup.label(first.place.article), text))
            })
            .collect()
    }

    fn lost(&self, warnings: &[&Warning]) -> String {
        let mut words: Vec<String> =
            warnings.iter().map(|w| format!("“{}”", clip(self.lookup.words(w.place), 32))).collect();
        words.dedup();
        let more = if words.len() > LINES { ", …" } else { "" };
        words.truncate(LINES);
        format!("{} speakers lost: {}{more}", warnings.len(), words.join(", "))
    }

    // --- claims -----------------------------------------------------------------------------------------------------

    fn claims(&mut self, heading: &str, grade: Grade) {
        let claims: Vec<&Claim> =
            self.dossier.claims.iter().filter(|c| c.confirmation.grade == grade && !self.lookup.is_apart(c)).collect();
        if claims.is_empty() {
            return;
        }
        self.heading(heading);
        let most = match grade {
            Grade::OneOriginRepeated | Grade::Confirmed | Grade::Admitted => LINES,
            Grade::Disputed | Grade::Contradicted | Grade::SingleSource | Grade::Unattributed => CLAIMS,
        };
        let listed = shown(claims.len(), most);
        for claim in claims.iter().take(listed) {
            match grade {
                Grade::Disputed | Grade::Contradicted => self.opposed(claim),
                Grade::OneOriginRepeated | Grade::Confirmed | Grade::Admitted => self.supported(claim),
                Grade::SingleSource | Grade::Unattributed => self.single(claim),
            }
        }
        self.more(claims.len(), listed, "claims.csv");
    }

    fn opposed(&mut self, claim: &Claim) {
        let confirmation = &claim.confirmation;
        let aside = format!("for {} | against {}", tally(&confirmation.origins), tally(&confirmation.against));
        self.claim(claim, &aside);
        self.voices("for", Ink::Plain, &confirmation.origins, |_| None);
        self.voices("against", Ink::Against, &confirmation.against, |origin| {
            claim.against.iter().find(|a| origin.statements.contains(&a.statement))
        });
        // A statement against it that no origin lists must still be seen.
        let listed = |id: Id| confirmation.against.iter().any(|origin| origin.statements.contains(&id));
        for against in claim.against.iter().filter(|a| !listed(a.statement)).take(LINES) {
            if let Some(statement) = self.lookup.statement(against.statement) {
                let words = format!("{}: {}", self.lookup.voice(statement), self.opposing(against));
                self.sheet.put(CLAIM, VOICE, (Ink::Against, "against"), &[(Ink::Plain, &words)]);
            }
        }
    }

    fn supported(&mut self, claim: &Claim) {
        let articles = self.lookup.supporting_articles(claim).len();
        let articles = wording::count(articles, "article");
        self.claim(claim, &format!("{articles} -> {}", tally(&claim.confirmation.origins)));
        self.voices("said by", Ink::Plain, &claim.confirmation.origins, |_| None);
    }

    /// One claim on one line: its statement's speaker and place, then the words.
    fn single(&mut self, claim: &Claim) {
        let statement = claim.support.first().and_then(|id| self.lookup.statement(*id));
        let who = statement.map_or_else(String::new, |s| self.lookup.voice(s));
        let who = format!("{} ({})", clip(&who, 32), self.lookup.label(claim.gist.article));
        let lines = if self.sheet.look().is_wide() { 1 } else { 2 };
        let room = (self.sheet.look().columns() - CLAIM) * lines;
        let gist = clip(bare(self.lookup.words(claim.gist)), room.saturating_sub(who.chars().count() + 4).max(24));
        self.sheet.put(
            1,
            CLAIM,
            (Ink::Label, &claim.label),
            &[(Ink::Plain, &gist), (Ink::Plain, "  "), (Ink::Faint, &who)],
        );
    }

    fn claim(&mut self, claim: &Claim, aside: &str) {
        let beside = if self.sheet.look().is_wide() { aside.chars().count() + 2 } else { 0 };
        let room = self.sheet.look().columns().saturating_sub(CLAIM + beside) * 2;
        let gist = clip(bare(self.lookup.words(claim.gist)), room.saturating_sub(8));
        self.sheet.put_beside(1, CLAIM, (Ink::Label, &claim.label), &[(Ink::Strong, &gist)], (Ink::Plain, aside));
    }

    /// Each origin on a line: who it is, through whom, where; and how it stands against, when it does.
    fn voices<'c>(
        &mut self,
        lead: &str,
        ink: Ink,
        origins: &'c [Origin],
        against: impl Fn(&'c Origin) -> Option<&'c Against>,
    ) {
        let listed = shown(origins.len(), FEW);
        for (n, origin) in origins.iter().take(listed).enumerate() {
            let mut words = self.origin(origin);
            if let Some(against) = against(origin) {
                words.push_str(": ");
                words.push_str(&self.opposing(against));
            }
            self.sheet.put(CLAIM, VOICE, (ink, if n == 0 { lead } else { "" }), &[(Ink::Plain, &words)]);
        }
        if origins.len() > listed {
            let more =
                format!("… and {}: see `doublecheck why`", wording::count(origins.len() - listed, "more origin"));
            self.sheet.put(CLAIM, VOICE, (ink, ""), &[(Ink::Faint, &more)]);
        }
    }

    /// "Government of X: A. Minister, the ministry (001, 003)".
    fn origin(&self, origin: &Origin) -> String {
        let mut voices = self.lookup.voices(origin);
        voices.retain(|voice| *voice != origin.name);
        let mut words = clip(&origin.name, 60);
        if !voices.is_empty() {
            let listed: Vec<String> = voices.iter().take(4).map(|v| clip(v, 40)).collect();
            let more = if voices.len() > 4 { format!(" and {} more", voices.len() - 4) } else { String::new() };
            words = format!("{words}: {}{more}", listed.join(", "));
        }
        let mut labels: Vec<String> = origin.articles.iter().take(8).map(|id| self.lookup.label(*id)).collect();
        if origin.articles.len() > 8 {
            labels.push(format!("… {} in all", origin.articles.len()));
        }
        let unsure = if origin.counts { "" } else { ", not counted" };
        format!("{words} ({}{unsure})", labels.join(", "))
    }

    fn opposing(&self, against: &Against) -> String {
        let how = wording::opposition(against.opposition);
        match self.lookup.statement(against.statement) {
            Some(statement) => format!("{how}, “{}”", clip(bare(&self.lookup.content(statement)), 90)),
            None => how.to_owned(),
        }
    }

    // --- figures ----------------------------------------------------------------------------------------------------

    fn figures(&mut self) {
        let dossier = self.dossier;
        if dossier.series.is_empty() && dossier.sums.is_empty() {
            return;
        }
        self.heading("FIGURES");
        let listed = shown(dossier.series.len(), FEW);
        for series in dossier.series.iter().take(listed) {
            self.sheet.put(1, 3, (Ink::Plain, ""), &[(Ink::Strong, &series.name)]);
            let rows = self.points(series);
            // The latest figures are what an editor asks for.
            let earlier = rows.len() - shown(rows.len(), LINES);
            if earlier > 0 {
                let more = format!("{} before these: see figures.csv", wording::count(earlier, "figure"));
                self.sheet.put(3, 15, (Ink::Faint, "…"), &[(Ink::Faint, &more)]);
            }
            let rows = rows.get(earlier..).unwrap_or_default();
            let widest = |column: usize, most: usize| {
                rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0).min(most)
            };
            let (words, who) = (widest(1, 34), widest(2, 28));
            for [day, figure, speaker, place] in rows {
                let line = if self.sheet.look().is_wide() {
                    format!("{}  {}  {place}", pad(&clip(figure, words), words), pad(&clip(speaker, who), who))
                } else {
                    format!("{figure}  {speaker}  {place}")
                };
                self.sheet.put(3, 15, (Ink::Faint, day), &[(Ink::Plain, &line)]);
            }
            let listed = shown(series.remarks.len(), REMARKS);
            for remark in series.remarks.iter().take(listed) {
                let lead = if remark.kind.is_warning() { (Ink::Warning, "!") } else { (Ink::Faint, "·") };
                self.sheet.put(3, 5, lead, &[(Ink::Plain, &remark.text)]);
            }
        }
        self.more(dossier.series.len(), listed, "index.html");
        let listed = shown(dossier.sums.len(), LINES);
        for sum in dossier.sums.iter().take(listed) {
            let total = self.lookup.figure(sum.total).map(|f| (self.lookup.words(figure_place(f)), figure_place(f)));
            let total = total
                .map_or(String::new(), |(words, place)| format!("  {} ({})", clip(words, 40), self.lookup.cite(place)));
            self.sheet.put(1, 6, (Ink::Faint, "sum"), &[(Ink::Plain, &sum.finding), (Ink::Faint, &total)]);
        }
        self.more(dossier.sums.len(), listed, "index.html");
    }

    /// The points of a series: day, exact words, who says so, and where.
    fn points(&self, series: &Series) -> Vec<[String; 4]> {
        series.points.iter().filter_map(|point| self.point(point)).collect()
    }

    fn point(&self, point: &Point) -> Option<[String; 4]> {
        let figures: Vec<&Figure> = point.figures.iter().filter_map(|id| self.lookup.figure(*id)).collect();
        let (figure, others) = figures.split_first()?;
        let day = figure.as_of.map_or_else(|| "no date".to_owned(), |day| day.to_string());
        let words = clip(self.lookup.words(figure_place(figure)), 60);
        let words = match &figure.verb {
            Some(verb) => format!("{words} [{verb}]"),
            None => words,
        };
        let mut place = self.lookup.cite(figure_place(figure));
        let mut labels: Vec<String> = Vec::new();
        for label in others.iter().map(|other| self.lookup.label(other.article)) {
            if label != self.lookup.label(figure.article) && !labels.contains(&label) {
                labels.push(label);
            }
        }
        if !labels.is_empty() {
            let listed = shown(labels.len(), FEW);
            let more =
                if labels.len() > listed { format!(" and {} more", labels.len() - listed) } else { String::new() };
            place.push_str(&format!(
                ", also {}{more}",
                labels.iter().take(listed).cloned().collect::<Vec<_>>().join(", ")
            ));
        }
        Some([day, words, self.figure_voice(figure), place])
    }

    fn figure_voice(&self, figure: &Figure) -> String {
        let statement = figure.statement.and_then(|id| self.lookup.statement(id));
        statement.map_or_else(|| "the outlet".to_owned(), |statement| self.lookup.voice(statement))
    }

    // --- asked and answered -----------------------------------------------------------------------------------------

    fn asked(&mut self) {
        if self.dossier.exchanges.is_empty() {
            return;
        }
        self.heading("ASKED (who asked or offered whom what, the answer, and by whose account)");
        let listed = shown(self.dossier.exchanges.len(), ASKED);
        for exchange in self.dossier.exchanges.iter().take(listed) {
            self.exchange(exchange);
        }
        self.more(self.dossier.exchanges.len(), listed, "exchanges.csv");
    }

    /// "Norland -> the ferry company: to share the soundings  refused (by Norland's account)  001, 2 times".
    fn exchange(&mut self, exchange: &Exchange) {
        let Some(statement) = self.lookup.statement(exchange.statement) else { return };
        let by = clip(&self.lookup.voice(statement), 40);
        let other = exchange.other.map(|place| clip(self.lookup.words(place), 40));
        let act = wording::exchange(exchange.kind);
        let (from, to) = match exchange.kind {
            ExchangeKind::Refusal => (other.unwrap_or_else(|| "somebody".to_owned()), Some(by)),
            ExchangeKind::Offer | ExchangeKind::Request => (by, other),
        };
        let who = match to {
            Some(to) => format!("{from} -> {to}"),
            None => from,
        };
        let what = clip(bare(&self.lookup.content(statement)), 100);
        let times = exchange.repeats.len() + 1;
        let times = if times > 1 { format!(", {times} times") } else { String::new() };
        let place = format!("  {}{times}", self.lookup.cite(statement_place(statement)));
        self.sheet.put(
            1,
            3,
            (Ink::Plain, ""),
            &[
                (Ink::Strong, &who),
                (Ink::Plain, ", "),
                (Ink::Plain, act),
                (Ink::Plain, ": "),
                (Ink::Plain, &what),
                (Ink::Faint, &place),
            ],
        );
        let account = wording::account(&self.known_from(exchange));
        let outcome = wording::outcome(exchange.outcome);
        let answer = exchange.answer.filter(|id| *id != exchange.statement).and_then(|id| self.lookup.statement(id));
        let words = match answer {
            Some(answer) => format!(
                "{outcome}{account}: {}, “{}”",
                clip(&self.lookup.voice(answer), 40),
                clip(bare(&self.lookup.content(answer)), 80),
            ),
            None => format!("{outcome}{account}"),
        };
        let place = answer.map_or(String::new(), |answer| format!("  {}", self.lookup.cite(statement_place(answer))));
        self.sheet.put(3, 6, (Ink::Faint, "->"), &[(Ink::Plain, &words), (Ink::Faint, &place)]);
    }

    fn known_from(&self, exchange: &Exchange) -> Vec<String> {
        exchange.known_from.iter().map(|id| self.lookup.party_name(*id)).collect()
    }

    // --- the rest ---------------------------------------------------------------------------------------------------

    fn other_stories(&mut self) {
        let dossier = self.dossier;
        let apart: Vec<&Article> = dossier.apart.iter().filter_map(|id| self.lookup.article(*id)).collect();
        if apart.is_empty() {
            return;
        }
        self.heading("ANOTHER STORY (kept apart)");
        let listed = shown(apart.len(), LINES);
        for article in apart.iter().take(listed) {
            let title = article.title.as_ref().map_or("no title", |t| &t.value);
            let claims = dossier.claims.iter().filter(|claim| {
                self.lookup.is_apart(claim) && self.lookup.supporting_articles(claim).contains(&article.id)
            });
            let words = format!("{}: {}", article.outlet_name(), clip(title, 80));
            let claims = format!("  {} in claims.csv", wording::count(claims.count(), "claim"));
            let label = [(Ink::Label, article.label.as_str()), (Ink::Plain, "  ")];
            self.sheet.put(1, 3, (Ink::Plain, ""), &[label[0], label[1], (Ink::Plain, &words), (Ink::Faint, &claims)]);
        }
        self.more(apart.len(), listed, "index.html");
    }

    fn problems(&mut self) {
        if self.dossier.problems.is_empty() {
            return;
        }
        self.heading("PROBLEMS (the rest was processed)");
        let listed = shown(self.dossier.problems.len(), LINES);
        for problem in self.dossier.problems.iter().take(listed) {
            let words = problem.to_string();
            self.sheet.put(1, 3, (Ink::Warning, "!"), &[(Ink::Plain, &words)]);
        }
        self.more(self.dossier.problems.len(), listed, "index.html");
    }

    fn heading(&mut self, heading: &str) {
        self.sheet.gap();
        let (name, note) = heading.split_once(" (").map_or((heading, None), |(name, note)| (name, Some(note)));
        let note = note.map_or(String::new(), |note| format!(" ({note}"));
        self.sheet.put(0, 0, (Ink::Plain, ""), &[(Ink::Strong, name), (Ink::Faint, &note)]);
    }

    /// The line that says how many were left out, and where they are.
    fn more(&mut self, all: usize, listed: usize, file: &str) {
        if all > listed {
            let more = format!("… and {} more: see {file}", all - listed);
            self.sheet.put(1, CLAIM, (Ink::Plain, ""), &[(Ink::Faint, &more)]);
        }
    }
}

/// "1 origin", "2 origins + 1 unsure".
fn tally(origins: &[Origin]) -> String {
    let counted = origins.iter().filter(|origin| origin.counts).count();
    match origins.len() - counted {
        0 => wording::count(counted, "origin"),
        unsure => format!("{} + {unsure} unsure", wording::count(counted, "origin")),
    }
}

/// Copies between the same two articles as one entry each, most words first: "001 -> 002 (36 words)".
fn ways(copies: &[&Reuse], lookup: &Lookup) -> Vec<String> {
    let mut ways: BTreeMap<(String, Direction, String), u32> = BTreeMap::new();
    for copy in copies {
        let way = (lookup.label(copy.from.article), copy.direction, lookup.label(copy.to.article));
        *ways.entry(way).or_default() += copy.words;
    }
    let mut ways: Vec<_> = ways.into_iter().collect();
    ways.sort_by_key(|(_, words)| std::cmp::Reverse(*words));
    ways.into_iter()
        .map(|((from, direction, to), words)| {
            format!("{from} {} {to} ({})", wording::arrow(direction), wording::count(words as usize, "word"))
        })
        .collect()
}
