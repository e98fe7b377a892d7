//! ## What it does
//! Finds pods into which Kubernetes mounts the token of their ServiceAccount although no binding in the input grants that
//! ServiceAccount anything. The pod's `automountServiceAccountToken` counts, then the ServiceAccount's, then the default,
//! which is true. Pods of the default ServiceAccount are the matter of `POD026`.
//!
//! ## Why is this bad
//! The token opens the API server, as far as anybody may go who is logged in, to whoever reads a file of the container. A
//! program that does not talk to the API server is better off without.
//!
//! ## Fix safety
//! Needs evidence: a program that does talk to the API server cannot any more.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   serviceAccountName: api
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   serviceAccountName: api
//!   automountServiceAccountToken: false
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::pod::token::{FIELD, token_is_mounted};
use crate::rbac::rights::Rights;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD025",
        name: "needless-token",
        title: "API token that nothing uses",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Protecting Pod service account tokens"), cis("5.1.6"), mitre("T1528")],
        peers: &[
            checkov("CKV_K8S_38"),
            kubeaudit("asat"),
            kubescape("C-0034"),
            kubescape("C-0190"),
            kubescape("C-0261"),
            polaris("automountServiceAccountToken"),
            popeye("POP-301"),
            popeye("POP-303"),
            trivy("KSV-0036"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Rights(judge),
};

fn judge<'a>(rights: &Rights<'a>, sinks: &mut Sinks<'a>) {
    let inventory = rights.inventory;
    for pod in inventory.pods().filter(|pod| token_is_mounted(inventory, *pod)) {
        let account = pod.service_account();
        let namespace = pod.object().namespace();
        if account == "default" || rights.gives_anything(namespace, &account) {
            continue;
        }
        sinks
            .of(pod.object())
            .absent(pod.spec(), FIELD)
            .say(message!(
                "the token of ServiceAccount `{}` is mounted, but no binding in the input grants it anything",
                account
            ))
            .fix(
                "set automountServiceAccountToken: false",
                [Change::set(pod.spec(), FIELD, Value::Bool(false))],
            )
            .needs("that no program of the pod talks to the API server");
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn pod_before_account_before_default() {
        check(
            "POD025",
            r"
apiVersion: v1
kind: ServiceAccount
metadata: {name: quiet, namespace: shop}
automountServiceAccountToken: false
---
apiVersion: v1
kind: Pod
metadata: {name: one, namespace: shop}
spec:
  serviceAccountName: quiet
  containers: [{name: one}]
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop}
spec:
  serviceAccountName: quiet
  automountServiceAccountToken: true
#                               ^^^^ POD025: the token of ServiceAccount `quiet` is mounted, but no binding in the input grants it anything
  containers: [{name: two}]
---
apiVersion: v1
kind: Pod
metadata: {name: three, namespace: shop}
spec: {serviceAccountName: bound, containers: [{name: three}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: bound, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: ServiceAccount, name: bound}]
",
        );
    }
}
