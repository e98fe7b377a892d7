//! ## What it does
//! Finds pods that tolerate the taint of the nodes of the control plane. DaemonSets and the namespace `kube-system` are
//! left alone.
//!
//! ## Why is this bad
//! Whoever gets out of a container there is beside etcd and the keys of the cluster: the cluster is theirs, not one
//! node of it.
//!
//! ## Fix safety
//! Breaking: where there are no other nodes the Pod cannot run.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   tolerations:
//!   - {key: node-role.kubernetes.io/control-plane, operator: Exists}
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
//!   tolerations:
//!   - {key: gpu, operator: Exists}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Message, Rule, Severity};
use manifest::Node;
use model::PodView;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD040",
        name: "control-plane-toleration",
        title: "Pod that may run on the control plane",
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

/// The taints of the nodes of the control plane, now and before Kubernetes 1.25.
const TAINTS: [&str; 2] = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    // What runs on every node runs there, too; the cluster's own components belong there.
    if pod.object().is("apps", "DaemonSet") || pod.object().namespace() == Some("kube-system") {
        return;
    }
    for item in pod.spec().get("tolerations").into_iter().flat_map(Node::items) {
        let key = item.get("key").filter(|key| !key.is_null());
        let Some(key) = key else { continue };
        if key.as_str().is_some_and(|key| TAINTS.contains(&&*key)) {
            sink.at(key).say(Message::fixed(
                "the pod may run on nodes of the control plane, next to the keys of the cluster",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn but_not_what_runs_everywhere() {
        check(
            "POD040",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      tolerations:
      - {key: node-role.kubernetes.io/control-plane, effect: NoSchedule}
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ POD040: the pod may run on nodes of the control plane, next to the keys of the cluster
      - {key: gpu}
      containers: [{name: api}]
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: shop}
spec:
  template:
    spec:
      tolerations: [{key: node-role.kubernetes.io/control-plane}]
      containers: [{name: api}]
",
        );
    }
}
