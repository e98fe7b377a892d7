//! ## What it does
//! Finds keys that stand twice in one mapping, and keys beside a merge (`<<`) that brings them too. The last one counts, for
//! Kubernetes as for all other checks.
//!
//! ## Why is this bad
//! Half of what is written does not hold, and nothing says which half. `kubectl apply` refuses the object with strict
//! validation, which is its default.
//!
//! ## Fix safety
//! There is no fix: only a person knows which of the two was meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       privileged: false
//!       privileged: true
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
//!     securityContext:
//!       privileged: false
//! ```

use finding::{Arguments, Message, Rule, Severity};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "SYN001",
        name: "duplicate-key",
        title: "Key written twice",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::All, judge),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    let document = object.document();
    for duplicate in document.duplicates() {
        let value = document.node(duplicate.value);
        if !object.root().contains(value) {
            continue;
        }
        let key = value.key().unwrap_or(value);
        let line = document.source().position(duplicate.overridden.start).line;
        sink.at(key).say(Message {
            text: format!(
                "the key `{}` stands a second time, after line {line}: this one counts",
                key.as_str().unwrap_or_default()
            ),
            arguments: Arguments::default().with(&key.as_str().unwrap_or_default()),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_last_one_counts() {
        check(
            "SYN001",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  hostPID: true
  containers: [{name: api}]
  hostPID: false
# ^^^^^^^ SYN001: the key `hostPID` stands a second time, after line 6: this one counts
",
        );
    }
}
