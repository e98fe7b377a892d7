//! ## What it does
//! Finds volumes of the type `hostPath`. The verdict is that of the control "HostPath Volumes" of the baseline Pod Security
//! Standard.
//!
//! ## Why is this bad
//! The pod reads, and unless every mount says otherwise writes, files of its node: credentials of the kubelet, files of
//! other pods, or what the node runs at its next start. A mount that is only meant to be read gives away what is read.
//!
//! ## Fix safety
//! There is no fix: what the pod needs from the node decides what stands in its place (an `emptyDir`, a claim, a
//! ConfigMap, the downward API).
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   volumes:
//!   - name: logs
//!     hostPath: {path: /var/log}
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
//!   - name: logs
//!     emptyDir: {}
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
use crate::context::WAY_TO_THE_NODE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD006",
        name: "host-path-volume",
        title: "Path of the node mounted",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[
            pss_baseline("HostPath Volumes"),
            nsa_cisa("Pod security enforcement"),
            cis("5.2.11"),
            mitre("T1611"),
        ],
        peers: &[
            kubeaudit("mounts"),
            kube_linter("sensitive-host-mounts"),
            kubescape("C-0045"),
            kubescape("C-0048"),
            kubescape("C-0203"),
            polaris("hostPathSet"),
            trivy("KSV-0023"),
        ],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::PodSecurity("hostPathVolumes", judge),
};

fn judge<'a>(pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let volume = pod.volumes().find(|volume| volume.node.contains(cause.node));
        let name = volume.map(|volume| volume.name()).unwrap_or_default();
        let path = cause.node.get("path").and_then(Node::as_str).unwrap_or_default();
        sink.at(cause.node).say(message!(
            "volume `{}` is the path `{}` of the node, which the pod should know nothing of",
            name,
            path
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn a_path_of_the_node() {
        check(
            "POD006",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      volumes:
      - name: logs
        hostPath: {path: /var/log}
#                 ^^^^^^^^^^^^^^^^ POD006: volume `logs` is the path `/var/log` of the node, which the pod should know nothing of
      - {name: scratch, emptyDir: {}}
      containers: [{name: api}]
",
        );
    }
}
