//! Seccomp profiles: annotations before 1.19, fields since.

use std::borrow::Cow;
use std::ops::ControlFlow;

use crate::cause::{Cause, Culprit, Faults};
use crate::controls::{Judge, apparmor};
use crate::culprits::Culprits;
use crate::subject::{Security, SecurityField, Subject, is_mapping, mapping, string, text};
use crate::words::{Words, plural, quoted, sorted};

const FIELDS_SINCE: u64 = 19;
const POD_ANNOTATION: &str = "seccomp.security.alpha.kubernetes.io/pod";
const CONTAINER_ANNOTATION: &str = "container.seccomp.security.alpha.kubernetes.io/";

/// A profile other than the runtime's default or one of the node's; none at all is fine.
pub(crate) const BASELINE: Judge = Judge { find: annotations_or_profiles, words: baseline_words };

/// The same, and every container must have a profile, its own or the pod's. A wrong one of the pod is not made up for
/// by right ones of the containers. The plugin's words leave out containers without one where any is wrong; the causes
/// do not.
pub(crate) const RESTRICTED: Judge = Judge { find: profiles_or_none, words: restricted_words };

fn annotations_or_profiles<'a>(pod: &Subject<'a>, minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    if minor < FIELDS_SINCE { annotations(pod, faults) } else { profiles(pod, faults) }
}

fn baseline_words(causes: &[Cause<'_>]) -> Words {
    let are_annotations = causes.iter().any(|cause| matches!(cause.culprit, Culprit::Annotation));
    if are_annotations { annotations_words(causes) } else { profiles_words(causes) }
}

fn profiles_or_none<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    profiles(pod, faults)?;
    if has_profile(&pod.security) {
        return ControlFlow::Continue(());
    }
    for container in pod.containers().filter(|container| !has_profile(&container.security)) {
        faults.add(|| Cause::omitted(container, &["securityContext", "seccompProfile", "type"]))?;
    }
    ControlFlow::Continue(())
}

fn has_profile(security: &Option<Security<'_>>) -> bool {
    security.as_ref().is_some_and(|security| mapping(security.get(SecurityField::SeccompProfile)).is_some())
}

fn restricted_words(causes: &[Cause<'_>]) -> Words {
    // Wrong profiles were found first.
    let (wrong, without) = causes.split_at(causes.partition_point(|cause| !cause.is_omission));
    if !wrong.is_empty() {
        return profiles_words(wrong);
    }
    let setters = Culprits::of(without).containers();
    let field = "securityContext.seccompProfile.type";
    Words {
        reason: "seccompProfile",
        detail: format!(r#"pod or {setters} must set {field} to "RuntimeDefault" or "Localhost""#),
    }
}

/// Profiles that may not be set, of the pod or a container.
fn profiles<'a>(pod: &Subject<'a>, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for (who, profile) in pod.securities(SecurityField::SeccompProfile).filter(|(_, node)| is_mapping(node)) {
        if !matches!(text(profile.get("type")).as_deref(), Some("RuntimeDefault" | "Localhost")) {
            faults.add(|| Cause::at(profile, &["type"]).of(who))?;
        }
    }
    ControlFlow::Continue(())
}

fn profiles_words(causes: &[Cause<'_>]) -> Words {
    let types = quoted(&sorted(causes.iter().map(Cause::text)));
    let setters = Culprits::of(causes).setters();
    Words {
        reason: "seccompProfile",
        detail: format!("{setters} must not set securityContext.seccompProfile.type to {types}"),
    }
}

/// Annotations of the pod and of containers that exist; others are not looked at.
fn annotations<'a>(pod: &Subject<'a>, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for entry in pod.annotations.into_iter().flat_map(|annotations| annotations.entries()) {
        let key = entry.name();
        let container = key.strip_prefix(CONTAINER_ANNOTATION);
        let exists = container.is_some_and(|name| pod.containers().any(|container| container.name() == name));
        if !exists && key != POD_ANNOTATION {
            continue;
        }
        if string(entry.value).is_some_and(|value| !is_allowed(&value)) {
            faults.add(|| {
                let container = container.map(|name| Cow::Owned(name.to_owned()));
                Cause { container, culprit: Culprit::Annotation, ..Cause::value(entry.value) }
            })?;
        }
    }
    ControlFlow::Continue(())
}

fn annotations_words(causes: &[Cause<'_>]) -> Words {
    let mut forbidden: Vec<String> = causes.iter().map(apparmor::printed).collect();
    forbidden.sort_unstable();
    let noun = plural("annotation", "annotations", forbidden.len());
    Words { reason: "seccompProfile", detail: format!("forbidden {noun} {}", forbidden.join(", ")) }
}

fn is_allowed(value: &str) -> bool {
    matches!(value, "runtime/default" | "docker/default") || value.starts_with("localhost/")
}
