//! Statements in texts that are broken, hostile, endless or in another language: every span slices to its text, nothing
//! panics, and what is no English is left alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plain;

use doublecheck::language::Analysis;
use doublecheck::statement::{Said, act};
use doublecheck::{Article, Form, Id, Span, Tables, fact_sheet, read, statements_of};
use proptest::prelude::*;

/// The statements of a text read as a plain page, after all their spans were looked at.
fn said(text: &str) -> Said {
    let (articles, _) = read::read("page.txt", text.as_bytes(), &Tables::default());
    let mut all = None;
    for article in &articles {
        let said = statements_of(article, &Tables::default());
        check(article, &said);
        all = Some(said);
    }
    all.unwrap_or_else(|| statements_of(&plain::article("empty", "."), &Tables::default()))
}

/// The same for a text that is body throughout.
fn said_in_body(text: &str) -> Said {
    let article = plain::article("body", text);
    let said = statements_of(&article, &Tables::default());
    check(&article, &said);
    said
}

/// Every span lies in the text, cuts no code point, and holds words; every id leads somewhere.
fn check(article: &Article, said: &Said) {
    let ids: Vec<Id> = said.statements.iter().map(|s| s.id).collect();
    for statement in &said.statements {
        let parts = statement.content.iter().chain(&statement.source).chain(&statement.cue).chain(&statement.addressee);
        for span in parts.chain([&statement.context]) {
            assert!(span.start < span.end && span.end <= article.text.len(), "{span:?} in {}", article.text.len());
            assert!(!article.text.slice(*span).trim().is_empty());
            assert_eq!(article.text.span(article.text.bytes(*span)), *span);
        }
        assert!(!statement.content.is_empty());
        assert!((0.0..=1.0).contains(&statement.probability));
        assert!(statement.within.is_none_or(|id| id != statement.id && ids.contains(&id)));
        assert!(statement.speaker.speaker().is_none() || said.speaker_of(statement).is_some());
    }
}

fn attributed(said: &Said) -> usize {
    said.statements.iter().filter(|s| s.form != Form::Narration).count()
}

const SENTENCE: &str = "Ines Calder said the lock was safe. ";

/// Sixty-four kilobytes: what grows with the square of the length would take minutes.
const LONG: usize = 1 << 16;

#[test]
fn a_text_without_a_sentence_end() {
    let words = "the mayor of Lund said that the union had denied that ";
    said_in_body(&words.repeat(LONG / words.len()));
    said_in_body(&"lock ".repeat(LONG / 5));
    said_in_body(&"a".repeat(LONG));
    said_in_body(&"said, ".repeat(LONG / 6));
    said_in_body(&"Calder said ".repeat(LONG / 12));
    said_in_body(&"according to ".repeat(LONG / 13));
    said_in_body(&"not or never and ".repeat(LONG / 17));
}

#[test]
fn marks_without_end() {
    for mark in ["\"", "“", "”", "'", "‘", "«", "(", ":", "—", "''", "\"said ", "“he said ", "“He said.” "]
    {
        said_in_body(&mark.repeat(LONG / 4 / mark.len()));
    }
}

#[test]
fn one_paragraph_in_a_quotation_that_never_closes() {
    let text = format!("“{}", SENTENCE.repeat(LONG / SENTENCE.len()));
    said_in_body(&text);
    said(&text);
}

#[test]
fn mixed_quotation_marks() {
    for text in [
        "\"The lock is safe,” Ines Calder said.",
        "“The lock is safe,\" Ines Calder said.",
        "„The lock is safe“, Ines Calder said.",
        "«The lock is safe», Ines Calder said.",
        "''The lock is safe,'' Ines Calder said.",
        "``The lock is safe,'' Ines Calder said.",
        "'The lock is safe,' Ines Calder said.",
        "“The lock is ‘safe,” Ines Calder said.",
    ] {
        let said = said_in_body(text);
        assert_eq!(attributed(&said), 1, "{text}: {:#?}", said.statements);
        assert!(said.speakers.iter().any(|s| s.name == "Ines Calder"), "{text}");
    }
}

/// Where a mark is missing, the words may be missed; they are not given to somebody else.
#[test]
fn unbalanced_quotation_marks() {
    for text in [
        "“The lock is safe, Ines Calder said.",
        "The lock is safe,” Ines Calder said.",
        "Ines Calder said the “lock was safe.",
        "Ines Calder said the lock” was safe.",
        "“The lock is ‘quite “safe” now,’” Ines Calder said.",
    ] {
        let said = said_in_body(text);
        for statement in said.statements.iter().filter(|s| s.form != Form::Narration) {
            assert_eq!(said.speaker_of(statement).map(|s| s.name.as_str()), Some("Ines Calder"), "{text}");
        }
    }
}

#[test]
fn a_mark_left_open_does_not_reach_into_the_next_paragraph() {
    let said =
        said("Lock reopens\n\n“The lock is safe, Ines Calder said on Monday.\n\nThe union said that it leaked.\n");
    let names: Vec<&str> = said.speakers.iter().map(|s| s.name.as_str()).collect();
    assert!(names.contains(&"the union"), "{names:?}");
}

#[test]
fn a_quotation_over_three_paragraphs() {
    let text = "Lock reopens\n\n4 May 2031\n\nInes Calder, the harbour master, spoke on Monday.\n\n“The lock is safe,” \
                Calder said. “We looked at every gate before we let a single boat through it.\n\n“Then we looked at them \
                again, and again after that, until nobody could doubt it.\n\n“And now it is open for everyone.”\n\nThe \
                first boat left at noon and reached the other side within the hour.\n";
    let said = said(text);
    let calder = said.speakers.iter().find(|s| s.name == "Ines Calder").expect("Calder speaks").id;
    let direct: Vec<_> = said.statements.iter().filter(|s| s.form == Form::Direct).collect();
    assert!(!direct.is_empty());
    assert!(direct.iter().all(|s| s.speaker.speaker() == Some(calder)), "{direct:#?}");
}

#[test]
fn all_capitals() {
    let said = said(&format!("LOCK REOPENS\n\n{}\n", SENTENCE.repeat(8).to_uppercase()));
    // Names cannot be told from other words: better nothing than nonsense.
    for statement in said.statements.iter().filter(|s| s.form != Form::Narration) {
        let name = &said.speaker_of(statement).expect("a speaker").name;
        assert_eq!(name.to_lowercase(), "ines calder");
    }
}

#[test]
fn other_languages_are_named_and_left_alone() {
    for (language, text) in [
        (
            "German",
            "Die Schleuse in Lund ist wieder offen. „Sie ist sicher“, sagte die Hafenmeisterin am Montag. Nach Angaben der \
             Gewerkschaft war das Tor schon im März undicht, doch die Gesellschaft bestreitet das bis heute.",
        ),
        (
            "French",
            "L'écluse de Lund est de nouveau ouverte. « Elle est sûre », a déclaré lundi la capitaine du port. Selon le \
             syndicat, la porte fuyait déjà au mois de mars, mais la compagnie le nie encore aujourd'hui.",
        ),
        (
            "Spanish",
            "La esclusa de Lund está abierta de nuevo. «Es segura», dijo el lunes la capitana del puerto. Según el \
             sindicato, la compuerta ya perdía agua en marzo, pero la compañía lo niega hasta hoy.",
        ),
        (
            "Cyrillic script",
            "Шлюз в Лунде снова открыт. «Он безопасен», — сказала в понедельник начальница порта. По данным профсоюза, \
             ворота протекали уже в марте, но компания до сих пор это отрицает.",
        ),
        (
            "Mandarin",
            "隆德的船闸已重新开放。港务长周一表示,船闸是安全的。工会称,闸门早在三月就已漏水,但公司至今否认这一说法。港务长说,\
             潜水员已经检查了两次,没有发现任何问题。当地居民希望船闸能够在夏天之前完全恢复正常运行,市长也表示会继续关注此事。\
             市议会将在下周讨论维修费用的问题,并且邀请工会代表参加会议。",
        ),
    ] {
        let said = said_in_body(&text.repeat(2));
        assert!(said.statements.is_empty(), "{language}: {:#?}", said.statements);
        assert_eq!(said.problems.len(), 1, "{language}");
        assert!(said.problems[0].what.contains(language), "{}", said.problems[0]);
    }
}

#[test]
fn english_is_not_mistaken() {
    for text in [
        "Lock reopens.",
        "Ines Calder: Lund, Malmö, Göteborg, Århus.",
        "Calder said Lund.",
        "Lund 3, Oster 1. Halden 2, Corlin 2. Teld 0, Ansel 4. Lamport 1, Varn 1. Norrand 5, Brandvold 0. Strand 1, Malm 1. \
         Toresk 2, Karsten 2. Weller 0, Okell 1. Brisco 3, Osvald 3. Lindqvist 1, Haldor 1.",
        "Crew list: Ines Calder, Anders Holm, Gerda Malm, Viktor Strand, Lena Toresk, Marek Osvald, Hanne Brisco, Tomas \
         Weller, Miriam Okell, Ivo Karsten, Mara Lindqvist, Piet Haldor, Jonas Vell, Odo Brandt, Gerd Olm.",
        "“C'est la vie,” Ines Calder said. “Je ne regrette rien,” she added, and closed the gate of the lock for the night. \
         The union said that it had been told of this in March and that nobody had asked it what it thought.",
        "THE LOCK AT LUND IS OPEN AGAIN, THE HARBOUR MASTER SAID ON MONDAY, AFTER DIVERS HAD LOOKED AT IT FOR THE SECOND \
         TIME THIS WEEK. THE UNION DENIED THAT IT HAD BEEN ASKED ABOUT THE REPAIRS BEFORE THEY BEGAN IN MARCH.",
    ] {
        assert!(said_in_body(text).problems.is_empty(), "{text}");
    }
}

#[test]
fn hostile_unicode() {
    for text in [
        "\u{202e}Ines Calder\u{202c} said the \u{2066}lock\u{2069} was safe.",
        "I\u{301}nes C\u{300}\u{301}\u{302}\u{303}alder sa\u{308}id the lock was safe.",
        "Ines\u{200b} Cal\u{200d}der sa\u{ad}id the lock\u{feff} was safe.",
        "\u{301}\u{301}\u{301} said \u{301}.",
        "“\u{200b}” said Calder. \u{200b}“\u{301}”, said Calder.",
        "Ines Calder\u{a0}said\u{2009}the\u{3000}lock was safe\u{3002}",
        "𝐈𝐧𝐞𝐬 𝐂𝐚𝐥𝐝𝐞𝐫 said 🙂 the lock was 👨‍👩‍👧 safe, she added.",
        "Ines Calder said\u{0}the lock\u{1b}[31m was safe.",
        "Ines Calder said\u{2028}the lock\u{2029}was safe. \u{85}She added it.",
        "İNES CALDER SAİD ẞHE LOCK WAS ǅAFE. ŉ said ﬁne, ﬀ told ﬂ that ſaid.",
    ] {
        said_in_body(text);
        said(&text.repeat(20));
    }
}

#[test]
fn a_cue_anywhere_is_read() {
    let article = plain::article("cues", "Not, \"no one\" said or : never to to to (refused to. neither");
    let analysis = Analysis::of(&article);
    for start in 0..analysis.words.len() + 2 {
        for end in start..analysis.words.len() + 3 {
            act(&analysis, start..end);
        }
    }
    let empty = plain::article("nothing", "");
    act(&Analysis::of(&empty), 0..0);
    assert_eq!(Span { start: 0, end: 0 }.len(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Nasty texts: marks that do not match, words that begin and end statements, letters of many kinds.
    #[test]
    fn every_span_slices_to_its_text(
        text in "([A-Z][a-z]{1,6}|said|says|not|never|denied|refused to|told|asked|by|that|to|accused|of|according to|, |\\. |: |\
                 \"|“|”|‘|’|'|«|»|''|``|--|—|\\(|\\)|\\?|!|…|-|1\\.5|no one|the|he|she|they|who|was|had|did|is|\
                 \u{301}|\u{200b}|\u{202e}|\u{feff}|\u{ad}|\u{1f600}|\u{441}|é|ß|İ|\u{0}|\t|\n|\n\n| | | ){1,120}"
    ) {
        said(&text);
        said_in_body(&text);
    }

    #[test]
    fn any_text_at_all(text in "\\PC{0,200}") {
        said(&text);
        said_in_body(&text);
    }
}

/// Facts of a text: every span lies in it and holds words.
fn facts_of(text: &str) {
    let (articles, problems) = read::read("page.txt", text.as_bytes(), &Tables::default());
    let found = fact_sheet(articles, problems, &Tables::default());
    for (article, facts) in found.articles.iter().zip(&found.facts) {
        let times = facts.times.iter().map(|time| time.span);
        let quantities = facts.quantities.iter().map(|quantity| quantity.span);
        let toponyms = facts.toponyms.iter().map(|toponym| toponym.span);
        let mentions = facts.entities.iter().flat_map(|entity| &entity.mentions).map(|mention| mention.span);
        for span in times.chain(quantities).chain(toponyms).chain(mentions) {
            assert!(!article.text.slice(span).trim().is_empty());
            assert_eq!(article.text.span(article.text.bytes(span)), span);
        }
    }
}

#[test]
fn facts_without_end_and_without_sense() {
    for words in [
        "Monday ",
        "Lund, ",
        "12 ",
        "1",
        "from 5 to 9 ",
        "Anna Berg ",
        "She said. ",
        "Northern Union (NU) ",
        "$5% ",
        "May 5 ",
    ] {
        facts_of(&format!("Title of it\n\n5 May 2031\n\n{}", words.repeat(LONG / words.len())));
    }
    for words in [
        "30 February 2031",
        "in the year 0",
        "13/45/99999",
        "٢٠٣١ and २०३१",
        "1.234,5 and 1,23,456 and 1'000",
        "\u{202e}5 May\0",
    ] {
        facts_of(&format!("Title of it\n\n{words} said the mayor of Lund.\n"));
    }
    facts_of("");
}
