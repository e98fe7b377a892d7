//! ## What it does
//! Finds environment variables that come from Secrets.
//!
//! ## Why is this bad
//! The environment is copied to every child of the process, and programs print it when they fail: it reaches logs and error
//! trackers. It does not change when the Secret does. A file in a volume has neither fault.
//!
//! ## Fix safety
//! There is no fix: the program has to read a file instead.
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
//!       valueFrom:
//!         secretKeyRef: {name: db, key: password, optional: true}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   volumes:
//!   - name: db
//!     secret: {secretName: db, optional: true}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     volumeMounts:
//!     - {name: db, mountPath: /run/secrets/db, readOnly: true}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::PodView;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "SEC002",
        name: "secret-in-environment",
        title: "Secret as an environment variable",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Secrets"), cis("5.4.1")],
        peers: &[
            checkov("CKV_K8S_35"),
            kube_linter("env-var-secret"),
            kube_linter("read-secret-from-env-var"),
            kubescape("C-0207"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    for container in pod.containers() {
        let listed = |field| container.node().get(field).into_iter().flat_map(Node::items);
        let single = listed("env").filter_map(|variable| variable.path(&["valueFrom", "secretKeyRef"]));
        let whole = listed("envFrom").filter_map(|source| source.get("secretRef"));
        for reference in single.chain(whole) {
            let name = reference.get("name").and_then(Node::as_str).unwrap_or_default();
            sink.at(reference).say(message!(
                "container `{}` takes Secret `{}` into its environment, which children inherit and logs repeat",
                container.name(),
                name
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn single_and_whole() {
        check(
            "SEC002",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        env:
        - {name: A, valueFrom: {secretKeyRef: {name: db, key: a}}}
#                                             ^^^^^^^^^^^^^^^^^^ SEC002: container `api` takes Secret `db` into its environment, which children inherit and logs repeat
        - {name: B, valueFrom: {configMapKeyRef: {name: settings, key: b}}}
        envFrom:
        - secretRef: {name: all}
#                    ^^^^^^^^^^^ SEC002: container `api` takes Secret `all` into its environment, which children inherit and logs repeat
",
        );
    }
}
