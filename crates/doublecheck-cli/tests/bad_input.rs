//! Bad input: one clear line each, and everything good is still done.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

use std::fs;

use desk::{Desk, FERRY, INQUIRY, exists};

#[test]
fn an_empty_folder() {
    let desk = Desk::new();
    fs::create_dir(desk.path("articles")).unwrap();
    let ran = desk.run(&["dossier", "articles", "--out", "out"]);
    assert_eq!(ran.status, 1);
    ran.assert_line("articles", "no article in this folder; put .txt, .html or .jsonl files in it");
    assert!(!exists(desk.path("out")), "no folder is left behind");
}

#[test]
fn a_path_that_is_not_there() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    let ran = desk.run(&["dossier", "b.txt", "a.txt", "--out", "out"]);
    ran.assert_done().assert_line("b.txt", "no such file or folder; check the path");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.put("articles/a.txt", FERRY);
    let locked = desk.put("articles/b.txt", INQUIRY);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let ran = desk.run(&["dossier", "articles", "--out", "out"]);
    ran.assert_done();
    // The superuser reads it all the same.
    if fs::File::open(&locked).is_err() {
        ran.assert_line("articles/b.txt", "permission denied; check its permissions");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_opens_and_cannot_be_read() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    let ran = desk.run(&["dossier", "/proc/self/mem", "a.txt", "--out", "out"]);
    ran.assert_done().assert_line("/proc/self/mem", "cannot be read");
}

#[test]
fn a_binary_file() {
    let desk = Desk::new();
    let bytes: Vec<u8> = (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    desk.put("articles/a.txt", FERRY);
    desk.put("articles/photo.txt", bytes);
    let ran = desk.run(&["dossier", "articles", "--out", "out"]);
    ran.assert_done().assert_line("articles/photo.txt", "is no text");
}

#[test]
fn broken_utf_8() {
    let desk = Desk::new();
    let text = FERRY.replace("Berg", "Bj\u{f6}rk");
    let mut bytes = text.into_bytes();
    bytes.insert(60, 0xff);
    desk.put("articles/a.txt", bytes);
    let ran = desk.run(&["dossier", "articles", "--out", "out"]);
    ran.assert_done();
    assert!(ran.out.contains("1 article"));
    assert!(desk.text("out/dossier.json").contains("engine room"), "what is whole was read");
}

#[test]
fn a_line_of_50_megabytes() {
    let desk = Desk::new();
    let mut lines = format!("{{\"text\": \"{}\"}}\n", "ferry ".repeat(50 << 20 >> 3)).into_bytes();
    lines.resize(50 << 20, b' ');
    lines.push(b'\n');
    lines.extend(serde_json::to_vec(&serde_json::json!({ "text": FERRY })).unwrap());
    desk.put("feed.jsonl", lines);
    let ran = desk.run(&["dossier", "feed.jsonl", "--out", "out"]);
    ran.assert_done().assert_line("feed.jsonl:1: ", "MiB");
    assert!(desk.text("out/dossier.json").contains("212 passengers"));
}

#[test]
fn a_json_line_without_text_and_one_that_is_no_json() {
    let desk = Desk::new();
    let good = serde_json::json!({ "text": FERRY, "outlet": "Lund Post" });
    desk.put("feed.jsonl", format!("{good}\n{{\"title\": \"Fire\"}}\n\n{{\"text\": \n"));
    let ran = desk.run(&["dossier", "feed.jsonl", "--out", "out"]);
    ran.assert_done();
    ran.assert_line("feed.jsonl:2: ", "no article");
    ran.assert_line("feed.jsonl:4: ", "JSON");
}

#[test]
fn a_page_with_no_article() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    desk.put("page.html", "<html><body><nav><a href=/>Home</a> <a href=/x>News</a></nav></body></html>");
    let ran = desk.run(&["dossier", "page.html", "a.txt", "--out", "out"]);
    ran.assert_done().assert_line("page.html", "no article found");
}

#[test]
fn an_empty_file() {
    let desk = Desk::new();
    desk.put("articles/a.txt", FERRY);
    desk.put("articles/b.txt", "");
    desk.run(&["dossier", "articles", "--out", "out"]).assert_done().assert_line("articles/b.txt", "is empty");
}

#[test]
fn a_damaged_gzip_file() {
    let desk = Desk::new();
    desk.put("articles/a.txt", FERRY);
    desk.put("articles/b.txt.gz", [0x1f, 0x8b, 8, 0, 1, 2, 3]);
    desk.run(&["dossier", "articles", "--out", "out"]).assert_done().assert_line("articles/b.txt.gz", "gzip");
}

#[test]
fn the_same_file_twice() {
    let desk = Desk::new();
    desk.put("articles/a.txt", FERRY);
    let ran = desk.run(&["dossier", "articles", "articles/a.txt", "--out", "out"]);
    ran.assert_done().assert_line("articles/a.txt", "the same file as articles/a.txt");
    assert!(ran.out.contains("1 article "), "{}", ran.out);
}

#[test]
fn the_same_article_in_two_files() {
    let desk = Desk::new();
    desk.put("articles/a.txt", FERRY);
    desk.put("articles/b.txt", FERRY);
    let ran = desk.run(&["dossier", "articles", "--out", "out"]);
    ran.assert_done().assert_line("articles/b.txt", "the same article as articles/a.txt");
    assert!(ran.out.contains("1 article "), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself() {
    let desk = Desk::new();
    desk.put("articles/a.txt", FERRY);
    std::os::unix::fs::symlink("..", desk.path("articles/deeper")).unwrap();
    std::os::unix::fs::symlink("nowhere", desk.path("articles/b.txt")).unwrap();
    let ran = desk.run(&["dossier", "articles", "--out", "out"]);
    ran.assert_done();
    ran.assert_line("articles/b.txt", "a link to something that is not there");
    assert!(ran.err.contains("is a link back to"), "{}", ran.err);
    assert!(ran.out.contains("1 article "), "{}", ran.out);
}

#[test]
fn nothing_that_can_be_read() {
    let desk = Desk::new();
    desk.put("out/notes.txt", "mine");
    let ran = desk.run(&["dossier", "a.txt", "--out", "out"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.ends_with("error: no article could be read; nothing was written\n"), "{}", ran.err);
    assert_eq!(desk.names("out"), ["notes.txt"]);
}

#[test]
fn tables_that_cannot_be_used() {
    let desk = Desk::new();
    desk.put("articles/a.txt", FERRY);
    let tables = "[[party]]\nname = \"Harbour\"\nmembrs = []\n";
    desk.put("articles/parties.toml", tables);
    let ran = desk.run(&["dossier", "articles", "--out", "out"]);
    ran.assert_done().assert_line("articles/parties.toml:3: ", "unknown field");

    // One that was asked for is not passed over: other grades would come out.
    desk.put("mine.toml", tables);
    let ran = desk.run(&["dossier", "articles", "--parties", "mine.toml", "--out", "other"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("mine.toml:3: unknown field"), "{}", ran.err);
    let ran = desk.run(&["dossier", "articles", "--outlets", "none.toml", "--out", "other"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("none.toml: cannot be read"), "{}", ran.err);
    assert!(!exists(desk.path("other")));
}

#[test]
fn an_output_folder_that_cannot_be_written() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    for out in ["a.txt", "a.txt/out", if cfg!(target_os = "linux") { "/proc" } else { "a.txt/out" }] {
        let ran = desk.run(&["dossier", "a.txt", "--out", out]);
        assert_eq!(ran.status, 1, "{out}: {ran:?}");
        assert!(ran.err.contains("name another folder with --out"), "{out}: {}", ran.err);
        assert_eq!(ran.out, "");
    }
    assert_eq!(desk.text("a.txt"), FERRY);
}

#[cfg(unix)]
#[test]
fn a_read_only_output_folder() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    fs::create_dir(desk.path("out")).unwrap();
    fs::set_permissions(desk.path("out"), fs::Permissions::from_mode(0o555)).unwrap();
    let superuser = fs::write(desk.path("out/try"), "").is_ok();
    let ran = desk.run(&["dossier", "a.txt", "--out", "out"]);
    assert_eq!(ran.status, i32::from(!superuser), "{ran:?}");
    assert_eq!(ran.err.contains("out: cannot be written to"), !superuser);
}

#[test]
fn nothing_is_overwritten_without_force() {
    let desk = Desk::new();
    desk.put("articles/a.txt", FERRY);
    for file in ["index.html", "dossier.json", "copies.csv"] {
        let out = format!("out-{file}");
        desk.put(&format!("{out}/{file}"), "mine");
        let ran = desk.run(&["dossier", "articles", "--out", &out]);
        assert_eq!(ran.status, 1);
        assert!(
            ran.err.contains(&format!("{out}/{file}: is there already; write over it with --force")),
            "{}",
            ran.err
        );
        assert_eq!((desk.names(&out), desk.text(&format!("{out}/{file}"))), (vec![file.to_owned()], "mine".to_owned()));
        desk.run(&["dossier", "articles", "--out", &out, "--force"]).assert_done();
        assert_ne!(desk.text(&format!("{out}/{file}")), "mine");
    }
    // A folder of that name is never removed.
    fs::create_dir_all(desk.path("odd/claims.csv")).unwrap();
    let ran = desk.run(&["dossier", "articles", "--out", "odd", "--force"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("odd/claims.csv: is a folder in the way"), "{}", ran.err);
}

#[test]
fn wrong_usage() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    for arguments in [
        &["dossier"][..],
        &["dossier", "a.txt"],
        &["dossier", "--out", "out"],
        &["dossier", "a.txt", "--out", "out", "--threads", "0"],
        &["dossier", "a.txt", "--out", "out", "--colour"],
        &["why", "C1"],
        &["read"],
        &["judge", "a.txt"],
        &[],
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(!ran.err.is_empty());
    }
    assert!(!exists(desk.path("out")));
}

/// Files of every name and content: the program ends by itself, with a line for each.
#[test]
fn hostile_names_do_not_steer_the_terminal() {
    let desk = Desk::new();
    let name = if cfg!(unix) { "articles/\u{1b}[2Jgone\u{7}.txt" } else { "articles/gone.txt" };
    desk.put(name, "");
    desk.put("articles/a.txt", FERRY.replace("Berg", "B\u{1b}[31merg\u{202e}"));
    let ran = desk.run(&["dossier", "articles", "--out", "out"]);
    ran.assert_done();
    let read = desk.run(&["read", "articles"]);
    assert_eq!(read.status, 0);
    for text in [&ran.out, &ran.err, &read.out, &read.err] {
        assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
    }
}
