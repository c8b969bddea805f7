//! The cases of `tests/claims/*.txt`: statements of several articles, and the claims they must make.
//!
//! ```text
//! article 01 | day 2031-05-02 | agency Nordwire | outlet Tarn Post | owner Harbour Board
//! 01.1 | Harbour Board: Ida Voss | asserts | The weir was opened at noon
//! copy 01.1 02.1
//! = confirmed | 2 for, 0 against | 01.1 02.1 | 03.1
//! ```
//! A statement names its party and speaker, or `-` for a lost one, or `outlet`. Claims of two statements or more are all
//! listed: grade, independent origins, support, against. `= single source | 1 for, 0 against | 04.1 |` may be added.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plain;

use std::collections::BTreeMap;
use std::fmt::Write;

use doublecheck::claim::{Group, Library, Material, Signature, Sources, exchanges, place_figures, series, sums};
use doublecheck::dossier::ExchangeKind;
use doublecheck::facts::{facts, figures};
use doublecheck::language::Analysis;
use doublecheck::{
    Article, Attribution, Claim, Direction, Evidence, Form, Grade, Id, Manner, MergeRuling, OutletEntry, Party, Place,
    Reuse, ReuseKind, Rulings, Series, Span, Speaker, SpeakerKind, SplitRuling, Stance, Stated, Statement, Tables,
    Text, confirm,
};
use proptest::prelude::*;

/// A case, ready to be checked in any order.
#[derive(Default)]
struct Case {
    articles: Vec<Article>,
    statements: Vec<Statement>,
    speakers: Vec<Speaker>,
    parties: Vec<Party>,
    reuses: Vec<Reuse>,
    tables: Tables,
    labels: BTreeMap<Id, String>,
    expected: Vec<String>,
}

impl Case {
    fn read(lines: &[&str]) -> Self {
        let mut case = Self::default();
        let mut articles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut said: Vec<(&str, &str, &str, &str)> = Vec::new();
        let mut copies = Vec::new();
        for &line in lines {
            if let Some(expected) = line.strip_prefix("= ") {
                case.expected.push(expected.trim_end_matches([' ', '|']).to_owned());
            } else if let Some(rest) = line.strip_prefix("article ") {
                let mut fields = rest.split(" | ");
                articles.insert(fields.next().unwrap(), fields.collect());
            } else if let Some(rest) = line.strip_prefix("copy ") {
                copies.push(rest.split_once(' ').unwrap());
            } else {
                let fields: Vec<&str> = line.splitn(4, " | ").collect();
                let &[label, speaker, stance, content] = &fields[..] else { panic!("not a statement: {line}") };
                said.push((label, speaker, stance, content));
                articles.entry(&label[..2]).or_default();
            }
        }
        for (name, fields) in articles {
            let of_article = said.iter().filter(|(label, ..)| label.starts_with(name));
            case.add_article(name, &fields, &of_article.copied().collect::<Vec<_>>());
        }
        for (from, to) in copies {
            case.add_copy(from, to);
        }
        case
    }

    fn add_article(&mut self, name: &str, fields: &[&str], said: &[(&str, &str, &str, &str)]) {
        let text: Vec<String> = said.iter().map(|(.., content)| format!("{content}.")).collect();
        let mut article = plain::article(name, &text.join(" "));
        for field in fields {
            let (key, value) = field.split_once(' ').unwrap();
            let stated = || Some(Stated { value: value.to_owned(), evidence: Evidence::Field("case".to_owned()) });
            match key {
                "day" => article.published.day = Some(value.parse().unwrap()),
                "agency" => article.agency = stated(),
                "outlet" => article.outlet = stated(),
                "owner" => {
                    let name = article.outlet_name().to_owned();
                    let owner = Some(value.to_owned());
                    let (aliases, domains, files) = Default::default();
                    self.tables.outlets.push(OutletEntry {
                        name,
                        aliases,
                        domains,
                        files,
                        owner,
                        reliability: Default::default(),
                    });
                }
                _ => panic!("no field {key}"),
            }
        }
        let mut start = 0;
        for &(label, speaker, stance, content) in said {
            let span = Span { start, end: start + Text::from(content).len() };
            start = span.end + 2;
            let statement = Statement {
                id: Id::at("statement", article.id, &[span]),
                article: article.id,
                source: None,
                cue: None,
                content: vec![span],
                form: Form::Indirect,
                stance: stance_named(stance),
                manner: Manner::Speech,
                negated: false,
                probability: 1.0,
                speaker: self.speaker(speaker, article.outlet_name()),
                said_on: None,
                addressee: None,
                within: None,
                context: span,
            };
            self.labels.insert(statement.id, label.to_owned());
            self.statements.push(statement);
        }
        self.articles.push(article);
    }

    fn speaker(&mut self, written: &str, outlet: &str) -> Attribution {
        if written == "-" {
            return Attribution::Lost { reason: "nobody is named".to_owned() };
        }
        let (party, name) = written.split_once(": ").unwrap_or((written, written));
        let narrates = written == "outlet";
        let (party, name) = if narrates { (outlet, outlet) } else { (party, name) };
        let party_id = Id::of("party", &[party.as_bytes()]);
        if !self.parties.iter().any(|p| p.id == party_id) {
            self.parties.push(Party { id: party_id, name: party.to_owned(), reasons: Vec::new() });
        }
        let id = Id::of("speaker", &[party.as_bytes(), name.as_bytes()]);
        let kind = match party == name {
            _ if narrates => SpeakerKind::Outlet,
            true => SpeakerKind::Body,
            false => SpeakerKind::Person,
        };
        if !self.speakers.iter().any(|s| s.id == id) {
            let (role, aliases, mentions) = Default::default();
            self.speakers.push(Speaker { id, name: name.to_owned(), role, kind, party: party_id, aliases, mentions });
        }
        if narrates { Attribution::Outlet { speaker: id } } else { Attribution::Named { speaker: id } }
    }

    fn add_copy(&mut self, from: &str, to: &str) {
        let place = |label: &str| {
            let statement = self.statements.iter().find(|s| self.labels[&s.id] == label).unwrap();
            Place { article: statement.article, span: statement.extent() }
        };
        self.reuses.push(Reuse {
            id: Id::of("reuse", &[from.as_bytes(), to.as_bytes()]),
            from: place(from),
            to: place(to),
            words: 9,
            similarity: 1.0,
            kind: ReuseKind::Verbatim,
            direction: Direction::Forward,
            clues: Vec::new(),
        });
    }

    /// Does something with the material of the case.
    fn with<T>(&self, work: impl FnOnce(&Material<'_>) -> T) -> T {
        let analyses: Vec<Analysis<'_>> = self.articles.iter().map(Analysis::of).collect();
        let mut found: Vec<_> = analyses.iter().flat_map(figures).collect();
        place_figures(&mut found, &analyses, &self.statements);
        let facts = facts(&analyses, &self.statements, &[], &self.reuses, &self.tables).facts;
        work(&Material::new(Sources {
            analyses: &analyses,
            apart: &[],
            statements: &self.statements,
            speakers: &self.speakers,
            parties: &self.parties,
            figures: &found,
            facts: &facts,
            reuses: &self.reuses,
            tables: &self.tables,
        }))
    }

    fn claims(&self) -> Vec<Claim> {
        self.with(|material| confirm::claims(material, material.groups()))
    }

    fn shown(&self, claim: &Claim) -> String {
        let list =
            |ids: &mut dyn Iterator<Item = Id>| ids.map(|id| self.labels[&id].as_str()).collect::<Vec<_>>().join(" ");
        let confirmation = &claim.confirmation;
        let line = format!(
            "{} | {} for, {} against | {} | {}",
            grade_name(confirmation.grade),
            confirmation.independent_origins(),
            confirmation.independent_against(),
            list(&mut claim.support.iter().copied()),
            list(&mut claim.against.iter().map(|against| against.statement)),
        );
        line.trim_end_matches([' ', '|']).to_owned()
    }
}

fn stance_named(name: &str) -> Stance {
    match name {
        "asserts" => Stance::Asserts,
        "denies" => Stance::Denies,
        "accuses" => Stance::Accuses,
        "offers" => Stance::Offers,
        "asks" => Stance::Asks,
        "refuses" => Stance::Refuses,
        "confirms" => Stance::Confirms,
        "warns" => Stance::Warns,
        _ => panic!("no stance {name}"),
    }
}

fn grade_name(grade: Grade) -> &'static str {
    match grade {
        Grade::Disputed => "disputed",
        Grade::Contradicted => "contradicted",
        Grade::Admitted => "admitted",
        Grade::Confirmed => "confirmed",
        Grade::OneOriginRepeated => "one origin repeated",
        Grade::SingleSource => "single source",
        Grade::Unattributed => "unattributed",
    }
}

fn all_cases() -> Vec<(String, Case)> {
    let files = plain::files("tests/claims");
    let cases = |(file, text): &(String, String)| {
        let read = |(n, lines): (usize, Vec<&str>)| (format!("{file}, case {}", n + 1), Case::read(&lines));
        plain::cases(text).into_iter().enumerate().map(read).collect::<Vec<_>>()
    };
    files.iter().flat_map(cases).collect()
}

#[test]
fn claims_are_made_as_the_cases_say() {
    let mut faults = String::new();
    for (name, case) in all_cases() {
        let claims = case.claims();
        let mut found: Vec<String> = claims.iter().map(|claim| case.shown(claim)).collect();
        let several = |line: &String| line.split(" | ").skip(2).map(|ids| ids.split(' ').count()).sum::<usize>() > 1;
        found.retain(|line| several(line) || case.expected.contains(line));
        let mut expected = case.expected.clone();
        found.sort();
        expected.sort();
        if found != expected {
            let _ = writeln!(faults, "{name}\n  expected {expected:#?}\n  found {found:#?}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_grade_has_its_reasons_and_gists_are_words_of_the_articles() {
    for (name, case) in all_cases() {
        for claim in case.claims() {
            let article = case.articles.iter().find(|a| a.id == claim.gist.article).unwrap();
            assert!(claim.gist.span.end <= article.text.len(), "{name}");
            assert!(!article.text.slice(claim.gist.span).is_empty(), "{name}");
            assert!(claim.confirmation.reasons.iter().any(|r| r.starts_with("Credibility ")), "{name}");
            for reason in &claim.confirmation.reasons {
                assert!(!reason.split(|c: char| !c.is_alphabetic()).any(|word| word == "false"), "{name}: {reason}");
            }
            let origins = claim.confirmation.origins.iter().flat_map(|origin| &origin.statements).count();
            assert_eq!(origins, claim.support.len(), "{name}: each statement is in one origin");
        }
    }
}

#[test]
fn a_request_and_the_refusal_that_answers_it_make_an_exchange() {
    let case = Case::read(&[
        "01.1 | Harbour Board: Ida Voss | asks | to hand over the dredging plans for the Lomen channel",
        "01.2 | Tarn Ferries | refuses | to hand over the dredging plans for the Lomen channel",
        "02.1 | Tarn Ferries: Ole Brandt | offers | free crossings for the islanders all summer",
    ]);
    let found = case.with(exchanges);
    let shown: Vec<_> = found
        .iter()
        .map(|e| (case.labels[&e.statement].as_str(), e.kind, e.answer.map(|id| case.labels[&id].as_str())))
        .collect();
    let mut shown = shown;
    shown.sort();
    assert_eq!(shown, [("01.1", ExchangeKind::Request, Some("01.2")), ("02.1", ExchangeKind::Offer, None)]);
}

#[test]
fn figures_of_one_thing_make_a_series_and_parts_are_added_up() {
    let case = Case::read(&[
        "article 01 | day 2031-05-02",
        "article 02 | day 2031-05-06",
        "01.1 | Tarn Rescue | asserts | Fourteen passengers of the ferry Lomen had been injured",
        "02.1 | Tarn Rescue | asserts | Of the 40 passengers of the ferry Lomen, 17 were injured, three died and 15 swam ashore",
    ]);
    let found = case.with(|material| {
        let series = series(material);
        let value = |id| material.sources.figures.iter().find(|f| f.id == id).map(|f| f.value);
        let values = |ids: &[Id]| ids.iter().filter_map(|&id| value(id)).collect::<Vec<f64>>();
        let texts = |s: &Series| s.remarks.iter().map(|r| r.text.clone()).collect::<Vec<_>>();
        let checks = sums(material.sources.analyses, material.sources.figures);
        let series: Vec<_> = series.iter().map(|s| (values(&s.figures().collect::<Vec<_>>()), texts(s))).collect();
        (series, checks.into_iter().map(|check| (check.sum, check.remainder, check.finding)).collect::<Vec<_>>())
    });
    assert_eq!(found.0, [(vec![14.0, 17.0], vec!["From 14 to 17: up 3 in 4 days, 0.8 a day.".to_owned()])]);
    assert_eq!(found.1, [(35.0, 5.0, "35 of 40; 5 unexplained; no contradiction".to_owned())]);
}

/// Each claim of the case with those near it: "01.1: tension, day, 3 May, 5 May, 02.1".
fn near(case: &Case) -> Vec<String> {
    let claims = case.claims();
    let label = |claim: &Claim| claim.support.first().map_or("", |id| case.labels[id].as_str()).to_owned();
    let mut found: Vec<String> = Vec::new();
    for claim in &claims {
        for near in &claim.near {
            let other = claims.iter().find(|other| other.id == near.claim).unwrap();
            let how = format!("{:?}, {:?}", near.bearing, near.slot).to_lowercase();
            found.push(format!("{}: {how}, {}, {}, {}", label(claim), near.here, near.there, label(other)));
        }
    }
    found.sort();
    found
}

#[test]
fn a_slot_keeps_claims_apart_and_is_named() {
    let day = Case::read(&[
        "01.1 | Dockers' Guild: Mara Lind | asserts | The loading crane at Lomen collapsed on 3 May 2031",
        "02.1 | Harbour Board: Ida Voss | asserts | The loading crane at Lomen collapsed on 5 May 2031",
    ]);
    assert_eq!(
        near(&day),
        ["01.1: tension, day, 3 May 2031, 5 May 2031, 02.1", "02.1: tension, day, 5 May 2031, 3 May 2031, 01.1"]
    );
    let place = Case::read(&[
        "01.1 | Harbour Board: Ida Voss | asserts | The stolen dredger was found by fishermen in Bergen",
        "02.1 | Harbour Board: Ida Voss | asserts | The stolen dredger was found by fishermen in Aberdeen",
    ]);
    assert_eq!(
        near(&place),
        ["01.1: version, place, Bergen, Aberdeen, 02.1", "02.1: version, place, Aberdeen, Bergen, 01.1"]
    );
    let figure = Case::read(&[
        "article 01 | day 2031-05-02",
        "article 02 | day 2031-05-02",
        "article 03 | day 2031-05-06",
        "01.1 | Tarn Rescue: Nils Ohm | asserts | Fourteen passengers of the ferry Lomen were injured",
        "02.1 | Harbour Board: Ida Voss | asserts | 19 passengers of the ferry Lomen were injured",
        "03.1 | Tarn Rescue: Nils Ohm | asserts | 23 passengers of the ferry Lomen were injured",
    ]);
    let found = near(&figure);
    assert!(
        found.iter().any(|line| line.starts_with("01.1: dispute, figure, ") && line.ends_with(" 02.1")),
        "{found:?}"
    );
    assert!(
        found.iter().any(|line| line.starts_with("01.1: series, figure, ") && line.ends_with(" 03.1")),
        "{found:?}"
    );
}

#[test]
fn rulings_merge_and_split_claims_and_hold_when_articles_come() {
    let said = [
        "01.1 | Harbour Board: Ida Voss | asserts | A sudden gust brought down the loading crane at Lomen",
        "02.1 | Tarn Builders: Stig Moe | asserts | A sudden gust brought down the loading crane at Lomen",
        "03.1 | Dockers' Guild | asserts | It was the weather that felled our old giant on the quay",
    ];
    let supports = |case: &Case| {
        let list =
            |claim: &Claim| claim.support.iter().map(|id| case.labels[id].as_str()).collect::<Vec<_>>().join(" ");
        let mut all: Vec<String> = case.claims().iter().map(list).collect();
        all.sort();
        all
    };
    let place = |case: &Case, label: &str| {
        let claims = case.claims();
        let words = claims.iter().flat_map(|claim| claim.words.clone());
        let of =
            |place: &Place| case.statements.iter().any(|s| case.labels[&s.id] == label && s.article == place.article);
        words.into_iter().find(of).unwrap()
    };
    let mut case = Case::read(&said);
    assert_eq!(supports(&case), ["01.1 02.1", "03.1"]);
    let merge = MergeRuling { words: vec![place(&case, "01.1"), place(&case, "03.1")], note: None };
    let split = SplitRuling { words: vec![place(&case, "02.1")], from: vec![place(&case, "01.1")], note: None };
    case.tables.rulings = Rulings { merge: vec![merge], split: vec![split] };
    assert_eq!(supports(&case), ["01.1 03.1", "02.1"]);
    let mut more = Case::read(&[
        said[0],
        said[1],
        said[2],
        "04.1 | Ansel College: Rune Dahl | asserts | A sudden gust brought down the loading crane at Lomen",
    ]);
    more.tables.rulings = case.tables.rulings.clone();
    let found = supports(&more);
    assert!(found.iter().any(|list| list.contains("01.1") && list.contains("03.1")), "{found:?}");
    assert!(!found.iter().any(|list| list.contains("01.1") && list.contains("02.1")), "{found:?}");
}

#[test]
fn a_claim_repeated_a_thousand_times_is_one_claim_of_one_origin() {
    let accused: Vec<String> = (0..1000)
        .map(|n| {
            format!(
                "{:02}.{} | Dockers' Guild: Mara Lind | accuses | Tarn Builders of hiding rust in the cables",
                n / 500 + 1,
                n + 1
            )
        })
        .collect();
    let mut said: Vec<&str> = accused.iter().map(String::as_str).collect();
    said.push("03.1 | Tarn Builders: Stig Moe | denies | that Tarn Builders had hidden rust in the cables");
    let claims = Case::read(&said).claims();
    let claim = claims.iter().find(|claim| claim.support.len() == 1000).expect("all in one claim");
    assert_eq!((claim.confirmation.independent_origins(), claim.against.len()), (1, 1));
}

/// All cases as one set, so that there is something to touch and much to leave alone.
fn everything() -> Case {
    let mut all = Case::default();
    for (n, (_, case)) in all_cases().into_iter().enumerate() {
        // Cases use the same file names; only those whose articles differ in text come together.
        let known: Vec<Id> = all.articles.iter().map(|article| article.id).collect();
        if n % 2 == 0 && case.articles.iter().all(|article| !known.contains(&article.id)) {
            all.articles.extend(case.articles);
            all.statements.extend(case.statements);
            all.reuses.extend(case.reuses);
            all.labels.extend(case.labels);
            for speaker in case.speakers {
                if !all.speakers.iter().any(|known| known.id == speaker.id) {
                    all.speakers.push(speaker);
                }
            }
            for party in case.parties {
                if !all.parties.iter().any(|known| known.id == party.id) {
                    all.parties.push(party);
                }
            }
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Articles may come in any order, go and come back: the claims are those of the set, and an article changes only
    /// those that it is said to touch.
    #[test]
    fn an_article_changes_only_what_it_touches(seed in any::<u64>()) {
        let case = everything();
        let (whole, signatures) = case.with(|material| {
            (material.groups(), material.signatures().cloned().collect::<Vec<Signature>>())
        });
        let mut articles: BTreeMap<Id, Vec<Signature>> = BTreeMap::new();
        for signature in signatures {
            articles.entry(signature.article()).or_default().push(signature);
        }
        let mut order: Vec<Id> = articles.keys().copied().collect();
        order.sort_by_key(|id| shuffled(seed, id));
        let gone = order[seed as usize % order.len()];
        let mut library = Library::new(&Rulings::default());
        let mut before: Vec<Group> = Vec::new();
        for (n, id) in order.iter().chain([&gone]).enumerate() {
            if n == order.len() {
                let touched = library.remove(*id);
                let after = library.groups();
                for group in &after {
                    prop_assert!(before.contains(group) || touched.contains(group), "changed by removal: {group:?}");
                }
                before = after;
            }
            let touched = library.extend(articles[id].clone());
            let after = library.groups();
            for group in &after {
                prop_assert!(before.contains(group) || touched.contains(group), "changed and not said to be: {group:?}");
            }
            let same = |group: &&Group| !touched.iter().any(|t| t.words.iter().any(|w| group.words.contains(w)));
            for group in before.iter().filter(same) {
                prop_assert!(after.contains(group), "gone and not said to be: {group:?}");
            }
            before = after;
        }
        let missing: Vec<&Group> = whole.iter().filter(|group| !before.contains(group)).collect();
        let extra: Vec<&Group> = before.iter().filter(|group| !whole.contains(group)).collect();
        prop_assert!(missing.is_empty() && extra.is_empty(), "missing {missing:?}, extra {extra:?}");
        prop_assert_eq!(before, whole);
    }

    /// The claims and their ids do not depend on the order of the articles and statements.
    #[test]
    fn order_does_not_matter(seed in any::<u64>()) {
        for (name, mut case) in all_cases() {
            let before = case.claims();
            let key = |id: Id| shuffled(seed, &id);
            case.articles.sort_by_key(|a| key(a.id));
            case.statements.sort_by_key(|s| key(s.id));
            case.speakers.sort_by_key(|s| key(s.id));
            case.parties.sort_by_key(|p| key(p.id));
            case.reuses.sort_by_key(|r| key(r.id));
            prop_assert_eq!(before, case.claims(), "{}", name);
        }
    }
}

/// A number that orders ids anew for each seed.
fn shuffled(seed: u64, id: &Id) -> Id {
    Id::of("shuffle", &[&seed.to_le_bytes(), id.as_bytes()])
}
