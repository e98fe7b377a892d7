//! ## What it does
//! Finds images that are named by a tag alone. Those with the tag `latest` or none are the matter of `IMG001`.
//!
//! ## Why is this bad
//! A tag can be moved: whoever may push to the registry decides what runs at the next start. A digest names the content
//! itself.
//!
//! ## Fix safety
//! There is no fix here: only the registry knows the digest.
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
//!     image: registry.example/api:1.4@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::image::name::ImageName;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "IMG002",
        name: "unpinned-image",
        title: "Image without a digest",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Building secure container images"), mitre("T1525")],
        peers: &[checkov("CKV_K8S_43"), kubescape("C-0306")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let Some(node) = container.image else { return };
    let Some(text) = node.as_str().filter(|text| !text.is_empty()) else { return };
    let image = ImageName::read(&text);
    if image.digest.is_none() && image.tag.is_some_and(|tag| tag != "latest") {
        sink.at(node).say(message!(
            "container `{}` runs image `{}` by its tag, which can be moved to another program",
            container.name(),
            text
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_tag_alone() {
        check(
            "IMG002",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api, image: "api:1.4"}
#                          ^^^^^^^^^ IMG002: container `api` runs image `api:1.4` by its tag, which can be moved to another program
      - {name: latest, image: api}
"#,
        );
    }
}
