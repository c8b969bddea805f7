//! How texts stand to claims, through the public interface.

use std::time::Instant;

use doublecheck_claims::stance::{CueKind, Judgement, Model, Reading, SentenceStance, Stance};
use doublecheck_claims::stance::{cues, sentence_stance, stance};
use doublecheck_facts::Words;
use proptest::prelude::*;

fn judge(claim: &str, text: &str) -> Judgement {
    stance(&Reading::of(&Words::of(claim)), &Reading::of(&Words::of(text)))
}

#[test]
fn texts_stand_to_headlines_as_readers_say() {
    let mut faults = Vec::new();
    for case in include_str!("stance_texts.txt").split("\n> ").skip(1) {
        let (headline, rest) = case.split_once('\n').unwrap();
        let (wanted, rest) = rest.split_once('\n').unwrap();
        let (cue, text) = match rest.strip_prefix(": ").and_then(|rest| rest.split_once('\n')) {
            Some((cue, text)) => (Some(cue), text),
            None => (None, rest),
        };
        let found = judge(headline, text);
        let name = format!("{:?}", found.stance).to_lowercase();
        let mut shown = found.evidence.iter().flat_map(|e| &e.cues).map(|(_, bytes)| &text[bytes.clone()]);
        if format!("= {name}") != wanted || cue.is_some_and(|cue| !shown.any(|word| word == cue)) {
            faults.push(format!("{headline}\n{text}\n  {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn evidence_lies_in_its_sentence_and_speaks_for_the_stance() {
    let text = "The mayor denied that the old ferry sank in Osterby harbour. It rained. The story is a hoax.";
    let found = judge("Old ferry sank in Osterby harbour", text);
    assert_eq!(found.stance, Stance::Disagrees, "{found:?}");
    let first = found.evidence.first().unwrap();
    assert_eq!(&text[first.sentence.clone()], "The mayor denied that the old ferry sank in Osterby harbour.");
    assert_eq!(first.cues, [(CueKind::Denial, 10..16)]);
}

#[test]
fn a_headline_that_denies_turns_the_sides_around() {
    let denies = "The council of Osterby denied that its clock tower was sold. The sale of the clock tower is a hoax, it \
                  said. It is not true that the clock tower was sold: the story is false and the picture a fake.";
    assert_eq!(judge("Osterby clock tower sold", denies).stance, Stance::Disagrees);
    let (sold, hoax) =
        (judge("Osterby clock tower sold", denies), judge("Sale of Osterby clock tower is a hoax", denies));
    assert!(hoax.claim.denies > 0.5 && sold.claim.denies < 0.5, "{hoax:?} {sold:?}");
    let [agrees, disagrees, ..] = hoax.probabilities;
    assert!(agrees > sold.probabilities[0] && disagrees < sold.probabilities[1], "{hoax:?} {sold:?}");
}

#[test]
fn sentences_entail_contradict_or_neither() {
    let judge = |a: &str, b: &str| sentence_stance(&Reading::of(&Words::of(a)), &Reading::of(&Words::of(b))).stance;
    let a = "A baker is selling bread in the square";
    assert_eq!(judge(a, "A baker is selling bread"), SentenceStance::Entails);
    assert_eq!(judge(a, "There is no baker selling bread in the square"), SentenceStance::Contradicts);
    assert_eq!(judge(a, "Two dogs are chasing a red ball near the river"), SentenceStance::Neutral);
}

#[test]
fn empty_and_foreign_texts_are_unrelated() {
    for (claim, text) in [("", ""), ("Ferry sank", ""), ("", "The ferry sank."), ("Паром затонул", "渡轮沉没了。")]
    {
        let found = judge(claim, text);
        assert_eq!(found.stance, Stance::Unrelated, "{claim:?} {text:?}");
        assert!(found.evidence.is_empty());
    }
}

#[test]
fn time_is_linear_in_a_text_of_one_word() {
    let time = |words: usize| {
        let text = "deny ".repeat(words);
        let start = Instant::now();
        let found = judge("Ministers deny deny deny", &text);
        assert!((found.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        start.elapsed().as_secs_f64()
    };
    time(1000);
    let (small, large) = (time(20_000), time(200_000));
    assert!(large < small * 40.0 + 0.2, "{small} s, ten times as much text {large} s");
}

#[test]
fn broken_models_are_refused() {
    assert!(Model::read(b"no model").is_err());
}

proptest! {
    #[test]
    fn any_texts_are_judged(claim in ".{0,80}", text in "([a-z’'\"?.: ]|\n|not|denied|hoax|may|é|漢){0,120}") {
        let found = judge(&claim, &text);
        prop_assert!((found.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        for evidence in &found.evidence {
            prop_assert!(text.get(evidence.sentence.clone()).is_some());
            for (_, bytes) in &evidence.cues {
                prop_assert!(text.get(bytes.clone()).is_some());
                prop_assert!(evidence.sentence.start <= bytes.start && bytes.start < evidence.sentence.end);
            }
        }
        prop_assert_eq!(found, judge(&claim, &text));
    }

    #[test]
    fn cues_never_overlap(text in "(not|confirmed|yet|no|evidence|denied|true|the|[.,'] ?| ){0,60}") {
        let words = Words::of(&text);
        for pair in cues(&words).windows(2) {
            prop_assert!(pair[0].words.end <= pair[1].words.start);
        }
    }
}
