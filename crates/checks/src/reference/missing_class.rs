//! ## What it does
//! Finds names of PriorityClasses, RuntimeClasses, StorageClasses, IngressClasses and GatewayClasses that do not exist,
//! where the input is said to be all there is. Elsewhere it says nothing: classes are made by those who run the
//! cluster, not by those who use them.
//!
//! ## Why is this bad
//! Without its PriorityClass or RuntimeClass the API server refuses the pod; without its StorageClass a claim is never
//! bound; nobody serves an Ingress or Gateway of a class that does not exist.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad,complete
//! apiVersion: v1
//! kind: PersistentVolumeClaim
//! metadata: {name: data, namespace: shop}
//! spec: {storageClassName: fast, accessModes: [ReadWriteOnce]}
//! ```
//!
//! ```yaml,good,complete
//! apiVersion: v1
//! kind: PersistentVolumeClaim
//! metadata: {name: data, namespace: shop}
//! spec: {storageClassName: fast, accessModes: [ReadWriteOnce]}
//! ---
//! apiVersion: storage.k8s.io/v1
//! kind: StorageClass
//! metadata: {name: fast}
//! provisioner: ebs.csi.aws.com
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Inventory, Object, Presence};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::reference::backend::ingresses;
use crate::reference::gateway::GATEWAY;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF028",
        name: "missing-class",
        title: "Class that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    if !inventory.options().complete {
        return;
    }
    let mut judge = |object: &'a Object, node: Option<Node<'a>>, group: &str, kind: &str| {
        let Some((node, name)) = node.and_then(|node| Some((node, node.as_str()?))) else { return };
        if !name.is_empty() && matches!(inventory.presence(group, kind, None, &name), Presence::Missing) {
            sinks.of(object).at(node).say(message!("{} `{}` does not exist", kind, name));
        }
    };
    for pod in inventory.pods() {
        judge(pod.object(), pod.spec().get("priorityClassName"), "scheduling.k8s.io", "PriorityClass");
        judge(pod.object(), pod.spec().get("runtimeClassName"), "node.k8s.io", "RuntimeClass");
    }
    for claim in inventory.of_kind("", "PersistentVolumeClaim") {
        // A claim that names its volume uses the class only as a word that both have.
        let spec = claim.root().get("spec").filter(|spec| spec.get("volumeName").is_none());
        judge(claim, spec.and_then(|spec| spec.get("storageClassName")), "storage.k8s.io", "StorageClass");
    }
    for set in inventory.of_kind("apps", "StatefulSet") {
        for claim in set.root().get("spec").into_iter().flat_map(|spec| items(spec, "volumeClaimTemplates")) {
            judge(set, claim.path(&["spec", "storageClassName"]), "storage.k8s.io", "StorageClass");
        }
    }
    for ingress in ingresses(inventory) {
        let class = ingress.root().path(&["spec", "ingressClassName"]);
        judge(ingress, class, "networking.k8s.io", "IngressClass");
    }
    for gateway in inventory.of_kind(GATEWAY, "Gateway") {
        judge(gateway, gateway.root().path(&["spec", "gatewayClassName"]), GATEWAY, "GatewayClass");
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_complete;

    #[test]
    fn of_every_kind() {
        check_complete(
            "REF028",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec: {priorityClassName: urgent, containers: [{name: api}]}
#                         ^^^^^^ REF028: PriorityClass `urgent` does not exist
---
apiVersion: v1
kind: Pod
metadata: {name: node, namespace: shop}
spec: {priorityClassName: system-node-critical, runtimeClassName: gvisor, containers: [{name: node}]}
#                                                                 ^^^^^^ REF028: RuntimeClass `gvisor` does not exist
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: fast}}]
#                                                                          ^^^^ REF028: StorageClass `fast` does not exist
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {ingressClassName: nginx}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: nginx}
",
        );
    }
}
