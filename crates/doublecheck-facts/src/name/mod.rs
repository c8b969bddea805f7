//! Who: names of people, bodies, places and groups in a text, the chains of what stands for the same, and the same person or
//! body across articles.
//!
//! A conditional random field over the words of a sentence finds names, twice: the second time it knows what the first made
//! of the same words elsewhere in the article. What it sees beside the words are lists (`rules/name`), the shape of
//! words, word clusters, and how the article writes a word elsewhere. [`Names::chains`] links names, roles and pronouns by
//! boosted trees; [`identity`] compares people and bodies of several articles by name, role, affiliation and country.

mod chains;
mod entities;
mod finder;
mod fold;
pub mod identity;
mod lists;
mod mention;
mod seen;
mod spans;
mod train;

use std::ops::Range;
use std::sync::LazyLock;

use doublecheck_grammar::learn::Broken;

pub use chains::{Chain, ChainMention};
pub use mention::Form;
pub use train::{Article, LinkedArticle, Training, train, train_chains};

use crate::Words;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameType {
    /// A person; titles stand outside the name.
    Person,
    /// A state, region, town, river.
    Location,
    /// A body: ministry, party, company, outlet, club, armed group.
    Organization,
    /// A national, religious or political group: "Norwegian", "Sunnis".
    Norp,
    /// A date; the dates themselves are told by the times of a text.
    Date,
    /// An event, work, law, prize, disease.
    Misc,
    /// An amount of money.
    Money,
    /// A building or site made by people.
    Facility,
    /// A product or brand.
    Product,
}

impl NameType {
    /// All types in order.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Location,
        Self::Organization,
        Self::Norp,
        Self::Date,
        Self::Misc,
        Self::Money,
        Self::Facility,
        Self::Product,
    ];

    /// The name of the type as the field writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Location => "Location",
            Self::Organization => "Organization",
            Self::Norp => "NORP",
            Self::Date => "Date",
            Self::Misc => "Misc",
            Self::Money => "Money",
            Self::Facility => "Facility",
            Self::Product => "Product",
        }
    }

    /// The type of a name as [`as_str`](Self::as_str) writes it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// Its words.
    pub words: Range<usize>,
    /// What it names.
    pub kind: NameType,
    /// How sure the finder is that the words are a name of this type, 0 to 1.
    pub probability: f32,
}

/// Finds names. Reading the built-in model takes some tens of milliseconds, once.
#[derive(Debug)]
pub struct Names {
    lists: lists::Lists,
    finder: finder::Finder,
    linker: chains::Linker,
}

static BUILT_IN: LazyLock<Option<Names>> = LazyLock::new(|| {
    Names::read(include_bytes!("../../models/names.bin"), include_bytes!("../../models/chains.bin")).ok()
});

impl Names {
    /// The model that comes with the program.
    ///
    /// # Errors
    /// When the program was built with a broken model file.
    pub fn built_in() -> Result<&'static Self, Broken> {
        BUILT_IN.as_ref().ok_or(Broken("the built-in model of names cannot be read"))
    }

    /// Reads a model of names that [`train`] made and a model of chains that [`train_chains`] made.
    ///
    /// # Errors
    /// When the bytes are no such model.
    pub fn read(names: &[u8], chains: &[u8]) -> Result<Self, Broken> {
        let lists = lists::Lists::built_in();
        Ok(Self { lists, finder: finder::Finder::read(names)?, linker: chains::Linker::read(chains)? })
    }

    /// The names of a text in text order; no two overlap. Time is linear in the text.
    pub fn find(&self, words: &Words<'_>) -> Vec<Name> {
        self.finder.find(&self.see(words))
    }

    fn see<'a>(&'a self, words: &'a Words<'a>) -> seen::Seen<'a> {
        seen::Seen::of(words, &self.lists, self.finder.clusters())
    }
}
