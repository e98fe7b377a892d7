//! Probes and lifecycle handlers that the kubelet sends to another host than the pod.

use std::ops::ControlFlow;

use manifest::{FieldNames, Node};

use crate::cause::{Cause, Faults};
use crate::controls::Judge;
use crate::culprits::Culprits;
use crate::subject::{Container, ContainerField, Subject, text};
use crate::words::{Words, plural, quoted, sorted};

/// A `host` in a probe or lifecycle handler; the empty one is the pod itself.
pub(crate) const HOSTS: Judge = Judge { find: hosts, words };

fn hosts<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for container in pod.containers() {
        let probes =
            [ContainerField::LivenessProbe, ContainerField::ReadinessProbe, ContainerField::StartupProbe];
        for probe in probes.into_iter().filter_map(|probe| container.get(probe)) {
            handler(container, probe, faults)?;
        }
        let Some(lifecycle) = container.get(ContainerField::Lifecycle) else { continue };
        for hook in ["postStart", "preStop"].into_iter().filter_map(|hook| lifecycle.get(hook)) {
            handler(container, hook, faults)?;
        }
    }
    ControlFlow::Continue(())
}

/// The `host` of the `httpGet` and `tcpSocket` of a handler.
fn handler<'a>(container: &Container<'a>, handler: Node<'a>, faults: &mut Faults<'a>) -> ControlFlow<()> {
    static ACTIONS: FieldNames<2> = FieldNames::new(["httpGet", "tcpSocket"]);
    for (_, action) in handler.named(&ACTIONS) {
        let Some(node) = action.get("host") else { continue };
        if node.as_str().is_some_and(|host| !host.is_empty()) {
            faults.add(|| Cause::value(node).of(container))?;
        }
    }
    ControlFlow::Continue(())
}

/// Here the plugin names each container once, in order of names.
fn words(causes: &[Cause<'_>]) -> Words {
    let containers = Culprits::of(causes).distinct();
    let hosts = sorted(causes.iter().map(|cause| text(Some(cause.node)).unwrap_or_default()));
    let detail = format!(
        "{} {} {} {} {}",
        plural("container", "containers", containers.len()),
        quoted(&containers),
        plural("uses", "use", containers.len()),
        plural("probe or lifecycle host", "probe or lifecycle hosts", hosts.len()),
        quoted(&hosts),
    );
    Words { reason: "probe or lifecycle host", detail }
}
