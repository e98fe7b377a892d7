//! The lifecycle of API versions: what is recorded is what the real libraries say, and what `schema` ships is what is
//! recorded.

use std::collections::BTreeMap;

use model::KubernetesVersion;
use schema::{Lifecycle, lifecycle};

const SUITE: &str = "API lifecycle against Kubernetes' own libraries";

#[test]
fn the_record_is_what_the_libraries_say() {
    let Some(listed) = testkit::oracle::listing(SUITE, "lifecycle", &["-tsv"]) else { return };
    let recorded = testkit::recorded("lifecycle.tsv");
    let difference = recorded.lines().zip(listed.lines()).find(|(recorded, listed)| recorded != listed);
    assert_eq!(difference, None, "kube/recorded/lifecycle.tsv is stale: run kube/record.sh");
    assert_eq!(recorded.lines().count(), listed.lines().count(), "run kube/record.sh");
}

/// What the libraries do not say is filled in from what is kept by hand; nothing of theirs is overruled. A replacement
/// that neither names is another version of the same kind. An `XList` lives as its X.
#[test]
fn what_is_shipped_is_what_is_recorded() {
    let by_hand = rows(&testkit::recorded("lifecycle-historic.tsv"));
    let recorded = rows(&testkit::recorded("lifecycle.tsv"));
    assert!(recorded.len() > 300, "{} rows", recorded.len());
    let mut wrong = Vec::new();
    for key in by_hand.keys().chain(recorded.keys()).filter(|key| !is_list(key, &recorded)) {
        let [group, version, kind] = key.each_ref().map(String::as_str);
        let Some(shipped) = lifecycle(group, version, kind) else {
            wrong.push(format!("{key:?} is not there"));
            continue;
        };
        let blank = Columns::default();
        let (said, hand) = (recorded.get(key).unwrap_or(&blank), by_hand.get(key).unwrap_or(&blank));
        let mut expected: Columns = std::array::from_fn(|index| {
            if said[index].is_empty() { hand[index].clone() } else { said[index].clone() }
        });
        let found = columns(shipped);
        if expected[5].is_empty() && found[3] == *group && found[5] == *kind && found[4] != *version {
            expected[3..].clone_from_slice(&found[3..]);
        }
        if expected != found {
            wrong.push(format!("{key:?}: {expected:?} is recorded, {found:?} shipped"));
        }
    }
    assert!(wrong.is_empty(), "{} rows differ, run cargo xtask gen:\n{}", wrong.len(), wrong.join("\n"));
}

fn is_list([group, version, kind]: &[String; 3], recorded: &BTreeMap<[String; 3], Columns>) -> bool {
    let item = kind.strip_suffix("List").map(|item| [group.clone(), version.clone(), item.to_owned()]);
    item.is_some_and(|item| recorded.contains_key(&item))
}

/// introduced, deprecated, removed, and group, version and kind of the replacement.
type Columns = [String; 6];

/// Group, version and kind, with what a table says of them.
fn rows(table: &str) -> BTreeMap<[String; 3], Columns> {
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines
        .map(|line| {
            let mut cells = line.split('\t').map(str::to_owned);
            let mut next = || cells.next().unwrap_or_else(|| panic!("too few columns: {line:?}"));
            let key = [next(), next(), next()];
            (key, [next(), next(), next(), next(), next(), next()])
        })
        .collect()
}

fn columns(life: &Lifecycle) -> Columns {
    let version = |version: Option<KubernetesVersion>| {
        version.map_or_else(String::new, |version| format!("{}.{}", version.major, version.minor))
    };
    let [group, new_version, kind] = match life.replacement {
        Some(to) => [to.group, to.version, to.kind].map(str::to_owned),
        None => Default::default(),
    };
    [version(life.introduced), version(life.deprecated), version(life.removed), group, new_version, kind]
}
