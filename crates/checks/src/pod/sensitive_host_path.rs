//! ## What it does
//! Finds `hostPath` volumes of places that give away the node: its root, `/etc`, `/root`, `/proc`, `/boot`, `/dev`, the folders of its
//! programs, of its kubelet, its container runtime, and of etcd.
//!
//! ## Why is this bad
//! There stand the credentials of the node and of the control plane, the Secrets of all its pods, and the programs that it
//! runs. To read them is to become the node; to write them, too.
//!
//! ## Fix safety
//! There is no fix: what the pod needs from the node decides what stands in its place.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   volumes:
//!   - name: root
//!     hostPath: {path: /}
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
//!     hostPath: {path: /var/log/pods}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Severity, message};
use model::PodView;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::WAY_TO_THE_NODE;
use crate::pod::path::normal;
use crate::sink::Sink;

/// Places whose content, read or written, is the node's identity, its programs, or everybody's Secrets. What is below
/// them counts too.
const PLACES: [&str; 15] = [
    "/bin",
    "/boot",
    "/dev",
    "/etc",
    "/lib",
    "/lib64",
    "/opt/cni/bin",
    "/proc",
    "/root",
    "/sbin",
    "/usr",
    "/var/lib/containerd",
    "/var/lib/docker",
    "/var/lib/etcd",
    "/var/lib/kubelet",
];

/// What stands below one of these places and gives nothing away.
const HARMLESS: [&str; 8] = [
    "/dev/null",
    "/etc/localtime",
    "/etc/machine-id",
    "/etc/os-release",
    "/usr/lib/os-release",
    "/usr/share/zoneinfo",
    "/lib/modules",
    "/usr/src",
];

/// Folders that hold one of these places among others.
const HOLDERS: [&str; 3] = ["/", "/var", "/var/lib"];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD029",
        name: "sensitive-host-path",
        title: "Path of the node that gives it away",
        severity: Severity::Critical,
        fix: None,
        since: "0.1",
        frameworks: &[pss_baseline("HostPath Volumes"), nsa_cisa("Pod security enforcement"), mitre("T1611")],
        peers: &[
            kube_linter("sensitive-host-mounts"),
            kubeaudit("mounts"),
            kubescape("C-0020"),
            trivy("KSV-0007"),
        ],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    for volume in pod.volumes() {
        let Some(node) = volume.node.path(&["hostPath", "path"]) else { continue };
        let Some(path) = node.as_str() else { continue };
        let plain = normal(&path);
        let below = |place: &&str| {
            plain.strip_prefix(*place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let gives_away =
            HOLDERS.contains(&&*plain) || PLACES.iter().any(below) && !HARMLESS.iter().any(below);
        if gives_away {
            sink.at(node).say(message!(
                "volume `{}` is `{}` of the node, where its credentials or its programs stand",
                volume.name(),
                path
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn places_that_give_the_node_away() {
        check(
            "POD029",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      volumes:
      - {name: root, hostPath: {path: /}}
#                                     ^ POD029: volume `root` is `/` of the node, where its credentials or its programs stand
      - {name: kubelet, hostPath: {path: /var/lib/kubelet/pods/}}
#                                        ^^^^^^^^^^^^^^^^^^^^^^ POD029: volume `kubelet` is `/var/lib/kubelet/pods/` of the node, where its credentials or its programs stand
      - {name: time, hostPath: {path: /etc/localtime}}
      - {name: devices, hostPath: {path: /development}}
      containers: [{name: api}]
",
        );
    }
}
