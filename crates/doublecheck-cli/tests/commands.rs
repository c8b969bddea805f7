//! What the commands do with good input.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

use std::io::Read;
use std::process::Stdio;

use desk::{Desk, FERRY, INQUIRY};

const FILES: [&str; 8] = [
    "claims.csv",
    "copies.csv",
    "dossier.json",
    "exchanges.csv",
    "facts.csv",
    "figures.csv",
    "index.html",
    "statements.csv",
];

fn desk_with_articles() -> Desk {
    let desk = Desk::new();
    desk.put("articles/a.txt", FERRY);
    desk.put("articles/b.txt", INQUIRY);
    desk.put(
        "articles/more/c.html",
        format!(
            "<html><body><article><h1>Fire</h1><p>{}</p></article></body></html>",
            INQUIRY.replace("\n\n", "</p><p>")
        ),
    );
    desk.put(
        "articles/feed.jsonl",
        serde_json::json!({ "text": FERRY.replace("212", "214"), "outlet": "Lund Post" }).to_string(),
    );
    desk
}

#[test]
fn a_dossier_is_written_and_summed_up() {
    let desk = desk_with_articles();
    let ran = desk.run(&["dossier", "articles", "--out", "new/out"]);
    ran.assert_done();
    assert_eq!(desk.names("new/out"), FILES);
    assert!(ran.out.contains("read     4 articles"), "{}", ran.out);
    assert!(ran.out.ends_with("open     new/out/index.html\n"), "{}", ran.out);
    assert_eq!(ran.err, "", "nothing to say on standard error, no bar in a pipe");
    assert!(!ran.out.contains('\u{1b}'), "plain in a pipe");
}

#[test]
fn the_same_bytes_at_any_number_of_threads() {
    let desk = desk_with_articles();
    for threads in ["1", "2", "7"] {
        desk.run(&["dossier", "articles", "--out", threads, "--threads", threads]).assert_done();
        for file in FILES {
            assert_eq!(desk.text(&format!("{threads}/{file}")), desk.text(&format!("1/{file}")), "{file}");
        }
    }
}

#[test]
fn colour_only_where_it_is_wanted() {
    let desk = desk_with_articles();
    let run = |out: &str, name: &str, value: &str| {
        let output = desk.command(&["dossier", "articles", "--out", out]).env(name, value).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run("1", "CLICOLOR_FORCE", "1").contains("\u{1b}["));
    let output = desk.command(&["dossier", "articles", "--out", "2"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn standard_input_is_an_article() {
    let desk = Desk::new();
    let ran = desk.run_with(&["dossier", "-", "--out", "out"], FERRY.as_bytes());
    ran.assert_done();
    assert!(desk.text("out/dossier.json").contains("\"path\":\"-\""));
    let ran = desk.run_with(&["read", "-"], FERRY.as_bytes());
    assert!(ran.out.contains("212 passengers"), "{}", ran.out);
}

#[test]
fn hidden_and_other_files_are_left_out() {
    let desk = Desk::new();
    desk.put("articles/a.txt", FERRY);
    desk.put("articles/.hidden.txt", INQUIRY);
    desk.put("articles/.git/b.txt", INQUIRY);
    desk.put("articles/photo.jpg", "x");
    desk.put("articles/notes/b.docx", "x");
    let ran = desk.run(&["dossier", "articles", "--out", "out"]);
    ran.assert_done();
    assert!(ran.out.contains("1 article "), "{}", ran.out);
    assert_eq!(ran.err, "articles: 2 files of other kinds left out (notes/b.docx, photo.jpg)\n");
    // A file that is named is read, whatever its name.
    desk.put("article.dat", INQUIRY);
    desk.run(&["dossier", "article.dat", "--out", "out2"]).assert_done();
}

#[test]
fn a_dossier_among_the_articles_is_not_read() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    let first = desk.run(&["dossier", ".", "--out", "out"]);
    first.assert_done();
    let again = desk.run(&["dossier", ".", "--out", "out", "--force"]);
    again.assert_done();
    assert_eq!(first.out, again.out);
    assert_eq!(again.err, "");
}

#[test]
fn tables_beside_the_articles_are_used_and_named() {
    let desk = Desk::new();
    desk.put("articles/a.txt", FERRY);
    desk.put("articles/parties.toml", "[[party]]\nname = \"Port of Lund\"\nmembers = [\"harbour office\"]\n");
    desk.put("articles/outlets.toml", "[[outlet]]\nname = \"Lund Post\"\nfiles = [\"a.txt\"]\nreliability = \"B\"\n");
    let ran = desk.run(&["dossier", "articles", "--out", "out"]);
    ran.assert_done();
    assert_eq!(ran.err, "articles/parties.toml: used, 1 party\narticles/outlets.toml: used, 1 outlet\n");
    let json = desk.text("out/dossier.json");
    assert!(json.contains("Port of Lund") && json.contains("Lund Post"));
    // Those that are named take the place of those that lie there.
    desk.put("none.toml", "");
    let ran = desk.run(&["dossier", "articles", "--out", "out2", "--parties", "none.toml", "--outlets", "none.toml"]);
    ran.assert_done();
    assert!(!desk.text("out2/dossier.json").contains("Port of Lund"));
}

#[test]
fn why_reads_what_dossier_wrote() {
    let desk = desk_with_articles();
    desk.run(&["dossier", "articles", "--out", "out"]).assert_done();
    let ran = desk.run(&["why", "c1", "out"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.starts_with("C1 "), "{}", ran.out);
    assert!(ran.out.contains("articles/"), "{}", ran.out);

    let ran = desk.run(&["why", "C999", "out"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("no claim C999 in this dossier; its claims are C1 to C"), "{}", ran.err);
    let ran = desk.run(&["why", "C1", "articles"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("articles/dossier.json: cannot be opened; name a folder"), "{}", ran.err);
    for damaged in ["{", "[]", "{\"format\": \"doublecheck dossier 1\"}", "{\"format\": \"doublecheck dossier 9\"}"] {
        desk.put("old/dossier.json", damaged);
        let ran = desk.run(&["why", "C1", "old"]);
        assert_eq!(ran.status, 1);
        assert!(ran.err.contains("old/dossier.json: ") && ran.err.contains("make the dossier again"), "{}", ran.err);
    }
}

#[test]
fn an_article_is_shown_as_it_was_read() {
    let desk = desk_with_articles();
    let ran = desk.run(&["read", "articles/a.txt", "gone.txt"]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.contains("Ferry to Lund stopped after fire"), "{}", ran.out);
    assert!(ran.out.contains("2031-05-04"), "{}", ran.out);
    assert_eq!(ran.err, "gone.txt: no such file or folder; check the path\n");
    assert_eq!(desk.run(&["read", "gone.txt"]).status, 1);
}

/// `doublecheck read ... | head -1` ends without complaint.
#[test]
fn a_closed_pipe_is_no_error() {
    let desk = Desk::new();
    for n in 0..200 {
        desk.put(&format!("articles/{n}.txt"), FERRY.replace("212", &(1000 + n).to_string()));
    }
    let mut command = desk.command(&["read", "articles"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 10]).unwrap();
    drop(out);
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn help_says_what_there_is() {
    let desk = Desk::new();
    let ran = desk.run(&["--help"]);
    assert_eq!(ran.status, 0);
    for command in ["dossier", "origins", "why", "read"] {
        assert!(ran.out.contains(command), "{}", ran.out);
    }
    assert_eq!(desk.run(&["--version"]).status, 0);
}
