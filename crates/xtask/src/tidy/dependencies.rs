//! What comes from others: `deny.toml`, and what the lower layers may not reach.

use std::collections::BTreeMap;

use toml::Value;

use super::tree::Package;
use super::{Complaints, Tree, licence};

/// Layers 0-2 are pure: nothing asynchronous, no second reader, no stock types of Kubernetes.
const PURE: [&str; 8] =
    ["manifest", "model", "finding", "podsecurity", "schema", "component", "authz", "checks"];
const NOT_IN_PURE: [&str; 7] = ["tokio", "async-std", "smol", "futures", "k8s-openapi", "serde_json", "toml"];

pub(super) fn check(tree: &Tree) -> Complaints {
    let Some(file) = tree.file("deny.toml") else { return vec!["deny.toml is not there".to_owned()] };
    let rules: Value = match toml::from_str(&file.text) {
        Ok(rules) => rules,
        Err(error) => return vec![format!("deny.toml: {error}")],
    };
    let mut complaints = licences(tree, &rules);
    complaints.extend(bans(tree, &rules));
    complaints.extend(duplicates(tree, &rules));
    complaints.extend(sources(tree));
    for name in PURE {
        let reached = tree.reach(name);
        let wrong = reached.iter().filter(|package| NOT_IN_PURE.contains(&package.name.as_str()));
        complaints.extend(
            wrong.map(|package| format!("{name} is of the pure layers and may not reach {}", package.name)),
        );
    }
    complaints
}

fn licences(tree: &Tree, rules: &Value) -> Complaints {
    let allowed = words(rules.get("licenses"), "allow");
    let excepted = |name: &str| {
        let exceptions =
            tables(rules.get("licenses"), "exceptions").filter(|table| word(table, "crate") == name);
        exceptions.flat_map(|table| words(Some(table), "allow")).collect::<Vec<_>>()
    };
    let met = |package: &Package| {
        let allowed = [allowed.clone(), excepted(&package.name)].concat();
        package.licence.as_deref().is_some_and(|expression| licence::met(expression, &allowed))
    };
    let foreign = tree.packages().iter().filter(|package| package.source.is_some());
    foreign
        .filter(|package| !met(package))
        .map(|package| {
            format!("the licence of {}, {:?}, is not allowed in deny.toml", package.name, package.licence)
        })
        .collect()
}

fn bans(tree: &Tree, rules: &Value) -> Complaints {
    let banned = tables(rules.get("bans"), "deny");
    let present =
        banned.filter(|ban| tree.packages().iter().any(|package| package.name == word(ban, "crate")));
    present.map(|ban| format!("{} is banned: {}", word(ban, "crate"), word(ban, "reason"))).collect()
}

fn duplicates(tree: &Tree, rules: &Value) -> Complaints {
    let skipped: Vec<&str> = tables(rules.get("bans"), "skip").map(|skip| word(skip, "crate")).collect();
    let is_skipped = |package: &&Package| {
        let full = format!("{}@{}", package.name, package.version);
        skipped.iter().any(|skip| full == *skip || full.starts_with(&format!("{skip}.")))
    };
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in tree.packages().iter().filter(|package| !is_skipped(package)) {
        versions.entry(&package.name).or_default().push(&package.version);
    }
    let twice = versions.iter().filter(|(_, versions)| versions.len() > 1);
    twice
        .map(|(name, versions)| format!("{name} is there in several versions: {}", versions.join(", ")))
        .collect()
}

fn sources(tree: &Tree) -> Complaints {
    let foreign = tree
        .packages()
        .iter()
        .filter(|package| package.source.as_deref().is_some_and(|source| !source.starts_with("registry+")));
    foreign.map(|package| format!("{} does not come from the registry", package.name)).collect()
}

/// The tables of an array.
fn tables<'a>(table: Option<&'a Value>, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    table.and_then(|table| table.get(key)).and_then(Value::as_array).into_iter().flatten()
}

/// The strings of an array.
fn words<'a>(table: Option<&'a Value>, key: &str) -> Vec<&'a str> {
    tables(table, key).filter_map(Value::as_str).collect()
}

fn word<'a>(table: &'a Value, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn package(name: &str, version: &str, licence: &str, source: &str) -> Package {
        Package {
            name: name.to_owned(),
            version: version.to_owned(),
            licence: Some(licence.to_owned()),
            source: Some(source.to_owned()),
            dependencies: Vec::new(),
            dev_dependencies: Vec::new(),
        }
    }

    #[test]
    fn every_rule_of_the_file_is_held() {
        let rules = r#"
            [licenses]
            allow = ["MIT"]
            exceptions = [{ crate = "roots", allow = ["CDLA"] }]
            [bans]
            deny = [{ crate = "openssl", reason = "no" }]
            skip = [{ crate = "old@0.2", reason = "no" }]
        "#;
        let registry = "registry+here";
        let packages = vec![
            package("fine", "1.0.0", "MIT OR GPL-3.0", registry),
            package("roots", "1.0.0", "CDLA", registry),
            package("old", "0.2.7", "MIT", registry),
            package("old", "0.3.0", "MIT", registry),
            package("copyleft", "1.0.0", "GPL-3.0", registry),
            package("openssl", "1.0.0", "MIT", registry),
            package("twice", "1.0.0", "MIT", registry),
            package("twice", "2.0.0", "MIT", registry),
            package("fork", "1.0.0", "MIT", "git+there"),
        ];
        let file = super::super::tree::File { path: "deny.toml".to_owned(), text: rules.to_owned() };
        let found = check(&Tree::of(Path::new("."), vec![file], packages));
        let named = |name: &str| found.iter().filter(|line| line.contains(name)).count();
        assert_eq!(found.len(), 4, "{found:#?}");
        assert_eq!([named("copyleft"), named("openssl"), named("twice"), named("fork")], [1, 1, 1, 1]);
    }
}
