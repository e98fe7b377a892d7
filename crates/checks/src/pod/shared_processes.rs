//! ## What it does
//! Finds pods with `shareProcessNamespace: true`.
//!
//! ## Why is this bad
//! A container that is taken over takes its neighbours with it: their environment, their file systems by
//! `/proc/PID/root`, and, for the same user, their memory.
//!
//! ## Fix safety
//! There is no fix: what looks at its neighbours (debuggers, those that send signals) needs it.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   shareProcessNamespace: true
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
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Message, Rule, Severity};
use model::PodView;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD039",
        name: "shared-process-namespace",
        title: "Containers that see the processes of each other",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    let Some(node) = pod.spec().get("shareProcessNamespace") else { return };
    if node.as_bool() == Some(true) {
        sink.at(node).say(Message::fixed(
            "each container of the pod can read the memory, the environment and the files of the others",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn only_true() {
        check(
            "POD039",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  shareProcessNamespace: true
#                        ^^^^ POD039: each container of the pod can read the memory, the environment and the files of the others
  containers: [{name: api}]
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop}
spec: {shareProcessNamespace: false, containers: [{name: api}]}
",
        );
    }
}
