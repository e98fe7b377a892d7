//! The fields of a container that checks judge: read in one pass, and shared by all of them.

use std::borrow::Cow;

use manifest::{FieldNames, Node};
use model::{Container, ContainerRole, PodView};

/// A container with its fields; one that is null counts as not there.
pub(crate) struct ContainerFields<'a> {
    container: Container<'a>,
    pub args: Option<Node<'a>>,
    pub command: Option<Node<'a>>,
    pub env: Option<Node<'a>>,
    pub image: Option<Node<'a>>,
    pub image_pull_policy: Option<Node<'a>>,
    pub lifecycle: Option<Node<'a>>,
    pub liveness_probe: Option<Node<'a>>,
    pub ports: Option<Node<'a>>,
    pub readiness_probe: Option<Node<'a>>,
    pub resources: Option<Node<'a>>,
    pub startup_probe: Option<Node<'a>>,
    pub volume_mounts: Option<Node<'a>>,
}

static FIELDS: FieldNames<12> = FieldNames::new([
    "args",
    "command",
    "env",
    "image",
    "imagePullPolicy",
    "lifecycle",
    "livenessProbe",
    "ports",
    "readinessProbe",
    "resources",
    "startupProbe",
    "volumeMounts",
]);

impl<'a> ContainerFields<'a> {
    /// Reads the fields of a container.
    pub fn of(container: Container<'a>) -> ContainerFields<'a> {
        let fields = container.node().fields(&FIELDS);
        let [
            args,
            command,
            env,
            image,
            image_pull_policy,
            lifecycle,
            liveness_probe,
            ports,
            readiness_probe,
            resources,
            startup_probe,
            volume_mounts,
        ] = std::array::from_fn(|place| fields.get(place).filter(|node| !node.is_null()));
        ContainerFields {
            container,
            args,
            command,
            env,
            image,
            image_pull_policy,
            lifecycle,
            liveness_probe,
            ports,
            readiness_probe,
            resources,
            startup_probe,
            volume_mounts,
        }
    }

    /// The container itself.
    pub fn container(&self) -> Container<'a> {
        self.container
    }

    /// Its name; empty where it has none.
    pub fn name(&self) -> Cow<'a, str> {
        self.container.name()
    }

    /// Its mapping.
    pub fn node(&self) -> Node<'a> {
        self.container.node()
    }

    /// Its pod.
    pub fn pod(&self) -> PodView<'a> {
        self.container.pod()
    }

    /// Which list it stands in.
    pub fn role(&self) -> ContainerRole {
        self.container.role()
    }

    /// The probes that it has, each with the name of its field.
    pub fn probes(&self) -> impl Iterator<Item = (&'static str, Node<'a>)> + use<'a> {
        let probes = [
            ("livenessProbe", self.liveness_probe),
            ("readinessProbe", self.readiness_probe),
            ("startupProbe", self.startup_probe),
        ];
        probes.into_iter().filter_map(|(field, probe)| Some((field, probe?)))
    }
}
