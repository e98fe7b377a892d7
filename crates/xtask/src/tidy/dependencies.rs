//! What comes from others: `deny.toml`, and what the lower layers may not reach.

use std::collections::BTreeMap;

use toml::Value;

use super::{Complaints, Tree, licence};

/// Layers 0-2 are pure: nothing asynchronous, no second reader, no stock types of Kubernetes.
const PURE: [&str; 6] = ["manifest", "model", "finding", "podsecurity", "schema", "checks"];
const NOT_IN_PURE: [&str; 7] = ["tokio", "async-std", "smol", "futures", "k8s-openapi", "serde_json", "toml"];

pub(super) fn check(tree: &Tree) -> Complaints {
    let Some(file) = tree.file("deny.toml") else { return vec!["deny.toml is not there".to_owned()] };
    let rules: Value = match toml::from_str(&file.text) {
        Ok(rules) => rules,
        Err(error) => return vec![format!("deny.toml: {error}")],
    };
    let mut complaints = licences(tree, &rules);
    complaints.extend(bans(tree, &rules));
    complaints.extend(duplicates(tree));
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
    let allowed = rules.get("licenses").and_then(|table| table.get("allow")).and_then(Value::as_array);
    let allowed: Vec<&str> = allowed.into_iter().flatten().filter_map(Value::as_str).collect();
    let foreign = tree.packages().iter().filter(|package| package.source.is_some());
    foreign
        .filter(|package| {
            !package.licence.as_deref().is_some_and(|expression| licence::met(expression, &allowed))
        })
        .map(|package| {
            format!("the licence of {}, {:?}, is not allowed in deny.toml", package.name, package.licence)
        })
        .collect()
}

fn bans(tree: &Tree, rules: &Value) -> Complaints {
    let banned = rules.get("bans").and_then(|table| table.get("deny")).and_then(Value::as_array);
    let mut complaints = Vec::new();
    for ban in banned.into_iter().flatten() {
        let text = |key: &str| ban.get(key).and_then(Value::as_str).unwrap_or_default();
        let wrappers = ban.get("wrappers").and_then(Value::as_array).into_iter().flatten();
        let wrappers: Vec<&str> = wrappers.filter_map(Value::as_str).collect();
        let users = tree
            .packages()
            .iter()
            .filter(|package| package.dependencies.iter().any(|name| name == text("crate")));
        let present = |name: &str| tree.packages().iter().any(|package| package.name == name);
        for user in users.filter(|user| present(text("crate")) && !wrappers.contains(&user.name.as_str())) {
            complaints.push(format!(
                "{} needs {}, which is banned: {}",
                user.name,
                text("crate"),
                text("reason")
            ));
        }
    }
    complaints
}

fn duplicates(tree: &Tree) -> Complaints {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in tree.packages() {
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
