//! Grammar: the tag of every word, and on which word of its sentence it depends.
//!
//! Tags and relations are those of Universal Dependencies for English. A greedy tagger and a greedy transition-based
//! parser with linear models; both are trained on a treebank by [`train`] on whatever words they
//! will be given, so nothing after them needs another way of splitting words.

pub mod calendar;
mod clusters;
pub mod inflection;
pub mod learn;
mod lexeme;
mod parser;
mod tagger;
mod train;

pub use clusters::{Cluster, Clusters};
pub use lexeme::Lexeme;
pub use train::{Training, Tree, train};

use crate::learn::{Broken, Reader, Writer};

/// The tagger and the parser.
pub struct Grammar {
    tags: Vec<String>,
    relations: Vec<String>,
    clusters: Clusters,
    tagger: tagger::Tagger,
    parser: parser::Parser,
}

/// The grammar of one sentence; one entry a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Number of each word's tag, see [`Grammar::tag`].
    pub tags: Vec<u8>,
    /// The word it depends on, counted in the sentence; `None` for the root, and where the count is beyond 65,535.
    pub heads: Vec<Option<u16>>,
    /// Number of the relation to that word, see [`Grammar::relation`].
    pub relations: Vec<u8>,
}

/// Longer sentences are parsed in pieces of so many words.
pub const LONGEST: usize = 250;

impl Grammar {
    /// Reads a trained grammar.
    ///
    /// # Errors
    /// When the bytes are no such model.
    pub fn read(input: &mut Reader<'_>) -> Result<Self, Broken> {
        let names = |input: &mut Reader<'_>| -> Result<Vec<String>, Broken> {
            (0..input.byte()?).map(|_| input.text().map(str::to_owned)).collect()
        };
        Ok(Self {
            tags: names(input)?,
            relations: names(input)?,
            clusters: Clusters::read(input)?,
            tagger: tagger::Tagger::read(input)?,
            parser: parser::Parser::read(input)?,
        })
    }

    /// Writes the grammar.
    pub fn write(&self, out: &mut Writer) {
        for names in [&self.tags, &self.relations] {
            out.byte(names.len() as u8);
            names.iter().for_each(|name| out.text(name));
        }
        self.clusters.write(out);
        self.tagger.write(out);
        self.parser.write(out);
    }

    /// Tags and parses one sentence. Time is linear in its length.
    pub fn parse(&self, lexemes: &[Lexeme]) -> Sentence {
        let mut sentence = Sentence::default();
        for (piece, words) in lexemes.chunks(LONGEST).enumerate() {
            let tags = self.tagger.tag(words);
            let (heads, relations) = self.parser.parse(words, &tags);
            sentence.tags.extend(tags);
            let in_sentence = |head: u16| u16::try_from(piece * LONGEST + usize::from(head)).ok();
            sentence.heads.extend(heads.into_iter().map(|head| head.and_then(in_sentence)));
            sentence.relations.extend(relations);
        }
        sentence
    }

    /// The word clusters that the models were trained with.
    pub fn clusters(&self) -> &Clusters {
        &self.clusters
    }

    /// A tag by its number: universal and Penn part of speech, "VERB|VBD".
    pub fn tag(&self, number: u8) -> &str {
        self.tags.get(number as usize).map_or("", String::as_str)
    }

    /// A relation by its number: "nsubj".
    pub fn relation(&self, number: u8) -> &str {
        self.relations.get(number as usize).map_or("", String::as_str)
    }

    /// The names of all tags, in the order of their numbers.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// The names of all relations, in the order of their numbers.
    pub fn relations(&self) -> &[String] {
        &self.relations
    }
}
