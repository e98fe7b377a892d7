//! The effective security context: what holds for a container once pod, container, operating system, user namespace
//! and defaults are taken together (`corev1.PodSecurityContext`, `corev1.SecurityContext`).

use manifest::Node;

/// Who set a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// The container's securityContext.
    Container,
    /// The pod's securityContext.
    Pod,
    /// Nobody: Kubernetes' default.
    Default,
}

/// A value that holds for a container, and where it comes from.
#[derive(Clone, Copy)]
pub struct Effective<'a, T> {
    /// The value.
    pub value: T,
    /// Who set it.
    pub by: SetBy,
    /// The node that says so; `None` for defaults.
    pub node: Option<Node<'a>>,
}

/// What holds for one container.
#[derive(Clone)]
pub struct EffectiveSecurity<'a> {
    /// Default false.
    pub privileged: Effective<'a, bool>,
    /// Default true (also when privileged or CAP_SYS_ADMIN is added: then always true).
    pub allow_privilege_escalation: Effective<'a, bool>,
    /// Default false.
    pub read_only_root_filesystem: Effective<'a, bool>,
    /// Default `None`: the image decides.
    pub run_as_non_root: Effective<'a, Option<bool>>,
    /// Default `None`: the image decides.
    pub run_as_user: Effective<'a, Option<i64>>,
    /// Default `None`: the image decides.
    pub run_as_group: Effective<'a, Option<i64>>,
    /// `RuntimeDefault`, `Unconfined`, `Localhost`; default `None`: the node decides.
    pub seccomp: Effective<'a, Option<&'a str>>,
    /// The items of `capabilities.add`.
    pub capabilities_add: Vec<Node<'a>>,
    /// The items of `capabilities.drop`.
    pub capabilities_drop: Vec<Node<'a>>,
    /// `spec.os.name: windows`.
    pub windows: bool,
    /// `hostUsers: false`: root in the container is not root on the node.
    pub user_namespace: bool,
}
