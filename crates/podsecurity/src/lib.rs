//! The Pod Security Standards, exactly as the admission plugin of Kubernetes judges them: all checks, at every version,
//! in the plugin's own order and words (`k8s.io/pod-security-admission/policy`).
//!
//! [`judge`] answers for one pod at one level and version. [`admission`] answers as the plugin does in a cluster: labels
//! of the namespace, defaults and exemptions decide the level, and the kind decides who is refused and who is warned.
//!
//! The controls stand in one table (`controls`); a pod is looked at once (`subject`), then each control in force
//! asks that view. Nothing is allocated for a pod that is allowed: text is only made of what is wrong.

pub mod admission;
mod controls;
mod go_quote;
mod offenders;
mod policy;
mod subject;
mod verdict;
mod words;

pub use policy::{Level, LevelVersion, ParseError, Version};
pub use verdict::{Cause, Verdict, Violation};

use model::PodView;

/// Judges a pod at a level and version. A field of a type that Kubernetes cannot decode counts as not there: ask
/// [`model::Inventory::malformed`] first.
pub fn judge<'a>(pod: PodView<'a>, level: Level, version: Version) -> Verdict<'a> {
    if level == Level::Privileged {
        return Verdict::default();
    }
    let subject = subject::Subject::new(pod);
    let violations =
        controls::in_force(level, version).filter_map(|control| control.judge(&subject, version)).collect();
    Verdict { violations }
}
