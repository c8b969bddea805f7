//! A library that grows and shrinks answers as a run over the same articles, whatever came before; and nothing that is put
//! into it makes it slow or wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plain;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use doublecheck::language::Analysis;
use doublecheck::origin::{self, Library};
use doublecheck::{Article, Block, Evidence, Id, Label, Published, Received, Reuse, ReuseKind, Span, Stated, Text};
use proptest::prelude::*;

fn article(label: &str, paragraphs: &[String], outlet: &str, day: Option<&str>) -> Article {
    let mut string = String::new();
    let mut ends = Vec::new();
    for paragraph in paragraphs {
        let start = string.len();
        string.push_str(paragraph);
        ends.push((start, string.len()));
        string.push('\n');
    }
    let text = Text::new(string);
    let blocks = ends.iter().filter(|(start, end)| start < end);
    let blocks =
        blocks.map(|&(start, end)| Block { span: text.span(start..end), label: Label::Body, received: None }).collect();
    let received = Received { path: format!("{label}.txt"), line: None };
    Article {
        outlet: Some(Stated { value: outlet.to_owned(), evidence: Evidence::Field("case".to_owned()) }),
        published: day.map_or_else(Published::unknown, plain::published),
        ..Article::bare(Id::of("article", &[label.as_bytes()]), label, received, text, blocks)
    }
}

fn over_all(articles: &[&Article]) -> Vec<Reuse> {
    origin::reuses(&articles.iter().map(|article| Analysis::of(article)).collect::<Vec<_>>())
}

/// A paragraph of its own for each number; those below ten are short, as footers are.
fn paragraph(number: usize) -> String {
    const SUBJECTS: [&str; 7] = ["ferry", "orchard", "tram", "reservoir", "library", "windmill", "harbour"];
    const VERBS: [&str; 5] = ["reopened", "closed", "flooded", "moved", "caught fire"];
    const PLACES: [&str; 6] = ["Aldmere", "Brackwater", "Corran", "Dunholt", "Eastvale", "Farrow"];
    let sentence = |n: usize| {
        format!(
            "The {} near {} {} on the {n}th morning after {} engineers from {} had counted {} loose bolts.",
            SUBJECTS[n % 7],
            PLACES[(n / 7) % 6],
            VERBS[(n / 3) % 5],
            n * 13 + 2,
            PLACES[(n / 2) % 6],
            n * n + 5
        )
    };
    let sentences = if number < 10 { 1 } else { 3 };
    (0..sentences).map(|n| sentence(number * 3 + n + 1)).collect::<Vec<_>>().join(" ")
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    let paragraphs = prop::collection::vec(0usize..30, 1..6);
    let days = prop::option::of(1u8..28);
    prop::collection::vec((paragraphs, 0usize..5, days), 1..48).prop_map(|made| {
        let article = |(n, (paragraphs, outlet, day)): (usize, (Vec<usize>, usize, Option<u8>))| {
            let paragraphs: Vec<String> = paragraphs.into_iter().map(paragraph).collect();
            let day = day.map(|day| format!("2031-05-{day:02}"));
            article(&format!("a{n}"), &paragraphs, &format!("Outlet {outlet}"), day.as_deref())
        };
        made.into_iter().enumerate().map(article).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_coming_and_going_gives_what_a_run_over_all_gives(
        articles in articles(),
        order in any::<prop::sample::Index>(),
        removed in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
    ) {
        let mut library = Library::new();
        // All come, some go, and of those every other one comes back.
        let turn = order.index(articles.len());
        for article in articles[turn..].iter().chain(&articles[..turn]) {
            library.insert(article.clone()).unwrap();
        }
        let mut present: BTreeSet<usize> = (0..articles.len()).collect();
        for (n, index) in removed.iter().enumerate() {
            let at = index.index(articles.len());
            prop_assert_eq!(library.remove(articles[at].id).is_some(), present.remove(&at));
            if n % 2 == 0 {
                library.insert(articles[at].clone()).unwrap();
                present.insert(at);
            }
        }
        let left: Vec<&Article> = present.iter().map(|&at| &articles[at]).collect();
        prop_assert_eq!(library.len(), left.len());
        prop_assert_eq!(library.reuses(), over_all(&left));
    }

    #[test]
    fn every_passage_of_any_text_slices_to_it(texts in prop::collection::vec("\\PC{0,200}", 0..6)) {
        let articles: Vec<Article> =
            texts.iter().enumerate().map(|(n, text)| article(&format!("t{n}"), std::slice::from_ref(text), "O", None)).collect();
        let doubled: Vec<Article> = articles.iter().cloned().chain(articles.iter().map(|a| Article {
            id: Id::of("article", &[a.label.as_bytes(), b"again"]),
            ..a.clone()
        })).collect();
        for reuse in over_all(&doubled.iter().collect::<Vec<_>>()) {
            for place in [reuse.from, reuse.to] {
                let article = doubled.iter().find(|a| a.id == place.article).unwrap();
                prop_assert!(place.span.end <= article.text.span(0..article.text.as_str().len()).end);
                prop_assert!(!article.text.slice(place.span).trim().is_empty());
            }
        }
    }
}

#[test]
fn one_article_is_answered_as_in_a_run_over_all() {
    // Two families and a single article, with a footer that all carry.
    let text = |numbers: &[usize]| numbers.iter().map(|&n| paragraph(n)).collect::<Vec<_>>();
    let made: Vec<Article> = [
        ("one", vec![11, 12, 13, 1], "2031-05-01"),
        ("copy", vec![11, 12, 13, 1], "2031-05-02"),
        ("part", vec![12, 20, 1], "2031-05-03"),
        ("other", vec![14, 15, 1], "2031-05-01"),
        ("its-copy", vec![15, 21, 1], "2031-05-04"),
        ("single", vec![22, 1], "2031-05-04"),
    ]
    .iter()
    .map(|(label, numbers, day)| article(label, &text(numbers), &format!("The {label}"), Some(day)))
    .collect();
    let all = over_all(&made.iter().collect::<Vec<_>>());
    let mut library = Library::new();
    made.iter().for_each(|article| library.insert(article.clone()).unwrap());
    for article in &made {
        let own: Vec<Reuse> =
            all.iter().filter(|r| r.from.article == article.id || r.to.article == article.id).cloned().collect();
        assert_eq!(library.reuses_of(article.id), own, "{}", article.label);
    }
    assert!(all.iter().any(Reuse::is_copy));
    assert!(library.reuses_of(Id::of("article", &[b"nobody"])).is_empty());
}

/// Runs something that must not take long even without optimisation.
fn soon<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let clock = Instant::now();
    let result = run();
    assert!(clock.elapsed() < Duration::from_secs(60), "{what} took {:?}", clock.elapsed());
    result
}

#[test]
fn hostile_texts_neither_blow_up_nor_lose_their_spans() {
    let repeated = "word ".repeat(100_000);
    let combining = format!("a{} ", "\u{301}".repeat(1_000)).repeat(100);
    let invisible = "s\u{200b}e\u{200d}c\u{ad}ret ".repeat(2_000);
    let turned = "\u{202e}txet deteper\u{202c} ".repeat(2_000);
    let arabic = "وقالت الوزارة إن الجسر أعيد فتحه صباح يوم الثلاثاء بعد إصلاحات استمرت عدة أسابيع. ".repeat(20);
    let chinese = "市政府表示，这座桥梁在经过数周的维修之后于星期二上午重新开放通行。".repeat(20);
    let one_line = (10..400).map(paragraph).collect::<Vec<_>>().join(" ");
    let texts = [&repeated, &combining, &invisible, &turned, &arabic, &chinese, &one_line];
    let made: Vec<Article> = texts
        .iter()
        .enumerate()
        .flat_map(|(n, text)| {
            let text = [(*text).clone()];
            ["", "-again"].map(|again| article(&format!("h{n}{again}"), &text, "Outlet", None))
        })
        .chain([
            article("empty", &[], "Outlet", None),
            article("word", &["word".to_owned()], "Outlet", None),
            article("mark", &["?!".to_owned()], "Outlet", None),
        ])
        .collect();
    let reuses = soon("hostile texts", || over_all(&made.iter().collect::<Vec<_>>()));
    let label = |id: Id| made.iter().find(|a| a.id == id).map(|a| a.label.trim_end_matches("-again")).unwrap();
    for reuse in &reuses {
        assert_eq!(label(reuse.from.article), label(reuse.to.article), "only twins share text");
    }
    for (name, text) in [("h4", &arabic), ("h6", &one_line)] {
        let whole = Span { start: 0, end: text.trim_end().chars().count() as u32 };
        let covered: u32 = reuses.iter().filter(|r| label(r.from.article) == name).map(|r| r.from.span.len()).sum();
        assert!(covered * 10 >= whole.len() * 9, "{name}: {covered} of {}", whole.len());
    }
}

#[test]
fn a_thousand_carriers_of_one_text_link_to_the_earliest_only() {
    let text: Vec<String> = (10..14).map(paragraph).collect();
    let made: Vec<Article> = (0..1_000)
        .map(|n| article(&format!("n{n}"), &text, &format!("Outlet {n}"), Some(&format!("2031-05-{:02}", 1 + n / 50))))
        .collect();
    let reuses = soon("a thousand carriers", || over_all(&made.iter().collect::<Vec<_>>()));
    let carriers: BTreeSet<Id> = reuses.iter().flat_map(|r| [r.from.article, r.to.article]).collect();
    assert_eq!(carriers.len(), made.len(), "every carrier is linked");
    assert!(reuses.len() < 3_000, "{} links", reuses.len());
    assert!(reuses.iter().all(Reuse::is_copy));
}

#[test]
fn a_footer_on_every_page_is_nobodys() {
    let made: Vec<Article> = (0..600)
        .map(|n| article(&format!("f{n}"), &[paragraph(100 + n), paragraph(1)], &format!("Outlet {}", n % 7), None))
        .collect();
    let reuses = soon("a footer", || over_all(&made.iter().collect::<Vec<_>>()));
    let copies = reuses.iter().filter(|r| r.is_copy()).count();
    assert_eq!(copies, 0);
    assert!(reuses.iter().all(|r| r.kind == ReuseKind::CommonGround));
}
