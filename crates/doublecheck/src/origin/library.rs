//! A set of articles that grows and shrinks, and what its articles share.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::credit::Names;
use super::index::{Age, Index, Partners};
use super::table::MOST_ARTICLES;
use super::tokens::Tokens;
use super::{Known, found};
use crate::language::Analysis;
use crate::model::{Article, Id, Reuse};

/// Articles that come and go, with an index of their fingerprints.
///
/// What it answers depends on the articles in it, not on the order in which they came or on others that were there before:
/// [`Library::reuses`] gives what [`super::reuses`] gives for the same articles.
///
/// The index takes about 2 KB for an article of 500 words, besides the article itself. Adding, removing and asking for one
/// article takes time linear in its length and in that of the articles it shares text with, however many others there are.
#[derive(Default)]
pub struct Library {
    /// By number; None where an article was removed.
    articles: Vec<Option<Article>>,
    free: Vec<u32>,
    numbers: HashMap<Id, u32>,
    index: Index,
    /// Outlets and agencies, and how many articles state each.
    names: BTreeMap<String, usize>,
    /// The same, ready for searching; empty after a change.
    searched: OnceLock<Names>,
}

/// A library that holds as many articles as it can number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the library is full: it holds {MOST_ARTICLES} articles")]
pub struct Full;

/// Articles around one that are looked at to answer for it.
const NEIGHBOURS: usize = 48;

impl Library {
    /// Without articles.
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// True when it holds no article.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Bytes that the index takes, without the articles.
    pub fn index_size(&self) -> usize {
        self.index.size()
    }

    /// Takes in one article more; one that is there already changes nothing.
    ///
    /// # Errors
    /// When the library is full.
    pub fn insert(&mut self, article: Article) -> Result<(), Full> {
        if self.numbers.contains_key(&article.id) {
            return Ok(());
        }
        let number = match self.free.pop() {
            Some(number) => number,
            None => u32::try_from(self.articles.len()).ok().filter(|&n| n < MOST_ARTICLES).ok_or(Full)?,
        };
        let sampled = Tokens::of(&Analysis::of(&article)).sampled();
        self.index.insert(number, Age::of(&article), &sampled);
        for name in Names::stated(&article) {
            let articles = self.names.entry(name.to_owned()).or_default();
            *articles += 1;
            if *articles == 1 {
                self.searched.take();
            }
        }
        self.numbers.insert(article.id, number);
        match self.articles.get_mut(number as usize) {
            Some(place) => *place = Some(article),
            None => self.articles.push(Some(article)),
        }
        Ok(())
    }

    /// Takes an article out; None when it is not there.
    pub fn remove(&mut self, id: Id) -> Option<Article> {
        let number = self.numbers.remove(&id)?;
        let article = self.articles.get_mut(number as usize)?.take()?;
        self.index.remove(number, &Tokens::of(&Analysis::of(&article)).sampled());
        for name in Names::stated(&article) {
            if let Some(count) = self.names.get_mut(name) {
                *count -= 1;
                if *count == 0 {
                    self.names.remove(name);
                    self.searched.take();
                }
            }
        }
        self.free.push(number);
        Some(article)
    }

    /// What one article shares with others, seen beside those that share text with it and with them; empty for an article
    /// that is not there. An article whose text very many carry is answered with the earliest of them.
    pub fn reuses_of(&self, id: Id) -> Vec<Reuse> {
        let Some(article) = self.numbers.get(&id).and_then(|&number| self.article(number)) else { return Vec::new() };
        let own = [article];
        let mut near = Near::default();
        near.add(self, &own);
        let first = near.outside(self);
        near.add(self, &first);
        let second = near.outside(self);
        near.add(self, &second);
        let mut reuses = near.reuses(self);
        reuses.retain(|reuse| reuse.from.article == id || reuse.to.article == id);
        reuses
    }

    /// What all articles share, by article and place: the same as [`super::reuses`].
    pub fn reuses(&self) -> Vec<Reuse> {
        let articles: Vec<&Article> = self.articles.iter().flatten().collect();
        let mut near = Near::default();
        near.add(self, &articles);
        near.reuses(self)
    }

    fn article(&self, number: u32) -> Option<&Article> {
        self.articles.get(number as usize)?.as_ref()
    }
}

/// Some of the articles, with what the index tells of them.
#[derive(Default)]
struct Near<'l> {
    members: Vec<(u32, Tokens<'l>, Partners)>,
}

impl<'l> Near<'l> {
    fn add(&mut self, library: &Library, articles: &[&'l Article]) {
        let added = articles.par_iter().filter_map(|article| {
            let number = *library.numbers.get(&article.id)?;
            let tokens = Tokens::of(&Analysis::of(article));
            let partners = library.index.partners(number, &tokens.sampled());
            Some((number, tokens, partners))
        });
        self.members.extend(added.collect::<Vec<_>>());
    }

    /// The oldest partners of the articles that are not among them, as far as there is room.
    fn outside(&self, library: &'l Library) -> Vec<&'l Article> {
        let mut wanted: Vec<u32> = self.members.iter().flat_map(|(_, _, partners)| partners.articles.clone()).collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted.retain(|number| self.members.iter().all(|(member, ..)| member != number));
        wanted.sort_by_key(|&number| library.index.age(number));
        wanted.truncate(NEIGHBOURS.saturating_sub(self.members.len()));
        wanted.into_iter().filter_map(|number| library.article(number)).collect()
    }

    fn reuses(mut self, library: &Library) -> Vec<Reuse> {
        self.members.sort_by_key(|(number, ..)| library.index.age(*number));
        let places: HashMap<u32, u32> =
            self.members.iter().zip(0u32..).map(|((number, ..), place)| (*number, place)).collect();
        let (articles, partners): (Vec<_>, Vec<_>) = self
            .members
            .into_iter()
            .map(|(_, tokens, mut partners)| {
                partners.articles = partners.articles.iter().filter_map(|number| places.get(number).copied()).collect();
                partners.articles.sort_unstable();
                (tokens, partners)
            })
            .unzip();
        let names = library.searched.get_or_init(|| Names::new(library.names.keys().cloned().collect()));
        found(&articles, &partners, &Known { articles: library.len(), names })
    }
}
