//! Measures doublecheck against labelled data: turns a stick's input into predictions and says what that cost.

mod claims;
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
    /// Which articles tell one story, in the order of their dates.
    Stories {
        /// One article a line: id, text, and if known set, title and date.
        articles: PathBuf,
    },
    /// Which pairs of sentences say the same.
    SameClaim {
        /// One pair a line: a and b.
        pairs: PathBuf,
    },
    /// How texts stand to headlines, or sentences to sentences.
    Stance {
        /// One pair a line: headline and body_id, or a and b.
        pairs: PathBuf,
        /// The bodies, one a line: id and text; stance_bodies.jsonl beside the pairs when not given.
        bodies: Option<PathBuf>,
    },
    /// Which checked claims texts repeat.
    ClaimMatch {
        /// One text a line: query_id and query.
        queries: PathBuf,
        /// The checked claims, one a line: claim_id, claim and title; claim_docs.jsonl beside the texts when not given.
        claims: Option<PathBuf>,
    },
    /// Which of rival values to believe.
    Truth {
        /// One claim a line: source, object, attribute and value.
        claims: PathBuf,
        /// Copies that are known from elsewhere: a JSON list of copier and original.
        #[arg(long)]
        known: Option<PathBuf>,
        /// Where the copies that are found go.
        #[arg(long)]
        copies: Option<PathBuf>,
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
        Task::Predict { stick: Stick::Stories { articles } } => claims::stories::predict(&articles),
        Task::Predict { stick: Stick::SameClaim { pairs } } => claims::same::predict(&pairs),
        Task::Predict { stick: Stick::Stance { pairs, bodies } } => claims::stance::predict(&pairs, bodies.as_deref()),
        Task::Predict { stick: Stick::ClaimMatch { queries, claims } } => {
            claims::checked::predict(&queries, claims.as_deref())
        }
        Task::Predict { stick: Stick::Truth { claims, known, copies } } => {
            claims::truth::predict(&claims, known.as_deref(), copies.as_deref())
        }
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
