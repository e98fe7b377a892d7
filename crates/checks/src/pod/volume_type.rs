//! ## What it does
//! Finds volumes of another type than `configMap`, `csi`, `downwardAPI`, `emptyDir`, `ephemeral`, `image`,
//! `persistentVolumeClaim`, `projected` and `secret`. The verdict is that of the control "Volume Types" of the restricted Pod
//! Security Standard; paths of the node are the matter of `POD006`.
//!
//! ## Why is this bad
//! Such volumes name their storage, and often its credentials, in the pod: whoever may create pods reaches any storage
//! that the nodes reach. Most of these types have been removed from Kubernetes.
//!
//! ## Fix safety
//! There is no fix: a claim with a PersistentVolume that an administrator made stands in its place.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   volumes:
//!   - name: data
//!     nfs: {server: files.example, path: /data}
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
//!   volumes:
//!   - name: data
//!     persistentVolumeClaim: {claimName: data}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::PodView;
use podsecurity::Violation;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD022",
        name: "restricted-volume-type",
        title: "Volume of a type beyond the harmless ones",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[pss_restricted("Volume Types"), nsa_cisa("Pod security enforcement")],
        peers: &[kubescape("C-0212"), trivy("KSV-0028"), trivy("KSV-0121")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("restrictedVolumes", judge),
};

fn judge<'a>(pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let volume = pod.volumes().find(|volume| volume.node.contains(cause.node));
        let name = volume.map(|volume| volume.name()).unwrap_or_default();
        let kind = cause.node.key().and_then(Node::as_str);
        sink.cause(cause).say(match kind {
            Some(kind) => {
                message!(
                    "volume `{}` is of the type `{}`: whoever creates pods reaches any such storage",
                    name,
                    kind
                )
            }
            None => message!("volume `{}` is of no type that Pod Security knows", name),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn beyond_the_harmless_ones() {
        check(
            "POD022",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      volumes:
      - {name: files, nfs: {server: files.example, path: /}}
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ POD022: volume `files` is of the type `nfs`: whoever creates pods reaches any such storage
      - {name: node, hostPath: {path: /var/log}}
      - {name: nothing}
#       ^^^^^^^^^^^^^^^ POD022: volume `nothing` is of no type that Pod Security knows
      containers: [{name: api}]
",
        );
    }
}
