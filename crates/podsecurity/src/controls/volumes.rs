//! Where volumes may come from.

use std::borrow::Cow;

use manifest::Node;
use model::Volume;

use crate::controls::Complaint;
use crate::subject::{Subject, mapping};
use crate::verdict::Cause;
use crate::words::{counted, plural, quoted, sorted};

/// Sources that cannot reach the node; one of them excuses whatever stands beside it.
const HARMLESS: [&str; 9] = [
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
];

/// All other sources that the plugin knows, in the order in which it names one of several.
const OTHERS: [&str; 21] = [
    "hostPath",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "gitRepo",
    "nfs",
    "iscsi",
    "glusterfs",
    "rbd",
    "flexVolume",
    "cinder",
    "cephfs",
    "flocker",
    "fc",
    "azureFile",
    "vsphereVolume",
    "quobyte",
    "azureDisk",
    "photonPersistentDisk",
    "portworxVolume",
    "scaleIO",
    "storageos",
];

/// Paths of the node.
pub(crate) fn host_path<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut volumes = Volumes::default();
    for volume in pod.pod.volumes() {
        if let Some(source) = mapping(volume.node.get("hostPath")) {
            volumes.blame(volume, source);
        }
    }
    volumes.complaint("hostPath volumes", |names| counted("volume", "volumes", names))
}

/// Sources beyond the harmless ones. A volume without any known source is `unknown`.
pub(crate) fn restricted<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut volumes = Volumes::default();
    let mut types = Vec::new();
    for volume in pod.pod.volumes() {
        if has_source(volume.node, &HARMLESS) {
            continue;
        }
        let source = OTHERS.iter().find_map(|source| Some((*source, mapping(volume.node.get(source))?)));
        let (name, node) = source.unwrap_or(("unknown", volume.node));
        volumes.blame(volume, node);
        types.push(name);
    }
    volumes.complaint("restricted volume types", |names| {
        let types = sorted(types);
        let use_ = plural("uses", "use", names.len());
        let noun = plural("restricted volume type", "restricted volume types", types.len());
        format!("{} {use_} {noun} {}", counted("volume", "volumes", names), quoted(&types))
    })
}

/// Whether a volume says where it comes from, in any way that the plugin knows.
pub(crate) fn has_known_source(volume: Node<'_>) -> bool {
    has_source(volume, &HARMLESS) || has_source(volume, &OTHERS)
}

fn has_source(volume: Node<'_>, sources: &[&str]) -> bool {
    volume.entries().any(|entry| mapping(Some(entry.value)).is_some() && sources.contains(&&*entry.name()))
}

/// Volumes that break a control.
#[derive(Default)]
struct Volumes<'a> {
    names: Vec<Cow<'a, str>>,
    causes: Vec<Cause<'a>>,
}

impl<'a> Volumes<'a> {
    fn blame(&mut self, volume: Volume<'a>, source: Node<'a>) {
        self.names.push(volume.name());
        self.causes.push(Cause::value(source));
    }

    fn complaint(
        self,
        reason: &str,
        detail: impl FnOnce(&[Cow<'a, str>]) -> String,
    ) -> Option<Complaint<'a>> {
        let detail = (!self.names.is_empty()).then(|| detail(&self.names))?;
        Some(Complaint { reason: reason.to_owned(), detail, causes: self.causes })
    }
}
