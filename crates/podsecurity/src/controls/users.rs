//! Root inside the container.

use crate::controls::Complaint;
use crate::offenders::Offenders;
use crate::subject::{Subject, boolean};
use crate::verdict::Cause;

/// `runAsNonRoot` other than true. An explicit false is wrong anywhere; nothing at all is wrong only where the pod
/// does not say true.
pub(crate) fn non_root<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let by_pod = pod.security.and_then(|security| boolean(security, "runAsNonRoot"));
    let mut refusing = Offenders::default();
    let mut silent = Offenders::default();
    for (who, security) in pod.securities() {
        if boolean(security, "runAsNonRoot") == Some(false) {
            refusing.blame(who, Cause::at(security, &["runAsNonRoot"]));
        }
    }
    if by_pod != Some(true) && refusing.is_empty() {
        for container in pod.containers() {
            if container.security.and_then(|security| boolean(security, "runAsNonRoot")).is_none() {
                silent
                    .blame(Some(container), Cause::at(container.node, &["securityContext", "runAsNonRoot"]));
            }
        }
    }
    let reason = "runAsNonRoot != true";
    let refused = refusing.complaint(|who| {
        let setters = who.setters().join(" and ");
        (reason, format!("{setters} must not set securityContext.runAsNonRoot=false"))
    });
    refused.or_else(|| {
        silent.complaint(|who| {
            (reason, format!("pod or {} must set securityContext.runAsNonRoot=true", who.containers()))
        })
    })
}

/// `runAsUser: 0`, of the pod or a container.
pub(crate) fn root<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    for (who, security) in pod.securities() {
        if let Some(user) = security.get("runAsUser").filter(|user| user.as_i64() == Some(0)) {
            offenders.blame(who, Cause::value(user));
        }
    }
    offenders
        .complaint(|who| ("runAsUser=0", format!("{} must not set runAsUser=0", who.setters().join(" and "))))
}
