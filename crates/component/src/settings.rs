//! Components as the input tells them what to do.

use std::borrow::Cow;

use manifest::Node;
use model::{Inventory, KubernetesVersion, Object, PodView};

use crate::catalogue::{self, Component, FlagType, flag, is_recorded, release_of_etcd};
use crate::expand::{Environment, Variable};
use crate::flags::{self, CommandLine, Given, Refusal, Written};
use crate::program::Program;
use crate::setting::{By, Setting};
use crate::{file, kubeadm};

/// A component as one place of the input tells it what to do.
pub struct Settings<'a> {
    /// The component.
    pub component: Component,
    /// The minor of Kubernetes whose flags and defaults count: that of the image or of kubeadm's configuration where
    /// they name one, else the one to judge by.
    pub version: KubernetesVersion,
    /// Where it is told.
    pub place: Place<'a>,
    pub(crate) line: CommandLine<'a>,
    /// Names of flags that are given elsewhere and so decide.
    pub(crate) elsewhere: Vec<Cow<'a, str>>,
    pub(crate) layers: file::Layers<'a>,
    environment: Option<Environment<'a>>,
    is_version_known: bool,
    is_of_the_cluster: bool,
}

/// Where a component is told what to do.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// In a container.
    Command {
        /// The word that names the program.
        name: Node<'a>,
        /// The list that further arguments are added to.
        list: Node<'a>,
    },
    /// In kubeadm's configuration, which puts it into a static Pod or a kubelet's command line.
    Kubeadm {
        /// The document.
        root: Node<'a>,
        /// The path of the additional arguments in it.
        arguments: &'static str,
        /// Whether they are a list of names and values (v1beta4), not a mapping (v1beta3).
        is_list: bool,
    },
    /// In a configuration file of its own.
    File {
        /// The document.
        root: Node<'a>,
        /// What kind of file.
        kind: file::FileKind,
    },
}

/// The components that the containers of a pod run. Costs next to nothing for pods that run none.
pub fn of_pod<'a>(pod: PodView<'a>, version: KubernetesVersion) -> impl Iterator<Item = Settings<'a>> {
    pod.containers().filter_map(move |container| {
        let program = Program::of(container)?;
        let component = program.component;
        let tag = container.node().get("image").and_then(Node::as_str);
        let tagged = tag.as_deref().and_then(|image| version_of(component, image));
        let version = tagged.unwrap_or(version);
        let place = Place::Command { name: program.name, list: program.list };
        let line = flags::read(component, version, program.arguments);
        let environment = (component == Component::Etcd).then(|| Environment::of(container.node()));
        let is_version_known = is_recorded(version) && (component != Component::Etcd || tagged.is_some());
        let is_of_the_cluster = is_of_the_cluster(pod);
        let settings = Settings::new(component, version, place, line);
        Some(Settings { environment, is_version_known, is_of_the_cluster, ..settings })
    })
}

/// The components that a document tells what to do: kubeadm's configuration, and configuration files of components.
pub fn of_object<'a>(inventory: &'a Inventory, object: &'a Object) -> Vec<Settings<'a>> {
    match object.group() {
        "kubeadm.k8s.io" => kubeadm::settings(inventory, object),
        group if group.ends_with(".config.k8s.io") => file::settings(inventory, object),
        _ => Vec::new(),
    }
}

impl<'a> Settings<'a> {
    pub(crate) fn new(
        component: Component,
        version: KubernetesVersion,
        place: Place<'a>,
        line: CommandLine<'a>,
    ) -> Settings<'a> {
        let layers = file::Layers::default();
        let is_version_known = is_recorded(version);
        Settings {
            component,
            version,
            place,
            line,
            elsewhere: Vec::new(),
            layers,
            environment: None,
            is_version_known,
            is_of_the_cluster: true,
        }
    }

    /// What the component does about a flag; `None` where what decides it is not in the input, or where the component
    /// has no such flag.
    pub fn get(&self, name: &'static str) -> Option<Setting<'a>> {
        if self.line.open || self.is_decided_elsewhere(name) {
            return None;
        }
        let kind = flag(self.component, name, self.version).map(|flag| flag.kind());
        if self.given(name).next().is_some() {
            return self.by_line(name, kind?);
        }
        match self.place {
            Place::File { root, kind } => file::get(kind, root, &self.layers, name, self.version),
            Place::Kubeadm { root, .. } => self.by_kubeadm(root, name),
            Place::Command { .. } => self.by_environment(name).unwrap_or_else(|| self.default(name)),
        }
    }

    /// Whether kube-apiserver runs an admission plugin: those that are on by default and those that are enabled, but
    /// disabled ones. `None` where that is not known, or where this minor has no such plugin.
    pub fn runs_admission_plugin(&self, plugin: &str) -> Option<bool> {
        let known = catalogue::admission_plugins(self.version).find(|known| known.name() == plugin)?;
        let enabled = self.get("enable-admission-plugins")?.has(plugin);
        let disabled = self.get("disable-admission-plugins")?.has(plugin);
        Some(enabled || (known.is_default() && !disabled))
    }

    /// Whether it is a part of the cluster itself: in `kube-system`, on the network of its node as static Pods are, or in
    /// a configuration. Others run an etcd, say, of their own.
    pub fn is_of_the_cluster(&self) -> bool {
        self.is_of_the_cluster
    }

    /// Whether a flag is given on the command line or in kubeadm's arguments.
    pub fn is_given(&self, name: &str) -> bool {
        self.given(name).next().is_some()
    }

    /// Every flag that is given, in its order.
    pub fn all_given(&self) -> &[Given<'a>] {
        &self.line.given
    }

    /// That for which the component refuses to start; nothing where its version is none of those that were recorded.
    pub fn refused(&self) -> &[Refusal<'a>] {
        if self.is_version_known { &self.line.refused } else { &[] }
    }

    /// Where a flag would be written that is not: below the document the dotted path of the field or of the additional
    /// arguments; `None` on a command line.
    pub fn field(&self, name: &str) -> Option<(Node<'a>, &'static str)> {
        match self.place {
            Place::Command { .. } => None,
            Place::Kubeadm { root, arguments, .. } => Some((root, arguments)),
            Place::File { root, kind } => Some((root, file::path(kind, name)?)),
        }
    }

    fn given(&self, name: &str) -> impl DoubleEndedIterator<Item = &Given<'a>> {
        self.line.given.iter().filter(move |given| given.name == name)
    }

    fn by_line(&self, name: &str, kind: FlagType) -> Option<Setting<'a>> {
        let last = self.given(name).next_back()?;
        let by = By::Written(last.written);
        match kind {
            FlagType::List | FlagType::Array | FlagType::Map => {
                let values: Option<Vec<Cow<'a, str>>> =
                    self.given(name).map(|given| given.value.clone()).collect();
                Some(Setting::new(values?, by))
            }
            _ => Some(Setting::single(last.value.clone()?, by)),
        }
    }

    /// etcd takes `ETCD_CERT_FILE` for `--cert-file`; the outer `None`: there is no such variable.
    fn by_environment(&self, name: &str) -> Option<Option<Setting<'a>>> {
        let variable = format!("ETCD_{}", name.replace('-', "_").to_uppercase());
        match self.environment?.get(&variable) {
            Variable::Known(value, _) if value.is_empty() => None,
            Variable::Known(value, item) => {
                Some(Some(Setting::single(value, By::Written(Written::Variable(item)))))
            }
            Variable::Unknown => Some(None),
            Variable::Absent => None,
        }
    }

    fn by_kubeadm(&self, root: Node<'a>, name: &'static str) -> Option<Setting<'a>> {
        if self.component == Component::Kubelet {
            return None;
        }
        if let Some(external) = kubeadm::external_etcd(root, self.component, name) {
            return external.or_else(|| self.default(name));
        }
        match catalogue::kubeadm(self.component, name, self.version) {
            Some(value) => Some(Setting::single(value, By::Kubeadm)),
            None => self.default(name),
        }
    }

    /// The component's own default.
    fn default(&self, name: &str) -> Option<Setting<'a>> {
        let flag = flag(self.component, name, self.version)?;
        let default = match (self.component, name) {
            // Not a default of the flag, but what follows where there is neither mode nor file.
            (Component::ApiServer, "authorization-mode") if matches!(flag.default(), "" | "[]") => {
                "AlwaysAllow"
            }
            _ => flag
                .default()
                .strip_prefix('[')
                .and_then(|list| list.strip_suffix(']'))
                .unwrap_or(flag.default()),
        };
        Some(Setting::single(default, By::Default))
    }

    /// Whether a file that is only named decides, or a flag that is given elsewhere.
    fn is_decided_elsewhere(&self, name: &str) -> bool {
        if self.elsewhere.iter().any(|own| own == name) {
            return true;
        }
        let by_file = |flag: &str| name != flag && self.has_file(flag);
        match self.component {
            Component::ApiServer => match name {
                "authorization-mode" => by_file("authorization-config"),
                "anonymous-auth" => by_file("authentication-config") && !self.is_given(name),
                _ => false,
            },
            Component::ControllerManager => false,
            // Its configuration file replaces those of its flags that stand in it.
            Component::Scheduler => {
                by_file("config") && file::path(file::FileKind::Scheduler, name).is_some()
            }
            // Theirs replace all flags.
            Component::Etcd => by_file("config-file"),
            Component::Proxy => by_file("config"),
            Component::Kubelet => {
                (by_file("config") || by_file("config-dir"))
                    && !self.is_given(name)
                    && file::path(file::FileKind::Kubelet, name).is_some()
            }
        }
    }

    fn has_file(&self, flag: &str) -> bool {
        let variable = || matches!(self.by_environment(flag), Some(Some(_) | None));
        self.is_given(flag) || (self.component == Component::Etcd && variable())
    }
}

fn is_of_the_cluster(pod: PodView<'_>) -> bool {
    let on_the_node = || pod.spec().get("hostNetwork").and_then(Node::as_bool).unwrap_or_default();
    pod.object().namespace() == Some("kube-system") || on_the_node()
}

/// The minor that an image's tag names.
fn version_of(component: Component, image: &str) -> Option<KubernetesVersion> {
    let name = image.split('@').next().unwrap_or(image);
    let (_, tag) = name.rsplit('/').next().unwrap_or(name).split_once(':')?;
    if component != Component::Etcd {
        return KubernetesVersion::parse(tag).filter(|version| version.major == 1);
    }
    let mut parts = tag.strip_prefix('v').unwrap_or(tag).split('.');
    let minor = format!("{}.{}", parts.next()?, parts.next()?);
    release_of_etcd(&minor)
}
