//! What a judgement says.

use manifest::Node;

/// One way in which one field breaks a control.
#[derive(Clone)]
pub struct Cause<'a> {
    /// The offending value, or the mapping that lacks the field (a null counts as one that lacks everything).
    pub node: Node<'a>,
    /// Whether the field is absent from `node`.
    pub absent: bool,
    /// The keys below `node` that lead to the absent field: `["securityContext", "runAsNonRoot"]` for a container
    /// without a securityContext. Empty where nothing is absent.
    pub missing: &'static [&'static str],
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

impl Verdict<'_> {
    /// Whether the pod is admitted.
    pub fn allowed(&self) -> bool {
        self.violations.is_empty()
    }

    /// The plugin's aggregated detail: what stands behind `violates PodSecurity "restricted:v1.36": `. Empty when
    /// allowed.
    pub fn message(&self) -> String {
        let mut message = String::new();
        for violation in &self.violations {
            if !message.is_empty() {
                message.push_str(", ");
            }
            message.push_str(&violation.reason);
            if !violation.detail.is_empty() {
                message.push_str(" (");
                message.push_str(&violation.detail);
                message.push(')');
            }
        }
        message
    }
}

impl<'a> Cause<'a> {
    /// A value that is there and wrong.
    pub(crate) fn value(node: Node<'a>) -> Cause<'a> {
        Cause { node, absent: false, missing: &[], container: None }
    }

    /// What stands at `path` below `node`; where the path ends early, the absence of the rest.
    pub(crate) fn at(node: Node<'a>, path: &'static [&'static str]) -> Cause<'a> {
        let mut reached = node;
        for (depth, key) in path.iter().enumerate() {
            match reached.get(key) {
                Some(next) => reached = next,
                None => {
                    return Cause { node: reached, absent: true, missing: &path[depth..], container: None };
                }
            }
        }
        Cause::value(reached)
    }
}
