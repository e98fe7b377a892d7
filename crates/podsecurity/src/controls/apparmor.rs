//! AppArmor profiles: fields and annotations, both at every version.

use std::borrow::Cow;
use std::ops::ControlFlow;

use crate::cause::{Cause, Culprit, Faults};
use crate::controls::Judge;
use crate::culprits::Culprits;
use crate::go_quote::go_quote;
use crate::subject::{SecurityField, Subject, is_mapping, string, text};
use crate::words::{Words, plural, quoted, sorted};

const ANNOTATION: &str = "container.apparmor.security.beta.kubernetes.io/";

/// A profile other than the runtime's default or one of the node's. Annotations count for containers that do not
/// exist, too.
pub(crate) const PROFILE: Judge = Judge { find: profiles, words };

fn profiles<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for (who, profile) in pod.securities(SecurityField::AppArmorProfile).filter(|(_, node)| is_mapping(node))
    {
        if !matches!(text(profile.get("type")).as_deref(), Some("RuntimeDefault" | "Localhost")) {
            faults.add(|| Cause::at(profile, &["type"]).of(who))?;
        }
    }
    for entry in pod.annotations.into_iter().flat_map(|annotations| annotations.entries()) {
        let key = entry.name();
        let Some(container) = key.strip_prefix(ANNOTATION) else { continue };
        if string(entry.value).is_some_and(|value| !is_allowed(&value)) {
            faults.add(|| {
                let container = Some(Cow::Owned(container.to_owned()));
                Cause { container, culprit: Culprit::Annotation, ..Cause::value(entry.value) }
            })?;
        }
    }
    ControlFlow::Continue(())
}

fn words(causes: &[Cause<'_>]) -> Words {
    let is_annotation = |cause: &&Cause<'_>| matches!(cause.culprit, Culprit::Annotation);
    let (annotations, fields): (Vec<&Cause<'_>>, Vec<&Cause<'_>>) = causes.iter().partition(is_annotation);
    let setters = (!fields.is_empty()).then(|| Culprits::of(fields.iter().copied()).setters());
    let noun = plural("annotation", "annotations", annotations.len()).to_owned();
    let setters: Vec<String> = setters.into_iter().chain((!annotations.is_empty()).then_some(noun)).collect();
    let mut values = sorted(fields.iter().map(|cause| cause.text()));
    let mut printed: Vec<Cow<'_, str>> = annotations.iter().map(|cause| printed(cause).into()).collect();
    printed.sort_unstable();
    values.extend(printed);
    let reason = plural("forbidden AppArmor profile", "forbidden AppArmor profiles", values.len());
    let detail =
        format!("{} must not set AppArmor profile type to {}", setters.join(" and "), quoted(&values));
    Words { reason, detail }
}

/// An annotation as the plugin prints it.
pub(super) fn printed(annotation: &Cause<'_>) -> String {
    let value = string(annotation.node).unwrap_or_default();
    format!("{}={}", annotation.field(), go_quote(&value))
}

/// Whether a key is the annotation for the container of that name.
pub(crate) fn is_annotation_of(key: &str, container: &str) -> bool {
    key.strip_prefix(ANNOTATION) == Some(container)
}

fn is_allowed(value: &str) -> bool {
    matches!(value, "" | "runtime/default") || value.starts_with("localhost/")
}
