//! Many beginnings and turns of phrase looked for at once.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

/// Words that lines begin with.
pub(super) struct Leads(Option<AhoCorasick>);

impl Leads {
    /// Of a list parted by semicolons, in small letters.
    pub fn of(list: &str) -> Self {
        let builder = &mut AhoCorasick::builder();
        Self(builder.match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored).build(list.split(';')).ok())
    }

    /// The longest of them that a line in small letters begins with.
    pub fn at<'t>(&self, line: &'t str) -> Option<&'t str> {
        let found = self.0.as_ref()?.find(Input::new(line).anchored(Anchored::Yes))?;
        line.get(..found.end())
    }
}

/// Turns of phrase anywhere in a line.
pub(super) struct Phrases(Option<AhoCorasick>);

impl Phrases {
    /// ASCII letters of either case.
    pub fn of<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        // All lines of a page are searched: the tables of a few lists are worth their memory.
        let builder = &mut AhoCorasick::builder();
        Self(builder.kind(Some(AhoCorasickKind::DFA)).ascii_case_insensitive(true).build(phrases).ok())
    }

    /// True for a line that holds one.
    pub fn occur(&self, line: &str) -> bool {
        self.0.as_ref().is_some_and(|phrases| phrases.is_match(line))
    }

    /// How many different ones a line holds; overlapping ones count once.
    pub fn count(&self, line: &str) -> usize {
        let Some(phrases) = &self.0 else { return 0 };
        let mut found: Vec<_> = phrases.find_iter(line).map(|m| m.pattern()).collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    }
}
