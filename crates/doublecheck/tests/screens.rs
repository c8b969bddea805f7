//! The dossier on a terminal: the summary, why a claim has its grade, and an article as it was read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod tunnel;

use doublecheck::dossier::{Look, escaped, facts, origins, reading, summary, why};
use doublecheck::*;
use proptest::prelude::*;

#[test]
fn the_summary_on_a_wide_terminal() {
    insta::assert_snapshot!(summary(&tunnel::dossier(), Look::plain(100)));
}

#[test]
fn the_summary_on_a_narrow_terminal() {
    insta::assert_snapshot!(summary(&tunnel::dossier(), Look::plain(50)));
}

#[test]
fn why_a_claim_is_disputed() {
    insta::assert_snapshot!(why(&tunnel::dossier(), "C1", Look::plain(100)).unwrap());
}

#[test]
fn why_a_repeated_claim_is_one_origin() {
    insta::assert_snapshot!(why(&tunnel::dossier(), "C3", Look::plain(100)).unwrap());
}

/// Who copied whom in the same articles; by what the tunnel's own table of passages says, not by what would be found.
fn copying() -> Copying {
    let dossier = tunnel::dossier();
    let relations = origin::relations(&dossier.reuses, &dossier.mosaics);
    let Dossier { articles, reuses, mosaics, problems, .. } = dossier;
    Copying { format: doublecheck::dossier::COPYING_FORMAT.to_owned(), articles, relations, reuses, mosaics, problems }
}

/// The facts of the same articles, by what the tunnel's own tables say.
fn fact_sheet() -> FactSheet {
    let Dossier { articles, facts, identities, problems, .. } = tunnel::dossier();
    let (format, attribution) =
        (doublecheck::dossier::FACTS_FORMAT.to_owned(), doublecheck::facts::ATTRIBUTION.to_owned());
    FactSheet { format, attribution, articles, facts, identities, problems }
}

#[test]
fn the_facts_on_a_terminal() {
    insta::assert_snapshot!(facts(&fact_sheet(), Look::plain(90)));
}

#[test]
fn the_origins_on_a_wide_terminal() {
    insta::assert_snapshot!(origins(&copying(), Look::plain(100)));
}

#[test]
fn the_origins_on_a_narrow_terminal() {
    insta::assert_snapshot!(origins(&copying(), Look::plain(50)));
}

#[test]
fn an_article_as_it_was_read() {
    insta::assert_snapshot!(reading(&tunnel::dossier().articles[3], Look::plain(100)));
}

#[test]
fn a_claim_answers_to_its_label_and_its_id() {
    let dossier = tunnel::dossier();
    let look = Look::plain(100);
    let text = why(&dossier, "C4", look);
    assert!(text.is_some());
    let id = dossier.claims.iter().find(|c| c.label == "C4").unwrap().id.to_string();
    for name in ["c4", " C4 ", &id, &id.to_uppercase(), &id[..6]] {
        assert_eq!(why(&dossier, name, look), text, "{name:?}");
    }
    for name in ["", "C", "C99", "4", &id[..5], "zzzzzz", "ffffffffffffffffffffffffffff"] {
        assert_eq!(why(&dossier, name, look), None, "{name:?}");
    }
}

#[test]
fn every_statement_and_merge_of_every_claim_is_explained() {
    let dossier = tunnel::dossier();
    for claim in &dossier.claims {
        let text = why(&dossier, &claim.label, Look::plain(120)).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let statements = claim.support.iter().chain(claim.against.iter().map(|a| &a.statement));
        for id in statements {
            let statement = dossier.statements.iter().find(|s| s.id == *id).unwrap();
            let article = dossier.articles.iter().find(|a| a.id == statement.article).unwrap();
            let extent = statement.extent();
            let place = format!("{}:{}-{}", article.received, extent.start, extent.end);
            assert!(text.contains(&place), "{place} is missing from\n{text}");
        }
        for reason in &claim.confirmation.reasons {
            assert!(text.contains(reason), "{reason:?} is missing from\n{text}");
        }
    }
}

#[test]
fn lines_keep_to_the_width() {
    let dossier = tunnel::dossier();
    for width in [32, 40, 50, 60, 79, 80, 100, 160] {
        let look = Look::plain(width);
        let mut text = summary(&dossier, look) + &reading(&dossier.articles[0], look) + &origins(&copying(), look);
        for claim in &dossier.claims {
            text += &why(&dossier, &claim.label, look).unwrap();
        }
        for line in text.lines() {
            assert!(line.chars().count() <= width, "wider than {width}: {line:?}");
            assert_eq!(line.trim_end(), line, "blanks at the end");
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let dossier = tunnel::dossier();
    let colours = without_colours(&summary(&dossier, Look { width: 100, colour: true }));
    assert_eq!(colours, summary(&dossier, Look::plain(100)));
}

/// Takes the colours out: ESC [ ... m.
fn without_colours(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, code)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = code.split_once('m').expect("a colour code ends").1;
    }
    plain + rest
}

#[test]
fn long_lists_are_cut_and_say_where_the_rest_is() {
    let mut dossier = tunnel::dossier();
    let single = dossier.claims.iter().find(|c| c.confirmation.grade == Grade::SingleSource).unwrap().clone();
    for n in 0..40 {
        dossier.claims.push(Claim { label: format!("C{}", 100 + n), ..single.clone() });
    }
    let text = summary(&dossier, Look::plain(100));
    assert!(text.contains("… and 36 more: see claims.csv"), "{text}");
    assert!(!text.contains("C130"));
}

#[test]
fn what_an_article_says_never_steers_the_terminal() {
    let hostile = "Pumps \u{1b}[2J\u{1b}]0;owned\u{7} failed\r\u{8}\u{9b}31m \u{202e}desrever";
    let mut dossier = tunnel::dossier();
    dossier.title = hostile.to_owned();
    for article in &mut dossier.articles {
        article.text = Text::new(format!("{hostile} {}", article.text.as_str()));
        article.label = format!("00\u{1b}[31m{}", article.label);
        article.received.path = format!("tunnel/\u{1b}[31m{}", article.label);
        article.title = article.title.take().map(|t| Stated { value: hostile.into(), ..t });
        article.outlet = article.outlet.take().map(|t| Stated { value: hostile.into(), ..t });
        article.published.clues.iter_mut().for_each(|clue| clue.words = hostile.into());
    }
    dossier.speakers.iter_mut().for_each(|speaker| speaker.name = hostile.into());
    dossier.parties.iter_mut().for_each(|party| party.name = hostile.into());
    dossier.warnings.iter_mut().for_each(|warning| warning.text = hostile.into());
    dossier.series.iter_mut().for_each(|series| series.name = hostile.into());
    dossier.problems.iter_mut().for_each(|problem| problem.what = hostile.into());
    for claim in &mut dossier.claims {
        claim.confirmation.origins.iter_mut().for_each(|origin| origin.name = hostile.into());
        claim.confirmation.reasons = vec![hostile.into()];
    }
    let (articles, mut reuses) = (dossier.articles.clone(), dossier.reuses.clone());
    reuses.iter_mut().flat_map(|reuse| &mut reuse.clues).for_each(|clue| clue.reason = hostile.into());
    let copying = Copying { articles, reuses, problems: dossier.problems.clone(), ..copying() };
    for look in [Look::plain(100), Look::plain(40)] {
        let mut text = summary(&dossier, look) + &origins(&copying, look);
        for claim in &dossier.claims {
            text += &why(&dossier, &claim.label, look).unwrap();
        }
        for article in &dossier.articles {
            text += &reading(article, look);
        }
        let steering = |c: &char| (c.is_control() && *c != '\n') || *c == '\u{202e}';
        assert_eq!(text.chars().find(steering), None);
        assert!(text.contains("\\u{1b}"), "what was there can be seen");
    }
}

#[test]
fn an_empty_dossier_has_a_summary() {
    let mut dossier = tunnel::dossier();
    dossier.claims.clear();
    dossier.articles.clear();
    assert!(summary(&dossier, Look::plain(80)).contains("0 articles"));
}

proptest! {
    /// Ids that lead nowhere and odd widths are no reason to fail.
    #[test]
    fn any_width_and_any_missing_part(width in 0usize..300, missing in 0usize..6, colour: bool) {
        let mut dossier = tunnel::dossier();
        match missing {
            0 => dossier.articles.clear(),
            1 => dossier.statements.clear(),
            2 => dossier.speakers.clear(),
            3 => dossier.parties.clear(),
            4 => dossier.figures.clear(),
            _ => dossier.reuses.clear(),
        }
        let look = Look { width, colour };
        summary(&dossier, look);
        for claim in &dossier.claims {
            prop_assert!(why(&dossier, &claim.label, look).is_some());
        }
    }

    #[test]
    fn escaped_text_is_one_harmless_line(text in "\\PC*|[\\x00-\\xff\u{2028}\u{202e}\u{2066}]*") {
        let line = escaped(&text);
        let steering = line.chars().find(|c| c.is_control() || ('\u{2028}'..='\u{202e}').contains(c));
        prop_assert_eq!(steering, None);
        prop_assert_eq!(escaped(&line), line.clone());
    }
}
