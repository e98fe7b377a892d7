//! The Pod Security Standards, exactly as the admission plugin of Kubernetes judges them: all checks, at every version,
//! in the plugin's own order and words (`k8s.io/pod-security-admission/policy`).

use manifest::Node;
use model::PodView;

/// A level of the standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Everything is allowed.
    Privileged,
    /// Known privilege escalations are not.
    Baseline,
    /// Current hardening practice.
    Restricted,
}

/// A version of the standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 1.x; above the newest known it is judged as the newest.
    Minor(u16),
    /// The newest.
    Latest,
}

/// One way in which one field breaks a control.
#[derive(Clone)]
pub struct Cause<'a> {
    /// The offending value, or the mapping that lacks the field.
    pub node: Node<'a>,
    /// Whether the field is absent from `node`.
    pub absent: bool,
    /// The container's name, where a container is at fault.
    pub container: Option<String>,
}

/// A control that a pod breaks.
#[derive(Clone)]
pub struct Violation<'a> {
    /// The plugin's name of the check, such as `allowPrivilegeEscalation`.
    pub check: &'static str,
    /// The plugin's reason, such as `allowPrivilegeEscalation != false`.
    pub reason: String,
    /// The plugin's detail, such as `container "a" must set securityContext.allowPrivilegeEscalation=false`.
    pub detail: String,
    /// Every field at fault.
    pub causes: Vec<Cause<'a>>,
}

/// What the standards say of a pod. Allowed when there is no violation.
#[derive(Clone, Default)]
pub struct Verdict<'a> {
    /// In the plugin's order, which is the order of its message.
    pub violations: Vec<Violation<'a>>,
}

/// Judges a pod at a level and version. A field of a type that Kubernetes cannot decode counts as not there: ask
/// [`model::Inventory::malformed`] first.
pub fn judge<'a>(pod: PodView<'a>, level: Level, version: Version) -> Verdict<'a> {
    let _ = (pod, level, version);
    Verdict::default()
}

impl Verdict<'_> {
    /// Whether the pod is admitted.
    pub fn allowed(&self) -> bool {
        self.violations.is_empty()
    }

    /// The plugin's aggregated detail: what stands behind `violates PodSecurity "restricted:v1.36": `.
    pub fn message(&self) -> String {
        String::new()
    }
}
