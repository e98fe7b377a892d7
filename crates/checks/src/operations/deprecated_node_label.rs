//! ## What it does
//! Finds node selectors, affinities and spread constraints that name labels of nodes which Kubernetes replaced: those
//! with `beta` in them, and `node-role.kubernetes.io/master`.
//!
//! ## Why is this bad
//! A node without the label is no choice for the scheduler: the Pods stay pending. (kubeadm took `master` away in 1.24;
//! the others are set until their removal.)
//!
//! ## Fix safety
//! There is no fix: old nodes may not have the new label yet.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   nodeSelector: {beta.kubernetes.io/os: linux}
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
//!   nodeSelector: {kubernetes.io/os: linux}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::PodView;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS019",
        name: "deprecated-node-label",
        title: "Label that nodes lose, or have lost",
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

/// Labels of nodes that Kubernetes gave up, and what they are called now.
const RENAMED: [(&str, &str); 6] = [
    ("beta.kubernetes.io/arch", "kubernetes.io/arch"),
    ("beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type"),
    ("beta.kubernetes.io/os", "kubernetes.io/os"),
    ("failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"),
    ("failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"),
    ("node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"),
];

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    for entry in pod.spec().get("nodeSelector").into_iter().flat_map(Node::entries) {
        say(entry.key, &entry.name(), sink);
    }
    for constraint in pod.spec().get("topologySpreadConstraints").into_iter().flat_map(Node::items) {
        named(constraint, "topologyKey", sink);
    }
    if let Some(affinity) = pod.spec().get("affinity") {
        below(affinity, sink);
    }
}

/// The keys in an affinity, however deep.
fn below<'a>(node: Node<'a>, sink: &mut Sink<'a>) {
    named(node, "key", sink);
    named(node, "topologyKey", sink);
    node.entries().for_each(|entry| below(entry.value, sink));
    node.items().for_each(|item| below(item, sink));
}

fn named<'a>(mapping: Node<'a>, field: &str, sink: &mut Sink<'a>) {
    let Some(node) = mapping.get(field) else { return };
    if let Some(name) = node.as_str() {
        say(node, &name, sink);
    }
}

fn say<'a>(node: Node<'a>, name: &str, sink: &mut Sink<'a>) {
    if let Some((old, new)) = RENAMED.iter().find(|(old, _)| *old == name) {
        sink.at(node).say(message!(
            "nodes have the label `{}` for a while yet, or no more: it is `{}` now",
            old,
            new
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn wherever_nodes_are_chosen() {
        check(
            "OPS019",
            r#"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  nodeSelector:
    node-role.kubernetes.io/master: ""
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS019: nodes have the label `node-role.kubernetes.io/master` for a while yet, or no more: it is `node-role.kubernetes.io/control-plane` now
  topologySpreadConstraints:
  - {topologyKey: topology.kubernetes.io/zone}
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
        - matchExpressions: [{key: beta.kubernetes.io/arch, operator: In, values: [amd64]}]
#                                  ^^^^^^^^^^^^^^^^^^^^^^^ OPS019: nodes have the label `beta.kubernetes.io/arch` for a while yet, or no more: it is `kubernetes.io/arch` now
  containers: [{name: api}]
"#,
        );
    }
}
