//! ## What it does
//! Finds Roles that no binding grants, and, where the input is all there is (`--complete`), such ClusterRoles. What other
//! ClusterRoles gather, and what is labelled to be gathered, is left alone.
//!
//! ## Why is this bad
//! It grants nothing today. Tomorrow somebody binds it who looks at its name and not at its rules.
//!
//! ## Fix safety
//! There is no fix: the binding may be missing, not the role be too much.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
//! ---
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: reader, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
//! subjects: [{kind: ServiceAccount, name: api}]
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
//! ---
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: reader, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
//! subjects: [{kind: ServiceAccount, name: api}]
//! ```

use authz::{RoleId, RoleKind};
use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;
use rustc_hash::FxHashSet;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::rights::{Rights, is_own};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA034",
        name: "unbound-role",
        title: "Role that nobody is granted",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-400")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Rights(judge),
};

fn judge<'a>(rights: &Rights<'a>, sinks: &mut Sinks<'a>) {
    let world = &rights.world;
    // Without a single binding it is roles that were handed in, not a place where they are granted.
    if world.bindings().next().is_none() {
        return;
    }
    let gathering = world.roles().filter(|(_, role)| role.aggregated);
    let gathered: FxHashSet<RoleId> =
        gathering.flat_map(|(_, role)| &role.rules).map(|rule| world.rule(*rule).role).collect();
    for (id, role) in world.roles() {
        if !world.bindings_of(id).is_empty() || gathered.contains(&id) {
            continue;
        }
        let known = role.kind == RoleKind::Role || rights.inventory.options().complete;
        let Some(object) = rights.role(id).filter(|object| known && is_own(object)) else { continue };
        let name = object.metadata().and_then(|metadata| metadata.get("name"));
        if let Some(node) = name.filter(|_| !is_to_be_gathered(object)) {
            let message = message!("no binding grants {} `{}` to anybody", object.kind(), object.name());
            sinks.of(object).at(node).say(message);
        }
    }
}

/// Whether a label says that another ClusterRole gathers it.
fn is_to_be_gathered(role: &Object) -> bool {
    let labels = role.root().path(&["metadata", "labels"]).into_iter().flat_map(Node::entries);
    labels.into_iter().any(|label| label.name().contains("aggregate-to-"))
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_complete};

    const ROLES: &str = r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: editor}
rules: [{apiGroups: [example.com], resources: [widgets], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: viewer, labels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}}
rules: [{apiGroups: [example.com], resources: [widgets], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: shop}
roleRef: {kind: ClusterRole, name: view}
subjects: [{kind: User, name: ada}]
"#;

    #[test]
    fn cluster_roles_only_where_the_input_is_all_there_is() {
        check("RBA034", ROLES);
        let line = "metadata: {name: editor}\n";
        let found = "#                ^^^^^^ RBA034: no binding grants ClusterRole `editor` to anybody\n";
        check_complete("RBA034", &ROLES.replace(line, &format!("{line}{found}")));
    }
}
