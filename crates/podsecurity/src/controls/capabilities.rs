//! Linux capabilities. Names are compared as written: `all`, `CAP_CHOWN` and `chown` are other names.

use std::borrow::Cow;

use manifest::Node;

use crate::controls::Complaint;
use crate::offenders::Offenders;
use crate::subject::{Container, Security, Subject, mapping, strings};
use crate::verdict::Cause;
use crate::words::{quoted, sorted};

/// What container runtimes grant by default.
const DEFAULT: [&str; 13] = [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

/// Capabilities added beyond the runtimes' default.
pub(crate) fn baseline<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut added = Added::default();
    for (container, security) in pod.container_securities() {
        for (node, name) in list(Some(security), "add") {
            if !DEFAULT.contains(&&*name) {
                added.blame(container, node, name);
            }
        }
    }
    let Added { offenders, names } = added;
    offenders.complaint(|who| ("non-default capabilities", not_included(who, names)))
}

/// Containers that do not drop all capabilities, or add another than `NET_BIND_SERVICE`.
pub(crate) fn restricted<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut keeping = Offenders::default();
    let mut added = Added::default();
    for container in pod.containers() {
        let security = container.security.as_ref();
        if !list(security, "drop").any(|(_, name)| name == "ALL") {
            keeping.blame(
                Some(container),
                Cause::at(container.node, &["securityContext", "capabilities", "drop"]),
            );
        }
        for (node, name) in list(security, "add") {
            if name != "NET_BIND_SERVICE" {
                added.blame(container, node, name);
            }
        }
    }
    if keeping.is_empty() && added.offenders.is_empty() {
        return None;
    }
    let mut details = Vec::new();
    if !keeping.is_empty() {
        details
            .push(format!(r#"{} must set securityContext.capabilities.drop=["ALL"]"#, keeping.containers()));
    }
    if !added.offenders.is_empty() {
        details.push(not_included(&added.offenders, added.names));
    }
    keeping.absorb(added.offenders);
    keeping.complaint(|_| ("unrestricted capabilities", details.join("; ")))
}

/// Containers that add capabilities they may not add, and which.
#[derive(Default)]
struct Added<'a> {
    offenders: Offenders<'a>,
    names: Vec<Cow<'a, str>>,
}

impl<'a> Added<'a> {
    fn blame(&mut self, container: &Container<'a>, node: Node<'a>, name: Cow<'a, str>) {
        self.offenders.blame(Some(container), Cause::value(node));
        self.names.push(name);
    }
}

fn not_included(offenders: &Offenders<'_>, names: Vec<Cow<'_, str>>) -> String {
    let names = quoted(&sorted(names));
    format!("{} must not include {names} in securityContext.capabilities.add", offenders.containers())
}

fn list<'a>(
    security: Option<&Security<'a>>,
    key: &'static str,
) -> impl Iterator<Item = (Node<'a>, Cow<'a, str>)> + use<'a> {
    let capabilities = security.and_then(|security| mapping(security.capabilities));
    strings(capabilities.and_then(|capabilities| capabilities.get(key)))
}
