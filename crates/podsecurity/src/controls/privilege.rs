//! What gives a container the rights of the node, or lets it gain rights.

use crate::controls::Complaint;
use crate::offenders::Offenders;
use crate::subject::{Subject, boolean, mapping};
use crate::verdict::Cause;

/// `securityContext.privileged: true`.
pub(crate) fn privileged<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    for (container, security) in pod.container_securities() {
        if boolean(security, "privileged") == Some(true) {
            offenders.blame(Some(container), Cause::at(security, &["privileged"]));
        }
    }
    offenders.complaint(|who| {
        ("privileged", format!("{} must not set securityContext.privileged=true", who.containers()))
    })
}

/// `securityContext.allowPrivilegeEscalation` other than false, which is also its default.
pub(crate) fn escalation<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    for container in pod.containers() {
        let allowed = container.security.and_then(|security| boolean(security, "allowPrivilegeEscalation"));
        if allowed != Some(false) {
            let cause = Cause::at(container.node, &["securityContext", "allowPrivilegeEscalation"]);
            offenders.blame(Some(container), cause);
        }
    }
    offenders.complaint(|who| {
        let detail = format!("{} must set securityContext.allowPrivilegeEscalation=false", who.containers());
        ("allowPrivilegeEscalation != false", detail)
    })
}

/// `securityContext.windowsOptions.hostProcess: true`, of the pod or a container.
pub(crate) fn host_process<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    for (who, security) in pod.securities() {
        let Some(options) = mapping(security, "windowsOptions") else { continue };
        if boolean(options, "hostProcess") == Some(true) {
            offenders.blame(who, Cause::at(options, &["hostProcess"]));
        }
    }
    offenders.complaint(|who| {
        let setters = who.setters().join(" and ");
        ("hostProcess", format!("{setters} must not set securityContext.windowsOptions.hostProcess=true"))
    })
}
