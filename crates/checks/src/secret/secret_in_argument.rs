//! ## What it does
//! Finds secrets in the command and the arguments of a container, and in the commands of its probes and hooks: behind a flag
//! (`--password=…`), in a script, or by their shape (private keys, tokens of well-known services, addresses with a password).
//! The value is never shown.
//!
//! ## Why is this bad
//! What holds for a secret in the environment of a pod holds here: everybody who reads the manifest or the Pod has it. And a
//! command line is seen by every process on the node, is kept by shells and printed by programs that fail.
//!
//! ## Fix safety
//! There is no fix: the value belongs into a Secret, as a file or at least as a variable that the command names, and since it
//! was written down, it should be changed.
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
//!     args: [--user=api, --password=correct-horse-battery]
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
//!     args: [--user=api, --password-file=/run/secrets/db/password]
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
        id: "SEC004",
        name: "secret-in-argument",
        title: "Secret on a command line",
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
    judge: Judge::Secret(Holder::Argument, judge),
};

fn judge<'a>(secret: &Exposed<'a>, sink: &mut Sink<'a>) {
    if secret.is_told(sink.parameters().list("names")) {
        // The location is the argument: outputs hide the part of it that is the secret.
        sink.at(secret.place).say(message!(
            "the command line of container `{}` holds {}, for all who read the pod or list processes",
            secret.container.map(Container::name).unwrap_or_default(),
            secret.what()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn flags_scripts_and_probes() {
        check(
            "SEC004",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        command:
        - api
        - --password=correct-horse-battery
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SEC004: the command line of container `api` holds `password`, a secret by its name, for all who read the pod or list processes
        - --database=postgres://app:s3cret@db/app
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SEC004: the command line of container `api` holds an address with a password, for all who read the pod or list processes
        args: [--token, k3Zq8Lw1Vt6Xr9Yp, --token-file, /run/token, --password=$(PASSWORD)]
#                       ^^^^^^^^^^^^^^^^ SEC004: the command line of container `api` holds `token`, a secret by its name, for all who read the pod or list processes
        livenessProbe:
          exec:
            command: [sh, -c, "redis-cli --pass correct-horse ping"]
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SEC004: the command line of container `api` holds `pass`, a secret by its name, for all who read the pod or list processes
"#,
        );
    }
}
