//! What is known of each component: its flags, the defaults of its configuration file, and what kubeadm tells it.
//! Recorded from the components themselves by `kube/components`, for several minors of Kubernetes.

use model::KubernetesVersion;

use crate::generated::{NEWEST, OLDEST, RECORDS};

/// A program that a cluster consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// kube-apiserver.
    ApiServer,
    /// kube-controller-manager.
    ControllerManager,
    /// kube-scheduler.
    Scheduler,
    /// etcd.
    Etcd,
    /// kubelet.
    Kubelet,
    /// kube-proxy.
    Proxy,
}

/// The Go type of a flag, as far as it matters to how the flag is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlagType {
    /// A boolean; the flag may stand without a value.
    Bool,
    /// An integer.
    Integer,
    /// An integer that is not negative.
    Unsigned,
    /// A duration.
    Duration,
    /// Any other single value: the last one wins.
    Text,
    /// A list: values are split at commas; given again, it adds.
    List,
    /// A list whose values are not split; given again, it adds.
    Array,
    /// `key=value` pairs with commas between them; given again, it adds.
    Map,
}

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Of {
    /// A flag of a component.
    Flag(Component),
    /// A field of the kubelet's configuration file, with the default that holds where a file is read.
    KubeletConfiguration,
    /// A field of kube-proxy's.
    ProxyConfiguration,
    /// A field of kube-scheduler's.
    SchedulerConfiguration,
    /// An admission plugin of kube-apiserver; its default says whether it is on.
    Admission,
    /// A flag that kubeadm gives a component.
    Kubeadm(Component),
    /// The etcd that belongs to the minor.
    EtcdRelease,
}

/// A line of the table.
#[derive(Debug)]
pub(crate) struct Record {
    pub of: Of,
    pub name: &'static str,
    pub kind: FlagType,
    pub default: &'static str,
    /// The value of the flag where it stands without one; empty where it cannot.
    pub bare: &'static str,
    pub deprecated: bool,
    /// The first and the last recorded minor of Kubernetes 1 that it holds for.
    pub minors: (u16, u16),
}

/// A flag of a component, in one minor.
#[derive(Clone, Copy, Debug)]
pub struct Flag(&'static Record);

/// An admission plugin, in one minor.
#[derive(Clone, Copy, Debug)]
pub struct AdmissionPlugin(&'static Record);

impl Component {
    /// All of them.
    pub const ALL: [Component; 6] = [
        Component::ApiServer,
        Component::ControllerManager,
        Component::Scheduler,
        Component::Etcd,
        Component::Kubelet,
        Component::Proxy,
    ];

    /// The name of its program.
    pub fn name(self) -> &'static str {
        match self {
            Component::ApiServer => "kube-apiserver",
            Component::ControllerManager => "kube-controller-manager",
            Component::Scheduler => "kube-scheduler",
            Component::Etcd => "etcd",
            Component::Kubelet => "kubelet",
            Component::Proxy => "kube-proxy",
        }
    }

    /// The component of a program's name.
    pub fn of_name(name: &str) -> Option<Component> {
        Component::ALL.into_iter().find(|component| component.name() == name)
    }
}

impl Flag {
    /// Its name, without dashes.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Its type.
    pub fn kind(self) -> FlagType {
        self.0.kind
    }

    /// Its default, as its help prints it.
    pub fn default(self) -> &'static str {
        self.0.default
    }

    /// Its value where it stands without one.
    pub fn bare(self) -> Option<&'static str> {
        (!self.0.bare.is_empty()).then_some(self.0.bare)
    }

    /// Whether the component warns of it.
    pub fn is_deprecated(self) -> bool {
        self.0.deprecated
    }
}

impl AdmissionPlugin {
    /// Its name.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Whether it is on where nothing is said of it.
    pub fn is_default(self) -> bool {
        self.0.default == "true"
    }
}

/// Whether the minor is one of those that were recorded; for all others the answers are those of the nearest.
pub fn is_recorded(version: KubernetesVersion) -> bool {
    version.major == 1 && (OLDEST..=NEWEST).contains(&version.minor)
}

/// The oldest minor that was recorded.
pub fn oldest_recorded() -> KubernetesVersion {
    KubernetesVersion { major: 1, minor: OLDEST }
}

/// A flag of a component; `None` where that minor has none of the name.
pub fn flag(component: Component, name: &str, version: KubernetesVersion) -> Option<Flag> {
    find(Of::Flag(component), name, version).map(Flag)
}

/// The admission plugins of kube-apiserver, by name.
pub fn admission_plugins(version: KubernetesVersion) -> impl Iterator<Item = AdmissionPlugin> {
    all(Of::Admission, version).map(AdmissionPlugin)
}

/// The default of a field of a configuration file where the file is silent; `None` where it is the type's zero value.
pub(crate) fn file_default(of: Of, path: &str, version: KubernetesVersion) -> Option<&'static str> {
    find(of, path, version).map(|record| record.default)
}

/// What kubeadm gives a flag of a component.
pub(crate) fn kubeadm(component: Component, name: &str, version: KubernetesVersion) -> Option<&'static str> {
    find(Of::Kubeadm(component), name, version).map(|record| record.default)
}

/// The newest recorded minor of Kubernetes that comes with a minor of etcd, such as `3.6`.
pub(crate) fn release_of_etcd(minor: &str) -> Option<KubernetesVersion> {
    let records = RECORDS.iter().filter(|record| record.of == Of::EtcdRelease);
    let fits = |record: &&Record| {
        record.default.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    records
        .filter(fits)
        .map(|record| record.minors.1)
        .max()
        .map(|minor| KubernetesVersion { major: 1, minor })
}

fn find(of: Of, name: &str, version: KubernetesVersion) -> Option<&'static Record> {
    let from = RECORDS.partition_point(|record| (record.of, record.name) < (of, name));
    let records = RECORDS.get(from..)?.iter();
    records.take_while(|record| record.of == of && record.name == name).find(|record| holds(record, version))
}

fn all(of: Of, version: KubernetesVersion) -> impl Iterator<Item = &'static Record> {
    let from = RECORDS.partition_point(|record| record.of < of);
    let records = RECORDS.get(from..).unwrap_or_default().iter();
    records.take_while(move |record| record.of == of).filter(move |record| holds(record, version))
}

fn holds(record: &Record, version: KubernetesVersion) -> bool {
    let minor = if version.major == 1 { version.minor.clamp(OLDEST, NEWEST) } else { NEWEST };
    (record.minors.0..=record.minors.1).contains(&minor)
}
