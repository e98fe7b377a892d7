//! ## What it does
//! Finds images from a registry that is not on the list of those allowed, or that is on the list of those forbidden. It
//! says nothing until one of the lists is set.
//!
//! ## Why is this bad
//! Only what comes from a registry of your own has been looked at, signed and kept; anybody can put anything on a
//! public one.
//!
//! ## Fix safety
//! There is no fix: the image must first be where it should come from.
//!
//! ## Parameters
//! `allowed`: registries, or folders of them, that images may come from. `forbidden`: those that they may not come
//! from. Both are lists of globs; an image without a registry is one of `docker.io`, and of its folder `library` where
//! it has none.
//!
//! ```toml
//! [check.IMG005]
//! allowed = ["registry.example", "*.dkr.ecr.*.amazonaws.com"]
//! ```
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: docker.io/somebody/api:1.4
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
use crate::glob::matches;
use crate::image::name::with_registry;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "IMG005",
        name: "unlisted-registry",
        title: "Image from a registry that is not wanted",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Building secure container images")],
        peers: &[
            kubescape("C-0001"),
            kubescape("C-0078"),
            popeye("POP-113"),
            trivy("KSV-0032"),
            trivy("KSV-0033"),
            trivy("KSV-0034"),
            trivy("KSV-0035"),
            trivy("KSV-0125"),
        ],
    },
    parameters: &[
        Parameter {
            name: "allowed",
            description: "Registries, with folders below them or not, that images may come from; globs",
            default: DefaultValue::List(&[]),
        },
        Parameter {
            name: "forbidden",
            description: "Registries that images may not come from; globs",
            default: DefaultValue::List(&[]),
        },
    ],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let (allowed, forbidden) = (sink.parameters().list("allowed"), sink.parameters().list("forbidden"));
    if allowed.is_empty() && forbidden.is_empty() {
        return;
    }
    let Some(node) = container.image else { return };
    let Some(text) = node.as_str().filter(|text| !text.is_empty()) else { return };
    let name = with_registry(&text);
    let listed = |globs: &[String]| globs.iter().any(|glob| covers(glob, &name));
    if listed(forbidden) {
        sink.at(node).say(message!(
            "container `{}` runs image `{}`, whose registry is forbidden here",
            container.name(),
            text
        ));
    } else if !allowed.is_empty() && !listed(allowed) {
        sink.at(node).say(message!(
            "container `{}` runs image `{}`, whose registry is not one of those allowed here",
            container.name(),
            text
        ));
    }
}

/// Whether an entry of the list is a whole image, or the registry and folders that it is below.
fn covers(glob: &str, name: &str) -> bool {
    let glob = glob.trim_end_matches('/');
    let ends = name.match_indices(['/', ':', '@']).map(|(end, _)| end).chain([name.len()]);
    ends.into_iter().any(|end| matches(glob, &name[..end]))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn names_below_a_registry() {
        check_configured(
            "IMG005",
            (
                "allowed",
                ParameterValue::List(vec![
                    "registry.example".to_owned(),
                    "*.dkr.ecr.*.amazonaws.com".to_owned(),
                ]),
            ),
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      initContainers:
      - {name: prepare, image: busybox:1.36}
#                              ^^^^^^^^^^^^ IMG005: container `prepare` runs image `busybox:1.36`, whose registry is not one of those allowed here
      containers:
      - {name: api, image: "registry.example/shop/api:1.4"}
      - {name: near, image: "registry.example.evil/api:1.4"}
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ IMG005: container `near` runs image `registry.example.evil/api:1.4`, whose registry is not one of those allowed here
      - {name: other, image: "123.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:abc"}
"#,
        );
    }
}
