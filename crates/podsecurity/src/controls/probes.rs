//! Probes and lifecycle handlers that the kubelet sends to another host than the pod.

use std::borrow::Cow;

use manifest::Node;

use crate::controls::Complaint;
use crate::offenders::Offenders;
use crate::subject::{Container, Subject, mapping, text};
use crate::verdict::Cause;
use crate::words::{plural, quoted, sorted};

/// A `host` in a probe or lifecycle handler; the empty one is the pod itself.
pub(crate) fn hosts<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    let mut hosts = Vec::new();
    for container in pod.containers() {
        for action in handlers(container).flat_map(actions) {
            let Some(host) = text(action.get("host")).filter(|host| !host.is_empty()) else { continue };
            offenders.blame(Some(container), Cause::at(action, &["host"]));
            hosts.push(host);
        }
    }
    offenders.complaint(|who| ("probe or lifecycle host", detail(who, hosts)))
}

/// Here the plugin names each container once, in order of names.
fn detail(offenders: &Offenders<'_>, hosts: Vec<Cow<'_, str>>) -> String {
    let (containers, hosts) = (offenders.distinct(), sorted(hosts));
    format!(
        "{} {} {} {} {}",
        plural("container", "containers", containers.len()),
        quoted(&containers),
        plural("uses", "use", containers.len()),
        plural("probe or lifecycle host", "probe or lifecycle hosts", hosts.len()),
        quoted(&hosts),
    )
}

fn handlers<'a>(container: &Container<'a>) -> impl Iterator<Item = Node<'a>> + use<'a> {
    let fields = &container.fields;
    let probes = [fields.liveness_probe, fields.readiness_probe, fields.startup_probe];
    let lifecycle = mapping(fields.lifecycle).into_iter();
    let hooks = lifecycle.flat_map(|lifecycle| ["postStart", "preStop"].map(|hook| lifecycle.get(hook)));
    probes.into_iter().chain(hooks).flatten()
}

/// The `httpGet` and `tcpSocket` of a handler.
fn actions<'a>(handler: Node<'a>) -> impl Iterator<Item = Node<'a>> {
    let actions = handler.entries().filter(|entry| matches!(&*entry.name(), "httpGet" | "tcpSocket"));
    actions.filter_map(|entry| mapping(Some(entry.value)))
}
