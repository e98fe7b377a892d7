//! Root inside the container.

use crate::controls::Complaint;
use crate::offenders::Offenders;
use crate::subject::{Security, Subject, boolean};
use crate::verdict::Cause;

/// `runAsNonRoot` other than true. An explicit false is wrong anywhere; nothing at all is wrong only where the pod
/// does not say anything either. The plugin's words leave out the silent ones where anyone says false; the causes do
/// not.
pub(crate) fn non_root<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut refusing = Offenders::default();
    for (who, security) in pod.securities() {
        if let Some(node) = security.run_as_non_root.filter(|node| node.as_bool() == Some(false)) {
            refusing.blame(who, Cause::value(node));
        }
    }
    let mut silent = Offenders::default();
    let is_silent = |security: &Option<Security<'a>>| {
        security.as_ref().is_none_or(|security| boolean(security.run_as_non_root).is_none())
    };
    if is_silent(&pod.security) {
        for container in pod.containers().filter(|container| is_silent(&container.security)) {
            silent.blame(Some(container), Cause::at(container.node, &["securityContext", "runAsNonRoot"]));
        }
    }
    let reason = "runAsNonRoot != true";
    if refusing.is_empty() {
        return silent.complaint(|who| {
            (reason, format!("pod or {} must set securityContext.runAsNonRoot=true", who.containers()))
        });
    }
    let setters = refusing.setters().join(" and ");
    refusing.absorb(silent);
    refusing.complaint(|_| (reason, format!("{setters} must not set securityContext.runAsNonRoot=false")))
}

/// `runAsUser: 0`, of the pod or a container.
pub(crate) fn root<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    for (who, security) in pod.securities() {
        if let Some(user) = security.run_as_user.filter(|user| user.as_i64() == Some(0)) {
            offenders.blame(who, Cause::value(user));
        }
    }
    offenders
        .complaint(|who| ("runAsUser=0", format!("{} must not set runAsUser=0", who.setters().join(" and "))))
}
