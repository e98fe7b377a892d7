//! Probes and lifecycle handlers that the kubelet sends to another host than the pod.

use std::ops::ControlFlow;

use manifest::{FieldNames, Node};

use crate::cause::{Cause, Faults};
use crate::controls::Judge;
use crate::culprits::Culprits;
use crate::subject::{Container, Subject, mapping, text};
use crate::words::{Words, plural, quoted, sorted};

/// A `host` in a probe or lifecycle handler; the empty one is the pod itself.
pub(crate) const HOSTS: Judge = Judge { find: hosts, words };

fn hosts<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for container in pod.containers() {
        for action in handlers(container).flat_map(actions) {
            let Some(node) = action.get("host") else { continue };
            if node.as_str().is_some_and(|host| !host.is_empty()) {
                faults.add(|| Cause::value(node).of(container))?;
            }
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

fn handlers<'a>(container: &Container<'a>) -> impl Iterator<Item = Node<'a>> + use<'a> {
    let fields = &container.fields;
    let probes = [fields.liveness_probe, fields.readiness_probe, fields.startup_probe];
    let lifecycle = mapping(fields.lifecycle).into_iter();
    let hooks = lifecycle.flat_map(|lifecycle| ["postStart", "preStop"].map(|hook| lifecycle.get(hook)));
    probes.into_iter().chain(hooks).flatten()
}

/// The `httpGet` and `tcpSocket` of a handler.
fn actions<'a>(handler: Node<'a>) -> impl Iterator<Item = Node<'a>> {
    static ACTIONS: FieldNames<2> = FieldNames::new(["httpGet", "tcpSocket"]);
    handler.named(&ACTIONS).filter_map(|(_, action)| mapping(Some(action)))
}
