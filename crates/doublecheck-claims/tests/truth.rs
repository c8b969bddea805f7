//! Which values are believed when sources copy each other, on worlds made here whose truth is known.

use doublecheck_claims::truth::{Findings, Kind, KnownCopy, Record};
use doublecheck_grammar::learn::Shuffle;
use proptest::prelude::*;

/// A world: how accurate its independent sources are, and who copies whom at what rate.
struct World<'a> {
    accuracies: &'a [f64],
    /// Place of the original (copiers come behind the independent sources), rate of copying, accuracy otherwise.
    copiers: &'a [(usize, f64, f64)],
    items: usize,
    values: usize,
    seed: u64,
}

struct Made {
    claims: Vec<(String, String, String)>,
    truth: Vec<(String, String)>,
}

impl World<'_> {
    fn make(&self) -> Made {
        let mut chance = Shuffle::new(self.seed);
        let (mut claims, mut truth) = (Vec::new(), Vec::new());
        for item in 0..self.items {
            let right = (chance.fraction() * self.values as f64) as usize;
            let mut say = |accuracy: f64| {
                let other = 1 + (chance.fraction() * (self.values - 1) as f64) as usize;
                if chance.fraction() < accuracy { right } else { (right + other) % self.values }
            };
            let mut said: Vec<usize> = self.accuracies.iter().map(|&accuracy| say(accuracy)).collect();
            for &(original, rate, accuracy) in self.copiers {
                let own = say(accuracy);
                let copies = say(rate) == right;
                said.push(if copies { said[original] } else { own });
            }
            for (source, value) in said.iter().enumerate() {
                if say(0.75) == right {
                    claims.push((format!("source {source:02}"), format!("item {item:04}"), format!("value {value}")));
                }
            }
            truth.push((format!("item {item:04}"), format!("value {right}")));
        }
        Made { claims, truth }
    }
}

impl Made {
    fn records(&self) -> Vec<Record<'_>> {
        self.claims.iter().map(|(source, object, value)| Record { source, object, attribute: "x", value }).collect()
    }

    fn right(&self, chosen: impl Fn(&str) -> Option<String>) -> f64 {
        let right = self.truth.iter().filter(|(object, value)| chosen(object).as_ref() == Some(value)).count();
        right as f64 / self.truth.len() as f64
    }

    fn majority(&self) -> f64 {
        self.right(|object| {
            let mut counts = std::collections::BTreeMap::new();
            for (_, _, value) in self.claims.iter().filter(|claim| claim.1 == object) {
                *counts.entry(value.clone()).or_insert(0) += 1;
            }
            counts.into_iter().max_by_key(|count| count.1).map(|count| count.0)
        })
    }

    fn believed(&self, found: &Findings) -> f64 {
        self.right(|object| Some(found.items.iter().find(|item| item.object == object)?.values.first()?.text.clone()))
    }
}

#[test]
fn what_is_copied_many_times_does_not_win() {
    let six = [0.9, 0.8, 0.8, 0.7, 0.65, 0.45];
    let mut fooled = Vec::new();
    for (name, copiers) in [
        ("seven of one", &[(5, 0.8, 0.6); 7][..]),
        ("twelve of one", &[(5, 0.8, 0.6); 12]),
        ("nearly always", &[(5, 0.97, 0.6); 7]),
        ("two originals", &[(5, 0.8, 0.6), (5, 0.8, 0.6), (5, 0.8, 0.6), (4, 0.9, 0.5), (4, 0.9, 0.5), (4, 0.9, 0.5)]),
    ] {
        for seed in [1, 2] {
            let made = World { accuracies: &six, copiers, items: 300, values: 8, seed }.make();
            let found = Findings::new(&made.records(), &[]);
            let (believed, majority) = (made.believed(&found), made.majority());
            println!("{name} {seed}: {believed:.3}, majority {majority:.3}");
            if believed < 0.87 || believed < majority {
                fooled.push(format!("{name} {seed}: {believed:.3} of majority {majority:.3}"));
            }
        }
    }
    assert!(fooled.is_empty(), "{fooled:?}");
}

/// Each link differs from the one before, so that no one voice stands for the chain. In what order the sources come, which
/// is that of their names, has nothing to do with who copies whom.
#[test]
fn a_long_chain_of_copiers_does_not_win() {
    let chain = [(5, 0.85, 0.5), (6, 0.85, 0.5), (7, 0.85, 0.5), (8, 0.85, 0.5), (9, 0.85, 0.5), (10, 0.85, 0.5)];
    for seed in [1, 2] {
        let accuracies = &[0.9, 0.8, 0.8, 0.7, 0.65, 0.45];
        let mut made = World { accuracies, copiers: &chain, items: 300, values: 8, seed }.make();
        for names in ["in the order of the chain", "shuffled"] {
            let (believed, majority) = (made.believed(&Findings::new(&made.records(), &[])), made.majority());
            println!("{seed}, {names}: {believed:.3}, majority {majority:.3}");
            assert!(believed >= 0.87 && believed > majority, "{seed}, {names}: {believed} of majority {majority}");
            for (source, _, _) in &mut made.claims {
                let number: usize = source.rsplit(' ').next().unwrap_or_default().parse().unwrap_or_default();
                *source = format!("source {:02}", number * 5 % 12);
            }
        }
    }
}

#[test]
fn copying_half_the_time_is_told_from_independence() {
    for seed in [1, 2] {
        let accuracies = &[0.9, 0.8, 0.8, 0.7, 0.65, 0.45];
        let made = World { accuracies, copiers: &[(5, 0.5, 0.6); 7], items: 300, values: 8, seed }.make();
        let (believed, majority) = (made.believed(&Findings::new(&made.records(), &[])), made.majority());
        println!("{seed}: {believed:.3}, majority {majority:.3}");
        assert!(believed >= 0.9 && believed > majority, "{seed}: {believed} of majority {majority}");
    }
}

#[test]
fn copiers_of_the_best_source_do_no_harm() {
    let made = World {
        accuracies: &[0.92, 0.8, 0.75, 0.7, 0.6],
        copiers: &[(0, 0.85, 0.6); 5],
        items: 300,
        values: 8,
        seed: 3,
    }
    .make();
    assert!(made.believed(&Findings::new(&made.records(), &[])) >= 0.9);
}

#[test]
fn independent_sources_are_left_independent() {
    for seed in [4, 5, 6] {
        let made =
            World { accuracies: &[0.9, 0.8, 0.8, 0.7, 0.7, 0.6, 0.6, 0.5], copiers: &[], items: 300, values: 8, seed }
                .make();
        let found = Findings::new(&made.records(), &[]);
        assert_eq!(found.dependences, []);
        assert!(made.believed(&found) >= made.majority() - 0.005);
    }
}

#[test]
fn who_copies_whom() {
    let made =
        World { accuracies: &[0.9, 0.8, 0.8, 0.7, 0.5], copiers: &[(4, 0.8, 0.6); 4], items: 300, values: 8, seed: 7 }
            .make();
    let found = Findings::new(&made.records(), &[]);
    let pairs: Vec<(usize, usize)> = found.dependences.iter().map(|pair| (pair.copier, pair.original)).collect();
    assert_eq!(pairs, [(5, 4), (6, 4), (7, 4), (8, 4)]);
    assert!(found.dependences.iter().all(|pair| pair.probability > 0.99));
    assert!(found.sources[0].accuracy > 0.8 && found.sources[4].accuracy < 0.6);
}

/// Where every source but one copies the same one, nothing in the claims tells that they are not many that are right.
/// What is known from the texts does.
#[test]
fn known_origins_repair_what_weighing_cannot() {
    let copiers = [(2, 1.0, 0.5); 6];
    let made = World { accuracies: &[0.9, 0.85, 0.4], copiers: &copiers, items: 200, values: 8, seed: 8 }.make();
    let known: Vec<String> = (3..9).map(|copier| format!("source {copier:02}")).collect();
    let known: Vec<KnownCopy> =
        known.iter().map(|copier| KnownCopy { copier, original: "source 02", item: None }).collect();
    let found = Findings::new(&made.records(), &known);
    let believed = made.believed(&found);
    assert!(believed >= 0.75 && believed > made.majority() + 0.2, "{believed} of majority {}", made.majority());
}

fn say<'a>(source: &'a str, value: &'a str) -> Record<'a> {
    Record { source, object: "the night ferry", attribute: "sails at", value }
}

#[test]
fn a_claim_known_to_be_copied_has_no_vote() {
    let records =
        [say("harbour", "9:15"), say("pier", "9:15"), say("herald", "8:40"), say("echo", "8:40"), say("post", "8:40")];
    let item = Some(("the night ferry", "sails at"));
    let known = ["herald", "echo", "post"].map(|copier| KnownCopy { copier, original: "a wire nobody has seen", item });
    let found = Findings::new(&records, &known);
    let best = &found.items[0].values[0];
    assert_eq!((best.text.as_str(), found.items[0].kind), ("9:15", Kind::Time));
    let other = &found.items[0].values[1];
    let repeats: Vec<(&str, Option<&str>)> = other
        .votes
        .iter()
        .map(|vote| (found.sources[vote.source].name.as_str(), vote.repeats.map(|of| found.sources[of].name.as_str())))
        .collect();
    assert_eq!(repeats, [("echo", None), ("herald", Some("echo")), ("post", Some("echo"))]);
    assert!((other.voices - 1.0).abs() < 1e-9);
    assert_eq!(
        found.explanation(&found.items[0]).lines().last().map(|line| line.split(" voices").nth(1)),
        Some(Some("; for themselves: echo; one voice: herald, post"))
    );
}

#[test]
fn two_that_copy_each_other_keep_one_vote() {
    let records = [say("a", "8:00"), say("b", "8:00"), say("c", "9:30")];
    let copy = |copier, original| KnownCopy { copier, original, item: None };
    let found = Findings::new(&records, &[copy("a", "b"), copy("b", "a")]);
    let eight = found.items[0].values.iter().find(|value| value.text == "8:00").unwrap();
    assert_eq!(eight.votes.iter().filter(|vote| vote.repeats.is_none()).count(), 1);
}

#[test]
fn other_writings_of_a_time_are_one_value_and_no_time_is_none() {
    let records = [
        say("a", "9:15 p.m."),
        say("b", "21:15"),
        say("c", "9:15 p.m. (expected)"),
        say("d", "8:50 p.m."),
        say("e", "not available"),
        say("f", "8:50 p.m."),
    ];
    let found = Findings::new(&records, &[]);
    assert_eq!(found.items[0].values.len(), 2);
    assert_eq!(found.items[0].values[0].votes.len(), 3);
}

#[test]
fn an_incomplete_list_speaks_for_the_whole() {
    let mut records = Vec::new();
    let objects: Vec<String> = (0..30).map(|at| format!("book {at}")).collect();
    for object in &objects {
        for (source, value) in
            [("a", "arden;belloc"), ("b", "arden;belloc"), ("c", "arden"), ("d", "arden"), ("e", "corvin")]
        {
            records.push(Record { source, object, attribute: "authors", value });
        }
    }
    let found = Findings::new(&records, &[]);
    assert!(found.items.iter().all(|item| item.kind == Kind::Set && item.values[0].text == "arden;belloc"));
}

#[test]
fn hostile_input_is_survived() {
    assert_eq!(Findings::new(&[], &[]).items, []);
    let long = "x".repeat(100_000);
    let records = [say("", ""), say("a", ";;;"), say("a", &long), say("b", "١٢:٣٠"), say("c", ":"), say("d", "99:99")];
    Findings::new(&records, &[]);
    let values: Vec<String> = (0..3000).map(|at| format!("value {at}")).collect();
    let many: Vec<Record> = values.iter().map(|value| say(value, value)).collect();
    let found = Findings::new(&many, &[]);
    assert!((found.items[0].values.iter().map(|value| value.belief).sum::<f64>() - 1.0).abs() < 1e-6);
    let same = vec![say("a", "8:00"); 10_000];
    assert_eq!(Findings::new(&same, &[]).items[0].values[0].votes.len(), 1);
}

proptest! {
    #[test]
    fn order_does_not_matter_and_beliefs_are_shares(
        claims in prop::collection::vec((0..6_usize, 0..8_usize, "[a-c;:0-2]{1,4}"), 1..60),
    ) {
        let names: Vec<String> = (0..8).map(|at| format!("n{at}")).collect();
        let mut records: Vec<Record> = claims
            .iter()
            .map(|(source, object, value)| Record { source: &names[*source], object: &names[*object], attribute: "x", value })
            .collect();
        let found = Findings::new(&records, &[]);
        records.reverse();
        prop_assert_eq!(&found, &Findings::new(&records, &[]));
        for item in &found.items {
            prop_assert!((item.values.iter().map(|value| value.belief).sum::<f64>() - 1.0).abs() < 1e-6);
        }
    }
}
