//! What a judgement says.

use model::PodView;

use crate::Version;
use crate::cause::Cause;
use crate::controls::{Control, ControlSet};
use crate::subject::Subject;
use crate::words::Words;

/// A control that a pod breaks.
#[derive(Clone)]
pub struct Violation<'a> {
    /// The plugin's name of the check, such as `allowPrivilegeEscalation`.
    pub check: &'static str,
    /// Every field at fault.
    pub causes: Vec<Cause<'a>>,
    pub(crate) control: &'static Control,
}

/// What the standards say of a pod. Allowed when it breaks no control.
#[derive(Clone, Copy)]
pub struct Verdict<'a> {
    pub(crate) pod: PodView<'a>,
    pub(crate) version: Version,
    pub(crate) broken: ControlSet,
}

impl Violation<'_> {
    /// What the plugin says of these causes.
    pub fn words(&self) -> Words {
        self.control.words(&self.causes)
    }
}

impl<'a> Verdict<'a> {
    /// The verdict where no control is in force.
    pub(crate) fn allowing(pod: PodView<'a>, version: Version) -> Verdict<'a> {
        Verdict { pod, version, broken: ControlSet::default() }
    }

    /// Whether the pod is admitted.
    pub fn allowed(&self) -> bool {
        self.broken.is_empty()
    }

    /// The controls that it breaks, in the plugin's order, which is the order of its message.
    pub fn violations(&self) -> Vec<Violation<'a>> {
        if self.allowed() {
            return Vec::new();
        }
        let subject = Subject::new(self.pod);
        self.broken.iter().filter_map(|control| control.violation(&subject, self.version)).collect()
    }

    /// The plugin's aggregated detail: what stands behind `violates PodSecurity "restricted:v1.36": `. Empty when
    /// allowed.
    pub fn message(&self) -> String {
        let mut message = String::new();
        for Words { reason, detail } in self.violations().iter().map(Violation::words) {
            if !message.is_empty() {
                message.push_str(", ");
            }
            message.push_str(reason);
            if !detail.is_empty() {
                message.push_str(" (");
                message.push_str(&detail);
                message.push(')');
            }
        }
        message
    }
}
