//! Finds statements: source, cue and content, by the ways in which news English builds them.
//!
//! | pattern | example |
//! |---|---|
//! | clause after the cue | *The mayor said* the bridge was safe |
//! | content before source and cue | The bridge was safe, *the mayor said* |
//! | inverted | "It is safe," *said the mayor* |
//! | in the middle | The bridge, *the mayor said*, was safe |
//! | according to | *According to the mayor*, the bridge was safe |
//! | object and more | *The union accused the firm of* cutting corners; *asked the port to* close |
//! | passive | The firm *was accused by the union of* cutting corners; the offer *was rejected* |
//! | participle | ..., *adding* that it would stay open |
//!
//! Quotation marks decide the form, not the search: a direct quotation is content that stands in marks throughout.

use std::ops::Range;

use super::cues::{self, Found, Frame, VerbForm};
use super::phrase::{DETERMINERS, PREPOSITIONS, PRONOUNS, is_opener};
use super::roles;
use super::unit::{Unit, units};
use crate::language::{Analysis, WordKind, quotations};
use crate::model::{Form, Stance};

/// A statement in words of the analysis, before its speaker is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub source: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub content: Vec<Range<usize>>,
    pub addressee: Option<Range<usize>>,
    pub form: Form,
    /// How likely people would mark it so.
    pub probability: f32,
    /// The enclosing statement, as an index into the same list.
    pub within: Option<usize>,
    /// The sentence or sentences it was found in.
    pub unit: Range<usize>,
    pub block: usize,
    /// A quotation without an attribution of its own: it goes on with what the statement before it says.
    pub continues: bool,
}

/// Probability of what the rules find: their measured precision (docs/benchmarks.md), the same for every pattern.
pub(super) const RULES: f32 = 0.85;

impl Draft {
    fn extent(&self) -> Range<usize> {
        let start = self.content.iter().map(|c| c.start).min().unwrap_or(self.unit.start);
        start..self.content.iter().map(|c| c.end).max().unwrap_or(start)
    }

    fn holds(&self, at: usize) -> bool {
        self.content.iter().any(|c| c.contains(&at))
    }

    /// Where the attribution begins: its source or its cue, whichever comes first.
    fn begin(&self) -> Option<usize> {
        let cue = self.cue.as_ref()?.start;
        Some(self.source.as_ref().map_or(cue, |s| s.start.min(cue)))
    }

    /// One past the last word of content, cue or source.
    fn end(&self) -> usize {
        let parts =
            [self.extent().end, self.cue.as_ref().map_or(0, |c| c.end), self.source.as_ref().map_or(0, |s| s.end)];
        parts.into_iter().max().unwrap_or(0)
    }
}

/// What the patterns find in an article.
#[derive(Debug, Default)]
pub(super) struct Extracted {
    /// Statements, in text order.
    pub drafts: Vec<Draft>,
    /// Every sentence that could be the outlet's own voice, should nobody else be made to say it.
    pub narration: Vec<Draft>,
}

/// All statements of an article, in text order.
pub(super) fn extract(analysis: &Analysis<'_>) -> Extracted {
    let mut extracted = Extracted::default();
    let mut from = 0;
    while let Some(block) = analysis.sentences.get(from).map(|s| s.block) {
        let to = from + analysis.sentences[from..].iter().take_while(|s| s.block == block).count();
        if analysis.article.blocks.get(block).is_some_and(|b| b.label.is_body()) {
            let sentences: Vec<_> = analysis.sentences[from..to].iter().map(|s| s.words.clone()).collect();
            let all = sentences.first().map_or(0, |s| s.start)..sentences.last().map_or(0, |s| s.end);
            let quotations = quotations(analysis, all);
            for unit in units(analysis, block, &sentences, &quotations) {
                read_unit(&unit, &mut extracted);
            }
        }
        from = to;
    }
    extracted
}

fn read_unit(unit: &Unit<'_>, Extracted { drafts, narration }: &mut Extracted) {
    let first = drafts.len();
    if let Some(quotation) = unit.sole_quotation()
        && continue_quotation(unit, quotation, drafts)
    {
        return;
    }
    let mut at = unit.words.start;
    while at < unit.words.end {
        at = match unit.statement_at(at, first, drafts) {
            Some((draft, next)) => {
                drafts.push(draft);
                next.max(at + 1)
            }
            None => at + 1,
        };
    }
    unit.separate(first, drafts);
    nest(unit, first, drafts);
    narration.extend(narrate(unit));
}

/// A sentence that is one quotation and nothing else belongs to the statement before it.
fn continue_quotation(unit: &Unit<'_>, quotation: Range<usize>, drafts: &mut Vec<Draft>) -> bool {
    let Some(previous) = drafts.iter().rposition(|d| d.within.is_none() && d.form != Form::Narration) else {
        return false;
    };
    let draft = &mut drafts[previous];
    if draft.block == unit.block && draft.unit.end == unit.words.start && draft.form != Form::Indirect {
        draft.content.push(quotation);
        draft.unit.end = unit.words.end;
        return true;
    }
    if draft.block + 3 < unit.block || unit.count(quotation.clone()) < 4 {
        return false;
    }
    drafts.push(Draft { continues: true, form: Form::Direct, probability: RULES, ..unattributed(unit, quotation) });
    true
}

/// The outlet's own voice: a declarative sentence that nobody else is made to say.
fn narrate(unit: &Unit<'_>) -> Option<Draft> {
    let content = unit.after_dateline(unit.trim(unit.words.clone()));
    let ends_well = matches!(unit.lower(unit.words.end - 1), "." | "”" | "\"" | "!" | "’");
    let declares = ends_well && unit.count(content.clone()) >= 6 && content.clone().any(|i| unit.is_finite(i));
    declares.then(|| unattributed(unit, content))
}

fn unattributed(unit: &Unit<'_>, content: Range<usize>) -> Draft {
    Draft {
        source: None,
        cue: None,
        content: vec![content],
        addressee: None,
        form: Form::Narration,
        probability: 1.0,
        within: None,
        unit: unit.words.clone(),
        block: unit.block,
        continues: false,
    }
}

/// Finds which statements are made inside another's content.
fn nest(unit: &Unit<'_>, first: usize, drafts: &mut [Draft]) {
    for inner in first..drafts.len() {
        let Some(cue) = drafts[inner].cue.clone() else { continue };
        let outer = (first..drafts.len())
            .filter(|&o| {
                o != inner && drafts[o].holds(cue.start) && drafts[o].begin().is_some_and(|b| !drafts[inner].holds(b))
            })
            .min_by_key(|&o| (drafts[o].extent().len(), o));
        drafts[inner].within = outer;
        if let Some(piece) = outer.and_then(|o| drafts[o].content.iter().find(|c| c.contains(&cue.start)).cloned()) {
            for content in &mut drafts[inner].content {
                *content = content.start.min(piece.end)..content.end.min(piece.end);
            }
            drafts[inner].content.retain(|c| !c.is_empty());
        }
        if unit.quoted(cue.start) && outer.is_none() {
            drafts[inner].within = first.checked_sub(1).filter(|&o| drafts[o].holds(cue.start));
        }
    }
}

/// A verb with its auxiliaries.
struct Group {
    start: usize,
    passive: bool,
}

impl Unit<'_> {
    /// The inner words of the quotation that the unit consists of.
    fn sole_quotation(&self) -> Option<Range<usize>> {
        let quotation = self.quotations.iter().find(|q| q.marked.start == self.words.start)?;
        let mut rest = quotation.marked.end.min(self.words.end)..self.words.end;
        rest.all(|i| self.words_at(i).kind == WordKind::Mark).then(|| self.trim(quotation.words.clone()))
    }

    /// Tries to read a statement whose cue begins at this word. Returns it and where to go on looking.
    fn statement_at(&self, at: usize, first: usize, drafts: &[Draft]) -> Option<(Draft, usize)> {
        if self.lower(at) == "according" && self.lower(at + 1) == "to" && !self.quoted(at) {
            return self.according_to(at, first, drafts);
        }
        let found = self.cue_at(at)?;
        let after = at + found.words;
        if self.quoted(at) {
            return self.inside_quotation(at, found).map(|draft| (draft, after));
        }
        self.passive(at, found)
            .or_else(|| self.with_object(at, found, first, drafts))
            .or_else(|| self.plain(at, found, first, drafts))
            .map(|draft| (draft, after))
    }

    /// A cue verb that stands as a verb, as far as its neighbours tell.
    fn cue_at(&self, at: usize) -> Option<Found> {
        // A particle stands in the same sentence.
        let next = if at + 1 < self.words.end { self.lower(at + 1) } else { "" };
        let found = cues::find(self.lower(at), next)?;
        if self.words_at(at).kind != WordKind::Letters || self.is_name(at) {
            return None;
        }
        if self.keeps_name(at + found.words) {
            return None;
        }
        let before = if at > self.words.start { self.lower(at - 1) } else { "" };
        if matches!(found.form, VerbForm::Base | VerbForm::Third) {
            return self.has_speaking_subject(at, found.form).then_some(found);
        }
        let after_determiner = (DETERMINERS.contains(&before) && !PRONOUNS.contains(&before) && before != "that")
            || matches!(before, "'s" | "’s" | "of" | "in" | "on" | "with" | "from" | "under");
        if after_determiner {
            return None;
        }
        Some(found)
    }

    /// "asked not to be named", "declined to be identified": nothing is said with that.
    pub(super) fn keeps_name(&self, after: usize) -> bool {
        let at = if self.lower(after) == "not" { after + 1 } else { after };
        self.lower(at) == "to"
            && self.lower(at + 1) == "be"
            && matches!(self.lower(at + 2), "named" | "identified" | "quoted")
    }

    /// "claims", "reports", "offer" are nouns as well: as verbs they follow a name, a pronoun, an office or a body.
    fn has_speaking_subject(&self, verb: usize, form: VerbForm) -> bool {
        let mut before = verb;
        while before > self.words.start
            && (is_adverb(self.lower(before - 1))
                || matches!(self.lower(before - 1), "also" | "still" | "now" | "again" | "often"))
        {
            before -= 1;
        }
        let Some(last) = before.checked_sub(1).filter(|&l| l >= self.words.start) else { return false };
        let word = self.lower(last);
        let plural = word.ends_with('s') && word.len() > 3 && !matches!(word, "'s" | "’s");
        let someone = self.capitalised(last) && !DETERMINERS.contains(&word)
            || roles::is_role_word(word)
            || roles::is_body_word(word);
        match form {
            VerbForm::Base if matches!(word, "i" | "we" | "they" | "you" | "who") => true,
            VerbForm::Base if plural => roles::is_role_word(word) || self.capitalised(last) || last == self.words.start,
            VerbForm::Base => {
                let joined = |i: &usize| self.lower(*i) == "and" && self.capitalised(i - 1);
                self.capitalised(last) && (self.words.start + 1..last).rev().take(4).any(|i| joined(&i))
            }
            _ => {
                matches!(word, "he" | "she" | "it" | "who")
                    || someone && self.lower(last.wrapping_sub(1)) != "of"
                    || self.lower(last) == ","
            }
        }
    }

    /// Takes in auxiliaries and adverbs left of a verb. None when the verb is negated, hypothetical or an infinitive.
    fn verb_group(&self, verb: usize) -> Option<Group> {
        let mut group = Group { start: verb, passive: false };
        while group.start > self.words.start && !self.quoted(group.start - 1) {
            let word = self.lower(group.start - 1);
            match word {
                "not" | "never" | "n't" | "to" | "would" | "could" | "might" | "may" | "should" | "can" | "must" => {
                    return None;
                }
                "was" | "were" | "is" | "are" | "be" | "been" | "being" => group.passive = true,
                "has" | "have" | "had" | "did" | "do" | "does" | "will" | "also" | "again" | "later" | "then"
                | "earlier" | "now" | "still" | "already" | "further" | "since" | "often" | "first" | "once"
                | "'ve" | "’ve" => {}
                _ if is_adverb(word) => {}
                _ => break,
            }
            group.start -= 1;
        }
        Some(group)
    }

    fn subject_before(&self, verb: usize) -> Option<Range<usize>> {
        self.phrase_before(verb).filter(|s| self.can_speak(s))
    }

    /// "X said that ...", "..., X said", "..., said X", "X, Y said, Z" and the participle ", adding that ...".
    fn plain(&self, at: usize, found: Found, first: usize, drafts: &[Draft]) -> Option<Draft> {
        let group = self.verb_group(at)?;
        if found.form == VerbForm::Gerund && !group.passive {
            return self.participle(at, found, first, drafts);
        }
        if group.passive && found.form != VerbForm::Gerund {
            return None;
        }
        match self.subject_before(group.start) {
            Some(source) => self.with_subject(source, at, found, first, drafts),
            None => self.inverted(at, found, first, drafts).or_else(|| {
                let source = self.shared_subject(group.start, first, drafts)?;
                let content = self.content_after(at + found.words, found, false)?;
                self.draft(Some(source), at..at + found.words, vec![content], None, found.verb.stance)
            }),
        }
    }

    fn with_subject(
        &self,
        source: Range<usize>,
        at: usize,
        found: Found,
        first: usize,
        drafts: &[Draft],
    ) -> Option<Draft> {
        let after = at + found.words;
        let addressee = self.addressee(after, found);
        let behind = addressee.as_ref().map_or(after, |a| a.end);
        // "as the ministry says": a remark of the writer's, what stands before it is his own.
        let remark = source.start > self.words.start && self.lower(source.start - 1) == "as";
        let left = (!remark).then(|| self.content_before(source.start, first, drafts)).flatten();
        let right = self.content_after(behind, found, left.is_some());
        let parenthetical = self.lower(behind) == "," && !self.quoted(behind + 1);
        let content = match (left, right) {
            (Some(left), Some(right)) if self.quoted(left.end - 1) && self.quoted(right.start) => vec![left, right],
            (_, Some(right)) => vec![right],
            (Some(left), None) if found.verb.takes(Frame::Quote) => match self.rest_after_parenthesis(behind) {
                Some(rest) if parenthetical => vec![left, rest],
                _ => vec![left],
            },
            (None, None) if parenthetical && found.verb.takes(Frame::Quote) => {
                // "Moscow, the ambassador said, views ...": what stands before is only the subject.
                let head = self.trim(self.words.start..source.start);
                let rest = self.rest_after_parenthesis(behind)?;
                if head.is_empty() || PREPOSITIONS.contains(&self.lower(head.start)) {
                    return None;
                }
                vec![head, rest]
            }
            _ => return None,
        };
        self.draft(Some(source), at..after, content, addressee, found.verb.stance)
    }

    /// `"...," said the mayor.`
    fn inverted(&self, at: usize, found: Found, first: usize, drafts: &[Draft]) -> Option<Draft> {
        let edge = at.checked_sub(1).filter(|&e| e >= self.words.start)?;
        let set_off = self.quoted(edge) || matches!(self.lower(edge), "," | "—" | "–" | "--");
        if !set_off || found.form == VerbForm::Base || !found.verb.takes(Frame::Quote) {
            return None;
        }
        let after = at + found.words;
        let source = self.phrase_after(after);
        if source.is_empty() || !self.can_speak(&source) {
            return None;
        }
        let mut content = vec![self.content_before(at, first, drafts)?];
        content.extend(self.quotation_following(source.end));
        self.draft(Some(source), at..after, content, None, found.verb.stance)
    }

    /// ", adding that ...", "while calling on X to ...": said by the subject of the clause before.
    fn participle(&self, at: usize, found: Found, first: usize, drafts: &[Draft]) -> Option<Draft> {
        let before = self.lower(at.checked_sub(1)?);
        if at == self.words.start || !matches!(before, "," | "while" | "and" | "—" | "–" | "--") {
            return None;
        }
        let source = self.last_source(first, drafts).or_else(|| self.first_subject(at))?;
        let after = at + found.words;
        let (addressee, content) = if found.verb.takes(Frame::On) {
            let object = self.object(after);
            match self.infinitive(object.end) {
                Some(content) => (Some(object), content),
                None => (None, self.clause_from(after)),
            }
        } else {
            let addressee = self.addressee(after, found);
            let behind = addressee.as_ref().map_or(after, |a| a.end);
            let infinitive = found.verb.takes(Frame::Infinitive).then(|| self.infinitive(behind)).flatten();
            (addressee, infinitive.or_else(|| self.content_after(behind, found, false))?)
        };
        self.draft(Some(source), at..after, vec![content], addressee, found.verb.stance)
    }

    fn last_source(&self, first: usize, drafts: &[Draft]) -> Option<Range<usize>> {
        let drafts = drafts.get(first..)?;
        let inside =
            |d: &Draft| drafts.iter().any(|outer| outer != d && d.begin().is_some_and(|begin| outer.holds(begin)));
        drafts.iter().rev().find(|d| !inside(d)).and_then(|d| d.source.clone())
    }

    /// The first noun phrase of the unit that a finite verb follows.
    fn first_subject(&self, before: usize) -> Option<Range<usize>> {
        let verb = (self.words.start + 1..before).find(|&i| self.is_finite(i) && !self.quoted(i))?;
        self.subject_before(verb)
    }

    /// The subject of an earlier verb of the clause: "The mayor visited the site and denied ...".
    fn shared_subject(&self, verb: usize, first: usize, drafts: &[Draft]) -> Option<Range<usize>> {
        let joined = verb > self.words.start && matches!(self.lower(verb - 1), "and" | "but" | "then");
        joined.then(|| self.last_source(first, drafts).or_else(|| self.first_subject(verb))).flatten()
    }

    /// Verbs whose object is someone or something: accuse of, blame for, ask to, call on, refuse, deny a thing.
    fn with_object(&self, at: usize, found: Found, first: usize, drafts: &[Draft]) -> Option<Draft> {
        let verb = found.verb;
        let group = self.verb_group(at)?;
        if (found.form == VerbForm::Gerund) != group.passive {
            return None;
        }
        let after = at + found.words;
        let (addressee, content) = self.object_and_content(after, found)?;
        let source = self.subject_before(group.start).or_else(|| self.shared_subject(group.start, first, drafts))?;
        self.draft(Some(source), at..after, vec![content], addressee, verb.stance)
    }

    fn object_and_content(&self, after: usize, found: Found) -> Option<(Option<Range<usize>>, Range<usize>)> {
        let verb = found.verb;
        if verb.takes(Frame::On) {
            let object = self.object(after);
            return Some(match self.infinitive(object.end) {
                Some(content) => (Some(object), content),
                None => (None, self.clause_from(after)),
            });
        }
        for (frame, link) in [(Frame::Of, "of"), (Frame::For, "for")] {
            if verb.takes(frame)
                && let Some(target) = self.object_until(after, link)
            {
                let content = self.clause_from(target.end + 1);
                return Some((Some(target), content));
            }
        }
        if verb.takes(Frame::Infinitive) || verb.takes(Frame::Object) && verb.stance == Stance::Asks {
            let object = if verb.takes(Frame::Object) { self.object(after) } else { self.recipient(after) };
            let behind = object.end.max(after);
            let content = match self.lower(behind) {
                "for" if verb.takes(Frame::Object) => Some(self.clause_from(behind)),
                _ => self.infinitive(behind),
            };
            if let Some(content) = content {
                return Some(((!object.is_empty()).then_some(object), content));
            }
        }
        let thing = verb.takes(Frame::NounPhrase)
            && !matches!(self.lower(after), "that" | "," | "." | ":" | ";" | "by" | "in" | "on" | "to" | "at" | "")
            && self.quotation(after).is_none_or(|q| q.words.len() <= 6);
        thing.then(|| (None, self.clause_from(after)))
    }

    /// "X was accused by Y of Z", "the offer was rejected by Y".
    fn passive(&self, at: usize, found: Found) -> Option<Draft> {
        if found.form != VerbForm::Past {
            return None;
        }
        let group = self.verb_group(at).filter(|g| g.passive)?;
        let after = at + found.words;
        let agent = (self.lower(after) == "by")
            .then(|| {
                let linked = self.object_until(after + 1, "of").or_else(|| self.object_until(after + 1, "for"));
                linked.filter(|_| found.verb.stance == Stance::Accuses).unwrap_or_else(|| self.phrase_after(after + 1))
            })
            .filter(|a| !a.is_empty());
        let behind = agent.as_ref().map_or(after, |a| a.end);
        let subject = self.phrase_before(group.start);
        match found.verb.stance {
            Stance::Accuses if matches!(self.lower(behind), "of" | "for") => {
                let content = self.clause_from(behind + 1);
                self.draft(agent, at..after, vec![content], subject, Stance::Accuses)
            }
            Stance::Refuses | Stance::Denies if found.verb.takes(Frame::NounPhrase) => {
                let content = self.subject_across_parenthesis(group.start).or(subject)?;
                self.draft(agent, at..after, vec![content], None, found.verb.stance)
            }
            _ => None,
        }
    }

    /// "The firm's offer, however, was rejected": the subject before a parenthesis of one word.
    fn subject_across_parenthesis(&self, verb: usize) -> Option<Range<usize>> {
        (verb >= self.words.start + 4 && self.lower(verb - 1) == "," && self.lower(verb - 3) == ",")
            .then(|| self.plain_phrase_before(verb - 3))
            .flatten()
    }

    /// "According to X, ...", "..., according to X", "A, according to X, B".
    fn according_to(&self, at: usize, first: usize, drafts: &[Draft]) -> Option<(Draft, usize)> {
        let start = at + 2;
        let mut source = self.phrase_after(start);
        // The channel of a statement already attributed: "X said, according to a transcript".
        let channel = drafts[first..].iter().any(|d| d.cue.as_ref().is_some_and(|c| c.end == at || c.end + 1 == at));
        if source.is_empty() || channel {
            return None;
        }
        let opens = (self.words.start..at).all(|i| self.words_at(i).kind == WordKind::Mark || is_opener(self.lower(i)));
        let content = if opens {
            let comma = (source.end..self.words.end).take(14).find(|&i| self.lower(i) == ",")?;
            source.end = comma;
            vec![self.clause_from(comma + 1)]
        } else {
            let left = self.content_left_of(at, first, drafts).or_else(|| {
                let head = self.trim(self.words.start..at);
                (self.lower(at - 1) == "," && self.count(head.clone()) <= 6).then_some(head)
            })?;
            match self.rest_after_parenthesis(source.end) {
                Some(rest) if self.lower(at - 1) == "," => vec![left, rest],
                _ => vec![left],
            }
        };
        let next = source.end;
        self.draft(Some(source), at..start, content, None, Stance::Asserts).map(|draft| (draft, next))
    }

    /// Acts inside a quotation: what the speaker says that others asked, offered, refused or denied.
    fn inside_quotation(&self, at: usize, found: Found) -> Option<Draft> {
        if found.verb.stance == Stance::Asserts || found.form == VerbForm::Base {
            return None;
        }
        let quotation = self.quotation(at)?;
        let group = self.verb_group(at)?;
        if (found.form == VerbForm::Gerund) != group.passive {
            return None;
        }
        let (addressee, content) = self.object_and_content(at + found.words, found)?;
        let sentence_end =
            content.clone().find(|&i| matches!(self.lower(i), "." | "!" | "?") || i >= quotation.words.end);
        let content = content.start..sentence_end.unwrap_or(content.end);
        let mut begin = group.start;
        while begin > quotation.words.start
            && group.start - begin < 5
            && self.words_at(begin - 1).kind != WordKind::Mark
            && !self.is_finite(begin - 1)
        {
            begin -= 1;
        }
        let subject = (begin..group.start).rev().find(|&i| PRONOUNS.contains(&self.lower(i))).map(|i| i..i + 1);
        let source = subject.unwrap_or(begin..group.start);
        if source.is_empty() || !self.can_speak(&source) {
            return None;
        }
        self.draft(Some(source), at..at + found.words, vec![content], addressee, found.verb.stance)
    }

    /// Content before the attribution: the clause or quotation that ends with the comma (or mark) before `at`.
    fn content_before(&self, at: usize, first: usize, drafts: &[Draft]) -> Option<Range<usize>> {
        let edge = at.checked_sub(1).filter(|&e| e >= self.words.start)?;
        let set_off = self.quoted(edge) || matches!(self.lower(edge), "," | "—" | "–" | "--" | "?" | "!");
        set_off.then(|| self.content_left_of(at, first, drafts)).flatten()
    }

    fn content_left_of(&self, at: usize, first: usize, drafts: &[Draft]) -> Option<Range<usize>> {
        let taken = drafts[first..].iter().map(Draft::end).filter(|&end| end < at).max();
        let mut start = taken.unwrap_or(self.words.start).max(self.words.start);
        if self.count(start..at) == 0 {
            // What stands before is itself an act that is reported: "The offer was rejected, said X".
            start = self.words.start;
        }
        let mut content = self.trim(start..at);
        if matches!(self.lower(content.start), "and" | "but") && start > self.words.start {
            content.start += 1;
        }
        let content = self.after_dateline(content);
        let quoted = self.quoted(content.start);
        let clause = content.clone().any(|i| self.is_finite(i));
        let opener = PREPOSITIONS.contains(&self.lower(content.start)) && !quoted && !clause;
        let words = self.count(content.clone());
        (!opener && (quoted && words > 0 || clause && words >= 3 || words >= 8)).then_some(content)
    }

    /// True when the phrase can be someone who speaks.
    fn can_speak(&self, phrase: &Range<usize>) -> bool {
        let head = self.lower(phrase.end.saturating_sub(1));
        if phrase.len() == 1 {
            let named = self.capitalised(phrase.start) || roles::is_role_word(head) || roles::is_body_word(head);
            return PRONOUNS.contains(&head) || named || head.ends_with('s') && head.len() > 3;
        }
        !phrase.clone().all(|i| DETERMINERS.contains(&self.lower(i)) || PREPOSITIONS.contains(&self.lower(i)))
    }

    fn draft(
        &self,
        source: Option<Range<usize>>,
        cue: Range<usize>,
        content: Vec<Range<usize>>,
        addressee: Option<Range<usize>>,
        stance: Stance,
    ) -> Option<Draft> {
        let content: Vec<_> = content
            .into_iter()
            .map(|c| if stance == Stance::Denies { self.without_reason(c) } else { c })
            .map(|c| self.trim(c))
            .filter(|c| !c.is_empty())
            .collect();
        let first = content.first()?.clone();
        Some(Draft {
            source: source.map(|s| self.trim(s)),
            cue: Some(cue),
            form: self.form(&content),
            content,
            addressee,
            probability: RULES,
            ..unattributed(self, first)
        })
    }

    /// "denied that it leaked, as every valve was closed": the reason given is not what is denied.
    fn without_reason(&self, content: Range<usize>) -> Range<usize> {
        let reason = content.clone().skip(3).find(|&i| {
            matches!(self.lower(i), "as" | "because" | "since")
                && !self.quoted(i)
                && self.lower(i + 1) != "of"
                && (i + 2..content.end.min(i + 9)).any(|j| self.is_finite(j))
        });
        content.start..reason.unwrap_or(content.end)
    }

    fn form(&self, content: &[Range<usize>]) -> Form {
        let (mut quoted, mut all) = (0, 0);
        for word in content.iter().cloned().flatten().filter(|&i| self.words_at(i).kind != WordKind::Mark) {
            all += 1;
            quoted += usize::from(self.quoted(word));
        }
        match quoted {
            0 => Form::Indirect,
            q if q == all => Form::Direct,
            _ => Form::Mixed,
        }
    }

    /// Content of one statement ends where the next one, said by another subject, begins; participles cut too.
    fn separate(&self, first: usize, drafts: &mut [Draft]) {
        for later in first + 1..drafts.len() {
            let (Some(begin), Some(cue)) = (drafts[later].begin(), drafts[later].cue.clone()) else { continue };
            let Some(cut) = (!self.quoted(begin)).then(|| self.cut_before(begin, cue.start)).flatten() else {
                continue;
            };
            for content in drafts[first..later].iter_mut().flat_map(|d| &mut d.content) {
                if content.start < cut && cut < content.end {
                    *content = self.trim(content.start..cut);
                }
            }
        }
        for draft in drafts[first..].iter_mut().filter(|d| d.form != Form::Narration) {
            draft.form = self.form(&draft.content);
        }
    }

    /// The comma or conjunction that sets off a statement with its own subject, or a participle.
    fn cut_before(&self, begin: usize, cue: usize) -> Option<usize> {
        let participle = cues::find(self.lower(cue), self.lower(cue + 1)).is_some_and(|f| f.form == VerbForm::Gerund);
        let mut at = if participle { cue } else { begin };
        let mut conjunction = false;
        while at > self.words.start && matches!(self.lower(at - 1), "and" | "but" | "while" | "as" | "whereas") {
            at -= 1;
            conjunction = true;
        }
        let comma = at > self.words.start && matches!(self.lower(at - 1), "," | ";" | "—" | "–" | "--");
        match comma {
            true => Some(at - 1),
            false => (conjunction && !participle).then_some(at),
        }
    }
}

fn is_adverb(word: &str) -> bool {
    word.len() > 4
        && word.ends_with("ly")
        && !matches!(word, "family" | "italy" | "july" | "assembly" | "ally" | "reply" | "supply" | "rally")
}
