//! ## What it does
//! Finds images without a digest whose tag is `latest`, or which have no tag (that is `latest`, too).
//!
//! ## Why is this bad
//! Nobody can say what runs: two nodes may run two programs by the same name, a restart may bring another one, and there is
//! no going back to the one before.
//!
//! ## Fix safety
//! There is no fix: only a person knows which version was meant.
//!
//! ## Parameters
//! `tags`: the tags that say nothing about the version.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api
//! ```
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:latest
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
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::image::name::ImageName;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "IMG001",
        name: "latest-tag",
        title: "Image tag `latest`, or none",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Building secure container images")],
        peers: &[
            checkov("CKV_K8S_14"),
            kube_linter("latest-tag"),
            kube_score("container-image-tag"),
            kubeaudit("image"),
            polaris("tagNotSpecified"),
            popeye("POP-100"),
            popeye("POP-101"),
            trivy("KSV-0013"),
        ],
    },
    parameters: &[Parameter {
        name: "tags",
        description: "Tags that say nothing about the version",
        default: DefaultValue::List(&["latest"]),
    }],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

/// What Istio's gateways write for the image that injection fills in.
const FILLED_IN: &str = "auto";

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let moving = sink.parameters().list("tags");
    let Some(node) = container.image else { return };
    let Some(text) = node.as_str().filter(|text| !text.is_empty()) else { return };
    let image = ImageName::read(&text);
    if image.digest.is_some() || text == FILLED_IN {
        return;
    }
    match image.tag {
        None => drop(sink.at(node).say(message!(
            "container `{}` runs image `{}` without a tag: nobody can say which version that is",
            container.name(),
            text
        ))),
        Some(tag) if moving.iter().any(|moving| moving == tag) => drop(sink.at(node).say(message!(
            "container `{}` runs image `{}`: nobody can say which version that is",
            container.name(),
            text
        ))),
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn tags_ports_and_digests() {
        check(
            "IMG001",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      initContainers:
      - {name: prepare, image: "registry.example:5000/tools"}
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ IMG001: container `prepare` runs image `registry.example:5000/tools` without a tag: nobody can say which version that is
      containers:
      - {name: api, image: "api:latest"}
#                          ^^^^^^^^^^^^ IMG001: container `api` runs image `api:latest`: nobody can say which version that is
      - {name: good, image: "api:1.4"}
      - {name: istio-proxy, image: auto}
      - {name: pinned, image: "api:latest@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
"#,
        );
    }
}
