//! Kernel parameters.

use std::borrow::Cow;
use std::ops::ControlFlow;

use crate::cause::{Cause, Faults};
use crate::controls::Judge;
use crate::subject::{SecurityField, Subject, structs, text};
use crate::words::Words;

/// Parameters of the pod's own namespaces, and the version from which each is allowed.
const SAFE: [(&str, u64); 14] = [
    ("kernel.shm_rmid_forced", 0),
    ("net.ipv4.ip_local_port_range", 0),
    ("net.ipv4.tcp_syncookies", 0),
    ("net.ipv4.ping_group_range", 0),
    ("net.ipv4.ip_unprivileged_port_start", 0),
    ("net.ipv4.ip_local_reserved_ports", 27),
    ("net.ipv4.tcp_keepalive_time", 29),
    ("net.ipv4.tcp_fin_timeout", 29),
    ("net.ipv4.tcp_keepalive_intvl", 29),
    ("net.ipv4.tcp_keepalive_probes", 29),
    ("net.ipv4.tcp_rmem", 32),
    ("net.ipv4.tcp_wmem", 32),
    ("net.ipv4.tcp_slow_start_after_idle", 37),
    ("net.ipv4.tcp_notsent_lowat", 37),
];

/// A parameter beyond the safe ones. Names are compared as written, also where `/` may stand for `.`.
pub(crate) const FORBIDDEN: Judge = Judge { find: forbidden, words };

fn forbidden<'a>(pod: &Subject<'a>, minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for sysctl in pod.security.iter().flat_map(|security| structs(security.get(SecurityField::Sysctls))) {
        let name = text(sysctl.get("name")).unwrap_or_default();
        if !SAFE.iter().any(|&(safe, since)| safe == name && since <= minor) {
            faults.add(|| Cause::at(sysctl, &["name"]))?;
        }
    }
    ControlFlow::Continue(())
}

fn words(causes: &[Cause<'_>]) -> Words {
    let names: Vec<Cow<'_, str>> = causes.iter().map(Cause::text).collect();
    Words { reason: "forbidden sysctls", detail: names.join(", ") }
}
