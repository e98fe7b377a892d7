//! ## What it does
//! Finds API servers with an audit log in a file of which `--audit-log-maxage` keeps less than 30 days, `--audit-log-
//! maxbackup` fewer than 10 files, or `--audit-log-maxsize` less than 100 MB each; the value that counts is the one
//! given, else the default of that minor (366 days, 100 files and 100 MB since 1.36; before that 0, which keeps
//! everything).
//!
//! ## Why is this bad
//! Incidents are found weeks later; a busy cluster, or somebody who makes it busy, pushes the traces out before.
//!
//! ## Fix safety
//! Needs evidence: the log takes more room. It must be known that the volume has it.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-apiserver, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-apiserver
//!     image: registry.k8s.io/kube-apiserver:v1.37.1
//!     command:
//!     - kube-apiserver
//!     - --audit-log-path=/var/log/audit.log
//!     - --audit-log-maxage=7
//!     - --audit-log-maxbackup=2
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-apiserver, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-apiserver
//!     image: registry.k8s.io/kube-apiserver:v1.37.1
//!     command:
//!     - kube-apiserver
//!     - --audit-log-path=/var/log/audit.log
//! ```

use component::{Component, Setting, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{by_default, give};
use crate::sink::Sink;

/// Flag, the least value, and what it counts.
const LIMITS: [(&str, i64, &str); 3] = [
    ("audit-log-maxage", 30, "days"),
    ("audit-log-maxbackup", 10, "files"),
    ("audit-log-maxsize", 100, "MB in a file"),
];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD019",
        name: "short-audit-log-retention",
        title: "Audit log is soon gone",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[cis("1.2.17"), cis("1.2.18"), cis("1.2.19")],
        peers: &[
            checkov("CKV_K8S_92"),
            checkov("CKV_K8S_93"),
            checkov("CKV_K8S_94"),
            kubescape("C-0131"),
            kubescape("C-0132"),
            kubescape("C-0133"),
            trivy("KCV-0020"),
            trivy("KCV-0021"),
            trivy("KCV-0022"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let is_file = |log: Setting<'_>| !log.is_empty() && log.text() != "-";
    if !settings.get("audit-log-path").is_some_and(is_file) {
        return;
    }
    for (flag, least, unit) in LIMITS {
        let Some(value) = settings.get(flag) else { continue };
        // 0 sets no limit.
        if let Some(kept) = value.integer().filter(|kept| (1..least).contains(kept)) {
            sink.setting(settings, flag, &value)
                .say(message!(
                    "kube-apiserver keeps only {} {} of its audit log{}",
                    kept,
                    unit,
                    by_default(&value)
                ))
                .fix(format!("set --{flag}={least}"), give(settings, flag, &value, &least.to_string()))
                .needs("that the volume of the log has the room");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD019",
            r"
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.1
    command:
    - kube-apiserver
    - --audit-log-path=/var/log/audit.log
    - --audit-log-maxage=7
#     ^^^^^^^^^^^^^^^^^^^^ NOD019: kube-apiserver keeps only 7 days of its audit log
    - --audit-log-maxbackup=2
#     ^^^^^^^^^^^^^^^^^^^^^^^ NOD019: kube-apiserver keeps only 2 files of its audit log
---
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.1
    command:
    - kube-apiserver
    - --audit-log-path=/var/log/audit.log
",
        );
    }
}
