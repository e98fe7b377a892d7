//! What gives a container the rights of the node, or lets it gain rights.

use crate::controls::Complaint;
use crate::offenders::Offenders;
use crate::subject::{Subject, boolean, is_true, mapping};
use crate::verdict::Cause;

/// `securityContext.privileged: true`.
pub(crate) fn privileged<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    for (container, security) in pod.container_securities() {
        if let Some(node) = security.privileged.filter(is_true) {
            offenders.blame(Some(container), Cause::value(node));
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
        let allowed =
            container.security.as_ref().and_then(|security| boolean(security.allow_privilege_escalation));
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
        let Some(options) = mapping(security.windows_options) else { continue };
        if let Some(node) = options.get("hostProcess").filter(is_true) {
            offenders.blame(who, Cause::value(node));
        }
    }
    offenders.complaint(|who| {
        let setters = who.setters().join(" and ");
        ("hostProcess", format!("{setters} must not set securityContext.windowsOptions.hostProcess=true"))
    })
}
