//! AppArmor profiles: fields and annotations, both at every version.

use std::borrow::Cow;

use crate::controls::Complaint;
use crate::go_quote::go_quote;
use crate::offenders::Offenders;
use crate::subject::{Subject, mapping, string, text};
use crate::verdict::Cause;
use crate::words::{plural, quoted, sorted};

const ANNOTATION: &str = "container.apparmor.security.beta.kubernetes.io/";

/// A profile other than the runtime's default or one of the node's. Annotations count for containers that do not
/// exist, too.
pub(crate) fn profile<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    let mut types = Vec::new();
    for (who, security) in pod.securities() {
        let Some(profile) = mapping(security.app_armor_profile) else { continue };
        let type_ = text(profile.get("type")).unwrap_or_default();
        if !matches!(&*type_, "RuntimeDefault" | "Localhost") {
            offenders.blame(who, Cause::at(profile, &["type"]));
            types.push(type_);
        }
    }
    let (mut annotations, causes) = annotations(pod);
    if offenders.is_empty() && annotations.is_empty() {
        return None;
    }
    let mut setters = offenders.setters();
    if !annotations.is_empty() {
        setters.push(plural("annotation", "annotations", annotations.len()).to_owned());
    }
    annotations.sort_unstable();
    let types = sorted(types);
    let values: Vec<Cow<'_, str>> =
        types.into_iter().chain(annotations.into_iter().map(Cow::Owned)).collect();
    let reason = plural("forbidden AppArmor profile", "forbidden AppArmor profiles", values.len());
    let detail =
        format!("{} must not set AppArmor profile type to {}", setters.join(" and "), quoted(&values));
    let causes = offenders.into_causes().into_iter().chain(causes).collect();
    Some(Complaint { reason: reason.to_owned(), detail, causes })
}

/// Wrong annotations as the plugin prints them.
fn annotations<'a>(pod: &Subject<'a>) -> (Vec<String>, Vec<Cause<'a>>) {
    let mut forbidden = Vec::new();
    let mut causes = Vec::new();
    for entry in pod.annotations.into_iter().flat_map(|annotations| annotations.entries()) {
        let key = entry.name();
        let Some(container) = key.strip_prefix(ANNOTATION) else { continue };
        if let Some(value) = string(entry.value).filter(|value| !is_allowed(value)) {
            forbidden.push(format!("{key}={}", go_quote(&value)));
            causes.push(Cause { container: Some(container.to_owned()), ..Cause::value(entry.value) });
        }
    }
    (forbidden, causes)
}

/// Whether a key is the annotation for the container of that name.
pub(crate) fn is_annotation_of(key: &str, container: &str) -> bool {
    key.strip_prefix(ANNOTATION) == Some(container)
}

fn is_allowed(value: &str) -> bool {
    matches!(value, "" | "runtime/default") || value.starts_with("localhost/")
}
