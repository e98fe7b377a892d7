//! Linux capabilities. Names are compared as written: `all`, `CAP_CHOWN` and `chown` are other names.

use std::ops::ControlFlow;

use crate::cause::{Cause, Faults};
use crate::controls::Judge;
use crate::culprits::Culprits;
use crate::subject::{SecurityField, Subject, string, strings};
use crate::words::{Words, quoted, sorted};

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
pub(crate) const BASELINE: Judge = Judge { find: added, words: added_words };

/// Containers that do not drop all capabilities, or add another than `NET_BIND_SERVICE`.
pub(crate) const RESTRICTED: Judge = Judge { find: kept_or_added, words: kept_or_added_words };

fn added<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for (container, capabilities) in pod.container_securities(SecurityField::Capabilities) {
        for (node, name) in strings(capabilities.get("add")) {
            if !DEFAULT.contains(&&*name) {
                faults.add(|| Cause::value(node).of(container))?;
            }
        }
    }
    ControlFlow::Continue(())
}

fn added_words(causes: &[Cause<'_>]) -> Words {
    Words { reason: "non-default capabilities", detail: must_not_include(causes) }
}

fn kept_or_added<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for container in pod.containers() {
        let dropped = container.security(SecurityField::Capabilities).and_then(|node| node.get("drop"));
        if !strings(dropped).any(|(_, name)| name == "ALL") {
            faults.add(|| Cause::omitted(container, &["securityContext", "capabilities", "drop"]))?;
        }
    }
    for (container, capabilities) in pod.container_securities(SecurityField::Capabilities) {
        for (node, name) in strings(capabilities.get("add")) {
            if name != "NET_BIND_SERVICE" {
                faults.add(|| Cause::value(node).of(container))?;
            }
        }
    }
    ControlFlow::Continue(())
}

fn kept_or_added_words(causes: &[Cause<'_>]) -> Words {
    // Those who keep capabilities were found first.
    let (keeping, adding) = causes.split_at(causes.partition_point(|cause| cause.is_omission));
    let must_drop = (!keeping.is_empty()).then(|| {
        let containers = Culprits::of(keeping).containers();
        format!(r#"{containers} must set securityContext.capabilities.drop=["ALL"]"#)
    });
    let must_not_add = (!adding.is_empty()).then(|| must_not_include(adding));
    let detail: Vec<String> = must_drop.into_iter().chain(must_not_add).collect();
    Words { reason: "unrestricted capabilities", detail: detail.join("; ") }
}

fn must_not_include(causes: &[Cause<'_>]) -> String {
    let names = quoted(&sorted(causes.iter().map(|cause| string(cause.node).unwrap_or_default())));
    let containers = Culprits::of(causes).containers();
    format!("{containers} must not include {names} in securityContext.capabilities.add")
}
