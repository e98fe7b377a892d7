//! ## What it does
//! Finds pods without one of the DNS options that are named. It says nothing until some are.
//!
//! ## Why is this bad
//! By default names with fewer than five dots are first looked up in up to six domains of the cluster (`ndots:5`): each
//! request to a name outside costs many.
//!
//! ## Fix safety
//! There is no fix: with fewer dots, short names of other namespaces are no longer found.
//!
//! ## Parameters
//! `options`: those that pods must have, each a name, or a name and a value (`ndots:2`).
//!
//! ```toml
//! [check.OPS044]
//! options = ["ndots:2"]
//! ```
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
//!   dnsConfig: {options: [{name: ndots, value: "2"}]}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::PodView;

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS044",
        name: "missing-dns-option",
        title: "DNS option that is wanted here",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("dnsconfig-options")],
    },
    parameters: &[Parameter {
        name: "options",
        description: "DNS options that pods must have: a name, or a name, a colon and a value",
        default: DefaultValue::List(&[]),
    }],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    for wanted in sink.parameters().list("options") {
        let (name, value) =
            wanted.split_once(':').map_or((&**wanted, None), |(name, value)| (name, Some(value)));
        let mut own = pod.spec().path(&["dnsConfig", "options"]).into_iter().flat_map(Node::items);
        let text = |item: Node<'a>, key| item.get(key).and_then(Node::as_str);
        let is = |item: Node<'a>| {
            text(item, "name").is_some_and(|own| own == name)
                && value.is_none_or(|value| text(item, "value").is_some_and(|own| own == value))
        };
        if !own.any(is) {
            sink.absent(pod.spec(), "dnsConfig.options")
                .say(message!("the pod lacks the DNS option `{}`, which is wanted here", wanted));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn by_name_and_value() {
        check_configured(
            "OPS044",
            ("options", ParameterValue::List(vec!["ndots:2".to_owned()])),
            r#"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  dnsConfig:
    options: [{name: ndots, value: "5"}]
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS044: the pod lacks the DNS option `ndots:2`, which is wanted here
  containers: [{name: api}]
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop}
spec: {dnsConfig: {options: [{name: ndots, value: "2"}]}, containers: [{name: api}]}
"#,
        );
    }
}
