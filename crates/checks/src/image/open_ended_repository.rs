//! ## What it does
//! Finds Gatekeeper constraints of the kind `K8sAllowedRepos` that list a prefix without any slash, such as
//! `registry.example`.
//!
//! ## Why is this bad
//! The rule compares beginnings of names: `registry.example.attacker.example/api` begins with that, too, and anybody
//! can have that name.
//!
//! ## Fix safety
//! Needs evidence: a slash at the end keeps the registry itself and nothing else.
//!
//! ```yaml,bad
//! apiVersion: constraints.gatekeeper.sh/v1beta1
//! kind: K8sAllowedRepos
//! metadata: {name: ours}
//! spec:
//!   match:
//!     kinds: [{apiGroups: [""], kinds: [Pod]}]
//!   parameters:
//!     repos:
//!     - registry.example
//! ```
//!
//! ```yaml,good
//! apiVersion: constraints.gatekeeper.sh/v1beta1
//! kind: K8sAllowedRepos
//! metadata: {name: ours}
//! spec:
//!   match:
//!     kinds: [{apiGroups: [""], kinds: [Pod]}]
//!   parameters:
//!     repos:
//!     - registry.example/
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "IMG009",
        name: "open-ended-repository",
        title: "List of repositories that lets others in",
        severity: Severity::High,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[],
        peers: &[trivy("KSV-0124")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[
            ("constraints.gatekeeper.sh", "K8sAllowedRepos"),
            ("constraints.gatekeeper.sh", "K8sAllowedReposv2"),
        ]),
        judge,
    ),
};

fn judge<'a>(constraint: &'a Object, sink: &mut Sink<'a>) {
    let repositories = constraint.root().path(&["spec", "parameters", "repos"]);
    for node in repositories.into_iter().flat_map(Node::items) {
        let Some(text) = node.as_str() else { continue };
        // Without a folder, whoever registers a name that begins so is let in.
        if !text.contains('/') && !text.is_empty() {
            sink.at(node)
                .say(message!(
                    "the prefix `{}` also fits registries of others, such as `{}.attacker.example`",
                    text,
                    text
                ))
                .fix("end it with a slash", [Change::Replace(node, Value::String(format!("{text}/")))])
                .needs("that it is a registry and not the beginning of several names");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn beginnings_of_names() {
        check(
            "IMG009",
            r#"
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata: {name: ours}
spec:
  parameters:
    repos: [registry.example, "registry.example:5000/shop"]
#           ^^^^^^^^^^^^^^^^ IMG009: the prefix `registry.example` also fits registries of others, such as `registry.example.attacker.example`
"#,
        );
    }
}
