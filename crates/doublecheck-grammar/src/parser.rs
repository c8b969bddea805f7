//! Finds on which word each word depends: arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez, Satta 2011), chosen
//! greedily, trained with a dynamic oracle (Goldberg and Nivre 2013). Linear in the length of a sentence.

use crate::learn::{Broken, Reader, Weights, Writer, key};
use crate::lexeme::Lexeme;
use crate::tagger::best;

/// At most so many relations.
pub(crate) const RELATIONS: usize = 48;
/// Shift, left, right; the fourth is padding.
pub(crate) const ACTIONS: usize = 4;
pub(crate) const SHIFT: usize = 0;
pub(crate) const LEFT: usize = 1;
pub(crate) const RIGHT: usize = 2;

/// No word.
pub(crate) const NOBODY: u16 = u16::MAX;

pub(crate) struct Parser {
    pub actions: Weights<ACTIONS>,
    pub relations: Weights<RELATIONS>,
}

impl Parser {
    pub fn read(input: &mut Reader<'_>) -> Result<Self, Broken> {
        Ok(Self { actions: Weights::read(input)?, relations: Weights::read(input)? })
    }

    pub fn write(&self, out: &mut Writer) {
        self.actions.write(out);
        self.relations.write(out);
    }

    pub fn parse(&self, words: &[Lexeme], tags: &[u8]) -> (Vec<Option<u16>>, Vec<u8>) {
        let mut state = State::new(words.len());
        let mut keys = Vec::with_capacity(96);
        while !state.is_done() {
            let sight = Sight { words, tags, state: &state };
            sight.action_features(&mut keys);
            let scores = self.actions.score(&keys);
            let action = (0..3).filter(|&a| state.may(a)).max_by_key(|&a| (scores[a], 3 - a)).unwrap_or(SHIFT);
            let relation = state.arc(action).map(|(head, word)| {
                sight.relation_features(head, word, &mut keys);
                best(&self.relations.score(&keys))
            });
            state.apply(action, relation.unwrap_or(0));
        }
        state.finish()
    }
}

/// Half-built tree: a stack, the rest of the sentence, the arcs so far.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub stack: Vec<u16>,
    pub next: usize,
    len: usize,
    pub heads: Vec<u16>,
    pub relations: Vec<u8>,
    /// The outermost of the words that depend on a word so far, and the one before it: to its left, to its right.
    left: Vec<[u16; 2]>,
    right: Vec<[u16; 2]>,
    /// How many words depend on a word so far: to its left, to its right.
    counts: Vec<[u8; 2]>,
}

impl State {
    pub fn new(len: usize) -> Self {
        Self {
            stack: Vec::with_capacity(32),
            next: 0,
            len,
            heads: vec![NOBODY; len],
            relations: vec![0; len],
            left: vec![[NOBODY; 2]; len],
            right: vec![[NOBODY; 2]; len],
            counts: vec![[0; 2]; len],
        }
    }

    pub fn is_done(&self) -> bool {
        self.next >= self.len && self.stack.len() <= 1
    }

    fn top(&self, depth: usize) -> u16 {
        self.stack.len().checked_sub(depth + 1).map_or(NOBODY, |at| self.stack[at])
    }

    fn ahead(&self, offset: usize) -> u16 {
        let at = self.next + offset;
        if at < self.len { at as u16 } else { NOBODY }
    }

    pub fn may(&self, action: usize) -> bool {
        match action {
            SHIFT => self.next < self.len,
            LEFT => !self.stack.is_empty() && self.next < self.len,
            _ => self.stack.len() >= 2,
        }
    }

    /// The head and the word that an action joins.
    pub fn arc(&self, action: usize) -> Option<(u16, u16)> {
        match action {
            LEFT => Some((self.ahead(0), self.top(0))),
            RIGHT => Some((self.top(1), self.top(0))),
            _ => None,
        }
    }

    pub fn apply(&mut self, action: usize, relation: u8) {
        match self.arc(action) {
            None => {
                self.stack.push(self.next as u16);
                self.next += 1;
            }
            Some((head, word)) => {
                self.stack.pop();
                self.heads[word as usize] = head;
                self.relations[word as usize] = relation;
                let (side, count) =
                    if word < head { (&mut self.left[head as usize], 0) } else { (&mut self.right[head as usize], 1) };
                // The newest is the outermost.
                *side = [word, side[0]];
                let counts = &mut self.counts[head as usize][count];
                *counts = counts.saturating_add(1);
            }
        }
    }

    /// What each action would lose of the right tree: the number of right arcs that can no longer be made; `usize::MAX`
    /// for an action that is not possible. Linear in the sentence, for training only.
    pub fn costs(&self, gold: &[u16]) -> [usize; 3] {
        let mut costs = [usize::MAX; 3];
        let rest = self.next..self.len;
        let depends_ahead = |word: u16, from: usize| (from..self.len).filter(|&d| gold[d] == word).count();
        if self.may(SHIFT) {
            let b = self.next as u16;
            let below = &self.stack[..self.stack.len().saturating_sub(1)];
            let head_lost = below.contains(&gold[b as usize]);
            let lost = self.stack.iter().filter(|&&d| gold[d as usize] == b).count();
            costs[SHIFT] = lost + usize::from(head_lost);
        }
        if self.may(LEFT) {
            let s = self.top(0);
            let head = gold[s as usize];
            let under = self.top(1);
            // The root of the sentence stays on the stack to the end.
            let head_lost = head == NOBODY || head == under || (self.next + 1..self.len).contains(&(head as usize));
            costs[LEFT] = depends_ahead(s, self.next) + usize::from(head_lost);
        }
        if self.may(RIGHT) {
            let s = self.top(0);
            let head = gold[s as usize];
            let head_lost = head == NOBODY || rest.contains(&(head as usize));
            costs[RIGHT] = depends_ahead(s, self.next) + usize::from(head_lost);
        }
        costs
    }

    fn finish(self) -> (Vec<Option<u16>>, Vec<u8>) {
        let heads = self.heads.iter().map(|&h| (h != NOBODY).then_some(h)).collect();
        (heads, self.relations)
    }
}

/// A state with the words it is about.
pub(crate) struct Sight<'a> {
    pub words: &'a [Lexeme],
    pub tags: &'a [u8],
    pub state: &'a State,
}

impl Sight<'_> {
    fn word(&self, at: u16) -> u32 {
        self.words.get(at as usize).map_or(1, |w| w.word)
    }

    fn cluster(&self, at: u16) -> u32 {
        self.words.get(at as usize).map_or(999, |w| u32::from(w.cluster.fine))
    }

    fn coarse(&self, at: u16) -> u32 {
        self.words.get(at as usize).map_or(99, |w| u32::from(w.cluster.coarse))
    }

    fn tag(&self, at: u16) -> u32 {
        u32::from(self.tags.get(at as usize).copied().unwrap_or(99))
    }

    fn relation(&self, at: u16) -> u32 {
        u32::from(self.state.relations.get(at as usize).copied().unwrap_or(99))
    }

    fn child(&self, of: u16, side: usize, nth: usize) -> u16 {
        let sides = if side == 0 { &self.state.left } else { &self.state.right };
        sides.get(of as usize).map_or(NOBODY, |s| s[nth])
    }

    fn count(&self, of: u16, side: usize) -> u32 {
        u32::from(self.state.counts.get(of as usize).map_or(9, |c| c[side].min(4)))
    }

    fn distance(&self, from: u16, to: u16) -> u32 {
        if from == NOBODY || to == NOBODY {
            return 0;
        }
        match from.abs_diff(to) {
            d @ 0..=4 => u32::from(d) + 1,
            5..=7 => 6,
            8..=12 => 7,
            _ => 8,
        }
    }

    /// What the next action depends on (after Zhang and Nivre 2011).
    pub fn action_features(&self, keys: &mut Vec<u32>) {
        let state = self.state;
        let (s0, s1, s2) = (state.top(0), state.top(1), state.top(2));
        let (b0, b1, b2) = (state.ahead(0), state.ahead(1), state.ahead(2));
        let (s0w, s1w, b0w, b1w) = (self.word(s0), self.word(s1), self.word(b0), self.word(b1));
        let (s0t, s1t, s2t) = (self.tag(s0), self.tag(s1), self.tag(s2));
        let (b0t, b1t, b2t) = (self.tag(b0), self.tag(b1), self.tag(b2));
        let (s0wt, s1wt, b0wt, b1wt) = (key(s0w, s0t), key(s1w, s1t), key(b0w, b0t), key(b1w, b1t));
        let s0b0 = key(s0t, b0t);
        let s1s0 = key(s1t, s0t);
        let (s0l, s0r) = (self.child(s0, 0, 0), self.child(s0, 1, 0));
        let (s1l, s1r) = (self.child(s1, 0, 0), self.child(s1, 1, 0));
        let b0l = self.child(b0, 0, 0);
        let (near, under) = (self.distance(s0, b0), self.distance(s1, s0));
        keys.clear();
        let mut put = |template: u32, value: u32| keys.push(key(template, value));
        put(1, 0);
        put(2, s0w);
        put(3, s0t);
        put(4, s0wt);
        put(5, s1w);
        put(6, s1t);
        put(7, s1wt);
        put(8, b0w);
        put(9, b0t);
        put(10, b0wt);
        put(11, b1w);
        put(12, b1t);
        put(13, b1wt);
        put(14, key(self.word(b2), b2t));
        put(15, b2t);
        put(16, key(self.word(s2), s2t));
        put(17, key(s0w, b0w));
        put(18, key(s0wt, b0t));
        put(19, key(s0t, b0wt));
        put(20, s0b0);
        put(21, key(s1w, s0w));
        put(22, key(s1wt, s0t));
        put(23, key(s1t, s0wt));
        put(24, s1s0);
        put(25, key(s1t, b0t));
        put(26, key(s1w, b0t));
        put(27, key(s1t, b0w));
        put(28, key(b0t, b1t));
        put(29, key(b0w, b1t));
        put(30, key(b0t, b1w));
        put(31, key(s0b0, b1t));
        put(32, key(s1s0, b0t));
        put(33, key(s2t, s1s0));
        put(34, key(s1s0, key(b0t, b1t)));
        put(35, key(s0b0, key(b1t, b2t)));
        put(36, key(s0b0, self.tag(s0l)));
        put(37, key(s0b0, self.tag(s0r)));
        put(38, key(s0b0, self.tag(b0l)));
        put(39, key(s1s0, self.tag(s1l)));
        put(40, key(s1s0, self.tag(s1r)));
        put(41, key(s1s0, self.tag(s0l)));
        put(42, key(s1s0, self.tag(s0r)));
        put(43, key(near, s0b0));
        put(44, key(near, s0wt));
        put(45, key(near, b0wt));
        put(46, key(under, s1s0));
        put(47, key(under, s0wt));
        put(48, key(under, s1wt));
        put(49, key(s0wt, self.count(s0, 1)));
        put(50, key(s0wt, self.count(s0, 0)));
        put(51, key(s0t, key(self.count(s0, 0), self.count(s0, 1))));
        put(52, key(s1wt, self.count(s1, 1)));
        put(53, key(s1t, key(self.count(s1, 0), self.count(s1, 1))));
        put(54, key(b0wt, self.count(b0, 0)));
        put(55, key(b0t, self.count(b0, 0)));
        put(56, key(s0wt, self.relation(s0r)));
        put(57, key(s0wt, self.relation(s0l)));
        put(58, key(s1wt, self.relation(s1r)));
        put(59, key(b0wt, self.relation(b0l)));
        put(60, key(s0t, key(self.relation(s0l), self.relation(s0r))));
        put(61, key(s1t, key(self.relation(s1l), self.relation(s1r))));
        put(62, key(s1s0, key(self.relation(s1r), self.relation(s0l))));
        put(63, key(s0b0, key(self.relation(s0r), self.relation(b0l))));
        put(64, key(s0w, self.word(s0r)));
        put(65, key(s1w, self.word(s1r)));
        put(66, key(b0w, self.word(b0l)));
        put(67, key(s0t, key(self.relation(s0r), self.relation(self.child(s0, 1, 1)))));
        put(68, key(s0t, key(self.relation(s0l), self.relation(self.child(s0, 0, 1)))));
        put(69, key(b0t, key(self.relation(b0l), self.relation(self.child(b0, 0, 1)))));
        put(70, key(s2t, key(s1t, b0t)));
        put(71, key(s1w, key(s0t, b0w)));
        put(72, key(s0w, key(b0t, b1t)));
        put(73, key(s1t, key(s0t, b0w)));
        put(74, key(s0w, key(s1t, b0t)));
        let (s0c, s1c, b0c) = (self.cluster(s0), self.cluster(s1), self.cluster(b0));
        put(80, key(s0c, s0t));
        put(81, key(b0c, b0t));
        put(82, key(s1c, s1t));
        put(83, key(s0c, b0c));
        put(84, key(s1c, s0c));
        put(85, key(s0c, b0t));
        put(86, key(s0t, b0c));
        put(87, key(s1c, s0t));
        put(88, key(s1t, s0c));
        put(89, key(self.cluster(b1), b0c));
        put(90, key(s1c, key(s0t, b0t)));
        put(91, key(s0c, key(b0t, b1t)));
        put(92, key(s0c, key(self.count(s0, 1), b0t)));
        put(93, key(self.coarse(s1), key(self.coarse(s0), self.coarse(b0))));
        put(75, key(u32::from(b0 == NOBODY), state.stack.len().min(3) as u32));
    }

    /// What the relation of a word to its head depends on.
    pub fn relation_features(&self, head: u16, word: u16, keys: &mut Vec<u32>) {
        let (hw, ww) = (self.word(head), self.word(word));
        let (ht, wt) = (self.tag(head), self.tag(word));
        let side = u32::from(head < word);
        let pair = key(key(ht, wt), side);
        let beside = |at: u16, offset: isize| (at as usize).checked_add_signed(offset).map_or(NOBODY, |i| i as u16);
        let suffix = self.words.get(word as usize).map_or(1, |w| w.suffix3);
        keys.clear();
        let mut put = |template: u32, value: u32| keys.push(key(template + 200, value));
        put(1, pair);
        put(2, key(hw, side));
        put(3, key(ww, side));
        put(4, key(hw, key(wt, side)));
        put(5, key(ww, key(ht, side)));
        put(6, key(hw, ww));
        put(7, key(pair, self.distance(head, word)));
        put(8, key(pair, self.tag(beside(word, -1))));
        put(9, key(pair, self.tag(beside(word, 1))));
        put(10, key(pair, self.relation(self.child(head, 0, 0))));
        put(11, key(pair, self.relation(self.child(head, 1, 0))));
        put(12, key(pair, self.relation(self.child(word, 0, 0))));
        put(13, key(pair, self.relation(self.child(word, 1, 0))));
        put(14, key(pair, self.word(self.child(word, 0, 0))));
        put(15, key(ww, self.word(self.child(word, 0, 0))));
        put(16, key(pair, self.tag(beside(head, 1))));
        put(17, key(suffix, key(ht, side)));
        put(18, key(hw, self.word(self.child(word, 0, 0))));
        put(19, key(hw, key(wt, self.relation(self.child(word, 0, 0)))));
        put(20, key(hw, key(wt, self.relation(self.child(head, 0, 0)))));
        put(21, key(pair, key(self.relation(self.child(word, 0, 0)), self.relation(self.child(word, 0, 1)))));
        put(22, key(hw, key(wt, self.relation(self.child(head, 1, 0)))));
        put(23, key(wt, self.word(self.child(word, 0, 1))));
        put(24, key(self.cluster(word), key(ht, side)));
        put(25, key(self.cluster(head), key(wt, side)));
        put(26, key(self.cluster(word), key(self.cluster(head), side)));
    }
}
