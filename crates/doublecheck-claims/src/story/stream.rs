//! Articles come in, stories form.

use doublecheck_grammar::learn::Broken;

use super::Document;
use super::digest::{Digest, Digester};
use super::index::Index;
use super::judge::Judge;

/// So many earlier articles are compared with a new one.
const COMPARED: usize = 16;
/// So many stories are asked whether they take it.
const ASKED: usize = 4;
/// So many articles speak for a story.
const SPEAKERS: usize = 8;
/// So many articles speak for each of two stories that may be one.
const MERGERS: usize = 5;
/// So many of the articles most like a new one may move to its story.
const MOVERS: usize = 8;
/// A link below this proposes nothing.
const FAINT: f32 = 0.1;
/// Mean probability from which an article belongs to a story, and a story to another.
const TOGETHER: f32 = 0.5;
/// Two stories are compared when an article that joins one belongs to the other so much.
const FORETASTE: f32 = 0.3;
/// The same for a story of one, two or three articles that leans to one at least twice as large: in a few articles there
/// is little to share, and news that stands quite alone is rarer than a brief or a feature of a known story.
const LEANING: [f32; 3] = [0.2, 0.3, 0.4];

/// Stories that grow as articles come in.
///
/// Articles and stories have numbers in the order in which they came. A story's number stays when it grows; of two stories
/// that are merged the larger keeps its own.
///
/// What an article costs does not grow with the number that are there, but for the names of articles in stories that are
/// merged (each article is renamed at most logarithmically often) and the search for one that moves within its story.
/// Memory is about 3 KB an article.
#[derive(Debug)]
pub struct Stories {
    judge: Judge,
    digester: Digester,
    index: Index,
    digests: Vec<Digest>,
    /// Of each article.
    story_of: Vec<u32>,
    stories: Vec<Story>,
    found: Vec<(u32, f32)>,
}

#[derive(Debug, Default)]
struct Story {
    articles: Vec<u32>,
    /// The story that took its articles.
    into: Option<u32>,
    /// The story that a small one is shown with until it grows, and how strongly it belongs to it.
    leans: Option<(u32, f32)>,
}

/// An earlier article and the probability that it tells the same story.
#[derive(Debug, Clone, Copy)]
struct Link {
    article: u32,
    probability: f32,
}

impl Stories {
    /// No articles yet, and the judge that is part of the library.
    ///
    /// # Errors
    /// When the built-in model is broken, which is a fault of the build.
    pub fn new() -> Result<Self, Broken> {
        Judge::built_in().cloned().map(Self::with)
    }

    /// No articles yet, and a judge of one's own.
    pub fn with(judge: Judge) -> Self {
        Self {
            judge,
            digester: Digester::default(),
            index: Index::default(),
            digests: Vec::new(),
            story_of: Vec::new(),
            stories: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Takes in an article; its number is the number of articles before it. The story it tells for now: later articles may
    /// show that it tells another, see [`of`](Self::of).
    pub fn add(&mut self, document: &Document<'_>) -> usize {
        let digest = self.digester.digest(document);
        let article = self.digests.len() as u32;
        let mut found = std::mem::take(&mut self.found);
        self.index.ask_and_file(&digest, COMPARED, &mut found);
        self.digests.push(digest);
        let link = |&(other, _): &(u32, f32)| Link { article: other, probability: self.probability(article, other) };
        let links: Vec<Link> = found.iter().map(link).collect();
        self.found = found;

        let asked = self.asked(article, &links);
        let story = match asked.first() {
            Some(&(story, probability)) if probability >= TOGETHER => story,
            _ => self.open(),
        };
        self.story_of.push(story);
        self.put(article, story);
        let story = self.merge_around(story, &asked);
        self.move_to(story, &links);
        self.lean(story, &asked);
        self.shown(story)
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.story_of.len()
    }

    /// True before the first article.
    pub fn is_empty(&self) -> bool {
        self.story_of.is_empty()
    }

    /// The story that an article tells, as far as is known now; `None` for an article that never came.
    pub fn of(&self, article: usize) -> Option<usize> {
        self.story_of.get(article).map(|&story| self.shown(story))
    }

    /// The story of every article, in the order in which they came.
    pub fn all(&self) -> Vec<usize> {
        self.story_of.iter().map(|&story| self.shown(story)).collect()
    }

    fn probability(&self, a: u32, b: u32) -> f32 {
        match (self.digests.get(a as usize), self.digests.get(b as usize)) {
            (Some(a), Some(b)) => self.judge.probability(a, b),
            _ => 0.0,
        }
    }

    fn articles(&self, story: u32) -> &[u32] {
        self.stories.get(story as usize).map_or(&[], |story| &story.articles)
    }

    /// At most so many articles of a story, spread over all of it.
    fn speakers(&self, story: u32, most: usize) -> impl Iterator<Item = u32> {
        let articles = self.articles(story);
        let count = articles.len().min(most);
        (0..count).filter_map(move |at| articles.get(at * articles.len() / count).copied())
    }

    /// The stories that a new article may belong to, with the mean probability; likely ones first.
    fn asked(&self, article: u32, links: &[Link]) -> Vec<(u32, f32)> {
        let mut asked: Vec<(u32, f32)> = Vec::new();
        for link in links.iter().filter(|link| link.probability >= FAINT) {
            let Some(&story) = self.story_of.get(link.article as usize) else { continue };
            match asked.iter_mut().find(|(other, _)| *other == story) {
                Some((_, sum)) => *sum += link.probability,
                None => asked.push((story, link.probability)),
            }
        }
        sort(&mut asked);
        asked.truncate(ASKED);
        for (story, probability) in &mut asked {
            *probability = self.belongs(article, *story, links);
        }
        sort(&mut asked);
        asked
    }

    /// Mean probability of an article with those of a story, itself left out; 0 without any. Links are known already.
    fn belongs(&self, article: u32, story: u32, links: &[Link]) -> f32 {
        mean(self.speakers(story, SPEAKERS).filter(|&other| other != article).map(|other| {
            let known = links.iter().find(|link| link.article == other);
            known.map_or_else(|| self.probability(article, other), |link| link.probability)
        }))
    }

    /// Mean probability of the articles of two stories.
    fn together(&self, a: u32, b: u32, most: usize) -> f32 {
        let pairs = self.speakers(a, most).flat_map(|x| self.speakers(b, most).map(move |y| (x, y)));
        mean(pairs.map(|(x, y)| self.probability(x, y)))
    }

    fn open(&mut self) -> u32 {
        self.stories.push(Story::default());
        (self.stories.len() - 1) as u32
    }

    fn put(&mut self, article: u32, story: u32) {
        if let Some(story) = self.stories.get_mut(story as usize) {
            story.articles.push(article);
        }
        if let Some(of) = self.story_of.get_mut(article as usize) {
            *of = story;
        }
    }

    /// Merges the story that a new article joined with the others that it might have joined, where they belong together.
    fn merge_around(&mut self, mut story: u32, asked: &[(u32, f32)]) -> u32 {
        for &(other, probability) in asked {
            if other != story && probability >= FORETASTE && self.together(story, other, MERGERS) >= TOGETHER {
                story = self.merge(story, other);
            }
        }
        story
    }

    fn merge(&mut self, a: u32, b: u32) -> u32 {
        let (to, from) = if self.articles(a).len() >= self.articles(b).len() { (a, b) } else { (b, a) };
        let moved = self.stories.get_mut(from as usize).map_or_else(Vec::new, |story| {
            story.into = Some(to);
            std::mem::take(&mut story.articles)
        });
        moved.into_iter().for_each(|article| self.put(article, to));
        to
    }

    /// Articles that are most like the new one move to its story when they belong there more than where they are.
    fn move_to(&mut self, story: u32, links: &[Link]) {
        for link in links.iter().take(MOVERS).filter(|link| link.probability >= TOGETHER) {
            let Some(&from) = self.story_of.get(link.article as usize) else { continue };
            if from == story {
                continue;
            }
            let there = self.belongs(link.article, story, &[]);
            if there > TOGETHER && there > self.belongs(link.article, from, &[]) {
                if let Some(left) = self.stories.get_mut(from as usize)
                    && let Some(at) = left.articles.iter().position(|&article| article == link.article)
                {
                    left.articles.swap_remove(at);
                }
                self.put(link.article, story);
            }
        }
    }

    /// Finds out anew to which stories the small ones lean that a new article touched.
    fn lean(&mut self, story: u32, asked: &[(u32, f32)]) {
        if let Some(touched) = self.stories.get_mut(story as usize) {
            touched.leans = None;
        }
        for &(other, _) in asked {
            if other != story {
                self.lean_to(story, other);
                self.lean_to(other, story);
            }
        }
    }

    fn lean_to(&mut self, small: u32, large: u32) {
        let few = self.articles(small).len();
        let Some(&least) = few.checked_sub(1).and_then(|at| LEANING.get(at)) else { return };
        if self.articles(large).len() < (2 * few).max(3) - usize::from(few == 1) {
            return;
        }
        let probability = self.together(small, large, SPEAKERS);
        let Some(story) = self.stories.get_mut(small as usize) else { return };
        match story.leans {
            Some((to, known)) if to != large && known >= probability => {}
            _ => story.leans = Some((large, probability)).filter(|_| probability >= least),
        }
    }

    /// The story that the articles of a story are shown with: where it leans to, and where that does.
    fn shown(&self, story: u32) -> usize {
        let mut shown = story;
        for _ in 0..LEANING.len() {
            let leans = self.stories.get(shown as usize).and_then(|story| story.leans);
            let Some((mut to, _)) = leans else { break };
            while let Some(into) = self.stories.get(to as usize).and_then(|story| story.into) {
                to = into;
            }
            if to == story || self.articles(to).is_empty() {
                break;
            }
            shown = to;
        }
        shown as usize
    }
}

fn mean(numbers: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = numbers.fold((0.0, 0), |(sum, count), number| (sum + number, count + 1));
    if count == 0 { 0.0 } else { sum / count as f32 }
}

/// What is largest first; of equals, the older.
fn sort(stories: &mut [(u32, f32)]) {
    stories.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
}

/// The story of each of some articles: a function of the set, whatever their order. Stories have numbers from 0 in the
/// order of their first article by day, title and text; articles without a day come first. Time is linear but for a sort.
///
/// # Errors
/// When the built-in model is broken, which is a fault of the build.
pub fn stories(documents: &[Document<'_>]) -> Result<Vec<usize>, Broken> {
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by_key(|&at| documents.get(at));
    let mut stories = Stories::new()?;
    for document in order.iter().filter_map(|&at| documents.get(at)) {
        stories.add(document);
    }
    let mut numbers: Vec<Option<usize>> = vec![None; stories.stories.len()];
    let mut told = vec![0; documents.len()];
    let mut next = 0;
    for (at, story) in order.into_iter().zip(stories.all()) {
        let Some(number) = numbers.get_mut(story) else { continue };
        let number = *number.get_or_insert_with(|| {
            next += 1;
            next - 1
        });
        if let Some(told) = told.get_mut(at) {
            *told = number;
        }
    }
    Ok(told)
}
