//! ## What it does
//! Finds modes of files in volumes that were written in octal digits without the leading zero: `defaultMode: 644`.
//!
//! ## Why is this bad
//! In YAML `0644` is octal and `644` is not: 644 is more than any mode, and the API server refuses it; 400 is 0620,
//! which lets the group write and the owner read and write. In JSON there is no octal at all: 0400 is 256.
//!
//! ## Fix safety
//! Needs evidence: that the digits were meant in octal.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   volumes: [{name: keys, secret: {secretName: keys, defaultMode: 400}}]
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
//!   volumes: [{name: keys, secret: {secretName: keys, defaultMode: 0400}}]
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::PodView;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS049",
        name: "decimal-mode",
        title: "Mode of files in decimal",
        severity: Severity::Medium,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    for volume in pod.volumes() {
        for source in ["configMap", "downwardAPI", "projected", "secret"] {
            if let Some(source) = volume.node.get(source) {
                modes(source, sink);
            }
        }
    }
}

fn modes<'a>(source: Node<'a>, sink: &mut Sink<'a>) {
    if let Some(node) = source.get("defaultMode") {
        mode(node, sink);
    }
    let items = source.get("items").into_iter().flat_map(Node::items);
    items.filter_map(|item| item.get("mode")).for_each(|node| mode(node, sink));
    for source in source.get("sources").into_iter().flat_map(Node::items).flat_map(Node::entries) {
        let items = source.value.get("items").into_iter().flat_map(Node::items);
        items.filter_map(|item| item.get("mode")).for_each(|node| mode(node, sink));
    }
}

fn mode<'a>(node: Node<'a>, sink: &mut Sink<'a>) {
    let Some(mode) = node.as_i64() else { return };
    let Some(meant) = meant(mode) else { return };
    let consequence =
        if mode > 0o777 { "the API server refuses it".to_owned() } else { format!("files get {mode:04o}") };
    sink.at(node)
        .say(message!("{} is a decimal number here, so {}; {:04o} is {}", mode, consequence, meant, meant))
        .fix(format!("set {meant}, which is {meant:04o}"), [Change::Replace(node, Value::Int(meant))])
        .needs("that the digits were meant as a mode in octal");
}

/// What a number means whose digits are a mode that people write, and which as a number is none of those.
fn meant(mode: i64) -> Option<i64> {
    const WRITTEN: [i64; 11] = [400, 440, 444, 500, 550, 555, 600, 640, 644, 755, 777];
    WRITTEN.contains(&mode).then(|| (mode / 100) * 64 + (mode / 10 % 10) * 8 + mode % 10)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn octal_digits_only() {
        check(
            "OPS049",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  volumes:
  - {name: a, configMap: {name: a, defaultMode: 644}}
#                                               ^^^ OPS049: 644 is a decimal number here, so the API server refuses it; 0644 is 420
  - {name: b, secret: {secretName: b, defaultMode: 420, items: [{key: x, path: x, mode: 400}]}}
#                                                                                       ^^^ OPS049: 400 is a decimal number here, so files get 0620; 0400 is 256
  - {name: c, projected: {sources: [{secret: {name: c, items: [{key: x, path: x, mode: 600}]}}]}}
#                                                                                      ^^^ OPS049: 600 is a decimal number here, so the API server refuses it; 0600 is 384
  - {name: d, configMap: {name: d, defaultMode: 0755}}
  containers: [{name: api}]
",
        );
    }
}
