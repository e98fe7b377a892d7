//! Probes and lifecycle handlers that the kubelet sends to another host than the pod.

use std::borrow::Cow;

use manifest::Node;

use crate::controls::Complaint;
use crate::offenders::Offenders;
use crate::subject::{Member, Subject, mapping, text};
use crate::verdict::Cause;
use crate::words::{plural, quoted, sorted};

/// A `host` in a probe or lifecycle handler; the empty one is the pod itself.
pub(crate) fn hosts<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    let mut hosts = Vec::new();
    for container in pod.containers() {
        for action in handlers(container).flat_map(actions) {
            let Some(host) = text(action, "host").filter(|host| !host.is_empty()) else { continue };
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

fn handlers<'a>(container: Member<'a>) -> impl Iterator<Item = Node<'a>> {
    let probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    let probes = probes.into_iter().filter_map(move |probe| mapping(container.node, probe));
    let hooks = mapping(container.node, "lifecycle").into_iter();
    let hooks = hooks.flat_map(|lifecycle| {
        ["postStart", "preStop"].into_iter().filter_map(move |hook| mapping(lifecycle, hook))
    });
    probes.chain(hooks)
}

fn actions<'a>(handler: Node<'a>) -> impl Iterator<Item = Node<'a>> {
    ["httpGet", "tcpSocket"].into_iter().filter_map(move |action| mapping(handler, action))
}
