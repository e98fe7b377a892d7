//! What the API server fills in before the plugin judges, where that changes what the plugin says. A manifest is judged
//! as it is written; this tells where a cluster would say something else of it.

use std::fmt;

use manifest::Node;
use model::PodView;

use crate::admission::{Reach, reach};
use crate::controls::{has_known_source, is_app_armor_annotation_of};
use crate::subject::{
    Container, ContainerField, SecurityField, SpecField, Subject, boolean, mapping, string, structs, text,
};

/// Something that the API server fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServerDefault {
    /// Under `hostNetwork` every `containerPort` of a Pod becomes a `hostPort` (`SetDefaults_Pod`; not in templates).
    HostPorts,
    /// A volume without a source becomes an `emptyDir` (`SetDefaults_Volume`).
    EmptyDir,
    /// An AppArmor annotation of a Pod is copied into the field (`applyAppArmorVersionSkew`; not in templates).
    AppArmorField,
}

impl fmt::Display for ServerDefault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            ServerDefault::HostPorts => {
                "under hostNetwork the API server makes every containerPort a hostPort"
            }
            ServerDefault::EmptyDir => "the API server makes a volume without a source an emptyDir",
            ServerDefault::AppArmorField => "the API server copies AppArmor annotations into appArmorProfile",
        })
    }
}

/// What the API server would fill in so that its plugin says something else than [`crate::judge`] of the pod as it is
/// written. For templates: of the object itself, not of its Pods.
pub fn server_defaults(pod: PodView<'_>) -> Vec<ServerDefault> {
    let is_pod = reach(pod.object()) == Reach::Pod;
    let subject = Subject::new(pod);
    let holds = |default: &ServerDefault| match default {
        ServerDefault::HostPorts => is_pod && host_ports(&subject),
        ServerDefault::EmptyDir => pod.volumes().any(|volume| !has_known_source(volume.node)),
        ServerDefault::AppArmorField => is_pod && !pod.is_windows() && app_armor(&subject),
    };
    let all = [ServerDefault::HostPorts, ServerDefault::EmptyDir, ServerDefault::AppArmorField];
    all.into_iter().filter(holds).collect()
}

fn host_ports(pod: &Subject<'_>) -> bool {
    let is_zero = |port: Node<'_>, key| port.get(key).and_then(Node::as_i64).unwrap_or(0) == 0;
    boolean(pod.get(SpecField::HostNetwork)) == Some(true)
        && pod
            .containers()
            .flat_map(|container| structs(container.get(ContainerField::Ports)))
            .any(|port| is_zero(port, "hostPort") && !is_zero(port, "containerPort"))
}

/// Only `unconfined` is a profile that the field may hold and the plugin objects to; it is not copied where the pod has
/// it already.
fn app_armor(pod: &Subject<'_>) -> bool {
    let annotated = |name: &str| {
        pod.annotations.into_iter().flat_map(Node::entries).any(|entry| {
            is_app_armor_annotation_of(&entry.name(), name)
                && string(entry.value).is_some_and(|value| value == "unconfined")
        })
    };
    let by_pod =
        pod.security.as_ref().and_then(|security| mapping(security.get(SecurityField::AppArmorProfile)));
    let is_unconfined =
        by_pod.is_some_and(|profile| text(profile.get("type")).as_deref() == Some("Unconfined"));
    let is_open =
        |container: &Container<'_>| mapping(container.security(SecurityField::AppArmorProfile)).is_none();
    !is_unconfined && pod.containers().any(|container| is_open(container) && annotated(&container.name()))
}
