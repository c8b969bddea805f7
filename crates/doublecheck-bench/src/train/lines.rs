//! Which lines of a page its true text consists of: labels for training, out of a text that people marked.

use std::collections::HashMap;

/// A run of true words that a line matches: from which word of the line and of the truth on, and how many words match.
#[derive(Clone, Copy)]
struct Match {
    line: usize,
    at: usize,
    words: usize,
}

/// For each line, whether it is in the true text: at least half of its words are, at one place, and the places of all
/// lines follow one another as in the text. A weighted longest increasing sequence; quadratic in the matching lines.
pub fn in_truth(lines: &[String], truth: &str) -> Vec<bool> {
    let truth = words(truth);
    let mut grams: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (at, gram) in truth.windows(3).enumerate() {
        grams.entry(gram).or_default().push(at);
    }
    let split: Vec<Vec<String>> = lines.iter().map(|line| words(line)).collect();
    let mut matches: Vec<Match> = Vec::new();
    for (line, own) in split.iter().enumerate() {
        // Places in the truth where the line may begin, with the number of its runs of three that speak for it.
        let mut starts: HashMap<isize, usize> = HashMap::new();
        for (offset, gram) in own.windows(3).enumerate() {
            for &at in grams.get(gram).into_iter().flatten().take(20) {
                *starts.entry(at as isize - offset as isize).or_default() += 1;
            }
        }
        let mut starts: Vec<(isize, usize)> = starts.into_iter().collect();
        starts.sort_unstable_by_key(|&(at, count)| (std::cmp::Reverse(count), at));
        for &(start, _) in starts.iter().take(4) {
            // Runs that begin a little later or earlier are the same place, with words left out.
            let near: usize = starts.iter().filter(|s| (s.0 - start).abs() <= 8).map(|s| s.1).sum();
            if near * 2 >= own.len().saturating_sub(2) {
                matches.push(Match { line, at: start.max(0) as usize, words: near + 2 });
            }
        }
    }
    let chain = best_chain(&matches);
    let mut inside = vec![false; lines.len()];
    for m in &chain {
        inside[m.line] = true;
    }
    short_lines(&split, &truth, &chain, &mut inside);
    inside
}

/// The matches in order, on lines and in the truth, with most words.
fn best_chain(matches: &[Match]) -> Vec<Match> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(matches.len());
    for (index, m) in matches.iter().enumerate() {
        let mut own = (m.words, None);
        for (before, b) in matches[..index].iter().enumerate() {
            if b.line < m.line && b.at < m.at && best[before].0 + m.words > own.0 {
                own = (best[before].0 + m.words, Some(before));
            }
        }
        best.push(own);
    }
    let mut at = (0..matches.len()).max_by_key(|&i| (best[i].0, std::cmp::Reverse(i)));
    let mut chain = Vec::new();
    while let Some(index) = at {
        chain.push(matches[index]);
        at = best[index].1;
    }
    chain.reverse();
    chain
}

/// Lines of one or two words: in the text where they stand right between the words of their neighbours.
fn short_lines(split: &[Vec<String>], truth: &[String], chain: &[Match], inside: &mut [bool]) {
    for pair in chain.windows(2) {
        let [before, after] = pair else { continue };
        let mut at = before.at + split[before.line].len().min(truth.len() - before.at);
        for line in before.line + 1..after.line {
            let own = &split[line];
            let end = after.at.min(truth.len());
            if (1..3).contains(&own.len())
                && let Some(found) = (at.min(end)..end).find(|&p| truth[p..end].starts_with(own))
                && found - at.min(end) <= 2
            {
                inside[line] = true;
                at = found + own.len();
            }
        }
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Precision and recall of a text as the stick counts them: runs of four words as multisets.
pub fn overlap(truth: &str, found: &str) -> (f64, f64) {
    let (truth, found) = (shingles(truth), shingles(found));
    let both: usize = truth.iter().map(|(s, n)| found.get(s).copied().unwrap_or(0).min(*n)).sum();
    let share = |all: &HashMap<Vec<String>, usize>| both as f64 / all.values().sum::<usize>().max(1) as f64;
    (share(&found), share(&truth))
}

fn shingles(text: &str) -> HashMap<Vec<String>, usize> {
    let words = words(text);
    let mut counts = HashMap::new();
    for at in 0..(words.len().max(4) - 3) {
        let shingle = words[at..words.len().min(at + 4)].to_vec();
        if !shingle.is_empty() {
            *counts.entry(shingle).or_default() += 1;
        }
    }
    counts
}
