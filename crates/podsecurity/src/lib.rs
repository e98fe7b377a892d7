//! The Pod Security Standards, exactly as the admission plugin of Kubernetes judges them: all checks, at every version,
//! in the plugin's own order and words (`k8s.io/pod-security-admission/policy`).
//!
//! [`judge`] answers for one pod at one level and version, [`broken_fields`] says which fields of a pod are at fault.
//! [`admission`] answers as the plugin does in a cluster: labels of the namespace, defaults and exemptions decide the
//! level, and the kind decides who is refused and who is warned.
//!
//! The controls stand in one table (`controls`); a pod is looked at once (`subject`), then each control in force
//! asks that view. A verdict only knows which controls are broken, and costs no allocation; causes and words are made
//! when somebody asks for them.

pub mod admission;
mod cause;
mod controls;
mod culprits;
mod go_quote;
mod policy;
mod subject;
mod verdict;
mod words;

pub use cause::Cause;
pub use policy::{Level, LevelVersion, ParseError, Version};
pub use verdict::{Verdict, Violation};
pub use words::Words;

use model::PodView;

/// Judges a pod at a level and version. A field of a type that Kubernetes cannot decode counts as not there: ask
/// `schema::problems` first.
pub fn judge(pod: PodView<'_>, level: Level, version: Version) -> Verdict<'_> {
    let in_force = controls::in_force(level, version);
    if in_force.is_empty() {
        return Verdict::allowing(pod, version);
    }
    let subject = subject::Subject::new(pod);
    Verdict { pod, version, broken: in_force.broken_by(&subject, version) }
}

/// Every control of both levels that a pod breaks, with the fields at fault, each field once: where a restricted
/// control overrides a baseline one and both object to a field, the baseline one has it, and the words of the
/// restricted one are about the rest.
pub fn broken_fields(pod: PodView<'_>, version: Version) -> Vec<Violation<'_>> {
    let subject = subject::Subject::new(pod);
    let mut broken: Vec<Violation<'_>> = Vec::new();
    for control in controls::at_any_level(version) {
        let Some(mut violation) = control.violation(&subject, version) else { continue };
        let overridden = control.overrides().and_then(|name| broken.iter().find(|known| known.check == name));
        if let Some(known) = overridden {
            violation.causes.retain(|cause| !known.causes.iter().any(|other| other.is_same_field(cause)));
        }
        if !violation.causes.is_empty() {
            broken.push(violation);
        }
    }
    broken
}
