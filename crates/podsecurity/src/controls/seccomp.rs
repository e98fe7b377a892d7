//! Seccomp profiles: annotations before 1.19, fields since.

use crate::controls::Complaint;
use crate::go_quote::go_quote;
use crate::offenders::Offenders;
use crate::subject::{Security, Subject, mapping, string, text};
use crate::verdict::Cause;
use crate::words::{plural, quoted, sorted};

const FIELDS_SINCE: u64 = 19;
const POD_ANNOTATION: &str = "seccomp.security.alpha.kubernetes.io/pod";
const CONTAINER_ANNOTATION: &str = "container.seccomp.security.alpha.kubernetes.io/";

/// A profile other than the runtime's default or one of the node's; none at all is fine.
pub(crate) fn baseline<'a>(pod: &Subject<'a>, minor: u64) -> Option<Complaint<'a>> {
    if minor < FIELDS_SINCE { annotations(pod) } else { profiles(pod) }
}

/// The same, and every container must have a profile, its own or the pod's. A wrong one of the pod is not made up for
/// by right ones of the containers. The plugin's words leave out containers without one where any is wrong; the causes
/// do not.
pub(crate) fn restricted<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut without = Offenders::default();
    let has_none = |security: &Option<Security<'a>>| {
        security.as_ref().is_none_or(|security| mapping(security.seccomp_profile).is_none())
    };
    if has_none(&pod.security) {
        for container in pod.containers().filter(|container| has_none(&container.security)) {
            let path: &[&str] = &["securityContext", "seccompProfile", "type"];
            without.blame(Some(container), Cause::at(container.node, path));
        }
    }
    let Some(mut refused) = profiles(pod) else {
        return without.complaint(|who| {
            let setters = who.containers();
            let field = "securityContext.seccompProfile.type";
            (
                "seccompProfile",
                format!(r#"pod or {setters} must set {field} to "RuntimeDefault" or "Localhost""#),
            )
        });
    };
    refused.causes.extend(without.into_causes());
    Some(refused)
}

/// Profiles that may not be set, of the pod or a container.
fn profiles<'a>(pod: &Subject<'a>) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    let mut types = Vec::new();
    for (who, security) in pod.securities() {
        let Some(profile) = mapping(security.seccomp_profile) else { continue };
        let type_ = text(profile.get("type")).unwrap_or_default();
        if !matches!(&*type_, "RuntimeDefault" | "Localhost") {
            offenders.blame(who, Cause::at(profile, &["type"]));
            types.push(type_);
        }
    }
    offenders.complaint(|who| {
        let (setters, types) = (who.setters().join(" and "), quoted(&sorted(types)));
        ("seccompProfile", format!("{setters} must not set securityContext.seccompProfile.type to {types}"))
    })
}

/// Annotations of the pod and of containers that exist; others are not looked at.
fn annotations<'a>(pod: &Subject<'a>) -> Option<Complaint<'a>> {
    let mut forbidden = Vec::new();
    let mut causes = Vec::new();
    for entry in pod.annotations?.entries() {
        let key = entry.name();
        let container = key.strip_prefix(CONTAINER_ANNOTATION);
        let exists = container.is_some_and(|name| pod.containers().any(|container| container.name() == name));
        if !exists && key != POD_ANNOTATION {
            continue;
        }
        if let Some(value) = string(entry.value).filter(|value| !is_allowed(value)) {
            forbidden.push(format!("{key}={}", go_quote(&value)));
            causes.push(Cause { container: container.map(str::to_owned), ..Cause::value(entry.value) });
        }
    }
    if forbidden.is_empty() {
        return None;
    }
    forbidden.sort_unstable();
    let noun = plural("annotation", "annotations", forbidden.len());
    let detail = format!("forbidden {noun} {}", forbidden.join(", "));
    Some(Complaint { reason: "seccompProfile".to_owned(), detail, causes })
}

fn is_allowed(value: &str) -> bool {
    matches!(value, "runtime/default" | "docker/default") || value.starts_with("localhost/")
}
