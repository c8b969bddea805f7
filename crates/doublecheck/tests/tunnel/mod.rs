//! A dossier on a fictional flood, put together by hand: one of everything that a dossier can hold.
//!
//! Spans are found by searching the words in the articles beside this file, so that the texts can be read and changed
//! like any other text. Shared by the tests of every form of the dossier.

#![allow(dead_code, reason = "each test file uses the part it needs")]
#![allow(clippy::expect_used, clippy::panic, reason = "a story that does not fit together stops the test")]

use doublecheck::dossier::{Event, EventKind, Exchange, ExchangeKind, Outcome, Warning, WarningKind};
use doublecheck::*;
use jiff::civil::{Date, date};

const FILES: [(&str, &str); 5] = [
    ("001", include_str!("001.txt")),
    ("002", include_str!("002.txt")),
    ("003", include_str!("003.txt")),
    ("004", include_str!("004.txt")),
    ("005", include_str!("005.txt")),
];

/// The dossier on the flooded Oster tunnel.
pub fn dossier() -> Dossier {
    let articles = articles();
    let parties = parties();
    let reuses = reuses(&articles);
    let speakers = speakers(&articles, &parties);
    let statements = Statements { articles: &articles, speakers: &speakers, reuses: &reuses }.all();
    let figures = figures(&articles, &statements);
    let claims = claims(&articles, &statements, &parties, &reuses);
    let said = |s: &Speaker| statements.iter().filter(|said| said.speaker.speaker() == Some(s.id)).count();
    let mut speakers = speakers;
    speakers.sort_by_key(|s| std::cmp::Reverse(said(s)));
    let (series, sums) = (series(&figures, &statements, &speakers), sums(&figures));
    let exchanges = vec![Exchange {
        statement: statements[8].id,
        kind: ExchangeKind::Request,
        other: Some(Place { article: articles[0].id, span: find(&articles[0], "the city") }),
        repeats: Vec::new(),
        outcome: Outcome::Answered,
        answer: Some(statements[19].id),
        known_from: [8, 19].map(|i: usize| party_of(&statements[i], &speakers)).to_vec(),
    }];
    let mut in_order = statements.clone();
    let place = |s: &Statement| (articles.iter().position(|a| a.id == s.article), s.extent());
    in_order.sort_by_key(place);
    let analyses: Vec<language::Analysis<'_>> = articles.iter().map(language::Analysis::of).collect();
    let mosaics = origin::mosaics(&analyses, &reuses);
    drop(analyses);
    Dossier {
        format: "doublecheck dossier 1".into(),
        title: "Flooded Oster tunnel closed after pumps fail".into(),
        period: Some((date(2031, 5, 4), date(2031, 5, 11))),
        apart: vec![articles[4].id],
        timeline: timeline(&articles, &statements),
        facts: facts(&articles),
        identities: identities(&articles),
        warnings: warnings(&articles),
        problems: vec![Problem {
            at: Received { path: "tunnel/scan.txt".into(), line: None },
            what: "not text: 40 % of its bytes are control characters".into(),
            todo: "convert the scan to text and run again".into(),
        }],
        articles,
        parties,
        speakers,
        statements: in_order,
        figures,
        reuses,
        mosaics,
        claims,
        series,
        sums,
        exchanges,
    }
}

/// The one place where the words stand.
pub fn find(article: &Article, words: &str) -> Span {
    let text = article.text.as_str();
    let at = text.find(words).unwrap_or_else(|| panic!("{:?} is not in {}", words, article.label));
    assert_eq!(text.rfind(words), Some(at), "{words:?} stands more than once in {}", article.label);
    article.text.span(at..at + words.len())
}

/// The first place in a part of an article where the words stand.
pub fn find_in(article: &Article, part: Span, words: &str) -> Span {
    let part = article.text.bytes(part);
    let at = article.text.as_str()[part.clone()].find(words).unwrap_or_else(|| panic!("{words:?} is not there"));
    article.text.span(part.start + at..part.start + at + words.len())
}

/// An article of lines, each a block; lines without a label are its body.
pub fn article(label: &str, text: &str, labels: &[(usize, Label)]) -> Article {
    let text = Text::from(text);
    let mut blocks = Vec::new();
    let mut byte = 0;
    for (line, words) in text.as_str().split('\n').enumerate() {
        let label = labels.iter().find(|(n, _)| *n == line + 1).map_or(Label::Body, |(_, label)| *label);
        if !words.trim().is_empty() {
            blocks.push(Block { span: text.span(byte..byte + words.len()), label, received: None });
        }
        byte += words.len() + 1;
    }
    let value = |wanted: Label| {
        let block = blocks.iter().find(|b| b.label == wanted)?;
        Some(Stated { value: text.slice(block.span).to_owned(), evidence: Evidence::Words(block.span) })
    };
    let title = value(Label::Title);
    let received = Received { path: format!("tunnel/{label}.txt"), line: None };
    let id = Id::of("article", &[label.as_bytes(), text.as_str().as_bytes()]);
    Article { title, ..Article::bare(id, label, received, text, blocks) }
}

fn articles() -> Vec<Article> {
    use Label::{Date as Stamp, Footer, Furniture, Title};
    let labels: [&[(usize, Label)]; 5] = [
        &[(1, Furniture), (2, Title), (3, Stamp), (9, Footer)],
        &[(1, Furniture), (2, Stamp), (3, Title), (7, Furniture)],
        &[(1, Furniture), (2, Title), (3, Stamp)],
        &[(1, Furniture), (2, Title)],
        &[(1, Furniture), (2, Stamp), (3, Title)],
    ];
    let outlets = ["Oster Courier", "Valley Mail", "Channel Nine", "The Weekly Review", "Oster Courier"];
    let stamps = [Some("4 May 2031, 07:40"), Some("5 May 2031"), Some("6 May 2031"), None, Some("7 May 2031")];
    let mut articles: Vec<Article> =
        FILES.iter().zip(labels).map(|((label, text), labels)| article(label, text, labels)).collect();
    for (i, (article, outlet)) in articles.iter_mut().zip(outlets).enumerate() {
        article.outlet = Some(Stated { value: outlet.into(), evidence: Evidence::Words(article.blocks[0].span) });
        if let Some(stamp) = stamps[i] {
            article.published = stated(article, stamp, date(2031, 5, 4 + [0, 1, 2, 0, 3][i]));
        }
    }
    articles[0].agency =
        Some(Stated { value: "Northwire".into(), evidence: Evidence::Words(find(&articles[0], "Northwire")) });
    articles[0].url = Some("https://courier.example/oster/tunnel?id=1&page=2".into());
    articles[2].lookalikes = vec![lookalike(&articles[2], "сontrol", 'с', 'c')];
    articles[3].published = inferred(&articles[3]);
    articles
}

fn stated(article: &Article, words: &str, day: Date) -> Published {
    Published {
        day: Some(day),
        time: None,
        earliest: Some(day),
        latest: Some(day),
        trust: Trust::High,
        clues: vec![DateClue {
            kind: DateKind::Published,
            trust: Trust::High,
            evidence: Evidence::Words(find(article, words)),
            words: words.into(),
            earliest: Some(day),
            latest: Some(day),
            used: true,
            reason: "the page states its date".into(),
        }],
        ..Published::unknown()
    }
}

fn inferred(article: &Article) -> Published {
    let clue = |words: &str, from, to, used, reason: &str| DateClue {
        kind: DateKind::Mention,
        trust: Trust::Low,
        evidence: Evidence::Words(find(article, words)),
        words: words.into(),
        earliest: from,
        latest: to,
        used,
        reason: reason.into(),
    };
    Published {
        day: Some(date(2031, 5, 11)),
        time: None,
        earliest: Some(date(2031, 5, 11)),
        latest: Some(date(2031, 5, 16)),
        trust: Trust::Low,
        clues: vec![
            clue(
                "More than a week ago",
                Some(date(2031, 5, 11)),
                None,
                true,
                "more than 7 days after 3 May, when the tunnel was closed",
            ),
            clue(
                "Last Friday",
                None,
                Some(date(2031, 5, 16)),
                false,
                "a weekday within the last seven days; which one is open",
            ),
        ],
        ..Published::unknown()
    }
}

fn lookalike(article: &Article, word: &str, letter: char, folded: char) -> Lookalike {
    let start = find(article, word).start;
    Lookalike { span: Span { start, end: start + 1 }, letter, folded, word: word.into() }
}

fn parties() -> Vec<Party> {
    let party = |name: &str, reasons: &[&str]| Party {
        id: Id::of("party", &[name.as_bytes()]),
        name: name.into(),
        reasons: reasons.iter().map(|r| (*r).to_owned()).collect(),
    };
    vec![
        party(
            "Government of Osterland",
            &[
                "Mara Lindqvist is called spokeswoman for the Oster Tunnel Authority (001).",
                "parties.toml counts the Oster Tunnel Authority and the Ministry of Roads to the Government of Osterland.",
            ],
        ),
        party("Haldor Works", &["Piet Haldor is called the company's director (001)."]),
        party("Drivers", &[]),
        party("Oster hospital", &[]),
        party("City of Oster", &[]),
        party("Residents", &[]),
        party("The Weekly Review", &[]),
        party("Ines Holm", &[]),
    ]
}

fn speakers(articles: &[Article], parties: &[Party]) -> Vec<Speaker> {
    let speaker = |name: &str, role: Option<&str>, kind, party: usize, at: usize, words: &str| Speaker {
        id: Id::of("speaker", &[name.as_bytes()]),
        name: name.into(),
        role: role.map(Into::into),
        kind,
        party: parties[party].id,
        aliases: Vec::new(),
        mentions: vec![Place { article: articles[at].id, span: find(&articles[at], words) }],
    };
    vec![
        speaker("Oster Tunnel Authority", None, SpeakerKind::Body, 0, 0, "the Oster Tunnel Authority"),
        speaker(
            "Mara Lindqvist",
            Some("spokeswoman for the Oster Tunnel Authority"),
            SpeakerKind::Person,
            0,
            0,
            "Mara Lindqvist",
        ),
        speaker("Piet Haldor", Some("director"), SpeakerKind::Person, 1, 0, "Piet Haldor"),
        speaker("Haldor Works", None, SpeakerKind::Body, 1, 2, "Haldor Works"),
        speaker("Ministry of Roads", None, SpeakerKind::Body, 0, 2, "Ministry of Roads"),
        speaker("Jonas Vell", Some("Minister"), SpeakerKind::Person, 0, 2, "Jonas Vell"),
        speaker("Drivers", None, SpeakerKind::Group, 2, 1, "Drivers"),
        speaker("Oster hospital", None, SpeakerKind::Body, 3, 1, "The hospital in Oster"),
        speaker("City of Oster", None, SpeakerKind::Body, 4, 2, "The city"),
        speaker("Residents", None, SpeakerKind::Group, 5, 3, "Residents"),
        speaker("The Weekly Review", None, SpeakerKind::Outlet, 6, 3, "The Weekly Review"),
        speaker("Ines Holm", Some("Baker"), SpeakerKind::Person, 7, 4, "Ines Holm"),
    ]
}

fn reuses(articles: &[Article]) -> Vec<Reuse> {
    let place = |i: usize, words: &str| Place { article: articles[i].id, span: find(&articles[i], words) };
    let reuse = |from: Place, to: Place, words, similarity, kind, direction, clues| Reuse {
        id: Id::at("reuse", from.article, &[from.span, to.span]),
        from,
        to,
        words,
        similarity,
        kind,
        direction,
        clues,
    };
    let pumps = "Two of four pumps had failed, the tunnel authority said.";
    let vehicles = "She said 18 vehicles were left in the tube and nobody was hurt.";
    let clue = |weight, reason: &str| DirectionClue { weight, reason: reason.into(), evidence: None };
    vec![
        reuse(
            place(0, pumps),
            place(1, pumps),
            10,
            1.0,
            ReuseKind::Verbatim,
            Direction::Forward,
            vec![clue(1.1, "002 was published a day later.")],
        ),
        reuse(
            place(0, vehicles),
            place(1, vehicles),
            13,
            1.0,
            ReuseKind::Verbatim,
            Direction::Forward,
            vec![
                clue(2.2, "\"She\" has nobody to stand for in 002."),
                clue(-0.2, "Neither article credits the other."),
            ],
        ),
        reuse(
            place(0, "The water came in faster than the pumps could take it out"),
            place(3, "The water came in faster than the pumps could take it out"),
            12,
            1.0,
            ReuseKind::SameUtterance,
            Direction::Undecided,
            Vec::new(),
        ),
    ]
}

struct Statements<'a> {
    articles: &'a [Article],
    speakers: &'a [Speaker],
    reuses: &'a [Reuse],
}

/// Source, cue and content of a statement, as words of its article; an empty source or cue is none.
type Words<'a> = (&'a str, &'a str, &'a [&'a str]);

impl Statements<'_> {
    fn all(&self) -> Vec<Statement> {
        use Form::{Direct, Indirect, Narration};
        use Stance::{Accuses, Asks, Asserts, Denies, Offers};
        vec![
            self.statement(
                0,
                ("", "", &["The Oster road tunnel was closed on Saturday night after water rose in its lower tube"]),
                Narration,
                Asserts,
                self.lost("the outlet credits an agency; who told it so is not said"),
            ),
            self.statement(
                0,
                ("the tunnel authority", "said", &["Two of four pumps had failed"]),
                Indirect,
                Asserts,
                self.named(0),
            ),
            self.statement(
                0,
                ("Mara Lindqvist", "said", &["\"The water came in faster than the pumps could take it out,\""]),
                Direct,
                Asserts,
                self.named(1),
            ),
            self.statement(
                0,
                ("She", "", &["18 vehicles were left in the tube and nobody was hurt"]),
                Indirect,
                Asserts,
                self.resolved(1, 0, "Mara Lindqvist"),
            ),
            self.statement(
                0,
                ("its log", "says", &["The authority closed the tunnel at 21:40"]),
                Indirect,
                Asserts,
                self.resolved(0, 0, "The authority"),
            ),
            self.statement(
                0,
                ("Lindqvist", "said", &["the water had entered through a seal that Haldor Works fitted in March"]),
                Indirect,
                Accuses,
                self.resolved(1, 0, "Mara Lindqvist"),
            ),
            self.statement(
                0,
                ("The contractor", "denied", &["denied this"]),
                Indirect,
                Denies,
                self.resolved(3, 0, "Haldor Works"),
            ),
            self.statement(
                0,
                ("Piet Haldor", "said", &["\"Our seal is dry and it has been inspected,\""]),
                Direct,
                Denies,
                self.named(2),
            ),
            self.statement(0, ("The tunnel authority", "asked", &["two mobile pumps"]), Indirect, Asks, self.named(0)),
            self.statement(
                1,
                ("the tunnel authority", "", &["Two of four pumps had failed"]),
                Indirect,
                Asserts,
                self.named(0),
            ),
            self.statement(
                1,
                ("She", "", &["18 vehicles were left in the tube and nobody was hurt"]),
                Indirect,
                Asserts,
                self.restored(1, 1, "Mara Lindqvist"),
            ),
            self.statement(
                1,
                ("Drivers", "", &["they had been told to leave by 22:10, when the barrier came down"]),
                Indirect,
                Asserts,
                self.named(6),
            ),
            self.statement(
                1,
                ("An inspector", "", &["the emergency lights had worked throughout"]),
                Indirect,
                Asserts,
                self.lost("no inspector is named in 002 or in what it copies"),
            ),
            self.statement(
                1,
                ("The hospital in Oster", "", &["it had treated nobody after the flood"]),
                Indirect,
                Asserts,
                self.named(7),
            ),
            self.statement(
                2,
                ("The Ministry of Roads", "", &["two pumps had stopped before the water came in"]),
                Indirect,
                Asserts,
                self.named(4),
            ),
            self.statement(
                2,
                ("Minister Jonas Vell", "", &["the drainage сontrol had not been tested this year"]),
                Indirect,
                Asserts,
                self.named(5),
            ),
            self.statement(
                2,
                ("Lindqvist", "", &["\"We have now recovered 14 of them,\""]),
                Direct,
                Asserts,
                self.named(1),
            ),
            self.statement(
                2,
                ("the authority", "", &["Of 31 vehicles in both tubes, 18 were cars, 9 were vans and 3 were lorries"]),
                Indirect,
                Asserts,
                self.named(0),
            ),
            self.statement(
                2,
                ("Haldor Works", "", &["its engineers had fitted the seal a week late"]),
                Indirect,
                Asserts,
                self.named(3),
            ),
            self.statement(
                2,
                ("The city", "", &["it would send two mobile pumps on Wednesday"]),
                Indirect,
                Offers,
                self.named(8),
            ),
            self.statement(
                2,
                ("Haldor", "said again", &["no water had come through it"]),
                Indirect,
                Denies,
                self.resolved(3, 2, "Haldor Works"),
            ),
            self.statement(
                2,
                ("The tunnel authority", "", &["9 vehicles had been towed away by Monday evening"]),
                Indirect,
                Asserts,
                self.named(0),
            ),
            self.statement(
                3,
                ("", "it is said", &["At least 40 vehicles were lost"]),
                Indirect,
                Asserts,
                self.lost("\"it is said\" names nobody"),
            ),
            self.statement(
                3,
                ("the spokeswoman", "told", &["\"The water came in faster", "take it out,\""]),
                Direct,
                Asserts,
                self.resolved(1, 3, "the spokeswoman"),
            ),
            self.statement(
                3,
                ("Residents", "", &["the road had smelled of diesel for months"]),
                Indirect,
                Asserts,
                self.named(9),
            ),
            self.statement(
                3,
                ("", "", &["Last Friday the tunnel authority sold 17 of the vehicles for scrap"]),
                Narration,
                Asserts,
                Attribution::Outlet { speaker: self.speakers[10].id },
            ),
            self.statement(
                4,
                ("Baker Ines Holm", "", &["her rye bread needs two days"]),
                Indirect,
                Asserts,
                self.named(11),
            ),
        ]
    }

    fn statement(
        &self,
        article: usize,
        (source, cue, content): Words,
        form: Form,
        stance: Stance,
        speaker: Attribution,
    ) -> Statement {
        let article = &self.articles[article];
        let content: Vec<Span> = content.iter().map(|words| find(article, words)).collect();
        let extent = content.iter().copied().reduce(Span::cover).expect("every statement says something");
        let context = article.blocks.iter().map(|b| b.span).find(|b| b.contains(extent)).unwrap_or(extent);
        let part = |words: &str| (!words.is_empty()).then(|| find_in(article, context, words));
        let day = article.published.day.expect("every article of the story has a day");
        Statement {
            id: Id::at("statement", article.id, &content),
            article: article.id,
            source: part(source),
            cue: part(cue),
            content,
            form,
            stance,
            manner: Manner::Speech,
            negated: false,
            probability: if form == Form::Narration { 1.0 } else { 0.9 },
            said_on: Some(match speaker {
                // What was copied without its speaker was said on the original's day.
                Attribution::Restored { antecedent, .. } => {
                    let day = date(2031, 5, 4);
                    When { earliest: day, latest: day, words: None, through: Some(antecedent.article) }
                }
                _ => When { earliest: day, latest: day, words: None, through: None },
            }),
            speaker,
            addressee: None,
            within: None,
            context,
        }
    }

    fn named(&self, speaker: usize) -> Attribution {
        Attribution::Named { speaker: self.speakers[speaker].id }
    }

    fn resolved(&self, speaker: usize, article: usize, antecedent: &str) -> Attribution {
        let antecedent = find(&self.articles[article], antecedent);
        Attribution::Resolved { speaker: self.speakers[speaker].id, antecedent }
    }

    fn restored(&self, speaker: usize, reuse: usize, antecedent: &str) -> Attribution {
        let antecedent = Place { article: self.articles[0].id, span: find(&self.articles[0], antecedent) };
        Attribution::Restored { speaker: self.speakers[speaker].id, reuse: self.reuses[reuse].id, antecedent }
    }

    fn lost(&self, reason: &str) -> Attribution {
        Attribution::Lost { reason: reason.into() }
    }
}

fn figures(articles: &[Article], statements: &[Statement]) -> Vec<Figure> {
    let figure = |article: usize,
                  words: &str,
                  value: f64,
                  unit: &str,
                  verb: Option<&str>,
                  day: Option<i8>,
                  statement: Option<usize>| {
        let span = find(&articles[article], words);
        Figure {
            id: Id::at("figure", articles[article].id, &[span]),
            article: articles[article].id,
            span,
            value,
            upper: None,
            bound: if words.starts_with("At least") { Bound::AtLeast } else { Bound::Exact },
            unit: unit.into(),
            verb: verb.map(Into::into),
            scope: Scope::Cumulative,
            as_of: day.map(|d| date(2031, 5, d)),
            statement: statement.map(|s| statements[s].id),
        }
    };
    vec![
        figure(0, "18 vehicles", 18.0, "vehicle", Some("leave"), Some(3), Some(3)),
        figure(2, "9 vehicles", 9.0, "vehicle", Some("recover"), Some(5), Some(21)),
        figure(2, "14 of them", 14.0, "vehicle", Some("recover"), Some(6), Some(16)),
        figure(2, "31 vehicles", 31.0, "vehicle", Some("leave"), Some(6), Some(17)),
        figure(2, "18 were cars", 18.0, "car", None, None, Some(17)),
        figure(2, "9 were vans", 9.0, "van", None, None, Some(17)),
        figure(2, "3 were lorries", 3.0, "lorry", None, None, Some(17)),
        figure(3, "At least 40 vehicles", 40.0, "vehicle", Some("lose"), None, Some(22)),
        figure(3, "17 of the vehicles", 17.0, "vehicle", Some("sell"), Some(9), Some(25)),
    ]
}

fn party_of(statement: &Statement, speakers: &[Speaker]) -> Id {
    let speaker = statement.speaker.speaker().unwrap();
    speakers.iter().find(|s| s.id == speaker).unwrap().party
}

fn series(figures: &[Figure], statements: &[Statement], speakers: &[Speaker]) -> Vec<Series> {
    let order = [0, 1, 2, 3, 8, 7];
    let ids = order.map(|i: usize| figures[i].id);
    let said_in = |figure: &Figure| statements.iter().find(|s| Some(s.id) == figure.statement).unwrap();
    let point = |figure: &Figure| Point {
        figures: vec![figure.id],
        as_of: figure.as_of,
        party: said_in(figure).speaker.speaker().map(|_| party_of(said_in(figure), speakers)),
        echoes: None,
    };
    let remark = |kind, about: &[usize], text: &str| Remark {
        kind,
        figures: about.iter().map(|&i| figures[i].id).collect(),
        text: text.into(),
    };
    let bytes: Vec<&[u8]> = ids.iter().map(|id| id.as_bytes()).collect();
    vec![Series {
        id: Id::of("series", &bytes),
        name: "vehicles in the tunnel".into(),
        unit: "vehicle".into(),
        scope: Scope::Cumulative,
        points: order.map(|i| point(&figures[i])).to_vec(),
        since: None,
        remarks: vec![
            remark(
                RemarkKind::VerbsDiffer,
                &[0, 1, 8, 7],
                "Verbs differ (left / recovered / sold / lost): comparable only with that in mind.",
            ),
            remark(RemarkKind::Rate, &[1, 2], "From 9 to 14: up 5 in 1 day, 5 a day."),
        ],
    }]
}

fn sums(figures: &[Figure]) -> Vec<SumCheck> {
    vec![SumCheck {
        total: figures[3].id,
        parts: [4, 5, 6].map(|i| figures[i].id).to_vec(),
        sum: 30.0,
        remainder: 1.0,
        finding: "30 of 31; 1 unexplained; no contradiction".into(),
    }]
}

fn claims(articles: &[Article], statements: &[Statement], parties: &[Party], reuses: &[Reuse]) -> Vec<Claim> {
    let maker = Claims { articles, statements, parties };
    let government = Bond::SameParty(parties[0].id);
    let mut claims = vec![
        maker.claim(
            &[5],
            &[
                (6, Opposition::Denies, "Haldor Works denies it in the same article."),
                (7, Opposition::Denies, "A dry seal lets no water in."),
                (20, Opposition::Denies, "Haldor Works says no water came through it."),
            ],
            (Grade::Disputed, Credibility::Doubtful),
            [
                vec![maker.origin("Government of Osterland", &[5], true, vec![])],
                vec![maker.origin(
                    "Haldor Works",
                    &[6, 7, 20],
                    true,
                    vec![
                        maker.merge(6, 7, Bond::SameParty(parties[1].id)),
                        maker.merge(7, 20, Bond::SameParty(parties[1].id)),
                    ],
                )],
            ],
            &["1 origin puts it forward, 1 denies it.", "Each side speaks in its own cause."],
        ),
        maker.claim(
            &[4],
            &[(11, Opposition::Contradicts, "22:10 is not 21:40.")],
            (Grade::Contradicted, Credibility::Improbable),
            [
                vec![maker.origin("Government of Osterland", &[4], true, vec![])],
                vec![maker.origin("Drivers", &[11], true, vec![])],
            ],
            &["Two times for one closing; neither side answers the other."],
        ),
        maker.claim(
            &[1, 9, 14],
            &[],
            (Grade::OneOriginRepeated, Credibility::PossiblyTrue),
            [
                vec![maker.origin(
                    "Government of Osterland",
                    &[1, 9, 14],
                    true,
                    vec![maker.merge(1, 9, Bond::Copied(reuses[0].id)), maker.merge(1, 14, government)],
                )],
                vec![],
            ],
            &["3 articles and 2 bodies, but one party: not confirmation."],
        ),
        maker.claim(
            &[3, 10, 13],
            &[],
            (Grade::Confirmed, Credibility::Confirmed),
            [
                vec![
                    maker.origin(
                        "Government of Osterland",
                        &[3, 10],
                        true,
                        vec![maker.merge(3, 10, Bond::Copied(reuses[1].id))],
                    ),
                    maker.origin("Oster hospital", &[13], true, vec![]),
                ],
                vec![],
            ],
            &["2 origins that do not depend on each other say that nobody was hurt."],
        ),
        maker.claim(
            &[18],
            &[],
            (Grade::Admitted, Credibility::ProbablyTrue),
            [vec![maker.origin("Haldor Works", &[18], true, vec![])], vec![]],
            &["Haldor Works says so against its own cause."],
        ),
    ];
    for single in [2, 15, 16, 24] {
        let name = ["Government of Osterland", "Residents"][usize::from(single == 24)];
        claims.push(maker.claim(
            &[single],
            &[],
            (Grade::SingleSource, Credibility::PossiblyTrue),
            [vec![maker.origin(name, &[single], true, vec![])], vec![]],
            &["One statement of one origin."],
        ));
    }
    for unnamed in [12, 22] {
        claims.push(maker.claim(
            &[unnamed],
            &[],
            (Grade::Unattributed, Credibility::CannotBeJudged),
            [vec![maker.origin("speaker lost", &[unnamed], false, vec![])], vec![]],
            &["Nobody is named who says so."],
        ));
    }
    claims.push(maker.claim(
        &[26],
        &[],
        (Grade::SingleSource, Credibility::PossiblyTrue),
        [vec![maker.origin("Ines Holm", &[26], true, vec![])], vec![]],
        &["One statement of one origin."],
    ));
    for (i, claim) in claims.iter_mut().enumerate() {
        claim.label = format!("C{}", i + 1);
    }
    claims
}

/// What a claim of this grade lacks here.
fn missing(grade: Grade) -> Vec<Missing> {
    let missing = |gap, text: &str| Missing { gap, text: text.into() };
    match grade {
        Grade::OneOriginRepeated => {
            vec![missing(Gap::OutsideVoice, "Nobody outside Government of Osterland says it.")]
        }
        Grade::Unattributed => vec![
            missing(Gap::Speaker, "The name of who says it."),
            missing(Gap::Day, "No place or date is given for what is said to have happened."),
        ],
        _ => Vec::new(),
    }
}

struct Claims<'a> {
    articles: &'a [Article],
    statements: &'a [Statement],
    parties: &'a [Party],
}

impl Claims<'_> {
    fn claim(
        &self,
        support: &[usize],
        against: &[(usize, Opposition, &str)],
        (grade, credibility): (Grade, Credibility),
        [origins, other_side]: [Vec<Origin>; 2],
        reasons: &[&str],
    ) -> Claim {
        let first = &self.statements[support[0]];
        Claim {
            id: self.id("claim", support),
            label: String::new(),
            gist: Place { article: first.article, span: first.extent() },
            words: support
                .iter()
                .map(|i| &self.statements[*i])
                .map(|s| Place { article: s.article, span: s.extent() })
                .collect(),
            near: Vec::new(),
            support: support.iter().map(|i| self.statements[*i].id).collect(),
            against: against
                .iter()
                .map(|(i, opposition, reason)| Against {
                    statement: self.statements[*i].id,
                    opposition: *opposition,
                    reason: (*reason).into(),
                })
                .collect(),
            confirmation: Confirmation {
                grade,
                credibility,
                origins,
                against: other_side,
                reasons: reasons.iter().map(|r| (*r).to_owned()).collect(),
                admission: None,
                relayed: Vec::new(),
                missing: missing(grade),
            },
        }
    }

    fn origin(&self, name: &str, statements: &[usize], counts: bool, merges: Vec<Merge>) -> Origin {
        let mut articles: Vec<Id> = Vec::new();
        for statement in statements {
            let article = self.statements[*statement].article;
            if !articles.contains(&article) {
                articles.push(article);
            }
        }
        assert!(articles.iter().all(|id| self.articles.iter().any(|a| a.id == *id)));
        assert!(!counts || self.parties.iter().any(|p| p.name == name), "{name} is a party");
        Origin {
            id: self.id("origin", statements),
            name: name.into(),
            statements: statements.iter().map(|i| self.statements[*i].id).collect(),
            articles,
            counts,
            reliability: if name == "Oster hospital" { Reliability::B } else { Reliability::F },
            merges,
        }
    }

    fn merge(&self, one: usize, other: usize, bond: Bond) -> Merge {
        Merge { one: self.statements[one].id, other: self.statements[other].id, bond }
    }

    fn id(&self, kind: &str, statements: &[usize]) -> Id {
        let ids: Vec<&[u8]> = statements.iter().map(|i| self.statements[*i].id.as_bytes()).collect();
        Id::of(kind, &ids)
    }
}

fn timeline(articles: &[Article], statements: &[Statement]) -> Vec<Event> {
    let event = |when: (i8, i8), inferred, kind, place: Place, statement: Option<usize>| Event {
        when: When { earliest: date(2031, 5, when.0), latest: date(2031, 5, when.1), words: None, through: None },
        inferred,
        kind,
        place,
        statement: statement.map(|s| statements[s].id),
    };
    let title = |i: usize| Place {
        article: articles[i].id,
        span: articles[i].blocks.iter().find(|b| b.label == Label::Title).expect("a title").span,
    };
    let words = |i: usize| Place { article: statements[i].article, span: statements[i].extent() };
    vec![
        event((3, 3), false, EventKind::Happened, words(0), Some(0)),
        event((4, 4), false, EventKind::Published, title(0), None),
        event((4, 4), true, EventKind::Said, words(2), Some(2)),
        event((4, 4), true, EventKind::Said, words(7), Some(7)),
        event((5, 5), false, EventKind::Published, title(1), None),
        event((5, 5), false, EventKind::Happened, words(21), Some(21)),
        event((6, 6), false, EventKind::Published, title(2), None),
        event((6, 6), false, EventKind::Said, words(16), Some(16)),
        event((7, 7), false, EventKind::Happened, words(19), Some(19)),
        event((11, 16), true, EventKind::Published, title(3), None),
        event((9, 9), true, EventKind::Happened, words(25), Some(25)),
    ]
}

/// Fictional places: the town on the firth and the sea beside it.
fn facts(articles: &[Article]) -> Vec<Facts> {
    let mut all: Vec<Facts> = articles.iter().map(nothing).collect();
    let first = &articles[0];
    all[0].times.push(TimeExpression {
        span: find(first, "Saturday night"),
        kind: TimeKind::Time,
        value: "2031-05-03TNI".into(),
        modifier: None,
        earliest: Some(date(2031, 5, 3)),
        latest: Some(date(2031, 5, 3)),
        bound: None,
        edge: None,
        as_of: false,
        alternatives: Vec::new(),
        read_on: Some(date(2031, 5, 4)),
        through: None,
    });
    let oster = |usage, span| Toponym {
        span,
        usage,
        probability: 0.9,
        location: Some(Location {
            name: "Oster, Firth, Northland".into(),
            kind: "town".into(),
            country: "XN".into(),
            first_level: "Firth".into(),
            second_level: String::new(),
            latitude: 61.5,
            longitude: 5.25,
            precision_km: 5.0,
        }),
        reason: "the largest of the three places of this name".into(),
        others: vec!["Oster <b>, Southland".into()],
    };
    all[0].toponyms.push(oster(ToponymUsage::Place, find(first, "OSTER")));
    let hospital = find(&articles[1], "hospital in Oster");
    all[1].toponyms.push(oster(ToponymUsage::Place, Span { start: hospital.end - 5, ..hospital }));
    all[0].entities.push(Entity {
        name: "Mara Lindqvist".into(),
        kind: EntityKind::Person,
        roles: vec!["spokeswoman".into()],
        affiliations: vec!["Oster Tunnel Authority".into()],
        mentions: vec![Mention { span: find(first, "Mara Lindqvist"), form: MentionForm::Name }],
    });
    all[2].entities.push(Entity {
        name: "M. Lindqvist".into(),
        kind: EntityKind::Person,
        roles: Vec::new(),
        affiliations: Vec::new(),
        mentions: vec![Mention { span: articles[2].blocks[0].span, form: MentionForm::Name }],
    });
    all
}

/// Two names that may be one person.
fn identities(articles: &[Article]) -> Vec<Identity> {
    let id = |name: &str| Id::of("identity", &[name.as_bytes()]);
    let one = |name: &str, article: usize, other: &str| Identity {
        id: id(name),
        name: name.into(),
        kind: EntityKind::Person,
        members: vec![Member { article: articles[article].id, entity: 0 }],
        alternatives: vec![Alternative { identity: id(other), reasons: vec!["only an initial agrees".into()] }],
    };
    vec![one("Mara Lindqvist", 0, "M. Lindqvist"), one("M. Lindqvist", 2, "Mara Lindqvist")]
}

fn nothing(article: &Article) -> Facts {
    let (times, quantities, toponyms, entities) = Default::default();
    Facts { article: article.id, times, quantities, toponyms, entities }
}

fn warnings(articles: &[Article]) -> Vec<Warning> {
    let warning = |kind, i: usize, words: &str, text: &str| Warning {
        kind,
        place: Place { article: articles[i].id, span: find(&articles[i], words) },
        text: text.into(),
    };
    vec![
        warning(
            WarningKind::Date,
            3,
            "More than a week ago",
            "No date in the text; inferred as 11 May 2031, between 11 and 16 May.",
        ),
        warning(
            WarningKind::LostSpeaker,
            1,
            "An inspector",
            "\"An inspector\" is not named here or in what the article copies.",
        ),
        warning(WarningKind::LostSpeaker, 3, "it is said", "\"it is said\" names nobody."),
        warning(WarningKind::RestoredSpeaker, 1, "She", "\"She\" is Mara Lindqvist, through the copy from 001."),
        warning(WarningKind::RestoredDay, 1, "18 vehicles", "said on 2031-05-04, through the copy from 001."),
        warning(
            WarningKind::Lookalike,
            2,
            "сontrol",
            "The first letter of \"сontrol\" is Cyrillic U+0441; matched as \"c\".",
        ),
        warning(WarningKind::Mosaic, 1, "Two of four pumps", "Half of the article is copied from 001 in two pieces."),
        warning(
            WarningKind::Apart,
            4,
            "Bakery of the year",
            "It shares no names and few words with the other articles.",
        ),
    ]
}
