//! Cue words: verbs that say that something is said, with what they do and how they are built into a sentence.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::Stance;

/// A cue verb of `cues.txt`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CueVerb {
    /// The base form, with its particle: "turn down".
    pub lemma: String,
    /// What its subject does with the content.
    pub stance: Stance,
    frames: Vec<Frame>,
}

impl CueVerb {
    /// True when the verb can be built so.
    pub fn takes(&self, frame: Frame) -> bool {
        self.frames.contains(&frame)
    }
}

/// How a cue and its content are joined; see the head of `cues.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    That,
    Bare,
    NounPhrase,
    Infinitive,
    Of,
    For,
    Object,
    On,
    Quote,
}

/// The form a verb stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VerbForm {
    Base,
    Third,
    Past,
    Gerund,
}

/// A verb form found in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// The verb.
    pub verb: &'static CueVerb,
    /// Its form.
    pub form: VerbForm,
    /// Number of words it takes, particle included.
    pub words: usize,
}

struct Lexicon {
    verbs: Vec<CueVerb>,
    /// First word of a form -> verb, form, particle; verbs with a particle first.
    forms: HashMap<String, Vec<(usize, VerbForm, Option<String>)>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("cues.txt")));

/// The cue verb that starts with this word (lower case), if any; `next` gives the words after it.
pub(super) fn find(word: &str, next: &str) -> Option<Found> {
    let forms = LEXICON.forms.get(word)?;
    forms.iter().find(|(_, _, particle)| particle.as_deref().is_none_or(|p| p == next)).map(
        |&(verb, form, ref particle)| Found {
            verb: &LEXICON.verbs[verb],
            form,
            words: 1 + usize::from(particle.is_some()),
        },
    )
}

impl Lexicon {
    fn parse(text: &str) -> Self {
        let mut lexicon = Self { verbs: Vec::new(), forms: HashMap::new() };
        for line in text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let mut fields = line.split('|').map(str::trim);
            let lemma = fields.next().unwrap_or_default().to_owned();
            let stance = stance(fields.next().unwrap_or_default());
            let frames = fields.next().unwrap_or_default().split(' ').filter_map(frame).collect();
            let irregular: Vec<&str> = fields.next().map(|f| f.split(',').map(str::trim).collect()).unwrap_or_default();
            lexicon.add(CueVerb { lemma, stance, frames }, &irregular);
        }
        for forms in lexicon.forms.values_mut() {
            forms.sort_by_key(|(verb, _, particle)| (particle.is_none(), *verb));
        }
        lexicon
    }

    fn add(&mut self, verb: CueVerb, irregular: &[&str]) {
        let (base, particle) = match verb.lemma.split_once(' ') {
            Some((base, particle)) => (base.to_owned(), Some(particle.to_owned())),
            None => (verb.lemma.clone(), None),
        };
        let irregular = |n: usize| irregular.get(n).map(|f| f.split(' ').next().unwrap_or(f).to_owned());
        let forms = [
            (base.clone(), VerbForm::Base),
            (irregular(0).unwrap_or_else(|| past(&base)), VerbForm::Past),
            (irregular(1).unwrap_or_else(|| past(&base)), VerbForm::Past),
            (irregular(2).unwrap_or_else(|| third(&base)), VerbForm::Third),
            (irregular(3).unwrap_or_else(|| gerund(&base)), VerbForm::Gerund),
        ];
        let index = self.verbs.len();
        for (form, kind) in forms {
            let entries = self.forms.entry(form).or_default();
            if !entries.iter().any(|(verb, ..)| *verb == index) {
                entries.push((index, kind, particle.clone()));
            }
        }
        self.verbs.push(verb);
    }
}

fn stance(name: &str) -> Stance {
    match name {
        "denies" => Stance::Denies,
        "accuses" => Stance::Accuses,
        "offers" => Stance::Offers,
        "asks" => Stance::Asks,
        "refuses" => Stance::Refuses,
        _ => Stance::Asserts,
    }
}

fn frame(name: &str) -> Option<Frame> {
    Some(match name {
        "that" => Frame::That,
        "bare" => Frame::Bare,
        "np" => Frame::NounPhrase,
        "to" => Frame::Infinitive,
        "of" => Frame::Of,
        "for" => Frame::For,
        "obj" => Frame::Object,
        "on" => Frame::On,
        "quote" => Frame::Quote,
        _ => return None,
    })
}

fn stem_y(base: &str) -> Option<&str> {
    base.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']))
}

fn past(base: &str) -> String {
    match stem_y(base) {
        Some(stem) => format!("{stem}ied"),
        None if base.ends_with('e') => format!("{base}d"),
        None => format!("{base}ed"),
    }
}

fn third(base: &str) -> String {
    match stem_y(base) {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'x', 'z']) || base.ends_with("sh") || base.ends_with("ch") => format!("{base}es"),
        None => format!("{base}s"),
    }
}

fn gerund(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !stem.ends_with('e') => format!("{stem}ing"),
        _ => format!("{base}ing"),
    }
}
