//! The same person or organisation across articles: pairs of a text file, and properties.

use doublecheck_facts::name::NameType;
use doublecheck_facts::name::identity::{Profile, Sameness, compare, identities};
use proptest::prelude::*;

const PAIRS: &str = include_str!("identity_pairs.txt");

struct Pair {
    line: &'static str,
    right: Sameness,
    one: Profile,
    other: Profile,
}

/// "Ada Marsh (spokeswoman @ Ministry of Works)"
fn profile(kind: NameType, text: &str) -> Profile {
    let (name, beside) = text.trim().split_once(" (").unwrap_or((text.trim(), ""));
    let beside = beside.trim_end_matches(')');
    let (description, body) = beside.split_once(" @ ").unwrap_or((beside, ""));
    // Titles before the name are part of the description.
    let title = name.split(' ').next().filter(|word| ["Mr.", "Mrs.", "Ms."].contains(word)).unwrap_or_default();
    let name = name.strip_prefix(title).unwrap_or(name).trim();
    Profile::new(name, kind).with_description(title).with_description(description).with_affiliation(body)
}

fn pairs(half: &str) -> Vec<Pair> {
    let from = PAIRS.split_once(&format!("[{half}]\n")).map_or("", |(_, rest)| rest);
    let lines = from.split("\n[").next().unwrap_or_default().lines().filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split(" | ").collect();
            let right = match fields[0] {
                "same" => Sameness::Same,
                "different" => Sameness::Different,
                _ => Sameness::Unsure,
            };
            let kind = if fields[1] == "person" { NameType::Person } else { NameType::Organization };
            Pair { line, right, one: profile(kind, fields[2]), other: profile(kind, fields[3]) }
        })
        .collect()
}

/// How many are right, how many are called same though they are not or the other way round, and the wrong lines.
fn measure(half: &str) -> (usize, usize, usize, Vec<String>) {
    let (mut right, mut opposite, mut wrong) = (0, 0, Vec::new());
    let pairs = pairs(half);
    for pair in &pairs {
        let verdict = compare(&pair.one, &pair.other);
        right += usize::from(verdict.sameness == pair.right);
        let decided = verdict.sameness != Sameness::Unsure && pair.right != Sameness::Unsure;
        opposite += usize::from(decided && verdict.sameness != pair.right);
        if verdict.sameness != pair.right {
            let reasons: Vec<String> = verdict.reasons.iter().map(ToString::to_string).collect();
            wrong.push(format!(
                "{} -> {:?} {:.1}: {}",
                pair.line,
                verdict.sameness,
                verdict.points,
                reasons.join(", ")
            ));
        }
    }
    (right, pairs.len(), opposite, wrong)
}

#[test]
fn pairs_that_were_tuned_on() {
    let (right, all, opposite, wrong) = measure("tune");
    println!("tune: {right} of {all} right, {opposite} opposite\n{}", wrong.join("\n"));
    assert!(all >= 75 && right * 100 >= all * 93 && opposite <= 1, "{right} of {all}\n{}", wrong.join("\n"));
}

#[test]
fn pairs_that_check() {
    let (right, all, opposite, _) = measure("check");
    println!("check: {right} of {all} right, {opposite} opposite");
    assert!(all >= 75 && right * 100 >= all * 85 && opposite <= 3, "{right} of {all}, {opposite} opposite");
}

#[test]
fn comparing_does_not_depend_on_the_order() {
    for pair in pairs("tune").iter().chain(&pairs("check")) {
        let (there, back) = (compare(&pair.one, &pair.other), compare(&pair.other, &pair.one));
        assert_eq!(there.sameness, back.sameness, "{}", pair.line);
    }
}

#[test]
fn a_family_name_joins_the_only_one_who_fits() {
    let person = |name: &str, beside: &str| Profile::new(name, NameType::Person).with_description(beside);
    let found = identities(&[
        person("Ada Marsh", "Norwegian spokeswoman"),
        person("Marsh", "spokeswoman"),
        person("Olaf Marsh", "Danish coach"),
        person("Marsh", ""),
    ]);
    assert_eq!(
        found.iter().map(|identity| identity.members.clone()).collect::<Vec<_>>(),
        [vec![0, 1], vec![2], vec![3]]
    );
    let others: Vec<usize> = found[2].alternatives.iter().map(|alternative| alternative.identity).collect();
    assert_eq!(others, [0, 1], "a bare family name may be either");
}

#[test]
fn many_profiles_take_little_time() {
    let profiles: Vec<Profile> =
        (0..4_000).map(|at| Profile::new(&format!("Given{} Family{}", at % 97, at / 7), NameType::Person)).collect();
    let start = std::time::Instant::now();
    let found = identities(&profiles);
    assert!(found.len() > 2_000);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn any_names_can_be_compared(a in ".{0,40}", b in ".{0,40}", beside in ".{0,60}") {
        for kind in [NameType::Person, NameType::Organization] {
            let one = Profile::new(&a, kind).with_description(&beside);
            let other = Profile::new(&b, kind).with_affiliation(&beside);
            let found = identities(&[one.clone(), other.clone(), one.clone()]);
            let mut members: Vec<usize> = found.iter().flat_map(|identity| identity.members.clone()).collect();
            members.sort_unstable();
            prop_assert_eq!(members, vec![0, 1, 2]);
            compare(&one, &other);
        }
    }
}
