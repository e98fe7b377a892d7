//! ## What it does
//! Finds environment variables whose value stands in the pod and is a secret, or has one in it: by the name of the variable
//! (`DB_PASSWORD`), if the value can be one, by a name in the value (`jdbc:…?password=…`), or by the shape of the value
//! (private keys, tokens of well-known services, addresses with a password). The value is never shown.
//!
//! ## Why is this bad
//! Everybody who reads the manifest, the repository and its history, or the Pod in the cluster, has the secret. Rights on
//! Secrets do not protect it, encryption at rest does not cover it, and to change it is a roll-out.
//!
//! ## Fix safety
//! There is no fix: the value belongs into a Secret, and since it was written down, it should be changed.
//!
//! ## Parameters
//! `names`: parts of names that call their value a secret.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     env:
//!     - name: DB_PASSWORD
//!       value: correct-horse-battery
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
//!     env:
//!     - name: DB_PASSWORD
//!       valueFrom:
//!         secretKeyRef: {name: db, key: password, optional: true}
//! ```

use credential::WORDS;
use finding::{Rule, Severity, message};
use model::Container;

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::secret::{Exposed, Holder};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "SEC001",
        name: "secret-in-environment-literal",
        title: "Secret written into a pod",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Secrets"), mitre("T1552.001")],
        peers: &[kubescape("C-0012"), kubescape("C-0259"), polaris("sensitiveContainerEnvVar")],
    },
    parameters: &[Parameter {
        name: "names",
        description: "Parts of names, in lower case, that call their value a secret",
        default: DefaultValue::List(WORDS),
    }],
    context: EVERYWHERE,
    judge: Judge::Secret(Holder::Environment, judge),
};

fn judge<'a>(secret: &Exposed<'a>, sink: &mut Sink<'a>) {
    if secret.is_told(sink.parameters().list("names")) {
        // The location is the name: no output shows the value.
        sink.at(secret.place).say(message!(
            "the variable `{}` of container `{}` holds {}, for all who read the pod",
            secret.entry,
            secret.container.map(Container::name).unwrap_or_default(),
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
            "SEC001",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        env:
        - {name: DB_PASSWORD, value: correct-horse-battery}
#                ^^^^^^^^^^^ SEC001: the variable `DB_PASSWORD` of container `api` holds a secret by its name, for all who read the pod
        - {name: DATABASE, value: "postgres://app:s3cret@db/app"}
#                ^^^^^^^^ SEC001: the variable `DATABASE` of container `api` holds an address with a password, for all who read the pod
        - {name: JDBC_URL, value: "jdbc:postgresql://db/app?user=app&password=s3cret"}
#                ^^^^^^^^ SEC001: the variable `JDBC_URL` of container `api` holds `password`, a secret by its name, for all who read the pod
        - {name: PASSWORD_FILE, value: /run/secrets/password}
        - {name: TOKEN_TTL, value: "3600"}
        - {name: USE_TOKEN, value: "true"}
        - {name: API_TOKEN, value: $(TOKEN)}
        - {name: MODE, value: fast}
"#,
        );
    }
}
