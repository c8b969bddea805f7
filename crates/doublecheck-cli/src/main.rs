//! `doublecheck`: who said what, who copied whom, and which claims independent origins confirm.
//!
//! A thin shell over the library: it finds and reads files, calls the library, writes what comes back.
//! Exit status: 0 done, also with warnings; 1 nothing could be read or written; 2 wrong usage.

mod commands;
mod input;
mod output;
mod screen;
mod stream;
mod written;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Who said what, who copied whom, and which claims independent origins confirm.
///
/// It reports who says what; it gives no verdict on truth.
#[derive(Parser)]
#[command(name = "doublecheck", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Dossier(commands::dossier::Arguments),
    Origins(commands::origins::Arguments),
    Statements(commands::statements::Arguments),
    Facts(commands::facts::Arguments),
    Why(commands::why::Arguments),
    Merge(commands::rule::Merge),
    Split(commands::rule::Split),
    Compare(commands::compare::Arguments),
    Stance(commands::stance::Arguments),
    Checked(commands::checked::Arguments),
    Believe(commands::believe::Arguments),
    Read(commands::read::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Dossier(arguments) => commands::dossier::run(&arguments),
        Command::Origins(arguments) => commands::origins::run(&arguments),
        Command::Statements(arguments) => commands::statements::run(&arguments),
        Command::Facts(arguments) => commands::facts::run(&arguments),
        Command::Why(arguments) => commands::why::run(&arguments),
        Command::Merge(arguments) => commands::rule::merge(&arguments),
        Command::Split(arguments) => commands::rule::split(&arguments),
        Command::Compare(arguments) => commands::compare::run(&arguments),
        Command::Stance(arguments) => commands::stance::run(&arguments),
        Command::Checked(arguments) => commands::checked::run(&arguments),
        Command::Believe(arguments) => commands::believe::run(&arguments),
        Command::Read(arguments) => commands::read::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read our output has seen enough (`| head`).
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            screen::note(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
