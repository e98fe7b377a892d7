//! ## What it does
//! Finds pods and workloads in the namespace `default`: named there, or put there by `--namespace default`. A manifest
//! without a namespace is left alone: nobody knows yet where it goes.
//!
//! ## Why is this bad
//! Rights, policies and quotas are given by namespace. What lands in `default` together shares them all, and whatever forgets
//! to name a namespace lands there too.
//!
//! ## Fix safety
//! There is no fix: a namespace of its own has to be made first.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: default}
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
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Severity, message};
use model::PodView;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NSP002",
        name: "default-namespace",
        title: "Workload in the namespace `default`",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Namespaces"), cis("5.6.4")],
        peers: &[
            checkov("CKV_K8S_21"),
            kube_linter("use-namespace"),
            kubescape("C-0061"),
            kubescape("C-0212"),
            trivy("KSV-0110"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    let object = pod.object();
    if object.namespace() != Some("default") {
        return;
    }
    let Some(metadata) = object.metadata() else { return };
    sink.absent(metadata, "namespace").say(message!(
        "{} `{}` shares the namespace `default` with whatever forgot to name one",
        object.kind(),
        object.name()
    ));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn named_there() {
        check(
            "NSP002",
            r"
apiVersion: v1
kind: Pod
metadata: {name: one, namespace: default}
#                                ^^^^^^^ NSP002: Pod `one` shares the namespace `default` with whatever forgot to name one
spec: {containers: [{name: one}]}
---
apiVersion: v1
kind: Pod
metadata: {name: two}
spec: {containers: [{name: two}]}
",
        );
    }
}
