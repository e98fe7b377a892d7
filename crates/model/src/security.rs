//! The effective security context: what holds for a container once pod, container, operating system, user namespace
//! and defaults are taken together (`DetermineEffectiveSecurityContext` in Kubernetes' `pkg/securitycontext`, and what
//! the kubelet's `kuberuntime` and `pkg/security/apparmor` make of it).

use std::borrow::Cow;

use manifest::{Kind, Node};

use crate::object::text;
use crate::{Capabilities, Container, PodView};

/// Who set a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// The container's securityContext, or an annotation for this container.
    Container,
    /// The pod's securityContext or spec.
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

/// The type of a seccomp or AppArmor profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Profile {
    /// The container runtime's own.
    RuntimeDefault,
    /// None at all.
    Unconfined,
    /// A file on the node, or a profile loaded there.
    Localhost,
    /// A type that the API server refuses.
    Unknown,
}

/// What holds for one container. A field of a type that Kubernetes cannot decode counts as not set.
#[derive(Clone)]
pub struct EffectiveSecurity<'a> {
    /// Default false.
    pub privileged: Effective<'a, bool>,
    /// Default true. Always true when privileged or when `CAP_SYS_ADMIN` is added, spelled so: the API server refuses
    /// those two with false. Plain `SYS_ADMIN` changes nothing: the kubelet does as the field says.
    pub allow_privilege_escalation: Effective<'a, bool>,
    /// Default false.
    pub read_only_root_filesystem: Effective<'a, bool>,
    /// Default `None`: the image decides.
    pub run_as_non_root: Effective<'a, Option<bool>>,
    /// Default `None`: the image decides.
    pub run_as_user: Effective<'a, Option<i64>>,
    /// Default `None`: the image decides.
    pub run_as_group: Effective<'a, Option<i64>>,
    /// Default `None`: the node decides, by its kubelet's `seccompDefault`. The annotations of old do not count: no
    /// version since 1.27 reads them. A runtime need not apply it to a privileged container.
    pub seccomp: Effective<'a, Option<Profile>>,
    /// Default `None`: the node decides. The container's field, then the annotation for it, then the pod's field.
    pub app_armor: Effective<'a, Option<Profile>>,
    /// What the container may do of root's powers.
    pub capabilities: Capabilities<'a>,
    /// `windowsOptions.runAsUserName`; default `None`: the image decides.
    pub run_as_user_name: Effective<'a, Option<Cow<'a, str>>>,
    /// `windowsOptions.hostProcess`; default false.
    pub host_process: Effective<'a, bool>,
    /// `spec.os.name: windows`.
    pub windows: bool,
    /// `hostUsers: false`: root in the container is not root on the node.
    pub user_namespace: Effective<'a, bool>,
}

impl<'a> EffectiveSecurity<'a> {
    /// Resolves what holds for a container.
    pub(crate) fn of(container: Container<'a>) -> EffectiveSecurity<'a> {
        let pod = container.pod();
        let levels = Levels { container: container.security_context(), pod: pod.security_context() };
        let privileged = levels.container_only(&["privileged"], Node::as_bool).or(false);
        let capabilities = Capabilities::of(levels.container, privileged.value);
        EffectiveSecurity {
            privileged,
            allow_privilege_escalation: escalation(levels, privileged, &capabilities),
            read_only_root_filesystem: levels
                .container_only(&["readOnlyRootFilesystem"], Node::as_bool)
                .or(false),
            run_as_non_root: levels.find(&["runAsNonRoot"], Node::as_bool).optional(),
            run_as_user: levels.find(&["runAsUser"], Node::as_i64).optional(),
            run_as_group: levels.find(&["runAsGroup"], Node::as_i64).optional(),
            seccomp: levels.find(&["seccompProfile"], profile).optional(),
            app_armor: app_armor(container, levels).optional(),
            capabilities,
            run_as_user_name: levels.find(&["windowsOptions", "runAsUserName"], Node::as_str).optional(),
            host_process: levels.find(&["windowsOptions", "hostProcess"], Node::as_bool).or(false),
            windows: pod.is_windows(),
            user_namespace: user_namespace(pod),
        }
    }
}

/// A value that somebody set, or none.
struct Found<'a, T>(Option<Effective<'a, T>>);

impl<'a, T> Found<'a, T> {
    fn or(self, default: T) -> Effective<'a, T> {
        self.0.unwrap_or(Effective { value: default, by: SetBy::Default, node: None })
    }

    fn optional(self) -> Effective<'a, Option<T>> {
        match self.0 {
            Some(Effective { value, by, node }) => Effective { value: Some(value), by, node },
            None => Effective { value: None, by: SetBy::Default, node: None },
        }
    }
}

/// The two securityContexts; a container's field wins over the pod's of the same name.
#[derive(Clone, Copy)]
struct Levels<'a> {
    container: Option<Node<'a>>,
    pod: Option<Node<'a>>,
}

impl<'a> Levels<'a> {
    fn find<T>(self, path: &[&str], read: fn(Node<'a>) -> Option<T>) -> Found<'a, T> {
        let container = self.container_only(path, read);
        Found(container.0.or_else(|| set(self.pod, path, SetBy::Pod, read)))
    }

    fn container_only<T>(self, path: &[&str], read: fn(Node<'a>) -> Option<T>) -> Found<'a, T> {
        Found(set(self.container, path, SetBy::Container, read))
    }
}

fn set<'a, T>(
    context: Option<Node<'a>>,
    path: &[&str],
    by: SetBy,
    read: fn(Node<'a>) -> Option<T>,
) -> Option<Effective<'a, T>> {
    let node = context?.path(path)?;
    Some(Effective { value: read(node)?, by, node: Some(node) })
}

fn escalation<'a>(
    levels: Levels<'a>,
    privileged: Effective<'a, bool>,
    capabilities: &Capabilities<'a>,
) -> Effective<'a, bool> {
    if privileged.value {
        return privileged;
    }
    let administrator =
        capabilities.add.iter().find(|node| node.as_str().is_some_and(|name| name == "CAP_SYS_ADMIN"));
    if let Some(node) = administrator {
        return Effective { value: true, by: SetBy::Container, node: Some(*node) };
    }
    levels.container_only(&["allowPrivilegeEscalation"], Node::as_bool).or(true)
}

/// The type of a profile (`SeccompProfile`, `AppArmorProfile`).
fn profile(node: Node<'_>) -> Option<Profile> {
    if node.kind() != Kind::Mapping {
        return None;
    }
    Some(match &*text(node, "type") {
        "RuntimeDefault" => Profile::RuntimeDefault,
        "Unconfined" => Profile::Unconfined,
        "Localhost" => Profile::Localhost,
        _ => Profile::Unknown,
    })
}

fn app_armor<'a>(container: Container<'a>, levels: Levels<'a>) -> Found<'a, Profile> {
    let field = levels.container_only(&["appArmorProfile"], profile);
    let annotation = || {
        let key = format!("container.apparmor.security.beta.kubernetes.io/{}", container.name());
        set(container.pod().annotations(), &[&key], SetBy::Container, annotated_profile)
    };
    Found(field.0.or_else(annotation).or_else(|| set(levels.pod, &["appArmorProfile"], SetBy::Pod, profile)))
}

/// `None` for values that neither API server nor kubelet understand: they pass over them.
fn annotated_profile(node: Node<'_>) -> Option<Profile> {
    match &*node.as_str()? {
        "runtime/default" => Some(Profile::RuntimeDefault),
        "unconfined" => Some(Profile::Unconfined),
        name if name.starts_with("localhost/") => Some(Profile::Localhost),
        _ => None,
    }
}

fn user_namespace(pod: PodView<'_>) -> Effective<'_, bool> {
    let node = pod.spec().get("hostUsers");
    match node.and_then(Node::as_bool) {
        Some(host_users) => Effective { value: !host_users, by: SetBy::Pod, node },
        None => Effective { value: false, by: SetBy::Default, node: None },
    }
}
