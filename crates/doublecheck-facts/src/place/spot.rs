//! Which names are places: a chain over each run of capitalised words, learnt.

use std::ops::Range;

use doublecheck_grammar::learn::chain::Marginals;
use doublecheck_grammar::learn::{Chain, Features, key, text_key};

use super::gazetteer::{By, Kind};
use super::matches::Match;
use super::pieces::{Shape, is_hyphen};
use super::scene::{Head, Scene};

/// What a spotted run of words is, by its form and surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// The name of a place.
    Name,
    /// A word for the people of a place, an adjective made of its name, a language.
    Demonym,
    /// The name of a place inside the name of something else: "Lagos Police".
    Embedded,
}

impl Form {
    pub(crate) const ALL: [Self; 3] = [Self::Name, Self::Demonym, Self::Embedded];

    /// The label that begins such a run; the next one goes on.
    pub(crate) fn first_label(self) -> u8 {
        match self {
            Self::Name => 1,
            Self::Demonym => 3,
            Self::Embedded => 5,
        }
    }
}

/// Labels of the chain: none, and the first and the further pieces of each form.
pub(crate) const LABELS: usize = 7;

/// May label `y` follow `x`; a run goes on only with its own form.
pub(crate) fn may_follow(x: Option<usize>, y: usize) -> bool {
    y == 0 || y % 2 == 1 || x.is_some_and(|x| x == y || x + 1 == y)
}

/// A bucket that grows with the logarithm.
fn bucket(count: u8) -> u32 {
    match count {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=8 => 3,
        _ => 4,
    }
}

/// Of what sort and size a match is.
fn class(m: &Match) -> u32 {
    let by = match m.by {
        By::Name => 0,
        By::OtherName => 1,
        By::Alias | By::Own => 2,
        By::Abbreviation => 3,
        By::Demonym => 4,
    };
    let kind = match m.kind {
        Kind::Continent | Kind::Region => 0,
        Kind::Country => 1,
        Kind::First => 2,
        Kind::Second | Kind::Lower => 3,
        Kind::Capital | Kind::Seat => 4,
        Kind::LesserSeat | Kind::Town | Kind::Part => 5,
        _ => 6,
    };
    let size = match m.size {
        0..=9 => 0,
        10..=13 => 1,
        14..=16 => 2,
        17..=19 => 3,
        _ => 4,
    };
    by << 6 | kind << 3 | size
}

/// Describes a run of pieces, one position each.
pub(crate) fn describe(scene: &Scene<'_>, run: &Range<usize>, features: &mut Features) {
    features.clear();
    let sentence = scene.pieces[run.start].sentence;
    let begins = run.start == 0 || scene.pieces[run.start - 1].sentence != sentence;
    // What stands before and behind the run decides more than any other word.
    let before = scene.key_at(run.start.checked_sub(1), sentence);
    let behind = scene.key_at(Some(run.end), sentence);
    let gaz: Vec<u32> = run.clone().map(|at| gaz_code(scene, at)).collect();
    let gaz_at = |at: usize| at.checked_sub(run.start).and_then(|i| gaz.get(i)).copied().unwrap_or(1);
    for at in run.clone() {
        let piece = scene.pieces[at];
        let shape = piece.shape as u32;
        let w0 = piece.key;
        let w1 = scene.key_at(at.checked_sub(1), sentence);
        let w2 = scene.key_at(at.checked_sub(2), sentence);
        let n1 = scene.key_at(Some(at + 1), sentence);
        let n2 = scene.key_at(Some(at + 2), sentence);
        let (g0, g1, gn) = (gaz_at(at), at.checked_sub(1).map_or(1, gaz_at), gaz_at(at + 1));
        let m = scene.match_of(at);
        let (left, right) = match m {
            Some(m) => (
                scene.key_at((m.start as usize).checked_sub(1), sentence),
                scene.key_at(Some(m.end as usize), sentence),
            ),
            None => (w1, n1),
        };
        let lower = &scene.words.lower_text()[piece.bytes()];
        let habit = scene.habits.get(&w0).copied().unwrap_or_default();
        let mut push = |template: u32, value: u32| features.push(key(template, value));
        push(1, w0);
        push(2, w1);
        push(3, n1);
        push(4, w2);
        push(5, n2);
        push(6, key(w1, w0));
        push(7, key(w0, n1));
        push(8, shape << 1 | u32::from(piece.glued));
        push(9, suffix(lower, 3));
        push(10, suffix(lower, 4));
        push(11, g0);
        push(12, key(g0, w0));
        push(13, key(g0, left));
        push(14, key(g0, right));
        push(15, key(g0, key(g1, gn)));
        push(16, key(g0, shape));
        push(17, key(left, right));
        let heads = Head::of(w1).code() | Head::of(n1).code() << 4 | Head::of(right).code() << 8;
        push(18, heads);
        push(19, key(g0, heads));
        let tail = tail_head(scene, run, at);
        push(20, key(g0, tail));
        push(21, key(tail, w0));
        let used = bucket(habit.near) | bucket(habit.after_name) << 3 | u32::from(habit.lower > 0) << 6;
        push(22, used);
        push(23, key(used | bucket(habit.capital) << 8, g0));
        push(24, key(g0, u32::from(begins && at == run.start) << 1 | u32::from(run.len() == 1)));
        push(25, key(w0, u32::from(begins && at == run.start)));
        push(26, key(before, g0));
        push(27, key(behind, g0));
        push(
            28,
            key(shape_at(scene, at.checked_sub(1), sentence), shape << 4 | shape_at(scene, Some(at + 1), sentence)),
        );
        push(29, prefix(lower, 3));
        // The same again, coarser, for names of a kind that is seldom met.
        let coarse = m.map_or(0, |m| u32::from(m.by == By::Demonym) << 4 | u32::from(listed(m)) << 3 | ((g0 & 3) + 1));
        push(30, coarse);
        push(31, key(coarse, left));
        push(32, key(coarse, heads));
        push(33, key(coarse, tail << 4 | shape));
        push(34, key(coarse, used));
        features.end_position();
    }
}

fn shape_at(scene: &Scene<'_>, at: Option<usize>, sentence: u32) -> u32 {
    at.and_then(|at| scene.pieces.get(at)).filter(|p| p.sentence == sentence).map_or(15, |p| p.shape as u32)
}

/// True for names that stand for a place wherever they stand: those of the lists, and the countries'.
fn listed(m: &Match) -> bool {
    matches!(m.by, By::Alias | By::Own) || (m.by == By::Name && m.kind <= Kind::First)
}

/// Place in the match, and its class.
fn gaz_code(scene: &Scene<'_>, at: usize) -> u32 {
    scene.match_of(at).map_or(0, |m| {
        let single = m.end - m.start == 1;
        let position = if single { 1 } else { 2 + u32::from(at > m.start as usize) };
        4 + (class(m) << 2 | position)
    })
}

/// What kind of word ends the capitalised words that go on from here without a comma, and how far off it is.
fn tail_head(scene: &Scene<'_>, run: &Range<usize>, at: usize) -> u32 {
    let mut last = at;
    let mut body = false;
    for next in at + 1..run.end.min(at + 8) {
        let piece = scene.pieces[next];
        let goes_on = piece.is_name() || piece.shape == Shape::Lower || scene.text(next).starts_with(is_hyphen);
        if !goes_on {
            break;
        }
        if piece.is_name() {
            last = next;
            body |= Head::of(piece.key).body;
        }
    }
    if last == at {
        return 0;
    }
    let head = Head::of(scene.pieces[last].key);
    1 + (head.code() & 7) * 8 + u32::from(body) * 4 + (last - at).min(3) as u32
}

fn suffix(word: &str, letters: usize) -> u32 {
    let from = word.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at);
    text_key(&word[from..])
}

fn prefix(word: &str, letters: usize) -> u32 {
    let to = word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
    text_key(&word[..to])
}

/// A run of pieces that the chain takes for a place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spot {
    pub pieces: Range<usize>,
    pub form: Form,
    pub probability: f32,
}

/// All spots of a text in order. Time is linear in the text.
pub(crate) fn spots(scene: &Scene<'_>, chain: &Chain) -> Vec<Spot> {
    let mut features = Features::default();
    let mut spots = Vec::new();
    for run in scene.runs() {
        describe(scene, &run, &mut features);
        let from = spots.len();
        let said = chain.label(&features);
        read_labels(&said, run.start, &mut spots);
        add_likely(scene, &run, &said, from, &mut spots);
        add_listed(scene, &run, from, &mut spots);
    }
    spots
}

/// Adds names of the gazetteer that the chain nearly took: where the best labels say nothing, those that are all but as likely count.
fn add_likely(scene: &Scene<'_>, run: &Range<usize>, said: &Marginals, from: usize, spots: &mut Vec<Spot>) {
    let mut at = run.start;
    while at < run.end {
        let Some(m) = scene.match_of(at) else {
            at += 1;
            continue;
        };
        let pieces = m.start as usize..m.end as usize;
        at = pieces.end;
        let free = spots[from..].iter().all(|s| s.pieces.end <= pieces.start || pieces.end <= s.pieces.start);
        let known = m.by != By::OtherName || m.size >= 15;
        if !free || !known || pieces.start < run.start || pieces.end > run.end {
            continue;
        }
        let rows = &said.at[pieces.start - run.start..pieces.end - run.start];
        let form = |form: Form| {
            let first = form.first_label() as usize;
            rows.iter().enumerate().map(|(i, row)| row[first + usize::from(i > 0)]).fold(1.0, f32::min)
        };
        let best = Form::ALL.into_iter().map(|f| (f, form(f))).max_by(|a, b| a.1.total_cmp(&b.1));
        let all: f32 = Form::ALL.into_iter().map(form).sum();
        let apart = |form: Form| form == Form::Embedded || !beside_name(scene, &pieces);
        if let Some((form, _)) = best
            && all >= LIKELY
            && apart(form)
        {
            let place = spots[from..].partition_point(|s| s.pieces.start < pieces.start);
            spots.insert(from + place, Spot { pieces, form, probability: all });
        }
    }
}

/// True when an unknown capitalised word touches a name, as in the name of a person.
fn beside_name(scene: &Scene<'_>, pieces: &Range<usize>) -> bool {
    let sentence = scene.pieces[pieces.start].sentence;
    [pieces.start.checked_sub(1), Some(pieces.end)].into_iter().flatten().any(|at| {
        let next = scene.pieces.get(at).filter(|p| p.sentence == sentence && p.is_name());
        next.is_some_and(|p| scene.match_of(at).is_none() && !Head::of(p.key).place)
    })
}

/// A name of the gazetteer that is so likely a place counts as one: what is left out is lost for good, what is taken can be looked at.
const LIKELY: f32 = 0.22;

/// Adds names of several words that the lists have, and any that the caller added, where the chain saw nothing: they mean nothing
/// else, and the chain may never have met their like.
fn add_listed(scene: &Scene<'_>, run: &Range<usize>, from: usize, spots: &mut Vec<Spot>) {
    let mut at = run.start;
    while at < run.end {
        let Some(m) = scene.match_of(at) else {
            at += 1;
            continue;
        };
        let pieces = m.start as usize..m.end as usize;
        at = pieces.end;
        let long = pieces.len() > 1 && m.by == By::Alias;
        let apart = [pieces.start.checked_sub(1), Some(pieces.end)].into_iter().flatten().all(|next| {
            scene.pieces.get(next).is_none_or(|p| !p.is_name() || p.sentence != scene.pieces[pieces.start].sentence)
        });
        let free = spots[from..].iter().all(|s| s.pieces.end <= pieces.start || pieces.end <= s.pieces.start);
        if (m.by == By::Own || (long && apart)) && free && pieces.end <= run.end {
            let place = spots[from..].partition_point(|s| s.pieces.start < pieces.start);
            spots.insert(from + place, Spot { pieces, form: Form::Name, probability: 0.5 });
        }
    }
}

fn read_labels(said: &Marginals, start: usize, spots: &mut Vec<Spot>) {
    let mut at = 0;
    while at < said.best.len() {
        let label = said.best[at];
        let Some(form) = Form::ALL.into_iter().find(|form| form.first_label() == label) else {
            at += 1;
            continue;
        };
        let mut end = at + 1;
        while said.best.get(end) == Some(&(label + 1)) {
            end += 1;
        }
        let probability = (at..end).map(|i| said.at[i][said.best[i] as usize]).fold(1.0, f32::min);
        spots.push(Spot { pieces: start + at..start + end, form, probability });
        at = end;
    }
}
