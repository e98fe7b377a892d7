//! ## What it does
//! Finds ClusterRoleBindings of ClusterRoles that Kubernetes itself makes, such as `edit` and `admin`, if these let their
//! holder do what others have to fear. What they grant is known of each release. `cluster-admin` is the matter of `RBA004`; the
//! components of Kubernetes, whose names begin with `system:`, are left alone.
//!
//! ## Why is this bad
//! `edit` and `admin` are meant for one namespace. In every namespace, `kube-system` too, they read all Secrets and run Pods as
//! any ServiceAccount: that is the cluster, by a way around.
//!
//! ## Fix safety
//! There is no fix: bind the role in the namespaces that are meant.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRoleBinding
//! metadata: {name: developers}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
//! subjects:
//! - {kind: Group, name: developers, apiGroup: rbac.authorization.k8s.io}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: developers, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
//! subjects:
//! - {kind: Group, name: developers, apiGroup: rbac.authorization.k8s.io}
//! ```

use authz::SubjectKind;
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::rbac::power::Powers;
use crate::rbac::rights::{Rights, is_own};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA030",
        name: "role-in-every-namespace",
        title: "Powerful role of Kubernetes in every namespace",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.1"), mitre("T1098")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Rights(judge),
};

fn judge<'a>(rights: &Rights<'a>, sinks: &mut Sinks<'a>) {
    let world = &rights.world;
    for (id, binding) in world.bindings().filter(|(_, binding)| binding.is_cluster_wide()) {
        let role = world.name(binding.reference.name);
        let assumed = binding.roles.iter().filter(|role| world.role(**role).object.is_none());
        let powers = assumed.map(|role| rights.of_role(*role)).fold(Powers::default(), Powers::with);
        let powers = rights.grave(powers);
        let Some(object) = rights.binding(id).filter(|object| is_own(object)) else { continue };
        if powers.is_empty() || role == "cluster-admin" {
            continue;
        }
        for (subject, written) in binding.subjects.iter().zip(items(object.root(), "subjects")) {
            let (Some(kind), name) = (subject.kind, world.name(subject.name)) else { continue };
            let Some(node) = written.get("name") else { continue };
            if kind == SubjectKind::ServiceAccount || !name.starts_with("system:") {
                sinks.of(object).at(node).say(message!(
                    "through ClusterRole `{}`, {} `{}` in every namespace {}",
                    role,
                    kind.word(),
                    name,
                    rights.phrases(powers)
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, findings};
    use crate::settings::Configuration;

    fn messages(id: &str, yaml: &str) -> Vec<String> {
        let found = findings(yaml, &Configuration::default()).into_iter();
        found.filter(|finding| finding.rule.id == id).map(|finding| finding.message.text.clone()).collect()
    }

    #[test]
    fn roles_that_kubernetes_makes() {
        let binding = |role: &str, subject: &str| {
            format!(
                "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {{name: b}}\nroleRef: {{kind: ClusterRole, name: '{role}'}}\nsubjects: [{subject}]\n"
            )
        };
        let account = "{kind: ServiceAccount, name: deployer, namespace: ci}";
        let found = messages("RBA030", &binding("edit", account));
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("through ClusterRole `edit`, ServiceAccount `deployer` in every namespace "),
            "{found:?}"
        );
        assert!(found[0].contains("reads Secrets") && found[0].contains("acts as others"), "{found:?}");
        for harmless in ["view", "cluster-admin", "made-elsewhere"] {
            assert!(messages("RBA030", &binding(harmless, account)).is_empty(), "{harmless}");
        }
        assert!(
            messages("RBA030", &binding("edit", "{kind: User, name: 'system:kube-scheduler'}")).is_empty()
        );
    }

    #[test]
    fn a_role_of_the_input_is_judged_where_it_stands() {
        check(
            "RBA030",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: edit}
rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: b}
roleRef: {kind: ClusterRole, name: edit}
subjects: [{kind: User, name: ada}]
"#,
        );
    }
}
