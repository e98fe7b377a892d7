//! ## What it does
//! Finds names of images that are no references as the distribution project defines them: capital letters outside of
//! the tag, spaces, two tags, an empty tag, a digest of the wrong length.
//!
//! ## Why is this bad
//! The kubelet cannot pull it: the Pod stays in `InvalidImageName`.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/Shop/API:1.4
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

use crate::check::{Check, Judge};
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::image::name::is_reference;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "IMG008",
        name: "invalid-image-name",
        title: "Name that no image can have",
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
    let Some(node) = container.image else { return };
    let Some(text) = node.as_str().filter(|text| !text.is_empty()) else { return };
    if !is_reference(&text) {
        sink.at(node).say(message!(
            "container `{}` wants image `{}`: no image can have that name, so nothing can be pulled",
            container.name(),
            text
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn as_references_are_defined() {
        check(
            "IMG008",
            r#"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - {name: a, image: "registry.example/API:1"}
#                    ^^^^^^^^^^^^^^^^^^^^^^^^ IMG008: container `a` wants image `registry.example/API:1`: no image can have that name, so nothing can be pulled
  - {name: b, image: "api:"}
#                    ^^^^^^ IMG008: container `b` wants image `api:`: no image can have that name, so nothing can be pulled
  - {name: c, image: "api :1"}
#                    ^^^^^^^^ IMG008: container `c` wants image `api :1`: no image can have that name, so nothing can be pulled
  - {name: d, image: "Registry.example:5000/a_b/api__c:V1.0"}
"#,
        );
    }
}
