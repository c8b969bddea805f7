//! A treebank in CoNLL-U, on our own words: train a grammar, measure it.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use doublecheck::language::Analysis;
use doublecheck::statement::finder::{Finder, lexemes};
use doublecheck::{Article, Block, Id, Label, Received, Text};
use doublecheck_grammar::{Clusters, Grammar, Sentence, Tree};

/// A token of the treebank.
struct Token {
    form: String,
    tag: String,
    head: usize,
    relation: String,
}

/// A sentence of the treebank with our words beside its tokens.
pub struct Annotated {
    /// The tree over our words.
    pub tree: Tree,
    /// For each of our words, whether it is exactly one token.
    pub exact: Vec<bool>,
}

/// Reads a file of the treebank.
///
/// # Errors
/// When it cannot be read or a line is not CoNLL-U; the message names the line.
pub fn read(path: &Path, clusters: &Clusters) -> Result<Vec<Annotated>> {
    let conllu = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut sentences = Vec::new();
    let mut text = None;
    let mut tokens: Vec<Token> = Vec::new();
    for (n, line) in conllu.lines().enumerate() {
        if let Some(sentence) = line.strip_prefix("# text = ") {
            text = Some(sentence.to_owned());
        } else if line.is_empty() {
            if let Some(text) = text.take().filter(|_| !tokens.is_empty()) {
                sentences.extend(annotate(text, &tokens, clusters));
            }
            tokens.clear();
        } else if !line.starts_with('#') {
            let fields: Vec<&str> = line.split('\t').collect();
            let [id, form, _, upos, xpos, _, head, relation, _, _] = fields[..] else {
                bail!("{}:{}: not a line of CoNLL-U: it has not ten columns", path.display(), n + 1);
            };
            // Words that a contraction stands for are lines of their own; the contraction and empty words are skipped.
            if id.bytes().all(|b| b.is_ascii_digit()) {
                let head =
                    head.parse().with_context(|| format!("{}:{}: the head is no number", path.display(), n + 1))?;
                let (form, relation) = (form.to_owned(), relation.to_owned());
                tokens.push(Token { form, tag: format!("{upos}|{xpos}"), head, relation });
            }
        }
    }
    Ok(sentences)
}

/// Finds the tokens in the text, and gives our words their tags, heads and relations.
fn annotate(text: String, tokens: &[Token], clusters: &Clusters) -> Option<Annotated> {
    let mut at = 0;
    let mut places: Vec<Range<usize>> = Vec::new();
    for token in tokens {
        // Some contractions are written out in another form: those sentences are left out.
        let start = at + text.get(at..)?.find(token.form.as_str())?;
        if text[at..start].chars().filter(|c| !c.is_whitespace()).count() > 0 {
            return None;
        }
        at = start + token.form.len();
        places.push(start..at);
    }
    let text = Text::new(text);
    let block = Block { span: text.span(0..text.as_str().len()), label: Label::Body, received: None };
    let received = Received { path: "treebank".to_owned(), line: None };
    let article = Article::bare(Id::of("tree", &[text.as_str().as_bytes()]), "tree", received, text, vec![block]);
    let analysis = Analysis::of(&article);
    let words: Vec<Range<usize>> = analysis.words.iter().map(|w| w.bytes()).collect();
    // The word a token belongs to, and the tokens of a word.
    let word_of: Vec<Option<usize>> = places
        .iter()
        .map(|p| {
            let word = words.partition_point(|w| w.end <= p.start);
            (word < words.len() && words[word].start < p.end).then_some(word)
        })
        .collect();
    let mut tree = Tree { words: lexemes(&analysis, clusters), ..Tree::default() };
    let mut exact = Vec::new();
    for (word, range) in words.iter().enumerate() {
        let own: Vec<usize> =
            (0..tokens.len()).filter(|&t| places[t].start < range.end && range.start < places[t].end).collect();
        // The token whose head is outside the word stands for it.
        let head_of = |t: usize| tokens[t].head.checked_sub(1);
        let main =
            own.iter().copied().find(|&t| head_of(t).is_none_or(|h| !own.contains(&h))).or(own.first().copied())?;
        let first_word = word_of[main]?;
        exact.push(own.len() == 1 && places[main] == *range);
        tree.tags.push(tokens[main].tag.clone());
        if first_word == word {
            let head = match head_of(main) {
                Some(head) => word_of[head],
                None => None,
            };
            tree.heads.push(head.filter(|&h| h != word).map(|h| h as u16));
            tree.relations.push(tokens[main].relation.clone());
        } else {
            // A token that is several of our words: the later ones hang on the first.
            tree.heads.push(Some(first_word as u16));
            tree.relations.push("goeswith".to_owned());
        }
    }
    // Exactly one root.
    let roots = tree.heads.iter().filter(|h| h.is_none()).count();
    (roots == 1).then_some(Annotated { tree, exact })
}

/// How well a grammar agrees with trees.
#[derive(Debug, Default, Clone, Copy)]
pub struct Accuracy {
    words: usize,
    universal: usize,
    penn: usize,
    heads: usize,
    labelled: usize,
}

impl Accuracy {
    /// Compares the grammar's analysis of every sentence with the treebank's.
    pub fn of(grammar: &Grammar, sentences: &[Annotated]) -> Self {
        let mut sum = Self::default();
        for sentence in sentences {
            let found = grammar.parse(&sentence.tree.words);
            sum.add(grammar, &sentence.tree, &found);
        }
        sum
    }

    fn add(&mut self, grammar: &Grammar, tree: &Tree, found: &Sentence) {
        for word in 0..tree.words.len() {
            let (universal, penn) = tree.tags[word].split_once('|').unwrap_or_default();
            let (found_universal, found_penn) = grammar.tag(found.tags[word]).split_once('|').unwrap_or_default();
            self.words += 1;
            self.universal += usize::from(universal == found_universal);
            self.penn += usize::from(penn == found_penn);
            let head = tree.heads[word] == found.heads[word];
            self.heads += usize::from(head);
            let relation = tree.relations[word].split(':').next();
            let found_relation = grammar.relation(found.relations[word]).split(':').next();
            self.labelled += usize::from(head && relation == found_relation);
        }
    }

    /// One line of figures.
    pub fn line(&self) -> String {
        let share = |n: usize| 100.0 * n as f64 / self.words.max(1) as f64;
        format!(
            "{} words, universal tag {:.1}, Penn tag {:.1}, head {:.1}, head and relation {:.1}",
            self.words,
            share(self.universal),
            share(self.penn),
            share(self.heads),
            share(self.labelled)
        )
    }
}

/// Compares the built-in grammar with a part of a treebank.
///
/// # Errors
/// When the treebank cannot be read.
pub fn measure(folder: &Path, name: &str) -> Result<()> {
    let finder = Finder::built_in().context("the models in this program are broken: train them again")?;
    let grammar = finder.grammar();
    for (file, sentences) in part(folder, name, grammar.clusters())? {
        let exact: usize = sentences.iter().flat_map(|s| &s.exact).filter(|exact| **exact).count();
        let started = Instant::now();
        let accuracy = Accuracy::of(grammar, &sentences);
        let speed = accuracy.words as f64 / started.elapsed().as_secs_f64();
        println!("{file}: {}; {exact} of our words are one token; {speed:.0} words a second", accuracy.line());
    }
    Ok(())
}

/// Sentences of all files of a folder whose name ends so, by file name.
pub fn part(folder: &Path, part: &str, clusters: &Clusters) -> Result<BTreeMap<String, Vec<Annotated>>> {
    let mut parts = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(&format!("-{part}.conllu")) {
            parts.insert(name, read(&path, clusters)?);
        }
    }
    if parts.is_empty() {
        bail!("no *-{part}.conllu in {}", folder.display());
    }
    Ok(parts)
}
