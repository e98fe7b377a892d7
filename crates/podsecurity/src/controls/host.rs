//! The node's namespaces and ports.

use crate::controls::Complaint;
use crate::offenders::Offenders;
use crate::subject::{Subject, is_true, structs};
use crate::verdict::Cause;
use crate::words::{plural, sorted};

/// A namespace that is shared with the node.
pub(crate) fn namespaces<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let spec = &pod.spec;
    let namespaces = [
        ("hostNetwork=true", spec.host_network),
        ("hostPID=true", spec.host_pid),
        ("hostIPC=true", spec.host_ipc),
    ];
    let mut offenders = Offenders::default();
    let mut shared = Vec::new();
    for (name, node) in namespaces {
        if let Some(node) = node.filter(is_true) {
            offenders.blame(None, Cause::value(node));
            shared.push(name);
        }
    }
    offenders.complaint(|_| ("host namespaces", shared.join(", ")))
}

/// A port of the node; 0 asks for none.
pub(crate) fn ports<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    let mut ports = Vec::new();
    for container in pod.containers() {
        for port in structs(container.fields.ports) {
            let Some(node) = port.get("hostPort") else { continue };
            let Some(number) = node.as_i64().and_then(|number| i32::try_from(number).ok()) else { continue };
            if number != 0 {
                offenders.blame(Some(container), Cause::value(node));
                ports.push(number.to_string());
            }
        }
    }
    offenders.complaint(|who| {
        let ports = sorted(ports); // by text: 10 before 9
        let use_ = plural("uses", "use", who.count());
        let noun = plural("hostPort", "hostPorts", ports.len());
        ("hostPort", format!("{} {use_} {noun} {}", who.containers(), ports.join(", ")))
    })
}
