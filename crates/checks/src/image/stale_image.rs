//! ## What it does
//! Finds containers whose image has the tag `latest`, or none, and whose `imagePullPolicy` is `IfNotPresent` or `Never`.
//!
//! ## Why is this bad
//! Each node keeps the image that it pulled first: nodes run different programs by the same name, and a fix that was pushed
//! does not arrive.
//!
//! ## Fix safety
//! Needs evidence: with `Always` a pod only starts where the registry is reached.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:latest
//!     imagePullPolicy: IfNotPresent
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
//!     imagePullPolicy: IfNotPresent
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:latest
//!     imagePullPolicy: Always
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::image::name::ImageName;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "IMG003",
        name: "stale-image",
        title: "Moving tag that is not pulled again",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Building secure container images")],
        peers: &[
            checkov("CKV_K8S_15"),
            kube_score("container-image-pull-policy"),
            kubescape("C-0075"),
            polaris("pullPolicyNotAlways"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let Some(policy) = container.image_pull_policy else { return };
    let word = policy.as_str();
    let Some(word) = word.as_deref().filter(|word| matches!(*word, "IfNotPresent" | "Never")) else {
        return;
    };
    let Some(text) = container.image.and_then(Node::as_str) else { return };
    let image = ImageName::read(&text);
    if image.digest.is_none() && image.tag.is_none_or(|tag| tag == "latest") {
        sink.at(policy)
                .say(message!(
                    "container `{}` has imagePullPolicy {} with a tag that moves: nodes keep what they pulled first",
                    container.name(),
                    word
                ))
                .fix("set imagePullPolicy: Always", [Change::Replace(policy, Value::String("Always".to_owned()))])
                .needs("that every node reaches the registry whenever the container starts");
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn moving_tags() {
        check(
            "IMG003",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api, image: api, imagePullPolicy: IfNotPresent}
#                                                ^^^^^^^^^^^^ IMG003: container `api` has imagePullPolicy IfNotPresent with a tag that moves: nodes keep what they pulled first
      - {name: good, image: "api:1", imagePullPolicy: IfNotPresent}
"#,
        );
    }
}
