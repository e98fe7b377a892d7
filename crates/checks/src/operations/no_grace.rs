//! ## What it does
//! Finds pods with `terminationGracePeriodSeconds: 0`.
//!
//! ## Why is this bad
//! The Pod vanishes from the API at once, and nobody waits for the kubelet: the program has no time to finish, and may
//! still run while its successor starts. For a StatefulSet that can mean two writers of one volume.
//!
//! ## Fix safety
//! There is no fix: how long it takes to finish only a person knows; the default is 30.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   terminationGracePeriodSeconds: 0
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
//!   terminationGracePeriodSeconds: 10
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Message, Rule, Severity};
use model::PodView;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS040",
        name: "no-termination-grace",
        title: "Pod that is killed at once",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    let Some(node) = pod.spec().get("terminationGracePeriodSeconds") else { return };
    if node.as_i64() == Some(0) {
        sink.at(node).say(Message::fixed(
            "the pod is deleted without waiting for its containers to end: they may still run when its successor starts",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn zero() {
        check(
            "OPS040",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  terminationGracePeriodSeconds: 0
#                                ^ OPS040: the pod is deleted without waiting for its containers to end: they may still run when its successor starts
  containers: [{name: api}]
",
        );
    }
}
