//! ## What it does
//! Finds ConfigMaps with a key whose value is a secret: by the name of the key, if the value can be one, or by the shape of the
//! value (private keys, tokens of well-known services, addresses with a password). The value is never shown.
//!
//! ## Why is this bad
//! ConfigMaps are for everybody to read: rights on Secrets do not protect it, and encryption at rest does not cover it.
//!
//! ## Fix safety
//! There is no fix: the value belongs into a Secret, and since it was written down, it should be changed.
//!
//! ## Parameters
//! `names`: parts of names that call their value a secret.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: settings, namespace: shop}
//! data:
//!   db-password: correct-horse-battery
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: settings, namespace: shop}
//! data:
//!   db-host: db.shop.svc
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, DefaultValue, Judge, Parameter, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::secret::shape::{is_secret_name, known_secret, may_be_secret};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "SEC003",
        name: "secret-in-config-map",
        title: "Secret in a ConfigMap",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Secrets"), mitre("T1552.001")],
        peers: &[
            kubescape("C-0012"),
            polaris("sensitiveConfigmapContent"),
            trivy("KSV-01010"),
            trivy("KSV-0109"),
        ],
    },
    parameters: &[Parameter {
        name: "names",
        description: "Parts of names, in lower case, that call their value a secret",
        default: DefaultValue::List(&[
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "secret",
            "token",
            "api_key",
            "apikey",
            "access_key",
            "private_key",
            "secret_key",
            "signing_key",
            "encryption_key",
            "credential",
            "credentials",
        ]),
    }],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "ConfigMap")]), judge),
};

fn judge<'a>(map: &'a Object, sink: &mut Sink<'a>) {
    let words = sink.parameters().list("names");
    for entry in map.root().get("data").into_iter().flat_map(Node::entries) {
        let Some(value) = entry.value.as_str() else { continue };
        let name = entry.name();
        // The location is the key: no output shows the value.
        if let Some(what) = known_secret(&value) {
            sink.at(entry.key).say(message!(
                "the key `{}` holds {}, for all who read ConfigMaps",
                name,
                what
            ));
        } else if is_secret_name(&name, words) && !value.trim().contains(['\n', ' ']) && may_be_secret(&value)
        {
            sink.at(entry.key)
                .say(message!("the key `{}` holds a secret by its name, for all who read ConfigMaps", name));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_name_and_by_shape() {
        check(
            "SEC003",
            r"
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  db-password: correct-horse-battery
# ^^^^^^^^^^^ SEC003: the key `db-password` holds a secret by its name, for all who read ConfigMaps
  key.pem: '-----BEGIN PRIVATE KEY----- MIIE'
# ^^^^^^^ SEC003: the key `key.pem` holds a private key, for all who read ConfigMaps
  password-policy: strict
",
        );
    }
}
