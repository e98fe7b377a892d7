//! The pod as the controls see it: every mapping that many of them ask is read once, in one pass, without allocating
//! for any pod of ordinary size.
//!
//! The functions at the end read fields as Go decodes them into `corev1.Pod`: null is absent, and so is (for us) what
//! cannot be decoded at all.

use std::borrow::Cow;

use manifest::{FieldNames, Fields, Kind, Node};
use model::{PodView, Volume};

/// Pods with more containers than this cost one allocation.
const INLINE: usize = 8;

/// A pod that is being judged.
pub(crate) struct Subject<'a> {
    spec: Fields<'a, { SpecField::COUNT }>,
    /// The pod's own securityContext, where it is a mapping.
    pub(crate) security: Option<Security<'a>>,
    pub(crate) annotations: Option<Node<'a>>,
    /// The fields of securityContexts that anybody has: what nobody has need not be looked for.
    mentioned: u32,
    inline: [Option<Container<'a>>; INLINE],
    rest: Vec<Container<'a>>,
}

/// A container of the pod.
pub(crate) struct Container<'a> {
    /// Its place in the plugin's order. Names are no identity: the plugin counts two of one name twice.
    pub(crate) index: usize,
    pub(crate) node: Node<'a>,
    fields: Fields<'a, { ContainerField::COUNT }>,
    /// Its own securityContext, where it is a mapping.
    pub(crate) security: Option<Security<'a>>,
}

/// A securityContext, of a pod or a container.
pub(crate) struct Security<'a> {
    fields: Fields<'a, { SecurityField::COUNT }>,
}

/// Declares a mapping of the API by those of its fields that controls ask for.
macro_rules! fields {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub(crate) enum $name {
            $($field,)*
        }

        impl $name {
            const COUNT: usize = [$($key),*].len();

            fn read(node: Node<'_>) -> Fields<'_, { $name::COUNT }> {
                static NAMES: FieldNames<{ $name::COUNT }> = FieldNames::new([$($key),*]);
                node.fields(&NAMES)
            }
        }
    };
}

fields! {
    /// A field of the PodSpec.
    SpecField {
        HostIpc: "hostIPC",
        HostNetwork: "hostNetwork",
        HostPid: "hostPID",
        HostUsers: "hostUsers",
        Os: "os",
        SecurityContext: "securityContext",
        Volumes: "volumes",
    }
}

fields! {
    /// A field of an item of `initContainers`, `containers` or `ephemeralContainers`.
    ContainerField {
        Lifecycle: "lifecycle",
        LivenessProbe: "livenessProbe",
        Ports: "ports",
        ReadinessProbe: "readinessProbe",
        SecurityContext: "securityContext",
        StartupProbe: "startupProbe",
    }
}

fields! {
    /// A field of a securityContext.
    SecurityField {
        AllowPrivilegeEscalation: "allowPrivilegeEscalation",
        AppArmorProfile: "appArmorProfile",
        Capabilities: "capabilities",
        Privileged: "privileged",
        ProcMount: "procMount",
        RunAsNonRoot: "runAsNonRoot",
        RunAsUser: "runAsUser",
        SeLinuxOptions: "seLinuxOptions",
        SeccompProfile: "seccompProfile",
        Sysctls: "sysctls",
        WindowsOptions: "windowsOptions",
    }
}

impl<'a> Subject<'a> {
    pub(crate) fn new(pod: PodView<'a>) -> Subject<'a> {
        let spec = SpecField::read(pod.spec());
        let security = Security::of(spec.get(SpecField::SecurityContext as usize));
        let mut subject = Subject {
            spec,
            mentioned: security.as_ref().map_or(0, Security::mentioned),
            security,
            annotations: pod.annotations(),
            inline: [const { None }; INLINE],
            rest: Vec::new(),
        };
        for (index, container) in pod.containers().enumerate() {
            let node = container.node();
            let fields = ContainerField::read(node);
            let security = Security::of(fields.get(ContainerField::SecurityContext as usize));
            subject.mentioned |= security.as_ref().map_or(0, Security::mentioned);
            let container = Container { index, node, fields, security };
            match subject.inline.get_mut(index) {
                Some(slot) => *slot = Some(container),
                None => subject.rest.push(container),
            }
        }
        subject
    }

    /// A field of the PodSpec.
    pub(crate) fn get(&self, field: SpecField) -> Option<Node<'a>> {
        self.spec.get(field as usize)
    }

    /// Every container, in the plugin's order.
    pub(crate) fn containers(&self) -> impl Iterator<Item = &Container<'a>> {
        self.inline.iter().map_while(Option::as_ref).chain(&self.rest)
    }

    /// The volumes.
    pub(crate) fn volumes(&self) -> impl Iterator<Item = Volume<'a>> {
        structs(self.get(SpecField::Volumes)).map(|node| Volume { node })
    }

    /// A field of the securityContexts of the containers that have it.
    pub(crate) fn container_securities(
        &self,
        field: SecurityField,
    ) -> impl Iterator<Item = (&Container<'a>, Node<'a>)> {
        let containers = self.mentions(field).then(|| self.containers());
        containers
            .into_iter()
            .flatten()
            .filter_map(move |container| Some((container, container.security(field)?)))
    }

    /// A field of the pod's and the containers' securityContexts, each with the container it belongs to.
    pub(crate) fn securities(
        &self,
        field: SecurityField,
    ) -> impl Iterator<Item = (Option<&Container<'a>>, Node<'a>)> {
        let pod = self.security.as_ref().and_then(|security| security.get(field)).map(|node| (None, node));
        let containers = self.container_securities(field).map(|(container, node)| (Some(container), node));
        pod.into_iter().chain(containers)
    }

    fn mentions(&self, field: SecurityField) -> bool {
        self.mentioned & 1 << field as u32 != 0
    }

    /// `spec.os.name: windows`.
    pub(crate) fn is_windows(&self) -> bool {
        text(mapping(self.get(SpecField::Os)).and_then(|os| os.get("name"))).as_deref() == Some("windows")
    }

    /// `spec.hostUsers: false`: the pod runs in a user namespace.
    pub(crate) fn has_user_namespace(&self) -> bool {
        boolean(self.get(SpecField::HostUsers)) == Some(false)
    }
}

impl<'a> Container<'a> {
    /// One of its fields.
    pub(crate) fn get(&self, field: ContainerField) -> Option<Node<'a>> {
        self.fields.get(field as usize)
    }

    /// A field of its securityContext.
    pub(crate) fn security(&self, field: SecurityField) -> Option<Node<'a>> {
        self.security.as_ref()?.get(field)
    }

    pub(crate) fn name(&self) -> Cow<'a, str> {
        text(self.node.get("name")).unwrap_or_default()
    }
}

impl<'a> Security<'a> {
    fn of(node: Option<Node<'a>>) -> Option<Security<'a>> {
        mapping(node).map(|node| Security { fields: SecurityField::read(node) })
    }

    pub(crate) fn get(&self, field: SecurityField) -> Option<Node<'a>> {
        self.fields.get(field as usize)
    }

    /// A bit for each field that it has.
    fn mentioned(&self) -> u32 {
        let has = |place: &usize| self.fields.has(*place);
        (0..SecurityField::COUNT).filter(has).fold(0, |set, place| set | 1 << place)
    }
}

/// A field that holds a mapping (a pointer to a struct in Go; `{}` is one too).
pub(crate) fn mapping(field: Option<Node<'_>>) -> Option<Node<'_>> {
    field.filter(is_mapping)
}

/// Whether a value is a mapping.
pub(crate) fn is_mapping(node: &Node<'_>) -> bool {
    node.kind() == Kind::Mapping
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
