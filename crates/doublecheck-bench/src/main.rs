//! Measures doublecheck against labelled data: turns a stick's input into predictions and says what that cost.

mod document;
mod measure;
mod origins;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Measure doublecheck against labelled data.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Predict what the labels of a measuring stick say; the cost goes to standard error.
    Predict {
        #[command(subcommand)]
        stick: Stick,
    },
}

#[derive(Subcommand)]
enum Stick {
    /// Who copied whom.
    Origins {
        /// One document a line: id, text, and if known outlet and published.
        documents: PathBuf,
        /// Where the pairs of articles that share passages go.
        #[arg(long)]
        pairs: PathBuf,
        /// Where the groups of articles of one origin go.
        #[arg(long)]
        clusters: PathBuf,
    },
}

fn main() -> ExitCode {
    let Task::Predict { stick } = Arguments::parse().task;
    let done = match stick {
        Stick::Origins { documents, pairs, clusters } => origins::predict(&documents, &pairs, &clusters),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("doublecheck-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}
