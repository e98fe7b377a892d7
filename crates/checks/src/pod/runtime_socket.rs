//! ## What it does
//! Finds `hostPath` volumes that are, or hold, the socket of a container runtime: Docker, containerd, CRI-O, cri-dockerd.
//!
//! ## Why is this bad
//! Whoever can write to the socket starts containers on the node past the API server: privileged, with the node's disk, seen
//! by no policy. That is root on the node, however harmless the pod looks otherwise. A mount that can only be read does not
//! help: a socket is written through it all the same.
//!
//! ## Fix safety
//! There is no fix: builds work without the runtime (BuildKit rootless, Kaniko), monitoring by the kubelet's own metrics.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   volumes:
//!   - name: docker
//!     hostPath: {path: /var/run/docker.sock}
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
//!   - name: docker
//!     emptyDir: {}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Severity, message};
use model::PodView;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::pod::path::normal;
use crate::sink::Sink;

/// Where runtimes listen, by the documentation of each, without `/var` in front of `/run`: most nodes link one to the other.
const SOCKETS: [&str; 6] = [
    "/run/docker.sock",
    "/run/containerd/containerd.sock",
    "/run/k3s/containerd/containerd.sock",
    "/run/crio/crio.sock",
    "/run/cri-dockerd.sock",
    "/run/podman/podman.sock",
];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD027",
        name: "runtime-socket",
        title: "Socket of the container runtime mounted",
        severity: Severity::Critical,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Pod security enforcement"), mitre("T1611"), mitre("T1610")],
        peers: &[
            checkov("CKV_K8S_27"),
            kube_linter("docker-sock"),
            kubeaudit("mounts"),
            kubescape("C-0074"),
            trivy("KSV-0006"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    for volume in pod.volumes() {
        let Some(node) = volume.node.path(&["hostPath", "path"]) else { continue };
        let Some(path) = node.as_str() else { continue };
        let plain = normal(&path);
        let own = plain.strip_prefix("/var").filter(|rest| rest.starts_with("/run/")).unwrap_or(&plain);
        // The folders `/run` and `/var/run` hold them all.
        let holds = own == "/run" || plain == "/var/run";
        let is = |socket: &&str| {
            *socket == own || socket.strip_prefix(own).is_some_and(|rest| rest.starts_with('/'))
        };
        if holds || (own.len() > 1 && SOCKETS.iter().any(is)) {
            sink.at(node).say(message!(
                "volume `{}` gives away the socket of the node's container runtime, and with it root on the node",
                volume.name()
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn sockets_and_their_folders() {
        check(
            "POD027",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      volumes:
      - {name: docker, hostPath: {path: /var/run//docker.sock}}
#                                       ^^^^^^^^^^^^^^^^^^^^^ POD027: volume `docker` gives away the socket of the node's container runtime, and with it root on the node
      - {name: folder, hostPath: {path: /run/containerd/}}
#                                       ^^^^^^^^^^^^^^^^ POD027: volume `folder` gives away the socket of the node's container runtime, and with it root on the node
      - {name: run, hostPath: {path: /var/run}}
#                                    ^^^^^^^^ POD027: volume `run` gives away the socket of the node's container runtime, and with it root on the node
      - {name: other, hostPath: {path: /run/dockershim}}
      - {name: logs, hostPath: {path: /var/log}}
      containers: [{name: api}]
",
        );
    }
}
