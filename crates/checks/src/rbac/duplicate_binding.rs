//! ## What it does
//! Finds bindings that grant the same role to the same subjects in the same place as another one.
//!
//! ## Why is this bad
//! It adds nothing, and it misleads: who removes one of them has taken nothing away.
//!
//! ## Fix safety
//! There is no fix: only a person knows which of them is maintained.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: readers, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects: [{kind: ServiceAccount, name: api}]
//! ---
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: view, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects: [{kind: ServiceAccount, name: api, namespace: shop}]
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: readers, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects: [{kind: ServiceAccount, name: api}]
//! ---
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: view, namespace: ci}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects: [{kind: ServiceAccount, name: api, namespace: shop}]
//! ```

use authz::BindingId;
use finding::{Rule, Severity, message};
use rustc_hash::FxHashMap;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::rbac::rights::Rights;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA033",
        name: "duplicate-binding",
        title: "Binding that repeats another",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Rights(judge),
};

fn judge<'a>(rights: &Rights<'a>, sinks: &mut Sinks<'a>) {
    let world = &rights.world;
    let mut seen: FxHashMap<_, BindingId> = FxHashMap::default();
    for (id, binding) in world.bindings().filter(|(_, binding)| !binding.subjects.is_empty()) {
        let mut subjects: Vec<_> = binding
            .subjects
            .iter()
            .map(|subject| (subject.kind, world.name(subject.namespace), world.name(subject.name)))
            .collect();
        subjects.sort_unstable();
        let first = *seen.entry((world.binding_space(id), binding.reference, subjects)).or_insert(id);
        let (Some(object), Some(other)) = (rights.binding(id), rights.binding(first)) else { continue };
        // Several of one name are variants of one binding, not two of them.
        if first != id && other.name() != object.name() {
            let at = sinks.of(object).at(object.root().get("roleRef").unwrap_or(object.root()));
            let message = message!(
                "{} `{}` grants the same role to the same subjects already",
                other.kind(),
                other.name()
            );
            at.say(message).related("this one", other, other.root());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn role_place_and_subjects() {
        check(
            "RBA033",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: one, namespace: shop}
roleRef: {kind: ClusterRole, name: view}
subjects: [{kind: User, name: ada}, {kind: ServiceAccount, name: api}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: two, namespace: shop}
roleRef: {kind: ClusterRole, name: view}
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RBA033: RoleBinding `one` grants the same role to the same subjects already
subjects: [{kind: ServiceAccount, name: api, namespace: shop}, {kind: User, name: ada}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: three, namespace: ci}
roleRef: {kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: api, namespace: shop}, {kind: User, name: ada}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: four, namespace: shop}
roleRef: {kind: Role, name: view}
subjects: [{kind: ServiceAccount, name: api, namespace: shop}, {kind: User, name: ada}]
",
        );
    }
}
