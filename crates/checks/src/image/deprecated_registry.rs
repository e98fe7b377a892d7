//! ## What it does
//! Finds images from `k8s.gcr.io`, `gcr.io/google-containers` and `gcr.io/google_containers`.
//!
//! ## Why is this bad
//! The Kubernetes project froze that registry in April 2023: no fix of a vulnerability arrives there, and it may vanish any day.
//!
//! ## Fix safety
//! Needs evidence: `registry.k8s.io` has the same images by the same names, if nodes may reach it.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: k8s.gcr.io/pause:3.9
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.k8s.io/pause:3.10
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

/// The old names of the registry, each with its slash.
const OLD: [&str; 3] = ["k8s.gcr.io/", "gcr.io/google-containers/", "gcr.io/google_containers/"];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "IMG004",
        name: "deprecated-registry",
        title: "Image from the frozen registry of Kubernetes",
        severity: Severity::Medium,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Building secure container images")],
        peers: &[kubescape("C-0253")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let Some(node) = container.image else { return };
    let Some(text) = node.as_str() else { return };
    let Some(rest) = OLD.iter().find_map(|old| text.strip_prefix(old)) else { return };
    let new = format!("registry.k8s.io/{rest}");
    sink.at(node)
        .say(message!(
            "container `{}` runs image `{}` from a registry that gets no fixes since 2023",
            container.name(),
            text
        ))
        .fix("take it from registry.k8s.io", [Change::Replace(node, Value::String(new))])
        .needs("that the nodes may reach registry.k8s.io");
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn old_names() {
        check(
            "IMG004",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api, image: "k8s.gcr.io/pause:3.9"}
#                          ^^^^^^^^^^^^^^^^^^^^^^ IMG004: container `api` runs image `k8s.gcr.io/pause:3.9` from a registry that gets no fixes since 2023
      - {name: good, image: "registry.k8s.io/pause:3.9"}
"#,
        );
    }
}
