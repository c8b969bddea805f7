//! An article as the models see it: every word with its grammar, its quotation and its sentence.

use std::ops::Range;

use super::lexicon::{Counts, Lexicon};
use crate::language::{Analysis, quotations, stem};
use doublecheck_grammar::learn::{key, text_key};
use doublecheck_grammar::{Clusters, Grammar, Lexeme};

/// No word.
pub const NOBODY: u32 = u32::MAX;

/// Where a word stands to the quotation marks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Quoted {
    Outside,
    Opens,
    Inside,
    Closes,
}

/// Coarse part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    Verb,
    Noun,
    Name,
    Modifier,
    Mark,
    Other,
}

/// Relations that features ask for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Relation {
    Subject,
    PassiveSubject,
    Agent,
    Object,
    Oblique,
    ClausalComplement,
    OpenComplement,
    AdverbialClause,
    Parataxis,
    Marker,
    Other,
}

/// The words of an article's body with all that features are made of.
pub struct View<'a> {
    pub analysis: &'a Analysis<'a>,
    pub lexemes: Vec<Lexeme>,
    pub stems: Vec<u32>,
    pub tags: Vec<u8>,
    pub classes: Vec<Class>,
    /// The word each word depends on, or [`NOBODY`].
    pub heads: Vec<u32>,
    /// Number of the relation to that word, see [`Grammar::relation`].
    pub labels: Vec<u8>,
    pub relations: Vec<Relation>,
    pub quoted: Vec<Quoted>,
    /// Number of the quotation a word is in, from 1; 0 outside.
    pub quotation: Vec<u32>,
    /// Number of the sentence a word is in.
    pub sentence: Vec<u32>,
    pub sentences: Vec<Range<usize>>,
    /// The words of each block of the body.
    pub blocks: Vec<Range<usize>>,
    /// Number of the block a word is in, as an index into `blocks`; 0 also outside the body.
    pub block: Vec<u32>,
    /// How often words like this one are in a cue, see [`Lexicon::bin`].
    pub bins: Vec<u8>,
    /// The same of words of its cluster.
    pub kin: Vec<u8>,
    /// The words that depend on a word, word after word, and where those of each word begin.
    children: Vec<u32>,
    first_child: Vec<u32>,
}

/// What names of tags and relations mean to the view; made once for a grammar.
pub struct Inventory {
    classes: Vec<Class>,
    relations: Vec<Relation>,
}

impl Inventory {
    pub fn of(grammar: &Grammar) -> Self {
        let class = |tag: &String| match tag.split('|').next() {
            Some("VERB" | "AUX") => Class::Verb,
            Some("NOUN") => Class::Noun,
            Some("PROPN") => Class::Name,
            Some("ADJ" | "ADV") => Class::Modifier,
            Some("PUNCT" | "SYM") => Class::Mark,
            _ => Class::Other,
        };
        let relation = |name: &String| match name.as_str() {
            "nsubj" | "csubj" | "nsubj:outer" => Relation::Subject,
            "nsubj:pass" | "csubj:pass" => Relation::PassiveSubject,
            "obl:agent" => Relation::Agent,
            "obj" | "iobj" => Relation::Object,
            "obl" | "nmod" => Relation::Oblique,
            "ccomp" => Relation::ClausalComplement,
            "xcomp" => Relation::OpenComplement,
            "advcl" | "acl" => Relation::AdverbialClause,
            "parataxis" => Relation::Parataxis,
            "mark" => Relation::Marker,
            _ => Relation::Other,
        };
        Self {
            classes: grammar.tags().iter().map(class).collect(),
            relations: grammar.relations().iter().map(relation).collect(),
        }
    }

    // Models are as wide as their arrays: a grammar with few names may answer with a number that has none.
    fn class(&self, tag: u8) -> Class {
        self.classes.get(usize::from(tag)).copied().unwrap_or(Class::Other)
    }

    fn relation(&self, label: u8) -> Relation {
        self.relations.get(usize::from(label)).copied().unwrap_or(Relation::Other)
    }
}

impl<'a> View<'a> {
    /// Reads the grammar of an article. Words are not looked up in the cue lexicon yet, see [`look_up`](Self::look_up).
    pub fn of(analysis: &'a Analysis<'a>, grammar: &Grammar, inventory: &Inventory) -> Self {
        let count = analysis.words.len();
        let lexemes = lexemes(analysis, grammar.clusters());
        let mut view = Self {
            analysis,
            stems: (0..count).map(|i| text_key(&stem(analysis.lower(i)))).collect(),
            tags: vec![0; count],
            classes: vec![Class::Other; count],
            heads: vec![NOBODY; count],
            labels: vec![0; count],
            relations: vec![Relation::Other; count],
            quoted: vec![Quoted::Outside; count],
            quotation: vec![0; count],
            sentence: vec![0; count],
            sentences: Vec::with_capacity(analysis.sentences.len()),
            blocks: Vec::new(),
            block: vec![0; count],
            bins: vec![0; count],
            kin: vec![0; count],
            children: Vec::new(),
            first_child: Vec::new(),
            lexemes,
        };
        for sentence in &analysis.sentences {
            view.add_sentence(sentence.words.clone(), grammar, inventory);
        }
        view.add_blocks();
        view.join_children();
        view
    }

    fn add_sentence(&mut self, words: Range<usize>, grammar: &Grammar, inventory: &Inventory) {
        let parsed = grammar.parse(&self.lexemes[words.clone()]);
        let number = self.sentences.len() as u32;
        for (offset, at) in words.clone().enumerate() {
            self.tags[at] = parsed.tags[offset];
            self.labels[at] = parsed.relations[offset];
            self.heads[at] = parsed.heads[offset].map_or(NOBODY, |h| (words.start + h as usize) as u32);
            self.classes[at] = inventory.class(parsed.tags[offset]);
            self.relations[at] = inventory.relation(parsed.relations[offset]);
            self.sentence[at] = number;
        }
        self.sentences.push(words);
    }

    fn add_blocks(&mut self) {
        let sentences = &self.analysis.sentences;
        let mut from = 0;
        let mut number = 0;
        while let Some(block) = sentences.get(from).map(|s| s.block) {
            let to = from + sentences[from..].iter().take_while(|s| s.block == block).count();
            if self.analysis.article.blocks.get(block).is_some_and(|b| b.label.is_body()) {
                let words = sentences[from].words.start..sentences[to - 1].words.end;
                for found in quotations(self.analysis, words.clone()) {
                    number += 1;
                    for at in found.marked.clone() {
                        self.quotation[at] = number;
                        self.quoted[at] = match at {
                            at if at < found.words.start => Quoted::Opens,
                            at if at >= found.words.end => Quoted::Closes,
                            _ => Quoted::Inside,
                        };
                    }
                }
                words.clone().for_each(|at| self.block[at] = self.blocks.len() as u32);
                self.blocks.push(words);
            }
            from = to;
        }
    }

    fn join_children(&mut self) {
        let count = self.heads.len();
        let mut starts = vec![0u32; count + 1];
        for &head in self.heads.iter().filter(|h| **h != NOBODY) {
            starts[head as usize + 1] += 1;
        }
        for i in 0..count {
            starts[i + 1] += starts[i];
        }
        let mut at = starts.clone();
        self.children = vec![0; starts[count] as usize];
        for (word, &head) in self.heads.iter().enumerate().filter(|(_, h)| **h != NOBODY) {
            self.children[at[head as usize] as usize] = word as u32;
            at[head as usize] += 1;
        }
        self.first_child = starts;
    }

    /// Looks all words up in the cue lexicon, `without` the counts of this article if it was counted.
    pub fn look_up(&mut self, lexicon: &Lexicon, without: Option<&Counts>) {
        for at in 0..self.bins.len() {
            self.bins[at] = lexicon.bin(self.lexical(at), without);
            self.kin[at] = lexicon.bin(self.kindred(at), without);
        }
    }

    /// The key under which the cue lexicon counts a word: its stem, and whether it is a verb or a noun here.
    pub fn lexical(&self, at: usize) -> u32 {
        key(self.stems[at], self.counted_as(at))
    }

    /// The same for the cluster of a word.
    pub fn kindred(&self, at: usize) -> u32 {
        key(u32::from(self.lexemes[at].cluster.fine), 10 + self.counted_as(at))
    }

    fn counted_as(&self, at: usize) -> u32 {
        match self.classes[at] {
            Class::Verb => 1,
            Class::Noun => 2,
            _ => 3,
        }
    }

    /// The words that depend on a word, in text order.
    pub fn children(&self, of: usize) -> &[u32] {
        &self.children[self.first_child[of] as usize..self.first_child[of + 1] as usize]
    }

    /// The first child with this relation.
    pub fn child(&self, of: usize, relation: Relation) -> Option<usize> {
        self.children(of).iter().map(|&c| c as usize).find(|&c| self.relations[c] == relation)
    }

    /// The word a word depends on.
    pub fn head(&self, of: usize) -> Option<usize> {
        Some(self.heads[of]).filter(|&h| h != NOBODY).map(|h| h as usize)
    }

    /// Both words are in the same sentence.
    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.sentence[a] == self.sentence[b]
    }

    pub fn lower(&self, at: usize) -> &str {
        self.analysis.lower(at)
    }

    /// The words of pieces, marks left out.
    pub fn words(&self, pieces: &[Range<usize>]) -> Vec<usize> {
        pieces.iter().cloned().flatten().filter(|&at| !self.is_mark(at)).collect()
    }

    pub fn is_mark(&self, at: usize) -> bool {
        self.classes[at] == Class::Mark
    }
}

/// The words of an article as the grammar's models see them.
pub fn lexemes(analysis: &Analysis<'_>, clusters: &Clusters) -> Vec<Lexeme> {
    (0..analysis.words.len()).map(|i| Lexeme::of(analysis.word(i), analysis.lower(i), clusters)).collect()
}
