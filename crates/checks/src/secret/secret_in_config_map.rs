//! ## What it does
//! Finds ConfigMaps that hold a secret: in a value of its own, or in a file that is a value. Files are read by their format
//! (JSON, YAML, properties, ini, toml, environment files, XML, SQL, shell, configuration of servers, access files of
//! registries and databases). What is a secret is told by its name, if the value can be one, or by its shape: private keys,
//! tokens of well-known services, addresses with a password. Places that are filled in later (`${X}`, `$(X)`, `{{ x }}`,
//! `<x>`), paths, names of Secrets, hashes and encrypted values are none. The value is never shown.
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

use credential::WORDS;
use finding::{Rule, Severity, message};

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::secret::{Exposed, Holder};
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
        default: DefaultValue::List(WORDS),
    }],
    context: EVERYWHERE,
    judge: Judge::Secret(Holder::ConfigMap, judge),
};

fn judge<'a>(secret: &Exposed<'a>, sink: &mut Sink<'a>) {
    if secret.is_told(sink.parameters().list("names")) {
        // The location is the key: no output shows the value.
        sink.at(secret.place).say(message!(
            "the key `{}` holds {}, for all who read ConfigMaps",
            secret.entry,
            secret.what()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_name_and_by_shape() {
        check(
            "SEC003",
            r#"
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  db-password: correct-horse-battery
# ^^^^^^^^^^^ SEC003: the key `db-password` holds a secret by its name, for all who read ConfigMaps
  key.pem: '-----BEGIN PRIVATE KEY----- MIIEpAIBAAKCAQEAz9kXq3mVt8'
# ^^^^^^^ SEC003: the key `key.pem` holds a private key, for all who read ConfigMaps
  password-policy: strict
  app.properties: "host=db\nspring.datasource.password=correct-horse\nspring.mail.password=${MAIL}\n"
# ^^^^^^^^^^^^^^ SEC003: the key `app.properties` holds `spring.datasource.password`, a secret by its name, for all who read ConfigMaps
  init.sql: "CREATE USER app WITH PASSWORD 'correct-horse';"
# ^^^^^^^^ SEC003: the key `init.sql` holds `PASSWORD`, a secret by its name, for all who read ConfigMaps
  messages.properties: "login.password=Passwort\nlogin.hint=Enter your password\n"
"#,
        );
    }
}
