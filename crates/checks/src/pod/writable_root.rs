//! ## What it does
//! Finds containers without `readOnlyRootFilesystem: true`. Windows pods and ephemeral containers are left alone.
//!
//! ## Why is this bad
//! Whoever breaks into the program can change it and lay down tools of their own, which stay until the container is
//! replaced. A root file system that cannot be written makes that hard.
//!
//! ## Fix safety
//! Needs evidence: a program that writes anywhere but to its volumes fails. An `emptyDir` at each such place keeps it working.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
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
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       readOnlyRootFilesystem: true
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::{ContainerRole, PodView};

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD024",
        name: "writable-root-filesystem",
        title: "Writable root file system",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Immutable container file systems"), cis("5.6.3")],
        peers: &[
            checkov("CKV_K8S_22"),
            kube_linter("no-read-only-root-fs"),
            kube_score("container-security-context-readonlyrootfilesystem"),
            kubeaudit("rootfs"),
            kubescape("C-0017"),
            polaris("notReadOnlyRootFilesystem"),
            trivy("KSV-0014"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    if pod.is_windows() {
        return;
    }
    for container in pod.containers().filter(|container| container.role() != ContainerRole::Ephemeral) {
        if container.effective().read_only_root_filesystem.value {
            continue;
        }
        sink.absent(container.node(), "securityContext.readOnlyRootFilesystem")
            .say(message!(
                "container `{}` can write to its own file system, and so can an intruder",
                container.name()
            ))
            .fix(
                "set readOnlyRootFilesystem: true",
                [Change::set(container.node(), "securityContext.readOnlyRootFilesystem", Value::Bool(true))],
            )
            .needs("that the container writes to its volumes only");
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn unset_null_and_false() {
        check(
            "POD024",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api}
#       ^^^^^^^^^^^ POD024: container `api` can write to its own file system, and so can an intruder
      - {name: ~, securityContext: null}
#                                  ^^^^ POD024: container `` can write to its own file system, and so can an intruder
      - {name: ~, securityContext: {readOnlyRootFilesystem: false}}
#                                                           ^^^^^ POD024: container `` can write to its own file system, and so can an intruder
      - {name: good, securityContext: {readOnlyRootFilesystem: true}}
",
        );
    }
}
