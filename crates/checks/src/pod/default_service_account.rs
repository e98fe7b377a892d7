//! ## What it does
//! Finds pods that run as the ServiceAccount `default` of their namespace and have its token mounted.
//!
//! ## Why is this bad
//! All pods that name no ServiceAccount share it: what one of them is granted, all of them may do, also those that come
//! later. And nobody can tell from the API server's log which of them did it.
//!
//! ## Fix safety
//! There is no fix: make a ServiceAccount for the program, or set `automountServiceAccountToken: false` where it needs none.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
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
//!   automountServiceAccountToken: false
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::Message;
use finding::{Rule, Severity};
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::pod::token::token_is_mounted;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD026",
        name: "default-service-account",
        title: "Pod uses the default ServiceAccount",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Protecting Pod service account tokens"), cis("5.1.5"), mitre("T1528")],
        peers: &[
            checkov("CKV_K8S_41"),
            checkov("CKV_K8S_42"),
            kube_linter("default-service-account"),
            kubescape("C-0189"),
            popeye("POP-300"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for pod in inventory.pods().filter(|pod| token_is_mounted(inventory, *pod)) {
        if pod.service_account() == "default" {
            sinks.of(pod.object()).absent(pod.spec(), "serviceAccountName").say(Message::fixed(
                "the pod holds the token of the ServiceAccount `default`, which it shares with every pod that names none",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn named_or_not() {
        check(
            "POD026",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers: [{name: api}]
#     ^^^^^^^^^^^^^^^^^^^^^^^^^ POD026: the pod holds the token of the ServiceAccount `default`, which it shares with every pod that names none
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop}
spec:
  serviceAccountName: default
#                     ^^^^^^^ POD026: the pod holds the token of the ServiceAccount `default`, which it shares with every pod that names none
  containers: [{name: two}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: default, namespace: quiet}
automountServiceAccountToken: false
---
apiVersion: v1
kind: Pod
metadata: {name: three, namespace: quiet}
spec: {containers: [{name: three}]}
",
        );
    }
}
