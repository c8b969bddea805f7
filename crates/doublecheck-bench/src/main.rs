//! Measures doublecheck against labelled data: turns a stick's input into predictions and says what that cost.

mod document;
mod facts;
mod growth;
mod jsonl;
mod measure;
mod origins;
mod reading;
mod seeds;
mod speakers;
mod speed;
mod statements;
mod stream;
mod train;
mod treebank;

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
    /// Train the models of the library.
    Train {
        #[command(subcommand)]
        models: Models,
    },
    /// Compare the grammar with the trees of a treebank and print its accuracy.
    Grammar {
        /// The folder of CoNLL-U files.
        treebank: PathBuf,
        /// The part that is compared: dev or test.
        #[arg(long, default_value = "dev")]
        part: String,
    },
    /// Find who copied whom among more and more made articles, and print time and memory.
    Growth {
        /// One document a line, id and text: the made articles take their words from these.
        documents: PathBuf,
        /// How many articles: one run each.
        #[arg(long, value_delimiter = ',', default_value = "20000,200000")]
        articles: Vec<usize>,
    },
    /// Say whom the sources of gold attributions stand for, and score it against labels made by hand.
    Speakers {
        /// The statements stick with its gold attributions, one article a line.
        gold: PathBuf,
        /// Other labels than those that come with this program.
        #[arg(long)]
        labels: Option<PathBuf>,
        /// List each source of the half `tune` as well.
        #[arg(long)]
        list: bool,
    },
    /// Run the whole path over documents and print the time of each stage.
    Speed {
        /// One document a line: id and text.
        documents: PathBuf,
        /// Repeat the documents, changed, until there are so many.
        #[arg(long)]
        articles: Option<usize>,
    },
}

#[derive(Subcommand)]
enum Models {
    /// Who said what: the grammar on the treebank, the finder on the marked articles.
    Statements {
        /// The folder that holds the sticks: the treebank, the marked articles, texts.
        sticks: PathBuf,
        /// Where the models go.
        #[arg(long, default_value = "models/statements.bin")]
        out: PathBuf,
    },
    /// Which lines of a page are the article.
    Reading {
        /// The folder of the reading stick.
        stick: PathBuf,
        /// Where the models go.
        #[arg(long, default_value = "models/reading.bin")]
        out: PathBuf,
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
    /// Text, title, authors and date of news pages.
    Reading {
        /// The file that lists the pages, or the folder of the stick.
        pages: PathBuf,
    },
    /// The text of pages that were copied with all their furniture.
    Plain {
        /// One page a line: id and text.
        texts: PathBuf,
    },
    /// The whole path on a folder of text files, for the seeds' scorer.
    Seeds {
        /// The folder that holds them.
        folder: PathBuf,
    },
    /// Who said what.
    Statements {
        /// One document a line: id and text.
        documents: PathBuf,
        /// Leave out statements that are less probable; at 0.3 precision and recall balance best.
        #[arg(long, default_value_t = 0.3)]
        min_probability: f32,
    },
    /// When: expressions of time and what they mean.
    Times {
        /// One text a line: id, text, and if known published.
        texts: PathBuf,
    },
    /// How many: values, bounds and units.
    Quantities {
        /// One text a line: id and text.
        texts: PathBuf,
    },
    /// Where: names of places and their points on the map.
    Places {
        /// One text a line: id and text.
        texts: PathBuf,
    },
    /// Who: names of people, bodies and places.
    Names {
        /// One text a line: id and text.
        texts: PathBuf,
        #[command(flatten)]
        options: facts::names::Options,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Predict { stick: Stick::Origins { documents, pairs, clusters } } => {
            origins::predict(&documents, &pairs, &clusters)
        }
        Task::Predict { stick: Stick::Reading { pages } } => reading::predict(&pages),
        Task::Predict { stick: Stick::Plain { texts } } => reading::predict_plain(&texts),
        Task::Predict { stick: Stick::Seeds { folder } } => seeds::predict(&folder),
        Task::Predict { stick: Stick::Statements { documents, min_probability } } => {
            statements::predict(&documents, min_probability)
        }
        Task::Predict { stick: Stick::Times { texts } } => facts::times::predict(&texts),
        Task::Predict { stick: Stick::Quantities { texts } } => facts::quantities::predict(&texts),
        Task::Predict { stick: Stick::Places { texts } } => facts::places::predict(&texts),
        Task::Predict { stick: Stick::Names { texts, options } } => facts::names::predict(&texts, &options),
        Task::Train { models: Models::Statements { sticks, out } } => train::statements::run(&sticks, &out),
        Task::Train { models: Models::Reading { stick, out } } => train::reading::run(&stick, &out),
        Task::Grammar { treebank, part } => treebank::measure(&treebank, &part),
        Task::Growth { documents, articles } => growth::run(&documents, &articles),
        Task::Speakers { gold, labels, list } => speakers::run(&gold, labels.as_deref(), list),
        Task::Speed { documents, articles } => speed::run(&documents, articles),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("doublecheck-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}
