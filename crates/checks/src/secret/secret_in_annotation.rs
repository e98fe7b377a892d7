//! ## What it does
//! Finds annotations of objects and pod templates with a secret in them: by the name of the annotation, if the value can be
//! one, or by the shape of the value. In `kubectl.kubernetes.io/last-applied-configuration`, where `kubectl apply` keeps the
//! object as it was given, it finds the secrets that do not stand in the object any more. The value is never shown.
//!
//! ## Why is this bad
//! Annotations are for everybody to read who may read the object, they are printed by `kubectl describe`, copied from
//! templates to Pods, and sent to what watches them.
//!
//! ## Fix safety
//! There is no fix: the value belongs into a Secret, and since it was written down, it should be changed. A secret in the
//! last-applied configuration goes away with the next `kubectl apply`, or with `kubectl apply --server-side`.
//!
//! ## Parameters
//! `names`: parts of names that call their value a secret.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: api
//!   namespace: shop
//!   annotations:
//!     example.com/webhook-password: correct-horse-battery
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: api
//!   namespace: shop
//!   annotations:
//!     example.com/webhook-password-secret-name: webhook
//! ```

use credential::WORDS;
use finding::{Rule, Severity, message};

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::secret::{Exposed, Holder};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "SEC005",
        name: "secret-in-annotation",
        title: "Secret in an annotation",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Secrets"), mitre("T1552.001")],
        peers: &[kubescape("C-0012")],
    },
    parameters: &[Parameter {
        name: "names",
        description: "Parts of names, in lower case, that call their value a secret",
        default: DefaultValue::List(WORDS),
    }],
    context: EVERYWHERE,
    judge: Judge::Secret(Holder::Annotation, judge),
};

fn judge<'a>(secret: &Exposed<'a>, sink: &mut Sink<'a>) {
    if secret.is_told(sink.parameters().list("names")) {
        // The location is the key: no output shows the value.
        sink.at(secret.place).say(message!(
            "the annotation `{}` holds {}, for all who read the object",
            secret.entry,
            secret.what()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_name_by_shape_and_left_behind() {
        check(
            "SEC005",
            r#"
apiVersion: v1
kind: Pod
metadata:
  name: api
  annotations:
    example.com/password: correct-horse-battery
#   ^^^^^^^^^^^^^^^^^^^^ SEC005: the annotation `example.com/password` holds a secret by its name, for all who read the object
    example.com/backup: s3://key:s3cret@bucket
#   ^^^^^^^^^^^^^^^^^^ SEC005: the annotation `example.com/backup` holds an address with a password, for all who read the object
    checksum/config: 0d9c1a7f3e5b28460d9c1a7f3e5b28460d9c1a7f3e5b28460d9c1a7f3e5b2846
    nginx.ingress.kubernetes.io/auth-secret: shop/basic-auth
    kubectl.kubernetes.io/last-applied-configuration: '{"spec":{"containers":[{"env":[{"name":"PASSWORD","value":"is-still-there"},{"name":"OLD_PASSWORD","value":"left-behind"}]}]}}'
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SEC005: the annotation `kubectl.kubernetes.io/last-applied-configuration` holds `OLD_PASSWORD`, a secret by its name, for all who read the object
spec:
  containers:
  - name: api
    env:
    - {name: PASSWORD, value: is-still-there}
"#,
        );
    }
}
