//! ## What it does
//! Finds AdmissionConfigurations in which the plugin ImagePolicyWebhook has `defaultAllow: true`.
//!
//! ## Why is this bad
//! While the webhook does not answer, every image is let in; whoever can keep it from answering decides when.
//!
//! ## Fix safety
//! Breaking: no Pod starts while the webhook does not answer.
//!
//! ```yaml,bad
//! apiVersion: apiserver.config.k8s.io/v1
//! kind: AdmissionConfiguration
//! plugins:
//! - name: ImagePolicyWebhook
//!   configuration:
//!     imagePolicy:
//!       kubeConfigFile: /etc/kubernetes/image-policy.conf
//!       defaultAllow: true
//! ```
//!
//! ```yaml,good
//! apiVersion: apiserver.config.k8s.io/v1
//! kind: AdmissionConfiguration
//! plugins:
//! - name: ImagePolicyWebhook
//!   configuration:
//!     imagePolicy: {kubeConfigFile: /etc/kubernetes/image-policy.conf, defaultAllow: false}
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD043",
        name: "image-policy-fails-open",
        title: "Image policy lets images in when nobody answers",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[],
        peers: &[kubescape("C-0289")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("apiserver.config.k8s.io", "AdmissionConfiguration")]), judge),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    let plugins = object.root().get("plugins").into_iter().flat_map(Node::items);
    let is_image_policy = |plugin: &Node<'_>| {
        plugin.get("name").and_then(Node::as_str).is_some_and(|name| name == "ImagePolicyWebhook")
    };
    for plugin in plugins.filter(is_image_policy) {
        let open = plugin.path(&["configuration", "imagePolicy", "defaultAllow"]);
        if let Some(open) = open.filter(|open| open.as_bool() == Some(true)) {
            sink.at(open)
                .say(message!("every image is let in while the image policy's webhook does not answer"))
                .fix("set defaultAllow: false", [Change::Replace(open, Value::Bool(false))]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD043",
            r"
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
- name: ImagePolicyWebhook
  configuration:
    imagePolicy:
      kubeConfigFile: /etc/kubernetes/image-policy.conf
      defaultAllow: true
#                   ^^^^ NOD043: every image is let in while the image policy's webhook does not answer
---
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
- name: ImagePolicyWebhook
  configuration:
    imagePolicy: {kubeConfigFile: /etc/kubernetes/image-policy.conf, defaultAllow: false}
",
        );
    }
}
