//! The terminal: how wide, whether in colour, and lines to either side of the pipe.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use doublecheck::dossier::{Look, escaped};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Columns when the output is no terminal.
const PIPE: usize = 100;

/// How standard output wants its text: as wide as the terminal, in colour where it has colours and `NO_COLOR`,
/// `CLICOLOR` and `TERM` allow them.
pub fn look() -> Look {
    let stdout = io::stdout();
    let colour = AutoStream::choice(&stdout) != ColorChoice::Never;
    let width = match terminal_size::terminal_size_of(&stdout) {
        Some((width, _)) => usize::from(width.0),
        None => PIPE,
    };
    Look { width, colour }
}

/// Writes text to standard output.
///
/// # Errors
/// When standard output is closed.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// One line of JSON. Characters that could steer a terminal stand only inside its strings, where they are escaped.
///
/// # Errors
/// When the value cannot be written as JSON.
pub fn json(value: &impl Serialize) -> serde_json::Result<String> {
    let plain = serde_json::to_string(value)?;
    let mut safe = String::with_capacity(plain.len() + 1);
    for c in plain.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(safe, "\\u{:04x}", c as u32);
            }
            c => safe.push(c),
        }
    }
    safe.push('\n');
    Ok(safe)
}

/// Writes one line to standard error; names and texts in it cannot steer the terminal. A closed standard error is no
/// reason to stop.
pub fn note(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", escaped(line));
}

/// A bar that counts to `length`, on a terminal; nothing elsewhere or when there is little to do.
pub fn bar(length: usize, what: &'static str) -> ProgressBar {
    if length < 32 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length as u64).with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{msg:9} {wide_bar} {pos}/{len}  {eta}") {
        bar.set_style(style);
    }
    bar
}

/// A mark that something goes on, on a terminal; nothing elsewhere or when there is little to do.
pub fn spinner(articles: usize, what: &'static str) -> ProgressBar {
    if articles < 32 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let spinner = ProgressBar::new_spinner().with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{msg:9} {spinner} {elapsed}") {
        spinner.set_style(style);
    }
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}
