//! ## What it does
//! Finds Secrets of the type `kubernetes.io/dockercfg`.
//!
//! ## Why is this bad
//! It is the format of a file that Docker gave up in 2015 (`~/.dockercfg`). Tools that make, check or rotate access to
//! registries know `kubernetes.io/dockerconfigjson` only, so that such a Secret is easily forgotten.
//!
//! ## Fix safety
//! There is no fix: the value has to be written anew, in the form `{"auths": {…}}` under the key `.dockerconfigjson`
//! (`kubectl create secret docker-registry`).
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Secret
//! metadata: {name: registry, namespace: shop}
//! type: kubernetes.io/dockercfg
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Secret
//! metadata: {name: registry, namespace: shop}
//! type: kubernetes.io/dockerconfigjson
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "SEC008",
        name: "legacy-registry-secret",
        title: "Secret in a registry format that was given up",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "Secret")]), judge),
};

fn judge<'a>(secret: &'a Object, sink: &mut Sink<'a>) {
    let kind = secret.root().get("type");
    let legacy =
        |kind: &manifest::Node<'_>| kind.as_str().is_some_and(|kind| kind == "kubernetes.io/dockercfg");
    if let Some(kind) = kind.filter(legacy) {
        sink.at(kind).say(message!(
            "Secret `{}` has the type kubernetes.io/dockercfg, which was given up for kubernetes.io/dockerconfigjson",
            secret.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_type() {
        check(
            "SEC008",
            r"
apiVersion: v1
kind: Secret
metadata: {name: registry}
type: kubernetes.io/dockercfg
#     ^^^^^^^^^^^^^^^^^^^^^^^ SEC008: Secret `registry` has the type kubernetes.io/dockercfg, which was given up for kubernetes.io/dockerconfigjson
",
        );
    }
}
