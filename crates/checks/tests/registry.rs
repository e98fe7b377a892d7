//! The registry is in order: ids, names, and what they refer to.

use std::collections::{BTreeMap, BTreeSet};

use checks::rules;

#[test]
fn ids_are_sorted_unique_and_of_an_area() {
    let ids: Vec<&str> = rules().iter().map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|one, other| one < other), "ids clash or are out of order: {ids:?}");
    for rule in rules() {
        let area = rule.area().unwrap_or_else(|| panic!("{} is of no area", rule.id));
        let number = rule.id.strip_prefix(area.prefix()).unwrap_or_default();
        assert!(
            number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()),
            "{}: not an area and three digits",
            rule.id
        );
    }
}

#[test]
fn names_are_unique_lower_case_words() {
    let mut seen = BTreeMap::new();
    for rule in rules() {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(!rule.name.is_empty() && rule.name.bytes().all(fits), "{}: {}", rule.id, rule.name);
        if let Some(other) = seen.insert(rule.name, rule.id) {
            panic!("{other} and {} have the same name {}", rule.id, rule.name);
        }
    }
}

#[test]
fn words_lead_to_rules() {
    let privileged = checks::rule("privileged-container").expect("a rule of that name");
    assert_eq!(privileged.id, "POD001");
    assert!(std::ptr::eq(privileged, checks::rule("POD001").expect("a rule of that id")));
    assert!(checks::rule("POD").is_none(), "an area is no rule");
}

#[test]
fn peers_ids_exist_and_are_named_once() {
    for rule in rules() {
        let unique: BTreeSet<(&str, &str)> = rule.peers.iter().map(|peer| (peer.tool, peer.id)).collect();
        assert_eq!(unique.len(), rule.peers.len(), "{} names a peer's id twice", rule.id);
    }
    let Some(shared) = testkit::shared() else {
        return testkit::not_run("peers' ids", "no vectors");
    };
    #[expect(clippy::disallowed_methods, reason = "a test reads its vectors")]
    let read = |name| std::fs::read_to_string(shared.join("peers").join(name)).expect("a list of the peers");
    let (checks, rights) = (read("checks.tsv"), read("rbac.tsv"));
    // The id is the second column of the checks, the third of the rules about rights.
    let tables = checks.lines().map(|line| (line, 1)).chain(rights.lines().map(|line| (line, 2)));
    let known: BTreeSet<(&str, &str)> = tables
        .filter_map(|(line, place)| Some((line.split('\t').next()?, line.split('\t').nth(place)?)))
        .collect();
    for rule in rules() {
        for peer in rule.peers {
            assert!(known.contains(&(peer.tool, peer.id)), "{}: {} has no {}", rule.id, peer.tool, peer.id);
        }
    }
}
