//! ## What it does
//! Finds containers with two `volumeMounts` of one `mountPath`.
//!
//! ## Why is this bad
//! The API server refuses the Pod.
//!
//! ## Fix safety
//! There is no fix: only a person knows which of them is wrong.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   volumes: [{name: a, emptyDir: {}}, {name: b, emptyDir: {}}]
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     volumeMounts:
//!     - {name: a, mountPath: /etc/api}
//!     - {name: b, mountPath: /etc/api}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   volumes: [{name: a, emptyDir: {}}, {name: b, emptyDir: {}}]
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     volumeMounts:
//!     - {name: a, mountPath: /etc/api}
//!     - {name: b, mountPath: /etc/api/more}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::operations::repeated::repeated;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS047",
        name: "duplicate-mount-path",
        title: "Two volumes mounted at one path",
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
    repeated(
        || mounts.items(),
        "mountPath",
        |node, path| {
            sink.at(node).say(message!(
                "container `{}` mounts two volumes at `{}`, so the API server refuses it",
                container.name(),
                path
            ));
        },
    );
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn within_a_container() {
        check(
            "OPS047",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - name: api
    volumeMounts: [{mountPath: /a}, {mountPath: /b}, {mountPath: /a}]
#                                                                ^^ OPS047: container `api` mounts two volumes at `/a`, so the API server refuses it
  - name: other
    volumeMounts: [{mountPath: /a}]
",
        );
    }
}
