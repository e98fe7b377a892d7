//! ## What it does
//! Finds pods and workloads in the namespace `kube-system` or `kube-public` that are not known to belong to the
//! cluster: DNS, proxy, control plane, network, storage and metrics components are left alone.
//!
//! ## Why is this bad
//! Whoever works there stands beside the credentials of the cluster's own components; policies and quotas leave the
//! namespace alone, and people with rights for one application get them for all.
//!
//! ## Fix safety
//! There is no fix: a namespace of its own has to be made first.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: shop, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: shop
//!     image: registry.example/shop:1.4
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: shop, namespace: shop}
//! spec:
//!   containers:
//!   - name: shop
//!     image: registry.example/shop:1.4
//! ```

use finding::{Rule, Severity, message};
use model::PodView;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NSP007",
        name: "workload-in-system-namespace",
        title: "Workload among the cluster's own",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Namespaces")],
        peers: &[trivy("KSV-0037")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

/// Words in the names of what a cluster is made of.
const OF_THE_CLUSTER: [&str; 24] = [
    "antrea",
    "autoscaler",
    "aws-node",
    "azure-",
    "calico",
    "cilium",
    "cloud-controller",
    "cni",
    "coredns",
    "csi",
    "dns",
    "ebs-",
    "etcd",
    "flannel",
    "gke-",
    "konnectivity",
    "kube-",
    "kubelet",
    "local-path",
    "metrics-server",
    "node-",
    "provisioner",
    "snapshot",
    "weave",
];

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    let object = pod.object();
    let Some(namespace) = object.namespace().filter(|own| matches!(*own, "kube-system" | "kube-public"))
    else {
        return;
    };
    if OF_THE_CLUSTER.iter().any(|word| object.name().contains(word)) {
        return;
    }
    let Some(metadata) = object.metadata() else { return };
    sink.absent(metadata, "namespace").say(message!(
        "{} `{}` stands among the components of the cluster, in `{}`",
        object.kind(),
        object.name(),
        namespace
    ));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn strangers_only() {
        check(
            "NSP007",
            r"
apiVersion: v1
kind: Pod
metadata: {name: shop, namespace: kube-system}
#                                 ^^^^^^^^^^^ NSP007: Pod `shop` stands among the components of the cluster, in `kube-system`
spec: {containers: [{name: shop}]}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: kube-proxy, namespace: kube-system}
spec: {template: {spec: {containers: [{name: proxy}]}}}
",
        );
    }
}
