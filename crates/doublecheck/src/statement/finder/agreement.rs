//! How far found and marked statements agree: what the judge is taught, and how well articles are read.

use std::ops::Range;

use super::judge::{Candidate, Numbers};
use super::train::Marked;
use super::view::{Quoted, View};
use doublecheck_grammar::learn::Trees;

/// The candidates of an article by models that did not see it.
pub struct Judged {
    pub article: usize,
    pub candidates: Vec<Candidate>,
    pub numbers: Vec<Numbers>,
    /// Whether people marked the same.
    pub right: Vec<bool>,
}

/// Prints how well articles are read by models that did not see them.
pub fn report<'t>(
    views: &[View<'_>],
    marks: &[&[Marked]],
    judged: &[Judged],
    judge: impl Fn(usize) -> &'t Trees,
    progress: &(dyn Fn(&str) + Sync),
) {
    for least in [0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7, 0.9] {
        let mut sum = Agreement::default();
        for j in judged {
            let probabilities: Vec<f32> = j.numbers.iter().map(|n| judge(j.article).probability(n)).collect();
            let found = super::select(&views[j.article], &j.candidates, &probabilities, least);
            sum.add(&views[j.article], &found, marks[j.article]);
        }
        progress(&format!("from {least}: {}", sum.line()));
    }
}

/// How far found and marked statements agree, summed over articles.
#[derive(Default)]
struct Agreement {
    found: usize,
    marked: usize,
    whole: usize,
    quoted: [usize; 3],
    content: usize,
    cue: usize,
    source: [usize; 3],
    expected: f64,
}

impl Agreement {
    fn add(&mut self, view: &View<'_>, found: &[super::Found], marks: &[Marked]) {
        let direct =
            |content: &[usize]| !content.is_empty() && content.iter().all(|&at| view.quoted[at] != Quoted::Outside);
        let mut used = vec![false; marks.len()];
        self.found += found.len();
        self.marked += marks.len();
        self.quoted[1] += found.iter().filter(|f| direct(&view.words(&f.content))).count();
        self.quoted[2] += marks.iter().filter(|m| direct(&view.words(&m.content))).count();
        self.source[1] += found.iter().filter(|f| f.source.is_some()).count();
        self.source[2] += marks.iter().filter(|m| !m.source.is_empty()).count();
        for f in found {
            self.expected += f64::from(f.probability);
            let (content, cue) = (view.words(&f.content), view.words(std::slice::from_ref(&f.cue)));
            let source = view.words(f.source.as_slice());
            self.content += usize::from(marks.iter().any(|m| view.words(&m.content) == content));
            self.cue += usize::from(marks.iter().any(|m| view.words(&m.cue) == cue));
            self.source[0] += usize::from(!source.is_empty() && marks.iter().any(|m| view.words(&m.source) == source));
            let right = (0..marks.len())
                .find(|&m| !used[m] && is_right(view, &f.cue, f.source.as_ref(), &f.content, &marks[m]));
            if let Some(m) = right {
                used[m] = true;
                self.whole += 1;
                self.quoted[0] += usize::from(direct(&view.words(&marks[m].content)));
            }
        }
    }

    fn line(&self) -> String {
        let f1 = |hit: usize, found: usize, marked: usize| 200.0 * hit as f64 / (found + marked).max(1) as f64;
        let share = |hit: usize, of: usize| 100.0 * hit as f64 / of.max(1) as f64;
        format!(
            "whole {:.2} ({:.1} / {:.1}, expected {:.1}), direct {:.1}, content {:.2}, cue {:.2}, source {:.2}",
            f1(self.whole, self.found, self.marked),
            share(self.whole, self.found),
            share(self.whole, self.marked),
            100.0 * self.expected / self.found.max(1) as f64,
            f1(self.quoted[0], self.quoted[1], self.quoted[2]),
            f1(self.content, self.found, self.marked),
            f1(self.cue, self.found, self.marked),
            f1(self.source[0], self.source[1], self.source[2]),
        )
    }
}

/// Content half the same, a word of the cue shared, the source's head shared: what a reader would call found.
pub fn is_right(
    view: &View<'_>,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
    content: &[Range<usize>],
    mark: &Marked,
) -> bool {
    if !mark.cue.iter().cloned().flatten().any(|at| cue.contains(&at)) {
        return false;
    }
    let (content, marked) = (view.words(content), view.words(&mark.content));
    let shared = content.iter().filter(|at| marked.contains(at)).count();
    let source = match (source, mark.source.as_slice()) {
        (None, []) => true,
        (None, _) | (_, []) => false,
        (Some(found), marked) => {
            let head = source_head(view, &marked[0]);
            found.contains(&head) || marked.iter().any(|m| m.contains(&source_head(view, found)))
        }
    };
    // Dice's coefficient is at least one half.
    4 * shared >= content.len() + marked.len() && shared > 0 && source
}

/// The last word before the first comma, bracket, dash, preposition or relative word.
fn source_head(view: &View<'_>, source: &Range<usize>) -> usize {
    const STOPS: &[&str] = &[
        "of", "for", "from", "in", "at", "on", "with", "who", "whom", "whose", "which", "that", "to", "by", "as", ",",
        ";", ":", "(", ")", "[", "]", "-", "–", "—",
    ];
    let mut last = None;
    for at in source.clone() {
        if last.is_some() && STOPS.contains(&view.lower(at)) {
            break;
        }
        if !view.is_mark(at) {
            last = Some(at);
        }
    }
    last.unwrap_or(source.end - 1)
}
