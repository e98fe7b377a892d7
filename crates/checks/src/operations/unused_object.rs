//! ## What it does
//! Finds ConfigMaps, Secrets, PersistentVolumeClaims, ServiceAccounts and Roles that nothing in the input refers to,
//! where the input is said to be all there is. What other programs find by themselves is left alone: objects with
//! labels, types or owners that say whose they are, what is called after a custom resource, and what is named in the
//! arguments or variables of a container.
//!
//! ## Why is this bad
//! What nobody uses is still readable, mountable and billed: a forgotten Secret opens what it always did. Or somebody
//! meant it to be used, and misspelt it.
//!
//! ## Fix safety
//! There is no fix: only a person knows whether it is needed.
//!
//! ```yaml,bad,complete
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: old-settings, namespace: shop}
//! data: {mode: fast}
//! ```
//!
//! ```yaml,good,complete
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     envFrom: [{configMapRef: {name: settings}}]
//! ---
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: settings, namespace: shop}
//! data: {mode: fast}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Inventory, Object};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::text;
use crate::operations::usage::Usage;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS067",
        name: "unused-object",
        title: "Object that nothing uses",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-400")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

const KINDS: [(&str, &str); 5] = [
    ("", "ConfigMap"),
    ("", "Secret"),
    ("", "PersistentVolumeClaim"),
    ("", "ServiceAccount"),
    ("rbac.authorization.k8s.io", "Role"),
];

/// Names that Kubernetes itself looks for.
const OF_KUBERNETES: [&str; 4] =
    ["default", "extension-apiserver-authentication", "kube-root-ca.crt", "cluster-info"];

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    if !inventory.options().complete {
        return;
    }
    let usage = Usage::of(inventory);
    for (group, kind) in KINDS {
        for object in inventory.of_kind(group, kind) {
            if OF_KUBERNETES.contains(&object.name()) || is_found_by_others(object) || usage.has(object) {
                continue;
            }
            sinks.of(object).at(object.metadata().unwrap_or(object.root())).say(message!(
                "nothing uses {} `{}`",
                kind,
                object.name()
            ));
        }
    }
}

/// Sidecars of dashboards and controllers find objects by their labels; Secrets of a type of their own are for the
/// program that knows the type.
fn is_found_by_others(object: &Object) -> bool {
    const SHARED: &str = "app.kubernetes.io/";
    let labels = object.root().path(&["metadata", "labels"]).into_iter().flat_map(Node::entries);
    let own_labels = labels.into_iter().any(|label| {
        let key = label.name();
        !key.starts_with(SHARED)
            && !matches!(&*key, "app" | "chart" | "heritage" | "release" | "helm.sh/chart")
    });
    let kind = text(object.root(), "type");
    let own_type = !matches!(&*kind, "" | "Opaque" | "kubernetes.io/tls" | "kubernetes.io/dockerconfigjson");
    own_labels || own_type || object.owners().next().is_some()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_complete;

    #[test]
    fn names_labels_and_owners() {
        check_complete(
            "OPS067",
            r#"
apiVersion: v1
kind: Secret
metadata: {name: forgotten, namespace: shop}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS067: nothing uses Secret `forgotten`
---
apiVersion: v1
kind: ConfigMap
metadata: {name: dashboard, namespace: shop, labels: {grafana_dashboard: "1"}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: worker, namespace: shop}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: nobody, namespace: shop}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS067: nothing uses ServiceAccount `nobody`
---
apiVersion: v1
kind: Secret
metadata: {name: certificate, namespace: shop}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: named-in-a-flag, namespace: shop}
---
apiVersion: v1
kind: Pod
metadata: {name: worker, namespace: shop}
spec:
  serviceAccountName: worker
  containers: [{name: worker, args: [--configmap=named-in-a-flag]}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {tls: [{secretName: certificate}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: unbound, namespace: shop}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS067: nothing uses Role `unbound`
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: bound, namespace: shop}
---
apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: {name: alerts, namespace: shop}
---
apiVersion: v1
kind: Secret
metadata: {name: alertmanager-alerts, namespace: shop}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: bound, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: bound}
"#,
        );
    }
}
