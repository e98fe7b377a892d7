//! Configuration files of components, by the flags that they stand in for.

use manifest::{Kind, Node};
use model::{Inventory, KubernetesVersion, Object};

use crate::catalogue::{Component, Of, file_default};
use crate::flags::{CommandLine, Written};
use crate::kubelet;
use crate::setting::{By, Setting};
use crate::settings::{Place, Settings};

/// A kind of configuration file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// KubeletConfiguration.
    Kubelet,
    /// KubeProxyConfiguration.
    Proxy,
    /// KubeSchedulerConfiguration.
    Scheduler,
    /// AuthorizationConfiguration of kube-apiserver.
    Authorization,
    /// AuthenticationConfiguration of kube-apiserver.
    Authentication,
}

/// A field that stands in for a flag.
struct Field {
    flag: &'static str,
    path: &'static str,
    /// Whether a zero in the file means that nothing is written.
    is_zero_silent: bool,
}

const fn field(flag: &'static str, path: &'static str) -> Field {
    Field { flag, path, is_zero_silent: false }
}

/// Durations of the kubelet have no pointer, so that 0 is what an absent field is (`v1beta1/defaults.go`).
const fn zero_silent(flag: &'static str, path: &'static str) -> Field {
    Field { flag, path, is_zero_silent: true }
}

const KUBELET: &[Field] = &[
    field("anonymous-auth", "authentication.anonymous.enabled"),
    field("authentication-token-webhook", "authentication.webhook.enabled"),
    field("authorization-mode", "authorization.mode"),
    field("client-ca-file", "authentication.x509.clientCAFile"),
    field("event-qps", "eventRecordQPS"),
    field("feature-gates", "featureGates"),
    field("make-iptables-util-chains", "makeIPTablesUtilChains"),
    field("pod-max-pids", "podPidsLimit"),
    field("protect-kernel-defaults", "protectKernelDefaults"),
    field("read-only-port", "readOnlyPort"),
    field("rotate-certificates", "rotateCertificates"),
    field("rotate-server-certificates", "serverTLSBootstrap"),
    field("seccomp-default", "seccompDefault"),
    zero_silent("streaming-connection-idle-timeout", "streamingConnectionIdleTimeout"),
    field("tls-cert-file", "tlsCertFile"),
    field("tls-cipher-suites", "tlsCipherSuites"),
    field("tls-min-version", "tlsMinVersion"),
    field("tls-private-key-file", "tlsPrivateKeyFile"),
];

const PROXY: &[Field] = &[
    field("metrics-bind-address", "metricsBindAddress"),
    field("profiling", "enableProfiling"),
    field("feature-gates", "featureGates"),
];

const SCHEDULER: &[Field] = &[field("profiling", "enableProfiling")];

const AUTHORIZATION: &[Field] = &[field("authorization-mode", "authorizers")];

const AUTHENTICATION: &[Field] = &[field("anonymous-auth", "anonymous.enabled")];

/// The kubelet's configuration with the files of its drop-in folder.
#[derive(Default)]
pub(crate) struct Layers<'a> {
    /// In the order in which the kubelet reads them; a later one overrides an earlier one.
    pub files: Vec<Node<'a>>,
    /// The place of the one that speaks.
    pub own: usize,
    /// Whether the first is the configuration file itself, so that what no file says is the default.
    pub is_complete: bool,
}

impl FileKind {
    fn of(object: &Object) -> Option<FileKind> {
        Some(match (object.group(), object.kind()) {
            ("kubelet.config.k8s.io", "KubeletConfiguration") => FileKind::Kubelet,
            ("kubeproxy.config.k8s.io", "KubeProxyConfiguration") => FileKind::Proxy,
            ("kubescheduler.config.k8s.io", "KubeSchedulerConfiguration") => FileKind::Scheduler,
            ("apiserver.config.k8s.io", "AuthorizationConfiguration") => FileKind::Authorization,
            ("apiserver.config.k8s.io", "AuthenticationConfiguration") => FileKind::Authentication,
            _ => return None,
        })
    }

    fn component(self) -> Component {
        match self {
            FileKind::Kubelet => Component::Kubelet,
            FileKind::Proxy => Component::Proxy,
            FileKind::Scheduler => Component::Scheduler,
            FileKind::Authorization | FileKind::Authentication => Component::ApiServer,
        }
    }

    fn fields(self) -> &'static [Field] {
        match self {
            FileKind::Kubelet => KUBELET,
            FileKind::Proxy => PROXY,
            FileKind::Scheduler => SCHEDULER,
            FileKind::Authorization => AUTHORIZATION,
            FileKind::Authentication => AUTHENTICATION,
        }
    }
}

/// The component that a configuration file belongs to.
pub(crate) fn settings<'a>(inventory: &'a Inventory, object: &'a Object) -> Vec<Settings<'a>> {
    let Some(kind) = FileKind::of(object) else { return Vec::new() };
    let place = Place::File { root: object.root(), kind };
    let line = CommandLine { given: Vec::new(), refused: Vec::new(), open: false };
    let mut settings = Settings::new(kind.component(), inventory.options().version, place, line);
    if kind == FileKind::Kubelet {
        settings.layers = kubelet::layers(inventory, object);
        settings.elsewhere = kubelet::given_by_kubeadm(inventory, object);
    }
    vec![settings]
}

/// The path of the field that stands in for a flag.
pub(crate) fn path(kind: FileKind, flag: &str) -> Option<&'static str> {
    kind.fields().iter().find(|field| field.flag == flag).map(|field| field.path)
}

/// What a file says of a flag, or does where it is silent; `None` where it is not the one to say.
pub(crate) fn get<'a>(
    kind: FileKind,
    root: Node<'a>,
    layers: &Layers<'a>,
    flag: &str,
    version: KubernetesVersion,
) -> Option<Setting<'a>> {
    let field = kind.fields().iter().find(|field| field.flag == flag)?;
    match kind {
        FileKind::Kubelet => layered(layers, field, version),
        FileKind::Proxy => {
            let default = || default(Of::ProxyConfiguration, field.path, version);
            Some(Said::by(root, field).setting().unwrap_or_else(default))
        }
        FileKind::Scheduler => {
            let default = || default(Of::SchedulerConfiguration, field.path, version);
            Some(Said::by(root, field).setting().unwrap_or_else(default))
        }
        FileKind::Authorization => authorizers(root),
        FileKind::Authentication => anonymous(root),
    }
}

fn layered<'a>(layers: &Layers<'a>, field: &Field, version: KubernetesVersion) -> Option<Setting<'a>> {
    let default = || default(Of::KubeletConfiguration, field.path, version);
    let said = layers.files.iter().enumerate().rev().find_map(|(place, root)| {
        let said = Said::by(*root, field);
        (!matches!(said, Said::Nothing)).then_some((place, said))
    });
    match said {
        Some((place, said)) if place == layers.own => Some(match said {
            Said::Null(node) => {
                Setting::single(default().text().to_owned(), By::Written(Written::Field(node)))
            }
            said => said.setting().unwrap_or_else(default),
        }),
        Some(_) => None,
        None => (layers.is_complete && layers.own == 0).then(default),
    }
}

fn default<'a>(of: Of, path: &str, version: KubernetesVersion) -> Setting<'a> {
    let zero = || file_default(of, path, version).unwrap_or("");
    Setting::single(zero(), By::Default)
}

/// What one file says of a field.
enum Said<'a> {
    /// This.
    Value(Node<'a>),
    /// That it is not set, whatever an earlier file says: in a merge patch a null removes.
    Null(Node<'a>),
    /// Nothing.
    Nothing,
}

impl<'a> Said<'a> {
    fn by(root: Node<'a>, field: &Field) -> Said<'a> {
        let mut node = root;
        for key in field.path.split('.') {
            node = match node.get(key) {
                Some(inner) if inner.is_null() => return Said::Null(inner),
                Some(inner) => inner,
                None => return Said::Nothing,
            };
        }
        let is_zero = || {
            Setting::of_field(node).is_some_and(|setting| setting.is_empty() || setting.duration() == Some(0))
        };
        if field.is_zero_silent && is_zero() { Said::Null(node) } else { Said::Value(node) }
    }

    fn setting(self) -> Option<Setting<'a>> {
        match self {
            Said::Value(node) => Setting::of_field(node),
            Said::Null(_) | Said::Nothing => None,
        }
    }
}

/// The authorizers of an AuthorizationConfiguration, by their types, as the modes they are.
fn authorizers(root: Node<'_>) -> Option<Setting<'_>> {
    let list = root.get("authorizers").filter(|list| list.kind() == Kind::Sequence)?;
    let types = list.items().filter_map(|item| item.get("type")?.as_str()).collect();
    Some(Setting::new(types, By::Written(Written::Field(list))))
}

/// Whether anonymous requests are let in, and not only to a few paths; `None` where the flag decides.
fn anonymous(root: Node<'_>) -> Option<Setting<'_>> {
    let anonymous = root.get("anonymous").filter(|anonymous| anonymous.kind() == Kind::Mapping)?;
    let by = |node| By::Written(Written::Field(node));
    let enabled = anonymous.get("enabled");
    let limited = anonymous.get("conditions").is_some_and(|conditions| conditions.items().next().is_some());
    let on = enabled.and_then(Node::as_bool).unwrap_or_default() && !limited;
    Some(Setting::single(if on { "true" } else { "false" }, by(enabled.unwrap_or(anonymous))))
}
