//! ## What it does
//! Finds PersistentVolumes with a `hostPath`.
//!
//! ## Why is this bad
//! Whoever gets a claim bound to it writes into the file system of a node, past Pod Security, which sees only the
//! claim: folders such as `/etc` or `/var/lib/kubelet` give the node away. The data stay on that node, too.
//!
//! ## Fix safety
//! There is no fix: a local volume (`local`) stays on its node, and a storage driver makes others.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: PersistentVolume
//! metadata: {name: data}
//! spec:
//!   capacity: {storage: 10Gi}
//!   accessModes: [ReadWriteOnce]
//!   hostPath: {path: /data}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: PersistentVolume
//! metadata: {name: data}
//! spec:
//!   capacity: {storage: 10Gi}
//!   accessModes: [ReadWriteOnce]
//!   csi: {driver: ebs.csi.aws.com, volumeHandle: vol-1}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS064",
        name: "host-path-persistent-volume",
        title: "PersistentVolume that is a folder of the node",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[mitre("T1611")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "PersistentVolume")]), judge),
};

fn judge<'a>(volume: &'a Object, sink: &mut Sink<'a>) {
    let Some(source) = volume.root().path(&["spec", "hostPath"]).filter(|source| !source.is_null()) else {
        return;
    };
    let path = source.get("path");
    sink.at(path.unwrap_or(source)).say(message!(
        "PersistentVolume `{}` is the folder `{}` of whichever node its Pod runs on",
        volume.name(),
        path.and_then(Node::as_str).unwrap_or_default()
    ));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_source() {
        check(
            "OPS064",
            r"
apiVersion: v1
kind: PersistentVolume
metadata: {name: data}
spec:
  capacity: {storage: 10Gi}
  accessModes: [ReadWriteOnce]
  hostPath: {path: /data}
#                  ^^^^^ OPS064: PersistentVolume `data` is the folder `/data` of whichever node its Pod runs on
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: data}
spec:
  capacity: {storage: 10Gi}
  accessModes: [ReadWriteOnce]
  local: {path: /data}
",
        );
    }
}
