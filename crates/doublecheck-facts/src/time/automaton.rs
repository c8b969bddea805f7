//! All patterns as one tree over words and word classes: one walk from every word that may start an expression.

use std::collections::HashMap;

use super::fields::{Field, Fields, ONE};
use super::readers::{self, Numerals, Read, Reader};
use super::rules::{Element, Kind, List, Pattern, Rules};
use super::token::{DIGITS, Symbol, Token, UNKNOWN, Vocabulary};

/// The compiled rules.
pub(super) struct Automaton {
    pub vocabulary: Vocabulary,
    pub numerals: Numerals,
    hyphen: Symbol,
    classes: Vec<Class>,
    nodes: Vec<Node>,
    /// For each symbol: true if a pattern may start with it.
    starts: Vec<bool>,
    rules: Vec<Accept>,
    names: HashMap<String, usize>,
}

/// A set of words; [`Automaton::class`] gives one by its name.
pub(super) struct Class {
    bits: Vec<u64>,
    members: Vec<(Vec<Symbol>, bool, i64)>,
    field: Option<Field>,
    reader: Option<Reader>,
}

#[derive(Default)]
struct Node {
    words: Vec<(Symbol, u32)>,
    classes: Vec<(usize, Option<Field>, u32)>,
    /// The expression starts here.
    begin: Option<u32>,
    /// The expression ends here; what follows must stand there.
    end: Option<u32>,
    accepts: Vec<u32>,
}

struct Accept {
    kind: Kind,
    fixed: Fields,
    not_before: Vec<Symbol>,
    not_after: Vec<Symbol>,
}

/// An expression that a rule found: a run of tokens.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    pub fields: Fields,
    rule: u32,
}

/// A text that is searched.
pub(super) struct Scan<'a> {
    pub lower: &'a str,
    pub tokens: &'a [Token],
}

impl<'a> Scan<'a> {
    pub fn symbol(&self, at: usize) -> Symbol {
        self.tokens.get(at).map_or(UNKNOWN, |token| token.symbol)
    }

    /// A token in lower case; empty beyond the last.
    pub fn lower(&self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|t| self.lower.get(t.start as usize..t.end as usize)).unwrap_or("")
    }
}

impl Class {
    pub fn has(&self, symbol: Symbol) -> bool {
        self.bits.get(usize::from(symbol / 64)).is_some_and(|bits| bits >> (symbol % 64) & 1 == 1)
    }

    /// The member that starts at a token: its length and value.
    pub fn member(&self, scan: &Scan<'_>, at: usize) -> Option<(usize, i64)> {
        let first = scan.symbol(at);
        self.members
            .iter()
            .filter(|(words, capital, _)| {
                words.first() == Some(&first)
                    && (!capital || scan.tokens.get(at).is_some_and(|token| token.capital))
                    && words.iter().enumerate().skip(1).all(|(offset, word)| scan.symbol(at + offset) == *word)
            })
            .max_by_key(|(words, ..)| words.len())
            .map(|(words, _, value)| (words.len(), *value))
    }
}

impl Automaton {
    /// Puts rules together.
    ///
    /// # Errors
    /// When a pattern uses a class that there is not.
    pub fn new(rules: &Rules) -> Result<Self, String> {
        let mut automaton = Self {
            vocabulary: Vocabulary::default(),
            numerals: Numerals::default(),
            hyphen: UNKNOWN,
            classes: Vec::new(),
            nodes: vec![Node::default()],
            starts: Vec::new(),
            rules: Vec::new(),
            names: HashMap::new(),
        };
        for mark in ["-", "'"] {
            automaton.vocabulary.add(mark);
        }
        for list in &rules.lists {
            automaton.add_list(list);
        }
        for (name, reader, field) in readers::ALL {
            let class = Class { bits: Vec::new(), members: Vec::new(), field: *field, reader: Some(*reader) };
            automaton.names.insert((*name).to_owned(), automaton.classes.len());
            automaton.classes.push(class);
        }
        let lets: HashMap<&str, &Pattern> = rules.lets.iter().map(|(name, p)| (name.as_str(), p)).collect();
        for (number, rule) in rules.patterns.iter().enumerate() {
            let begins = !matches!(rule.pattern.first(), Some(Element::Context(_)));
            let from = if begins { automaton.begin(0) } else { 0 };
            for tail in automaton.insert(&rule.pattern, from, &lets, 0)? {
                if let Some(node) = automaton.nodes.get_mut(tail as usize) {
                    node.accepts.push(number as u32);
                }
            }
            let mut symbols = |words: &[String]| {
                words
                    .iter()
                    .map(|word| if word == "<digits>" { DIGITS } else { automaton.vocabulary.add(word) })
                    .collect()
            };
            let (not_before, not_after) = (symbols(&rule.not_before), symbols(&rule.not_after));
            automaton.rules.push(Accept { kind: rule.kind, fixed: rule.fixed, not_before, not_after });
        }
        automaton.finish();
        Ok(automaton)
    }

    /// A class by its name; empty if there is none.
    pub fn class(&self, name: &str) -> Option<&Class> {
        self.names.get(name).and_then(|&at| self.classes.get(at))
    }

    /// The longest expressions of a text from left to right; none overlap.
    pub fn search(&self, scan: &Scan<'_>) -> Vec<Found> {
        let mut all = Vec::new();
        let mut walk = Walk { automaton: self, scan, captures: Vec::new(), found: &mut all };
        for (at, token) in scan.tokens.iter().enumerate() {
            if token.symbol != UNKNOWN && self.starts.get(usize::from(token.symbol)).is_some_and(|&starts| starts) {
                walk.step(0, at, None, None);
            }
        }
        all.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)).then(a.rule.cmp(&b.rule)));
        let mut chosen: Vec<Found> = Vec::new();
        for found in all {
            if chosen.last().is_none_or(|last| last.end <= found.start) {
                chosen.push(found);
            }
        }
        chosen
    }

    fn add_list(&mut self, list: &List) {
        let mut members: Vec<(Vec<Symbol>, bool, i64)> = Vec::with_capacity(list.members.len());
        for member in &list.members {
            let words = member.words.iter().map(|word| self.vocabulary.add(word)).collect();
            members.push((words, member.capital, member.value));
        }
        self.names.insert(list.name.clone(), self.classes.len());
        self.classes.push(Class { bits: Vec::new(), members, field: list.field, reader: None });
    }

    /// Adds a pattern behind a node; returns where it can end.
    fn insert(
        &mut self,
        pattern: &[Element],
        from: u32,
        lets: &HashMap<&str, &Pattern>,
        depth: usize,
    ) -> Result<Vec<u32>, String> {
        if depth > 20 {
            return Err("a let that names itself".into());
        }
        let mut tails = vec![from];
        for (position, element) in pattern.iter().enumerate() {
            let mut next = Vec::new();
            for tail in tails {
                match element {
                    Element::Word(word) => next.push(self.word(tail, word)),
                    Element::Class { name, field } => match lets.get(name.as_str()) {
                        Some(named) => next.extend(self.insert(named, tail, lets, depth + 1)?),
                        None => {
                            let class =
                                *self.names.get(name).ok_or_else(|| format!("no list or let is called {name}"))?;
                            let field = field.or(self.classes.get(class).and_then(|class| class.field));
                            next.push(self.child(tail, class, field));
                        }
                    },
                    Element::Either(branches) => {
                        let words: Vec<&str> = branches.iter().filter_map(|branch| single_word(branch)).collect();
                        let many = words.len() > 2;
                        if many {
                            let class = self.anonymous(&words);
                            next.push(self.child(tail, class, None));
                        }
                        for branch in branches.iter().filter(|branch| !many || single_word(branch).is_none()) {
                            next.extend(self.insert(branch, tail, lets, depth + 1)?);
                        }
                    }
                    Element::Context(inside) if position == 0 && depth == 0 => {
                        for tail in self.insert(inside, tail, lets, depth + 1)? {
                            next.push(self.begin(tail));
                        }
                    }
                    Element::Context(inside) => {
                        let end = self.end(tail);
                        next.extend(self.insert(inside, end, lets, depth + 1)?);
                    }
                }
            }
            next.sort_unstable();
            next.dedup();
            tails = next;
        }
        Ok(tails)
    }

    /// The class of some words that stand for each other in a pattern.
    fn anonymous(&mut self, words: &[&str]) -> usize {
        let name = format!("({})", words.join("|"));
        if let Some(&class) = self.names.get(&name) {
            return class;
        }
        let members = words.iter().map(|word| (vec![self.vocabulary.add(word)], false, 0)).collect();
        self.names.insert(name, self.classes.len());
        self.classes.push(Class { bits: Vec::new(), members, field: None, reader: None });
        self.classes.len() - 1
    }

    fn node(&mut self) -> u32 {
        self.nodes.push(Node::default());
        self.nodes.len() as u32 - 1
    }

    fn word(&mut self, from: u32, word: &str) -> u32 {
        let symbol = self.vocabulary.add(word);
        if let Some(&(_, to)) = self.nodes[from as usize].words.iter().find(|(s, _)| *s == symbol) {
            return to;
        }
        let to = self.node();
        self.nodes[from as usize].words.push((symbol, to));
        to
    }

    fn child(&mut self, from: u32, class: usize, field: Option<Field>) -> u32 {
        if let Some(&(.., to)) = self.nodes[from as usize].classes.iter().find(|(c, f, _)| (*c, *f) == (class, field)) {
            return to;
        }
        let to = self.node();
        self.nodes[from as usize].classes.push((class, field, to));
        to
    }

    fn begin(&mut self, from: u32) -> u32 {
        if let Some(to) = self.nodes[from as usize].begin {
            return to;
        }
        let to = self.node();
        self.nodes[from as usize].begin = Some(to);
        to
    }

    fn end(&mut self, from: u32) -> u32 {
        if let Some(to) = self.nodes[from as usize].end {
            return to;
        }
        let to = self.node();
        self.nodes[from as usize].end = Some(to);
        to
    }

    /// What is looked up often is laid out for it, now that no more words come.
    fn finish(&mut self) {
        let symbols = self.vocabulary.len();
        for class in &mut self.classes {
            class.bits = vec![0; symbols / 64 + 1];
            let firsts: Vec<Symbol> = if class.reader.is_some() {
                vec![DIGITS]
            } else {
                class.members.iter().filter_map(|(words, ..)| words.first().copied()).collect()
            };
            for first in firsts {
                class.bits[usize::from(first / 64)] |= 1 << (first % 64);
            }
        }
        self.numerals = Numerals::new(|name| self.class(name).map_or(&[], |class| &class.members), &self.vocabulary);
        self.hyphen = self.vocabulary.get("-");
        for node in &mut self.nodes {
            node.words.sort_unstable();
        }
        let starting: Vec<&Node> =
            [Some(0), self.nodes[0].begin].into_iter().flatten().map(|n| &self.nodes[n as usize]).collect();
        self.starts = (0..symbols as u32)
            .map(|symbol| {
                let symbol = symbol as Symbol;
                starting.iter().any(|node| {
                    node.words.iter().any(|(s, _)| *s == symbol)
                        || node.classes.iter().any(|(class, ..)| {
                            let class = &self.classes[*class];
                            class.has(symbol) || (class.reader.is_some() && self.numerals.starts(symbol))
                        })
                })
            })
            .collect();
    }
}

fn single_word(pattern: &Pattern) -> Option<&str> {
    match pattern.as_slice() {
        [Element::Word(word)] => Some(word),
        _ => None,
    }
}

/// One walk through the tree.
struct Walk<'a, 'w> {
    automaton: &'a Automaton,
    scan: &'a Scan<'w>,
    captures: Vec<(Field, i64)>,
    found: &'a mut Vec<Found>,
}

impl Walk<'_, '_> {
    fn step(&mut self, node: u32, at: usize, start: Option<usize>, end: Option<usize>) {
        let node = &self.automaton.nodes[node as usize];
        if let Some(start) = start {
            for &rule in &node.accepts {
                self.accept(rule, start, end.unwrap_or(at));
            }
        }
        if let Some(to) = node.begin {
            self.step(to, at, Some(at), end);
        }
        if let Some(to) = node.end {
            self.step(to, at, start, Some(at));
        }
        let symbol = self.scan.symbol(at);
        if symbol == UNKNOWN {
            return;
        }
        if let Ok(found) = node.words.binary_search_by_key(&symbol, |(s, _)| *s) {
            self.step(node.words[found].1, at + 1, start, end);
        }
        for &(class, field, to) in &node.classes {
            let class = &self.automaton.classes[class];
            let before = self.captures.len();
            let read = match class.reader {
                Some(reader) => reader(self.scan, at, &self.automaton.numerals),
                None if class.has(symbol) => class.member(self.scan, at).map(|(tokens, value)| {
                    let mut read = Read::of(tokens);
                    read.fields[0] = field.map(|field| (field, value));
                    read
                }),
                None => None,
            };
            let Some(read) = read else { continue };
            // A reader of one value fills the field that the pattern names.
            let renamed = class.reader.is_some() && field != class.field;
            for (stored, value) in read.fields.into_iter().flatten() {
                let target = if renamed { field.unwrap_or(stored) } else { stored };
                let counts = matches!(target, Field::Count | Field::Upper);
                // Only counts are in thousandths.
                self.captures.push((target, if stored == Field::Count && !counts { value / ONE } else { value }));
            }
            self.step(to, at + read.tokens, start, end);
            self.captures.truncate(before);
        }
    }

    fn accept(&mut self, number: u32, start: usize, end: usize) {
        let Some(rule) = self.automaton.rules.get(number as usize) else { return };
        let before = start.checked_sub(1).map_or(UNKNOWN, |at| self.scan.symbol(at));
        let mut after = self.scan.symbol(end);
        if after == self.automaton.hyphen && !self.scan.tokens.get(end).is_some_and(|token| token.glued) {
            // A dash with spaces around parts sentences, not words.
            after = UNKNOWN;
        }
        if end <= start || rule.not_before.contains(&before) || rule.not_after.contains(&after) {
            return;
        }
        let mut fields = rule.fixed;
        for &(field, value) in &self.captures {
            fields.set(field, Some(value));
        }
        self.found.push(Found { start, end, kind: rule.kind, fields, rule: number });
    }
}
