//! Which outlets and agencies an article names as where its words come from.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{Article, Label};

/// How an outlet is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Naming {
    /// In passing.
    Passing,
    /// As the one that reported or was told ("told X", "X reported").
    Relay,
    /// In a credit line or as the agency of the report.
    Credit,
    /// At the head of the report, as the agency's own mark ("CITY (X) --").
    Dateline,
}

/// An outlet named in an article.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The name, as an index into [`Names::names`].
    pub name: usize,
    /// How.
    pub naming: Naming,
    /// Bytes of the article's text; None when only a field says so.
    pub bytes: Option<Range<usize>>,
}

/// The outlets and agencies of a set of articles, and where each article names them.
pub(super) struct Names {
    /// The names, sorted.
    pub names: Vec<String>,
    finder: Option<AhoCorasick>,
}

impl Names {
    /// Collects the names of all outlets and agencies.
    pub fn of<'a>(articles: impl Iterator<Item = &'a Article>) -> Self {
        Self::new(articles.flat_map(Self::stated).map(str::to_owned).collect())
    }

    /// Of these names.
    pub fn new(mut names: Vec<String>) -> Self {
        names.sort_unstable();
        names.dedup();
        // A set of names too large for one automaton only loses this evidence.
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names).ok();
        Self { names, finder }
    }

    /// The outlet and agency that an article states.
    pub fn stated(article: &Article) -> impl Iterator<Item = &str> {
        let stated = [&article.outlet, &article.agency].into_iter().flatten().map(|stated| stated.value.trim());
        stated.filter(|name| name.chars().count() >= 2)
    }

    /// The index of a name.
    pub fn index(&self, name: Option<&str>) -> Option<usize> {
        let name = name?.trim();
        self.names.binary_search_by(|n| n.as_str().cmp(name)).ok()
    }

    /// Every outlet that an article names, the strongest naming of each. Linear in the text.
    pub fn mentions(&self, article: &Article) -> Vec<Mention> {
        let mut strongest: BTreeMap<usize, Mention> = BTreeMap::new();
        let mut note = |mention: Mention| {
            let kept = strongest.entry(mention.name).or_insert_with(|| mention.clone());
            if kept.naming < mention.naming {
                *kept = mention;
            }
        };
        if let Some(name) = self.index(article.agency.as_ref().map(|a| a.value.as_str())) {
            note(Mention { name, naming: Naming::Credit, bytes: None });
        }
        let Some(finder) = &self.finder else { return strongest.into_values().collect() };
        for block in &article.blocks {
            let bytes = article.text.bytes(block.span);
            let text = &article.text.as_str()[bytes.clone()];
            for found in finder.find_iter(text) {
                if !is_word(text, found.range()) {
                    continue;
                }
                let naming = naming(text, found.range(), block.label);
                let at = bytes.start + found.start()..bytes.start + found.end();
                note(Mention { name: found.pattern().as_usize(), naming, bytes: Some(at) });
            }
        }
        strongest.into_values().collect()
    }
}

fn is_word(text: &str, at: Range<usize>) -> bool {
    !text[..at.start].ends_with(char::is_alphanumeric) && !text[at.end..].starts_with(char::is_alphanumeric)
}

/// Words before a name that say it is where the text comes from.
const CREDITS: &[&str] = &[
    "source:",
    "source :",
    "from",
    "by",
    "via",
    "courtesy of",
    "reporting by",
    "published by",
    "published in",
    "published on",
    "appeared in",
    "appeared on",
    "reprinted from",
    "with permission from",
    "credit:",
    "(",
    "[",
    "©",
];

/// Words before a name that say it was told something or reported it.
const TOLD: &[&str] = &[
    "told",
    "told the",
    "according to",
    "according to the",
    "reported by",
    "reported by the",
    "quoted by",
    "quoted by the",
    "saying by",
    "saying by the",
    "saying to",
    "cited by",
    "cited by the",
    "interview with",
    "interview with the",
    "interview to",
    "statement to",
    "speaking to",
    "speaking to the",
    "speaking with",
    "carried by",
    "carried by the",
    "published by",
    "citing",
    "quoting",
];

/// Words after a name that say it reported something.
const REPORTS: &[&str] = &[
    "reported",
    "reports",
    "report",
    "said",
    "says",
    "quoted",
    "cited",
    "wrote",
    "has learned",
    "has reported",
    "news agency",
    "agency",
    "source said",
    "correspondent",
];

fn naming(text: &str, at: Range<usize>, label: Label) -> Naming {
    let before = text[..at.start].trim_end().to_lowercase();
    let after = text[at.end..].trim_start();
    let opens = at.start <= 40 && before.ends_with('(');
    if opens && after.strip_prefix(')').is_some_and(|rest| rest.trim_start().starts_with(['-', '–', '—'])) {
        return Naming::Dateline;
    }
    let short = text.len() <= at.len() + 40;
    if label == Label::Credit || (short && CREDITS.iter().any(|cue| ends_with_words(&before, cue))) {
        return Naming::Credit;
    }
    let after = after.to_lowercase();
    let told = TOLD.iter().any(|cue| ends_with_words(&before, cue));
    let reports = REPORTS.iter().any(|cue| after.starts_with(cue));
    if !short && (told || reports) { Naming::Relay } else { Naming::Passing }
}

fn ends_with_words(text: &str, cue: &str) -> bool {
    text.strip_suffix(cue)
        .is_some_and(|rest| cue.starts_with(|c: char| !c.is_alphanumeric()) || !rest.ends_with(char::is_alphanumeric))
}
