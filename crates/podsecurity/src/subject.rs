//! The pod as the controls see it: every mapping that many of them ask is read once, in one pass, without allocating
//! for any pod of ordinary size.
//!
//! The functions at the end read fields as Go decodes them into `corev1.Pod`: null is absent, and so is (for us) what
//! cannot be decoded at all.

use std::borrow::Cow;

use manifest::{FieldNames, Kind, Node};
use model::PodView;

/// Pods with more containers than this cost one allocation.
const INLINE: usize = 8;

/// A pod that is being judged.
pub(crate) struct Subject<'a> {
    pub(crate) pod: PodView<'a>,
    pub(crate) spec: Spec<'a>,
    /// The pod's own securityContext, where it is a mapping.
    pub(crate) security: Option<Security<'a>>,
    pub(crate) annotations: Option<Node<'a>>,
    inline: [Option<Container<'a>>; INLINE],
    rest: Vec<Container<'a>>,
}

/// A container of the pod.
pub(crate) struct Container<'a> {
    /// Its place in the plugin's order. Names are no identity: the plugin counts two of one name twice.
    pub(crate) index: usize,
    pub(crate) node: Node<'a>,
    pub(crate) fields: ContainerFields<'a>,
    /// Its own securityContext, where it is a mapping.
    pub(crate) security: Option<Security<'a>>,
}

/// Declares a mapping of the API by those of its fields that controls ask for.
macro_rules! fields {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $key:literal,)* }) => {
        $(#[$doc])*
        pub(crate) struct $name<'a> {
            $(pub(crate) $field: Option<Node<'a>>,)*
        }

        impl<'a> $name<'a> {
            fn read(node: Node<'a>) -> $name<'a> {
                static NAMES: FieldNames<{ [$($key),*].len() }> = FieldNames::new([$($key),*]);
                let [$($field),*] = node.fields(&NAMES);
                $name { $($field),* }
            }
        }
    };
}

fields! {
    /// The PodSpec.
    Spec {
        host_ipc: "hostIPC",
        host_network: "hostNetwork",
        host_pid: "hostPID",
        host_users: "hostUsers",
        os: "os",
        security_context: "securityContext",
    }
}

fields! {
    /// An item of `initContainers`, `containers` or `ephemeralContainers`.
    ContainerFields {
        lifecycle: "lifecycle",
        liveness_probe: "livenessProbe",
        name: "name",
        ports: "ports",
        readiness_probe: "readinessProbe",
        security_context: "securityContext",
        startup_probe: "startupProbe",
    }
}

fields! {
    /// A securityContext, of a pod or a container.
    Security {
        allow_privilege_escalation: "allowPrivilegeEscalation",
        app_armor_profile: "appArmorProfile",
        capabilities: "capabilities",
        privileged: "privileged",
        proc_mount: "procMount",
        run_as_non_root: "runAsNonRoot",
        run_as_user: "runAsUser",
        se_linux_options: "seLinuxOptions",
        seccomp_profile: "seccompProfile",
        sysctls: "sysctls",
        windows_options: "windowsOptions",
    }
}

impl<'a> Subject<'a> {
    pub(crate) fn new(pod: PodView<'a>) -> Subject<'a> {
        let spec = Spec::read(pod.spec());
        let security = mapping(spec.security_context).map(Security::read);
        let annotations = pod.annotations();
        let mut subject =
            Subject { pod, spec, security, annotations, inline: [const { None }; INLINE], rest: Vec::new() };
        for (index, container) in pod.containers().enumerate() {
            let node = container.node();
            let fields = ContainerFields::read(node);
            let security = mapping(fields.security_context).map(Security::read);
            let container = Container { index, node, fields, security };
            match subject.inline.get_mut(index) {
                Some(slot) => *slot = Some(container),
                None => subject.rest.push(container),
            }
        }
        subject
    }

    /// Every container, in the plugin's order.
    pub(crate) fn containers(&self) -> impl Iterator<Item = &Container<'a>> {
        self.inline.iter().map_while(Option::as_ref).chain(&self.rest)
    }

    /// The containers that have a securityContext.
    pub(crate) fn container_securities(&self) -> impl Iterator<Item = (&Container<'a>, &Security<'a>)> {
        self.containers().filter_map(|container| Some((container, container.security.as_ref()?)))
    }

    /// The pod's and the containers' securityContexts, each with the container it belongs to.
    pub(crate) fn securities(&self) -> impl Iterator<Item = (Option<&Container<'a>>, &Security<'a>)> {
        let pod = self.security.as_ref().map(|security| (None, security));
        let containers = self.container_securities().map(|(container, security)| (Some(container), security));
        pod.into_iter().chain(containers)
    }

    /// `spec.os.name: windows`.
    pub(crate) fn is_windows(&self) -> bool {
        text(mapping(self.spec.os).and_then(|os| os.get("name"))).as_deref() == Some("windows")
    }

    /// `spec.hostUsers: false`: the pod runs in a user namespace.
    pub(crate) fn has_user_namespace(&self) -> bool {
        boolean(self.spec.host_users) == Some(false)
    }
}

impl<'a> Container<'a> {
    pub(crate) fn name(&self) -> Cow<'a, str> {
        text(self.fields.name).unwrap_or_default()
    }
}

/// A field that holds a mapping (a pointer to a struct in Go; `{}` is one too).
pub(crate) fn mapping(field: Option<Node<'_>>) -> Option<Node<'_>> {
    field.filter(|value| value.kind() == Kind::Mapping)
}

/// Whether a value is the boolean true.
pub(crate) fn is_true(node: &Node<'_>) -> bool {
    node.as_bool() == Some(true)
}

/// A field that holds a boolean.
pub(crate) fn boolean(field: Option<Node<'_>>) -> Option<bool> {
    field?.as_bool()
}

/// A field that holds a string.
pub(crate) fn text(field: Option<Node<'_>>) -> Option<Cow<'_, str>> {
    field?.as_str()
}

/// The items of a field that holds a list of structs: mappings, and nulls, which are empty ones.
pub(crate) fn structs<'a>(field: Option<Node<'a>>) -> impl Iterator<Item = Node<'a>> {
    let items = field.into_iter().flat_map(Node::items);
    items.filter(|item| matches!(item.kind(), Kind::Mapping | Kind::Null))
}

/// The items of a field that holds a list of strings, with what they say.
pub(crate) fn strings<'a>(field: Option<Node<'a>>) -> impl Iterator<Item = (Node<'a>, Cow<'a, str>)> {
    let items = field.into_iter().flat_map(Node::items);
    items.filter_map(|item| Some((item, string(item)?)))
}

/// An item of a list of strings, or a value of a map of strings: null is the empty string there.
pub(crate) fn string(node: Node<'_>) -> Option<Cow<'_, str>> {
    if node.is_null() { Some(Cow::Borrowed("")) } else { node.as_str() }
}
