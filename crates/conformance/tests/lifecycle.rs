//! The lifecycle of API versions: what is recorded is what the real libraries say, and what `schema` ships is what is
//! recorded.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use model::KubernetesVersion;
use schema::{Lifecycle, State, lifecycle};

const SUITE: &str = "API lifecycle against Kubernetes' own libraries";

#[test]
fn the_record_is_what_the_libraries_say() {
    let Some(listed) = testkit::oracle::listing(SUITE, "lifecycle", &["-tsv"]) else { return };
    let recorded = testkit::recorded("lifecycle.tsv");
    let difference = recorded.lines().zip(listed.lines()).find(|(recorded, listed)| recorded != listed);
    assert_eq!(difference, None, "kube/recorded/lifecycle.tsv is stale: run kube/record.sh");
    assert_eq!(recorded.lines().count(), listed.lines().count(), "run kube/record.sh");
}

/// The record is made of the types that the libraries register; here every function of their sources that tells of a
/// removal is counted, so that none is left out.
#[test]
fn no_removal_in_the_sources_is_left_out() {
    let suite = "API lifecycle against the sources of Kubernetes' libraries";
    let modules = ["k8s.io/api", "k8s.io/apiextensions-apiserver", "k8s.io/kube-aggregator"];
    let Some(folders) = modules.map(|module| testkit::oracle::module(suite, module)).into_iter().collect()
    else {
        return;
    };
    let told: BTreeSet<_> = removals(folders).collect();
    assert!(told.len() > 150, "{} functions", told.len());
    let recorded = rows(&testkit::recorded("lifecycle.tsv"));
    let known: BTreeSet<_> = recorded
        .iter()
        .filter(|(_, columns)| !columns[2].is_empty())
        .map(|([_, version, kind], columns)| (version.clone(), kind.clone(), columns[2].clone()))
        .collect();
    assert_eq!(told, known);
    let kinds = recorded.iter().filter(|(key, columns)| !columns[2].is_empty() && !is_list(key, &recorded));
    assert!(kinds.count() >= 89, "k8s.io/api has had as many since 1.36");
}

/// Version, kind and release of every `APILifecycleRemoved` below folders.
fn removals(mut folders: Vec<PathBuf>) -> impl Iterator<Item = (String, String, String)> {
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.ends_with("zz_generated.prerelease-lifecycle.go") {
                let version = folder.file_name().unwrap().to_str().unwrap().to_owned();
                let text = std::fs::read_to_string(&path).unwrap();
                let functions = text.split("func (in *").skip(1).filter_map(|function| {
                    let (kind, body) = function.split_once(") APILifecycleRemoved()")?;
                    let (_, release) = body.split_once("return ")?;
                    let release = release.split('\n').next()?.replace(", ", ".");
                    Some((version.clone(), kind.to_owned(), release))
                });
                found.extend(functions);
            }
        }
    }
    found.into_iter()
}

/// Whatever is deprecated or gone at a version has a way out that is not gone there itself, where it has one at all.
#[test]
fn no_successor_is_gone_itself() {
    let tables = ["lifecycle-historic.tsv", "lifecycle.tsv"].map(testkit::recorded);
    let keys: BTreeSet<[String; 3]> = tables.iter().flat_map(|table| rows(table).into_keys()).collect();
    let mut seen = 0;
    for [group, version, kind] in &keys {
        let Some(life) = lifecycle(group, version, kind) else { continue };
        for minor in 0..=KubernetesVersion::NEWEST.minor {
            let server = KubernetesVersion { major: 1, minor };
            let Some(successor) = life.successor_at(server) else { continue };
            seen += 1;
            assert_ne!(successor.state_at(server), State::Removed, "{group}/{version} {kind} at {server}");
            assert_ne!(successor, life);
        }
    }
    assert!(seen > 1_000, "{seen}");
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
