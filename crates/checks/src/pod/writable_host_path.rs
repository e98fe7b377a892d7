//! ## What it does
//! Finds mounts of `hostPath` volumes that are not `readOnly: true`.
//!
//! ## Why is this bad
//! What a container writes there, the node and other pods read: a file of the right name is code that the node runs, or a
//! link that leads to any file of it.
//!
//! ## Fix safety
//! Needs evidence: a program that writes there fails.
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
//!     volumeMounts:
//!     - {name: logs, mountPath: /logs}
//! ```
//!
//! ```yaml,good
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
//!     volumeMounts:
//!     - {name: logs, mountPath: /logs, readOnly: true}
//! ```

use std::borrow::Cow;

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::PodView;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::WAY_TO_THE_NODE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD028",
        name: "writable-host-path",
        title: "Path of the node mounted for writing",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[pss_baseline("HostPath Volumes"), nsa_cisa("Pod security enforcement"), mitre("T1611")],
        peers: &[kube_linter("writable-host-mount"), kubescape("C-0045")],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    let paths: Vec<(Cow<'a, str>, Cow<'a, str>)> = pod
        .volumes()
        .filter_map(|volume| Some((volume.name(), volume.node.path(&["hostPath", "path"])?.as_str()?)))
        .collect();
    if paths.is_empty() {
        return;
    }
    for container in pod.containers() {
        for mount in container.node().get("volumeMounts").into_iter().flat_map(Node::items) {
            let name = mount.get("name").and_then(Node::as_str).unwrap_or_default();
            let Some((_, path)) = paths.iter().find(|(volume, _)| *volume == name) else { continue };
            if mount.get("readOnly").and_then(Node::as_bool) == Some(true) {
                continue;
            }
            sink.absent(mount, "readOnly")
                .say(message!(
                    "container `{}` can write to the path `{}` of its node",
                    container.name(),
                    path
                ))
                .fix("set readOnly: true", [Change::set(mount, "readOnly", Value::Bool(true))])
                .needs("that the container only reads there");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn unset_and_false() {
        check(
            "POD028",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      volumes:
      - {name: logs, hostPath: {path: /var/log}}
      - {name: scratch, emptyDir: {}}
      containers:
      - name: api
        volumeMounts:
        - {name: logs, mountPath: /a}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ POD028: container `api` can write to the path `/var/log` of its node
        - {name: logs, mountPath: /b, readOnly: false}
#                                               ^^^^^ POD028: container `api` can write to the path `/var/log` of its node
        - {name: logs, mountPath: /c, readOnly: true}
        - {name: scratch, mountPath: /d}
",
        );
    }
}
