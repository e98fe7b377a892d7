//! The answer of the Pod Security engine for one pod, asked once and shared by the checks that translate it.

use manifest::Node;
use model::{Container, KubernetesVersion, PodView};
use podsecurity::{Cause, Level, Version, Violation, judge};

/// Controls of the restricted level that stand in the place of one of the baseline level.
const OVERRIDES: [(&str, &str); 4] = [
    ("capabilities_restricted", "capabilities_baseline"),
    ("procMount_restricted", "procMount"),
    ("restrictedVolumes", "hostPathVolumes"),
    ("seccompProfile_restricted", "seccompProfile_baseline"),
];

/// Every control that a pod breaks at the restricted level, which includes baseline. Where a control of each level
/// objects to the same field, the baseline one has it, so that one field is one finding.
pub(crate) fn violations(pod: PodView<'_>, version: KubernetesVersion) -> Vec<Violation<'_>> {
    let version = Version::Minor(version.minor.into());
    let mut all = judge(pod, Level::Baseline, version).violations;
    let baseline = all.len();
    for mut violation in judge(pod, Level::Restricted, version).violations {
        if all.iter().take(baseline).any(|known| known.check == violation.check) {
            continue;
        }
        if let Some(overridden) = overridden(violation.check)
            && let Some(known) = all.iter().take(baseline).find(|known| known.check == overridden)
        {
            violation.causes.retain(|cause| !known.causes.iter().any(|other| same_field(cause, other)));
        }
        if !violation.causes.is_empty() {
            all.push(violation);
        }
    }
    all
}

fn overridden(control: &str) -> Option<&'static str> {
    OVERRIDES.iter().find(|(restricted, _)| *restricted == control).map(|(_, baseline)| *baseline)
}

fn same_field(one: &Cause<'_>, other: &Cause<'_>) -> bool {
    one.node.id() == other.node.id() && one.absent == other.absent
}

/// The container that a cause stands in; `None` for the pod's own fields.
pub(crate) fn container<'a>(pod: PodView<'a>, cause: &Cause<'a>) -> Option<Container<'a>> {
    pod.containers().find(|container| container.node().contains(cause.node))
}

/// Whether a cause is the value of a field of this name.
pub(crate) fn is_field(cause: &Cause<'_>, name: &str) -> bool {
    !cause.absent && cause.node.key().and_then(Node::as_str).is_some_and(|key| key == name)
}

/// Who is at fault, as messages name them: the container, or the pod.
pub(crate) fn who(cause: &Cause<'_>) -> String {
    match &cause.container {
        Some(container) => format!("container `{container}`"),
        None => "the pod".to_owned(),
    }
}
