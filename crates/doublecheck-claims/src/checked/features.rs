//! What speaks for a text's repeating a checked claim, in numbers.

use crate::Frequencies;

use super::index::{Index, Side, grams};
use super::post::Post;

/// How many numbers there are.
pub const FEATURES: usize = 36;
/// So many claims with the highest BM25 are looked at.
const CANDIDATES: usize = 80;
/// How much a word of the author's name counts against one of the text.
const AUTHOR: f32 = 0.8;

/// A claim that shares words with a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub entry: usize,
    pub numbers: [f32; FEATURES],
}

/// The text as terms of the index.
struct Query {
    /// Terms in order with their rarity, none where no claim has the word.
    body: Vec<(Option<u32>, f32)>,
    /// The terms sorted.
    known: Vec<u32>,
    /// The same without doubles, with rarity in the claims and in news.
    words: Vec<Word>,
    author: Vec<u32>,
    grams: Vec<u32>,
    total: f32,
    month: Option<(u32, u32)>,
}

struct Word {
    term: Option<u32>,
    rarity: f32,
    news: f32,
    name: bool,
    number: bool,
}

impl Query {
    fn new(index: &Index, post: &Post) -> Self {
        let body: Vec<Option<u32>> = post.body.iter().map(|token| index.term(&token.stem)).collect();
        let mut order: Vec<usize> = (0..body.len()).collect();
        order.sort_by(|&a, &b| post.body[a].stem.cmp(&post.body[b].stem).then(a.cmp(&b)));
        let words: Vec<Word> = order
            .chunk_by(|&a, &b| post.body[a].stem == post.body[b].stem)
            .filter_map(|same| {
                let first = *same.first()?;
                let token = post.body.get(first)?;
                let term = *body.get(first)?;
                let news = Frequencies::built_in().rarity(&token.stem);
                let name = same.iter().any(|&at| post.body[at].capital);
                Some(Word { term, rarity: index.rarity(term), news, name, number: token.number })
            })
            .collect();
        let mut author: Vec<u32> = post.author.iter().filter_map(|token| index.term(&token.stem)).collect();
        author.sort_unstable();
        author.dedup();
        let mut known: Vec<u32> = body.iter().copied().flatten().collect();
        known.sort_unstable();
        let body = body.into_iter().map(|term| (term, index.rarity(term))).collect();
        let total = words.iter().map(|word| word.rarity).sum::<f32>().max(0.1);
        Self { body, known, words, author, grams: grams(&post.body), total, month: post.month }
    }
}

/// The claims that share most with a text, the first `CANDIDATES` by BM25, as numbers; `without` leaves one out.
pub(super) fn candidates(index: &Index, post: &Post, without: Option<usize>) -> Vec<Candidate> {
    let query = Query::new(index, post);
    let mut terms: Vec<(u32, f32)> = query.words.iter().filter_map(|word| Some((word.term?, 1.0))).collect();
    for &author in &query.author {
        if !terms.iter().any(|term| term.0 == author) {
            terms.push((author, AUTHOR));
        }
    }
    let mut scores = index.scores(&terms);
    scores.retain(|score| Some(score.0 as usize) != without);
    let sum = |score: &(u32, [f32; 2])| score.1[0] + 0.6 * score.1[1];
    scores.sort_by(|a, b| sum(b).total_cmp(&sum(a)).then(a.0.cmp(&b.0)));
    scores.truncate(CANDIDATES);
    let mut candidates: Vec<Candidate> = scores
        .iter()
        .enumerate()
        .filter_map(|(rank, score)| {
            let entry = score.0 as usize;
            let sides = &index.entries.get(entry)?.sides;
            let best_other =
                scores.iter().enumerate().find(|(other, _)| *other != rank).map_or(0.0, |(_, other)| sum(other));
            let mut numbers = [0.0; FEATURES];
            let mut next = 0;
            let mut put = |value: f32| {
                if let Some(number) = numbers.get_mut(next) {
                    *number = value;
                }
                next += 1;
            };
            put(sum(score));
            put(score.1[0]);
            put(score.1[1]);
            put(sum(score) / best_other.max(0.1));
            put(sum(score) - best_other);
            put(rank as f32);
            put(sum(score) / query.total);
            compare(index, &query, sides, &mut put);
            Some(Candidate { entry, numbers })
        })
        .collect();
    relative(&mut candidates);
    candidates
}

/// The numbers that compare one claim with the text.
fn compare(index: &Index, query: &Query, sides: &[Side; 2], put: &mut impl FnMut(f32)) {
    let has = |side: &Side, term: Option<u32>| term.is_some_and(|term| side.distinct.binary_search(&term).is_ok());
    let both = |term: Option<u32>| has(&sides[0], term) || has(&sides[1], term);
    let (mut rarest, mut shared, mut news, mut news_all, mut count) = ([0.0_f32; 3], 0.0, 0.0, 0.0, 0.0);
    let (mut names, mut names_all, mut numbers, mut lacking) = (0.0, 0.0, 0.0, 0.0);
    let mut missed: f32 = 0.0;
    for word in &query.words {
        let known = both(word.term);
        news_all += word.news;
        if word.name {
            names_all += word.rarity;
        }
        if !known {
            missed = missed.max(if word.term.is_some() { word.rarity } else { 0.0 });
            lacking += f32::from(u8::from(word.number));
            continue;
        }
        shared += word.rarity;
        news += word.news;
        count += 1.0;
        if word.name {
            names += word.rarity;
        }
        numbers += f32::from(u8::from(word.number));
        rarest[2] = rarest[2].max(word.rarity);
        rarest.sort_by(|a, b| b.total_cmp(a));
    }
    put(shared / query.total);
    put(shared);
    put(news / news_all.max(0.1));
    put(count);
    rarest.into_iter().for_each(&mut *put);
    put(missed);
    put(names);
    put(names / names_all.max(0.1));
    put(numbers);
    put(lacking);
    let in_query = |term: u32| query.known.binary_search(&term).is_ok();
    for side in sides {
        let (mut known, mut all, mut missing) = (0.0, 0.0, 0.0_f32);
        for &term in &side.distinct {
            let rarity = index.rarity(Some(term));
            all += rarity;
            if in_query(term) || query.author.contains(&term) {
                known += rarity;
            } else {
                missing = missing.max(rarity);
            }
        }
        put(known / all.max(0.1));
        put(missing);
        put(cosine(&query.grams, &side.grams));
        let named: f32 = side.names.iter().map(|&term| index.rarity(Some(term))).sum();
        let said: f32 = side.names.iter().filter(|&&term| in_query(term)).map(|&term| index.rarity(Some(term))).sum();
        put(said / named.max(0.1));
    }
    put(sides[0].numbers.iter().filter(|&&term| !in_query(term)).count() as f32);
    let (pairs, longest) = runs(query, sides);
    put(pairs);
    put(longest);
    let author: f32 = query.author.iter().filter(|&&term| both(Some(term))).map(|&term| index.rarity(Some(term))).sum();
    put(author);
    put(sides
        .iter()
        .flat_map(|side| &side.months)
        .map(|&month| when(query.month, month))
        .fold(0.0, |a, b| if b == 0.0 { a } else { b }));
    put(query.words.len() as f32);
    put(sides[0].terms.len() as f32);
}

/// Whether a claim's month fits a post's: 1 the same or the month before, -1 if not, 0 if the post has none.
fn when(post: Option<(u32, u32)>, claim: (u32, u32)) -> f32 {
    let Some(post) = post else { return 0.0 };
    let number = |(month, year): (u32, u32)| i64::from(year) * 12 + i64::from(month);
    if (-1..=2).contains(&(number(claim) - number(post))) { 1.0 } else { -1.0 }
}

/// Rarity of the pairs of neighbours that both have, and the rarity of the longest common run.
fn runs(query: &Query, sides: &[Side; 2]) -> (f32, f32) {
    let (mut pairs, mut longest) = (0.0_f32, 0.0_f32);
    for side in sides {
        let mut before = vec![(0.0_f32, 0_u32); side.terms.len() + 1];
        let mut here = 0.0;
        for &(term, rarity) in &query.body {
            for at in (0..side.terms.len()).rev() {
                before[at + 1] = if Some(side.terms[at]) == term {
                    let (sum, length) = before[at];
                    if length > 0 {
                        here += rarity;
                    }
                    longest = longest.max(if length > 0 { sum + rarity } else { 0.0 });
                    (sum + rarity, length + 1)
                } else {
                    (0.0, 0)
                };
            }
        }
        pairs = pairs.max(here);
    }
    (pairs, longest)
}

fn cosine(a: &[u32], b: &[u32]) -> f32 {
    let (mut i, mut j, mut common) = (0, 0, 0.0_f32);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += f32::from(u8::from(x == y));
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    common / libm::sqrtf((a.len() * b.len()).max(1) as f32)
}

/// Adds how a candidate stands to the best of the others.
fn relative(candidates: &mut [Candidate]) {
    const OF: [usize; 2] = [7, 19];
    for (which, of) in OF.into_iter().enumerate() {
        let values: Vec<f32> = candidates.iter().map(|candidate| candidate.numbers[of]).collect();
        let mut top = [f32::NEG_INFINITY; 2];
        for &value in &values {
            if value > top[0] {
                top = [value, top[0]];
            } else if value > top[1] {
                top[1] = value;
            }
        }
        for (candidate, value) in candidates.iter_mut().zip(values) {
            let other = if value >= top[0] { top[1] } else { top[0] };
            candidate.numbers[FEATURES - 2 + which] = value - other.max(-1.0);
        }
    }
}
