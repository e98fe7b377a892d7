//! ## What it does
//! Finds `volumeMounts` of a volume that neither `volumes` nor, in a StatefulSet, `volumeClaimTemplates` has; in the
//! kinds of Kubernetes itself.
//!
//! ## Why is this bad
//! The API server refuses the Pod.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was to be mounted.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     volumeMounts: [{name: cache, mountPath: /cache}]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   volumes: [{name: cache, emptyDir: {}}]
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     volumeMounts: [{name: cache, mountPath: /cache}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::PodView;

use crate::check::{Check, Judge};
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::operations::workload::is_built_in;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS012",
        name: "missing-volume",
        title: "Mount of a volume that the pod does not have",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let Some(mounts) = container.volume_mounts else { return };
    if !is_built_in(container.pod()) {
        return;
    }
    for mount in mounts.items() {
        let Some(node) = mount.get("name") else { continue };
        let Some(name) = node.as_str().filter(|name| !name.is_empty()) else { continue };
        if !has_volume(container.pod(), &name) {
            sink.at(node).say(message!(
                "container `{}` mounts volume `{}`, which the pod does not have, so the API server refuses it",
                container.name(),
                name
            ));
        }
    }
}

fn has_volume(pod: PodView<'_>, name: &str) -> bool {
    let is = |node: Option<Node<'_>>| node.and_then(Node::as_str).is_some_and(|own| own == name);
    let claims =
        || pod.object().root().path(&["spec", "volumeClaimTemplates"]).into_iter().flat_map(Node::items);
    pod.volumes().any(|volume| is(volume.node.get("name")))
        || claims().any(|claim| is(claim.path(&["metadata", "name"])))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn volumes_and_claim_templates() {
        check(
            "OPS012",
            r"
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  volumeClaimTemplates: [{metadata: {name: data}}]
  template:
    spec:
      volumes: [{name: tmp, emptyDir: {}}]
      containers:
      - name: db
        volumeMounts:
        - {name: data, mountPath: /data}
        - {name: tmp, mountPath: /tmp}
        - {name: conf, mountPath: /etc/db}
#                ^^^^ OPS012: container `db` mounts volume `conf`, which the pod does not have, so the API server refuses it
",
        );
    }
}
