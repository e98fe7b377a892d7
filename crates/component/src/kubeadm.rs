//! kubeadm's configuration: which flags it gives the components.

use std::borrow::Cow;

use manifest::{Kind, Node};
use model::{Inventory, KubernetesVersion, Object};

use crate::catalogue::Component;
use crate::flags::{self, CommandLine, Given, Written};
use crate::setting::{Setting, text};
use crate::settings::{Place, Settings};

/// Where ClusterConfiguration holds the additional arguments of each component.
const CLUSTER: [(Component, &str); 4] = [
    (Component::ApiServer, "apiServer.extraArgs"),
    (Component::ControllerManager, "controllerManager.extraArgs"),
    (Component::Scheduler, "scheduler.extraArgs"),
    (Component::Etcd, "etcd.local.extraArgs"),
];

const KUBELET: &str = "nodeRegistration.kubeletExtraArgs";

/// The components that a document of kubeadm configures.
pub(crate) fn settings<'a>(inventory: &'a Inventory, object: &'a Object) -> Vec<Settings<'a>> {
    let root = object.root();
    let version = inventory.options().version;
    match object.kind() {
        "ClusterConfiguration" => {
            let named = root.get("kubernetesVersion").and_then(Node::as_str);
            let version = named.as_deref().and_then(KubernetesVersion::parse).unwrap_or(version);
            let external = root.path(&["etcd", "external"]).is_some_and(|external| !external.is_null());
            let components =
                CLUSTER.into_iter().filter(|(component, _)| *component != Component::Etcd || !external);
            components.map(|(component, path)| of(component, object, path, version)).collect()
        }
        "InitConfiguration" | "JoinConfiguration" if follow(root, KUBELET).is_some() => {
            vec![of(Component::Kubelet, object, KUBELET, version)]
        }
        _ => Vec::new(),
    }
}

fn of<'a>(
    component: Component,
    object: &'a Object,
    path: &'static str,
    version: KubernetesVersion,
) -> Settings<'a> {
    let root = object.root();
    let list = follow(root, path);
    let is_list = list.map_or(!is_old(object), |list| list.kind() == Kind::Sequence);
    let line = flags::check(component, version, arguments(list));
    let open = list.is_some_and(has_merge_method);
    let place = Place::Kubeadm { root, arguments: path, is_list };
    Settings::new(component, version, place, CommandLine { open, ..line })
}

/// Versions in which additional arguments are a mapping.
fn is_old(object: &Object) -> bool {
    matches!(&*object.gvk().version, "v1alpha1" | "v1alpha2" | "v1alpha3" | "v1beta1" | "v1beta2" | "v1beta3")
}

/// Whether arguments say how they join what kubeadm gives, instead of replacing it.
fn has_merge_method(list: Node<'_>) -> bool {
    list.items().any(|item| item.get("mergeMethod").is_some_and(|method| !method.is_null()))
}

/// Additional arguments, a mapping (v1beta3) or a list of names and values (v1beta4).
pub(crate) fn arguments(list: Option<Node<'_>>) -> Vec<Given<'_>> {
    let Some(list) = list else { return Vec::new() };
    let entries = list.entries().map(|entry| Given {
        name: normal(entry.name()),
        value: text(entry.value),
        written: Written::Entry(entry.value),
    });
    let items = list.items().filter_map(|item| {
        let value = item.get("value");
        Some(Given {
            name: normal(item.get("name")?.as_str()?),
            value: value.map_or(Some(Cow::Borrowed("")), text),
            written: value.map_or(Written::Item(item), Written::Entry),
        })
    });
    entries.chain(items).collect()
}

fn normal(name: Cow<'_, str>) -> Cow<'_, str> {
    if name.contains('_') { Cow::Owned(name.replace('_', "-")) } else { name }
}

/// What an external etcd makes of the flags that lead to it; `None` where there is none or for other flags.
pub(crate) fn external_etcd<'a>(
    root: Node<'a>,
    component: Component,
    flag: &str,
) -> Option<Option<Setting<'a>>> {
    let field = match (component, flag) {
        (Component::ApiServer, "etcd-servers") => "endpoints",
        (Component::ApiServer, "etcd-cafile") => "caFile",
        (Component::ApiServer, "etcd-certfile") => "certFile",
        (Component::ApiServer, "etcd-keyfile") => "keyFile",
        _ => return None,
    };
    let external = root.path(&["etcd", "external"]).filter(|external| !external.is_null())?;
    Some(external.get(field).and_then(Setting::of_field))
}

fn follow<'a>(root: Node<'a>, path: &str) -> Option<Node<'a>> {
    path.split('.').try_fold(root, |node, key| node.get(key)).filter(|node| !node.is_null())
}
