//! ## What it does
//! Finds subjects that one binding names twice.
//!
//! ## Why is this bad
//! It adds nothing, and it misleads: who takes one of them away has taken nothing away.
//!
//! ## Fix safety
//! Safe: the other one stays.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: readers, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects:
//! - {kind: ServiceAccount, name: api}
//! - {kind: ServiceAccount, name: api, namespace: shop}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: readers, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects:
//! - {kind: ServiceAccount, name: api}
//! - {kind: ServiceAccount, name: api, namespace: ci}
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use rustc_hash::FxHashMap;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::rbac::rights::Rights;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA032",
        name: "duplicate-subject",
        title: "Subject that a binding names twice",
        severity: Severity::Info,
        fix: Some(Safety::Safe),
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
    for (id, binding) in world.bindings().filter(|(_, binding)| binding.subjects.len() > 1) {
        let Some(object) = rights.binding(id) else { continue };
        let mut seen: FxHashMap<_, Node<'a>> = FxHashMap::default();
        for (subject, node) in binding.subjects.iter().zip(items(object.root(), "subjects")) {
            let Some(kind) = subject.kind else { continue };
            let Some(first) = seen.insert((kind, subject.name, subject.namespace), node) else { continue };
            let message = message!("the binding names {} `{}` twice", kind.word(), world.name(subject.name));
            let said = sinks.of(object).at(node).say(message).related("before it", object, first);
            said.fix("remove the second", [Change::Remove(node)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_what_they_mean() {
        check(
            "RBA032",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects:
- {kind: ServiceAccount, name: api}
- {kind: User, name: api}
- {kind: ServiceAccount, name: api, namespace: shop}
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RBA032: the binding names ServiceAccount `api` twice
",
        );
    }
}
