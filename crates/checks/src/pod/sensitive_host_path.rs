//! ## What it does
//! Finds `hostPath` volumes of places that give away the node: its root, `/etc`, `/root`, `/proc`, `/boot`, `/dev`, the folders of its
//! programs, of its kubelet, its container runtime, and of etcd.
//!
//! ## Why is this bad
//! There stand the credentials of the node and of the control plane, the Secrets of all its pods, and the programs that it
//! runs. To read them is to become the node; to write them, too. It is less bad where every mount is read-only, and less
//! still where no container that mounts it runs as root: what matters is readable by root alone.
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
use manifest::Node;
use model::{PodView, Volume};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::WAY_TO_THE_NODE;
use crate::pod::path::normal;
use crate::pod::user::may_be_root;
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
            let said = sink.at(node).say(message!(
                "volume `{}` is `{}` of the node, where its credentials or its programs stand",
                volume.name(),
                path
            ));
            if let Some((severity, why)) = ceiling(pod, volume, &plain) {
                said.at_most(severity, why);
            }
        }
    }
}

/// What keeps it from giving away the node at once.
fn ceiling(pod: PodView<'_>, volume: Volume<'_>, path: &str) -> Option<(Severity, &'static str)> {
    let name = volume.name();
    let is_meant = |mount: &Node<'_>| mount.get("name").and_then(Node::as_str).is_some_and(|own| own == name);
    let users: Vec<(bool, Vec<Node<'_>>)> = pod
        .containers()
        .map(|container| {
            let mounts = container.node().get("volumeMounts").into_iter().flat_map(Node::items);
            (may_be_root(container), mounts.filter(is_meant).collect())
        })
        .collect();
    let used = |(_, mounts): &&(bool, Vec<Node<'_>>)| !mounts.is_empty();
    let is_writable = |mount: &Node<'_>| mount.get("readOnly").and_then(Node::as_bool) != Some(true);
    if users.iter().filter(used).all(|(is_root, _)| !is_root) {
        return Some((Severity::Medium, "no container that mounts it runs as root"));
    }
    if !users.iter().any(|(_, mounts)| mounts.iter().any(is_writable)) {
        return Some((Severity::High, "every mount of it is read-only"));
    }
    NETWORK_PLUGIN
        .contains(&path)
        .then_some((Severity::High, "it is where network plugins install themselves"))
}

/// Where a network plugin has to write.
const NETWORK_PLUGIN: [&str; 2] = ["/opt/cni/bin", "/etc/cni/net.d"];

#[cfg(test)]
mod tests {
    use finding::Severity;

    use crate::fixture::{check, severities};

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

    #[test]
    fn who_mounts_it_and_how() {
        let severity = |path: &str, mount: &str, context: &str| {
            severities(
                "POD029",
                &format!(
                    "apiVersion: v1\nkind: Pod\nmetadata: {{name: a, namespace: b}}\nspec:\n  volumes: [{{name: v, hostPath: {{path: {path}}}}}]\n  containers: [{{name: a, securityContext: {context}, volumeMounts: [{{name: v, mountPath: /v{mount}}}]}}]\n"
                ),
            )
        };
        assert_eq!(severity("/", "", "{}"), [Severity::Critical]);
        assert_eq!(severity("/", ", readOnly: true", "{}"), [Severity::High]);
        assert_eq!(severity("/proc", ", readOnly: true", "{runAsUser: 65534}"), [Severity::Medium]);
        assert_eq!(severity("/opt/cni/bin", "", "{}"), [Severity::High]);
    }
}
