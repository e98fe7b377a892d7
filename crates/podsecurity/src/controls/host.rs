//! The node's namespaces and ports.

use std::ops::ControlFlow;

use crate::cause::{Cause, Faults};
use crate::controls::Judge;
use crate::culprits::Culprits;
use crate::subject::{ContainerField, SpecField, Subject, is_true, structs};
use crate::words::{Words, plural, sorted};

/// A namespace that is shared with the node.
pub(crate) const NAMESPACES: Judge = Judge { find: namespaces, words: namespaces_words };

/// A port of the node; 0 asks for none.
pub(crate) const PORTS: Judge = Judge { find: ports, words: ports_words };

fn namespaces<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for field in [SpecField::HostNetwork, SpecField::HostPid, SpecField::HostIpc] {
        if let Some(node) = pod.get(field).filter(is_true) {
            faults.add(|| Cause::value(node))?;
        }
    }
    ControlFlow::Continue(())
}

fn namespaces_words(causes: &[Cause<'_>]) -> Words {
    let shared: Vec<String> = causes.iter().map(|cause| format!("{}=true", cause.field())).collect();
    Words { reason: "host namespaces", detail: shared.join(", ") }
}

fn ports<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for container in pod.containers() {
        for port in structs(container.get(ContainerField::Ports)) {
            let Some(node) = port.get("hostPort") else { continue };
            if node.as_i64().is_some_and(|number| number != 0 && i32::try_from(number).is_ok()) {
                faults.add(|| Cause::value(node).of(container))?;
            }
        }
    }
    ControlFlow::Continue(())
}

fn ports_words(causes: &[Cause<'_>]) -> Words {
    let numbers = causes.iter().filter_map(|cause| cause.node.as_i64());
    let ports = sorted(numbers.map(|number| number.to_string())); // by text: 10 before 9
    let culprits = Culprits::of(causes);
    let use_ = plural("uses", "use", culprits.count());
    let noun = plural("hostPort", "hostPorts", ports.len());
    let detail = format!("{} {use_} {noun} {}", culprits.containers(), ports.join(", "));
    Words { reason: "hostPort", detail }
}
