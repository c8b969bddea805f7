//! A folder of articles and the program beside it.

#![allow(dead_code, reason = "each test file uses the part it needs")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub const FERRY: &str = "Ferry to Lund stopped after fire

4 May 2031

The ferry to Lund was stopped on Sunday after a fire in its engine room, the harbour office said.

\"Nobody was hurt and the fire was out within ten minutes,\" said Anna Berg, spokeswoman for the harbour office.

Berg said 212 passengers had been taken ashore by noon.
";

pub const INQUIRY: &str = "Inquiry into ferry fire

5 May 2031

The shipping company denied on Monday that the engine of the Lund ferry had been overdue for service.

\"The engine was serviced in March,\" said Olaf Stein, the company's director.

A mechanics' union said the engine had not been serviced for two years.
";

/// A folder of its own for one test; gone when the test ends.
pub struct Desk {
    root: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    /// Puts a file on the desk, with the folders it needs.
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Names in a folder of the desk, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doublecheck"));
        command.current_dir(self.root.path()).args(arguments).stdin(Stdio::null());
        command.env_remove("CLICOLOR_FORCE");
        command
    }

    /// Runs the program on the desk with nothing on standard input.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().unwrap())
    }

    /// Runs the program with this on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let feed = std::thread::spawn(move || {
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        feed.join().unwrap();
        Ran::from(output)
    }
}

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().expect("ended by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Status 0 and the six files written.
    #[track_caller]
    pub fn assert_done(&self) -> &Self {
        assert_eq!(self.status, 0, "{self:?}");
        assert!(self.out.contains("wrote    "), "{self:?}");
        self
    }

    /// Exactly one line on standard error about this file, of the form `file:line: what; what to do`, which says this.
    #[track_caller]
    pub fn assert_line(&self, file: &str, what: &str) -> &Self {
        let lines: Vec<&str> = self.err.lines().filter(|line| line.starts_with(file)).collect();
        assert_eq!(lines.len(), 1, "about {file}: {self:?}");
        assert!(lines[0].contains(what), "{what:?} in {:?}", lines[0]);
        assert!(lines[0].contains("; "), "says what to do: {:?}", lines[0]);
        assert!(!self.err.contains("panicked"), "{self:?}");
        self
    }
}

pub fn exists(path: impl AsRef<Path>) -> bool {
    path.as_ref().exists()
}
