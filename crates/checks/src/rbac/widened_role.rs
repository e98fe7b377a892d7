//! ## What it does
//! Finds ClusterRoles that are gathered into `view`, `edit` or `admin` by their label and add what these do not have: to `view`
//! anything but reading and what lets its holder do what others have to fear, to the others only the latter.
//!
//! ## Why is this bad
//! Everybody who holds one of the three in any namespace gets the rights at once, and nothing at their bindings shows it. Who
//! grants `view` means that nothing can be changed and no Secret be read.
//!
//! ## Fix safety
//! There is no fix: only a person knows whether the label or the rule is meant.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata:
//!   name: widgets
//!   labels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}
//! rules:
//! - {apiGroups: [example.com], resources: [widgets], verbs: [get, delete]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata:
//!   name: widgets
//!   labels: {rbac.authorization.k8s.io/aggregate-to-edit: "true"}
//! rules:
//! - {apiGroups: [example.com], resources: [widgets], verbs: [get, delete]}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;
use rustc_hash::FxHashMap;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::strings;
use crate::rbac::power::Powers;
use crate::rbac::rights::Rights;
use crate::sink::Sinks;

/// The roles for people that gather others, each with the built-in parts whose rights it has anyway.
const GATHERING: [(&str, &str, &[&str]); 3] = [
    ("view", "rbac.authorization.k8s.io/aggregate-to-view", &["system:aggregate-to-view"]),
    (
        "edit",
        "rbac.authorization.k8s.io/aggregate-to-edit",
        &["system:aggregate-to-edit", "system:aggregate-to-view"],
    ),
    (
        "admin",
        "rbac.authorization.k8s.io/aggregate-to-admin",
        &["system:aggregate-to-admin", "system:aggregate-to-edit", "system:aggregate-to-view"],
    ),
];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA035",
        name: "widened-role",
        title: "ClusterRole that widens those for people",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Rights(judge),
};

fn judge<'a>(rights: &Rights<'a>, sinks: &mut Sinks<'a>) {
    let parts: FxHashMap<&str, Powers> = rights
        .world
        .roles()
        .filter(|(_, role)| role.object.is_none())
        .map(|(id, _)| (rights.world.role_name(id), rights.of_role(id)))
        .collect();
    for written in rights.written().filter(|written| written.role.kind() == "ClusterRole") {
        for (target, label, own) in GATHERING {
            let Some(node) = asks(written.role, label) else { continue };
            let own = own.iter().filter_map(|part| parts.get(part)).copied();
            let own = own.fold(Powers::default(), Powers::with);
            let added = rights.grave(written.powers.without(own));
            let message = if !added.is_empty() {
                message!("whoever holds `{}` {} by this role", target, rights.phrases(added))
            } else if let Some(verb) = (target == "view").then(|| writing_verb(written.node)).flatten() {
                message!("whoever holds `{}` may `{}` by this role, and not only read", target, verb)
            } else {
                continue;
            };
            sinks.of(written.role).at(node).say(message).related("by this rule", written.role, written.node);
        }
    }
}

/// The value of the label, where it asks for the role to be gathered.
fn asks<'a>(role: &'a Object, label: &str) -> Option<Node<'a>> {
    role.label(label).filter(|value| value.as_str().as_deref() == Some("true"))
}

/// A verb of a rule that does more than read.
fn writing_verb<'a>(rule: Node<'a>) -> Option<std::borrow::Cow<'a, str>> {
    strings(rule, "verbs").map(|(_, verb)| verb).find(|verb| !matches!(&**verb, "get" | "list" | "watch"))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn more_than_the_role_has() {
        check(
            "RBA035",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: all
  labels:
    rbac.authorization.k8s.io/aggregate-to-view: "true"
#                                                ^^^^^^ RBA035: whoever holds `view` reads Secrets by this role
#                                                ^^^^^^ RBA035: whoever holds `view` may `delete` by this role, and not only read
    rbac.authorization.k8s.io/aggregate-to-edit: "true"
rules:
- {apiGroups: [""], resources: [secrets], verbs: [list]}
- {apiGroups: [example.com], resources: [widgets], verbs: [get, delete]}
- {apiGroups: [""], resources: [nodes/proxy], verbs: [get], resourceNames: [one]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: some
  labels:
    rbac.authorization.k8s.io/aggregate-to-edit: "true"
#                                                ^^^^^^ RBA035: whoever holds `edit` talks to kubelets by this role
    rbac.authorization.k8s.io/aggregate-to-admin: "false"
rules:
- {apiGroups: [""], resources: [nodes/proxy], verbs: [get]}
- {apiGroups: [""], resources: [pods/exec], verbs: [create]}
"#,
        );
    }
}
