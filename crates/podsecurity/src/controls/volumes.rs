//! Where volumes may come from.

use std::borrow::Cow;
use std::ops::ControlFlow;

use manifest::{FieldNames, Node};

use crate::cause::{Cause, Culprit, Faults};
use crate::controls::Judge;
use crate::subject::{Subject, is_mapping};
use crate::words::{Words, counted, plural, quoted, sorted};

/// How many of the sources, the first ones, cannot reach the node; one of them excuses whatever stands beside it.
const HARMLESS: usize = 9;

/// All sources that the plugin knows; the others in the order in which it names one of several.
static SOURCES: FieldNames<30> = FieldNames::new([
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
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
]);

/// Paths of the node.
pub(crate) const HOST_PATH: Judge = Judge { find: host_path, words: host_path_words };

/// Sources beyond the harmless ones. A volume without any known source is `unknown`.
pub(crate) const RESTRICTED: Judge = Judge { find: restricted, words: restricted_words };

fn host_path<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for volume in pod.volumes() {
        if let Some(source) = volume.node.get("hostPath").filter(is_mapping) {
            faults.add(|| Cause { culprit: Culprit::Volume(volume), ..Cause::value(source) })?;
        }
    }
    ControlFlow::Continue(())
}

fn host_path_words(causes: &[Cause<'_>]) -> Words {
    Words { reason: "hostPath volumes", detail: counted("volume", "volumes", &names(causes)) }
}

fn restricted<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for volume in pod.volumes() {
        let first = sources(volume.node).min_by_key(|(place, _)| *place);
        if first.is_none_or(|(place, _)| place >= HARMLESS) {
            let source = first.map_or(volume.node, |(_, source)| source);
            faults.add(|| Cause { culprit: Culprit::Volume(volume), ..Cause::value(source) })?;
        }
    }
    ControlFlow::Continue(())
}

fn restricted_words(causes: &[Cause<'_>]) -> Words {
    let type_ = |cause: &Cause<'_>| match cause.culprit {
        Culprit::Volume(volume) if volume.node.id() == cause.node.id() => "unknown".to_owned(),
        _ => cause.field().into_owned(),
    };
    let (names, types) = (names(causes), sorted(causes.iter().map(type_)));
    let use_ = plural("uses", "use", names.len());
    let noun = plural("restricted volume type", "restricted volume types", types.len());
    Words {
        reason: "restricted volume types",
        detail: format!("{} {use_} {noun} {}", counted("volume", "volumes", &names), quoted(&types)),
    }
}

/// Whether a volume says where it comes from, in any way that the plugin knows.
pub(crate) fn has_known_source(volume: Node<'_>) -> bool {
    sources(volume).next().is_some()
}

/// The sources that a volume names, with their places in the table.
fn sources<'a>(volume: Node<'a>) -> impl Iterator<Item = (usize, Node<'a>)> {
    volume.named(&SOURCES).filter(|(_, source)| is_mapping(source))
}

/// The names of the volumes at fault.
fn names<'a>(causes: &[Cause<'a>]) -> Vec<Cow<'a, str>> {
    let name = |cause: &Cause<'a>| match cause.culprit {
        Culprit::Volume(volume) => Some(volume.name()),
        _ => None,
    };
    causes.iter().filter_map(name).collect()
}
