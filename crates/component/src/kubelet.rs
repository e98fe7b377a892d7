//! How the kubelet puts its configuration together: file, drop-ins in lexical order, defaults, flags last
//! (`cmd/kubelet/app/server.go`).

use std::borrow::Cow;
use std::sync::Arc;

use manifest::Node;
use model::{Inventory, Object};

use crate::file::Layers;
use crate::kubeadm;

/// What the kubelet reads of its drop-in folder.
const DROP_IN: &str = ".conf";

/// The files among which a KubeletConfiguration stands: the one file of its folder that is no drop-in, and the drop-ins
/// (`*.conf`) in the folder and below.
pub(crate) fn layers<'a>(inventory: &'a Inventory, object: &'a Object) -> Layers<'a> {
    let all: Vec<&Object> = inventory.of_kind("kubelet.config.k8s.io", "KubeletConfiguration").collect();
    let alone = |is_complete| Layers { files: vec![object.root()], own: 0, is_complete };
    let base = if is_drop_in(object) { base_of(&all, object) } else { Some(object) };
    let Some(base) = base else { return alone(false) };
    let mut drop_ins: Vec<&Object> = all
        .iter()
        .copied()
        .filter(|other| is_drop_in(other) && base_of(&all, other).is_some_and(|own| own.id() == base.id()))
        .collect();
    drop_ins.sort_by_key(|drop_in| drop_in.document().source().name().to_owned());
    let files: Vec<&Object> = std::iter::once(base).chain(drop_ins).collect();
    let own = files.iter().position(|file| file.id() == object.id()).unwrap_or_default();
    Layers { files: files.into_iter().map(Object::root).collect(), own, is_complete: true }
}

fn is_drop_in(object: &Object) -> bool {
    object.document().source().name().ends_with(DROP_IN)
}

/// The file that a drop-in adds to: the only one in the nearest folder above it that has any.
fn base_of<'a>(all: &[&'a Object], drop_in: &Object) -> Option<&'a Object> {
    let mut folder = folder(drop_in.document().source().name());
    loop {
        let mut bases = all
            .iter()
            .copied()
            .filter(|other| !is_drop_in(other) && self::folder(other.document().source().name()) == folder);
        match (bases.next(), bases.next()) {
            (Some(base), None) => return Some(base),
            (Some(_), Some(_)) => return None,
            (None, _) => folder = parent(folder)?,
        }
    }
}

fn folder(file: &str) -> &str {
    parent(file).unwrap_or("")
}

fn parent(path: &str) -> Option<&str> {
    match path.rsplit_once('/') {
        Some((parent, _)) => Some(parent),
        None if path.is_empty() => None,
        None => Some(""),
    }
}

/// The flags that kubeadm gives the kubelet in the same file, since they override this configuration.
pub(crate) fn given_by_kubeadm<'a>(inventory: &'a Inventory, object: &Object) -> Vec<Cow<'a, str>> {
    let kinds = ["InitConfiguration", "JoinConfiguration"];
    let beside = kinds
        .into_iter()
        .flat_map(|kind| inventory.of_kind("kubeadm.k8s.io", kind))
        .filter(|other| Arc::ptr_eq(other.document().source(), object.document().source()));
    beside
        .flat_map(|other| kubeadm::arguments(kubelet_arguments(other.root())))
        .map(|given| given.name)
        .collect()
}

fn kubelet_arguments(root: Node<'_>) -> Option<Node<'_>> {
    root.path(&["nodeRegistration", "kubeletExtraArgs"])
}
