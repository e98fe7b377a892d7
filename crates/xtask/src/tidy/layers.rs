//! Dependencies go downwards only, and inside a layer only along the arrows of ARCHITECTURE.md.

use super::tree::Package;
use super::{Complaints, Tree};

/// The crates of each layer, lowest first.
const LAYERS: [&[&str]; 6] = [
    &["manifest", "model", "finding"],
    &["credential", "podsecurity", "schema", "component", "authz"],
    &["checks"],
    &["load"],
    &["report"],
    &["seawall"],
];

/// Inside a layer: who may name whom.
const ARROWS: [(&str, &str); 2] = [("model", "manifest"), ("finding", "manifest")];

/// Never shipped: they may name any crate; the others name them in tests only.
const TOOLS: [&str; 3] = ["testkit", "conformance", "xtask"];

pub(super) fn check(tree: &Tree) -> Complaints {
    let mut complaints = Vec::new();
    for package in tree.crates().filter(|package| !TOOLS.contains(&package.name.as_str())) {
        match layer(&package.name) {
            Some(layer) => complaints.extend(upward(tree, package, layer)),
            None => complaints.push(format!(
                "crate {} has no layer: give it one in ARCHITECTURE.md and in {}",
                package.name,
                file!()
            )),
        }
    }
    complaints
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|crates| crates.contains(&name))
}

fn upward(tree: &Tree, package: &Package, from: usize) -> Complaints {
    let ours = |name: &&String| tree.crates().any(|other| other.name == **name);
    let allowed = |name: &str| match layer(name) {
        Some(to) => to < from || ARROWS.contains(&(package.name.as_str(), name)),
        None => false,
    };
    let in_tests = |name: &str| name == package.name || name == "testkit" || allowed(name);
    let built = package.dependencies.iter().filter(ours).filter(|name| !allowed(name));
    let tested = package.dev_dependencies.iter().filter(ours).filter(|name| !in_tests(name));
    built
        .chain(tested)
        .map(|name| format!("crate {} (layer {from}) may not depend on {name}", package.name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn package(name: &str, dependencies: &[&str], dev_dependencies: &[&str]) -> Package {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Package {
            name: name.to_owned(),
            version: "0.0.0".to_owned(),
            licence: None,
            source: None,
            dependencies: owned(dependencies),
            dev_dependencies: owned(dev_dependencies),
        }
    }

    fn complaints(packages: Vec<Package>) -> Complaints {
        check(&Tree::of(Path::new("."), Vec::new(), packages))
    }

    #[test]
    fn edges_upward_and_sideways_are_refused() {
        let checks = package("checks", &["podsecurity", "finding"], &["testkit"]);
        let podsecurity = package("podsecurity", &["model"], &[]);
        let finding = package("finding", &["manifest"], &[]);
        let others = [
            package("manifest", &[], &[]),
            package("model", &["manifest"], &[]),
            package("testkit", &[], &[]),
        ];
        let fine: Vec<Package> =
            [checks.clone(), podsecurity.clone(), finding].into_iter().chain(others).collect();
        assert_eq!(complaints(fine.clone()), Complaints::new());

        let with = |name: &str, dependencies: &[&str]| {
            let kept = fine.iter().filter(|package| package.name != name).cloned();
            complaints(kept.chain([package(name, dependencies, &[])]).collect())
        };
        assert_eq!(with("finding", &["checks"]).len(), 1, "upward");
        assert_eq!(with("manifest", &["model"]).len(), 1, "against an arrow");
        assert_eq!(with("finding", &["testkit"]).len(), 1, "a tool outside tests");
        assert_eq!(with("stranger", &[]).len(), 1, "a crate without a layer");
    }
}
