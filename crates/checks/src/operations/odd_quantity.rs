//! ## What it does
//! Finds memory and disk space in thousandths of bytes (`512m`), and processors in bytes (`512Mi`).
//!
//! ## Why is this bad
//! `512m` of memory is half a byte, rounded up to one: as a limit no container can start with it, as a request nothing
//! is set aside. `1Gi` processors no node has.
//!
//! ## Fix safety
//! There is no fix: `512m` is most often meant as `512Mi`, but only a person knows.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     resources:
//!       limits: {memory: 512m}
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
//!     resources:
//!       limits: {memory: 512M, cpu: 500m}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;

use crate::check::{Check, Judge};
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS026",
        name: "odd-quantity",
        title: "Amount that nobody can mean",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let Some(resources) = container.resources else { return };
    for bound in ["requests", "limits"] {
        for entry in resources.get(bound).into_iter().flat_map(Node::entries) {
            let Some(text) = entry.value.as_str() else { continue };
            let what = match &*entry.name() {
                "cpu" if is_bytes(&text) => "no number of processors is counted so",
                "memory" | "ephemeral-storage" if text.ends_with('m') => {
                    "the m stands for thousandths of a byte"
                }
                _ => continue,
            };
            sink.at(entry.value).say(message!(
                "container `{}` has the {} {} {}: {}",
                container.name(),
                entry.name(),
                bound.trim_end_matches('s'),
                text,
                what
            ));
        }
    }
}

/// Whether an amount ends like one of bytes.
fn is_bytes(text: &str) -> bool {
    ["Ki", "Mi", "Gi", "Ti", "M", "G", "T"].iter().any(|end| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn memory_and_processors() {
        check(
            "OPS026",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - name: api
    resources:
      requests: {cpu: 1Gi, memory: 1M}
#                     ^^^ OPS026: container `api` has the cpu request 1Gi: no number of processors is counted so
      limits: {cpu: 100m, memory: 100m}
#                                 ^^^^ OPS026: container `api` has the memory limit 100m: the m stands for thousandths of a byte
",
        );
    }
}
